//! Reference cases beside a situation, attribute by attribute. Similarity never changes the ranking: it
//! justifies or contradicts it, in the open.

use crate::base::RuleBase;
use crate::base::facts::Fact;
use crate::base::ids::{CaseId, DimensionId, FormId, QuantityId, TermId};
use crate::base::range::Range;
use crate::base::vocabulary::Vocabulary;
use crate::situation::Situation;

/// A case aligned with a situation.
#[derive(Debug, Clone)]
pub struct Alignment {
    /// The case.
    pub case: CaseId,
    /// From 0 (nothing in common) to 1 (the same on everything known).
    pub similarity: f64,
    /// Dimension by dimension, in the order of the vocabulary.
    pub dimensions: Vec<DimensionAlignment>,
    /// Quantities known in the case.
    pub quantities: Vec<QuantityAlignment>,
}

/// One dimension of an alignment.
#[derive(Debug, Clone)]
pub struct DimensionAlignment {
    /// The dimension.
    pub dimension: DimensionId,
    /// Said in both.
    pub same: Vec<TermId>,
    /// Near without being the same: in the situation, in the case.
    pub near: Vec<(TermId, TermId)>,
    /// Said in the situation only.
    pub only_here: Vec<TermId>,
    /// Said in the case only.
    pub only_there: Vec<TermId>,
    /// The situation does not give this dimension.
    pub unknown: bool,
}

/// One quantity of an alignment.
#[derive(Debug, Clone)]
pub struct QuantityAlignment {
    /// The quantity.
    pub quantity: QuantityId,
    /// Its value in the situation, if known.
    pub here: Option<Range>,
    /// Its value in the case.
    pub there: Range,
}

/// The nearest case of the forms in first place, and the nearest that chose otherwise.
#[derive(Debug, Clone, Default)]
pub struct Precedents {
    /// Nearest case that chose one of the first forms.
    pub nearest: Option<Alignment>,
    /// Nearest case that chose another.
    pub counter: Option<Alignment>,
}

/// Looks for precedents; with no first form, the nearest case of all is a counter-precedent.
pub fn precedents(base: &RuleBase, situation: &Situation, leaders: &[FormId]) -> Precedents {
    let agrees = |case: CaseId| base.case(case).form().is_some_and(|form| leaders.contains(&form));
    Precedents {
        nearest: nearest(base, situation, agrees),
        counter: nearest(base, situation, |case| !agrees(case)),
    }
}

/// The nearest of the cases kept that has something in common with the situation; the first of the base
/// when several are as near.
pub fn nearest(base: &RuleBase, situation: &Situation, keep: impl Fn(CaseId) -> bool) -> Option<Alignment> {
    let mut best: Option<Alignment> = None;
    for case in (0..base.cases.len()).map(CaseId::new).filter(|&case| keep(case)) {
        let alignment = align(base, situation, case);
        let something = alignment.dimensions.iter().any(|d| !d.same.is_empty());
        if something && best.as_ref().is_none_or(|best| alignment.similarity > best.similarity) {
            best = Some(alignment);
        }
    }
    best
}

/// The cases kept that have something in common with the situation, nearest first, so many at most.
pub fn nearest_few(
    base: &RuleBase,
    situation: &Situation,
    most: usize,
    keep: impl Fn(CaseId) -> bool,
) -> Vec<CaseId> {
    let mut found: Vec<CaseId> = Vec::new();
    while found.len() < most {
        let Some(next) = nearest(base, situation, |case| keep(case) && !found.contains(&case)) else { break };
        found.push(next.case);
    }
    found
}

