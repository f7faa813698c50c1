//! What is known of one situation: facts in four states, numbers as ranges, closed under the hierarchy.
//! The meaning of silence lives here and nowhere else.

use crate::base::ids::{DimensionId, QuantityId, TermId};
use crate::base::range::Range;
pub use crate::base::tally::Tally;
use crate::base::tally::TermSet;
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

/// What a person said of a situation, before the meaning of silence is drawn.
#[derive(Debug, Clone, Default)]
pub struct Said {
    /// Dimensions given (even with no term).
    pub given: Vec<DimensionId>,
    /// Dimensions said to be unknown.
    pub unknown_dimensions: Vec<DimensionId>,
    /// Terms said to be so, not so, or unknown.
    pub terms: Vec<(TermId, Fact)>,
    /// Partners by kind, each kind once ([`Said::partner`]).
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
        self.given.is_empty()
            && self.terms.is_empty()
            && self.partners.is_empty()
            && self.quantities.is_empty()
    }

    /// Notes the state of a term, once.
    pub fn state(&mut self, term: TermId, fact: Fact) {
        if !self.terms.contains(&(term, fact)) {
            self.terms.push((term, fact));
        }
    }

    /// Notes a quantity; answers false when another value was noted before.
    pub fn quantity(&mut self, quantity: QuantityId, range: Range) -> bool {
        let before = self.quantities.iter().find(|(known, _)| *known == quantity).map(|(_, range)| *range);
        if before.is_none() {
            self.quantities.push((quantity, range));
        }
        before.is_none_or(|before| before == range)
    }

    /// Notes partners of a kind; groups of one kind add up.
    pub fn partner(&mut self, kind: TermId, count: Range) {
        match self.partners.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, known)) => *known = known.plus(count),
            None => self.partners.push((kind, count)),
        }
    }

    /// Notes that a dimension is given.
    pub fn give(&mut self, dimension: DimensionId) {
        if !self.given.contains(&dimension) {
            self.given.push(dimension);
        }
    }
}

/// The terms that an answer rules out: the other members of the exclusive groups it belongs to, itself or by
/// a broader term.
pub fn rivals(vocabulary: &Vocabulary, term: TermId) -> impl Iterator<Item = TermId> + '_ {
    let within = move |member: TermId| vocabulary.is_within(term, member);
    let groups = &vocabulary.dimension(vocabulary.term(term).dimension).exclusive;
    let concerned = groups.iter().filter(move |group| group.iter().any(|&member| within(member)));
    concerned.flatten().copied().filter(move |&member| !within(member))
}

/// Everything known of one situation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    terms: Vec<Fact>,
    /// Partners declared exactly at a kind, their narrower kind not being said.
    partners: Vec<Range>,
    /// The kinds of which there may be a partner.
    present: Vec<TermId>,
    /// The kinds of which it is said that there is none.
    denied: TermSet,
    /// The dimensions of which anything at all is said.
    touched: Vec<bool>,
    quantities: Vec<Range>,
}

