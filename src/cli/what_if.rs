//! `what-if`: what would change the result of a situation, or what a change would give.

use clap::ArgMatches;

use crate::base::RuleBase;
use crate::base::change::{Change, Subject};
use crate::base::contradiction::contradictions;
use crate::base::range::{Range, range_fault_words};
use crate::cli::given::{Given, given, say_which_row};
use crate::cli::names::{find_form, find_subject};
use crate::cli::{Failure, SUCCESS, output};
use crate::explain::changes::{THOROUGH, what_would_change};
use crate::explain::explain;
use crate::render::before_after::{self, Side, before_after};
use crate::render::changes::what_if_page;
use crate::render::words::Words;
use crate::situation::Situation;
use crate::text::Lang;

pub(super) fn run(lang: Lang, matches: &ArgMatches) -> Result<u8, Failure> {
    let given = given(lang, matches, say_which_row(lang))?;
    let changes = changes(lang, matches, &given.loaded.base)?;
    if changes.is_empty() { search(lang, matches, &given) } else { try_out(lang, matches, &given, &changes) }
}

/// What would put another form first, or the form wanted.
fn search(lang: Lang, matches: &ArgMatches, given: &Given) -> Result<u8, Failure> {
    let Given { loaded, situation, .. } = given;
    let (base, prover) = (&loaded.base, &loaded.prover);
    let words = Words { lang, base };
    let outcome = prover.outcome(base, &situation.said);
    let wanted = matches.get_one::<String>("want").map(|name| find_form(lang, base, name)).transpose()?;
    if let Some(form) = wanted.filter(|form| outcome.leaders() == [*form]) {
        return Err(Failure::usage(words.is_first_already(form)));
    }
    let singles = prover.singles(base, &situation.said);
    let what_if = what_would_change(base, prover, situation, &singles, &outcome, wanted, THOROUGH);
    if output::format(matches) == "json" {
        output::json(
            lang,
            matches,
            &words.what_would_change_json(situation, &what_if, outcome.leaders().is_empty()),
        )?;
    } else {
        output::page(lang, matches, &what_if_page(&words, situation, &outcome, wanted, &what_if))?;
    }
    Ok(SUCCESS)
}

/// The result before and after some changes.
fn try_out(lang: Lang, matches: &ArgMatches, given: &Given, changes: &[Change]) -> Result<u8, Failure> {
    let Given { loaded, situation, .. } = given;
    let (base, prover) = (&loaded.base, &loaded.prover);
    let words = Words { lang, base };
    let mut after = situation.clone();
    for &change in changes {
        let Some(said) = change.apply(&base.vocabulary, &after.said, &after.facts) else {
            // What another change brought about with it needs no more.
            if change.apply(&base.vocabulary, &situation.said, &situation.facts).is_some() {
                continue;
            }
            return Err(Failure::usage(words.changes_nothing(change, &after.facts)));
        };
        after = Situation::new(situation.name.clone(), said, &base.vocabulary);
        if let Some((one, other)) = contradictions(&after.said, &base.vocabulary).first() {
            return Err(Failure::usage(words.contrary(*one, *other)));
        }
    }
    if let Some(undone) = changes.iter().find(|change| !change.holds(&after.facts)) {
        return Err(Failure::usage(words.undone(*undone, &situation.facts)));
    }
    let outcomes = [&situation.said, &after.said].map(|said| prover.outcome(base, said));
    let explanations = [(situation, &outcomes[0]), (&after, &outcomes[1])]
        .map(|(s, outcome)| explain(base, prover, s, outcome));
    let [before, now] = [0, 1].map(|at| Side { outcome: &outcomes[at], explanation: &explanations[at] });
    if output::format(matches) == "json" {
        output::json(lang, matches, &before_after::json(&words, [situation, &after], [&before, &now]))?;
    } else {
        output::page(lang, matches, &before_after(&words, situation, changes, &before, &now))?;
    }
    Ok(SUCCESS)
}

/// The changes asked for on the command line: those set, then those unset.
fn changes(lang: Lang, matches: &ArgMatches, base: &RuleBase) -> Result<Vec<Change>, Failure> {
    let all = |name: &str| matches.get_many::<String>(name).into_iter().flatten();
    let set = all("set").map(|written| set(lang, base, written));
    let unset = all("unset").map(|written| unset(lang, base, written));
    set.chain(unset).collect()
}

fn set(lang: Lang, base: &RuleBase, written: &str) -> Result<Change, Failure> {
    let (name, number) = match written.split_once('=') {
        Some((name, number)) => (name.trim(), Some(number.trim())),
        None => (written.trim(), None),
    };
    let subject = find_subject(lang, base, name)?;
    let number = number.map(|number| read_number(lang, base, subject, number)).transpose()?;
    match (subject, number) {
        (Subject::Term(term), number) if base.vocabulary.is_counted(term) => {
            Ok(Change::Partners(term, number.unwrap_or(Range::exactly(1))))
        }
        (Subject::Term(term), None) => Ok(Change::Term(term, true)),
        (Subject::Quantity(quantity), Some(number)) => Ok(Change::Quantity(quantity, number)),
        (Subject::Term(_), Some(_)) => Err(Failure::usage(match lang {
            Lang::Fr => format!("« {name} » est vrai ou faux : écrivez --set ou --unset, sans nombre."),
            Lang::En => format!("“{name}” is true or false: write --set or --unset, without a number."),
        })),
        (Subject::Quantity(_), None) => Err(needs_number(lang, name)),
    }
}

fn unset(lang: Lang, base: &RuleBase, written: &str) -> Result<Change, Failure> {
    let name = written.trim();
    match find_subject(lang, base, name)? {
        Subject::Term(term) if base.vocabulary.is_counted(term) => Ok(Change::Partners(term, Range::ZERO)),
        Subject::Term(term) => Ok(Change::Term(term, false)),
        Subject::Quantity(_) => Err(needs_number(lang, name)),
    }
}

fn needs_number(lang: Lang, name: &str) -> Failure {
    Failure::usage(match lang {
        Lang::Fr => format!("« {name} » est un nombre : écrivez --set \"{name}=2\"."),
        Lang::En => format!("“{name}” is a number: write --set \"{name}=2\"."),
    })
}

fn read_number(lang: Lang, base: &RuleBase, subject: Subject, words: &str) -> Result<Range, Failure> {
    let most = match subject {
        Subject::Term(_) => Range::LARGEST,
        Subject::Quantity(quantity) => base.vocabulary.quantities[quantity.index()].max,
    };
    Range::parse(words).map_err(|fault| {
        let (fr, en) = range_fault_words(fault, words, most);
        let mend = lang.pick("Écrivez un nombre, ou « 3 à 5 ».", "Write a number, or “3 to 5”.");
        Failure::usage(format!("{}. {mend}", lang.pick(&fr, &en)))
    })
}
