//! The rows of a table or the lines of a JSON Lines file, by chunks, with the numbers that a spreadsheet
//! shows.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Chain, Cursor, Read};

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use csv::ByteRecord;

use crate::base::RuleBase;
use crate::batch::ROWS_PER_CHUNK;
use crate::cli::Failure;
use crate::cli::recommend::cannot_read;
use crate::cli::score::encoding::{Encoding, decoded};
use crate::cli::score::workbook::{self, is_workbook};
use crate::intake::columns::Columns;
use crate::text::Lang;

type Reader = Chain<Cursor<Vec<u8>>, BufReader<CountingQuotes>>;

/// A reader that counts quotation marks: an odd number at the end of a table is one left open.
struct CountingQuotes {
    inner: Box<dyn Read + Send>,
    odd: Arc<AtomicBool>,
}

impl Read for CountingQuotes {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        if buffer[..count].iter().filter(|&&b| b == b'"').count() % 2 == 1 {
            self.odd.fetch_xor(true, Ordering::Relaxed);
        }
        Ok(count)
    }
}

/// A longest line or record accepted, in bytes.
const MAX_RECORD: usize = 1 << 20;

/// Some rows, each with its number.
pub(super) enum Chunk {
    /// Rows of a table; a row without a cell is blank.
    Table(Vec<(usize, ByteRecord)>),
    /// Lines.
    Lines(Vec<(usize, Vec<u8>)>),
}

/// An open table or JSON Lines file.
pub(super) struct Input {
    path: String,
    encoding: Encoding,
    sheet: Option<String>,
    kind: Kind,
}

enum Kind {
    Table { reader: Box<csv::Reader<Reader>>, delimiter: u8, row: usize, odd_quotes: Arc<AtomicBool> },
    Lines { reader: Reader },
}

impl Input {
    /// Opens a file or standard input, and looks at its beginning to know what it is.
    pub(super) fn open(
        lang: Lang,
        path: &str,
        declared: Option<Encoding>,
        asked: Option<&str>,
    ) -> Result<Input, Failure> {
        let (sheet, raw) = source(lang, path, asked)?;
        let (encoding, raw) =
            decoded(raw, declared, path == "-").map_err(|error| cannot_read(lang, path, &error))?;
        let odd_quotes = Arc::new(AtomicBool::new(false));
        let counting = CountingQuotes { inner: raw, odd: Arc::clone(&odd_quotes) };
        let mut reader = BufReader::with_capacity(1 << 17, counting);
        let mut head = Vec::new();
        let first_lines = |head: &[u8]| head.contains(&b'\n') && !head.trim_ascii().is_empty();
        // However the bytes arrive, the first line that says something is whole before anything is decided.
        while head.len() < MAX_RECORD && !first_lines(&head) {
            let read = reader.by_ref().take(MAX_RECORD as u64).read_until(b'\n', &mut head);
            if read.map_err(|error| cannot_read(lang, path, &error))? == 0 {
                break;
            }
        }
        refuse_what_is_not_text(lang, path, &head)?;
        let mark = if head.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
        let blank = head[mark..].iter().take_while(|b| b.is_ascii_whitespace() && **b != b'\t').count();
        let mut row = head[mark..mark + blank].iter().filter(|&&b| b == b'\n').count();
        let mut start = mark + blank;
        let line = head[start..].trim_ascii_end();
        if matches!(line, b"{" | b"[") || line.first() == Some(&b'[') {
            return Err(Failure::usage(match lang {
                Lang::Fr => format!(
                    "« {path} » n’est pas en JSON Lines (un objet par ligne). Pour une seule situation : coopform recommend {path}"
                ),
                Lang::En => format!(
                    "“{path}” is not JSON Lines (one object a line). For a single situation: coopform recommend {path}"
                ),
            }));
        }
        if line.first() == Some(&b'{') {
            return Ok(Input {
                path: path.to_owned(),
                encoding,
                sheet,
                kind: Kind::Lines { reader: Cursor::new(head.split_off(mark)).chain(reader) },
            });
        }
        let delimiter = match line.strip_prefix(b"sep=") {
            Some([delimiter]) => {
                start = head.len();
                row += 1;
                *delimiter
            }
            _ => delimiter(line),
        };
        let reader = Cursor::new(head.split_off(start)).chain(reader);
        let reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .has_headers(false)
            .flexible(true)
            .buffer_capacity(1 << 17)
            .from_reader(reader);
        Ok(Input {
            path: path.to_owned(),
            encoding,
            sheet,
            kind: Kind::Table { reader: Box::new(reader), delimiter, row, odd_quotes },
        })
    }

    /// The sheet read, for a workbook.
    pub(super) fn sheet(&self) -> Option<&str> {
        self.sheet.as_deref()
    }

    /// The encoding read.
    pub(super) fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// The separator of the cells, for a table.
    pub(super) fn delimiter(&self) -> Option<u8> {
        match self.kind {
            Kind::Table { delimiter, .. } => Some(delimiter),
            Kind::Lines { .. } => None,
        }
    }

