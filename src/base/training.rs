//! What a class works with: the cases told by default, the words that give a form away, the roles to play.

use crate::base::ids::CaseId;
use crate::diagnostic::{Code, Diagnostics};
use crate::read::{self, Table};
use crate::text::{Lang, Text};
use crate::tree::{Document, Node};

/// A role that a participant plays.
#[derive(Debug, Clone)]
pub struct Role {
    /// Who it is.
    pub title: Text,
    /// What this person is after.
    pub seeks: Text,
    /// The question that this person always asks.
    pub asks: Text,
}

/// A question for the discussion.
#[derive(Debug, Clone)]
pub struct Debrief {
    /// The question.
    pub text: Text,
    /// What it is about, when that may be missing.
    pub about: Option<About>,
}

/// What a question for the discussion may be about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// What was chosen on the ground.
    Choice,
    /// Requirements left to check.
    Requirements,
}

impl About {
    const NAMES: [(&str, About); 2] = [("choice", About::Choice), ("requirements", About::Requirements)];
}

/// The matter of a training session.
#[derive(Debug, Clone, Default)]
pub struct Training {
    /// The cases of the kit when none is named.
    pub cases: Vec<CaseId>,
    masked_fr: Vec<String>,
    masked_en: Vec<String>,
    /// The roles to play.
    pub roles: Vec<Role>,
    /// Questions for the discussion.
    pub debrief: Vec<Debrief>,
}

impl Training {
    /// The words that give a form away, in a language; `*` stands for any ending.
    pub fn masked(&self, lang: Lang) -> &[String] {
        match lang {
            Lang::Fr => &self.masked_fr,
            Lang::En => &self.masked_en,
        }
    }

    /// Reads `training.yaml`; `cases` are the names of the reference cases.
    pub(crate) fn read(document: &Document, cases: &[String], diagnostics: &mut Diagnostics) -> Training {
        let Some(mut table) = document.root.as_ref().and_then(|root| Table::open(root, diagnostics)) else {
            return Training::default();
        };
        let told = table.optional("cases");
        let told = read::many(told, diagnostics, |node, diagnostics| read_case(node, cases, diagnostics));
        let (mut masked_fr, mut masked_en) = (Vec::new(), Vec::new());
        if let Some(mut masked) = table.optional("masked").and_then(|node| Table::open(node, diagnostics)) {
            masked_fr = read_words(masked.required("fr", diagnostics), diagnostics);
            masked_en = read_words(masked.required("en", diagnostics), diagnostics);
            masked.finish(&[], diagnostics);
        }
        let roles = read::many(table.optional("roles"), diagnostics, read_role);
        let debrief = read::many(table.optional("debrief"), diagnostics, read_debrief);
        table.finish(&[], diagnostics);
        Training { cases: told, masked_fr, masked_en, roles, debrief }
    }
}

fn read_words(node: Option<&Node>, diagnostics: &mut Diagnostics) -> Vec<String> {
    read::many(node, diagnostics, |node, diagnostics| read::text(node, diagnostics).map(|found| found.value))
}

fn read_debrief(node: &Node, diagnostics: &mut Diagnostics) -> Option<Debrief> {
    let mut table = Table::open(node, diagnostics)?;
    let text = table.required("ask", diagnostics).and_then(|n| read::bilingual(n, diagnostics));
    let about = table.optional("about").and_then(|n| read::word(n, &About::NAMES, diagnostics));
    table.finish(&[], diagnostics);
    Some(Debrief { text: text?, about })
}

fn read_role(node: &Node, diagnostics: &mut Diagnostics) -> Option<Role> {
    let mut table = Table::open(node, diagnostics)?;
    let mut text = |key| table.required(key, diagnostics).and_then(|n| read::bilingual(n, diagnostics));
    let (title, seeks, asks) = (text("title"), text("seeks"), text("asks"));
    table.finish(&[], diagnostics);
    Some(Role { title: title?, seeks: seeks?, asks: asks? })
}

fn read_case(node: &Node, cases: &[String], diagnostics: &mut Diagnostics) -> Option<CaseId> {
    let ids = cases.iter().map(String::as_str);
    read::named(node, Code::UnknownCase, ("aucun cas", "case"), ids, diagnostics).map(CaseId::new)
}
