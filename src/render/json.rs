//! Results as JSON: English keys, forms and rules by id, texts in the language asked for.

use serde::Serialize;
use serde_json::Value;

use crate::base::form::Neighbour;
use crate::base::ids::{CaseId, DimensionId, FormId, QuantityId, RuleId, TermId};
use crate::base::rule::{Polarity, Role};
use crate::base::truth::Truth;
use crate::engine::outcome::{Outcome, Robustness, Status};
use crate::explain::why_not::WhyNot;
use crate::explain::{Candidate, Explanation, Reason};
use crate::intake::row::Row;
use crate::render::alternatives::why_not;
use crate::render::answered::read_as;
use crate::render::changes::WhatWouldChange;
use crate::render::precedents::PrecedentsJson;
use crate::render::words::Words;
use crate::situation::Situation;

/// The object of a recommendation.
#[derive(Debug, Serialize)]
pub struct Recommendation<'b> {
    schema: &'static str,
    rules_version: &'b str,
    #[serde(skip_serializing_if = "Option::is_none")]
    row: Option<usize>,
    name: Option<&'b str>,
    recommendation: Option<First<'b>>,
    sentence: String,
    ranking: Vec<Ranked<'b>>,
    precedents: PrecedentsJson<'b>,
    what_would_change: WhatWouldChange<'b>,
    pointers: Vec<Pointer<'b>>,
    reminders: Vec<Pointer<'b>>,
    read_as: Vec<ReadAs>,
    /// What is to be confirmed, or was not understood.
    pub unrecognised: Vec<String>,
    /// The very words read, for a situation told in free words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from_words: Option<Value>,
    /// What became of the row, for one of many.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct First<'b> {
    form: &'b str,
    label: &'b str,
    tied_with: Vec<&'b str>,
    robustness: Option<&'static str>,
}

#[derive(Debug, Serialize)]
pub(super) struct Ranked<'b> {
    form: &'b str,
    label: &'b str,
    status: &'static str,
    balance: i32,
    lowest: i32,
    highest: i32,
    requirements: Vec<Requirement<'b>>,
    arguments: Vec<Argument<'b>>,
    why_not: Option<String>,
    /// The rules that `why_not` rests on: without them, the order would be another.
    differences: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Requirement<'b> {
    id: &'b str,
    status: &'static str,
    article: &'b str,
    checked: &'b str,
    recheck: bool,
    because: &'b str,
    answers: String,
}

#[derive(Debug, Serialize)]
struct Argument<'b> {
    id: &'b str,
    polarity: &'static str,
    strength: &'b str,
    points: i32,
    holds: &'static str,
    because: &'b str,
    cases: Vec<&'b str>,
    sources: Vec<&'b str>,
    answers: String,
}

#[derive(Debug, Serialize)]
struct Pointer<'b> {
    id: &'b str,
    because: &'b str,
}

#[derive(Debug, Serialize)]
struct ReadAs {
    heading: String,
    values: Vec<String>,
}

impl Recommendation<'_> {
    /// Adds how the row was read.
    pub fn read_in(&mut self, words: &Words<'_>, row: &Row) {
        self.unrecognised = words.unrecognised(row);
        self.from_words = Some(words.read_as_json(row)).filter(|_| !row.read.is_empty());
    }
}