    /// Reads the header of a table.
    pub(super) fn header(&mut self, lang: Lang, base: &RuleBase) -> Result<Option<Columns>, Failure> {
        let Kind::Table { reader, row, .. } = &mut self.kind else { return Ok(None) };
        let mut record = ByteRecord::new();
        let found =
            reader.read_byte_record(&mut record).map_err(|error| broken_table(lang, &self.path, &error))?;
        if !found {
            return Err(Failure::data(match lang {
                Lang::Fr => {
                    format!("« {} » est vide. Partez d’un modèle : coopform template table", self.path)
                }
                Lang::En => {
                    format!("“{}” is empty. Start from a template: coopform template table", self.path)
                }
            }));
        }
        *row += 1;
        let headers = record.iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect();
        let columns = Columns::read(base, headers);
        if columns.any_read() {
            return Ok(Some(columns));
        }
        let expected: Vec<&str> = base.vocabulary.dimensions.iter().map(|d| d.label.get(lang)).collect();
        let (found, expected) = (columns.headers.join(" | "), expected.join(", "));
        Err(Failure::data(match lang {
            Lang::Fr => format!(
                "aucune colonne de « {} » n’est une rubrique. Colonnes lues : « {found} ». Rubriques attendues : {expected}. Modèle : coopform template table",
                self.path
            ),
            Lang::En => format!(
                "no column of “{}” is a heading. Columns read: “{found}”. Headings expected: {expected}. Template: coopform template table",
                self.path
            ),
        }))
    }

    /// The rest, by chunks.
    pub(super) fn chunks(self, lang: Lang) -> impl Iterator<Item = Result<Chunk, Failure>> {
        let path = self.path;
        let mut kind = self.kind;
        let mut line = 0;
        std::iter::from_fn(move || match &mut kind {
            Kind::Table { reader, row, odd_quotes, .. } => {
                let chunk = table_chunk(reader, row).map_err(|e| broken_table(lang, &path, &e)).transpose();
                match &chunk {
                    Some(Ok(Chunk::Table(rows)))
                        if reader.is_done() && odd_quotes.load(Ordering::Relaxed) =>
                    {
                        unclosed(lang, rows).map_or(chunk, |failure| Some(Err(failure)))
                    }
                    _ => chunk,
                }
            }
            Kind::Lines { reader } => {
                lines_chunk(reader, &mut line).map_err(|e| cannot_read(lang, &path, &e)).transpose()
            }
        })
    }
}

/// Standard input, a file, or one sheet of a workbook with its name.
fn source(
    lang: Lang,
    path: &str,
    asked: Option<&str>,
) -> Result<(Option<String>, Box<dyn Read + Send>), Failure> {
    if path == "-" {
        return Ok((None, Box::new(io::stdin())));
    }
    let unreadable = |error: io::Error| cannot_read(lang, path, &error);
    let mut file = File::open(path).map_err(unreadable)?;
    let mut head = Vec::new();
    file.by_ref().take(8).read_to_end(&mut head).map_err(unreadable)?;
    if !is_workbook(&head) {
        return match asked {
            None => Ok((None, Box::new(Cursor::new(head).chain(file)))),
            Some(_) => Err(Failure::usage(match lang {
                Lang::Fr => {
                    format!("« --sheet » choisit la feuille d’un classeur, et « {path} » n’en est pas un.")
                }
                Lang::En => format!("“--sheet” chooses the sheet of a workbook, and “{path}” is not one."),
            })),
        };
    }
    file.take(1 << 30).read_to_end(&mut head).map_err(unreadable)?;
    let sheet = workbook::read(lang, path, head, asked)?;
    Ok((Some(sheet.name), Box::new(Cursor::new(sheet.text))))
}

fn table_chunk(reader: &mut csv::Reader<Reader>, row: &mut usize) -> Result<Option<Chunk>, csv::Error> {
    let mut rows = Vec::with_capacity(ROWS_PER_CHUNK);
    let mut bytes = 0;
    while rows.len() < ROWS_PER_CHUNK && bytes < MAX_RECORD {
        let before = reader.position().line();
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
fn unclosed(lang: Lang, rows: &[(usize, ByteRecord)]) -> Option<Failure> {
    let (row, last) = rows.last()?;
    last.as_slice().contains(&b'\n').then(|| {
        Failure::data(match lang {
            Lang::Fr => format!("ligne {row} : un guillemet n’est pas refermé ; tout ce qui le suit est lu comme une seule cellule."),
            Lang::En => format!("row {row}: a quotation mark is not closed; all that follows it is read as one cell."),
        })
    })
}

fn lines_chunk(reader: &mut Reader, line: &mut usize) -> io::Result<Option<Chunk>> {
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

/// The separator that appears most in the header, outside quotes.
fn delimiter(line: &[u8]) -> u8 {
    let mut quoted = false;
    let mut counts = [0usize; 3];
    for &byte in line {
        match byte {
            b'"' => quoted = !quoted,
            b';' if !quoted => counts[0] += 1,
            b'\t' if !quoted => counts[1] += 1,
            b',' if !quoted => counts[2] += 1,
            _ => {}
        }
    }
    match counts {
        [semicolons, tabs, commas] if semicolons >= tabs && semicolons >= commas => b';',
        [_, tabs, commas] if tabs >= commas => b'\t',
        _ => b',',
    }
}

fn refuse_what_is_not_text(lang: Lang, path: &str, head: &[u8]) -> Result<(), Failure> {
    if !head.starts_with(b"PK\x03\x04") && head.iter().take(4096).all(|&b| b != 0) {
        return Ok(());
    }
    Err(Failure::data(match lang {
        Lang::Fr => {
            format!("« {path} » n’est pas un tableau en texte. Enregistrez-le au format « CSV UTF-8 ».")
        }
        Lang::En => format!("“{path}” is not a table in text. Save it as “CSV UTF-8”."),
    }))
}

fn broken_table(lang: Lang, path: &str, error: &csv::Error) -> Failure {
    match error.kind() {
        csv::ErrorKind::Io(error) => cannot_read(lang, path, error),
        _ => Failure::data(match lang {
            Lang::Fr => format!("« {path} » n’est pas un tableau lisible : {error}."),
            Lang::En => format!("“{path}” is not a readable table: {error}."),
        }),
    }
}
