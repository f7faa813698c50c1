//! The words of a domain: dimensions and their terms (a hierarchy), quantities, strengths, headings.

mod reading;

pub(crate) use reading::{GENDERS, unique};

use std::collections::HashMap;
use std::ops::Range;

use crate::base::ids::{DimensionId, LevelId, QuantityId, StrengthId, TermId};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::read;
use crate::source::At;
use crate::text::Text;
use crate::tree::Node;

/// How a dimension that is given is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// Terms not listed are *no*.
    Complete,
    /// Each term stands alone; only an exclusive option becomes *no*.
    Open,
}

/// Whose hand an answer is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hand {
    /// The people who answer can change it alone.
    Ours,
    /// It can be changed with the partners.
    Negotiable,
    /// Nobody here can change it.
    Given,
}

/// Grammatical gender in French.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gender {
    /// Masculine.
    Masculine,
    /// Feminine.
    Feminine,
}

/// The noun for a candidate, in both languages.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Noun {
    /// Singular.
    pub one: Text,
    /// Plural.
    pub many: Text,
    /// Whether the French noun is feminine.
    pub feminine: bool,
}

/// A strength of arguments.
#[derive(Debug, Clone)]
pub struct Strength {
    /// Name in rule files.
    pub id: At<String>,
    /// Points for or against.
    pub points: i32,
    /// The word people read beside an argument.
    pub label: Text,
    /// The word beside a reservation, feminine in French.
    pub feminine: Text,
}

/// One rubric of a situation.
#[derive(Debug, Clone)]
pub struct Dimension {
    /// Name in files.
    pub id: At<String>,
    /// Heading.
    pub label: Text,
    /// Other headings and keys, both languages together.
    pub alt_labels: Vec<String>,
    /// Terms are kinds of partners, given with a number.
    pub counted: bool,
    /// How it is read once given.
    pub reading: Reading,
    /// Weight in the similarity of cases.
    pub weight: u32,
    /// Groups of terms of which at most one is *yes*.
    pub exclusive: Vec<Vec<TermId>>,
    /// Its terms, a range of [`Vocabulary::terms`].
    pub terms: Range<usize>,
}

/// One entry of a dimension.
#[derive(Debug, Clone)]
pub struct Term {
    /// Name in files, unique over all dimensions.
    pub id: At<String>,
    /// Where it belongs.
    pub dimension: DimensionId,
    /// The label shown (SKOS `prefLabel`).
    pub pref_label: Text,
    /// Other labels understood, both languages together (SKOS `altLabel`).
    pub alt_labels: Vec<String>,
    /// What it means.
    pub definition: Text,
    /// Whose hand it is in.
    pub hand: Hand,
    /// Whether its answer is a judgement, which one may doubt, or an established fact.
    pub judged: bool,
    /// For a kind of partner: it can be a party. Otherwise it is concerned, and never counted.
    pub party: bool,
    /// For a kind of partner: there is only one, such as the State.
    pub unique: bool,
    /// Terms written as broader (SKOS `broader`).
    pub broader: Vec<TermId>,
    /// All broader terms, nearest first, without itself.
    pub ancestors: Vec<TermId>,
    /// All narrower terms, nearest first, without itself.
    pub descendants: Vec<TermId>,
    /// Length of the longest way up to the dimension: 1 for a term without broader ones.
    pub depth: u32,
}

/// A whole number that describes a situation.
#[derive(Debug, Clone)]
pub struct Quantity {
    /// Name in files.
    pub id: At<String>,
    /// Label shown.
    pub label: Text,
    /// Other labels understood.
    pub alt_labels: Vec<String>,
    /// Largest value accepted.
    pub max: u32,
}

/// A heading of sheets or of the account of a case.
#[derive(Debug, Clone)]
pub struct Heading {
    /// Key in files.
    pub id: At<String>,
    /// Label shown.
    pub label: Text,
    /// Its content is a list of texts.
    pub list: bool,
    /// It stands in the table that sets forms side by side.
    pub compared: bool,
    /// It stands in the note about one situation, where the first form is beside the next ones.
    pub in_note: bool,
}

/// A degree of formality, or of whatever sorts the forms of the domain from the lightest to the heaviest.
#[derive(Debug, Clone)]
pub struct Level {
    /// Name in form files.
    pub id: At<String>,
    /// Label shown.
    pub label: Text,
}

