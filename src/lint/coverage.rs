//! What is of no use: terms that no rule hears, arguments that no example shows, forms that never come
//! first.

use crate::base::RuleBase;
use crate::base::condition::Condition;
use crate::base::facts::{Said, rivals};
use crate::base::ids::TermId;
use crate::base::question::Kind;
use crate::base::rule::Role;
use crate::base::truth::Truth;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::engine::Engine;

/// How many examples show a rule at work, and put a form first.
#[derive(Debug, Clone, Default)]
pub struct Coverage {
    /// For each rule: the examples in which its condition holds.
    pub rules: Vec<usize>,
    /// For each form: the examples in which it comes first, alone.
    pub forms: Vec<usize>,
}

/// Counts over the cases and the vignettes of a base.
pub fn coverage(base: &RuleBase, engine: &Engine) -> Coverage {
    let mut coverage = Coverage { rules: vec![0; base.rules.len()], forms: vec![0; base.forms.len()] };
    for said in examples(base) {
        let outcome = engine.outcome(&base.vocabulary, said);
        for (count, truth) in coverage.rules.iter_mut().zip(&outcome.truths) {
            *count += usize::from(*truth == Truth::True);
        }
        if let [first] = outcome.leaders() {
            coverage.forms[first.index()] += 1;
        }
    }
    coverage
}

fn examples(base: &RuleBase) -> impl Iterator<Item = &Said> {
    let cases = base.cases.iter().map(|case| &case.situation.said);
    cases.chain(base.vignettes.iter().map(|vignette| &vignette.situation.said))
}

/// Reports what is of no use. Examples are counted only in a base that has vignettes: without them, cases
/// alone cannot show everything.
pub(super) fn lint(base: &RuleBase, engine: &Engine, diagnostics: &mut Diagnostics) {
    unused_terms(base, diagnostics);
    idle_questions(base, diagnostics);
    if base.vignettes.is_empty() {
        return;
    }
    let coverage = coverage(base, engine);
    for (rule, _) in base.rules.iter().zip(&coverage.rules).filter(|(_, shown)| **shown == 0) {
        if matches!(rule.role, Role::Argument(..)) {
            let name = &rule.name.value;
            diagnostics.all.push(
                Diagnostic::new(
                    Code::UncoveredArgument,
                    rule.name.span,
                    format!("aucun cas ni aucune vignette ne montre l’argument `{name}`"),
                    format!("no case and no vignette shows the argument `{name}`"),
                )
                .help(
                    "Écrivez une vignette où sa condition est vraie, ou retirez-le.",
                    "Write a vignette in which its condition is true, or remove it.",
                ),
            );
        }
    }
    for (form, _) in base.forms.iter().zip(&coverage.forms).filter(|(_, first)| **first == 0) {
        let id = &form.id.value;
        diagnostics.all.push(
            Diagnostic::new(
                Code::FormNeverFirst,
                form.id.span,
                format!("aucun cas ni aucune vignette ne met `{id}` en premier"),
                format!("no case and no vignette puts `{id}` first"),
            )
            .help(
                "Écrivez une vignette où cette forme est la bonne réponse.",
                "Write a vignette in which this form is the right answer.",
            ),
        );
    }
}

/// A question is of use when a rule, or the condition of another question, hears one of its answers.
fn idle_questions(base: &RuleBase, diagnostics: &mut Diagnostics) {
    let guards = base.questionnaire.questions.iter().filter_map(|question| question.when.as_ref());
    let (mut terms, mut quantities) = (vec![false; base.vocabulary.terms.len()], Vec::new());
    for condition in base.rules.iter().map(|rule| &rule.when).chain(guards) {
        names(condition, &mut |term| terms[term.index()] = true);
        condition.tests(&mut |test| {
            if let Condition::Quantity(quantity, _) = test {
                quantities.push(*quantity);
            }
        });
    }
    let heard = heard(base, &terms);
    for question in &base.questionnaire.questions {
        let of_use = match question.kind {
            Kind::Number(quantity) => quantities.contains(&quantity),
            _ => question.terms().any(|term| heard[term.index()]),
        };
        if !of_use {
            let id = &question.id.value;
            diagnostics.all.push(
                Diagnostic::new(
                    Code::IdleQuestion,
                    question.id.span,
                    format!("aucune règle n’entend les réponses à la question `{id}`"),
                    format!("no rule hears the answers to the question `{id}`"),
                )
                .help(
                    "Elle ne serait jamais posée : écrivez une règle qui l’entend, ou retirez-la.",
                    "It would never be asked: write a rule that hears it, or remove it.",
                ),
            );
        }
    }
}

/// A term is of use when a rule names it, a broader one that it implies, a narrower one that it groups, or
/// an answer that it excludes.
fn unused_terms(base: &RuleBase, diagnostics: &mut Diagnostics) {
    let vocabulary = &base.vocabulary;
    let mut named = vec![false; vocabulary.terms.len()];
    for rule in &base.rules {
        names(&rule.when, &mut |term: TermId| named[term.index()] = true);
    }
    let heard = heard(base, &named);
    for (term, heard) in vocabulary.terms.iter().zip(heard) {
        if !heard {
            let id = &term.id.value;
            diagnostics.all.push(
                Diagnostic::new(
                    Code::UnusedTerm,
                    term.id.span,
                    format!("aucune règle n’emploie le terme `{id}`, ni un terme plus large ou plus étroit"),
                    format!("no rule uses the term `{id}`, nor a broader or narrower one"),
                )
                .help(
                    "Employez-le dans une condition, rattachez-le par `broader`, ou retirez-le.",
                    "Use it in a condition, attach it with `broader`, or remove it.",
                ),
            );
        }
    }
}

/// The terms that are named, and those that a named one implies, groups or excludes.
fn heard(base: &RuleBase, named: &[bool]) -> Vec<bool> {
    let vocabulary = &base.vocabulary;
    let mut heard = named.to_vec();
    for (index, term) in vocabulary.terms.iter().enumerate() {
        let own = named[index];
        heard[index] |= rivals(vocabulary, TermId::new(index)).any(|rival| named[rival.index()]);
        for ancestor in &term.ancestors {
            heard[index] |= named[ancestor.index()];
            heard[ancestor.index()] |= own;
        }
    }
    heard
}

fn names(condition: &Condition, found: &mut impl FnMut(TermId)) {
    condition.tests(&mut |test| match test {
        Condition::Term(term) => found(*term),
        Condition::Partners(tally, _) => tally.kinds.iter().copied().for_each(&mut *found),
        _ => {}
    });
}
