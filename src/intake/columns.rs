//! The header of a table: which column says what. Unknown columns are kept and named, never an error.

use crate::base::RuleBase;
use crate::base::lexicon::{Key, Meaning};
use crate::intake::cells::CellReader;
use crate::intake::row::{Issue, Row, Trouble};

/// What the columns of a table mean.
#[derive(Debug, Clone)]
pub struct Columns {
    /// The headers, as written.
    pub headers: Vec<String>,
    /// The key of each column, if it has one.
    pub keys: Vec<Option<Key>>,
    /// Headers understood in spite of a typing error.
    pub corrected: Vec<usize>,
}

impl Columns {
    /// Reads a header row. The first column that can be the name is; a second one is kept as it is.
    pub fn read(base: &RuleBase, headers: Vec<String>) -> Columns {
        let mut keys: Vec<Option<Key>> = Vec::with_capacity(headers.len());
        let mut corrected = Vec::new();
        for (index, header) in headers.iter().enumerate() {
            let (key, typo) = match (base.lexicon.key(header), base.lexicon.any_term(header)) {
                (Meaning::Exact(key), _) => (Some(key), false),
                // A column may ask one thing, by yes or no.
                (_, Meaning::Exact(term)) => (Some(Key::Term(term)), false),
                (Meaning::Typo(key), _) => (Some(key), true),
                (Meaning::Unknown(_), _) => (None, false),
            };
            let repeated = key == Some(Key::Name) && keys.contains(&key);
            keys.push(key.filter(|_| !repeated));
            if typo && !repeated {
                corrected.push(index);
            }
        }
        Columns { headers, keys, corrected }
    }

    /// The headers of the columns that are kept without being read.
    pub fn unread(&self) -> impl Iterator<Item = &str> {
        self.headers
            .iter()
            .zip(&self.keys)
            .filter(|(header, key)| key.is_none() && !header.trim().is_empty())
            .map(|(header, _)| header.as_str())
    }

    /// Whether a column says anything of a situation.
    pub fn any_read(&self) -> bool {
        self.keys.iter().flatten().any(|key| *key != Key::Name)
    }

    /// The dimensions that no column gives.
    pub fn missing(&self, base: &RuleBase) -> Vec<usize> {
        let given = |index: &usize| {
            let id = crate::base::ids::DimensionId::new(*index);
            self.keys.contains(&Some(Key::Dimension(id)))
        };
        (0..base.vocabulary.dimensions.len()).filter(|index| !given(index)).collect()
    }

    /// Reads the cells of a row.
    pub fn read_row<'c>(
        &self,
        cells: impl Iterator<Item = &'c str>,
        reader: &mut CellReader<'_>,
        row: &mut Row,
    ) {
        row.clear();
        let mut beyond: Vec<&str> = Vec::new();
        for (index, cell) in cells.enumerate() {
            if index >= self.headers.len() && !cell.trim().is_empty() {
                beyond.push(cell.trim());
            }
            if let Some(Some(key)) = self.keys.get(index) {
                reader.read(*key, index, &self.headers[index], cell, row);
            }
        }
        if !beyond.is_empty() {
            row.issues.push(Issue {
                column: None,
                header: String::new(),
                value: beyond.join(" | "),
                trouble: Trouble::ExtraCells,
            });
        }
        reader.finish(row);
    }
}
