//! Exercises for a class, made from the rules and the cases: which forms to choose among, how the result comes about
//! step by step, what each change of a fact gives. Ids and numbers; sentences live in `render`.

pub mod flips;
pub mod quiz;
pub mod replay;

use crate::base::RuleBase;
use crate::base::ids::{CaseId, FormId};
use crate::engine::outcome::Outcome;
use crate::explain::{Explanation, explain};
use crate::interview::code;
use crate::proof::Prover;
use crate::situation::Situation;
use crate::train::flips::Flips;
use crate::train::replay::Replay;

/// The most forms that a class chooses among: a table of more columns is not read.
pub const MOST_OPTIONS: usize = 7;
/// The least.
const LEAST_OPTIONS: usize = 4;

/// A situation to work on.
#[derive(Debug, Clone)]
pub struct Subject {
    /// The case that tells it; nothing for a trainer's own situation.
    pub case: Option<CaseId>,
    /// The form chosen on the ground, when it is known.
    pub retained: Option<FormId>,
    /// What is known.
    pub situation: Situation,
}

impl Subject {
    /// A reference case.
    pub fn of_case(base: &RuleBase, case: CaseId) -> Subject {
        let told = base.case(case);
        Subject { case: Some(case), retained: told.form(), situation: told.situation.clone() }
    }
}

/// A situation made ready for a class.
#[derive(Debug, Clone)]
pub struct Exercise {
    /// What it is about.
    pub subject: Subject,
    /// What the rules say.
    pub outcome: Outcome,
    /// And why.
    pub explanation: Explanation,
    /// How the result comes about.
    pub replay: Replay,
    /// What changes of one or two facts give.
    pub flips: Flips,
    /// The code by which the questionnaire replays it elsewhere, if it can.
    pub code: Option<String>,
}

/// A set of exercises on the same forms.
#[derive(Debug, Clone)]
pub struct Kit {
    /// The forms to choose among, in catalogue order.
    pub options: Vec<FormId>,
    /// In the order in which the class meets them.
    pub exercises: Vec<Exercise>,
}

/// Why a kit cannot be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// There is no case to work on.
    NoCase,
    /// The cases lead to too many forms for one vote.
    TooManyForms(usize),
    /// Nothing is said of this situation: there is nothing to show.
    NothingSaid,
}

/// Makes a kit; the order of the exercises is drawn from `seed`, so that it tells nothing.
pub fn kit(base: &RuleBase, prover: &Prover, subjects: Vec<Subject>, seed: u64) -> Result<Kit, Fault> {
    if subjects.is_empty() {
        return Err(Fault::NoCase);
    }
    if subjects.iter().any(|subject| subject.situation.said.is_empty()) {
        return Err(Fault::NothingSaid);
    }
    let outcomes: Vec<Outcome> =
        subjects.iter().map(|subject| prover.outcome(base, &subject.situation.said)).collect();
    let options = options(base, subjects.iter().map(|subject| subject.retained), &outcomes)?;
    let mut order: Vec<usize> = (0..subjects.len()).collect();
    order.sort_by_key(|&index| mixed(seed, index));
    let exercise = |index: usize| {
        let (subject, outcome) = (subjects[index].clone(), outcomes[index].clone());
        Exercise {
            explanation: explain(base, prover, &subject.situation, &outcome),
            replay: Replay::new(base, &subject.situation, &outcome, &options),
            flips: Flips::new(base, prover, &subject.situation, &outcome, &options),
            code: code::of_situation(base, prover, &subject.situation.facts, &outcome),
            subject,
            outcome,
        }
    };
    Ok(Kit { exercises: order.into_iter().map(exercise).collect(), options })
}

/// The forms chosen on the ground and those that the rules put first, then the next ones as long as there are few.
fn options(
    base: &RuleBase,
    retained: impl Iterator<Item = Option<FormId>>,
    outcomes: &[Outcome],
) -> Result<Vec<FormId>, Fault> {
    let leading = outcomes.iter().flat_map(|outcome| outcome.leaders().iter().copied());
    let mut options: Vec<FormId> = retained.flatten().chain(leading).collect();
    options.sort_unstable();
    options.dedup();
    if options.len() > MOST_OPTIONS {
        return Err(Fault::TooManyForms(options.len()));
    }
    let longest = outcomes.iter().map(|outcome| outcome.ranking.len()).max().unwrap_or(0);
    let next =
        (0..longest).flat_map(|place| outcomes.iter().filter_map(move |o| o.ranking.get(place).copied()));
    for form in next.chain(base.form_ids()) {
        if options.len() >= LEAST_OPTIONS {
            break;
        }
        if !options.contains(&form) {
            options.push(form);
        }
    }
    options.sort_unstable();
    Ok(options)
}

/// A number that looks drawn at random, the same on every machine (splitmix64).
pub(crate) fn mixed(seed: u64, index: usize) -> u64 {
    let mut z = seed.wrapping_add((index as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
