//! What would change a result, in words: with what, without what, which form would come first.

use serde::Serialize;

use crate::base::change::Change;
use crate::base::facts::Facts;
use crate::base::ids::{FormId, TermId};
use crate::base::range::Range;
use crate::engine::outcome::Outcome;
use crate::explain::changes::{Told, WhatIf, Whose};
use crate::render::answered::title;
use crate::render::page::{Item, Page};
use crate::render::words::{Words, enumerate, upper_first};
use crate::situation::Situation;
use crate::text::Lang;

/// So many sets are given in JSON at most.
const MOST_IN_JSON: usize = 20;

impl Words<'_> {
    /// In whose hands a change is.
    pub fn whose(&self, whose: Whose) -> &'static str {
        match whose {
            Whose::ToFind => self.lang.pick("à éclaircir", "to find out"),
            Whose::Ours => self.lang.pick("à votre main", "in your hands"),
            Whose::Negotiable => self.lang.pick("à négocier", "to negotiate"),
            Whose::Given => self.lang.pick("donnée du territoire", "given"),
        }
    }

    /// One change, as it stands in a sentence: « avec « Grand projet » ».
    pub fn change(&self, change: Change, facts: &Facts) -> String {
        let open = change.clears_up(facts);
        match (change, self.lang) {
            (Change::Term(term, true), Lang::Fr) if open => format!("si {} se vérifie", self.quoted(term)),
            (Change::Term(term, false), Lang::Fr) if open => {
                format!("si {} ne se vérifie pas", self.quoted(term))
            }
            (Change::Term(term, true), Lang::En) if open => format!("if {} proves true", self.quoted(term)),
            (Change::Term(term, false), Lang::En) if open => format!("if {} proves false", self.quoted(term)),
            (Change::Term(term, true), _) => format!("{} {}", self.pick("avec", "with"), self.quoted(term)),
            (Change::Term(term, false), _) => {
                format!("{} {}", self.pick("sans", "without"), self.quoted(term))
            }
            (Change::Partners(kind, Range::ZERO), _) => {
                format!("{} {}", self.pick("sans partenaire", "without the partner"), self.quoted(kind))
            }
            (Change::Partners(kind, count), _) => {
                let now = facts.declared(kind);
                let instead = match now == Range::ANY || now.max == 0 {
                    true => String::new(),
                    false => format!(" {}", self.instead_of(now)),
                };
                let number = self.range(count);
                match (self.lang, count.min > 1) {
                    (Lang::Fr, true) => format!("avec {number} partenaires {}{instead}", self.quoted(kind)),
                    (Lang::Fr, false) => format!("avec un partenaire {}{instead}", self.quoted(kind)),
                    (Lang::En, true) => format!("with {number} partners {}{instead}", self.quoted(kind)),
                    (Lang::En, false) => format!("with one partner {}{instead}", self.quoted(kind)),
                }
            }
            (Change::Quantity(quantity, range), _) => {
                let label =
                    self.marks(self.base.vocabulary.quantities[quantity.index()].label.get(self.lang));
                let number = match (range, self.lang) {
                    (Range { min: 0, max }, Lang::Fr) if max < Range::NO_LIMIT && max > 0 => {
                        format!("{max} au plus")
                    }
                    (Range { min: 0, max }, Lang::En) if max < Range::NO_LIMIT && max > 0 => {
                        format!("at most {max}")
                    }
                    _ => self.range(range),
                };
                let now = facts.quantity(quantity);
                let instead =
                    if now == Range::ANY { String::new() } else { format!(" {}", self.instead_of(now)) };
                format!("{} {label}{} {number}{instead}", self.pick("avec", "with"), self.pick(" :", ":"))
            }
        }
    }

    fn instead_of(&self, now: Range) -> String {
        format!("({} {})", self.pick("au lieu de", "instead of"), self.range(now))
    }

    /// « l’entente passerait devant »
    fn would_come_first(&self, first: &[FormId], none_now: bool) -> String {
        let names: Vec<String> = first.iter().map(|&form| self.the(form)).collect();
        let subject = enumerate(&names, self.pick("et", "and"));
        let plural = first.len() > 1 || first.iter().any(|&form| self.plural(form));
        match (self.lang, none_now, plural) {
            (Lang::Fr, true, false) => {
                let done = first.first().map(|&form| self.agreed(form, "recommandé")).unwrap_or_default();
                format!("{subject} serait {done}")
            }
            (Lang::Fr, true, true) => format!("{subject} arriveraient en tête"),
            (Lang::Fr, false, false) => format!("{subject} passerait devant"),
            (Lang::Fr, false, true) if first.len() > 1 => format!("{subject} passeraient devant, à égalité"),
            (Lang::Fr, false, true) => format!("{subject} passeraient devant"),
            (Lang::En, true, false) => format!("{subject} would be recommended"),
            (Lang::En, true, true) => format!("{subject} would come first together"),
            (Lang::En, false, _) if first.len() > 1 => format!("{subject} would come first, tied"),
            (Lang::En, false, _) => format!("{subject} would come first"),
        }
    }

    /// A set of changes and what it puts first, as a sentence.
    pub fn turn(&self, told: &Told, facts: &Facts, none_now: bool) -> String {
        let changes: Vec<String> =
            told.turn.changes.iter().map(|&change| self.change(change, facts)).collect();
        let changes = enumerate(&changes, self.pick("et", "and"));
        let result = self.would_come_first(&told.turn.first, none_now);
        match (told.whose, self.lang) {
            (Whose::Given, Lang::Fr) => format!("Dans une autre situation, {changes}, {result}."),
            (Whose::Given, Lang::En) => format!("In another situation, {changes}, {result}."),
            _ => format!("{}, {result}.", upper_first(&changes)),
        }
    }

    /// That no small change would turn the result, or that none was found.
    pub fn nothing_turns(&self, searched: usize, wanted: Option<FormId>) -> String {
        let up_to = match (searched, self.lang) {
            (0 | 1, Lang::Fr) => "d’une seule réponse",
            (2, Lang::Fr) => "d’une ou de deux réponses",
            (_, Lang::Fr) => "d’une, de deux ou de trois réponses",
            (0 | 1, Lang::En) => "of a single answer",
            (2, Lang::En) => "of one or two answers",
            (_, Lang::En) => "of one, two or three answers",
        };
        let target = wanted.map(|form| self.the(form));
        match (self.lang, target) {
            (Lang::Fr, Some(form)) => format!("Aucun changement {up_to} ne mettrait {form} en tête."),
            (Lang::Fr, None) => {
                format!("Aucun changement {up_to} ne mettrait {} en tête.", self.another_form())
            }
            (Lang::En, Some(form)) => format!("No change {up_to} would put {form} first."),
            (Lang::En, None) => format!("No change {up_to} would put {} first.", self.another_form()),
        }
    }

    /// How many sets are told, and what was looked at.
    fn how_far(&self, told: usize, what_if: &WhatIf) -> String {
        let (all, size) = (what_if.told.len(), what_if.searched);
        match self.lang {
            Lang::Fr => format!(
                "{told} changements sur {all} ; tous ceux {} ont été cherchés. Chacun a été vérifié en évaluant la situation qu’il donne, et aucun de ses morceaux ne suffit.",
                if size > 1 {
                    format!("de {size} réponses au plus")
                } else {
                    "d’une seule réponse".to_owned()
                }
            ),
            Lang::En => format!(
                "{told} changes out of {all}; all those of {} were looked for. Each was checked by evaluating the situation that it makes, and no part of it suffices.",
                if size > 1 { format!("at most {size} answers") } else { "a single answer".to_owned() }
            ),
        }
    }

    /// « Ce qui mettrait l’entente en tête »
    pub(super) fn what_would_put_first(&self, form: FormId) -> String {
        let the = self.the(form);
        match self.lang {
            Lang::Fr => format!("Ce qui mettrait {the} en tête"),
            Lang::En => format!("What would put {the} first"),
        }
    }

    /// « une autre forme »
    fn another_form(&self) -> String {
        let noun = &self.base.vocabulary.form;
        match (self.lang, noun.feminine) {
            (Lang::Fr, true) => format!("une autre {}", noun.one.fr),
            (Lang::Fr, false) => format!("un autre {}", noun.one.fr),
            (Lang::En, _) => format!("another {}", noun.one.en),
        }
    }
}

