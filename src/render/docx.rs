//! A page as a DOCX document, for word processors. The only file that names the library which writes them.

use std::io::Cursor;

use docx_rs::{
    AbstractNumbering, BreakType, Docx, Footer, IndentLevel, Level, LevelJc, LevelText, LineSpacing,
    NumberFormat, Numbering, NumberingId, PageMargin, PageNum, Paragraph, Run, RunFonts, SpecialIndentType,
    Start, Style, StyleType, Table as Grid, TableCell, TableRow, WidthType,
};

use crate::render::page::{Block, Item, Page, Table};
use crate::render::words::Day;

/// The list of bullets.
const BULLETS: usize = 2;
/// The width of a table, in fiftieths of a percent.
const WHOLE_WIDTH: usize = 5000;

/// Writes a page, dated.
///
/// # Errors
/// When the archive cannot be made, with the reason.
pub fn docx(page: &Page, made_on: Day) -> Result<Vec<u8>, String> {
    let Day { year, month, day } = made_on;
    let date = format!("{year:04}-{month:02}-{day:02}T00:00:00Z");
    let mut document = styled(Docx::new().created_at(&date).updated_at(&date));
    if !page.title.is_empty() {
        document = document.add_paragraph(paragraph("Title", &page.title));
    }
    for block in &page.blocks {
        document = match block {
            Block::Lead(text) => document.add_paragraph(paragraph("Lead", text)),
            Block::Heading(text) => document.add_paragraph(paragraph("Heading1", text).keep_next(true)),
            Block::Subheading(text) => document.add_paragraph(paragraph("Heading2", text).keep_next(true)),
            Block::Paragraph(text) => document.add_paragraph(paragraph("Text", text)),
            Block::Foot(text) => document.add_paragraph(paragraph("Remark", text)),
            Block::List(items) => items.iter().fold(document, add_item),
            Block::Table(table) => add_table(document, table),
            // Nothing is drawn here: the table of a picture says the same.
            Block::Figure(figure) => add_table(document, &figure.table),
        };
    }
    let mut bytes = Cursor::new(Vec::new());
    document.build().pack(&mut bytes).map_err(|error| error.to_string())?;
    Ok(bytes.into_inner())
}

/// A4, plain styles that a word processor knows by name, bullets, page numbers.
fn styled(document: Docx) -> Docx {
    // Spaces before and after, in twentieths of a point.
    let style = |id: &str, name: &str, before: u32, after: u32| {
        let spacing = LineSpacing::new().before(before).after(after);
        Style::new(id, StyleType::Paragraph).name(name).based_on("Normal").line_spacing(spacing)
    };
    let bullets = AbstractNumbering::new(BULLETS).add_level(
        Level::new(0, Start::new(1), NumberFormat::new("bullet"), LevelText::new("•"), LevelJc::new("left"))
            .indent(Some(400), Some(SpecialIndentType::Hanging(300)), None, None),
    );
    let number = Paragraph::new().add_page_num(PageNum::new());
    let margin = PageMargin::new().top(1134).bottom(1134).left(1134).right(1134);
    document
        .page_size(11906, 16838)
        .page_margin(margin)
        .default_fonts(RunFonts::new().ascii("Calibri").hi_ansi("Calibri").cs("Calibri"))
        .default_size(22)
        .add_style(style("Title", "Title", 0, 160).size(36).bold())
        .add_style(style("Heading1", "heading 1", 320, 80).size(28).bold().outline_lvl(0))
        .add_style(style("Heading2", "heading 2", 200, 60).size(24).bold().outline_lvl(1))
        .add_style(style("Lead", "Lead", 0, 120).size(24).bold())
        .add_style(style("Text", "Text", 0, 120))
        .add_style(style("Item", "Item", 0, 60))
        .add_style(style("Detail", "Detail", 0, 60).size(20).indent(Some(400), None, None, None))
        .add_style(style("Remark", "Remark", 320, 0).size(18).italic())
        .add_abstract_numbering(bullets)
        .add_numbering(Numbering::new(BULLETS, BULLETS))
        .footer(Footer::new().add_paragraph(number))
}

fn paragraph(style: &str, text: &str) -> Paragraph {
    Paragraph::new().style(style).add_run(run(text))
}

/// A text as a run: its line breaks kept, what XML cannot hold left out.
fn run(text: &str) -> Run {
    let mut run = Run::new();
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            run = run.add_break(BreakType::TextWrapping);
        }
        run = run.add_text(line.chars().filter(|&c| holds(c)).collect::<String>());
    }
    run
}

/// Whether a character may stand in an XML document (XML 1.0, production 2).
fn holds(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

fn add_item(document: Docx, item: &Item) -> Docx {
    let mut line = Paragraph::new().style("Item").numbering(NumberingId::new(BULLETS), IndentLevel::new(0));
    if item.bar > 0 {
        line = line.add_run(run(&format!("{} ", "█".repeat(item.bar))));
    }
    if !item.mark.is_empty() {
        line = line.add_run(run(&item.mark).bold()).add_run(run(" – "));
    }
    let document = document.add_paragraph(line.add_run(run(&item.text)));
    item.details.iter().fold(document, |document, detail| document.add_paragraph(paragraph("Detail", detail)))
}

fn add_table(document: Docx, table: &Table) -> Docx {
    let row = |cells: &Vec<String>, head: bool| {
        let cell = |text: &String| {
            let run = run(text);
            let run = if head { run.bold() } else { run };
            TableCell::new().add_paragraph(Paragraph::new().add_run(run))
        };
        TableRow::new(cells.iter().map(cell).collect())
    };
    let all =
        std::iter::once(row(&table.header, true)).chain(table.rows.iter().map(|cells| row(cells, false)));
    let grid = Grid::new(all.collect()).width(WHOLE_WIDTH, WidthType::Pct);
    let document = match table.caption.is_empty() {
        true => document,
        false => document.add_paragraph(paragraph("Text", &table.caption).keep_next(true)),
    };
    document.add_table(grid)
}
