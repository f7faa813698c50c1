//! The forms that a recommendation does not put first: behind, without any argument, set aside.

use crate::base::ids::{FormId, RuleId};
use crate::base::rule::Role;
use crate::explain::{Candidate, Explanation, WhyNot};
use crate::render::page::{Item, Page};
use crate::render::words::{Words, enumerate, sentence};

/// Why a form is not the first, as one sentence.
pub fn why_not(words: &Words<'_>, candidate: &Candidate, first: Option<FormId>) -> String {
    match (&candidate.why_not, first) {
        (Some(WhyNot::Excluded(rule)), _) => words.excluded(candidate.form, *rule),
        (Some(WhyNot::Behind(rules)), Some(first)) => words.behind(candidate.form, first, rules),
        (Some(WhyNot::NoArgument(reservation)), Some(first)) => {
            words.without_argument(candidate.form, first, *reservation)
        }
        (Some(WhyNot::Tied), Some(first)) => words.tied_with(candidate.form, first),
        (Some(WhyNot::BelowThreshold(reservation)), _) => words.not_recommended(candidate.form, *reservation),
        _ => String::new(),
    }
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
            Some(WhyNot::Excluded(rule)) => excluded.push((candidate.form, *rule)),
            Some(WhyNot::NoArgument(None) | WhyNot::BelowThreshold(None)) => silent.push(candidate),
            _ => told.push(Item::text(why_not(words, candidate, first))),
        }
    }
    match silent.as_slice() {
        [] => {}
        [one] => told.push(Item::text(why_not(words, one, first))),
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
        page.list(excluded.into_iter().map(|(form, rule)| requirement(words, form, rule)));
    }
}

fn requirement(words: &Words<'_>, form: FormId, rule: RuleId) -> Item {
    let item = Item::marked(words.heading(form), sentence(words.clause(rule)));
    match &words.base.rules[rule.index()].role {
        Role::Requirement(law) => item.detail(sentence(law.article.get(words.lang))),
        _ => item,
    }
}
