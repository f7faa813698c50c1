//! Patterns made ready, and found in a phrase: by stems, in order, with small gaps.

use std::collections::HashMap;

use crate::base::RuleBase;
use crate::base::ids::{QuantityId, TermId};
use crate::base::lexicon::Named;
use crate::base::phrasing::{Pattern, Place, Wording};
use crate::intake::numbers::Number;
use crate::intake::slots::{Slot, Words};
use crate::intake::tokens::{Token, tokens};
use crate::text::{Lang, fold};

/// How many other words may stand between two places of a sequence.
const GAP: u32 = 2;
/// The same, for a label.
const LABEL_GAP: u32 = 1;

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
    lang: Option<Lang>,
    /// Its words stand in one clause: a list of partners is no single name.
    one_clause: bool,
    parts: Vec<Vec<Slot>>,
    unless: Vec<Slot>,
}

impl Ready {
    /// How many other words may stand between two of its places.
    fn gap(&self) -> u32 {
        if self.label { LABEL_GAP } else { GAP }
    }
}

/// A pattern found in a phrase.
#[derive(Debug, Clone)]
pub(super) struct Match {
    /// Index of the pattern.
    pub(super) pattern: usize,
    /// The words that it rests on, in order.
    pub(super) words: Vec<usize>,
    /// How many of them were read in spite of a typing error.
    pub(super) mistyped: usize,
}

/// Every pattern of a rule base, ready to be looked for.
pub(super) struct Patterns {
    words: Words,
    /// The patterns: labels first, then phrasings.
    pub(super) all: Vec<Ready>,
    slots: HashMap<Place, Slot>,
    number_slots: Vec<Slot>,
    /// By slot, the patterns to try when it is there.
    anchored: Vec<Vec<u32>>,
}

