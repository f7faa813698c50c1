//! A count of partners by kind, ready for facts to be read through it.

use crate::base::ids::{DimensionId, TermId};
use crate::base::vocabulary::Vocabulary;

/// A count of partners: those of some kinds (hierarchy included), or those outside these kinds.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Tally {
    /// The kinds as written; empty for all parties.
    pub kinds: Box<[TermId]>,
    /// Count what is outside these kinds.
    pub outside: bool,
    /// The counted dimension.
    pub dimension: DimensionId,
    /// Kinds whose every partner is counted, whatever its narrower kind turns out to be.
    pub(super) certain: TermSet,
    /// Kinds of which a partner may be counted.
    pub(super) possible: TermSet,
    /// Among these, the kinds not counted themselves, with the narrower kinds that are.
    pub(super) through: Box<[(TermId, Box<[TermId]>)]>,
}

impl Tally {
    /// Counts parties of a counted dimension.
    pub fn new(vocabulary: &Vocabulary, dimension: DimensionId, kinds: Vec<TermId>, outside: bool) -> Tally {
        let inside = |kind: TermId| kinds.is_empty() || kinds.iter().any(|&k| vocabulary.is_within(kind, k));
        let counted = |kind: TermId| inside(kind) != outside;
        // What cannot be a party is counted only by a tally that names it.
        let named =
            |kind: TermId| kinds.iter().any(|&k| !vocabulary.term(k).party && vocabulary.is_within(kind, k));
        let parties =
            || vocabulary.terms_of(dimension).filter(|&k| vocabulary.term(k).party || (!outside && named(k)));
        let mut possible = TermSet::default();
        let mut certain = TermSet::default();
        let mut through = Vec::new();
        for kind in parties() {
            let narrower = || vocabulary.term(kind).descendants.iter().copied();
            if counted(kind) || narrower().any(counted) {
                possible.insert(kind);
            }
            if !counted(kind) && narrower().any(counted) {
                through.push((kind, narrower().filter(|&n| counted(n)).collect()));
            }
            if counted(kind) && narrower().all(counted) {
                certain.insert(kind);
            }
        }
        Tally { kinds: kinds.into(), outside, dimension, certain, possible, through: through.into() }
    }

    /// Whether a partner of a kind may be counted, whatever its narrower kind.
    pub fn may_count(&self, kind: TermId) -> bool {
        self.possible.contains(kind)
    }
}

/// A set of terms, as bits.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(super) struct TermSet(Vec<u64>);

impl TermSet {
    pub(super) fn insert(&mut self, term: TermId) {
        let word = term.index() / 64;
        if self.0.len() <= word {
            self.0.resize(word + 1, 0);
        }
        self.0[word] |= 1 << (term.index() % 64);
    }

    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    pub(super) fn contains(&self, term: TermId) -> bool {
        self.0.get(term.index() / 64).is_some_and(|word| word >> (term.index() % 64) & 1 == 1)
    }
}
