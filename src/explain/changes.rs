//! What would change the result, in the order in which people are told: what is not known yet, what is in their
//! hands, what is to be negotiated, and last what nobody here can change, which is never advice.

use crate::base::RuleBase;
use crate::base::change::{Change, Subject};
use crate::base::facts::Facts;
use crate::base::ids::{FormId, RuleId};
use crate::base::truth::Truth;
use crate::base::vocabulary::{Hand, Vocabulary};
use crate::engine::outcome::Outcome;
use crate::proof::Prover;
use crate::proof::what_if::{Effort, Single, Turn};
use crate::situation::Situation;

/// How far a note looks: pairs when single changes are few, triples when pairs are few too.
pub const NOTE: Effort = Effort { enough: 4, work: 4_000 };
/// How far one looks when this is all that is asked.
pub const THOROUGH: Effort = Effort { enough: 60, work: 400_000 };

/// In whose hands a set of changes is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Whose {
    /// Nothing is to be changed: answers are only to be found.
    ToFind,
    /// The people who answer.
    Ours,
    /// Theirs and their partners'.
    Negotiable,
    /// Nobody's here.
    Given,
}

/// A set of changes, and in whose hands it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The changes, and what they put first.
    pub turn: Turn,
    /// In whose hands.
    pub whose: Whose,
}

/// What would change the result.
#[derive(Debug, Clone, Default)]
pub struct WhatIf {
    /// Most useful first.
    pub told: Vec<Told>,
    /// Every set of at most so many answers was looked at.
    pub searched: usize,
}

/// Looks for what would put another form first: `wanted`, or any.
pub fn what_would_change(
    base: &RuleBase,
    prover: &Prover,
    situation: &Situation,
    singles: &[Single],
    outcome: &Outcome,
    wanted: Option<FormId>,
    effort: Effort,
) -> WhatIf {
    let vocabulary = &base.vocabulary;
    let turns = prover.turns(base, singles, outcome, wanted, effort);
    let plain =
        |turn: &Turn| !turns.all.iter().any(|other| is_plainer(other, turn, vocabulary, &situation.facts));
    let kept = turns.all.iter().filter(|turn| plain(turn)).cloned();
    let mut told: Vec<Told> =
        kept.map(|turn| Told { whose: whose(&turn, vocabulary, &situation.facts), turn }).collect();
    told.sort_by_key(Told::place);
    WhatIf { told, searched: turns.searched }
}

impl Told {
    /// The smallest sets first, and what is given last: it is no advice.
    fn place(&self) -> (bool, usize, Whose) {
        (self.whose == Whose::Given, self.turn.changes.len(), self.whose)
    }
}

impl WhatIf {
    /// A few of them: each form is put first by one, then by two, then by more as long as there is room.
    pub fn few(&self, most: usize) -> Vec<&Told> {
        let mut few: Vec<&Told> = Vec::new();
        for limit in [1, 2, usize::MAX] {
            for one in &self.told {
                let alike = few.iter().filter(|other| other.turn.first == one.turn.first).count();
                if few.len() < most && alike < limit && !few.contains(&one) {
                    few.push(one);
                }
            }
        }
        few.sort_by_key(|one| one.place());
        few
    }
}

/// The arguments and reservations of some forms that count in one outcome and not in the other: those gained from
/// `before` to `after`, and those lost, heaviest first.
pub fn gained_and_lost(
    base: &RuleBase,
    before: &Outcome,
    after: &Outcome,
    forms: &[FormId],
) -> (Vec<RuleId>, Vec<RuleId>) {
    let rules = forms.iter().flat_map(|&form| base.form(form).arguments.clone()).map(RuleId::new);
    let counts = |outcome: &Outcome, rule: RuleId| outcome.truth(rule) == Truth::True;
    let (mut gained, mut lost) = (Vec::new(), Vec::new());
    for rule in rules {
        match (counts(before, rule), counts(after, rule)) {
            (false, true) => gained.push(rule),
            (true, false) => lost.push(rule),
            _ => {}
        }
    }
    let weight = |rule: &RuleId| std::cmp::Reverse(base.rules[rule.index()].points(&base.vocabulary).abs());
    gained.sort_by_key(weight);
    lost.sort_by_key(weight);
    (gained, lost)
}

fn whose(turn: &Turn, vocabulary: &Vocabulary, facts: &Facts) -> Whose {
    let of = |change: &Change| match change.hand(vocabulary) {
        _ if change.clears_up(facts) => Whose::ToFind,
        Hand::Ours => Whose::Ours,
        Hand::Negotiable => Whose::Negotiable,
        Hand::Given => Whose::Given,
    };
    turn.changes.iter().map(of).max().unwrap_or(Whose::Given)
}

/// Whether a set does the same as another with broader terms, or with numbers nearer to those given.
fn is_plainer(one: &Turn, other: &Turn, vocabulary: &Vocabulary, facts: &Facts) -> bool {
    let pairs = || one.changes.iter().zip(&other.changes);
    one != other
        && one.first == other.first
        && one.changes.len() == other.changes.len()
        && pairs().all(|(one, other)| one == other || plainer(*one, *other, vocabulary, facts))
}

fn plainer(one: Change, other: Change, vocabulary: &Vocabulary, facts: &Facts) -> bool {
    let within = |narrow: Subject, broad: Subject| match (narrow, broad) {
        (Subject::Term(narrow), Subject::Term(broad)) => {
            narrow != broad && vocabulary.is_within(narrow, broad)
        }
        _ => false,
    };
    match (one, other) {
        (Change::Partners(kind, near), Change::Partners(same, far)) if kind == same => {
            let now = facts.declared(kind).min;
            near.min.abs_diff(now) < far.min.abs_diff(now)
        }
        (Change::Quantity(quantity, near), Change::Quantity(same, far)) if quantity == same => {
            let now = facts.quantity(quantity).min;
            near.min.abs_diff(now) < far.min.abs_diff(now)
        }
        (Change::Term(_, yes), Change::Term(_, too)) => yes == too && within(other.subject(), one.subject()),
        (Change::Partners(_, count), Change::Partners(_, too)) => {
            count == too && count.min > 0 && within(other.subject(), one.subject())
        }
        _ => false,
    }
}
