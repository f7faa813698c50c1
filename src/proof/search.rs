//! Branch and bound over the completions of a situation: is there one in which this happens? Bounds on the
//! difference of two balances cut the branches; what is found is a completion, evaluated.
//!
//! Land and Doig, "An automatic method of solving discrete programming problems", Econometrica 28, 1960.

use crate::base::RuleBase;
use crate::base::facts::Facts;
use crate::base::ids::{FormId, QuestionId};
use crate::base::truth::Truth;
use crate::engine::columns::set_bits;
use crate::engine::outcome::Outcome;
use crate::engine::{Bits, Engine};
use crate::proof::completions::{Completions, Splits, insert, remove};

/// What is looked for among the completions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Goal {
    /// The second form, not excluded, has at least so many points more than the first.
    Ahead(FormId, FormId, i32),
    /// The form stays below the threshold.
    Below(FormId),
    /// The form is excluded.
    Excluded(FormId),
    /// The form is among the first.
    First(FormId),
}

/// What a search says.
#[derive(Debug, Clone)]
pub(super) enum Found {
    /// It happens in this completion, in which nothing more that is unknown can prevent it.
    In(Completion),
    /// It happens in none.
    Never,
    /// The work allowed was not enough to tell.
    NotProven,
}

/// Answers to some splits, that make something certain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// What is then known.
    pub facts: Facts,
    /// Each split answered, and how.
    pub(super) answers: Vec<(usize, usize)>,
}

/// What may still come of one situation: its completions, and the questions that lead to them.
pub struct Horizon<'a> {
    pub(super) base: &'a RuleBase,
    pub(super) engine: &'a Engine,
    pub(super) all: &'a Completions,
    /// What is known before any split is answered.
    pub(super) root: Facts,
    /// The splits that may still be answered, and with which alternatives.
    pub(super) open: Splits,
    pub(super) permitted: Vec<Vec<usize>>,
    /// Splits that are open, and that no alternative fits.
    pub(super) unfit: Splits,
    /// Whether what no open split moves is thereby known for good to stay unknown.
    pub(super) for_good: bool,
    /// Rules judged so far.
    pub(super) work: usize,
    bits: Bits,
    pub(super) nets: Vec<i32>,
}

/// What a node of the tree says of a goal.
pub(super) enum Step {
    Found,
    Never,
    /// Nothing that can be answered decides it.
    Stuck,
    /// The split that weighs most, and what each condition weighs.
    Branch(usize, Vec<(u16, i32)>),
}

