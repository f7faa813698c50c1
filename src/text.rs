//! Words and languages: bilingual texts, folding of case and accents, nearness of words.
//! Sentences of the program live in `render`, not here.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// A language of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lang {
    /// French.
    Fr,
    /// English.
    En,
}

impl Lang {
    /// The two letters of the language.
    pub fn code(self) -> &'static str {
        match self {
            Lang::Fr => "fr",
            Lang::En => "en",
        }
    }

    /// Picks the wording of this language.
    pub fn pick<'a>(self, fr: &'a str, en: &'a str) -> &'a str {
        match self {
            Lang::Fr => fr,
            Lang::En => en,
        }
    }
}

/// A text in both languages.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text {
    /// French wording.
    pub fr: String,
    /// English wording.
    pub en: String,
}

impl Text {
    /// Both wordings at once.
    pub fn new(fr: impl Into<String>, en: impl Into<String>) -> Text {
        Text { fr: fr.into(), en: en.into() }
    }

    /// The wording in a language.
    pub fn get(&self, lang: Lang) -> &str {
        lang.pick(&self.fr, &self.en)
    }
}

/// Folds a word for comparison: no case, no accents, ligatures opened, every run of punctuation or
/// blanks one space, none at the ends. `« Travaux de SCoT »` and `travaux-de-scot` fold alike.
pub fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    let mut gap = false;
    let mut push = |c: char| {
        if is_combining_mark(c) {
            return;
        }
        if c.is_alphanumeric() {
            if gap && !folded.is_empty() {
                folded.push(' ');
            }
            gap = false;
            match c {
                'œ' | 'Œ' => folded.push_str("oe"),
                'æ' | 'Æ' => folded.push_str("ae"),
                _ if c.is_ascii() => folded.push(c.to_ascii_lowercase()),
                _ => folded.extend(c.to_lowercase()),
            }
        } else {
            gap = true;
        }
    };
    for c in word.chars() {
        // Marks are dropped, so their order, which full normalization settles, does not matter.
        if c.is_ascii() { push(c) } else { decompose_canonical(c, &mut push) }
    }
    folded
}

/// A word in lower case, its accents composed.
pub fn lower(word: &str) -> String {
    if word.is_ascii() { word.to_ascii_lowercase() } else { word.nfc().collect::<String>().to_lowercase() }
}

/// A candidate near a word, found by [`closest`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Near {
    /// Index of the candidate.
    pub index: usize,
    /// Near enough to be a typing error, and the only one so near.
    pub typing_error: bool,
}

/// The folded candidate nearest to a folded word: a typing error, or else a suggestion worth making (at
/// most one fault in two letters, or the same whole words inside). Ties go to the first candidate.
///
/// Distance: optimal string alignment (Damerau–Levenshtein restricted), by `strsim`.
pub fn closest<'a>(word: &str, candidates: impl Iterator<Item = &'a str>) -> Option<Near> {
    let length = word.chars().count();
    if length == 0 {
        return None;
    }
    let mut best: Option<(usize, usize)> = None;
    let mut typing_errors: Vec<(usize, usize)> = Vec::new();
    let mut contained: Option<(usize, usize)> = None;
    for (index, candidate) in candidates.enumerate() {
        let other = candidate.chars().count();
        let gap = length.abs_diff(other);
        let within = length.min(other) >= 4 && (has_words(candidate, word) || has_words(word, candidate));
        if within && contained.is_none_or(|(_, g)| gap < g) {
            contained = Some((index, gap));
        }
        if gap * 2 > length.max(other) {
            continue;
        }
        let distance = strsim::osa_distance(word, candidate);
        if mistyped(word, candidate) {
            typing_errors.push((distance, index));
        }
        if distance * 2 <= length.max(other) && best.is_none_or(|(d, _)| distance < d) {
            best = Some((distance, index));
        }
    }
    typing_errors.sort_unstable();
    match (typing_errors.first(), typing_errors.get(1)) {
        (Some((distance, index)), second) => {
            let alone = second.is_none_or(|(other, _)| other > distance);
            Some(Near { index: *index, typing_error: alone })
        }
        _ => contained
            .map(|(index, _)| index)
            .or(best.map(|(_, index)| index))
            .map(|index| Near { index, typing_error: false }),
    }
}

/// The only folded candidate that a folded text is but for typing errors, nearest first. Far cheaper than
/// [`closest`], which also looks for mere resemblance.
pub fn typing_error<'a>(text: &str, candidates: impl Iterator<Item = &'a str>) -> Option<usize> {
    let near = candidates.enumerate().filter(|(_, candidate)| mistyped(text, candidate));
    let mut near: Vec<(usize, usize)> =
        near.map(|(index, candidate)| (strsim::osa_distance(text, candidate), index)).collect();
    near.sort_unstable();
    match near.as_slice() {
        [(_, index)] => Some(*index),
        [(one, index), (other, _), ..] if one < other => Some(*index),
        _ => None,
    }
}

/// Whether one text is the other but for slips inside its words: the same number of words, and in each at
/// most one fault from five letters up, two from nine. A word more or less (`ne`, `pas`, `sans`), or a short
/// word for another, is never a slip: it may say the contrary.
pub fn mistyped(one: &str, other: &str) -> bool {
    if one.split(' ').count() != other.split(' ').count() {
        return false;
    }
    one.split(' ').zip(other.split(' ')).all(|(a, b)| {
        let allowed = match a.chars().count().min(b.chars().count()) {
            0..5 => 0,
            5..9 => 1,
            _ => 2,
        };
        a == b || (a.len().abs_diff(b.len()) <= 2 * allowed && strsim::osa_distance(a, b) <= allowed)
    })
}

/// Whether a text holds the whole words of another.
pub fn has_words(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| {
        let end = at + words.len();
        (at == 0 || text.as_bytes()[at - 1] == b' ') && (end == text.len() || text.as_bytes()[end] == b' ')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_forgets_case_accents_and_punctuation() {
        for (word, folded) in [
            ("Travaux de SCoT", "travaux de scot"),
            ("travaux-de-scot", "travaux de scot"),
            ("  Éléments\u{a0}déclencheurs ", "elements declencheurs"),
            ("e\u{301}lu", "elu"),
            ("L’œuvre", "l oeuvre"),
            ("…", ""),
        ] {
            assert_eq!(fold(word), folded, "{word}");
        }
    }

    #[test]
    fn a_typing_error_is_told_from_a_mere_resemblance() {
        let words = ["entente", "plan de cooperation", "convention d articulation"];
        let near = |word: &str| closest(word, words.iter().copied());
        assert_eq!(near("entante"), Some(Near { index: 0, typing_error: true }));
        assert_eq!(near("plan"), Some(Near { index: 1, typing_error: false }));
        assert_eq!(near("convention d articulatoin"), Some(Near { index: 2, typing_error: true }));
        assert_eq!(near("pas de plan de cooperation").map(|n| n.typing_error), Some(false));
        assert_eq!(near("sans entente").map(|n| n.typing_error), Some(false));
        assert_eq!(near("zzz"), None);
    }
}
