//! The names of forms inside sentences, in both languages: articles, elision, contraction, agreement. The
//! sentences stand in `sentences` and `answers`. Nothing here decides; nothing here knows a form by name.

use crate::base::RuleBase;
use crate::base::case::Chosen;
use crate::base::form::{ArticleEn, ArticleFr, Form};
use crate::base::ids::{FormId, RuleId};
use crate::base::vocabulary::Gender;
use crate::text::Lang;

/// The sentences of one language about one rule base.
#[derive(Debug, Clone, Copy)]
pub struct Words<'b> {
    /// The language.
    pub lang: Lang,
    /// The rule base.
    pub base: &'b RuleBase,
}

/// A day of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    /// The year.
    pub year: i32,
    /// From 1 to 12.
    pub month: u8,
    /// From 1 to 31.
    pub day: u8,
}

impl Words<'_> {
    /// « 3 mars 2025 », “3 March 2025”.
    pub fn day(&self, day: Day) -> String {
        const MONTHS: [(&str, &str); 12] = [
            ("janvier", "January"),
            ("février", "February"),
            ("mars", "March"),
            ("avril", "April"),
            ("mai", "May"),
            ("juin", "June"),
            ("juillet", "July"),
            ("août", "August"),
            ("septembre", "September"),
            ("octobre", "October"),
            ("novembre", "November"),
            ("décembre", "December"),
        ];
        let (fr, en) = MONTHS[usize::from(day.month.clamp(1, 12)) - 1];
        let number = if day.day == 1 { self.pick("1er", "1").to_owned() } else { day.day.to_string() };
        format!("{number} {} {}", self.pick(fr, en), day.year)
    }

    /// One of two wordings.
    pub fn pick<'a>(&self, fr: &'a str, en: &'a str) -> &'a str {
        self.lang.pick(fr, en)
    }

    pub(super) fn form(&self, form: FormId) -> &Form {
        self.base.form(form)
    }

    pub(super) fn plural(&self, form: FormId) -> bool {
        self.form(form).grammar.article_fr == ArticleFr::Les
    }

    /// The label as a heading: « Entente ».
    pub fn heading(&self, form: FormId) -> &str {
        self.form(form).label.get(self.lang)
    }

    /// The label inside a sentence, without article: « entente ».
    pub fn name(&self, form: FormId) -> String {
        let heading = self.heading(form);
        if self.lang == Lang::En && self.form(form).grammar.capital_en {
            return heading.to_owned();
        }
        lower_first(heading)
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

    /// What the partners of a case chose, with its article.
    pub fn chosen(&self, chosen: &Chosen) -> String {
        match chosen {
            Chosen::Form(form) => self.a(*form),
            Chosen::Outside(text) => text.get(self.lang).to_owned(),
        }
    }

    /// A past participle that agrees with the form: `agreed(form, "écarté")` is « écartée ».
    pub(super) fn agreed(&self, form: FormId, participle: &str) -> String {
        let feminine = if self.form(form).grammar.gender == Gender::Feminine { "e" } else { "" };
        let plural = if self.plural(form) { "s" } else { "" };
        format!("{participle}{feminine}{plural}")
    }

    pub(super) fn is(&self, form: FormId) -> &'static str {
        match (self.lang, self.plural(form)) {
            (Lang::Fr, false) => "est",
            (Lang::Fr, true) => "sont",
            (Lang::En, false) => "is",
            (Lang::En, true) => "are",
        }
    }

    /// « l’entente est recommandée »
    pub(super) fn is_recommended(&self, form: FormId) -> String {
        match self.lang {
            Lang::Fr => format!("{} {} {}", self.the(form), self.is(form), self.agreed(form, "recommandé")),
            Lang::En => format!("{} {} recommended", self.the(form), self.is(form)),
        }
    }

    /// The reason of a rule, as a clause.
    pub fn clause(&self, rule: RuleId) -> &str {
        self.base.rules[rule.index()].because.get(self.lang)
    }

    /// The name under which a rule is asked for: `form/rule`.
    pub fn rule_path(&self, rule: RuleId) -> String {
        let written = &self.base.rules[rule.index()];
        match written.form {
            Some(form) => format!("{}/{}", self.form(form).id.value, written.name.value),
            None => written.name.value.clone(),
        }
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
pub(super) fn stop(text: &str) -> &'static str {
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

pub(super) fn starts_with_vowel(clause: &str) -> bool {
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
pub(super) fn enumerate_clauses(clauses: &[String], and: &str) -> String {
    match clauses {
        [first @ .., last] if !first.is_empty() && clauses.iter().any(|clause| clause.contains(',')) => {
            format!("{}, {and} {last}", first.join(", "))
        }
        _ => enumerate(clauses, and),
    }
}

pub(super) fn number_fr(count: usize) -> String {
    ["zéro", "une", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf"]
        .get(count)
        .map_or_else(|| count.to_string(), |s| (*s).to_owned())
}

pub(super) fn number_en(count: usize) -> String {
    ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
        .get(count)
        .map_or_else(|| count.to_string(), |s| (*s).to_owned())
}
