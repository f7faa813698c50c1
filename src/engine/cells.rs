//! Axes and their cells: the answers that no rule can tell apart. Where a number stands between two
//! thresholds cannot matter, so each axis is cut at the thresholds that rules mention, and no finer.

use crate::base::facts::{Fact, Facts, Tally};
use crate::base::ids::{QuantityId, TermId};
use crate::base::range::Range;

/// What an axis measures in a situation.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Measure {
    /// Whether a term is so: 0 or 1.
    Term(TermId),
    /// A number of partners.
    Partners(Tally),
    /// A quantity.
    Quantity(QuantityId),
}

impl Measure {
    /// The range in which the facts leave the measure.
    pub fn read(&self, facts: &Facts) -> Range {
        match self {
            Measure::Term(term) => match facts.term(*term) {
                Fact::Yes => Range::exactly(1),
                Fact::No => Range::ZERO,
                Fact::Unknown | Fact::Unasked => Range { min: 0, max: 1 },
            },
            Measure::Partners(tally) => facts.count(tally),
            Measure::Quantity(quantity) => facts.quantity(*quantity),
        }
    }
}

/// Consecutive cells of one axis, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cells {
    /// First cell.
    pub first: u32,
    /// Last cell.
    pub last: u32,
}

/// A measure cut into cells.
#[derive(Debug, Clone)]
pub struct Axis {
    /// What is measured.
    pub measure: Measure,
    /// The least value of each cell but the first, increasing.
    cuts: Vec<u32>,
}

impl Axis {
    /// An axis cut at the ends of the ranges that tests accept.
    pub fn new(measure: Measure, accepted: impl Iterator<Item = Range>) -> Axis {
        let mut cuts: Vec<u32> = accepted
            .flat_map(|range| [range.min, range.max.saturating_add(1)])
            .filter(|&cut| cut > 0 && cut < Range::NO_LIMIT)
            .collect();
        cuts.sort_unstable();
        cuts.dedup();
        Axis { measure, cuts }
    }

    /// How many cells there are.
    pub fn count(&self) -> usize {
        self.cuts.len() + 1
    }

    /// The cells that a range of values meets.
    pub fn cells(&self, range: Range) -> Cells {
        let cell = |value: u32| self.cuts.partition_point(|&cut| cut <= value) as u32;
        let first = cell(range.min);
        Cells { first, last: if range.max == range.min { first } else { cell(range.max) } }
    }
}
