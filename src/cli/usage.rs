//! What the argument parser has to say, in the user's language.

use std::error::Error as _;
use std::io::Write as _;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::cli::{SUCCESS, WRONG_USAGE};
use crate::render::page::typeset;
use crate::text::Lang;

/// Prints help, version or the fault, and gives the exit status.
pub(super) fn report(lang: Lang, error: &clap::Error) -> u8 {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let _ = write!(std::io::stdout(), "{}", error.render());
            SUCCESS
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let _ = write!(std::io::stderr(), "{}", error.render());
            WRONG_USAGE
        }
        _ => {
            let message = typeset(lang, &words(lang, error));
            let _ = writeln!(std::io::stderr(), "{message}");
            WRONG_USAGE
        }
    }
}

fn words(lang: Lang, error: &clap::Error) -> String {
    let context = |kind| error.get(kind).map(value).unwrap_or_default();
    let argument = context(ContextKind::InvalidArg);
    let other = context(ContextKind::PriorArg);
    let found = context(ContextKind::InvalidValue);
    let fault = match (error.kind(), lang) {
        (ErrorKind::UnknownArgument, Lang::Fr) if !argument.starts_with('-') => {
            format!("« {argument} » est de trop")
        }
        (ErrorKind::UnknownArgument, Lang::En) if !argument.starts_with('-') => {
            format!("“{argument}” is one too many")
        }
        (ErrorKind::UnknownArgument, Lang::Fr) => format!("l’option « {argument} » n’existe pas"),
        (ErrorKind::UnknownArgument, Lang::En) => format!("the option “{argument}” does not exist"),
        (ErrorKind::InvalidSubcommand, Lang::Fr) => {
            format!("la commande « {} » n’existe pas", context(ContextKind::InvalidSubcommand))
        }
        (ErrorKind::InvalidSubcommand, Lang::En) => {
            format!("the command “{}” does not exist", context(ContextKind::InvalidSubcommand))
        }
        (ErrorKind::InvalidValue, Lang::Fr) if found.is_empty() => {
            format!("il manque une valeur après « {argument} »")
        }
        (ErrorKind::InvalidValue, Lang::En) if found.is_empty() => {
            format!("a value is missing after “{argument}”")
        }
        (ErrorKind::InvalidValue | ErrorKind::ValueValidation, Lang::Fr) => {
            format!("« {found} » ne convient pas à « {argument} »")
        }
        (ErrorKind::InvalidValue | ErrorKind::ValueValidation, Lang::En) => {
            format!("“{found}” does not suit “{argument}”")
        }
        (ErrorKind::MissingRequiredArgument, Lang::Fr) => format!("il manque : {argument}"),
        (ErrorKind::MissingRequiredArgument, Lang::En) => format!("missing: {argument}"),
        (ErrorKind::MissingSubcommand, Lang::Fr) => "il manque une commande".to_owned(),
        (ErrorKind::MissingSubcommand, Lang::En) => "a command is missing".to_owned(),
        (ErrorKind::ArgumentConflict, Lang::Fr) if !other.is_empty() && other != argument => {
            format!("« {argument} » ne va pas avec « {other} »")
        }
        (ErrorKind::ArgumentConflict, Lang::En) if !other.is_empty() && other != argument => {
            format!("“{argument}” does not go with “{other}”")
        }
        (ErrorKind::ArgumentConflict, Lang::Fr) => {
            format!("« {argument} » est donné deux fois, ou contredit une autre option")
        }
        (ErrorKind::ArgumentConflict, Lang::En) => {
            format!("“{argument}” is given twice, or contradicts another option")
        }
        (ErrorKind::InvalidUtf8, Lang::Fr) => "un argument n’est pas du texte UTF-8".to_owned(),
        (ErrorKind::InvalidUtf8, Lang::En) => "an argument is not UTF-8 text".to_owned(),
        (ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues, Lang::Fr) => {
            format!("il manque une valeur après « {argument} »")
        }
        (ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues, Lang::En) => {
            format!("a value is missing after “{argument}”")
        }
        (ErrorKind::TooManyValues, Lang::Fr) => format!("« {found} » est de trop après « {argument} »"),
        (ErrorKind::TooManyValues, Lang::En) => format!("“{found}” is one too many after “{argument}”"),
        (_, Lang::Fr) => "cette commande n’est pas écrite comme attendu".to_owned(),
        (_, Lang::En) => "this command is not written as expected".to_owned(),
    };
    let mut text = match lang {
        Lang::Fr => format!("erreur : {fault}."),
        Lang::En => format!("error: {fault}."),
    };
    let nearest = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    if let Some(meant) = nearest.into_iter().map(context).find(|meant| !meant.is_empty()) {
        text.push_str(&match lang {
            Lang::Fr => format!(" Vouliez-vous dire « {meant} » ?"),
            Lang::En => format!(" Did you mean “{meant}”?"),
        });
    } else if let Some(ContextValue::Strings(expected)) = error.get(ContextKind::ValidValue)
        && !expected.is_empty()
    {
        text.push_str(&match lang {
            Lang::Fr => format!(" Attendu : {}.", expected.join(", ")),
            Lang::En => format!(" Expected: {}.", expected.join(", ")),
        });
    }
    if let Some(number) = expected_number(lang, error) {
        text.push_str(&number);
    }
    text.push_str(lang.pick("\nPour l’aide : coopform --help", "\nFor help: coopform --help"));
    text
}

/// Which number is expected instead of the one given; the parser gives its bounds only as « is not in 1..=9 ».
fn expected_number(lang: Lang, error: &clap::Error) -> Option<String> {
    let cause = error.source().filter(|_| error.kind() == ErrorKind::ValueValidation)?;
    if cause.is::<std::num::ParseIntError>() {
        let expected = lang.pick(
            " Un nombre entier positif est attendu, et pas trop grand.",
            " A positive whole number is expected, and not too large.",
        );
        return Some(expected.to_owned());
    }
    let (least, most) = cause
        .to_string()
        .rsplit_once(" is not in ")?
        .1
        .split_once("..=")
        .map(|(least, most)| (least.to_owned(), most.to_owned()))?;
    Some(match lang {
        Lang::Fr => format!(" Un nombre de {least} à {most} est attendu."),
        Lang::En => format!(" A number from {least} to {most} is expected."),
    })
}

fn value(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join(", "),
        ContextValue::Number(number) => number.to_string(),
        _ => String::new(),
    }
}
