//! What is shown around the questions: the page of all answers, what is wrong with one, what to do next.

use crate::base::ids::{QuestionId, TermId};
use crate::base::question::{Answer, Question};
use crate::interview::typed::{self, Misread};
use crate::interview::{Interview, Next};
use crate::render::page::{Item, Page, typeset};
use crate::render::terminal::push_wrapped;
use crate::render::words::{Words, upper_first};
use crate::text::Lang;

impl Words<'_> {
    /// Every answer, numbered; those set aside; whether the first form is settled.
    pub fn check_screen(&self, interview: &Interview<'_>, width: usize) -> String {
        let mut out = String::new();
        let mut push = |text: &str, first: &str, other: &str| {
            push_wrapped(&mut out, &typeset(self.lang, text), width, first, other);
        };
        push(self.pick("Vos réponses", "Your answers"), "", "");
        push("", "", "");
        let questionnaire = &self.base.questionnaire;
        for (at, step) in interview.steps().iter().enumerate() {
            let question = questionnaire.question(step.question);
            push(question.ask.get(self.lang), &format!("{:>4}  ", at + 1), "      ");
            if let Some(answer) = interview.answer_to(step.question) {
                push(&self.answered(question, answer), "        → ", "          ");
            }
        }
        let mut aside = interview.set_aside().peekable();
        if aside.peek().is_some() {
            push("", "", "");
            push(
                self.pick(
                    "Mises de côté, car elles ne changent rien ici :",
                    "Set aside, because they change nothing here:",
                ),
                "",
                "",
            );
            for (id, answer) in aside {
                let question = questionnaire.question(id);
                push(question.ask.get(self.lang), "    – ", "      ");
                push(&self.answered(question, answer), "        → ", "          ");
            }
        }
        push("", "", "");
        let stand = interview.now();
        let text = match (stand.next, stand.settled, self.lang) {
            (_, true, Lang::Fr) => match stand.outcome.leaders().is_empty() {
                false => "La première place est acquise : aucune réponse à venir ne peut plus la changer.",
                true => {
                    "Le résultat est acquis : aucune réponse à venir ne peut plus mettre une forme en premier."
                }
            },
            (_, true, Lang::En) => match stand.outcome.leaders().is_empty() {
                false => "The first place is settled: no answer to come can change it any more.",
                true => "The result is settled: no answer to come can put a form first any more.",
            },
            (Next::Ask(_), _, Lang::Fr) => {
                "Des questions restent : leurs réponses peuvent changer la première place."
            }
            (Next::Ask(_), _, Lang::En) => "Questions are left: their answers may change the first place.",
            (_, _, Lang::Fr) => "Il ne reste aucune question utile.",
            (_, _, Lang::En) => "No useful question is left.",
        };
        push(text, "", "");
        out
    }

    /// What one may type on the check screen; `more` when questions are left.
    pub fn check_help(&self, more: bool, width: usize) -> String {
        let text = match (self.lang, more) {
            (Lang::Fr, true) => {
                "Entrée pour voir le résultat, un numéro pour modifier, c pour continuer, q pour quitter."
            }
            (Lang::Fr, false) => "Entrée pour voir le résultat, un numéro pour modifier, q pour quitter.",
            (Lang::En, true) => {
                "Enter to see the result, a number to change an answer, c to go on, q to leave."
            }
            (Lang::En, false) => "Enter to see the result, a number to change an answer, q to leave.",
        };
        let mut out = String::new();
        push_wrapped(&mut out, &typeset(self.lang, text), width, "", "");
        out
    }

    /// What is wrong with a typed answer, and how to mend it.
    pub fn misread(&self, question: &Question, misread: &Misread) -> String {
        let most = typed::dont_know_number(question).unwrap_or(0);
        let text = match (misread, self.lang) {
            (Misread::Nothing, Lang::Fr) if most > 0 => {
                format!("Tapez un numéro ; {most} si vous ne savez pas.")
            }
            (Misread::Nothing, Lang::En) if most > 0 => format!("Type a number; {most} if you do not know."),
            (Misread::Nothing, Lang::Fr) => "Tapez un nombre, ou i si vous ne savez pas.".to_owned(),
            (Misread::Nothing, Lang::En) => "Type a number, or i if you do not know.".to_owned(),
            (Misread::OnlyOne, Lang::Fr) => {
                "Une seule réponse est possible ici : gardez celle qui convient le mieux.".to_owned()
            }
            (Misread::OnlyOne, Lang::En) => {
                "A single answer is possible here: keep the one that fits best.".to_owned()
            }
            (Misread::Alone, Lang::Fr) => {
                "« Aucune » et « Je ne sais pas » ne vont avec aucune autre réponse.".to_owned()
            }
            (Misread::Alone, Lang::En) => "“None” and “I do not know” go with no other answer.".to_owned(),
            (Misread::Twice(word), Lang::Fr) => {
                format!("« {word} » : ce partenaire est compté deux fois, avec deux nombres.")
            }
            (Misread::Twice(word), Lang::En) => {
                format!("“{word}”: this partner is counted twice, with two numbers.")
            }
            (Misread::Contrary(one, other), _) => self.contrary(*one, *other),
            (Misread::NoSuchAnswer(word), Lang::Fr) => {
                format!("« {word} » n’est pas une réponse : tapez un numéro de 1 à {most}.")
            }
            (Misread::NoSuchAnswer(word), Lang::En) => {
                format!("“{word}” is not an answer: type a number from 1 to {most}.")
            }
            (Misread::NotANumber(fr, _), Lang::Fr) => format!(
                "{} : tapez un nombre (5), une fourchette (3 à 5) ou un minimum (3+).",
                upper_first(fr)
            ),
            (Misread::NotANumber(_, en), Lang::En) => {
                format!("{}: type a number (5), a range (3 to 5) or a minimum (3+).", upper_first(en))
            }
        };
        typeset(self.lang, &text)
    }

    /// How many of one kind: the prompt.
    pub fn how_many(&self, question: &Question, at: usize) -> String {
        let label = question.choices.get(at).map_or("", |choice| choice.label.get(self.lang));
        let text = match self.lang {
            Lang::Fr => format!("{label} : combien ? Un nombre, ? si vous ne savez pas, r pour revenir :"),
            Lang::En => format!("{label}: how many? A number, ? if you do not know, r to go back:"),
        };
        typeset(self.lang, &text)
    }

    /// The questions answered « I do not know », first the one that most rules of the first forms wait for; then
    /// those never reached that could still matter.
    pub fn next_steps(&self, page: &mut Page, interview: &Interview<'_>, code: Option<&str>) {
        let questionnaire = &self.base.questionnaire;
        let unknown = interview
            .steps()
            .iter()
            .map(|step| step.question)
            .filter(|id| interview.answer_to(*id) == Some(&Answer::DontKnow));
        let mut weighed: Vec<(usize, QuestionId)> =
            unknown.map(|id| (interview.weight(id), id)).filter(|(weight, _)| *weight > 0).collect();
        weighed.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
        let question_item = |id: QuestionId| {
            let question = questionnaire.question(id);
            let who = question
                .who
                .as_ref()
                .map(|who| format!("{} {}.", self.pick("Demandez à", "Ask"), who.get(self.lang)));
            Item::text(question.ask.get(self.lang)).detail(who.unwrap_or_default())
        };
        if !weighed.is_empty() || code.is_some() {
            page.heading(self.pick("Et maintenant ?", "What next?"));
        }
        if !weighed.is_empty() {
            page.paragraph(self.pick(
                "À éclaircir, en commençant par ce qui compte le plus :",
                "To be cleared up, beginning with what matters most:",
            ));
            page.list(weighed.into_iter().map(|(_, id)| question_item(id)));
        }
        if let Some(code) = code {
            page.paragraph(match self.lang {
                Lang::Fr => format!(
                    "Code de cette situation : {code}. Il la rejoue ailleurs, par « coopform ask --code »."
                ),
                Lang::En => format!(
                    "Code of this situation: {code}. It replays it elsewhere, with “coopform ask --code”."
                ),
            });
        }
    }

    /// An answer kept under other rules, that these no longer know.
    pub fn lost_answer(&self, name: &str) -> String {
        match self.lang {
            Lang::Fr => {
                format!(
                    "« {name} » : ces règles ne connaissent pas cette question, ou cette réponse ; elle est laissée de côté."
                )
            }
            Lang::En => {
                format!("“{name}”: these rules do not know this question, or this answer; it is left aside.")
            }
        }
    }

    /// The answers were given under another version of the rules.
    pub fn other_version(&self, version: &str) -> String {
        let now = &self.base.vocabulary.version;
        match self.lang {
            Lang::Fr => format!(
                "Ces réponses ont été données sous les règles {version} ; elles sont relues sous les règles {now}. Vérifiez-les."
            ),
            Lang::En => format!(
                "These answers were given under the rules {version}; they are read again under the rules {now}. Check them."
            ),
        }
    }

    /// The answers of a file leave questions open.
    pub fn questions_left(&self, at_most: usize, next: QuestionId) -> String {
        let question = self.base.questionnaire.question(next);
        let (ask, id) = (question.ask.get(self.lang), &question.id.value);
        match self.lang {
            Lang::Fr => format!(
                "Des questions restent ouvertes ({at_most} au plus) ; la prochaine : « {ask} » ({id})."
            ),
            Lang::En => format!("Questions are left open ({at_most} at most); the next one: “{ask}” ({id})."),
        }
    }

    /// Two statements that cannot both hold.
    pub fn contrary(&self, one: TermId, other: TermId) -> String {
        let (one, other) = (self.quoted(one), self.quoted(other));
        match self.lang {
            Lang::Fr => format!("{one} et {other} se contredisent : changez l’une de ces réponses."),
            Lang::En => format!("{one} and {other} contradict each other: change one of these answers."),
        }
    }
}
