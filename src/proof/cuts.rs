//! Where rules cut numbers: how many partners, how large a quantity, no finer than rules can tell.

use std::collections::HashMap;

use crate::base::RuleBase;
use crate::base::condition::Condition;
use crate::base::ids::QuantityId;
use crate::base::range::Range;

/// Numbers above this one are told apart by no alternative.
const LARGEST_COUNT: u32 = 12;

/// What counting partners leaves open in a rule once every split is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Counts {
    /// Nothing: it counts none.
    Nothing,
    /// The narrower kinds of partners declared broadly.
    Kinds,
    /// That, and numbers that no alternative tells apart.
    Numbers,
}

impl Counts {
    pub(super) fn of(condition: &Condition) -> Counts {
        let mut counts = Counts::Nothing;
        condition.tests(&mut |test| {
            let Condition::Partners(_, bounds) = test else { return };
            let large = |bound: u32| bound > LARGEST_COUNT && bound < Range::NO_LIMIT;
            if large(bounds.min) || large(bounds.max.saturating_add(1)) {
                counts = Counts::Numbers;
            } else if counts == Counts::Nothing {
                counts = Counts::Kinds;
            }
        });
        counts
    }

    /// Whether a rule that stays unknown may be otherwise, `only_asked` being all that is looked at.
    pub(super) fn stays_open(self, only_asked: bool) -> bool {
        self == Counts::Numbers || (self == Counts::Kinds && !only_asked)
    }
}

/// Where rules cut numbers.
pub(super) struct Cuts {
    /// The largest number of partners that a rule tells from the next.
    partners: u32,
    quantities: HashMap<QuantityId, Vec<u32>>,
}

impl Cuts {
    pub(super) fn of(base: &RuleBase) -> Cuts {
        let mut cuts = Cuts { partners: 1, quantities: HashMap::new() };
        let guards = base.questionnaire.questions.iter().filter_map(|question| question.when.as_ref());
        for condition in base.rules.iter().map(|rule| &rule.when).chain(guards) {
            condition.tests(&mut |test| match test {
                Condition::Partners(_, bounds) => {
                    for bound in [bounds.min, bounds.max.saturating_add(1)] {
                        if bound < Range::NO_LIMIT {
                            cuts.partners = cuts.partners.max(bound);
                        }
                    }
                }
                Condition::Quantity(quantity, bounds) => {
                    cuts.quantities
                        .entry(*quantity)
                        .or_default()
                        .extend([bounds.min, bounds.max.saturating_add(1)]);
                }
                _ => {}
            });
        }
        cuts
    }

    /// Numbers of partners of one kind, up to the largest that rules tell from the next.
    pub(super) fn counts(&self) -> Vec<Range> {
        let most = self.partners.min(LARGEST_COUNT);
        let mut all: Vec<Range> = (0..most).map(Range::exactly).collect();
        all.push(Range { min: most, max: Range::NO_LIMIT });
        all
    }

    /// Ranges of a quantity that rules do not cut.
    pub(super) fn cells(&self, quantity: QuantityId) -> Vec<Range> {
        let mut starts = self.quantities.get(&quantity).cloned().unwrap_or_default();
        starts.push(0);
        starts.retain(|&start| start < Range::NO_LIMIT);
        starts.sort_unstable();
        starts.dedup();
        let ends = starts.iter().skip(1).map(|next| next - 1).chain([Range::NO_LIMIT]);
        starts.iter().zip(ends).map(|(&min, max)| Range { min, max }).collect()
    }
}
