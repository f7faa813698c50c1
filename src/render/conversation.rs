//! The screens of the questionnaire, as text of a given width: opening, question, panel, why, check. Options
//! are numbered; nothing is told by place or colour alone.

use crate::base::ids::{FormId, QuestionId, RuleId, TermId};
use crate::base::question::{Answer, Kind, Question};
use crate::base::range::Range;
use crate::base::rule::Role;
use crate::interview::typed::{self, Misread};
use crate::interview::{Interview, Next, Stand};
use crate::proof::horizon::Out;
use crate::render::page::{Item, Page, typeset};
use crate::render::terminal::{columns, push_wrapped};
use crate::render::words::{Words, enumerate, upper_first};
use crate::text::{Lang, fold};

/// From so many options on, their definitions are shown on request only.
const LONG_LIST: usize = 10;
/// So many forms are named at most on the panel.
const NAMED: usize = 8;

impl Words<'_> {
    /// The opening: what one leaves with, how long it takes, what to have at hand, what it is not.
    pub fn opening_screen(&self, width: usize) -> String {
        let start = &self.base.questionnaire.start;
        let local = self.pick(
            "Vos réponses restent sur cette machine. Rien n’est envoyé.",
            "Your answers stay on this machine. Nothing is sent.",
        );
        let keys = self.pick(
            "À chaque question : un numéro pour répondre, ? pour savoir pourquoi elle est posée, r pour revenir, e pour savoir ce qui est écarté, f pour finir, q pour enregistrer et quitter.",
            "At each question: a number to answer, ? to know why it is asked, r to go back, e to know what is set aside, f to finish, q to save and leave.",
        );
        let mut out = String::new();
        for text in [
            start.purpose.get(self.lang),
            start.length.get(self.lang),
            start.at_hand.get(self.lang),
            start.is_not.get(self.lang),
            local,
            keys,
        ] {
            if !text.is_empty() {
                push_wrapped(&mut out, &typeset(self.lang, text), width, "", "");
                out.push('\n');
            }
        }
        out
    }

    /// One question: theme, progress, wording, hint, numbered options.
    pub fn question_screen(&self, id: QuestionId, stand: &Stand, definitions: bool, width: usize) -> String {
        let questionnaire = &self.base.questionnaire;
        let question = questionnaire.question(id);
        let theme = &questionnaire.themes[question.theme];
        let place = match self.lang {
            Lang::Fr => format!(
                "Thème {} sur {} · {}",
                question.theme + 1,
                questionnaire.themes.len(),
                theme.label.fr
            ),
            Lang::En => {
                format!("Theme {} of {} · {}", question.theme + 1, questionnaire.themes.len(), theme.label.en)
            }
        };
        let left = match (stand.settled, stand.at_most, self.lang) {
            (true, _, Lang::Fr) => "pour affermir le résultat".to_owned(),
            (true, _, Lang::En) => "to firm up the result".to_owned(),
            (_, 0 | 1, Lang::Fr) => "dernière question".to_owned(),
            (_, 0 | 1, Lang::En) => "last question".to_owned(),
            (_, most, Lang::Fr) => format!("encore {most} questions au plus"),
            (_, most, Lang::En) => format!("{most} questions left at most"),
        };
        let (place, left) = (typeset(self.lang, &place), typeset(self.lang, &left));
        let mut out = String::new();
        let gap = width.saturating_sub(columns(&place) + columns(&left));
        if gap >= 2 {
            out.push_str(&format!("{place}{}{left}\n", " ".repeat(gap)));
        } else {
            push_wrapped(&mut out, &place, width, "", "");
            push_wrapped(&mut out, &left, width, "", "");
        }
        out.push('\n');
        push_wrapped(&mut out, &typeset(self.lang, question.ask.get(self.lang)), width, "", "");
        push_wrapped(&mut out, &typeset(self.lang, question.hint.get(self.lang)), width, "  ", "  ");
        if let Some(who) = &question.who {
            let who = format!(
                "{} {}.",
                self.pick("Pour le savoir, demandez à", "To know, ask"),
                who.get(self.lang)
            );
            push_wrapped(&mut out, &typeset(self.lang, &who), width, "  ", "  ");
        }
        out.push('\n');
        self.push_options(&mut out, question, definitions, width);
        out
    }

    fn push_options(&self, out: &mut String, question: &Question, definitions: bool, width: usize) {
        let shown = definitions || question.choices.len() <= LONG_LIST;
        let mut option = |number: &str, label: &str, definition: &str| {
            let text = typeset(self.lang, label);
            push_wrapped(out, &text, width, &format!("{number:>4}  "), "      ");
            if !definition.is_empty() && fold(definition) != fold(label) {
                push_wrapped(out, &typeset(self.lang, definition), width, "        ", "        ");
            }
        };
        for (at, choice) in question.choices.iter().enumerate() {
            let definition = if shown { choice.definition.get(self.lang) } else { "" };
            option(&(at + 1).to_string(), choice.label.get(self.lang), definition);
        }
        let or = self.pick("ou", "or");
        if !question.choices.is_empty() {
            out.push_str(&format!("  {or}\n"));
        }
        let mut option = |number: &str, label: &str| {
            push_wrapped(out, &typeset(self.lang, label), width, &format!("{number:>4}  "), "      ");
        };
        if let Some(number) = typed::none_number(question) {
            let label = match question.kind {
                Kind::Parties => self.pick("Aucun d’eux", "None of them"),
                _ => self.pick("Aucune de ces réponses", "None of these"),
            };
            option(&number.to_string(), label);
        }
        let number = typed::dont_know_number(question);
        let number = number.map_or_else(|| typed::DONT_KNOW.to_owned(), |number| number.to_string());
        option(&number, self.dont_know());
    }

    /// « Je ne sais pas »
    pub fn dont_know(&self) -> &'static str {
        self.lang.pick("Je ne sais pas", "I do not know")
    }

    /// What one may type.
    pub fn question_prompt(&self, question: &Question) -> String {
        let how = match (question.kind, self.lang) {
            (Kind::One, Lang::Fr) => "un numéro",
            (Kind::One, Lang::En) => "a number",
            (Kind::Several, Lang::Fr) => "un ou plusieurs numéros",
            (Kind::Several, Lang::En) => "one or more numbers",
            (Kind::Parties, Lang::Fr) => "des numéros, avec leur nombre : 1=5, 3=2",
            (Kind::Parties, Lang::En) => "numbers, with how many of each: 1=5, 3=2",
            (Kind::Number(_), Lang::Fr) => "un nombre, ou 3 à 5, ou 3+",
            (Kind::Number(_), Lang::En) => "a number, or 3 to 5, or 3+",
        };
        let text = match self.lang {
            Lang::Fr => format!("Votre réponse ({how} ; ? pourquoi, r retour, e écartées, q quitter) :"),
            Lang::En => format!("Your answer ({how}; ? why, r back, e set aside, q leave):"),
        };
        typeset(self.lang, &text)
    }

    /// The forms still possible and those out, in alphabetical order, without any score.
    pub fn panel(&self, stand: &Stand, width: usize) -> String {
        let mut out = String::new();
        let noun = &self.base.vocabulary.form;
        let names = self.alphabetical(stand.possible.iter().copied());
        let possible = match (names.len(), self.lang) {
            (count, Lang::Fr) if count > NAMED => format!("Encore possibles : {count} {}.", noun.many.fr),
            (count, Lang::En) if count > NAMED => format!("Still possible: {count} {}.", noun.many.en),
            (_, Lang::Fr) => format!("Encore possibles (ordre alphabétique) : {}.", names.join(" · ")),
            (_, Lang::En) => format!("Still possible (alphabetical order): {}.", names.join(" · ")),
        };
        let set_aside = match (stand.out.len(), self.lang) {
            (0, _) => String::new(),
            (count, Lang::Fr) => format!(" Écartées : {count} (e pour savoir pourquoi)."),
            (count, Lang::En) => format!(" Set aside: {count} (e to know why)."),
        };
        push_wrapped(&mut out, &typeset(self.lang, &format!("{possible}{set_aside}")), width, "", "");
        out
    }

    fn alphabetical(&self, forms: impl Iterator<Item = FormId>) -> Vec<String> {
        let mut names: Vec<String> = forms.map(|form| self.name(form)).collect();
        names.sort_by_key(|name| fold(name));
        names
    }

    /// Why a question is asked, in at most sixty words.
    pub fn why_asked(&self, interview: &Interview<'_>, id: QuestionId, width: usize) -> String {
        let why = interview.why(id);
        let role = |rule: &&RuleId| matches!(self.base.rules[rule.index()].role, Role::Requirement(_));
        let requirements = why.rules.iter().filter(role).count();
        let arguments = why.rules.len() - requirements;
        let mut names: Vec<String> = why.forms.iter().map(|&form| self.the(form)).collect();
        names.sort_by_key(|name| fold(name));
        let more = names.len().saturating_sub(3);
        names.truncate(3);
        let and = self.pick("et", "and");
        let forms = match (more, self.lang) {
            (0, _) => enumerate(&names, and),
            (_, Lang::Fr) => format!("{} et {more} autres", names.join(", ")),
            (_, Lang::En) => format!("{} and {more} others", names.join(", ")),
        };
        let count = |n: usize, one: &str, many: &str| format!("{n} {}", if n < 2 { one } else { many });
        let mut waiting = Vec::new();
        if requirements > 0 {
            waiting.push(match self.lang {
                Lang::Fr => count(requirements, "condition impérative", "conditions impératives"),
                Lang::En => count(requirements, "requirement", "requirements"),
            });
        }
        if arguments > 0 {
            waiting.push(match self.lang {
                Lang::Fr => count(arguments, "argument ou réserve", "arguments ou réserves"),
                Lang::En => count(arguments, "argument or reservation", "arguments or reservations"),
            });
        }
        let waiting = enumerate(&waiting, and);
        let text = match (names.len(), why.opens.len(), self.lang) {
            (0, 0, Lang::Fr) => "Aucune règle n’attend plus cette réponse.".to_owned(),
            (0, 0, Lang::En) => "No rule waits for this answer any more.".to_owned(),
            (0, _, Lang::Fr) => "Votre réponse dit quelles questions vous poser ensuite.".to_owned(),
            (0, _, Lang::En) => "Your answer tells which questions to ask you next.".to_owned(),
            (1, _, Lang::Fr) => format!("Cette question compte pour {forms}. En dépendent : {waiting}."),
            (1, _, Lang::En) => format!("This question matters for {forms}. What hangs on it: {waiting}."),
            (_, _, Lang::Fr) => format!("Cette question départage {forms}. En dépendent : {waiting}."),
            (_, _, Lang::En) => format!("This question tells apart {forms}. What hangs on it: {waiting}."),
        };
        let mut out = String::new();
        push_wrapped(&mut out, &typeset(self.lang, &text), width, "", "");
        out
    }

    /// Every form out, with the reason, and the forms still possible.
    pub fn out_screen(&self, stand: &Stand, width: usize) -> String {
        let mut page = Page::new(self.lang, "");
        let mut out: Vec<(FormId, Out)> = stand.out.clone();
        out.sort_by_key(|(form, _)| fold(&self.name(*form)));
        if out.is_empty() {
            page.paragraph(self.pick("Rien n’est écarté pour l’instant.", "Nothing is set aside so far."));
        }
        page.list(out.into_iter().map(|(form, why)| Item::text(self.why_out(form, why))));
        let possible = self.alphabetical(stand.possible.iter().copied());
        if !possible.is_empty() {
            let label = self.pick("Encore possibles :", "Still possible:");
            page.paragraph(format!("{label} {}.", possible.join(" · ")));
        }
        crate::render::terminal::terminal(&page, width)
    }

    fn why_out(&self, form: FormId, why: Out) -> String {
        let subject = upper_first(&self.the(form));
        match (why, self.lang) {
            (Out::Excluded(rule), _) => self.excluded(form, rule),
            (Out::Behind(first), Lang::Fr) => format!(
                "{subject} : même avec les réponses les plus favorables, {} devant.",
                self.stays(first)
            ),
            (Out::Behind(first), Lang::En) => {
                format!("{subject}: even with the most favourable answers, {} ahead.", self.stays(first))
            }
            (Out::Below, Lang::Fr) => {
                format!("{subject} : même avec les réponses les plus favorables, trop peu d’arguments.")
            }
            (Out::Below, Lang::En) => {
                format!("{subject}: even with the most favourable answers, too few arguments.")
            }
            (Out::Beaten, Lang::Fr) => {
                format!("{subject} : aucune suite de réponses ne peut plus l’emporter.")
            }
            (Out::Beaten, Lang::En) => format!("{subject}: no answers to come can put it first any more."),
        }
    }

    fn stays(&self, form: FormId) -> String {
        match (self.lang, self.plural(form)) {
            (Lang::Fr, false) => format!("{} reste", self.the(form)),
            (Lang::Fr, true) => format!("{} restent", self.the(form)),
            (Lang::En, false) => format!("{} stays", self.the(form)),
            (Lang::En, true) => format!("{} stay", self.the(form)),
        }
    }

    /// An answer in words.
    pub fn answered(&self, question: &Question, answer: &Answer) -> String {
        let label = |at: &usize| question.choices.get(*at).map_or("", |choice| choice.label.get(self.lang));
        match answer {
            Answer::DontKnow => self.dont_know().to_owned(),
            Answer::Chosen(chosen) if chosen.is_empty() => {
                self.pick("Aucune de ces réponses", "None of these").to_owned()
            }
            Answer::Chosen(chosen) => {
                chosen.iter().map(label).collect::<Vec<_>>().join(self.pick(" ; ", "; "))
            }
            Answer::Parties(parties) if parties.is_empty() => {
                self.pick("Aucun d’eux", "None of them").to_owned()
            }
            Answer::Parties(parties) => {
                let one = |(at, count): &(usize, Range)| format!("{} ({})", label(at), self.range(*count));
                parties.iter().map(one).collect::<Vec<_>>().join(self.pick(" ; ", "; "))
            }
            Answer::Number(range) => self.range(*range),
        }
    }

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
    pub fn check_prompt(&self, more: bool) -> String {
        let text = match (self.lang, more) {
            (Lang::Fr, true) => {
                "Entrée pour voir le résultat, un numéro pour modifier, c pour continuer, q pour quitter :"
            }
            (Lang::Fr, false) => "Entrée pour voir le résultat, un numéro pour modifier, q pour quitter :",
            (Lang::En, true) => {
                "Enter to see the result, a number to change an answer, c to go on, q to leave:"
            }
            (Lang::En, false) => "Enter to see the result, a number to change an answer, q to leave:",
        };
        typeset(self.lang, text)
    }

    /// What is wrong with a typed answer, and how to mend it.
    pub fn misread(&self, question: &Question, misread: &Misread) -> String {
        let most = typed::dont_know_number(question).unwrap_or(0);
        let text = match (misread, self.lang) {
            (Misread::Nothing, Lang::Fr) => "Tapez une réponse, ou i si vous ne savez pas.".to_owned(),
            (Misread::Nothing, Lang::En) => "Type an answer, or i if you do not know.".to_owned(),
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
            Lang::Fr => format!("{label} : combien ? (un nombre, ou ? si vous ne savez pas)"),
            Lang::En => format!("{label}: how many? (a number, or ? if you do not know)"),
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
                Lang::Fr => format!("Code de cette situation : {code} (coopform ask --code {code})"),
                Lang::En => format!("Code of this situation: {code} (coopform ask --code {code})"),
            });
        }
    }

    /// An answer kept under other rules, that these no longer know.
    pub fn lost_answer(&self, name: &str) -> String {
        match self.lang {
            Lang::Fr => {
                format!("Les règles ne connaissent plus « {name} » : cette réponse est laissée de côté.")
            }
            Lang::En => format!("The rules no longer know “{name}”: this answer is left aside."),
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
