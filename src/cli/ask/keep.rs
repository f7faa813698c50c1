//! The answers given so far, kept in a file when the conversation is left, and how to take it up again.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use indexmap::IndexMap;
use serde::Serialize;

use crate::base::RuleBase;
use crate::base::question::Answer;
use crate::cli::output::Output;
use crate::cli::{Failure, INTERRUPTED, load};
use crate::interview::Interview;
use crate::interview::answers::{DONT_KNOW, number_word};
use crate::text::Lang;

/// A file of answers, as it is written.
#[derive(Serialize)]
struct File<'a> {
    rules_version: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    answers: IndexMap<&'a str, Value<'a>>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Value<'a> {
    Word(String),
    Choices(Vec<&'a str>),
    Counts(IndexMap<&'a str, String>),
}

/// Keeps the answers, whichever way the conversation ends.
#[derive(Clone)]
pub(super) struct Keeper {
    lang: Lang,
    /// The file in which they were saved before.
    path: Option<PathBuf>,
    /// What to write, if anything was answered.
    text: Arc<Mutex<Option<String>>>,
}

impl Keeper {
    /// A keeper that writes to a file taken up, or else beside where the program runs.
    pub(super) fn new(lang: Lang, path: Option<PathBuf>) -> Keeper {
        Keeper { lang, path, text: Arc::new(Mutex::new(None)) }
    }

    /// Notes where the conversation stands.
    pub(super) fn note(&self, base: &RuleBase, name: Option<&str>, interview: &Interview<'_>) {
        let mut answers = IndexMap::new();
        for (id, answer) in interview.answers() {
            let question = base.questionnaire.question(id);
            let choice = |at: &usize| question.choices.get(*at).map_or("", |choice| choice.id.value.as_str());
            let value = match answer {
                Answer::DontKnow => Value::Word(DONT_KNOW.to_owned()),
                Answer::Chosen(chosen) => Value::Choices(chosen.iter().map(choice).collect()),
                Answer::Parties(parties) => Value::Counts(
                    parties.iter().map(|(at, count)| (choice(at), number_word(*count))).collect(),
                ),
                Answer::Number(range) => Value::Word(number_word(*range)),
            };
            answers.insert(question.id.value.as_str(), value);
        }
        let empty = answers.is_empty();
        let file = File { rules_version: &base.vocabulary.version, name, answers };
        let text = serde_yaml::to_string(&file).ok().filter(|_| !empty);
        *self.text.lock().unwrap_or_else(PoisonError::into_inner) = text;
    }

    /// From now on, Ctrl-C keeps the answers, says how to resume, and stops.
    pub(super) fn watch(&self) {
        let keeper = self.clone();
        crate::cli::interrupt::on_interrupt(move || {
            let _ = crate::cli::ask::door::show("\n");
            std::process::exit(i32::from(
                keeper.leave().map_or_else(|failure| failure.status, |()| INTERRUPTED),
            ));
        });
    }

    /// Writes the answers and says how to resume.
    pub(super) fn leave(&self) -> Result<(), Failure> {
        let text = self.text.lock().unwrap_or_else(PoisonError::into_inner).take();
        let Some(text) = text else {
            load::say(self.lang, self.lang.pick("Aucune réponse à enregistrer.", "No answer to save."));
            return Ok(());
        };
        let path = self.path.clone().unwrap_or_else(|| free_name(self.lang));
        let mut output = Output::to(self.lang, path.clone(), self.path.is_some())?;
        if let Err(error) = output.write_all(text.as_bytes()) {
            return Err(output.failure(self.lang, &error));
        }
        output.finish(self.lang)?;
        let shown = path.display();
        let message = match self.lang {
            Lang::Fr => format!("Réponses enregistrées. Pour reprendre : coopform ask --resume {shown}"),
            Lang::En => format!("Answers saved. To resume: coopform ask --resume {shown}"),
        };
        load::say(self.lang, &message);
        Ok(())
    }
}

/// A name that no file bears.
fn free_name(lang: Lang) -> PathBuf {
    let stem = lang.pick("coopform-reponses", "coopform-answers");
    let names = (1..).map(|n| if n == 1 { format!("{stem}.yaml") } else { format!("{stem}-{n}.yaml") });
    names.map(PathBuf::from).find(|path| !Path::new(path).exists()).unwrap_or_default()
}
