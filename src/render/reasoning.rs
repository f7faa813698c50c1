//! The whole reasoning, from facts to ranking, in numbered sentences that can be redone on paper: points, names of
//! rules, version. The only page that shows them.

use crate::base::ids::RuleId;
use crate::base::truth::Truth;
use crate::engine::outcome::Outcome;
use crate::explain::{Candidate, Explanation, Reason};
use crate::render::answered::read_as;
use crate::render::page::{Item, Page};
use crate::render::words::{Words, upper_first};
use crate::situation::Situation;
use crate::text::Lang;

/// Adds the reasoning to a page.
pub(super) fn reasoning(
    page: &mut Page,
    words: &Words<'_>,
    situation: &Situation,
    outcome: &Outcome,
    explanation: &Explanation,
) {
    let mut steps: Vec<Item> = Vec::new();
    for (heading, values) in read_as(words, situation) {
        let values = values.join(words.pick(" ; ", "; "));
        steps.push(Item::text(format!(
            "{}{heading}{} {values}.",
            words.pick("Vous avez dit, ", "You said, "),
            words.pick(" :", ":")
        )));
    }
    let (excluded, eligible): (Vec<&Candidate>, Vec<&Candidate>) = explanation
        .candidates
        .iter()
        .partition(|candidate| candidate.requirements.iter().any(|r| r.truth == Truth::False));
    steps.extend(excluded.iter().map(|candidate| set_aside(words, candidate)));
    steps.extend(eligible.iter().map(|candidate| weighed(words, outcome, candidate)));
    steps.push(ranking(words, outcome));
    steps.push(Item::text(words.verdict_in_points(outcome)));
    page.heading(words.pick("Le raisonnement complet", "The whole reasoning"));
    page.paragraph(words.scale());
    let numbered = steps.into_iter().enumerate();
    page.list(numbered.map(|(index, item)| Item { mark: (index + 1).to_string(), ..item }));
}

fn set_aside(words: &Words<'_>, candidate: &Candidate) -> Item {
    let failing: Vec<&Reason> = candidate.requirements.iter().filter(|r| r.truth == Truth::False).collect();
    let text = match words.lang {
        Lang::Fr => format!("{} est hors de cause.", upper_first(&words.the(candidate.form))),
        Lang::En => format!("{} is out of the question.", upper_first(&words.the(candidate.form))),
    };
    failing.into_iter().fold(Item::text(text), |item, reason| {
        let because = words.not_so(reason.rule);
        item.detail(format!(
            "{} {} [{}]",
            upper_first(&because),
            words.evidence(&reason.evidence),
            words.rule_path(reason.rule)
        ))
    })
}

/// What counts for and against a form, line by line, and its balance.
fn weighed(words: &Words<'_>, outcome: &Outcome, candidate: &Candidate) -> Item {
    let balance = outcome.standing(candidate.form).balance;
    let the = upper_first(&words.the(candidate.form));
    let text = match words.lang {
        Lang::Fr => format!("{the} : solde {}.", signed(balance)),
        Lang::En => format!("{the}: balance {}.", signed(balance)),
    };
    let requirements = candidate.requirements.iter().map(|reason| {
        let clause = words.clause(reason.rule);
        format!(
            "{} : {clause}. [{}]",
            upper_first(words.requirement_status(reason.truth)),
            words.rule_path(reason.rule)
        )
    });
    let reasons = candidate.arguments.iter().chain(&candidate.reservations);
    let points = reasons.map(|reason| {
        let answers = words.evidence(&reason.evidence);
        format!(
            "{} : {}. {answers} [{}]",
            signed(reason.points),
            words.clause(reason.rule),
            words.rule_path(reason.rule)
        )
    });
    requirements.chain(points).fold(Item::text(text), Item::detail)
}

fn ranking(words: &Words<'_>, outcome: &Outcome) -> Item {
    let places: Vec<String> = outcome
        .ranking
        .iter()
        .map(|&form| format!("{} {}", words.name(form), signed(outcome.standing(form).balance)))
        .collect();
    Item::text(format!(
        "{} {}.",
        words.pick("Dans l’ordre :", "In order:"),
        places.join(words.pick(" ; ", "; "))
    ))
}

fn signed(points: i32) -> String {
    match points {
        0 => "0".to_owned(),
        _ if points < 0 => format!("−{}", points.unsigned_abs()),
        _ => format!("+{points}"),
    }
}

impl Words<'_> {
    /// The scale of strengths, in points.
    fn scale(&self) -> String {
        let strengths = self.base.vocabulary.strengths.iter();
        let scale: Vec<String> = strengths
            .map(|strength| format!("{} {}", strength.label.get(self.lang), strength.points))
            .collect();
        let (scale, version) = (scale.join(", "), &self.base.vocabulary.version);
        match self.lang {
            Lang::Fr => format!(
                "Règles version {version}. Points d’un argument : {scale} ; une réserve en retire autant."
            ),
            Lang::En => format!(
                "Rules version {version}. Points of an argument: {scale}; a reservation takes as many away."
            ),
        }
    }

    /// The threshold, and what follows.
    fn verdict_in_points(&self, outcome: &Outcome) -> String {
        let threshold = self.base.vocabulary.threshold;
        let opening = self.opening(outcome.leaders(), &[], None::<RuleId>);
        match self.lang {
            Lang::Fr => format!("Le seuil est de {threshold} points. {opening}"),
            Lang::En => format!("The threshold is {threshold} points. {opening}"),
        }
    }
}
