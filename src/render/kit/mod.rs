//! The classroom page: what it embeds, told in one language. Until the reveal, nothing in it singles a form out: the
//! account is masked, and the rest is sealed (base64), to be opened by the page.

mod flips;
pub mod handouts;
mod mask;
pub mod quiz;
mod sealed;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;
use serde_json::{Map, Value};

use crate::base::ids::{CaseId, FormId, RuleId};
use crate::base::rule::{Polarity, Role};
use crate::render::answered::read_as;
use crate::render::kit::mask::Mask;
use crate::render::kit::sealed::sealed;
use crate::render::page::typeset;
use crate::render::words::{Words, upper_first};
use crate::text::Lang;
use crate::train::{Exercise, Kit};

const STYLE: &str = include_str!("kit.css");
const SKELETON: &str = include_str!("skeleton.html");
const SCRIPTS: [&str; 2] = [include_str!("kit.js"), include_str!("kit-moves.js")];
const WORDS: &str = include_str!("words.json");

/// What the page reads.
#[derive(Debug, Serialize)]
struct Data<'k> {
    lang: &'static str,
    title: String,
    words: Map<String, Value>,
    options: Vec<&'k str>,
    foot: String,
    cases: Vec<CaseData>,
}

#[derive(Debug, Serialize)]
struct CaseData {
    title: String,
    headings: Vec<Heading>,
    sealed: String,
}

/// A heading of the account, and what is told under it.
#[derive(Debug, Clone, Serialize)]
struct Heading {
    label: String,
    lines: Vec<String>,
}

/// The page, as one HTML file that asks for nothing.
///
/// # Errors
/// What could not be written as JSON.
pub fn classroom(words: &Words<'_>, kit: &Kit) -> Result<String, serde_json::Error> {
    let mut cases = Vec::new();
    for (index, exercise) in kit.exercises.iter().enumerate() {
        let secret = serde_json::to_string(&sealed(words, exercise, &kit.options))?;
        cases.push(CaseData {
            title: case_title(words, index),
            headings: headings(words, exercise, &kit.options),
            sealed: STANDARD.encode(secret),
        });
    }
    let title = words.pick("Cas à étudier", "Cases to study");
    let data = Data {
        lang: words.lang.code(),
        title: title.to_owned(),
        words: interface(words)?,
        options: kit.options.iter().map(|&form| words.heading(form)).collect(),
        foot: typeset(words.lang, &words.caution()),
        cases,
    };
    // `<` cannot end the element that the data stands in.
    let data = serde_json::to_string(&data)?.replace('<', "\\u003c");
    let [lang, scripts] = [words.lang.code().to_owned(), SCRIPTS.join("\n")];
    Ok(format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <style>\n{STYLE}</style>\n</head>\n<body>\n{SKELETON}\
         <script type=\"application/json\" id=\"kit\">{data}</script>\n<script>\n{scripts}</script>\n</body>\n</html>\n"
    ))
}

/// « Cas B »: a title that tells nothing.
fn case_title(words: &Words<'_>, index: usize) -> String {
    format!("{} {}", words.pick("Cas", "Case"), case_letter(index))
}

/// A, B … Z, then 27, 28 …
pub fn case_letter(index: usize) -> String {
    match u8::try_from(index).ok().filter(|&index| index < 26) {
        Some(index) => char::from(b'A' + index).to_string(),
        None => (index + 1).to_string(),
    }
}

/// The words of the interface, the noun for a form being that of the rules.
fn interface(words: &Words<'_>) -> Result<Map<String, Value>, serde_json::Error> {
    let mut all: Map<String, Value> = serde_json::from_str(WORDS)?;
    let Some(Value::Object(mut own)) = all.remove(words.lang.code()) else { return Ok(Map::new()) };
    own.insert("form".to_owned(), upper_first(words.base.vocabulary.form.one.get(words.lang)).into());
    Ok(own)
}

/// What the class is told, heading by heading: the account of the case, or the answers of a trainer's situation.
fn headings(words: &Words<'_>, exercise: &Exercise, options: &[FormId]) -> Vec<Heading> {
    if let Some(case) = exercise.subject.case {
        return account(words, case);
    }
    let mask = Mask::of_options(words, options);
    let told = |text: &str| typeset(words.lang, &mask.hide(text));
    let answers = read_as(words, &exercise.subject.situation).into_iter();
    let heading = |(label, lines): (String, Vec<String>)| Heading {
        label,
        lines: lines.iter().map(|line| told(line)).collect(),
    };
    answers.map(heading).collect()
}

/// The account of a case, heading by heading, masked.
fn account(words: &Words<'_>, case: CaseId) -> Vec<Heading> {
    let mask = Mask::of_account(words);
    let told = |text: &str| typeset(words.lang, &mask.hide(text));
    let account = words.base.vocabulary.told.iter().zip(&words.base.case(case).told);
    account
        .filter(|(_, texts)| !texts.is_empty())
        .map(|(heading, texts)| Heading {
            label: heading.label.get(words.lang).to_owned(),
            lines: texts.iter().map(|text| told(text.get(words.lang))).collect(),
        })
        .collect()
}

impl Words<'_> {
    /// « argument décisif pour l’entente »
    fn effect(&self, rule: RuleId) -> String {
        let written = &self.base.rules[rule.index()];
        let (strength, _) = self.strength(rule);
        let the = written.form.map(|form| self.the(form)).unwrap_or_default();
        let against = matches!(written.role, Role::Argument(Polarity::Against, _));
        match (self.lang, against) {
            (Lang::Fr, false) => format!("argument {strength} pour {the}"),
            (Lang::Fr, true) => format!("réserve {strength} sur {the}"),
            (Lang::En, false) => format!("{strength} argument for {the}"),
            (Lang::En, true) => format!("{strength} reservation about {the}"),
        }
    }
}
