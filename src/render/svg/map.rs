//! The map of the forms: a column a level, a box a form, an arrow a pathway. Each box also writes the numbers of
//! the forms it leads to and combines with, so that no line has to be followed with a finger.

use crate::base::ids::FormId;
use crate::render::svg::measure::height;
use crate::render::svg::routes::{GUTTER, Link, Node, routes};
use crate::render::svg::{Area, Canvas, Hold, Ink, Svg, Type};
use crate::render::words::Words;

/// The width of a box, and what stands between two columns.
const BOX: i32 = 152;
const MARGIN: i32 = 8;
const PAD: i32 = 7;
/// Room for a number before a name.
const NUMBER: i32 = 22;
/// The least between two boxes of a column.
const APART: i32 = 18;
const NAME: Type = Type::SMALL_STRONG;
const LINKS: Type = Type::SMALL;

/// A box before it has a place.
struct Card {
    form: FormId,
    name: Vec<String>,
    leads: Vec<String>,
    with: Vec<String>,
}

impl Card {
    fn tall(&self) -> i32 {
        let dots = if self.with.is_empty() { 0 } else { 6 };
        height(&self.name, NAME) + height(&self.leads, LINKS) + height(&self.with, LINKS) + dots + 2 * PAD
    }
}

/// Forms of one level, in catalogue order.
#[derive(Debug, Clone, Default)]
pub(in crate::render) struct Column {
    /// The level; empty where the domain has none.
    pub(in crate::render) label: String,
    /// Its forms.
    pub(in crate::render) forms: Vec<FormId>,
}

/// Draws the map.
pub(in crate::render) fn draw(words: &Words<'_>, columns: &[Column], name: &str) -> Svg {
    let count = i32::try_from(columns.len()).unwrap_or(1).max(1);
    let width = 2 * MARGIN + count * (BOX + GUTTER);
    let mut canvas = Canvas::new(words.lang, width);
    let x_of = |column: usize| MARGIN + (BOX + GUTTER) * i32::try_from(column).unwrap_or(0);
    let heads: Vec<Vec<String>> =
        columns.iter().map(|column| canvas.lines(&column.label, Type::STRONG, BOX)).collect();
    let head = heads.iter().map(|lines| height(lines, Type::STRONG)).max().unwrap_or(0);
    for (column, lines) in heads.iter().enumerate() {
        canvas.column(x_of(column) + BOX / 2, MARGIN, Hold::Middle, Type::STRONG, lines);
    }
    let cards: Vec<Vec<Card>> = in_good_order(words, columns)
        .into_iter()
        .map(|forms| forms.into_iter().map(|form| card(&canvas, words, form)).collect())
        .collect();
    let filled = |cards: &Vec<Card>| cards.iter().map(Card::tall).sum::<i32>();
    let steps = |cards: &Vec<Card>| i32::try_from(cards.len()).unwrap_or(0) + 1;
    let tallest = cards.iter().map(|column| filled(column) + APART * steps(column)).max().unwrap_or(0);
    let top = MARGIN + head;
    let mut nodes = Vec::new();
    for (column, cards) in cards.iter().enumerate() {
        // A short column spreads over the whole height.
        let apart = (tallest - filled(cards)) / steps(cards);
        let mut y = top + apart;
        for card in cards {
            let area = Area { x: x_of(column), y, width: BOX, height: card.tall() };
            nodes.push(Node { form: card.form, column, area });
            y += area.height + apart;
        }
    }
    let links = words.base.form_ids().flat_map(|form| {
        words.form(form).leads_to.iter().map(move |next| Link { from: form, to: next.form })
    });
    let bottom = top + tallest;
    let routes = routes(&nodes, &links.collect::<Vec<_>>(), columns.len(), top, bottom);
    for route in &routes {
        // White under each line: where two cross, one passes over the other.
        canvas.path(&route.line, Ink { stroke: "#fff", width: "3.5", ..Ink::LINE });
        canvas.path(&route.line, Ink { width: "1.2", ..Ink::LINE });
    }
    for route in &routes {
        canvas.path(&route.head, Ink { fill: Ink::BLACK, width: "1", ..Ink::LINE });
    }
    for (card, node) in cards.iter().flatten().zip(&nodes) {
        draw_card(&mut canvas, words, card, node.area);
    }
    let legend = words.pick(
        "→ peut préparer ; avec : se combine avec. Les numéros renvoient aux cadres.",
        "→ may lead to; with: combines with. The numbers refer to the boxes.",
    );
    let lines = canvas.lines(legend, Type::SMALL, width - 2 * MARGIN);
    let foot = canvas.column(MARGIN, bottom, Hold::Start, Type::SMALL, &lines);
    let counted = |fr, en, count: usize| format!("{} {count}", words.pick(fr, en));
    let description = format!(
        "{}, {}. {legend}",
        counted("Cadres :", "Boxes:", nodes.len()),
        counted("colonnes :", "columns:", columns.len())
    );
    canvas.finish(bottom + foot + MARGIN, name, &description)
}

