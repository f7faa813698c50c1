//! From a written word to what it names: ids or labels, French or English, any case, with or without
//! accents; a typing error is resolved and said, never silently.

use std::collections::{HashMap, HashSet};

use crate::base::ids::{DimensionId, QuantityId, TermId};
use crate::base::vocabulary::Vocabulary;
use crate::diagnostic::{Code, Diagnostic};
use crate::read;
use crate::source::At;
use crate::text::{closest, fold, has_words, typing_error};

/// What a word was taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning<T> {
    /// Exactly this.
    Exact(T),
    /// This, but for a typing error.
    Typo(T),
    /// Nothing; the nearest thing, if any is near.
    Unknown(Option<T>),
}

/// The words of one kind of thing, folded.
#[derive(Debug, Clone)]
struct Words<T> {
    exact: HashMap<String, T>,
    /// Words that are ids.
    ids: HashSet<String>,
    /// Words that name several things: none of them for sure.
    shared: HashSet<String>,
    list: Vec<(String, T)>,
}

impl<T> Default for Words<T> {
    fn default() -> Words<T> {
        Words { exact: HashMap::new(), ids: HashSet::new(), shared: HashSet::new(), list: Vec::new() }
    }
}

impl<T: Copy> Words<T> {
    fn add(&mut self, word: &str, value: T) {
        let folded = fold(word);
        if !folded.is_empty() && !self.exact.contains_key(&folded) {
            self.exact.insert(folded.clone(), value);
            self.list.push((folded, value));
        }
    }

    /// Adds a word, which then names nothing for sure if something else bears it too.
    fn add_unless_shared(&mut self, word: &str, value: T)
    where
        T: PartialEq,
    {
        let folded = fold(word);
        match self.exact.get(&folded) {
            Some(known) if *known != value => {
                // An id that is another's label stays that id.
                if !self.ids.contains(&folded) {
                    self.shared.insert(folded);
                }
            }
            _ => self.add(word, value),
        }
    }

    fn mistyped(&self, word: &str) -> Option<T> {
        let index = typing_error(&fold(word), self.list.iter().map(|(word, _)| word.as_str()))?;
        Some(self.list[index].1)
    }

    fn find(&self, word: &str) -> Meaning<T>
    where
        T: PartialEq,
    {
        let folded = fold(word);
        if let Some(value) = self.exact.get(&folded) {
            let shared = self.shared.contains(&folded);
            return if shared { Meaning::Unknown(Some(*value)) } else { Meaning::Exact(*value) };
        }
        match closest(&folded, self.list.iter().map(|(word, _)| word.as_str())) {
            Some(near) if near.typing_error => Meaning::Typo(self.list[near.index].1),
            near => Meaning::Unknown(near.map(|near| self.list[near.index].1)),
        }
    }
}

/// A thing of the vocabulary that words may name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Named {
    /// A term.
    Term(TermId),
    /// A quantity.
    Quantity(QuantityId),
}

impl Named {
    /// The term named, if it is one.
    pub fn term(self) -> Option<TermId> {
        match self {
            Named::Term(term) => Some(term),
            Named::Quantity(_) => None,
        }
    }
}

/// A key of a situation file or a header of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Key {
    /// A dimension.
    Dimension(DimensionId),
    /// A quantity.
    Quantity(QuantityId),
    /// The name of the situation.
    Name,
    /// The quantities together.
    Scale,
    /// What is not known.
    Unknown,
    /// What is known not to be so.
    Not,
    /// One term, to be affirmed or denied.
    Term(TermId),
    /// An account in free words, of any heading.
    Words,
}

/// Every word of a vocabulary that a situation may use.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    terms: Vec<Words<TermId>>,
    any_term: Words<TermId>,
    keys: Words<Key>,
    quantities: Words<QuantityId>,
}

