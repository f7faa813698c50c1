//! What matters most: each change alone, sorted by its effect on the lead, with the form that would then be
//! first.

use crate::render::page::{Figure, Table};
use crate::render::svg::measure::height;
use crate::render::svg::{Area, Canvas, Hold, Ink, Svg, Type, signed};
use crate::render::words::Words;

/// One change, alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// What changes, in words.
    pub text: String,
    /// By how many points the lead of the first form moves.
    pub effect: i32,
    /// Which form would then be first, with its article; empty when the same stays first.
    pub winner: String,
}

/// The changes, the largest effect first.
pub fn sensitivity(words: &Words<'_>, bars: &[Bar]) -> Figure {
    let mut sorted: Vec<&Bar> = bars.iter().collect();
    sorted.sort_by_key(|bar| std::cmp::Reverse(bar.effect.abs()));
    let caption = words.pick(
        "Ce qui pèse le plus : une réponse changée à la fois, et l’avance gagnée ou perdue en points",
        "What matters most: one answer changed at a time, and the lead gained or lost in points",
    );
    let header = [("Si…", "If…"), ("Avance", "Lead"), ("En premier alors", "First then")];
    let header = header.map(|(fr, en)| words.pick(fr, en).to_owned()).to_vec();
    let rows = sorted.iter().map(|bar| vec![bar.text.clone(), signed(bar.effect), winner(words, bar)]);
    let table = Table { caption: caption.to_owned(), header, rows: rows.collect(), ..Table::default() };
    Figure::new(draw(words, caption, &sorted), table)
}

fn winner(words: &Words<'_>, bar: &Bar) -> String {
    match bar.winner.as_str() {
        "" => words.pick("inchangé", "unchanged").to_owned(),
        winner => winner.to_owned(),
    }
}

const WIDTH: i32 = 720;
const TEXTS: i32 = 290;
const PAD: i32 = 8;
const BAR: i32 = 16;
/// Room for a value beside a bar.
const VALUE: i32 = 46;

fn draw(words: &Words<'_>, caption: &str, bars: &[&Bar]) -> Svg {
    let mut canvas = Canvas::new(words.lang, WIDTH);
    let (left, right) = (TEXTS + PAD + VALUE, WIDTH - PAD - VALUE);
    let furthest = |sign: i32| bars.iter().map(|bar| (bar.effect * sign).max(0)).max().unwrap_or(0);
    let (below, above) = (furthest(-1), furthest(1));
    let scale = |points: i32| (right - left) * points / (below + above).max(1);
    let axis = left + scale(below);
    let mut y = PAD;
    let less = words.pick("avance perdue", "lead lost");
    let more = words.pick("avance gagnée", "lead gained");
    if below > 0 {
        canvas.text(axis - PAD, y + 12, Hold::End, Type::SMALL_STRONG, less);
    }
    if above > 0 {
        canvas.text(axis + PAD, y + 12, Hold::Start, Type::SMALL_STRONG, more);
    }
    y += Type::SMALL_STRONG.line() + PAD;
    let top = y;
    for bar in bars {
        let text = canvas.lines(&bar.text, Type::TEXT, TEXTS - PAD);
        let changed =
            format!("{}{} {}", words.pick("en premier", "first then"), words.pick(" :", ":"), bar.winner);
        let said = if bar.winner.is_empty() {
            words.pick("premier rang inchangé", "first place unchanged")
        } else {
            &changed
        };
        let style = if bar.winner.is_empty() { Type::SMALL } else { Type::SMALL_STRONG };
        let label = canvas.lines(said, style, right - left + VALUE);
        canvas.column(PAD, y, Hold::Start, Type::TEXT, &text);
        let length = scale(bar.effect.abs()).max(2);
        let lost = bar.effect < 0;
        let place = Area { x: if lost { axis - length } else { axis }, y, width: length, height: BAR };
        if lost {
            canvas.hatched(place, Ink::HATCH)
        } else {
            canvas.rect(place, Ink::FULL)
        }
        let (x, hold) = if lost { (axis - length - 5, Hold::End) } else { (axis + length + 5, Hold::Start) };
        canvas.text(x, y + BAR - 3, hold, Type::SMALL_STRONG, &signed(bar.effect));
        let under = canvas.column(left - VALUE + PAD, y + BAR + 3, Hold::Start, style, &label);
        y += height(&text, Type::TEXT).max(BAR + 3 + under) + PAD + 4;
    }
    canvas.path(&format!("M{axis} {top}V{y}"), Ink::LINE);
    let description = format!("{} {}.", words.pick("Réponses changées :", "Answers changed:"), bars.len());
    canvas.finish(y + PAD, caption, &description)
}
