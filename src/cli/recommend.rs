//! `recommend`: one situation, the form that fits and why.

use clap::ArgMatches;

use crate::base::RuleBase;
use crate::cli::load::{self, Loaded, load, load_with_phrasings, print};
use crate::cli::output::{self, is_table, read_bytes};
use crate::cli::table::json;
use crate::cli::{Failure, SUCCESS};
use crate::diagnostic::{Code, Diagnostics, Severity};
use crate::explain::explain;
use crate::intake::lines::LineReader;
use crate::intake::row::Row;
use crate::render::recommendation::recommendation;
use crate::render::words::Words;
use crate::situation::Situation;
use crate::source::Sources;
use crate::text::Lang;
use crate::yaml;

pub(super) fn run(lang: Lang, matches: &ArgMatches) -> Result<u8, Failure> {
    let path = matches.get_one::<String>("file").map_or("-", String::as_str);
    if is_table(path) {
        return Err(Failure::usage(match lang {
            Lang::Fr => format!("« {path} » contient plusieurs situations : coopform score {path}"),
            Lang::En => format!("“{path}” holds several situations: coopform score {path}"),
        }));
    }
    show(lang, matches, &told(lang, matches, path)?)?;
    Ok(SUCCESS)
}

/// One situation, with the rule base that it was read with.
pub(super) struct Told {
    /// The rule base.
    pub(super) loaded: Loaded,
    /// The row of the table it comes from.
    pub(super) number: Option<usize>,
    /// The situation.
    pub(super) situation: Situation,
    /// What it was read from, when it was told in free words.
    pub(super) row: Option<Row>,
}

/// Reads the situation of a file, or of standard input; what is wrong with it is printed.
pub(super) fn told(lang: Lang, matches: &ArgMatches, path: &str) -> Result<Told, Failure> {
    let mut loaded = load(lang, matches)?;
    match read_situation(lang, &mut loaded.sources, &loaded.base, path)? {
        Read::Coded(situation) => Ok(Told { loaded, number: None, situation, row: None }),
        Read::Words(line, mut found) => {
            let with_words = load_with_phrasings(lang, matches)?;
            let mut row = Row::default();
            LineReader::new(&with_words.base).read(&line, &mut row);
            if !row.issues.is_empty() || row.said.is_empty() {
                print(lang, &loaded.sources, &mut found);
                return Err(Failure::data(String::new()));
            }
            let words = Words { lang, base: &with_words.base };
            words.unrecognised(&row).iter().for_each(|line| load::say(lang, line));
            let situation = of_row(&with_words.base, &row);
            Ok(Told { loaded: with_words, number: None, situation, row: Some(row) })
        }
    }
}

/// What a row says, as a situation.
pub(super) fn of_row(base: &RuleBase, row: &Row) -> Situation {
    let name = Some(row.name.clone()).filter(|name| !name.is_empty());
    Situation::new(name, row.said.clone(), &base.vocabulary)
}

/// Evaluates a situation and writes the result.
pub(super) fn show(lang: Lang, matches: &ArgMatches, told: &Told) -> Result<(), Failure> {
    let Told { loaded, number, situation, row } = told;
    let outcome = loaded.prover.outcome(&loaded.base, &situation.said);
    let explanation = explain(&loaded.base, situation, &outcome);
    let words = Words { lang, base: &loaded.base };
    if output::format(matches) == "json" {
        let mut object = words.recommendation_json(*number, situation, &outcome, &explanation);
        if let Some(row) = row {
            object.read_in(&words, row);
        }
        return output::json(lang, matches, &object);
    }
    let mut page = recommendation(&words, situation, &outcome, &explanation);
    if let Some(row) = row {
        words.reading_section(&mut page, row);
    }
    output::page(lang, matches, &page)
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
                load::say(lang, lang.pick(
                    "attention : cette situation ne dit rien ; « coopform template situation » donne un modèle.",
                    "warning: this situation says nothing; “coopform template situation” gives a template.",
                ));
            }
            Ok(Read::Coded(situation))
        }
        _ => Err(Failure::data(String::new())),
    }
}
