//! What is known of one situation: facts in four states, numbers as ranges, closed under the hierarchy.
//! The meaning of silence lives here and nowhere else.

use crate::base::ids::{DimensionId, QuantityId, TermId};
use crate::base::range::Range;
use crate::base::truth::Truth;
use crate::base::vocabulary::{Reading, Vocabulary};

/// The state of one (dimension, term) pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fact {
    /// It is so.
    Yes,
    /// It is not so.
    No,
    /// Asked, and not known.
    Unknown,
    /// Never asked.
    Unasked,
}

impl Fact {
    /// The truth of the fact.
    pub fn truth(self) -> Truth {
        match self {
            Fact::Yes => Truth::True,
            Fact::No => Truth::False,
            Fact::Unknown | Fact::Unasked => Truth::Unknown,
        }
    }
}

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
    certain: TermSet,
    /// Kinds of which a partner may be counted.
    possible: TermSet,
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
        for kind in parties() {
            let narrower = || vocabulary.term(kind).descendants.iter().copied();
            if counted(kind) || narrower().any(counted) {
                possible.insert(kind);
            }
            if counted(kind) && narrower().all(counted) {
                certain.insert(kind);
            }
        }
        Tally { kinds: kinds.into(), outside, dimension, certain, possible }
    }
}

/// A set of terms, as bits.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
struct TermSet(Vec<u64>);

impl TermSet {
    fn insert(&mut self, term: TermId) {
        let word = term.index() / 64;
        if self.0.len() <= word {
            self.0.resize(word + 1, 0);
        }
        self.0[word] |= 1 << (term.index() % 64);
    }

    fn contains(&self, term: TermId) -> bool {
        self.0.get(term.index() / 64).is_some_and(|word| word >> (term.index() % 64) & 1 == 1)
    }
}

/// What a person said of a situation, before the meaning of silence is drawn.
#[derive(Debug, Clone, Default)]
pub struct Said {
    /// Dimensions given (even with no term).
    pub given: Vec<DimensionId>,
    /// Dimensions said to be unknown.
    pub unknown_dimensions: Vec<DimensionId>,
    /// Terms said to be so, not so, or unknown.
    pub terms: Vec<(TermId, Fact)>,
    /// Partners by kind.
    pub partners: Vec<(TermId, Range)>,
    /// Quantities.
    pub quantities: Vec<(QuantityId, Range)>,
}

impl Said {
    /// Forgets everything, keeping the room.
    pub fn clear(&mut self) {
        self.given.clear();
        self.unknown_dimensions.clear();
        self.terms.clear();
        self.partners.clear();
        self.quantities.clear();
    }

    /// Whether nothing at all was said.
    pub fn is_empty(&self) -> bool {
        self.given.is_empty() && self.terms.is_empty() && self.quantities.is_empty()
    }

    /// Notes that a dimension is given.
    pub fn give(&mut self, dimension: DimensionId) {
        if !self.given.contains(&dimension) {
            self.given.push(dimension);
        }
    }
}

/// Everything known of one situation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    terms: Vec<Fact>,
    /// Partners declared exactly at a kind, their narrower kind not being said.
    partners: Vec<Range>,
    /// The kinds of which there may be a partner.
    present: Vec<TermId>,
    /// The dimensions of which anything at all is said.
    touched: Vec<bool>,
    quantities: Vec<Range>,
}

impl Facts {
    /// Nothing asked yet.
    pub fn blank(vocabulary: &Vocabulary) -> Facts {
        let all = (0..vocabulary.terms.len()).map(TermId::new);
        let counted = |kind: &TermId| vocabulary.dimension(vocabulary.term(*kind).dimension).counted;
        Facts {
            terms: vec![Fact::Unasked; vocabulary.terms.len()],
            partners: vec![Range::ANY; vocabulary.terms.len()],
            present: all.filter(counted).collect(),
            touched: vec![false; vocabulary.dimensions.len()],
            quantities: vec![Range::ANY; vocabulary.quantities.len()],
        }
    }

    /// The facts that follow from what was said.
    pub fn from_said(vocabulary: &Vocabulary, said: &Said) -> Facts {
        let mut facts = Facts::blank(vocabulary);
        facts.settle(vocabulary, said);
        facts
    }

