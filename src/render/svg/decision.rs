//! The decision table: conditions in rows, forms in columns, what each condition says of each form. A table of
//! HTML is its best drawing; as a file, it is drawn here.

use std::cmp::Reverse;

use crate::base::condition::Condition;
use crate::base::ids::{DimensionId, FormId, RuleId};
use crate::base::rule::{Polarity, Role};
use crate::base::truth::Truth;
use crate::engine::outcome::Outcome;
use crate::render::page::{Figure, Table};
use crate::render::prose;
use crate::render::svg::measure::{height, widest_word};
use crate::render::svg::{Area, Canvas, Hold, Ink, Svg, Type};
use crate::render::words::{Words, enumerate, upper_first};
use crate::text::Lang;

/// The most forms that a table compares.
pub const MOST_FORMS: usize = 7;
/// What stands where a condition says nothing of a form.
const NOTHING: &str = "·";

/// What the rules say of some forms, condition by condition. With an outcome, what holds for the situation is
/// marked, and the column of the first form too.
pub fn decision_table(words: &Words<'_>, forms: &[FormId], outcome: Option<&Outcome>) -> Figure {
    drawn(words, forms, outcome, lines(words, forms, outcome))
}

/// So many conditions fit on two sheets of paper.
const IN_SHORT: usize = 34;

/// Likewise in short, for paper: the conditions of the arguments that weigh most.
pub fn decision_table_in_short(words: &Words<'_>, forms: &[FormId]) -> Figure {
    let points = |rule: &RuleId| words.base.rules[rule.index()].points(&words.base.vocabulary).abs();
    let weight = |line: &Line<'_>| line.rules.iter().map(points).max().unwrap_or(0);
    let all = lines(words, forms, None);
    let mut heaviest: Vec<usize> = (0..all.len()).collect();
    heaviest.sort_by_key(|&place| Reverse(weight(&all[place])));
    heaviest.truncate(IN_SHORT);
    let kept = all.into_iter().enumerate().filter(|(place, _)| heaviest.contains(place));
    drawn(words, forms, None, kept.map(|(_, line)| line).collect())
}

fn drawn(words: &Words<'_>, forms: &[FormId], outcome: Option<&Outcome>, lines: Vec<Line<'_>>) -> Figure {
    let first = outcome.and_then(|outcome| outcome.leaders().first().copied());
    let live_form = forms.iter().position(|form| Some(*form) == first);
    let mut header = vec![words.pick("Quand", "When").to_owned()];
    header.extend(outcome.map(|_| words.pick("Votre situation", "Your situation").to_owned()));
    let before = header.len();
    let named = forms.iter().enumerate().map(|(place, &form)| match live_form == Some(place) {
        true => format!("{} {}", words.heading(form), words.marks(words.pick("ici", "here"))),
        false => words.heading(form).to_owned(),
    });
    header.extend(named);
    let mut live_rows = Vec::new();
    let rows = lines.iter().enumerate().map(|(place, line)| {
        let truth = outcome.map(|outcome| outcome.truth(line.rules[0]));
        if truth == Some(Truth::True) {
            live_rows.push(place);
        }
        let mut cells = vec![upper_first(&condition(words, line))];
        cells.extend(truth.map(|truth| holds(words, truth).to_owned()));
        cells.extend(forms.iter().map(|&form| cell(words, line, form)));
        cells
    });
    let rows: Vec<Vec<String>> = rows.collect();
    let caption = caption(words, forms, outcome.is_some());
    let table =
        Table { caption, header, rows, live_column: live_form.map(|place| place + before), live_rows };
    Figure { table_alone: true, ..Figure::new(draw(words, &table, before), table) }
}

fn caption(words: &Words<'_>, forms: &[FormId], here: bool) -> String {
    let names: Vec<String> = forms.iter().map(|&form| words.the(form)).collect();
    let names = enumerate(&names, words.pick("et", "and"));
    let legend = words.pick("« · » : sans effet.", "“·”: no effect.");
    let live = match here {
        true => words
            .pick(" Encadré : ce qui vaut dans votre situation.", " Outlined: what holds in your situation."),
        false => "",
    };
    format!(
        "{}{} {names}. {legend}{live}",
        words.pick("Condition par condition", "Condition by condition"),
        words.pick(" :", ":")
    )
}

/// A condition, and the rules of these forms that have it.
pub(in crate::render) struct Line<'b> {
    pub(in crate::render) when: &'b Condition,
    pub(in crate::render) rules: Vec<RuleId>,
}

/// What holds for the situation first; requirements before arguments, then heading after heading; within
/// one, what more forms share.
pub(in crate::render) fn lines<'b>(
    words: &Words<'b>,
    forms: &[FormId],
    outcome: Option<&Outcome>,
) -> Vec<Line<'b>> {
    let base = words.base;
    let mut lines: Vec<Line<'b>> = Vec::new();
    for &form in forms {
        let written = base.form(form);
        for rule in written.requirements.clone().chain(written.arguments.clone()).map(RuleId::new) {
            let when = &base.rules[rule.index()].when;
            match lines.iter_mut().find(|line| line.when == when) {
                Some(line) => line.rules.push(rule),
                None => lines.push(Line { when, rules: vec![rule] }),
            }
        }
    }
    lines.sort_by_key(|line| {
        let truth = outcome.map(|outcome| Reverse(outcome.truth(line.rules[0])));
        let subject = line.when.heading(&base.vocabulary).map_or(usize::MAX, DimensionId::index);
        let required = line.rules.iter().any(|rule| is_required(words, *rule));
        (truth, !required, subject, Reverse(line.rules.len()))
    });
    lines
}

