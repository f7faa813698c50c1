//! One phrase as practitioners write it: the terms, partners and quantities that it names, how surely, and the
//! very words that say so.

use std::collections::HashSet;
use std::sync::Arc;

use crate::base::RuleBase;
use crate::base::facts::Fact;
use crate::base::ids::{DimensionId, TermId};
use crate::base::lexicon::{Key, Named};
use crate::base::range::Range;
use crate::intake::counts::{after_it, before_it, less, said_in_full};
use crate::intake::items::rest;
use crate::intake::numbers::{Number, bounded_after, numbers};
use crate::intake::patterns::Patterns;
use crate::intake::search::{Match, Search};
use crate::intake::tokens::{Token, quote, tokens, written_in};
use crate::text::fold;

/// How surely something was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// To be confirmed: it is proposed, and nothing follows from it.
    Possible,
    /// The words say it.
    Likely,
}

/// Something that a phrase says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What.
    pub means: Named,
    /// Whether it is affirmed or denied.
    pub fact: Fact,
    /// How many, for a kind of partner or a quantity.
    pub count: Range,
    /// How surely.
    pub confidence: Confidence,
    /// The pattern found, an index of the phrasings; none for a label.
    pub pattern: Option<usize>,
    /// Whether some of its words were read in spite of a typing error.
    pub mistyped: bool,
    /// The very words that say it; `…` stands for those between them that do not.
    pub words: String,
}

/// So many of a kind are a population, not partners.
const POPULATION: u32 = 1000;
/// How far before an expression a negation still turns it, in words that count.
const REACH: u32 = 3;

/// Reads phrases, remembering words.
pub(super) struct PhraseReader<'b> {
    base: &'b RuleBase,
    search: Search,
}

/// A match with what it says.
struct Candidate {
    found: Match,
    /// The words of its number, for a quantity.
    numbers: Vec<usize>,
    means: Named,
    dimension: Option<DimensionId>,
    fact: Fact,
    confidence: Confidence,
    count: Range,
}

