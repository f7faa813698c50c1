//! A list of partners, item by item: which items say nothing known.

use crate::base::phrasing::Language;
use crate::intake::numbers::Number;
use crate::intake::tokens::Token;

/// The items of a list of which no word was matched; names apart, which only say who.
pub(super) fn rest(
    language: &Language,
    matched: impl Fn(usize) -> bool,
    phrase: &str,
    words: &[Token],
    numbers: &[Number],
) -> Vec<String> {
    let joins = |word: &Token| language.and.contains(&word.folded);
    let ends = |one: &Token, next: &Token| one.clause != next.clause || joins(one) || joins(next);
    let counted = |at: usize| numbers.iter().any(|number| (number.start..number.end).contains(&at));
    let mut rest = Vec::new();
    let mut start = 0;
    for end in 1..=words.len() {
        if end < words.len() && !ends(&words[end - 1], &words[end]) {
            continue;
        }
        let item = start..end;
        let said: Vec<usize> = item.clone().filter(|&at| !words[at].little && !counted(at)).collect();
        let unknown = words[start].depth == 0
            && !item.clone().any(&matched)
            && said.iter().any(|&at| !words[at].capital && words[at].folded.len() > 2);
        if unknown {
            rest.push(phrase[words[start].bytes.start..words[end - 1].bytes.end].to_owned());
        }
        start = end;
    }
    rest
}
