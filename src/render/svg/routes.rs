//! How arrows go from box to box on a map of columns: between columns, around a column, and through the gaps of
//! the columns in between.

use std::collections::HashMap;
use std::fmt::Write as _;

use crate::base::ids::FormId;
use crate::render::svg::Area;

pub(super) const GUTTER: i32 = 60;

/// A box in its place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Node {
    pub(super) form: FormId,
    pub(super) column: usize,
    pub(super) area: Area,
}

/// An arrow to be drawn.
#[derive(Debug, Clone, Copy)]
pub(super) struct Link {
    pub(super) from: FormId,
    pub(super) to: FormId,
}

/// An arrow drawn: its line and its head.
pub(super) struct Route {
    pub(super) line: String,
    pub(super) head: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Side {
    Left,
    Right,
}

impl Area {
    fn middle(&self) -> i32 {
        self.y + self.height / 2
    }

    fn edge(&self, side: Side) -> i32 {
        if side == Side::Left { self.x } else { self.x + self.width }
    }
}

/// Draws every link between two boxes of a map of so many columns, lines between `top` and `bottom`.
pub(super) fn routes(nodes: &[Node], links: &[Link], columns: usize, top: i32, bottom: i32) -> Vec<Route> {
    let node = |form: FormId| nodes.iter().find(|node| node.form == form);
    let pairs: Vec<(&Node, &Node)> =
        links.iter().filter_map(|link| Some((node(link.from)?, node(link.to)?))).collect();
    let ports = ports(&pairs);
    let mut taken: HashMap<(usize, i32), i32> = HashMap::new();
    let drawn = pairs.iter().enumerate().map(|(number, (from, to))| {
        // Lines of one gutter do not all turn in the middle of it.
        let turn = TURNS[number % TURNS.len()];
        let (leaving, entering) = sides(from, to);
        let port = |leaves: bool, area: &Area| ports.get(&(number, leaves)).copied().unwrap_or(area.middle());
        let start = (from.area.edge(leaving), port(true, &from.area));
        let end = (to.area.edge(entering), port(false, &to.area));
        let mut line = format!("M{} {}", start.0, start.1);
        if from.column == to.column {
            // Around, further out when further away; only beyond the last column may it use all the room.
            let most = if from.column + 1 == columns { GUTTER * 5 / 4 } else { GUTTER * 3 / 4 };
            let out = (16 + (start.1 - end.1).abs() / 8).min(most);
            let _ =
                write!(line, "C{} {} {} {} {} {}", start.0 + out, start.1, end.0 + out, end.1, end.0, end.1);
        } else {
            let mut at = start;
            for column in between(from.column, to.column) {
                let wanted = start.1 + (end.1 - start.1) / 2;
                let gap = nearest_gap(nodes, column, wanted, top, bottom);
                let lanes = taken.entry((column, gap)).or_insert(0);
                // The first in the middle, the others on either side.
                let lane = gap + (*lanes + 1) / 2 * 5 * if *lanes % 2 == 0 { 1 } else { -1 };
                *lanes += 1;
                let Some(area) = nodes.iter().find(|node| node.column == column).map(|node| node.area) else {
                    continue;
                };
                let (near, far) = (area.edge(entering), area.edge(leaving));
                curve(&mut line, at, (near, lane), turn);
                let _ = write!(line, "H{far}");
                at = (far, lane);
            }
            curve(&mut line, at, end, turn);
        }
        Route { line, head: head(end, entering) }
    });
    drawn.collect()
}

/// Which side a link leaves by, and which it enters by.
fn sides(from: &Node, to: &Node) -> (Side, Side) {
    match from.column.cmp(&to.column) {
        std::cmp::Ordering::Less => (Side::Right, Side::Left),
        std::cmp::Ordering::Equal => (Side::Right, Side::Right),
        std::cmp::Ordering::Greater => (Side::Left, Side::Right),
    }
}

/// The columns to cross, in the order of the way.
fn between(from: usize, to: usize) -> Vec<usize> {
    if from < to { (from + 1..to).collect() } else { (to + 1..from).rev().collect() }
}

/// One end of a link.
struct End {
    towards: i32,
    link: usize,
    leaves: bool,
    area: Area,
}

/// The height at which each link leaves and enters: along a side, in the order of where the links go.
fn ports(pairs: &[(&Node, &Node)]) -> HashMap<(usize, bool), i32> {
    let mut ends: HashMap<(FormId, Side), Vec<End>> = HashMap::new();
    for (link, (from, to)) in pairs.iter().enumerate() {
        let (leaving, entering) = sides(from, to);
        let mut add = |node: &Node, other: &Node, side, leaves| {
            let end = End { towards: other.area.middle(), link, leaves, area: node.area };
            ends.entry((node.form, side)).or_default().push(end);
        };
        add(from, to, leaving, true);
        add(to, from, entering, false);
    }
    let mut ports = HashMap::new();
    for mut side in ends.into_values() {
        side.sort_by_key(|end| (end.towards, end.link));
        let steps = i32::try_from(side.len()).unwrap_or(0) + 1;
        for (place, end) in (1..).zip(side) {
            ports.insert((end.link, end.leaves), end.area.y + end.area.height * place / steps);
        }
    }
    ports
}

/// The middle of the gap of a column that is nearest to a height.
fn nearest_gap(nodes: &[Node], column: usize, wanted: i32, top: i32, bottom: i32) -> i32 {
    let mut edges = vec![top];
    for node in nodes.iter().filter(|node| node.column == column) {
        edges.extend([node.area.y, node.area.y + node.area.height]);
    }
    edges.push(bottom);
    let middles = edges.chunks(2).map(|gap| gap.iter().sum::<i32>() / 2);
    middles.min_by_key(|middle| (middle - wanted).abs()).unwrap_or(wanted)
}

/// How far from the middle of a gutter lines turn, in turn.
const TURNS: [i32; 5] = [0, -10, 10, -5, 5];

/// A line that leaves and arrives level.
fn curve(line: &mut String, from: (i32, i32), to: (i32, i32), turn: i32) {
    let half = (from.0 + to.0) / 2 + turn;
    let _ = write!(line, "C{half} {} {half} {} {} {}", from.1, to.1, to.0, to.1);
}

fn head((x, y): (i32, i32), entering: Side) -> String {
    let back = if entering == Side::Left { -8 } else { 8 };
    format!("M{x} {y}L{} {}V{}Z", x + back, y - 4, y + 4)
}
