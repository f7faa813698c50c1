//! The part of a case that the page opens at the reveal: what was chosen, what the rules say and why, the replay, the
//! tables, the flips.

use serde::Serialize;

use crate::base::case::Chosen;
use crate::base::ids::{FormId, RuleId};
use crate::base::training::{About, Debrief};
use crate::base::truth::Truth;
use crate::explain::sensitivity::Sway;
use crate::explain::{Candidate, Reason};
use crate::render::alternatives::why_not;
use crate::render::kit::flips::{Flips, flips};
use crate::render::page::{Item, typeset};
use crate::render::prose;
use crate::render::words::{Words, sentence, upper_first};
use crate::text::Lang;
use crate::train::Exercise;
use crate::train::replay::{Row, Step, What};

#[derive(Debug, Serialize)]
pub(super) struct Sealed {
    name: String,
    place: String,
    year: String,
    retained: Option<usize>,
    retained_text: String,
    verdict: String,
    robustness: String,
    dissent: String,
    reasons: Vec<Line>,
    reservations: Vec<Line>,
    requirements: Vec<Line>,
    why_not: Vec<WhyNotLine>,
    account: Vec<Account>,
    sources: Vec<String>,
    debrief: Vec<String>,
    code: String,
    steps: Vec<StepData>,
    table: Table,
    heat: Heat,
    sensitivity: Sensitivity,
    flips: Flips,
}

#[derive(Debug, Serialize)]
struct Line {
    mark: String,
    bar: usize,
    text: String,
    details: Vec<String>,
}

#[derive(Debug, Serialize)]
struct WhyNotLine {
    option: usize,
    text: String,
}

#[derive(Debug, Serialize)]
struct Account {
    label: String,
    text: String,
}

#[derive(Debug, Serialize)]
struct StepData {
    text: String,
    moves: Vec<Move>,
    balances: Vec<i32>,
    out: Vec<bool>,
    row: Option<usize>,
}

#[derive(Debug, Serialize)]
struct Move {
    option: usize,
    points: i32,
}

#[derive(Debug, Serialize)]
struct Table {
    caption: String,
    rows: Vec<TableRow>,
}

#[derive(Debug, Serialize)]
struct TableRow {
    text: String,
    cells: Vec<String>,
    live: bool,
}

#[derive(Debug, Serialize)]
struct Heat {
    caption: String,
    rows: Vec<HeatRow>,
}

#[derive(Debug, Serialize)]
struct HeatRow {
    label: String,
    values: Vec<i32>,
}

#[derive(Debug, Serialize)]
struct Sensitivity {
    caption: String,
    rows: Vec<SwayRow>,
}

#[derive(Debug, Serialize)]
struct SwayRow {
    text: String,
    effect: i32,
    winner: String,
}

/// Everything that the reveal opens.
pub(super) fn sealed(words: &Words<'_>, exercise: &Exercise, options: &[FormId]) -> Sealed {
    let set = |text: &str| typeset(words.lang, text);
    let base = words.base;
    let case = exercise.subject.case.map(|case| base.case(case));
    let first = exercise.outcome.leaders().first().copied();
    let explanation = &exercise.explanation;
    let leading = &explanation.candidates[..explanation.leaders.min(1)];
    let lines = |pick: fn(&Candidate) -> &[Reason], line: &dyn Fn(&Reason) -> Item| {
        leading.iter().flat_map(pick).map(|reason| drawn(words, line(reason))).collect()
    };
    let argument = |reason: &Reason| {
        words.weighed(reason.rule).detail(words.evidence(&reason.evidence)).detail(words.support(reason.rule))
    };
    let requirement = |reason: &Reason| {
        Item::marked(words.requirement_status(reason.truth), sentence(words.clause(reason.rule)))
            .detail(words.support(reason.rule))
    };
    let to_check = leading.iter().flat_map(|c| &c.requirements).filter(|r| r.truth == Truth::Unknown).count();
    let others = explanation.candidates.iter().filter(|candidate| candidate.why_not.is_some());
    let why_nots = others.filter_map(|candidate| {
        let option = options.iter().position(|&form| form == candidate.form)?;
        Some(WhyNotLine {
            option,
            text: set(&why_not(words, candidate.form, candidate.why_not.as_ref(), first).line()),
        })
    });
    Sealed {
        name: case.map(|case| set(case.name.get(words.lang))).unwrap_or_else(|| own_name(words, exercise)),
        place: case.map(|case| set(case.place.get(words.lang))).unwrap_or_default(),
        year: case.map(|case| set(case.year.get(words.lang))).unwrap_or_default(),
        retained: exercise
            .subject
            .retained
            .and_then(|form| options.iter().position(|&option| option == form)),
        retained_text: set(&retained(words, exercise)),
        verdict: set(&words.verdict(&exercise.outcome, &explanation.decisive, explanation.reservation)),
        robustness: exercise
            .outcome
            .robustness
            .map(|robustness| set(&words.robustness_sentence(robustness, to_check)))
            .unwrap_or_default(),
        dissent: case
            .and_then(|case| case.dissent.as_ref())
            .map(|d| set(d.value.get(words.lang)))
            .unwrap_or_default(),
        reasons: lines(|candidate| &candidate.arguments, &argument),
        reservations: lines(|candidate| &candidate.reservations, &argument),
        requirements: lines(|candidate| &candidate.requirements, &requirement),
        why_not: why_nots.collect(),
        account: case.into_iter().flat_map(|case| account(words, case)).collect(),
        sources: case.into_iter().flat_map(|case| &case.sources).map(|source| set(&source.title)).collect(),
        debrief: debrief(words, exercise),
        code: exercise.code.as_deref().map(|code| set(&words.code_of_situation(code))).unwrap_or_default(),
        steps: exercise.replay.steps.iter().map(|step| drawn_step(words, step, exercise)).collect(),
        table: table(words, &exercise.replay.rows, options),
        heat: heat(words, exercise, options),
        sensitivity: sensitivity(words, exercise),
        flips: flips(words, exercise),
    }
}

