//! Every flip of a case, as the page looks it up.

use std::collections::HashMap;

use serde::Serialize;

use crate::base::change::Change;
use crate::base::facts::{Fact, Facts};
use crate::base::ids::RuleId;
use crate::base::range::Range;
use crate::render::page::typeset;
use crate::render::words::{Words, sentence};
use crate::train::Exercise;
use crate::train::flips::Flip;

#[derive(Debug, Serialize)]
pub(super) struct Flips {
    facts: Vec<FactData>,
    texts: Vec<String>,
    before: Outcome,
    single: Vec<Outcome>,
    double: Vec<Vec<Option<Outcome>>>,
}

#[derive(Debug, Serialize)]
struct FactData {
    text: String,
    before: String,
    after: String,
}

/// A result; texts by their number in a list that all share.
#[derive(Debug, Serialize)]
struct Outcome {
    first: Vec<usize>,
    word: Option<usize>,
    because: Vec<usize>,
    balances: Vec<i32>,
    out: Vec<bool>,
    gained: Vec<usize>,
    lost: Vec<usize>,
}

impl Words<'_> {
    /// The state of what a change is about, before and after it.
    fn before_and_after(&self, change: Change, facts: &Facts) -> FactData {
        let vocabulary = &self.base.vocabulary;
        let yes_no =
            |yes: bool| if yes { self.pick("oui", "yes") } else { self.pick("non", "no") }.to_owned();
        let open = || self.pick("non précisé", "not stated").to_owned();
        let number = |range: Range| match range {
            Range::ZERO => self.pick("aucun", "none").to_owned(),
            Range::ANY => open(),
            _ => self.range(range),
        };
        let (text, before, after) = match change {
            Change::Term(term, yes) => {
                let before = match facts.term(term) {
                    Fact::Yes => yes_no(true),
                    Fact::No => yes_no(false),
                    Fact::Unknown | Fact::Unasked => open(),
                };
                (self.term(term), before, yes_no(yes))
            }
            Change::Partners(kind, count) => (self.term(kind), number(facts.declared(kind)), number(count)),
            Change::Quantity(quantity, range) => {
                let label = vocabulary.quantities[quantity.index()].label.get(self.lang);
                (label, number(facts.quantity(quantity)), number(range))
            }
        };
        FactData { text: typeset(self.lang, text), before, after }
    }
}

/// Texts that many results share, each once.
#[derive(Default)]
struct Texts {
    all: Vec<String>,
    places: HashMap<String, usize>,
}

impl Texts {
    fn place(&mut self, text: String) -> usize {
        let all = &mut self.all;
        *self.places.entry(text).or_insert_with_key(|text| {
            all.push(text.clone());
            all.len() - 1
        })
    }
}

/// The flips of an exercise.
pub(super) fn flips(words: &Words<'_>, exercise: &Exercise) -> Flips {
    let flips = &exercise.flips;
    let mut texts = Texts::default();
    let facts =
        flips.changes.iter().map(|&change| words.before_and_after(change, &exercise.subject.situation.facts));
    Flips {
        facts: facts.collect(),
        before: outcome(words, &flips.before, &mut texts),
        single: flips.single.iter().map(|flip| outcome(words, flip, &mut texts)).collect(),
        double: flips
            .double
            .iter()
            .map(|row| {
                row.iter().map(|flip| flip.as_ref().map(|flip| outcome(words, flip, &mut texts))).collect()
            })
            .collect(),
        texts: texts.all,
    }
}

fn outcome(words: &Words<'_>, flip: &Flip, texts: &mut Texts) -> Outcome {
    let set = |text: &str| typeset(words.lang, text);
    let moved = |rule: RuleId| set(&format!("{} ({})", sentence(words.clause(rule)), words.effect(rule)));
    Outcome {
        first: flip.first.iter().map(|&form| texts.place(set(words.heading(form)))).collect(),
        word: flip.robustness.map(|robustness| texts.place(set(words.robustness(robustness)))),
        because: flip.decisive.iter().map(|&rule| texts.place(set(&sentence(words.clause(rule))))).collect(),
        balances: flip.balances.clone(),
        out: flip.out.clone(),
        gained: flip.gained.iter().map(|&rule| texts.place(moved(rule))).collect(),
        lost: flip.lost.iter().map(|&rule| texts.place(moved(rule))).collect(),
    }
}
