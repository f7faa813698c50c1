//! The vocabulary file to a [`Vocabulary`], and its checks: ids, labels, hierarchy.

use std::collections::HashMap;

use super::{Dimension, Gender, Hand, Heading, Level, Quantity, Reading, Strength, Term, Vocabulary};
use crate::base::ids::{DimensionId, TermId};
use crate::base::range::Range;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::read::{self, Table};
use crate::source::{At, Span};
use crate::text::{Text, fold};
use crate::tree::{Document, Node};

/// The rules of a vocabulary file that speak of no form, not read yet.
#[derive(Debug, Clone, Copy, Default)]
pub struct General<'n> {
    /// What to look at outside the catalogue.
    pub pointers: Option<&'n Node>,
    /// What to keep in mind.
    pub reminders: Option<&'n Node>,
}

impl Vocabulary {
    /// Reads a vocabulary file; its general rules are left to the reader of rules.
    pub fn read<'n>(document: &'n Document, diagnostics: &mut Diagnostics) -> (Vocabulary, General<'n>) {
        let mut vocabulary = Vocabulary::default();
        let Some(root) = &document.root else { return (vocabulary, General::default()) };
        let Some(mut table) = Table::open(root, diagnostics) else { return (vocabulary, General::default()) };
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
        vocabulary.levels = read::many(table.optional("levels"), diagnostics, read_level);
        unique(vocabulary.levels.iter().map(|l| &l.id), diagnostics);
        let sheet = table.required("sheet", diagnostics);
        vocabulary.sheet = read::many(sheet, diagnostics, read_heading);
        unique(vocabulary.sheet.iter().map(|h| &h.id), diagnostics);
        let told = table.required("told", diagnostics);
        vocabulary.told = read::many(told, diagnostics, read_heading);
        unique(vocabulary.told.iter().map(|h| &h.id), diagnostics);
        if let Some(node) = table.required("dimensions", diagnostics) {
            vocabulary.read_dimensions(node, diagnostics);
        }
        vocabulary.free_headings =
            table.optional("free_headings").map(|n| read_alt_labels(n, diagnostics)).unwrap_or_default();
        let quantities = table.optional("quantities");
        vocabulary.quantities = read::many(quantities, diagnostics, read_quantity);
        unique(vocabulary.quantities.iter().map(|q| &q.id), diagnostics);
        let general =
            General { pointers: table.optional("pointers"), reminders: table.optional("reminders") };
        table.finish(&[], diagnostics);
        (vocabulary, general)
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
        let unique = table.optional("unique").and_then(|n| read::truth(n, diagnostics)).unwrap_or(false);
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
            unique,
            broader: Vec::new(),
            ancestors: Vec::new(),
            descendants: Vec::new(),
            depth: 1,
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

    /// Fills ancestors and descendants; a cycle is reported and its links ignored.
    fn close_hierarchy(&mut self, diagnostics: &mut Diagnostics) {
        // For each term, the last one (from 1) whose ancestors it was found among.
        let mut seen = vec![0; self.terms.len()];
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
                    } else if seen[broad.index()] != index + 1 {
                        seen[broad.index()] = index + 1;
                        ancestors.push(broad);
                        further.extend(self.terms[broad.index()].broader.iter().copied());
                    }
                }
                next = further;
            }
            self.terms[index].ancestors = ancestors;
        }
        // A broader term has fewer ancestors: its depth is known first.
        let mut order: Vec<usize> = (0..self.terms.len()).collect();
        order.sort_by_key(|&index| self.terms[index].ancestors.len());
        for index in order {
            let broadest = self.terms[index].broader.iter().map(|b| self.terms[b.index()].depth).max();
            self.terms[index].depth = 1 + broadest.unwrap_or(0);
        }
        for index in 0..self.terms.len() {
            for broad in self.terms[index].ancestors.clone() {
                self.terms[broad.index()].descendants.push(TermId::new(index));
            }
        }
        let depths: Vec<u32> = self.terms.iter().map(|term| term.depth).collect();
        for term in &mut self.terms {
            term.descendants.sort_by_key(|narrow| depths[narrow.index()]);
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

fn read_level(node: &Node, diagnostics: &mut Diagnostics) -> Option<Level> {
    let mut table = Table::open(node, diagnostics)?;
    let id = table.required("id", diagnostics).and_then(|n| read::id(n, diagnostics));
    let label = table.required("label", diagnostics).and_then(|n| read::bilingual(n, diagnostics));
    table.finish(&[], diagnostics);
    Some(Level { id: id?, label: label.unwrap_or_default() })
}

fn read_heading(node: &Node, diagnostics: &mut Diagnostics) -> Option<Heading> {
    let mut table = Table::open(node, diagnostics)?;
    let id = table.required("id", diagnostics).and_then(|n| read::text(n, diagnostics));
    let label = table.required("label", diagnostics).and_then(|n| read::bilingual(n, diagnostics));
    let mut flag = |key| table.optional(key).and_then(|n| read::truth(n, diagnostics)).unwrap_or(false);
    let (list, compared, in_note) = (flag("list"), flag("compared"), flag("in_note"));
    table.finish(&[], diagnostics);
    Some(Heading { id: id?, label: label.unwrap_or_default(), list, compared, in_note })
}

fn read_quantity(node: &Node, diagnostics: &mut Diagnostics) -> Option<Quantity> {
    let mut table = Table::open(node, diagnostics)?;
    let id = table.required("id", diagnostics).and_then(|n| read::id(n, diagnostics));
    let label = table.required("label", diagnostics).and_then(|n| read::bilingual(n, diagnostics));
    let alt_labels =
        table.optional("alt_labels").map(|n| read_alt_labels(n, diagnostics)).unwrap_or_default();
    let max =
        table.required("max", diagnostics).and_then(|n| read::number(n, 1, Range::LARGEST, diagnostics));
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
