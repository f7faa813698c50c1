//! The conversation itself: screens out, lines in. Which question comes next is decided in `interview`.

use std::collections::BTreeMap;
use std::io;

use crate::base::RuleBase;
use crate::base::facts::Facts;
use crate::base::ids::QuestionId;
use crate::base::lexicon::Key;
use crate::base::question::{Answer, Question};
use crate::base::range::Range;
use crate::cli::ask::door::{Door, Line, show};
use crate::cli::ask::keep::Keeper;
use crate::cli::{Failure, output};
use crate::intake::cells::CellReader;
use crate::intake::row::Row;
use crate::interview::reply::reply;
use crate::interview::typed::{self, Misread, Typed};
use crate::interview::{Interview, Next};
use crate::render::page::typeset;
use crate::render::words::Words;

/// How a conversation ends.
pub(super) enum End {
    /// With the result.
    Result,
    /// Left, the answers kept.
    Left,
    /// Interrupted, likewise.
    Interrupted,
}

/// A conversation under way.
pub(super) struct Talk<'t, 'a> {
    pub(super) words: Words<'a>,
    /// The same base with how people write its words, read when someone describes a situation.
    pub(super) hearing: &'t dyn Fn() -> Result<RuleBase, Failure>,
    pub(super) interview: &'t mut Interview<'a>,
    pub(super) door: Door,
    pub(super) keeper: &'t Keeper,
    pub(super) name: Option<String>,
    /// Answers drawn from a free description, each to be confirmed at its question.
    pub(super) heard: BTreeMap<QuestionId, Answer>,
    pub(super) panel: bool,
    /// One answer is being changed, from the page of all answers.
    pub(super) editing: bool,
}

/// What a line asked for at a question.
enum Turn {
    Answered,
    Back,
    Finish,
    Leave,
    Closed,
}

impl Talk<'_, '_> {
    /// Says what the questionnaire is, and listens to a description in free words.
    pub(super) fn open(&mut self) -> Result<Option<End>, Failure> {
        self.show(&self.words.opening_screen(output::width()))?;
        let prompt = self.words.pick(
            "Décrivez votre situation en quelques mots, ou Entrée pour commencer :",
            "Describe your situation in a few words, or Enter to begin:",
        );
        let line = match self.ask(prompt)? {
            Line::Typed(line) => line,
            Line::Closed => return Ok(Some(End::Interrupted)),
        };
        if !line.is_empty() {
            self.listen(&line)?;
        }
        Ok(None)
    }

    fn listen(&mut self, line: &str) -> Result<(), Failure> {
        let base = &(self.hearing)()?;
        let mut row = Row::default();
        let mut reader = CellReader::new(base);
        reader.read(Key::Words, 0, "", line, &mut row);
        reader.finish(&mut row);
        let facts = Facts::from_said(&base.vocabulary, &row.said);
        for (index, question) in base.questionnaire.questions.iter().enumerate() {
            let answer = reply(question, &facts);
            let empty = match &answer {
                Answer::DontKnow => true,
                Answer::Chosen(chosen) => chosen.is_empty(),
                Answer::Parties(parties) => parties.is_empty(),
                Answer::Number(_) => false,
            };
            if !empty {
                self.heard.insert(QuestionId::new(index), answer);
            }
        }
        let mut said: Vec<String> =
            self.words.reading(&row).into_iter().map(|line| format!("  {line}\n")).collect();
        let head = if said.is_empty() {
            self.words
                .pick("Rien n’a été reconnu dans ces mots.\n", "Nothing was recognised in these words.\n")
        } else {
            self.words.pick(
                "Lu comme suit ; chaque point vous sera proposé à sa question :\n",
                "Read as follows; each point will be proposed at its question:\n",
            )
        };
        said.insert(0, head.to_owned());
        said.push("\n".to_owned());
        self.show(&typeset(self.words.lang, &said.concat()))
    }

