//! Pictures drawn by hand: black on white, every meaning in words, no identifier, no script, no font of their
//! own. Whatever is written in one passes through `escape`, here and nowhere else.

pub(super) mod around;
pub mod balance;
pub mod decision;
pub mod heat;
pub(super) mod map;
mod measure;
mod routes;
pub mod sensitivity;

use std::fmt::Write as _;

use crate::render::svg::measure::{height, wrap};
use crate::render::typography::{shown, typeset};
use crate::text::Lang;

/// A whole `svg` element; empty when there is nothing to draw. Only a canvas of this room makes one.
#[derive(Debug, Clone, Default)]
pub struct Svg(String);

impl Svg {
    /// The element, to be set in a page or saved as it is.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Where a text is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hold {
    Start,
    Middle,
    End,
}

/// How a text looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Type {
    pub(super) size: i32,
    pub(super) bold: bool,
}

impl Type {
    pub(super) const TEXT: Type = Type { size: 14, bold: false };
    pub(super) const STRONG: Type = Type { size: 14, bold: true };
    pub(super) const SMALL: Type = Type { size: 12, bold: false };
    pub(super) const SMALL_STRONG: Type = Type { size: 12, bold: true };

    /// From one line to the next.
    pub(super) fn line(self) -> i32 {
        self.size * 5 / 4
    }
}

/// A rectangle.
#[derive(Debug, Clone, Copy)]
pub(super) struct Area {
    pub(super) x: i32,
    pub(super) y: i32,
    pub(super) width: i32,
    pub(super) height: i32,
}

/// How an area or a line is inked.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ink {
    pub(super) fill: &'static str,
    pub(super) stroke: &'static str,
    pub(super) width: &'static str,
    pub(super) dash: &'static str,
}

impl Ink {
    /// The colour of texts and of heavy lines.
    pub(super) const BLACK: &str = "#111";
    /// Light lines that carry a meaning still stand out three times from the paper.
    pub(super) const GREY: &str = "#767676";
    /// A thin frame.
    pub(super) const FRAME: Ink = Ink { fill: "#fff", stroke: Ink::GREY, width: "1", dash: "" };
    /// A heavy outline over what is there.
    pub(super) const OUTLINE: Ink = Ink { fill: "none", stroke: Ink::BLACK, width: "3", dash: "" };
    /// A full area.
    pub(super) const FULL: Ink = Ink { fill: "#333", stroke: "#333", width: "1", dash: "" };
    /// A plain line.
    pub(super) const LINE: Ink = Ink { fill: "none", stroke: Ink::BLACK, width: "1.5", dash: "" };
    /// Strokes across an area.
    pub(super) const HATCH: Ink = Ink { fill: "none", stroke: "#333", width: "1.5", dash: "" };
}

/// A picture under way.
pub(super) struct Canvas {
    lang: Lang,
    width: i32,
    body: String,
}

impl Canvas {
    pub(super) fn new(lang: Lang, width: i32) -> Canvas {
        Canvas { lang, width, body: String::new() }
    }

    /// The text as it will be set, cut into lines no wider than `width`.
    pub(super) fn lines(&self, text: &str, style: Type, width: i32) -> Vec<String> {
        wrap(&typeset(self.lang, text), style, width)
    }

    /// Writes one line, whose foot stands at `y`.
    pub(super) fn text(&mut self, x: i32, y: i32, hold: Hold, style: Type, text: &str) {
        let anchor = match hold {
            Hold::Start => "start",
            Hold::Middle => "middle",
            Hold::End => "end",
        };
        let weight = if style.bold { " font-weight=\"600\"" } else { "" };
        let _ = writeln!(
            self.body,
            "<text x=\"{x}\" y=\"{y}\" font-size=\"{}\"{weight} text-anchor=\"{anchor}\">{}</text>",
            style.size,
            escape(&typeset(self.lang, text))
        );
    }

    /// Writes lines under each other from `top`; tells how high they are.
    pub(super) fn column(&mut self, x: i32, top: i32, hold: Hold, style: Type, lines: &[String]) -> i32 {
        let mut y = top;
        for line in lines {
            self.text(x, y + style.size, hold, style, line);
            y += style.line();
        }
        y - top
    }

    /// Writes lines in the middle of a box.
    pub(super) fn centred(&mut self, place: Area, style: Type, lines: &[String]) {
        let top = place.y + (place.height - height(lines, style)) / 2;
        self.column(place.x + place.width / 2, top, Hold::Middle, style, lines);
    }

    pub(super) fn rect(&mut self, place: Area, ink: Ink) {
        let Area { x, y, width, height } = place;
        let _ = writeln!(
            self.body,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"{}/>",
            inked(ink)
        );
    }

    /// Draws what a path says.
    pub(super) fn path(&mut self, path: &str, ink: Ink) {
        let _ = writeln!(self.body, "<path d=\"{path}\"{}/>", inked(ink));
    }

    /// A frame crossed by slanting strokes.
    pub(super) fn hatched(&mut self, place: Area, ink: Ink) {
        const STEP: usize = 7;
        self.rect(place, Ink { fill: "#fff", ..ink });
        let Area { x, y, width, height } = place;
        let mut path = String::new();
        for at in (STEP as i32..width + height).step_by(STEP) {
            let (from, to) = (
                (x + (at - height).max(0), y + at.min(height)),
                (x + at.min(width), y + (at - width).max(0)),
            );
            let _ = write!(path, "M{} {}L{} {}", from.0, from.1, to.0, to.1);
        }
        self.path(&path, ink);
    }

    /// The whole picture, `height` high, with its name and what it shows for those who do not see it.
    pub(super) fn finish(self, height: i32, name: &str, description: &str) -> Svg {
        let said = |text: &str| escape(&typeset(self.lang, text));
        let Canvas { width, .. } = self;
        Svg(format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" lang=\"{}\" viewBox=\"0 0 {width} {height}\" \
             width=\"{width}\" height=\"{height}\" font-family=\"system-ui, 'DejaVu Sans', sans-serif\" \
             fill=\"{}\">\n<title>{}</title>\n<desc>{}</desc>\n\
             <rect width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>\n{}</svg>\n",
            self.lang.code(),
            Ink::BLACK,
            said(name),
            said(description),
            self.body
        ))
    }
}

fn inked(ink: Ink) -> String {
    let dash =
        if ink.dash.is_empty() { String::new() } else { format!(" stroke-dasharray=\"{}\"", ink.dash) };
    format!(" fill=\"{}\" stroke=\"{}\" stroke-width=\"{}\"{dash}", ink.fill, ink.stroke, ink.width)
}

/// Keeps an author's text from being read as markup.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars().map(shown) {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}

/// A number with its sign, the minus as printers set it.
pub(super) fn signed(number: i32) -> String {
    match number {
        0 => "0".to_owned(),
        1.. => format!("+{number}"),
        _ => format!("−{}", number.unsigned_abs()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_text_is_markup() {
        let hostile = "<script>alert('x')</script> & \"q\" \u{202e}olé\u{202c} \u{7}👩‍🚀";
        let mut canvas = Canvas::new(Lang::En, 200);
        canvas.text(0, 0, Hold::Start, Type::TEXT, hostile);
        let drawn = canvas.finish(100, hostile, hostile);
        let text = drawn.as_str();
        assert!(!text.contains("<script") && !text.contains("\"q\"") && !text.contains("& "), "{text}");
        assert!(!text.contains('\u{202e}') && !text.contains('\u{7}') && text.contains("👩‍🚀"), "{text}");
        assert_eq!(text.matches("&lt;script&gt;").count(), 3);
    }
}
