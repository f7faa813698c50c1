//! The forms that a recommendation does not put first: behind, without any argument, set aside.

use crate::base::ids::{FormId, RuleId};
use crate::explain::why_not::{Differences, WhyNot};
use crate::explain::{Candidate, Explanation};
use crate::render::page::{Item, Page};
use crate::render::words::{Words, enumerate};

/// So many reservations are told of a form for which nothing speaks.
const RESERVATIONS: usize = 2;

/// Why a form is not the first: a sentence, and under it the other differences that explain the order.
pub fn why_not(words: &Words<'_>, form: FormId, why: Option<&WhyNot>, first: Option<FormId>) -> Item {
    match (why, first) {
        (Some(WhyNot::Excluded(failing)), _) => {
            let (one, others) =
                failing.split_first().map_or((None, &[][..]), |(one, rest)| (Some(*one), rest));
            let text = one.map(|rule| words.excluded(form, rule)).unwrap_or_default();
            others.iter().fold(Item::text(text), |item, &rule| item.detail(words.also_fails(rule)))
        }
        (Some(WhyNot::Behind(differences)), Some(first)) => behind(words, form, first, differences),
        (Some(WhyNot::Tied), Some(first)) => Item::text(words.tied_with(form, first)),
        (Some(WhyNot::BelowThreshold(differences)), _) => {
            let item = Item::text(words.not_recommended(form, differences.told.first().copied()));
            also(words, form, item, differences, |rule| words.but(rule))
        }
        _ => Item::default(),
    }
}

fn behind(words: &Words<'_>, form: FormId, first: FormId, differences: &Differences) -> Item {
    let difference = differences.told.first().copied().filter(|_| !differences.nothing_for);
    let text = words.behind(form, first, difference);
    reasons(words, form, differences, Item::text(text))
}

/// The item, with what it does not tell itself. When nothing speaks for a form, everything that speaks for the first
/// one makes the gap: what is said against this one is enough.
fn reasons(words: &Words<'_>, form: FormId, differences: &Differences, item: Item) -> Item {
    match differences.nothing_for {
        true => {
            own_reservations(words, form, differences).fold(item, |item, rule| item.detail(words.but(rule)))
        }
        false => also(words, form, item, differences, |rule| words.reservation_about(form, rule)),
    }
}

fn own_reservations(
    words: &Words<'_>,
    form: FormId,
    differences: &Differences,
) -> impl Iterator<Item = RuleId> {
    differences.told.iter().copied().filter(move |&rule| words.is_about(rule, form))
}

/// The item, with the other differences; a reservation about the form is told by `against`.
fn also(
    words: &Words<'_>,
    form: FormId,
    item: Item,
    differences: &Differences,
    against: impl Fn(RuleId) -> String,
) -> Item {
    let more = |rule: RuleId| match words.is_about(rule, form) {
        true => against(rule),
        false => words.speaks_for(rule),
    };
    let item = differences.told.iter().skip(1).fold(item, |item, &rule| item.detail(more(rule)));
    match differences.others.len() {
        0 => item,
        others => item.detail(words.and_lesser_reasons(others)),
    }
}

/// Why some forms are not the first, for the same reasons: their names, then the reasons. The reason `said` just above
/// is not told again.
fn listed(
    words: &Words<'_>,
    forms: &[FormId],
    why: &Candidate,
    first: Option<FormId>,
    said: Option<RuleId>,
) -> Item {
    let (Some(WhyNot::Behind(differences)), Some(first)) = (&why.why_not, first) else {
        return why_not(words, why.form, why.why_not.as_ref(), first);
    };
    let names: Vec<&str> = forms.iter().map(|&form| words.heading(form)).collect();
    let text = match differences.told.first() {
        Some(&rule) if words.is_about(rule, why.form) => words.but(rule),
        Some(&rule) if said == Some(rule) => words.same_reason().to_owned(),
        Some(&rule) => format!("{}.", words.preferred(first, None, rule)),
        None => String::new(),
    };
    also(words, why.form, Item::marked(names.join(", "), text), differences, |rule| words.but(rule))
}

/// Every other form: those behind the first, together when for the same reasons; those for which nothing speaks; the
/// requirement that sets aside each of the rest.
pub(super) fn others(page: &mut Page, words: &Words<'_>, explanation: &Explanation, leaders: &[FormId]) {
    let first = leaders.first().copied();
    let rest: Vec<&Candidate> =
        explanation.candidates.iter().filter(|c| !leaders.contains(&c.form)).collect();
    if rest.is_empty() {
        return;
    }
    page.heading(words.why_not_heading(leaders.is_empty()));
    let mut told: Vec<(&Candidate, Vec<FormId>)> = Vec::new();
    let (mut silent, mut excluded) = (Vec::new(), Vec::new());
    for candidate in rest {
        let form = candidate.form;
        match &candidate.why_not {
            Some(WhyNot::Excluded(failing)) => excluded.push((form, failing)),
            Some(WhyNot::Behind(differences)) if differences.nothing_for => {
                let own = candidate.reservations.iter().take(RESERVATIONS).map(|reason| reason.rule);
                silent.push((form, own.collect()));
            }
            Some(WhyNot::BelowThreshold(differences)) if differences.told.is_empty() => {
                silent.push((form, Vec::new()));
            }
            Some(WhyNot::Behind(_)) => {
                match told.iter_mut().find(|(one, _)| one.why_not == candidate.why_not) {
                    Some((_, forms)) => forms.push(form),
                    None => told.push((candidate, vec![form])),
                }
            }
            _ => told.push((candidate, vec![form])),
        }
    }
    let heaviest = |why: &Candidate| match &why.why_not {
        Some(WhyNot::Behind(differences)) => differences.told.first().copied(),
        _ => None,
    };
    page.list(told.iter().enumerate().map(|(place, (why, forms))| {
        let said = place.checked_sub(1).and_then(|before| heaviest(told[before].0));
        listed(words, forms, why, first, said)
    }));
    nothing_for(page, words, &silent, first);
    if !excluded.is_empty() {
        page.subheading(words.set_aside_heading());
        page.list(excluded.into_iter().map(|(form, failing)| failed(words, form, failing)));
    }
}

/// The forms for which nothing speaks, or too little, and what is said against each.
fn nothing_for(page: &mut Page, words: &Words<'_>, silent: &[(FormId, Vec<RuleId>)], first: Option<FormId>) {
    let (quiet, against): (Vec<_>, Vec<_>) = silent.iter().partition(|(_, own)| own.is_empty());
    let names: Vec<String> = quiet.iter().map(|(form, _)| words.the(*form)).collect();
    let names = enumerate(&names, words.pick("et", "and"));
    let none = (!names.is_empty()).then_some(names);
    if against.is_empty() {
        page.list(none.map(|names| Item::text(words.little_speaks_for(&names, first))));
        return;
    }
    page.subheading(words.nothing_speaks_heading());
    let one = |(form, own): &(FormId, Vec<RuleId>)| {
        let reservations: Vec<&str> = own.iter().map(|&rule| words.clause(rule)).collect();
        Item::marked(words.heading(*form), format!("{}.", reservations.join(words.pick(" ; ", "; "))))
    };
    let rest = none.map(|names| Item::text(format!("{}.", words.no_reservation_either(&names))));
    page.list(against.into_iter().map(one).chain(rest));
}

/// A form set aside, and the first requirement that fails, with its article.
fn failed(words: &Words<'_>, form: FormId, failing: &[RuleId]) -> Item {
    let why = failing.first().map(|&rule| words.unmet(rule));
    Item::marked(words.heading(form), why.unwrap_or_default())
}
