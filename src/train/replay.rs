//! How a result comes about, one step after the other: forms set aside, then each condition that counts, then the
//! order. What a trainer could do on a blackboard.

use crate::base::RuleBase;
use crate::base::ids::{FormId, RuleId};
use crate::base::truth::Truth;
use crate::engine::outcome::{Outcome, Status};
use crate::explain::evidence::{Evidence, evidence};
use crate::situation::Situation;

/// So many conditions have a step of their own; lighter ones are taken together.
const OWN_STEPS: usize = 16;
/// The most rows of the table beside the steps.
const ROWS: usize = 24;

/// The table of what counts, and the steps through it.
#[derive(Debug, Clone, Default)]
pub struct Replay {
    /// One row for each condition.
    pub rows: Vec<Row>,
    /// In order.
    pub steps: Vec<Step>,
}

/// The rules about the options that share one condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The rules.
    pub rules: Vec<RuleId>,
    /// Whether their condition holds here.
    pub holds: bool,
    /// The answers that make it so.
    pub evidence: Vec<Evidence>,
}

/// What a step shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// A requirement fails.
    Excluded(RuleId),
    /// A condition holds: what it says of each option.
    Counts(Vec<RuleId>),
    /// Several lighter ones.
    Lesser(Vec<RuleId>),
    /// Everything has been counted.
    End,
}

/// One step, and where the options stand after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What it shows.
    pub what: What,
    /// The points that it brings or takes, by option.
    pub moves: Vec<(usize, i32)>,
    /// The balance of each option.
    pub balances: Vec<i32>,
    /// The options set aside.
    pub out: Vec<bool>,
    /// The row of the table.
    pub row: Option<usize>,
}

impl Replay {
    /// The steps that lead to an outcome, for some forms.
    pub fn new(base: &RuleBase, situation: &Situation, outcome: &Outcome, options: &[FormId]) -> Replay {
        let rows = rows(base, situation, outcome, options);
        let mut steps = Steps { base, options, all: Vec::new() };
        for &form in options {
            if outcome.standing(form).status == Status::Excluded {
                let mut requirements = base.form(form).requirements.clone().map(RuleId::new);
                let failing = requirements.find(|&rule| outcome.truth(rule) == Truth::False);
                failing.into_iter().for_each(|rule| steps.exclude(form, rule));
            }
        }
        let mut own: Vec<usize> = (0..rows.len()).filter(|&row| rows[row].holds).collect();
        own.sort_by_key(|&row| std::cmp::Reverse(weight(base, &rows[row])));
        let lesser = if own.len() > OWN_STEPS { own.split_off(OWN_STEPS - 1) } else { Vec::new() };
        own.sort_unstable();
        own.iter()
            .for_each(|&row| steps.count(What::Counts(rows[row].rules.clone()), &rows[row].rules, Some(row)));
        let together: Vec<RuleId> = lesser.iter().flat_map(|&row| rows[row].rules.iter().copied()).collect();
        if !together.is_empty() {
            steps.count(What::Lesser(together.clone()), &together, None);
        }
        steps.count(What::End, &[], None);
        Replay { rows, steps: steps.all }
    }
}

/// What is counted so far.
struct Steps<'a> {
    base: &'a RuleBase,
    options: &'a [FormId],
    all: Vec<Step>,
}

impl Steps<'_> {
    fn push(&mut self, what: What, moves: Vec<(usize, i32)>, excluded: Option<usize>, row: Option<usize>) {
        let (mut balances, mut out) = match self.all.last() {
            Some(step) => (step.balances.clone(), step.out.clone()),
            None => (vec![0; self.options.len()], vec![false; self.options.len()]),
        };
        moves.iter().for_each(|&(option, points)| balances[option] += points);
        excluded.into_iter().for_each(|option| out[option] = true);
        self.all.push(Step { what, moves, balances, out, row });
    }

    fn exclude(&mut self, form: FormId, rule: RuleId) {
        let option = self.options.iter().position(|&option| option == form);
        self.push(What::Excluded(rule), Vec::new(), option, None);
    }

    fn count(&mut self, what: What, rules: &[RuleId], row: Option<usize>) {
        let mut moves: Vec<(usize, i32)> = Vec::new();
        for rule in rules {
            let written = &self.base.rules[rule.index()];
            let Some(option) = self.options.iter().position(|&form| written.form == Some(form)) else {
                continue;
            };
            let points = written.points(&self.base.vocabulary);
            match moves.iter_mut().find(|(known, _)| *known == option) {
                Some((_, sum)) => *sum += points,
                None => moves.push((option, points)),
            }
        }
        self.push(what, moves, None, row);
    }
}

/// The conditions of the arguments of some forms: those that hold, then the heaviest of the others; heading by
/// heading.
fn rows(base: &RuleBase, situation: &Situation, outcome: &Outcome, options: &[FormId]) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for rule in options.iter().flat_map(|&form| base.form(form).arguments.clone()).map(RuleId::new) {
        let when = |rule: RuleId| &base.rules[rule.index()].when;
        match rows.iter_mut().find(|row| when(row.rules[0]) == when(rule)) {
            Some(row) => row.rules.push(rule),
            None => rows.push(Row {
                rules: vec![rule],
                holds: outcome.truth(rule) == Truth::True,
                evidence: evidence(when(rule), situation, &base.vocabulary),
            }),
        }
    }
    rows.sort_by_key(|row| (std::cmp::Reverse(row.holds), std::cmp::Reverse(weight(base, row))));
    let holding = rows.iter().filter(|row| row.holds).count();
    rows.truncate(holding.max(ROWS));
    let last = base.vocabulary.dimensions.len();
    let heading = |row: &Row| {
        let when = &base.rules[row.rules[0].index()].when;
        when.heading(&base.vocabulary).map_or(last, |dimension| dimension.index())
    };
    rows.sort_by_key(heading);
    rows
}

fn weight(base: &RuleBase, row: &Row) -> i32 {
    row.rules.iter().map(|rule| base.rules[rule.index()].points(&base.vocabulary).abs()).max().unwrap_or(0)
}
