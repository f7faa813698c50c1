//! One vignette: an invented situation, and what the rules must say of it. Vignettes are to rules what
//! worked examples are to a textbook: they specify, and they are checked.

use crate::base::form::resolve_form;
use crate::base::ids::FormId;
use crate::base::lexicon::Lexicon;
use crate::base::vocabulary::Vocabulary;
use crate::diagnostic::Diagnostics;
use crate::read::{self, Table};
use crate::situation::Situation;
use crate::source::At;
use crate::text::Text;
use crate::tree::{Document, Node};

/// An invented situation with the answer expected of the rules.
#[derive(Debug, Clone)]
pub struct Vignette {
    /// Name in files.
    pub id: At<String>,
    /// What it is about.
    pub title: Text,
    /// What is known.
    pub situation: Situation,
    /// The forms of which one must come first; none when nothing must be recommended.
    pub expected: Vec<At<FormId>>,
    /// Other forms, that must not be excluded.
    pub acceptable: Vec<At<FormId>>,
    /// Forms that must be excluded.
    pub excluded: Vec<At<FormId>>,
}

impl Vignette {
    /// Reads a vignette file.
    pub(crate) fn read(
        document: &Document,
        vocabulary: &Vocabulary,
        lexicon: &Lexicon,
        forms: &[String],
        diagnostics: &mut Diagnostics,
    ) -> Option<Vignette> {
        let root = document.root.as_ref()?;
        let mut table = Table::open(root, diagnostics)?;
        let id = table.required("id", diagnostics).and_then(|n| read::id(n, diagnostics));
        let title = table.required("title", diagnostics).and_then(|n| read::bilingual(n, diagnostics));
        let situation = table
            .required("situation", diagnostics)
            .and_then(|n| Situation::read(n, vocabulary, lexicon, diagnostics));
        let named = |node: Option<&Node>, diagnostics: &mut Diagnostics| {
            read::many(node, diagnostics, |n, d| {
                resolve_form(n, forms, d).map(|value| At { value, span: n.span })
            })
        };
        let expected = table.required("expected", diagnostics);
        let expected = named(expected, diagnostics);
        let (acceptable, excluded) = (table.optional("acceptable"), table.optional("excluded"));
        let acceptable = named(acceptable, diagnostics);
        let excluded = named(excluded, diagnostics);
        table.finish(&[], diagnostics);
        Some(Vignette { id: id?, title: title?, situation: situation?, expected, acceptable, excluded })
    }
}
