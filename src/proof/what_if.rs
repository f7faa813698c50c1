//! What would change the result: the smallest sets of answers, three at most, that put another form first, each
//! found by evaluating the situation that it makes. Bounds on what each answer can move say which sets need not
//! be tried.
//!
//! Wachter, Mittelstadt and Russell, "Counterfactual explanations without opening the black box", 2017.

use crate::base::RuleBase;
use crate::base::change::Change;
use crate::base::condition::Condition;
use crate::base::contradiction::contradictions;
use crate::base::facts::{Fact, Facts, Said};
use crate::base::ids::{FormId, QuantityId, TermId};
use crate::base::range::Range;
use crate::base::rule::Role;
use crate::base::truth::Truth;
use crate::base::vocabulary::Vocabulary;
use crate::engine::Workspace;
use crate::engine::outcome::{Outcome, Status};
use crate::proof::Prover;
use crate::proof::cuts::Cuts;
use crate::proof::moved::Moved;

/// The most answers of a set.
pub const LARGEST_SET: usize = 3;

/// Answers that, changed together, put another form first; fewer of them do not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// The answers.
    pub changes: Vec<Change>,
    /// The forms then in first place.
    pub first: Vec<FormId>,
}

/// How far to look.
#[derive(Debug, Clone, Copy)]
pub struct Effort {
    /// Larger sets are not looked at once so many are found.
    pub enough: usize,
    /// Situations evaluated at most.
    pub work: usize,
}

impl Effort {
    /// Every set, whatever it costs.
    pub const ALL: Effort = Effort { enough: usize::MAX, work: usize::MAX };
}

/// The sets found.
#[derive(Debug, Clone, Default)]
pub struct Turns {
    /// Smallest first, then in the order of the vocabulary.
    pub all: Vec<Turn>,
    /// Every set of at most so many answers is listed.
    pub searched: usize,
}

/// One change alone, and what comes of it.
#[derive(Debug, Clone)]
pub struct Single {
    /// The change.
    pub change: Change,
    /// What is then said.
    pub said: Said,
    /// What follows from it.
    pub facts: Facts,
    /// The outcome, its robustness left out.
    pub outcome: Outcome,
}

impl Prover {
    /// Each answer that can be changed alone and that rules about forms look at, with what comes of it, in the
    /// order of the vocabulary.
    pub fn singles(&self, base: &RuleBase, said: &Said) -> Vec<Single> {
        let facts = Facts::from_said(&base.vocabulary, said);
        let mut trial = Trial::new(self, base);
        changes(base, &facts).into_iter().filter_map(|change| trial.single(change, said, &facts)).collect()
    }

    /// What comes of one more change; nothing when it undoes or repeats the first.
    pub fn second(&self, base: &RuleBase, first: &Single, change: Change) -> Option<Single> {
        let second = Trial::new(self, base).single(change, &first.said, &first.facts)?;
        first.change.holds(&second.facts).then_some(second)
    }

    /// The sets of answers that put a form first in place of the present first ones: `wanted`, or any other. `singles`
    /// are those of the situation ([`Prover::singles`]).
    pub fn turns(
        &self,
        base: &RuleBase,
        singles: &[Single],
        outcome: &Outcome,
        wanted: Option<FormId>,
        effort: Effort,
    ) -> Turns {
        let reaches: Vec<Reach> =
            singles.iter().map(|single| Reach::new(base, outcome, single.change)).collect();
        let mut search = Search {
            base,
            outcome,
            wanted,
            threshold: self.engine().threshold(),
            trial: Trial::new(self, base),
            turned: vec![false; singles.len() * singles.len()],
            singles,
            reaches: &reaches,
            found: Turns::default(),
        };
        for size in 1..=LARGEST_SET {
            if search.found.all.len() >= effort.enough || !search.try_sets_of(size, effort.work) {
                break;
            }
            search.found.searched = size;
        }
        search.found
    }
}

/// Every other answer to what rules about forms look at.
fn changes(base: &RuleBase, facts: &Facts) -> Vec<Change> {
    let vocabulary = &base.vocabulary;
    let looked_at = |change: &Change| {
        let moved = Moved::by(*change, vocabulary);
        base.rules.iter().any(|rule| rule.form.is_some() && moved.touches(&rule.when))
    };
    let mut all = Vec::new();
    let by_question = base.questionnaire.asks(|term| vocabulary.is_counted(term));
    for term in (0..vocabulary.terms.len()).map(TermId::new) {
        if vocabulary.is_counted(term) {
            if !can_be_named(base, facts, term, by_question) {
                continue;
            }
            let counts = counts_told_apart(base, facts, term).into_iter().map(Range::exactly);
            let changes = counts.map(|count| Change::Partners(term, count));
            all.extend(changes.filter(|change| !leaves_nobody(*change, vocabulary, facts)));
            continue;
        }
        let fact = facts.term(term);
        all.extend((fact != Fact::Yes).then_some(Change::Term(term, true)));
        all.extend((fact != Fact::No).then_some(Change::Term(term, false)));
    }
    let cuts = Cuts::of(base);
    for quantity in (0..vocabulary.quantities.len()).map(QuantityId::new) {
        let known = facts.quantity(quantity);
        let other = |cell: &Range| known == Range::ANY || known.and(*cell).is_none();
        all.extend(
            cuts.cells(quantity).into_iter().filter(other).map(|cell| Change::Quantity(quantity, cell)),
        );
    }
    all.retain(|change| !change.holds(facts) && looked_at(change));
    all
}

