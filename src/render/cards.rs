//! Cards to cut out: what stands on each.

/// One card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// In large type.
    pub title: String,
    /// Under it.
    pub lines: Vec<String>,
}
