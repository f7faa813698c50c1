//! The page of a recommendation: the sentence, the balance, the requirements, the other forms, the cases.

use crate::base::ids::{FormId, RuleId};
use crate::base::truth::Truth;
use crate::engine::outcome::{Outcome, Status};
use crate::explain::{Candidate, Explanation, Reason};
use crate::render::alternatives::others;
use crate::render::answered::{read_as, title};
use crate::render::beside::beside_the_next;
use crate::render::changes::what_would_change;
use crate::render::page::{Item, Page};
use crate::render::pictures::pictures;
use crate::render::precedents::cases;
use crate::render::reasoning::reasoning;
use crate::render::words::{Words, lower_first, sentence, upper_first};
use crate::situation::Situation;
use crate::text::Lang;

/// So many sets of changes are told at most.
const CHANGES: usize = 5;

/// So many things that are not known are told one by one.
const SUBJECTS: usize = 6;

/// How much of a result a page tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layers {
    /// The sentence, the balance, the other forms, what would change, the cases.
    Result,
    /// That, with the next forms beside the first.
    Note,
    /// That, with pictures and the whole reasoning, numbered.
    Reasoning,
}

/// The page of one outcome.
pub fn recommendation(
    words: &Words<'_>,
    situation: &Situation,
    outcome: &Outcome,
    explanation: &Explanation,
    layers: Layers,
) -> Page {
    let mut page = Page::new(words.lang, title(words, situation));
    page.compact = layers != Layers::Reasoning;
    let leaders = outcome.leaders();
    page.lead(words.verdict(outcome, &explanation.decisive, explanation.reservation));
    if let Some(robustness) = outcome.robustness {
        let first = &explanation.candidates[0];
        let to_check = first.requirements.iter().filter(|r| r.truth == Truth::Unknown).count();
        page.paragraph(words.robustness_sentence(robustness, to_check));
    }
    if leaders.is_empty() {
        pointers(&mut page, words, explanation);
    }
    if let Some(form) = outcome.could_recommend
        && let Some(candidate) = explanation.candidates.iter().find(|c| c.form == form)
    {
        not_said(&mut page, words, situation, candidate);
    }
    for candidate in explanation.candidates.iter().take(leaders.len()) {
        if leaders.len() > 1 {
            page.subheading(words.heading(candidate.form));
        }
        balance(&mut page, words, situation, candidate);
    }
    if layers != Layers::Result {
        beside_the_next(&mut page, words, explanation);
    }
    others(&mut page, words, explanation, leaders);
    what_would_change(&mut page, words, situation, &explanation.what_if, None, CHANGES, leaders.is_empty());
    cases(&mut page, words, explanation, leaders);
    neighbours(&mut page, words, leaders);
    if !leaders.is_empty() {
        pointers(&mut page, words, explanation);
    }
    reminders(&mut page, words, explanation);
    said(&mut page, words, situation);
    if layers == Layers::Reasoning {
        pictures(&mut page, words, situation, outcome, explanation);
        reasoning(&mut page, words, situation, outcome, explanation);
    }
    page.foot(words.caution());
    page
}

/// What speaks for a form, against it, and what the law demands.
pub(super) fn balance(page: &mut Page, words: &Words<'_>, situation: &Situation, candidate: &Candidate) {
    page.heading(words.pick("Arguments pour", "Arguments for"));
    if candidate.arguments.is_empty() {
        page.paragraph(words.pick(
            "Rien dans vos réponses ne plaide en ce sens.",
            "Nothing in your answers speaks this way.",
        ));
    }
    page.list(arguments(words, &candidate.arguments));
    page.heading(words.pick("Réserves", "Reservations"));
    if candidate.reservations.is_empty() {
        page.paragraph(
            words.pick(
                "Aucune réserve ne ressort de vos réponses.",
                "No reservation follows from your answers.",
            ),
        );
    }
    page.list(arguments(words, &candidate.reservations));
    page.heading(words.pick("Conditions impératives", "Requirements"));
    page.list(candidate.requirements.iter().map(|reason| requirement(words, reason)));
    not_said(page, words, situation, candidate);
}

/// Arguments or reservations, each with the answers and the references that it rests on.
fn arguments(words: &Words<'_>, reasons: &[Reason]) -> Vec<Item> {
    let before = std::iter::once(None).chain(reasons.iter().map(|reason| Some(reason.rule)));
    let item = |(reason, before): (&Reason, Option<RuleId>)| {
        let support = words.support_after(reason.rule, before);
        words.weighed(reason.rule).detail(words.evidence(&reason.evidence)).detail(support)
    };
    reasons.iter().zip(before).map(item).collect()
}

fn requirement(words: &Words<'_>, reason: &Reason) -> Item {
    let mut item = Item::marked(words.requirement_status(reason.truth), sentence(words.clause(reason.rule)));
    if reason.truth != Truth::Unknown {
        item = item.detail(words.evidence(&reason.evidence));
    }
    item.detail(words.support(reason.rule))
}

