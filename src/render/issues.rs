//! What is to be corrected in a row, and what was read in spite of a typing error, in words.

use crate::base::lexicon::Named;
use crate::base::range::range_fault_words;
use crate::intake::row::{Issue, Row, Trouble};
use crate::render::page::typeset;
use crate::render::words::Words;
use crate::text::Lang;

impl Words<'_> {
    /// « équilbre » lu comme « Équilibre des fonctions »
    pub fn read_as_correction(&self, written: &str, named: Named) -> String {
        let label = self.named(named);
        match self.lang {
            Lang::Fr => format!("« {written} » lu comme « {label} »"),
            Lang::En => format!("“{written}” read as “{label}”"),
        }
    }

    pub(super) fn named(&self, named: Named) -> &str {
        match named {
            Named::Term(term) => self.term(term),
            Named::Quantity(quantity) => {
                self.base.vocabulary.quantities[quantity.index()].label.get(self.lang)
            }
        }
    }

    /// What a row says that is to be corrected, confirmed, or was not understood.
    pub fn unrecognised(&self, row: &Row) -> Vec<String> {
        let issues = row.issues.iter().map(|issue| typeset(self.lang, &self.issue(issue)));
        let proposals = row.proposals().map(|finding| self.proposal(finding));
        issues.chain(proposals).chain(row.unread.iter().map(|unread| self.unread(unread))).collect()
    }

    /// What is wrong with a value, and how to mend it.
    pub fn issue(&self, issue: &Issue) -> String {
        let value = &issue.value;
        let text = match (&issue.trouble, self.lang) {
            (Trouble::NotRecognised(None), Lang::Fr) => format!("« {value} » n’est pas reconnu."),
            (Trouble::NotRecognised(None), Lang::En) => format!("“{value}” is not recognised."),
            (Trouble::NotRecognised(Some(near)), Lang::Fr) => {
                format!("« {value} » n’est pas reconnu. Vouliez-vous dire « {} » ?", self.named(*near))
            }
            (Trouble::NotRecognised(Some(near)), Lang::En) => {
                format!("“{value}” is not recognised. Did you mean “{}”?", self.named(*near))
            }
            (Trouble::Number(fault, max), lang) => {
                let (fr, en) = range_fault_words(*fault, value, *max);
                match lang {
                    Lang::Fr => format!("{fr}. Écrivez par exemple 5, ou « 3 à 5 »."),
                    Lang::En => format!("{en}. Write for instance 5, or “3 to 5”."),
                }
            }
            (Trouble::Contradiction(one, other), Lang::Fr) => {
                format!(
                    "{} et {} ne vont pas ensemble : gardez l’un des deux.",
                    self.quoted(*one),
                    self.quoted(*other)
                )
            }
            (Trouble::Contradiction(one, other), Lang::En) => {
                format!(
                    "{} and {} do not go together: keep one of them.",
                    self.quoted(*one),
                    self.quoted(*other)
                )
            }
            (Trouble::NotJson(column), Lang::Fr) => {
                format!("cette ligne n’est pas un objet JSON (caractère {column}).")
            }
            (Trouble::NotJson(column), Lang::En) => {
                format!("this line is not a JSON object (character {column}).")
            }
            (Trouble::Repeated, Lang::Fr) => format!("« {value} » est écrit deux fois."),
            (Trouble::Repeated, Lang::En) => format!("“{value}” is written twice."),
            (Trouble::TwoValues(quantity), Lang::Fr) => {
                format!(
                    "{} reçoit deux valeurs différentes.",
                    self.marks(self.named(Named::Quantity(*quantity)))
                )
            }
            (Trouble::TwoValues(quantity), Lang::En) => {
                format!(
                    "{} is given two different values.",
                    self.marks(self.named(Named::Quantity(*quantity)))
                )
            }
            (Trouble::ExtraCells, Lang::Fr) => {
                format!("cette ligne a des cellules au-delà de la dernière colonne : « {value} ».")
            }
            (Trouble::ExtraCells, Lang::En) => {
                format!("this row has cells beyond the last column: “{value}”.")
            }
            (Trouble::NotText, Lang::Fr) => {
                "cette ligne n’est pas en UTF-8. Enregistrez le fichier au format « CSV UTF-8 ».".to_owned()
            }
            (Trouble::NotText, Lang::En) => {
                "this row is not in UTF-8. Save the file as “CSV UTF-8”.".to_owned()
            }
            (Trouble::TooLarge(limit), Lang::Fr) => {
                format!("cette ligne dépasse {} Mio : elle n’est pas lue. Raccourcissez-la.", limit >> 20)
            }
            (Trouble::TooLarge(limit), Lang::En) => {
                format!("this row is larger than {} MiB: it is not read. Shorten it.", limit >> 20)
            }
            (Trouble::Shape, Lang::Fr) => format!("« {value} » n’a pas la forme attendue ici."),
            (Trouble::Shape, Lang::En) => format!("“{value}” does not have the shape expected here."),
        };
        let several = matches!(issue.trouble, Trouble::NotRecognised(_))
            && (value.contains(',') || value.contains(" et ") || value.contains(" and "));
        let text = match several {
            true => format!(
                "{text} {}",
                self.pick("Séparez plusieurs valeurs par « | ».", "Separate several values with “|”.")
            ),
            false => text,
        };
        typeset(self.lang, &text)
    }
}
