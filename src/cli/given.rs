//! The situation that a command is about: a file, standard input, or one row of a table, in codes or in words.

use std::path::Path;

use clap::ArgMatches;

use crate::base::RuleBase;
use crate::cli::Failure;
use crate::cli::load::{Loaded, load, load_with_phrasings, print};
use crate::cli::output::{self, is_table, read_bytes, same_place, say};
use crate::cli::table::rows::RowReader;
use crate::cli::table::{Chunk, Encoding, Input, json};
use crate::diagnostic::{Code, Diagnostics, Severity};
use crate::engine::outcome::Outcome;
use crate::explain::{Explanation, explain};
use crate::intake::columns::Columns;
use crate::intake::lines::LineReader;
use crate::intake::row::Row;
use crate::intake::shared::SharedPatterns;
use crate::render::words::Words;
use crate::situation::Situation;
use crate::source::Sources;
use crate::text::Lang;
use crate::yaml;

/// One situation, and the rule base that it was read with.
pub(super) struct Given {
    /// The rule base.
    pub(super) loaded: Loaded,
    /// The row of the table it comes from.
    pub(super) number: Option<usize>,
    /// The situation.
    pub(super) situation: Situation,
    /// What it was read from, when it was told in free words.
    pub(super) row: Option<Row>,
}

impl Given {
    /// What the rules say of it, and why.
    pub(super) fn explained(&self) -> (Outcome, Explanation) {
        let Loaded { base, prover, .. } = &self.loaded;
        let outcome = prover.outcome(base, &self.situation.said);
        let explanation = explain(base, prover, &self.situation, &outcome);
        (outcome, explanation)
    }
}

/// Reads the situation of a file, or of the row asked for; what is wrong with it is printed. What to do with a
/// whole table, `of_table` says.
pub(super) fn given(
    lang: Lang,
    matches: &ArgMatches,
    of_table: impl Fn(&str) -> String,
) -> Result<Given, Failure> {
    let path = matches.get_one::<String>("file").map_or("-", String::as_str);
    if let Some(output) = output::path(matches).filter(|output| same_place(output, Path::new(path))) {
        let output = output.display();
        return Err(Failure::usage(match lang {
            Lang::Fr => format!("« {output} » est le fichier lu : écrivez ailleurs."),
            Lang::En => format!("“{output}” is the file that is read: write elsewhere."),
        }));
    }
    let row = matches.try_get_one::<usize>("row").ok().flatten();
    let (loaded, (situation, row)) = match row {
        Some(&wanted) => {
            let loaded = load_with_phrasings(lang, matches)?;
            let read = of_row(lang, matches, &loaded, path, wanted)?;
            return Ok(Given { loaded, number: Some(wanted), situation: read.0, row: Some(read.1) });
        }
        None if is_table(path) => return Err(Failure::usage(of_table(path))),
        None => {
            let mut loaded = load(lang, matches)?;
            let read = of_file(lang, &mut loaded, path)?;
            (loaded, read)
        }
    };
    Ok(Given { loaded, number: None, situation, row })
}

/// What to do with a whole table, for a command that takes one of its rows.
pub(super) fn say_which_row(lang: Lang) -> impl Fn(&str) -> String {
    move |path| match lang {
        Lang::Fr => format!("« {path} » est un tableau : dites quelle ligne avec --row N."),
        Lang::En => format!("“{path}” is a table: say which row with --row N."),
    }
}

/// Reads the situation of a file, in codes or in words.
pub(super) fn of_file(
    lang: Lang,
    loaded: &mut Loaded,
    path: &str,
) -> Result<(Situation, Option<Row>), Failure> {
    let (line, mut found) = match read_situation(lang, &mut loaded.sources, &loaded.base, path)? {
        Read::Coded(situation) => return Ok((situation, None)),
        Read::Words(line, found) => (line, found),
    };
    loaded.base = loaded.with_phrasings(lang)?;
    let mut row = Row::default();
    LineReader::new(&loaded.base).read(&line, &mut row);
    if !row.issues.is_empty() || row.said.is_empty() {
        print(lang, &loaded.sources, &mut found);
        return Err(Failure::data(String::new()));
    }
    let words = Words { lang, base: &loaded.base };
    words.unrecognised(&row).iter().for_each(|line| say(lang, line));
    Ok((situation_of(&loaded.base, &row), Some(row)))
}

