//! Patterns and labels made ready to be looked for.

use std::collections::HashMap;

use crate::base::RuleBase;
use crate::base::ids::{QuantityId, TermId};
use crate::base::lexicon::Named;
use crate::base::phrasing::{Pattern, Place, Wording};
use crate::intake::slots::{Slot, Words};
use crate::intake::tokens::{Token, tokens};
use crate::text::{Lang, fold};

/// A pattern with its places as slots.
#[derive(Debug)]
pub(super) struct Ready {
    /// What it says.
    pub(super) means: Named,
    /// It only proposes it.
    pub(super) uncertain: bool,
    /// It is a label of the vocabulary, not a pattern.
    pub(super) label: bool,
    /// Its index among the phrasings; none for a label.
    pub(super) written: Option<usize>,
    /// How many places it has.
    pub(super) places: usize,
    /// The language of its words; a label is of both.
    pub(super) lang: Option<Lang>,
    /// Its words stand in one clause: a list of partners is no single name.
    pub(super) one_clause: bool,
    pub(super) parts: Vec<Vec<Slot>>,
    pub(super) unless: Vec<Slot>,
}

/// Every pattern of a rule base, ready to be looked for.
pub(super) struct Patterns {
    pub(super) words: Words,
    /// The patterns: labels first, then phrasings.
    pub(super) all: Vec<Ready>,
    slots: HashMap<Place, Slot>,
    /// The slots that numbers fill.
    pub(super) number_slots: Vec<Slot>,
    /// How many slots there are.
    pub(super) count: usize,
    /// By slot, the patterns to try when it is there.
    pub(super) anchored: Vec<Vec<u32>>,
}

impl Patterns {
    /// Makes the labels and the patterns of a base ready.
    pub(super) fn new(base: &RuleBase) -> Patterns {
        let mut patterns = Patterns {
            words: Words::new(),
            all: Vec::new(),
            slots: HashMap::new(),
            number_slots: Vec::new(),
            count: 0,
            anchored: Vec::new(),
        };
        let vocabulary = &base.vocabulary;
        for index in 0..vocabulary.terms.len() {
            let term = TermId::new(index);
            let labels: Vec<&str> = vocabulary.labels(term).collect();
            labels.into_iter().for_each(|label| patterns.add_label(base, Named::Term(term), label));
        }
        for (index, quantity) in vocabulary.quantities.iter().enumerate() {
            let named = Named::Quantity(QuantityId::new(index));
            for label in [&quantity.label.fr, &quantity.label.en].into_iter().chain(&quantity.alt_labels) {
                patterns.add_label(base, named, label);
            }
        }
        for (written, pattern) in base.phrasings.patterns.iter().enumerate() {
            patterns.add(base, written, pattern);
        }
        patterns.anchor();
        patterns
    }

    /// Each pattern is tried when the rarest of its places is there.
    fn anchor(&mut self) {
        let mut uses = vec![0usize; self.count];
        let places = self.all.iter().flat_map(|ready| ready.parts.iter().flatten());
        places.for_each(|&slot| uses[slot as usize] += 1);
        // A number is everywhere.
        self.number_slots.iter().for_each(|&slot| uses[slot as usize] = usize::MAX);
        self.anchored = vec![Vec::new(); self.count];
        for (index, ready) in self.all.iter().enumerate() {
            let rarest = ready.parts.iter().flatten().min_by_key(|&&slot| (uses[slot as usize], slot));
            if let Some(&slot) = rarest {
                self.anchored[slot as usize].push(index as u32);
            }
        }
    }

    /// A label is the sequence of its words that count, in either language, as they are written: a stem is too
    /// loose to name something, « compétences des communes » is no « compétence en commun ».
    fn add_label(&mut self, base: &RuleBase, means: Named, label: &str) {
        let one_clause = names_partner(base, means);
        let mut words = tokens(label, &base.phrasings.language);
        words.retain(|token| !token.little);
        let mut sequence: Vec<Slot> = Vec::new();
        for token in &words {
            sequence.push(self.strict_slot(label, &token.folded));
        }
        if let Named::Quantity(_) = means {
            sequence.insert(0, self.slot(&vec![Wording::Number], None));
        }
        let places = sequence.len();
        if places > 0 {
            let parts = vec![sequence];
            self.all.push(Ready {
                means,
                uncertain: false,
                label: true,
                written: None,
                lang: None,
                places,
                one_clause,
                parts,
                unless: Vec::new(),
            });
        }
    }

    fn add(&mut self, base: &RuleBase, written: usize, pattern: &Pattern) {
        let language = &base.phrasings.language;
        // Beside a number, a little word tells a count from a place: « sur 3 départements ».
        let keeps = pattern.parts.iter().flatten().any(|place| place.contains(&Wording::Number));
        let little = |place: &Place| {
            place.iter().all(|wording| match wording {
                Wording::Word(word) => language.little.contains(&fold(word)),
                _ => false,
            })
        };
        let mut parts = Vec::new();
        for part in &pattern.parts {
            let counting = part.iter().filter(|place| keeps || !little(place));
            let part: Vec<Slot> = counting.map(|place| self.slot(place, Some(pattern.lang))).collect();
            if !part.is_empty() {
                parts.push(part);
            }
        }
        let unless = pattern.unless.iter().map(|place| self.slot(place, Some(pattern.lang))).collect();
        if !parts.is_empty() {
            let (means, uncertain) = (pattern.means, pattern.uncertain);
            let places = parts.iter().map(Vec::len).sum();
            let one_clause = names_partner(base, means);
            let lang = Some(pattern.lang);
            self.all.push(Ready {
                means,
                uncertain,
                label: false,
                written: Some(written),
                lang,
                places,
                one_clause,
                parts,
                unless,
            });
        }
    }

    fn new_slot(&mut self) -> Slot {
        self.count += 1;
        self.count as Slot - 1
    }

    /// The slot of a place; the words of a label are of both languages.
    fn slot(&mut self, place: &Place, lang: Option<Lang>) -> Slot {
        // The same words in another language are another slot.
        let mut key = place.clone();
        key.push(Wording::Beginning(lang.map_or("", Lang::code).to_owned()));
        if let Some(&slot) = self.slots.get(&key) {
            return slot;
        }
        let slot = self.new_slot();
        self.slots.insert(key, slot);
        for wording in place {
            match wording {
                Wording::Number => self.number_slots.push(slot),
                Wording::Beginning(beginning) => self.words.add_beginning(beginning, slot),
                Wording::Word(word) => {
                    let both = [Lang::Fr, Lang::En].into_iter();
                    both.filter(|one| lang.is_none_or(|lang| lang == *one))
                        .for_each(|lang| self.words.add(lang, word, slot));
                }
            }
        }
        slot
    }

    /// The slot of a label of one word.
    fn strict_slot(&mut self, label: &str, folded: &str) -> Slot {
        if let Some(slot) = self.words.strict(folded) {
            return slot;
        }
        let slot = self.new_slot();
        self.words.add_strict(folded, label.chars().all(char::is_uppercase), slot);
        slot
    }

    /// The stems of a word, of both languages.
    pub(super) fn both_stems(&self, token: &Token) -> [String; 2] {
        self.words.both_stems(token)
    }
}

fn names_partner(base: &RuleBase, means: Named) -> bool {
    matches!(means, Named::Term(term) if base.vocabulary.is_counted(term))
}
