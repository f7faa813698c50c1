//! Conditions and rules as sentences, for people who check the rules without reading YAML.

use crate::base::condition::Condition;
use crate::base::facts::Range;
use crate::base::ids::{RuleId, TermId};
use crate::base::rule::{Polarity, Role};
use crate::render::words::{Words, enumerate};
use crate::text::Lang;

/// A rule as one sentence.
pub fn rule(words: &Words<'_>, id: RuleId) -> String {
    let rule = &words.base.rules[id.index()];
    let when = condition(words, &rule.when);
    let clause = words.clause(id);
    let (strength, _) = words.strength(id);
    match (&rule.role, words.lang) {
        (Role::Requirement(_), Lang::Fr) => {
            format!("Condition impérative {}{} {clause}. Elle est remplie quand {when}.", words.of_form(rule.form), " :")
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
        (Role::Pointer(_), Lang::Fr) => format!("Quand {when}, {}.", words.pointer(id)),
        (Role::Pointer(_), Lang::En) => format!("When {when}, {}.", words.pointer(id)),
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
            if let [Condition::Partners(outside, Range::ZERO), Condition::Partners(inside, Range::SOME), rest @ ..] = &parts[..]
                && outside.outside
                && outside.kinds == inside.kinds
                && !negated
            {
                let only = every_partner(words, &inside.kinds);
                let texts: Vec<String> =
                    [only].into_iter().chain(rest.iter().map(|p| clause(words, p, negated, false))).collect();
                return nested(enumerate(&texts, words.pick("et", "and")), !rest.is_empty());
            }
            let texts: Vec<String> = parts.iter().map(|p| clause(words, p, negated, parts.len() == 1)).collect();
            let and = if conjunction { words.pick("et", "and") } else { words.pick("ou", "or") };
            nested(enumerate(&texts, and), parts.len() > 1)
        }
        Condition::Term(term) => says(words, &[*term], negated, false),
        Condition::Partners(tally, bounds) => partners(words, &tally.kinds, tally.outside, *bounds, negated),
        Condition::Quantity(quantity, bounds) => {
            let label = words.base.vocabulary.quantities[quantity.index()].label.get(words.lang);
            let range = bound(words, *bounds);
            match (words.lang, negated) {
                (Lang::Fr, false) => format!("le nombre « {label} » est {range}"),
                (Lang::Fr, true) => format!("le nombre « {label} » n’est pas {range}"),
                (Lang::En, false) => format!("the number “{label}” is {range}"),
                (Lang::En, true) => format!("the number “{label}” is not {range}"),
            }
        }
    }
}

/// Several terms of one dimension read better as one list.
fn terms_together(words: &Words<'_>, parts: &[Condition], negated: bool, conjunction: bool) -> Option<String> {
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
    let heading = vocabulary.dimension(vocabulary.term(terms[0]).dimension).label.get(words.lang);
    let names: Vec<String> = terms.iter().map(|&term| words.quoted(term)).collect();
    match (words.lang, negated) {
        (Lang::Fr, false) => {
            format!("« {heading} » comprend {}", enumerate(&names, if conjunction { "et" } else { "ou" }))
        }
        (Lang::Fr, true) if conjunction || terms.len() == 1 => {
            format!("« {heading} » ne comprend pas {}", enumerate(&names, "ni"))
        }
        (Lang::Fr, true) => format!("« {heading} » ne comprend pas à la fois {}", enumerate(&names, "et")),
        (Lang::En, false) => {
            format!("“{heading}” includes {}", enumerate(&names, if conjunction { "and" } else { "or" }))
        }
        (Lang::En, true) if conjunction || terms.len() == 1 => {
            format!("“{heading}” does not include {}", enumerate(&names, "or"))
        }
        (Lang::En, true) => format!("“{heading}” does not include both {}", enumerate(&names, "and")),
    }
}

fn every_partner(words: &Words<'_>, kinds: &[TermId]) -> String {
    let names: Vec<String> = kinds.iter().map(|&kind| words.quoted(kind)).collect();
    match words.lang {
        Lang::Fr => format!("tous les partenaires sont de type {}", enumerate(&names, "ou")),
        Lang::En => format!("every partner is of the kind {}", enumerate(&names, "or")),
    }
}

fn partners(words: &Words<'_>, kinds: &[TermId], outside: bool, bounds: Range, negated: bool) -> String {
    let names: Vec<String> = kinds.iter().map(|&kind| words.quoted(kind)).collect();
    let names = enumerate(&names, words.pick("ou", "or"));
    let of_kind = match (words.lang, kinds.is_empty(), outside) {
        (_, true, _) => String::new(),
        (Lang::Fr, false, false) => format!(" de type {names}"),
        (Lang::Fr, false, true) => format!(" d’un autre type que {names}"),
        (Lang::En, false, false) => format!(" of the kind {names}"),
        (Lang::En, false, true) => format!(" of another kind than {names}"),
    };
    let one = bounds == Range::SOME;
    let none = bounds == Range::ZERO;
    match (words.lang, one != negated && (one || none), none != negated && (one || none)) {
        (Lang::Fr, true, _) => format!("il y a un partenaire{of_kind}"),
        (Lang::Fr, _, true) => format!("il n’y a aucun partenaire{of_kind}"),
        (Lang::En, true, _) => format!("there is a partner{of_kind}"),
        (Lang::En, _, true) => format!("there is no partner{of_kind}"),
        (Lang::Fr, ..) => {
            let not = if negated { "n’est pas" } else { "est" };
            format!("le nombre de partenaires{of_kind} {not} {}", bound(words, bounds))
        }
        (Lang::En, ..) => {
            let not = if negated { "is not" } else { "is" };
            format!("the number of partners{of_kind} {not} {}", bound(words, bounds))
        }
    }
}

fn bound(words: &Words<'_>, range: Range) -> String {
    match (words.lang, range) {
        (Lang::Fr, Range { min, max }) if min == max => format!("égal à {min}"),
        (Lang::Fr, Range { min, max: Range::NO_LIMIT }) => format!("d’au moins {min}"),
        (Lang::Fr, Range { min: 0, max }) => format!("d’au plus {max}"),
        (Lang::Fr, Range { min, max }) => format!("de {min} à {max}"),
        (Lang::En, Range { min, max }) if min == max => format!("{min}"),
        (Lang::En, Range { min, max: Range::NO_LIMIT }) => format!("at least {min}"),
        (Lang::En, Range { min: 0, max }) => format!("at most {max}"),
        (Lang::En, Range { min, max }) => format!("from {min} to {max}"),
    }
}
