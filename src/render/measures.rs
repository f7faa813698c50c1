//! Tables that measure the rules: how often they agree with the cases, how evenly the forms share the field.

use crate::base::ids::FormId;
use crate::lint::agreement::Agreement;
use crate::lint::sampling::Survey;
use crate::render::page::{Item, Page};
use crate::render::words::{Words, enumerate};
use crate::text::Lang;

/// The shares, form by form, then case by case: the rank of the form chosen, and what the rules put first.
pub fn agreement(words: &Words<'_>, all: &[Agreement]) -> Page {
    let mut page = Page::new(words.lang, words.pick("Les règles et les cas", "The rules and the cases"));
    totals(&mut page, words, all);
    let by_form: Vec<(FormId, Vec<&Agreement>)> = words
        .base
        .form_ids()
        .map(|form| (form, all.iter().filter(|one| one.chosen == form).collect::<Vec<_>>()))
        .filter(|(_, own)| !own.is_empty())
        .collect();
    page.heading(words.pick("Par forme retenue", "By form chosen"));
    let t = |fr: &str, en: &str| words.pick(fr, en).to_owned();
    let rows = by_form.iter().map(|(form, own)| {
        let count = |keep: fn(&Agreement) -> bool| own.iter().filter(|one| keep(one)).count().to_string();
        vec![
            words.heading(*form).to_owned(),
            own.len().to_string(),
            count(Agreement::first),
            count(Agreement::among_three),
        ]
    });
    page.table(
        vec![
            t("Forme", "Form"),
            t("Cas", "Cases"),
            t("En premier", "First"),
            t("Dans les trois", "Top three"),
        ],
        rows.collect(),
    );
    page.heading(words.pick("Cas par cas", "Case by case"));
    for (form, own) in &by_form {
        page.subheading(words.heading(*form));
        page.list(own.iter().map(|one| case(words, one)));
    }
    page.foot(words.pick(
        "Les règles n’apprennent pas des cas. À égalité, le rang donné est le plus mauvais.",
        "The rules do not learn from the cases. When forms are tied, the rank given is the worst.",
    ));
    page
}

fn totals(page: &mut Page, words: &Words<'_>, all: &[Agreement]) {
    let line = |fr: &str, en: &str, keep: &dyn Fn(&Agreement) -> bool| {
        let count = all.iter().filter(|one| keep(one)).count();
        let share = share(words, count, all.len());
        Item::text(format!("{}{} {share}.", words.pick(fr, en), words.pick(" :", ":")))
    };
    let neighbour_agrees =
        |one: &Agreement| one.neighbour.and_then(|case| words.base.case(case).form()) == Some(one.chosen);
    page.list([
        line(
            "La forme retenue est en premier, seule",
            "The form chosen comes first, alone",
            &Agreement::first,
        ),
        line("Elle est parmi les trois premières", "It is among the first three", &Agreement::among_three),
        line(
            "Pour comparaison, le cas le plus proche, lui-même écarté, a retenu la même forme",
            "For comparison, the nearest case, itself left out, chose the same form",
            &neighbour_agrees,
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
}

fn case(words: &Words<'_>, one: &Agreement) -> Item {
    let rank = match one.rank {
        Some(rank) => format!("{} {rank}", words.pick("rang", "rank")),
        None => words.pick("exclue", "excluded").to_owned(),
    };
    let item = Item::marked(rank, &words.base.case(one.case).id.value);
    if one.first() {
        return item;
    }
    let names: Vec<String> = one.first.iter().map(|&form| words.the(form)).collect();
    item.detail(match names.as_slice() {
        [] => words.pick("Les règles ne recommandent rien.", "The rules recommend nothing.").to_owned(),
        names => format!(
            "{} {}.",
            words.pick("Les règles mettent d’abord", "The rules put first"),
            enumerate(names, words.pick("et", "and"))
        ),
    })
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
