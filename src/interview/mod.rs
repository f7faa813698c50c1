//! A conversation as a function of its answers: which question comes next, which forms may still come first,
//! when nothing can change any more. The path is always drawn again from the answers, so that going back,
//! editing, setting aside and restoring need no code of their own. No sentence, no terminal.

pub mod answers;
pub mod code;
pub mod reply;
pub mod typed;

use std::collections::BTreeMap;

use crate::base::RuleBase;
use crate::base::contradiction::contradictions;
use crate::base::facts::{Facts, Said};
use crate::base::ids::{FormId, QuestionId, RuleId, TermId};
use crate::base::question::{Answer, Kind};
use crate::base::range::Range;
use crate::base::rule::Role;
use crate::base::truth::Truth;
use crate::engine::outcome::Outcome;
use crate::proof::horizon::{Out, Stake};
use crate::proof::{Completion, Horizon, Proof, Prover};

/// What comes after the answers given so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// This question.
    Ask(QuestionId),
    /// Nothing: no answer to a question left can change the first form.
    Settled,
    /// Nothing: no question is left that could, although this is not proven.
    Exhausted,
}

/// Where the conversation stands after some answers.
#[derive(Debug, Clone)]
pub struct Stand {
    /// What was said.
    pub said: Said,
    /// What follows from it, its robustness left out.
    pub outcome: Outcome,
    /// The forms that may still come first, in catalogue order.
    pub possible: Vec<FormId>,
    /// For those for which one was found, answers that put the form first.
    found: Vec<(FormId, Completion)>,
    /// The others, and why.
    pub out: Vec<(FormId, Out)>,
    /// No answer to a question left can change the first form.
    pub settled: bool,
    /// How many questions are left at most before that is so.
    pub at_most: usize,
    /// What comes now.
    pub next: Next,
}

/// An answered question, and where the conversation stands after it.
#[derive(Debug, Clone)]
pub struct Step {
    /// The question.
    pub question: QuestionId,
    /// Where it led.
    pub after: Stand,
}

/// In which order the questions of a theme are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// First the one that narrows most, per unit of effort; the authors' order among equals.
    Narrowing,
    /// The authors' order, every question asked: what others are measured against.
    Authors,
    /// At random, every question asked: likewise.
    Shuffled(u64),
}

/// A conversation.
pub struct Interview<'a> {
    base: &'a RuleBase,
    prover: &'a Prover,
    order: Order,
    /// Every answer given, those set aside included.
    given: BTreeMap<QuestionId, Answer>,
    /// Whether to go on once the first form is settled.
    beyond: bool,
    start: Stand,
    steps: Vec<Step>,
}

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

