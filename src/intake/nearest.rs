//! The term whose name and definition share most with a phrase that says nothing for sure: a suggestion, never
//! more.

use std::collections::{HashMap, HashSet};

use crate::base::RuleBase;
use crate::base::ids::{DimensionId, TermId};
use crate::intake::patterns::Patterns;
use crate::intake::tokens::{Token, tokens};

/// The share of the weight of a phrase's words below which nothing is suggested.
const LEAST_SHARE: f64 = 0.25;

/// The words of each term of the vocabulary, with their rarity.
pub(super) struct Nearest {
    terms: Vec<(TermId, HashSet<String>)>,
    rarity: HashMap<String, f64>,
}

impl Nearest {
    /// Gathers the words of the names and definitions.
    pub(super) fn new(base: &RuleBase, patterns: &Patterns) -> Nearest {
        let vocabulary = &base.vocabulary;
        let mut terms = Vec::new();
        let mut uses: HashMap<String, usize> = HashMap::new();
        for index in 0..vocabulary.terms.len() {
            let term = TermId::new(index);
            let definition = &vocabulary.term(term).definition;
            let texts = vocabulary.labels(term).chain([definition.fr.as_str(), definition.en.as_str()]);
            let words: HashSet<String> = texts.flat_map(|text| significant(base, patterns, text)).collect();
            for word in &words {
                *uses.entry(word.clone()).or_default() += 1;
            }
            terms.push((term, words));
        }
        let all = terms.len().max(1) as f64;
        let rarity = uses.into_iter().map(|(word, count)| (word, (all / count as f64).ln())).collect();
        Nearest { terms, rarity }
    }

    /// The nearest term under a heading, if one is near.
    pub(super) fn find(
        &self,
        base: &RuleBase,
        patterns: &Patterns,
        home: DimensionId,
        phrase: &str,
    ) -> Option<TermId> {
        let denied = |token: &Token| base.phrasings.language.negations.contains(&token.folded);
        // What resembles a denial is often its contrary.
        if tokens(phrase, &base.phrasings.language).iter().any(denied) {
            return None;
        }
        let words: HashSet<String> = significant(base, patterns, phrase).collect();
        // A word that no term uses weighs as much as the rarest one.
        let unknown = (self.terms.len().max(2) as f64).ln();
        let mut known: Vec<(&String, f64)> =
            words.iter().map(|word| (word, self.rarity.get(word).copied().unwrap_or(unknown))).collect();
        // Sums of decimals depend on their order; the words have none.
        known.sort_by(|one, other| one.0.cmp(other.0));
        let whole: f64 = known.iter().map(|(_, weight)| weight).sum();
        let mut best: Option<(f64, TermId)> = None;
        for (term, own) in self.terms.iter().filter(|(term, _)| base.vocabulary.term(*term).dimension == home)
        {
            let shared: f64 =
                known.iter().filter(|(word, _)| own.contains(*word)).map(|(_, weight)| weight).sum();
            if shared >= whole * LEAST_SHARE && shared > 0.0 && best.is_none_or(|(most, _)| shared > most) {
                best = Some((shared, *term));
            }
        }
        best.map(|(_, term)| term)
    }
}

fn significant<'a>(
    base: &'a RuleBase,
    patterns: &'a Patterns,
    text: &str,
) -> impl Iterator<Item = String> + use<'a> {
    let counts = |token: &Token| !token.little && token.folded.chars().count() > 2;
    let words: Vec<Token> = tokens(text, &base.phrasings.language).into_iter().filter(counts).collect();
    words.into_iter().flat_map(|token| {
        let [french, english] = patterns.both_stems(&token);
        if french == english { vec![french] } else { vec![french, english] }
    })
}