/// Whether a change takes the only partners away: what is left is no cooperation.
fn leaves_nobody(change: Change, vocabulary: &Vocabulary, facts: &Facts) -> bool {
    let Change::Partners(kind, Range::ZERO) = change else { return false };
    let party = |term: &TermId| vocabulary.is_counted(*term) && vocabulary.term(*term).party;
    let mut others =
        (0..vocabulary.terms.len()).map(TermId::new).filter(party).filter(|&other| other != kind);
    facts.declared(kind).max > 0 && others.all(|other| facts.declared(other).max == 0)
}

/// Whether a kind of partner is precise enough to be looked for: a question offers it or, when none asks about
/// partners (`by_question`), it has no narrower one; or it was declared.
fn can_be_named(base: &RuleBase, facts: &Facts, kind: TermId, by_question: bool) -> bool {
    let offered = match by_question {
        true => base.questionnaire.asks(|term| term == kind),
        false => base.vocabulary.term(kind).descendants.is_empty(),
    };
    offered || is_declared(facts, kind)
}

fn is_declared(facts: &Facts, kind: TermId) -> bool {
    let declared = facts.declared(kind);
    declared != Range::ANY && declared.max > 0
}

/// Above this many partners of one kind, no other number is proposed.
const LARGEST_COUNT: u32 = 12;
/// Likewise, of a kind of which there is none yet.
const NEWCOMERS: u32 = 3;

/// Numbers of partners of a kind on each side of every bound that rules about forms set, none included.
fn counts_told_apart(base: &RuleBase, facts: &Facts, kind: TermId) -> Vec<u32> {
    let mut counts = vec![0];
    for rule in base.rules.iter().filter(|rule| rule.form.is_some()) {
        rule.when.tests(&mut |test| {
            let Condition::Partners(tally, bounds) = test else { return };
            if tally.may_count(kind) {
                for bound in [bounds.min, bounds.max.saturating_add(1)] {
                    counts.extend([bound.saturating_sub(1), bound]);
                }
            }
        });
    }
    let most = match (base.vocabulary.term(kind).unique, is_declared(facts, kind)) {
        (true, _) => 1,
        (false, true) => LARGEST_COUNT,
        (false, false) => NEWCOMERS,
    };
    counts.retain(|&count| count <= most);
    counts.sort_unstable();
    counts.dedup();
    counts
}

/// Room to evaluate changed situations.
struct Trial<'a> {
    prover: &'a Prover,
    base: &'a RuleBase,
    work: Workspace,
    evaluated: usize,
}

impl<'a> Trial<'a> {
    fn new(prover: &'a Prover, base: &'a RuleBase) -> Trial<'a> {
        Trial { prover, base, work: Workspace::new(&base.vocabulary), evaluated: 0 }
    }

    /// What comes of a change; nothing when it cannot be made alone, or contradicts another answer.
    fn single(&mut self, change: Change, said: &Said, facts: &Facts) -> Option<Single> {
        let vocabulary = &self.base.vocabulary;
        let said = change.apply(vocabulary, said, facts)?;
        if !contradictions(&said, vocabulary).is_empty() {
            return None;
        }
        let mut outcome = Outcome::default();
        self.evaluated += 1;
        self.prover.engine().evaluate(vocabulary, &said, &mut self.work, &mut outcome);
        let facts = self.work.facts().clone();
        change.holds(&facts).then_some(Single { change, said, facts, outcome })
    }
}

/// What a change may move at most: points by form, and requirements.
struct Reach {
    up: Vec<i32>,
    down: Vec<i32>,
    requirements: Vec<u64>,
}

impl Reach {
    fn new(base: &RuleBase, outcome: &Outcome, change: Change) -> Reach {
        let forms = base.forms.len();
        let (up, down) = (vec![0; forms], vec![0; forms]);
        let mut reach = Reach { up, down, requirements: vec![0; base.rules.len().div_ceil(64)] };
        let moved = Moved::by(change, &base.vocabulary);
        for (index, rule) in base.rules.iter().enumerate() {
            let Some(form) = rule.form.filter(|_| moved.touches(&rule.when)) else { continue };
            if let Role::Requirement(_) = rule.role {
                reach.requirements[index / 64] |= 1 << (index % 64);
                continue;
            }
            // Counted now, it may stop counting; not counted, it may begin to.
            let counted = outcome.truths[index] == Truth::True;
            let change = if counted { -rule.points(&base.vocabulary) } else { rule.points(&base.vocabulary) };
            reach.up[form.index()] += change.max(0);
            reach.down[form.index()] -= change.min(0);
        }
        reach
    }

