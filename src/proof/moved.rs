//! Which rules an answer may move.

use crate::base::change::{Change, kin};
use crate::base::condition::Condition;
use crate::base::facts::rivals;
use crate::base::ids::{QuantityId, TermId};
use crate::base::vocabulary::Vocabulary;

/// The terms, kinds of partners and quantities whose state may follow from an answer.
#[derive(Debug, Clone, Default)]
pub(super) struct Moved {
    terms: Vec<TermId>,
    kinds: Vec<TermId>,
    quantities: Vec<QuantityId>,
}

impl Moved {
    /// By an answer given again otherwise: what it implied moves too.
    pub(super) fn by(change: Change, vocabulary: &Vocabulary) -> Moved {
        let mut moved = Moved::default();
        match change {
            Change::Term(term, _) => moved.terms = kin(vocabulary, term),
            Change::Partners(kind, _) => moved.kind(kind),
            Change::Quantity(quantity, _) => moved.quantity(quantity),
        }
        moved
    }

    /// By what is learnt of a term.
    pub(super) fn term(&mut self, term: TermId, vocabulary: &Vocabulary) {
        let known = vocabulary.term(term);
        let below = |rival: TermId| vocabulary.term(rival).descendants.iter().copied().chain([rival]);
        let ruled_out: Vec<TermId> = rivals(vocabulary, term).flat_map(below).collect();
        for &moved in known.ancestors.iter().chain(&known.descendants).chain([&term]).chain(&ruled_out) {
            if !self.terms.contains(&moved) {
                self.terms.push(moved);
            }
        }
    }

    /// By what is learnt of the number of partners of a kind.
    pub(super) fn kind(&mut self, kind: TermId) {
        if !self.kinds.contains(&kind) {
            self.kinds.push(kind);
        }
    }

    /// By what is learnt of a quantity.
    pub(super) fn quantity(&mut self, quantity: QuantityId) {
        self.quantities.push(quantity);
    }

    /// Whether the truth of a condition may move with them.
    pub(super) fn touches(&self, condition: &Condition) -> bool {
        let mut found = false;
        condition.tests(&mut |test| {
            found |= match test {
                Condition::Term(term) => self.terms.contains(term),
                Condition::Partners(tally, _) => self.kinds.iter().any(|&kind| tally.may_count(kind)),
                Condition::Quantity(quantity, _) => self.quantities.contains(quantity),
                _ => false,
            };
        });
        found
    }
}