impl Patterns {
    /// Makes the labels and the patterns of a base ready.
    pub(super) fn new(base: &RuleBase) -> Patterns {
        let mut patterns = Patterns {
            words: Words::new(),
            all: Vec::new(),
            slots: HashMap::new(),
            number_slots: Vec::new(),
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
        patterns
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
            self.push(Ready {
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
            self.push(Ready {
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

    /// The pattern is tried when its last place is there: in French as in English the last word of an expression is
    /// the rarer one. A number is everywhere.
    fn push(&mut self, ready: Ready) {
        let slots = || ready.parts.iter().flatten().rev();
        let anchor = slots().find(|slot| !self.number_slots.contains(slot)).or(slots().next());
        if let Some(&anchor) = anchor {
            self.anchored[anchor as usize].push(self.all.len() as u32);
            self.all.push(ready);
        }
    }

    /// The slot of a place; the words of a label are of both languages.
    fn slot(&mut self, place: &Place, lang: Option<Lang>) -> Slot {
        // The same words in another language are another slot.
        let mut key = place.clone();
        key.push(Wording::Beginning(lang.map_or("", Lang::code).to_owned()));
        if let Some(&slot) = self.slots.get(&key) {
            return slot;
        }
        let slot = self.anchored.len() as Slot;
        self.anchored.push(Vec::new());
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
        self.words.strict(folded).unwrap_or_else(|| {
            let slot = self.anchored.len() as Slot;
            self.anchored.push(Vec::new());
            self.words.add_strict(folded, label.chars().all(char::is_uppercase), slot);
            slot
        })
    }

    /// Every pattern found in a phrase; the same one several times when the phrase says it several times.
    /// Words of one language are not looked for in a phrase of the other: « transition » is no transition.
    pub(super) fn find(&mut self, words: &[Token], numbers: &[Number], lang: Option<Lang>) -> Vec<Match> {
        let mut there = There {
            places: HashMap::new(),
            mistyped: vec![false; words.len()],
            numbers: self.number_slots.clone(),
        };
        for (at, token) in words.iter().enumerate() {
            let (slots, typing_error) = self.words.slots(token);
            there.mistyped[at] = typing_error;
            for slot in slots {
                there.places.entry(slot).or_default().push((at, at + 1));
            }
        }
        for (at, pair) in words.windows(2).enumerate().filter(|(_, pair)| pair[1].joined) {
            let joined = |one: fn(&Token) -> &String| format!("{}{}", one(&pair[0]), one(&pair[1]));
            for slot in self.words.exact(&joined(|token| &token.lower), &joined(|token| &token.folded)) {
                there.places.entry(slot).or_default().push((at, at + 2));
            }
        }
        for places in there.places.values_mut() {
            places.sort_unstable();
        }
        for number in numbers {
            for &slot in &self.number_slots {
                there.places.entry(slot).or_default().push((number.start, number.end));
            }
        }
        let mut tried: Vec<u32> =
            there.places.keys().flat_map(|&slot| self.anchored[slot as usize].iter().copied()).collect();
        tried.sort_unstable();
        let mut found = Vec::new();
        let other = |index: &u32| {
            let own = self.all[*index as usize].lang;
            own.is_some() && lang.is_some() && own != lang
        };
        for index in tried.into_iter().filter(|index| !other(index)) {
            self.try_one(index as usize, words, &there, &mut found);
        }
        found
    }

    fn try_one(&self, index: usize, words: &[Token], there: &There, found: &mut Vec<Match>) {
        let pattern = &self.all[index];
        if pattern.unless.iter().any(|slot| there.places.contains_key(slot)) {
            return;
        }
        let mut push = |mut at: Vec<usize>| {
            at.sort_unstable();
            at.dedup();
            let mistyped = at.iter().filter(|&&word| there.mistyped[word]).count();
            found.push(Match { pattern: index, words: at, mistyped });
        };
        let together = |one: &Vec<usize>| {
            let clause = |at: usize| words[at].clause;
            !pattern.one_clause || one.iter().all(|&at| clause(at) == clause(one[0]))
        };
        if let [part] = pattern.parts.as_slice() {
            return there.sequences(part, words, pattern.gap()).into_iter().filter(together).for_each(push);
        }
        let mut all = Vec::new();
        for part in &pattern.parts {
            // Each part rests on words of its own.
            let free = |one: &Vec<usize>| !one.iter().any(|word| all.contains(word));
            let Some(one) = there.sequences(part, words, pattern.gap()).into_iter().find(free) else {
                return;
            };
            all.extend(one);
        }
        if together(&all) {
            push(all);
        }
    }

    /// The stems of a word, of both languages.
    pub(super) fn both_stems(&self, token: &Token) -> [String; 2] {
        self.words.both_stems(token)
    }
}

fn names_partner(base: &RuleBase, means: Named) -> bool {
    match means {
        Named::Term(term) => base.vocabulary.dimension(base.vocabulary.term(term).dimension).counted,
        Named::Quantity(_) => false,
    }
}

/// What stands where in one phrase.
struct There {
    /// By slot, the runs of words that fill it.
    places: HashMap<Slot, Vec<(usize, usize)>>,
    mistyped: Vec<bool>,
    /// The slots that numbers fill.
    numbers: Vec<Slot>,
}

impl There {
    /// The places of a sequence, one after the other, close together; the tightest of the runs that share a word.
    fn sequences(&self, part: &[Slot], words: &[Token], gap: u32) -> Vec<Vec<usize>> {
        let Some((first, rest)) = part.split_first() else { return Vec::new() };
        let mut all: Vec<Vec<usize>> = Vec::new();
        for &(start, end) in self.places.get(first).into_iter().flatten() {
            let mut run: Vec<usize> = (start..end).collect();
            let mut last = end - 1;
            let mut counted = self.numbers.contains(first);
            let whole = rest.iter().all(|slot| {
                let next = self.places.get(slot).into_iter().flatten().find(|(at, _)| *at > last);
                // A number counts what stands right after it.
                let gap = if counted { 0 } else { gap };
                let reach = words[last].rank + u32::from(!words[last].little) + gap;
                let Some(&(at, end)) = next.filter(|(at, _)| words[*at].rank <= reach) else { return false };
                run.extend(at..end);
                last = end - 1;
                counted = self.numbers.contains(slot);
                true
            });
            if whole {
                if all.last().is_some_and(|last| last.iter().any(|word| run.contains(word))) {
                    all.pop();
                }
                all.push(run);
            }
        }
        all
    }
}