impl Lexicon {
    /// The words of a vocabulary.
    pub fn new(vocabulary: &Vocabulary) -> Lexicon {
        let mut lexicon = Lexicon::default();
        for word in ["name", "nom", "id", "intitulé", "situation"] {
            lexicon.keys.add(word, Key::Name);
        }
        for word in ["scale", "échelle"] {
            lexicon.keys.add(word, Key::Scale);
        }
        for word in ["unknown", "inconnu", "inconnus", "je ne sais pas"] {
            lexicon.keys.add(word, Key::Unknown);
        }
        for word in ["not", "non", "pas"] {
            lexicon.keys.add(word, Key::Not);
        }
        for word in ["description", "words", "mots", "en quelques mots", "in a few words"] {
            lexicon.keys.add(word, Key::Words);
        }
        for word in &vocabulary.free_headings {
            lexicon.keys.add(word, Key::Words);
        }
        // An id is never shadowed by another term's label.
        for (index, term) in vocabulary.terms.iter().enumerate() {
            lexicon.any_term.add(&term.id.value, TermId::new(index));
            lexicon.any_term.ids.insert(fold(&term.id.value));
        }
        for (index, dimension) in vocabulary.dimensions.iter().enumerate() {
            let id = DimensionId::new(index);
            for word in
                names(&dimension.id.value, &dimension.label.fr, &dimension.label.en, &dimension.alt_labels)
            {
                lexicon.keys.add(word, Key::Dimension(id));
            }
            let mut words = Words::default();
            for term in vocabulary.terms_of(id) {
                for label in vocabulary.labels(term) {
                    words.add(label, term);
                    lexicon.any_term.add_unless_shared(label, term);
                }
            }
            lexicon.terms.push(words);
        }
        for (index, quantity) in vocabulary.quantities.iter().enumerate() {
            let id = QuantityId::new(index);
            let words =
                || names(&quantity.id.value, &quantity.label.fr, &quantity.label.en, &quantity.alt_labels);
            for word in words() {
                lexicon.quantities.add(word, id);
                // A column « Département » names one; « Départements » counts them.
                let singular = words().any(|other| fold(other) == format!("{}s", fold(word)));
                if !singular {
                    lexicon.keys.add(word, Key::Quantity(id));
                }
            }
        }
        lexicon
    }

    /// A term of a dimension.
    pub fn term(&self, dimension: DimensionId, word: &str) -> Meaning<TermId> {
        self.terms[dimension.index()].find(word)
    }

    /// A term of a dimension written exactly; no nearness is looked for.
    pub fn exact_term(&self, dimension: DimensionId, word: &str) -> Option<TermId> {
        self.terms[dimension.index()].exact.get(&fold(word)).copied()
    }

    /// The term of a dimension that a word is but for a typing error.
    pub fn mistyped_term(&self, dimension: DimensionId, word: &str) -> Option<TermId> {
        self.terms[dimension.index()].mistyped(word)
    }

    /// The quantity that a word is but for a typing error.
    pub fn mistyped_quantity(&self, word: &str) -> Option<QuantityId> {
        self.quantities.mistyped(word)
    }

    /// The first term of a dimension with a label that holds these words and others.
    pub fn term_with(&self, dimension: DimensionId, words: &str) -> Option<TermId> {
        let folded = fold(words);
        let mut labels = self.terms[dimension.index()].list.iter();
        labels.find(|(label, _)| folded.len() > 3 && has_words(label, &folded)).map(|(_, term)| *term)
    }

    /// A quantity written exactly.
    pub fn exact_quantity(&self, word: &str) -> Option<QuantityId> {
        self.quantities.exact.get(&fold(word)).copied()
    }

    /// A term of any dimension.
    pub fn any_term(&self, word: &str) -> Meaning<TermId> {
        self.any_term.find(word)
    }

    /// A key or header.
    pub fn key(&self, word: &str) -> Meaning<Key> {
        self.keys.find(word)
    }

    /// A key written exactly; no nearness is looked for.
    pub fn exact_key(&self, word: &str) -> Option<Key> {
        self.keys.exact.get(&fold(word)).copied()
    }

    /// A quantity.
    pub fn quantity(&self, word: &str) -> Meaning<QuantityId> {
        self.quantities.find(word)
    }
}

fn names<'a>(id: &'a str, fr: &'a str, en: &'a str, others: &'a [String]) -> impl Iterator<Item = &'a str> {
    [id, fr, en].into_iter().chain(others.iter().map(String::as_str))
}

/// Says that a key of a situation is none of the expected ones, with the nearest, or all in each language.
pub fn unknown_key(key: &At<String>, vocabulary: &Vocabulary) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        Code::UnknownDimension,
        key.span,
        format!("`{}` n’est pas une rubrique", key.value),
        format!("`{}` is not a heading", key.value),
    );
    let dimensions = || vocabulary.dimensions.iter();
    let french: Vec<String> = dimensions()
        .map(|d| d.label.fr.to_lowercase())
        .chain(["nom", "échelle", "inconnu", "non"].map(str::to_owned))
        .collect();
    let english: Vec<&str> =
        dimensions().map(|d| d.id.value.as_str()).chain(["name", "scale", "unknown", "not"]).collect();
    let words = || english.iter().copied().chain(french.iter().map(String::as_str));
    let folded: Vec<String> = words().map(fold).collect();
    if closest(&fold(&key.value), folded.iter().map(String::as_str)).is_some() {
        return read::suggest(diagnostic, key, words());
    }
    diagnostic.help(
        format!("Attendu : `{}`.", french.join("`, `")),
        format!("Expected: `{}`.", english.join("`, `")),
    )
}

/// Whether words say that the answer is not known.
pub fn says_unknown(words: &str) -> bool {
    matches!(fold(words).as_str(), "je ne sais pas" | "inconnu" | "i do not know" | "unknown")
        || matches!(words.trim(), "?" | "…")
}
