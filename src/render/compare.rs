//! Forms side by side: the headings that matter, what each demands, what speaks for each.

use serde_json::{Value, json};

use crate::base::ids::{FormId, RuleId};
use crate::base::rule::{Polarity, Role};
use crate::base::vocabulary::Heading;
use crate::explain::own_arguments;
use crate::render::page::{Item, Page};
use crate::render::prose;
use crate::render::svg::decision::{decision_table, lines};
use crate::render::words::{Words, enumerate, sentence, upper_first};

/// How many arguments of each form are quoted.
const QUOTED: usize = 5;

/// Two or three forms, column by column.
pub fn compare(words: &Words<'_>, forms: &[FormId]) -> Page {
    let names: Vec<String> = forms.iter().map(|&form| words.the(form)).collect();
    let mut page = Page::new(words.lang, upper_first(&enumerate(&names, words.pick("et", "and"))));
    tests(&mut page, words, forms);
    table(&mut page, words, forms);
    for &form in forms {
        page.heading(format!(
            "{} {}",
            words.pick("Ce qui fait pencher vers", "What speaks for"),
            words.the(form)
        ));
        page.list(leaning(words, form, forms));
        page.subheading(words.pick("Conditions impératives", "Requirements"));
        page.list(
            words
                .base
                .form(form)
                .requirements
                .clone()
                .map(RuleId::new)
                .map(|rule| Item::text(sentence(words.clause(rule))).detail(words.support(rule))),
        );
    }
    page.foot(words.caution());
    page
}

/// The questions that tell them apart, from whichever sheet asks them.
pub(super) fn tests(page: &mut Page, words: &Words<'_>, forms: &[FormId]) {
    let mut items = Vec::new();
    for (place, &one) in forms.iter().enumerate() {
        for &other in &forms[place + 1..] {
            let asks = |here: FormId, there: FormId| {
                words.base.form(here).confused_with.iter().find(move |n| n.form == there)
            };
            if let Some(test) = asks(one, other).or_else(|| asks(other, one)) {
                items.push(Item::text(test.text.get(words.lang)));
            }
        }
    }
    if !items.is_empty() {
        page.heading(words.pick("La question à se poser", "The question to ask"));
        page.list(items);
    }
}

fn table(page: &mut Page, words: &Words<'_>, forms: &[FormId]) {
    let (header, rows) = columns(words, forms, |heading| heading.compared);
    if !rows.is_empty() {
        page.heading(words.pick("Côte à côte", "Side by side"));
        let caption = words.pick("Ce que dit chaque fiche", "What each sheet says");
        page.table(caption, header, rows);
    }
}

/// What the sheets of some forms say under the headings kept, a form a column.
pub(super) fn columns(
    words: &Words<'_>,
    forms: &[FormId],
    keep: impl Fn(&Heading) -> bool,
) -> (Vec<String>, Vec<Vec<String>>) {
    let header = std::iter::once(words.pick("Rubrique", "Heading").to_owned())
        .chain(forms.iter().map(|&f| words.heading(f).to_owned()));
    let headings = words.base.vocabulary.sheet.iter().enumerate().filter(|(_, heading)| keep(heading));
    let rows = headings.map(|(index, heading)| {
        let cell = |&form: &FormId| {
            let texts = &words.base.form(form).sheet[index];
            texts.iter().map(|text| text.get(words.lang)).collect::<Vec<_>>().join(" ")
        };
        std::iter::once(heading.label.get(words.lang).to_owned()).chain(forms.iter().map(cell)).collect()
    });
    (header.collect(), rows.collect())
}

/// The strongest arguments of a form that the others do not share.
fn leaning(words: &Words<'_>, form: FormId, forms: &[FormId]) -> Vec<Item> {
    own_arguments(words.base, form, forms).into_iter().take(QUOTED).map(|rule| words.weighed(rule)).collect()
}

/// The decision table of some forms, as the rules write it.
pub fn table_page(words: &Words<'_>, forms: &[FormId]) -> Page {
    let mut page = Page::new(words.lang, words.pick("Table de décision", "Decision table"));
    page.figure(decision_table(words, forms, None));
    page.foot(words.caution());
    page
}

impl Words<'_> {
    /// The same as data: each condition, and the rules of these forms that have it.
    pub fn table_json(&self, forms: &[FormId]) -> Value {
        let rule = |id: &RuleId| {
            let rule = &self.base.rules[id.index()];
            let effect = match rule.role {
                Role::Argument(Polarity::For, _) => "for",
                Role::Argument(Polarity::Against, _) => "against",
                _ => "requirement",
            };
            json!({
                "form": rule.form.map(|form| self.form_id(form)), "rule": rule.name.value,
                "effect": effect, "points": rule.points(&self.base.vocabulary),
            })
        };
        let lines = lines(self, forms, None).into_iter().map(|line| {
            json!({
                "when": prose::condition(self, line.when),
                "rules": line.rules.iter().map(rule).collect::<Vec<_>>(),
            })
        });
        json!({
            "schema": "coopform/table/1",
            "rules_version": self.base.vocabulary.version,
            "forms": forms.iter().map(|&form| self.form_id(form)).collect::<Vec<_>>(),
            "conditions": lines.collect::<Vec<_>>(),
        })
    }
}
