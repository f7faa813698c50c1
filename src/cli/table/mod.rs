//! The rows of a table, the lines of a JSON Lines file or the situations of a YAML or JSON document, by chunks,
//! with the numbers that a spreadsheet or an editor shows.

mod document;
mod encoding;
mod records;
pub(in crate::cli) mod rows;
mod workbook;

pub(in crate::cli) use document::json;
pub(in crate::cli) use encoding::Encoding;
pub(in crate::cli) use records::Chunk;

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::Path;

use std::sync::atomic::Ordering;

use csv::ByteRecord;

use crate::base::RuleBase;
use crate::cli::Failure;
use crate::cli::output::cannot_read;
use crate::cli::table::encoding::decoded;
use crate::cli::table::records::{
    MAX_RECORD, MAX_UNFINISHED, Reader, Watch, Watched, lines_chunk, table_chunk, unclosed,
};
use crate::cli::table::workbook::is_workbook;
use crate::intake::columns::Columns;
use crate::text::Lang;

/// How far a table is read, out of what is known of its size.
#[derive(Debug, Clone)]
pub(in crate::cli) struct Progress {
    watch: Watch,
    /// The size of the file, when it has one.
    pub(in crate::cli) size: Option<u64>,
}

impl Progress {
    /// The bytes read so far.
    pub(in crate::cli) fn read(&self) -> u64 {
        self.watch.all.load(Ordering::Relaxed)
    }
}

/// The most columns of a table.
const MAX_COLUMNS: usize = 2000;

/// An open table or JSON Lines file.
pub(in crate::cli) struct Input {
    path: String,
    encoding: Encoding,
    sheet: Option<String>,
    progress: Progress,
    kind: Kind,
}

enum Kind {
    Table {
        reader: Box<csv::Reader<Reader>>,
        delimiter: u8,
        row: usize,
    },
    Lines {
        reader: Reader,
    },
    /// Situations of a document, already lines; none once given.
    Document(Option<Vec<(usize, Vec<u8>)>>),
}

