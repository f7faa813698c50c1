//! How the words of practitioners were read, in words: what is taken, what is proposed, what is not understood.

use serde_json::{Value, json};

use crate::base::facts::Fact;
use crate::base::lexicon::Named;
use crate::base::range::Range;
use crate::intake::phrase::{Confidence, Finding};
use crate::intake::row::{Row, Unread};
use crate::render::page::{Item, Page, typeset};
use crate::render::words::Words;
use crate::text::Lang;

impl Words<'_> {
    /// What was read: `Appel à projets ← « réponse à un appel à projets »`.
    pub fn taken(&self, finding: &Finding) -> String {
        format!("{} ← {}", self.meant(finding), self.marks(&finding.words))
    }

    /// After a term: the words that say it, and how surely.
    pub fn likely(&self, said: &[&str]) -> String {
        let quoted: Vec<String> = said.iter().map(|words| self.marks(words)).collect();
        let words = quoted.join(", ");
        let text = match self.lang {
            Lang::Fr => format!(" (probable : {words})"),
            Lang::En => format!(" (likely: {words})"),
        };
        typeset(self.lang, &text)
    }

    /// What is proposed, as a question.
    pub fn proposal(&self, finding: &Finding) -> String {
        let words = self.marks(&finding.words);
        let meant = self.marks(&self.meant(finding));
        let text = match self.lang {
            Lang::Fr => format!("{words} : est-ce {meant} ? Non retenu, à confirmer."),
            Lang::En => format!("{words}: is it {meant}? Not taken, to be confirmed."),
        };
        typeset(self.lang, &text)
    }

    /// A phrase that says nothing known, with the nearest term.
    pub fn unread(&self, unread: &Unread) -> String {
        let words = self.marks(&shortened(&unread.words));
        if unread.elsewhere {
            let heading = self.marks(&unread.header);
            let text = match self.lang {
                Lang::Fr => {
                    format!("{words} ne dit rien de connu de la rubrique {heading}, qui reste ouverte.")
                }
                Lang::En => format!("{words} says nothing known of the heading {heading}, which stays open."),
            };
            return typeset(self.lang, &text);
        }
        let text = match (unread.nearest, self.lang) {
            (None, Lang::Fr) => format!("{words} n’est pas reconnu."),
            (None, Lang::En) => format!("{words} is not recognised."),
            (Some(near), Lang::Fr) => {
                format!("{words} n’est pas reconnu. Le plus proche : {}.", self.marks(self.named(near)))
            }
            (Some(near), Lang::En) => {
                format!("{words} is not recognised. The nearest: {}.", self.marks(self.named(near)))
            }
        };
        typeset(self.lang, &text)
    }

    /// A phrase not recognised and the nearest term, in a list.
    pub fn unread_in_short(&self, phrase: &str, nearest: Option<Named>) -> String {
        let words = self.marks(&shortened(phrase));
        match nearest {
            Some(near) => format!(
                "{words}{} {}",
                self.pick(" ; le plus proche :", "; the nearest:"),
                self.marks(self.named(near))
            ),
            None => words,
        }
    }

    /// Everything about how a row was read, a line each.
    pub fn reading(&self, row: &Row) -> Vec<String> {
        let taken = row.taken().map(|finding| self.taken(finding));
        taken.chain(self.unrecognised(row)).collect()
    }

    /// What free words were taken for, at the end of a page.
    pub fn reading_section(&self, page: &mut Page, row: &Row) {
        let lines = self.reading(row);
        if lines.is_empty() {
            return;
        }
        page.heading(self.pick("Comment vos mots ont été lus", "How your words were read"));
        page.list(lines.into_iter().map(Item::text));
    }

    /// How a row was read, as data: the very words, what they were taken for, how surely.
    pub fn read_as_json(&self, row: &Row) -> Value {
        let one = |phrase: &crate::intake::row::Phrase| {
            let finding = &phrase.finding;
            let confidence = match (phrase.taken, finding.confidence) {
                (false, _) | (_, Confidence::Possible) => "possible",
                (true, Confidence::Likely) => "likely",
            };
            let id = match finding.means {
                Named::Term(term) => &self.base.vocabulary.term(term).id.value,
                Named::Quantity(quantity) => &self.base.vocabulary.quantities[quantity.index()].id.value,
            };
            let count = |bound: u32| (bound < Range::NO_LIMIT).then_some(bound);
            json!({
                "words": finding.words, "as": id, "state": if finding.fact == Fact::No { "no" } else { "yes" },
                "count": [count(finding.count.min), count(finding.count.max)], "confidence": confidence,
            })
        };
        row.read.iter().map(one).collect()
    }

    fn meant(&self, finding: &Finding) -> String {
        match finding.means {
            Named::Term(term) if finding.fact == Fact::No => self.answer(term, Fact::No),
            Named::Term(kind) => self.partner(kind, finding.count),
            Named::Quantity(quantity) => {
                let label = self.base.vocabulary.quantities[quantity.index()].label.get(self.lang);
                format!("{label} ({})", self.range(finding.count))
            }
        }
    }
}

/// The beginning of a long phrase, enough to find it.
fn shortened(phrase: &str) -> String {
    const MOST: usize = 120;
    match phrase.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", phrase[..end].trim_end()),
        None => phrase.to_owned(),
    }
}
