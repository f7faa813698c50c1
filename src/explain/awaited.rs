//! Which heading, once filled in, could settle a result that is still open.

use crate::base::RuleBase;
use crate::base::condition::Condition;
use crate::base::facts::Said;
use crate::base::ids::FormId;
use crate::base::rule::{Role, Rule};
use crate::base::truth::Truth;
use crate::base::vocabulary::Reading;
use crate::engine::outcome::{Outcome, Robustness};

/// The headings that each rule rests on: the dimensions, then the quantities together.
#[derive(Debug, Clone)]
pub struct Awaited {
    rules: Vec<Weighed>,
    headings: usize,
}

/// A rule about a form: what it weighs, and the headings it rests on.
#[derive(Debug, Clone, Copy)]
struct Weighed {
    form: Option<FormId>,
    weight: Hanging,
    rests_on: u64,
}

impl Awaited {
    /// Measures a rule base.
    pub fn new(base: &RuleBase) -> Awaited {
        let scale = base.vocabulary.dimensions.len();
        let rests_on = |condition: &Condition| {
            let mut headings = 0u64;
            condition.tests(&mut |test| {
                headings |= 1
                    << match test {
                        Condition::Term(term) => base.vocabulary.term(*term).dimension.index(),
                        Condition::Partners(tally, _) => tally.dimension.index(),
                        _ => scale,
                    };
            });
            headings
        };
        let weighed = |rule: &Rule| Weighed {
            form: rule.form,
            weight: Hanging::of(base, rule),
            rests_on: rests_on(&rule.when),
        };
        Awaited { rules: base.rules.iter().map(weighed).collect(), headings: scale + 1 }
    }

    /// How many headings there are, the quantities counting for the last one.
    pub fn headings(&self) -> usize {
        self.headings
    }

    /// Whether something that is not known could change the result.
    pub fn is_open(outcome: &Outcome) -> bool {
        outcome.could_recommend.is_some()
            || matches!(outcome.robustness, Some(Robustness::ToConfirm | Robustness::NotProven))
    }

    /// The headings of which one alone, filled in so as to confirm the first form, would leave nothing able to
    /// change it; for a result without a first form, so as to bring one up to the threshold.
    pub fn settling(&self, base: &RuleBase, said: &Said, outcome: &Outcome) -> impl Iterator<Item = usize> {
        let closed = closed(base, said);
        let mut all = vec![Hanging::default(); base.forms.len()];
        let mut alone = vec![Hanging::default(); base.forms.len() * self.headings];
        let unknown = outcome.truths.iter().zip(&self.rules).filter(|(truth, _)| **truth == Truth::Unknown);
        for (_, rule) in unknown {
            let Some(form) = rule.form else { continue };
            all[form.index()].add(rule.weight);
            let waits = rule.rests_on & !closed;
            if waits.is_power_of_two() {
                alone[waits.trailing_zeros() as usize * base.forms.len() + form.index()].add(rule.weight);
            }
        }
        let settled = move |heading: &usize| {
            let own = &alone[heading * base.forms.len()..][..base.forms.len()];
            closed >> heading & 1 == 0 && settles(base, outcome, &all, own)
        };
        let settling: Vec<usize> = (0..self.headings).filter(settled).collect();
        settling.into_iter()
    }
}

/// What hangs on something unknown, for one form.
#[derive(Debug, Clone, Copy, Default)]
struct Hanging {
    points_for: i32,
    points_against: i32,
    requirements: u32,
}

impl Hanging {
    fn of(base: &RuleBase, rule: &Rule) -> Hanging {
        match rule.role {
            Role::Argument(..) => {
                let points = rule.points(&base.vocabulary);
                Hanging { points_for: points.max(0), points_against: -points.min(0), requirements: 0 }
            }
            Role::Requirement(_) => Hanging { requirements: 1, ..Hanging::default() },
            _ => Hanging::default(),
        }
    }

    fn add(&mut self, other: Hanging) {
        self.points_for += other.points_for;
        self.points_against += other.points_against;
        self.requirements += other.requirements;
    }
}

/// Whether knowing what hangs on one heading alone, `own` among `all`, would settle a result.
fn settles(base: &RuleBase, outcome: &Outcome, all: &[Hanging], own: &[Hanging]) -> bool {
    let balance = |form: FormId| outcome.standing(form).balance;
    let threshold = base.vocabulary.threshold;
    if let [first] = *outcome.leaders() {
        let left = |form: FormId| (all[form.index()], own[form.index()]);
        let (whole, known) = left(first);
        let least = balance(first) - (whole.points_against - known.points_against);
        let most = |form: FormId| {
            let (whole, known) = left(form);
            balance(form) + whole.points_for - known.points_for
        };
        return whole.requirements == known.requirements
            && least >= threshold
            && outcome.ranking.iter().all(|&form| form == first || most(form) < least);
    }
    outcome.could_recommend.is_some_and(|form| balance(form) + own[form.index()].points_for >= threshold)
}

/// The headings of which nothing more is to be known.
fn closed(base: &RuleBase, said: &Said) -> u64 {
    let complete = |dimension: &&crate::base::ids::DimensionId| {
        base.vocabulary.dimension(**dimension).reading == Reading::Complete
            && !said.unknown_dimensions.contains(dimension)
    };
    said.given.iter().filter(complete).fold(0, |bits, dimension| bits | 1 << dimension.index())
}
