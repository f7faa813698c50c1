//! The heat map: what speaks for and against each form, heading by heading. Every value is written with its
//! sign; what speaks for is shaded, what speaks against is hatched.

use crate::base::ids::{DimensionId, FormId, RuleId};
use crate::base::truth::Truth;
use crate::engine::outcome::{Outcome, Status};
use crate::render::page::{Figure, Table};
use crate::render::svg::measure::{height, widest_word};
use crate::render::svg::{Area, Canvas, Hold, Ink, Svg, Type, signed};
use crate::render::words::Words;

/// Forms in rows, headings in columns: points for minus points against, of the arguments that hold. An
/// argument counts under the heading that its condition names first.
pub fn heat(words: &Words<'_>, outcome: &Outcome, forms: &[FormId]) -> Figure {
    let base = words.base;
    let places = base.vocabulary.dimensions.len();
    let place =
        |rule: usize| base.rules[rule].when.heading(&base.vocabulary).map_or(places, DimensionId::index);
    // Only the headings that an argument of the base names.
    let mut named = vec![false; places + 1];
    let arguments = base.form_ids().flat_map(|form| base.form(form).arguments.clone());
    arguments.for_each(|rule| named[place(rule)] = true);
    let columns: Vec<usize> = (0..=places).filter(|&column| named[column]).collect();
    let value = |form: FormId, column: usize| {
        let own = base.form(form).arguments.clone();
        let own =
            own.filter(|&rule| outcome.truth(RuleId::new(rule)) == Truth::True && place(rule) == column);
        own.map(|rule| base.rules[rule].points(&base.vocabulary))
            .fold(None, |sum, points| Some(sum.unwrap_or(0) + points))
    };
    let values: Vec<Vec<Option<i32>>> =
        forms.iter().map(|&form| columns.iter().map(|&column| value(form, column)).collect()).collect();
    let mut header = vec![words.pick("Nom", "Name").to_owned()];
    header.extend(columns.iter().map(|&column| match base.vocabulary.dimensions.get(column) {
        Some(dimension) => dimension.label.get(words.lang).to_owned(),
        None => words.pick("Nombres", "Numbers").to_owned(),
    }));
    let name = |form: FormId| match outcome.standing(form).status {
        Status::Excluded => format!("{} ({})", words.heading(form), words.set_aside(form)),
        Status::Met | Status::ToCheck => words.heading(form).to_owned(),
    };
    let rows = forms.iter().zip(&values).map(|(&form, values)| {
        std::iter::once(name(form)).chain(values.iter().map(|value| written(*value))).collect()
    });
    let caption = words.pick(
        "Points pour et contre, rubrique par rubrique. « · » : rien à cette rubrique.",
        "Points for and against, heading by heading. “·”: nothing under this heading.",
    );
    let table = Table { caption: caption.to_owned(), header, rows: rows.collect(), ..Table::default() };
    Figure::new(draw(words, &table, &values), table)
}

/// A value as it is written; a sum of nothing is no zero.
fn written(value: Option<i32>) -> String {
    value.map_or_else(|| "·".to_owned(), signed)
}

const NAMES: i32 = 180;
const PAD: i32 = 6;
/// The least room of a value, and of a line.
const VALUE: i32 = 48;
const LEAST: i32 = 26;

fn draw(words: &Words<'_>, table: &Table, values: &[Vec<Option<i32>>]) -> Svg {
    let (small, strong) = (Type::SMALL, Type::SMALL_STRONG);
    let widths: Vec<i32> =
        table.header[1..].iter().map(|head| (widest_word([head], strong) + PAD).max(VALUE)).collect();
    let whole = NAMES + widths.iter().sum::<i32>();
    let mut canvas = Canvas::new(words.lang, whole + 2 * PAD);
    let heads: Vec<Vec<String>> = table.header[1..]
        .iter()
        .zip(&widths)
        .map(|(text, width)| canvas.lines(text, strong, *width))
        .collect();
    let tall = heads.iter().map(|lines| height(lines, strong)).max().unwrap_or(0) + 2 * PAD;
    let mut x = PAD + NAMES;
    for (lines, &width) in heads.iter().zip(&widths) {
        canvas.centred(Area { x, y: PAD, width, height: tall }, strong, lines);
        x += width;
    }
    let mut y = PAD + tall;
    let heaviest = values.iter().flatten().flatten().map(|v| v.abs()).max().unwrap_or(1).max(1);
    for (row, values) in table.rows.iter().zip(values) {
        let lines = canvas.lines(&row[0], small, NAMES - 2 * PAD);
        let tall = (height(&lines, small) + PAD).max(LEAST);
        canvas.column(PAD, y + (tall - height(&lines, small)) / 2, Hold::Start, small, &lines);
        let mut x = PAD + NAMES;
        for (value, &width) in values.iter().zip(&widths) {
            let area = Area { x, y, width, height: tall };
            shaded(&mut canvas, area, *value, heaviest);
            canvas.centred(area, strong, &[written(*value)]);
            x += width;
        }
        y += tall;
    }
    let description = words.pick(
        "Grisé : ce qui plaide pour ; hachuré : ce qui plaide contre ; chaque valeur est écrite.",
        "Shaded: what speaks for; hatched: what speaks against; every value is written.",
    );
    let legend = canvas.lines(description, small, whole);
    y += PAD;
    y += canvas.column(PAD, y, Hold::Start, small, &legend);
    canvas.finish(y + PAD, &table.caption, description)
}

/// The heavier, the darker; never so dark that the value cannot be read.
fn shaded(canvas: &mut Canvas, area: Area, value: Option<i32>, heaviest: i32) {
    const GREYS: [&str; 4] = ["#efefef", "#dedede", "#cacaca", "#b4b4b4"];
    match value {
        Some(value) if value > 0 => {
            let shade = usize::try_from(value * 4 / (heaviest + 1)).unwrap_or(0).min(3);
            canvas.rect(area, Ink { fill: GREYS[shade], ..Ink::FRAME });
        }
        Some(value) if value < 0 => {
            canvas.hatched(area, Ink { stroke: Ink::GREY, width: "1", ..Ink::HATCH });
            // The value stands on paper, not on strokes.
            let middle = area.x + area.width / 2;
            let plate = Area { x: middle - 16, y: area.y + 1, width: 32, height: area.height - 2 };
            canvas.rect(plate, Ink { stroke: "none", ..Ink::FRAME });
        }
        _ => canvas.rect(area, Ink::FRAME),
    }
}
