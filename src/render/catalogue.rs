//! Pages that browse the knowledge: forms, cases, rules.

use std::ops::Range;

use crate::base::case::{Chosen, ReferenceCase};
use crate::base::form::{Citation, Neighbour};
use crate::base::ids::{CaseId, FormId, RuleId};
use crate::base::rule::{Polarity, Role};
use crate::render::page::{Block, Item, Page};
use crate::render::prose;
use crate::render::words::{Words, sentence, upper_first};
use crate::text::Text;

/// The list of the forms.
pub fn forms(words: &Words<'_>) -> Page {
    let mut page = Page::new(words.lang, upper_first(words.base.vocabulary.form.many.get(words.lang)));
    let definition = |form: FormId| {
        let sheet = &words.base.form(form).sheet;
        sheet
            .first()
            .and_then(|texts| texts.first())
            .map(|t| t.get(words.lang).to_owned())
            .unwrap_or_default()
    };
    page.list(words.base.form_ids().map(|form| {
        let id = &words.base.form(form).id.value;
        Item::marked(words.heading(form), definition(form)).detail(format!("coopform forms {id}"))
    }));
    page
}

/// The sheet of a form.
pub fn form(words: &Words<'_>, id: FormId) -> Page {
    let mut page = Page::new(words.lang, words.heading(id));
    sheet(&mut page, words, id);
    page.foot(words.caution());
    page
}

/// The sheets of every form, one after the other.
pub fn every_form(words: &Words<'_>) -> Page {
    let mut page = Page::new(words.lang, upper_first(words.base.vocabulary.form.many.get(words.lang)));
    page.paragraph(words.caution());
    page.list(words.base.form_ids().map(|form| Item::text(words.heading(form))));
    for id in words.base.form_ids() {
        let mut one = Page::new(words.lang, "");
        sheet(&mut one, words, id);
        page.heading(words.heading(id));
        page.blocks.extend(one.blocks.into_iter().map(|block| match block {
            Block::Heading(text) => Block::Subheading(text),
            block => block,
        }));
    }
    page
}

fn sheet(page: &mut Page, words: &Words<'_>, id: FormId) {
    let form = words.base.form(id);
    let mut short = Vec::new();
    let mut long = Vec::new();
    for (index, (heading, texts)) in words.base.vocabulary.sheet.iter().zip(&form.sheet).enumerate() {
        let label = heading.label.get(words.lang);
        match texts.first() {
            None => {}
            Some(first) if index == 0 => page.lead(first.get(words.lang)),
            Some(_) if heading.list => long.push((label, texts)),
            Some(first) => short.push(Item::marked(label, first.get(words.lang))),
        }
    }
    if !form.legal_basis.is_empty() {
        let label = words.pick("Base légale", "Legal basis");
        page.paragraph(format!("{label}{} {}.", words.pick(" :", ":"), form.legal_basis.join(", ")));
    }
    page.list(short);
    for (label, texts) in long {
        page.heading(label);
        page.list(texts.iter().map(|text| Item::text(text.get(words.lang))));
    }
    rules_of(page, words, id);
    neighbours(page, words, id);
    let chosen = words.base.cases.iter().filter(|case| case.form() == Some(id));
    let chosen: Vec<Item> = chosen.map(|case| Item::text(case_line(words, case))).collect();
    if !chosen.is_empty() {
        page.heading(words.pick("Cas de référence", "Reference cases"));
        page.list(chosen);
    }
    sources(page, words, &form.sources, true);
}

fn neighbours(page: &mut Page, words: &Words<'_>, id: FormId) {
    let form = words.base.form(id);
    let mut list = |title: &str, neighbours: &[Neighbour], said: &dyn Fn(&str) -> String| {
        if !neighbours.is_empty() {
            page.heading(title);
            page.list(neighbours.iter().map(|neighbour| {
                let name = upper_first(&words.the(neighbour.form));
                Item::marked(name, said(neighbour.text.get(words.lang)))
            }));
        }
    };
    let when = |text: &str| format!("{} {text}.", words.pick("quand", "when"));
    list(words.pick("Peut préparer", "May lead to"), &form.leads_to, &when);
    list(words.pick("Se combine avec", "Combines with"), &form.combines_with, &|text| sentence(text));
    list(
        words.pick("À ne pas confondre avec", "Not to be confused with"),
        &form.confused_with,
        &str::to_owned,
    );
}

/// Requirements, arguments and reservations of a form, as its sheet lists them.
fn rules_of(page: &mut Page, words: &Words<'_>, id: FormId) {
    let form = words.base.form(id);
    page.heading(words.pick("Conditions impératives", "Requirements"));
    page.list(
        form.requirements
            .clone()
            .map(RuleId::new)
            .map(|rule| Item::text(sentence(words.clause(rule))).detail(words.support(rule))),
    );
    let of_polarity = |polarity: Polarity| {
        let mut rules: Vec<RuleId> = form.arguments.clone().map(RuleId::new).collect();
        rules.retain(|r| matches!(words.base.rules[r.index()].role, Role::Argument(p, _) if p == polarity));
        rules.sort_by_key(|&rule| std::cmp::Reverse(words.strength(rule).1));
        rules.into_iter().map(|rule| words.weighed(rule).detail(words.support_by_number(rule)))
    };
    page.heading(words.pick("Arguments pour", "Arguments for"));
    page.list(of_polarity(Polarity::For));
    page.heading(words.pick("Réserves", "Reservations"));
    page.list(of_polarity(Polarity::Against));
}

