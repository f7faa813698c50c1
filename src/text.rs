//! Words and languages: bilingual texts, folding of case and accents, nearness of words.
//! Sentences of the program live in `render::words`, not here.

use std::fmt::Write as _;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

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
    for c in word.nfd().filter(|&c| !is_combining_mark(c)) {
        let opened = match c {
            'œ' | 'Œ' => "oe",
            'æ' | 'Æ' => "ae",
            _ => "",
        };
        if opened.is_empty() && !c.is_alphanumeric() {
            gap = true;
            continue;
        }
        if gap && !folded.is_empty() {
            folded.push(' ');
        }
        gap = false;
        if opened.is_empty() {
            folded.extend(c.to_lowercase());
        } else {
            let _ = folded.write_str(opened);
        }
    }
    folded
}

/// A candidate near a word, found by [`closest`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Near {
    /// Index of the candidate.
    pub index: usize,
    /// Near enough to be a typing error (one fault per four letters at most), and the only one.
    pub typing_error: bool,
}

/// The folded candidate nearest to a folded word: a typing error, or else a suggestion worth making
/// (at most one fault in two letters, or one contains the other). Ties go to the first candidate.
///
/// Distance: optimal string alignment (Damerau–Levenshtein restricted), by `strsim`.
pub fn closest<'a>(word: &str, candidates: impl Iterator<Item = &'a str>) -> Option<Near> {
    let length = word.chars().count();
    if length == 0 {
        return None;
    }
    let mut best: Option<(usize, usize, usize)> = None;
    let mut rivals = 0;
    let mut contained: Option<(usize, usize)> = None;
    for (index, candidate) in candidates.enumerate() {
        let other = candidate.chars().count();
        if length >= 4 && other >= 4 && (candidate.contains(word) || word.contains(candidate)) {
            let gap = length.abs_diff(other);
            if contained.is_none_or(|(_, g)| gap < g) {
                contained = Some((index, gap));
            }
        }
        if length.abs_diff(other) * 2 > length.max(other) {
            continue;
        }
        let distance = strsim::osa_distance(word, candidate);
        match best {
            Some((_, d, _)) if distance > d => {}
            Some((_, d, _)) if distance == d => rivals += 1,
            _ => {
                best = Some((index, distance, other));
                rivals = 0;
            }
        }
    }
    match best {
        Some((index, distance, other)) if distance * 4 <= length.max(other) && length >= 4 => {
            Some(Near { index, typing_error: rivals == 0 })
        }
        Some((index, distance, other)) if contained.is_none() && distance * 2 <= length.max(other) => {
            Some(Near { index, typing_error: false })
        }
        _ => contained.map(|(index, _)| Near { index, typing_error: false }),
    }
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
        assert_eq!(near("zzz"), None);
    }
}
