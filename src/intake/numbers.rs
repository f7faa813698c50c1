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
        if let Some((other, after)) = self.other_bound(start, end)
            && range.min <= other.max
        {
            range = Range { min: range.min, max: other.max };
            end = after;
        }
        let before =
            |all: &[Vec<String>]| all.iter().any(|words| self.stands(start.checked_sub(words.len()), words));
        if before(&self.language.at_least) {
            range.max = Range::NO_LIMIT;
        } else if before(&self.language.at_most) {
            range = Range { min: range.min.min(1), max: range.max };
        }
        let after = self.language.or_more.iter().find(|words| self.stands(Some(end), words));
        if let Some(words) = after {
            range.max = Range::NO_LIMIT;
            end += words.len();
        } else if self.phrase[self.tokens[end - 1].bytes.end..].starts_with('+') {
            range.max = Range::NO_LIMIT;
        }
        Some(Number { range, start, end })
    }

    fn stands(&self, start: Option<usize>, words: &[String]) -> bool {
        let Some(start) = start else { return false };
        let there = self.tokens.get(start..start + words.len());
        there.is_some_and(|there| there.iter().zip(words).all(|(token, word)| token.folded == *word))
    }

    /// The second bound of a range: `à 5`, `ou trois`, `-5`.
    fn other_bound(&self, start: usize, end: usize) -> Option<(Range, usize)> {
        let next = self.tokens.get(end)?;
        let between = self.phrase[self.tokens[end - 1].bytes.end..next.bytes.start].trim();
        if matches!(between, "-" | "–") && digits(&self.tokens[start].folded) && digits(&next.folded) {
            return self.bare(end);
        }
        if self.language.to.contains(&next.folded) && between.is_empty() { self.bare(end + 1) } else { None }
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
            let group = next.folded.len() == 3 && digits(&next.folded) && written.len() <= 7;
            if !group || !matches!(between, " " | "\u{a0}" | "\u{202f}" | ".") {
                break;
            }
            written.push_str(&next.folded);
            end += 1;
        }
        let value: u32 = written.parse().ok().filter(|&value| value <= Range::LARGEST)?;
        match self.tokens.get(end).and_then(|next| self.language.times.get(&next.folded)) {
            Some(times) => Some((Range::exactly(value.checked_mul(*times)?), end + 1)),
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
                (_, Some(20), Some(so_far)) if so_far % 100 == 4 => current = Some(so_far + 76),
                (_, Some(value), None) => current = Some(value),
                (_, Some(value), Some(so_far)) if value > 0 && fits(so_far, value) => {
                    current = Some(so_far + value);
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

fn digits(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_digit())
}
