//! One form of the catalogue: its names, its sheet, its neighbours, and where its rules stand.

use std::ops::Range;

use crate::base::ids::{FormId, LevelId, RuleId};
use crate::base::outline::{Paper, Requirements};
use crate::base::rule::{Rule, Scope};
use crate::base::vocabulary::{GENDERS, Gender, Vocabulary, unique};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::read::{self, Table};
use crate::source::At;
use crate::text::Text;
use crate::tree::{Document, Node, Value};

/// The French definite article of a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ArticleFr {
    /// le
    Le,
    /// la
    La,
    /// l’
    Elided,
    /// les
    Les,
}

/// The English indefinite article of a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ArticleEn {
    /// a
    A,
    /// an
    An,
    /// no article, as before a plural
    None,
}

/// What generated sentences need to know of a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grammar {
    /// French definite article.
    pub article_fr: ArticleFr,
    /// French gender.
    pub gender: Gender,
    /// English indefinite article.
    pub article_en: ArticleEn,
    /// The English label keeps its capital inside a sentence, as “European”.
    pub capital_en: bool,
}

/// A document that rules or cases cite.
#[derive(Debug, Clone)]
pub struct Citation {
    /// Title.
    pub title: String,
    /// Address, when public.
    pub url: Option<String>,
    /// Year, when known.
    pub year: Option<String>,
}

/// Another form, and what is to be said of the two.
#[derive(Debug, Clone)]
pub struct Neighbour {
    /// The other form.
    pub form: FormId,
    /// When it follows, how it combines, or the question that tells them apart.
    pub text: Text,
}

/// A form of the catalogue.
#[derive(Debug, Clone)]
pub struct Form {
    /// Name in files.
    pub id: At<String>,
    /// Place in the catalogue.
    pub order: At<u32>,
    /// How light or heavy it is, where the vocabulary has levels.
    pub level: Option<LevelId>,
    /// Label as a heading, without article.
    pub label: Text,
    /// Grammar of the label.
    pub grammar: Grammar,
    /// Articles of law that create it; may be empty.
    pub legal_basis: Vec<String>,
    /// Texts of the sheet, one list per heading of the vocabulary.
    pub sheet: Vec<Vec<Text>>,
    /// Forms it may lead to, and when.
    pub leads_to: Vec<Neighbour>,
    /// Forms it combines with, and how.
    pub combines_with: Vec<Neighbour>,
    /// Forms it is confused with, and the question that tells them apart.
    pub confused_with: Vec<Neighbour>,
    /// Its requirements, a range of the rules of the base.
    pub requirements: Range<usize>,
    /// Its arguments, likewise.
    pub arguments: Range<usize>,
    /// Documents that its rules cite.
    pub sources: Vec<Citation>,
    /// The document to write once it is chosen, and the acts to take.
    pub paper: Option<Paper>,
}

/// The names that a form file may refer to, in catalogue order.
pub(crate) struct Names<'a> {
    pub(crate) vocabulary: &'a Vocabulary,
    pub(crate) forms: &'a [String],
    pub(crate) cases: &'a [String],
}

impl Form {
    /// Reads a form file; its rules are appended to `rules`.
    pub(crate) fn read(
        document: &Document,
        id: FormId,
        names: &Names<'_>,
        rules: &mut Vec<Rule>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Form> {
        let root = document.root.as_ref()?;
        let mut table = Table::open(root, diagnostics)?;
        let name = table.required("id", diagnostics).and_then(|n| read::id(n, diagnostics));
        let order = table
            .required("order", diagnostics)
            .and_then(|n| read::number(n, 1, 1000, diagnostics).map(|value| At { value, span: n.span }));
        let level = table.optional("level").and_then(|n| names.vocabulary.resolve_level(n, diagnostics));
        let label = table.required("label", diagnostics).and_then(|n| read::bilingual(n, diagnostics));
        let grammar = table.required("grammar", diagnostics).and_then(|n| read_grammar(n, diagnostics));
        let legal_basis = table.required("legal_basis", diagnostics);
        let legal_basis = read::many(legal_basis, diagnostics, |n, d| read::text(n, d).map(|t| t.value));
        let sheet =
            table.required("sheet", diagnostics).map(|n| read_sheet(n, names.vocabulary, diagnostics));
        let mut neighbours = |list, key: &'static str, diagnostics: &mut Diagnostics| {
            read::many(table.required(list, diagnostics), diagnostics, |n, d| {
                read_neighbour(n, key, names.forms, d)
            })
        };
        let leads_to = neighbours("leads_to", "when", diagnostics);
        let combines_with = neighbours("combines_with", "how", diagnostics);
        let confused_with = neighbours("confused_with", "test", diagnostics);
        let (source_ids, sources): (Vec<_>, Vec<_>) =
            read::many(table.optional("sources"), diagnostics, read_source).into_iter().unzip();
        unique(source_ids.iter(), diagnostics);
        let scope =
            Scope { vocabulary: names.vocabulary, form: Some(id), cases: names.cases, sources: &source_ids };
        let first = rules.len();
        let requirements = table.required("requirements", diagnostics);
        rules.extend(read::many(requirements, diagnostics, |n, d| Rule::read_requirement(n, &scope, d)));
        let middle = rules.len();
        let arguments = table.required("arguments", diagnostics);
        rules.extend(read::many(arguments, diagnostics, |n, d| Rule::read_argument(n, &scope, d)));
        unique(rules[first..].iter().map(|r| &r.name), diagnostics);
        let written = requirements.map_or(0, |n| read::one_or_many(n).len());
        let names = (first..middle).map(|rule| (rules[rule].name.value.as_str(), RuleId::new(rule)));
        let requirements = Requirements { names: names.collect(), whole: written == middle - first };
        let paper = table.optional("document").and_then(|n| Paper::read(n, &requirements, diagnostics));
        table.finish(&[], diagnostics);
        Some(Form {
            id: name?,
            order: order?,
            level,
            label: label?,
            grammar: grammar?,
            legal_basis,
            sheet: sheet.unwrap_or_default(),
            leads_to,
            combines_with,
            confused_with,
            requirements: first..middle,
            arguments: middle..rules.len(),
            sources,
            paper,
        })
    }
}

