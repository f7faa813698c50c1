//! Every sentence of the results, in both languages: articles, elision, contraction, agreement.
//! Nothing here decides; nothing here knows a form by name.

use crate::base::RuleBase;
use crate::base::facts::{Fact, Range, Said, Truth};
use crate::base::form::{ArticleEn, ArticleFr, Form};
use crate::base::ids::{DimensionId, FormId, RuleId, TermId};
use crate::base::rule::{Polarity, Role};
use crate::base::vocabulary::Gender;
use crate::engine::outcome::Robustness;
use crate::explain::evidence::Evidence;
use crate::text::Lang;

/// The longest opening with two reasons, in words.
const OPENING_WORDS: usize = 45;

/// The sentences of one language about one rule base.
#[derive(Debug, Clone, Copy)]
pub struct Words<'b> {
    /// The language.
    pub lang: Lang,
    /// The rule base.
    pub base: &'b RuleBase,
}

impl Words<'_> {
    /// One of two wordings.
    pub fn pick<'a>(&self, fr: &'a str, en: &'a str) -> &'a str {
        self.lang.pick(fr, en)
    }

    fn form(&self, form: FormId) -> &Form {
        self.base.form(form)
    }

    fn plural(&self, form: FormId) -> bool {
        self.form(form).grammar.article_fr == ArticleFr::Les
    }

    /// The label as a heading: « Entente ».
    pub fn heading(&self, form: FormId) -> &str {
        self.form(form).label.get(self.lang)
    }

    /// The label inside a sentence, without article: « entente ».
    pub fn name(&self, form: FormId) -> String {
        lower_first(self.heading(form))
    }

    /// With the definite article: « l’entente », « the entente ».
    pub fn the(&self, form: FormId) -> String {
        let name = self.name(form);
        match (self.lang, self.form(form).grammar.article_fr) {
            (Lang::En, _) => format!("the {name}"),
            (Lang::Fr, ArticleFr::Le) => format!("le {name}"),
            (Lang::Fr, ArticleFr::La) => format!("la {name}"),
            (Lang::Fr, ArticleFr::Elided) => format!("l’{name}"),
            (Lang::Fr, ArticleFr::Les) => format!("les {name}"),
        }
    }

    /// After "of": « de l’entente », « du plan », « des kayaks ».
    pub fn of_the(&self, form: FormId) -> String {
        let name = self.name(form);
        match (self.lang, self.form(form).grammar.article_fr) {
            (Lang::En, _) => format!("of the {name}"),
            (Lang::Fr, ArticleFr::Le) => format!("du {name}"),
            (Lang::Fr, ArticleFr::Les) => format!("des {name}"),
            (Lang::Fr, ArticleFr::La | ArticleFr::Elided) => format!("de {}", self.the(form)),
        }
    }

    /// After "of", for a rule that may speak of no form.
    pub fn of_form(&self, form: Option<FormId>) -> String {
        form.map(|form| self.of_the(form)).unwrap_or_default()
    }

    /// After "to": « à l’entente », « au plan », « aux kayaks ».
    pub fn to_the(&self, form: FormId) -> String {
        let name = self.name(form);
        match (self.lang, self.form(form).grammar.article_fr) {
            (Lang::En, _) => format!("to the {name}"),
            (Lang::Fr, ArticleFr::Le) => format!("au {name}"),
            (Lang::Fr, ArticleFr::Les) => format!("aux {name}"),
            (Lang::Fr, ArticleFr::La | ArticleFr::Elided) => format!("à {}", self.the(form)),
        }
    }

    /// With the indefinite article: « une entente », « an entente ».
    pub fn a(&self, form: FormId) -> String {
        let name = self.name(form);
        let grammar = self.form(form).grammar;
        match (self.lang, grammar.gender, grammar.article_en) {
            (Lang::Fr, _, _) if self.plural(form) => format!("des {name}"),
            (Lang::Fr, Gender::Masculine, _) => format!("un {name}"),
            (Lang::Fr, Gender::Feminine, _) => format!("une {name}"),
            (Lang::En, _, ArticleEn::A) => format!("a {name}"),
            (Lang::En, _, ArticleEn::An) => format!("an {name}"),
            (Lang::En, _, ArticleEn::None) => name,
        }
    }

    /// A past participle that agrees with the form: `agreed(form, "écarté")` is « écartée ».
    fn agreed(&self, form: FormId, participle: &str) -> String {
        let feminine = if self.form(form).grammar.gender == Gender::Feminine { "e" } else { "" };
        let plural = if self.plural(form) { "s" } else { "" };
        format!("{participle}{feminine}{plural}")
    }

    fn is(&self, form: FormId) -> &'static str {
        match (self.lang, self.plural(form)) {
            (Lang::Fr, false) => "est",
            (Lang::Fr, true) => "sont",
            (Lang::En, false) => "is",
            (Lang::En, true) => "are",
        }
    }

    /// « l’entente est recommandée »
    fn is_recommended(&self, form: FormId) -> String {
        match self.lang {
            Lang::Fr => format!("{} {} {}", self.the(form), self.is(form), self.agreed(form, "recommandé")),
            Lang::En => format!("{} {} recommended", self.the(form), self.is(form)),
        }
    }

    /// The reason of a rule, as a clause.
    pub fn clause(&self, rule: RuleId) -> &str {
        self.base.rules[rule.index()].because.get(self.lang)
    }

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
        let with = |reasons: &[RuleId]| format!("{subject} {}. {reservation}", self.because(reasons)).trim_end().to_owned();
        match decisive {
            [] => format!("{subject}. {reservation}").trim_end().to_owned(),
            // The second reason is said only if the whole stays short enough to be read at once.
            [first, _] if with(decisive).split_whitespace().count() > OPENING_WORDS => with(&[*first]),
            _ => with(decisive),
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
        let clause = self.clause(rule);
        let article = match &self.base.rules[rule.index()].role {
            Role::Requirement(law) => format!(" ({})", law.article.get(self.lang)),
            _ => String::new(),
        };
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

    /// Why a form comes after the first.
    pub fn behind(&self, form: FormId, first: FormId, differences: &[RuleId]) -> String {
        format!("{} {}.", self.not_chosen(form, first), self.because(differences))
    }

    /// Why a form for which nothing speaks is not chosen.
    pub fn without_argument(&self, form: FormId, first: FormId, reservation: Option<RuleId>) -> String {
        let reservation = reservation.map(|rule| self.clause(rule));
        match (self.lang, reservation) {
            (Lang::Fr, None) => format!("{} ; rien dans vos réponses ne plaide {}.", self.not_chosen(form, first), self.for_the(form)),
            (Lang::Fr, Some(clause)) => {
                format!("{} ; rien dans vos réponses ne plaide {}. Réserve : {clause}.", self.not_chosen(form, first), self.for_the(form))
            }
            (Lang::En, None) => format!("{}; nothing in your answers speaks {}.", self.not_chosen(form, first), self.for_the(form)),
            (Lang::En, Some(clause)) => {
                format!("{}; nothing in your answers speaks {}. Reservation: {clause}.", self.not_chosen(form, first), self.for_the(form))
            }
        }
    }

    fn for_the(&self, form: FormId) -> &'static str {
        match (self.lang, self.plural(form), self.form(form).grammar.gender) {
            (Lang::Fr, false, Gender::Feminine) => "pour elle",
            (Lang::Fr, false, Gender::Masculine) => "pour lui",
            (Lang::Fr, true, Gender::Feminine) => "pour elles",
            (Lang::Fr, true, Gender::Masculine) => "pour eux",
            (Lang::En, false, _) => "for it",
            (Lang::En, true, _) => "for them",
        }
    }

    /// « La convention d’articulation n’a pas été retenue plutôt que l’entente »
    fn not_chosen(&self, form: FormId, first: FormId) -> String {
        let (subject, first) = (upper_first(&self.the(form)), self.the(first));
        match (self.lang, self.plural(form)) {
            (Lang::Fr, plural) => {
                let have = if plural { "n’ont" } else { "n’a" };
                format!("{subject} {have} pas été {} plutôt que {first}", self.agreed(form, "retenu"))
            }
            (Lang::En, plural) => format!("{subject} {} not chosen over {first}", if plural { "were" } else { "was" }),
        }
    }

    /// A form that is first too.
    pub fn tied_with(&self, form: FormId, first: FormId) -> String {
        match self.lang {
            Lang::Fr => format!("{} {} à égalité avec {}.", upper_first(&self.the(form)), self.is(form), self.the(first)),
            Lang::En => format!("{} {} tied with {}.", upper_first(&self.the(form)), self.is(form), self.the(first)),
        }
    }

    /// A form that is not recommended when none is: its heaviest reservation, or too few arguments.
    pub fn not_recommended(&self, form: FormId, reservation: Option<RuleId>) -> String {
        let clause = reservation.map(|rule| self.clause(rule));
        match (self.lang, clause) {
            (Lang::Fr, Some(clause)) => {
                format!("{} {} pas {} : {clause}.", upper_first(&self.the(form)), self.is_not(form), self.agreed(form, "recommandé"))
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

    /// The status of a requirement.
    pub fn requirement_status(&self, truth: Truth) -> &'static str {
        match truth {
            Truth::True => self.lang.pick("remplie", "met"),
            Truth::Unknown => self.lang.pick("à vérifier", "to check"),
            Truth::False => self.lang.pick("non remplie", "not met"),
        }
    }

    /// The label of a term.
    pub fn term(&self, term: TermId) -> &str {
        self.base.vocabulary.term(term).pref_label.get(self.lang)
    }

    /// An answer about a term, as it was given.
    pub fn answer(&self, term: TermId, fact: Fact) -> String {
        let label = self.term(term);
        match (fact, self.lang) {
            (Fact::Yes, _) => label.to_owned(),
            (Fact::No, Lang::Fr) => format!("« {label} » : non"),
            (Fact::No, Lang::En) => format!("“{label}”: no"),
            (_, Lang::Fr) => format!("« {label} » : je ne sais pas"),
            (_, Lang::En) => format!("“{label}”: I do not know"),
        }
    }

    /// A term between quotation marks.
    pub fn quoted(&self, term: TermId) -> String {
        self.marks(self.term(term))
    }

    fn quoted_all(&self, terms: &[TermId]) -> String {
        terms.iter().map(|&t| self.quoted(t)).collect::<Vec<_>>().join(", ")
    }

    /// A known number in words: « 5 », « 3 à 5 », « au moins 2 ».
    pub fn range(&self, range: Range) -> String {
        match (range, self.lang) {
            (Range { min, max }, _) if min == max => min.to_string(),
            (Range { min: 0, max: Range::NO_LIMIT }, Lang::Fr) => "nombre inconnu".to_owned(),
            (Range { min: 0, max: Range::NO_LIMIT }, Lang::En) => "number unknown".to_owned(),
            (Range { min, max: Range::NO_LIMIT }, Lang::Fr) => format!("au moins {min}"),
            (Range { min, max: Range::NO_LIMIT }, Lang::En) => format!("at least {min}"),
            (Range { min, max }, Lang::Fr) => format!("{min} à {max}"),
            (Range { min, max }, Lang::En) => format!("{min} to {max}"),
        }
    }

    /// A kind of partner with its number: « Communauté de communes (5) »; one or more goes without saying.
    pub fn partner(&self, kind: TermId, count: Range) -> String {
        match count {
            Range::SOME => self.term(kind).to_owned(),
            _ => format!("{} ({})", self.term(kind), self.range(count)),
        }
    }

    /// The user's own answers that a rule rests on, as one line.
    pub fn evidence(&self, evidence: &[Evidence]) -> String {
        if evidence.is_empty() {
            return String::new();
        }
        let mut parts: Vec<String> = Vec::new();
        for part in evidence.iter().flat_map(|e| self.one_evidence(e)) {
            if !parts.contains(&part) {
                parts.push(part);
            }
        }
        let label = match parts.len() {
            1 => self.pick("Votre réponse", "Your answer"),
            _ => self.pick("Vos réponses", "Your answers"),
        };
        format!("{label}{} {}.", self.pick(" :", ":"), parts.join(self.pick(" ; ", "; ")))
    }

    /// One thing that is not known: a whole heading when nothing was said under it.
    pub fn not_known(&self, evidence: &Evidence, said: &Said) -> String {
        let vocabulary = &self.base.vocabulary;
        if let Evidence::Term(term, ..) = evidence {
            let dimension = vocabulary.term(*term).dimension;
            if said.unknown_dimensions.contains(&dimension) {
                let heading = self.heading_of(dimension);
                return match self.lang {
                    Lang::Fr => format!("Vous ne savez pas encore répondre à {heading}"),
                    Lang::En => format!("You do not know yet what to answer to {heading}"),
                };
            }
            if !said.given.contains(&dimension) {
                let heading = vocabulary.dimension(dimension).label.get(self.lang);
                return match self.lang {
                    Lang::Fr => format!("La rubrique « {heading} » n’est pas renseignée"),
                    Lang::En => format!("The heading “{heading}” is not filled in"),
                };
            }
        }
        upper_first(&self.one_evidence(evidence).join(", "))
    }

    /// « 2 arguments et 1 réserve en dépendent »
    pub fn depend(&self, [arguments, reservations]: [usize; 2]) -> String {
        let counted = |count: usize, noun: &str| match count {
            0 => None,
            1 => Some(format!("1 {noun}")),
            _ => Some(format!("{count} {noun}s")),
        };
        let all = [
            counted(arguments, "argument"),
            counted(reservations, self.pick("réserve", "reservation")),
        ];
        let list: Vec<String> = all.into_iter().flatten().collect();
        let verb = match (self.lang, arguments + reservations) {
            (Lang::Fr, 1) => "en dépend",
            (Lang::Fr, _) => "en dépendent",
            (Lang::En, 1) => "depends on it",
            (Lang::En, _) => "depend on it",
        };
        format!("{} {verb}", enumerate(&list, self.pick("et", "and")))
    }

    /// The answers of one piece of evidence, each in a few words.
    fn one_evidence(&self, evidence: &Evidence) -> Vec<String> {
        let vocabulary = &self.base.vocabulary;
        let not_stated = |subject: String| match self.lang {
            Lang::Fr => format!("{subject} n’est pas précisé"),
            Lang::En => format!("{subject} is not stated"),
        };
        match evidence {
            Evidence::Term(term, Fact::Yes, said) if said.is_empty() => vec![self.quoted(*term)],
            Evidence::Term(_, Fact::Yes, said) => said.iter().map(|&t| self.quoted(t)).collect(),
            Evidence::Term(_, Fact::No, instead) if !instead.is_empty() => {
                instead.iter().map(|&t| self.quoted(t)).collect()
            }
            Evidence::Term(term, Fact::No, _) => vec![match self.lang {
                Lang::Fr => format!("{} n’est pas cité", self.quoted(*term)),
                Lang::En => format!("{} is not listed", self.quoted(*term)),
            }],
            Evidence::Term(term, Fact::Unknown | Fact::Unasked, _) => vec![not_stated(self.quoted(*term))],
            Evidence::Partners(_, _, declared) if !declared.is_empty() => {
                declared.iter().map(|&(kind, n)| self.partner(kind, n)).collect()
            }
            Evidence::Partners(tally, count, _) => {
                let heading = self.heading_of(tally.dimension);
                let kinds = self.quoted_all(&tally.kinds);
                vec![match (self.lang, count.max == 0 && !tally.kinds.is_empty()) {
                    (Lang::Fr, true) => format!("{heading} ne compte pas {kinds}"),
                    (Lang::En, true) => format!("{heading} does not count {kinds}"),
                    (Lang::Fr, false) => format!("le détail de {heading} n’est pas précisé"),
                    (Lang::En, false) => format!("the detail of {heading} is not stated"),
                }]
            }
            Evidence::Quantity(quantity, range) => {
                let label = vocabulary.quantities[quantity.index()].label.get(self.lang);
                vec![match *range {
                    Range::ANY => not_stated(self.marks(label)),
                    range => format!("{label}{} {}", self.pick(" :", ":"), self.range(range)),
                }]
            }
        }
    }

    /// The heading of a dimension, between quotation marks.
    pub fn heading_of(&self, dimension: DimensionId) -> String {
        self.marks(self.base.vocabulary.dimension(dimension).label.get(self.lang))
    }

    /// A text between quotation marks.
    pub fn marks(&self, text: &str) -> String {
        match self.lang {
            Lang::Fr => format!("« {text} »"),
            Lang::En => format!("“{text}”"),
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

    /// The strength of a rule and how many blocks its bar has.
    pub fn strength(&self, rule: RuleId) -> (&str, usize) {
        match self.base.rules[rule.index()].role {
            Role::Argument(polarity, strength) => {
                let written = &self.base.vocabulary.strengths[strength.index()];
                let label = if polarity == Polarity::For { &written.label } else { &written.feminine };
                (label.get(self.lang), strength.index() + 1)
            }
            Role::Requirement(_) | Role::Pointer(_) => ("", 0),
        }
    }

    /// What supports a rule: law, cases, documents, judgement.
    pub fn support(&self, rule: RuleId) -> String {
        let written = &self.base.rules[rule.index()];
        if let Role::Requirement(law) = &written.role {
            let recheck = match (law.recheck, self.lang) {
                (false, _) => String::new(),
                (true, Lang::Fr) => " ; relire l’article en vigueur".to_owned(),
                (true, Lang::En) => "; read the article in force".to_owned(),
            };
            return match self.lang {
                Lang::Fr => format!("Texte : {} (vérifié en {}{recheck}).", law.article.fr, self.month(&law.checked)),
                Lang::En => format!("Text: {} (checked {}{recheck}).", law.article.en, self.month(&law.checked)),
            };
        }
        let mut parts: Vec<String> = Vec::new();
        let cases: Vec<&str> = written.cases.iter().map(|&case| self.base.case(case).name.get(self.lang)).collect();
        if !cases.is_empty() {
            parts.push(format!("{}{} {}", self.pick("Cas", "Case"), self.pick(" :", ":"), cases.join(", ")));
        }
        if let Some(form) = written.form {
            let sources = &self.base.form(form).sources;
            let titles: Vec<&str> = written.sources.iter().filter_map(|&i| sources.get(i)).map(|s| s.title.as_str()).collect();
            if !titles.is_empty() {
                parts.push(format!("{}{} {}", self.pick("Source", "Source"), self.pick(" :", ":"), titles.join(", ")));
            }
        }
        if written.expert && parts.is_empty() {
            parts.push(self.pick("Appréciation des auteurs", "Judgement of the authors").to_owned());
        }
        parts.iter().map(|part| format!("{part}{}", stop(part))).collect::<Vec<_>>().join(" ")
    }

    /// `2026-11` as « novembre 2026 ».
    pub fn month(&self, written: &str) -> String {
        const FR: [&str; 12] = [
            "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
            "novembre", "décembre",
        ];
        const EN: [&str; 12] = [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November", "December",
        ];
        let names = if self.lang == Lang::Fr { FR } else { EN };
        let parsed = written.split_once('-').and_then(|(year, month)| {
            let index = month.parse::<usize>().ok()?.checked_sub(1)?;
            names.get(index).map(|name| format!("{name} {year}"))
        });
        parsed.unwrap_or_else(|| written.to_owned())
    }

    /// The caution and the version, at the foot of every page.
    pub fn caution(&self) -> String {
        let vocabulary = &self.base.vocabulary;
        match self.lang {
            Lang::Fr => format!("{} Règles version {}.", vocabulary.caution.fr, vocabulary.version),
            Lang::En => format!("{} Rules version {}.", vocabulary.caution.en, vocabulary.version),
        }
    }
}

/// A clause as a sentence: capital, full stop.
pub fn sentence(clause: &str) -> String {
    let text = upper_first(clause);
    format!("{text}{}", stop(&text))
}

/// The full stop of a sentence, unless it ends already.
fn stop(text: &str) -> &'static str {
    if text.ends_with(['.', '!', '?', '…']) { "" } else { "." }
}

/// With a capital.
pub fn upper_first(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

/// Without its capital, unless it begins with an acronym.
pub fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    let acronym = text.chars().nth(1).is_none_or(|second| second.is_uppercase() || !second.is_alphabetic());
    match letters.next() {
        Some(first) if !acronym => first.to_lowercase().chain(letters).collect(),
        _ => text.to_owned(),
    }
}

fn starts_with_vowel(clause: &str) -> bool {
    // « onze », « oui » and a sounded h do not elide; clauses that begin with them are left whole.
    let first = crate::text::fold(clause.split_whitespace().next().unwrap_or_default());
    first.starts_with(['a', 'e', 'i', 'o', 'u']) && !matches!(first.as_str(), "onze" | "oui")
}

/// « a, b et c »
pub fn enumerate(items: &[String], and: &str) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} {and} {last}", first.join(", ")),
    }
}

/// Clauses in a row, the last after a comma when one of them has a comma inside.
fn enumerate_clauses(clauses: &[String], and: &str) -> String {
    match clauses {
        [first @ .., last] if !first.is_empty() && clauses.iter().any(|clause| clause.contains(',')) => {
            format!("{}, {and} {last}", first.join(", "))
        }
        _ => enumerate(clauses, and),
    }
}

fn number_fr(count: usize) -> String {
    ["zéro", "une", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf"].get(count).map_or_else(|| count.to_string(), |s| (*s).to_owned())
}

fn number_en(count: usize) -> String {
    ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"].get(count).map_or_else(|| count.to_string(), |s| (*s).to_owned())
}
