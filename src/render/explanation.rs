//! One form for one situation, why or why not; and forms beside one another for it.

use serde_json::{Value, json};

use crate::base::ids::FormId;
use crate::base::truth::Truth;
use crate::engine::outcome::Outcome;
use crate::explain::changes::{Told, WhatIf};
use crate::explain::sensitivity::Sway;
use crate::explain::{Candidate, Explanation};
use crate::render::alternatives::why_not;
use crate::render::changes;
use crate::render::compare;
use crate::render::page::{Figure, Item, Page};
use crate::render::recommendation::{balance, title};
use crate::render::svg::balance::balance as balance_figure;
use crate::render::svg::decision::{MOST_FORMS, decision_table};
use crate::render::svg::heat::heat;
use crate::render::svg::sensitivity::{Bar, sensitivity};
use crate::render::words::{Day, Words, enumerate, sentence, upper_first};
use crate::situation::Situation;
use crate::text::Lang;

/// How many forms stand beside the first.
const NEXT: usize = 2;
/// So many sets of changes are told of one form at most.
const CHANGES: usize = 10;

/// The first form and the next two, in columns; nothing when there is no second.
pub(super) fn beside_the_next(page: &mut Page, words: &Words<'_>, explanation: &Explanation) {
    let eligible = |c: &&Candidate| c.requirements.iter().all(|reason| reason.truth != Truth::False);
    let columns: Vec<&Candidate> =
        explanation.candidates.iter().filter(eligible).take(explanation.leaders.max(1) + NEXT).collect();
    if explanation.leaders == 0 || columns.len() < 2 {
        return;
    }
    let caption = words.pick("La première et les suivantes", "The first and the next ones");
    page.heading(words.pick("À côté des suivantes", "Beside the next ones"));
    let forms: Vec<FormId> = columns.iter().map(|candidate| candidate.form).collect();
    let (header, mut rows) = compare::columns(words, &forms, |heading| heading.in_note);
    rows.extend(here(words, &columns));
    page.table(caption, header, rows);
}

/// What the situation says of each form, row by row.
fn here(words: &Words<'_>, columns: &[&Candidate]) -> Vec<Vec<String>> {
    let row = |label: &str, cell: &dyn Fn(&Candidate) -> String| {
        std::iter::once(label.to_owned()).chain(columns.iter().map(|candidate| cell(candidate))).collect()
    };
    let nothing = || "–".to_owned();
    let strongest = |candidate: &Candidate| {
        candidate.arguments.first().map_or_else(nothing, |reason| sentence(words.clause(reason.rule)))
    };
    let reservation = |candidate: &Candidate| {
        candidate.reservations.first().map_or_else(nothing, |reason| sentence(words.clause(reason.rule)))
    };
    vec![
        row(words.pick("Ici, surtout pour", "Here, mainly for"), &strongest),
        row(words.pick("Ici, surtout contre", "Here, mainly against"), &reservation),
        row(words.pick("Conditions impératives", "Requirements"), &|candidate| {
            words.requirements_in_short(candidate)
        }),
    ]
}