impl Facts {
    /// Nothing asked yet.
    pub fn blank(vocabulary: &Vocabulary) -> Facts {
        let all = (0..vocabulary.terms.len()).map(TermId::new);
        let counted = |kind: &TermId| vocabulary.is_counted(*kind);
        Facts {
            terms: vec![Fact::Unasked; vocabulary.terms.len()],
            partners: vec![Range::ANY; vocabulary.terms.len()],
            present: all.filter(counted).collect(),
            denied: TermSet::default(),
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

    /// In this order, so that nothing said is undone: what a broad answer opens, what is not known, what is
    /// denied, what an exclusive answer rules out, what is so.
    fn settle_terms(&mut self, vocabulary: &Vocabulary, said: &Said) {
        let with =
            |wanted: Fact| said.terms.iter().filter(move |(_, fact)| *fact == wanted).map(|(term, _)| *term);
        let is_said = |term: TermId| said.terms.iter().any(|(t, _)| *t == term);
        for term in with(Fact::Yes) {
            self.affirm(vocabulary, term);
        }
        for term in with(Fact::Unknown) {
            self.terms[term.index()] = Fact::Unknown;
            for broad in &vocabulary.term(term).ancestors {
                if self.terms[broad.index()] == Fact::No {
                    self.terms[broad.index()] = Fact::Unknown;
                }
            }
        }
        for term in with(Fact::Yes) {
            // A broad answer leaves its narrower terms open, unless one of them is said as well.
            let narrower = &vocabulary.term(term).descendants;
            if !narrower.iter().any(|n| said.terms.contains(&(*n, Fact::Yes))) {
                self.open_narrower(vocabulary, term, is_said);
            }
        }
        for term in with(Fact::Unknown) {
            self.open_narrower(vocabulary, term, is_said);
        }
        for term in with(Fact::No) {
            self.deny(vocabulary, term);
        }
        for term in with(Fact::Yes) {
            for rival in rivals(vocabulary, term) {
                self.deny(vocabulary, rival);
            }
        }
        for term in with(Fact::Yes) {
            self.affirm(vocabulary, term);
        }
    }

    fn affirm(&mut self, vocabulary: &Vocabulary, term: TermId) {
        self.terms[term.index()] = Fact::Yes;
        for broad in &vocabulary.term(term).ancestors {
            self.terms[broad.index()] = Fact::Yes;
        }
    }

    /// Opens the narrower terms of one, nearest first. A term that has another broader term, and that one is
    /// *no*, stays *no*.
    fn open_narrower(&mut self, vocabulary: &Vocabulary, term: TermId, is_said: impl Fn(TermId) -> bool) {
        for &narrow in vocabulary.term(term).descendants.iter().filter(|&&narrow| !is_said(narrow)) {
            let ruled_out = |broad: &TermId| self.terms[broad.index()] == Fact::No;
            if self.terms[narrow.index()] != Fact::Yes
                && !vocabulary.term(narrow).broader.iter().any(ruled_out)
            {
                self.terms[narrow.index()] = Fact::Unknown;
            }
        }
    }

    fn deny(&mut self, vocabulary: &Vocabulary, term: TermId) {
        self.terms[term.index()] = Fact::No;
        for narrow in &vocabulary.term(term).descendants {
            self.terms[narrow.index()] = Fact::No;
        }
    }

    fn settle_partners(&mut self, vocabulary: &Vocabulary, said: &Said) {
        let counted = |kind: TermId| vocabulary.is_counted(kind);
        let stated = || said.terms.iter().filter(|(kind, _)| counted(*kind));
        for &(kind, _) in stated().filter(|(_, fact)| *fact == Fact::Unknown) {
            self.partners[kind.index()] = Range::ANY;
        }
        for &(kind, range) in &said.partners {
            self.partners[kind.index()] = range;
        }
        self.denied.clear();
        for &(kind, _) in stated().filter(|(_, fact)| *fact == Fact::No) {
            for &none in vocabulary.term(kind).descendants.iter().chain([&kind]) {
                self.partners[none.index()] = Range::ZERO;
                self.denied.insert(none);
            }
        }
        self.present.clear();
        for dimension in vocabulary.dimensions.iter().filter(|dimension| dimension.counted) {
            let there = |kind: &TermId| self.partners[kind.index()].max > 0;
            self.present.extend(dimension.terms.clone().map(TermId::new).filter(there));
        }
    }

    /// Takes in one more answer on a term that is not a kind of partner, with all that follows from it.
    /// Answers false, the facts being then of no use, when it contradicts what is known.
    pub fn learn(&mut self, vocabulary: &Vocabulary, term: TermId, yes: bool) -> bool {
        self.touched[vocabulary.term(term).dimension.index()] = true;
        if !yes {
            return self.all_become(vocabulary.term(term).descendants.iter().chain([&term]), Fact::No);
        }
        self.all_become(vocabulary.term(term).ancestors.iter().chain([&term]), Fact::Yes)
            && rivals(vocabulary, term).all(|rival| {
                self.all_become(vocabulary.term(rival).descendants.iter().chain([&rival]), Fact::No)
            })
    }

    fn all_become<'t>(&mut self, mut terms: impl Iterator<Item = &'t TermId>, fact: Fact) -> bool {
        terms.all(|term| {
            let known = &mut self.terms[term.index()];
            let fits = *known == fact || !matches!(known, Fact::Yes | Fact::No);
            *known = fact;
            fits
        })
    }

    /// Takes in how many partners are of a kind, itself and not a narrower one. Answers false when it
    /// contradicts what is known.
    pub fn learn_count(&mut self, kind: TermId, count: Range) -> bool {
        let known = &mut self.partners[kind.index()];
        let narrowed = known.and(count);
        *known = narrowed.unwrap_or(Range::ZERO);
        if known.max == 0 {
            self.present.retain(|&there| there != kind);
        }
        narrowed.is_some()
    }

    /// Takes in a quantity. Answers false when it contradicts what is known.
    pub fn learn_quantity(&mut self, quantity: QuantityId, range: Range) -> bool {
        let known = &mut self.quantities[quantity.index()];
        let narrowed = known.and(range);
        *known = narrowed.unwrap_or(range);
        narrowed.is_some()
    }

    /// Whether it is said that there is no partner of a kind, nor of a narrower one.
    pub fn is_denied(&self, kind: TermId) -> bool {
        self.denied.contains(kind)
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
        for &kind in self.present.iter().filter(|&&kind| self.may_count(tally, kind)) {
            let Range { min, max } = self.partners[kind.index()];
            count.max = count.max.saturating_add(max);
            if tally.certain.contains(kind) {
                count.min = count.min.saturating_add(min);
            }
        }
        count
    }

    /// Whether a partner of a kind may be counted: as it is, or as one of its narrower kinds not denied.
    fn may_count(&self, tally: &Tally, kind: TermId) -> bool {
        if !tally.possible.contains(kind) {
            return false;
        }
        let through = tally.through.iter().find(|(broad, _)| *broad == kind);
        through.is_none_or(|(_, narrower)| !narrower.iter().all(|&n| self.denied.contains(n)))
    }

    /// A quantity.
    pub fn quantity(&self, quantity: QuantityId) -> Range {
        self.quantities[quantity.index()]
    }
}
