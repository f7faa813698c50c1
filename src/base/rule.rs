//! One rule: a requirement, an argument, a pointer or a reminder; its condition, its reason and what supports it.

use crate::base::condition::Condition;
use crate::base::ids::{CaseId, FormId, StrengthId};
use crate::base::vocabulary::Vocabulary;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::read::{self, Table};
use crate::source::At;
use crate::text::Text;
use crate::tree::Node;

/// Which way an argument pulls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Polarity {
    /// An argument for the form.
    For,
    /// A reservation about it.
    Against,
}

/// What a rule does when its condition holds.
#[derive(Debug, Clone)]
pub enum Role {
    /// When the condition fails, the form is excluded.
    Requirement(Law),
    /// Counts for or against the form.
    Argument(Polarity, StrengthId),
    /// Says what to look at outside the catalogue; the label names it, with its article.
    Pointer(Text),
    /// Says what to keep in mind, whatever the form.
    Reminder,
}

/// The text that a requirement rests on.
#[derive(Debug, Clone)]
pub struct Law {
    /// Article of law, or the definition of the form.
    pub article: Text,
    /// Year and month of the last check, `2026-11`.
    pub checked: String,
    /// The text seen was old: read the article in force.
    pub recheck: bool,
}

/// A rule of the base.
#[derive(Debug, Clone)]
pub struct Rule {
    /// Name, unique in its file.
    pub name: At<String>,
    /// The form it speaks of; none for a pointer or a reminder.
    pub form: Option<FormId>,
    /// What it does.
    pub role: Role,
    /// When it holds.
    pub when: Condition,
    /// A clause that reads after "because".
    pub because: Text,
    /// Reference cases that show it.
    pub cases: Vec<CaseId>,
    /// Documents that state it: indexes into the form's sources.
    pub sources: Vec<usize>,
    /// It rests on the authors' judgement alone.
    pub expert: bool,
}

/// What the rules of a file may refer to.
pub(crate) struct Scope<'a> {
    pub(crate) vocabulary: &'a Vocabulary,
    pub(crate) form: Option<FormId>,
    pub(crate) cases: &'a [String],
    pub(crate) sources: &'a [At<String>],
}

impl Rule {
    /// Reads one item of `requirements`.
    pub(crate) fn read_requirement(
        node: &Node,
        scope: &Scope<'_>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Rule> {
        read_general(node, scope, diagnostics, |table, diagnostics| {
            let law = table.required_as(Code::NoArticle, "source", diagnostics)?;
            read_law(law, diagnostics).map(Role::Requirement)
        })
    }

    /// Reads one item of `arguments`.
    pub(crate) fn read_argument(
        node: &Node,
        scope: &Scope<'_>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Rule> {
        let mut table = Table::open(node, diagnostics)?;
        let common = Common::read(&mut table, scope, diagnostics);
        let pull = match (table.optional("for"), table.optional("against")) {
            (Some(node), None) => {
                read_strength(node, scope, diagnostics).map(|s| Role::Argument(Polarity::For, s))
            }
            (None, Some(node)) => {
                read_strength(node, scope, diagnostics).map(|s| Role::Argument(Polarity::Against, s))
            }
            _ => {
                diagnostics.push(
                    Diagnostic::new(
                        Code::MissingKey,
                        table.span(),
                        "il faut `for` ou `against`, et un seul des deux",
                        "`for` or `against` is needed, and only one of them",
                    )
                    .help("Écrivez par exemple `for: strong`.", "Write for instance `for: strong`."),
                );
                None
            }
        };
        let (case_nodes, source_nodes) = (table.optional("cases"), table.optional("sources"));
        let cases = read::many(case_nodes, diagnostics, |n, d| resolve_case(n, scope, d));
        let sources = read::many(source_nodes, diagnostics, |n, d| resolve_source(n, scope, d));
        let expert = table.optional("expert").and_then(|n| read::truth(n, diagnostics)).unwrap_or(false);
        table.finish(&[], diagnostics);
        let mut rule = common?.rule(scope, pull?);
        let cited = |node: Option<&Node>| node.is_some_and(|n| !read::one_or_many(n).is_empty());
        if !cited(case_nodes) && !cited(source_nodes) && !expert {
            diagnostics.push(
                Diagnostic::new(
                    Code::NoSupport,
                    rule.name.span,
                    format!("l’argument `{}` ne s’appuie sur rien", rule.name.value),
                    format!("the argument `{}` rests on nothing", rule.name.value),
                )
                .help(
                    "Citez des `cases`, des `sources`, ou écrivez `expert: true`.",
                    "Cite `cases` or `sources`, or write `expert: true`.",
                ),
            );
        }
        rule.cases = cases;
        rule.sources = sources;
        rule.expert = expert;
        Some(rule)
    }

    /// Reads one item of `pointers`: a reminder that also names what it points to.
    pub(crate) fn read_pointer(
        node: &Node,
        scope: &Scope<'_>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Rule> {
        read_general(node, scope, diagnostics, |table, diagnostics| {
            let label = table.required("label", diagnostics)?;
            read::bilingual(label, diagnostics).map(Role::Pointer)
        })
    }

