//! What some facts say of a goal: bounds on the difference of two balances, and the split to try next.

use crate::base::facts::Facts;
use crate::base::ids::{FormId, QuestionId};
use crate::base::truth::Truth;
use crate::engine::columns::set_bits;
use crate::engine::outcome::{Outcome, Status};
use crate::proof::completions::{Splits, meet};
use crate::proof::search::{Goal, Horizon, REQUIREMENT, Step};

impl<'a> Horizon<'a> {
    /// What some facts say of a goal. Closes the splits whose question is not asked.
    pub(super) fn step(&mut self, goal: Goal, facts: &Facts, outcome: &Outcome, open: &mut Splits) -> Step {
        self.close(facts, open);
        match goal {
            Goal::Excluded(form) => self.excluded(form, facts, outcome, open),
            Goal::Below(form) => {
                let lead = self.engine.threshold();
                self.compare(Some(form), None, lead, 1, facts, outcome, open)
            }
            Goal::Ahead(first, form, margin) => {
                if outcome.standing(form).status == Status::Excluded {
                    return Step::Never;
                }
                self.compare(Some(first), Some(form), 0, margin, facts, outcome, open)
            }
            Goal::First(form) => self.first(form, facts, outcome, open),
        }
    }

    pub(super) fn close(&self, facts: &Facts, open: &mut Splits) {
        // A fact said to be unknown is completed whether or not its question would be asked.
        if !self.for_good {
            return;
        }
        for (index, question) in self.base.questionnaire.questions.iter().enumerate() {
            let own = &self.all.of_question[index];
            let Some(when) = question.when.as_ref().filter(|_| meet(own, open)) else { continue };
            let never = match when.truth(facts) {
                Truth::True => false,
                Truth::False => true,
                Truth::Unknown => !meet(&self.all.guards[index], open),
            };
            if never {
                open.iter_mut().zip(own).for_each(|(open, own)| *open &= !own);
            }
        }
    }

    /// Whether a rule whose truth is not known may become known.
    pub(super) fn is_live(&self, rule: u16, open: &Splits) -> bool {
        meet(&self.all.moved_by[usize::from(rule)], open)
            || (!self.for_good && meet(&self.all.moved_by[usize::from(rule)], &self.unfit))
            || self.all.counts[usize::from(rule)].stays_open(self.for_good)
    }

    pub(super) fn excluded(&self, form: FormId, facts: &Facts, outcome: &Outcome, open: &Splits) -> Step {
        if outcome.standing(form).status == Status::Excluded {
            return Step::Found;
        }
        let nets = self.waiting(form, outcome, open).map(|rule| (rule, -REQUIREMENT)).collect::<Vec<_>>();
        if nets.is_empty() { Step::Never } else { self.branch(&nets, facts, open) }
    }

