//! The patterns of a rule base, shared by the readers of all cores.

use std::sync::{Arc, OnceLock};

use crate::base::RuleBase;
use crate::intake::nearest::Nearest;
use crate::intake::patterns::Patterns;

/// The patterns of a rule base, made ready by the first who needs them.
#[derive(Clone, Default)]
pub struct SharedPatterns(Arc<OnceLock<(Arc<Patterns>, Nearest)>>);

impl SharedPatterns {
    /// The patterns, and the words of each term.
    pub(super) fn get(&self, base: &RuleBase) -> &(Arc<Patterns>, Nearest) {
        self.0.get_or_init(|| {
            let patterns = Arc::new(Patterns::new(base));
            let nearest = Nearest::new(base, &patterns);
            (patterns, nearest)
        })
    }
}
