//! Do the rules agree with what was chosen on the ground, and with what the vignettes expect?

use crate::base::RuleBase;
use crate::base::case::ReferenceCase;
use crate::base::ids::{CaseId, FormId};
use crate::base::rule::Rule;
use crate::base::truth::Truth;
use crate::base::vignette::Vignette;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::engine::Engine;
use crate::engine::outcome::{Outcome, Status};
use crate::explain::precedents::nearest;
use crate::situation::Situation;
use crate::source::{At, Span};

/// One case before the rules: what was chosen, and where the rules rank it.
#[derive(Debug, Clone)]
pub struct Agreement {
    /// The case.
    pub case: CaseId,
    /// The form chosen on the ground.
    pub chosen: FormId,
    /// Its rank, the worst when tied; none when a requirement excludes it.
    pub rank: Option<usize>,
    /// The forms that the rules put first.
    pub first: Vec<FormId>,
    /// The nearest of the other cases whose form the catalogue holds.
    pub neighbour: Option<CaseId>,
}

impl Agreement {
    /// Whether the rules put the form chosen first, alone.
    pub fn first(&self) -> bool {
        self.first == [self.chosen]
    }

    /// Whether the form chosen is ranked among the first three.
    pub fn among_three(&self) -> bool {
        self.rank.is_some_and(|rank| rank <= 3)
    }
}

/// Every case whose form the catalogue holds, from its codes, in the order of the base.
pub fn agreements(base: &RuleBase, engine: &Engine) -> Vec<Agreement> {
    let one = |id| agreement(base, engine, id, &base.case(id).situation);
    (0..base.cases.len()).map(CaseId::new).filter_map(one).collect()
}

/// Where the rules rank the form of a case, for what is known of its situation.
pub(super) fn agreement(
    base: &RuleBase,
    engine: &Engine,
    id: CaseId,
    situation: &Situation,
) -> Option<Agreement> {
    let chosen = base.case(id).form()?;
    let outcome = engine.outcome(&base.vocabulary, &situation.said);
    Some(Agreement {
        case: id,
        chosen,
        rank: rank(&outcome, chosen),
        first: outcome.leaders().to_vec(),
        neighbour: nearest(base, situation, |other| other != id && base.case(other).form().is_some())
            .map(|alignment| alignment.case),
    })
}

/// The rank of a form that is not excluded; a tie counts as the worst of the ranks it shares.
fn rank(outcome: &Outcome, form: FormId) -> Option<usize> {
    let balance = outcome.standing(form).balance;
    let not_below = |other: &&FormId| outcome.standing(**other).balance >= balance;
    outcome.ranking.contains(&form).then(|| outcome.ranking.iter().filter(not_below).count())
}

/// Reports the cases and the vignettes that the rules contradict, and the cases cited for what they do not
/// show.
pub(super) fn lint(base: &RuleBase, engine: &Engine, diagnostics: &mut Diagnostics) {
    for (index, case) in base.cases.iter().enumerate() {
        let outcome = engine.outcome(&base.vocabulary, &case.situation.said);
        diagnostics.all.extend(disagreement(base, &outcome, case));
        let citing = base.rules.iter().zip(&outcome.truths);
        for (rule, truth) in citing.filter(|(rule, _)| rule.cases.contains(&CaseId::new(index))) {
            if *truth != Truth::True {
                diagnostics.all.push(not_shown(rule, case));
            }
        }
    }
    for vignette in &base.vignettes {
        check(base, engine, vignette, diagnostics);
    }
}

fn not_shown(rule: &Rule, case: &ReferenceCase) -> Diagnostic {
    let (name, case) = (&rule.name.value, &case.id.value);
    Diagnostic::new(
        Code::CaseDoesNotShow,
        rule.name.span,
        format!("le cas `{case}` ne montre pas l’argument `{name}` : sa condition n’y est pas vraie"),
        format!("the case `{case}` does not show the argument `{name}`: its condition is not true there"),
    )
    .help(
        "Retirez ce cas de `cases`, ou revoyez la condition.",
        "Remove the case from `cases`, or mend the condition.",
    )
}

fn disagreement(base: &RuleBase, outcome: &Outcome, case: &ReferenceCase) -> Option<Diagnostic> {
    let chosen = case.form()?;
    let agrees = outcome.leaders() == [chosen];
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
            let chosen = &base.form(chosen).id.value;
            let (fr, en) = put_first(base, outcome);
            Some(
                Diagnostic::new(
                    Code::CaseDisagrees,
                    case.chosen.span,
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

/// What the rules put first, as the end of a sentence.
fn put_first(base: &RuleBase, outcome: &Outcome) -> (String, String) {
    let first: Vec<&str> = outcome.leaders().iter().map(|&f| base.form(f).id.value.as_str()).collect();
    if first.is_empty() {
        return ("n’en recommandent aucune".to_owned(), "recommend none".to_owned());
    }
    let first = first.join("`, `");
    (format!("mettent `{first}` en premier"), format!("put `{first}` first"))
}

fn check(base: &RuleBase, engine: &Engine, vignette: &Vignette, diagnostics: &mut Diagnostics) {
    let outcome = engine.outcome(&base.vocabulary, &vignette.situation.said);
    let mut report = |at: Span, fr: String, en: String| {
        let help = (
            "Revoyez les règles, ou ce que la vignette attend.",
            "Review the rules, or what the vignette expects.",
        );
        diagnostics.all.push(Diagnostic::new(Code::VignetteDisagrees, at, fr, en).help(help.0, help.1));
    };
    let as_expected = match vignette.expected.as_slice() {
        [] => outcome.leaders().is_empty(),
        forms => forms.iter().any(|form| outcome.leaders() == [form.value]),
    };
    if !as_expected {
        let (fr, en) = put_first(base, &outcome);
        let ids: Vec<&str> = vignette.expected.iter().map(|f| base.form(f.value).id.value.as_str()).collect();
        let (wants_fr, wants_en) = match ids.as_slice() {
            [] => ("n’attend aucune recommandation".to_owned(), "expects no recommendation".to_owned()),
            ids => {
                let ids = ids.join("`, `");
                (format!("attend `{ids}` en premier"), format!("expects `{ids}` first"))
            }
        };
        report(
            vignette.expected.first().map_or(vignette.id.span, |form| form.span),
            format!("cette vignette {wants_fr}, mais les règles {fr}"),
            format!("this vignette {wants_en}, but the rules {en}"),
        );
    }
    let excluded = |form: &At<FormId>| outcome.standing(form.value).status == Status::Excluded;
    for form in vignette.acceptable.iter().filter(|form| excluded(form)) {
        let id = &base.form(form.value).id.value;
        report(
            form.span,
            format!("cette vignette admet `{id}`, que les règles excluent"),
            format!("this vignette admits `{id}`, which the rules exclude"),
        );
    }
    for form in vignette.excluded.iter().filter(|form| !excluded(form)) {
        let id = &base.form(form.value).id.value;
        report(
            form.span,
            format!("cette vignette exclut `{id}`, que les règles n’excluent pas"),
            format!("this vignette excludes `{id}`, which the rules do not exclude"),
        );
    }
}
