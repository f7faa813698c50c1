//! The numbers of a phrase, in digits or in words, with what surrounds them: « au moins 3 », « 3 à 5 »,
//! « une dizaine », « trois cents ».

use crate::base::phrasing::Language;
use crate::base::range::Range;
use crate::intake::tokens::Token;

/// A number, and the words that say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Number {
    /// What it may be.
    pub(super) range: Range,
    /// First word.
    pub(super) start: usize,
    /// One past the last word.
    pub(super) end: usize,
}

/// Every number of a phrase, from left to right.
pub(super) fn numbers(phrase: &str, tokens: &[Token], language: &Language) -> Vec<Number> {
    let reader = Reader { phrase, tokens, language };
    let mut all = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match reader.number(at) {
            Some(number) => {
                at = number.end;
                all.push(number);
            }
            None => at += 1,
        }
    }
    all
}

struct Reader<'a> {
    phrase: &'a str,
    tokens: &'a [Token],
    language: &'a Language,
}

impl Reader<'_> {
    /// The number that begins at a word, with its bounds.
    fn number(&self, start: usize) -> Option<Number> {
        let (mut range, mut end) = self.bare(start)?;
        if let Some((other, after)) = self.other_bound(start, end) {
            range = Range { min: range.min.min(other.min), max: range.max.max(other.max) };
            end = after;
        }
        let before = |all: &[Vec<String>]| {
            all.iter().any(|words| stand(self.tokens, start.checked_sub(words.len()), words))
        };
        let language = self.language;
        if before(&language.at_least) {
            range.max = Range::NO_LIMIT;
        } else if before(&language.more_than) {
            range = Range { min: range.min.saturating_add(1), max: Range::NO_LIMIT };
        } else if before(&language.at_most) {
            range.min = range.min.min(1);
        } else if before(&language.less_than) {
            let max = range.max.saturating_sub(1);
            range = Range { min: max.min(1), max };
        }
        if let Some((bounded, after)) = bounded_after(self.tokens, end, range, language) {
            (range, end) = (bounded, after);
        } else if self.phrase[self.tokens[end - 1].bytes.end..].starts_with('+') {
            range.max = Range::NO_LIMIT;
        }
        Some(Number { range, start, end })
    }

    /// The second bound of a range: `à 5`, `ou trois`, `-5`.
    fn other_bound(&self, start: usize, end: usize) -> Option<(Range, usize)> {
        let next = self.tokens.get(end)?;
        let between = self.phrase[self.tokens[end - 1].bytes.end..next.bytes.start].trim();
        if matches!(between, "-" | "–") && digits(&self.tokens[start].folded) && digits(&next.folded) {
            return self.bare(end);
        }
        let begins = start.checked_sub(1).map(|before| &self.tokens[before].folded);
        let joined = self.language.to.contains(&next.folded)
            || (self.language.and.contains(&next.folded)
                && begins.is_some_and(|word| self.language.between.contains(word)));
        if joined && between.is_empty() { self.bare(end + 1) } else { None }
    }

    /// A number without anything around it, and the word after it.
    fn bare(&self, start: usize) -> Option<(Range, usize)> {
        let token = self.tokens.get(start)?;
        if digits(&token.folded) {
            return self.in_digits(start);
        }
        if let Some(range) = self.language.numbers.get(&token.folded)
            && range.min != range.max
        {
            return Some((*range, start + 1));
        }
        let (value, end) = self.in_words(start)?;
        Some((Range::exactly(value), end))
    }

    /// Digits, the groups of a thousand included: `10 000`.
    fn in_digits(&self, start: usize) -> Option<(Range, usize)> {
        let mut written = self.tokens[start].folded.clone();
        let mut end = start + 1;
        while let Some(next) = self.tokens.get(end) {
            let between = &self.phrase[self.tokens[end - 1].bytes.end..next.bytes.start];
            let group = next.folded.len() == 3 && digits(&next.folded);
            if !group || !matches!(between, " " | "\u{a0}" | "\u{202f}" | ".") {
                break;
            }
            written.push_str(&next.folded);
            end += 1;
        }
        // What is too large to count is some number, from end to end.
        let Some(value) = written.parse::<u32>().ok().filter(|&value| value <= Range::LARGEST) else {
            return Some((Range::SOME, end));
        };
        match self.tokens.get(end).and_then(|next| self.language.times.get(&next.folded)) {
            Some(times) => {
                let range = value.checked_mul(*times).map_or(Range::SOME, Range::exactly);
                Some((range, end + 1))
            }
            None => Some((Range::exactly(value), end)),
        }
    }

    /// Words that add up: `trois cent vingt et un`, `quatre-vingt-dix`.
    fn in_words(&self, start: usize) -> Option<(u32, usize)> {
        let (mut total, mut current, mut end) = (0u32, None::<u32>, start);
        while let Some(token) = self.tokens.get(end) {
            let word = token.folded.as_str();
            let value = self.language.numbers.get(word).filter(|range| range.min == range.max).map(|r| r.min);
            match (self.language.times.get(word), value, current) {
                (Some(&times), _, _) if times >= 1000 => {
                    total = total.checked_add(current.unwrap_or(1).checked_mul(times)?)?;
                    current = Some(0);
                }
                (Some(&times), _, _) => current = Some(current.unwrap_or(1).max(1).checked_mul(times)?),
                (_, Some(20), Some(so_far)) if so_far % 100 == 4 => current = so_far.checked_add(76),
                (_, Some(value), None) => current = Some(value),
                (_, Some(value), Some(so_far)) if value > 0 && fits(so_far, value) => {
                    current = so_far.checked_add(value);
                }
                (None, None, Some(so_far)) if self.language.and.contains(word) => {
                    let next =
                        self.tokens.get(end + 1).and_then(|next| self.language.numbers.get(&next.folded));
                    // « vingt et un », « soixante et onze »: never « vingt et deux ».
                    let one = next.is_some_and(|next| matches!((next.min, next.max), (1, 1) | (11, 11)));
                    if !(one && so_far % 100 >= 20 && so_far.is_multiple_of(10)) {
                        break;
                    }
                }
                _ => break,
            }
            end += 1;
        }
        let value = total.checked_add(current?)?;
        (end > start && value <= Range::LARGEST).then_some((value, end))
    }
}

/// Whether a smaller number may follow: `vingt deux`, `cent vingt`, never `deux trois`.
fn fits(so_far: u32, value: u32) -> bool {
    let room = if so_far.is_multiple_of(100) {
        100
    } else if so_far.is_multiple_of(10) && so_far >= 20 {
        20
    } else {
        0
    };
    so_far > 0 && value < room
}

/// Whether some words stand at a place.
fn stand(tokens: &[Token], start: Option<usize>, words: &[String]) -> bool {
    let there = start.and_then(|start| tokens.get(start..start + words.len()));
    there.is_some_and(|there| there.iter().zip(words).all(|(token, word)| token.folded == *word))
}

/// A number bounded by the words that follow it, or what it counts: « ou plus », « au maximum »; and the word after
/// them.
pub(super) fn bounded_after(
    tokens: &[Token],
    end: usize,
    range: Range,
    language: &Language,
) -> Option<(Range, usize)> {
    let said = |all: &[Vec<String>]| all.iter().find(|words| stand(tokens, Some(end), words)).map(Vec::len);
    if let Some(length) = said(&language.or_more) {
        return Some((Range { max: Range::NO_LIMIT, ..range }, end + length));
    }
    said(&language.or_less).map(|length| (Range { min: range.min.min(1), ..range }, end + length))
}

fn digits(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_digit())
}
