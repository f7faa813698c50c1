//! The page of a document to write: what is known in its place, what is left to write between brackets, the acts
//! to take in order.

use crate::base::case::ReferenceCase;
use crate::base::ids::FormId;
use crate::base::outline::{Blank, Step};
use crate::base::truth::Truth;
use crate::draft::{Draft, Filled, Heading, Part};
use crate::engine::outcome::Outcome;
use crate::explain::{Explanation, Reason};
use crate::render::answered::read_as;
use crate::render::page::{Item, Page};
use crate::render::words::{Words, lower_first, sentence, stop, upper_first};
use crate::situation::Situation;
use crate::text::Lang;

/// The most partners of a kind that get a line each.
const PARTIES: u32 = 12;

/// The page of one draft.
pub fn draft(
    words: &Words<'_>,
    situation: &Situation,
    outcome: &Outcome,
    explanation: &Explanation,
    draft: &Draft<'_>,
) -> Page {
    let mut page = Page::new(words.lang, title(words, situation, draft.form));
    opening(&mut page, words, outcome, explanation, draft);
    for section in &draft.sections {
        page.heading(match section.heading {
            Heading::Written(text) => text.get(words.lang),
            Heading::Cases => words.pick("Dans des cas proches", "In near cases"),
            Heading::Steps => {
                words.pick("À vérifier et à décider, dans l’ordre", "To check and decide, in order")
            }
        });
        page.list(items(words, situation, draft.form, section));
    }
    page.foot(words.caution());
    page
}

fn title(words: &Words<'_>, situation: &Situation, form: FormId) -> String {
    let paper = words.base.form(form).paper.as_ref();
    let name = paper.map_or_else(|| words.heading(form), |paper| paper.name.get(words.lang));
    match &situation.name {
        Some(of) => format!("{name}{} {of}", words.pick(" :", ":")),
        None => name.to_owned(),
    }
}

/// What the page is, and where the form stands; a requirement that fails comes before everything.
fn opening(
    page: &mut Page,
    words: &Words<'_>,
    outcome: &Outcome,
    explanation: &Explanation,
    draft: &Draft<'_>,
) {
    let (form, leaders) = (draft.form, outcome.leaders());
    let note = words.what_a_draft_is(form);
    if let Some((first, others)) = draft.failing.split_first() {
        page.lead(format!(
            "{} {}",
            words.excluded(form, first.rule),
            words.pick("Levez ce point avant d’écrire.", "Settle this before writing.")
        ));
        page.list(others.iter().map(|reason| requirement(words, reason)));
        page.paragraph(note);
        return;
    }
    page.lead(note);
    if leaders == [form] {
        page.paragraph(words.opening(leaders, &explanation.decisive, explanation.reservation));
        if let (Some(robustness), Some(first)) = (outcome.robustness, explanation.candidates.first()) {
            let to_check = first.requirements.iter().filter(|r| r.truth == Truth::Unknown).count();
            page.paragraph(words.robustness_sentence(robustness, to_check));
        }
        return;
    }
    page.paragraph(match (leaders.iter().find(|leader| **leader != form), leaders.contains(&form)) {
        (Some(other), true) => words.tied_with(form, *other),
        (Some(other), false) if leaders.len() == 1 => words.asked_rather_than(*other),
        (Some(_), false) => words.opening(leaders, &[], None),
        (None, _) if outcome.could_recommend.is_some() => words.not_enough(),
        (None, _) => words.none_recommended(),
    });
}

fn items(words: &Words<'_>, situation: &Situation, form: FormId, section: &Filled<'_>) -> Vec<Item> {
    let vocabulary = &words.base.vocabulary;
    let mut items = Vec::new();
    for part in &section.parts {
        match part {
            Part::Answer(term, each) => items.push(followed(words, words.term(*term).to_owned(), *each, 1)),
            Part::Partner(kind, count, each) => {
                let few = count.min == count.max && (1..=PARTIES).contains(&count.min);
                let lines = if few { count.min } else { 1 };
                let item = followed(words, words.partner(*kind, *count), *each, lines);
                items.push(match vocabulary.term(*kind).party {
                    true => item,
                    false => {
                        item.detail(words.pick("Concerné, sans être partie.", "Concerned, not a party."))
                    }
                });
            }
            Part::Quantity(quantity, range) => {
                let label = vocabulary.quantities[quantity.index()].label.get(words.lang);
                items.push(Item::text(format!("{label}{} {}", words.pick(" :", ":"), words.range(*range))));
            }
            Part::NotKnown(term) => {
                items.push(Item::marked(words.blank(words.term(*term)), words.not_known_yet()));
            }
            Part::Silent(dimension, asked) => {
                let label = vocabulary.dimension(*dimension).label.get(words.lang);
                let silent = match asked {
                    true => words.not_known_yet(),
                    false => {
                        words.pick("Votre situation n’en dit rien.", "Your situation says nothing of it.")
                    }
                };
                items.push(Item::marked(words.blank(&lower_first(label)), silent));
            }
            Part::Sheet(heading) => items.extend(sheet(words, form, *heading, section.heading)),
            Part::Open(heading) => {
                let label = vocabulary.sheet[*heading].label.get(words.lang);
                let settle = words.pick("Dites ce que vous retenez.", "Say what you settle on.");
                items.push(Item::marked(words.blank(&lower_first(label)), settle));
            }
            Part::Law => {
                let law = words.base.form(form).legal_basis.join(", ");
                items.push(Item::marked(words.pick("Textes", "Texts"), format!("{law}.")));
            }
            Part::Case(case) => items.push(steered(words, words.base.case(*case))),
            Part::Step(place, step, first) => items.push(act(words, *place, step, first)),
            Part::Requirement(reason) => items.push(requirement(words, reason)),
            Part::Answers => {
                let all = read_as(words, situation).into_iter();
                items.extend(
                    all.map(|(label, values)| Item::marked(label, values.join(words.pick(" ; ", "; ")))),
                );
            }
            Part::Blank(blank) => items
                .push(Item::marked(words.blank(blank.what.get(words.lang)), blank.guidance.get(words.lang))),
        }
    }
    items
}

