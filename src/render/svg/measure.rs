//! How much room a text takes, without a font at hand: never less than with the usual ones.

use crate::render::svg::Type;

/// About how wide a text is, never less with the usual fonts: hundredths of the size, letter by letter.
pub(super) fn width(text: &str, style: Type) -> i32 {
    let hundredths: i32 = text.chars().map(advance).sum();
    let hundredths = if style.bold { hundredths * 112 / 100 } else { hundredths };
    hundredths * style.size / 100 + 1
}

fn advance(c: char) -> i32 {
    match c {
        'i' | 'j' | 'l' | 'ï' | 'î' | '\'' | '’' | '.' | ',' | ':' | ';' | '!' | '|' | ' ' | '\u{a0}'
        | '\u{202f}' => 33,
        'f' | 'r' | 't' | '(' | ')' | '-' | '·' => 42,
        'm' | 'w' | 'M' | 'W' | 'œ' | 'æ' | '@' | '%' | '…' | '—' => 99,
        'A'..='Z' | 'À'..='Þ' => 76,
        c if c <= '\u{24f}' => 64,
        // Letters of other scripts, signs, pictures.
        _ => 130,
    }
}

/// Breaks a text at ordinary spaces; a word wider than a line breaks after its hyphens, or else anywhere.
pub(super) fn wrap(text: &str, style: Type, room: i32) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split([' ', '\n']).filter(|word| !word.is_empty()) {
        let parts = if width(word, style) > room { word.split_inclusive('-').collect() } else { vec![word] };
        for (place, part) in parts.into_iter().enumerate() {
            let space = if place == 0 { " " } else { "" };
            add(&mut lines, part, space, style, room);
        }
    }
    lines.retain(|line| !line.is_empty());
    lines
}

/// Adds a part of a text to the last line if there is room, else to a new one, letter by letter if need be.
fn add(lines: &mut Vec<String>, part: &str, space: &str, style: Type, room: i32) {
    if let Some(last) = lines.last_mut() {
        let longer = if last.is_empty() { part.to_owned() } else { format!("{last}{space}{part}") };
        if width(&longer, style) <= room {
            *last = longer;
            return;
        }
    }
    let mut current = String::new();
    for letter in part.chars() {
        current.push(letter);
        if width(&current, style) > room && current.chars().nth(1).is_some() {
            current.pop();
            lines.push(std::mem::replace(&mut current, letter.to_string()));
        }
    }
    lines.push(current);
}

/// How high so many lines are.
pub(super) fn height(lines: &[String], style: Type) -> i32 {
    style.line() * i32::try_from(lines.len()).unwrap_or(0)
}

/// The widest word of some texts.
pub(super) fn widest_word<'t>(texts: impl IntoIterator<Item = &'t String>, style: Type) -> i32 {
    texts.into_iter().flat_map(|text| text.split(' ')).map(|word| width(word, style)).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_hold_in_their_room_and_lose_nothing() {
        let text =
            "une phrase assez longue pour trois lignes et un-mot-bien-trop-long-pour-une-seule-ligne 🚀";
        let lines = wrap(text, Type::TEXT, 120);
        assert!(lines.iter().all(|line| width(line, Type::TEXT) <= 120), "{lines:?}");
        let letters = |text: &str| text.chars().filter(|c| *c != ' ').collect::<String>();
        assert_eq!(letters(&lines.concat()), letters(text));
    }
}
