//! A cell cut into the parts that are read one by one.

/// The longest part read at once, in bytes.
const LONGEST: usize = 1000;

/// The parts of a cell, separated by `|`, `;` or line breaks; not by a `;` inside brackets.
pub(super) fn parts(cell: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0usize;
    let balanced = cell.matches('(').count() == cell.matches(')').count();
    let separates = move |c: char| {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        matches!(c, '|' | '\n') || (c == ';' && (depth == 0 || !balanced))
    };
    cell.split(separates).flat_map(windows).map(str::trim).filter(|part| !part.is_empty())
}

/// A very long part, cut after a sentence or a word, so that each piece is read to its end.
fn windows(part: &str) -> impl Iterator<Item = &str> {
    let mut rest = part;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let end = window(rest);
        let (piece, after) = rest.split_at(end);
        rest = after;
        Some(piece)
    })
}

fn window(text: &str) -> usize {
    if text.len() <= LONGEST {
        return text.len();
    }
    let limit = (0..=LONGEST).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
    let head = &text[..limit];
    let after = |mark: &str| head.rfind(mark).map(|at| at + mark.len()).filter(|&at| at > limit / 2);
    after(". ").or_else(|| after(", ")).or_else(|| after(" ")).unwrap_or(limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_cut_at_its_marks_and_a_long_part_between_words() {
        let cut = |cell| parts(cell).collect::<Vec<_>>();
        assert_eq!(cut("a | b;c\n d"), ["a", "b", "c", "d"]);
        assert_eq!(cut("a (b ; c) | d"), ["a (b ; c)", "d"]);
        assert_eq!(cut("a (b ; c"), ["a (b", "c"]);
        let long = "été ".repeat(600);
        assert_eq!(cut(&long).concat().matches("été").count(), 600);
        assert_eq!(parts(&"é".repeat(3000)).map(str::len).sum::<usize>(), 6000);
    }
}