    fn touches(&self, rule: usize) -> bool {
        self.requirements[rule / 64] >> (rule % 64) & 1 == 1
    }
}

struct Search<'s, 'a> {
    base: &'a RuleBase,
    outcome: &'s Outcome,
    wanted: Option<FormId>,
    threshold: i32,
    trial: Trial<'a>,
    singles: &'s [Single],
    reaches: &'s [Reach],
    /// The pairs of changes that suffice, a single change being a pair with itself.
    turned: Vec<bool>,
    found: Turns,
}

impl Search<'_, '_> {
    /// Tries every set of a size; answers false when the work allowed was not enough.
    fn try_sets_of(&mut self, size: usize, work: usize) -> bool {
        for one in 0..self.singles.len() {
            if size == 1 {
                let outcome = &self.singles[one].outcome;
                if self.is_turned(outcome) {
                    let first = outcome.leaders().to_vec();
                    self.note(&[one], first);
                }
                continue;
            }
            if self.suffices(one, one) {
                continue;
            }
            for two in one + 1..self.singles.len() {
                if !self.compatible(one, two) {
                    continue;
                }
                if size == 2 {
                    self.try_set(&[one, two]);
                } else {
                    self.try_third(one, two);
                }
                if self.trial.evaluated > work {
                    return false;
                }
            }
        }
        true
    }

    fn try_third(&mut self, one: usize, two: usize) {
        for three in two + 1..self.singles.len() {
            if self.compatible(one, three) && self.compatible(two, three) {
                self.try_set(&[one, two, three]);
            }
        }
    }

    /// Whether two changes can be made together and do not suffice.
    fn compatible(&self, one: usize, two: usize) -> bool {
        let subject = |at: usize| self.singles[at].change.subject();
        !self.suffices(two, two) && !self.suffices(one, two) && subject(one) != subject(two)
    }

    fn suffices(&self, one: usize, two: usize) -> bool {
        self.turned[one * self.singles.len() + two]
    }

    fn note(&mut self, set: &[usize], first: Vec<FormId>) {
        if let [one] | [one, _] = *set {
            let two = *set.last().unwrap_or(&one);
            self.turned[one * self.singles.len() + two] = true;
        }
        let changes = set.iter().map(|&at| self.singles[at].change).collect();
        self.found.all.push(Turn { changes, first });
    }

    fn try_set(&mut self, set: &[usize]) {
        if !self.may_turn(set) {
            return;
        }
        let (&first, rest) = (&set[0], &set[1..]);
        let mut now = self.singles[first].clone();
        for &next in rest {
            let change = self.singles[next].change;
            match self.trial.single(change, &now.said, &now.facts) {
                Some(changed) => now = changed,
                None => return,
            }
        }
        let kept = set.iter().all(|&at| self.singles[at].change.holds(&now.facts));
        if kept && self.is_turned(&now.outcome) {
            let first = now.outcome.leaders().to_vec();
            self.note(set, first);
        }
    }

    /// Whether an outcome puts the form wanted first, or any other, in place of the present first forms. Tied forms
    /// are turned when one alone is left first.
    fn is_turned(&self, outcome: &Outcome) -> bool {
        let (before, after) = (self.outcome.leaders(), outcome.leaders());
        match self.wanted {
            Some(form) => after.contains(&form) && !after.iter().any(|f| *f != form && before.contains(f)),
            None if before.len() > 1 => after.len() == 1,
            None => !after.is_empty() && !after.iter().any(|form| before.contains(form)),
        }
    }

    /// Whether the bounds leave it possible that a set turns the result.
    fn may_turn(&self, set: &[usize]) -> bool {
        match self.wanted {
            Some(form) => self.may_come_first(form, set),
            None => self.base.form_ids().any(|form| self.may_come_first(form, set)),
        }
    }

    fn may_come_first(&self, form: FormId, set: &[usize]) -> bool {
        let balance = |form: FormId| self.outcome.standing(form).balance;
        let up = |form: FormId| set.iter().map(|&at| self.reaches[at].up[form.index()]).sum::<i32>();
        let down = |form: FormId| set.iter().map(|&at| self.reaches[at].down[form.index()]).sum::<i32>();
        let touched = |rule: usize| set.iter().any(|&at| self.reaches[at].touches(rule));
        let most = balance(form) + up(form);
        if most < self.threshold {
            return false;
        }
        let requirements = |form: FormId| self.base.form(form).requirements.clone();
        let stays_behind = |&first: &FormId| {
            first != form && most <= balance(first) - down(first) && !requirements(first).any(touched)
        };
        if self.outcome.leaders().iter().any(stays_behind) {
            return false;
        }
        let fails = |rule: &usize| self.outcome.truths[*rule] == Truth::False;
        self.outcome.standing(form).status != Status::Excluded
            || requirements(form).filter(fails).all(touched)
    }
}
