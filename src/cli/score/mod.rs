//! `score`: many situations from a table, streamed in order on all cores.

mod report;
mod worker;

use std::io::Write as _;

use clap::ArgMatches;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::batch::in_order;
use crate::cli::interrupt::{self, interrupted};
use crate::cli::load::{self, Loaded};
use crate::cli::output::{self, Output};
use crate::cli::score::report::Report;
use crate::cli::score::worker::{Worker, own_headers, rejects_headers};
use crate::cli::table::{Chunk, Encoding, Input, Progress};
use crate::cli::{DATA_TO_CORRECT, Failure, SUCCESS};
use crate::explain::awaited::Awaited;
use crate::intake::columns::Columns;
use crate::intake::shared::SharedPatterns;
use crate::render::page::Page;
use crate::render::words::Words;
use crate::render::xlsx::Xlsx;
use crate::render::{html::html, markdown::markdown, sheet, terminal::terminal};
use crate::text::Lang;

/// The notation of a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Notation {
    Csv,
    Jsonl,
    Json,
    Xlsx,
    Html,
    Markdown,
    Table,
}

/// What every worker needs to know.
pub(super) struct Job<'a> {
    pub(super) loaded: &'a Loaded,
    pub(super) awaited: &'a Awaited,
    pub(super) patterns: &'a SharedPatterns,
    pub(super) lang: Lang,
    pub(super) notation: Notation,
    pub(super) full: bool,
    /// Rows to correct are kept as they came.
    pub(super) rejects: bool,
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
    let loaded = load::load_with_phrasings(lang, matches)?;
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
    check_usage(lang, matches, notation)?;
    let dry = matches.get_flag("dry-run");
    let tabs = output::path(matches).is_some_and(|path| output::ending(&path) == "tsv");
    let delimiter = match input.delimiter() {
        _ if tabs => b'\t',
        Some(delimiter) => delimiter,
        None => {
            if lang == Lang::Fr {
                b';'
            } else {
                b','
            }
        }
    };
    let rejects = matches.get_one::<String>("rejects").filter(|_| !dry);
    let awaited = Awaited::new(&loaded.base);
    let job = Job {
        loaded: &loaded,
        awaited: &awaited,
        patterns: &SharedPatterns::default(),
        lang,
        notation,
        full,
        rejects: rejects.is_some(),
        delimiter,
        columns: columns.as_ref(),
    };
    let mut report = Report::new(&job, &input, declared.is_some());
    let force = matches.get_flag("force");
    let mut output = if dry { Output::nowhere() } else { Output::open(lang, matches)? };
    let mut rejected = match rejects {
        Some(path) => Output::to(lang, path.into(), force)?,
        None => Output::nowhere(),
    };
    interrupt::watch();
    stream(&job, input, &mut output, &mut rejected, &mut report)?;
    output.finish(lang)?;
    let none_rejected = report.to_correct == 0;
    if !none_rejected {
        rejected.finish(lang)?;
    }
    if let (Some(path), true) = (rejects, none_rejected) {
        output::say(
            lang,
            &match lang {
                Lang::Fr => format!("Aucune ligne à corriger : « {path} » n’est pas écrit."),
                Lang::En => format!("No row to correct: “{path}” is not written."),
            },
        );
    }
    report.print(
        output::path(matches).filter(|_| !dry).as_deref(),
        rejects.filter(|_| !none_rejected).map(std::path::Path::new),
    );
    Ok(if report.to_correct > 0 { DATA_TO_CORRECT } else { SUCCESS })
}

