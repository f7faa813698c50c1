//! `ask`: the questionnaire. Questions on standard error, the result on standard output or in a file.

mod keep;
mod talk;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::ArgMatches;

use crate::base::contradiction::contradictions;
use crate::cli::ask::keep::Keeper;
use crate::cli::ask::talk::{End, Talk};
use crate::cli::door::{Door, Line};
use crate::cli::load::{self, load};
use crate::cli::output::{self, read_bytes};
use crate::cli::today::today;
use crate::cli::{CANNOT_ASK, Failure, INTERRUPTED, SUCCESS};
use crate::diagnostic::Diagnostics;
use crate::explain::explain;
use crate::interview::answers::Saved;
use crate::interview::code::{self, Fault};
use crate::interview::{Interview, Next};
use crate::render::recommendation::{Layers, recommendation};
use crate::render::words::Words;
use crate::situation::Situation;
use crate::source::Sources;
use crate::text::Lang;
use crate::yaml;

pub(super) fn run(lang: Lang, matches: &ArgMatches) -> Result<u8, Failure> {
    let given = |name: &str| matches.get_one::<String>(name);
    let replayed = given("answers").or_else(|| given("resume"));
    let door = Door::find(matches).filter(|_| given("answers").is_none() && !matches.get_flag("no-input"));
    if door.is_none() && replayed.is_none() && given("code").is_none() {
        return Err(Failure { message: cannot_ask(lang), status: CANNOT_ASK });
    }
    let loaded = load(lang, matches)?;
    let (base, prover) = (&loaded.base, &loaded.prover);
    if base.questionnaire.questions.is_empty() {
        return Err(Failure::data(lang.pick(
            "ces règles n’ont pas de questionnaire : ajoutez un fichier « questions.yaml » à leur dossier.",
            "these rules have no questionnaire: add a “questions.yaml” file to their folder.",
        )));
    }
    if let Some(path) = matches.get_one::<String>("save") {
        output::refuse_note(lang, Path::new(path))?;
    }
    let destinations = [matches.get_one::<String>("save").map(PathBuf::from), output::path(matches)];
    for path in destinations.into_iter().flatten() {
        output::refuse(lang, matches.get_flag("force"), &path)?;
    }
    let words = Words { lang, base };
    let mut changed = false;
    let mut interview = Interview::new(base, prover);
    let mut name = given("name").cloned();
    if let Some(path) = replayed {
        let saved = read_saved(lang, &words, path)?;
        changed = !saved.lost.is_empty();
        saved.lost.iter().for_each(|lost| output::say(lang, &words.lost_answer(lost)));
        if !saved.version.is_empty() && saved.version != base.vocabulary.version {
            changed = true;
            output::say(lang, &words.other_version(&saved.version));
        }
        name = name.or(saved.name);
        interview.take_up(saved.answers);
        if let Some((one, other)) = contradictions(&interview.now().said, &base.vocabulary).first() {
            return Err(Failure::data(words.contrary(*one, *other)));
        }
    }
    if let Some(code) = given("code") {
        code::read(&mut interview, code).map_err(|fault| Failure::data(code_fault(lang, fault)))?;
    }
    if let Some(door) = door {
        // What other rules knew is kept in its own file.
        let path = given("resume").filter(|path| *path != "-" && !changed).map(PathBuf::from);
        let keeper = Keeper::new(lang, path);
        keeper.note(base, name.as_deref(), &interview);
        if given("resume").is_some() && !changed {
            keeper.unchanged();
        }
        keeper.watch();
        let fresh = interview.steps().is_empty();
        let interview = &mut interview;
        let mut talk = Talk {
            words,
            hearing: &|| loaded.with_phrasings(lang),
            interview,
            door,
            keeper: &keeper,
            name: name.clone(),
            heard: BTreeMap::new(),
            panel: true,
            editing: false,
        };
        let opened = if fresh { talk.open() } else { Ok(None) };
        let end = match opened {
            Ok(None) => talk.run(),
            Ok(Some(end)) => Ok(end),
            Err(failure) => Err(failure),
        };
        let end = match end {
            Ok(end) => end,
            Err(failure) => {
                keeper.leave()?;
                return Err(failure);
            }
        };
        match end {
            End::Result => {}
            End::Left => return keeper.leave().map(|()| SUCCESS),
            End::Interrupted => return keeper.leave().map(|()| INTERRUPTED),
        }
    } else if let Next::Ask(id) = interview.now().next {
        output::say(lang, &words.questions_left(interview.now().at_most, id));
    }
    result(lang, matches, &words, prover, &interview, name, door)
}