fn own_name(words: &Words<'_>, exercise: &Exercise) -> String {
    let name = exercise.subject.situation.name.as_deref();
    let name = name.unwrap_or(words.pick("Votre situation", "Your situation"));
    typeset(words.lang, name)
}

fn drawn(words: &Words<'_>, item: Item) -> Line {
    let set = |text: &str| typeset(words.lang, text);
    Line {
        mark: set(&item.mark),
        bar: item.bar,
        text: set(&item.text),
        details: item.details.iter().map(|d| set(d)).collect(),
    }
}

/// What was chosen on the ground.
pub(super) fn retained(words: &Words<'_>, exercise: &Exercise) -> String {
    let Some(case) = exercise.subject.case else {
        if let Some(form) = exercise.subject.retained {
            return words.chosen_on_the_ground(&words.the(form));
        }
        return words
            .pick(
                "Cette situation n’est pas celle d’un cas connu : seules les règles se prononcent.",
                "This situation is not that of a known case: only the rules speak.",
            )
            .to_owned();
    };
    let chosen = match &words.base.case(case).chosen.value {
        Chosen::Form(form) => words.the(*form),
        Chosen::Outside(text) => text.get(words.lang).to_owned(),
    };
    words.chosen_on_the_ground(&chosen)
}

fn account(words: &Words<'_>, case: &crate::base::case::ReferenceCase) -> Vec<Account> {
    let told = [("Pilotage", "Steering", &case.governance), ("La suite", "What followed", &case.followed)];
    let documented = told.into_iter().filter_map(|(fr, en, text)| Some((fr, en, text.as_ref()?)));
    documented
        .map(|(fr, en, text)| Account {
            label: words.pick(fr, en).to_owned(),
            text: typeset(words.lang, text.get(words.lang)),
        })
        .collect()
}

/// Questions for the discussion: who had the reasons that decide, then those of the rules.
pub(super) fn debrief(words: &Words<'_>, exercise: &Exercise) -> Vec<String> {
    let reasons = exercise.explanation.decisive.iter().map(|&rule| {
        let clause = words.marks(words.clause(rule));
        match words.lang {
            Lang::Fr => format!("Qui avait avancé cet argument : {clause} ?"),
            Lang::En => format!("Who had put this argument forward: {clause}?"),
        }
    });
    let leading = &exercise.explanation.candidates[..exercise.explanation.leaders.min(1)];
    let to_check = leading.iter().flat_map(|c| &c.requirements).any(|reason| reason.truth == Truth::Unknown);
    let fits = |question: &&Debrief| match question.about {
        None => true,
        Some(About::Choice) => exercise.subject.retained.is_some(),
        Some(About::Requirements) => to_check,
    };
    let written = words.base.training.debrief.iter().filter(fits);
    let written = written.map(|question| question.text.get(words.lang).to_owned());
    reasons.chain(written).map(|text| typeset(words.lang, &text)).collect()
}

fn drawn_step(words: &Words<'_>, step: &Step, exercise: &Exercise) -> StepData {
    let text = match &step.what {
        What::Excluded(rule) => match words.base.rules[rule.index()].form {
            Some(form) => words.excluded(form, *rule),
            None => String::new(),
        },
        What::Counts(rules) => {
            let row = step.row.and_then(|row| exercise.replay.rows.get(row));
            let facts = row.map(|row| row_text(words, row)).unwrap_or_default();
            let colon = words.pick(" :", ":");
            let told = |&rule: &RuleId| format!("{}, {}", words.effect(rule), words.because(&[rule]));
            let effects: Vec<String> = rules.iter().map(told).collect();
            format!("{facts}{colon} {}.", effects.join(words.pick(" ; ", "; ")))
        }
        What::Lesser(rules) => match words.lang {
            Lang::Fr => format!("{} arguments et réserves plus légers sont comptés ensemble.", rules.len()),
            Lang::En => format!("{} lighter arguments and reservations are counted together.", rules.len()),
        },
        What::End => {
            let verdict = words.verdict(&exercise.outcome, &[], None);
            format!("{} {verdict}", words.pick("Tout est compté.", "Everything is counted."))
        }
    };
    StepData {
        text: typeset(words.lang, &text),
        moves: step.moves.iter().map(|&(option, points)| Move { option, points }).collect(),
        balances: step.balances.clone(),
        out: step.out.clone(),
        row: step.row,
    }
}

