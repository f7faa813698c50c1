//! Tables that measure the rules: how often they agree with the cases, how evenly the forms share the field.

use serde_json::Value;

use crate::base::ids::FormId;
use crate::lint::agreement::Agreement;
use crate::lint::sampling::Survey;
use crate::lint::words::FromWords;
use crate::render::page::{Item, Page};
use crate::render::words::{Words, enumerate, upper_first};
use crate::text::Lang;

/// The shares, form by form, then case by case: the rank of the form chosen, and what the rules put first.
pub fn agreement(words: &Words<'_>, all: &[Agreement]) -> Page {
    let mut page = Page::new(words.lang, words.pick("Les règles et les cas", "The rules and the cases"));
    let agreements: Vec<&Agreement> = all.iter().collect();
    let neighbour_agrees =
        |one: &Agreement| one.neighbour.and_then(|case| words.base.case(case).form()) == Some(one.chosen);
    let mut totals = totals(words, &agreements);
    totals.push(counted(
        words,
        "Pour comparaison, le plus proche des autres cas a fait le même choix",
        "For comparison, the nearest of the other cases made the same choice",
        agreements.iter().filter(|one| neighbour_agrees(one)).count(),
        all.len(),
    ));
    page.list(totals);
    outside(&mut page, words);
    by_choice(&mut page, words, &agreements, &|one| case(words, one));
    page.foot(words.pick(
        "Les règles n’apprennent pas des cas. À égalité, le rang donné est le plus mauvais.",
        "The rules do not learn from the cases. When forms are tied, the rank given is the worst.",
    ));
    page
}

/// The same from the phrases of each case: how much is recognised, what was read, and what it leads to.
pub fn from_words(words: &Words<'_>, all: &[FromWords], without_own: &[FromWords]) -> Page {
    let mut page = Page::new(
        words.lang,
        words.pick("Les cas lus dans leurs propres mots", "The cases read from their own words"),
    );
    let agreements: Vec<&Agreement> = all.iter().map(|one| &one.agreement).collect();
    let (recognised, phrases) =
        all.iter().fold((0, 0), |(recognised, all), one| (recognised + one.recognised(), all + one.phrases));
    let mut lines = vec![counted(words, "Phrases reconnues", "Phrases recognised", recognised, phrases)];
    lines.extend(totals(words, &agreements));
    let severe: Vec<&Agreement> = without_own.iter().map(|one| &one.agreement).collect();
    lines.extend(totals(words, &severe).into_iter().map(|item| {
        item.detail(words.pick(
            "Sans les tournures que seuls montrent les cas du même groupe : mesure sévère de ce que donneraient des cas nouveaux.",
            "Without the patterns that only cases of the same group show: a severe measure of what new cases would give.",
        ))
    }));
    page.list(lines);
    outside(&mut page, words);
    let read = |one: &Agreement| {
        let item = case(words, one);
        let row = all.iter().find(|read| read.agreement.case == one.case).map(|read| &read.row);
        row.map_or(item.clone(), |row| words.reading(row).into_iter().fold(item, Item::detail))
    };
    by_choice(&mut page, words, &agreements, &read);
    page.foot(words.pick(
        "Seules les phrases des éléments déclencheurs, des partenaires, de l’échelle et des enjeux sont lues ; ni les codes du cas, ni ce qui a suivi.",
        "Only the phrases of the triggers, partners, scale and stakes are read; neither the codes of the case nor what followed.",
    ));
    page
}

fn by_choice(page: &mut Page, words: &Words<'_>, all: &[&Agreement], item: &dyn Fn(&Agreement) -> Item) {
    let by_form: Vec<(FormId, Vec<&Agreement>)> = words
        .base
        .form_ids()
        .map(|form| (form, all.iter().copied().filter(|one| one.chosen == form).collect::<Vec<_>>()))
        .filter(|(_, own)| !own.is_empty())
        .collect();
    page.heading(words.pick("Choix par choix", "Choice by choice"));
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
        t(
            "Nombre de cas, et rang où les règles mettent le choix fait",
            "Number of cases, and rank at which the rules put the choice made",
        ),
        vec![
            t("Choix", "Choice"),
            t("Cas", "Cases"),
            t("En tête", "First"),
            t("Dans les trois", "Top three"),
        ],
        rows.collect(),
    );
    let without: Vec<String> = words
        .base
        .form_ids()
        .filter(|form| by_form.iter().all(|(known, _)| known != form))
        .map(|form| words.the(form))
        .collect();
    if !without.is_empty() {
        let list = enumerate(&without, words.pick("et", "and"));
        page.paragraph(format!(
            "{}{} {list}.",
            words.pick("Sans cas", "Without a case"),
            words.pick(" :", ":")
        ));
    }
    page.heading(words.pick("Cas par cas", "Case by case"));
    for (form, own) in &by_form {
        page.subheading(words.heading(*form));
        page.list(own.iter().map(|one| item(one)));
    }
}

fn totals(words: &Words<'_>, all: &[&Agreement]) -> Vec<Item> {
    let line = |fr: &str, en: &str, keep: fn(&Agreement) -> bool| {
        counted(words, fr, en, all.iter().filter(|one| keep(one)).count(), all.len())
    };
    vec![
        line(
            "Le choix fait sur le terrain est seul en tête",
            "The choice made on the ground comes first, alone",
            Agreement::first,
        ),
        line("Il est parmi les trois premiers", "It is among the first three", Agreement::among_three),
    ]
}

