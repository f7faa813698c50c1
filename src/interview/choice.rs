//! Which question comes next: among those of the first theme that has any left, the one that narrows most per
//! unit of effort, provided that its answer can change something.

use crate::base::ids::{FormId, QuestionId, RuleId};
use crate::base::question::{Answer, Kind};
use crate::base::rule::Role;
use crate::base::truth::Truth;
use crate::engine::outcome::Outcome;
use crate::interview::{Interview, Order};
use crate::proof::Horizon;
use crate::proof::horizon::Stake;

/// What a question can still do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Use {
    None,
    /// Arguments wait for it.
    Arguments,
    /// A requirement waits for it.
    Requirement,
    /// A question that is of use waits for it.
    Opens,
}

/// What is looked at to choose the next question.
pub(super) struct View<'v, 'a> {
    pub(super) interview: &'v Interview<'a>,
    pub(super) horizon: Horizon<'a>,
    pub(super) outcome: Outcome,
    pub(super) possible: Vec<FormId>,
    pub(super) settled: bool,
    pub(super) theme: usize,
    pub(super) askable: &'v dyn Fn(QuestionId) -> bool,
}

impl View<'_, '_> {
    fn candidates(&self, theme: usize) -> Vec<QuestionId> {
        let all = self.interview.base.questionnaire.themes[theme].questions.clone().map(QuestionId::new);
        all.filter(|&id| (self.askable)(id) && self.horizon.is_open(id)).collect()
    }

    /// How many questions may still be asked before the first form is settled.
    pub(super) fn left(&self) -> usize {
        let themes = self.theme..self.interview.base.questionnaire.themes.len();
        let all = themes.flat_map(|theme| self.candidates(theme));
        all.filter(|&id| self.horizon.asks(id) != Truth::False && self.usefulness(id, 0) > Use::None).count()
    }

    /// The next question: in the first theme that has one left. When no answer weighs more than another, and
    /// only knowing it or not can change the first form, the first question that rules wait for.
    pub(super) fn choose(&mut self) -> Option<QuestionId> {
        let mut themes = self.theme..self.interview.base.questionnaire.themes.len();
        let awaited = |view: &Self, theme: usize| {
            let asked = |id: &QuestionId| view.horizon.asks(*id) == Truth::True;
            view.candidates(theme).into_iter().filter(asked).find(|&id| view.usefulness(id, 0) > Use::None)
        };
        themes
            .clone()
            .find_map(|theme| self.choose_in(theme))
            .or_else(|| if self.settled { None } else { themes.find_map(|theme| awaited(self, theme)) })
    }

    fn choose_in(&mut self, theme: usize) -> Option<QuestionId> {
        let mut candidates = self.candidates(theme);
        candidates.retain(|&id| self.horizon.asks(id) == Truth::True);
        match self.interview.order {
            Order::Narrowing => {}
            Order::Authors => return candidates.first().copied(),
            Order::Shuffled(seed) => {
                let mixed = |id: &QuestionId| {
                    (id.0 as u64 + 1).wrapping_mul(seed | 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 17
                };
                return candidates.into_iter().min_by_key(mixed);
            }
        }
        candidates.retain(|&id| self.settled || self.usefulness(id, 0) > Use::None);
        // Integers, so that every machine draws the same path.
        let gain = |view: &mut Self, id: QuestionId| {
            let (before, after) = view.horizon.narrowing(id, &view.possible, &view.outcome);
            before.saturating_sub(after) / effort(view.interview.base.questionnaire.question(id).kind)
        };
        let mut ranked: Vec<(usize, QuestionId)> =
            candidates.into_iter().map(|id| (gain(self, id), id)).collect();
        ranked.sort_by_key(|&(gain, _)| std::cmp::Reverse(gain));
        ranked.into_iter().map(|(_, id)| id).find(|&id| self.matters(id))
    }

    /// Whether an answer can still change something that people read.
    fn matters(&mut self, id: QuestionId) -> bool {
        match self.usefulness(id, 0) {
            Use::Opens => true,
            Use::None => self.settled && self.firms_up(id),
            Use::Arguments | Use::Requirement => {
                self.requirements(id)
                    .into_iter()
                    .any(|rule| self.horizon.sways(id, Stake::Requirement(rule)) != Some(false))
                    || match self.settled {
                        false => self.horizon.sways(id, Stake::First) != Some(false),
                        true => self.firms_up(id),
                    }
            }
        }
    }

    /// The requirements of the forms that may come first that wait for a question.
    fn requirements(&self, id: QuestionId) -> Vec<RuleId> {
        let mut waiting = self.horizon.waiting_for(id, &self.outcome);
        waiting.retain(|rule| {
            let rule = &self.interview.base.rules[rule.index()];
            let possible = rule.form.is_some_and(|form| self.possible.contains(&form));
            possible && matches!(rule.role, Role::Requirement(_))
        });
        waiting
    }

    /// What waits for a question: requirements and arguments of the forms that may come first.
    fn usefulness(&self, id: QuestionId, depth: usize) -> Use {
        let base = self.interview.base;
        let mut useful = Use::None;
        for rule in self.horizon.waiting_for(id, &self.outcome) {
            let rule = &base.rules[rule.index()];
            if rule.form.is_some_and(|form| self.possible.contains(&form)) {
                useful = useful.max(match rule.role {
                    Role::Requirement(_) => Use::Requirement,
                    _ => Use::Arguments,
                });
            }
        }
        let opens = if depth < 3 { self.horizon.opens(id) } else { Vec::new() };
        if opens.into_iter().any(|next| (self.askable)(next) && self.usefulness(next, depth + 1) > Use::None)
        {
            return Use::Opens;
        }
        useful
    }

    /// Whether one of the answers to a question changes how firmly the settled result stands.
    fn firms_up(&mut self, id: QuestionId) -> bool {
        let Interview { base, prover, .. } = self.interview;
        let question = base.questionnaire.question(id);
        let said = &self.interview.now().said;
        let word = |answer: Option<&Answer>| {
            let mut said = said.clone();
            if let Some(answer) = answer {
                base.questionnaire.say(id, answer, &base.vocabulary, &mut said);
            }
            prover.outcome(base, &said).robustness
        };
        let before = word(None);
        let single = (0..question.choices.len()).map(|choice| Answer::Chosen(vec![choice]));
        let mut answers = single.chain([Answer::Chosen(Vec::new())]);
        matches!(question.kind, Kind::One | Kind::Several)
            && answers.any(|answer| word(Some(&answer)) != before)
    }
}

/// How much a question asks of those who answer.
fn effort(kind: Kind) -> usize {
    match kind {
        Kind::One | Kind::Number(_) => 2,
        Kind::Several => 3,
        Kind::Parties => 4,
    }
}
