//! A result before and after some changes, side by side, what differs being said in words.

use serde_json::{Value, json as object};

use crate::base::change::Change;
use crate::base::facts::Facts;
use crate::base::ids::{FormId, RuleId};
use crate::engine::outcome::Outcome;
use crate::explain::Explanation;
use crate::explain::changes::gained_and_lost;
use crate::render::alternatives::why_not;
use crate::render::answered::title;
use crate::render::page::{Item, Page};
use crate::render::words::{Words, enumerate, upper_first};
use crate::situation::Situation;
use crate::text::Lang;

/// One side of the comparison.
pub struct Side<'a> {
    /// Its outcome.
    pub outcome: &'a Outcome,
    /// Its explanation.
    pub explanation: &'a Explanation,
}

/// The page of what a change gives.
pub fn before_after(
    words: &Words<'_>,
    situation: &Situation,
    changes: &[Change],
    before: &Side<'_>,
    after: &Side<'_>,
) -> Page {
    let mut page = Page::new(words.lang, title(words, situation));
    let told: Vec<String> = changes.iter().map(|&change| words.change(change, &situation.facts)).collect();
    let changed = upper_first(&enumerate(&told, words.pick("et", "and")));
    let same = before.outcome.leaders() == after.outcome.leaders();
    page.lead(format!("{changed}{} {}", words.pick(" :", ":"), words.what_it_gives(same, after)));
    let header =
        ["", words.pick("Avant", "Before"), words.pick("Après", "After")].map(str::to_owned).to_vec();
    let caption = words.pick("Le résultat avant et après", "The result before and after");
    page.table(caption, header, rows(words, before, after));
    let first = |side: &Side<'_>| side.outcome.leaders().first().copied();
    let dethroned =
        after.explanation.candidates.iter().find(|candidate| Some(candidate.form) == first(before));
    if let Some(candidate) = dethroned.filter(|candidate| !same && candidate.why_not.is_some()) {
        page.heading(words.why_title(candidate.form, true));
        page.list([why_not(words, candidate.form, candidate.why_not.as_ref(), first(after))]);
    }
    let mut forms: Vec<FormId> = [first(before), first(after)].into_iter().flatten().collect();
    forms.dedup();
    let (gained, lost) = gained_and_lost(words.base, before.outcome, after.outcome, &forms);
    let list = |page: &mut Page, heading: &str, rules: &[RuleId]| {
        if !rules.is_empty() {
            page.heading(heading);
            page.list(rules.iter().map(|&rule| of_form(words, rule)));
        }
    };
    list(&mut page, words.pick("Ce qui compte désormais", "What now counts"), &gained);
    list(&mut page, words.pick("Ce qui ne compte plus", "What no longer counts"), &lost);
    page.foot(words.caution());
    page
}

/// An argument or a reservation, and about which form.
fn of_form(words: &Words<'_>, rule: RuleId) -> Item {
    let item = words.weighed(rule);
    match words.base.rules[rule.index()].form {
        Some(form) => Item { mark: format!("{}, {}", words.heading(form), item.mark), ..item },
        None => item,
    }
}

fn rows(words: &Words<'_>, before: &Side<'_>, after: &Side<'_>) -> Vec<Vec<String>> {
    let row = |label: &str, cell: &dyn Fn(&Side<'_>) -> String| {
        let (old, new) = (cell(before), cell(after));
        let mark = if old == new { "" } else { words.pick(" (modifié)", " (changed)") };
        vec![label.to_owned(), old, format!("{new}{mark}")]
    };
    let place = |side: &Side<'_>, place: usize| {
        side.outcome.ranking.get(place).map_or("–".to_owned(), |&form| words.heading(form).to_owned())
    };
    let reasons = |side: &Side<'_>| {
        let reasons: Vec<&str> = side.explanation.decisive.iter().map(|&rule| words.clause(rule)).collect();
        if reasons.is_empty() { "–".to_owned() } else { reasons.join(words.pick(" ; ", "; ")) }
    };
    vec![
        row(words.pick("En tête", "First"), &|side| words.leaders(side.outcome)),
        row(words.pick("Solidité", "Robustness"), &|side| {
            side.outcome.robustness.map_or("–", |robustness| words.robustness(robustness)).to_owned()
        }),
        row(words.pick("Raisons décisives", "Decisive reasons"), &reasons),
        row(
            words.pick("Réserve, ou condition à vérifier", "Reservation, or requirement to check"),
            &|side| side.explanation.reservation.map_or("–", |rule| words.clause(rule)).to_owned(),
        ),
        row(words.pick("Ensuite", "Next"), &|side| place(side, side.outcome.leaders)),
        row(words.pick("Puis", "Then"), &|side| place(side, side.outcome.leaders + 1)),
    ]
}

impl Words<'_> {
    /// The forms in first place, or that there is none.
    fn leaders(&self, outcome: &Outcome) -> String {
        let names: Vec<String> =
            outcome.leaders().iter().map(|&form| self.heading(form).to_owned()).collect();
        if names.is_empty() { self.none_recommended() } else { names.join(self.pick(" et ", " and ")) }
    }

    fn what_it_gives(&self, same: bool, after: &Side<'_>) -> String {
        let opening = self.opening(after.outcome.leaders(), &[], None);
        match (same, self.lang) {
            (true, Lang::Fr) => format!("rien ne change en tête. {opening}"),
            (true, Lang::En) => format!("nothing changes at the top. {opening}"),
            (false, Lang::Fr) => format!("la réponse change. {opening}"),
            (false, Lang::En) => format!("the answer changes. {opening}"),
        }
    }

    /// A change that changes nothing: it is so already, or follows from another answer.
    pub fn changes_nothing(&self, change: Change, facts: &Facts) -> String {
        let told = self.change(change, facts);
        match (change.holds(facts), self.lang) {
            (true, Lang::Fr) => format!("{told} : c’est déjà le cas dans cette situation."),
            (true, Lang::En) => format!("{told}: it is so already in this situation."),
            (false, Lang::Fr) => {
                format!("{told} : cela découle d’une autre réponse ; changez plutôt celle-là.")
            }
            (false, Lang::En) => {
                format!("{told}: this follows from another answer; change that one instead.")
            }
        }
    }

    /// A change asked for that another one undoes.
    pub fn undone(&self, change: Change, facts: &Facts) -> String {
        let told = self.change(change, facts);
        match self.lang {
            Lang::Fr => format!("{told} : un autre changement demandé le contredit ; gardez l’un des deux."),
            Lang::En => format!("{told}: another change asked for contradicts it; keep one of the two."),
        }
    }

    /// The form wanted is the first already.
    pub fn is_first_already(&self, form: FormId) -> String {
        match self.lang {
            Lang::Fr => format!("{} {} déjà en tête.", self.the(form), self.is(form)),
            Lang::En => format!("{} {} first already.", self.the(form), self.is(form)),
        }
    }
}

/// Both results as one object.
pub fn json(words: &Words<'_>, situations: [&Situation; 2], sides: [&Side<'_>; 2]) -> Value {
    let one =
        |at: usize| words.recommendation_json(None, situations[at], sides[at].outcome, sides[at].explanation);
    object!({ "schema": "coopform/before-after/1", "before": one(0), "after": one(1) })
}
