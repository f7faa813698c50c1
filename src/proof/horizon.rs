//! What a questionnaire asks of the completions: which forms may still come first, why the others cannot,
//! whether anything can change, and what each question can do about it.

use crate::base::ids::{FormId, QuestionId, RuleId};
use crate::base::question::Kind;
use crate::base::truth::Truth;
use crate::engine::outcome::{Outcome, Status};
use crate::proof::Proof;
use crate::proof::completions::{Splits, meet, remove};
use crate::proof::search::{Completion, Found, Goal, Horizon, REQUIREMENT, Step};

/// Why a form cannot come first, whatever the answers to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Out {
    /// A requirement fails.
    Excluded(RuleId),
    /// This form stays ahead of it.
    Behind(FormId),
    /// It stays below the threshold.
    Below,
    /// One form or another stays ahead of it, or it is excluded.
    Beaten,
}

// How much work may be spent, in rules judged: a small base is searched further than a large one.
/// On whether anything can change.
const CHANGE: usize = 60_000;
/// On each form, when asking which may still come first.
const EACH_FORM: usize = 10_000;
/// On all the forms together.
const ALL_FORMS: usize = 40_000;
/// On whether one of the answers of a question can change something.
const SWAY: usize = 8_000;
/// On all the answers of a question together.
const SWAYS: usize = 12_000;

/// Something that an answer may change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stake {
    /// Which forms come first.
    First,
    /// Whether a requirement is met.
    Requirement(RuleId),
}

/// What is certain of a stake.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Certain {
    First(Vec<FormId>),
    Requirement(Truth),
}

/// The rules that leave a stake in doubt, and their weight.
type Doubts = Vec<(u16, i32)>;

