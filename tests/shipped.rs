//! The shipped rules and cases: clean, and each founding case puts its own form first.

use coopform::base::facts::Said;
use coopform::base::{RuleBase, shipped};
use coopform::diagnostic::Diagnostics;
use coopform::engine::Engine;
use coopform::engine::outcome::Status;
use coopform::explain::evidence::Evidence;
use coopform::explain::explain;
use coopform::lint::lint;
use coopform::situation::Situation;
use coopform::source::Sources;

/// The shipped base.
pub(crate) fn base() -> RuleBase {
    let mut sources = Sources::default();
    let files = shipped::all(&mut sources);
    let mut found = Diagnostics::default();
    let base = RuleBase::load(&sources, &files, &mut found);
    base.unwrap_or_else(|| panic!("{:#?}", found.all))
}

#[test]
fn the_shipped_base_has_no_fault() {
    let base = base();
    let mut found = Diagnostics::default();
    lint(&base, &Engine::compile(&base), &mut found);
    assert!(found.all.is_empty(), "{:#?}", found.all);
}

/// What a case says of its triggers, partners (with their scale) and stakes alone.
fn leading(base: &RuleBase, said: &Said) -> Said {
    let vocabulary = &base.vocabulary;
    let leading: Vec<_> =
        ["triggers", "partners", "stakes"].map(|id| vocabulary.dimension_named(id).unwrap()).into();
    let mut said = said.clone();
    said.given.retain(|dimension| leading.contains(dimension));
    said.terms.retain(|(term, _)| leading.contains(&vocabulary.term(*term).dimension));
    said
}

#[test]
fn each_founding_case_puts_its_own_form_first_from_its_leading_facts() {
    let base = base();
    let engine = Engine::compile(&base);
    assert_eq!(base.cases.len(), 5);
    for case in &base.cases {
        let name = &case.id.value;
        assert!(case.dissent.is_none(), "{name}");
        let situation = Situation::new(None, leading(&base, &case.situation.said), &base.vocabulary);
        let outcome = engine.outcome(&base.vocabulary, &situation.said);
        assert_eq!(outcome.leaders(), [case.form.value], "{name}");
        assert_ne!(outcome.standing(case.form.value).status, Status::Excluded, "{name}");
        let explanation = explain(&base, &situation, &outcome);
        let first = &explanation.candidates[0];
        let own = first.arguments.iter().flat_map(|reason| &reason.evidence).any(|evidence| match evidence {
            Evidence::Term(_, _, said) => !said.is_empty(),
            Evidence::Partners(_, _, declared) => !declared.is_empty(),
            Evidence::Quantity(..) => true,
        });
        assert!(own, "the explanation of {name} rests on none of its facts");
        let nearest = explanation.precedents.nearest.unwrap();
        assert_eq!(base.case(nearest.case).id.value, *name);
    }
}

#[test]
fn the_rules_that_the_documentation_quotes_are_those_of_the_base() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let rules = std::fs::read_to_string(root.join("rules/forms/entente.yaml")).unwrap();
    for page in ["docs/rule-language.md", "docs/regles.fr.md"] {
        let text = std::fs::read_to_string(root.join(page)).unwrap();
        let quoted =
            text.lines().filter(|line| line.starts_with("      fr: \"") || line.starts_with("      en: \""));
        let quoted: Vec<&str> = quoted.collect();
        assert!(quoted.len() >= 6, "{page} quotes no rule");
        for line in quoted {
            assert!(rules.contains(line), "{page} quotes a rule that has changed: {line}");
        }
    }
}

#[test]
fn a_situation_that_fits_none_is_answered_so() {
    let base = base();
    let engine = Engine::compile(&base);
    let outcome = engine.outcome(&base.vocabulary, &Said::default());
    assert!(outcome.leaders().is_empty());
    assert_eq!(outcome.robustness, None);
}
