//! The screens of the quiz: a case told, what becomes of the answer, the score.

use crate::base::ids::RuleId;
use crate::render::alternatives::why_not;
use crate::render::kit::{Heading, account};
use crate::render::page::{Item, Page};
use crate::render::terminal::terminal;
use crate::render::words::Words;
use crate::text::Lang;
use crate::train::quiz::Question;

/// A question among all: the facts, unless the question before told them; the one that changed; the forms offered.
pub fn asked(words: &Words<'_>, index: usize, all: &[Question], width: usize) -> String {
    let question = &all[index];
    let title = format!("{} {} / {}", words.pick("Question", "Question"), index + 1, all.len());
    let mut page = Page::new(words.lang, title);
    let told = index.checked_sub(1).is_some_and(|before| all[before].case == question.case);
    if !told {
        for Heading { label, lines } in account(words, question.case) {
            page.subheading(label);
            page.list(lines.into_iter().map(Item::text));
        }
    }
    if let Some(change) = question.change {
        let change = words.change(change, &question.situation.facts);
        page.lead(match words.lang {
            Lang::Fr => format!("Un fait change : la même situation, {change}."),
            Lang::En => format!("One fact changes: the same situation, {change}."),
        });
    }
    page.subheading(words.pick(
        "Quelle forme convient le mieux, d’après les règles ?",
        "Which form suits best, by the rules?",
    ));
    let offered = question.offered.iter().enumerate();
    page.list(offered.map(|(at, &(form, _))| Item::marked((at + 1).to_string(), words.heading(form))));
    format!("\n{}", terminal(&page, width))
}

/// What becomes of the answer, the one at a place: right or not, what decides, why not the form given.
pub fn corrected(words: &Words<'_>, question: &Question, given: usize, width: usize) -> String {
    let mut page = Page::new(words.lang, "");
    let opening = words.opening(&[question.right], &question.decisive, None);
    match &question.offered[given] {
        (form, Some(why)) => {
            page.paragraph(format!("{} {opening}", words.pick("Non.", "No.")));
            page.paragraph(why_not(words, *form, Some(why), Some(question.right)).line());
        }
        (_, None) => {
            page.paragraph(format!("{} {opening}", words.pick("Oui.", "Yes.")));
            // What the change of a fact took away from the form that came first before it.
            let before = question.offered.iter().find(|(form, _)| Some(*form) == question.before);
            if let Some((form, Some(why))) = before {
                page.paragraph(why_not(words, *form, Some(why), Some(question.right)).line());
            }
        }
    }
    terminal(&page, width)
}

/// How many answers were right, and the rules to read again with how many times each was misread.
pub fn score(
    words: &Words<'_>,
    right: usize,
    done: usize,
    misread: &[(RuleId, usize)],
    width: usize,
) -> String {
    let title = match words.lang {
        Lang::Fr if done == 0 => "Aucune question traitée".to_owned(),
        Lang::En if done == 0 => "No question answered".to_owned(),
        Lang::Fr => format!("{right} bonne{} réponse{} sur {done}", plural(right), plural(right)),
        Lang::En => format!("{right} right answer{} out of {done}", plural(right)),
    };
    let mut page = Page::new(words.lang, title);
    if !misread.is_empty() {
        page.heading(words.pick("À relire", "To read again"));
        page.list(misread.iter().map(|&(rule, times)| {
            let item = words.weighed(rule);
            let form =
                words.base.rules[rule.index()].form.map(|form| words.heading(form)).unwrap_or_default();
            let times = match (words.lang, times) {
                (Lang::Fr, _) => format!("{form} ; manqué {times} fois"),
                (Lang::En, 1) => format!("{form}; missed once"),
                (Lang::En, _) => format!("{form}; missed {times} times"),
            };
            item.detail(times).detail(words.support(rule))
        }));
    }
    terminal(&page, width)
}

fn plural(count: usize) -> &'static str {
    if count > 1 { "s" } else { "" }
}
