//! A page as text of a given width, without colour: words carry the meaning.

use comfy_table::{ColumnConstraint, ContentArrangement, LineStyle, Table, TableStyle, Width, presets};

use crate::render::page::{Block, Item, Page};

/// Draws a page, at most `width` columns wide.
pub fn terminal(page: &Page, width: usize) -> String {
    let width = width.max(30);
    let mut out = String::new();
    if !page.title.is_empty() {
        push_wrapped(&mut out, &page.title, width, "", "");
        out.push_str(&"═".repeat(columns(&page.title).min(width)));
        out.push('\n');
    }
    page.blocks.iter().for_each(|block| push_block(&mut out, block, width));
    out
}

fn push_block(out: &mut String, block: &Block, width: usize) {
    match block {
        Block::Heading(text) => {
            out.push('\n');
            push_wrapped(out, text, width, "", "");
            out.push_str(&"─".repeat(columns(text).min(width)));
            out.push('\n');
        }
        Block::Subheading(text) => {
            out.push('\n');
            push_wrapped(out, text, width, "", "");
        }
        Block::Lead(text) | Block::Paragraph(text) => {
            if matches!(block, Block::Lead(_)) && !out.is_empty() {
                out.push('\n');
            }
            push_wrapped(out, text, width, "", "");
        }
        Block::Foot(text) => {
            out.push('\n');
            push_wrapped(out, text, width, "", "");
        }
        Block::List(items) => items.iter().for_each(|item| push_item(out, item, width)),
        Block::Table(table) => out.push_str(&draw_table(&table.header, &table.rows, width)),
        Block::Figure(figure) => {
            out.push('\n');
            push_wrapped(out, &figure.table.caption, width, "", "");
            if figure.told.is_empty() {
                out.push_str(&draw_table(&figure.table.header, &figure.table.rows, width));
            }
            figure.told.iter().for_each(|block| push_block(out, block, width));
        }
    }
}

/// A cell longer than this is a sentence.
const SENTENCE: usize = 60;
/// A line under the header and one at the foot.
const UNRULED: TableStyle = TableStyle::new()
    .header_separator(LineStyle::none().fill('─').junction('─'))
    .bottom_border(LineStyle::none().fill('─').junction('─'));

/// A cell no longer than this is a figure.
const FIGURE: usize = 8;

/// Draws a table. No column is narrower than its longest word, or one column is; where that does not fit the width, each
/// row is told in lines.
fn draw_table(header: &[String], rows: &[Vec<String>], width: usize) -> String {
    let longest = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column)).chain(header.get(column));
        cells.flat_map(|cell| cell.split(' ')).map(columns).max().unwrap_or(0)
    };
    // Lines between rows help sentences, and crowd figures.
    let sentences = rows.iter().flatten().any(|cell| columns(cell) > SENTENCE);
    let style = if sentences { presets::UTF8_HORIZONTAL_ONLY } else { UNRULED };
    let widest = (0..header.len()).max_by_key(|&column| longest(column));
    let draw = |broken: Option<usize>| {
        let mut table = Table::new();
        table.load_style(style).set_content_arrangement(ContentArrangement::Dynamic);
        table.set_width(u16::try_from(width).unwrap_or(u16::MAX)).set_header(header).add_rows(rows);
        for column in (0..header.len()).filter(|&column| Some(column) != broken) {
            let least = u16::try_from(longest(column) + 2).unwrap_or(u16::MAX);
            if let Some(column) = table.column_mut(column) {
                column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(least)));
            }
        }
        let drawn: String = table.lines().map(|line| format!("{}\n", line.trim_end())).collect();
        Some(drawn).filter(|drawn| drawn.lines().all(|line| columns(line) <= width))
    };
    draw(None).or_else(|| draw(widest)).unwrap_or_else(|| tell_rows(header, rows, width))
}

/// The rows of a table, each as an item: its name, then what stands in each column; figures on one line.
fn tell_rows(header: &[String], rows: &[Vec<String>], width: usize) -> String {
    let mut out = String::new();
    let figures = rows.iter().flat_map(|row| row.iter().skip(1)).all(|cell| columns(cell) <= FIGURE);
    for row in rows {
        let Some((name, cells)) = row.split_first() else { continue };
        let told = |join: &'static str| {
            let named = header.iter().skip(1).zip(cells).filter(|(_, cell)| !cell.is_empty());
            named.map(move |(head, cell)| format!("{head}{join}{cell}"))
        };
        push_wrapped(&mut out, name, width, "  • ", "    ");
        if figures {
            let line = told("\u{a0}").collect::<Vec<_>>().join(", ");
            if !line.is_empty() {
                push_wrapped(&mut out, &line, width, "      ", "      ");
            }
        } else {
            told(" – ").for_each(|line| push_wrapped(&mut out, &line, width, "      ", "        "));
        }
    }
    out
}

fn push_item(out: &mut String, item: &Item, width: usize) {
    let bar = "█".repeat(item.bar);
    let head = [bar.as_str(), item.mark.as_str()]
        .into_iter()
        .filter(|s| !s.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    let text = if head.is_empty() { item.text.clone() } else { format!("{head} – {}", item.text) };
    push_wrapped(out, &text, width, "  • ", "    ");
    for detail in &item.details {
        push_wrapped(out, detail, width, "      ", "      ");
    }
}

/// Breaks a text at ordinary spaces; no-break spaces hold.
pub(super) fn push_wrapped(out: &mut String, text: &str, width: usize, first: &str, other: &str) {
    for line in text.split('\n') {
        let mut current = first.to_owned();
        let mut empty = true;
        for word in line.split(' ').filter(|word| !word.is_empty()) {
            if !empty && columns(&current) + 1 + columns(word) > width {
                out.push_str(current.trim_end());
                out.push('\n');
                current = other.to_owned();
                empty = true;
            }
            if !empty {
                current.push(' ');
            }
            current.push_str(word);
            empty = false;
        }
        out.push_str(current.trim_end());
        out.push('\n');
    }
}

pub(super) fn columns(text: &str) -> usize {
    text.chars().count()
}
