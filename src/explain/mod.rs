//! Why this form, why the others come after, which cases resemble: ids only, drawn from one [`Outcome`].
//! Sentences live in `render`.

pub mod awaited;
pub mod changes;
pub mod evidence;
pub mod precedents;
pub mod sensitivity;
pub mod why_not;

use std::ops::Range;

use crate::base::RuleBase;
use crate::base::ids::{FormId, RuleId};
use crate::base::rule::Rule;
use crate::base::truth::Truth;
use crate::engine::outcome::Outcome;
use crate::explain::changes::{WhatIf, what_would_change};
use crate::explain::evidence::{Evidence, evidence};
use crate::explain::precedents::{Precedents, precedents};
use crate::explain::sensitivity::{Sway, sensitivity};
use crate::explain::why_not::{WhyNot, why_not};
use crate::proof::Prover;
use crate::situation::Situation;

/// A rule at work, with the answers it rests on.
#[derive(Debug, Clone)]
pub struct Reason {
    /// The rule.
    pub rule: RuleId,
    /// Points for the form (negative: against); 0 for a requirement or a pointer.
    pub points: i32,
    /// The truth of its condition.
    pub truth: Truth,
    /// The answers that make it so.
    pub evidence: Vec<Evidence>,
}

/// One form for one situation.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// The form.
    pub form: FormId,
    /// Arguments that hold, strongest first.
    pub arguments: Vec<Reason>,
    /// Reservations that hold, strongest first.
    pub reservations: Vec<Reason>,
    /// Every requirement: failing, to check, met.
    pub requirements: Vec<Reason>,
    /// Arguments and reservations that hang on something unknown.
    pub open: Vec<Reason>,
    /// Why it is not first; nothing for the first form.
    pub why_not: Option<WhyNot>,
}

/// The explanation of one outcome.
#[derive(Debug, Clone)]
pub struct Explanation {
    /// Forms in the order of the ranking, then the excluded ones in catalogue order.
    pub candidates: Vec<Candidate>,
    /// How many are first.
    pub leaders: usize,
    /// At most two arguments that decide, for the first form.
    pub decisive: Vec<RuleId>,
    /// The main reservation: the heaviest one, or else the first requirement to check.
    pub reservation: Option<RuleId>,
    /// What would put another form first.
    pub what_if: WhatIf,
    /// Which of the facts said weigh most.
    pub sways: Vec<Sway>,
    /// Cases that resemble.
    pub precedents: Precedents,
    /// What to look at outside the catalogue.
    pub pointers: Vec<Reason>,
    /// What to keep in mind, whatever the form.
    pub reminders: Vec<Reason>,
}

/// Explains an outcome.
pub fn explain(base: &RuleBase, prover: &Prover, situation: &Situation, outcome: &Outcome) -> Explanation {
    let excluded = base.form_ids().filter(|form| !outcome.ranking.contains(form));
    let order: Vec<FormId> = outcome.ranking.iter().copied().chain(excluded).collect();
    let candidates: Vec<Candidate> =
        order.iter().map(|&form| candidate(base, situation, outcome, form)).collect();
    let reasons = |range: &Range<usize>| {
        holding(range, outcome).map(|rule| reason(base, situation, outcome, rule)).collect()
    };
    let singles = prover.singles(base, &situation.said);
    Explanation {
        leaders: outcome.leaders,
        decisive: decisive(base, outcome),
        reservation: main_reservation(base, outcome),
        what_if: what_would_change(base, prover, situation, &singles, outcome, None, changes::NOTE),
        sways: sensitivity(situation, &singles, outcome),
        precedents: precedents(base, situation, outcome.leaders()),
        pointers: reasons(&base.pointers),
        reminders: reasons(&base.reminders),
        candidates,
    }
}

