//! The words of a domain: dimensions and their terms (a hierarchy), quantities, strengths, headings.

use std::collections::HashMap;
use std::ops::Range;

use crate::base::ids::{DimensionId, QuantityId, StrengthId, TermId};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::read::{self, Table};
use crate::source::{At, Span};
use crate::text::{Text, fold};
use crate::yaml::{Document, Node};

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
    /// Terms written as broader (SKOS `broader`).
    pub broader: Vec<TermId>,
    /// All broader terms, nearest first, without itself.
    pub ancestors: Vec<TermId>,
    /// All narrower terms, without itself.
    pub descendants: Vec<TermId>,
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

    /// The terms of a dimension.
    pub fn terms_of(&self, dimension: DimensionId) -> impl Iterator<Item = TermId> + use<> {
        self.dimension(dimension).terms.clone().map(TermId::new)
    }

    /// Whether `narrow` is `broad` or one of its narrower terms.
    pub fn is_within(&self, narrow: TermId, broad: TermId) -> bool {
        narrow == broad || self.term(narrow).ancestors.contains(&broad)
    }

    /// Reads a vocabulary file; the pointers are left to the reader of rules.
    pub fn read<'n>(document: &'n Document, diagnostics: &mut Diagnostics) -> (Vocabulary, Option<&'n Node>) {
        let mut vocabulary = Vocabulary::default();
        let Some(root) = &document.root else { return (vocabulary, None) };
        let Some(mut table) = Table::open(root, diagnostics) else { return (vocabulary, None) };
        if let Some(node) = table.required("version", diagnostics) {
            vocabulary.version = read::text(node, diagnostics).map(|t| t.value).unwrap_or_default();
        }
        if let Some(node) = table.required("subject", diagnostics) {
            vocabulary.read_subject(node, diagnostics);
        }
        if let Some(node) = table.required("threshold", diagnostics) {
            vocabulary.threshold = points(node, diagnostics).unwrap_or(0);
        }
        let strengths = table.required("strengths", diagnostics);
        vocabulary.strengths = read::many(strengths, diagnostics, read_strength);
        unique(vocabulary.strengths.iter().map(|s| &s.id), diagnostics);
        let sheet = table.required("sheet", diagnostics);
        vocabulary.sheet = read::many(sheet, diagnostics, read_heading);
        unique(vocabulary.sheet.iter().map(|h| &h.id), diagnostics);
        let told = table.required("told", diagnostics);
        vocabulary.told = read::many(told, diagnostics, read_heading);
        unique(vocabulary.told.iter().map(|h| &h.id), diagnostics);
        if let Some(node) = table.required("dimensions", diagnostics) {
            vocabulary.read_dimensions(node, diagnostics);
        }
        let quantities = table.optional("quantities");
        vocabulary.quantities = read::many(quantities, diagnostics, read_quantity);
        unique(vocabulary.quantities.iter().map(|q| &q.id), diagnostics);
        let pointers = table.optional("pointers");
        table.finish(&[], diagnostics);
        (vocabulary, pointers)
    }

    fn read_subject(&mut self, node: &Node, diagnostics: &mut Diagnostics) {
        let Some(mut table) = Table::open(node, diagnostics) else { return };
        if let Some(node) = table.required("form", diagnostics)
            && let Some(mut languages) = Table::open(node, diagnostics)
        {
            if let Some((one, many, feminine)) =
                languages.required("fr", diagnostics).and_then(|n| read_noun(n, true, diagnostics))
            {
                self.form.one.fr = one;
                self.form.many.fr = many;
                self.form.feminine = feminine;
            }
            if let Some((one, many, _)) =
                languages.required("en", diagnostics).and_then(|n| read_noun(n, false, diagnostics))
            {
                self.form.one.en = one;
                self.form.many.en = many;
            }
            languages.finish(&[], diagnostics);
        }
        if let Some(node) = table.required("caution", diagnostics) {
            self.caution = read::bilingual(node, diagnostics).unwrap_or_default();
        }
        table.finish(&[], diagnostics);
    }

    fn read_dimensions(&mut self, node: &Node, diagnostics: &mut Diagnostics) {
        let mut waiting = Vec::new();
        for node in read::list(node, diagnostics) {
            self.read_dimension(node, &mut waiting, diagnostics);
        }
        unique(self.dimensions.iter().map(|d| &d.id), diagnostics);
        unique(self.terms.iter().map(|t| &t.id), diagnostics);
        for (index, term) in self.terms.iter().enumerate() {
            self.by_id.entry(term.id.value.clone()).or_insert(TermId::new(index));
        }
        for link in waiting {
            self.link(link, diagnostics);
        }
        self.close_hierarchy(diagnostics);
        self.check_labels(diagnostics);
    }

    fn read_dimension<'n>(
        &mut self,
        node: &'n Node,
        waiting: &mut Vec<Link<'n>>,
        diagnostics: &mut Diagnostics,
    ) {
        let Some(mut table) = Table::open(node, diagnostics) else { return };
        let id = table.required("id", diagnostics).and_then(|n| read::id(n, diagnostics));
        let label = table.required("label", diagnostics).and_then(|n| read::bilingual(n, diagnostics));
        let alt_labels =
            table.optional("alt_labels").map(|n| read_alt_labels(n, diagnostics)).unwrap_or_default();
        let readings = [("complete", Reading::Complete), ("open", Reading::Open)];
        let reading =
            table.required("reading", diagnostics).and_then(|n| read::word(n, &readings, diagnostics));
        let judged =
            table.required("answers", diagnostics).and_then(|n| read::word(n, &ANSWERS, diagnostics));
        let hand = table.required("hand", diagnostics).and_then(|n| read::word(n, &HANDS, diagnostics));
        let weight = table.required("weight", diagnostics).and_then(|n| read::number(n, 1, 10, diagnostics));
        let counted = table.optional("counted").and_then(|n| read::truth(n, diagnostics)).unwrap_or(false);
        let dimension = DimensionId::new(self.dimensions.len());
        let first = self.terms.len();
        let defaults = (hand.unwrap_or(Hand::Given), judged.unwrap_or(false));
        if let Some(terms) = table.required("terms", diagnostics) {
            for node in read::list(terms, diagnostics) {
                self.read_term(node, dimension, defaults, waiting, diagnostics);
            }
        }
        for group in table.optional("exclusive").map_or(&[][..], |n| read::list(n, diagnostics)) {
            waiting.push(Link::Exclusive(dimension, read::list(group, diagnostics)));
        }
        table.finish(&[], diagnostics);
        self.dimensions.push(Dimension {
            id: id.unwrap_or(At { value: String::new(), span: node.span }),
            label: label.unwrap_or_default(),
            alt_labels,
            counted,
            reading: reading.unwrap_or(Reading::Open),
            weight: weight.unwrap_or(1),
            exclusive: Vec::new(),
            terms: first..self.terms.len(),
        });
    }

    fn read_term<'n>(
        &mut self,
        node: &'n Node,
        dimension: DimensionId,
        (hand, judged): (Hand, bool),
        waiting: &mut Vec<Link<'n>>,
        diagnostics: &mut Diagnostics,
    ) {
        let Some(mut table) = Table::open(node, diagnostics) else { return };
        let id = table.required("id", diagnostics).and_then(|n| read::id(n, diagnostics));
        let pref_label =
            table.required("pref_label", diagnostics).and_then(|n| read::bilingual(n, diagnostics));
        let alt_labels =
            table.optional("alt_labels").map(|n| read_alt_labels(n, diagnostics)).unwrap_or_default();
        let definition =
            table.required("definition", diagnostics).and_then(|n| read::bilingual(n, diagnostics));
        let own_hand = table.optional("hand").and_then(|n| read::word(n, &HANDS, diagnostics));
        let own_answers = table.optional("answers").and_then(|n| read::word(n, &ANSWERS, diagnostics));
        let party = table.optional("party").and_then(|n| read::truth(n, diagnostics)).unwrap_or(true);
        let broader = table.optional("broader").map_or(&[][..], read::one_or_many);
        table.finish(&[], diagnostics);
        let Some(id) = id else { return };
        let term = TermId::new(self.terms.len());
        waiting.extend(broader.iter().map(|node| Link::Broader(term, node)));
        self.terms.push(Term {
            id,
            dimension,
            pref_label: pref_label.unwrap_or_default(),
            alt_labels,
            definition: definition.unwrap_or_default(),
            hand: own_hand.unwrap_or(hand),
            judged: own_answers.unwrap_or(judged),
            party,
            broader: Vec::new(),
            ancestors: Vec::new(),
            descendants: Vec::new(),
        });
    }

    fn link(&mut self, link: Link<'_>, diagnostics: &mut Diagnostics) {
        match link {
            Link::Broader(term, node) => {
                let dimension = self.terms.get(term.index()).map(|t| t.dimension);
                let Some(dimension) = dimension else { return };
                if let Some(broader) = self.resolve_term(node, dimension, diagnostics) {
                    self.terms[term.index()].broader.push(broader);
                }
            }
            Link::Exclusive(dimension, group) => {
                let group =
                    group.iter().filter_map(|n| self.resolve_term(n, dimension, diagnostics)).collect();
                self.dimensions[dimension.index()].exclusive.push(group);
            }
        }
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

    /// Fills ancestors and descendants; a cycle is reported and its links ignored.
    fn close_hierarchy(&mut self, diagnostics: &mut Diagnostics) {
        for index in 0..self.terms.len() {
            let term = TermId::new(index);
            let mut ancestors = Vec::new();
            let mut next = self.terms[index].broader.clone();
            while !next.is_empty() {
                let mut further = Vec::new();
                for broad in next {
                    if broad == term {
                        let at = &self.terms[index].id;
                        diagnostics.push(
                            Diagnostic::new(
                                Code::CycleInBroader,
                                at.span,
                                format!("`{}` est plus large que lui-même", at.value),
                                format!("`{}` is broader than itself", at.value),
                            )
                            .help(
                                "Retirez l’un des liens `broader` de cette boucle.",
                                "Remove one of the `broader` links of this loop.",
                            ),
                        );
                    } else if !ancestors.contains(&broad) {
                        ancestors.push(broad);
                        further.extend(self.terms[broad.index()].broader.iter().copied());
                    }
                }
                next = further;
            }
            self.terms[index].ancestors = ancestors;
        }
        for index in 0..self.terms.len() {
            for broad in self.terms[index].ancestors.clone() {
                self.terms[broad.index()].descendants.push(TermId::new(index));
            }
        }
    }

    fn check_labels(&self, diagnostics: &mut Diagnostics) {
        for dimension in &self.dimensions {
            let mut claimed: HashMap<String, TermId> = HashMap::new();
            for index in dimension.terms.clone() {
                let term = TermId::new(index);
                for label in self.labels(term) {
                    let first = *claimed.entry(fold(label)).or_insert(term);
                    // Two terms with one id are reported as such.
                    if self.term(first).id.value != self.term(term).id.value {
                        diagnostics.push(
                            Diagnostic::new(
                                Code::DuplicateLabel,
                                self.term(term).id.span,
                                format!("le libellé « {label} » désigne déjà un autre terme"),
                                format!("the label “{label}” already names another term"),
                            )
                            .see(self.term(first).id.span, "celui-ci", "this one")
                            .help("Donnez à chacun un libellé distinct.", "Give each a label of its own."),
                        );
                    }
                }
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

const HANDS: [(&str, Hand); 3] =
    [("ours", Hand::Ours), ("negotiable", Hand::Negotiable), ("given", Hand::Given)];

const ANSWERS: [(&str, bool); 2] = [("judged", true), ("established", false)];

/// What refers to terms that may be written further down.
enum Link<'n> {
    Broader(TermId, &'n Node),
    Exclusive(DimensionId, &'n [Node]),
}

/// Reports the ids that appear twice.
pub(crate) fn unique<'a>(ids: impl Iterator<Item = &'a At<String>>, diagnostics: &mut Diagnostics) {
    let mut seen: HashMap<&str, Span> = HashMap::new();
    for id in ids {
        if let Some(first) = seen.get(id.value.as_str()) {
            diagnostics.push(
                Diagnostic::new(
                    Code::DuplicateId,
                    id.span,
                    format!("l’identifiant `{}` est déjà pris", id.value),
                    format!("the identifier `{}` is already taken", id.value),
                )
                .see(*first, "il est déjà défini ici", "it is already defined here")
                .help("Choisissez un autre identifiant.", "Choose another identifier."),
            );
        } else {
            seen.insert(&id.value, id.span);
        }
    }
}

fn points(node: &Node, diagnostics: &mut Diagnostics) -> Option<i32> {
    read::number(node, 1, 1000, diagnostics).and_then(|n| i32::try_from(n).ok())
}

fn read_noun(node: &Node, gendered: bool, diagnostics: &mut Diagnostics) -> Option<(String, String, bool)> {
    let mut table = Table::open(node, diagnostics)?;
    let one = table.required("one", diagnostics).and_then(|n| read::text(n, diagnostics));
    let many = table.required("many", diagnostics).and_then(|n| read::text(n, diagnostics));
    let gender = match gendered {
        true => table.required("gender", diagnostics).and_then(|n| read::word(n, &GENDERS, diagnostics)),
        false => Some(Gender::Masculine),
    };
    table.finish(&[], diagnostics);
    Some((one?.value, many?.value, gender? == Gender::Feminine))
}

/// The words for a gender in rule files.
pub(crate) const GENDERS: [(&str, Gender); 2] = [("m", Gender::Masculine), ("f", Gender::Feminine)];

fn read_strength(node: &Node, diagnostics: &mut Diagnostics) -> Option<Strength> {
    let mut table = Table::open(node, diagnostics)?;
    let id = table.required("id", diagnostics).and_then(|n| read::id(n, diagnostics));
    let points = table.required("points", diagnostics).and_then(|n| points(n, diagnostics));
    let label = table
        .required("label", diagnostics)
        .and_then(|n| read::bilingual(n, diagnostics))
        .unwrap_or_default();
    let feminine = table.optional("feminine").and_then(|n| read::text(n, diagnostics));
    table.finish(&[], diagnostics);
    let feminine = Text { fr: feminine.map_or_else(|| label.fr.clone(), |f| f.value), en: label.en.clone() };
    Some(Strength { id: id?, points: points?, label, feminine })
}

fn read_heading(node: &Node, diagnostics: &mut Diagnostics) -> Option<Heading> {
    let mut table = Table::open(node, diagnostics)?;
    let id = table.required("id", diagnostics).and_then(|n| read::text(n, diagnostics));
    let label = table.required("label", diagnostics).and_then(|n| read::bilingual(n, diagnostics));
    let list = table.optional("list").and_then(|n| read::truth(n, diagnostics)).unwrap_or(false);
    table.finish(&[], diagnostics);
    Some(Heading { id: id?, label: label.unwrap_or_default(), list })
}

fn read_quantity(node: &Node, diagnostics: &mut Diagnostics) -> Option<Quantity> {
    let mut table = Table::open(node, diagnostics)?;
    let id = table.required("id", diagnostics).and_then(|n| read::id(n, diagnostics));
    let label = table.required("label", diagnostics).and_then(|n| read::bilingual(n, diagnostics));
    let alt_labels =
        table.optional("alt_labels").map(|n| read_alt_labels(n, diagnostics)).unwrap_or_default();
    let max = table.required("max", diagnostics).and_then(|n| read::number(n, 1, 1_000_000, diagnostics));
    table.finish(&[], diagnostics);
    Some(Quantity { id: id?, label: label.unwrap_or_default(), alt_labels, max: max.unwrap_or(1) })
}

fn read_alt_labels(node: &Node, diagnostics: &mut Diagnostics) -> Vec<String> {
    let Some(mut table) = Table::open(node, diagnostics) else { return Vec::new() };
    let mut labels = Vec::new();
    for key in ["fr", "en"] {
        let list = table.optional(key);
        labels.extend(read::many(list, diagnostics, |n, d| read::text(n, d).map(|t| t.value)));
    }
    table.finish(&[], diagnostics);
    labels
}
