//! Would one judged answer, changed alone, change the first form? Each change that the bounds do not rule
//! out is re-evaluated.

use crate::base::RuleBase;
use crate::base::change::Change;
use crate::base::facts::{Fact, Said};
use crate::base::ids::{FormId, TermId};
use crate::base::rule::Role;
use crate::base::vocabulary::Vocabulary;
use crate::engine::outcome::Outcome;
use crate::engine::{Engine, Workspace};
use crate::proof::moved::Moved;

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
            let change = match facts.term(swing.term) {
                Fact::Yes => Change::Term(swing.term, false),
                Fact::No => Change::Term(swing.term, true),
                Fact::Unknown | Fact::Unasked => return false,
            };
            let Some(changed) = change.apply(vocabulary, said, &facts) else {
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
        let moved = Moved::by(Change::Term(term, true), vocabulary);
        let mut swing = Swing { term, requirement: false, points: vec![0; base.forms.len()] };
        for rule in &base.rules {
            let Some(form) = rule.form.filter(|_| moved.touches(&rule.when)) else { continue };
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
