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

/// So many answers « no », and so many « I do not know », are listed under a heading at most.
const LISTED: usize = 4;

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
        let count =
            |wanted: Fact| said.terms.iter().filter(|(term, fact)| here(term) && *fact == wanted).count();
        let (denied, unknown) = (count(Fact::No), count(Fact::Unknown));
        for (term, fact) in said.terms.iter().filter(|(term, _)| here(term)) {
            let many = match fact {
                Fact::No => denied > LISTED,
                Fact::Unknown => unknown > LISTED,
                Fact::Yes | Fact::Unasked => false,
            };
            if !many {
                values.push(words.answer(*term, *fact));
            }
        }
        for (count, fr, en) in [(denied, "non", "no"), (unknown, "je ne sais pas", "I do not know")] {
            if count > LISTED {
                values.push(match words.lang {
                    Lang::Fr => format!("{count} autres : {fr}"),
                    Lang::En => format!("{count} others: {en}"),
                });
            }
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