/// At most two arguments that decide for the first form, heaviest first, then in their author's order.
pub fn decisive(base: &RuleBase, outcome: &Outcome) -> Vec<RuleId> {
    let Some(&first) = outcome.leaders().first() else { return Vec::new() };
    let mut best: Vec<(i32, RuleId)> = Vec::with_capacity(3);
    for index in base.form(first).arguments.clone() {
        let points = base.rules[index].points(&base.vocabulary);
        if points > 0 && outcome.truths[index] == Truth::True {
            let place = best.iter().take_while(|(p, _)| *p >= points).count();
            best.insert(place, (points, RuleId::new(index)));
            best.truncate(2);
        }
    }
    best.into_iter().map(|(_, rule)| rule).collect()
}

/// The heaviest reservation about the first form, or else its first requirement to check.
pub fn main_reservation(base: &RuleBase, outcome: &Outcome) -> Option<RuleId> {
    let first = *outcome.leaders().first()?;
    let open = |index: &usize| outcome.truths[*index] == Truth::Unknown;
    let to_check = || base.form(first).requirements.clone().find(open).map(RuleId::new);
    heaviest_reservation(base, outcome, first).or_else(to_check)
}

/// The heaviest reservation that holds about a form; the first written among equals.
fn heaviest_reservation(base: &RuleBase, outcome: &Outcome, form: FormId) -> Option<RuleId> {
    let points = |rule: &RuleId| base.rules[rule.index()].points(&base.vocabulary);
    let holding = base.form(form).arguments.clone().map(RuleId::new);
    let holding = holding.filter(|&rule| outcome.truth(rule) == Truth::True);
    holding.filter(|rule| points(rule) < 0).min_by_key(points)
}

/// The arguments for a form, strongest first, that no other of the forms has on the same condition with the
/// same points.
pub fn own_arguments(base: &RuleBase, form: FormId, forms: &[FormId]) -> Vec<RuleId> {
    let points = |rule: &Rule| rule.points(&base.vocabulary);
    let arguments = |form: FormId| &base.rules[base.form(form).arguments.clone()];
    let others = || forms.iter().filter(|&&other| other != form).flat_map(|&other| arguments(other));
    let shared = |rule: &Rule| others().any(|other| other.when == rule.when && points(other) == points(rule));
    let mut own: Vec<RuleId> = base.form(form).arguments.clone().map(RuleId::new).collect();
    own.retain(|id| points(&base.rules[id.index()]) > 0 && !shared(&base.rules[id.index()]));
    own.sort_by_key(|id| std::cmp::Reverse(points(&base.rules[id.index()])));
    own
}

/// The pointers whose condition holds.
pub fn pointers<'o>(base: &RuleBase, outcome: &'o Outcome) -> impl Iterator<Item = RuleId> + use<'o> {
    holding(&base.pointers, outcome)
}

/// The rules of a range whose condition holds.
fn holding<'o>(range: &Range<usize>, outcome: &'o Outcome) -> impl Iterator<Item = RuleId> + use<'o> {
    range.clone().map(RuleId::new).filter(|&rule| outcome.truth(rule) == Truth::True)
}

fn reason(base: &RuleBase, situation: &Situation, outcome: &Outcome, rule: RuleId) -> Reason {
    let written = &base.rules[rule.index()];
    Reason {
        rule,
        points: written.points(&base.vocabulary),
        truth: outcome.truth(rule),
        evidence: evidence(&written.when, situation, &base.vocabulary),
    }
}

fn candidate(base: &RuleBase, situation: &Situation, outcome: &Outcome, form: FormId) -> Candidate {
    let written = base.form(form);
    let all = |range: std::ops::Range<usize>| -> Vec<Reason> {
        range.map(|index| reason(base, situation, outcome, RuleId::new(index))).collect()
    };
    let mut requirements = all(written.requirements.clone());
    requirements.sort_by_key(|r| r.truth);
    let mut arguments = all(written.arguments.clone());
    arguments.sort_by_key(|r| std::cmp::Reverse(r.points.abs()));
    let (open, sure): (Vec<Reason>, Vec<Reason>) =
        arguments.into_iter().filter(|r| r.truth != Truth::False).partition(|r| r.truth == Truth::Unknown);
    let (arguments, reservations) = sure.into_iter().partition(|r| r.points > 0);
    Candidate { form, arguments, reservations, requirements, open, why_not: why_not(base, outcome, form) }
}
