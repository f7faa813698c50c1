//! One core's work: rows read, evaluated and written, with what it remembers from one chunk to the next.

use csv::ByteRecord;
use serde_json::Value;

use crate::base::ids::FormId;
use crate::cli::score::input::Chunk;
use crate::cli::score::{Job, Notation};
use crate::engine::Workspace;
use crate::engine::outcome::Outcome;
use crate::explain::explain;
use crate::intake::cells::{CellReader, Issue, Named, Row, Trouble};
use crate::intake::lines::LineReader;
use crate::render::sheet::{self, RowStatus, RowWriter, status_word};
use crate::situation::Situation;

/// What a chunk gives.
#[derive(Debug, Default)]
pub(super) struct Done {
    /// The rows as written.
    pub(super) bytes: Vec<u8>,
    /// The rows of a table for the screen.
    pub(super) rows: Vec<Vec<String>>,
    /// How many rows were scored, by form; then those of no form, then those whose answers do not suffice.
    pub(super) by_form: Vec<usize>,
    /// Blank rows.
    pub(super) empty: usize,
    /// Rows to correct, with what is wrong.
    pub(super) to_correct: Vec<(usize, Vec<Issue>)>,
    /// Typing errors resolved.
    pub(super) corrected: Vec<(usize, String, Named)>,
}

/// One core's memory.
pub(super) struct Worker<'a> {
    job: &'a Job<'a>,
    cells: CellReader<'a>,
    lines: LineReader<'a>,
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
            cells: CellReader::new(base),
            lines: LineReader::new(base),
            writer: RowWriter::new(job.words(), job.delimiter),
            space: Workspace::new(&base.vocabulary),
            outcome: Outcome::default(),
            row: Row::default(),
            recognised: String::new(),
        }
    }

    /// Works on a chunk.
    pub(super) fn work(&mut self, chunk: Chunk) -> Done {
        let mut done = Done { by_form: vec![0; self.job.loaded.base.forms.len() + 2], ..Done::default() };
        match chunk {
            Chunk::Table(rows) => {
                for (number, record) in rows {
                    self.table_row(number, &record, &mut done);
                }
            }
            Chunk::Lines(lines) => {
                for (number, bytes) in lines {
                    let blank = bytes.trim_ascii().is_empty();
                    self.row.clear();
                    match std::str::from_utf8(&bytes) {
                        Ok(line) if !blank => self.lines.read(line.trim(), &mut self.row),
                        Ok(_) => {}
                        Err(_) => self.not_text(),
                    }
                    self.finish(number, None, blank, &mut done);
                }
            }
        }
        done
    }

    fn table_row(&mut self, number: usize, record: &ByteRecord, done: &mut Done) {
        let blank = record.iter().all(|cell| cell.trim_ascii().is_empty());
        let cells: Result<Vec<&str>, _> = record.iter().map(std::str::from_utf8).collect();
        match (self.job.columns, cells) {
            (Some(columns), Ok(cells)) if !blank => {
                columns.read_row(cells.iter().copied(), &mut self.cells, &mut self.row);
            }
            (_, Err(_)) => self.not_text(),
            _ => self.row.clear(),
        }
        self.finish(number, Some(record), blank, done);
    }

    fn not_text(&mut self) {
        self.row.clear();
        self.row.issues.push(Issue {
            column: None,
            header: String::new(),
            value: String::new(),
            trouble: Trouble::NotText,
        });
    }

    fn finish(&mut self, number: usize, original: Option<&ByteRecord>, blank: bool, done: &mut Done) {
        let status = match (blank, self.row.issues.is_empty()) {
            (true, _) => RowStatus::Empty,
            (false, false) => RowStatus::ToCorrect,
            (false, true) => RowStatus::Scored,
        };
        match status {
            RowStatus::Empty => done.empty += 1,
            RowStatus::ToCorrect => done.to_correct.push((number, self.row.issues.clone())),
            RowStatus::Scored => {
                let base = &self.job.loaded.base;
                self.job.loaded.engine.evaluate(
                    &base.vocabulary,
                    &self.row.said,
                    &mut self.space,
                    &mut self.outcome,
                );
                let none = base.forms.len() + usize::from(self.outcome.could_recommend.is_some());
                let place = self.outcome.leaders().first().map_or(none, |form: &FormId| form.index());
                done.by_form[place] += 1;
            }
        }
        if !self.row.corrected.is_empty() {
            done.corrected
                .extend(self.row.corrected.iter().map(|(words, named)| (number, words.clone(), *named)));
        }
        match self.job.notation {
            Notation::Csv => self.csv(original, status, done),
            Notation::Jsonl | Notation::Json => self.json(number, status, done),
            Notation::Markdown | Notation::Table => {
                let row = self.screen(number, status);
                done.rows.push(row);
            }
        }
    }

    fn csv(&mut self, original: Option<&ByteRecord>, status: RowStatus, done: &mut Done) {
        let (job, delimiter) = (self.job, self.job.delimiter);
        let width = job.columns.map_or(1, |columns| columns.headers.len());
        let out = &mut done.bytes;
        for index in 0..width {
            if index > 0 {
                out.push(delimiter);
            }
            match original {
                // What is not text is written so that the whole stays text; the row is reported.
                Some(record) => {
                    let cell = String::from_utf8_lossy(record.get(index).unwrap_or_default());
                    sheet::push_cell(out, &cell, delimiter);
                }
                None => sheet::push_cell(out, &self.row.name, delimiter),
            }
        }
        if status == RowStatus::Scored {
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
        if status == RowStatus::ToCorrect {
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
        if job.full && status == RowStatus::Scored {
            let name = Some(self.row.name.clone()).filter(|name| !name.is_empty());
            let situation = Situation::new(name, self.row.said.clone(), &job.loaded.base.vocabulary);
            let explanation = explain(&job.loaded.base, &situation, &self.outcome);
            let object = words.recommendation_json(Some(number), &situation, &self.outcome, &explanation);
            line.push_str(&serde_json::to_string(&object).unwrap_or_default());
        } else {
            line.push_str(&format!("{{\"row\":{number},\"id\":"));
            line.push_str(
                &if self.row.name.is_empty() { Value::Null } else { Value::from(self.row.name.as_str()) }
                    .to_string(),
            );
            if status == RowStatus::Scored {
                line.push(',');
                line.push_str(self.writer.json(&self.row, &self.outcome));
            } else {
                line.push_str(",\"form\":null,\"second\":null,\"third\":null,\"robustness\":null,\"reason\":null,\"to_check\":[],\"missing\":[]");
            }
            words.recognised(&self.row, &mut self.recognised);
            let recognised: Vec<&str> =
                self.recognised.split(" | ").filter(|part| !part.is_empty()).collect();
            line.push_str(&format!(
                ",\"recognised\":{},\"unrecognised\":{},\"status\":\"{}\",\"rules_version\":{}}}",
                Value::from(recognised),
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
        if status == RowStatus::Scored {
            let result = self.writer.result(&self.row, &self.outcome);
            let texts = [&result.label, &result.second_label, &result.robustness_label];
            cells.extend(texts.into_iter().cloned());
        } else {
            let status = status_word(Some(self.job.lang), status).to_owned();
            cells.extend([status, String::new(), String::new()]);
        }
        cells
    }
}