    /// Reads one item of `reminders`.
    pub(crate) fn read_reminder(
        node: &Node,
        scope: &Scope<'_>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Rule> {
        read_general(node, scope, diagnostics, |_, _| Some(Role::Reminder))
    }

    /// Points of the rule: positive for, negative against, none for what is not an argument.
    pub fn points(&self, vocabulary: &Vocabulary) -> i32 {
        match self.role {
            Role::Argument(Polarity::For, strength) => vocabulary.strengths[strength.index()].points,
            Role::Argument(Polarity::Against, strength) => -vocabulary.strengths[strength.index()].points,
            Role::Requirement(_) | Role::Pointer(_) | Role::Reminder => 0,
        }
    }
}

/// Reads a rule that has, besides what every rule has, only what `role` reads.
fn read_general<'n>(
    node: &'n Node,
    scope: &Scope<'_>,
    diagnostics: &mut Diagnostics,
    role: impl FnOnce(&mut Table<'n>, &mut Diagnostics) -> Option<Role>,
) -> Option<Rule> {
    let mut table = Table::open(node, diagnostics)?;
    let common = Common::read(&mut table, scope, diagnostics);
    let role = role(&mut table, diagnostics);
    table.finish(&[], diagnostics);
    Some(common?.rule(scope, role?))
}

/// What every rule has.
struct Common {
    name: At<String>,
    when: Condition,
    because: Text,
}

impl Common {
    fn read(table: &mut Table<'_>, scope: &Scope<'_>, diagnostics: &mut Diagnostics) -> Option<Common> {
        let name = table.required("id", diagnostics).and_then(|n| read::id(n, diagnostics));
        let when = table
            .required("when", diagnostics)
            .and_then(|n| Condition::read(n, scope.vocabulary, diagnostics));
        let because = table
            .required_as(Code::NoRationale, "because", diagnostics)
            .and_then(|n| read::bilingual(n, diagnostics));
        Some(Common { name: name?, when: when?, because: because? })
    }

    fn rule(self, scope: &Scope<'_>, role: Role) -> Rule {
        Rule {
            name: self.name,
            form: scope.form,
            role,
            when: self.when,
            because: self.because,
            cases: Vec::new(),
            sources: Vec::new(),
            expert: false,
        }
    }
}

fn read_law(node: &Node, diagnostics: &mut Diagnostics) -> Option<Law> {
    let mut table = Table::open(node, diagnostics)?;
    let article = table
        .required_as(Code::NoArticle, "article", diagnostics)
        .and_then(|n| read::wording(n, diagnostics));
    let checked = table.required("checked", diagnostics).and_then(|n| read_month(n, diagnostics));
    let recheck = table.optional("recheck").and_then(|n| read::truth(n, diagnostics)).unwrap_or(false);
    table.finish(&[], diagnostics);
    Some(Law { article: article?, checked: checked?.value, recheck })
}

/// A year and a month, `2026-11`.
fn read_month(node: &Node, diagnostics: &mut Diagnostics) -> Option<At<String>> {
    let found = read::text(node, diagnostics)?;
    let digits = |text: &str, count: usize| text.len() == count && text.bytes().all(|b| b.is_ascii_digit());
    let sound = found.value.split_once('-').is_some_and(|(year, month)| {
        digits(year, 4) && digits(month, 2) && (1..=12).contains(&month.parse::<u8>().unwrap_or(0))
    });
    if !sound {
        diagnostics.push(read::wrong_type(
            node,
            "une année et un mois (`2026-11`)",
            "a year and a month (`2026-11`)",
        ));
    }
    Some(found)
}

fn read_strength(node: &Node, scope: &Scope<'_>, diagnostics: &mut Diagnostics) -> Option<StrengthId> {
    let found = read::text(node, diagnostics)?;
    let strength = scope.vocabulary.strength_named(&found.value);
    if strength.is_none() {
        let diagnostic = Diagnostic::new(
            Code::UnknownWord,
            found.span,
            format!("`{}` n’est pas une force d’argument", found.value),
            format!("`{}` is not a strength of argument", found.value),
        );
        let expected = scope.vocabulary.strengths.iter().map(|s| s.id.value.as_str());
        diagnostics.push(read::suggest(diagnostic, &found, expected));
    }
    strength
}

fn resolve_case(node: &Node, scope: &Scope<'_>, diagnostics: &mut Diagnostics) -> Option<CaseId> {
    let kind = ("aucun cas de référence", "reference case");
    let ids = scope.cases.iter().map(String::as_str);
    read::named(node, Code::UnknownCase, kind, ids, diagnostics).map(CaseId::new)
}

fn resolve_source(node: &Node, scope: &Scope<'_>, diagnostics: &mut Diagnostics) -> Option<usize> {
    let found = read::text(node, diagnostics)?;
    let source = scope.sources.iter().position(|id| id.value == found.value);
    if source.is_none() {
        let diagnostic = Diagnostic::new(
            Code::UnknownSource,
            found.span,
            format!("aucune source de ce fichier ne s’appelle `{}`", found.value),
            format!("no source of this file is called `{}`", found.value),
        );
        diagnostics.push(read::suggest(diagnostic, &found, scope.sources.iter().map(|s| s.value.as_str())));
    }
    source
}
