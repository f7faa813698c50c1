//! What was said of a situation, heading by heading, as it was understood.

use crate::base::facts::Fact;
use crate::base::ids::{DimensionId, TermId};
use crate::render::words::Words;
use crate::situation::Situation;
use crate::text::Lang;

/// The title of what is told of a situation.
pub(super) fn title(words: &Words<'_>, situation: &Situation) -> String {
    situation.name.clone().unwrap_or_else(|| words.pick("Votre situation", "Your situation").to_owned())
}

/// So many answers « no » under a heading are listed at most.
const DENIED: usize = 4;

/// Every answer given, heading by heading, as it was understood.
pub fn read_as(words: &Words<'_>, situation: &Situation) -> Vec<(String, Vec<String>)> {
    let vocabulary = &words.base.vocabulary;
    let said = &situation.said;
    let mut all = Vec::new();
    for (index, dimension) in vocabulary.dimensions.iter().enumerate() {
        let id = DimensionId::new(index);
        let here = |term: &TermId| vocabulary.term(*term).dimension == id;
        let mut values: Vec<String> = said
            .partners
            .iter()
            .filter(|(kind, count)| here(kind) && count.max > 0)
            .map(|(kind, n)| words.partner(*kind, *n))
            .collect();
        let denied = said.terms.iter().filter(|(term, fact)| here(term) && *fact == Fact::No).count();
        for (term, fact) in said.terms.iter().filter(|(term, _)| here(term)) {
            if *fact != Fact::No || denied <= DENIED {
                values.push(words.answer(*term, *fact));
            }
        }
        if denied > DENIED {
            let rest = match words.lang {
                Lang::Fr => format!("{denied} autres : non"),
                Lang::En => format!("{denied} others: no"),
            };
            values.push(rest);
        }
        if said.unknown_dimensions.contains(&id) {
            let rest = !values.is_empty();
            values.push(
                match rest {
                    true => words.pick("le reste : je ne sais pas", "the rest: I do not know"),
                    false => words.pick("je ne sais pas", "I do not know"),
                }
                .to_owned(),
            );
        }
        if values.is_empty() && said.given.contains(&id) {
            values.push(words.pick("rien", "nothing").to_owned());
        }
        if !values.is_empty() {
            all.push((dimension.label.get(words.lang).to_owned(), values));
        }
    }
    for (quantity, range) in &said.quantities {
        let label = vocabulary.quantities[quantity.index()].label.get(words.lang);
        all.push((label.to_owned(), vec![words.range(*range)]));
    }
    all
}