fn counted(words: &Words<'_>, fr: &str, en: &str, count: usize, all: usize) -> Item {
    let share = share(words, count, all);
    Item::text(format!("{}{} {share}.", words.pick(fr, en), words.pick(" :", ":")))
}

fn outside(page: &mut Page, words: &Words<'_>) {
    let outside = words.base.cases.iter().filter(|case| case.form().is_none()).count();
    if outside > 0 {
        page.paragraph(match words.lang {
            Lang::Fr => {
                format!("Cas dont le choix est hors du catalogue, non comptés : {outside}.")
            }
            Lang::En => format!("Cases whose choice is outside the catalogue, not counted: {outside}."),
        });
    }
}

fn case(words: &Words<'_>, one: &Agreement) -> Item {
    let rank = match one.rank {
        Some(rank) => format!("{} {rank}", words.pick("rang", "rank")),
        None => words.set_aside(one.chosen),
    };
    let item = Item::marked(rank, &words.base.case(one.case).id.value);
    if one.first() {
        return item;
    }
    let names: Vec<String> = one.first.iter().map(|&form| words.the(form)).collect();
    if one.first.contains(&one.chosen) {
        let tied = enumerate(&names, words.pick("et", "and"));
        return item.detail(format!("{}{} {tied}.", words.pick("À égalité", "Tied"), words.pick(" :", ":")));
    }
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
    let mut page = Page::new(words.lang, upper_first(words.base.vocabulary.form.many.get(words.lang)));
    let t = |fr: &str, en: &str| words.pick(fr, en).to_owned();
    let chosen = |form: FormId| words.base.cases.iter().filter(|case| case.form() == Some(form)).count();
    let rows = words.base.form_ids().map(|form| {
        let weight = &survey.forms[form.index()];
        vec![
            words.heading(form).to_owned(),
            weight.attainable.to_string(),
            weight.reservations.to_string(),
            weight.highest.map_or_else(|| "–".to_owned(), |highest| highest.to_string()),
            percent(words, weight.first, survey.situations),
            shown[form.index()].to_string(),
            chosen(form).to_string(),
        ]
    });
    page.table(
        t(
            "Ce que chaque nom peut peser, et combien de fois il vient en premier",
            "What each name may weigh, and how often it comes first",
        ),
        vec![
            t("Nom", "Name"),
            t("Points pour", "Points for"),
            t("Points contre", "Points against"),
            t("Plus haut", "Highest"),
            t("Au hasard", "At random"),
            t("Exemples", "Examples"),
            t("Cas", "Cases"),
        ],
        rows.collect(),
    );
    let of = |count| share(words, count, survey.situations);
    page.paragraph(match words.lang {
        Lang::Fr => format!(
            "Situations tirées au hasard : {}. Aucune recommandation : {}. Égalités : {}.",
            survey.situations,
            of(survey.none),
            of(survey.tied)
        ),
        Lang::En => format!(
            "Situations drawn at random: {}. No recommendation: {}. Ties: {}.",
            survey.situations,
            of(survey.none),
            of(survey.tied)
        ),
    });
    page.foot(words.pick(
        "Plus haut, au hasard : le meilleur solde et la part des premières places sur ces situations. Exemples : les cas et les vignettes où ce nom vient seul en tête. Une situation tirée au hasard n’est pas vraisemblable : ce tableau sert à comparer, il ne dit aucune fréquence.",
        "Highest, at random: the best balance and the share of first places over these situations. Examples: the cases and vignettes in which this name comes first, alone. A situation drawn at random is not likely: this table serves to compare, it tells no frequency.",
    ));
    page
}

/// « 12 sur 71 (17 %) »
fn share(words: &Words<'_>, count: usize, all: usize) -> String {
    let percent = percent(words, count, all);
    format!("{count} {} {all} ({percent})", words.pick("sur", "of"))
}

fn percent(words: &Words<'_>, count: usize, all: usize) -> String {
    let percent = (count * 100 + all / 2).checked_div(all).unwrap_or(0);
    format!("{percent}{}", words.pick("\u{a0}%", "%"))
}

impl Words<'_> {
    /// The agreement of the rules with the cases, as data.
    pub fn agreement_json(&self, all: &[Agreement]) -> Value {
        all.iter().map(|one| self.one_agreement(one)).collect()
    }

    fn one_agreement(&self, one: &Agreement) -> Value {
        serde_json::json!({
            "case": self.case_id(one.case), "form": self.form_id(one.chosen), "rank": one.rank,
            "first": one.first.iter().map(|&form| self.form_id(form)).collect::<Vec<_>>(),
            "agrees": one.first(), "among_three": one.among_three(),
            "neighbour": one.neighbour.map(|case| self.case_id(case)),
        })
    }

    /// The same, for cases read from their phrases.
    pub fn from_words_json(&self, all: &[FromWords]) -> Value {
        let case = |one: &FromWords| {
            let mut value = self.one_agreement(&one.agreement);
            value["phrases"] = Value::from(one.phrases);
            value["recognised"] = Value::from(one.recognised());
            let mut recognised = String::new();
            self.recognised(&one.row, &mut recognised);
            value["situation"] = recognised.split(" | ").collect();
            value["read_as"] = self.read_as_json(&one.row);
            value["unrecognised"] = Value::from(self.unrecognised(&one.row));
            value
        };
        all.iter().map(case).collect()
    }
}