impl Input {
    /// Opens a file or standard input, and looks at its beginning to know what it is.
    pub(in crate::cli) fn open(
        lang: Lang,
        path: &str,
        declared: Option<Encoding>,
        asked: Option<&str>,
    ) -> Result<Input, Failure> {
        let opened = source(lang, path, asked)?;
        let sheet = opened.sheet;
        if let (Some(_), Some(_)) = (declared, &sheet) {
            return Err(Failure::usage(match lang {
                Lang::Fr => {
                    format!("« --encoding » dit l’encodage d’un texte, et « {path} » est un classeur.")
                }
                Lang::En => format!("“--encoding” says the encoding of a text, and “{path}” is a workbook."),
            }));
        }
        let (encoding, raw) =
            decoded(opened.raw, declared, path == "-").map_err(|error| cannot_read(lang, path, &error))?;
        let watch = Watch::default();
        let progress = Progress { watch: watch.clone(), size: opened.size };
        let mut reader = BufReader::with_capacity(1 << 17, Watched { inner: raw, watch });
        let made = |kind: Kind| Input {
            path: path.to_owned(),
            encoding,
            sheet: sheet.clone(),
            progress: progress.clone(),
            kind,
        };
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
        let yaml = Path::new(path).extension().is_some_and(|ending| ending == "yaml" || ending == "yml");
        if yaml || line.first() == Some(&b'[') || (line.first() == Some(&b'{') && !whole_object(line)) {
            let lines = document::lines(lang, path, head, &mut reader)?;
            return Ok(made(Kind::Document(Some(lines))));
        }
        if line.first() == Some(&b'{') {
            return Ok(made(Kind::Lines { reader: Cursor::new(head.split_off(mark)).chain(reader) }));
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
        Ok(made(Kind::Table { reader: Box::new(reader), delimiter, row }))
    }

    /// How far it is read.
    pub(in crate::cli) fn progress(&self) -> Progress {
        self.progress.clone()
    }

    /// Whether it is a document of situations, not lines of them.
    pub(in crate::cli) fn is_document(&self) -> bool {
        matches!(self.kind, Kind::Document(_))
    }

    /// The sheet read, for a workbook.
    pub(in crate::cli) fn sheet(&self) -> Option<&str> {
        self.sheet.as_deref()
    }

    /// The encoding read.
    pub(in crate::cli) fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// The separator of the cells, for a table.
    pub(in crate::cli) fn delimiter(&self) -> Option<u8> {
        match self.kind {
            Kind::Table { delimiter, .. } => Some(delimiter),
            Kind::Lines { .. } | Kind::Document(_) => None,
        }
    }

    /// Reads the header of a table.
    pub(in crate::cli) fn header(&mut self, lang: Lang, base: &RuleBase) -> Result<Option<Columns>, Failure> {
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
        if record.len() > MAX_COLUMNS {
            let count = record.len();
            return Err(Failure::data(match lang {
                Lang::Fr => format!(
                    "« {} » a {count} colonnes, {MAX_COLUMNS} au plus sont lues. Gardez celles qui décrivent les situations.",
                    self.path
                ),
                Lang::En => format!(
                    "“{}” has {count} columns, at most {MAX_COLUMNS} are read. Keep those that describe the situations.",
                    self.path
                ),
            }));
        }
        let headers = record.iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect();
        let columns = Columns::read(base, headers);
        if columns.any_read() {
            return Ok(Some(columns));
        }
        let expected: Vec<&str> = base.vocabulary.dimensions.iter().map(|d| d.label.get(lang)).collect();
        // Enough of them to see what was read, were it nonsense from a wrong encoding.
        let short = |header: &String| header.chars().take(30).collect::<String>();
        let mut found = columns.headers.iter().take(8).map(short).collect::<Vec<_>>().join(" | ");
        if columns.headers.len() > 8 {
            found.push_str(" | …");
        }
        let expected = expected.join(", ");
        Err(Failure::data(match lang {
            Lang::Fr => format!(
                "aucune colonne de « {} » n’est une rubrique. Colonnes lues : « {found} ». Rubriques attendues : {expected}. Si les colonnes lues sont illisibles, l’encodage est faux : --encoding. Modèle : coopform template table",
                self.path
            ),
            Lang::En => format!(
                "no column of “{}” is a heading. Columns read: “{found}”. Headings expected: {expected}. If the columns read make no sense, the encoding is wrong: --encoding. Template: coopform template table",
                self.path
            ),
        }))
    }

    /// The rest, by chunks.
    pub(in crate::cli) fn chunks(self, lang: Lang) -> impl Iterator<Item = Result<Chunk, Failure>> {
        let path = self.path;
        let watch = self.progress.watch;
        let mut kind = self.kind;
        let mut line = 0;
        std::iter::from_fn(move || match &mut kind {
            Kind::Table { reader, row, .. } => {
                let chunk = table_chunk(reader, row, &watch);
                let chunk = chunk.map_err(|error| runaway(lang, &path, *row + 1, &error)).transpose();
                match &chunk {
                    Some(Ok(Chunk::Table(rows)))
                        if reader.is_done() && watch.odd_quotes.load(Ordering::Relaxed) =>
                    {
                        unclosed(lang, rows).map_or(chunk, |failure| Some(Err(failure)))
                    }
                    _ => chunk,
                }
            }
            Kind::Lines { reader } => {
                watch.since_row.store(0, Ordering::Relaxed);
                lines_chunk(reader, &mut line).map_err(|e| cannot_read(lang, &path, &e)).transpose()
            }
            Kind::Document(lines) => lines.take().map(|lines| Ok(Chunk::Lines(lines))),
        })
    }
}

/// Whether a line is an object from end to end.
fn whole_object(line: &[u8]) -> bool {
    serde_json::from_slice::<serde::de::IgnoredAny>(line).is_ok() || line.ends_with(b"}")
}

/// What is read: its bytes, the sheet they come from, and their number when it is known.
struct Opened {
    sheet: Option<String>,
    raw: Box<dyn Read + Send>,
    size: Option<u64>,
}

/// Standard input, a file, or one sheet of a workbook with its name.
fn source(lang: Lang, path: &str, asked: Option<&str>) -> Result<Opened, Failure> {
    if path == "-" {
        return Ok(Opened { sheet: None, raw: Box::new(io::stdin()), size: None });
    }
    let unreadable = |error: io::Error| cannot_read(lang, path, &error);
    let mut file = File::open(path).map_err(unreadable)?;
    let mut head = Vec::new();
    file.by_ref().take(8).read_to_end(&mut head).map_err(unreadable)?;
    if !is_workbook(&head) {
        return match asked {
            None => {
                let size = file.metadata().ok().filter(|about| about.is_file()).map(|about| about.len());
                Ok(Opened { sheet: None, raw: Box::new(Cursor::new(head).chain(file)), size })
            }
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
    let size = Some(sheet.text.len() as u64);
    Ok(Opened { sheet: Some(sheet.name), raw: Box::new(Cursor::new(sheet.text)), size })
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

/// A row that never ends, or a table that cannot be read.
fn runaway(lang: Lang, path: &str, row: usize, error: &csv::Error) -> Failure {
    match error.kind() {
        csv::ErrorKind::Io(io) if io.kind() == io::ErrorKind::FileTooLarge => {
            let limit = MAX_UNFINISHED >> 20;
            Failure::data(match lang {
                Lang::Fr => format!(
                    "« {path} », ligne {row} : plus de {limit} Mio sans fin de ligne. Un guillemet n’est sans doute pas refermé."
                ),
                Lang::En => format!(
                    "“{path}”, row {row}: more than {limit} MiB without an end of row. A quotation mark is probably not closed."
                ),
            })
        }
        _ => broken_table(lang, path, error),
    }
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
