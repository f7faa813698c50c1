//! What one row says, how surely, and what in it is to be corrected.

use crate::base::RuleBase;
use crate::base::contradiction::contradictions;
use crate::base::facts::{Fact, Said};
use crate::base::ids::{DimensionId, QuantityId, TermId};
use crate::base::lexicon::Named;
use crate::base::range::RangeFault;
use crate::intake::phrase::Finding;

/// What a row says.
#[derive(Debug, Clone, Default)]
pub struct Row {
    /// The name of the situation.
    pub name: String,
    /// What is said of it.
    pub said: Said,
    /// Words resolved in spite of a typing error.
    pub corrected: Vec<(String, Named)>,
    /// What was read in free words, and where.
    pub read: Vec<Phrase>,
    /// What could not be understood, nor stands in the way.
    pub unread: Vec<Unread>,
    /// Headings left open, because some of their words were not understood for sure.
    pub open: Vec<DimensionId>,
    /// What must be corrected.
    pub issues: Vec<Issue>,
}

impl Row {
    /// Forgets everything, keeping the room.
    pub fn clear(&mut self) {
        self.name.clear();
        self.said.clear();
        self.corrected.clear();
        self.read.clear();
        self.unread.clear();
        self.open.clear();
        self.issues.clear();
    }

    /// Leaves a heading open.
    pub(super) fn open(&mut self, heading: DimensionId) {
        if !self.open.contains(&heading) {
            self.open.push(heading);
        }
    }

    /// Takes what free words say as said, unless it contradicts what is said already: free words are never a
    /// reason to refuse a row.
    pub(super) fn take(&mut self, base: &RuleBase, finding: &Finding) -> bool {
        let said = &mut self.said;
        match finding.means {
            Named::Quantity(quantity) => finding.fact == Fact::Yes && said.quantity(quantity, finding.count),
            Named::Term(kind) if finding.fact == Fact::Yes && base.vocabulary.is_counted(kind) => {
                let denied = |broad: &TermId| said.terms.contains(&(*broad, Fact::No));
                if base.vocabulary.term(kind).ancestors.iter().chain([&kind]).any(denied) {
                    return false;
                }
                said.partner(kind, finding.count);
                true
            }
            Named::Term(term) => {
                if said.terms.contains(&(term, finding.fact)) {
                    return true;
                }
                let before = contradictions(said, &base.vocabulary).len();
                said.terms.push((term, finding.fact));
                let sound = contradictions(said, &base.vocabulary).len() == before;
                if !sound {
                    said.terms.pop();
                }
                sound
            }
        }
    }

    /// Whether someone should look at how it was read.
    pub fn to_review(&self) -> bool {
        !self.unread.is_empty() || self.proposals().next().is_some()
    }

    /// What free words said, and was taken as said.
    pub fn taken(&self) -> impl Iterator<Item = &Finding> {
        self.read.iter().filter(|phrase| phrase.taken).map(|phrase| &phrase.finding)
    }

    /// What free words may say: proposed, not taken.
    pub fn proposals(&self) -> impl Iterator<Item = &Finding> {
        self.read.iter().filter(|phrase| !phrase.taken).map(|phrase| &phrase.finding)
    }
}

/// Something read in a phrase of a cell.
#[derive(Debug, Clone)]
pub struct Phrase {
    /// Index of the column, or of the key in a JSON line.
    pub column: usize,
    /// What was read.
    pub finding: Finding,
    /// Whether it was taken as said; if not, it is proposed.
    pub taken: bool,
}

/// A phrase that says nothing known of its heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// Index of the column, or of the key in a JSON line.
    pub column: usize,
    /// The key or header concerned.
    pub header: String,
    /// The phrase.
    pub words: String,
    /// The nearest term, if one is near.
    pub nearest: Option<Named>,
    /// It says something of other headings.
    pub elsewhere: bool,
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
    /// A row larger than what is accepted, in bytes.
    TooLarge(usize),
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

impl Issue {
    /// A trouble of the whole row.
    pub fn of_row(value: impl Into<String>, trouble: Trouble) -> Issue {
        Issue { column: None, header: String::new(), value: value.into(), trouble }
    }
}