impl<'a> Interview<'a> {
    /// A conversation that begins.
    pub fn new(base: &'a RuleBase, prover: &'a Prover) -> Interview<'a> {
        Interview::ordered(base, prover, Order::Narrowing)
    }

    /// Likewise, in an order of one's choice.
    pub fn ordered(base: &'a RuleBase, prover: &'a Prover, order: Order) -> Interview<'a> {
        let blank = Stand {
            said: Said::default(),
            outcome: Outcome::default(),
            possible: base.form_ids().collect(),
            found: Vec::new(),
            out: Vec::new(),
            settled: false,
            at_most: 0,
            next: Next::Exhausted,
        };
        let mut interview = Interview {
            base,
            prover,
            order,
            given: BTreeMap::new(),
            beyond: false,
            start: blank.clone(),
            steps: Vec::new(),
        };
        interview.start = interview.stand(&blank);
        interview
    }

    /// Where the conversation stands.
    pub fn now(&self) -> &Stand {
        self.steps.last().map_or(&self.start, |step| &step.after)
    }

    /// The answered questions, in the order in which they were asked.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// Where the conversation stood before a step.
    pub fn before(&self, step: usize) -> &Stand {
        step.checked_sub(1).map_or(&self.start, |before| &self.steps[before].after)
    }

    /// The answer to a question, even set aside.
    pub fn answer_to(&self, question: QuestionId) -> Option<&Answer> {
        self.given.get(&question)
    }

    /// Every answer given.
    pub fn answers(&self) -> impl Iterator<Item = (QuestionId, &Answer)> {
        self.given.iter().map(|(question, answer)| (*question, answer))
    }

    /// The answers that the others made irrelevant; they come back when they matter again.
    pub fn set_aside(&self) -> impl Iterator<Item = (QuestionId, &Answer)> {
        self.answers().filter(|(question, _)| !self.asked(*question))
    }

    /// Whether a question is on the path.
    pub fn asked(&self, question: QuestionId) -> bool {
        self.steps.iter().any(|step| step.question == question)
    }

    /// The first two statements that cannot both hold, if a question were answered so.
    pub fn contradiction(&self, question: QuestionId, answer: &Answer) -> Option<(TermId, TermId)> {
        let step = self.steps.iter().position(|step| step.question == question).unwrap_or(self.steps.len());
        let mut said = self.before(step).said.clone();
        let vocabulary = &self.base.vocabulary;
        self.base.questionnaire.say(question, answer, vocabulary, &mut said);
        contradictions(&said, vocabulary).into_iter().next()
    }

    /// Answers a question, for the first time or again, and draws the path anew from there.
    pub fn answer(&mut self, question: QuestionId, answer: Answer) {
        if self.given.insert(question, answer.clone()) == Some(answer) && self.asked(question) {
            return;
        }
        if let Some(step) = self.steps.iter().position(|step| step.question == question) {
            self.steps.truncate(step);
        }
        self.proceed();
    }

    /// Takes up answers given before, at once.
    pub fn take_up(&mut self, answers: impl IntoIterator<Item = (QuestionId, Answer)>) {
        self.given.extend(answers);
        self.steps.clear();
        self.proceed();
        // What was answered once the form was settled counts too.
        if self.now().next == Next::Settled && self.set_aside().next().is_some() {
            self.go_beyond();
        }
    }

    /// Goes on once the first form is settled, with what can still change one of its requirements or how
    /// firmly it stands.
    pub fn go_beyond(&mut self) {
        self.beyond = true;
        let stand = match self.steps.len().checked_sub(1) {
            Some(last) => self.stand_after(last),
            None => self.stand(&self.start),
        };
        match self.steps.last_mut() {
            Some(last) => last.after = stand,
            None => self.start = stand,
        }
        self.proceed();
    }

    /// Whether the conversation goes on once the first form is settled.
    pub fn is_beyond(&self) -> bool {
        self.beyond
    }

    fn stand_after(&self, step: usize) -> Stand {
        let mut before = self.before(step).clone();
        before.said = self.steps[step].after.said.clone();
        self.stand(&before)
    }

    fn proceed(&mut self) {
        while let Next::Ask(question) = self.now().next
            && let Some(answer) = self.given.get(&question)
        {
            let mut before = self.now().clone();
            if leaves_open(answer) {
                before.possible = self.base.form_ids().collect();
                before.out.clear();
                before.settled = false;
            }
            self.base.questionnaire.say(question, answer, &self.base.vocabulary, &mut before.said);
            let after = before.clone();
            self.steps.push(Step { question, after });
            let after = self.stand(&before);
            if let Some(last) = self.steps.last_mut() {
                last.after = after;
            }
        }
    }

    /// Where the conversation stands once `before.said` is known, `before` being where it stood until then.
    fn stand(&self, before: &Stand) -> Stand {
        let (base, said) = (self.base, before.said.clone());
        let theme = self.steps.last().map_or(0, |step| base.questionnaire.question(step.question).theme);
        let askable = |id: QuestionId| base.questionnaire.question(id).theme >= theme && !self.asked(id);
        let facts = Facts::from_said(&base.vocabulary, &said);
        let outcome = self.prover.engine().outcome(&base.vocabulary, &said);
        let mut horizon = self.prover.horizon(base, &facts, Some(&askable));
        // What was proven never to come first stays so, unless an answer leaves a number open: only exact numbers are
        // looked at.
        let (mut possible, mut found, mut out) = (Vec::new(), Vec::new(), before.out.clone());
        for &form in &before.possible {
            let earlier = before.found.iter().find(|(known, _)| *known == form).map(|(_, found)| found);
            match horizon.possible_first(form, earlier) {
                Proof::Never => out.push((form, horizon.why_out(form, &outcome))),
                Proof::Witness(completion) => {
                    possible.push(form);
                    found.push((form, *completion));
                }
                Proof::NotProven => possible.push(form),
            }
        }
        let other = |form: &FormId| !outcome.leaders().contains(form);
        let may_change = found.iter().any(|(form, _)| other(form));
        let settled = before.settled || (!may_change && horizon.changes(&outcome) == Proof::Never);
        if settled {
            possible.retain(|form| !other(form));
        }
        let mut view = View {
            interview: self,
            horizon,
            outcome: outcome.clone(),
            possible,
            settled,
            theme,
            askable: &askable,
        };
        let at_most = if settled { 0 } else { view.left() };
        let next = match (settled, self.beyond) {
            (true, false) => Next::Settled,
            _ => view.choose().map_or(if settled { Next::Settled } else { Next::Exhausted }, Next::Ask),
        };
        Stand { said, outcome, possible: view.possible, found, out, settled, at_most, next }
    }

    /// The forms that a question tells apart, and the rules that wait for its answer, given the answers so
    /// far.
    pub fn why(&self, question: QuestionId) -> Why {
        let stand = match self.steps.iter().position(|step| step.question == question) {
            Some(step) => self.before(step),
            None => self.now(),
        };
        let base = self.base;
        let facts = Facts::from_said(&base.vocabulary, &stand.said);
        let askable = |_: QuestionId| true;
        let mut horizon = self.prover.horizon(base, &facts, Some(&askable));
        let outcome = &stand.outcome;
        let possible =
            |rule: &RuleId| base.rules[rule.index()].form.is_some_and(|form| stand.possible.contains(&form));
        let mut rules = horizon.waiting_for(question, outcome);
        rules.retain(possible);
        let opens = horizon.opens(question);
        let mut forms: Vec<FormId> = rules.iter().filter_map(|rule| base.rules[rule.index()].form).collect();
        forms.sort_unstable();
        forms.dedup();
        Why { forms, rules, opens }
    }
}

