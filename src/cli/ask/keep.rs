//! The answers given so far, kept in a file when the conversation is left, and how to take it up again.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use indexmap::IndexMap;
use serde::Serialize;

use crate::base::RuleBase;
use crate::base::question::Answer;
use crate::cli::output::Output;
use crate::cli::{Failure, INTERRUPTED, output};
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

/// The answers to write.
#[derive(Default)]
struct Kept {
    text: Option<String>,
    /// What the file holds already.
    written: Option<String>,
    left: bool,
}

/// Keeps the answers, whichever way the conversation ends.
#[derive(Clone)]
pub(super) struct Keeper {
    lang: Lang,
    /// The file in which they were saved before.
    path: Option<PathBuf>,
    /// What to write, if anything was answered.
    text: Arc<Mutex<Kept>>,
}

impl Keeper {
    /// A keeper that writes to a file taken up, or else beside where the program runs.
    pub(super) fn new(lang: Lang, path: Option<PathBuf>) -> Keeper {
        Keeper { lang, path, text: Arc::default() }
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
                    parties.iter().map(|(at, count)| (choice(at), number_word(*count, 1))).collect(),
                ),
                Answer::Number(range) => Value::Word(number_word(*range, 0)),
            };
            answers.insert(question.id.value.as_str(), value);
        }
        let empty = answers.is_empty();
        let file = File { rules_version: &base.vocabulary.version, name, answers };
        let text = serde_yaml::to_string(&file).ok().filter(|_| !empty);
        self.text.lock().unwrap_or_else(PoisonError::into_inner).text = text;
    }

    /// From now on, Ctrl-C keeps the answers, says how to resume, and stops.
    pub(super) fn watch(&self) {
        let keeper = self.clone();
        crate::cli::interrupt::on_interrupt(move || {
            let _ = crate::cli::door::show("\n");
            std::process::exit(i32::from(
                keeper.leave().map_or_else(|failure| failure.status, |()| INTERRUPTED),
            ));
        });
    }

    /// What is noted is what the file holds: there is nothing to write as long as nothing changes.
    pub(super) fn unchanged(&self) {
        let mut kept = self.text.lock().unwrap_or_else(PoisonError::into_inner);
        kept.written = kept.text.clone();
    }

    /// Writes the answers, once, and says how to resume. What cannot be written is shown.
    pub(super) fn leave(&self) -> Result<(), Failure> {
        // Held until the file has its name: Ctrl-C may come a second time, from another thread.
        let mut kept = self.text.lock().unwrap_or_else(PoisonError::into_inner);
        if std::mem::replace(&mut kept.left, true) {
            return Ok(());
        }
        let Some(text) = &kept.text else {
            output::say(self.lang, self.lang.pick("Aucune réponse à enregistrer.", "No answer to save."));
            return Ok(());
        };
        let path = self.path.clone().unwrap_or_else(|| free_name(self.lang));
        if kept.written.as_ref() != Some(text) {
            let written = self.write(&path, text);
            if written.is_err() {
                let _ = crate::cli::door::show(text);
            }
            written?;
        }
        let shown = path.display();
        let message = match self.lang {
            Lang::Fr => format!("Réponses enregistrées. Pour reprendre : coopform ask --resume {shown}"),
            Lang::En => format!("Answers saved. To resume: coopform ask --resume {shown}"),
        };
        output::say(self.lang, &message);
        Ok(())
    }

    fn write(&self, path: &Path, text: &str) -> Result<(), Failure> {
        let mut output = Output::to(self.lang, path.to_owned(), self.path.is_some())?;
        if let Err(error) = output.write_all(text.as_bytes()) {
            return Err(output.failure(self.lang, &error));
        }
        output.finish(self.lang)
    }
}

/// A name that no file bears.
fn free_name(lang: Lang) -> PathBuf {
    let stem = lang.pick("coopform-reponses", "coopform-answers");
    let names = (1..).map(|n| if n == 1 { format!("{stem}.yaml") } else { format!("{stem}-{n}.yaml") });
    names.map(PathBuf::from).find(|path| !Path::new(path).exists()).unwrap_or_default()
}
