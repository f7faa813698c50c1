//! One row of a batch: the cells added to a table, or a JSON line. The text that depends on the outcome
//! alone is written once for all the rows that share it.

use std::collections::HashMap;
use std::fmt::Write as _;

use serde::Serialize;

use crate::base::facts::Fact;
use crate::base::ids::{DimensionId, FormId, RuleId};
use crate::base::lexicon::Named;
use crate::base::range::Range;
use crate::base::truth::Truth;
use crate::engine::outcome::Outcome;
use crate::explain::{decisive, main_reservation, pointers};
use crate::intake::row::Row;
use crate::render::json::robustness_name;
use crate::render::page::typeset;
use crate::render::recommendation::to_check;
use crate::render::words::Words;
use crate::text::Lang;

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowStatus {
    /// It has a result.
    Scored,
    /// It has a result, and some of its words were not understood for sure.
    ToReview,
    /// Something in it must be corrected first.
    ToCorrect,
    /// It is blank.
    Empty,
}

/// What a row's outcome says, in words; the same for every row with the same outcome.
#[derive(Debug, Clone, Serialize)]
pub struct RowResult {
    /// Id of the first form.
    pub form: Option<String>,
    /// Its label.
    #[serde(skip)]
    pub label: String,
    /// The second form in the ranking.
    pub second: Option<String>,
    /// Its label.
    #[serde(skip)]
    pub second_label: String,
    /// The third.
    pub third: Option<String>,
    /// Its label.
    #[serde(skip)]
    pub third_label: String,
    /// Word for data.
    pub robustness: Option<&'static str>,
    /// Word for people.
    #[serde(skip)]
    pub robustness_label: String,
    /// The opening sentence.
    pub reason: String,
    /// Requirements of the first form still to check.
    pub to_check: Vec<String>,
    /// Headings that say nothing.
    pub missing: Vec<String>,
}

impl RowResult {
    /// Its cells, form to missing.
    pub fn cells(&self) -> [String; 8] {
        [
            self.label.clone(),
            self.form.clone().unwrap_or_default(),
            self.second_label.clone(),
            self.third_label.clone(),
            self.robustness_label.clone(),
            self.reason.clone(),
            self.to_check.join(" | "),
            self.missing.join(" | "),
        ]
    }
}

/// Writes the results of rows, remembering those already written.
pub struct RowWriter<'b> {
    words: Words<'b>,
    delimiter: u8,
    known: HashMap<Vec<u16>, Written>,
    key: Vec<u16>,
}

/// One result in the two notations of a batch.
struct Written {
    result: RowResult,
    cells: Vec<u8>,
    json: String,
}

/// How many wordings of one thing are quoted.
const MOST_QUOTED: usize = 3;
/// Beyond this many different results the memory is emptied.
const MEMORY: usize = 4096;

