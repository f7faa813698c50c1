//! `draft`: the outline of the document to write for the form in first place, or for the form asked for.

use std::io::Write as _;

use clap::ArgMatches;

use crate::base::ids::FormId;
use crate::cli::given::{Given, given, say_which_row};
use crate::cli::names::find_form;
use crate::cli::output::{self, Output};
use crate::cli::today::today;
use crate::cli::{Failure, SUCCESS};
use crate::draft::{Undecided, draft, first};
use crate::engine::outcome::Outcome;
use crate::explain::Explanation;
use crate::render::docx::docx;
use crate::render::page::Page;
use crate::render::words::{Words, enumerate, lower_first};
use crate::text::Lang;

pub(super) fn run(lang: Lang, matches: &ArgMatches) -> Result<u8, Failure> {
    check_output(lang, matches)?;
    let given = given(lang, matches, say_which_row(lang))?;
    let base = &given.loaded.base;
    let (outcome, explanation) = given.explained();
    let form = match matches.get_one::<String>("form") {
        Some(name) => find_form(lang, base, name)?,
        None => first(&outcome).map_err(|why| undecided(&Words { lang, base }, &why))?,
    };
    write(lang, matches, &page(lang, &given, &outcome, &explanation, form))?;
    Ok(SUCCESS)
}

fn page(lang: Lang, given: &Given, outcome: &Outcome, explanation: &Explanation, form: FormId) -> Page {
    let Given { loaded, situation, row, .. } = given;
    let words = Words { lang, base: &loaded.base };
    let drawn = draft(&loaded.base, situation, explanation, form);
    let mut page = crate::render::draft::draft(&words, situation, outcome, explanation, &drawn);
    if let Some(row) = row {
        words.reading_section(&mut page, row);
    }
    page
}

/// There is not one form in first place: which one to draft must be said.
fn undecided(words: &Words<'_>, why: &Undecided) -> Failure {
    let lang = words.lang;
    let id = |form: &FormId| words.base.form(*form).id.value.as_str();
    let (reason, forms) = match why {
        Undecided::Tied(forms) => (words.opening(forms, &[], None), forms.as_slice()),
        Undecided::NotYet => (words.not_enough(), &[][..]),
        Undecided::None => (words.none_recommended(), &[][..]),
    };
    let options: Vec<String> = forms.iter().map(|form| format!("--form {}", id(form))).collect();
    let advice = match (lang, options.is_empty()) {
        (Lang::Fr, true) => {
            "Nommez celle dont écrire la trame : --form NOM (« coopform forms » en donne la liste)."
                .to_owned()
        }
        (Lang::En, true) => "Name the one to draft: --form NAME (“coopform forms” lists them).".to_owned(),
        (Lang::Fr, false) => format!("Dites dont il faut écrire la trame : {}.", enumerate(&options, "ou")),
        (Lang::En, false) => format!("Say which one to draft: {}.", enumerate(&options, "or")),
    };
    Failure::data(format!("{} {advice}", lower_first(&reason)))
}

/// Refuses now what could not be written once the outline is there.
fn check_output(lang: Lang, matches: &ArgMatches) -> Result<(), Failure> {
    let asked = matches.get_one::<String>("format").map(String::as_str);
    let Some(path) = output::path(matches) else {
        return match asked {
            Some("docx") => Err(Failure::usage(lang.pick(
                "un document DOCX s’écrit dans un fichier : ajoutez « -o trame.docx ».",
                "a DOCX document is written to a file: add “-o outline.docx”.",
            ))),
            _ => Ok(()),
        };
    };
    let known = matches!(output::ending(&path).as_str(), "docx" | "html" | "htm" | "md" | "markdown" | "txt");
    if asked.is_none() && !known {
        let path = path.display();
        return Err(Failure::usage(match lang {
            Lang::Fr => format!("« {path} » : le nom d’une trame finit par .docx, .html, .md ou .txt."),
            Lang::En => format!("“{path}”: the name of an outline ends in .docx, .html, .md or .txt."),
        }));
    }
    output::refuse(lang, matches.get_flag("force"), &path)
}

fn write(lang: Lang, matches: &ArgMatches, page: &Page) -> Result<(), Failure> {
    let ending = output::path(matches).as_deref().map(output::ending);
    let asked = matches.get_one::<String>("format").map(String::as_str);
    if asked.or(ending.as_deref()) != Some("docx") {
        return output::page(lang, matches, page);
    }
    let bytes = docx(page, today()).map_err(|reason| {
        Failure::new(match lang {
            Lang::Fr => format!("impossible de composer le document : {reason}."),
            Lang::En => format!("cannot compose the document: {reason}."),
        })
    })?;
    let mut output = Output::open(lang, matches)?;
    if let Err(error) = output.write_all(&bytes) {
        return Err(output.failure(lang, &error));
    }
    output.finish(lang)?;
    output::say_written(lang, matches);
    Ok(())
}