impl Interview<'_> {
    /// How much waits for the answer to a question that is not known, among the forms that may come first: points
    /// of arguments, and a requirement for as much as a decisive one.
    pub fn weight(&self, question: QuestionId) -> usize {
        let base = self.base;
        let stand = self.now();
        let facts = Facts::from_said(&base.vocabulary, &stand.said);
        let only = |id: QuestionId| id == question;
        let mut horizon = self.prover.horizon(base, &facts, Some(&only));
        let outcome = &stand.outcome;
        let decisive = base.vocabulary.strengths.iter().map(|strength| strength.points).max().unwrap_or(1);
        let weight = |rule: RuleId| {
            let rule = &base.rules[rule.index()];
            let counts = rule.form.is_some_and(|form| stand.possible.contains(&form));
            let points = if matches!(rule.role, Role::Requirement(_)) {
                decisive
            } else {
                rule.points(&base.vocabulary)
            };
            if counts { points.unsigned_abs() as usize } else { 0 }
        };
        horizon.waiting_for(question, outcome).into_iter().map(weight).sum()
    }
}

/// Why a question is asked.
#[derive(Debug, Clone)]
pub struct Why {
    /// The forms, still possible, that its answer concerns.
    pub forms: Vec<FormId>,
    /// Their requirements and arguments that wait for it.
    pub rules: Vec<RuleId>,
    /// The questions that depend on its answer.
    pub opens: Vec<QuestionId>,
}

/// What is looked at to choose the next question.
struct View<'v, 'a> {
    interview: &'v Interview<'a>,
    horizon: Horizon<'a>,
    outcome: Outcome,
    possible: Vec<FormId>,
    settled: bool,
    theme: usize,
    askable: &'v dyn Fn(QuestionId) -> bool,
}

impl View<'_, '_> {
    fn candidates(&self, theme: usize) -> Vec<QuestionId> {
        let all = self.interview.base.questionnaire.themes[theme].questions.clone().map(QuestionId::new);
        all.filter(|&id| (self.askable)(id) && self.horizon.is_open(id)).collect()
    }

    /// How many questions may still be asked before the first form is settled.
    fn left(&self) -> usize {
        let themes = self.theme..self.interview.base.questionnaire.themes.len();
        let all = themes.flat_map(|theme| self.candidates(theme));
        all.filter(|&id| self.horizon.asks(id) != Truth::False && self.usefulness(id, 0) > Use::None).count()
    }

    /// The next question: in the first theme that has one left. When no answer weighs more than another, and
    /// only knowing it or not can change the first form, the first question that rules wait for.
    fn choose(&mut self) -> Option<QuestionId> {
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

/// Whether an answer gives a number that is not exact.
fn leaves_open(answer: &Answer) -> bool {
    let open = |range: &Range| range.min != range.max;
    match answer {
        Answer::Parties(parties) => parties.iter().any(|(_, count)| open(count)),
        Answer::Number(range) => open(range),
        Answer::DontKnow | Answer::Chosen(_) => false,
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