/// The list of the cases.
pub fn cases(words: &Words<'_>) -> Page {
    let mut page = Page::new(words.lang, words.pick("Cas de référence", "Reference cases"));
    let mut chapter = |title: &str, kept: &dyn Fn(&ReferenceCase) -> bool| {
        let cases: Vec<&ReferenceCase> = words.base.cases.iter().filter(|case| kept(case)).collect();
        if !cases.is_empty() {
            page.heading(title);
            page.list(cases.into_iter().map(|case| {
                let item = Item::text(case_line(words, case));
                let item = match &case.chosen.value {
                    Chosen::Outside(text) => item.detail(sentence(text.get(words.lang))),
                    Chosen::Form(_) => item,
                };
                item.detail(format!("coopform cases {}", case.id.value))
            }));
        }
    };
    for form in words.base.form_ids() {
        chapter(words.heading(form), &|case| case.form() == Some(form));
    }
    chapter(words.pick("Hors du catalogue", "Outside the catalogue"), &|case| case.form().is_none());
    page
}

fn case_line(words: &Words<'_>, case: &ReferenceCase) -> String {
    format!("{} ({}, {})", case.name.get(words.lang), case.place.get(words.lang), case.year.get(words.lang))
}

/// The account of a case.
pub fn case(words: &Words<'_>, id: CaseId) -> Page {
    let case = words.base.case(id);
    let mut page = Page::new(words.lang, case.name.get(words.lang));
    page.paragraph(format!("{}, {}.", case.place.get(words.lang), case.year.get(words.lang)));
    for (heading, texts) in
        words.base.vocabulary.told.iter().zip(&case.told).filter(|(_, texts)| !texts.is_empty())
    {
        page.heading(heading.label.get(words.lang));
        page.list(texts.iter().map(|t| Item::text(sentence(t.get(words.lang)))));
    }
    page.heading(words.pick("Le choix", "The choice"));
    page.paragraph(sentence(&words.chosen(&case.chosen.value)));
    let mut section = |title: &str, text: Option<&Text>| {
        if let Some(text) = text {
            page.heading(title);
            page.paragraph(text.get(words.lang));
        }
    };
    section(words.pick("Pilotage", "Steering"), case.governance.as_ref());
    section(words.pick("Et ensuite", "What followed"), case.followed.as_ref());
    section(
        words.pick("Pourquoi les règles classent autrement", "Why the rules rank otherwise"),
        case.dissent.as_ref().map(|d| &d.value),
    );
    page.heading(words.pick("Lu comme", "Read as"));
    let read = crate::render::answered::read_as(words, &case.situation);
    page.list(
        read.into_iter().map(|(label, values)| Item::marked(label, values.join(words.pick(" ; ", "; ")))),
    );
    sources(&mut page, words, &case.sources, false);
    page
}

/// The documents cited, numbered where rules refer to them by number.
fn sources(page: &mut Page, words: &Words<'_>, sources: &[Citation], numbered: bool) {
    if sources.is_empty() {
        return;
    }
    page.heading(words.pick("Sources", "Sources"));
    page.list(sources.iter().enumerate().map(|(index, source)| {
        let parts = [Some(&source.title), source.year.as_ref(), source.url.as_ref()];
        let text = parts.into_iter().flatten().cloned().collect::<Vec<_>>().join(", ");
        if numbered { Item::marked((index + 1).to_string(), text) } else { Item::text(text) }
    }));
}

/// Every rule as a sentence, form after form; of one form only, if given.
pub fn rules(words: &Words<'_>, only: Option<FormId>) -> Page {
    let mut page = Page::new(words.lang, words.pick("Les règles en clair", "The rules in plain words"));
    for form in words.base.form_ids().filter(|form| only.is_none_or(|f| f == *form)) {
        page.heading(words.heading(form));
        let written = words.base.form(form);
        page.list(
            written
                .requirements
                .clone()
                .chain(written.arguments.clone())
                .map(|i| rule_item(words, RuleId::new(i))),
        );
    }
    let mut general = |title: &str, range: &Range<usize>| {
        if only.is_none() && !range.is_empty() {
            page.heading(title);
            page.list(range.clone().map(|index| rule_item(words, RuleId::new(index))));
        }
    };
    general(
        words.pick("À regarder hors du catalogue", "To look at outside the catalogue"),
        &words.base.pointers,
    );
    general(words.pick("À garder en tête", "To keep in mind"), &words.base.reminders);
    page
}

/// One rule as a page.
pub fn rule(words: &Words<'_>, id: RuleId) -> Page {
    let title = words.base.rules[id.index()].form.map(|form| words.heading(form).to_owned());
    let mut page = Page::new(words.lang, title.unwrap_or_default());
    page.list([rule_item(words, id)]);
    page
}

fn rule_item(words: &Words<'_>, id: RuleId) -> Item {
    Item::marked(words.rule_path(id), prose::rule(words, id)).detail(words.support(id))
}
