//! One column per axis: for each cell, the bits of the clauses that accept it. A clause is *possible*
//! when its box meets the answer's cells on every axis, *certain* when it contains them.

use std::collections::HashMap;

use crate::base::facts::Facts;
use crate::base::ids::DimensionId;
use crate::base::range::Range;
use crate::base::vocabulary::Vocabulary;
use crate::engine::cells::{Axis, Measure};
use crate::engine::clauses::Clause;

/// Sets of clauses, as bits.
pub type Words = Vec<u64>;

#[derive(Debug, Clone)]
struct Column {
    axis: Axis,
    /// Cell after cell, the clauses that accept it, those silent on this axis included.
    accept: Words,
    /// The clauses silent on this axis, or accepting all of it.
    silent: Words,
}

/// The columns of one dimension's terms, passed over together when nothing is said of it.
#[derive(Debug, Clone)]
struct Group {
    /// None for partners and quantities, which are always looked at.
    dimension: Option<DimensionId>,
    columns: Vec<Column>,
    /// The clauses silent on every column of the group.
    silent: Words,
}

/// All the columns of a rule base.
#[derive(Debug, Clone)]
pub struct Columns {
    groups: Vec<Group>,
    words: usize,
    clauses: usize,
}

impl Columns {
    /// Lays out the clauses, in their order.
    pub fn new(clauses: &[Clause], vocabulary: &Vocabulary) -> Columns {
        let words = clauses.len().div_ceil(64);
        let mut tests: Vec<(Measure, Vec<(usize, Range)>)> = Vec::new();
        let mut known: HashMap<(Measure, u16), usize> = HashMap::new();
        for (index, clause) in clauses.iter().enumerate() {
            for test in clause {
                let place = *known.entry((test.measure.clone(), test.twin)).or_insert_with(|| {
                    tests.push((test.measure.clone(), Vec::new()));
                    tests.len() - 1
                });
                tests[place].1.push((index, test.accepts));
            }
        }
        let column = |(measure, tests): &(Measure, Vec<(usize, Range)>)| {
            let axis = Axis::new(measure.clone(), tests.iter().map(|(_, range)| *range));
            let mut silent = vec![u64::MAX; words];
            for (index, _) in tests {
                silent[index / 64] &= !(1 << (index % 64));
            }
            let mut accept = silent.repeat(axis.count());
            for (index, range) in tests {
                let cells = axis.cells(*range);
                for cell in cells.first..=cells.last {
                    accept[cell as usize * words + index / 64] |= 1 << (index % 64);
                }
            }
            // What accepts every cell is certain as well when nothing is known.
            let silent = (0..words)
                .map(|word| accept.iter().skip(word).step_by(words).fold(u64::MAX, |all, a| all & a));
            let silent = silent.collect();
            Column { axis, accept, silent }
        };
        let mut groups: Vec<Group> = Vec::new();
        for column in tests.iter().map(column) {
            let dimension = match &column.axis.measure {
                Measure::Term(term) => Some(vocabulary.term(*term).dimension),
                Measure::Partners(_) | Measure::Quantity(_) => None,
            };
            let place = groups.iter().position(|group| group.dimension == dimension).unwrap_or_else(|| {
                groups.push(Group { dimension, columns: Vec::new(), silent: vec![u64::MAX; words] });
                groups.len() - 1
            });
            let group = &mut groups[place];
            group.silent.iter_mut().zip(&column.silent).for_each(|(all, silent)| *all &= silent);
            group.columns.push(column);
        }
        Columns { groups, words, clauses: clauses.len() }
    }

    /// Marks which clauses the facts make certain and possible.
    pub fn judge(&self, facts: &Facts, certain: &mut Words, possible: &mut Words) {
        certain.clear();
        certain.resize(self.words, u64::MAX);
        if let Some(last) = certain.last_mut()
            && !self.clauses.is_multiple_of(64)
        {
            *last = (1 << (self.clauses % 64)) - 1;
        }
        possible.clear();
        possible.extend_from_slice(certain);
        for group in &self.groups {
            if group.dimension.is_some_and(|dimension| !facts.is_touched(dimension)) {
                certain.iter_mut().zip(&group.silent).for_each(|(c, s)| *c &= s);
                continue;
            }
            self.judge_group(group, facts, certain, possible);
        }
    }

    fn judge_group(&self, group: &Group, facts: &Facts, certain: &mut Words, possible: &mut Words) {
        for column in &group.columns {
            let cells = column.axis.cells(column.axis.measure.read(facts));
            let (first, last) = (cells.first as usize, cells.last as usize);
            if first == last {
                let accept = &column.accept[first * self.words..(first + 1) * self.words];
                for ((c, p), a) in certain.iter_mut().zip(possible.iter_mut()).zip(accept) {
                    *c &= a;
                    *p &= a;
                }
            } else if last - first + 1 == column.axis.count() {
                for (c, s) in certain.iter_mut().zip(&column.silent) {
                    *c &= s;
                }
            } else {
                for word in 0..self.words {
                    let accepted = (first..=last).map(|cell| column.accept[cell * self.words + word]);
                    certain[word] &= accepted.clone().fold(u64::MAX, |all, a| all & a);
                    possible[word] &= accepted.fold(0, |any, a| any | a);
                }
            }
        }
    }
}

/// The indexes of the bits set.
pub fn set_bits(words: &[u64]) -> impl Iterator<Item = usize> + '_ {
    words.iter().enumerate().flat_map(|(index, &word)| {
        let mut rest = word;
        std::iter::from_fn(move || {
            (rest != 0).then(|| {
                let bit = rest.trailing_zeros() as usize;
                rest &= rest - 1;
                index * 64 + bit
            })
        })
    })
}
