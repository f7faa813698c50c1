//! Would one judged answer, changed alone, change the first form? Each change that the bounds do not rule
//! out is re-evaluated.

use crate::base::RuleBase;
use crate::base::condition::Condition;
use crate::base::facts::{Fact, Said, rivals};
use crate::base::ids::{FormId, TermId};
use crate::base::rule::Role;
use crate::base::vocabulary::Vocabulary;
use crate::engine::outcome::Outcome;
use crate::engine::{Engine, Workspace};

/// What a change of each judged term can move at most.
#[derive(Debug, Clone)]
pub(super) struct Swings {
    judged: Vec<Swing>,
}

#[derive(Debug, Clone)]
struct Swing {
    term: TermId,
    /// A requirement depends on it: points alone do not bound the change.
    requirement: bool,
    /// Points that may move, per form.
    points: Vec<i32>,
}

impl Swings {
    /// Measures every judged term of a rule base.
    pub(super) fn new(base: &RuleBase) -> Swings {
        let vocabulary = &base.vocabulary;
        let judged = |term: &TermId| {
            let term = vocabulary.term(*term);
            term.judged && !vocabulary.dimension(term.dimension).counted
        };
        let all = (0..vocabulary.terms.len()).map(TermId::new).filter(judged);
        Swings { judged: all.map(|term| Swing::new(base, term)).collect() }
    }

    /// Whether changing one judged answer that is known changes the first form of `outcome`. On entry, `work`
    /// holds the facts of `said`.
    pub(super) fn one_change_matters(
        &self,
        engine: &Engine,
        vocabulary: &Vocabulary,
        said: &Said,
        work: &mut Workspace,
        outcome: &Outcome,
    ) -> bool {
        let facts = work.facts().clone();
        let mut other = Outcome::default();
        self.judged.iter().any(|swing| {
            if swing.cannot_matter(engine, outcome) {
                return false;
            }
            let Some(changed) = changed(vocabulary, said, facts.term(swing.term), swing.term) else {
                return false;
            };
            engine.evaluate(vocabulary, &changed, work, &mut other);
            other.leaders() != outcome.leaders()
        })
    }
}

impl Swing {
    fn new(base: &RuleBase, term: TermId) -> Swing {
        let vocabulary = &base.vocabulary;
        let moved = kin(vocabulary, term);
        let mut swing = Swing { term, requirement: false, points: vec![0; base.forms.len()] };
        for rule in &base.rules {
            let Some(form) = rule.form.filter(|_| mentions(&rule.when, &moved)) else { continue };
            match rule.role {
                Role::Requirement(_) => swing.requirement = true,
                Role::Argument(..) => swing.points[form.index()] += rule.points(vocabulary).abs(),
                Role::Pointer(_) | Role::Reminder => {}
            }
        }
        swing
    }

    fn cannot_matter(&self, engine: &Engine, outcome: &Outcome) -> bool {
        let balance = |form: FormId| outcome.standing(form).balance;
        let first = outcome.ranking[0];
        let moved = self.points[first.index()];
        !self.requirement
            && balance(first) - moved >= engine.threshold()
            && outcome.ranking[1..]
                .iter()
                .all(|&form| balance(form) + self.points[form.index()] < balance(first) - moved)
    }
}

fn mentions(condition: &Condition, terms: &[TermId]) -> bool {
    let mut found = false;
    condition.tests(&mut |test| found |= matches!(test, Condition::Term(term) if terms.contains(term)));
    found
}

/// Every term that a change of one may move: all that hierarchy and exclusive groups tie to it, near or far.
fn kin(vocabulary: &Vocabulary, term: TermId) -> Vec<TermId> {
    let groups = &vocabulary.dimension(vocabulary.term(term).dimension).exclusive;
    let mut all = vec![term];
    let mut next = 0;
    while let Some(&one) = all.get(next) {
        next += 1;
        let known = vocabulary.term(one);
        let grouped = groups.iter().filter(|group| group.contains(&one)).flatten();
        for &tied in known.ancestors.iter().chain(&known.descendants).chain(grouped) {
            if !all.contains(&tied) {
                all.push(tied);
            }
        }
    }
    all
}

/// What would be said if the answer on one term were the opposite; nothing when the answer is not known,
/// or follows from a narrower one.
fn changed(vocabulary: &Vocabulary, said: &Said, fact: Fact, term: TermId) -> Option<Said> {
    let mut other = said.clone();
    match fact {
        Fact::Unknown | Fact::Unasked => return None,
        Fact::Yes => {
            let narrower = |t: TermId| t != term && vocabulary.is_within(t, term);
            let implied = said.terms.iter().any(|&(t, fact)| fact == Fact::Yes && narrower(t));
            if implied || !said.terms.contains(&(term, Fact::Yes)) {
                return None;
            }
            other.terms.retain(|(t, _)| *t != term);
            other.terms.push((term, Fact::No));
        }
        Fact::No => {
            let ruled_out: Vec<TermId> = rivals(vocabulary, term).collect();
            let gives_way = |t: TermId| ruled_out.iter().any(|&rival| vocabulary.is_within(t, rival));
            // The answers that the new one contradicts give way: its rivals, and the denial of what it implies.
            other.terms.retain(|&(t, fact)| match fact {
                Fact::Yes => !gives_way(t),
                _ => !vocabulary.is_within(term, t),
            });
            other.terms.push((term, Fact::Yes));
            // Its narrower terms were *no* and stay so: one answer changes, not several.
            other.terms.extend(vocabulary.term(term).descendants.iter().map(|&narrow| (narrow, Fact::No)));
        }
    }
    Some(other)
}
