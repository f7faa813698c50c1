//! The rows of a batch as a workbook: the results, with a header that stays in view, and a second sheet with
//! what is to be corrected. Holds the whole workbook in memory.

use rust_xlsxwriter::{Format, FormatAlign, Workbook, Worksheet};

use crate::intake::row::Issue;
use crate::render::page::typeset;
use crate::render::sheet::letters;
use crate::render::words::Words;

/// The rows of a sheet, its header included.
const MOST_ROWS: u32 = 1_048_576;
/// The characters of a cell.
const MOST_CHARACTERS: usize = 32_767;
/// The narrowest and the widest column, in characters.
const WIDTHS: (usize, usize) = (9, 48);

/// A workbook being filled.
pub struct Xlsx<'b> {
    words: Words<'b>,
    results: Worksheet,
    row: u32,
    widths: Vec<usize>,
    corrections: Worksheet,
    correction: u32,
    headers: Vec<String>,
    wrapped: Format,
    cut: usize,
}

impl<'b> Xlsx<'b> {
    /// A workbook with its headers.
    pub fn new(words: Words<'b>, headers: &[String]) -> Xlsx<'b> {
        let mut xlsx = Xlsx {
            words,
            results: Worksheet::new(),
            row: 0,
            widths: headers.iter().map(|header| header.chars().count()).collect(),
            corrections: Worksheet::new(),
            correction: 0,
            headers: headers.to_vec(),
            wrapped: Format::new().set_text_wrap().set_align(FormatAlign::Top),
            cut: 0,
        };
        let bold = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
        let _ = xlsx.results.set_name(words.pick("Résultats", "Results"));
        let _ = xlsx.results.set_freeze_panes(1, 0);
        for (column, header) in headers.iter().enumerate() {
            let _ = xlsx.results.write_string_with_format(0, column as u16, limited(header), &bold);
        }
        let _ = xlsx.corrections.set_name(words.pick("À corriger", "To correct"));
        let _ = xlsx.corrections.set_freeze_panes(1, 0);
        let columns = match words.lang {
            crate::text::Lang::Fr => ["Ligne", "Colonne", "En-tête", "Valeur", "À corriger"],
            crate::text::Lang::En => ["Row", "Column", "Header", "Value", "To correct"],
        };
        for (column, header) in columns.iter().enumerate() {
            let _ = xlsx.corrections.write_string_with_format(0, column as u16, *header, &bold);
        }
        xlsx
    }

    /// Adds a row of results. Everything is text: a spreadsheet runs nothing of it, and changes no number.
    pub fn row(&mut self, cells: &[String]) {
        self.row += 1;
        for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            self.cut += usize::from(cell.len() > MOST_CHARACTERS && cell.chars().count() > MOST_CHARACTERS);
            let longest = cell.lines().map(|line| line.chars().count()).max().unwrap_or(0);
            if let Some(width) = self.widths.get_mut(column) {
                *width = (*width).max(longest);
            }
            let _ = match whole_number(cell) {
                Some(number) => {
                    self.results.write_number_with_format(self.row, column as u16, number, &self.wrapped)
                }
                None => self.results.write_string_with_format(
                    self.row,
                    column as u16,
                    limited(cell),
                    &self.wrapped,
                ),
            };
        }
    }

    /// Adds what is to be corrected in a row of the table read.
    pub fn to_correct(&mut self, row: usize, issues: &[Issue]) {
        for issue in issues {
            self.correction += 1;
            let at = self.correction;
            let column = issue.column.map(letters).unwrap_or_default();
            let sentence = typeset(self.words.lang, &self.words.issue(issue));
            let _ = self.corrections.write_number_with_format(at, 0, row as f64, &self.wrapped);
            for (index, text) in [&column, &issue.header, &issue.value, &sentence].into_iter().enumerate() {
                let _ = self.corrections.write_string_with_format(
                    at,
                    index as u16 + 1,
                    limited(text),
                    &self.wrapped,
                );
            }
        }
    }

    /// How many cells were cut, being longer than a sheet can hold.
    pub fn cut(&self) -> usize {
        self.cut
    }

    /// Whether a sheet can hold no more.
    pub fn is_full(&self) -> bool {
        self.row.max(self.correction) >= MOST_ROWS - 1
    }

    /// The bytes of the workbook.
    ///
    /// # Errors
    /// What the writer says, when the workbook cannot be made.
    pub fn finish(mut self) -> Result<Vec<u8>, String> {
        for (column, width) in self.widths.iter().enumerate() {
            let width = (*width).clamp(WIDTHS.0, WIDTHS.1) as f64 + 2.0;
            let _ = self.results.set_column_width(column as u16, width);
        }
        for (column, width) in [8.0, 9.0, 24.0, 40.0, 70.0].into_iter().enumerate() {
            let _ = self.corrections.set_column_width(column as u16, width);
        }
        let last = self.headers.len().saturating_sub(1) as u16;
        let _ = self.results.autofilter(0, 0, self.row, last);
        let mut workbook = Workbook::new();
        workbook.push_worksheet(self.results);
        workbook.push_worksheet(self.corrections);
        workbook.save_to_buffer().map_err(|error| error.to_string())
    }
}

/// A number that a spreadsheet would write as it is written here: few digits alone, no zero before them.
fn whole_number(cell: &str) -> Option<f64> {
    let plain = cell.len() <= 11 && cell.bytes().all(|b| b.is_ascii_digit());
    let padded = cell.len() > 1 && cell.starts_with('0');
    (plain && !padded).then(|| cell.parse().ok()).flatten()
}

/// What fits in a cell.
fn limited(cell: &str) -> String {
    cell.chars().take(MOST_CHARACTERS).collect()
}
