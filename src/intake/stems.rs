//! Words by their stem (Snowball), so that endings do not matter.

use rust_stemmers::{Algorithm, Stemmer};

use crate::text::{Lang, fold, lower};

/// The stemmers of both languages.
pub(super) struct Stems {
    french: Stemmer,
    english: Stemmer,
}

impl Stems {
    /// Both stemmers.
    pub(super) fn new() -> Stems {
        Stems { french: Stemmer::create(Algorithm::French), english: Stemmer::create(Algorithm::English) }
    }

    /// The stems of a word in lower case: as it is written, and as it would be without accents, since people
    /// leave them out.
    pub(super) fn of(&self, lang: Lang, word: &str) -> [String; 2] {
        let stemmer = match lang {
            Lang::Fr => &self.french,
            Lang::En => &self.english,
        };
        let word = lower(word);
        let accented = fold(&stemmer.stem(&word));
        if word.is_ascii() {
            return [accented.clone(), accented];
        }
        [accented, stemmer.stem(&fold(&word)).into_owned()]
    }
}