fn cannot_ask(lang: Lang) -> String {
    lang.pick(
        "il n’y a personne à qui poser des questions ici. Donnez les réponses par --answers FICHIER (ou --answers - pour l’entrée standard), reprenez des réponses par --resume FICHIER, ou lancez « coopform ask » dans un terminal.",
        "there is nobody to ask here. Give the answers with --answers FILE (or --answers - for standard input), take up answers with --resume FILE, or run “coopform ask” in a terminal.",
    )
    .to_owned()
}

fn code_fault(lang: Lang, fault: Fault) -> String {
    match (fault, lang) {
        (Fault::Character(c), Lang::Fr) => format!("le code contient « {c} », qu’aucun code n’emploie : relisez-le."),
        (Fault::Character(c), Lang::En) => format!("the code holds “{c}”, which no code uses: read it again."),
        (Fault::Mistyped, Lang::Fr) => "ce code est incomplet ou mal recopié : relisez-le groupe par groupe.".to_owned(),
        (Fault::Mistyped, Lang::En) => "this code is incomplete or miscopied: read it again group by group.".to_owned(),
        (Fault::OtherRules, Lang::Fr) => "ce code a été fait avec d’autres règles que celles-ci. Demandez le fichier de réponses : lui se relit sous d’autres règles (--resume).".to_owned(),
        (Fault::OtherRules, Lang::En) => "this code was made with other rules than these. Ask for the file of answers: that one can be read under other rules (--resume).".to_owned(),
    }
}

fn read_saved(lang: Lang, words: &Words<'_>, path: &str) -> Result<Saved, Failure> {
    let (name, bytes) = read_bytes(lang, path)?;
    let mut sources = Sources::default();
    let source = sources.add_bytes(name, bytes);
    let mut found = Diagnostics::default();
    let document = yaml::parse(&sources, source, &mut found);
    let (questions, vocabulary) = (&words.base.questionnaire, &words.base.vocabulary);
    let saved = document.root.as_ref().and_then(|node| Saved::read(node, questions, vocabulary, &mut found));
    if document.cut_short {
        found.forget_absences(source);
    }
    if !found.all.is_empty() {
        load::print(lang, &sources, &mut found);
    }
    saved.filter(|_| !found.any_error()).ok_or_else(|| Failure::data(String::new()))
}

/// Writes the result, and offers to save it when someone is there.
fn result(
    lang: Lang,
    matches: &ArgMatches,
    words: &Words<'_>,
    prover: &crate::proof::Prover,
    interview: &Interview<'_>,
    name: Option<String>,
    door: Option<Door>,
) -> Result<u8, Failure> {
    let base = words.base;
    let situation = Situation::new(name, interview.now().said.clone(), &base.vocabulary);
    let outcome = prover.outcome(base, &situation.said);
    let explanation = explain(base, prover, &situation, &outcome);
    let code = code::write(interview);
    let mut page = recommendation(words, &situation, &outcome, &explanation, Layers::Note);
    // The caution stays at the foot.
    let foot = page.blocks.pop();
    words.next_steps(&mut page, interview, code.as_deref());
    page.blocks.extend(foot);
    page.foot(words.made_on(today(), None));
    if output::format(matches) == "json" {
        output::json(lang, matches, &words.recommendation_json(None, &situation, &outcome, &explanation))?;
    } else {
        output::page(lang, matches, &page)?;
    }
    if let Some(path) = matches.get_one::<String>("save") {
        output::save(lang, Path::new(path), &page, matches.get_flag("force"))?;
        return Ok(SUCCESS);
    }
    let Some(door) = door.filter(|_| matches.get_one::<String>("output").is_none()) else {
        return Ok(SUCCESS);
    };
    loop {
        let prompt = words.pick(
            "Enregistrer cette note ? Un nom de fichier (note.html ou note.md), ou Entrée pour terminer :",
            "Save this note? A file name (note.html or note.md), or Enter to end:",
        );
        let prompt = crate::render::page::typeset(lang, prompt);
        match door.ask(&prompt).map_err(|error| output::screen(lang, &error))? {
            Line::Typed(path) if !path.is_empty() => match output::save(lang, Path::new(&path), &page, false)
            {
                Ok(()) => return Ok(SUCCESS),
                Err(failure) => output::say(lang, &failure.message),
            },
            _ => return Ok(SUCCESS),
        }
    }
}