/// The form that a node names.
pub(crate) fn resolve_form(node: &Node, forms: &[String], diagnostics: &mut Diagnostics) -> Option<FormId> {
    let kind = ("aucune forme du catalogue", "form of the catalogue");
    let ids = forms.iter().map(String::as_str);
    read::named(node, Code::UnknownForm, kind, ids, diagnostics).map(FormId::new)
}

fn read_grammar(node: &Node, diagnostics: &mut Diagnostics) -> Option<Grammar> {
    const FR: [(&str, ArticleFr); 5] = [
        ("le", ArticleFr::Le),
        ("la", ArticleFr::La),
        ("l’", ArticleFr::Elided),
        ("l'", ArticleFr::Elided),
        ("les", ArticleFr::Les),
    ];
    const EN: [(&str, ArticleEn); 3] =
        [("a", ArticleEn::A), ("an", ArticleEn::An), ("none", ArticleEn::None)];
    let mut table = Table::open(node, diagnostics)?;
    let fr = table.required("fr", diagnostics).and_then(|n| Table::open(n, diagnostics));
    let en = table.required("en", diagnostics).and_then(|n| Table::open(n, diagnostics));
    table.finish(&[], diagnostics);
    let (mut fr, mut en) = (fr?, en?);
    let article_fr = fr.required("article", diagnostics).and_then(|n| read::word(n, &FR, diagnostics));
    let gender = fr.required("gender", diagnostics).and_then(|n| read::word(n, &GENDERS, diagnostics));
    let article_en = en.required("article", diagnostics).and_then(|n| read::word(n, &EN, diagnostics));
    let capital_en = en.optional("capital").and_then(|n| read::truth(n, diagnostics)).unwrap_or(false);
    fr.finish(&[], diagnostics);
    en.finish(&[], diagnostics);
    Some(Grammar { article_fr: article_fr?, gender: gender?, article_en: article_en?, capital_en })
}

fn read_sheet(node: &Node, vocabulary: &Vocabulary, diagnostics: &mut Diagnostics) -> Vec<Vec<Text>> {
    let Some(mut table) = Table::open(node, diagnostics) else { return Vec::new() };
    let mut sheet = Vec::new();
    for heading in &vocabulary.sheet {
        let found = table.take(|key| key == heading.id.value);
        let Some((_, node)) = found else {
            let key = &heading.id.value;
            diagnostics.push(
                Diagnostic::new(
                    Code::MissingSection,
                    table.span(),
                    format!("il manque la rubrique `{key}` de la fiche"),
                    format!("the heading `{key}` of the sheet is missing"),
                )
                .help(
                    format!("Ajoutez `{key}: {}`.", shape(heading.list)),
                    format!("Add `{key}: {}`.", shape(heading.list)),
                ),
            );
            sheet.push(Vec::new());
            continue;
        };
        let texts = match (heading.list, &node.value) {
            (true, Value::List(items)) => {
                items.iter().filter_map(|n| read::bilingual(n, diagnostics)).collect()
            }
            _ => read::bilingual(node, diagnostics).into_iter().collect(),
        };
        sheet.push(texts);
    }
    let expected: Vec<&str> = vocabulary.sheet.iter().map(|h| h.id.value.as_str()).collect();
    table.finish(&expected, diagnostics);
    sheet
}

fn shape(list: bool) -> &'static str {
    if list { "[{ fr: …, en: … }]" } else { "{ fr: …, en: … }" }
}

fn read_neighbour(
    node: &Node,
    key: &'static str,
    forms: &[String],
    diagnostics: &mut Diagnostics,
) -> Option<Neighbour> {
    let mut table = Table::open(node, diagnostics)?;
    let form = table.required("form", diagnostics).and_then(|n| resolve_form(n, forms, diagnostics));
    let text = table.required(key, diagnostics).and_then(|n| read::bilingual(n, diagnostics));
    table.finish(&[], diagnostics);
    Some(Neighbour { form: form?, text: text? })
}

fn read_source(node: &Node, diagnostics: &mut Diagnostics) -> Option<(At<String>, Citation)> {
    let mut table = Table::open(node, diagnostics)?;
    let id = table.required("id", diagnostics).and_then(|n| read::text(n, diagnostics));
    let citation = Citation::read_rest(&mut table, diagnostics);
    table.finish(&[], diagnostics);
    Some((id?, citation?))
}

impl Citation {
    /// Reads title, address and year of a document from an open table.
    pub(crate) fn read_rest(table: &mut Table<'_>, diagnostics: &mut Diagnostics) -> Option<Citation> {
        let title = table.required("title", diagnostics).and_then(|n| read::text(n, diagnostics));
        let mut part = |key| table.optional(key).and_then(|n| read::text(n, diagnostics)).map(|t| t.value);
        let (url, year) = (part("url"), part("year"));
        Some(Citation { title: title?.value, url, year })
    }
}
