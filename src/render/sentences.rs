//! The sentences of a result: what is recommended and why, what is not and why.

use crate::base::ids::{FormId, RuleId};
use crate::base::rule::Role;
use crate::engine::outcome::{Outcome, Robustness};
use crate::render::words::{
    Words, enumerate, enumerate_clauses, number_en, number_fr, starts_with_vowel, upper_first,
};
use crate::text::Lang;

/// The longest opening with two reasons, in words.
const OPENING_WORDS: usize = 45;

impl Words<'_> {
    /// « parce que … et que … »
    pub fn because(&self, rules: &[RuleId]) -> String {
        let clauses: Vec<&str> = rules.iter().map(|&rule| self.clause(rule)).collect();
        match self.lang {
            Lang::Fr => {
                let joined: Vec<String> = clauses
                    .iter()
                    .enumerate()
                    .map(|(i, clause)| match (i, starts_with_vowel(clause)) {
                        (0, false) => format!("parce que {clause}"),
                        (0, true) => format!("parce qu’{clause}"),
                        (_, false) => format!("que {clause}"),
                        (_, true) => format!("qu’{clause}"),
                    })
                    .collect();
                enumerate_clauses(&joined, "et")
            }
            Lang::En => {
                let joined: Vec<String> = clauses.iter().map(|clause| format!("because {clause}")).collect();
                enumerate_clauses(&joined, "and")
            }
        }
    }

    /// The sentence that opens a result, for the forms in first place.
    pub fn opening(&self, leaders: &[FormId], decisive: &[RuleId], reservation: Option<RuleId>) -> String {
        let Some(&first) = leaders.first() else { return self.none_recommended() };
        if leaders.len() > 1 {
            return self.tied(leaders);
        }
        let reservation = reservation.map(|rule| self.reservation(rule)).unwrap_or_default();
        let subject = upper_first(&self.is_recommended(first));
        let with = |reasons: &[RuleId]| {
            format!("{subject} {}. {reservation}", self.because(reasons)).trim_end().to_owned()
        };
        match decisive {
            [] => format!("{subject}. {reservation}").trim_end().to_owned(),
            // The second reason is said only if the whole stays short enough to be read at once.
            [first, _] if words(&with(decisive)) > OPENING_WORDS => with(&[*first]),
            _ => with(decisive),
        }
    }

    /// The sentence that opens a result: what is recommended and why, or that the answers do not suffice yet.
    pub fn verdict(&self, outcome: &Outcome, decisive: &[RuleId], reservation: Option<RuleId>) -> String {
        match outcome.could_recommend {
            Some(_) => self.not_enough(),
            None => self.opening(outcome.leaders(), decisive, reservation),
        }
    }

    fn reservation(&self, rule: RuleId) -> String {
        let clause = self.clause(rule);
        match (&self.base.rules[rule.index()].role, self.lang) {
            (Role::Requirement(_), Lang::Fr) => format!("À vérifier d’abord : {clause}."),
            (Role::Requirement(_), Lang::En) => format!("To be checked first: {clause}."),
            (_, Lang::Fr) => format!("Réserve principale : {clause}."),
            (_, Lang::En) => format!("Main reservation: {clause}."),
        }
    }

    fn tied(&self, leaders: &[FormId]) -> String {
        let noun = &self.base.vocabulary.form;
        let names: Vec<String> = leaders.iter().map(|&form| self.the(form)).collect();
        match self.lang {
            Lang::Fr => format!(
                "{} {} se valent dans votre situation : {}.",
                upper_first(&number_fr(leaders.len())),
                noun.many.fr,
                enumerate(&names, "et")
            ),
            Lang::En => format!(
                "{} {} are equally suited to your situation: {}.",
                upper_first(&number_en(leaders.len())),
                noun.many.en,
                enumerate(&names, "and")
            ),
        }
    }

    /// None is recommended yet, but the answers that are missing might change that.
    pub fn not_enough(&self) -> String {
        let noun = &self.base.vocabulary.form;
        match (self.lang, noun.feminine) {
            (Lang::Fr, true) => {
                format!("Vos réponses ne suffisent pas encore pour recommander une {}.", noun.one.fr)
            }
            (Lang::Fr, false) => {
                format!("Vos réponses ne suffisent pas encore pour recommander un {}.", noun.one.fr)
            }
            (Lang::En, _) => format!("Your answers do not suffice yet to recommend a {}.", noun.one.en),
        }
    }

    /// « Aucune forme de coopération de ce catalogue n’est recommandée. »
    pub fn none_recommended(&self) -> String {
        let noun = &self.base.vocabulary.form;
        match (self.lang, noun.feminine) {
            (Lang::Fr, true) => format!("Aucune {} de ce catalogue n’est recommandée.", noun.one.fr),
            (Lang::Fr, false) => format!("Aucun {} de ce catalogue n’est recommandé.", noun.one.fr),
            (Lang::En, _) => format!("No {} of this catalogue is recommended.", noun.one.en),
        }
    }

    /// The robustness of the recommendation, in words.
    pub fn robustness(&self, robustness: Robustness) -> &'static str {
        match robustness {
            Robustness::Solid => self.lang.pick("solide", "solid"),
            Robustness::ToConfirm => self.lang.pick("à confirmer", "to confirm"),
            Robustness::Close => self.lang.pick("serrée", "close"),
            Robustness::NotProven => self.lang.pick("non démontrée", "not proven"),
        }
    }

    /// What the robustness word means, as a sentence; `to_check` requirements of the first form are open.
    pub fn robustness_sentence(&self, robustness: Robustness, to_check: usize) -> String {
        match (robustness, self.lang) {
            (Robustness::Solid, Lang::Fr) => {
                "Recommandation solide : ni une réponse inconnue ni une seule appréciation changée ne la modifierait.".to_owned()
            }
            (Robustness::Solid, Lang::En) => {
                "Solid recommendation: neither an unknown answer nor a single changed judgement would alter it.".to_owned()
            }
            (Robustness::ToConfirm, Lang::Fr) if to_check == 0 => {
                "Recommandation à confirmer : une réponse encore inconnue peut la modifier.".to_owned()
            }
            (Robustness::ToConfirm, Lang::En) if to_check == 0 => {
                "Recommendation to confirm: an answer not known yet may alter it.".to_owned()
            }
            (Robustness::ToConfirm, Lang::Fr) if to_check == 1 => {
                "Recommandation à confirmer : une condition impérative reste à vérifier.".to_owned()
            }
            (Robustness::ToConfirm, Lang::Fr) => {
                format!("Recommandation à confirmer : {} conditions impératives restent à vérifier.", number_fr(to_check))
            }
            (Robustness::ToConfirm, Lang::En) if to_check == 1 => {
                "Recommendation to confirm: one requirement remains to be checked.".to_owned()
            }
            (Robustness::ToConfirm, Lang::En) => {
                format!("Recommendation to confirm: {} requirements remain to be checked.", number_en(to_check))
            }
            (Robustness::Close, Lang::Fr) => {
                "Recommandation serrée : une seule appréciation changée peut la modifier.".to_owned()
            }
            (Robustness::Close, Lang::En) => "Close recommendation: a single changed judgement may alter it.".to_owned(),
            (Robustness::NotProven, Lang::Fr) => {
                "Solidité non démontrée : des réponses inconnues pourraient modifier la recommandation.".to_owned()
            }
            (Robustness::NotProven, Lang::En) => {
                "Robustness not proven: unknown answers might alter the recommendation.".to_owned()
            }
        }
    }

    /// Why a form is excluded.
    pub fn excluded(&self, form: FormId, rule: RuleId) -> String {
        let (clause, article) = (self.clause(rule), self.article(rule));
        match self.lang {
            Lang::Fr => format!(
                "{} {} {} parce que la condition « {clause} »{article} n’est pas remplie.",
                upper_first(&self.the(form)),
                self.is(form),
                self.agreed(form, "écarté")
            ),
            Lang::En => format!(
                "{} {} set aside because the requirement “{clause}”{article} is not met.",
                upper_first(&self.the(form)),
                self.is(form)
            ),
        }
    }

    /// Why a form comes after the first: the heaviest difference, which speaks for the first or against this one.
    pub fn behind(&self, form: FormId, first: FormId, difference: Option<RuleId>) -> String {
        match difference {
            Some(rule) if self.is_about(rule, form) => {
                format!("{} {}.", upper_first(&self.not_chosen(form)), self.because(&[rule]))
            }
            Some(rule) => format!("{}.", upper_first(&self.preferred(first, Some(form), rule))),
            None => self.little_speaks_for(&self.the(form), Some(first)),
        }
    }

    /// Whether a rule speaks of a form.
    pub fn is_about(&self, rule: RuleId, form: FormId) -> bool {
        self.base.rules[rule.index()].form == Some(form)
    }

    /// « l’entente a été préférée au pôle métropolitain parce que … »
    pub fn preferred(&self, first: FormId, to: Option<FormId>, rule: RuleId) -> String {
        let (the, because) = (self.the(first), self.because(&[rule]));
        let to = to.map(|form| format!(" {}", self.to_the(form))).unwrap_or_default();
        match (self.lang, self.plural(first)) {
            (Lang::Fr, false) => format!("{the} a été {}{to} {because}", self.agreed(first, "préféré")),
            (Lang::Fr, true) => format!("{the} ont été {}{to} {because}", self.agreed(first, "préféré")),
            (Lang::En, false) => format!("{the} was preferred{to} {because}"),
            (Lang::En, true) => format!("{the} were preferred{to} {because}"),
        }
    }

    /// The heading over the forms for which nothing speaks, each with what is said against it.
    pub fn nothing_speaks_heading(&self) -> &'static str {
        self.lang.pick("Sans argument dans les faits donnés", "With no argument in the facts given")
    }

    /// « Sans réserve non plus : le GIP et la SPL »
    pub fn no_reservation_either(&self, names: &str) -> String {
        match self.lang {
            Lang::Fr => format!("Sans réserve non plus : {names}"),
            Lang::En => format!("Without any reservation either: {names}"),
        }
    }

    /// The reason told just above.
    pub fn same_reason(&self) -> &'static str {
        self.pick("pour la même raison.", "for the same reason.")
    }

    /// A reservation, as a sentence of its own.
    pub fn but(&self, rule: RuleId) -> String {
        format!("{}{} {}.", self.pick("Réserve", "Reservation"), self.pick(" :", ":"), self.clause(rule))
    }

    /// A reservation, and the form that it is about: « Réserve sur l’entente : … ».
    pub fn reservation_about(&self, form: FormId, rule: RuleId) -> String {
        let (the, clause) = (self.the(form), self.clause(rule));
        match self.lang {
            Lang::Fr => format!("Réserve sur {the} : {clause}."),
            Lang::En => format!("Reservation about {the}: {clause}."),
        }
    }

    /// One more reason, and the form that it speaks for: « Pour l’entente : … ».
    pub fn speaks_for(&self, rule: RuleId) -> String {
        let the = self.base.rules[rule.index()].form.map(|form| self.the(form)).unwrap_or_default();
        format!("{} {the}{} {}.", self.pick("Pour", "For"), self.pick(" :", ":"), self.clause(rule))
    }

    /// One more requirement that fails, and its article.
    pub fn also_fails(&self, rule: RuleId) -> String {
        let (clause, article) = (self.clause(rule), self.article(rule));
        match self.lang {
            Lang::Fr => format!("Autre condition non remplie : « {clause} »{article}."),
            Lang::En => format!("Another requirement not met: “{clause}”{article}."),
        }
    }

    /// Reasons that are not told one by one.
    pub fn and_lesser_reasons(&self, count: usize) -> String {
        match self.lang {
            Lang::Fr => format!("Et {} autres raisons, de moindre poids.", number_fr(count)),
            Lang::En => format!("And {} other reasons, of less weight.", number_en(count)),
        }
    }

    /// A requirement that is not met, told so that nobody reads it as a fact, and its article.
    pub fn not_so(&self, rule: RuleId) -> String {
        let unmet = self.unmet(rule);
        match self.lang {
            Lang::Fr => format!("condition non remplie : {unmet}"),
            Lang::En => format!("requirement not met: {unmet}"),
        }
    }

    /// The requirement alone, and its article, under a heading that says that it is not met.
    pub fn unmet(&self, rule: RuleId) -> String {
        format!("{}{}.", self.clause(rule), self.article(rule))
    }

    /// The article of a requirement, in brackets.
    fn article(&self, rule: RuleId) -> String {
        match &self.base.rules[rule.index()].role {
            Role::Requirement(law) => format!(" ({})", law.article.get(self.lang)),
            _ => String::new(),
        }
    }

    /// « la convention d’articulation n’a pas été retenue »
    fn not_chosen(&self, form: FormId) -> String {
        let the = self.the(form);
        match (self.lang, self.plural(form)) {
            (Lang::Fr, false) => format!("{the} n’a pas été {}", self.agreed(form, "retenu")),
            (Lang::Fr, true) => format!("{the} n’ont pas été {}", self.agreed(form, "retenu")),
            (Lang::En, false) => format!("{the} was not chosen"),
            (Lang::En, true) => format!("{the} were not chosen"),
        }
    }

    /// A form that is first too.
    pub fn tied_with(&self, form: FormId, first: FormId) -> String {
        match self.lang {
            Lang::Fr => format!(
                "{} {} à égalité avec {}.",
                upper_first(&self.the(form)),
                self.is(form),
                self.the(first)
            ),
            Lang::En => {
                format!("{} {} tied with {}.", upper_first(&self.the(form)), self.is(form), self.the(first))
            }
        }
    }

    /// A form that is not recommended when none is: its heaviest reservation, or too few arguments.
    pub fn not_recommended(&self, form: FormId, reservation: Option<RuleId>) -> String {
        let clause = reservation.map(|rule| self.clause(rule));
        match (self.lang, clause) {
            (Lang::Fr, Some(clause)) => {
                format!(
                    "{} {} pas {} : {clause}.",
                    upper_first(&self.the(form)),
                    self.is_not(form),
                    self.agreed(form, "recommandé")
                )
            }
            (Lang::En, Some(clause)) => {
                format!("{} {} not recommended: {clause}.", upper_first(&self.the(form)), self.is_not(form))
            }
            (Lang::Fr, None) => format!("Trop peu d’arguments plaident ici en faveur {}.", self.of_the(form)),
            (Lang::En, None) => format!("Too few arguments speak here in favour {}.", self.of_the(form)),
        }
    }

    fn is_not(&self, form: FormId) -> &'static str {
        match (self.lang, self.plural(form)) {
            (Lang::Fr, false) => "n’est",
            (Lang::Fr, true) => "ne sont",
            (Lang::En, _) => self.is(form),
        }
    }

    /// Several forms for which nothing speaks, or too little when none is recommended.
    pub fn little_speaks_for(&self, names: &str, first: Option<FormId>) -> String {
        let (fr, en) = match first {
            Some(_) => ("Rien dans les faits donnés ne plaide pour", "Nothing in the facts given speaks for"),
            None => ("Trop peu d’arguments plaident ici pour", "Too few arguments speak here for"),
        };
        format!("{} {names}.", self.pick(fr, en))
    }

    /// « écartée »
    pub fn set_aside(&self, form: FormId) -> String {
        match self.lang {
            Lang::Fr => self.agreed(form, "écarté"),
            Lang::En => "set aside".to_owned(),
        }
    }

    /// The heading over the forms that a requirement sets aside.
    pub fn set_aside_heading(&self) -> &'static str {
        match (self.lang, self.base.vocabulary.form.feminine) {
            (Lang::Fr, true) => "Écartées, car cette condition impérative n’est pas remplie",
            (Lang::Fr, false) => "Écartés, car cette condition impérative n’est pas remplie",
            (Lang::En, _) => "Set aside, because this requirement is not met",
        }
    }

    /// The heading over the other forms.
    pub fn why_not_heading(&self, none: bool) -> &'static str {
        match (self.lang, none, self.base.vocabulary.form.feminine) {
            (Lang::Fr, false, _) => "Pourquoi pas les autres ?",
            (Lang::Fr, true, true) => "Pourquoi aucune ?",
            (Lang::Fr, true, false) => "Pourquoi aucun ?",
            (Lang::En, false, _) => "Why not the others?",
            (Lang::En, true, _) => "Why none?",
        }
    }

    /// What to look at outside the catalogue, and why: « Voyez le groupement de commandes : … »
    pub fn pointer(&self, rule: RuleId) -> String {
        let clause = self.clause(rule);
        match &self.base.rules[rule.index()].role {
            Role::Pointer(label) => {
                let look = self.pick("Voyez", "Look at");
                format!("{look} {}{} {clause}", label.get(self.lang), self.pick(" :", ":"))
            }
            _ => clause.to_owned(),
        }
    }
}

/// How many words a text has; a lone sign is none.
fn words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count()
}