/// The answers that make a condition hold; what would make it hold, when it does not.
fn row_text(words: &Words<'_>, row: &Row) -> String {
    let text = match row.holds {
        true => words.answers_behind(&row.evidence).join(", "),
        false => prose::condition(words, &words.base.rules[row.rules[0].index()].when),
    };
    upper_first(&text)
}

fn table(words: &Words<'_>, rows: &[Row], options: &[FormId]) -> Table {
    let row = |row: &Row| {
        let cell = |&form: &FormId| {
            let own = row.rules.iter().find(|rule| words.base.rules[rule.index()].form == Some(form));
            own.map_or("·".to_owned(), |&rule| words.leaning(rule))
        };
        TableRow {
            text: typeset(words.lang, &row_text(words, row)),
            cells: options.iter().map(cell).collect(),
            live: row.holds,
        }
    };
    let caption = words.pick(
        "Ce que chaque condition dit de chaque forme ; « · » : sans effet",
        "What each condition says of each form; “·”: no effect",
    );
    Table { caption: typeset(words.lang, caption), rows: rows.iter().map(row).collect() }
}

impl Words<'_> {
    fn chosen_on_the_ground(&self, chosen: &str) -> String {
        match self.lang {
            Lang::Fr => format!("Le choix fait sur le terrain : {chosen}."),
            Lang::En => format!("What was chosen on the ground: {chosen}."),
        }
    }

    /// « décisif pour »
    fn leaning(&self, rule: RuleId) -> String {
        let (strength, _) = self.strength(rule);
        let against = self.base.rules[rule.index()].points(&self.base.vocabulary) < 0;
        match (self.lang, against) {
            (Lang::Fr, false) => format!("{strength} pour"),
            (Lang::Fr, true) => format!("{strength} contre"),
            (Lang::En, false) => format!("{strength} for"),
            (Lang::En, true) => format!("{strength} against"),
        }
    }
}

/// Points by heading and by option, of what holds.
fn heat(words: &Words<'_>, exercise: &Exercise, options: &[FormId]) -> Heat {
    let base = words.base;
    let counted = |form: FormId, heading: Option<usize>| -> i32 {
        let rules = base.form(form).arguments.clone().filter(|&rule| {
            let named = base.rules[rule].when.heading(&base.vocabulary).map(|dimension| dimension.index());
            exercise.outcome.truths[rule] == Truth::True && named == heading
        });
        rules.map(|rule| base.rules[rule].points(&base.vocabulary)).sum()
    };
    let row = |label: &str, heading: Option<usize>| HeatRow {
        label: label.to_owned(),
        values: options.iter().map(|&form| counted(form, heading)).collect(),
    };
    let headings = base.vocabulary.dimensions.iter().enumerate();
    let mut rows: Vec<HeatRow> =
        headings.map(|(index, dimension)| row(dimension.label.get(words.lang), Some(index))).collect();
    rows.push(row(words.pick("Nombres", "Numbers"), None));
    rows.retain(|row| row.values.iter().any(|&value| value != 0));
    let caption = words
        .pick("Points pour et contre, rubrique par rubrique", "Points for and against, heading by heading");
    Heat { caption: caption.to_owned(), rows }
}

fn sensitivity(words: &Words<'_>, exercise: &Exercise) -> Sensitivity {
    let row = |sway: &Sway| SwayRow {
        text: typeset(
            words.lang,
            &upper_first(&words.change(sway.change, &exercise.subject.situation.facts)),
        ),
        effect: sway.effect,
        winner: sway.winner.as_ref().map(|forms| words.first_names(forms)).unwrap_or_default(),
    };
    let caption = words.pick(
        "Chaque fait retiré seul : de combien change l’avance, et qui serait en tête",
        "Each fact taken back alone: by how much the lead moves, and who would be first",
    );
    Sensitivity {
        caption: typeset(words.lang, caption),
        rows: exercise.explanation.sways.iter().map(row).collect(),
    }
}

impl Words<'_> {
    fn first_names(&self, forms: &[FormId]) -> String {
        let names: Vec<&str> = forms.iter().map(|&form| self.heading(form)).collect();
        if names.is_empty() { self.none_recommended() } else { names.join(self.pick(" et ", " and ")) }
    }
}
