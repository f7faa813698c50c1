//! From a word of a phrase to the places of patterns that it may fill: by its stem, by its beginning, as it is
//! written, or in spite of a typing error.

use std::collections::{HashMap, HashSet};

use crate::intake::stems::Stems;
use crate::intake::tokens::Token;
use crate::text::{Lang, fold, mistyped};

/// What may stand at one place of some pattern.
pub(super) type Slot = u32;

/// Shorter words are never taken for another in spite of a typing error.
const SHORTEST_MISTYPED: usize = 5;

/// The words of all patterns.
pub(super) struct Words {
    stems: Stems,
    french: HashMap<String, Vec<Slot>>,
    english: HashMap<String, Vec<Slot>>,
    /// Words that must be written as they are, plural apart: words of labels.
    strict: HashMap<String, Slot>,
    /// Among them, those written in capitals: they never bear accents.
    acronyms: HashSet<String>,
    beginnings: HashMap<String, Vec<Slot>>,
    /// Words as written in patterns, by first letter, for typing errors.
    spellings: HashMap<char, Vec<(String, Option<Lang>)>>,
    spelled: HashSet<(String, Option<u8>)>,
}

impl Words {
    /// No word yet.
    pub(super) fn new() -> Words {
        Words {
            stems: Stems::new(),
            french: HashMap::new(),
            english: HashMap::new(),
            strict: HashMap::new(),
            acronyms: HashSet::new(),
            beginnings: HashMap::new(),
            spellings: HashMap::new(),
            spelled: HashSet::new(),
        }
    }

    /// A word of a language, whatever its ending, fills a slot.
    pub(super) fn add(&mut self, lang: Lang, word: &str, slot: Slot) {
        for stem in self.stems.of(lang, word) {
            let words = match lang {
                Lang::Fr => &mut self.french,
                Lang::En => &mut self.english,
            };
            let slots = words.entry(stem).or_default();
            if !slots.contains(&slot) {
                slots.push(slot);
            }
        }
        self.spell(&fold(word), Some(lang));
    }

    /// Any word that begins so fills a slot.
    pub(super) fn add_beginning(&mut self, beginning: &str, slot: Slot) {
        self.beginnings.entry(beginning.to_owned()).or_default().push(slot);
    }

    /// This very word fills a slot, in the singular or the plural.
    pub(super) fn add_strict(&mut self, folded: &str, acronym: bool, slot: Slot) {
        self.strict.insert(folded.to_owned(), slot);
        if acronym {
            self.acronyms.insert(folded.to_owned());
        }
        self.spell(folded, None);
    }

    /// The slot of a word that must be written as it is.
    pub(super) fn strict(&self, folded: &str) -> Option<Slot> {
        self.strict.get(folded).copied()
    }

    /// The stems of a word, of both languages.
    pub(super) fn both_stems(&self, token: &Token) -> [String; 2] {
        let [french, _] = self.stems.of(Lang::Fr, &token.lower);
        let [english, _] = self.stems.of(Lang::En, &token.lower);
        [french, english]
    }

    /// Remembers a word as written, to find it in spite of typing errors.
    fn spell(&mut self, folded: &str, lang: Option<Lang>) {
        let Some(first) = folded.chars().next().filter(|_| folded.chars().count() >= SHORTEST_MISTYPED)
        else {
            return;
        };
        if self.spelled.insert((folded.to_owned(), lang.map(|lang| lang as u8))) {
            self.spellings.entry(first).or_default().push((folded.to_owned(), lang));
        }
    }

    /// The slots that a word may fill, and whether only in spite of a typing error.
    pub(super) fn slots(&self, token: &Token) -> (Vec<Slot>, bool) {
        let slots = self.exact(&token.lower, &token.folded);
        // Names, which begin with a capital, are not taken for mistyped words.
        if !slots.is_empty() || token.little || token.capital {
            return (slots, false);
        }
        let slots = self.nearest(&token.folded);
        let mistyped = !slots.is_empty();
        (slots, mistyped)
    }

    /// The slots that a word fills as it is written.
    pub(super) fn exact(&self, lower: &str, folded: &str) -> Vec<Slot> {
        let mut slots: Vec<Slot> = Vec::new();
        for (lang, words) in [(Lang::Fr, &self.french), (Lang::En, &self.english)] {
            for stem in self.stems.of(lang, lower) {
                slots.extend(words.get(&stem).into_iter().flatten());
            }
        }
        // « clés » is no CLE.
        let singular = folded.strip_suffix(['s', 'x']).filter(|_| folded.len() > 3);
        let plain = |word: &&str| lower == folded || !self.acronyms.contains(*word);
        for word in [Some(folded), singular].into_iter().flatten().filter(plain) {
            slots.extend(self.strict.get(word));
        }
        for (end, _) in folded.char_indices().skip(1).chain([(folded.len(), ' ')]) {
            slots.extend(self.beginnings.get(&folded[..end]).into_iter().flatten());
        }
        slots.sort_unstable();
        slots.dedup();
        slots
    }

    /// The slots of the only word that this one may be in spite of a typing error.
    fn nearest(&self, folded: &str) -> Vec<Slot> {
        let Some(first) = folded.chars().next().filter(|_| folded.chars().count() >= SHORTEST_MISTYPED)
        else {
            return Vec::new();
        };
        let near = self.spellings.get(&first).into_iter().flatten();
        let mut slots = Vec::new();
        let mut found: Option<&str> = None;
        for (spelling, lang) in near.filter(|(spelling, _)| mistyped(folded, spelling)) {
            if found.is_some_and(|found| found != spelling) {
                return Vec::new();
            }
            found = Some(spelling);
            let (lang, words) = match lang {
                None => {
                    slots.extend(self.strict.get(spelling));
                    continue;
                }
                Some(Lang::Fr) => (Lang::Fr, &self.french),
                Some(Lang::En) => (Lang::En, &self.english),
            };
            for stem in self.stems.of(lang, spelling) {
                slots.extend(words.get(&stem).into_iter().flatten());
            }
        }
        slots.sort_unstable();
        slots.dedup();
        slots
    }
}
