//! A phrase cut into words, with what stands between them: the clauses, the brackets, the little words.

use std::cmp::Ordering;
use std::collections::HashSet;
use std::ops::Range;

use crate::base::phrasing::{Language, is_mark};
use crate::text::{Lang, fold, lower};

/// One word of a phrase.
#[derive(Debug, Clone)]
pub(super) struct Token {
    /// Without case nor accents.
    pub(super) folded: String,
    /// In lower case, with its accents.
    pub(super) lower: String,
    /// Its bytes in the phrase.
    pub(super) bytes: Range<usize>,
    /// How many words that count stand before it; a strong break counts for several.
    pub(super) rank: u32,
    /// Which clause it stands in, commas and brackets apart.
    pub(super) clause: u32,
    /// How many brackets it stands in.
    pub(super) depth: u8,
    /// It never counts.
    pub(super) little: bool,
    /// It begins with a capital.
    pub(super) capital: bool,
    /// A hyphen joins it to the word before.
    pub(super) joined: bool,
}

/// The most words read of one phrase.
const MOST: usize = 300;
/// What a strong break adds to the distance between two words.
const BREAK: u32 = 2;

/// The words of a phrase. An acronym with dots is one word; an apostrophe or a hyphen separates two.
pub(super) fn tokens(phrase: &str, language: &Language) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let (mut rank, mut clause, mut depth) = (0, 0, 0u8);
    let mut rest = phrase.char_indices().peekable();
    while let Some(&(start, c)) = rest.peek() {
        let mark = &phrase[start..start + c.len_utf8()];
        if is_mark(mark) {
            rest.next();
            tokens.push(Token {
                folded: mark.to_owned(),
                lower: mark.to_owned(),
                bytes: start..start + mark.len(),
                rank,
                clause,
                depth,
                little: true,
                capital: false,
                joined: false,
            });
            continue;
        }
        if !c.is_alphanumeric() {
            rest.next();
            match c {
                '(' | '[' => (depth, clause, rank) = (depth.saturating_add(1), clause + 1, rank + BREAK),
                ')' | ']' => (depth, clause, rank) = (depth.saturating_sub(1), clause + 1, rank + BREAK),
                ':' | '.' | '!' | '?' | '\n' | '/' => (clause, rank) = (clause + 1, rank + BREAK),
                ',' | '«' | '»' | '–' | '—' | '…' => clause += 1,
                _ => {}
            }
            continue;
        }
        let mut end = start;
        while let Some(&(at, c)) = rest.peek() {
            // A combining accent belongs to its letter.
            if !c.is_alphanumeric() && !('\u{300}'..='\u{36f}').contains(&c) {
                break;
            }
            end = at + c.len_utf8();
            rest.next();
        }
        end = with_decimals(phrase, start, with_dots(phrase, start, end));
        while rest.peek().is_some_and(|&(at, _)| at < end) {
            rest.next();
        }
        let decimal = phrase[start..end].starts_with(|c: char| c.is_ascii_digit());
        let written: String = phrase[start..end].chars().filter(|&c| decimal || c != '.').collect();
        let folded = if decimal { written.clone() } else { fold(&written) };
        if folded.is_empty() {
            continue;
        }
        let little = language.little.contains(&folded);
        let before = tokens.last().map_or(0, |last| last.bytes.end);
        let joined = matches!(&phrase[before..start], "-" | "‐" | "‑");
        tokens.push(Token {
            lower: lower(&written),
            bytes: start..end,
            rank,
            clause,
            depth,
            little,
            capital: c.is_uppercase(),
            joined,
            folded,
        });
        rank += u32::from(!little);
        if tokens.len() == MOST {
            break;
        }
    }
    tokens
}

/// The language of a phrase, when its little words and accents tell.
pub(super) fn written_in(words: &[Token], language: &Language) -> Option<Lang> {
    let count =
        |telling: &HashSet<String>| words.iter().filter(|word| telling.contains(&word.folded)).count();
    let accents = words.iter().filter(|word| !word.lower.is_ascii()).count();
    let [french, english] = &language.telling;
    match (count(french) + accents).cmp(&count(english)) {
        Ordering::Greater => Some(Lang::Fr),
        Ordering::Less => Some(Lang::En),
        Ordering::Equal => None,
    }
}

/// Some words of a phrase, as written; `…` stands for those between them that count.
pub(super) fn quote(phrase: &str, matched: &[usize], words: &[Token]) -> String {
    let mut quote = String::new();
    let mut last: Option<usize> = None;
    for &word in matched {
        let bytes = &words[word].bytes;
        match last {
            Some(last) if words[last + 1..word].iter().all(|between| between.little) => {
                quote.push_str(&phrase[words[last].bytes.end..bytes.start]);
            }
            Some(_) => quote.push_str(" … "),
            None => {}
        }
        quote.push_str(&phrase[bytes.clone()]);
        last = Some(word);
    }
    quote
}

/// The end of a number with decimals (`2,5`), which counts nothing; else the end given.
fn with_decimals(phrase: &str, start: usize, end: usize) -> usize {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let rest = &phrase[end..];
    if !digits(&phrase[start..end]) || !rest.starts_with([',', '.']) {
        return end;
    }
    let decimals = rest[1..].bytes().take_while(u8::is_ascii_digit).count();
    // `10.000` is ten thousand.
    if decimals == 0 || (decimals == 3 && rest.starts_with('.')) { end } else { end + 1 + decimals }
}

/// The end of an acronym written with dots (`P.N.R.`) that begins with a single letter; else the end given.
fn with_dots(phrase: &str, start: usize, end: usize) -> usize {
    let single = |text: &str| text.chars().count() == 1 && text.chars().all(char::is_alphabetic);
    if !single(&phrase[start..end]) {
        return end;
    }
    let mut acronym = end;
    let mut letters = 1;
    loop {
        let mut after = phrase[acronym..].chars();
        let (dot, letter, next) = (after.next(), after.next(), after.next());
        match (dot, letter) {
            (Some('.'), Some(letter))
                if letter.is_alphabetic() && !next.is_some_and(char::is_alphanumeric) =>
            {
                acronym += 1 + letter.len_utf8();
                letters += 1;
            }
            (Some('.'), _) if letters > 1 => return acronym + 1,
            _ if letters > 1 => return acronym,
            _ => return end,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acronyms_elisions_and_decomposed_accents_are_words() {
        let language = Language::default();
        let words = |phrase| -> Vec<String> {
            tokens(phrase, &language).into_iter().map(|token| token.folded).collect()
        };
        assert_eq!(words("1 P.N.R. et l’E.P.C.I"), ["1", "pnr", "et", "l", "epci"]);
        assert_eq!(words("e\u{301}quipe d'un S.M."), ["equipe", "d", "un", "sm"]);
        assert_eq!(words("A. Martin. Fin"), ["a", "martin", "fin"]);
        assert_eq!(words("… ; ()"), Vec::<String>::new());
    }
}
