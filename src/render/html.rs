//! A page as one HTML file: no script, no request, prints in black and white on A4.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::render::page::{Block, Item, Page};

const STYLE: &str = "\
:root{color-scheme:light}\
body{font:17px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#111;background:#fff;overflow-wrap:anywhere}\
h1{font-size:1.6rem;line-height:1.25}h2{font-size:1.2rem;margin-top:2rem;border-bottom:1px solid #767676}\
h3{font-size:1.05rem;margin-bottom:.2rem}.lead{font-size:1.15rem;border-left:.3rem solid #111;padding-left:1rem}\
ul{padding-left:1.2rem}li{margin:.4rem 0}.mark{font-weight:600}.bar{letter-spacing:-.05em}\
.detail{color:#444;font-size:.93em;margin:.1rem 0}table{border-collapse:collapse;width:100%}\
th,td{overflow-wrap:normal;border-bottom:1px solid #767676;padding:.3rem .5rem .3rem 0;text-align:left;vertical-align:top}\
body.wide{max-width:82rem;font-size:15px}\
footer{margin-top:2rem;color:#444;font-size:.9em}\
@media print{body{font-size:9.5pt;line-height:1.35;margin:0;max-width:none;padding:0}h1{margin-top:0}h2{break-after:avoid;margin:.9rem 0 .3rem}h3{break-after:avoid}li{break-inside:avoid;margin:.15rem 0}ul{margin:.3rem 0}}\
@page{size:A4;margin:14mm}";

/// Writes a page.
pub fn html(page: &Page) -> String {
    let feet = || page.blocks.iter().filter(|block| matches!(block, Block::Foot(_)));
    let body = || page.blocks.iter().filter(|block| !matches!(block, Block::Foot(_)));
    // A table of many columns needs the whole width.
    let wide =
        page.blocks.iter().any(|block| matches!(block, Block::Table { header, .. } if header.len() > 5));
    let document: Markup = html! {
        (DOCTYPE)
        html lang=(page.lang.code()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (page.title) }
                style { (PreEscaped(STYLE)) }
            }
            body class=[wide.then_some("wide")] {
                main {
                    h1 { (page.title) }
                    @for block in body() { (draw(block)) }
                }
                footer { @for block in feet() { (draw(block)) } }
            }
        }
    };
    let mut text = document.into_string();
    text.push('\n');
    text
}

fn draw(block: &Block) -> Markup {
    html! {
        @match block {
            Block::Lead(text) => p.lead { (text) },
            Block::Heading(text) => h2 { (text) },
            Block::Subheading(text) => h3 { (text) },
            Block::Paragraph(text) | Block::Foot(text) => p { (text) },
            Block::List(items) => ul { @for item in items { (draw_item(item)) } },
            Block::Table { header, rows } => table {
                thead { tr { @for cell in header { th scope="col" { (cell) } } } }
                tbody { @for row in rows { tr { @for cell in row { td { (cell) } } } } }
            },
        }
    }
}

fn draw_item(item: &Item) -> Markup {
    html! {
        li {
            @if item.bar > 0 { span.bar aria-hidden="true" { ("█".repeat(item.bar)) } " " }
            @if !item.mark.is_empty() { span.mark { (item.mark) } " – " }
            (item.text)
            @for detail in &item.details { p.detail { (detail) } }
        }
    }
}
