//! `train kit`: the folder of a session.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use clap::ArgMatches;

use crate::base::RuleBase;
use crate::base::ids::CaseId;
use crate::cli::given::{of_file, of_row, say_which_row};
use crate::cli::load::{Loaded, load, load_with_case, load_with_phrasings};
use crate::cli::names::{find_case, find_form};
use crate::cli::output::{self, Output, is_table, read_bytes};
use crate::cli::{Failure, SUCCESS};
use crate::diagnostic::Diagnostics;
use crate::render::html::cards::cards;
use crate::render::html::html;
use crate::render::kit::{case_letter, classroom, handouts};
use crate::render::page::Page;
use crate::render::svg::decision::decision_table_in_short;
use crate::render::words::Words;
use crate::source::Sources;
use crate::text::Lang;
use crate::train::{Fault, Kit, MOST_OPTIONS, Subject, kit};
use crate::tree::Value;
use crate::yaml;

pub(super) fn run(lang: Lang, matches: &ArgMatches) -> Result<u8, Failure> {
    let Some(folder) = output::path(matches) else { return Ok(SUCCESS) };
    let force = matches.get_flag("force");
    refuse_folder(lang, &folder, force)?;
    let (loaded, own) = load_with_own(lang, matches)?;
    let base = &loaded.base;
    let named = matches.get_many::<String>("case").into_iter().flatten();
    let mut cases: Vec<CaseId> = named.map(|name| find_case(lang, base, name)).collect::<Result<_, _>>()?;
    if cases.is_empty() && own.is_none() {
        cases = proposed(base);
    }
    let mut subjects: Vec<Subject> = Vec::new();
    for case in cases {
        if !subjects.iter().any(|subject| subject.case == Some(case)) {
            subjects.push(Subject::of_case(base, case));
        }
    }
    subjects.extend(own);
    let seed = matches.get_one::<u64>("seed").copied().unwrap_or(1);
    let made = kit(base, &loaded.prover, subjects, seed).map_err(|fault| refused(lang, &fault))?;
    let words = Words { lang, base };
    fs::create_dir_all(&folder).map_err(|error| cannot_make(lang, &folder, &error))?;
    let mut written: Vec<String> = Vec::new();
    for (name, text) in files(&words, &made)? {
        let mut output = Output::to(lang, folder.join(&name), force)?;
        if let Err(error) = output.write_all(text.as_bytes()) {
            return Err(output.failure(lang, &error));
        }
        output.finish(lang)?;
        written.push(name);
    }
    let place = folder.display();
    output::say(
        lang,
        &match lang {
            Lang::Fr => {
                format!("{} fichiers écrits dans « {place} » : {}.", written.len(), written.join(", "))
            }
            Lang::En => format!("{} files written to “{place}”: {}.", written.len(), written.join(", ")),
        },
    );
    Ok(SUCCESS)
}

/// The cases that the rules propose, or the first ones that chose a form.
fn proposed(base: &RuleBase) -> Vec<CaseId> {
    if !base.training.cases.is_empty() {
        return base.training.cases.clone();
    }
    let all = (0..base.cases.len()).map(CaseId::new);
    all.filter(|&case| base.case(case).form().is_some()).take(3).collect()
}

/// The rule base, with the trainer's own subject if there is one.
fn load_with_own(lang: Lang, matches: &ArgMatches) -> Result<(Loaded, Option<Subject>), Failure> {
    let Some(path) = matches.get_one::<String>("with") else { return Ok((load(lang, matches)?, None)) };
    let chosen = |base: &RuleBase| {
        matches.get_one::<String>("chosen").map(|name| find_form(lang, base, name)).transpose()
    };
    if let Some(&row) = matches.get_one::<usize>("row") {
        let loaded = load_with_phrasings(lang, matches)?;
        let (situation, _) = of_row(lang, matches, &loaded, path, row)?;
        let retained = chosen(&loaded.base)?;
        return Ok((loaded, Some(Subject { case: None, retained, situation })));
    }
    if is_table(path) {
        return Err(Failure::usage(say_which_row(lang)(path)));
    }
    // Standard input is read once: it tells a situation.
    if path != "-" && is_case(lang, path)? {
        let loaded = load_with_case(lang, matches, path)?;
        let own = CaseId::new(loaded.base.cases.len() - 1);
        let subject = Subject::of_case(&loaded.base, own);
        return Ok((loaded, Some(subject)));
    }
    let mut loaded = load(lang, matches)?;
    let (situation, _) = of_file(lang, &mut loaded, path)?;
    let retained = chosen(&loaded.base)?;
    Ok((loaded, Some(Subject { case: None, retained, situation })))
}

