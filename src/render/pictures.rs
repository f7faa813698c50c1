//! The pictures of a result, each by the name that commands know.

use crate::base::ids::FormId;
use crate::engine::outcome::Outcome;
use crate::explain::Explanation;
use crate::explain::sensitivity::Sway;
use crate::render::beside::NEXT;
use crate::render::page::{Figure, Page};
use crate::render::svg::balance::balance;
use crate::render::svg::decision::{MOST_FORMS, decision_table};
use crate::render::svg::heat::heat;
use crate::render::svg::sensitivity::{Bar, sensitivity};
use crate::render::words::{Words, enumerate, upper_first};
use crate::situation::Situation;

/// The pictures of a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Picture {
    /// What speaks for the first form, and against it.
    Balance,
    /// The forms heading by heading.
    Heat,
    /// Which facts weigh most.
    Effects,
    /// The decision table of the first forms.
    Table,
}

impl Picture {
    /// Every picture, by the name that commands know.
    pub const ALL: [(&str, Picture); 4] = [
        ("balance", Picture::Balance),
        ("heat", Picture::Heat),
        ("effects", Picture::Effects),
        ("table", Picture::Table),
    ];

    /// Draws it.
    pub fn draw(
        self,
        words: &Words<'_>,
        situation: &Situation,
        outcome: &Outcome,
        explanation: &Explanation,
    ) -> Figure {
        let first =
            |most: usize| explanation.candidates.iter().take(most).map(|c| c.form).collect::<Vec<_>>();
        match self {
            Picture::Balance => balance(words, explanation),
            Picture::Heat => heat(words, outcome, &first(MOST_FORMS)),
            Picture::Effects => sensitivity(words, &bars(words, situation, explanation)),
            Picture::Table => decision_table(words, &first(1 + NEXT), Some(outcome)),
        }
    }
}

fn bars(words: &Words<'_>, situation: &Situation, explanation: &Explanation) -> Vec<Bar> {
    let winner = |forms: &[FormId]| {
        let names: Vec<String> = forms.iter().map(|&form| words.the(form)).collect();
        if names.is_empty() { words.none_recommended() } else { enumerate(&names, words.pick("et", "and")) }
    };
    let bar = |sway: &Sway| Bar {
        text: upper_first(&words.change(sway.change, &situation.facts)),
        effect: sway.effect,
        winner: sway.winner.as_deref().map(winner).unwrap_or_default(),
    };
    explanation.sways.iter().map(bar).collect()
}

/// The pictures that go with the whole reasoning; the decision table is longer than the rest, and asked for alone.
pub(super) fn pictures(
    page: &mut Page,
    words: &Words<'_>,
    situation: &Situation,
    outcome: &Outcome,
    explanation: &Explanation,
) {
    page.heading(words.pick("En images", "In pictures"));
    for picture in [Picture::Balance, Picture::Effects, Picture::Heat] {
        page.figure(picture.draw(words, situation, outcome, explanation));
    }
}
