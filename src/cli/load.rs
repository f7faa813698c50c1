//! The rule base in use: the program's own, or the folders asked for.

use std::io::Write as _;
use std::path::Path;

use clap::ArgMatches;

use crate::base::{Files, RuleBase, shipped};
use crate::cli::{Failure, output};
use crate::diagnostic::Diagnostics;
use crate::proof::Prover;
use crate::render::diagnostics::diagnostics;
use crate::source::{SourceId, Sources};
use crate::text::Lang;

/// A rule base ready for use.
pub(super) struct Loaded {
    /// Its texts.
    pub(super) sources: Sources,
    /// The base.
    pub(super) base: RuleBase,
    /// The base, compiled.
    pub(super) prover: Prover,
    /// Files of how people write its words, not read yet.
    phrasings: Vec<SourceId>,
}

impl Loaded {
    /// The base with how people write its words: few runs need it, and it is long to read.
    pub(super) fn with_phrasings(&self, lang: Lang) -> Result<RuleBase, Failure> {
        let mut found = Diagnostics::default();
        self.base.with_phrasings(&self.sources, &self.phrasings, &mut found).ok_or_else(|| {
            print(lang, &self.sources, &mut found);
            faulty(lang)
        })
    }
}

/// The texts of the rule base in use.
pub(super) fn read(lang: Lang, matches: &ArgMatches) -> Result<(Sources, Files), Failure> {
    let mut sources = Sources::default();
    let folder = |name| matches.get_one::<String>(name);
    let rules = match folder("rules") {
        Some(path) => read_folder(lang, &mut sources, path)?,
        None => shipped::rules(&mut sources),
    };
    let cases = match (folder("cases"), folder("rules")) {
        (Some(path), _) => read_folder(lang, &mut sources, path)?,
        (None, Some(rules)) => beside(lang, &mut sources, rules)?,
        (None, None) => shipped::cases(&mut sources),
    };
    let mut files = Files::sort(&sources, &rules, &cases);
    // What a language says of numbers and negation is no matter of the domain.
    if files.language.is_none() {
        files.language = shipped::language(&mut sources);
    }
    if rules.is_empty() {
        let path = folder("rules").cloned().unwrap_or_default();
        return Err(Failure::data(match lang {
            Lang::Fr => format!("le dossier « {path} » ne contient aucun fichier de règles (.yaml)."),
            Lang::En => format!("the folder “{path}” holds no file of rules (.yaml)."),
        }));
    }
    Ok((sources, files))
}

/// The cases that go with a folder of rules: a `cases` folder beside it, if there is one.
fn beside(lang: Lang, sources: &mut Sources, rules: &str) -> Result<Vec<SourceId>, Failure> {
    let cases = Path::new(rules).parent().unwrap_or(Path::new("")).join("cases");
    if cases.is_dir() { read_folder(lang, sources, &cases.display().to_string()) } else { Ok(Vec::new()) }
}

fn read_folder(lang: Lang, sources: &mut Sources, path: &str) -> Result<Vec<SourceId>, Failure> {
    sources.read_folder(Path::new(path)).map_err(|error| {
        let reason = output::reason(lang, &error);
        Failure::new(match lang {
            Lang::Fr => format!("impossible de lire le dossier « {path} » : {reason}."),
            Lang::En => format!("cannot read the folder “{path}”: {reason}."),
        })
    })
}

/// Says that no case was found, when the rules are a folder of the user's.
pub(super) fn say_if_no_case(lang: Lang, matches: &ArgMatches, files: &Files) {
    if let (Some(rules), true) = (matches.get_one::<String>("rules"), files.cases.is_empty()) {
        output::say(
            lang,
            &match lang {
                Lang::Fr => format!(
                    "Aucun cas : il n’y a pas de dossier « cases » à côté de « {rules} ». Ajoutez --cases DOSSIER."
                ),
                Lang::En => {
                    format!("No case: there is no “cases” folder beside “{rules}”. Add --cases FOLDER.")
                }
            },
        );
    }
}

/// Loads the rule base in use; its faults are printed. How people write its words is left aside: few commands
/// need it, and it is long.
pub(super) fn load(lang: Lang, matches: &ArgMatches) -> Result<Loaded, Failure> {
    let (sources, mut files) = read(lang, matches)?;
    let phrasings = std::mem::take(&mut files.phrasings);
    Ok(Loaded { phrasings, ..ready(lang, matches, sources, files)? })
}

/// Loads the rule base in use, with a case of the user's own, which is checked like the others.
pub(super) fn load_with_case(lang: Lang, matches: &ArgMatches, path: &str) -> Result<Loaded, Failure> {
    let (mut sources, mut files) = read(lang, matches)?;
    let (name, bytes) = output::read_bytes(lang, path)?;
    files.cases.push(sources.add_bytes(name, bytes));
    let phrasings = std::mem::take(&mut files.phrasings);
    Ok(Loaded { phrasings, ..ready(lang, matches, sources, files)? })
}

/// Loads the rule base in use and how people write its words.
pub(super) fn load_with_phrasings(lang: Lang, matches: &ArgMatches) -> Result<Loaded, Failure> {
    let (sources, files) = read(lang, matches)?;
    ready(lang, matches, sources, files)
}

fn ready(lang: Lang, matches: &ArgMatches, sources: Sources, mut files: Files) -> Result<Loaded, Failure> {
    // Vignettes serve to check the rules, not to use them.
    files.vignettes.clear();
    let mut found = Diagnostics::default();
    match RuleBase::load(&sources, &files, &mut found) {
        Some(base) => {
            let prover = Prover::compile(&base);
            Ok(Loaded { sources, base, prover, phrasings: Vec::new() })
        }
        None => {
            print(lang, &sources, &mut found);
            say_if_no_case(lang, matches, &files);
            Err(faulty(lang))
        }
    }
}

fn faulty(lang: Lang) -> Failure {
    Failure::data(lang.pick(
        "la base de règles contient des erreurs ; « coopform check » les montre.",
        "the rule base holds errors; “coopform check” shows them.",
    ))
}

/// Prints diagnostics on standard error, in the order of their places.
pub(super) fn print(lang: Lang, sources: &Sources, found: &mut Diagnostics) {
    found.sort();
    let drawn = diagnostics(lang, sources, found, output::colour_messages());
    let _ = write!(std::io::stderr(), "{drawn}");
}
