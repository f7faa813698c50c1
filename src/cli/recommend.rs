//! `recommend`: one situation, the form that fits and why.

use clap::ArgMatches;

use crate::cli::given::{Given, given};
use crate::cli::today::today;
use crate::cli::{Failure, SUCCESS, output};
use crate::interview::code;
use crate::render::recommendation::{Layers, recommendation};
use crate::render::words::Words;
use crate::text::Lang;

pub(super) fn run(lang: Lang, matches: &ArgMatches) -> Result<u8, Failure> {
    let given = given(lang, matches, |path| match lang {
        Lang::Fr => format!("« {path} » est un tableau : coopform score {path}"),
        Lang::En => format!("“{path}” is a table: coopform score {path}"),
    })?;
    show(lang, matches, &given, Layers::Result)?;
    Ok(SUCCESS)
}

/// Evaluates a situation and writes the result.
pub(super) fn show(lang: Lang, matches: &ArgMatches, given: &Given, layers: Layers) -> Result<(), Failure> {
    let Given { loaded, number, situation, row } = given;
    let (outcome, explanation) = given.explained();
    let words = Words { lang, base: &loaded.base };
    if output::format(matches) == "json" {
        let mut object = words.recommendation_json(*number, situation, &outcome, &explanation);
        if let Some(row) = row {
            object.read_in(&words, row);
        }
        return output::json(lang, matches, &object);
    }
    let mut page = recommendation(&words, situation, &outcome, &explanation, layers);
    if let Some(row) = row {
        words.reading_section(&mut page, row);
    }
    if layers != Layers::Result {
        let code = code::of_situation(&loaded.base, &loaded.prover, &situation.facts, &outcome);
        page.foot(words.made_on(today(), code.as_deref()));
    }
    output::page(lang, matches, &page)
}
