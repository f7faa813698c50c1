//! A page as Markdown (CommonMark, tables of GitHub's dialect).

use std::fmt::Write as _;

use crate::render::page::{Block, Item, Page, Table};

/// Writes a page.
pub fn markdown(page: &Page) -> String {
    let mut out = String::new();
    if !page.title.is_empty() {
        let _ = writeln!(out, "# {}\n", escape(&page.title));
    }
    page.blocks.iter().for_each(|block| write_block(&mut out, block));
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

fn write_block(out: &mut String, block: &Block) {
    match block {
        Block::Lead(text) => {
            let _ = writeln!(out, "**{}**\n", escape(text));
        }
        Block::Heading(text) => {
            let _ = writeln!(out, "## {}\n", escape(text));
        }
        Block::Subheading(text) => {
            let _ = writeln!(out, "### {}\n", escape(text));
        }
        Block::Paragraph(text) => {
            let _ = writeln!(out, "{}\n", escape(text));
        }
        Block::Foot(text) => {
            let _ = writeln!(out, "*{}*\n", escape(text));
        }
        Block::List(items) => {
            items.iter().for_each(|item| write_item(out, item));
            out.push('\n');
        }
        Block::Table(table) => write_table(out, table),
        Block::Figure(figure) => {
            let _ = writeln!(out, "{}\n", escape(&figure.table.caption));
            if figure.told.is_empty() {
                write_table(out, &figure.table);
            }
            figure.told.iter().for_each(|block| write_block(out, block));
        }
    }
}

fn write_item(out: &mut String, item: &Item) {
    let mark = if item.mark.is_empty() { String::new() } else { format!("**{}** – ", escape(&item.mark)) };
    let _ = writeln!(out, "- {mark}{}", escape(&item.text));
    for detail in &item.details {
        let _ = writeln!(out, "  - {}", escape(detail));
    }
}

fn write_table(out: &mut String, table: &Table) {
    write_row(out, &table.header);
    write_row(out, &vec!["---".to_owned(); table.header.len()]);
    table.rows.iter().for_each(|row| write_row(out, row));
    out.push('\n');
}

fn write_row(out: &mut String, cells: &[String]) {
    out.push('|');
    for cell in cells {
        let cell = if cell == "---" { cell.clone() } else { escape(cell) };
        let _ = write!(out, " {} |", cell.replace('\n', "<br>"));
    }
    out.push('\n');
}

/// Keeps an author's text from being read as markup.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}
