//! Saved answers, keyed by question: a tree to answers, every fault in its place; and answers back to the words
//! of a file. Answers kept from other rules lose only what those rules no longer know.

use crate::base::ids::QuestionId;
use crate::base::lexicon::says_unknown;
use crate::base::question::{Answer, Choice, Kind, Question, Questionnaire};
use crate::base::range::{Range, range_fault_words};
use crate::base::vocabulary::Vocabulary;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::read::{self, Table};
use crate::source::{At, Span};
use crate::text::fold;
use crate::tree::{Node, Value};

/// What a file of answers holds.
#[derive(Debug, Clone, Default)]
pub struct Saved {
    /// The version of the rules under which they were given.
    pub version: String,
    /// The name of the situation.
    pub name: Option<String>,
    /// The answers.
    pub answers: Vec<(QuestionId, Answer)>,
    /// What the rules in use no longer know, as written.
    pub lost: Vec<String>,
}

/// The word of a file for an answer that is not known.
pub const DONT_KNOW: &str = "?";

impl Saved {
    /// Reads a file of answers.
    pub fn read(
        node: &Node,
        questionnaire: &Questionnaire,
        vocabulary: &Vocabulary,
        diagnostics: &mut Diagnostics,
    ) -> Option<Saved> {
        let mut table = Table::open(node, diagnostics)?;
        let mut saved = Saved::default();
        if let Some(node) = table.optional("rules_version") {
            saved.version = read::text(node, diagnostics).map(|text| text.value).unwrap_or_default();
        }
        if let Some(node) = table.optional("name") {
            saved.name = read::text(node, diagnostics).map(|text| text.value);
        }
        let answers = table.required("answers", diagnostics);
        table.finish(&[], diagnostics);
        let newer = !saved.version.is_empty() && saved.version != vocabulary.version;
        match answers.map(|node| &node.value) {
            None | Some(Value::Nothing) => {}
            Some(Value::Map(entries)) => {
                for (key, node) in entries {
                    if diagnostics.full() {
                        break;
                    }
                    let mut own = Diagnostics::default();
                    let answer = read_entry(key, node, questionnaire, &mut own);
                    let unknown = |d: &Diagnostic| matches!(d.code, Code::UnknownKey | Code::UnknownWord);
                    if newer && !own.all.is_empty() && own.all.iter().all(unknown) {
                        saved.lost.push(key.value.clone());
                    } else {
                        own.all.into_iter().for_each(|diagnostic| diagnostics.push(diagnostic));
                        saved.answers.extend(answer);
                    }
                }
            }
            Some(_) => {
                if let Some(node) = answers {
                    diagnostics.push(read::wrong_type(
                        node,
                        "des questions et leurs réponses (`question: réponse`)",
                        "questions and their answers (`question: answer`)",
                    ));
                }
            }
        }
        Some(saved)
    }
}

fn read_entry(
    key: &At<String>,
    node: &Node,
    questionnaire: &Questionnaire,
    diagnostics: &mut Diagnostics,
) -> Option<(QuestionId, Answer)> {
    let Some(id) = questionnaire.named(&key.value) else {
        let diagnostic = Diagnostic::new(
            Code::UnknownKey,
            key.span,
            format!("aucune question ne s’appelle `{}`", key.value),
            format!("no question is called `{}`", key.value),
        );
        let names = questionnaire.questions.iter().map(|question| question.id.value.as_str());
        diagnostics.push(read::suggest(diagnostic, key, names));
        return None;
    };
    let question = questionnaire.question(id);
    if matches!(&node.value, Value::Scalar(words) if says_unknown(words)) {
        return Some((id, Answer::DontKnow));
    }
    let answer = match question.kind {
        Kind::Number(_) => read_number(node, 0, diagnostics).map(Answer::Number),
        Kind::Parties => read_parties(node, question, diagnostics),
        Kind::One | Kind::Several => read_choices(node, question, diagnostics),
    };
    answer.map(|answer| (id, answer))
}

fn read_choices(node: &Node, question: &Question, diagnostics: &mut Diagnostics) -> Option<Answer> {
    let nodes = match node.value {
        Value::Nothing => &[],
        _ => read::one_or_many(node),
    };
    let before = diagnostics.all.len();
    let mut chosen: Vec<usize> = nodes
        .iter()
        .filter_map(|node| read_choice(&read::text(node, diagnostics)?, question, diagnostics))
        .collect();
    chosen.sort_unstable();
    chosen.dedup();
    if question.kind == Kind::One && chosen.len() != 1 && diagnostics.all.len() == before {
        diagnostics.push(
            Diagnostic::new(
                Code::WrongType,
                node.span,
                format!("`{}` attend une seule réponse ; trouvé : {}", question.id.value, chosen.len()),
                format!("`{}` expects a single answer; found {}", question.id.value, chosen.len()),
            )
            .help(
                format!("Gardez-en une, ou écrivez `\"{DONT_KNOW}\"` si vous ne savez pas."),
                format!("Keep one of them, or write `\"{DONT_KNOW}\"` if you do not know."),
            ),
        );
    }
    (diagnostics.all.len() == before).then_some(Answer::Chosen(chosen))
}

