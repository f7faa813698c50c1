//! One cell: ids or labels separated by `|`, `;` or line breaks, numbers and ranges. What is not
//! understood is an [`Issue`], never dropped; a typing error is resolved and noted.

use std::collections::HashMap;

use crate::base::RuleBase;
use crate::base::contradiction::contradictions;
use crate::base::facts::{Fact, Said};
use crate::base::ids::{DimensionId, QuantityId, TermId};
use crate::base::lexicon::{Key, Meaning, says_unknown};
use crate::base::range::split_count;
use crate::base::range::{Range, RangeFault};

/// What a row says.
#[derive(Debug, Clone, Default)]
pub struct Row {
    /// The name of the situation.
    pub name: String,
    /// What is said of it.
    pub said: Said,
    /// Words resolved in spite of a typing error.
    pub corrected: Vec<(String, Named)>,
    /// What could not be understood.
    pub issues: Vec<Issue>,
}

impl Row {
    /// Forgets everything, keeping the room.
    pub fn clear(&mut self) {
        self.name.clear();
        self.said.clear();
        self.corrected.clear();
        self.issues.clear();
    }
}

/// A thing of the vocabulary that a cell may name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    /// A term.
    Term(TermId),
    /// A quantity.
    Quantity(QuantityId),
}

/// Why a value is not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// No such word; the nearest one, if any is near.
    NotRecognised(Option<Named>),
    /// A number that cannot be read, or above the limit given.
    Number(RangeFault, u32),
    /// Two answers that cannot both hold.
    Contradiction(TermId, TermId),
    /// A key written twice.
    Repeated,
    /// A quantity given two values.
    TwoValues(QuantityId),
    /// A line that is not a JSON object, and the character where this shows.
    NotJson(usize),
    /// A value of the wrong shape.
    Shape,
    /// Cells beyond the last column.
    ExtraCells,
    /// Bytes that are not UTF-8.
    NotText,
}

/// A value to correct.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    /// Index of the column, or of the key in a JSON line; none when it concerns the whole row.
    pub column: Option<usize>,
    /// The key or header concerned.
    pub header: String,
    /// The value.
    pub value: String,
    /// What is wrong with it.
    pub trouble: Trouble,
}

/// How one part of a cell was read.
#[derive(Debug, Clone)]
enum Part {
    Term(TermId, bool),
    Partner(TermId, Range, bool),
    Quantity(QuantityId, Range, bool),
    DimensionUnknown(DimensionId),
    Trouble(Trouble),
}

/// Reads cells, remembering what it has already read.
pub struct CellReader<'b> {
    base: &'b RuleBase,
    known: HashMap<Key, HashMap<String, Part>>,
}

/// Beyond this many different values a memory is emptied, so that it stays small on any file.
pub(super) const MEMORY: usize = 4096;
/// Longer values are not remembered.
const LONGEST: usize = 200;