fn card(canvas: &Canvas, words: &Words<'_>, form: FormId) -> Card {
    let numbers = |mut forms: Vec<FormId>, before: &str| {
        forms.sort();
        match forms.as_slice() {
            [] => Vec::new(),
            forms => {
                let list = forms.iter().map(|&form| words.number(form)).collect::<Vec<_>>().join(", ");
                canvas.lines(&format!("{before}\u{a0}{list}"), LINKS, BOX - 2 * PAD)
            }
        }
    };
    let next = words.form(form).leads_to.iter().map(|next| next.form).collect();
    let with = words.combinations(form).into_iter().map(|(other, _)| other).collect();
    Card {
        form,
        name: canvas.lines(words.heading(form), NAME, BOX - 2 * PAD - NUMBER),
        leads: numbers(next, "→"),
        with: numbers(with, words.pick("avec", "with")),
    }
}

fn draw_card(canvas: &mut Canvas, words: &Words<'_>, card: &Card, area: Area) {
    canvas.rect(area, Ink { stroke: Ink::BLACK, width: "1.5", ..Ink::FRAME });
    let (x, mut y) = (area.x + PAD, area.y + PAD - 1);
    canvas.text(x, y + NAME.size, Hold::Start, NAME, &words.number(card.form));
    y += canvas.column(x + NUMBER, y, Hold::Start, NAME, &card.name);
    y += canvas.column(x, y, Hold::Start, LINKS, &card.leads);
    if !card.with.is_empty() {
        let (from, to) = (area.x, area.x + area.width);
        canvas.path(&format!("M{from} {}H{to}", y + 4), Ink { width: "1.5", dash: "2 3", ..Ink::LINE });
        canvas.column(x, y + 6, Hold::Start, LINKS, &card.with);
    }
}

/// The order of the boxes in each column: each near those it is linked to, so that fewer lines cross.
fn in_good_order(words: &Words<'_>, columns: &[Column]) -> Vec<Vec<FormId>> {
    const SWEEPS: usize = 8;
    let mut order: Vec<Vec<FormId>> = columns.iter().map(|column| column.forms.clone()).collect();
    let linked = |one: FormId, other: FormId| {
        let leads = |from: FormId, to: FormId| words.form(from).leads_to.iter().any(|next| next.form == to);
        leads(one, other) || leads(other, one)
    };
    for _ in 0..SWEEPS {
        for column in 0..order.len() {
            // How far down each form of the other columns stands, in thousandths.
            let mut heights: Vec<(FormId, usize)> = Vec::new();
            for forms in
                order.iter().enumerate().filter(|(other, _)| *other != column).map(|(_, forms)| forms)
            {
                let down = |place: usize| (2 * place + 1) * 500 / forms.len();
                heights.extend(forms.iter().enumerate().map(|(place, &form)| (form, down(place))));
            }
            let mut forms: Vec<(usize, FormId)> = Vec::new();
            for (place, &form) in order[column].iter().enumerate() {
                let near: Vec<usize> =
                    heights.iter().filter(|(other, _)| linked(form, *other)).map(|(_, down)| *down).collect();
                let own = (2 * place + 1) * 500 / order[column].len();
                let mean = near.iter().sum::<usize>().checked_div(near.len()).unwrap_or(own);
                forms.push((mean, form));
            }
            forms.sort_by_key(|(mean, _)| *mean);
            order[column] = forms.into_iter().map(|(_, form)| form).collect();
        }
    }
    order
}