    /// Asks until the result is wanted or the conversation is left.
    pub(super) fn run(&mut self) -> Result<End, Failure> {
        // Which step is on the screen; the next question when there are no more.
        let mut at = self.interview.steps().len();
        loop {
            let steps = self.interview.steps().len();
            let asked = self.interview.steps().get(at).map(|step| step.question);
            let id = match (asked, self.interview.now().next) {
                (Some(id), _) => id,
                (None, Next::Ask(id)) => id,
                (None, Next::Settled | Next::Exhausted) => match self.check()? {
                    Checked::Result => return Ok(End::Result),
                    Checked::Edit(step) => {
                        (at, self.editing) = (step, true);
                        continue;
                    }
                    Checked::Continue => {
                        self.interview.go_beyond();
                        at = self.interview.steps().len();
                        continue;
                    }
                    Checked::Leave => return Ok(End::Left),
                    Checked::Closed => return Ok(End::Interrupted),
                },
            };
            let turn = self.question(id, at)?;
            let editing = std::mem::take(&mut self.editing);
            match turn {
                // After an edit, only what is newly needed is asked.
                Turn::Answered if editing => at = self.interview.steps().len(),
                Turn::Answered => at += 1,
                Turn::Back if at == 0 => {
                    self.say(self.words.pick("C’est la première question.", "This is the first question."))?
                }
                Turn::Back => at -= 1,
                Turn::Finish => match self.check()? {
                    Checked::Result => return Ok(End::Result),
                    Checked::Edit(step) => (at, self.editing) = (step, true),
                    Checked::Continue => at = steps,
                    Checked::Leave => return Ok(End::Left),
                    Checked::Closed => return Ok(End::Interrupted),
                },
                Turn::Leave => return Ok(End::Left),
                Turn::Closed => return Ok(End::Interrupted),
            }
            at = at.min(self.interview.steps().len());
        }
    }

    /// Shows a question until it is answered or another move is made.
    fn question(&mut self, id: QuestionId, at: usize) -> Result<Turn, Failure> {
        let base: &RuleBase = self.words.base;
        let question = base.questionnaire.question(id);
        let width = output::width();
        let (mut screen, mut definitions) = (true, false);
        loop {
            if screen {
                let stand = self.interview.before(at);
                let mut text = format!("\n{}\n", self.words.question_screen(id, stand, definitions, width));
                if self.panel {
                    text.push_str(&self.words.panel(stand, width));
                }
                self.show(&text)?;
                self.show_current(id, question)?;
                screen = false;
            }
            self.show(&self.words.question_help(question, width))?;
            let prompt = self.words.pick("Votre réponse :", "Your answer:");
            let Line::Typed(line) = self.ask(prompt)? else {
                return Ok(Turn::Closed);
            };
            match line.to_lowercase().as_str() {
                "?" => self.show(&self.words.why_asked(self.interview, id, width))?,
                "e" => self.show(&self.words.out_screen(self.interview.before(at), width))?,
                "p" => (self.panel, screen) = (!self.panel, true),
                "d" => (definitions, screen) = (true, true),
                "r" => return Ok(Turn::Back),
                "f" => return Ok(Turn::Finish),
                "q" => return Ok(Turn::Leave),
                "" if self.current(id).is_some() => {
                    if let Some(answer) = self.current(id).cloned() {
                        self.take(id, answer);
                    }
                    return Ok(Turn::Answered);
                }
                _ => match typed::read(question, &line) {
                    Ok(Typed::Answer(answer)) => match self.interview.contradiction(id, &answer) {
                        Some((one, other)) => {
                            self.say(&self.words.misread(question, &Misread::Contrary(one, other)))?;
                        }
                        None => {
                            self.take(id, answer);
                            return Ok(Turn::Answered);
                        }
                    },
                    Ok(Typed::Count(kinds)) => match self.count(question, kinds)? {
                        Counted::Parties(parties) => {
                            self.take(id, Answer::Parties(parties));
                            return Ok(Turn::Answered);
                        }
                        Counted::Back => screen = true,
                        Counted::Closed => return Ok(Turn::Closed),
                    },
                    Err(misread) => self.say(&self.words.misread(question, &misread))?,
                },
            }
        }
    }