fn check_usage(lang: Lang, matches: &ArgMatches, notation: Notation) -> Result<(), Failure> {
    if matches.get_flag("full") && !matches!(notation, Notation::Json | Notation::Jsonl) {
        return Err(Failure::usage(lang.pick(
            "« --full » demande « --to jsonl » ou « --to json ».",
            "“--full” needs “--to jsonl” or “--to json”.",
        )));
    }
    let written = output::path(matches);
    if matches!(written.as_deref().map(output::ending).as_deref(), Some("xls" | "ods")) {
        return Err(Failure::usage(lang.pick(
            "un classeur s’écrit au format XLSX : « -o resultats.xlsx ».",
            "a workbook is written as XLSX: “-o results.xlsx”.",
        )));
    }
    if notation == Notation::Xlsx && output::path(matches).is_none() && !matches.get_flag("dry-run") {
        return Err(Failure::usage(lang.pick(
            "un classeur s’écrit dans un fichier : ajoutez « -o resultats.xlsx ».",
            "a workbook is written to a file: add “-o results.xlsx”.",
        )));
    }
    let Some(rejects) = matches.get_one::<String>("rejects").map(std::path::Path::new) else { return Ok(()) };
    if !matches!(output::ending(rejects).as_str(), "csv" | "tsv" | "txt" | "jsonl" | "ndjson") {
        return Err(Failure::usage(lang.pick(
            "« --rejects » écrit un tableau en texte : donnez un nom en .csv, ou en .jsonl pour des lignes JSON.",
            "“--rejects” writes a table in text: give a name in .csv, or in .jsonl for lines of JSON.",
        )));
    }
    let read = matches.get_one::<String>("file").map(std::path::Path::new);
    let written = output::path(matches);
    if [read, written.as_deref()].into_iter().flatten().any(|other| output::same_place(rejects, other)) {
        return Err(Failure::usage(lang.pick(
            "« --rejects » désigne un fichier lu ou écrit par ailleurs : donnez-lui un autre nom.",
            "“--rejects” names a file that is read or written besides: give it another name.",
        )));
    }
    Ok(())
}

fn notation(matches: &ArgMatches, table: bool) -> Notation {
    let path = output::path(matches);
    let asked = matches.get_one::<String>("to").map(String::as_str);
    let ending = path.as_deref().map(output::ending);
    match (asked, ending.as_deref()) {
        (Some("csv"), _) | (None, Some("csv" | "tsv" | "txt")) => Notation::Csv,
        (Some("jsonl"), _) | (None, Some("jsonl" | "ndjson")) => Notation::Jsonl,
        (Some("json"), _) | (None, Some("json")) => Notation::Json,
        (Some("xlsx"), _) | (None, Some("xlsx")) => Notation::Xlsx,
        (Some("html"), _) | (None, Some("html" | "htm")) => Notation::Html,
        (Some("markdown"), _) | (None, Some("md" | "markdown")) => Notation::Markdown,
        (Some("table"), _) => Notation::Table,
        _ if path.is_none() && std::io::IsTerminal::is_terminal(&std::io::stdout()) => Notation::Table,
        _ if table => Notation::Csv,
        _ => Notation::Jsonl,
    }
}

fn stream(
    job: &Job<'_>,
    input: Input,
    output: &mut Output,
    rejected: &mut Output,
    report: &mut Report<'_>,
) -> Result<(), Failure> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut workbook = (job.notation == Notation::Xlsx).then(|| Xlsx::new(job.words(), &header(job)));
    let mut first = true;
    let write = |output: &mut Output, bytes: &[u8]| -> Result<(), Failure> {
        match output.write_all(bytes) {
            // Whoever reads us has read enough: it is no fault. The rows to correct are still wanted.
            Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe && output.is_screen() => {
                if !job.rejects {
                    return Err(Failure { message: String::new(), status: SUCCESS });
                }
                *output = Output::nowhere();
                Ok(())
            }
            Err(error) => Err(output.failure(job.lang, &error)),
            Ok(()) => Ok(()),
        }
    };
    let bar = Bar::new(job.lang, input.progress());
    write(output, &opening(job, output.is_file()))?;
    if job.rejects {
        write(rejected, &rejects_header(job))?;
    }
    in_order(
        input.chunks(job.lang),
        || Worker::new(job),
        |worker: &mut Worker<'_>, chunk: Chunk| worker.work(chunk),
        |done| {
            if interrupted() {
                return Err(interrupt::failure(job.lang));
            }
            bar.advance();
            report.add(&done);
            write(rejected, &done.rejects)?;
            match &mut workbook {
                Some(workbook) => {
                    done.rows.iter().for_each(|row| workbook.row(row));
                    done.to_correct.iter().for_each(|(row, issues)| workbook.to_correct(*row, issues));
                    if workbook.is_full() {
                        return Err(too_many_rows(job.lang));
                    }
                }
                None => rows.extend(done.rows),
            }
            let bytes = match (job.notation, first) {
                // JSON objects are separated by the comma that each of them begins with.
                (Notation::Json, true) if !done.bytes.is_empty() => &done.bytes[1..],
                _ => &done.bytes[..],
            };
            first &= done.bytes.is_empty();
            write(output, bytes)
        },
    )?;
    bar.done();
    let closing = match workbook {
        Some(workbook) => {
            report.cut = workbook.cut();
            workbook.finish().map_err(Failure::new)?
        }
        None => closing(job, rows),
    };
    write(output, &closing)
}