/// The sets of changes of a result, as an object.
#[derive(Debug, Serialize)]
pub struct WhatWouldChange<'b> {
    /// Every set of at most so many answers was looked at.
    searched: usize,
    sets: Vec<SetJson<'b>>,
}

#[derive(Debug, Serialize)]
struct SetJson<'b> {
    changes: Vec<ChangeJson<'b>>,
    first: Vec<&'b str>,
    whose: &'static str,
    sentence: String,
}

/// A term with yes or no, or a kind of partner or a quantity with its bounds.
#[derive(Debug, Serialize)]
struct ChangeJson<'b> {
    about: &'b str,
    #[serde(skip_serializing_if = "Option::is_none")]
    holds: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<[Option<u32>; 2]>,
}

impl<'b> Words<'b> {
    /// What would change, for a JSON object.
    pub fn what_would_change_json(
        &self,
        situation: &Situation,
        what_if: &WhatIf,
        none_now: bool,
    ) -> WhatWouldChange<'b> {
        let set = |told: &&Told| SetJson {
            changes: told.turn.changes.iter().map(|&change| self.change_json(change)).collect(),
            first: told.turn.first.iter().map(|&form| self.form_id(form)).collect(),
            whose: match told.whose {
                Whose::ToFind => "to-find",
                Whose::Ours => "ours",
                Whose::Negotiable => "negotiable",
                Whose::Given => "given",
            },
            sentence: self.turn(told, &situation.facts, none_now),
        };
        WhatWouldChange {
            searched: what_if.searched,
            sets: what_if.few(MOST_IN_JSON).iter().map(set).collect(),
        }
    }

    fn change_json(&self, change: Change) -> ChangeJson<'b> {
        let vocabulary = &self.base.vocabulary;
        let term = |term: TermId| vocabulary.term(term).id.value.as_str();
        match change {
            Change::Term(about, yes) => ChangeJson { about: term(about), holds: Some(yes), number: None },
            Change::Partners(kind, count) => {
                ChangeJson { about: term(kind), holds: None, number: Some(count.bounds()) }
            }
            Change::Quantity(quantity, range) => ChangeJson {
                about: &vocabulary.quantities[quantity.index()].id.value,
                holds: None,
                number: Some(range.bounds()),
            },
        }
    }
}

