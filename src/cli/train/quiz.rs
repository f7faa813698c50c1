//! `train quiz`: questions for one person, in the terminal.

use clap::ArgMatches;

use crate::base::RuleBase;
use crate::base::ids::RuleId;
use crate::cli::door::{Door, Line, show};
use crate::cli::load::load;
use crate::cli::{CANNOT_ASK, Failure, INTERRUPTED, SUCCESS, output};
use crate::render::kit::quiz::{asked, corrected, score};
use crate::render::page::typeset;
use crate::render::words::Words;
use crate::text::Lang;
use crate::train::quiz::{Question, questions};

pub(super) fn run(lang: Lang, matches: &ArgMatches) -> Result<u8, Failure> {
    let Some(door) = Door::find(matches) else {
        let message = lang.pick(
            "il n’y a personne à qui poser des questions ici. Lancez « coopform train quiz » dans un terminal, ou donnez les réponses par l’entrée standard avec --accessible.",
            "there is nobody to ask here. Run “coopform train quiz” in a terminal, or give the answers on standard input with --accessible.",
        );
        return Err(Failure { message: message.to_owned(), status: CANNOT_ASK });
    };
    let loaded = load(lang, matches)?;
    let seed = matches.get_one::<u64>("seed").copied().unwrap_or(1);
    let most = matches.get_one::<u16>("questions").copied().unwrap_or(8);
    let all = questions(&loaded.base, &loaded.prover, seed, usize::from(most));
    if all.is_empty() {
        return Err(Failure::data(lang.pick(
            "aucun cas ne se prête à une question : il en faut un dont les règles mettent la forme retenue en tête.",
            "no case lends itself to a question: one is needed whose form the rules put first.",
        )));
    }
    let mut quiz =
        Quiz { words: Words { lang, base: &loaded.base }, door, right: 0, done: 0, misread: Vec::new() };
    for index in 0..all.len() {
        if let Some(end) = quiz.ask(index, &all)? {
            quiz.close()?;
            return Ok(end);
        }
    }
    quiz.close()?;
    Ok(SUCCESS)
}

struct Quiz<'b> {
    words: Words<'b>,
    door: Door,
    right: usize,
    done: usize,
    misread: Vec<RuleId>,
}

impl Quiz<'_> {
    /// Asks one question; answers the exit status when the person leaves.
    fn ask(&mut self, index: usize, all: &[Question]) -> Result<Option<u8>, Failure> {
        let (question, words, width) = (&all[index], self.words, output::width());
        self.show(&asked(&words, index, all, width))?;
        let prompt = words
            .pick("Votre réponse (un numéro, ou q pour finir) :", "Your answer (a number, or q to end):");
        loop {
            let line = self
                .door
                .ask(&typeset(words.lang, prompt))
                .map_err(|error| output::screen(words.lang, &error))?;
            let Line::Typed(line) = line else { return Ok(Some(INTERRUPTED)) };
            if line.eq_ignore_ascii_case("q") {
                return Ok(Some(SUCCESS));
            }
            let chosen = line.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
            let Some(given) = chosen.filter(|&at| at < question.offered.len()) else {
                let help = words.pick(
                    "Tapez le numéro d’une des formes proposées.\n",
                    "Type the number of one of the forms offered.\n",
                );
                self.show(&typeset(words.lang, help))?;
                continue;
            };
            self.done += 1;
            if question.offered[given].0 == question.right {
                self.right += 1;
            } else {
                self.misread.extend(&question.decisive);
            }
            self.show(&corrected(&words, question, given, width))?;
            return Ok(None);
        }
    }

    /// The score, and the rules to read again, most often misread first.
    fn close(&self) -> Result<(), Failure> {
        let base: &RuleBase = self.words.base;
        let mut counts: Vec<(RuleId, usize)> = Vec::new();
        for &rule in &self.misread {
            let same = |known: RuleId| base.rules[known.index()].when == base.rules[rule.index()].when;
            match counts.iter_mut().find(|(known, _)| same(*known)) {
                Some((_, count)) => *count += 1,
                None => counts.push((rule, 1)),
            }
        }
        counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let drawn = score(&self.words, self.right, self.done, &counts, output::width());
        output::to_stdout(self.words.lang, drawn.as_bytes())
    }

    fn show(&self, text: &str) -> Result<(), Failure> {
        show(text).map_err(|error| output::screen(self.words.lang, &error))
    }
}