impl<'b> Words<'b> {
    /// The recommendation as an object; `row` for a line of a batch.
    pub fn recommendation_json(
        &self,
        row: Option<usize>,
        situation: &'b Situation,
        outcome: &Outcome,
        explanation: &Explanation,
    ) -> Recommendation<'b> {
        let leaders = outcome.leaders();
        let read = read_as(self, situation);
        Recommendation {
            schema: "coopform/recommendation/1",
            rules_version: &self.base.vocabulary.version,
            row,
            name: situation.name.as_deref(),
            recommendation: leaders.first().map(|&form| First {
                form: self.form_id(form),
                label: self.base.form(form).label.get(self.lang),
                tied_with: leaders[1..].iter().map(|&f| self.form_id(f)).collect(),
                robustness: outcome.robustness.map(robustness_name),
            }),
            sentence: self.opening(leaders, &explanation.decisive, explanation.reservation),
            ranking: explanation.candidates.iter().map(|c| self.ranked(outcome, c, leaders)).collect(),
            precedents: self.precedents_json(&explanation.precedents),
            what_would_change: self.what_would_change_json(
                situation,
                &explanation.what_if,
                leaders.is_empty(),
            ),
            pointers: explanation.pointers.iter().map(|reason| self.pointer_json(reason)).collect(),
            reminders: explanation.reminders.iter().map(|reason| self.pointer_json(reason)).collect(),
            read_as: read.into_iter().map(|(heading, values)| ReadAs { heading, values }).collect(),
            unrecognised: Vec::new(),
            from_words: None,
            status: None,
        }
    }

    /// The id of a form.
    pub fn form_id(&self, form: FormId) -> &'b str {
        &self.base.form(form).id.value
    }

    fn text(&self, text: &'b crate::text::Text) -> &'b str {
        text.get(self.lang)
    }

    fn rule_name(&self, rule: RuleId) -> &'b str {
        &self.base.rules[rule.index()].name.value
    }

    pub(super) fn ranked(&self, outcome: &Outcome, candidate: &Candidate, leaders: &[FormId]) -> Ranked<'b> {
        let standing = outcome.standing(candidate.form);
        let reasons = candidate.arguments.iter().chain(&candidate.reservations).chain(&candidate.open);
        let first = leaders.first().copied();
        Ranked {
            form: self.form_id(candidate.form),
            label: self.text(&self.base.form(candidate.form).label),
            status: status_name(standing.status),
            balance: standing.balance,
            lowest: standing.lowest,
            highest: standing.highest,
            requirements: candidate.requirements.iter().filter_map(|r| self.requirement_json(r)).collect(),
            arguments: reasons.filter_map(|r| self.argument_json(r)).collect(),
            why_not: candidate
                .why_not
                .as_ref()
                .map(|why| why_not(self, candidate.form, Some(why), first).line()),
            differences: candidate
                .why_not
                .iter()
                .flat_map(WhyNot::rules)
                .map(|r| self.rule_path(r))
                .collect(),
        }
    }

    fn requirement_json(&self, reason: &Reason) -> Option<Requirement<'b>> {
        let rule = &self.base.rules[reason.rule.index()];
        let Role::Requirement(law) = &rule.role else { return None };
        Some(Requirement {
            id: &rule.name.value,
            status: match reason.truth {
                Truth::True => "met",
                Truth::Unknown => "to-check",
                Truth::False => "failed",
            },
            article: self.text(&law.article),
            checked: &law.checked,
            recheck: law.recheck,
            because: self.text(&rule.because),
            answers: self.evidence(&reason.evidence),
        })
    }

    fn argument_json(&self, reason: &Reason) -> Option<Argument<'b>> {
        let rule = &self.base.rules[reason.rule.index()];
        let (Role::Argument(polarity, strength), Some(form)) = (&rule.role, rule.form) else { return None };
        let sources = &self.base.form(form).sources;
        Some(Argument {
            id: &rule.name.value,
            polarity: if *polarity == Polarity::For { "for" } else { "against" },
            strength: &self.base.vocabulary.strengths[strength.index()].id.value,
            points: reason.points,
            holds: if reason.truth == Truth::True { "yes" } else { "unknown" },
            because: self.text(&rule.because),
            cases: rule.cases.iter().map(|&case| self.case_id(case)).collect(),
            sources: rule.sources.iter().filter_map(|&i| sources.get(i)).map(|s| s.title.as_str()).collect(),
            answers: self.evidence(&reason.evidence),
        })
    }

    fn pointer_json(&self, reason: &Reason) -> Pointer<'b> {
        Pointer {
            id: self.rule_name(reason.rule),
            because: self.text(&self.base.rules[reason.rule.index()].because),
        }
    }

    pub(super) fn case_id(&self, case: CaseId) -> &'b str {
        &self.base.case(case).id.value
    }

    pub(super) fn term_id(&self, term: TermId) -> &'b str {
        &self.base.vocabulary.term(term).id.value
    }

    pub(super) fn dimension_id(&self, dimension: DimensionId) -> &'b str {
        &self.base.vocabulary.dimension(dimension).id.value
    }

    pub(super) fn quantity_id(&self, quantity: QuantityId) -> &'b str {
        &self.base.vocabulary.quantities[quantity.index()].id.value
    }

    /// The catalogue as data.
    pub fn forms_json(&self, forms: &[FormId]) -> Value {
        let form = |id: FormId| {
            let form = self.base.form(id);
            let sheet: serde_json::Map<String, Value> = self
                .base
                .vocabulary
                .sheet
                .iter()
                .zip(&form.sheet)
                .map(|(heading, texts)| {
                    let texts: Vec<Value> = texts.iter().map(|t| self.text(t).into()).collect();
                    let value = if heading.list {
                        Value::Array(texts)
                    } else {
                        texts.into_iter().next().unwrap_or_default()
                    };
                    (heading.id.value.clone(), value)
                })
                .collect();
            let neighbours = |all: &[Neighbour], key: &str| -> Value {
                let one = |n: &Neighbour| serde_json::json!({ "form": self.form_id(n.form), key: self.text(&n.text) });
                all.iter().map(one).collect()
            };
            serde_json::json!({
                "id": form.id.value, "level": form.level.map(|level| self.base.vocabulary.levels[level.index()].id.value.as_str()),
                "label": self.text(&form.label), "legal_basis": form.legal_basis, "sheet": sheet,
                "leads_to": neighbours(&form.leads_to, "when"),
                "combines_with": neighbours(&form.combines_with, "how"),
                "confused_with": neighbours(&form.confused_with, "test"),
                "cases": self.base.cases.iter().filter(|c| c.form() == Some(id)).map(|c| c.id.value.as_str()).collect::<Vec<_>>(),
            })
        };
        forms.iter().copied().map(form).collect()
    }

    /// The cases as data.
    pub fn cases_json(&self, only: Option<CaseId>) -> Value {
        let wanted = (0..self.base.cases.len()).map(CaseId::new).filter(|id| only.is_none_or(|o| o == *id));
        wanted
            .map(|id| {
                let case = self.base.case(id);
                serde_json::json!({
                    "id": case.id.value, "name": self.text(&case.name), "place": self.text(&case.place),
                    "year": self.text(&case.year), "form": case.form().map(|form| self.form_id(form)), "chosen": self.chosen(&case.chosen.value),
                    "governance": case.governance.as_ref().map(|text| self.text(text)),
                    "followed": case.followed.as_ref().map(|text| self.text(text)),
                    "dissent": case.dissent.as_ref().map(|d| self.text(&d.value)),
                })
            })
            .collect()
    }

    /// The rules as data, with their sentence.
    pub fn rules_json(&self, wanted: impl Iterator<Item = RuleId>) -> Value {
        wanted
            .map(|id| {
                let rule = &self.base.rules[id.index()];
                serde_json::json!({
                    "id": self.rule_path(id),
                    "form": rule.form.map(|form| self.form_id(form)),
                    "points": rule.points(&self.base.vocabulary),
                    "because": self.text(&rule.because),
                    "sentence": crate::render::prose::rule(self, id),
                    "support": self.support(id),
                })
            })
            .collect()
    }
}

/// The word for a robustness in data.
pub fn robustness_name(robustness: Robustness) -> &'static str {
    match robustness {
        Robustness::Solid => "solid",
        Robustness::ToConfirm => "to-confirm",
        Robustness::Close => "close",
        Robustness::NotProven => "not-proven",
    }
}

fn status_name(status: Status) -> &'static str {
    match status {
        Status::Met => "eligible",
        Status::ToCheck => "to-check",
        Status::Excluded => "excluded",
    }
}