/// The section of what would put another form first, or the form wanted: at most so many sets. Tells how many.
pub(super) fn what_would_change(
    page: &mut Page,
    words: &Words<'_>,
    situation: &Situation,
    what_if: &WhatIf,
    wanted: Option<FormId>,
    most: usize,
    none_now: bool,
) -> usize {
    page.heading(match wanted {
        Some(form) => words.what_would_put_first(form),
        None => words.pick("Ce qui changerait la réponse", "What would change the answer").to_owned(),
    });
    let few = what_if.few(most);
    if few.is_empty() {
        page.paragraph(words.nothing_turns(what_if.searched, wanted));
    }
    page.list(
        few.iter()
            .map(|one| Item::marked(words.whose(one.whose), words.turn(one, &situation.facts, none_now))),
    );
    few.len()
}

/// So many sets are told on a page of their own.
const ON_THEIR_PAGE: usize = 20;

/// The page of what would put another form first, or the form wanted.
pub fn what_if_page(
    words: &Words<'_>,
    situation: &Situation,
    outcome: &Outcome,
    wanted: Option<FormId>,
    what_if: &WhatIf,
) -> Page {
    let mut page = Page::new(words.lang, title(words, situation));
    let none_now = outcome.leaders().is_empty();
    page.lead(words.verdict(outcome, &[], None));
    let told = what_would_change(&mut page, words, situation, what_if, wanted, ON_THEIR_PAGE, none_now);
    if told > 0 {
        page.paragraph(words.how_far(told, what_if));
    }
    page.foot(words.caution());
    page
}