/// What is known, and what is to be added to it, on so many lines.
fn followed(words: &Words<'_>, known: String, each: Option<&Blank>, lines: u32) -> Item {
    let item = Item::text(known);
    let Some(blank) = each else { return item };
    let written = || words.blank(blank.what.get(words.lang));
    (0..lines).fold(item, |item, _| item.detail(written())).detail(blank.guidance.get(words.lang))
}

/// What the sheet says; its heading is not said twice.
fn sheet(words: &Words<'_>, form: FormId, heading: usize, under: Heading<'_>) -> Vec<Item> {
    let written = &words.base.vocabulary.sheet[heading];
    let label = written.label.get(words.lang);
    let said = written.list || matches!(under, Heading::Written(text) if text.get(words.lang) == label);
    let texts = words.base.form(form).sheet.get(heading).map_or(&[][..], Vec::as_slice);
    let texts = texts.iter().map(|text| text.get(words.lang));
    texts.map(|text| if said { Item::text(text) } else { Item::marked(label, text) }).collect()
}

fn steered(words: &Words<'_>, case: &ReferenceCase) -> Item {
    let name = format!("{} ({})", case.name.get(words.lang), case.year.get(words.lang));
    let label = words.pick("Cas proche", "Near case");
    let governance = case.governance.as_ref().map_or("", |text| text.get(words.lang));
    Item::marked(format!("{label}{} {name}", words.pick(" :", ":")), governance)
}

fn act(words: &Words<'_>, place: usize, step: &Step, first: &[&Reason]) -> Item {
    let mut item = Item::marked(place.to_string(), step.act.get(words.lang));
    if let Some(article) = &step.article {
        let article = article.get(words.lang);
        item = item.detail(format!("{}{} {article}.", words.pick("Texte", "Text"), words.pick(" :", ":")));
    }
    if let Some(before) = &step.before {
        let before = before.get(words.lang);
        let label = words.pick("Avant", "First");
        item =
            item.detail(format!("{label}{} {}{}", words.pick(" :", ":"), lower_first(before), stop(before)));
    }
    for reason in first {
        let status = upper_first(words.requirement_status(reason.truth));
        let (clause, support) = (words.clause(reason.rule), words.support(reason.rule));
        let colon = words.pick(" :", ":");
        item = item.detail(format!("{status}{colon} {clause}{} {support}", stop(clause)));
    }
    item
}

fn requirement(words: &Words<'_>, reason: &Reason) -> Item {
    Item::marked(words.requirement_status(reason.truth), sentence(words.clause(reason.rule)))
        .detail(words.support(reason.rule))
}

impl Words<'_> {
    /// « [à compléter : le siège] »
    pub fn blank(&self, what: &str) -> String {
        match self.lang {
            Lang::Fr => format!("[à compléter : {what}]"),
            Lang::En => format!("[to be filled in: {what}]"),
        }
    }

    /// Another form than the one asked for is recommended.
    fn asked_rather_than(&self, first: FormId) -> String {
        match self.lang {
            Lang::Fr => {
                format!("Vous avez nommé cette forme ; dans votre situation, {}.", self.is_recommended(first))
            }
            Lang::En => {
                format!("You named this form; in your situation, {}.", self.is_recommended(first))
            }
        }
    }

    fn not_known_yet(&self) -> &str {
        self.pick("Vous ne le savez pas encore.", "You do not know yet.")
    }

    /// What the page of a draft is, for whoever opens it.
    pub fn what_a_draft_is(&self, form: FormId) -> String {
        match self.lang {
            Lang::Fr => format!(
                "Trame à compléter : ce qui est entre crochets reste à écrire ; le reste vient de votre situation, de \
                 la fiche {} et de cas de référence.",
                self.of_the(form)
            ),
            Lang::En => format!(
                "An outline to fill in: what stands between brackets is left to write; the rest comes from your \
                 situation, from the sheet {} and from reference cases.",
                self.of_the(form)
            ),
        }
    }
}
