//! Patterns looked for in a phrase: by stems, in order, with small gaps.

use std::collections::HashMap;
use std::sync::Arc;

use crate::intake::numbers::Number;
use crate::intake::patterns::{Patterns, Ready};
use crate::intake::slots::Slot;
use crate::intake::tokens::Token;
use crate::text::Lang;

/// How many other words may stand between two places of a sequence.
const GAP: u32 = 2;
/// The same, for a label.
const LABEL_GAP: u32 = 1;

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

/// Beyond this many different words a memory is emptied.
const MEMORY: usize = 1 << 14;

/// A run of words: the first, and one past the last.
type Run = (usize, usize);

/// The slots that a word may fill, and whether only in spite of a typing error.
type Known = (Arc<[Slot]>, bool);

/// Looks for patterns, remembering words.
pub(super) struct Search {
    /// What is looked for.
    pub(super) patterns: Arc<Patterns>,
    /// What is known of each word, without a capital and with one.
    known: [HashMap<String, Known>; 2],
    /// By slot, the runs of words of the phrase that fill it.
    places: Vec<Vec<Run>>,
    filled: Vec<Slot>,
    mistyped: Vec<bool>,
    tried: Vec<u32>,
}

impl Search {
    /// Nothing remembered yet.
    pub(super) fn new(patterns: Arc<Patterns>) -> Search {
        Search {
            places: vec![Vec::new(); patterns.count],
            patterns,
            known: Default::default(),
            filled: Vec::new(),
            mistyped: Vec::new(),
            tried: Vec::new(),
        }
    }

    /// Every pattern found in a phrase; the same one several times when the phrase says it several times.
    /// Words of one language are not looked for in a phrase of the other: « transition » is no transition.
    pub(super) fn find(&mut self, words: &[Token], numbers: &[Number], lang: Option<Lang>) -> Vec<Match> {
        self.fill(words, numbers);
        self.tried.clear();
        for &slot in &self.filled {
            self.tried.extend_from_slice(&self.patterns.anchored[slot as usize]);
        }
        self.tried.sort_unstable();
        let mut found = Vec::new();
        for &index in &self.tried {
            let pattern = &self.patterns.all[index as usize];
            let other = pattern.lang.is_some() && lang.is_some() && pattern.lang != lang;
            if !other && self.may_stand(pattern) {
                self.try_one(index as usize, pattern, words, &mut found);
            }
        }
        found
    }

    /// Notes which words fill which places.
    fn fill(&mut self, words: &[Token], numbers: &[Number]) {
        for slot in self.filled.drain(..) {
            self.places[slot as usize].clear();
        }
        self.mistyped.clear();
        for (at, token) in words.iter().enumerate() {
            let (slots, typing_error) = self.slots(token);
            self.mistyped.push(typing_error);
            slots.iter().for_each(|&slot| self.put(slot, (at, at + 1)));
            if let Some(next) = words.get(at + 1).filter(|next| next.joined) {
                let joined = |one: &str, other: &str| format!("{one}{other}");
                let (lower, folded) =
                    (joined(&token.lower, &next.lower), joined(&token.folded, &next.folded));
                let slots = self.patterns.words.exact(&lower, &folded);
                slots.into_iter().for_each(|slot| self.put(slot, (at, at + 2)));
            }
        }
        let patterns = Arc::clone(&self.patterns);
        for number in numbers {
            patterns.number_slots.iter().for_each(|&slot| self.put(slot, (number.start, number.end)));
        }
    }

    fn put(&mut self, slot: Slot, run: Run) {
        let places = &mut self.places[slot as usize];
        if places.is_empty() {
            self.filled.push(slot);
        }
        places.push(run);
    }

    fn slots(&mut self, token: &Token) -> Known {
        let known = &mut self.known[usize::from(token.capital)];
        if let Some((slots, mistyped)) = known.get(&token.lower) {
            return (Arc::clone(slots), *mistyped);
        }
        if known.len() > MEMORY {
            known.clear();
        }
        let (slots, mistyped) = self.patterns.words.slots(token);
        let slots: Arc<[Slot]> = slots.into();
        known.insert(token.lower.clone(), (Arc::clone(&slots), mistyped));
        (slots, mistyped)
    }

    fn is_there(&self, slot: Slot) -> bool {
        !self.places[slot as usize].is_empty()
    }

    /// Whether every word of a pattern is somewhere, and none that excludes it.
    fn may_stand(&self, pattern: &Ready) -> bool {
        pattern.parts.iter().flatten().all(|&slot| self.is_there(slot))
            && !pattern.unless.iter().any(|&slot| self.is_there(slot))
    }

    fn try_one(&self, index: usize, pattern: &Ready, words: &[Token], found: &mut Vec<Match>) {
        let gap = if pattern.label { LABEL_GAP } else { GAP };
        let mut push = |mut at: Vec<usize>| {
            at.sort_unstable();
            at.dedup();
            let mistyped = at.iter().filter(|&&word| self.mistyped[word]).count();
            found.push(Match { pattern: index, words: at, mistyped });
        };
        let together = |one: &Vec<usize>| {
            let clause = |at: usize| words[at].clause;
            !pattern.one_clause || one.iter().all(|&at| clause(at) == clause(one[0]))
        };
        if let [part] = pattern.parts.as_slice() {
            return self.sequences(part, words, gap).into_iter().filter(together).for_each(push);
        }
        let mut all = Vec::new();
        for part in &pattern.parts {
            // Each part rests on words of its own.
            let free = |one: &Vec<usize>| !one.iter().any(|word| all.contains(word));
            let Some(one) = self.sequences(part, words, gap).into_iter().find(free) else { return };
            all.extend(one);
        }
        if together(&all) {
            push(all);
        }
    }

    /// The places of a sequence, one after the other, close together; the tightest of the runs that share a word.
    fn sequences(&self, part: &[Slot], words: &[Token], gap: u32) -> Vec<Vec<usize>> {
        let Some((first, rest)) = part.split_first() else { return Vec::new() };
        let counts = |slot: &Slot| self.patterns.number_slots.contains(slot);
        let mut all: Vec<Vec<usize>> = Vec::new();
        for &(start, end) in &self.places[*first as usize] {
            let mut run: Vec<usize> = (start..end).collect();
            let (mut last, mut counted) = (end - 1, counts(first));
            let whole = rest.iter().all(|slot| {
                let next = self.places[*slot as usize].iter().find(|(at, _)| *at > last);
                // A number counts what stands right after it.
                let gap = if counted { 0 } else { gap };
                let reach = words[last].rank + u32::from(!words[last].little) + gap;
                let Some(&(at, end)) = next.filter(|(at, _)| words[*at].rank <= reach) else { return false };
                run.extend(at..end);
                (last, counted) = (end - 1, counts(slot));
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