/// Reads one row of a table; the base knows how people write its words.
pub(super) fn of_row(
    lang: Lang,
    matches: &ArgMatches,
    loaded: &Loaded,
    path: &str,
    wanted: usize,
) -> Result<(Situation, Row), Failure> {
    let declared = matches.get_one::<String>("encoding").and_then(|name| Encoding::named(name));
    let sheet = matches.get_one::<String>("sheet").map(String::as_str);
    let mut input = Input::open(lang, path, declared, sheet)?;
    let columns = input.header(lang, &loaded.base)?;
    let row = find(lang, &loaded.base, input, columns.as_ref(), path, wanted)?;
    if !row.issues.is_empty() {
        let words = Words { lang, base: &loaded.base };
        words.unrecognised(&row).iter().for_each(|line| say(lang, line));
        return Err(Failure::data(match lang {
            Lang::Fr => format!("la ligne {wanted} est à corriger avant d’être évaluée."),
            Lang::En => format!("row {wanted} must be corrected before it is scored."),
        }));
    }
    Ok((situation_of(&loaded.base, &row), row))
}

/// What a row says, as a situation.
fn situation_of(base: &RuleBase, row: &Row) -> Situation {
    let name = Some(row.name.clone()).filter(|name| !name.is_empty());
    Situation::new(name, row.said.clone(), &base.vocabulary)
}

/// The row of a number.
fn find(
    lang: Lang,
    base: &RuleBase,
    input: Input,
    columns: Option<&Columns>,
    path: &str,
    wanted: usize,
) -> Result<Row, Failure> {
    let mut reader = RowReader::sharing(base, &SharedPatterns::default(), columns);
    let mut row = Row::default();
    let mut last = 0;
    for chunk in input.chunks(lang) {
        let blank = match chunk? {
            Chunk::Table(rows) => {
                last = rows.last().map_or(last, |(number, _)| *number);
                let found = rows.iter().find(|(number, _)| *number == wanted);
                found.map(|(_, record)| reader.record(record, &mut row))
            }
            Chunk::Lines(lines) => {
                last = lines.last().map_or(last, |(number, _)| *number);
                let found = lines.iter().find(|(number, _)| *number == wanted);
                found.map(|(_, line)| reader.line(line, &mut row))
            }
        };
        match blank {
            Some(true) => return Err(absent(lang, path, wanted, None)),
            Some(false) => return Ok(row),
            None => {}
        }
    }
    Err(absent(lang, path, wanted, Some(last)))
}

/// There is nothing at that row: it is blank, or beyond the last one.
fn absent(lang: Lang, path: &str, wanted: usize, last: Option<usize>) -> Failure {
    Failure::usage(match (last, lang) {
        (None, Lang::Fr) => format!("la ligne {wanted} de « {path} » est vide."),
        (None, Lang::En) => format!("row {wanted} of “{path}” is blank."),
        (Some(1), Lang::Fr) if !is_table(path) => {
            format!("« {path} » ne contient qu’une situation : retirez --row, ou écrivez --row 1.")
        }
        (Some(1), Lang::En) if !is_table(path) => {
            format!("“{path}” holds a single situation: leave --row out, or write --row 1.")
        }
        (Some(last), Lang::Fr) => {
            format!(
                "« {path} » n’a pas de situation à la ligne {wanted} ; la dernière est à la ligne {last}."
            )
        }
        (Some(last), Lang::En) => {
            format!("“{path}” has no situation at row {wanted}; the last one is at row {last}.")
        }
    })
}

/// What a situation file holds.
enum Read {
    /// Ids and labels.
    Coded(Situation),
    /// Free words among them: the situation as a line of JSON, and what strict reading says of it.
    Words(String, Diagnostics),
}

/// Reads a situation file, or standard input; its faults are printed.
fn read_situation(lang: Lang, sources: &mut Sources, base: &RuleBase, path: &str) -> Result<Read, Failure> {
    let (name, bytes) = read_bytes(lang, path)?;
    let source = sources.add_bytes(name, bytes);
    let mut found = Diagnostics::default();
    let document = yaml::parse(sources, source, &mut found);
    let situation =
        document.root.as_ref().and_then(|n| Situation::read(n, &base.vocabulary, &base.lexicon, &mut found));
    if document.cut_short {
        found.forget_absences(source);
    }
    let mut errors = found.all.iter().filter(|one| one.code.severity() == Severity::Error).peekable();
    let only_words =
        errors.peek().is_some() && errors.all(|one| matches!(one.code, Code::UnknownTerm | Code::WrongType));
    if let (true, Some(root)) = (only_words, &document.root) {
        return Ok(Read::Words(json(root).to_string(), found));
    }
    if !found.all.is_empty() {
        print(lang, sources, &mut found);
    }
    match situation {
        Some(situation) if !found.any_error() => {
            if situation.said.is_empty() {
                say(lang, lang.pick(
                    "attention : cette situation ne dit rien ; « coopform template situation » donne un modèle.",
                    "warning: this situation says nothing; “coopform template situation” gives a template.",
                ));
            }
            Ok(Read::Coded(situation))
        }
        _ => Err(Failure::data(String::new())),
    }
}
