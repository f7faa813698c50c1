//! The forms that a recommendation does not put first: behind, without any argument, set aside.

use crate::base::ids::{FormId, RuleId};
use crate::explain::why_not::{Differences, WhyNot};
use crate::explain::{Candidate, Explanation};
use crate::render::page::{Item, Page};
use crate::render::words::{Words, enumerate};

/// Why a form is not the first: a sentence, and under it the other differences that explain the order.
pub fn why_not(words: &Words<'_>, candidate: &Candidate, first: Option<FormId>) -> Item {
    let form = candidate.form;
    match (&candidate.why_not, first) {
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
            also(words, item, differences)
        }
        _ => Item::default(),
    }
}

fn behind(words: &Words<'_>, form: FormId, first: FormId, differences: &Differences) -> Item {
    let text = match differences.nothing_for {
        true => words.without_argument(form, first),
        false => words.behind(form, first, differences.told.first().copied()),
    };
    reasons(words, form, differences, Item::text(text))
}

/// The item, with what it does not tell itself. When nothing speaks for a form, everything that speaks for the first
/// one makes the gap: what is said against this one is enough.
fn reasons(words: &Words<'_>, form: FormId, differences: &Differences, item: Item) -> Item {
    match differences.nothing_for {
        true => {
            own_reservations(words, form, differences).fold(item, |item, rule| item.detail(words.but(rule)))
        }
        false => also(words, item, differences),
    }
}

fn own_reservations<'d>(
    words: &Words<'d>,
    form: FormId,
    differences: &'d Differences,
) -> impl Iterator<Item = RuleId> + use<'d> {
    let base = words.base;
    differences.told.iter().copied().filter(move |rule| base.rules[rule.index()].form == Some(form))
}

fn also(words: &Words<'_>, item: Item, differences: &Differences) -> Item {
    let item = differences.told.iter().skip(1).fold(item, |item, &rule| item.detail(words.also(rule)));
    match differences.others.len() {
        0 => item,
        others => item.detail(words.and_lesser_reasons(others)),
    }
}

/// Why a form is not the first, among others: its name, then the reasons.
fn listed(words: &Words<'_>, candidate: &Candidate, first: Option<FormId>) -> Item {
    let form = candidate.form;
    let (Some(WhyNot::Behind(differences)), Some(_)) = (&candidate.why_not, first) else {
        return why_not(words, candidate, first);
    };
    let text = match (differences.nothing_for, differences.told.first()) {
        (false, Some(&rule)) => format!("{}.", words.because(&[rule])),
        _ => words.nothing_speaks(form),
    };
    reasons(words, form, differences, Item::marked(words.heading(form), text))
}

/// Every other form: a sentence for each that something speaks for or against, one for those of which there
/// is nothing to say, and the requirement that sets aside each of the rest.
pub(super) fn others(page: &mut Page, words: &Words<'_>, explanation: &Explanation, leaders: &[FormId]) {
    let first = leaders.first().copied();
    let rest: Vec<&Candidate> = explanation.candidates.iter().filter(|c| first != Some(c.form)).collect();
    if rest.is_empty() {
        return;
    }
    page.heading(words.why_not_heading(leaders.is_empty()));
    let mut told = Vec::new();
    let (mut silent, mut excluded) = (Vec::new(), Vec::new());
    for candidate in rest {
        match &candidate.why_not {
            Some(WhyNot::Excluded(failing)) => excluded.push((candidate.form, failing)),
            Some(WhyNot::Behind(d))
                if d.nothing_for && own_reservations(words, candidate.form, d).next().is_none() =>
            {
                silent.push(candidate);
            }
            Some(WhyNot::BelowThreshold(d)) if d.told.is_empty() => silent.push(candidate),
            _ => told.push(listed(words, candidate, first)),
        }
    }
    match silent.as_slice() {
        [] => {}
        [one] => told.push(listed(words, one, first)),
        several => {
            let names: Vec<String> = several.iter().map(|c| words.the(c.form)).collect();
            told.push(Item::text(
                words.little_speaks_for(&enumerate(&names, words.pick("et", "and")), first),
            ));
        }
    }
    page.list(told);
    if !excluded.is_empty() {
        page.subheading(words.set_aside_heading());
        page.list(excluded.into_iter().map(|(form, failing)| failed(words, form, failing)));
    }
}

/// A form set aside, and the first requirement that fails, with its article.
fn failed(words: &Words<'_>, form: FormId, failing: &[RuleId]) -> Item {
    let why = failing.first().map(|&rule| words.not_so(rule));
    Item::marked(words.heading(form), why.unwrap_or_default())
}
