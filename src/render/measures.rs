//! Tables that measure the rules: how often they agree with the cases, how evenly the forms share the field.

use crate::base::ids::FormId;
use crate::lint::agreement::Agreement;
use crate::lint::sampling::Survey;
use crate::render::page::{Item, Page};
use crate::render::words::Words;
use crate::text::Lang;

/// Every case with the form chosen, its rank and the form that the rules put first; then the shares.
pub fn agreement(words: &Words<'_>, all: &[Agreement]) -> Page {
    let mut page = Page::new(words.lang, words.pick("Les règles et les cas", "The rules and the cases"));
    let t = |fr: &str, en: &str| words.pick(fr, en).to_owned();
    let name = |form: &FormId| words.heading(*form).to_owned();
    let rows = all.iter().map(|one| {
        let case = words.base.case(one.case);
        let first: Vec<String> = one.first.iter().map(name).collect();
        vec![
            case.id.value.clone(),
            name(&one.chosen),
            one.rank.map_or_else(|| t("exclue", "excluded"), |rank| rank.to_string()),
            if first.is_empty() { t("aucune", "none") } else { first.join(" = ") },
            if case.dissent.is_some() { t("oui", "yes") } else { String::new() },
        ]
    });
    page.table(
        vec![
            t("Cas", "Case"),
            t("Forme retenue", "Form chosen"),
            t("Rang", "Rank"),
            t("Première selon les règles", "First by the rules"),
            t("Écart expliqué", "Dissent explained"),
        ],
        rows.collect(),
    );
    page.heading(words.pick("Par forme retenue", "By form chosen"));
    let mut by_form = Vec::new();
    for form in words.base.form_ids() {
        let own: Vec<&Agreement> = all.iter().filter(|one| one.chosen == form).collect();
        if !own.is_empty() {
            by_form.push(vec![
                name(&form),
                own.len().to_string(),
                share(words, own.iter().filter(|one| one.first()).count(), own.len()),
                share(words, own.iter().filter(|one| one.among_three()).count(), own.len()),
            ]);
        }
    }
    page.table(
        vec![
            t("Forme", "Form"),
            t("Cas", "Cases"),
            t("En premier", "First"),
            t("Dans les trois", "Top three"),
        ],
        by_form,
    );
    page.heading(words.pick("En tout", "In all"));
    let line = |fr: &str, en: &str, count: usize| {
        Item::text(format!(
            "{}{} {}.",
            words.pick(fr, en),
            words.pick(" :", ":"),
            share(words, count, all.len())
        ))
    };
    let neighbour_agrees =
        |one: &&Agreement| one.neighbour.and_then(|case| words.base.case(case).form()) == Some(one.chosen);
    page.list([
        line(
            "La forme retenue est en premier, seule",
            "The form chosen comes first, alone",
            all.iter().filter(|one| one.first()).count(),
        ),
        line(
            "Elle est parmi les trois premières",
            "It is among the first three",
            all.iter().filter(|one| one.among_three()).count(),
        ),
        line(
            "Pour comparaison, le cas le plus proche, lui-même écarté, a retenu la même forme",
            "For comparison, the nearest case, itself left out, chose the same form",
            all.iter().filter(neighbour_agrees).count(),
        ),
    ]);
    let outside = words.base.cases.len() - all.len();
    if outside > 0 {
        page.paragraph(match words.lang {
            Lang::Fr => {
                format!("Cas qui ont retenu autre chose qu’une forme du catalogue, non comptés : {outside}.")
            }
            Lang::En => format!("Cases that chose something outside the catalogue, not counted: {outside}."),
        });
    }
    page.foot(words.pick(
        "Les règles n’apprennent pas des cas. À égalité, le rang donné est le plus mauvais.",
        "The rules do not learn from the cases. When forms are tied, the rank given is the worst.",
    ));
    page
}

/// What each form may weigh, and how often it comes first.
pub fn survey(words: &Words<'_>, survey: &Survey, shown: &[usize]) -> Page {
    let mut page = Page::new(words.lang, words.pick("Poids des formes", "Weight of the forms"));
    let t = |fr: &str, en: &str| words.pick(fr, en).to_owned();
    let chosen = |form: FormId| words.base.cases.iter().filter(|case| case.form() == Some(form)).count();
    let rows = words.base.form_ids().map(|form| {
        let weight = &survey.forms[form.index()];
        vec![
            words.heading(form).to_owned(),
            weight.attainable.to_string(),
            weight.reservations.to_string(),
            weight.highest.to_string(),
            share(words, weight.first, survey.situations),
            shown[form.index()].to_string(),
            chosen(form).to_string(),
        ]
    });
    page.table(
        vec![
            t("Forme", "Form"),
            t("Points pour", "Points for"),
            t("Points contre", "Points against"),
            t("Solde maximal tiré", "Highest balance drawn"),
            t("Première au hasard", "First at random"),
            t("Première dans les exemples", "First in the examples"),
            t("Cas", "Cases"),
        ],
        rows.collect(),
    );
    let of = |count| share(words, count, survey.situations);
    page.paragraph(match words.lang {
        Lang::Fr => format!(
            "Situations tirées au hasard : {}. Aucune forme recommandée : {}. Formes à égalité : {}.",
            survey.situations,
            of(survey.none),
            of(survey.tied)
        ),
        Lang::En => format!(
            "Situations drawn at random: {}. No form recommended: {}. Forms tied: {}.",
            survey.situations,
            of(survey.none),
            of(survey.tied)
        ),
    });
    page.foot(words.pick(
        "Une situation tirée au hasard n’est pas une situation vraisemblable : ce tableau compare les formes entre elles, il ne dit pas leur fréquence.",
        "A situation drawn at random is not a likely one: this table compares forms with each other, it does not say how frequent they are.",
    ));
    page
}

/// « 12 sur 71 (17 %) »
fn share(words: &Words<'_>, count: usize, all: usize) -> String {
    let percent = (count * 100 + all / 2).checked_div(all).unwrap_or(0);
    match words.lang {
        Lang::Fr => format!("{count} sur {all} ({percent}\u{a0}%)"),
        Lang::En => format!("{count} of {all} ({percent}%)"),
    }
}
