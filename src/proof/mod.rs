//! Verdicts that hold whatever the missing answers: exact over all completions, or "not proven". A completion
//! gives every open question one of the answers that its kind permits (DESIGN: a form is *possible first*,
//! *out*, the result *settled*, and how firmly it stands). No text, no order of questions.
//!
//! Reading order: `completions` (what may still be answered), `search` (is there one in which…),
//! `bounds` (where a search need not go), `horizon` (what a questionnaire asks of it), this file.

mod bounds;
mod completions;
mod cuts;
pub mod horizon;
mod moved;
mod search;
mod swings;
pub mod what_if;

use std::sync::OnceLock;

use crate::base::RuleBase;
use crate::base::facts::{Facts, Said};
use crate::base::ids::{FormId, QuestionId};
use crate::engine::outcome::{Outcome, Robustness, Status};
use crate::engine::{Engine, Workspace};
use crate::proof::completions::Completions;
use crate::proof::search::Found;
pub use crate::proof::search::{Completion, Horizon};
use crate::proof::swings::Swings;

/// A compiled rule base, with what proofs need of it.
#[derive(Debug, Clone)]
pub struct Prover {
    engine: Engine,
    /// Made when first needed: many results are settled without it.
    completions: OnceLock<Completions>,
    swings: Swings,
}

/// Whether something happens in some completion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proof {
    /// It does, in this one.
    Witness(Box<Completion>),
    /// It does in none.
    Never,
    /// The work allowed was not enough to tell.
    NotProven,
}

/// How much work the proof of one robustness may take, in rules judged.
const ROBUSTNESS: usize = 240_000;

impl Proof {
    /// Whether it happens; nothing when that is not proven.
    pub fn told(&self) -> Option<bool> {
        match self {
            Proof::Witness(_) => Some(true),
            Proof::Never => Some(false),
            Proof::NotProven => None,
        }
    }
}

impl From<Found> for Proof {
    fn from(found: Found) -> Proof {
        match found {
            Found::In(found) => Proof::Witness(Box::new(found)),
            Found::Never => Proof::Never,
            Found::NotProven => Proof::NotProven,
        }
    }
}

impl Prover {
    /// Compiles a rule base.
    pub fn compile(base: &RuleBase) -> Prover {
        let engine = Engine::compile(base);
        Prover { completions: OnceLock::new(), swings: Swings::new(base), engine }
    }

    /// The compiled rules.
    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// The outcome of what was said of a situation, and how firmly it stands.
    pub fn outcome(&self, base: &RuleBase, said: &Said) -> Outcome {
        let mut outcome = Outcome::default();
        self.evaluate(base, said, &mut Workspace::new(&base.vocabulary), &mut outcome);
        outcome
    }

    /// The outcome of what was said, and how firmly it stands, written over `outcome`.
    pub fn evaluate(&self, base: &RuleBase, said: &Said, work: &mut Workspace, outcome: &mut Outcome) {
        self.engine.evaluate(&base.vocabulary, said, work, outcome);
        outcome.robustness = self.robustness(base, said, work, outcome);
    }

    fn robustness(
        &self,
        base: &RuleBase,
        said: &Said,
        work: &mut Workspace,
        outcome: &Outcome,
    ) -> Option<Robustness> {
        let to_check = |form: &FormId| outcome.standing(*form).status == Status::ToCheck;
        if outcome.leaders().is_empty() {
            return None;
        }
        if outcome.leaders().iter().any(to_check) {
            return Some(Robustness::ToConfirm);
        }
        if !self.bounds_settle(outcome) {
            let mut horizon = self.horizon(base, work.facts(), None);
            match horizon.upset(outcome, ROBUSTNESS) {
                Found::In(_) => return Some(Robustness::ToConfirm),
                Found::NotProven => return Some(Robustness::NotProven),
                Found::Never => {}
            }
        }
        let close = outcome.leaders > 1
            || self.swings.one_change_matters(&self.engine, &base.vocabulary, said, work, outcome);
        Some(if close { Robustness::Close } else { Robustness::Solid })
    }

    /// What may still come of some facts, by the questions that `askable` admits; by everything that is open
    /// when it is absent.
    pub fn horizon<'a>(
        &'a self,
        base: &'a RuleBase,
        facts: &Facts,
        askable: Option<&dyn Fn(QuestionId) -> bool>,
    ) -> Horizon<'a> {
        let completions = self.completions.get_or_init(|| Completions::new(base, &self.engine));
        Horizon::new(base, &self.engine, completions, facts, askable)
    }

    /// Whether the bounds of the balances alone show that the first forms are so in every completion.
    fn bounds_settle(&self, outcome: &Outcome) -> bool {
        let fixed = |form: &FormId| outcome.standing(*form).lowest == outcome.standing(*form).highest;
        let (leaders, others) = outcome.ranking.split_at(outcome.leaders);
        let least = leaders.iter().map(|form| outcome.standing(*form).lowest).min().unwrap_or(i32::MIN);
        (leaders.len() == 1 || leaders.iter().all(fixed))
            && least >= self.engine.threshold()
            && others.iter().all(|form| outcome.standing(*form).highest < least)
    }
}
