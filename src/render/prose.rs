//! Conditions and rules as sentences, for people who check the rules without reading YAML.

use crate::base::condition::Condition;
use crate::base::facts::Tally;
use crate::base::ids::{QuantityId, RuleId, TermId};
use crate::base::range::Range;
use crate::base::rule::{Polarity, Role};
use crate::base::vocabulary::Reading;
use crate::render::words::{Words, enumerate, lower_first};
use crate::text::Lang;

/// A rule as one sentence.
pub fn rule(words: &Words<'_>, id: RuleId) -> String {
    let rule = &words.base.rules[id.index()];
    let when = condition(words, &rule.when);
    let clause = words.clause(id);
    let (strength, _) = words.strength(id);
    match (&rule.role, words.lang) {
        (Role::Requirement(_), Lang::Fr) => {
            format!(
                "Condition impérative {}{} {clause}. Elle est remplie quand {when}.",
                words.of_form(rule.form),
                " :"
            )
        }
        (Role::Requirement(_), Lang::En) => {
            format!("Requirement {}: {clause}. It is met when {when}.", words.of_form(rule.form))
        }
        (Role::Argument(polarity, _), Lang::Fr) => {
            let kind = if *polarity == Polarity::For { "Argument" } else { "Réserve" };
            format!("{kind} ({strength}) quand {when}, {}.", words.because(&[id]))
        }
        (Role::Argument(polarity, _), Lang::En) => {
            let kind = if *polarity == Polarity::For { "Argument" } else { "Reservation" };
            format!("{kind} ({strength}) when {when}, {}.", words.because(&[id]))
        }
        (Role::Pointer(_), Lang::Fr) => format!("Quand {when} : {}.", lower_first(&words.pointer(id))),
        (Role::Pointer(_), Lang::En) => format!("When {when}: {}.", lower_first(&words.pointer(id))),
        (Role::Reminder, Lang::Fr) => format!("Quand {when} : {clause}."),
        (Role::Reminder, Lang::En) => format!("When {when}: {clause}."),
    }
}

/// A condition as a clause that reads after "when".
pub fn condition(words: &Words<'_>, condition: &Condition) -> String {
    clause(words, condition, false, true)
}

fn clause(words: &Words<'_>, condition: &Condition, negated: bool, top: bool) -> String {
    let nested = |text: String, many: bool| if top || !many { text } else { format!("({text})") };
    match condition {
        Condition::Not(part) => clause(words, part, !negated, top),
        Condition::All(parts) | Condition::Any(parts) => {
            let conjunction = matches!(condition, Condition::All(_)) != negated;
            if let Some(text) = terms_together(words, parts, negated, conjunction) {
                return text;
            }
            let texts = parts_in_words(words, parts, negated);
            let and = if conjunction { words.pick("et", "and") } else { words.pick("ou", "or") };
            nested(enumerate(&texts, and), texts.len() > 1)
        }
        Condition::Term(term) => says(words, &[*term], negated, false),
        Condition::Partners(tally, bounds) => partners(words, tally, *bounds, negated),
        Condition::Quantity(id, bounds) => quantity(words, *id, *bounds, negated),
    }
}

/// Each part in words; "nothing outside, something inside" is said at once.
fn parts_in_words(words: &Words<'_>, parts: &[Condition], negated: bool) -> Vec<String> {
    let mut texts = Vec::new();
    let mut rest = parts;
    while let [first, further @ ..] = rest {
        rest = further;
        if let (
            Condition::Partners(outside, Range::ZERO),
            [Condition::Partners(inside, Range::SOME), after @ ..],
        ) = (first, further)
            && outside.outside
            && outside.kinds == inside.kinds
            && !negated
        {
            texts.push(every_partner(words, inside));
            rest = after;
        } else {
            texts.push(clause(words, first, negated, parts.len() == 1));
        }
    }
    texts
}

/// Several terms of one dimension read better as one list.
fn terms_together(
    words: &Words<'_>,
    parts: &[Condition],
    negated: bool,
    conjunction: bool,
) -> Option<String> {
    let mut terms = Vec::new();
    let mut inner = None;
    for part in parts {
        let (term, not) = match part {
            Condition::Term(term) => (*term, negated),
            Condition::Not(part) => match **part {
                Condition::Term(term) => (term, !negated),
                _ => return None,
            },
            _ => return None,
        };
        if inner.is_some_and(|known| known != not) {
            return None;
        }
        inner = Some(not);
        terms.push(term);
    }
    let dimension = |term: TermId| words.base.vocabulary.term(term).dimension;
    let same = terms.windows(2).all(|pair| dimension(pair[0]) == dimension(pair[1]));
    (same && !terms.is_empty()).then(|| says(words, &terms, inner.unwrap_or(false), conjunction))
}

