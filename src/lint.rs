//! Checks of a rule base that need the engine: do the rules agree with the cases?

use crate::base::RuleBase;
use crate::base::ids::CaseId;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::engine::Engine;

/// Reports the cases whose form the rules do not put first without saying why, and needless dissents.
pub fn lint(base: &RuleBase, engine: &Engine, diagnostics: &mut Diagnostics) {
    for index in 0..base.cases.len() {
        diagnostics.all.extend(disagreement(base, engine, CaseId::new(index)));
    }
}

fn disagreement(base: &RuleBase, engine: &Engine, case: CaseId) -> Option<Diagnostic> {
    let case = base.case(case);
    let outcome = engine.outcome(&base.vocabulary, &case.situation.said);
    let agrees = outcome.leaders() == [case.form.value];
    let id = |form| base.form(form).id.value.as_str();
    match (agrees, &case.dissent) {
        (true, None) | (false, Some(_)) => None,
        (true, Some(dissent)) => Some(
            Diagnostic::new(
                Code::NeedlessDissent,
                dissent.span,
                "ce cas n’a plus besoin de `dissent` : les règles mettent sa forme en premier",
                "this case no longer needs `dissent`: the rules put its form first",
            )
            .help("Retirez `dissent`.", "Remove `dissent`."),
        ),
        (false, None) => {
            let chosen = id(case.form.value);
            let first: Vec<&str> = outcome.leaders().iter().map(|&form| id(form)).collect();
            let (fr, en) = if first.is_empty() {
                ("n’en recommandent aucune".to_owned(), "recommend none".to_owned())
            } else {
                let first = first.join("`, `");
                (format!("mettent `{first}` en premier"), format!("put `{first}` first"))
            };
            Some(
                Diagnostic::new(
                    Code::CaseDisagrees,
                    case.form.span,
                    format!("ce cas a choisi `{chosen}`, mais les règles {fr}"),
                    format!("this case chose `{chosen}`, but the rules {en}"),
                )
                .help(
                    "Revoyez les règles, ou dites pourquoi sous `dissent`.",
                    "Review the rules, or say why under `dissent`.",
                ),
            )
        }
    }
}
