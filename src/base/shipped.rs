//! The rule base embedded in the program.

use std::ops::Range;

use crate::base::Files;
use crate::source::{SourceId, Sources};

include!(concat!(env!("OUT_DIR"), "/shipped.rs"));

/// Adds the embedded rules to `sources`.
pub fn rules(sources: &mut Sources) -> Vec<SourceId> {
    add(sources, RULES)
}

/// Adds the embedded cases to `sources`.
pub fn cases(sources: &mut Sources) -> Vec<SourceId> {
    add(sources, CASES)
}

fn add(sources: &mut Sources, files: &[(&str, &str, Range<usize>)]) -> Vec<SourceId> {
    files.iter().map(|(name, text, tree)| sources.add_read(*name, *text, &TREES[tree.clone()])).collect()
}

/// Adds the embedded file of languages to `sources`.
pub fn language(sources: &mut Sources) -> Option<SourceId> {
    let file: Vec<_> = RULES.iter().filter(|(name, ..)| name.ends_with("/language.yaml")).cloned().collect();
    add(sources, &file).first().copied()
}

/// The embedded rules and cases together.
pub fn all(sources: &mut Sources) -> Files {
    let (rules, cases) = (rules(sources), cases(sources));
    Files::sort(sources, &rules, &cases)
}
