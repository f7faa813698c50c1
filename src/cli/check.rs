//! `check`: every fault of the rules and the cases, each in its place; or the page of a code.

use clap::ArgMatches;

use crate::base::RuleBase;
use crate::cli::load::{print, read, say_if_no_case};
use crate::cli::{DATA_TO_CORRECT, Failure, SUCCESS, output};
use crate::diagnostic::{Code, Diagnostics};
use crate::engine::Engine;
use crate::lint::coverage::coverage;
use crate::lint::lint;
use crate::lint::sampling::survey;
use crate::render::measures;
use crate::render::words::Words;
use crate::text::{Lang, closest};

/// How many situations the report draws, always the same ones.
const DRAWN: usize = 20_000;
const SEED: u64 = 1;

pub(super) fn run(lang: Lang, matches: &ArgMatches) -> Result<u8, Failure> {
    if let Some(name) = matches.get_one::<String>("explain") {
        return explain(lang, name);
    }
    let (sources, files) = read(lang, matches)?;
    let mut found = Diagnostics::default();
    let base = RuleBase::load(&sources, &files, &mut found);
    if let Some(base) = &base {
        let engine = Engine::compile(base);
        lint(base, &engine, &mut found);
        if matches.get_flag("report") {
            let survey = survey(base, &engine, DRAWN, SEED);
            let page = measures::survey(&Words { lang, base }, &survey, &coverage(base, &engine).forms);
            output::page(lang, matches, &page)?;
        }
    }
    if !found.all.is_empty() {
        print(lang, &sources, &mut found);
        say_if_no_case(lang, matches, &files);
    }
    let Some(base) = base.filter(|_| !found.any_error()) else { return Ok(DATA_TO_CORRECT) };
    if matches.get_flag("report") {
        return Ok(SUCCESS);
    }
    let (forms, rules, cases) = (base.forms.len(), base.rules.len(), base.cases.len());
    let (terms, version) = (base.vocabulary.terms.len(), &base.vocabulary.version);
    let line = match lang {
        Lang::Fr => format!(
            "Règles {version} : {forms} formes, {rules} règles, {terms} termes, {cases} cas. Aucune erreur.\n"
        ),
        Lang::En => format!(
            "Rules {version}: {forms} forms, {rules} rules, {terms} terms, {cases} cases. No error.\n"
        ),
    };
    output::to_stdout(lang, crate::render::page::typeset(lang, &line).as_bytes())?;
    Ok(SUCCESS)
}

fn explain(lang: Lang, name: &str) -> Result<u8, Failure> {
    if let Some(code) = Code::ALL.iter().find(|code| code.name() == name) {
        output::to_stdout(lang, half(lang, code.page()).as_bytes())?;
        return Ok(SUCCESS);
    }
    let near =
        closest(name, Code::ALL.iter().map(|code| code.name())).map(|near| Code::ALL[near.index].name());
    let hint = match (near, lang) {
        (Some(near), Lang::Fr) => format!("Vouliez-vous dire « {near} » ?"),
        (Some(near), Lang::En) => format!("Did you mean “{near}”?"),
        (None, _) => Code::ALL.iter().map(|code| code.name()).collect::<Vec<_>>().join(", "),
    };
    Err(Failure::usage(match lang {
        Lang::Fr => format!("aucun diagnostic ne s’appelle « {name} ». {hint}"),
        Lang::En => format!("no diagnostic is called “{name}”. {hint}"),
    }))
}

/// The title of a page and its part in one language.
fn half(lang: Lang, page: &str) -> String {
    let (title, rest) = page.split_once("\n## Français\n").unwrap_or((page, ""));
    let (fr, en) = rest.split_once("\n## English\n").unwrap_or((rest, rest));
    format!("{}\n\n{}\n", title.trim(), lang.pick(fr, en).trim())
}