impl Words<'_> {
    /// When a note was made, and the code that replays its situation elsewhere.
    pub fn made_on(&self, day: Day, code: Option<&str>) -> String {
        let made = self.day(day);
        let code = code.map(|code| match self.lang {
            Lang::Fr => format!(" Code de la situation : {code}, à rejouer par « coopform ask --code »."),
            Lang::En => format!(" Code of the situation: {code}, to be replayed with “coopform ask --code”."),
        });
        let code = code.unwrap_or_default();
        match self.lang {
            Lang::Fr => format!("Note établie le {made}.{code}"),
            Lang::En => format!("Note made on {made}.{code}"),
        }
    }

    /// One form for one situation, as an object, with what would put it first.
    pub fn form_json(
        &self,
        situation: &Situation,
        outcome: &Outcome,
        explanation: &Explanation,
        form: FormId,
        what_if: &WhatIf,
    ) -> Value {
        let leaders = outcome.leaders();
        let candidate = explanation.candidates.iter().find(|candidate| candidate.form == form);
        json!({
            "schema": "coopform/form-explained/1",
            "rules_version": self.base.vocabulary.version,
            "name": situation.name,
            "form": candidate.map(|candidate| self.ranked(outcome, candidate, leaders)),
            "what_would_change": self.what_would_change_json(situation, what_if, leaders.is_empty()),
        })
    }

    /// Some forms for one situation, as an object.
    pub fn forms_here_json(
        &self,
        situation: &Situation,
        outcome: &Outcome,
        explanation: &Explanation,
        forms: &[FormId],
    ) -> Value {
        let candidate =
            |form: &FormId| explanation.candidates.iter().find(|candidate| candidate.form == *form);
        let ranked = |candidate: &Candidate| self.ranked(outcome, candidate, outcome.leaders());
        json!({
            "schema": "coopform/forms-compared/1",
            "rules_version": self.base.vocabulary.version,
            "name": situation.name,
            "forms": forms.iter().filter_map(candidate).map(ranked).collect::<Vec<_>>(),
        })
    }

    /// How many requirements of a form are met, to check, failing.
    fn requirements_in_short(&self, candidate: &Candidate) -> String {
        let count =
            |truth: Truth| candidate.requirements.iter().filter(|reason| reason.truth == truth).count();
        let part = |truth: Truth| {
            let (count, status) = (count(truth), self.requirement_status(truth));
            let plural = if count > 1 && self.lang == Lang::Fr && truth != Truth::Unknown { "s" } else { "" };
            (count > 0).then(|| match (self.lang, truth, count > 1) {
                (Lang::Fr, Truth::False, true) => format!("{count} non remplies"),
                _ => format!("{count} {status}{plural}"),
            })
        };
        let parts: Vec<String> =
            [Truth::False, Truth::Unknown, Truth::True].into_iter().filter_map(part).collect();
        if parts.is_empty() { self.pick("aucune", "none").to_owned() } else { parts.join(", ") }
    }

    /// « Pourquoi pas l’entente ? »
    fn why_title(&self, form: FormId, not: bool) -> String {
        let the = self.the(form);
        match (self.lang, not) {
            (Lang::Fr, true) => format!("Pourquoi pas {the} ?"),
            (Lang::Fr, false) => format!("Pourquoi {the} ?"),
            (Lang::En, true) => format!("Why not {the}?"),
            (Lang::En, false) => format!("Why {the}?"),
        }
    }
}

/// The pictures of a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Picture {
    /// What speaks for the first form, and against it.
    Balance,
    /// The forms heading by heading.
    Heat,
    /// Which facts weigh most.
    Effects,
    /// The decision table of the first forms.
    Table,
}

impl Picture {
    /// Every picture, by the name that commands know.
    pub const ALL: [(&str, Picture); 4] = [
        ("balance", Picture::Balance),
        ("heat", Picture::Heat),
        ("effects", Picture::Effects),
        ("table", Picture::Table),
    ];

    /// Draws it.
    pub fn draw(
        self,
        words: &Words<'_>,
        situation: &Situation,
        outcome: &Outcome,
        explanation: &Explanation,
    ) -> Figure {
        let first =
            |most: usize| explanation.candidates.iter().take(most).map(|c| c.form).collect::<Vec<_>>();
        match self {
            Picture::Balance => balance_figure(words, explanation),
            Picture::Heat => heat(words, outcome, &first(MOST_FORMS)),
            Picture::Effects => sensitivity(words, &bars(words, situation, explanation)),
            Picture::Table => decision_table(words, &first(1 + NEXT), Some(outcome)),
        }
    }
}

fn bars(words: &Words<'_>, situation: &Situation, explanation: &Explanation) -> Vec<Bar> {
    let winner = |forms: &[FormId]| {
        let names: Vec<String> = forms.iter().map(|&form| words.the(form)).collect();
        if names.is_empty() { words.none_recommended() } else { enumerate(&names, words.pick("et", "and")) }
    };
    let bar = |sway: &Sway| Bar {
        text: upper_first(&words.change(sway.change, &situation.facts)),
        effect: sway.effect,
        winner: sway.winner.as_deref().map(winner).unwrap_or_default(),
    };
    explanation.sways.iter().map(bar).collect()
}

