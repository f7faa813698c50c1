//! Rows and lines by chunks, in bounded memory: what is counted while they are read, and what is too long.

use std::io::{self, BufRead, BufReader, Chain, Cursor, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use csv::ByteRecord;

use crate::batch::ROWS_PER_CHUNK;
use crate::cli::Failure;
use crate::text::Lang;

/// A longest line or record accepted, in bytes.
pub(in crate::cli) const MAX_RECORD: usize = 1 << 20;
/// The most bytes read without the end of a row.
pub(super) const MAX_UNFINISHED: u64 = 16 << 20;
/// Some rows, each with its number.
pub(in crate::cli) enum Chunk {
    /// Rows of a table; a row without a cell is blank.
    Table(Vec<(usize, ByteRecord)>),
    /// Lines.
    Lines(Vec<(usize, Vec<u8>)>),
}

/// What rows are read from.
pub(super) type Reader = Chain<Cursor<Vec<u8>>, BufReader<Watched>>;

/// What is counted while a table is read.
#[derive(Debug, Clone, Default)]
pub(super) struct Watch {
    /// An odd number of quotation marks at the end of a table is one left open.
    pub(super) odd_quotes: Arc<AtomicBool>,
    /// All bytes read.
    pub(super) all: Arc<AtomicU64>,
    /// The bytes read since the last row that was whole.
    pub(super) since_row: Arc<AtomicU64>,
}

/// A reader that is watched, and stops before one row fills the memory.
pub(super) struct Watched {
    pub(super) inner: Box<dyn Read + Send>,
    pub(super) watch: Watch,
}

impl Read for Watched {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        if buffer[..count].iter().filter(|&&b| b == b'"').count() % 2 == 1 {
            self.watch.odd_quotes.fetch_xor(true, Ordering::Relaxed);
        }
        self.watch.all.fetch_add(count as u64, Ordering::Relaxed);
        if self.watch.since_row.fetch_add(count as u64, Ordering::Relaxed) > MAX_UNFINISHED {
            return Err(io::Error::from(io::ErrorKind::FileTooLarge));
        }
        Ok(count)
    }
}

/// The next rows of a table; nothing at its end.
pub(super) fn table_chunk(
    reader: &mut csv::Reader<Reader>,
    row: &mut usize,
    watch: &Watch,
) -> Result<Option<Chunk>, csv::Error> {
    let mut rows = Vec::with_capacity(ROWS_PER_CHUNK);
    let mut bytes = 0;
    while rows.len() < ROWS_PER_CHUNK && bytes < MAX_RECORD {
        let before = reader.position().line();
        watch.since_row.store(0, Ordering::Relaxed);
        let mut record = ByteRecord::new();
        if !reader.read_byte_record(&mut record)? {
            break;
        }
        // The reader skips blank lines: they are counted back, so that row numbers are a spreadsheet's.
        let consumed = (reader.position().line() - before) as usize;
        let inside = record.as_slice().iter().filter(|&&b| b == b'\n').count();
        for _ in 1..consumed.saturating_sub(inside) {
            *row += 1;
            rows.push((*row, ByteRecord::new()));
        }
        *row += 1;
        bytes += record.as_slice().len();
        rows.push((*row, record));
    }
    Ok((!rows.is_empty()).then_some(Chunk::Table(rows)))
}

/// The failure to report when the last row swallowed the rest of the table.
pub(super) fn unclosed(lang: Lang, rows: &[(usize, ByteRecord)]) -> Option<Failure> {
    let (row, last) = rows.last()?;
    last.as_slice().contains(&b'\n').then(|| {
        Failure::data(match lang {
            Lang::Fr => format!("ligne {row} : un guillemet n’est pas refermé ; tout ce qui le suit est lu comme une seule cellule."),
            Lang::En => format!("row {row}: a quotation mark is not closed; all that follows it is read as one cell."),
        })
    })
}

/// The next lines; nothing at the end.
pub(super) fn lines_chunk(reader: &mut Reader, line: &mut usize) -> io::Result<Option<Chunk>> {
    let mut lines = Vec::with_capacity(ROWS_PER_CHUNK);
    let mut total = 0;
    while lines.len() < ROWS_PER_CHUNK && total < MAX_RECORD {
        let mut bytes = Vec::new();
        // A longer line is cut, and refused as JSON that is not whole.
        if reader.by_ref().take(MAX_RECORD as u64).read_until(b'\n', &mut bytes)? == 0 {
            break;
        }
        if bytes.len() == MAX_RECORD && bytes.last() != Some(&b'\n') {
            skip_line(reader)?;
        }
        *line += 1;
        total += bytes.len();
        lines.push((*line, bytes));
    }
    Ok((!lines.is_empty()).then_some(Chunk::Lines(lines)))
}

/// Passes over the rest of a line too long to be kept.
fn skip_line(reader: &mut Reader) -> io::Result<()> {
    loop {
        let available = reader.fill_buf()?;
        let (used, done) = match available.iter().position(|&b| b == b'\n') {
            Some(end) => (end + 1, true),
            None => (available.len(), available.is_empty()),
        };
        reader.consume(used);
        if done {
            return Ok(());
        }
    }
}
