//! An answer as typed: numbers of choices, numbers of partners, labels. What is wrong with it is told apart;
//! the sentences are not here.

use crate::base::ids::TermId;
use crate::base::question::{Answer, Kind, Question};
use crate::base::range::Range;
use crate::interview::answers::{choice_named, parse_number};
use crate::text::fold;

/// What a typed line answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Typed {
    /// The whole answer.
    Answer(Answer),
    /// These kinds of partners; how many there are of some of them remains to be asked.
    Count(Vec<(usize, Option<Range>)>),
}

/// What is wrong with a typed line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Misread {
    /// Nothing was typed.
    Nothing,
    /// Several answers where one is expected.
    OnlyOne,
    /// « I do not know » or « none » beside other answers.
    Alone,
    /// The same kind with two numbers.
    Twice(String),
    /// Two statements that cannot both hold.
    Contrary(TermId, TermId),
    /// This is neither the number nor the name of an answer.
    NoSuchAnswer(String),
    /// Not a number: why, in French and English.
    NotANumber(String, String),
}

/// The number of « none of these » on the screen; nothing for a question that needs an answer.
pub fn none_number(question: &Question) -> Option<usize> {
    matches!(question.kind, Kind::Several | Kind::Parties).then_some(question.choices.len() + 1)
}

/// The number of « I do not know » on the screen; nothing where a number is the answer.
pub fn dont_know_number(question: &Question) -> Option<usize> {
    match question.kind {
        Kind::Number(_) => None,
        _ => Some(question.choices.len() + 1 + usize::from(none_number(question).is_some())),
    }
}

/// The letter that means « I do not know » everywhere.
pub const DONT_KNOW: &str = "i";

/// Reads a typed line.
///
/// # Errors
/// What is wrong with it.
pub fn read(question: &Question, line: &str) -> Result<Typed, Misread> {
    let line = line.trim();
    let whole = |answer| Ok(Typed::Answer(answer));
    if line.is_empty() {
        return Err(Misread::Nothing);
    }
    if matches!(fold(line).as_str(), DONT_KNOW | "je ne sais pas" | "i do not know" | "i don t know") {
        return whole(Answer::DontKnow);
    }
    if let Kind::Number(_) = question.kind {
        let range = parse_number(line, 0).map_err(|(fr, en)| Misread::NotANumber(fr, en))?;
        return whole(Answer::Number(range));
    }
    let mut picked: Vec<(usize, Option<Range>)> = Vec::new();
    let line = &tightened(line);
    for part in parts(question, line) {
        let (name, count) = match part.split_once(['=', ':', '×']) {
            Some((name, count)) if question.kind == Kind::Parties => {
                let count = parse_number(count, 1).map_err(|(fr, en)| Misread::NotANumber(fr, en))?;
                (name.trim(), Some(count))
            }
            _ => (part, None),
        };
        let number = name.parse::<usize>().ok().or_else(|| choice_named(question, name).map(|at| at + 1));
        let number = number.filter(|&number| number > 0 && Some(number) <= dont_know_number(question));
        let number = number.ok_or_else(|| Misread::NoSuchAnswer(part.to_owned()))?;
        match picked.iter().find(|(known, _)| *known == number) {
            None => picked.push((number, count)),
            Some((_, known)) if *known == count => {}
            Some(_) => return Err(Misread::Twice(part.to_owned())),
        }
    }
    let alone =
        |special: Option<usize>| special.is_some_and(|s| picked.iter().any(|(number, _)| *number == s));
    let (none, unknown) = (alone(none_number(question)), alone(dont_know_number(question)));
    if (none || unknown) && picked.len() > 1 {
        return Err(Misread::Alone);
    }
    if unknown {
        return whole(Answer::DontKnow);
    }
    if none {
        picked.clear();
    }
    picked.sort_unstable_by_key(|(number, _)| *number);
    picked.iter_mut().for_each(|(number, _)| *number -= 1);
    match question.kind {
        Kind::One if picked.len() > 1 => Err(Misread::OnlyOne),
        Kind::Parties => match picked.iter().map(|(at, count)| count.map(|count| (*at, count))).collect() {
            Some(parties) => whole(Answer::Parties(parties)),
            None => Ok(Typed::Count(picked)),
        },
        _ => whole(Answer::Chosen(picked.into_iter().map(|(at, _)| at).collect())),
    }
}

/// A line without spaces around its equal signs.
fn tightened(line: &str) -> String {
    let parts: Vec<&str> = line.split('=').map(str::trim).collect();
    parts.join("=")
}

/// The answers of a line: separated by commas or semicolons; by spaces too, where only numbers stand.
fn parts<'l>(question: &Question, line: &'l str) -> Vec<&'l str> {
    if choice_named(question, line).is_some() {
        return vec![line];
    }
    let numbers =
        line.chars().all(|c| c.is_ascii_digit() || " ,;=:×+-?àto".contains(c)) && !line.contains(['à', 't']);
    let separators: &[char] = if numbers { &[',', ';', ' '] } else { &[',', ';'] };
    line.split(separators).map(str::trim).filter(|part| !part.is_empty()).collect()
}
