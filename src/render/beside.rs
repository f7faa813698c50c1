//! Forms beside one another, for one situation.

use serde_json::{Value, json};

use crate::base::ids::FormId;
use crate::base::truth::Truth;
use crate::engine::outcome::Outcome;
use crate::explain::{Candidate, Explanation};
use crate::render::alternatives::why_not;
use crate::render::answered::title;
use crate::render::compare;
use crate::render::page::{Item, Page};
use crate::render::words::{Words, enumerate, sentence, upper_first};
use crate::situation::Situation;
use crate::text::Lang;

/// How many forms stand beside the first.
pub(super) const NEXT: usize = 2;

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
    let first = explanation.candidates.first().map(|c| c.form).filter(|_| explanation.leaders > 0);
    let place = |candidate: &&Candidate| match &candidate.why_not {
        None => match explanation.candidates.get(1).filter(|_| explanation.leaders > 1) {
            Some(other) => words.tied_with(candidate.form, other.form),
            None => format!("{}.", upper_first(&words.is_recommended(candidate.form))),
        },
        why => why_not(words, candidate.form, why.as_ref(), first).line(),
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
