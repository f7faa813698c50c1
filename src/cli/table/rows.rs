//! One row, as it stands in a table or a line, to what it says: the same for every command that reads rows.

use csv::ByteRecord;

use crate::base::RuleBase;
use crate::cli::table::records::MAX_RECORD;
use crate::intake::cells::CellReader;
use crate::intake::columns::Columns;
use crate::intake::lines::LineReader;
use crate::intake::row::{Issue, Row, Trouble};
use crate::intake::shared::SharedPatterns;

/// Reads rows, remembering what it has already read.
pub(in crate::cli) struct RowReader<'a> {
    /// The columns of the table; none for lines of JSON.
    columns: Option<&'a Columns>,
    cells: CellReader<'a>,
    lines: LineReader<'a>,
}

impl<'a> RowReader<'a> {
    /// A reader that shares with others, one for each core, the patterns of their rule base.
    pub(in crate::cli) fn sharing(
        base: &'a RuleBase,
        patterns: &SharedPatterns,
        columns: Option<&'a Columns>,
    ) -> RowReader<'a> {
        RowReader {
            columns,
            cells: CellReader::sharing(base, patterns),
            lines: LineReader::sharing(base, patterns),
        }
    }

    /// Reads a row of a table over `row`; answers whether it is blank.
    pub(in crate::cli) fn record(&mut self, record: &ByteRecord, row: &mut Row) -> bool {
        let blank = record.iter().all(|cell| cell.trim_ascii().is_empty());
        let cells: Result<Vec<&str>, _> = record.iter().map(std::str::from_utf8).collect();
        match (self.columns, cells) {
            _ if record.as_slice().len() > MAX_RECORD => refuse(row, Trouble::TooLarge(MAX_RECORD)),
            (Some(columns), Ok(cells)) if !blank => {
                columns.read_row(cells.into_iter(), &mut self.cells, row);
            }
            (_, Err(_)) => refuse(row, Trouble::NotText),
            _ => row.clear(),
        }
        blank
    }

    /// Reads a line of JSON over `row`; answers whether it is blank.
    pub(in crate::cli) fn line(&mut self, line: &[u8], row: &mut Row) -> bool {
        let blank = line.trim_ascii().is_empty();
        row.clear();
        match std::str::from_utf8(line) {
            Ok(line) if !blank => self.lines.read(line.trim(), row),
            Ok(_) => {}
            Err(_) => refuse(row, Trouble::NotText),
        }
        blank
    }
}

fn refuse(row: &mut Row, trouble: Trouble) {
    row.clear();
    row.issues.push(Issue::of_row("", trouble));
}
