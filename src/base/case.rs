//! One reference case: the situation before the choice, the form chosen, and what followed.

use crate::base::form::{Citation, resolve_form};
use crate::base::ids::FormId;
use crate::base::lexicon::Lexicon;
use crate::base::vocabulary::Vocabulary;
use crate::diagnostic::Diagnostics;
use crate::read::{self, Table};
use crate::situation::Situation;
use crate::source::At;
use crate::text::Text;
use crate::yaml::{Document, Node};

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
    /// What was chosen.
    pub form: At<FormId>,
    /// The account, one list per heading of the vocabulary.
    pub told: Vec<Vec<Text>>,
    /// How it is steered.
    pub governance: Text,
    /// What followed.
    pub followed: Text,
    /// Where it is documented.
    pub sources: Vec<Citation>,
    /// Why the rules put another form first, when they do.
    pub dissent: Option<At<Text>>,
}

impl ReferenceCase {
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
        let form = table
            .required("form", diagnostics)
            .and_then(|n| resolve_form(n, forms, diagnostics).map(|value| At { value, span: n.span }));
        let told = table.required("told", diagnostics).map(|n| read_told(n, vocabulary, diagnostics));
        let governance =
            table.required("governance", diagnostics).and_then(|n| read::bilingual(n, diagnostics));
        let followed = table.required("followed", diagnostics).and_then(|n| read::bilingual(n, diagnostics));
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
            form: form?,
            told: told.unwrap_or_default(),
            governance: governance?,
            followed: followed?,
            sources,
            dissent,
        })
    }
}

fn read_told(node: &Node, vocabulary: &Vocabulary, diagnostics: &mut Diagnostics) -> Vec<Vec<Text>> {
    let Some(mut table) = Table::open(node, diagnostics) else { return Vec::new() };
    let mut told = Vec::new();
    for heading in &vocabulary.told {
        let node = table.take(|key| key == heading.id.value).map(|(_, node)| node);
        told.push(read::many(node, diagnostics, read::bilingual));
    }
    let expected: Vec<&str> = vocabulary.told.iter().map(|h| h.id.value.as_str()).collect();
    table.finish(&expected, diagnostics);
    told
}
