//! A page as one HTML file: no script, no request, prints in black and white on A4.

pub mod cards;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::render::page::{Block, Figure, Item, Page, Table};
use crate::text::Lang;

const STYLE: &str = "\
:root{color-scheme:light}\
body{font:17px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#111;background:#fff;overflow-wrap:anywhere}\
h1{font-size:1.6rem;line-height:1.25}h2{font-size:1.2rem;margin-top:2rem;border-bottom:1px solid #767676}\
h3{font-size:1.05rem;margin-bottom:.2rem}.lead{font-size:1.15rem;border-left:.3rem solid #111;padding-left:1rem}\
ul{padding-left:1.2rem}li{margin:.4rem 0}.mark{font-weight:600}.bar{letter-spacing:-.05em}\
.detail{color:#444;font-size:.93em;margin:.1rem 0}table{border-collapse:collapse;width:100%;margin:.5rem 0}\
caption{text-align:left;font-weight:600;padding-bottom:.3rem}.scroll caption span{display:block;position:sticky;left:0;max-width:calc(100vw - 3rem)}\
th,td{border-bottom:1px solid #767676;padding:.3rem .5rem .3rem 0;text-align:left;vertical-align:top}\
.scroll{overflow-x:auto}.scroll th,.scroll td{overflow-wrap:normal}tbody th{font-weight:400}\
:focus-visible{outline:3px solid #111;outline-offset:2px}\
.grid th,.grid td{border:1px solid #767676;padding:.3rem .4rem}.grid td{text-align:center}\
.grid .live-column{border-left:4px solid #111;border-right:4px solid #111}.grid thead .live-column{border-top:4px solid #111}\
.grid tbody tr:last-child .live-column{border-bottom:4px solid #111}\
.grid .live-row>*{font-weight:600}.grid .live-row>:first-child{border-left:4px solid #111}.grid .live-row>:last-child{border-right:4px solid #111}\
.grid .live-row:first-child>*,.grid :not(.live-row)+.live-row>*,.grid .live-row+:not(.live-row)>*{border-top:4px solid #111}.grid .live-row:last-child>*{border-bottom:4px solid #111}\
.grid th[scope=row]{min-width:13rem;width:34%}\
figure{margin:1rem 0}figcaption{font-weight:600}figure svg{display:block;width:100%;height:auto;min-width:34rem}summary{padding:.3rem 0}\
body.wide{max-width:82rem;font-size:15px}\
footer{margin-top:2rem;color:#444;font-size:.9em}\
@media print{body{font-size:9.5pt;line-height:1.35;margin:0;max-width:none;padding:0}h1{margin-top:0}h2{break-after:avoid;margin:.9rem 0 .3rem}h3{break-after:avoid}li,tr,figure{break-inside:avoid}li{margin:.15rem 0}ul{margin:.3rem 0}\
.scroll{overflow:visible}.grid th[scope=row]{min-width:0}.scroll caption span{max-width:none}figure svg{min-width:0;max-height:215mm}figcaption{break-after:avoid}details:not([open]){display:none}\
body.note{font-size:7.6pt;line-height:1.15}.note main{columns:2;column-gap:7mm}\
.note h1,.note .lead,.note .lead+p,.note .scroll,.note figure,.note h2:has(+.scroll){column-span:all}\
.note h1{font-size:13pt;margin:0 0 1mm}.note .lead{font-size:9.2pt;margin:.8mm 0;padding-left:3mm}\
.note h2{font-size:9.2pt;margin:1.4mm 0 .4mm}.note h3{font-size:8.7pt;margin:1.3mm 0 .4mm}.note p{margin:.6mm 0}\
.note ul{margin:.6mm 0;padding-left:3.2mm}.note li{margin:.35mm 0}.note .detail{display:inline;color:#333}.note .detail::before{content:\" \"}.note table{margin:.5mm 0}\
.note th,.note td{padding:.25mm 1.5mm .25mm 0;font-size:7.5pt}.note .scroll caption{display:none}.note footer{margin-top:1mm;font-size:7.5pt}.note footer p{display:inline;margin-right:1mm}\
body.wide{font-size:8pt}.grid{hyphens:auto;font-size:7.5pt}.grid th,.grid td{padding:.15rem .25rem}}\
@page{size:A4;margin:8mm 9mm}";

/// From so many columns on, a table may be wider than a small screen, and than a comfortable line.
const NARROW: usize = 2;
const COMFORTABLE: usize = 5;

/// Writes a page.
pub fn html(page: &Page) -> String {
    let feet = || page.blocks.iter().filter(|block| matches!(block, Block::Foot(_)));
    let body = || page.blocks.iter().filter(|block| !matches!(block, Block::Foot(_)));
    let columns = |block: &Block| match block {
        Block::Table(table) => table.header.len(),
        Block::Figure(figure) if figure.table_alone => figure.table.header.len(),
        _ => 0,
    };
    // A table of many columns needs the whole width.
    let wide = page.blocks.iter().any(|block| columns(block) > COMFORTABLE);
    let title = if page.title.is_empty() { "coopform" } else { &page.title };
    let document: Markup = html! {
        (DOCTYPE)
        html lang=(page.lang.code()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body class=[page.compact.then_some("note").or(wide.then_some("wide"))] {
                main {
                    h1 { (title) }
                    @for block in body() { (draw(page.lang, block)) }
                }
                @if feet().next().is_some() { footer { @for block in feet() { (draw(page.lang, block)) } } }
            }
        }
    };
    let mut text = document.into_string();
    text.push('\n');
    text
}

fn draw(lang: Lang, block: &Block) -> Markup {
    html! {
        @match block {
            Block::Lead(text) => p.lead { (text) },
            Block::Heading(text) => h2 { (text) },
            Block::Subheading(text) => h3 { (text) },
            Block::Paragraph(text) | Block::Foot(text) => p { (text) },
            Block::List(items) => ul { @for item in items { (draw_item(item)) } },
            Block::Table(table) => (draw_table(table, false)),
            Block::Figure(figure) => (draw_figure(lang, figure)),
        }
    }
}

fn draw_figure(lang: Lang, figure: &Figure) -> Markup {
    if figure.table_alone {
        return draw_table(&figure.table, true);
    }
    html! {
        figure {
            figcaption { (figure.table.caption) }
            div.scroll tabindex="0" { (PreEscaped(figure.picture.as_str())) }
            details {
                summary { (lang.pick("Le même contenu en tableau", "The same in a table")) }
                (draw_table(&figure.table, false))
            }
        }
    }
}

/// A table; one that may be too wide moves inside its own box, which the keyboard reaches.
fn draw_table(table: &Table, grid: bool) -> Markup {
    let drawn = html! {
        table class=[grid.then_some("grid")] {
            caption { span { (table.caption) } }
            thead { tr { @for (place, cell) in table.header.iter().enumerate() { th scope="col" class=[live_column(table, place)] { (cell) } } } }
            tbody { @for (row, cells) in table.rows.iter().enumerate() { tr class=[table.live_rows.contains(&row).then_some("live-row")] {
                @for (place, cell) in cells.iter().enumerate() {
                    @if place == 0 && !cell.is_empty() { th scope="row" { (cell) } }
                    @else { td class=[live_column(table, place)] { (cell) } }
                }
            } } }
        }
    };
    match table.header.len() > NARROW {
        true => html! { div.scroll role="region" aria-label=(table.caption) tabindex="0" { (drawn) } },
        false => drawn,
    }
}

fn live_column(table: &Table, place: usize) -> Option<&'static str> {
    (table.live_column == Some(place)).then_some("live-column")
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
