//! `recommend`: one situation, the form that fits and why.

use std::fs;
use std::io::{self, Read as _};
use std::path::Path;

use clap::ArgMatches;

use crate::base::RuleBase;
use crate::cli::load::{self, load, print};
use crate::cli::{Failure, SUCCESS, output};
use crate::diagnostic::Diagnostics;
use crate::explain::explain;
use crate::render::recommendation::recommendation;
use crate::render::words::Words;
use crate::situation::Situation;
use crate::source::Sources;
use crate::text::Lang;
use crate::yaml::{self, MAX_BYTES};

pub(super) fn run(lang: Lang, matches: &ArgMatches) -> Result<u8, Failure> {
    let mut loaded = load(lang, matches)?;
    let path = matches.get_one::<String>("file").map_or("-", String::as_str);
    if Path::new(path)
        .extension()
        .is_some_and(|ending| ending == "csv" || ending == "tsv" || ending == "jsonl")
    {
        return Err(Failure::usage(match lang {
            Lang::Fr => format!("« {path} » contient plusieurs situations : coopform score {path}"),
            Lang::En => format!("“{path}” holds several situations: coopform score {path}"),
        }));
    }
    let situation = read_situation(lang, &mut loaded.sources, &loaded.base, path)?;
    let outcome = loaded.engine.outcome(&loaded.base.vocabulary, &situation.said);
    let explanation = explain(&loaded.base, &situation, &outcome);
    let words = Words { lang, base: &loaded.base };
    if output::format(matches) == "json" {
        let object = words.recommendation_json(None, &situation, &outcome, &explanation);
        output::json(lang, matches, &object)?;
    } else {
        output::page(lang, matches, &recommendation(&words, &situation, &outcome, &explanation))?;
    }
    Ok(SUCCESS)
}

/// Reads a situation file, or standard input; its faults are printed.
fn read_situation(
    lang: Lang,
    sources: &mut Sources,
    base: &RuleBase,
    path: &str,
) -> Result<Situation, Failure> {
    let (name, bytes) = read_bytes(lang, path)?;
    let source = sources.add_bytes(name, bytes);
    let mut found = Diagnostics::default();
    let document = yaml::parse(sources, source, &mut found);
    let situation =
        document.root.as_ref().and_then(|n| Situation::read(n, &base.vocabulary, &base.lexicon, &mut found));
    if document.cut_short {
        found.forget_absences(source);
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
            Ok(situation)
        }
        _ => Err(Failure::data(String::new())),
    }
}

/// The bytes of a file or of standard input, a little more than is accepted at most.
fn read_bytes(lang: Lang, path: &str) -> Result<(String, Vec<u8>), Failure> {
    let limit = MAX_BYTES as u64 + 1;
    let mut bytes = Vec::new();
    let read = if path == "-" {
        io::stdin().lock().take(limit).read_to_end(&mut bytes)
    } else {
        fs::File::open(Path::new(path)).and_then(|file| file.take(limit).read_to_end(&mut bytes))
    };
    let name = if path == "-" { lang.pick("<entrée standard>", "<standard input>") } else { path };
    match read {
        Ok(_) => Ok((name.to_owned(), bytes)),
        Err(error) => Err(cannot_read(lang, path, &error)),
    }
}

/// Says that a file cannot be read.
pub(super) fn cannot_read(lang: Lang, path: &str, error: &io::Error) -> Failure {
    let reason = output::reason(lang, error);
    Failure::new(match lang {
        Lang::Fr => format!("impossible de lire « {path} » : {reason}."),
        Lang::En => format!("cannot read “{path}”: {reason}."),
    })
}
