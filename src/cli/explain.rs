//! `explain`: the full result of one situation, or of one row of a table as a spreadsheet numbers it.

use clap::ArgMatches;

use crate::base::RuleBase;
use crate::cli::load::{load_with_phrasings, say};
use crate::cli::output::is_table;
use crate::cli::recommend::{self, Told, of_row, show};
use crate::cli::table::rows::RowReader;
use crate::cli::table::{Chunk, Encoding, Input};
use crate::cli::{Failure, SUCCESS};
use crate::intake::columns::Columns;
use crate::intake::row::Row;
use crate::intake::shared::SharedPatterns;
use crate::render::words::Words;
use crate::text::Lang;

pub(super) fn run(lang: Lang, matches: &ArgMatches) -> Result<u8, Failure> {
    show(lang, matches, &told(lang, matches)?)?;
    Ok(SUCCESS)
}

/// Reads the situation of a file, or of the row asked for; what is wrong with it is printed.
pub(super) fn told(lang: Lang, matches: &ArgMatches) -> Result<Told, Failure> {
    let path = matches.get_one::<String>("file").map_or("-", String::as_str);
    let Some(&wanted) = matches.get_one::<usize>("row") else {
        if is_table(path) {
            return Err(Failure::usage(match lang {
                Lang::Fr => {
                    format!("« {path} » contient plusieurs situations : dites laquelle avec --row N.")
                }
                Lang::En => format!("“{path}” holds several situations: say which one with --row N."),
            }));
        }
        return recommend::told(lang, matches, path);
    };
    let loaded = load_with_phrasings(lang, matches)?;
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
    let situation = of_row(&loaded.base, &row);
    Ok(Told { loaded, number: Some(wanted), situation, row: Some(row) })
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
