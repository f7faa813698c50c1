//! The balance of a form: its arguments to one side, its reservations to the other, each bar as long as its
//! strength. Words carry the meaning; nothing is added up.

use crate::explain::{Explanation, Reason};
use crate::render::page::{Figure, Table};
use crate::render::svg::{Area, Canvas, Hold, Ink, Svg, Type};
use crate::render::words::{Words, sentence};

const WIDTH: i32 = 720;
const AXIS: i32 = WIDTH / 2;
/// From the axis to a text beside it.
const GAP: i32 = 12;
const BAR: i32 = 14;
/// The longest bar, which leaves room for a word.
const LONGEST: i32 = 230;
/// How many reasons of a side are drawn; the table has them all.
const DRAWN: usize = 8;

/// The balance of the first form.
pub fn balance(words: &Words<'_>, explanation: &Explanation) -> Figure {
    let Some(first) = explanation.candidates.first() else {
        return Figure::new(Svg::default(), Table::default());
    };
    let (pro, con) = (words.pick("argument pour", "argument for"), words.pick("réserve", "reservation"));
    let row = |side: &str, reason: &Reason| {
        vec![sentence(words.clause(reason.rule)), side.to_owned(), words.strength(reason.rule).0.to_owned()]
    };
    let arguments = first.arguments.iter().map(|reason| row(pro, reason));
    let rows = arguments.chain(first.reservations.iter().map(|reason| row(con, reason))).collect();
    let name = words.the(first.form);
    let caption = format!(
        "{}{} {name}",
        words.pick("La balance des arguments", "The balance of arguments"),
        words.pick(" :", ":")
    );
    let header = [("Raison", "Reason"), ("Sens", "Side"), ("Force", "Strength")];
    let header = header.map(|(fr, en)| words.pick(fr, en).to_owned()).to_vec();
    let description = format!(
        "{} {}, {} {}.",
        words.pick("Arguments pour :", "Arguments for:"),
        first.arguments.len(),
        words.pick("réserves :", "reservations:"),
        first.reservations.len()
    );
    let mut canvas = Canvas::new(words.lang, WIDTH);
    let top = headings(&mut canvas, words);
    let left = side(&mut canvas, words, &first.arguments, top, true);
    let right = side(&mut canvas, words, &first.reservations, top, false);
    let foot = left.max(right);
    canvas.path(&format!("M{AXIS} {top}V{foot}"), Ink { width: "2", ..Ink::LINE });
    let picture = canvas.finish(foot + GAP, &caption, &description);
    Figure::new(picture, Table { caption, header, rows, ..Table::default() })
}

/// Which side is which; tells where the bars begin.
fn headings(canvas: &mut Canvas, words: &Words<'_>) -> i32 {
    let style = Type::STRONG;
    canvas.text(AXIS - GAP, style.line(), Hold::End, style, words.pick("Arguments pour", "Arguments for"));
    canvas.text(AXIS + GAP, style.line(), Hold::Start, style, words.pick("Réserves", "Reservations"));
    style.line() + GAP
}

/// Draws one side from `top`; tells where it ends.
fn side(canvas: &mut Canvas, words: &Words<'_>, reasons: &[Reason], top: i32, pro: bool) -> i32 {
    let (hold, away) = if pro { (Hold::End, -1) } else { (Hold::Start, 1) };
    let beside = AXIS + away * GAP;
    let room = AXIS - GAP - 4;
    let strongest = words.base.vocabulary.strengths.iter().map(|s| s.points).max().unwrap_or(1).max(1);
    let mut y = top + GAP;
    let note = |canvas: &mut Canvas, y: &mut i32, style: Type, text: &str| {
        let lines = canvas.lines(text, style, room);
        *y += canvas.column(beside, *y, hold, style, &lines);
    };
    if reasons.is_empty() {
        let nothing = match pro {
            true => words
                .pick("Aucun argument ne ressort de vos réponses.", "No argument follows from your answers."),
            false => words.pick(
                "Aucune réserve ne ressort de vos réponses.",
                "No reservation follows from your answers.",
            ),
        };
        note(canvas, &mut y, Type::SMALL, nothing);
    }
    for reason in reasons.iter().take(DRAWN) {
        let length = (LONGEST * reason.points.abs() / strongest).max(4);
        let x = if pro { AXIS - length } else { AXIS };
        let bar = Area { x, y, width: length, height: BAR };
        if pro {
            canvas.rect(bar, Ink::FULL)
        } else {
            canvas.hatched(bar, Ink::HATCH)
        }
        let end = AXIS + away * (length + 6);
        canvas.text(end, y + BAR - 2, hold, Type::SMALL_STRONG, words.strength(reason.rule).0);
        y += BAR + 4;
        note(canvas, &mut y, Type::TEXT, &sentence(words.clause(reason.rule)));
        y += GAP;
    }
    let rest = reasons.len().saturating_sub(DRAWN);
    if rest > 0 {
        let more = words.pick("autres dans le tableau", "more in the table");
        note(canvas, &mut y, Type::SMALL, &format!("+ {rest} {more}"));
    }
    y + GAP
}
