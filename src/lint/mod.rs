//! Checks of a rule base that need the engine: do the rules agree with the cases and the vignettes, is
//! every term, argument and form of some use, does no form win by weight of arguments?

pub mod agreement;
pub mod coverage;
pub mod sampling;
pub mod words;

use crate::base::RuleBase;
use crate::diagnostic::Diagnostics;
use crate::engine::Engine;

/// Reports what the engine shows of a rule base that was read without error.
pub fn lint(base: &RuleBase, engine: &Engine, diagnostics: &mut Diagnostics) {
    agreement::lint(base, engine, diagnostics);
    coverage::lint(base, engine, diagnostics);
}