impl<'b> RowWriter<'b> {
    /// A writer for one language and one rule base, with the separator of its CSV cells.
    pub fn new(words: Words<'b>, delimiter: u8) -> RowWriter<'b> {
        RowWriter { words, delimiter, known: HashMap::new(), key: Vec::new() }
    }

    /// The result of a row in words.
    pub fn result(&mut self, row: &Row, outcome: &Outcome) -> &RowResult {
        &self.written(row, outcome).result
    }

    /// The cells of a result, form to missing, as CSV.
    pub fn cells(&mut self, row: &Row, outcome: &Outcome) -> &[u8] {
        &self.written(row, outcome).cells
    }

    /// The members of a result, form to missing, as JSON without braces.
    pub fn json(&mut self, row: &Row, outcome: &Outcome) -> &str {
        &self.written(row, outcome).json
    }

    fn written(&mut self, row: &Row, outcome: &Outcome) -> &Written {
        let base = self.words.base;
        let given = |index: usize| row.said.given.contains(&DimensionId::new(index));
        self.key.clear();
        self.key.push(outcome.leaders as u16);
        self.key.push(outcome.robustness.map_or(9, |r| r as u16));
        self.key.push(u16::from(outcome.could_recommend.is_some()));
        let shown = outcome.leaders.max(3);
        let speaks = |form: &FormId| outcome.standing(*form).balance > 0;
        self.key.extend(
            outcome.ranking.iter().take(shown).map(|form| if speaks(form) { form.0 } else { u16::MAX }),
        );
        self.key.push(u16::MAX);
        if outcome.leaders == 0 {
            self.key.extend(pointers(base, outcome).map(|rule| rule.0));
        }
        self.key.push(u16::MAX);
        self.key.extend(decisive(base, outcome).iter().map(|rule| rule.0));
        self.key.extend(main_reservation(base, outcome).map(|rule| rule.0));
        if let Some(&first) = outcome.leaders().first() {
            let unknown = |index: &usize| outcome.truths[*index] == Truth::Unknown;
            self.key.push(u16::MAX);
            self.key.extend(base.form(first).requirements.clone().filter(unknown).map(|i| i as u16));
        }
        self.key.push(u16::MAX);
        self.key.extend((0..base.vocabulary.dimensions.len()).filter(|&i| !given(i)).map(|i| i as u16));
        if !self.known.contains_key(&self.key) {
            if self.known.len() > MEMORY {
                self.known.clear();
            }
            let written = Written::new(self.words, row, outcome, self.delimiter);
            self.known.insert(self.key.clone(), written);
        }
        &self.known[&self.key]
    }
}

impl Written {
    fn new(words: Words<'_>, row: &Row, outcome: &Outcome, delimiter: u8) -> Written {
        let base = words.base;
        // A form that nothing speaks for is no alternative.
        let speaks = |form: &FormId| outcome.leaders > 0 && outcome.standing(*form).balance > 0;
        let form = |place: usize| outcome.ranking.get(place).copied().filter(speaks);
        let id = |form: Option<FormId>| form.map(|f| words.form_id(f).to_owned());
        let label = |form: Option<FormId>| form.map(|f| words.heading(f).to_owned()).unwrap_or_default();
        let (decisive, reservation): (Vec<RuleId>, _) =
            (decisive(base, outcome), main_reservation(base, outcome));
        let mut reason = match outcome.could_recommend {
            None => words.opening(outcome.leaders(), &decisive, reservation),
            Some(_) => words.not_enough(),
        };
        if outcome.leaders == 0 {
            for pointer in pointers(base, outcome) {
                reason.push_str(&format!(" {}.", words.pointer(pointer)));
            }
        }
        let reason = typeset(words.lang, &reason);
        let missing = base.vocabulary.dimensions.iter().enumerate();
        let missing = missing.filter(|(index, _)| !row.said.given.contains(&DimensionId::new(*index)));
        let result = RowResult {
            form: id(form(0)),
            label: if outcome.could_recommend.is_some() {
                words.pick("réponses insuffisantes", "answers not sufficient").to_owned()
            } else if outcome.leaders > 0 {
                label(form(0))
            } else {
                words.pick("aucune", "none").to_owned()
            },
            second: id(form(1)),
            second_label: label(form(1)),
            third: id(form(2)),
            third_label: label(form(2)),
            robustness: outcome.robustness.map(robustness_name),
            robustness_label: outcome.robustness.map(|r| words.robustness(r).to_owned()).unwrap_or_default(),
            reason,
            to_check: to_check(&words, outcome),
            missing: missing.map(|(_, d)| d.label.get(words.lang).to_owned()).collect(),
        };
        let mut cells = Vec::new();
        for cell in result.cells() {
            cells.push(delimiter);
            push_cell(&mut cells, &cell, delimiter);
        }
        let json = serde_json::to_string(&result).unwrap_or_default();
        let json = json.trim_start_matches('{').trim_end_matches('}').to_owned();
        Written { result, cells, json }
    }
}

/// The headers of the columns added to a table.
pub fn headers(lang: Lang) -> [&'static str; 12] {
    match lang {
        Lang::Fr => [
            "Forme",
            "Identifiant de la forme",
            "Deuxième forme",
            "Troisième forme",
            "Robustesse",
            "Motif",
            "Conditions à vérifier",
            "Informations manquantes",
            "Reconnu",
            "Non reconnu",
            "Statut",
            "Version des règles",
        ],
        Lang::En => [
            "Form",
            "Form id",
            "Second form",
            "Third form",
            "Robustness",
            "Reason",
            "Requirements to check",
            "Missing information",
            "Recognised",
            "Not recognised",
            "Status",
            "Rules version",
        ],
    }
}

/// The word for a row's status, for people or for data.
pub fn status_word(lang: Option<Lang>, status: RowStatus) -> &'static str {
    match (lang, status) {
        (Some(Lang::Fr), RowStatus::Scored) => "évaluée",
        (Some(Lang::Fr), RowStatus::ToReview) => "évaluée, à relire",
        (Some(Lang::En), RowStatus::ToReview) => "scored, to review",
        (None, RowStatus::ToReview) => "to-review",
        (Some(Lang::Fr), RowStatus::ToCorrect) => "à corriger",
        (Some(Lang::Fr), RowStatus::Empty) => "vide",
        (_, RowStatus::Scored) => "scored",
        (Some(Lang::En), RowStatus::ToCorrect) => "to correct",
        (None, RowStatus::ToCorrect) => "to-correct",
        (_, RowStatus::Empty) => "empty",
    }
}