/// The vocabulary of a rule base.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    /// Version of the rules, shown on every result.
    pub version: String,
    /// The noun for a candidate.
    pub form: Noun,
    /// The caution at the foot of every page.
    pub caution: Text,
    /// A form is recommended from this balance up.
    pub threshold: i32,
    /// Weakest first.
    pub strengths: Vec<Strength>,
    /// From the lightest; none when the domain does not sort its forms so.
    pub levels: Vec<Level>,
    /// In the order of the screen.
    pub dimensions: Vec<Dimension>,
    /// Dimension after dimension.
    pub terms: Vec<Term>,
    /// In the order of the screen.
    pub quantities: Vec<Quantity>,
    /// Headings of a form's sheet.
    pub sheet: Vec<Heading>,
    /// Headings under which a case is told.
    pub told: Vec<Heading>,
    /// Headers of columns that hold free words of any heading, both languages together.
    pub free_headings: Vec<String>,
    by_id: HashMap<String, TermId>,
}

impl Vocabulary {
    /// The term of an exact id.
    pub fn term_named(&self, id: &str) -> Option<TermId> {
        self.by_id.get(id).copied()
    }

    /// A term.
    pub fn term(&self, id: TermId) -> &Term {
        &self.terms[id.index()]
    }

    /// A dimension.
    pub fn dimension(&self, id: DimensionId) -> &Dimension {
        &self.dimensions[id.index()]
    }

    /// The dimension of an exact id.
    pub fn dimension_named(&self, id: &str) -> Option<DimensionId> {
        self.dimensions.iter().position(|d| d.id.value == id).map(DimensionId::new)
    }

    /// The quantity of an exact id.
    pub fn quantity_named(&self, id: &str) -> Option<QuantityId> {
        self.quantities.iter().position(|q| q.id.value == id).map(QuantityId::new)
    }

    /// The strength of an exact id.
    pub fn strength_named(&self, id: &str) -> Option<StrengthId> {
        self.strengths.iter().position(|s| s.id.value == id).map(StrengthId::new)
    }

    /// The level that a node of a form file names.
    pub(crate) fn resolve_level(&self, node: &Node, diagnostics: &mut Diagnostics) -> Option<LevelId> {
        let found = read::text(node, diagnostics)?;
        let level = self.levels.iter().position(|l| l.id.value == found.value).map(LevelId::new);
        if level.is_none() {
            let diagnostic = Diagnostic::new(
                Code::UnknownWord,
                found.span,
                format!("`{}` n’est pas un niveau", found.value),
                format!("`{}` is not a level", found.value),
            );
            let expected = self.levels.iter().map(|l| l.id.value.as_str());
            diagnostics.push(read::suggest(diagnostic, &found, expected));
        }
        level
    }

    /// The terms of a dimension.
    pub fn terms_of(&self, dimension: DimensionId) -> impl Iterator<Item = TermId> + use<> {
        self.dimension(dimension).terms.clone().map(TermId::new)
    }

    /// Whether a term is a kind of partner, given with a number.
    pub fn is_counted(&self, term: TermId) -> bool {
        self.dimension(self.term(term).dimension).counted
    }

    /// Whether `narrow` is `broad` or one of its narrower terms.
    pub fn is_within(&self, narrow: TermId, broad: TermId) -> bool {
        narrow == broad || self.term(narrow).ancestors.contains(&broad)
    }

    /// The term that a node of a rule file names, in a given dimension.
    pub fn resolve_term(
        &self,
        node: &Node,
        dimension: DimensionId,
        diagnostics: &mut Diagnostics,
    ) -> Option<TermId> {
        let found = read::text(node, diagnostics)?;
        let home = self.dimension(dimension);
        match self.term_named(&found.value) {
            Some(term) if self.term(term).dimension == dimension => Some(term),
            Some(term) => {
                let other = self.dimension(self.term(term).dimension);
                diagnostics.push(
                    Diagnostic::new(
                        Code::WrongDimension,
                        found.span,
                        format!(
                            "`{}` appartient à `{}`, pas à `{}`",
                            found.value, other.id.value, home.id.value
                        ),
                        format!(
                            "`{}` belongs to `{}`, not to `{}`",
                            found.value, other.id.value, home.id.value
                        ),
                    )
                    .help(
                        format!("Placez ce terme sous `{}`.", other.id.value),
                        format!("Put this term under `{}`.", other.id.value),
                    ),
                );
                None
            }
            None => {
                let diagnostic = Diagnostic::new(
                    Code::UnknownTerm,
                    found.span,
                    format!("`{}` n’est pas un terme de `{}`", found.value, home.id.value),
                    format!("`{}` is not a term of `{}`", found.value, home.id.value),
                );
                let expected = home.terms.clone().map(|i| self.terms[i].id.value.as_str());
                diagnostics.push(read::suggest(diagnostic, &found, expected));
                None
            }
        }
    }

    /// Every label of a term: id, preferred and alternative, in both languages.
    pub fn labels(&self, term: TermId) -> impl Iterator<Item = &str> {
        let term = self.term(term);
        [term.id.value.as_str(), &term.pref_label.fr, &term.pref_label.en]
            .into_iter()
            .chain(term.alt_labels.iter().map(String::as_str))
            .filter(|label| !label.is_empty())
    }
}
