//! Typography: the spaces and quotation marks of each language, and the characters that may be shown at all.

use crate::text::Lang;

/// A character that may be shown. A control character in a user's text must not reach a terminal, nor one
/// that turns the reading direction of what follows, nor one that no XML document may hold.
pub fn shown(c: char) -> char {
    match c {
        '\n' => c,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}' => '\u{fffd}',
        c if c.is_control() => '\u{fffd}',
        c => c,
    }
}

/// French typography (no-break spaces before double punctuation and inside guillemets, curved
/// apostrophes), and English quotation marks; other texts are left alone.
pub fn typeset(lang: Lang, text: &str) -> String {
    let mut set = String::with_capacity(text.len() + 8);
    let mut letters = text.chars().peekable();
    let mut before = ' ';
    while let Some(c) = letters.next() {
        let c = shown(c);
        let next = letters.peek().copied();
        let spaced = match (lang, c, next) {
            (Lang::Fr, ' ' | '\u{a0}', Some(';' | '!' | '?')) => '\u{202f}',
            (Lang::Fr, ' ', Some(':' | '»')) => '\u{a0}',
            (Lang::Fr, ' ', Some('0'..='9')) if before == '°' => '\u{a0}',
            (_, ' ', _) if before == '«' => '\u{a0}',
            (_, '\'', Some(n)) if before.is_alphabetic() && n.is_alphabetic() => '’',
            _ => c,
        };
        set.push(spaced);
        before = spaced;
    }
    set
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn french_punctuation_keeps_its_spaces() {
        assert_eq!(
            typeset(Lang::Fr, "l'entente : « oui » ; non ?"),
            "l’entente\u{a0}: «\u{a0}oui\u{a0}»\u{202f}; non\u{202f}?"
        );
        assert_eq!(typeset(Lang::En, "a community's plan: yes"), "a community’s plan: yes");
    }
}
