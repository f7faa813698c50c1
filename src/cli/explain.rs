//! `explain`: the note of one situation, or why and why not one form.

use clap::ArgMatches;

use crate::cli::given::{Given, given, say_which_row};
use crate::cli::names::find_form;
use crate::cli::recommend::show;
use crate::cli::{Failure, SUCCESS, output};
use crate::explain::changes::{THOROUGH, what_would_change};
use crate::render::explanation::one_form;
use crate::render::pictures::Picture;
use crate::render::recommendation::Layers;
use crate::render::words::Words;
use crate::text::Lang;

pub(super) fn run(lang: Lang, matches: &ArgMatches) -> Result<u8, Failure> {
    let given = given(lang, matches, say_which_row(lang))?;
    if let Some(name) = matches.get_one::<String>("form") {
        return form(lang, matches, &given, name);
    }
    if let Some(name) = matches.get_one::<String>("picture") {
        return picture(lang, matches, &given, name);
    }
    let layers = if matches.get_flag("full") { Layers::Reasoning } else { Layers::Note };
    show(lang, matches, &given, layers)?;
    Ok(SUCCESS)
}

/// Why one form, or why not.
fn form(lang: Lang, matches: &ArgMatches, given: &Given, name: &str) -> Result<u8, Failure> {
    let Given { loaded, situation, .. } = given;
    let (base, prover) = (&loaded.base, &loaded.prover);
    let form = find_form(lang, base, name)?;
    let (outcome, explanation) = given.explained();
    let wanted = Some(form).filter(|form| outcome.leaders() != [*form]);
    let singles = prover.singles(base, &situation.said);
    let what_if = what_would_change(base, prover, situation, &singles, &outcome, wanted, THOROUGH);
    let words = Words { lang, base };
    if output::format(matches) == "json" {
        let object = words.form_json(situation, &outcome, &explanation, form, &what_if);
        output::json(lang, matches, &object)?;
        return Ok(SUCCESS);
    }
    output::page(lang, matches, &one_form(&words, situation, &outcome, &explanation, form, &what_if))?;
    Ok(SUCCESS)
}

/// One picture of the result, as an SVG file.
fn picture(lang: Lang, matches: &ArgMatches, given: &Given, name: &str) -> Result<u8, Failure> {
    let Given { loaded, situation, .. } = given;
    let (outcome, explanation) = given.explained();
    let words = Words { lang, base: &loaded.base };
    if let Some((_, picture)) = Picture::ALL.iter().find(|(known, _)| *known == name) {
        let figure = picture.draw(&words, situation, &outcome, &explanation);
        if figure.picture.as_str().is_empty() {
            return Err(Failure::data(lang.pick(
                "il n’y a rien à dessiner pour cette situation.",
                "there is nothing to draw for this situation.",
            )));
        }
        output::text(lang, matches, figure.picture.as_str())?;
    }
    Ok(SUCCESS)
}
