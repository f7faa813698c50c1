//! Which of the user's own answers make a condition what it is: true, false or not known.

use crate::base::condition::Condition;
use crate::base::facts::{Fact, Facts, Tally};
use crate::base::ids::{DimensionId, QuantityId, TermId};
use crate::base::range::Range;
use crate::base::vocabulary::Vocabulary;
use crate::situation::Situation;

/// One answer that a condition rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Evidence {
    /// The state of a term, and the answers given that make it so: itself or narrower ones when it is so;
    /// itself when it is denied, or the exclusive option chosen instead.
    Term(TermId, Fact, Vec<TermId>),
    /// A number of partners: what was counted, the result, and the partners declared among them.
    Partners(Tally, Range, Vec<(TermId, Range)>),
    /// A quantity.
    Quantity(QuantityId, Range),
}

impl Evidence {
    /// The kinds of which no partner is, under their heading.
    pub fn absent(&self) -> Option<(DimensionId, &[TermId])> {
        match self {
            Evidence::Partners(tally, count, declared)
                if declared.is_empty() && count.max == 0 && !tally.kinds.is_empty() =>
            {
                Some((tally.dimension, &tally.kinds))
            }
            _ => None,
        }
    }
}

/// The answers that make the condition what it is, in the order of its writing, each once.
pub fn evidence(condition: &Condition, situation: &Situation, vocabulary: &Vocabulary) -> Vec<Evidence> {
    let mut found = Vec::new();
    collect(condition, situation, vocabulary, &mut found);
    found
}

fn collect(condition: &Condition, situation: &Situation, vocabulary: &Vocabulary, found: &mut Vec<Evidence>) {
    let facts = &situation.facts;
    let leaf = match condition {
        Condition::All(parts) | Condition::Any(parts) => {
            let truth = condition.truth(facts);
            for part in parts.iter().filter(|part| part.truth(facts) == truth) {
                collect(part, situation, vocabulary, found);
            }
            return;
        }
        Condition::Not(part) => return collect(part, situation, vocabulary, found),
        Condition::Term(term) => {
            let fact = facts.term(*term);
            let answers = match fact {
                Fact::Yes => said_so(situation).filter(|&t| vocabulary.is_within(t, *term)).collect(),
                Fact::No if situation.said.terms.contains(&(*term, Fact::No)) => vec![*term],
                Fact::No => chosen_instead(*term, situation, vocabulary),
                Fact::Unknown | Fact::Unasked => Vec::new(),
            };
            Evidence::Term(*term, fact, answers)
        }
        Condition::Partners(tally, _) => Evidence::Partners(
            tally.clone(),
            facts.count(tally),
            declared(tally, facts, situation, vocabulary),
        ),
        Condition::Quantity(quantity, _) => Evidence::Quantity(*quantity, facts.quantity(*quantity)),
    };
    // That there is nothing outside some kinds goes without saying beside what there is inside them.
    let idle = matches!(&leaf, Evidence::Partners(tally, count, _) if tally.outside && count.max == 0);
    if !idle && !found.contains(&leaf) {
        found.push(leaf);
    }
}

fn said_so(situation: &Situation) -> impl Iterator<Item = TermId> + '_ {
    situation.said.terms.iter().filter(|(_, fact)| *fact == Fact::Yes).map(|(term, _)| *term)
}

fn chosen_instead(term: TermId, situation: &Situation, vocabulary: &Vocabulary) -> Vec<TermId> {
    let groups = &vocabulary.dimension(vocabulary.term(term).dimension).exclusive;
    said_so(situation).filter(|t| groups.iter().any(|g| g.contains(&term) && g.contains(t))).collect()
}

/// The partners said that the tally counts, or may count.
fn declared(
    tally: &Tally,
    facts: &Facts,
    situation: &Situation,
    vocabulary: &Vocabulary,
) -> Vec<(TermId, Range)> {
    let counted = |kind: TermId| {
        let inside = tally.kinds.is_empty() || tally.kinds.iter().any(|&k| vocabulary.is_within(kind, k));
        let named = !tally.outside && !tally.kinds.is_empty();
        inside != tally.outside && (vocabulary.term(kind).party || named)
    };
    let mut kinds: Vec<TermId> = Vec::new();
    for &(kind, _) in &situation.said.partners {
        if counted(kind) && !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    kinds.into_iter().map(|kind| (kind, facts.declared(kind))).filter(|(_, range)| range.max > 0).collect()
}
