//! One core's work: rows read, evaluated and written, with what it remembers from one chunk to the next.

use csv::ByteRecord;
use serde_json::Value;

use crate::base::ids::FormId;
use crate::base::lexicon::Named;
use crate::cli::score::{Job, Notation};
use crate::cli::table::Chunk;
use crate::cli::table::rows::RowReader;
use crate::engine::Workspace;
use crate::engine::outcome::Outcome;
use crate::explain::awaited::Awaited;
use crate::explain::explain;
use crate::intake::columns::Columns;
use crate::intake::row::{Issue, Row};
use crate::render::sheet::{self, RowStatus, RowWriter, status_word};
use crate::situation::Situation;
use crate::text::Lang;

/// What a chunk gives.
#[derive(Debug, Default)]
pub(super) struct Done {
    /// The rows as written.
    pub(super) bytes: Vec<u8>,
    /// The rows of a table for the screen, or of a workbook.
    pub(super) rows: Vec<Vec<String>>,
    /// The rows to correct, as they came.
    pub(super) rejects: Vec<u8>,
    /// How many rows were scored, by form; then those of no form, then those whose answers do not suffice.
    pub(super) by_form: Vec<usize>,
    /// Blank rows.
    pub(super) empty: usize,
    /// Rows to correct, with what is wrong.
    pub(super) to_correct: Vec<(usize, Vec<Issue>)>,
    /// Typing errors resolved.
    pub(super) corrected: Vec<(usize, String, Named)>,
    /// Rows scored of which some words were not understood for sure.
    pub(super) to_review: usize,
    /// Phrases not recognised, with the nearest term.
    pub(super) unread: Vec<(String, Option<Named>)>,
    /// Rows whose result may still change.
    pub(super) open: usize,
    /// Among them, by heading, those that it alone could settle.
    pub(super) settled_by: Vec<usize>,
}

/// One core's memory.
pub(super) struct Worker<'a> {
    job: &'a Job<'a>,
    reader: RowReader<'a>,
    writer: RowWriter<'a>,
    space: Workspace,
    outcome: Outcome,
    row: Row,
    recognised: String,
}

