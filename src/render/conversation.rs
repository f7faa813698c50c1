//! The screens of the questionnaire, as text of a given width: opening, question, panel, why, check. Options
//! are numbered; nothing is told by place or colour alone.

use crate::base::ids::{FormId, QuestionId, RuleId};
use crate::base::question::{Answer, Kind, Question};
use crate::base::range::Range;
use crate::base::rule::Role;
use crate::interview::typed;
use crate::interview::{Interview, Stand};
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
    pub fn question_help(&self, question: &Question, width: usize) -> String {
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
            Lang::Fr => format!(
                "Votre réponse : {how}, ou ? pourquoi · r retour · e écartées · d définitions · p panneau · f finir · q quitter."
            ),
            Lang::En => format!(
                "Your answer: {how}, or ? why · r back · e set aside · d definitions · p panel · f finish · q leave."
            ),
        };
        let mut out = String::new();
        push_wrapped(&mut out, &typeset(self.lang, &text), width, "", "");
        out
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
}
