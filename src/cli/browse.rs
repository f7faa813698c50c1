//! `forms`, `cases`, `rules`: the knowledge, to read.

use clap::ArgMatches;

use crate::base::ids::{CaseId, FormId, RuleId};
use crate::cli::load::{Loaded, load, load_with_phrasings};
use crate::cli::names::{find, find_form};
use crate::cli::{Failure, SUCCESS, output};
use crate::lint::agreement::agreements;
use crate::lint::words::{from_words, left_out};
use crate::render::compare::compare;
use crate::render::words::Words;
use crate::render::{catalogue, measures};
use crate::situation::Situation;
use crate::text::Lang;

/// In how many groups the cases are left out in turn.
const GROUPS: usize = 5;

pub(super) fn forms(lang: Lang, matches: &ArgMatches) -> Result<u8, Failure> {
    let base = load(lang, matches)?.base;
    let words = Words { lang, base: &base };
    let wanted = asked(matches).map(|name| find_form(lang, &base, name)).transpose()?;
    let compared: Option<Vec<FormId>> = matches
        .get_many::<String>("compare")
        .map(|names| names.map(|name| find_form(lang, &base, name)).collect())
        .transpose()?;
    if compared.iter().any(|forms| forms.iter().enumerate().any(|(i, form)| forms[..i].contains(form))) {
        let twice = ("donnez à --compare des formes différentes.", "give --compare different forms.");
        return Err(Failure::usage(lang.pick(twice.0, twice.1)));
    }
    if output::format(matches) == "json" {
        let one = wanted.map(|form| vec![form]);
        let forms = compared.or(one).unwrap_or_else(|| base.form_ids().collect());
        output::json(lang, matches, &words.forms_json(&forms))?;
        return Ok(SUCCESS);
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
    let names: Vec<[&str; 3]> =
        base.cases.iter().map(|c| [c.id.value.as_str(), &c.name.fr, &c.name.en]).collect();
    let wanted = asked(matches).map(|name| find(lang, &names, name)).transpose()?.map(CaseId::new);
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
    let rule = asked(matches).and_then(|name| {
        let named = |rule: &crate::base::rule::Rule| catalogue::rule_id(&words, rule) == name;
        base.rules.iter().position(named).map(RuleId::new)
    });
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
