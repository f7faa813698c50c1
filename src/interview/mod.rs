//! A conversation as a function of its answers: which question comes next, which forms may still come first,
//! when nothing can change any more. The path is always drawn again from the answers, so that going back,
//! editing, setting aside and restoring need no code of their own. No sentence, no terminal.

pub mod answers;
mod choice;
pub mod code;
pub mod reply;
pub mod typed;

use std::collections::BTreeMap;

use crate::base::RuleBase;
use crate::base::contradiction::contradictions;
use crate::base::facts::{Facts, Said};
use crate::base::ids::{FormId, QuestionId, RuleId, TermId};
use crate::base::question::Answer;
use crate::base::range::Range;
use crate::base::rule::Role;
use crate::engine::outcome::Outcome;
use crate::interview::choice::View;
use crate::proof::horizon::Out;
use crate::proof::{Completion, Proof, Prover};

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
        let horizon = self.prover.horizon(base, &facts, Some(&askable));
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
        let horizon = self.prover.horizon(base, &facts, Some(&only));
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

/// Whether an answer gives a number that is not exact.
fn leaves_open(answer: &Answer) -> bool {
    let open = |range: &Range| range.min != range.max;
    match answer {
        Answer::Parties(parties) => parties.iter().any(|(_, count)| open(count)),
        Answer::Number(range) => open(range),
        Answer::DontKnow | Answer::Chosen(_) => false,
    }
}
