//! `forms`, `cases`, `rules`: the knowledge, to read.

use clap::ArgMatches;

use crate::base::RuleBase;
use crate::base::ids::{CaseId, FormId, RuleId};
use crate::cli::load::{Loaded, load, load_with_phrasings};
use crate::cli::names::{find_case, find_form};
use crate::cli::{Failure, SUCCESS, output};
use crate::lint::agreement::agreements;
use crate::lint::words::{from_words, left_out};
use crate::render::compare::{compare, table_page};
use crate::render::svg::decision::decision_table;
use crate::render::words::Words;
use crate::render::{catalogue, map, measures};
use crate::situation::Situation;
use crate::text::Lang;

/// In how many groups the cases are left out in turn.
const GROUPS: usize = 5;

pub(super) fn forms(lang: Lang, matches: &ArgMatches) -> Result<u8, Failure> {
    let base = load(lang, matches)?.base;
    let words = Words { lang, base: &base };
    let wanted = asked(matches).map(|name| find_form(lang, &base, name)).transpose()?;
    let compared = several(lang, matches, &base, "compare")?;
    let tabled = several(lang, matches, &base, "table")?;
    if matches.get_flag("map") {
        return map(lang, matches, &words, wanted);
    }
    if let Some(forms) = tabled {
        return table(lang, matches, &words, &forms);
    }
    match output::format(matches) {
        "json" => {
            let one = wanted.map(|form| vec![form]);
            let forms = compared.or(one).unwrap_or_else(|| base.form_ids().collect());
            output::json(lang, matches, &words.forms_json(&forms))?;
            return Ok(SUCCESS);
        }
        "svg" => return Err(without(lang, "svg", "--map", " ou --table", " or --table")),
        "dot" => return Err(without(lang, "dot", "--map", "", "")),
        _ => {}
    }
    let page = match (compared, wanted) {
        (Some(forms), _) => compare(&words, &forms),
        (None, _) if matches.get_flag("full") => catalogue::every_form(&words),
        (None, Some(form)) => catalogue::form(&words, form),
        (None, None) => catalogue::forms(&words),
    };
    output::page(lang, matches, &page)?;
    Ok(SUCCESS)
}

/// The different forms named after an option.
fn several(
    lang: Lang,
    matches: &ArgMatches,
    base: &RuleBase,
    option: &str,
) -> Result<Option<Vec<FormId>>, Failure> {
    let Some(names) = matches.get_many::<String>(option) else { return Ok(None) };
    let forms: Vec<FormId> = names.map(|name| find_form(lang, base, name)).collect::<Result<_, _>>()?;
    if forms.iter().enumerate().any(|(place, form)| forms[..place].contains(form)) {
        return Err(Failure::usage(match lang {
            Lang::Fr => format!("donnez à --{option} des formes différentes."),
            Lang::En => format!("give --{option} different forms."),
        }));
    }
    Ok(Some(forms))
}

/// A format that only some options have.
fn without(lang: Lang, format: &str, option: &str, or_fr: &str, or_en: &str) -> Failure {
    Failure::usage(match lang {
        Lang::Fr => format!("le format {format} demande {option}{or_fr}."),
        Lang::En => format!("the format {format} needs {option}{or_en}."),
    })
}

/// The map of the catalogue, or around one form.
fn map(lang: Lang, matches: &ArgMatches, words: &Words<'_>, one: Option<FormId>) -> Result<u8, Failure> {
    match output::format(matches) {
        "svg" => {
            let figure = one.map_or_else(|| map::map_figure(words), |form| map::around_figure(words, form));
            output::text(lang, matches, figure.picture.as_str())?;
        }
        "dot" => output::text(lang, matches, &words.map_dot(one))?,
        "json" => output::json(lang, matches, &words.map_json(one))?,
        _ => {
            let page = one.map_or_else(|| map::map(words), |form| map::around(words, form));
            output::page(lang, matches, &page)?;
        }
    }
    Ok(SUCCESS)
}

