//! `recommend`: one situation, the form that fits and why.

use clap::ArgMatches;

use crate::base::RuleBase;
use crate::cli::load::{self, Loaded, load, print};
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
    let mut loaded = load(lang, matches)?;
    let path = matches.get_one::<String>("file").map_or("-", String::as_str);
    if is_table(path) {
        return Err(Failure::usage(match lang {
            Lang::Fr => format!("« {path} » contient plusieurs situations : coopform score {path}"),
            Lang::En => format!("“{path}” holds several situations: coopform score {path}"),
        }));
    }
    match read_situation(lang, &mut loaded.sources, &loaded.base, path)? {
        Read::Coded(situation) => show(lang, matches, &loaded, None, &situation, None)?,
        Read::Words(line, mut found) => {
            loaded.base = loaded.with_phrasings(lang)?;
            let mut row = Row::default();
            LineReader::new(&loaded.base).read(&line, &mut row);
            if !row.issues.is_empty() || row.said.is_empty() {
                print(lang, &loaded.sources, &mut found);
                return Err(Failure::data(String::new()));
            }
            let words = Words { lang, base: &loaded.base };
            words.unrecognised(&row).iter().for_each(|line| load::say(lang, line));
            let situation = of_row(&loaded.base, &row);
            show(lang, matches, &loaded, None, &situation, Some(&row))?;
        }
    }
    Ok(SUCCESS)
}

/// What a row says, as a situation.
pub(super) fn of_row(base: &RuleBase, row: &Row) -> Situation {
    let name = Some(row.name.clone()).filter(|name| !name.is_empty());
    Situation::new(name, row.said.clone(), &base.vocabulary)
}

/// Evaluates a situation and writes the result; `row` is what it was read from, when it was told in free words.
pub(super) fn show(
    lang: Lang,
    matches: &ArgMatches,
    loaded: &Loaded,
    number: Option<usize>,
    situation: &Situation,
    row: Option<&Row>,
) -> Result<(), Failure> {
    let outcome = loaded.prover.outcome(&loaded.base, &situation.said);
    let explanation = explain(&loaded.base, situation, &outcome);
    let words = Words { lang, base: &loaded.base };
    if output::format(matches) == "json" {
        let mut object = words.recommendation_json(number, situation, &outcome, &explanation);
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