impl<'b> PhraseReader<'b> {
    /// A reader of the phrases of a base, with its patterns.
    pub(super) fn new(base: &'b RuleBase, patterns: Arc<Patterns>) -> PhraseReader<'b> {
        PhraseReader { base, search: Search::new(patterns) }
    }

    /// Everything that a phrase under a heading says, under that heading or another, from left to right; and, of a
    /// list of partners, the items that say nothing known.
    pub(super) fn read(&mut self, home: Key, phrase: &str) -> (Vec<Finding>, Vec<String>) {
        let words = tokens(phrase, &self.base.phrasings.language);
        let numbers = numbers(phrase, &words, &self.base.phrasings.language);
        let lang = written_in(&words, &self.base.phrasings.language);
        let found = self.search.find(&words, &numbers, lang);
        let negations = self.taken_negations(&found, &words);
        let candidate = |one: Match| self.candidate(home, one, &negations, &words, &numbers);
        let mut kept = self.distinct(home, found.into_iter().filter_map(candidate).collect());
        self.leave_brackets(&mut kept, &words, &numbers);
        for one in &mut kept {
            one.count = self.count(one, &words, &numbers);
        }
        kept.retain(|one| !self.counted(one.dimension) || one.count.min < POPULATION);
        if self.by_pairs(&words) {
            // Each agreement has one partner of each kind, however many there are.
            kept.iter_mut()
                .filter(|one| self.counted(one.dimension) && one.count.max == Range::NO_LIMIT)
                .for_each(|one| one.count = Range::exactly(1));
        }
        self.count_parts(&mut kept, phrase, &words);
        kept.sort_by_key(|one| one.found.words.first().copied());
        let finding = |one: Candidate| Finding {
            means: one.means,
            fact: one.fact,
            count: one.count,
            confidence: one.confidence,
            pattern: self.search.patterns.all[one.found.pattern].written,
            mistyped: one.found.mistyped > 0,
            words: quote(phrase, &one.found.words, &words),
        };
        let rest = match home {
            Key::Dimension(home) if self.counted(Some(home)) => {
                let matched = |at: usize| kept.iter().any(|one| one.found.words.contains(&at));
                rest(&self.base.phrasings.language, matched, phrase, &words, &numbers)
            }
            _ => Vec::new(),
        };
        (kept.into_iter().map(finding).collect(), rest)
    }

    fn by_pairs(&self, words: &[Token]) -> bool {
        let said = |sequence: &Vec<String>| {
            words
                .windows(sequence.len())
                .any(|there| there.iter().zip(sequence).all(|(token, word)| token.folded == *word))
        };
        self.base.phrasings.language.pairwise.iter().any(said)
    }

    /// The only number of some words.
    pub(super) fn number(&self, words: &str) -> Option<Range> {
        let language = &self.base.phrasings.language;
        match numbers(words, &tokens(words, language), language).as_slice() {
            [number] => Some(number.range),
            _ => None,
        }
    }

    fn counted(&self, dimension: Option<DimensionId>) -> bool {
        dimension.is_some_and(|dimension| self.base.vocabulary.dimension(dimension).counted)
    }

    /// What a match says where it stands; nothing when it may not be read there.
    fn candidate(
        &self,
        home: Key,
        found: Match,
        negations: &HashSet<usize>,
        words: &[Token],
        numbers: &[Number],
    ) -> Option<Candidate> {
        let pattern = &self.search.patterns.all[found.pattern];
        let dimension = match pattern.means {
            Named::Term(term) => Some(self.base.vocabulary.term(term).dimension),
            Named::Quantity(_) => None,
        };
        let at_home = match (home, dimension) {
            (Key::Scale, None) => true,
            (Key::Dimension(home), None) => self.counted(Some(home)),
            (Key::Dimension(home), Some(dimension)) => home == dimension,
            _ => false,
        };
        // A label of one word is too common to be read away from its heading, except who the partners are.
        let common = pattern.label && pattern.places == 1 && !self.counted(dimension);
        if !at_home && (common || (pattern.label && dimension.is_none())) {
            return None;
        }
        // Among quantities, only those who cannot be parties are concerned.
        if let (Key::Scale, Named::Term(kind)) = (home, pattern.means)
            && self.base.vocabulary.term(kind).party
        {
            return None;
        }
        let negated = self.denied(&found, negations, words)?;
        let exact = found.words.len() - found.mistyped;
        let sure = !pattern.uncertain && (found.mistyped == 0 || (exact > 0 && found.words.len() > 1));
        // Away from its heading, what is denied may be denied of something else.
        if negated && !(sure && (at_home || home == Key::Words)) {
            return None;
        }
        Some(Candidate {
            means: pattern.means,
            dimension,
            numbers: match dimension {
                None => numbers
                    .iter()
                    .flat_map(|n| n.start..n.end)
                    .filter(|at| found.words.contains(at))
                    .collect(),
                Some(_) => Vec::new(),
            },
            fact: if negated { Fact::No } else { Fact::Yes },
            confidence: if sure { Confidence::Likely } else { Confidence::Possible },
            count: Range::SOME,
            found,
        })
    }

    /// The negation that stands shortly before a word, in the same clause.
    fn negation(&self, word: usize, words: &[Token]) -> Option<usize> {
        let language = &self.base.phrasings.language;
        let clause = |at: &usize| words[*at].clause == words[word].clause;
        let mut before = (0..word).rev().take_while(clause);
        before.find(|&at| {
            language.negations.contains(&words[at].folded)
                && words[word].rank <= words[at].rank + REACH
                && !self.affirms(at, words)
        })
    }

    /// Whether a negation begins words that deny nothing: « pas seulement ».
    fn affirms(&self, at: usize, words: &[Token]) -> bool {
        let language = &self.base.phrasings.language;
        language.affirming.iter().any(|sequence| {
            let there = words.get(at..at + sequence.len());
            there.is_some_and(|there| there.iter().zip(sequence).all(|(token, word)| token.folded == *word))
        })
    }

    /// Whether a match is denied: by a negation before it, which no other match has for itself. Nothing when a
    /// negation stands between its words: it is neither affirmed nor denied.
    fn denied(&self, found: &Match, taken: &HashSet<usize>, words: &[Token]) -> Option<bool> {
        let language = &self.base.phrasings.language;
        let is_negation = |at: &&usize| language.negations.contains(&words[**at].folded);
        let Some(&first) = found.words.first() else { return Some(false) };
        if found.words.iter().any(|at| is_negation(&at)) {
            return Some(false);
        }
        if let Some(negation) = self.negation(first, words) {
            return if taken.contains(&negation) { None } else { Some(true) };
        }
        let inside =
            found.words[1..].iter().any(|&word| self.negation(word, words).is_some_and(|at| at > first));
        if inside { None } else { Some(false) }
    }

    /// The negations that are words of a match.
    fn taken_negations(&self, found: &[Match], words: &[Token]) -> HashSet<usize> {
        let language = &self.base.phrasings.language;
        let all = found.iter().flat_map(|one| one.words.iter().copied());
        all.filter(|&at| language.negations.contains(&words[at].folded)).collect()
    }

    /// Among matches of one field that rest on the same words, keeps the most precise.
    fn distinct(&self, home: Key, mut candidates: Vec<Candidate>) -> Vec<Candidate> {
        let vocabulary = &self.base.vocabulary;
        let depth = |one: &Candidate| match one.means {
            Named::Term(term) => vocabulary.term(term).depth,
            Named::Quantity(_) => 0,
        };
        candidates.sort_by_key(|one| {
            let sure = one.confidence == Confidence::Likely;
            let order = (sure, one.found.words.len(), one.found.words.len() - one.found.mistyped, depth(one));
            (std::cmp::Reverse(order), one.found.pattern)
        });
        let mut kept: Vec<Candidate> = Vec::new();
        for one in candidates {
            let hidden = kept.iter().any(|other| self.hides(home, other, &one));
            if !hidden {
                // « 3 départements » says who, when « départements » names partners.
                kept.retain(|other| !(other.dimension.is_none() && self.hides(home, &one, other)));
                kept.push(one);
            }
        }
        kept
    }

    /// Whether a match that comes first makes another one void.
    fn hides(&self, home: Key, first: &Candidate, other: &Candidate) -> bool {
        let shared = other.found.words.iter().any(|word| first.found.words.contains(word));
        let inside = other.found.words.iter().all(|word| first.found.words.contains(word));
        let partners = (self.counted(first.dimension), self.counted(other.dimension));
        match partners {
            // A word names one partner.
            (true, true) => shared,
            // « 3 départements » says who; « sur 3 départements », how far.
            (false, true) if first.dimension.is_none() => shared && !self.only_counts(first, other),
            (true, false) if other.dimension.is_none() => shared && self.only_counts(other, first),
            // « retrait de l’État » names no partner.
            (false, true) if home != other.dimension.map_or(Key::Words, Key::Dimension) => {
                inside && first.found.words.len() > other.found.words.len()
            }
            (false, false) if first.dimension == other.dimension => {
                let larger = first.found.words.len() > other.found.words.len();
                first.means == other.means || (inside && (larger || self.is_broader(other, first)))
            }
            _ => false,
        }
    }

    /// Whether the words of a quantity are but those of a kind of partner and a number.
    fn only_counts(&self, quantity: &Candidate, kind: &Candidate) -> bool {
        let own = |word: &&usize| !quantity.numbers.contains(word) && !kind.found.words.contains(word);
        quantity.found.words.iter().filter(own).count() == 0
    }

    fn is_broader(&self, broad: &Candidate, narrow: &Candidate) -> bool {
        match (broad.means, narrow.means) {
            (Named::Term(broad), Named::Term(narrow)) => self.base.vocabulary.is_within(narrow, broad),
            _ => false,
        }
    }

    /// Names in brackets after a partner say which one it is; they count only as parts with numbers of their own.
    fn leave_brackets(&self, kept: &mut Vec<Candidate>, words: &[Token], numbers: &[Number]) {
        let depth = |one: &Candidate| one.found.words.first().map_or(0, |&word| words[word].depth);
        let outside: Vec<(TermId, usize)> = kept
            .iter()
            .filter(|one| self.counted(one.dimension) && depth(one) == 0)
            .filter_map(|one| Some((one.means.term()?, *one.found.words.first()?)))
            .collect();
        kept.retain(|one| {
            if depth(one) == 0 || !self.counted(one.dimension) {
                return true;
            }
            let (Some(kind), Some(&at)) = (one.means.term(), one.found.words.first()) else { return true };
            let mut before = outside.iter().filter(|(_, first)| *first < at).peekable();
            before.peek().is_none()
                || (before.any(|(broad, _)| self.base.vocabulary.is_within(kind, *broad))
                    && before_it(at, words, numbers).is_some_and(|number| said_in_full(number, words)))
        });
    }

    /// How many partners of a kind, or how much of a quantity.
    fn count(&self, one: &Candidate, words: &[Token], numbers: &[Number]) -> Range {
        let (Some(&first), Some(&last)) = (one.found.words.first(), one.found.words.last()) else {
            return Range::SOME;
        };
        if one.dimension.is_none() {
            let inside = |number: &&Number| one.found.words.contains(&number.start);
            return numbers.iter().find(inside).map_or(Range::ANY, |number| number.range);
        }
        if !self.counted(one.dimension) {
            return Range::SOME;
        }
        let before = before_it(first, words, numbers);
        if let Some(number) = before.filter(|number| said_in_full(number, words)) {
            let language = &self.base.phrasings.language;
            return bounded_after(words, last + 1, number.range, language)
                .map_or(number.range, |(range, _)| range);
        }
        if let Some(number) = after_it(last, words, numbers) {
            return number.range;
        }
        let number = before.map_or(Range::SOME, |number| number.range);
        if self.plural(one.means, &words[first]) {
            Range { min: number.min.max(2), max: Range::NO_LIMIT }
        } else {
            number
        }
    }

    /// Whether the word that names a kind is a plural, and not the name itself.
    fn plural(&self, means: Named, head: &Token) -> bool {
        let Named::Term(kind) = means else { return false };
        let ends = head.folded.ends_with(['s', 'x']) && head.folded.len() > 3;
        let label = &self.base.vocabulary.term(kind).pref_label;
        let itself = |label: &str| {
            let label = fold(label);
            label.split(' ').any(|word| word == head.folded)
        };
        ends && !itself(&label.fr) && !itself(&label.en)
    }

    /// « 5 EPCI, dont 2 métropoles »: the parts are not added to the whole.
    fn count_parts(&self, kept: &mut Vec<Candidate>, phrase: &str, words: &[Token]) {
        let language = &self.base.phrasings.language;
        let marked = |from: usize, to: usize| {
            phrase[words[from].bytes.end..words[to].bytes.start].contains([':', '('])
        };
        let among =
            |from: usize, to: usize| words[from..to].iter().any(|word| language.among.contains(&word.folded));
        let left_of = |whole: &Candidate| -> Range {
            let (Some(kind), Some(&last)) = (whole.means.term(), whole.found.words.last()) else {
                return whole.count;
            };
            let first = |one: &Candidate| one.found.words.first().copied().unwrap_or_default();
            let part = |one: &&Candidate| {
                one.confidence == Confidence::Likely
                    && first(one) > last
                    && one.means.term().is_some_and(|k| k != kind && self.base.vocabulary.is_within(k, kind))
                    && (marked(last, first(one)) || among(last, first(one)))
            };
            let parts = kept.iter().filter(part).fold(Range::ZERO, |sum, one| sum.plus(one.count));
            less(whole.count, parts, !kept.iter().filter(part).any(|one| among(last, first(one))))
        };
        let left: Vec<Range> = kept
            .iter()
            .map(|one| if self.counted(one.dimension) { left_of(one) } else { one.count })
            .collect();
        let mut left = left.into_iter();
        kept.retain_mut(|one| {
            one.count = left.next().unwrap_or(one.count);
            !self.counted(one.dimension) || one.count.max > 0
        });
    }
}
