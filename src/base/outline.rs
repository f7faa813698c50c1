//! What comes after a choice, as data: the outline that every document to write shares (`draft.yaml`), and, form
//! by form, the name of the document and the acts to take in order.

use crate::base::ids::{DimensionId, QuantityId, RuleId, TermId};
use crate::base::vocabulary::{Vocabulary, unique};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::read::{self, Table};
use crate::source::At;
use crate::text::Text;
use crate::tree::{Document, Node};

/// The sections that all documents share, in order.
#[derive(Debug, Clone, Default)]
pub struct Outline {
    /// The sections.
    pub sections: Vec<Section>,
}

/// One section of a document.
#[derive(Debug, Clone)]
pub struct Section {
    /// Name in the file.
    pub id: At<String>,
    /// Heading.
    pub label: Text,
    /// What fills it, in order.
    pub draws: Vec<Draw>,
    /// What is left to write, in order.
    pub blanks: Vec<Blank>,
}

/// What a section draws from.
#[derive(Debug, Clone)]
pub enum Draw {
    /// The answers given under a heading of the vocabulary that no [`Draw::Terms`] of the outline takes; the
    /// blank follows each of them.
    Dimension(DimensionId, Option<Blank>),
    /// The answers among these terms.
    Terms(Vec<TermId>),
    /// The numbers said.
    Quantities(Vec<QuantityId>),
    /// What the form's sheet says under a heading.
    Sheet(usize),
    /// Something that has a name of its own.
    Show(Shown),
}

/// What a section may draw from by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// The articles that create the form.
    Law,
    /// How the nearest cases that chose the form are steered.
    Cases,
    /// The acts to take in order, then the requirements that none of them names.
    Steps,
    /// The whole situation, as it was understood.
    Answers,
}

/// Something left to write.
#[derive(Debug, Clone)]
pub struct Blank {
    /// What is missing, as it stands between brackets.
    pub what: Text,
    /// How to fill it, in a line.
    pub guidance: Text,
}

/// The document to write for one form.
#[derive(Debug, Clone)]
pub struct Paper {
    /// Its name, as a heading.
    pub name: Text,
    /// The acts to take, in order.
    pub steps: Vec<Step>,
}

/// One act: a vote, an opinion, a signature, an order.
#[derive(Debug, Clone)]
pub struct Step {
    /// What is done and by whom.
    pub act: Text,
    /// What to check first.
    pub before: Option<Text>,
    /// The requirements to check first.
    pub requirements: Vec<RuleId>,
    /// The text that it rests on.
    pub article: Option<Text>,
}

impl Outline {
    /// Reads `draft.yaml`.
    pub(crate) fn read(
        document: &Document,
        vocabulary: &Vocabulary,
        diagnostics: &mut Diagnostics,
    ) -> Option<Outline> {
        let mut table = Table::open(document.root.as_ref()?, diagnostics)?;
        let sections = table.required("sections", diagnostics);
        let sections = read::many(sections, diagnostics, |n, d| read_section(n, vocabulary, d));
        unique(sections.iter().map(|section| &section.id), diagnostics);
        table.finish(&[], diagnostics);
        Some(Outline { sections })
    }

    /// Whether a section takes a term by its name, or a broader one.
    pub fn takes(&self, term: TermId, vocabulary: &Vocabulary) -> bool {
        let mut draws = self.sections.iter().flat_map(|section| &section.draws);
        draws.any(|draw| match draw {
            Draw::Terms(terms) => terms.iter().any(|&broad| vocabulary.is_within(term, broad)),
            _ => false,
        })
    }
}

fn read_section(node: &Node, vocabulary: &Vocabulary, diagnostics: &mut Diagnostics) -> Option<Section> {
    let mut table = Table::open(node, diagnostics)?;
    let id = table.required("id", diagnostics).and_then(|n| read::id(n, diagnostics));
    let label = table.required("label", diagnostics).and_then(|n| read::bilingual(n, diagnostics));
    let (draws, blanks) = (table.optional("draws"), table.optional("blanks"));
    if draws.is_none() && blanks.is_none() {
        diagnostics.push(
            Diagnostic::new(
                Code::MissingKey,
                table.span(),
                "cette partie ne dit ni d’où elle se remplit (`draws`) ni ce qui reste à écrire (`blanks`)",
                "this section says neither what fills it (`draws`) nor what is left to write (`blanks`)",
            )
            .help("Ajoutez au moins l’une des deux clés.", "Add at least one of the two keys."),
        );
    }
    let draws = read::many(draws, diagnostics, |n, d| read_draw(n, vocabulary, d));
    let blanks = read::many(blanks, diagnostics, read_blank);
    table.finish(&[], diagnostics);
    Some(Section { id: id?, label: label?, draws, blanks })
}

