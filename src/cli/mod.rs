//! The doors of the terminal: arguments, files, exit status. One file a command.

mod arguments;
mod ask;
mod browse;
mod check;
mod compare;
mod door;
mod draft;
mod explain;
mod given;
mod interrupt;
mod load;
mod names;
mod output;
mod recommend;
mod schema;
mod score;
mod table;
mod template;
mod today;
mod train;
mod usage;
mod what_if;

use std::ffi::OsString;
use std::io::Write as _;

use clap::ArgMatches;

use crate::text::Lang;

/// Everything went well, "no form recommended" included.
pub const SUCCESS: u8 = 0;
/// The world failed: a disk, a folder.
pub const FAILURE: u8 = 1;
/// The command line is not right.
pub const WRONG_USAGE: u8 = 2;
/// Something in the data must be corrected.
pub const DATA_TO_CORRECT: u8 = 3;
/// There is nobody to ask.
pub const CANNOT_ASK: u8 = 4;
/// Someone stopped the program.
pub const INTERRUPTED: u8 = 130;

/// The world failed, or the command line is not right: what was being done, and why it failed.
#[derive(Debug)]
pub struct Failure {
    /// One or more sentences, in the user's language.
    pub message: String,
    /// Exit status.
    pub status: u8,
}

impl Failure {
    /// A failure of the world.
    pub fn new(message: impl Into<String>) -> Failure {
        Failure { message: message.into(), status: FAILURE }
    }

    /// A wrong use of the program.
    pub fn usage(message: impl Into<String>) -> Failure {
        Failure { message: message.into(), status: WRONG_USAGE }
    }

    /// Data that cannot be used; everything has been said on standard error already if `message` is empty.
    pub fn data(message: impl Into<String>) -> Failure {
        Failure { message: message.into(), status: DATA_TO_CORRECT }
    }
}

/// Runs the program on its arguments and gives the exit status.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let lang = arguments::language(&arguments, |name| std::env::var(name).ok());
    let matches = match arguments::command(lang).try_get_matches_from(&arguments) {
        Ok(matches) => matches,
        Err(error) => return usage::report(lang, &error),
    };
    match dispatch(lang, &matches) {
        Ok(status) => status,
        Err(failure) => {
            if !failure.message.is_empty() {
                let label = lang.pick("erreur :", "error:");
                let message = crate::render::page::typeset(lang, &format!("{label} {}", failure.message));
                let _ = writeln!(std::io::stderr(), "{message}");
            }
            failure.status
        }
    }
}

fn dispatch(lang: Lang, matches: &ArgMatches) -> Result<u8, Failure> {
    match matches.subcommand() {
        Some(("ask", matches)) => ask::run(lang, matches),
        Some(("recommend", matches)) => recommend::run(lang, matches),
        Some(("score", matches)) => score::run(lang, matches),
        Some(("explain", matches)) => explain::run(lang, matches),
        Some(("what-if", matches)) => what_if::run(lang, matches),
        Some(("compare", matches)) => compare::run(lang, matches),
        Some(("train", matches)) => train::run(lang, matches),
        Some(("draft", matches)) => draft::run(lang, matches),
        Some(("forms", matches)) => browse::forms(lang, matches),
        Some(("cases", matches)) => browse::cases(lang, matches),
        Some(("rules", matches)) => browse::rules(lang, matches),
        Some(("check", matches)) => check::run(lang, matches),
        Some(("schema", matches)) => schema::run(lang, matches),
        Some(("template", matches)) => template::run(lang, matches),
        Some(("help", matches)) => arguments::help(lang, matches),
        Some(("completions", matches)) => arguments::completions(lang, matches),
        _ => Ok(WRONG_USAGE),
    }
}