fn says(words: &Words<'_>, terms: &[TermId], negated: bool, conjunction: bool) -> String {
    let vocabulary = &words.base.vocabulary;
    let dimension = vocabulary.term(terms[0]).dimension;
    let heading = words.heading_of(dimension);
    let open = vocabulary.dimension(dimension).reading == Reading::Open;
    let names: Vec<String> = terms.iter().map(|&term| words.quoted(term)).collect();
    let list = |fr, en| enumerate(&names, words.pick(fr, en));
    let neither = conjunction || terms.len() == 1;
    match (words.lang, negated, open) {
        (Lang::Fr, false, _) => {
            format!("{heading} comprend {}", if conjunction { list("et", "") } else { list("ou", "") })
        }
        (Lang::En, false, _) => {
            format!("{heading} includes {}", if conjunction { list("", "and") } else { list("", "or") })
        }
        // Silence is not enough under an open heading: the answer must rule the term out.
        (Lang::Fr, true, true) if neither => {
            format!("vos réponses sous {heading} écartent {}", list("et", ""))
        }
        (Lang::En, true, true) if neither => {
            format!("your answers under {heading} rule out {}", list("", "and"))
        }
        (Lang::Fr, true, false) if neither => format!("{heading} ne comprend pas {}", list("ni", "")),
        (Lang::En, true, false) if neither => format!("{heading} does not include {}", list("", "or")),
        (Lang::Fr, true, _) => format!("{heading} ne comprend pas à la fois {}", list("et", "")),
        (Lang::En, true, _) => format!("{heading} does not include both {}", list("", "and")),
    }
}

fn kinds(words: &Words<'_>, kinds: &[TermId], and: &str) -> String {
    enumerate(&kinds.iter().map(|&kind| words.quoted(kind)).collect::<Vec<_>>(), and)
}

fn every_partner(words: &Words<'_>, tally: &Tally) -> String {
    let heading = words.heading_of(tally.dimension);
    match words.lang {
        Lang::Fr => format!("{heading} ne compte que {}", kinds(words, &tally.kinds, "ou")),
        Lang::En => format!("{heading} counts {} only", kinds(words, &tally.kinds, "or")),
    }
}

fn partners(words: &Words<'_>, tally: &Tally, bounds: Range, negated: bool) -> String {
    let heading = words.heading_of(tally.dimension);
    let what = match (words.lang, tally.kinds.is_empty(), tally.outside) {
        (Lang::Fr, true, _) => "membres".to_owned(),
        (Lang::En, true, _) => "members".to_owned(),
        (_, false, false) => kinds(words, &tally.kinds, words.pick("ou", "or")),
        (Lang::Fr, false, true) => format!("autre que {}", kinds(words, &tally.kinds, "ou")),
        (Lang::En, false, true) => format!("other than {}", kinds(words, &tally.kinds, "or")),
    };
    let simple = bounds == Range::SOME || bounds == Range::ZERO;
    let present = (bounds == Range::SOME) != negated;
    match (words.lang, simple, present) {
        (Lang::Fr, true, true) => format!("{heading} compte {what}"),
        (Lang::En, true, true) => format!("{heading} counts {what}"),
        (Lang::Fr, true, false) => format!("{heading} ne compte pas {what}"),
        (Lang::En, true, false) => format!("{heading} does not count {what}"),
        (Lang::Fr, false, _) if negated => format!("{heading} ne compte pas {} {what}", bound(words, bounds)),
        (Lang::En, false, _) if negated => {
            format!("{heading} does not count {} {what}", bound(words, bounds))
        }
        (Lang::Fr, false, _) => format!("{heading} compte {} {what}", bound(words, bounds)),
        (Lang::En, false, _) => format!("{heading} counts {} {what}", bound(words, bounds)),
    }
}

fn quantity(words: &Words<'_>, id: QuantityId, bounds: Range, negated: bool) -> String {
    let label = words.marks(words.base.vocabulary.quantities[id.index()].label.get(words.lang));
    let verb = match (words.lang, negated) {
        (Lang::Fr, false) => "vaut",
        (Lang::Fr, true) => "ne vaut pas",
        (Lang::En, false) => "is",
        (Lang::En, true) => "is not",
    };
    format!("{label} {verb} {}", bound(words, bounds))
}

fn bound(words: &Words<'_>, range: Range) -> String {
    match (words.lang, range) {
        (_, Range { min, max }) if min == max => min.to_string(),
        (Lang::Fr, Range { min, max: Range::NO_LIMIT }) => format!("au moins {min}"),
        (Lang::Fr, Range { min: 0, max }) => format!("au plus {max}"),
        (Lang::Fr, Range { min, max }) => format!("de {min} à {max}"),
        (Lang::En, Range { min, max: Range::NO_LIMIT }) => format!("at least {min}"),
        (Lang::En, Range { min: 0, max }) => format!("at most {max}"),
        (Lang::En, Range { min, max }) => format!("from {min} to {max}"),
    }
}