/// What is not known, with the number of requirements, arguments and reservations that hang on it:
/// requirements first, then by number.
fn waiting(words: &Words<'_>, situation: &Situation, candidate: &Candidate) -> Vec<Item> {
    let mut subjects: Vec<(String, [usize; 3])> = Vec::new();
    let open = candidate.requirements.iter().filter(|reason| reason.truth == Truth::Unknown).map(|r| (r, 0));
    let soft = candidate.open.iter().map(|reason| (reason, if reason.points > 0 { 1 } else { 2 }));
    for (reason, place) in open.chain(soft) {
        let mut named: Vec<String> = Vec::new();
        for unknown in &reason.evidence {
            let subject = words.not_known(unknown, &situation.said);
            if named.contains(&subject) {
                continue;
            }
            named.push(subject.clone());
            match subjects.iter_mut().find(|(known, _)| *known == subject) {
                Some((_, counts)) => counts[place] += 1,
                None => {
                    let mut counts = [0; 3];
                    counts[place] = 1;
                    subjects.push((subject, counts));
                }
            }
        }
    }
    subjects.sort_by_key(|(_, counts)| std::cmp::Reverse((counts[0], counts[1] + counts[2])));
    let line = |(subject, counts): (String, [usize; 3])| {
        Item::text(format!("{subject}{} {}.", words.pick(" :", ":"), words.depend(counts)))
    };
    let more = subjects.len().saturating_sub(SUBJECTS + 1);
    let told = if more > 0 { SUBJECTS } else { subjects.len() };
    let rest: Vec<usize> =
        (0..3).map(|kind| subjects[told..].iter().map(|(_, counts)| counts[kind]).sum()).collect();
    let mut lines: Vec<Item> = subjects.into_iter().take(told).map(line).collect();
    if more > 0 {
        lines.push(Item::text(format!(
            "{}{} {}.",
            words.other_points(more + 1),
            words.pick(" :", ":"),
            words.depend([rest[0], rest[1], rest[2]])
        )));
    }
    lines
}

fn not_said(page: &mut Page, words: &Words<'_>, situation: &Situation, candidate: &Candidate) {
    let waiting = waiting(words, situation, candidate);
    if !waiting.is_empty() {
        page.heading(
            words.pick("Ce que vos réponses ne disent pas encore", "What your answers do not say yet"),
        );
        page.list(waiting);
    }
}

fn neighbours(page: &mut Page, words: &Words<'_>, leaders: &[FormId]) {
    let [first] = leaders else { return };
    let form = words.base.form(*first);
    if form.combines_with.is_empty() && form.leads_to.is_empty() {
        return;
    }
    page.heading(words.pick("Combinaisons et suites", "Combinations and next steps"));
    let with = form.combines_with.iter().map(|other| {
        let (name, how) = (words.the(other.form), other.text.get(words.lang));
        Item::text(match words.lang {
            Lang::Fr => format!("À combiner avec {name} : {how}."),
            Lang::En => format!("To be combined with {name}: {how}."),
        })
    });
    let next = form.leads_to.iter().map(|other| {
        let (name, when) = (words.the(other.form), other.text.get(words.lang));
        Item::text(match words.lang {
            Lang::Fr => format!("Peut préparer {name}, quand {when}."),
            Lang::En => format!("May lead to {name}, when {when}."),
        })
    });
    page.list(with.chain(next));
}

fn pointers(page: &mut Page, words: &Words<'_>, explanation: &Explanation) {
    if explanation.pointers.is_empty() {
        return;
    }
    page.heading(words.pick("À regarder hors de ce catalogue", "To look at outside this catalogue"));
    page.list(explanation.pointers.iter().map(|reason| {
        Item::text(sentence(&words.pointer(reason.rule))).detail(words.evidence(&reason.evidence))
    }));
}

fn reminders(page: &mut Page, words: &Words<'_>, explanation: &Explanation) {
    if explanation.reminders.is_empty() {
        return;
    }
    page.heading(words.pick("À garder en tête", "To keep in mind"));
    page.list(explanation.reminders.iter().map(|reason| Item::text(sentence(words.clause(reason.rule)))));
}

fn said(page: &mut Page, words: &Words<'_>, situation: &Situation) {
    if situation.said.is_empty() {
        return;
    }
    page.heading(words.pick("Ce que vous avez dit", "What you said"));
    let mut told = read_as(words, situation);
    let numbers = told.split_off(told.len() - situation.said.quantities.len());
    let values = |values: Vec<String>| values.join(words.pick(" ; ", "; "));
    let mut items: Vec<Item> =
        told.into_iter().map(|(heading, all)| Item::marked(heading, values(all))).collect();
    if !numbers.is_empty() {
        let colon = words.pick(" :", ":");
        let all = numbers
            .into_iter()
            .map(|(number, all)| format!("{}{colon} {}", lower_first(&number), values(all)));
        items.push(Item::text(upper_first(&values(all.collect()))));
    }
    page.list(items);
}

/// The labels of a form's requirements to check, for a cell of a table.
pub fn to_check(words: &Words<'_>, outcome: &Outcome) -> Vec<String> {
    let Some(&first) = outcome.leaders().first() else { return Vec::new() };
    if outcome.standing(first).status != Status::ToCheck {
        return Vec::new();
    }
    let rules = words.base.form(first).requirements.clone().map(RuleId::new);
    rules
        .filter(|&rule| outcome.truth(rule) == Truth::Unknown)
        .map(|rule| words.clause(rule).to_owned())
        .collect()
}
