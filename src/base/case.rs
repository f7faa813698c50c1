//! One reference case: the situation before the choice, the form chosen, and what followed.

use crate::base::form::{Citation, resolve_form};
use crate::base::ids::FormId;
use crate::base::lexicon::Lexicon;
use crate::base::vocabulary::Vocabulary;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::read::{self, Table};
use crate::situation::Situation;
use crate::source::At;
use crate::text::Text;
use crate::tree::{Document, Node};

/// What the partners of a case chose.
#[derive(Debug, Clone)]
pub enum Chosen {
    /// A form of the catalogue.
    Form(FormId),
    /// Something else, named as in a sentence.
    Outside(Text),
}

/// A real cooperation.
#[derive(Debug, Clone)]
pub struct ReferenceCase {
    /// Name in files.
    pub id: At<String>,
    /// Name shown.
    pub name: Text,
    /// Where.
    pub place: Text,
    /// When.
    pub year: Text,
    /// What was known before the choice.
    pub situation: Situation,
    /// The phrases in which practitioners would have written it, one list per heading of the account, in
    /// French; kept apart from the codes, to measure how they are read.
    pub raw: Vec<Vec<At<String>>>,
    /// What was chosen.
    pub chosen: At<Chosen>,
    /// The account, one list per heading of the vocabulary.
    pub told: Vec<Vec<Text>>,
    /// How it is steered, when it is documented.
    pub governance: Option<Text>,
    /// What followed, when it is documented.
    pub followed: Option<Text>,
    /// Where it is documented.
    pub sources: Vec<Citation>,
    /// Why the rules put another form first, when they do.
    pub dissent: Option<At<Text>>,
}

impl ReferenceCase {
    /// The form chosen, if the catalogue holds it.
    pub fn form(&self) -> Option<FormId> {
        match self.chosen.value {
            Chosen::Form(form) => Some(form),
            Chosen::Outside(_) => None,
        }
    }

    /// Reads a case file.
    pub(crate) fn read(
        document: &Document,
        vocabulary: &Vocabulary,
        lexicon: &Lexicon,
        forms: &[String],
        diagnostics: &mut Diagnostics,
    ) -> Option<ReferenceCase> {
        let root = document.root.as_ref()?;
        let mut table = Table::open(root, diagnostics)?;
        let id = table.required("id", diagnostics).and_then(|n| read::id(n, diagnostics));
        let name = table.required("name", diagnostics).and_then(|n| read::bilingual(n, diagnostics));
        let place = table.required("place", diagnostics).and_then(|n| read::bilingual(n, diagnostics));
        let year = table.required("year", diagnostics).and_then(|n| read::bilingual(n, diagnostics));
        let situation = table
            .required("situation", diagnostics)
            .and_then(|n| Situation::read(n, vocabulary, lexicon, diagnostics));
        let raw = table.optional("raw").map(|n| read_by_heading(n, vocabulary, diagnostics, read::text));
        let chosen = read_chosen(&mut table, forms, diagnostics);
        let told = table
            .required("told", diagnostics)
            .map(|n| read_by_heading(n, vocabulary, diagnostics, read::bilingual));
        let governance = table.optional("governance").and_then(|n| read::bilingual(n, diagnostics));
        let followed = table.optional("followed").and_then(|n| read::bilingual(n, diagnostics));
        let sources = read::many(table.required("sources", diagnostics), diagnostics, |node, diagnostics| {
            let mut table = Table::open(node, diagnostics)?;
            let citation = Citation::read_rest(&mut table, diagnostics);
            table.finish(&[], diagnostics);
            citation
        });
        let dissent = table
            .optional("dissent")
            .and_then(|n| read::bilingual(n, diagnostics).map(|value| At { value, span: n.span }));
        table.finish(&[], diagnostics);
        Some(ReferenceCase {
            id: id?,
            name: name?,
            place: place?,
            year: year?,
            situation: situation?,
            raw: raw.unwrap_or_default(),
            chosen: chosen?,
            told: told.unwrap_or_default(),
            governance,
            followed,
            sources,
            dissent,
        })
    }
}

/// `form`, or `outside` for what the catalogue does not hold.
fn read_chosen(table: &mut Table<'_>, forms: &[String], diagnostics: &mut Diagnostics) -> Option<At<Chosen>> {
    let Some(outside) = table.optional("outside") else {
        let node = table.required("form", diagnostics)?;
        let form = resolve_form(node, forms, diagnostics)?;
        return Some(At { value: Chosen::Form(form), span: node.span });
    };
    if let Some(form) = table.optional("form") {
        diagnostics.push(
            Diagnostic::new(
                Code::MissingKey,
                form.span,
                "il faut `form` ou `outside`, et un seul des deux",
                "`form` or `outside` is needed, and only one of them",
            )
            .help(
                "Gardez `form` si le catalogue contient la forme choisie, sinon `outside`.",
                "Keep `form` if the catalogue holds the form chosen, else `outside`.",
            ),
        );
    }
    let text = read::bilingual(outside, diagnostics)?;
    Some(At { value: Chosen::Outside(text), span: outside.span })
}

fn read_by_heading<T>(
    node: &Node,
    vocabulary: &Vocabulary,
    diagnostics: &mut Diagnostics,
    item: impl Fn(&Node, &mut Diagnostics) -> Option<T>,
) -> Vec<Vec<T>> {
    let Some(mut table) = Table::open(node, diagnostics) else { return Vec::new() };
    let mut lists = Vec::new();
    for heading in &vocabulary.told {
        let node = table.take(|key| key == heading.id.value).map(|(_, node)| node);
        lists.push(read::many(node, diagnostics, &item));
    }
    let expected: Vec<&str> = vocabulary.told.iter().map(|h| h.id.value.as_str()).collect();
    table.finish(&expected, diagnostics);
    lists
}