/// Whether a file tells a case: it says what was chosen, or gives an account.
fn is_case(lang: Lang, path: &str) -> Result<bool, Failure> {
    let (name, bytes) = read_bytes(lang, path)?;
    let mut sources = Sources::default();
    let source = sources.add_bytes(name, bytes);
    let document = yaml::parse(&sources, source, &mut Diagnostics::default());
    Ok(match document.root.map(|root| root.value) {
        Some(Value::Map(entries)) => {
            entries.iter().any(|(key, _)| matches!(key.value.as_str(), "form" | "outside" | "told"))
        }
        _ => false,
    })
}

/// Every file of the folder: its name and its text.
fn files(words: &Words<'_>, made: &Kit) -> Result<Vec<(String, String)>, Failure> {
    let name = |fr: &str, en: &str| format!("{}.html", words.pick(fr, en));
    let page = classroom(words, made).map_err(|error| Failure::new(error.to_string()))?;
    let mut all = vec![(name("classe", "classroom"), page)];
    for (index, exercise) in made.exercises.iter().enumerate() {
        let letter = case_letter(index).to_lowercase();
        let pages = [
            (
                format!("{}-{letter}.html", words.pick("cas", "case")),
                handouts::case(words, index, exercise, &made.options),
            ),
            (
                format!("{}-{letter}.html", words.pick("corrige", "solution")),
                handouts::solution(words, index, exercise, &made.options),
            ),
        ];
        all.extend(pages.map(|(name, page)| (name, html(&page))));
    }
    all.push((name("grille", "grid"), html(&handouts::grid(words, &made.options))));
    all.push((
        name("votes", "votes"),
        cards(words.lang, words.pick("Cartes de vote", "Vote cards"), &handouts::votes(words, &made.options)),
    ));
    let roles = handouts::roles(words);
    if !roles.is_empty() {
        all.push((
            name("roles", "roles"),
            cards(words.lang, words.pick("Cartes de rôle", "Role cards"), &roles),
        ));
    }
    let mut table = Page::new(words.lang, words.pick("Table de décision", "Decision table"));
    table.paragraph(words.pick(
        "Les conditions qui pèsent le plus ; « coopform forms --table » les donne toutes.",
        "The conditions that weigh most; “coopform forms --table” gives them all.",
    ));
    table.figure(decision_table_in_short(words, &made.options));
    table.foot(words.caution());
    all.push((name("table", "table"), html(&table)));
    Ok(all)
}

fn refuse_folder(lang: Lang, folder: &Path, force: bool) -> Result<(), Failure> {
    let place = folder.display();
    if folder.is_file() {
        return Err(Failure::usage(match lang {
            Lang::Fr => format!("« {place} » est un fichier : nommez un dossier."),
            Lang::En => format!("“{place}” is a file: name a folder."),
        }));
    }
    let full = fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some());
    if full && !force {
        return Err(Failure::new(match lang {
            Lang::Fr => format!(
                "le dossier « {place} » existe et n’est pas vide ; ajoutez --force pour y remplacer les fichiers du même nom."
            ),
            Lang::En => format!(
                "the folder “{place}” exists and is not empty; add --force to replace the files of the same names in it."
            ),
        }));
    }
    Ok(())
}

fn cannot_make(lang: Lang, folder: &Path, error: &std::io::Error) -> Failure {
    let (place, reason) = (folder.display(), output::reason(lang, error));
    Failure::new(match lang {
        Lang::Fr => format!("impossible de créer le dossier « {place} » : {reason}."),
        Lang::En => format!("cannot create the folder “{place}”: {reason}."),
    })
}

fn refused(lang: Lang, fault: &Fault) -> Failure {
    Failure::data(match (fault, lang) {
        (Fault::NoCase, Lang::Fr) => "il n’y a aucun cas à étudier : nommez-en un, ou ajoutez le vôtre par --with.".to_owned(),
        (Fault::NoCase, Lang::En) => "there is no case to study: name one, or add yours with --with.".to_owned(),
        (Fault::TooManyForms(count), Lang::Fr) => format!("ces cas mènent à {count} formes ; une classe vote entre {MOST_OPTIONS} au plus. Nommez moins de cas."),
        (Fault::TooManyForms(count), Lang::En) => format!("these cases lead to {count} forms; a class votes among {MOST_OPTIONS} at most. Name fewer cases."),
        (Fault::NothingSaid, Lang::Fr) => "cette situation ne dit rien : il n’y a rien à montrer. « coopform template situation » donne un modèle.".to_owned(),
        (Fault::NothingSaid, Lang::En) => "this situation says nothing: there is nothing to show. “coopform template situation” gives a template.".to_owned(),
    })
}
