//! The map around one form: what may lead to it, what it may lead to, what it combines with, and when.

use crate::base::ids::FormId;
use crate::render::svg::measure::height;
use crate::render::svg::{Area, Canvas, Hold, Ink, Svg, Type};
use crate::render::words::Words;

const MARGIN: i32 = 8;
const BOX: i32 = 196;
const GUTTER: i32 = 58;
const PAD: i32 = 8;
const APART: i32 = 12;
const LEFT: i32 = MARGIN;
const MIDDLE: i32 = LEFT + BOX + GUTTER;
const RIGHT: i32 = MIDDLE + BOX + GUTTER;
const WIDTH: i32 = RIGHT + BOX + MARGIN;

/// Draws the map around a form.
pub(in crate::render) fn draw(words: &Words<'_>, form: FormId, name: &str) -> Svg {
    let mut canvas = Canvas::new(words.lang, WIDTH);
    let when = |text: &str| format!("{} {text}", words.pick("quand", "when"));
    let before: Vec<(FormId, String)> =
        words.ways_to(form).into_iter().map(|(other, text)| (other, when(text))).collect();
    let next = &words.form(form).leads_to;
    let after: Vec<(FormId, String)> =
        next.iter().map(|next| (next.form, when(next.text.get(words.lang)))).collect();
    let with: Vec<(FormId, String)> =
        words.combinations(form).into_iter().map(|(other, text)| (other, text.to_owned())).collect();
    let head = MARGIN + Type::SMALL_STRONG.line();
    for (x, title, shown) in [
        (LEFT, words.pick("Peut y mener", "May lead to it"), !before.is_empty()),
        (RIGHT, words.pick("Peut en sortir", "May follow from it"), !after.is_empty()),
    ] {
        if shown {
            canvas.text(x + BOX / 2, head - 4, Hold::Middle, Type::SMALL_STRONG, title);
        }
    }
    let top = head + PAD;
    let (left, left_end) = stack(&mut canvas, words, LEFT, top, &before);
    let (right, right_end) = stack(&mut canvas, words, RIGHT, top, &after);
    let lines = canvas.lines(words.heading(form), Type::STRONG, BOX - 2 * PAD);
    let tall = (height(&lines, Type::STRONG) + 2 * PAD).max(44);
    let centre = Area { x: MIDDLE, y: top, width: BOX, height: tall };
    canvas.rect(centre, Ink { stroke: Ink::BLACK, width: "3", ..Ink::FRAME });
    canvas.centred(centre, Type::STRONG, &lines);
    for (place, &y) in left.iter().enumerate() {
        arrow(&mut canvas, (LEFT + BOX, y), (MIDDLE - 2, port(centre, place, left.len())));
    }
    for (place, &y) in right.iter().enumerate() {
        arrow(&mut canvas, (MIDDLE + BOX + 2, port(centre, place, right.len())), (RIGHT, y));
    }
    let mut y = top + tall;
    if !with.is_empty() {
        y = combined(&mut canvas, words, centre, &with);
    }
    let bottom = y.max(left_end).max(right_end);
    let description = format!(
        "{} {}, {} {}, {} {}.",
        words.pick("Peuvent y mener :", "May lead to it:"),
        before.len(),
        words.pick("peuvent en sortir :", "may follow from it:"),
        after.len(),
        words.pick("se combinent :", "combine with it:"),
        with.len()
    );
    canvas.finish(bottom + MARGIN, name, &description)
}

/// Boxes under each other, each with its sentence; tells at which height each is to be joined, and the end.
fn stack(
    canvas: &mut Canvas,
    words: &Words<'_>,
    x: i32,
    top: i32,
    all: &[(FormId, String)],
) -> (Vec<i32>, i32) {
    let mut y = top;
    let mut joints = Vec::new();
    for (form, text) in all {
        let area = card(
            canvas,
            words,
            Area { x, y, width: BOX, height: 0 },
            *form,
            text,
            Ink { stroke: Ink::BLACK, ..Ink::FRAME },
        );
        joints.push(area.y + area.height / 2);
        y += area.height + APART;
    }
    (joints, y)
}

/// A box with a name and a sentence; tells how high it is.
fn card(canvas: &mut Canvas, words: &Words<'_>, place: Area, form: FormId, text: &str, ink: Ink) -> Area {
    let room = place.width - 2 * PAD;
    let name = canvas.lines(words.heading(form), Type::SMALL_STRONG, room);
    let said = canvas.lines(text, Type::SMALL, room);
    let tall = height(&name, Type::SMALL_STRONG) + height(&said, Type::SMALL) + 2 * PAD;
    let area = Area { height: tall, ..place };
    canvas.rect(area, ink);
    let y = area.y + PAD - 2;
    let below = canvas.column(area.x + PAD, y, Hold::Start, Type::SMALL_STRONG, &name);
    canvas.column(area.x + PAD, y + below + 2, Hold::Start, Type::SMALL, &said);
    area
}

/// What combines with the form, joined by dots under it; tells where it ends.
fn combined(canvas: &mut Canvas, words: &Words<'_>, centre: Area, all: &[(FormId, String)]) -> i32 {
    let dots = Ink { width: "2", dash: "2 4", ..Ink::LINE };
    let middle = centre.x + centre.width / 2;
    let mut from = centre.y + centre.height + 2;
    let mut y = from + 20;
    canvas.path(&format!("M{middle} {from}V{y}"), dots);
    y += Type::SMALL_STRONG.line();
    canvas.text(
        middle,
        y - 3,
        Hold::Middle,
        Type::SMALL_STRONG,
        words.pick("Se combine avec", "Combines with"),
    );
    y += 2;
    from = y;
    for (form, text) in all {
        y += APART;
        canvas.path(&format!("M{middle} {from}V{y}"), dots);
        let ink = Ink { stroke: Ink::BLACK, width: "1.5", dash: "2 3", ..Ink::FRAME };
        y += card(canvas, words, Area { y, height: 0, ..centre }, *form, text, ink).height;
        from = y;
    }
    y + APART
}

fn port(area: Area, place: usize, count: usize) -> i32 {
    let (place, count) = (i32::try_from(place).unwrap_or(0), i32::try_from(count).unwrap_or(1));
    area.y + area.height * (place + 1) / (count + 1)
}

fn arrow(canvas: &mut Canvas, from: (i32, i32), to: (i32, i32)) {
    let half = (from.0 + to.0) / 2;
    let line = format!("M{} {}C{half} {} {half} {} {} {}", from.0, from.1, from.1, to.1, to.0 - 6, to.1);
    canvas.path(&line, Ink::LINE);
    canvas.path(&format!("M{} {}l-8 -4v8z", to.0, to.1), Ink { fill: Ink::BLACK, width: "1", ..Ink::LINE });
}
