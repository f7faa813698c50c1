//! One answer of a situation, changed, the others kept consistent with it.

use crate::base::facts::{Fact, Facts, Said, rivals};
use crate::base::ids::{QuantityId, TermId};
use crate::base::range::Range;
use crate::base::vocabulary::{Hand, Vocabulary};

/// An answer other than the one given, or given where there was none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Change {
    /// A term that is so, or is not so.
    Term(TermId, bool),
    /// How many partners are of a kind.
    Partners(TermId, Range),
    /// The value of a quantity.
    Quantity(QuantityId, Range),
}

/// What an answer is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Subject {
    /// A term, or a kind of partner.
    Term(TermId),
    /// A quantity.
    Quantity(QuantityId),
}

impl Change {
    /// What it is about: of two changes of one subject, one only can be made.
    pub fn subject(self) -> Subject {
        match self {
            Change::Term(term, _) | Change::Partners(term, _) => Subject::Term(term),
            Change::Quantity(quantity, _) => Subject::Quantity(quantity),
        }
    }

    /// Whose hand the answer is in; quantities are given.
    pub fn hand(self, vocabulary: &Vocabulary) -> Hand {
        match self.subject() {
            Subject::Term(term) => vocabulary.term(term).hand,
            Subject::Quantity(_) => Hand::Given,
        }
    }

    /// Whether nothing sure is known of its subject yet.
    pub fn clears_up(self, facts: &Facts) -> bool {
        match self {
            Change::Term(term, _) => matches!(facts.term(term), Fact::Unknown | Fact::Unasked),
            Change::Partners(kind, _) => facts.declared(kind) == Range::ANY,
            Change::Quantity(quantity, _) => facts.quantity(quantity) == Range::ANY,
        }
    }

    /// Whether it is so in some facts.
    pub fn holds(self, facts: &Facts) -> bool {
        match self {
            Change::Term(term, yes) => facts.term(term) == if yes { Fact::Yes } else { Fact::No },
            Change::Partners(kind, count) => facts.declared(kind) == count,
            Change::Quantity(quantity, range) => facts.quantity(quantity) == range,
        }
    }

    /// What would be said with this answer changed; nothing when it is so already, or follows from another
    /// answer, which is then the one to change. `facts` follow from `said`.
    pub fn apply(self, vocabulary: &Vocabulary, said: &Said, facts: &Facts) -> Option<Said> {
        if self.holds(facts) {
            return None;
        }
        let mut other = said.clone();
        match self {
            Change::Term(term, true) => affirm(vocabulary, facts, term, &mut other),
            Change::Term(term, false) => {
                let narrower = |t: TermId| t != term && vocabulary.is_within(t, term);
                let implied = said.terms.iter().any(|&(t, fact)| fact == Fact::Yes && narrower(t));
                if implied || (facts.term(term) == Fact::Yes && !said.terms.contains(&(term, Fact::Yes))) {
                    return None;
                }
                other.terms.retain(|(t, _)| *t != term);
                other.terms.push((term, Fact::No));
            }
            Change::Partners(kind, count) => {
                if facts.is_denied(kind) {
                    return None;
                }
                other.terms.retain(|(t, _)| *t != kind);
                other.partners.retain(|(t, _)| *t != kind);
                other.partners.push((kind, count));
            }
            Change::Quantity(quantity, range) => {
                other.quantities.retain(|(q, _)| *q != quantity);
                other.quantities.push((quantity, range));
            }
        }
        Some(other)
    }
}

/// Makes a term so. The answers that it contradicts give way: its rivals, and the denial of what it implies.
fn affirm(vocabulary: &Vocabulary, facts: &Facts, term: TermId, said: &mut Said) {
    let ruled_out: Vec<TermId> = rivals(vocabulary, term).collect();
    let gives_way = |t: TermId| ruled_out.iter().any(|&rival| vocabulary.is_within(t, rival));
    said.terms.retain(|&(t, fact)| match fact {
        Fact::Yes => !gives_way(t),
        _ => !vocabulary.is_within(term, t),
    });
    said.terms.push((term, Fact::Yes));
    // Its narrower terms that were *no* stay so: one answer changes, not several.
    for &narrow in &vocabulary.term(term).descendants {
        if facts.term(narrow) == Fact::No && !said.terms.contains(&(narrow, Fact::No)) {
            said.terms.push((narrow, Fact::No));
        }
    }
}

/// Every term that a change of one may move: all that hierarchy and exclusive groups tie to it, near or far.
pub fn kin(vocabulary: &Vocabulary, term: TermId) -> Vec<TermId> {
    let groups = &vocabulary.dimension(vocabulary.term(term).dimension).exclusive;
    let mut all = vec![term];
    let mut next = 0;
    while let Some(&one) = all.get(next) {
        next += 1;
        let known = vocabulary.term(one);
        let grouped = groups.iter().filter(|group| group.contains(&one)).flatten();
        for &tied in known.ancestors.iter().chain(&known.descendants).chain(grouped) {
            if !all.contains(&tied) {
                all.push(tied);
            }
        }
    }
    all
}
