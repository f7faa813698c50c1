//! Whole numbers known between two bounds, and their reading from words.

use crate::base::truth::Truth;

/// A whole number known between two bounds, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Range {
    /// Least possible value.
    pub min: u32,
    /// Greatest possible value; [`Range::NO_LIMIT`] when nothing bounds it.
    pub max: u32,
}

/// Why a written number could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RangeFault {
    /// Not a number nor a range.
    NotANumber,
    /// Below zero.
    Negative,
    /// The greater bound first.
    UpsideDown,
    /// Above [`Range::LARGEST`].
    TooLarge,
}

impl Range {
    /// No upper bound.
    pub const NO_LIMIT: u32 = u32::MAX;
    /// The largest number that may be written.
    pub const LARGEST: u32 = 100_000_000;
    /// Nothing known.
    pub const ANY: Range = Range { min: 0, max: Range::NO_LIMIT };
    /// None.
    pub const ZERO: Range = Range::exactly(0);
    /// One or more.
    pub const SOME: Range = Range { min: 1, max: Range::NO_LIMIT };

    /// A number known exactly.
    pub const fn exactly(value: u32) -> Range {
        Range { min: value, max: value }
    }

    /// Its bounds, for machines: no upper one when there is no limit.
    pub fn bounds(self) -> [Option<u32>; 2] {
        [Some(self.min), (self.max < Range::NO_LIMIT).then_some(self.max)]
    }

    /// The sum of two numbers.
    #[must_use]
    pub fn plus(self, other: Range) -> Range {
        Range { min: self.min.saturating_add(other.min), max: self.max.saturating_add(other.max) }
    }

    /// What is left of a number once it is also known to be within `other`; nothing if they have no number in
    /// common.
    pub fn and(self, other: Range) -> Option<Range> {
        let (min, max) = (self.min.max(other.min), self.max.min(other.max));
        (min <= max).then_some(Range { min, max })
    }

    /// Whether a number known as `self` lies within bounds.
    pub fn truth_within(self, bounds: Range) -> Truth {
        if self.min >= bounds.min && self.max <= bounds.max {
            Truth::True
        } else if self.max < bounds.min || self.min > bounds.max {
            Truth::False
        } else {
            Truth::Unknown
        }
    }

    /// Reads a quantity: as [`Range::parse`], but `?` may be anything, none included.
    ///
    /// # Errors
    /// What is wrong with the words.
    pub fn parse_quantity(words: &str) -> Result<Range, RangeFault> {
        if words.trim() == "?" { Ok(Range::ANY) } else { Range::parse(words) }
    }

    /// Reads a decimal number, comma or point, as the whole numbers around it: `2,5` is from 2 to 3.
    pub fn parse_decimal(words: &str) -> Option<Range> {
        let value: f64 = words.trim().replace(',', ".").parse().ok()?;
        let sound = value.is_finite() && value >= 0.0 && value <= f64::from(Range::LARGEST);
        sound.then(|| Range { min: value.floor() as u32, max: value.ceil() as u32 })
    }

    /// Reads `5`, `3-5`, `3 à 5`, `3 to 5`, `3+`, `?`.
    ///
    /// # Errors
    /// What is wrong with the words.
    pub fn parse(words: &str) -> Result<Range, RangeFault> {
        let words = words.trim().replace(['\u{a0}', '\u{202f}'], " ");
        if words == "?" {
            return Ok(Range::SOME);
        }
        if let Some(least) = words.strip_suffix('+') {
            return Ok(Range { min: whole(least)?, max: Range::NO_LIMIT });
        }
        for separator in [" à ", " to ", "..", "–", "-"] {
            if let Some((least, most)) = words.split_once(separator)
                && !least.trim().is_empty()
            {
                let (min, max) = (whole(least)?, whole(most)?);
                return if min <= max { Ok(Range { min, max }) } else { Err(RangeFault::UpsideDown) };
            }
        }
        whole(&words).map(Range::exactly)
    }
}

fn whole(words: &str) -> Result<u32, RangeFault> {
    match words.trim().parse::<i64>() {
        Ok(value) if value < 0 => Err(RangeFault::Negative),
        Ok(value) => match u32::try_from(value) {
            Ok(value) if value <= Range::LARGEST => Ok(value),
            _ => Err(RangeFault::TooLarge),
        },
        Err(_) if words.trim().len() > 9 && words.trim().bytes().all(|b| b.is_ascii_digit()) => {
            Err(RangeFault::TooLarge)
        }
        Err(_) => Err(RangeFault::NotANumber),
    }
}

/// Splits `5 communautés de communes`, `commune: 5`, `commune (3 à 5)` into a number and a kind; with no
/// number, there is at least one.
pub fn split_count(words: &str) -> (Result<Range, RangeFault>, &str) {
    let words = words.trim();
    let ends: Vec<usize> = words.match_indices(char::is_whitespace).map(|(i, _)| i).take(3).collect();
    for &end in ends.iter().rev() {
        let (number, kind) = words.split_at(end);
        match Range::parse(number) {
            Err(RangeFault::NotANumber) => {}
            range => return (range, kind.trim()),
        }
    }
    if let Some((kind, number)) = words.rsplit_once([':', '=', '(', '×']) {
        match Range::parse(number.trim_end_matches(')')) {
            Err(RangeFault::NotANumber) => {}
            range => return (range, kind.trim()),
        }
    }
    (Ok(Range::SOME), words)
}

/// What is wrong with a written number, in French and English.
pub fn range_fault_words(fault: RangeFault, words: &str, max: u32) -> (String, String) {
    match fault {
        RangeFault::NotANumber => {
            (format!("« {words} » n’est pas un nombre"), format!("“{words}” is not a number"))
        }
        RangeFault::Negative => (format!("« {words} » est négatif"), format!("“{words}” is below zero")),
        RangeFault::UpsideDown => (
            format!("la fourchette « {words} » est à l’envers"),
            format!("the range “{words}” is upside down"),
        ),
        RangeFault::TooLarge => (format!("« {words} » dépasse {max}"), format!("“{words}” is above {max}")),
    }
}
