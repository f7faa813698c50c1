//! The shipped rules and cases: clean, and each founding case puts its own form first.

use coopform::base::facts::Said;
use coopform::base::{RuleBase, shipped};
use coopform::diagnostic::Diagnostics;
use coopform::engine::outcome::Status;
use coopform::explain::evidence::Evidence;
use coopform::explain::explain;
use coopform::lint::agreement::agreements;
use coopform::lint::lint;
use coopform::proof::Prover;
use coopform::render::catalogue::every_form;
use coopform::render::markdown::markdown;
use coopform::render::words::Words;
use coopform::situation::Situation;
use coopform::source::Sources;
use coopform::text::Lang;
use coopform::yaml;

use crate::golden;

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
    lint(&base, Prover::compile(&base).engine(), &mut found);
    assert!(found.all.is_empty(), "{:#?}", found.all);
}

/// The cases of the founding document, which the first version was built to tell apart.
pub(crate) const FOUNDING: [&str; 5] = [
    "plan-monts-d-ardeche",
    "tridan",
    "territoires-partenaires-lyon",
    "eau-et-territoire-ardeche",
    "climat-parc-pays",
];

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
    let prover = Prover::compile(&base);
    let founding = FOUNDING.map(|name| base.cases.iter().find(|case| case.id.value == name).unwrap());
    for case in founding {
        let name = &case.id.value;
        let chosen = case.form().unwrap();
        assert!(case.dissent.is_none(), "{name}");
        let situation = Situation::new(None, leading(&base, &case.situation.said), &base.vocabulary);
        let outcome = prover.outcome(&base, &situation.said);
        assert_eq!(outcome.leaders(), [chosen], "{name}");
        assert_ne!(outcome.standing(chosen).status, Status::Excluded, "{name}");
        let explanation = explain(&base, &prover, &situation, &outcome);
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

/// The embedded trees are those that the reader of texts would give.
#[test]
fn the_embedded_base_is_what_its_files_say() {
    let mut sources = Sources::default();
    let files = shipped::all(&mut sources);
    let rules = files
        .vocabulary
        .iter()
        .chain(&files.questions)
        .chain(&files.language)
        .chain(&files.draft)
        .chain(&files.training)
        .chain(&files.phrasings)
        .chain(&files.forms);
    let all: Vec<_> = rules.chain(&files.cases).chain(&files.vignettes).copied().collect();
    for &id in &all {
        let source = sources.get(id);
        assert!(!source.packed.is_empty(), "{}", source.name);
        let mut afresh = Sources::default();
        // The same place among the texts, so that spans can be compared.
        for _ in 0..all.len() {
            afresh.add_text(source.name.clone(), source.text.clone());
        }
        let mut found = Diagnostics::default();
        let (embedded, read) = (yaml::parse(&sources, id, &mut found), yaml::parse(&afresh, id, &mut found));
        assert_eq!(format!("{embedded:?}"), format!("{read:?}"), "{}", source.name);
    }
}

/// Every form stands in the catalogue that the documentation shows.
#[test]
fn the_catalogue_of_the_documentation_is_that_of_the_base() {
    let base = base();
    for (lang, path) in [(Lang::Fr, "docs/catalogue.fr.md"), (Lang::En, "docs/catalogue.md")] {
        let page = every_form(&Words { lang, base: &base });
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
        golden::check(&path, &markdown(&page));
    }
}

#[test]
fn the_rules_agree_with_the_cases() {
    let base = base();
    let all = agreements(&base, Prover::compile(&base).engine());
    let first = all.iter().filter(|one| one.first()).count();
    let among_three = all.iter().filter(|one| one.among_three()).count();
    assert!(first * 100 >= all.len() * 75, "{first} of {}", all.len());
    assert!(among_three * 100 >= all.len() * 85, "{among_three} of {}", all.len());
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
    let prover = Prover::compile(&base);
    let outcome = prover.outcome(&base, &Said::default());
    assert!(outcome.leaders().is_empty());
    assert_eq!(outcome.robustness, None);
}