impl<'a> Worker<'a> {
    /// A worker with nothing remembered.
    pub(super) fn new(job: &'a Job<'a>) -> Worker<'a> {
        let base = &job.loaded.base;
        Worker {
            job,
            reader: RowReader::sharing(base, job.patterns, job.columns),
            writer: RowWriter::new(job.words(), job.delimiter),
            space: Workspace::new(&base.vocabulary),
            outcome: Outcome::default(),
            row: Row::default(),
            recognised: String::new(),
        }
    }

    /// Works on a chunk.
    pub(super) fn work(&mut self, chunk: Chunk) -> Done {
        let mut done = Done {
            by_form: vec![0; self.job.loaded.base.forms.len() + 2],
            settled_by: vec![0; self.job.awaited.headings()],
            ..Done::default()
        };
        match chunk {
            Chunk::Table(rows) => {
                for (number, record) in rows {
                    let blank = self.reader.record(&record, &mut self.row);
                    self.finish(number, Original::Record(&record), blank, &mut done);
                }
            }
            Chunk::Lines(lines) => {
                for (number, line) in lines {
                    let blank = self.reader.line(&line, &mut self.row);
                    self.finish(number, Original::Line(&line), blank, &mut done);
                }
            }
        }
        done
    }

    fn finish(&mut self, number: usize, original: Original<'_>, blank: bool, done: &mut Done) {
        let status = match (blank, self.row.issues.is_empty(), self.row.to_review()) {
            (true, ..) => RowStatus::Empty,
            (_, false, _) => RowStatus::ToCorrect,
            (.., true) => RowStatus::ToReview,
            _ => RowStatus::Scored,
        };
        match status {
            RowStatus::Empty => done.empty += 1,
            RowStatus::ToCorrect => {
                done.to_correct.push((number, self.row.issues.clone()));
                if self.job.rejects {
                    self.reject(number, original, done);
                }
            }
            RowStatus::Scored | RowStatus::ToReview => self.evaluate(done),
        }
        done.to_review += usize::from(status == RowStatus::ToReview);
        let unread = self.row.unread.iter().filter(|unread| !unread.elsewhere);
        done.unread.extend(unread.map(|unread| (unread.words.clone(), unread.nearest)));
        let corrected = self.row.corrected.iter();
        done.corrected.extend(corrected.map(|(words, named)| (number, words.clone(), *named)));
        match self.job.notation {
            Notation::Csv => self.csv(original, status, done),
            Notation::Jsonl | Notation::Json => self.json(number, status, done),
            Notation::Xlsx => {
                let cells = self.cells(original, status);
                done.rows.push(cells);
            }
            Notation::Html | Notation::Markdown | Notation::Table => {
                let row = self.screen(number, status);
                done.rows.push(row);
            }
        }
    }

    fn evaluate(&mut self, done: &mut Done) {
        let base = &self.job.loaded.base;
        let (said, outcome) = (&self.row.said, &mut self.outcome);
        self.job.loaded.prover.evaluate(base, said, &mut self.space, outcome);
        let none = base.forms.len() + usize::from(outcome.could_recommend.is_some());
        let place = outcome.leaders().first().map_or(none, |form: &FormId| form.index());
        done.by_form[place] += 1;
        if Awaited::is_open(outcome) {
            done.open += 1;
            self.job.awaited.settling(base, said, outcome).for_each(|heading| done.settled_by[heading] += 1);
        }
    }

    /// Keeps a row to correct as it came, with its number and what is wrong.
    fn reject(&self, number: usize, original: Original<'_>, done: &mut Done) {
        match (original, self.job.columns) {
            (Original::Record(record), Some(columns)) => {
                let own = own_headers(self.job.lang, columns).len();
                let mut cells: Vec<String> = (0..own).map(|index| text(record, index)).collect();
                cells.push(number.to_string());
                cells.push(self.job.words().unrecognised(&self.row).join(" | "));
                // Cells beyond the last column stay beyond it.
                cells.extend((columns.headers.len()..record.len()).map(|index| text(record, index)));
                sheet::push_row(&mut done.rejects, cells.iter().map(String::as_str), self.job.delimiter);
            }
            (Original::Line(line), _) => {
                done.rejects.extend_from_slice(line.trim_ascii_end());
                done.rejects.push(b'\n');
            }
            (Original::Record(_), None) => {}
        }
    }

    /// The cells of a row: those of the table, then those added.
    fn cells(&mut self, original: Original<'_>, status: RowStatus) -> Vec<String> {
        let job = self.job;
        let words = job.words();
        let mut cells = match original {
            Original::Record(record) => {
                let width = job.columns.map_or(1, |columns| columns.headers.len());
                (0..width).map(|index| text(record, index)).collect()
            }
            Original::Line(_) => vec![self.row.name.clone()],
        };
        match status.is_scored() {
            true => cells.extend(self.writer.result(&self.row, &self.outcome).cells()),
            false => cells.extend(std::iter::repeat_n(String::new(), 8)),
        }
        let empty = status == RowStatus::Empty;
        let shown = |text: String| if empty { String::new() } else { text };
        words.recognised(&self.row, &mut self.recognised);
        cells.push(shown(self.recognised.clone()));
        cells.push(shown(words.unrecognised(&self.row).join(" | ")));
        cells.push(status_word(Some(job.lang), status).to_owned());
        cells.push(shown(job.loaded.base.vocabulary.version.clone()));
        cells
    }

    fn csv(&mut self, original: Original<'_>, status: RowStatus, done: &mut Done) {
        let (job, delimiter) = (self.job, self.job.delimiter);
        let out = &mut done.bytes;
        match original {
            Original::Record(record) => {
                for index in 0..job.columns.map_or(1, |columns| columns.headers.len()) {
                    if index > 0 {
                        out.push(delimiter);
                    }
                    // What is not text is written so that the whole stays text; the row is reported.
                    let cell = String::from_utf8_lossy(record.get(index).unwrap_or_default());
                    sheet::push_cell(out, &cell, delimiter);
                }
            }
            Original::Line(_) => sheet::push_cell(out, &self.row.name, delimiter),
        }
        if status.is_scored() {
            out.extend_from_slice(self.writer.cells(&self.row, &self.outcome));
        } else {
            out.extend(std::iter::repeat_n(delimiter, 8));
        }
        let words = job.words();
        out.push(delimiter);
        if status != RowStatus::Empty {
            words.recognised(&self.row, &mut self.recognised);
            sheet::push_cell(out, &self.recognised, delimiter);
        }
        out.push(delimiter);
        if matches!(status, RowStatus::ToCorrect | RowStatus::ToReview) {
            sheet::push_cell(out, &words.unrecognised(&self.row).join(" | "), delimiter);
        }
        out.push(delimiter);
        out.extend_from_slice(status_word(Some(job.lang), status).as_bytes());
        out.push(delimiter);
        if status != RowStatus::Empty {
            sheet::push_cell(out, &job.loaded.base.vocabulary.version, delimiter);
        }
        out.extend_from_slice(b"\r\n");
    }

    fn json(&mut self, number: usize, status: RowStatus, done: &mut Done) {
        let job = self.job;
        let words = job.words();
        let mut line = String::new();
        if job.full && status.is_scored() {
            let name = Some(self.row.name.clone()).filter(|name| !name.is_empty());
            let situation = Situation::new(name, self.row.said.clone(), &job.loaded.base.vocabulary);
            let explanation = explain(&job.loaded.base, &job.loaded.prover, &situation, &self.outcome);
            let mut object = words.recommendation_json(Some(number), &situation, &self.outcome, &explanation);
            object.read_in(&words, &self.row);
            object.status = Some(status_word(None, status));
            line.push_str(&serde_json::to_string(&object).unwrap_or_default());
        } else {
            line.push_str(&format!("{{\"row\":{number},\"id\":"));
            line.push_str(
                &if self.row.name.is_empty() { Value::Null } else { Value::from(self.row.name.as_str()) }
                    .to_string(),
            );
            if status.is_scored() {
                line.push(',');
                line.push_str(self.writer.json(&self.row, &self.outcome));
            } else {
                line.push_str(",\"form\":null,\"second\":null,\"third\":null,\"robustness\":null,\"reason\":null,\"to_check\":[],\"missing\":[]");
            }
            words.recognised(&self.row, &mut self.recognised);
            let recognised: Vec<&str> =
                self.recognised.split(" | ").filter(|part| !part.is_empty()).collect();
            line.push_str(&format!(
                ",\"recognised\":{},\"read_as\":{},\"unrecognised\":{},\"status\":\"{}\",\"rules_version\":{}}}",
                Value::from(recognised),
                words.read_as_json(&self.row),
                Value::from(words.unrecognised(&self.row)),
                status_word(None, status),
                Value::from(job.loaded.base.vocabulary.version.as_str()),
            ));
        }
        if job.notation == Notation::Json {
            done.bytes.extend_from_slice(b",\n");
            done.bytes.extend_from_slice(line.as_bytes());
        } else {
            done.bytes.extend_from_slice(line.as_bytes());
            done.bytes.push(b'\n');
        }
    }

    fn screen(&mut self, number: usize, status: RowStatus) -> Vec<String> {
        let mut cells = vec![number.to_string(), self.row.name.clone()];
        if status.is_scored() {
            let result = self.writer.result(&self.row, &self.outcome);
            let texts = [&result.label, &result.second_label, &result.robustness_label];
            cells.extend(texts.into_iter().cloned());
        } else {
            let status = status_word(Some(self.job.lang), status).to_owned();
            cells.extend([status, String::new(), String::new()]);
        }
        if self.job.notation == Notation::Html {
            let reason = match status.is_scored() {
                true => self.writer.result(&self.row, &self.outcome).reason.clone(),
                false => String::new(),
            };
            cells.push(reason);
            cells.push(self.job.words().unrecognised(&self.row).join(" "));
        }
        cells
    }
}

/// A row as it came.
#[derive(Clone, Copy)]
enum Original<'r> {
    /// A row of a table.
    Record(&'r ByteRecord),
    /// A line of JSON.
    Line(&'r [u8]),
}

fn text(record: &ByteRecord, index: usize) -> String {
    String::from_utf8_lossy(record.get(index).unwrap_or_default()).into_owned()
}

/// The headers of a table, without the columns that an earlier run added at their end.
pub(super) fn own_headers(lang: Lang, columns: &Columns) -> &[String] {
    match columns.headers.as_slice() {
        [own @ .., row, wrong] if [row.as_str(), wrong.as_str()] == rejects_headers(lang) => own,
        all => all,
    }
}

/// The columns added to the rows to correct.
pub(super) fn rejects_headers(lang: Lang) -> [&'static str; 2] {
    [lang.pick("Ligne", "Row"), lang.pick("À corriger", "To correct")]
}