    /// The answer given before, or drawn from the description.
    fn current(&self, id: QuestionId) -> Option<&Answer> {
        self.interview.answer_to(id).or_else(|| self.heard.get(&id))
    }

    fn show_current(&self, id: QuestionId, question: &Question) -> Result<(), Failure> {
        let (given, heard) = (self.interview.answer_to(id), self.heard.get(&id));
        let (label, answer) = match (given, heard) {
            (Some(answer), _) => (
                self.words.pick("Votre réponse, Entrée pour la garder :", "Your answer, Enter to keep it:"),
                answer,
            ),
            (None, Some(answer)) => (
                self.words
                    .pick("D’après vos mots, Entrée pour accepter :", "From your words, Enter to accept:"),
                answer,
            ),
            (None, None) => return Ok(()),
        };
        self.say(&format!("{label} {}", self.words.answered(question, answer)))
    }

    fn take(&mut self, id: QuestionId, answer: Answer) {
        self.heard.remove(&id);
        self.interview.answer(id, answer);
        self.keeper.note(self.words.base, self.name.as_deref(), self.interview);
    }

    /// Asks how many there are of each kind for which it was not said.
    fn count(&self, question: &Question, kinds: Vec<(usize, Option<Range>)>) -> Result<Counted, Failure> {
        let mut parties = Vec::new();
        for (at, count) in kinds {
            let count = match count {
                Some(count) => count,
                None => loop {
                    let Line::Typed(line) = self.ask(&self.words.how_many(question, at))? else {
                        return Ok(Counted::Closed);
                    };
                    if line.eq_ignore_ascii_case("r") {
                        return Ok(Counted::Back);
                    }
                    match crate::interview::answers::parse_number(&line, 1) {
                        Ok(count) => break count,
                        Err((fr, en)) => {
                            self.say(&self.words.misread(question, &Misread::NotANumber(fr, en)))?
                        }
                    }
                },
            };
            parties.push((at, count));
        }
        Ok(Counted::Parties(parties))
    }

    /// The page on which every answer can be changed.
    fn check(&mut self) -> Result<Checked, Failure> {
        self.show(&format!("\n{}", self.words.check_screen(self.interview, output::width())))?;
        let stand = self.interview.now();
        let more = matches!(stand.next, Next::Ask(_))
            || (stand.next == Next::Settled && !self.interview.is_beyond());
        loop {
            self.show(&self.words.check_help(more, output::width()))?;
            let prompt = self.words.pick("Votre choix :", "Your choice:");
            let Line::Typed(line) = self.ask(prompt)? else {
                return Ok(Checked::Closed);
            };
            let number = line.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
            match line.to_lowercase().as_str() {
                "" => return Ok(Checked::Result),
                "c" if more => return Ok(Checked::Continue),
                "q" => return Ok(Checked::Leave),
                _ => match number.filter(|&step| step < self.interview.steps().len()) {
                    Some(step) => return Ok(Checked::Edit(step)),
                    None => self.say(self.words.pick(
                        "Tapez le numéro d’une de ces réponses, ou Entrée.",
                        "Type the number of one of these answers, or Enter.",
                    ))?,
                },
            }
        }
    }

    fn ask(&self, prompt: &str) -> Result<Line, Failure> {
        let prompt = typeset(self.words.lang, prompt);
        self.door.ask(&prompt).map_err(|error| self.failed(&error))
    }

    fn say(&self, text: &str) -> Result<(), Failure> {
        self.show(&format!("{}\n", typeset(self.words.lang, text)))
    }

    fn show(&self, text: &str) -> Result<(), Failure> {
        show(text).map_err(|error| self.failed(&error))
    }

    fn failed(&self, error: &io::Error) -> Failure {
        let reason = output::reason(self.words.lang, error);
        Failure::new(format!(
            "{} {reason}.",
            self.words.pick("la conversation s’est interrompue :", "the conversation broke off:")
        ))
    }
}

/// How asking for numbers ended.
enum Counted {
    Parties(Vec<(usize, Range)>),
    Back,
    Closed,
}

/// What is wanted from the page of answers.
enum Checked {
    Result,
    Edit(usize),
    Continue,
    Leave,
    Closed,
}