fn read_choice(found: &At<String>, question: &Question, diagnostics: &mut Diagnostics) -> Option<usize> {
    let place = choice_named(question, &found.value);
    if place.is_none() {
        let diagnostic = Diagnostic::new(
            Code::UnknownWord,
            found.span,
            format!("`{}` n’est pas une réponse à `{}`", found.value, question.id.value),
            format!("`{}` is not an answer to `{}`", found.value, question.id.value),
        );
        let names = question.choices.iter().map(|choice| choice.id.value.as_str());
        diagnostics.push(read::suggest(diagnostic, found, names));
    }
    place
}

/// The choice of an id or a label.
pub fn choice_named(question: &Question, word: &str) -> Option<usize> {
    let named = |choice: &Choice| {
        choice.id.value == word || [&choice.label.fr, &choice.label.en].iter().any(|l| fold(l) == fold(word))
    };
    question.choices.iter().position(named)
}

fn read_parties(node: &Node, question: &Question, diagnostics: &mut Diagnostics) -> Option<Answer> {
    let before = diagnostics.all.len();
    let mut parties: Vec<(usize, Range)> = Vec::new();
    let mut note =
        |choice: Option<usize>, count: Option<Range>, span: Span, diagnostics: &mut Diagnostics| {
            let (Some(choice), Some(count)) = (choice, count) else { return };
            if parties.iter().any(|(known, _)| *known == choice) {
                let diagnostic = Diagnostic::new(
                    Code::DuplicateKey,
                    span,
                    "ce partenaire est déjà compté",
                    "this partner is counted already",
                );
                diagnostics.push(
                    diagnostic.help("Gardez une seule ligne par genre.", "Keep one line for each kind."),
                );
            } else {
                parties.push((choice, count));
            }
        };
    match &node.value {
        Value::Map(entries) => {
            for (key, value) in entries {
                let choice = read_choice(key, question, diagnostics);
                let count = read_number(value, 1, diagnostics);
                note(choice, count, key.span, diagnostics);
            }
        }
        Value::Nothing => {}
        _ => {
            for node in read::one_or_many(node) {
                let Some(found) = read::text(node, diagnostics) else { continue };
                let choice = read_choice(&found, question, diagnostics);
                note(choice, Some(Range::SOME), found.span, diagnostics);
            }
        }
    }
    parties.sort_unstable_by_key(|(choice, _)| *choice);
    (diagnostics.all.len() == before).then_some(Answer::Parties(parties))
}

/// Reads a number or a range; `?` is any number from `least` up.
fn read_number(node: &Node, least: u32, diagnostics: &mut Diagnostics) -> Option<Range> {
    let found = read::text(node, diagnostics)?;
    match parse_number(&found.value, least) {
        Ok(range) => Some(range),
        Err((fr, en)) => {
            diagnostics.push(Diagnostic::new(Code::WrongType, found.span, fr, en).help(
                "Écrivez un nombre (5), une fourchette (3 à 5), un minimum (3+), ou ? si vous ne savez pas.",
                "Write a number (5), a range (3 to 5), a minimum (3+), or ? if you do not know.",
            ));
            None
        }
    }
}

/// Reads a number or a range; `?` is any number from `least` up.
///
/// # Errors
/// What is wrong with the words, in French and English.
pub fn parse_number(words: &str, least: u32) -> Result<Range, (String, String)> {
    if words.trim() == DONT_KNOW {
        return Ok(Range { min: least, max: Range::NO_LIMIT });
    }
    // « 30 000 » is one number.
    let digits: String = words.chars().filter(|c| !c.is_whitespace()).collect();
    let words = if digits.chars().all(|c| c.is_ascii_digit()) { &digits } else { words };
    let range = Range::parse(words).map_err(|fault| range_fault_words(fault, words, Range::LARGEST))?;
    if range.min < least {
        return Err((
            format!("« {words} » est moins que {least}"),
            format!("“{words}” is less than {least}"),
        ));
    }
    Ok(range)
}

/// A number as a file writes it; `?` is any number from `least` up.
pub fn number_word(range: Range, least: u32) -> String {
    match range {
        Range { min, max: Range::NO_LIMIT } if min == least => DONT_KNOW.to_owned(),
        Range { min, max: Range::NO_LIMIT } => format!("{min}+"),
        Range { min, max } if min == max => min.to_string(),
        Range { min, max } => format!("{min}-{max}"),
    }
}
