//! A condition as boxes: each clause names, for some axes, the range it accepts.

use crate::base::condition::Condition;
use crate::base::range::Range;
use crate::engine::cells::Measure;

/// One test of a clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Test {
    /// What is tested.
    pub measure: Measure,
    /// Distinguishes tests of one clause that contradict each other on the same measure: they stand on
    /// twin axes, so that a clause is judged as Kleene's conjunction judges it.
    pub twin: u16,
    /// Accepted values.
    pub accepts: Range,
}

/// A conjunction of tests, at most one per measure and twin.
pub type Clause = Vec<Test>;

/// The clauses of which the condition is the disjunction. Kleene's logic is a distributive lattice with
/// De Morgan's laws, so this keeps the three-valued truth of the condition.
pub fn clauses(condition: &Condition) -> Vec<Clause> {
    normal(condition, false)
}

fn normal(condition: &Condition, negated: bool) -> Vec<Clause> {
    match (condition, negated) {
        (Condition::Not(part), _) => normal(part, !negated),
        (Condition::All(parts), false) | (Condition::Any(parts), true) => {
            parts.iter().fold(vec![Clause::new()], |done, part| {
                let further = normal(part, negated);
                done.iter().flat_map(|one| further.iter().map(|other| conjunction(one, other))).collect()
            })
        }
        (Condition::Any(parts), false) | (Condition::All(parts), true) => {
            parts.iter().flat_map(|part| normal(part, negated)).collect()
        }
        (Condition::Term(term), _) => {
            let accepts = if negated { Range::ZERO } else { Range::exactly(1) };
            vec![vec![Test { measure: Measure::Term(*term), twin: 0, accepts }]]
        }
        (Condition::Partners(tally, bounds), _) => {
            within(&Measure::Partners(tally.clone()), *bounds, negated)
        }
        (Condition::Quantity(quantity, bounds), _) => within(&Measure::Quantity(*quantity), *bounds, negated),
    }
}

fn within(measure: &Measure, bounds: Range, negated: bool) -> Vec<Clause> {
    let test = |accepts| vec![Test { measure: measure.clone(), twin: 0, accepts }];
    if !negated {
        return vec![test(bounds)];
    }
    let below = bounds.min.checked_sub(1).map(|max| Range { min: 0, max });
    let above = (bounds.max < Range::NO_LIMIT).then(|| Range { min: bounds.max + 1, max: Range::NO_LIMIT });
    below.into_iter().chain(above).map(test).collect()
}

fn conjunction(one: &Clause, other: &Clause) -> Clause {
    let mut joined = one.clone();
    for test in other {
        add(&mut joined, test);
    }
    joined
}

fn add(clause: &mut Clause, test: &Test) {
    let mut twin = 0;
    for known in clause.iter_mut().filter(|known| known.measure == test.measure) {
        let (min, max) = (known.accepts.min.max(test.accepts.min), known.accepts.max.min(test.accepts.max));
        if min <= max {
            known.accepts = Range { min, max };
            return;
        }
        twin = known.twin + 1;
    }
    clause.push(Test { twin, ..test.clone() });
}