fn read_draw(node: &Node, vocabulary: &Vocabulary, diagnostics: &mut Diagnostics) -> Option<Draw> {
    const SHOWN: [(&str, Shown); 4] =
        [("law", Shown::Law), ("cases", Shown::Cases), ("steps", Shown::Steps), ("answers", Shown::Answers)];
    let mut table = Table::open(node, diagnostics)?;
    let each = table.optional("each");
    let draw = if let Some(node) = table.optional("dimension") {
        let each = each.and_then(|n| read_blank(n, diagnostics));
        let ids = vocabulary.dimensions.iter().map(|d| d.id.value.as_str());
        let found =
            read::named(node, Code::UnknownDimension, ("aucune rubrique", "heading"), ids, diagnostics);
        found.map(|index| Draw::Dimension(DimensionId::new(index), each))
    } else if let Some(node) = table.optional("sheet") {
        let ids = vocabulary.sheet.iter().map(|h| h.id.value.as_str());
        read::named(
            node,
            Code::UnknownWord,
            ("aucune rubrique de la fiche", "heading of the sheet"),
            ids,
            diagnostics,
        )
        .map(Draw::Sheet)
    } else if let Some(node) = table.optional("terms") {
        let ids = || vocabulary.terms.iter().map(|t| t.id.value.as_str());
        let term = |n: &Node, d: &mut Diagnostics| {
            read::named(n, Code::UnknownTerm, ("aucun terme", "term"), ids(), d).map(TermId::new)
        };
        Some(Draw::Terms(read::many(Some(node), diagnostics, term)))
    } else if let Some(node) = table.optional("quantities") {
        let ids = || vocabulary.quantities.iter().map(|q| q.id.value.as_str());
        let quantity = |n: &Node, d: &mut Diagnostics| {
            read::named(n, Code::UnknownQuantity, ("aucune quantité", "quantity"), ids(), d)
                .map(QuantityId::new)
        };
        Some(Draw::Quantities(read::many(Some(node), diagnostics, quantity)))
    } else if let Some(node) = table.optional("show") {
        read::word(node, &SHOWN, diagnostics).map(Draw::Show)
    } else {
        diagnostics.push(
            Diagnostic::new(
                Code::MissingKey,
                table.span(),
                "il manque ce dont cette partie se remplit",
                "what fills this section is missing",
            )
            .help(
                "Écrivez `dimension`, `terms`, `quantities`, `sheet` ou `show`.",
                "Write `dimension`, `terms`, `quantities`, `sheet` or `show`.",
            ),
        );
        None
    };
    table.finish(&["dimension", "terms", "quantities", "sheet", "show"], diagnostics);
    draw
}

fn read_blank(node: &Node, diagnostics: &mut Diagnostics) -> Option<Blank> {
    let mut table = Table::open(node, diagnostics)?;
    let what = table.required("what", diagnostics).and_then(|n| read::bilingual(n, diagnostics));
    let guidance = table.required("guidance", diagnostics).and_then(|n| read::bilingual(n, diagnostics));
    table.finish(&[], diagnostics);
    Some(Blank { what: what?, guidance: guidance? })
}

/// The requirements of a form that its steps may name.
pub(crate) struct Requirements<'a> {
    /// Their names, each with its rule.
    pub(crate) names: Vec<(&'a str, RuleId)>,
    /// None of those written was refused.
    pub(crate) whole: bool,
}

impl Paper {
    /// Reads the `document` of a form.
    pub(crate) fn read(
        node: &Node,
        requirements: &Requirements<'_>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Paper> {
        let mut table = Table::open(node, diagnostics)?;
        let name = table.required("name", diagnostics).and_then(|n| read::bilingual(n, diagnostics));
        let steps = table.required("steps", diagnostics);
        let steps = read::many(steps, diagnostics, |n, d| read_step(n, requirements, d));
        table.finish(&[], diagnostics);
        Some(Paper { name: name?, steps })
    }
}

fn read_step(node: &Node, requirements: &Requirements<'_>, diagnostics: &mut Diagnostics) -> Option<Step> {
    let mut table = Table::open(node, diagnostics)?;
    let act = table.required("act", diagnostics).and_then(|n| read::bilingual(n, diagnostics));
    let before = table.optional("before").and_then(|n| read::bilingual(n, diagnostics));
    let article = table.optional("article").and_then(|n| read::wording(n, diagnostics));
    let cited = table.optional("requirements");
    let requirements = read::many(cited, diagnostics, |n, d| resolve(n, requirements, d));
    table.finish(&[], diagnostics);
    Some(Step { act: act?, before, requirements, article })
}

fn resolve(node: &Node, requirements: &Requirements<'_>, diagnostics: &mut Diagnostics) -> Option<RuleId> {
    let found = read::text(node, diagnostics)?;
    let rule = requirements.names.iter().find(|(name, _)| *name == found.value).map(|(_, rule)| *rule);
    // A requirement that could not be read is reported where it is written.
    if rule.is_none() && requirements.whole {
        let diagnostic = Diagnostic::new(
            Code::UnknownRequirement,
            found.span,
            format!("aucune condition impérative de ce fichier ne s’appelle `{}`", found.value),
            format!("no requirement of this file is called `{}`", found.value),
        );
        let expected = requirements.names.iter().map(|(name, _)| *name);
        diagnostics.push(read::suggest(diagnostic, &found, expected));
    }
    rule
}