/// Aligns a case with a situation. Within a dimension, the mean over the terms of both sides of the best
/// Wu–Palmer similarity (Wu and Palmer 1994); over dimensions, the mean by the weights of the vocabulary.
pub fn align(base: &RuleBase, situation: &Situation, case: CaseId) -> Alignment {
    let vocabulary = &base.vocabulary;
    let other = &base.case(case).situation;
    let mut dimensions = Vec::new();
    let (mut sum, mut weights) = (0.0, 0.0);
    for index in 0..vocabulary.dimensions.len() {
        let dimension = DimensionId::new(index);
        let (here, there) = (said(situation, dimension, vocabulary), said(other, dimension, vocabulary));
        if there.is_empty() {
            continue;
        }
        let weight = f64::from(vocabulary.dimension(dimension).weight);
        let given = situation.said.given.contains(&dimension);
        // What the situation does not say is neither alike nor different.
        if given {
            sum += weight * likeness(&here, &there, vocabulary);
            weights += weight;
        }
        dimensions.push(DimensionAlignment {
            unknown: !given,
            ..align_terms(dimension, &here, &there, vocabulary)
        });
    }
    let quantities = other.said.quantities.iter().map(|&(quantity, there)| {
        let here = situation.said.quantities.iter().find(|(q, _)| *q == quantity).map(|(_, range)| *range);
        QuantityAlignment { quantity, here, there }
    });
    let similarity = if weights > 0.0 { sum / weights } else { 0.0 };
    Alignment { case, similarity, dimensions, quantities: quantities.collect() }
}

/// The terms said to be so, each once.
fn said(situation: &Situation, dimension: DimensionId, vocabulary: &Vocabulary) -> Vec<TermId> {
    let terms = situation.said.terms.iter().filter(|(_, fact)| *fact == Fact::Yes).map(|(term, _)| *term);
    let partners = situation.said.partners.iter().filter(|(_, range)| range.max > 0).map(|(kind, _)| *kind);
    let mut all: Vec<TermId> =
        terms.chain(partners).filter(|&t| vocabulary.term(t).dimension == dimension).collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn likeness(here: &[TermId], there: &[TermId], vocabulary: &Vocabulary) -> f64 {
    let best = |term: TermId, others: &[TermId]| {
        others.iter().map(|&other| wu_palmer(term, other, vocabulary)).fold(0.0, f64::max)
    };
    let sum: f64 =
        here.iter().map(|&t| best(t, there)).sum::<f64>() + there.iter().map(|&t| best(t, here)).sum::<f64>();
    sum / (here.len() + there.len()) as f64
}

/// `2·depth(c) / (depth(a) + depth(b))` where `c` is the deepest common broader term; the dimension itself
/// is at depth 0, so unrelated terms have nothing in common.
fn wu_palmer(one: TermId, other: TermId, vocabulary: &Vocabulary) -> f64 {
    let lineage = |term: TermId| vocabulary.term(term).ancestors.iter().copied().chain([term]);
    let common =
        lineage(one).filter(|&t| vocabulary.is_within(other, t)).map(|t| vocabulary.term(t).depth).max();
    let Some(common) = common else { return 0.0 };
    2.0 * f64::from(common) / f64::from(vocabulary.term(one).depth + vocabulary.term(other).depth)
}

fn align_terms(
    dimension: DimensionId,
    here: &[TermId],
    there: &[TermId],
    vocabulary: &Vocabulary,
) -> DimensionAlignment {
    let same: Vec<TermId> = here.iter().filter(|t| there.contains(t)).copied().collect();
    let mut near: Vec<(TermId, TermId)> = Vec::new();
    for &one in here.iter().filter(|t| !same.contains(t)) {
        let kin = |other: &&TermId| {
            !same.contains(other)
                && !near.iter().any(|(_, taken)| taken == *other)
                && (vocabulary.is_within(one, **other) || vocabulary.is_within(**other, one))
        };
        if let Some(&other) = there.iter().find(kin) {
            near.push((one, other));
        }
    }
    let left = |terms: &[TermId], matched: &dyn Fn(TermId) -> bool| {
        terms.iter().copied().filter(|&t| !same.contains(&t) && !matched(t)).collect()
    };
    DimensionAlignment {
        dimension,
        only_here: left(here, &|t| near.iter().any(|(one, _)| *one == t)),
        only_there: left(there, &|t| near.iter().any(|(_, other)| *other == t)),
        same,
        near,
        unknown: false,
    }
}