    /// Replaces the facts by those that follow from what was said, keeping the room.
    pub fn settle(&mut self, vocabulary: &Vocabulary, said: &Said) {
        self.terms.fill(Fact::Unasked);
        self.partners.fill(Range::ANY);
        self.quantities.fill(Range::ANY);
        self.touched.fill(false);
        let said_of = said.terms.iter().map(|(term, _)| vocabulary.term(*term).dimension);
        for dimension in
            said_of.chain(said.given.iter().copied()).chain(said.unknown_dimensions.iter().copied())
        {
            self.touched[dimension.index()] = true;
        }
        for &dimension in &said.unknown_dimensions {
            self.terms[vocabulary.dimension(dimension).terms.clone()].fill(Fact::Unknown);
        }
        // A heading both filled in and said to be unknown: what is listed holds, the rest stays open.
        for &dimension in said.given.iter().filter(|d| !said.unknown_dimensions.contains(d)) {
            let dimension = vocabulary.dimension(dimension);
            if dimension.counted {
                self.partners[dimension.terms.clone()].fill(Range::ZERO);
            } else if dimension.reading == Reading::Complete {
                self.terms[dimension.terms.clone()].fill(Fact::No);
            }
        }
        self.settle_terms(vocabulary, said);
        self.settle_partners(vocabulary, said);
        for &(quantity, range) in &said.quantities {
            self.quantities[quantity.index()] = range;
        }
    }

    fn settle_terms(&mut self, vocabulary: &Vocabulary, said: &Said) {
        let is_so = |term: TermId| said.terms.iter().any(|&(t, fact)| t == term && fact == Fact::Yes);
        for &(term, fact) in &said.terms {
            if fact != Fact::Yes {
                continue;
            }
            // A broad answer leaves its narrower terms open, unless one of them is said as well.
            let narrower = &vocabulary.term(term).descendants;
            if !narrower.iter().any(|&n| is_so(n)) {
                for narrow in narrower {
                    self.terms[narrow.index()] = Fact::Unknown;
                }
            }
        }
        for &(term, fact) in &said.terms {
            match fact {
                Fact::Yes => {}
                Fact::No => {
                    for narrow in &vocabulary.term(term).descendants {
                        self.terms[narrow.index()] = Fact::No;
                    }
                    self.terms[term.index()] = Fact::No;
                }
                Fact::Unknown | Fact::Unasked => {
                    self.terms[term.index()] = fact;
                    for broad in &vocabulary.term(term).ancestors {
                        if self.terms[broad.index()] == Fact::No {
                            self.terms[broad.index()] = fact;
                        }
                    }
                }
            }
        }
        for &(term, fact) in &said.terms {
            if fact != Fact::Yes {
                continue;
            }
            for group in &vocabulary.dimension(vocabulary.term(term).dimension).exclusive {
                if group.contains(&term) {
                    for other in group.iter().filter(|&&other| other != term && !is_so(other)) {
                        self.terms[other.index()] = Fact::No;
                    }
                }
            }
        }
        for &(term, fact) in &said.terms {
            if fact == Fact::Yes {
                self.terms[term.index()] = Fact::Yes;
                for broad in &vocabulary.term(term).ancestors {
                    self.terms[broad.index()] = Fact::Yes;
                }
            }
        }
    }

    fn settle_partners(&mut self, vocabulary: &Vocabulary, said: &Said) {
        for &(kind, fact) in &said.terms {
            if !vocabulary.dimension(vocabulary.term(kind).dimension).counted {
                continue;
            }
            let range = if fact == Fact::No { Range::ZERO } else { Range::ANY };
            self.partners[kind.index()] = range;
            if fact == Fact::No {
                for narrow in &vocabulary.term(kind).descendants {
                    self.partners[narrow.index()] = Range::ZERO;
                }
            }
        }
        for (index, &(kind, range)) in said.partners.iter().enumerate() {
            let first = !said.partners[..index].iter().any(|&(k, _)| k == kind);
            let before = if first { Range::ZERO } else { self.partners[kind.index()] };
            self.partners[kind.index()] = before.plus(range);
        }
        self.present.clear();
        for dimension in vocabulary.dimensions.iter().filter(|dimension| dimension.counted) {
            let there = |kind: &TermId| self.partners[kind.index()].max > 0;
            self.present.extend(dimension.terms.clone().map(TermId::new).filter(there));
        }
    }

    /// Whether anything is said of a dimension; if not, none of its terms is known.
    pub fn is_touched(&self, dimension: DimensionId) -> bool {
        self.touched[dimension.index()]
    }

    /// The state of a term that is not a kind of partner.
    pub fn term(&self, term: TermId) -> Fact {
        self.terms[term.index()]
    }

    /// Partners declared exactly at a kind.
    pub fn declared(&self, kind: TermId) -> Range {
        self.partners[kind.index()]
    }

    /// How many partners a tally counts.
    pub fn count(&self, tally: &Tally) -> Range {
        let mut count = Range::ZERO;
        for &kind in self.present.iter().filter(|&&kind| tally.possible.contains(kind)) {
            let Range { min, max } = self.partners[kind.index()];
            count.max = count.max.saturating_add(max);
            if tally.certain.contains(kind) {
                count.min = count.min.saturating_add(min);
            }
        }
        count
    }

    /// A quantity.
    pub fn quantity(&self, quantity: QuantityId) -> Range {
        self.quantities[quantity.index()]
    }
}
