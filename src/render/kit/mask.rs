//! Words that give a form away, masked in a text: the names of the forms, and those that the rules list. Whole words
//! only, whatever their case and accents, with or without the mark of a plural.

use crate::base::ids::FormId;
use crate::render::words::Words;
use crate::text::{Lang, fold};

/// What hides the names of forms in the texts of one language.
#[derive(Debug, Clone)]
pub(super) struct Mask {
    patterns: Vec<Vec<Pattern>>,
    hidden: &'static str,
    articles: &'static [&'static str],
}

/// Words hidden with the name that follows them: « l’ », « une » or « au » tells the first letter, the gender or the
/// number of what is hidden.
const ARTICLES_FR: &[&str] =
    &["le", "la", "les", "l", "un", "une", "des", "du", "de", "d", "au", "aux", "ce", "cet", "cette", "ces"];
const ARTICLES_EN: &[&str] = &["a", "an", "the"];

#[derive(Debug, Clone, PartialEq, Eq)]
struct Pattern {
    word: String,
    /// Any ending will do.
    open: bool,
}

impl Mask {
    /// The mask of an account: the name of every form, and the words that the rules list.
    pub(super) fn of_account(words: &Words<'_>) -> Mask {
        let labels = words.base.forms.iter().map(|form| form.label.get(words.lang));
        let listed = words.base.training.masked(words.lang).iter().map(String::as_str);
        Mask::new(words.lang, labels.chain(listed))
    }

    /// The mask of answers told in the words of the vocabulary: the names of the forms to choose among.
    pub(super) fn of_options(words: &Words<'_>, options: &[FormId]) -> Mask {
        Mask::new(words.lang, options.iter().map(|&form| words.heading(form)))
    }

    fn new<'w>(lang: Lang, hidden: impl Iterator<Item = &'w str>) -> Mask {
        let mut patterns: Vec<Vec<Pattern>> = hidden.map(pattern).collect();
        patterns.retain(|pattern| !pattern.is_empty());
        // The longest first: « plan de coopération » before « plan ».
        patterns.sort_by_key(|pattern| std::cmp::Reverse(pattern.len()));
        let (hidden, articles) = match lang {
            Lang::Fr => ("[masqué]", ARTICLES_FR),
            Lang::En => ("[hidden]", ARTICLES_EN),
        };
        Mask { patterns, hidden, articles }
    }

    /// The text, with what gives a form away hidden.
    pub(super) fn hide(&self, text: &str) -> String {
        let found = words_of(text);
        let mut hidden = String::with_capacity(text.len());
        let (mut copied, mut at) = (0, 0);
        while at < found.len() {
            let fits = |pattern: &&Vec<Pattern>| {
                found.len() - at >= pattern.len()
                    && pattern.iter().zip(&found[at..]).all(|(pattern, (_, _, word))| pattern.fits(word))
            };
            match self.patterns.iter().find(fits) {
                Some(pattern) => {
                    let (start, end) =
                        (self.before(text, &found, at).max(copied), found[at + pattern.len() - 1].1);
                    hidden.push_str(&text[copied..start]);
                    hidden.push_str(self.hidden);
                    copied = end;
                    at += pattern.len();
                }
                None => at += 1,
            }
        }
        hidden.push_str(&text[copied..]);
        hidden
    }

    /// Where the articles before a word start: « de la », « l’ »; where the word does, without any.
    fn before(&self, text: &str, found: &[(usize, usize, String)], at: usize) -> usize {
        let mut first = at;
        while let Some(previous) = first.checked_sub(1) {
            let (_, end, word) = &found[previous];
            let joined = matches!(&text[*end..found[first].0], " " | "\u{a0}" | "’" | "'");
            if !joined || !self.articles.contains(&word.as_str()) {
                break;
            }
            first = previous;
        }
        found[first].0
    }
}

impl Pattern {
    fn fits(&self, word: &str) -> bool {
        let plural = |suffix: char| word.strip_suffix(suffix) == Some(self.word.as_str());
        word == self.word || plural('s') || plural('x') || (self.open && word.starts_with(&self.word))
    }
}

fn pattern(written: &str) -> Vec<Pattern> {
    let open = written.trim_end().ends_with('*');
    let found = words_of(written);
    let last = found.len().saturating_sub(1);
    let words = found.into_iter().enumerate();
    words.map(|(index, (_, _, word))| Pattern { word, open: open && index == last }).collect()
}

/// The words of a text, folded, with where they start and end.
fn words_of(text: &str) -> Vec<(usize, usize, String)> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (c.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                found.push((from, at, fold(&text[from..at])));
                start = None;
            }
            _ => {}
        }
    }
    found
}
