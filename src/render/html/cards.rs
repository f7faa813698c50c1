//! Cards to cut out, as one HTML file: two columns, on A4.

use maud::{DOCTYPE, PreEscaped, html};

use crate::render::cards::Card;
use crate::text::Lang;

const STYLE: &str = "\
:root{color-scheme:light}body{font:15px/1.4 system-ui,sans-serif;margin:1rem auto;max-width:46rem;color:#111;background:#fff}\
h1{font-size:1.3rem}ul{list-style:none;margin:0;padding:0;display:grid;grid-template-columns:1fr 1fr}\
li{border:1px dashed #767676;padding:1rem;min-height:12rem;break-inside:avoid;overflow-wrap:anywhere}\
h2{font-size:1.4rem;margin:0 0 .6rem}p{font-size:1.1rem;margin:.4rem 0}\
@media print{body{margin:0;max-width:none}h1{font-size:1rem;margin:0 0 .3rem}li{min-height:60mm}}\
@page{size:A4;margin:12mm}";

/// Writes cards, under a title.
pub fn cards(lang: Lang, title: &str, cards: &[Card]) -> String {
    let document = html! {
        (DOCTYPE)
        html lang=(lang.code()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body { main {
                h1 { (title) }
                ul { @for card in cards { li {
                    h2 { (card.title) }
                    @for line in &card.lines { p { (line) } }
                } } }
            } }
        }
    };
    document.into_string() + "\n"
}