fn is_required(words: &Words<'_>, rule: RuleId) -> bool {
    matches!(words.base.rules[rule.index()].role, Role::Requirement(_))
}

/// A condition in words: a requirement alone says what it demands, and that reads better than its test.
fn condition(words: &Words<'_>, line: &Line<'_>) -> String {
    match line.rules.as_slice() {
        [rule] if is_required(words, *rule) => words.clause(*rule).to_owned(),
        _ => prose::condition(words, line.when),
    }
}

fn holds(words: &Words<'_>, truth: Truth) -> &'static str {
    match truth {
        Truth::True => words.lang.pick("oui", "yes"),
        Truth::Unknown => words.lang.pick("à préciser", "not known"),
        Truth::False => words.lang.pick("non", "no"),
    }
}

fn cell(words: &Words<'_>, line: &Line<'_>, form: FormId) -> String {
    let own = line.rules.iter().filter(|rule| words.base.rules[rule.index()].form == Some(form));
    let said: Vec<String> = own.map(|&rule| effect(words, rule)).collect();
    if said.is_empty() { NOTHING.to_owned() } else { said.join(words.pick(" ; ", "; ")) }
}

/// « décisif pour », « réserve importante », « condition »
fn effect(words: &Words<'_>, rule: RuleId) -> String {
    let (strength, _) = words.strength(rule);
    match (&words.base.rules[rule.index()].role, words.lang) {
        (Role::Requirement(_), lang) => lang.pick("condition", "requirement").to_owned(),
        (Role::Argument(Polarity::For, _), lang) => format!("{strength} {}", lang.pick("pour", "for")),
        (_, Lang::Fr) => format!("réserve {strength}"),
        (_, Lang::En) => format!("{strength} reservation"),
    }
}

const MARGIN: i32 = 8;
const PAD: i32 = 6;
/// The column of conditions.
const CONDITIONS: i32 = 280;
/// The least of every other column.
const COLUMN: i32 = 84;

/// The table as a picture.
fn draw(words: &Words<'_>, table: &Table, before: usize) -> Svg {
    let (plain, bold) = (Type::SMALL, Type::SMALL_STRONG);
    let column = widest_word(table.header.iter().chain(table.rows.iter().flat_map(|row| &row[1..])), bold);
    let column = (column + 2 * PAD).max(COLUMN);
    let width = |place: usize| if place == 0 { CONDITIONS } else { column };
    let whole: i32 = (0..table.header.len()).map(width).sum();
    let mut canvas = Canvas::new(words.lang, whole + 2 * MARGIN);
    let lines = canvas.lines(&table.caption, Type::STRONG, whole);
    let mut y = MARGIN + canvas.column(MARGIN, MARGIN, Hold::Start, Type::STRONG, &lines) + MARGIN;
    let top = y;
    let mut outlined: Vec<Area> = Vec::new();
    for (number, row) in std::iter::once(&table.header).chain(&table.rows).enumerate() {
        let head = number == 0;
        let live = !head && table.live_rows.contains(&(number - 1));
        let face = |place: usize| if head || live || Some(place) == table.live_column { bold } else { plain };
        let cut = |(place, cell): (usize, &String)| canvas.lines(cell, face(place), width(place) - 2 * PAD);
        let cells: Vec<Vec<String>> = row.iter().enumerate().map(cut).collect();
        let tall = cells.iter().map(|lines| height(lines, plain)).max().unwrap_or(0) + 2 * PAD;
        let mut x = MARGIN;
        for (place, lines) in cells.iter().enumerate() {
            let area = Area { x, y, width: width(place), height: tall };
            let fill = if head { "#e6e6e6" } else { "#fff" };
            canvas.rect(area, Ink { fill, ..Ink::FRAME });
            if place == 0 {
                canvas.column(x + PAD, y + PAD - 1, Hold::Start, face(place), lines);
            } else {
                canvas.centred(area, face(place), lines);
            }
            x += width(place);
        }
        match outlined.last_mut().filter(|above| live && above.y + above.height == y) {
            Some(above) => above.height += tall,
            None if live => outlined.push(Area { x: MARGIN, y, width: whole, height: tall }),
            None => {}
        }
        y += tall;
    }
    outlined.extend(table.live_column.map(|place| {
        let x = MARGIN + (0..place).map(width).sum::<i32>();
        Area { x, y: top, width: column, height: y - top }
    }));
    outlined.into_iter().for_each(|area| canvas.rect(area, Ink::OUTLINE));
    let description = format!(
        "{} {}, {} {}.",
        words.pick("Conditions :", "Conditions:"),
        table.rows.len(),
        words.pick("colonnes comparées :", "columns compared:"),
        table.header.len().saturating_sub(before)
    );
    canvas.finish(y + MARGIN, &table.caption, &description)
}
