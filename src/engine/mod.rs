//! From facts to an [`Outcome`]: ids and bits, no text, total and unable to fail.
//!
//! Reading order: `cells` (what rules can tell apart), `clauses` (a condition as boxes), `columns`
//! (which boxes meet or contain the answer), this file (balances, order). How firmly a result stands is
//! proved above, in `proof`.

pub mod cells;
pub mod clauses;
pub mod columns;
pub mod outcome;

use crate::base::RuleBase;
use crate::base::facts::{Facts, Said};
use crate::base::ids::{FormId, RuleId};
use crate::base::truth::Truth;
use crate::base::vocabulary::Vocabulary;
use crate::engine::columns::{Columns, Words, set_bits};
use crate::engine::outcome::{Outcome, Standing, Status};

/// A compiled rule base.
#[derive(Debug, Clone)]
pub struct Engine {
    columns: Columns,
    /// The rule of each clause.
    owners: Vec<RuleId>,
    /// Form and points of each rule; no form for a pointer.
    effects: Vec<(Option<FormId>, i32)>,
    /// Requirements of each form, as ranges of rules.
    requirements: Vec<std::ops::Range<usize>>,
    threshold: i32,
}

/// Room that [`Engine::evaluate`] reuses from one situation to the next.
#[derive(Debug, Clone)]
pub struct Workspace {
    facts: Facts,
    bits: Bits,
}

/// Room for the clauses that some facts make certain and possible.
#[derive(Debug, Clone, Default)]
pub struct Bits {
    certain: Words,
    possible: Words,
}

impl Workspace {
    /// Room for situations of a vocabulary.
    pub fn new(vocabulary: &Vocabulary) -> Workspace {
        Workspace { facts: Facts::blank(vocabulary), bits: Bits::default() }
    }

    /// The facts last evaluated.
    pub fn facts(&self) -> &Facts {
        &self.facts
    }
}

impl Engine {
    /// The balance from which a form is recommended.
    pub fn threshold(&self) -> i32 {
        self.threshold
    }

    /// Compiles a rule base.
    pub fn compile(base: &RuleBase) -> Engine {
        let mut all = Vec::new();
        let mut owners = Vec::new();
        for (index, rule) in base.rules.iter().enumerate() {
            for clause in clauses::clauses(&rule.when) {
                all.push(clause);
                owners.push(RuleId::new(index));
            }
        }
        Engine {
            columns: Columns::new(&all, &base.vocabulary),
            owners,
            effects: base.rules.iter().map(|rule| (rule.form, rule.points(&base.vocabulary))).collect(),
            requirements: base.forms.iter().map(|form| form.requirements.clone()).collect(),
            threshold: base.vocabulary.threshold,
        }
    }

    /// The outcome of what was said of a situation; its robustness is left out.
    pub fn outcome(&self, vocabulary: &Vocabulary, said: &Said) -> Outcome {
        let mut outcome = Outcome::default();
        self.evaluate(vocabulary, said, &mut Workspace::new(vocabulary), &mut outcome);
        outcome
    }

    /// The outcome of what was said, written over `outcome`; its robustness is left out.
    pub fn evaluate(
        &self,
        vocabulary: &Vocabulary,
        said: &Said,
        work: &mut Workspace,
        outcome: &mut Outcome,
    ) {
        work.facts.settle(vocabulary, said);
        self.rank(&work.facts, &mut work.bits, outcome);
    }

    /// The outcome of some facts: every rule judged, the balances summed, the forms in order.
    pub fn rank(&self, facts: &Facts, bits: &mut Bits, outcome: &mut Outcome) {
        let Bits { certain, possible } = bits;
        self.columns.judge(facts, certain, possible);
        outcome.truths.clear();
        outcome.truths.resize(self.effects.len(), Truth::False);
        for clause in set_bits(possible) {
            let truth = &mut outcome.truths[self.owners[clause].index()];
            let sure = certain[clause / 64] >> (clause % 64) & 1 == 1;
            *truth = (*truth).max(if sure { Truth::True } else { Truth::Unknown });
        }
        self.weigh(outcome);
        outcome.ranking.clear();
        let eligible = |form: &FormId| outcome.standings[form.index()].status != Status::Excluded;
        outcome.ranking.extend((0..outcome.standings.len()).map(FormId::new).filter(eligible));
        let balance = |form: &FormId| outcome.standings[form.index()].balance;
        outcome.ranking.sort_by_key(|form| std::cmp::Reverse(balance(form)));
        let best = outcome.ranking.first().map(balance).filter(|&best| best >= self.threshold);
        outcome.robustness = None;
        outcome.leaders = match best {
            Some(best) => outcome.ranking.iter().take_while(|form| balance(form) == best).count(),
            None => 0,
        };
        let highest = |form: &FormId| outcome.standings[form.index()].highest;
        // The first in catalogue order among equals.
        let hopeful =
            (0..outcome.standings.len()).rev().map(FormId::new).filter(eligible).max_by_key(highest);
        outcome.could_recommend =
            hopeful.filter(|form| outcome.leaders == 0 && highest(form) >= self.threshold);
    }

    fn weigh(&self, outcome: &mut Outcome) {
        let blank = Standing { status: Status::Met, balance: 0, lowest: 0, highest: 0 };
        outcome.standings.clear();
        outcome.standings.resize(self.requirements.len(), blank);
        for (truth, (form, points)) in outcome.truths.iter().zip(&self.effects) {
            let Some(form) = form.filter(|_| *truth != Truth::False && *points != 0) else { continue };
            let standing = &mut outcome.standings[form.index()];
            if *truth == Truth::True {
                standing.balance += points;
                standing.lowest += points;
                standing.highest += points;
            } else if *points > 0 {
                standing.highest += points;
            } else {
                standing.lowest += points;
            }
        }
        for (standing, requirements) in outcome.standings.iter_mut().zip(&self.requirements) {
            let worst = outcome.truths[requirements.clone()].iter().min();
            standing.status = match worst {
                None | Some(Truth::True) => Status::Met,
                Some(Truth::Unknown) => Status::ToCheck,
                Some(Truth::False) => Status::Excluded,
            };
        }
    }
}