/// The pictures that go with the whole reasoning; the decision table is longer than the rest, and asked for alone.
pub(super) fn pictures(
    page: &mut Page,
    words: &Words<'_>,
    situation: &Situation,
    outcome: &Outcome,
    explanation: &Explanation,
) {
    page.heading(words.pick("En images", "In pictures"));
    for picture in [Picture::Balance, Picture::Effects, Picture::Heat] {
        page.figure(picture.draw(words, situation, outcome, explanation));
    }
}

/// The page of one form: why it is first, or why not, and what would put it first.
pub fn one_form(
    words: &Words<'_>,
    situation: &Situation,
    outcome: &Outcome,
    explanation: &Explanation,
    form: FormId,
    what_if: &WhatIf,
) -> Page {
    let first = outcome.leaders().first().copied();
    let mut page = Page::new(words.lang, title(words, situation));
    let Some(candidate) = explanation.candidates.iter().find(|candidate| candidate.form == form) else {
        return page;
    };
    let not = candidate.why_not.is_some();
    page.heading(words.why_title(form, not));
    match not {
        true => page.list([why_not(words, candidate, first)]),
        false => page.lead(words.opening(&[form], &explanation.decisive, explanation.reservation)),
    }
    balance(&mut page, words, situation, candidate);
    if not {
        page.heading(words.what_would_put_first(form));
        would_put_first(&mut page, words, situation, form, what_if, first.is_none());
    } else {
        changes::what_would_change(&mut page, words, situation, what_if, CHANGES, false);
    }
    page.foot(words.caution());
    page
}

fn would_put_first(
    page: &mut Page,
    words: &Words<'_>,
    situation: &Situation,
    form: FormId,
    what_if: &WhatIf,
    none_now: bool,
) {
    let few: Vec<&Told> = what_if.few(CHANGES);
    if few.is_empty() {
        page.paragraph(words.nothing_turns(what_if.searched, Some(form)));
    }
    page.list(changes::told(words, &few, situation, none_now));
}

/// Two or three forms side by side, for one situation.
pub fn compare_here(
    words: &Words<'_>,
    situation: &Situation,
    explanation: &Explanation,
    forms: &[FormId],
) -> Page {
    let mut page = Page::new(words.lang, title(words, situation));
    let names: Vec<String> = forms.iter().map(|&form| words.the(form)).collect();
    page.lead(format!("{}.", upper_first(&enumerate(&names, words.pick("et", "and")))));
    let find = |form: &FormId| explanation.candidates.iter().find(|candidate| candidate.form == *form);
    let columns: Vec<&Candidate> = forms.iter().filter_map(find).collect();
    compare::tests(&mut page, words, forms);
    let (header, mut rows) = compare::columns(words, forms, |heading| heading.compared);
    let place = |candidate: &&Candidate| match &candidate.why_not {
        None => format!("{}.", upper_first(&words.is_recommended(candidate.form))),
        Some(_) => why_not(
            words,
            candidate,
            explanation.candidates.first().map(|c| c.form).filter(|_| explanation.leaders > 0),
        )
        .line(),
    };
    let label = words.pick("Ici", "Here").to_owned();
    rows.push(std::iter::once(label).chain(columns.iter().map(place)).collect());
    rows.extend(here(words, &columns));
    page.heading(words.pick("Côte à côte", "Side by side"));
    let caption = words.pick("Ces formes dans votre situation", "These forms in your situation");
    page.table(caption, header, rows);
    for candidate in &columns {
        page.heading(upper_first(&words.the(candidate.form)));
        page.list(candidate.arguments.iter().chain(&candidate.reservations).map(|reason| {
            let item: Item = words.weighed(reason.rule);
            item.detail(words.evidence(&reason.evidence))
        }));
    }
    page.foot(words.caution());
    page
}