impl<'a> Horizon<'a> {
    /// The completions of `facts` by the questions that `askable` admits; by everything when it is absent.
    pub(super) fn new(
        base: &'a RuleBase,
        engine: &'a Engine,
        all: &'a Completions,
        facts: &Facts,
        askable: Option<&dyn Fn(QuestionId) -> bool>,
    ) -> Horizon<'a> {
        let root = facts.clone();
        let admitted = |question: Option<QuestionId>| match (askable, question) {
            (None, _) => true,
            (Some(askable), Some(question)) => askable(question),
            (Some(_), None) => false,
        };
        let mut open = vec![0; all.splits.len().div_ceil(64)];
        let mut permitted = vec![Vec::new(); all.splits.len()];
        let mut unfit = open.clone();
        for (index, split) in all.splits.iter().enumerate().filter(|(_, split)| admitted(split.question)) {
            if !split.is_open(&root) {
                continue;
            }
            let fits = |at: &usize| {
                let mut trial = root.clone();
                split.alternatives[*at].facts.iter().all(|fact| fact.teach(&base.vocabulary, &mut trial))
            };
            let fitting: Vec<usize> = (0..split.alternatives.len()).filter(fits).collect();
            // What was told answers the question in a way that it does not permit: what is left of it stays open.
            if fitting.is_empty() {
                insert(&mut unfit, index);
            } else {
                insert(&mut open, index);
            }
            permitted[index] = fitting;
        }
        let nets = vec![0; base.rules.len()];
        let for_good = askable.is_some();
        Horizon {
            base,
            engine,
            all,
            root,
            open,
            permitted,
            unfit,
            for_good,
            work: 0,
            bits: Bits::default(),
            nets,
        }
    }

    /// Looks for a completion, within so much work.
    pub(super) fn search(&mut self, goal: Goal, limit: usize) -> Found {
        let (facts, open) = (self.root.clone(), self.open.clone());
        let end = self.work + limit;
        let root = Completion { facts, answers: Vec::new() };
        // What the bounds tell at once is told, however little work is allowed.
        let outcome = self.outcome(&root.facts);
        match self.step(goal, &root.facts, &outcome, &mut open.clone()) {
            Step::Found => return Found::In(root),
            Step::Never => return Found::Never,
            Step::Stuck | Step::Branch(..) => {}
        }
        if self.work >= end {
            return Found::NotProven;
        }
        match self.leap(goal, &root, outcome, &open) {
            Some(found) => Found::In(found),
            None => self.descend(goal, root, open, end),
        }
    }

    /// Gives again the answers of a completion found earlier, as far as they still can be; answers whether the
    /// goal is then reached.
    pub(super) fn again(&mut self, goal: Goal, earlier: &Completion) -> Option<Completion> {
        let mut now = Completion { facts: self.root.clone(), answers: Vec::new() };
        for &(split, at) in &earlier.answers {
            if self.is_open_at(split, &now.facts) {
                self.teach(split, at, &mut now);
            }
        }
        let outcome = self.outcome(&now.facts);
        let found = matches!(self.step(goal, &now.facts, &outcome, &mut self.open.clone()), Step::Found);
        found.then_some(now)
    }

    /// Answers a split; what is known is left alone when it contradicts the answer.
    pub(super) fn teach(&self, split: usize, at: usize, known: &mut Completion) -> bool {
        let mut facts = known.facts.clone();
        let taught = &self.all.splits[split].alternatives[at].facts;
        if !taught.iter().all(|fact| fact.teach(&self.base.vocabulary, &mut facts)) {
            return false;
        }
        known.facts = facts;
        known.answers.push((split, at));
        true
    }

    /// Whether a split may be answered, its question being asked for sure.
    fn is_open_at(&self, split: usize, facts: &Facts) -> bool {
        self.open[split / 64] >> (split % 64) & 1 == 1 && self.guard(split, facts) == Truth::True
    }

    pub(super) fn outcome(&mut self, facts: &Facts) -> Outcome {
        let mut outcome = Outcome::default();
        self.work += self.base.rules.len();
        self.engine.rank(facts, &mut self.bits, &mut outcome);
        outcome
    }

    /// Answers every split at once in favour of the goal, a few times over, each time against the forms that
    /// stood in the way.
    fn leap(
        &mut self,
        goal: Goal,
        root: &Completion,
        mut outcome: Outcome,
        open: &Splits,
    ) -> Option<Completion> {
        let mut against: Vec<FormId> = Vec::new();
        for _ in 0..3 {
            let rival = match goal {
                Goal::First(form) => outcome.ranking.iter().copied().find(|&other| other != form),
                Goal::Ahead(first, ..) | Goal::Below(first) | Goal::Excluded(first) => Some(first),
            };
            against.extend(rival.filter(|rival| !against.contains(rival)));
            let known = self.favour(goal, &against, root);
            outcome = self.outcome(&known.facts);
            if let Step::Found = self.step(goal, &known.facts, &outcome, &mut open.clone()) {
                return Some(known);
            }
        }
        None
    }

    /// The facts in which each split is answered as suits the goal best against some forms.
    fn favour(&self, goal: Goal, against: &[FormId], root: &Completion) -> Completion {
        let mut worth = vec![0; self.base.rules.len()];
        let mut weigh = |form: FormId, sign: i32| {
            let weighed = &self.all.forms[form.index()];
            weighed.arguments.iter().for_each(|&(rule, points)| worth[usize::from(rule)] += sign * points);
            weighed.requirements.iter().for_each(|&rule| worth[usize::from(rule)] += sign * REQUIREMENT);
        };
        if let Goal::Ahead(_, form, _) | Goal::First(form) = goal {
            weigh(form, against.len().max(1) as i32);
        }
        against.iter().for_each(|&form| weigh(form, -1));
        let mut known = root.clone();
        for split in set_bits(&self.open) {
            if !self.is_open_at(split, &known.facts) {
                continue;
            }
            let value = |at: &usize| -> i32 {
                let decides = self.all.splits[split].alternatives[*at].decides.iter();
                decides.map(|&(rule, truth)| worth[usize::from(rule)] * if truth { 1 } else { -1 }).sum()
            };
            let mut order = self.permitted[split].clone();
            order.sort_by_cached_key(|at| std::cmp::Reverse(value(at)));
            order.into_iter().any(|at| self.teach(split, at, &mut known));
        }
        known
    }

    /// Whether the question of a split is asked.
    pub(super) fn guard(&self, split: usize, facts: &Facts) -> Truth {
        let question = self.all.splits[split].question.filter(|_| self.for_good);
        let question = question.map(|id| self.base.questionnaire.question(id));
        question.and_then(|q| q.when.as_ref()).map_or(Truth::True, |when| when.truth(facts))
    }

    fn descend(&mut self, goal: Goal, known: Completion, mut open: Splits, end: usize) -> Found {
        if self.work >= end {
            return Found::NotProven;
        }
        let outcome = self.outcome(&known.facts);
        let (split, nets) = match self.step(goal, &known.facts, &outcome, &mut open) {
            Step::Found => return Found::In(known),
            Step::Never => return Found::Never,
            Step::Stuck => return Found::NotProven,
            Step::Branch(split, nets) => (split, nets),
        };
        remove(&mut open, split);
        let mut worth = vec![0; self.base.rules.len()];
        nets.iter().for_each(|&(condition, net)| worth[usize::from(condition)] = net);
        let all = self.all;
        let value = |at: &usize| -> i32 {
            let decided = all.splits[split].alternatives[*at].decides.iter();
            let net = |rule: u16| worth[usize::from(all.condition[usize::from(rule)])];
            decided.map(|&(rule, truth)| if truth { net(rule) } else { -net(rule) }).sum()
        };
        let mut order = self.permitted[split].clone();
        order.sort_by_cached_key(|at| std::cmp::Reverse(value(at)));
        let mut proven = true;
        for at in order {
            let mut next = known.clone();
            if !self.teach(split, at, &mut next) {
                continue;
            }
            match self.descend(goal, next, open.clone(), end) {
                Found::In(found) => return Found::In(found),
                Found::Never => {}
                Found::NotProven => proven = false,
            }
        }
        // Whoever is asked may also not know: the whole question is then closed.
        if let Some(open) = self.unanswered(split, &known.answers, &open) {
            match self.descend(goal, known, open, end) {
                Found::In(found) => return Found::In(found),
                Found::Never => {}
                Found::NotProven => proven = false,
            }
        }
        if proven { Found::Never } else { Found::NotProven }
    }

    /// What stays open when the question of a split is answered « I do not know »; nothing when it is answered
    /// already in part, or when only what is known is at stake.
    pub(super) fn unanswered(
        &self,
        split: usize,
        answers: &[(usize, usize)],
        open: &Splits,
    ) -> Option<Splits> {
        let question = self.all.splits[split].question.filter(|_| self.for_good)?;
        if answers.iter().any(|(split, _)| self.all.splits[*split].question == Some(question)) {
            return None;
        }
        let mut open = open.clone();
        open.iter_mut().zip(&self.all.of_question[question.index()]).for_each(|(open, own)| *open &= !own);
        Some(open)
    }
}

/// How much a requirement weighs in the choice of the split to try next, beside points.
pub(super) const REQUIREMENT: i32 = 4;
