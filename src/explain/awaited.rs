//! Which heading, once filled in, could settle a result that is still open.

use crate::base::RuleBase;
use crate::base::condition::Condition;
use crate::base::facts::Said;
use crate::base::ids::FormId;
use crate::base::rule::Role;
use crate::base::truth::Truth;
use crate::base::vocabulary::Reading;
use crate::engine::outcome::{Outcome, Robustness};

/// The headings that each rule rests on: the dimensions, then the quantities together.
#[derive(Debug, Clone)]
pub struct Awaited {
    rules: Vec<u64>,
    headings: usize,
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
        Awaited { rules: base.rules.iter().map(|rule| rests_on(&rule.when)).collect(), headings: scale + 1 }
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
        let mut settling = 0u64;
        for heading in 0..self.headings {
            let known = closed | 1 << heading;
            if closed & 1 << heading == 0 && self.settles(base, outcome, known) {
                settling |= 1 << heading;
            }
        }
        (0..self.headings).filter(move |heading| settling >> heading & 1 == 1)
    }

    fn settles(&self, base: &RuleBase, outcome: &Outcome, known: u64) -> bool {
        let waits = |index: usize| outcome.truths[index] == Truth::Unknown && self.rules[index] & !known != 0;
        // Points for and against that would still hang on something unknown.
        let hanging = |form: FormId| {
            let points = base.form(form).arguments.clone().filter(|&index| waits(index));
            points
                .map(|index| base.rules[index].points(&base.vocabulary))
                .fold((0, 0), |(more, less), points| (more + points.max(0), less - points.min(0)))
        };
        let threshold = base.vocabulary.threshold;
        if let [first] = *outcome.leaders() {
            let least = outcome.standing(first).balance - hanging(first).1;
            return !base.form(first).requirements.clone().any(waits)
                && least >= threshold
                && outcome
                    .ranking
                    .iter()
                    .filter(|&&form| form != first)
                    .all(|&form| outcome.standing(form).balance + hanging(form).0 < least);
        }
        let Some(form) = outcome.could_recommend else { return false };
        let favourable = |index: &usize| {
            let rule = &base.rules[*index];
            let open = outcome.truths[*index] == Truth::Unknown && !waits(*index);
            open && matches!(rule.role, Role::Argument(..)) && rule.points(&base.vocabulary) > 0
        };
        let gained: i32 = base
            .form(form)
            .arguments
            .clone()
            .filter(favourable)
            .map(|index| base.rules[index].points(&base.vocabulary))
            .sum();
        outcome.standing(form).balance + gained >= threshold
    }
}

/// The headings of which nothing more is to be known.
fn closed(base: &RuleBase, said: &Said) -> u64 {
    let complete = |dimension: &&crate::base::ids::DimensionId| {
        base.vocabulary.dimension(**dimension).reading == Reading::Complete
            && !said.unknown_dimensions.contains(dimension)
    };
    said.given.iter().filter(complete).fold(0, |bits, dimension| bits | 1 << dimension.index())
}
