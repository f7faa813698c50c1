//! The rule base embedded in the program.

use crate::base::Files;
use crate::source::Sources;

include!(concat!(env!("OUT_DIR"), "/shipped.rs"));

/// Adds the embedded rules to `sources`.
pub fn rules(sources: &mut Sources) -> Vec<crate::source::SourceId> {
    RULES.iter().map(|(name, text)| sources.add_text(*name, *text)).collect()
}

/// Adds the embedded cases to `sources`.
pub fn cases(sources: &mut Sources) -> Vec<crate::source::SourceId> {
    CASES.iter().map(|(name, text)| sources.add_text(*name, *text)).collect()
}

/// The embedded rules and cases together.
pub fn all(sources: &mut Sources) -> Files {
    let (rules, cases) = (rules(sources), cases(sources));
    Files::sort(sources, &rules, &cases)
}