    /// The requirements of a form that may still fail or be met.
    pub(super) fn waiting<'s>(
        &'s self,
        form: FormId,
        outcome: &'s Outcome,
        open: &'s Splits,
    ) -> impl Iterator<Item = u16> + use<'s, 'a> {
        let requirements = self.all.forms[form.index()].requirements.iter().copied();
        requirements
            .filter(|&rule| outcome.truths[usize::from(rule)] == Truth::Unknown && self.is_live(rule, open))
    }

    /// Whether the second form, or a fixed number of points, may have `margin` points more than the first.
    #[expect(clippy::too_many_arguments, reason = "one comparison, told whole")]
    pub(super) fn compare(
        &mut self,
        first: Option<FormId>,
        second: Option<FormId>,
        lead: i32,
        margin: i32,
        facts: &Facts,
        outcome: &Outcome,
        open: &Splits,
    ) -> Step {
        let (low, high, mut nets) = self.difference(first, second, lead, outcome, open);
        if high < margin {
            return Step::Never;
        }
        let waiting: Vec<u16> =
            second.map(|form| self.waiting(form, outcome, open).collect()).unwrap_or_default();
        if low >= margin && waiting.is_empty() {
            return Step::Found;
        }
        nets.extend(waiting.iter().map(|&rule| (rule, REQUIREMENT)));
        self.branch(&nets, facts, open)
    }

    /// Bounds on how far the second form may be ahead of the first, and what each unknown rule weighs in it.
    pub(super) fn difference(
        &mut self,
        first: Option<FormId>,
        second: Option<FormId>,
        lead: i32,
        outcome: &Outcome,
        open: &Splits,
    ) -> (i32, i32, Vec<(u16, i32)>) {
        let balance = |form: Option<FormId>| form.map_or(0, |form| outcome.standing(form).balance);
        let sure = lead + balance(second) - balance(first);
        let mut rules: Vec<u16> = Vec::new();
        for (form, sign) in [(second, 1), (first, -1)] {
            let Some(form) = form else { continue };
            for &(rule, points) in &self.all.forms[form.index()].arguments {
                if outcome.truths[usize::from(rule)] != Truth::Unknown || !self.is_live(rule, open) {
                    continue;
                }
                // Rules of one condition hold together.
                let condition = usize::from(self.all.condition[usize::from(rule)]);
                let same =
                    rules.iter().any(|&r| usize::from(self.all.condition[usize::from(r)]) == condition);
                if !same {
                    rules.push(rule);
                    self.nets[condition] = 0;
                }
                self.nets[condition] += sign * points;
            }
        }
        let (mut low, mut high, mut nets) = (sure, sure, Vec::with_capacity(rules.len()));
        for rule in rules {
            let net = self.nets[usize::from(self.all.condition[usize::from(rule)])];
            if net != 0 {
                nets.push((rule, net));
            }
        }
        // What one split alone moves is bounded alternative by alternative: at most one of them will hold, and
        // none if the answer may stay unknown.
        nets.sort_by_key(|&(rule, _)| self.all.home[usize::from(rule)]);
        for group in nets.chunk_by(|(one, _), (other, _)| {
            self.all.home[usize::from(*one)] == self.all.home[usize::from(*other)]
        }) {
            let home = self.all.home[usize::from(group[0].0)];
            let Some(split) =
                home.map(usize::from).filter(|&split| open[split / 64] >> (split % 64) & 1 == 1)
            else {
                low += group.iter().map(|(_, net)| net.min(&0)).sum::<i32>();
                high += group.iter().map(|(_, net)| net.max(&0)).sum::<i32>();
                continue;
            };
            let sums = self.permitted[split].iter().map(|&at| {
                let decides = &self.all.splits[split].alternatives[at].decides;
                group.iter().fold((0, 0), |(low, high), &(rule, net)| {
                    match decides.binary_search_by_key(&rule, |(known, _)| *known).map(|at| decides[at].1) {
                        Ok(true) => (low + net, high + net),
                        Ok(false) => (low, high),
                        Err(_) => (low + net.min(0), high + net.max(0)),
                    }
                })
            });
            let conditional = self.all.splits[split]
                .question
                .is_some_and(|id| self.base.questionnaire.question(id).when.is_some());
            let none = (self.for_good || conditional).then_some((0, 0));
            let widest =
                |(least, most): (i32, i32), (low, high): (i32, i32)| (least.min(low), most.max(high));
            let (least, most) = sums.chain(none).fold((i32::MAX, i32::MIN), widest);
            if least <= most {
                low += least;
                high += most;
            }
        }
        (low, high, nets)
    }

    pub(super) fn first(&mut self, form: FormId, facts: &Facts, outcome: &Outcome, open: &Splits) -> Step {
        let own = outcome.standing(form);
        if own.status == Status::Excluded {
            return Step::Never;
        }
        let mut nets: Vec<(u16, i32)> = Vec::new();
        let (least, most, below) = self.difference(None, Some(form), 0, outcome, open);
        if most < self.engine.threshold() {
            return Step::Never;
        }
        let mut sure = least >= self.engine.threshold();
        if !sure {
            nets.extend(below);
        }
        let mut nearest: Option<(i32, Vec<(u16, i32)>)> = None;
        for &other in outcome.ranking.iter().filter(|&&other| other != form) {
            let (low, high, mut wanted) = self.difference(Some(other), Some(form), 0, outcome, open);
            let before = wanted.len();
            wanted.extend(self.waiting(other, outcome, open).map(|rule| (rule, -REQUIREMENT)));
            if high < 0 && wanted.len() == before {
                return Step::Never;
            }
            if low < 0 {
                sure = false;
                if nearest.as_ref().is_none_or(|(worst, _)| high < *worst) {
                    nearest = Some((high, wanted));
                }
            }
        }
        let waiting: Vec<(u16, i32)> =
            self.waiting(form, outcome, open).map(|rule| (rule, REQUIREMENT)).collect();
        if sure && waiting.is_empty() {
            return Step::Found;
        }
        nets.extend(nearest.map(|(_, wanted)| wanted).unwrap_or_default());
        nets.extend(waiting);
        self.branch(&nets, facts, open)
    }

    /// The open split that the unknown rules weigh most on. A question that may not be asked waits for what
    /// decides whether it is.
    pub(super) fn branch(&self, nets: &[(u16, i32)], facts: &Facts, open: &Splits) -> Step {
        let mut weights = vec![0; self.all.splits.len()];
        for &(rule, net) in nets {
            let moved = self.all.moved_by[usize::from(rule)].iter().zip(open).enumerate();
            for (word, (moved, open)) in moved {
                set_bits(&[moved & open]).for_each(|bit| weights[word * 64 + bit] += net.abs());
            }
        }
        let best =
            (0..weights.len()).rev().max_by_key(|&index| weights[index]).filter(|&index| weights[index] > 0);
        let Some(mut best) = best else { return Step::Stuck };
        // As many steps as there are splits at most: conditions may be written in a circle.
        for _ in 0..weights.len() {
            if self.guard(best, facts) != Truth::Unknown {
                break;
            }
            let question = self.all.splits[best].question.map_or(0, QuestionId::index);
            let guards = &self.all.guards[question];
            let next = (0..weights.len()).find(|&i| guards[i / 64] & open[i / 64] & 1 << (i % 64) != 0);
            match next {
                Some(next) if next != best => best = next,
                _ => return Step::Stuck,
            }
        }
        if self.guard(best, facts) == Truth::Unknown {
            return Step::Stuck;
        }
        let nets = nets.iter().map(|&(rule, net)| (self.all.condition[usize::from(rule)], net)).collect();
        Step::Branch(best, nets)
    }
}
