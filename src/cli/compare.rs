//! `compare`: two or three forms side by side, for one situation.

use clap::ArgMatches;

use crate::base::ids::FormId;
use crate::cli::given::{Given, given, say_which_row};
use crate::cli::names::find_form;
use crate::cli::{Failure, SUCCESS, output};
use crate::render::beside::compare_here;
use crate::render::words::Words;
use crate::text::Lang;

pub(super) fn run(lang: Lang, matches: &ArgMatches) -> Result<u8, Failure> {
    let given = given(lang, matches, say_which_row(lang))?;
    let Given { loaded, situation, .. } = &given;
    let base = &loaded.base;
    let names = matches.get_many::<String>("forms").into_iter().flatten();
    let forms: Vec<FormId> = names.map(|name| find_form(lang, base, name)).collect::<Result<_, _>>()?;
    if forms.iter().enumerate().any(|(index, form)| forms[..index].contains(form)) {
        return Err(Failure::usage(lang.pick(
            "une forme se compare à d’autres, pas à elle-même.",
            "a form is compared with others, not with itself.",
        )));
    }
    let (outcome, explanation) = given.explained();
    let words = Words { lang, base };
    if output::format(matches) == "json" {
        let object = words.forms_here_json(situation, &outcome, &explanation, &forms);
        output::json(lang, matches, &object)?;
    } else {
        output::page(lang, matches, &compare_here(&words, situation, &explanation, &forms))?;
    }
    Ok(SUCCESS)
}
