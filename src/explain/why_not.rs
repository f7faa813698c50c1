//! Why a form is not the first: the requirements that fail, or the one to three differences without which it
//! would not come after (a contrastive explanation: Miller, "Explanation in artificial intelligence", 2019).

use crate::base::RuleBase;
use crate::base::ids::{FormId, RuleId};
use crate::base::truth::Truth;
use crate::engine::outcome::{Outcome, Status};

/// The most differences told one by one.
const TOLD: usize = 3;

/// Why a form is not the first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WhyNot {
    /// These requirements fail.
    Excluded(Vec<RuleId>),
    /// It comes after the first one.
    Behind(Differences),
    /// It is first too.
    Tied,
    /// No form reaches the threshold: the reservations without which this one would; none when that would take
    /// more arguments.
    BelowThreshold(Differences),
}

impl WhyNot {
    /// The rules that it rests on.
    pub fn rules(&self) -> Vec<RuleId> {
        match self {
            WhyNot::Excluded(failing) => failing.clone(),
            WhyNot::Behind(differences) | WhyNot::BelowThreshold(differences) => differences.all().collect(),
            WhyNot::Tied => Vec::new(),
        }
    }
}

/// Rules that make a gap. Taken away together, they close it and turn the order, or leave the two forms level when
/// nothing else tells them apart; with any one of them left, the gap is there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Differences {
    /// The heaviest, at most three.
    pub told: Vec<RuleId>,
    /// When three do not suffice: the rest, which counts for the third.
    pub others: Vec<RuleId>,
    /// No argument at all speaks for the form.
    pub nothing_for: bool,
}

impl Differences {
    /// Every rule.
    pub fn all(&self) -> impl Iterator<Item = RuleId> + '_ {
        self.told.iter().chain(&self.others).copied()
    }

    /// The heaviest of `rules`, as many as it takes for their points to exceed `gap`, or all.
    fn closing(base: &RuleBase, mut rules: Vec<RuleId>, gap: i32) -> Differences {
        rules.sort_by_key(|&rule| std::cmp::Reverse(points(base, rule).abs()));
        let mut covered = 0;
        let needed = rules.iter().take_while(|&&rule| {
            let more = covered <= gap;
            covered += points(base, rule).abs();
            more
        });
        let needed = needed.count();
        rules.truncate(needed);
        let others = if needed > TOLD { rules.split_off(TOLD - 1) } else { Vec::new() };
        Differences { told: rules, others, nothing_for: false }
    }
}

/// Why a form is not the first; nothing for the first one.
pub fn why_not(base: &RuleBase, outcome: &Outcome, form: FormId) -> Option<WhyNot> {
    if outcome.standing(form).status == Status::Excluded {
        let requirements = base.form(form).requirements.clone().map(RuleId::new);
        let failing = requirements.filter(|&rule| outcome.truth(rule) == Truth::False);
        return Some(WhyNot::Excluded(failing.collect()));
    }
    match outcome.leaders() {
        [] => Some(WhyNot::BelowThreshold(below(base, outcome, form))),
        [first, ..] if *first == form => None,
        leaders if leaders.contains(&form) => Some(WhyNot::Tied),
        [first, ..] => Some(WhyNot::Behind(behind(base, outcome, form, *first))),
    }
}

fn points(base: &RuleBase, rule: RuleId) -> i32 {
    base.rules[rule.index()].points(&base.vocabulary)
}

fn holding(base: &RuleBase, outcome: &Outcome, form: FormId) -> Vec<RuleId> {
    let rules = base.form(form).arguments.clone().map(RuleId::new);
    rules.filter(|&rule| outcome.truth(rule) == Truth::True).collect()
}

fn below(base: &RuleBase, outcome: &Outcome, form: FormId) -> Differences {
    let against: Vec<RuleId> =
        holding(base, outcome, form).into_iter().filter(|&rule| points(base, rule) < 0).collect();
    let missing = base.vocabulary.threshold - outcome.standing(form).balance;
    let held_back: i32 = against.iter().map(|&rule| -points(base, rule)).sum();
    // To reach the threshold is enough: it need not be exceeded.
    if held_back < missing {
        Differences::default()
    } else {
        Differences::closing(base, against, missing - 1)
    }
}

/// The differences that put `form` after `first`. What speaks equally for or against both is none.
fn behind(base: &RuleBase, outcome: &Outcome, form: FormId, first: FormId) -> Differences {
    let (here, mut there) = (holding(base, outcome, form), holding(base, outcome, first));
    let mut differences = Vec::new();
    for &rule in &here {
        let when = |rule: RuleId| &base.rules[rule.index()].when;
        let same = |o: &RuleId| points(base, *o) == points(base, rule) && when(*o) == when(rule);
        match there.iter().position(same) {
            Some(place) => drop(there.remove(place)),
            None => differences.extend((points(base, rule) < 0).then_some(rule)),
        }
    }
    differences.extend(there.into_iter().filter(|&rule| points(base, rule) > 0));
    let gap = outcome.standing(first).balance - outcome.standing(form).balance;
    Differences {
        nothing_for: here.iter().all(|&rule| points(base, rule) < 0),
        ..Differences::closing(base, differences, gap)
    }
}
