//! Which number counts a kind of partner: the one beside it.

use crate::base::phrasing::is_mark;
use crate::base::range::Range;
use crate::intake::numbers::Number;
use crate::intake::tokens::Token;

/// What is left of a whole without its parts. « plusieurs EPCI, dont… » leaves some open; an enumeration after a
/// colon does not.
pub(super) fn less(whole: Range, parts: Range, enumerated: bool) -> Range {
    if parts == Range::ZERO {
        return whole;
    }
    let min = whole.min.saturating_sub(parts.max);
    let max = match whole.max {
        Range::NO_LIMIT if enumerated => 0,
        Range::NO_LIMIT => Range::NO_LIMIT,
        max => max.saturating_sub(parts.min),
    };
    Range { min, max: max.max(min) }
}

/// The number just before a word, at most one word that counts away.
pub(super) fn before_it<'n>(first: usize, words: &[Token], numbers: &'n [Number]) -> Option<&'n Number> {
    let near = |number: &&Number| {
        number.end <= first
            && !words.get(number.end).is_some_and(|next| is_mark(&next.folded))
            && words[number.start].depth == words[first].depth
            && words[number.end..first].iter().filter(|word| !word.little).count() <= 1
            && words[number.end..first].iter().all(|word| word.clause == words[first].clause)
    };
    let nearest = numbers.iter().rev().find(near)?;
    // « deux des communes »: the number counts, not the article that stands nearer.
    let beside = |number: &&Number| {
        number.end <= first
            && !words.get(number.end).is_some_and(|next| is_mark(&next.folded))
            && words[number.end..first].iter().all(|word| word.little)
            && said_in_full(number, words)
    };
    let real = match said_in_full(nearest, words) {
        true => nearest,
        false => match numbers.iter().rev().find(beside) {
            Some(real) => real,
            None => return Some(nearest),
        },
    };
    // « 10 de ses 13 communes »: the first number counts, the second is the whole.
    let of_a_whole = |number: &&Number| {
        number.end < real.start
            && words[number.end..real.start].iter().all(|word| word.little)
            && number.range.max <= real.range.max
            && said_in_full(number, words)
    };
    Some(numbers.iter().rev().find(of_a_whole).unwrap_or(real))
}

/// Whether a number is more than an article.
pub(super) fn said_in_full(number: &Number, words: &[Token]) -> bool {
    words[number.start..number.end].iter().any(|word| !word.little)
}

/// A number alone after a word: `communes (34)`, `communes : 34`.
pub(super) fn after_it<'n>(last: usize, words: &[Token], numbers: &'n [Number]) -> Option<&'n Number> {
    let number = numbers.iter().find(|number| number.start > last && number.start <= last + 3)?;
    let apart = words[number.start].clause != words[last].clause;
    let alone = words.get(number.end).is_none_or(|next| next.clause != words[number.start].clause);
    (apart && alone && said_in_full(number, words)).then_some(number)
}
