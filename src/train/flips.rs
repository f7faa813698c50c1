//! What each change of one fact, and of two, gives: everything evaluated beforehand, so that a page only looks it up.

use std::cmp::Reverse;

use crate::base::RuleBase;
use crate::base::change::Change;
use crate::base::ids::{FormId, RuleId};
use crate::engine::outcome::{Outcome, Robustness, Status};
use crate::explain::changes::gained_and_lost;
use crate::explain::decisive;
use crate::proof::Prover;
use crate::proof::what_if::Single;
use crate::situation::Situation;

/// The most facts offered.
const FACTS: usize = 36;

/// The facts that a class may change, and what comes of it.
#[derive(Debug, Clone)]
pub struct Flips {
    /// The changes: of what was said first, then of what was not.
    pub changes: Vec<Change>,
    /// The result as it is.
    pub before: Flip,
    /// The result of each change.
    pub single: Vec<Flip>,
    /// The result of two changes: for each, with those after it; nothing when they exclude each other.
    pub double: Vec<Vec<Option<Flip>>>,
}

/// The result of a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flip {
    /// The forms in first place.
    pub first: Vec<FormId>,
    /// How firmly it stands; not told for two changes.
    pub robustness: Option<Robustness>,
    /// At most two reasons.
    pub decisive: Vec<RuleId>,
    /// The balance of each option.
    pub balances: Vec<i32>,
    /// The options set aside.
    pub out: Vec<bool>,
    /// What now counts for or against an option.
    pub gained: Vec<RuleId>,
    /// What no longer counts.
    pub lost: Vec<RuleId>,
}

impl Flips {
    /// Evaluates every change, and every pair of changes.
    pub fn new(
        base: &RuleBase,
        prover: &Prover,
        situation: &Situation,
        outcome: &Outcome,
        options: &[FormId],
    ) -> Flips {
        let singles = offered(base, prover, situation, outcome, options);
        let flip = |after: &Outcome| flip(base, outcome, after, options);
        let firmly = |single: &Single| Flip {
            robustness: prover.outcome(base, &single.said).robustness,
            ..flip(&single.outcome)
        };
        let pair = |one: usize, two: usize| {
            let both = prover.second(base, &singles[one], singles[two].change);
            both.map(|both| flip(&both.outcome))
        };
        Flips {
            before: flip(outcome),
            single: singles.iter().map(firmly).collect(),
            double: (0..singles.len())
                .map(|one| (one + 1..singles.len()).map(|two| pair(one, two)).collect())
                .collect(),
            changes: singles.iter().map(|single| single.change).collect(),
        }
    }
}

/// The changes that move something about the options: of what was said first, then those that move most. One
/// change for each thing: without it when it is there, else as little of it as can be.
fn offered(
    base: &RuleBase,
    prover: &Prover,
    situation: &Situation,
    outcome: &Outcome,
    options: &[FormId],
) -> Vec<Single> {
    let mut plain: Vec<Single> = Vec::new();
    for single in prover.singles(base, &situation.said) {
        let known = plain.iter_mut().find(|other| other.change.subject() == single.change.subject());
        match known {
            None => plain.push(single),
            Some(other) if amount(single.change) < amount(other.change) => *other = single,
            Some(_) => {}
        }
    }
    let rank = |single: &Single| {
        let (gained, lost) = gained_and_lost(base, outcome, &single.outcome, options);
        let turns = single.outcome.leaders() != outcome.leaders();
        let said = single.change.takes_back(&situation.said);
        (!said, !turns, Reverse(gained.len() + lost.len()))
    };
    let mut ranked: Vec<_> = plain.into_iter().map(|single| (rank(&single), single)).collect();
    ranked.retain(|((unsaid, same, Reverse(moved)), _)| !unsaid || !same || *moved > 0);
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().map(|(_, single)| single).take(FACTS).collect()
}

/// How much there would be of what a change is about.
fn amount(change: Change) -> u32 {
    match change {
        Change::Term(..) => 0,
        Change::Partners(_, range) | Change::Quantity(_, range) => range.min,
    }
}

fn flip(base: &RuleBase, before: &Outcome, after: &Outcome, options: &[FormId]) -> Flip {
    let (gained, lost) = gained_and_lost(base, before, after, options);
    let standing = |form: &FormId| after.standing(*form);
    Flip {
        first: after.leaders().to_vec(),
        robustness: after.robustness,
        decisive: decisive(base, after),
        balances: options.iter().map(|form| standing(form).balance).collect(),
        out: options.iter().map(|form| standing(form).status == Status::Excluded).collect(),
        gained,
        lost,
    }
}