/// The decision table of some forms.
fn table(lang: Lang, matches: &ArgMatches, words: &Words<'_>, forms: &[FormId]) -> Result<u8, Failure> {
    match output::format(matches) {
        "svg" => {
            output::text(lang, matches, decision_table(words, forms, None).picture.as_str())?;
        }
        "json" => output::json(lang, matches, &words.table_json(forms))?,
        "dot" => return Err(without(lang, "dot", "--map", "", "")),
        _ => output::page(lang, matches, &table_page(words, forms))?,
    }
    Ok(SUCCESS)
}

pub(super) fn cases(lang: Lang, matches: &ArgMatches) -> Result<u8, Failure> {
    let from_words_asked = matches.get_flag("from-words");
    let loaded = if from_words_asked { load_with_phrasings(lang, matches) } else { load(lang, matches) };
    let Loaded { base, prover, .. } = loaded?;
    let words = Words { lang, base: &base };
    if from_words_asked {
        let all = from_words(&base, prover.engine());
        match output::format(matches) {
            "json" => output::json(lang, matches, &words.from_words_json(&all))?,
            _ => {
                let without_own = left_out(&base, prover.engine(), GROUPS);
                output::page(lang, matches, &measures::from_words(&words, &all, &without_own))?;
            }
        }
        return Ok(SUCCESS);
    }
    if matches.get_flag("agreement") {
        let all = agreements(&base, prover.engine());
        match output::format(matches) {
            "json" => output::json(lang, matches, &words.agreement_json(&all))?,
            _ => output::page(lang, matches, &measures::agreement(&words, &all))?,
        }
        return Ok(SUCCESS);
    }
    let wanted = asked(matches).map(|name| find_case(lang, &base, name)).transpose()?;
    match (wanted, output::format(matches)) {
        (Some(case), _) if matches.get_flag("situation") => {
            output::text(lang, matches, &situation_file(&words, &base.case(case).situation, case)?)?;
        }
        (_, "json") => output::json(lang, matches, &words.cases_json(wanted))?,
        (Some(case), _) => output::page(lang, matches, &catalogue::case(&words, case))?,
        (None, _) => output::page(lang, matches, &catalogue::cases(&words))?,
    }
    Ok(SUCCESS)
}

pub(super) fn rules(lang: Lang, matches: &ArgMatches) -> Result<u8, Failure> {
    let base = load(lang, matches)?.base;
    let words = Words { lang, base: &base };
    let rule = asked(matches)
        .and_then(|name| (0..base.rules.len()).map(RuleId::new).find(|&rule| words.rule_path(rule) == name));
    let asked = asked(matches).or_else(|| matches.get_one::<String>("form").map(String::as_str));
    let form = match (asked, rule) {
        (Some(name), None) => Some(find_form(lang, &base, name)?),
        _ => None,
    };
    if output::format(matches) == "json" {
        let all = (0..base.rules.len()).map(RuleId::new);
        let wanted = all.filter(|id| match (rule, form) {
            (Some(rule), _) => rule == *id,
            (None, Some(form)) => base.rules[id.index()].form == Some(form),
            (None, None) => true,
        });
        output::json(lang, matches, &words.rules_json(wanted))?;
    } else {
        let page = rule.map_or_else(|| catalogue::rules(&words, form), |rule| catalogue::rule(&words, rule));
        output::page(lang, matches, &page)?;
    }
    Ok(SUCCESS)
}

fn asked(matches: &ArgMatches) -> Option<&str> {
    matches.get_one::<String>("id").map(String::as_str)
}

/// A case's situation as a file that `recommend` reads.
fn situation_file(words: &Words<'_>, situation: &Situation, case: CaseId) -> Result<String, Failure> {
    let name = words.base.case(case).name.get(words.lang);
    let written = crate::cli::template::written(words.lang, words.base, situation, name);
    serde_yaml::to_string(&written).map_err(|error| Failure::new(error.to_string()))
}