fn too_many_rows(lang: Lang) -> Failure {
    Failure::data(lang.pick(
        "un classeur ne contient pas plus d’un million de lignes. Écrivez plutôt un CSV : -o resultats.csv",
        "a workbook holds no more than a million rows. Write a CSV instead: -o results.csv",
    ))
}

/// The bar shown on a terminal while a long file is read.
struct Bar {
    bar: ProgressBar,
    progress: Progress,
}

/// Shorter files are read before anyone looks.
const LONG: u64 = 1 << 20;

impl Bar {
    fn new(lang: Lang, progress: Progress) -> Bar {
        let size = progress.size.filter(|size| *size >= LONG);
        let bar = ProgressBar::with_draw_target(
            size,
            match size {
                Some(_) => ProgressDrawTarget::stderr(),
                None => ProgressDrawTarget::hidden(),
            },
        );
        let template = lang.pick(
            "Lecture {bar:30} {percent:>3} %  reste {eta}",
            "Reading {bar:30} {percent:>3}%  {eta} left",
        );
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        Bar { bar, progress }
    }

    fn advance(&self) {
        self.bar.set_position(self.progress.read());
    }

    fn done(&self) {
        self.bar.finish_and_clear();
    }
}

/// Every header of the result: those of the table, then those added.
fn header(job: &Job<'_>) -> Vec<String> {
    let name = [job.lang.pick("Nom", "Name").to_owned()];
    let original = job.columns.map_or(&name[..], |columns| &columns.headers[..]);
    original.iter().cloned().chain(sheet::headers(job.lang).map(str::to_owned)).collect()
}

/// The header of the rows to correct: that of the table, then where and why.
fn rejects_header(job: &Job<'_>) -> Vec<u8> {
    let mut bytes = Vec::new();
    let Some(columns) = job.columns else { return bytes };
    bytes.extend_from_slice("\u{feff}".as_bytes());
    let added = rejects_headers(job.lang);
    let all = own_headers(job.lang, columns).iter().map(String::as_str).chain(added);
    sheet::push_row(&mut bytes, all, job.delimiter);
    bytes
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
            sheet::push_row(&mut bytes, header(job).iter().map(String::as_str), job.delimiter);
        }
        Notation::Json => bytes.push(b'['),
        Notation::Jsonl | Notation::Xlsx | Notation::Html | Notation::Markdown | Notation::Table => {}
    }
    bytes
}

/// What stands after the rows.
fn closing(job: &Job<'_>, rows: Vec<Vec<String>>) -> Vec<u8> {
    match job.notation {
        Notation::Csv | Notation::Jsonl | Notation::Xlsx => Vec::new(),
        Notation::Json => b"\n]\n".to_vec(),
        Notation::Html | Notation::Markdown | Notation::Table => {
            let html_page = job.notation == Notation::Html;
            let title =
                if html_page { job.lang.pick("Situations évaluées", "Situations scored") } else { "" };
            let mut page = Page::new(job.lang, title);
            let mut header = match job.lang {
                Lang::Fr => ["Ligne", "Nom", "Forme", "Deuxième", "Robustesse"],
                Lang::En => ["Row", "Name", "Form", "Second", "Robustness"],
            }
            .map(str::to_owned)
            .to_vec();
            if html_page {
                header.extend(
                    [
                        job.lang.pick("Motif", "Reason"),
                        job.lang.pick("À relire ou à corriger", "To review or correct"),
                    ]
                    .map(str::to_owned),
                );
            }
            let caption = job.lang.pick("Le résultat de chaque ligne", "The result of each row");
            page.table(caption, header, rows);
            if html_page {
                page.foot(job.words().caution());
            }
            match job.notation {
                Notation::Markdown => markdown(&page),
                Notation::Html => html(&page),
                _ => terminal(&page, output::width().max(60)),
            }
            .into_bytes()
        }
    }
}