/// Appends a row of CSV cells.
pub fn push_row<'c>(out: &mut Vec<u8>, cells: impl Iterator<Item = &'c str>, delimiter: u8) {
    for (index, cell) in cells.enumerate() {
        if index > 0 {
            out.push(delimiter);
        }
        push_cell(out, cell, delimiter);
    }
    out.extend_from_slice(b"\r\n");
}

/// Appends a CSV cell, quoted when needed, neutralised when a spreadsheet would run it as a formula.
pub fn push_cell(out: &mut Vec<u8>, cell: &str, delimiter: u8) {
    let cell = cell.as_bytes();
    let formula = matches!(cell.first(), Some(b'=' | b'+' | b'-' | b'@' | b'\t' | b'\r')) && !is_number(cell);
    let quoted = formula || cell.iter().copied().any(|b| b == delimiter || matches!(b, b'"' | b'\n' | b'\r'));
    if !quoted {
        out.extend_from_slice(cell);
        return;
    }
    out.push(b'"');
    if formula {
        out.push(b'\'');
    }
    for &byte in cell {
        if byte == b'"' {
            out.push(b'"');
        }
        out.push(byte);
    }
    out.push(b'"');
}

fn is_number(cell: &[u8]) -> bool {
    let digits = cell.strip_prefix(b"+").or(cell.strip_prefix(b"-")).unwrap_or(cell);
    digits.first().is_some_and(u8::is_ascii_digit)
        && digits.iter().all(|b| b.is_ascii_digit() || matches!(b, b',' | b'.' | b' '))
}

/// The letters of a column, as a spreadsheet shows them.
pub fn letters(index: usize) -> String {
    let mut letters = String::new();
    let mut rest = index + 1;
    while rest > 0 {
        letters.insert(0, char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    letters
}

impl RowStatus {
    /// Whether it has a result.
    pub fn is_scored(self) -> bool {
        matches!(self, RowStatus::Scored | RowStatus::ToReview)
    }
}

impl Words<'_> {
    /// What a row was read as: every term, partner and quantity, separated by ` | `, with the words that say so when
    /// they are not its label; typing errors are shown.
    pub fn recognised(&self, row: &Row, out: &mut String) {
        out.clear();
        let next = |out: &mut String| {
            if !out.is_empty() {
                out.push_str(" | ");
            }
        };
        let from = |out: &mut String, means: Named| {
            let findings = || row.taken().filter(|finding| finding.means == means);
            let mut said: Vec<&str> = Vec::new();
            for finding in findings() {
                if said.len() < MOST_QUOTED && !said.contains(&finding.words.as_str()) {
                    said.push(&finding.words);
                }
            }
            if !said.is_empty() {
                out.push_str(&self.likely(&said));
            }
        };
        for &(term, fact) in &row.said.terms {
            next(out);
            match fact {
                Fact::Yes => out.push_str(self.term(term)),
                _ => out.push_str(&self.answer(term, fact)),
            }
            from(out, Named::Term(term));
        }
        for &dimension in row.said.unknown_dimensions.iter().filter(|one| !row.open.contains(one)) {
            next(out);
            out.push_str(self.base.vocabulary.dimension(dimension).label.get(self.lang));
            out.push_str(self.pick(" : je ne sais pas", ": I do not know"));
        }
        for &(kind, count) in &row.said.partners {
            next(out);
            out.push_str(self.term(kind));
            if count != Range::SOME {
                let _ = write!(out, " ({})", self.range(count));
            }
            from(out, Named::Term(kind));
        }
        for &(quantity, range) in &row.said.quantities {
            next(out);
            let label = self.base.vocabulary.quantities[quantity.index()].label.get(self.lang);
            let _ = write!(out, "{label} ({})", self.range(range));
            from(out, Named::Quantity(quantity));
        }
        for (written, named) in &row.corrected {
            next(out);
            out.push_str(&typeset(self.lang, &self.read_as_correction(written, *named)));
        }
    }
}