impl<'b> CellReader<'b> {
    /// A reader for a rule base.
    pub fn new(base: &'b RuleBase) -> CellReader<'b> {
        CellReader { base, known: HashMap::new() }
    }

    /// Reads a cell that stands under a key.
    pub fn read(&mut self, key: Key, column: usize, header: &str, cell: &str, row: &mut Row) {
        if cell.trim().is_empty() {
            return;
        }
        if key == Key::Name {
            cell.trim().clone_into(&mut row.name);
            return;
        }
        let known = self.known.entry(key).or_default();
        for part in cell.split(['|', ';', '\n']).map(str::trim).filter(|part| !part.is_empty()) {
            let understood = match known.get(part) {
                Some(understood) => understood.clone(),
                None => {
                    let understood = understand(self.base, key, part);
                    if known.len() > MEMORY {
                        known.clear();
                    }
                    if part.len() <= LONGEST {
                        known.insert(part.to_owned(), understood.clone());
                    }
                    understood
                }
            };
            if let Key::Dimension(dimension) = key
                && !matches!(understood, Part::DimensionUnknown(_))
            {
                row.said.give(dimension);
            }
            note(key, understood, part, column, header, row);
        }
    }

    /// Looks for contradictions once the row is read.
    pub fn finish(&self, row: &mut Row) {
        for (one, other) in contradictions(&row.said, &self.base.vocabulary) {
            row.issues.push(Issue {
                column: None,
                header: String::new(),
                value: String::new(),
                trouble: Trouble::Contradiction(one, other),
            });
        }
    }
}

fn note(key: Key, understood: Part, words: &str, column: usize, header: &str, row: &mut Row) {
    let mut corrected = |typo: bool, named: Named| {
        if typo {
            row.corrected.push((words.to_owned(), named));
        }
    };
    match understood {
        Part::Term(term, typo) => {
            corrected(typo, Named::Term(term));
            let fact = match key {
                Key::Unknown => Fact::Unknown,
                Key::Not => Fact::No,
                _ => Fact::Yes,
            };
            row.said.state(term, fact);
        }
        Part::Partner(kind, count, typo) => {
            corrected(typo, Named::Term(kind));
            row.said.partner(kind, count);
        }
        Part::Quantity(quantity, range, typo) => {
            corrected(typo, Named::Quantity(quantity));
            if !row.said.quantity(quantity, range) {
                row.issues.push(Issue {
                    column: Some(column),
                    header: header.to_owned(),
                    value: words.to_owned(),
                    trouble: Trouble::TwoValues(quantity),
                });
            }
        }
        Part::DimensionUnknown(dimension) => row.said.unknown_dimensions.push(dimension),
        Part::Trouble(trouble) => row.issues.push(Issue {
            column: Some(column),
            header: header.to_owned(),
            value: words.to_owned(),
            trouble,
        }),
    }
}

fn understand(base: &RuleBase, key: Key, words: &str) -> Part {
    match key {
        Key::Dimension(dimension) if says_unknown(words) => Part::DimensionUnknown(dimension),
        Key::Dimension(dimension) if base.vocabulary.dimension(dimension).counted => {
            partner(base, dimension, words)
        }
        Key::Dimension(dimension) => match base.lexicon.term(dimension, words) {
            Meaning::Exact(term) => Part::Term(term, false),
            Meaning::Typo(term) => Part::Term(term, true),
            Meaning::Unknown(nearest) => Part::Trouble(Trouble::NotRecognised(nearest.map(Named::Term))),
        },
        Key::Unknown | Key::Not => match (key, base.lexicon.key(words)) {
            (Key::Unknown, Meaning::Exact(Key::Dimension(dimension))) => Part::DimensionUnknown(dimension),
            (Key::Unknown, Meaning::Exact(Key::Quantity(quantity))) => {
                Part::Quantity(quantity, Range::ANY, false)
            }
            _ => any_term(base, words),
        },
        Key::Quantity(quantity) if says_unknown(words) => Part::Quantity(quantity, Range::ANY, false),
        Key::Quantity(quantity) => quantity_of(base, quantity, Range::parse(words), false),
        Key::Scale => {
            let (range, name) = split_count(words);
            match base.lexicon.quantity(name) {
                Meaning::Exact(quantity) => quantity_of(base, quantity, range, false),
                Meaning::Typo(quantity) => quantity_of(base, quantity, range, true),
                Meaning::Unknown(nearest) => {
                    Part::Trouble(Trouble::NotRecognised(nearest.map(Named::Quantity)))
                }
            }
        }
        Key::Name => Part::Trouble(Trouble::Shape),
    }
}

fn any_term(base: &RuleBase, words: &str) -> Part {
    match base.lexicon.any_term(words) {
        Meaning::Exact(term) => Part::Term(term, false),
        Meaning::Typo(term) => Part::Term(term, true),
        Meaning::Unknown(nearest) => Part::Trouble(Trouble::NotRecognised(nearest.map(Named::Term))),
    }
}

fn partner(base: &RuleBase, dimension: DimensionId, words: &str) -> Part {
    let (range, kind) = split_count(words);
    let (kind, typo) = match base.lexicon.term(dimension, kind) {
        Meaning::Exact(kind) => (kind, false),
        Meaning::Typo(kind) => (kind, true),
        Meaning::Unknown(nearest) => return Part::Trouble(Trouble::NotRecognised(nearest.map(Named::Term))),
    };
    match range {
        Ok(range) => Part::Partner(kind, range, typo),
        Err(fault) => Part::Trouble(Trouble::Number(fault, Range::LARGEST)),
    }
}

fn quantity_of(base: &RuleBase, quantity: QuantityId, range: Result<Range, RangeFault>, typo: bool) -> Part {
    let max = base.vocabulary.quantities[quantity.index()].max;
    match range {
        Ok(range) if range.min <= max && (range.max <= max || range.max == Range::NO_LIMIT) => {
            Part::Quantity(quantity, range, typo)
        }
        Ok(_) => Part::Trouble(Trouble::Number(RangeFault::TooLarge, max)),
        Err(fault) => Part::Trouble(Trouble::Number(fault, max)),
    }
}