impl Horizon<'_> {
    /// A completion in which the first forms are not those of `outcome`.
    pub fn changes(&mut self, outcome: &Outcome) -> Proof {
        if outcome.leaders > 0 {
            return self.upset(outcome, CHANGE).into();
        }
        let mut proven = true;
        for &form in &outcome.ranking {
            match self.search(Goal::First(form), EACH_FORM) {
                Found::Never => {}
                Found::NotProven => proven = false,
                found => return found.into(),
            }
        }
        if proven { Proof::Never } else { Proof::NotProven }
    }

    /// Likewise, when there is a first form, within so many evaluations.
    pub(super) fn upset(&mut self, outcome: &Outcome, limit: usize) -> Found {
        let end = self.work + limit;
        let mut proven = true;
        let leaders = outcome.leaders();
        let mut goals: Vec<Goal> = Vec::new();
        for &first in leaders {
            let ahead = |form: &FormId| Goal::Ahead(first, *form, i32::from(leaders.contains(form)));
            let mut others: Vec<FormId> =
                outcome.ranking.iter().copied().filter(|&form| form != first).collect();
            others.sort_by_key(|form| std::cmp::Reverse(outcome.standing(*form).highest));
            goals.extend(others.iter().map(ahead));
            goals.extend([Goal::Excluded(first), Goal::Below(first)]);
        }
        for goal in goals {
            match self.search(goal, end.saturating_sub(self.work)) {
                Found::Never => {}
                Found::NotProven => proven = false,
                found => return found,
            }
        }
        if proven { Found::Never } else { Found::NotProven }
    }

    /// A completion in which a form is among the first; one found with fewer answers is tried again.
    pub fn possible_first(&mut self, form: FormId, earlier: Option<&Completion>) -> Proof {
        match earlier.and_then(|earlier| self.again(Goal::First(form), earlier)) {
            Some(found) => Proof::Witness(Box::new(found)),
            None => {
                let limit = EACH_FORM.min(ALL_FORMS.saturating_sub(self.work));
                self.search(Goal::First(form), limit).into()
            }
        }
    }

    /// Why a form that is proven never to come first cannot.
    pub fn why_out(&mut self, form: FormId, outcome: &Outcome) -> Out {
        if outcome.standing(form).status == Status::Excluded {
            let requirements = self.all.forms[form.index()].requirements.iter();
            let failing =
                requirements.copied().find(|&rule| outcome.truths[usize::from(rule)] == Truth::False);
            return failing.map_or(Out::Beaten, |rule| Out::Excluded(RuleId(rule)));
        }
        let open = self.open.clone();
        if self.difference(None, Some(form), 0, outcome, &open).1 < self.engine.threshold() {
            return Out::Below;
        }
        let ahead = outcome.ranking.iter().copied().filter(|&other| other != form).find(|&other| {
            self.difference(Some(other), Some(form), 0, outcome, &open).1 < 0
                && self.waiting(other, outcome, &open).next().is_none()
        });
        ahead.map_or(Out::Beaten, Out::Behind)
    }

    /// Whether a question is asked, given what is known: not known as long as an answer to come decides it.
    pub fn asks(&self, question: QuestionId) -> Truth {
        let Some(when) = &self.base.questionnaire.question(question).when else { return Truth::True };
        match when.truth(&self.root) {
            Truth::Unknown if !meet(&self.all.guards[question.index()], &self.open) => Truth::False,
            truth => truth,
        }
    }

    /// Whether a question has an answer left to give.
    pub fn is_open(&self, question: QuestionId) -> bool {
        meet(self.splits_of(question), &self.open)
    }

    fn splits_of(&self, question: QuestionId) -> &Splits {
        &self.all.of_question[question.index()]
    }

    /// The rules of forms whose truth is not known and that an answer to the question may move.
    pub fn waiting_for(&self, question: QuestionId, outcome: &Outcome) -> Vec<RuleId> {
        let mut own = self.splits_of(question).clone();
        own.iter_mut().zip(&self.open).for_each(|(own, open)| *own &= open);
        let waits = |rule: &usize| {
            outcome.truths[*rule] == Truth::Unknown
                && self.base.rules[*rule].form.is_some()
                && meet(&self.all.moved_by[*rule], &own)
        };
        (0..outcome.truths.len()).filter(waits).map(RuleId::new).collect()
    }

    /// The questions of which an answer to this one may decide whether they are asked.
    pub fn opens(&self, question: QuestionId) -> Vec<QuestionId> {
        let own = self.splits_of(question);
        let all = (0..self.base.questionnaire.questions.len()).map(QuestionId::new);
        all.filter(|&other| self.asks(other) == Truth::Unknown && meet(&self.all.guards[other.index()], own))
            .collect()
    }

    /// The room left to the forms that may come first: for each, by how many points it may still lead. In
    /// thousandths, before a question is answered, and after, on average over its answers; of the numbers of
    /// partners, over none, one and many.
    pub fn narrowing(
        &mut self,
        question: QuestionId,
        possible: &[FormId],
        outcome: &Outcome,
    ) -> (usize, usize) {
        let (mut sum, mut answers) = (0, 0);
        let counts = self.base.questionnaire.question(question).kind == Kind::Parties;
        for index in set_splits(self.splits_of(question), &self.open) {
            let permitted = &self.permitted[index];
            for at in if counts { few(permitted) } else { permitted.clone() } {
                let mut known = Completion { facts: self.root.clone(), answers: Vec::new() };
                if self.teach(index, at, &mut known) {
                    let after = self.outcome(&known.facts);
                    sum += self.room(possible, &after);
                    answers += 1;
                }
            }
        }
        (self.room(possible, outcome) * 1000, sum * 1000 / answers.max(1))
    }

    fn room(&self, possible: &[FormId], outcome: &Outcome) -> usize {
        let standing = |form: &FormId| outcome.standing(*form);
        let sure = |form: &&FormId| standing(form).status == Status::Met;
        let lead = outcome.ranking.iter().filter(sure).map(|form| standing(form).lowest).max();
        let least = lead.unwrap_or(i32::MIN).max(self.engine.threshold());
        let still = possible.iter().filter(|form| standing(form).status != Status::Excluded);
        still.map(|form| usize::try_from(standing(form).highest - least + 1).unwrap_or(0)).sum()
    }

    /// Whether the answer to a question, all others being what they may be, can change something. Nothing when
    /// that is not proven.
    pub fn sways(&mut self, question: QuestionId, stake: Stake) -> Option<bool> {
        let mut proven = true;
        let last = self.work + SWAYS;
        for split in set_splits(self.splits_of(question), &self.open) {
            let end = last.min(self.work + SWAY);
            let mut open = self.open.clone();
            remove(&mut open, split);
            let root = Completion { facts: self.root.clone(), answers: Vec::new() };
            match self.sway(stake, split, root, open, end) {
                Some(true) => return Some(true),
                Some(false) => {}
                None => proven = false,
            }
        }
        proven.then_some(false)
    }

    /// Whether a stake is not the same, in some completion of `facts`, under one alternative of a split and under
    /// another.
    fn sway(
        &mut self,
        stake: Stake,
        split: usize,
        known: Completion,
        open: Splits,
        end: usize,
    ) -> Option<bool> {
        if self.work >= end {
            return None;
        }
        let mut sides = Vec::new();
        for at in self.permitted[split].clone() {
            let mut side = known.clone();
            if self.teach(split, at, &mut side) {
                let outcome = self.outcome(&side.facts);
                let mut left = open.clone();
                self.close(&side.facts, &mut left);
                sides.push((side.facts, outcome, left));
            }
        }
        // The rules that keep the first form of a side from being certain.
        let mut doubts = Vec::new();
        let mut certain: Vec<Option<Certain>> = Vec::new();
        for (_, outcome, left) in &sides {
            let (sure, nets) = self.certain(stake, outcome, left);
            certain.push(sure);
            if doubts.is_empty() {
                doubts = nets;
            }
        }
        if let [Some(first), rest @ ..] = &certain[..]
            && rest.iter().all(Option::is_some)
        {
            // A requirement that any answer makes known is not what it was.
            let known = matches!(first, Certain::Requirement(Truth::True | Truth::False));
            return Some(known || rest.iter().flatten().any(|other| other != first));
        }
        if certain.len() < 2 {
            return Some(false);
        }
        let (side, _, left) =
            sides.iter().zip(&certain).find(|(_, sure)| sure.is_none()).map(|(side, _)| side)?;
        let mut without = left.clone();
        remove(&mut without, split);
        let Step::Branch(next, _) = self.branch(&doubts, side, &without) else { return None };
        let mut open = open;
        remove(&mut open, next);
        let mut children: Vec<(Completion, Splits)> = Vec::new();
        for at in self.permitted[next].clone() {
            let mut child = known.clone();
            if self.teach(next, at, &mut child) {
                children.push((child, open.clone()));
            }
        }
        // Whoever is asked may also not know.
        if self.all.splits[next].question != self.all.splits[split].question
            && let Some(open) = self.unanswered(next, &known.answers, &open)
        {
            children.push((known, open));
        }
        let mut proven = true;
        for (child, open) in children {
            match self.sway(stake, split, child, open, end) {
                Some(true) => return Some(true),
                Some(false) => {}
                None => proven = false,
            }
        }
        proven.then_some(false)
    }

    /// What is certain of a stake, being the same in every completion; else the rules that leave it in doubt.
    fn certain(&mut self, stake: Stake, outcome: &Outcome, open: &Splits) -> (Option<Certain>, Doubts) {
        let Stake::Requirement(rule) = stake else {
            let (first, doubts) = self.certain_first(outcome, open);
            return (first.map(Certain::First), doubts);
        };
        let truth = outcome.truth(rule);
        match truth == Truth::Unknown && self.is_live(rule.0, open) {
            true => (None, vec![(rule.0, 1)]),
            false => (Some(Certain::Requirement(truth)), Vec::new()),
        }
    }

    fn certain_first(&mut self, outcome: &Outcome, open: &Splits) -> (Option<Vec<FormId>>, Doubts) {
        let threshold = self.engine.threshold();
        let Some(&first) = outcome.leaders().first() else {
            for &form in &outcome.ranking {
                let (_, most, nets) = self.difference(None, Some(form), 0, outcome, open);
                if most >= threshold {
                    return (None, nets);
                }
            }
            return (Some(Vec::new()), Vec::new());
        };
        let waiting: Vec<(u16, i32)> =
            self.waiting(first, outcome, open).map(|rule| (rule, REQUIREMENT)).collect();
        let (least, _, below) = self.difference(None, Some(first), 0, outcome, open);
        if !waiting.is_empty() || least < threshold {
            return (None, waiting.into_iter().chain(below).collect());
        }
        for &other in outcome.ranking.iter().filter(|&&other| other != first) {
            let (low, high, nets) = self.difference(Some(first), Some(other), 0, outcome, open);
            let tied = outcome.leaders().contains(&other);
            let waiting: Vec<(u16, i32)> =
                self.waiting(other, outcome, open).map(|rule| (rule, REQUIREMENT)).collect();
            let settled = if tied { low == 0 && high == 0 && waiting.is_empty() } else { high < 0 };
            if !settled {
                return (None, nets.into_iter().chain(waiting).collect());
            }
        }
        (Some(outcome.leaders().to_vec()), Vec::new())
    }
}

/// The first two and the last, for all.
fn few(permitted: &[usize]) -> Vec<usize> {
    match permitted {
        [first, second, _, .., last] => vec![*first, *second, *last],
        few => few.to_vec(),
    }
}

fn set_splits(one: &Splits, other: &Splits) -> Vec<usize> {
    let both: Splits = one.iter().zip(other).map(|(one, other)| one & other).collect();
    crate::engine::columns::set_bits(&both).collect()
}
