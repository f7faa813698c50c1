//! Everything known about all forms for one situation. Every rendering derives from it.

use crate::base::ids::{FormId, RuleId};
use crate::base::truth::Truth;

/// Where a form stands as to its requirements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Every requirement is met.
    Met,
    /// None fails, at least one is to be checked.
    ToCheck,
    /// At least one fails.
    Excluded,
}

/// Where a form stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// As to its requirements.
    pub status: Status,
    /// Points for minus points against, of the arguments that hold for sure.
    pub balance: i32,
    /// No completion of the answers gives less.
    pub lowest: i32,
    /// No completion of the answers gives more.
    pub highest: i32,
}

/// How firmly the first form stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Robustness {
    /// No completion of what is unknown, and no change of one judged answer, changes the first form.
    Solid,
    /// A completion changes it, or one of its requirements is to be checked.
    ToConfirm,
    /// One judged answer changes it, or it is tied.
    Close,
    /// The bounds computed do not tell; never a wrong word.
    NotProven,
}

/// The result for one situation.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// The truth of each rule's condition.
    pub truths: Vec<Truth>,
    /// Each form, in catalogue order.
    pub standings: Vec<Standing>,
    /// The forms not excluded, by decreasing balance, then in catalogue order.
    pub ranking: Vec<FormId>,
    /// How many forms are first: 0 when none is recommended, more than 1 when they are tied.
    pub leaders: usize,
    /// How firmly the first form stands, when there is one.
    pub robustness: Option<Robustness>,
    /// When none is recommended: the form that the missing answers might bring highest, if they might bring
    /// one up to the threshold.
    pub could_recommend: Option<FormId>,
}

impl Outcome {
    /// The forms in first place; empty when none is recommended.
    pub fn leaders(&self) -> &[FormId] {
        &self.ranking[..self.leaders]
    }

    /// Where a form stands.
    pub fn standing(&self, form: FormId) -> &Standing {
        &self.standings[form.index()]
    }

    /// The truth of a rule's condition.
    pub fn truth(&self, rule: RuleId) -> Truth {
        self.truths[rule.index()]
    }
}
