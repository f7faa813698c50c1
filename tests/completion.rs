//! Random completions of an incomplete situation: what the words "whatever the missing answers" range over.

use coopform::base::RuleBase;
use coopform::base::facts::{Fact, Facts, Said};
use coopform::base::ids::{DimensionId, TermId};
use coopform::base::range::Range;

use crate::random::Dice;

/// One way of completing what was said: every fact known, nothing said contradicted.
pub(crate) fn complete(dice: &mut Dice, base: &RuleBase, said: &Said) -> Said {
    let vocabulary = &base.vocabulary;
    let mut whole = said.clone();
    let partners_given = !said.unknown_dimensions.iter().any(|d| vocabulary.dimension(*d).counted)
        && said.given.iter().any(|d| vocabulary.dimension(*d).counted);
    whole.unknown_dimensions.clear();
    for (index, dimension) in vocabulary.dimensions.iter().enumerate() {
        whole.give(DimensionId::new(index));
        if dimension.counted {
            whole.partners = partners(dice, base, index, said, partners_given);
            continue;
        }
        // The narrowest first: a broader term that was open only through them follows from them.
        let mut terms: Vec<TermId> = dimension.terms.clone().map(TermId::new).collect();
        terms.sort_by_key(|term| std::cmp::Reverse(vocabulary.term(*term).depth));
        for term in terms {
            // What is known of the term once the answers drawn so far are taken in; heading by heading, as
            // the person left them.
            let mut open = said.clone();
            open.terms = whole.terms.iter().copied().filter(|(_, fact)| *fact != Fact::Unknown).collect();
            let drawn: Vec<TermId> = open.terms.iter().map(|(t, _)| *t).collect();
            let still_open = said.terms.iter().filter(|(t, f)| *f == Fact::Unknown && !drawn.contains(t));
            open.terms.extend(still_open);
            let known = Facts::from_said(vocabulary, &open).term(term);
            if matches!(known, Fact::Yes | Fact::No) {
                continue;
            }
            let fact = if dice.once_in(2) { Fact::Yes } else { Fact::No };
            whole.terms.retain(|(t, _)| *t != term);
            whole.terms.push((term, fact));
        }
        whole.terms.retain(|(term, fact)| {
            vocabulary.term(*term).dimension != DimensionId::new(index) || *fact != Fact::Unknown
        });
        // Every fact is written out, so that silence says nothing more.
        let mut open = said.clone();
        open.terms = whole.terms.clone();
        let facts = Facts::from_said(vocabulary, &open);
        for term in dimension.terms.clone().map(TermId::new) {
            if !whole.terms.iter().any(|(t, _)| *t == term) {
                whole.terms.push((term, facts.term(term)));
            }
        }
    }
    for (_, range) in &mut whole.quantities {
        *range = drawn(dice, *range);
    }
    whole
}

fn drawn(dice: &mut Dice, range: Range) -> Range {
    let most = range.max.min(range.min + 4);
    Range::exactly(range.min + dice.below((most - range.min + 1) as usize) as u32)
}

/// Partners of the narrowest kinds that what was said allows.
fn partners(
    dice: &mut Dice,
    base: &RuleBase,
    index: usize,
    said: &Said,
    given: bool,
) -> Vec<(TermId, Range)> {
    let vocabulary = &base.vocabulary;
    let mut all = Said::default();
    let narrowest = |dice: &mut Dice, kind: TermId| {
        let mut within: Vec<TermId> = vocabulary.term(kind).descendants.clone();
        within.push(kind);
        // A partner keeps its standing: who can sign stays someone who can sign.
        within.retain(|&k| vocabulary.term(k).party == vocabulary.term(kind).party);
        within[dice.below(within.len())]
    };
    for &(kind, range) in &said.partners {
        for _ in 0..drawn(dice, range).min {
            let kind = narrowest(dice, kind);
            all.partner(kind, Range::exactly(1));
        }
    }
    if !given {
        for kind in vocabulary.dimensions[index].terms.clone().map(TermId::new) {
            if dice.once_in(3) {
                all.partner(kind, Range::exactly(1 + dice.below(2) as u32));
            }
        }
    }
    all.partners
}
