//! `score`: many situations from a table, streamed in order on all cores.

mod encoding;
mod input;
mod report;
mod workbook;
mod worker;

use std::io::Write as _;

use clap::ArgMatches;

use crate::batch::in_order;
use crate::cli::load::{Loaded, load};
use crate::cli::output::{self, Output};
use crate::cli::score::encoding::Encoding;
use crate::cli::score::input::{Chunk, Input};
use crate::cli::score::report::Report;
use crate::cli::score::worker::Worker;
use crate::cli::{DATA_TO_CORRECT, Failure, SUCCESS};
use crate::intake::columns::Columns;
use crate::render::page::Page;
use crate::render::words::Words;
use crate::render::{markdown::markdown, sheet, terminal::terminal};
use crate::text::Lang;

/// The notation of a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Notation {
    Csv,
    Jsonl,
    Json,
    Markdown,
    Table,
}

/// What every worker needs to know.
pub(super) struct Job<'a> {
    pub(super) loaded: &'a Loaded,
    pub(super) lang: Lang,
    pub(super) notation: Notation,
    pub(super) full: bool,
    pub(super) delimiter: u8,
    /// The header of a table; none for JSON Lines.
    pub(super) columns: Option<&'a Columns>,
}

impl Job<'_> {
    /// The sentences of the job's language.
    pub(super) fn words(&self) -> Words<'_> {
        Words { lang: self.lang, base: &self.loaded.base }
    }
}

pub(super) fn run(lang: Lang, matches: &ArgMatches) -> Result<u8, Failure> {
    let loaded = load(lang, matches)?;
    if let Some(&threads) = matches.get_one::<u16>("threads") {
        // The pool is built once; a second call in one process would keep the first number.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(usize::from(threads)).build_global();
    }
    let path = matches.get_one::<String>("file").map_or("-", String::as_str);
    let declared = matches.get_one::<String>("encoding").and_then(|name| Encoding::named(name));
    let mut input =
        Input::open(lang, path, declared, matches.get_one::<String>("sheet").map(String::as_str))?;
    let columns = input.header(lang, &loaded.base)?;
    let notation = notation(matches, columns.is_some());
    let full = matches.get_flag("full");
    if full && !matches!(notation, Notation::Json | Notation::Jsonl) {
        return Err(Failure::usage(lang.pick(
            "« --full » demande « --to jsonl » ou « --to json ».",
            "“--full” needs “--to jsonl” or “--to json”.",
        )));
    }
    let delimiter = input.delimiter().unwrap_or(if lang == Lang::Fr { b';' } else { b',' });
    let job = Job { loaded: &loaded, lang, notation, full, delimiter, columns: columns.as_ref() };
    let mut report = Report::new(&job, &input, declared.is_some());
    let mut output = Output::open(lang, matches)?;
    match stream(&job, input, &mut output, &mut report) {
        Ok(()) => output.finish(lang)?,
        Err(failure) => {
            output.abandon();
            return Err(failure);
        }
    }
    report.print(output::path(matches).as_deref());
    Ok(if report.to_correct > 0 { DATA_TO_CORRECT } else { SUCCESS })
}

fn notation(matches: &ArgMatches, table: bool) -> Notation {
    let path = output::path(matches);
    let asked = matches.get_one::<String>("to").map(String::as_str);
    let ending = path.as_deref().and_then(std::path::Path::extension).and_then(|e| e.to_str());
    match (asked, ending) {
        (Some("csv"), _) | (None, Some("csv" | "tsv")) => Notation::Csv,
        (Some("jsonl"), _) | (None, Some("jsonl" | "ndjson")) => Notation::Jsonl,
        (Some("json"), _) | (None, Some("json")) => Notation::Json,
        (Some("markdown"), _) | (None, Some("md")) => Notation::Markdown,
        (Some("table"), _) => Notation::Table,
        _ if path.is_none() && std::io::IsTerminal::is_terminal(&std::io::stdout()) => Notation::Table,
        _ if table => Notation::Csv,
        _ => Notation::Jsonl,
    }
}

fn stream(job: &Job<'_>, input: Input, output: &mut Output, report: &mut Report<'_>) -> Result<(), Failure> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut first = true;
    let write = |output: &mut Output, bytes: &[u8]| -> Result<(), Failure> {
        match output.write_all(bytes) {
            // Whoever reads us has read enough: stop there, it is no fault.
            Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => {
                return Err(Failure { message: String::new(), status: SUCCESS });
            }
            Err(error) => return Err(output::screen(job.lang, &error)),
            Ok(()) => {}
        }
        Ok(())
    };
    write(output, &opening(job, output.is_file()))?;
    in_order(
        input.chunks(job.lang),
        || Worker::new(job),
        |worker: &mut Worker<'_>, chunk: Chunk| worker.work(chunk),
        |done| {
            report.add(&done);
            rows.extend(done.rows);
            let bytes = match (job.notation, first) {
                // JSON objects are separated by the comma that each of them begins with.
                (Notation::Json, true) if !done.bytes.is_empty() => &done.bytes[1..],
                _ => &done.bytes[..],
            };
            first &= done.bytes.is_empty();
            write(output, bytes)
        },
    )?;
    write(output, &closing(job, rows))
}

/// What stands before the rows.
fn opening(job: &Job<'_>, file: bool) -> Vec<u8> {
    let mut bytes = Vec::new();
    match job.notation {
        Notation::Csv => {
            if file {
                // A French spreadsheet reads UTF-8 only after this mark.
                bytes.extend_from_slice("\u{feff}".as_bytes());
            }
            let name = [job.lang.pick("Nom", "Name").to_owned()];
            let original = job.columns.map_or(&name[..], |columns| &columns.headers[..]);
            let added = sheet::headers(job.lang);
            let all = original.iter().map(String::as_str).chain(added);
            for (index, header) in all.enumerate() {
                if index > 0 {
                    bytes.push(job.delimiter);
                }
                sheet::push_cell(&mut bytes, header, job.delimiter);
            }
            bytes.extend_from_slice(b"\r\n");
        }
        Notation::Json => bytes.push(b'['),
        Notation::Jsonl | Notation::Markdown | Notation::Table => {}
    }
    bytes
}

/// What stands after the rows.
fn closing(job: &Job<'_>, rows: Vec<Vec<String>>) -> Vec<u8> {
    match job.notation {
        Notation::Csv | Notation::Jsonl => Vec::new(),
        Notation::Json => b"\n]\n".to_vec(),
        Notation::Markdown | Notation::Table => {
            let mut page = Page::new(job.lang, "");
            let header = match job.lang {
                Lang::Fr => ["Ligne", "Nom", "Forme", "Deuxième", "Robustesse"],
                Lang::En => ["Row", "Name", "Form", "Second", "Robustness"],
            };
            page.table(header.map(str::to_owned).to_vec(), rows);
            match job.notation {
                Notation::Markdown => markdown(&page),
                _ => terminal(&page, output::width().max(60)),
            }
            .into_bytes()
        }
    }
}
