//! `train`: a session prepared for a class, or questions for one person.

mod kit;
mod quiz;

use clap::ArgMatches;

use crate::cli::{Failure, WRONG_USAGE};
use crate::text::Lang;

pub(super) fn run(lang: Lang, matches: &ArgMatches) -> Result<u8, Failure> {
    match matches.subcommand() {
        Some(("kit", matches)) => kit::run(lang, matches),
        Some(("quiz", matches)) => quiz::run(lang, matches),
        _ => Ok(WRONG_USAGE),
    }
}
