//! One form for one situation: why, or why not, and what would put it first; when the note was made.

use serde_json::{Value, json};

use crate::base::ids::FormId;
use crate::engine::outcome::Outcome;
use crate::explain::Explanation;
use crate::explain::changes::WhatIf;
use crate::render::alternatives::why_not;
use crate::render::answered::title;
use crate::render::changes;
use crate::render::page::Page;
use crate::render::recommendation::balance;
use crate::render::words::{Day, Words};
use crate::situation::Situation;
use crate::text::Lang;

/// So many sets of changes are told of one form at most.
const CHANGES: usize = 10;

impl Words<'_> {
    /// When a note was made, and the code that replays its situation elsewhere.
    pub fn made_on(&self, day: Day, code: Option<&str>) -> String {
        let made = self.day(day);
        let code = code.map(|code| format!(" {}", self.code_of_situation(code))).unwrap_or_default();
        match self.lang {
            Lang::Fr => format!("Note établie le {made}.{code}"),
            Lang::En => format!("Note made on {made}.{code}"),
        }
    }

    /// The code that replays a situation, and how.
    pub fn code_of_situation(&self, code: &str) -> String {
        match self.lang {
            Lang::Fr => format!(
                "Code : {code}. « coopform ask --code » rejoue ainsi les réponses qui décident de la première place."
            ),
            Lang::En => {
                format!(
                    "Code: {code}. “coopform ask --code” replays the answers that decide the first place."
                )
            }
        }
    }

    /// One form for one situation, as an object, with what would put it first.
    pub fn form_json(
        &self,
        situation: &Situation,
        outcome: &Outcome,
        explanation: &Explanation,
        form: FormId,
        what_if: &WhatIf,
    ) -> Value {
        let leaders = outcome.leaders();
        let candidate = explanation.candidates.iter().find(|candidate| candidate.form == form);
        json!({
            "schema": "coopform/form-explained/1",
            "rules_version": self.base.vocabulary.version,
            "name": situation.name,
            "form": candidate.map(|candidate| self.ranked(outcome, candidate, leaders)),
            "what_would_change": self.what_would_change_json(situation, what_if, leaders.is_empty()),
        })
    }

    /// « Pourquoi pas l’entente ? »
    pub(super) fn why_title(&self, form: FormId, not: bool) -> String {
        let the = self.the(form);
        match (self.lang, not) {
            (Lang::Fr, true) => format!("Pourquoi pas {the} ?"),
            (Lang::Fr, false) => format!("Pourquoi {the} ?"),
            (Lang::En, true) => format!("Why not {the}?"),
            (Lang::En, false) => format!("Why {the}?"),
        }
    }
}

/// The page of one form: why it is first, or why not, and what would put it first.
pub fn one_form(
    words: &Words<'_>,
    situation: &Situation,
    outcome: &Outcome,
    explanation: &Explanation,
    form: FormId,
    what_if: &WhatIf,
) -> Page {
    let first = outcome.leaders().first().copied();
    let mut page = Page::new(words.lang, title(words, situation));
    let Some(candidate) = explanation.candidates.iter().find(|candidate| candidate.form == form) else {
        return page;
    };
    let leaders = outcome.leaders();
    let not = !leaders.contains(&form);
    page.heading(words.why_title(form, not));
    match not {
        true => page.list([why_not(words, candidate.form, candidate.why_not.as_ref(), first)]),
        false => page.lead(words.opening(leaders, &explanation.decisive, explanation.reservation)),
    }
    balance(&mut page, words, situation, candidate);
    let wanted = not.then_some(form);
    changes::what_would_change(&mut page, words, situation, what_if, wanted, CHANGES, first.is_none());
    page.foot(words.caution());
    page
}
