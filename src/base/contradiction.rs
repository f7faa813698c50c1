//! Statements about one situation that cannot both hold.

use crate::base::facts::{Fact, Said, rivals};
use crate::base::ids::TermId;
use crate::base::vocabulary::Vocabulary;

/// The pairs of statements that cannot both hold.
pub fn contradictions(said: &Said, vocabulary: &Vocabulary) -> Vec<(TermId, TermId)> {
    let yes = || said.terms.iter().filter(|(_, fact)| *fact == Fact::Yes).map(|(term, _)| *term);
    let there = || said.partners.iter().filter(|(_, range)| range.min > 0).map(|(kind, _)| *kind);
    let mut found = Vec::new();
    for &(term, fact) in &said.terms {
        match fact {
            Fact::Yes => {
                let ruled_out: Vec<TermId> = rivals(vocabulary, term).collect();
                let other = yes().find(|&other| ruled_out.iter().any(|&r| vocabulary.is_within(other, r)));
                found.extend(other.filter(|&other| other > term).map(|other| (term, other)));
            }
            Fact::No => {
                let narrow = yes().chain(there()).find(|&t| vocabulary.is_within(t, term));
                found.extend(narrow.map(|narrow| (narrow, term)));
            }
            Fact::Unknown => {
                let stated = |fact| said.terms.contains(&(term, fact));
                let denied =
                    said.terms.iter().find(|(t, f)| *f == Fact::No && vocabulary.is_within(term, *t));
                if stated(Fact::Yes) {
                    found.push((term, term));
                }
                found.extend(denied.map(|(broad, _)| (term, *broad)));
            }
            Fact::Unasked => {}
        }
    }
    found
}
