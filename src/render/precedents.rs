//! Reference cases beside a situation: what they have in common with it, what differs, what is not said.

use serde::Serialize;

use crate::base::case::Chosen;
use crate::base::ids::{DimensionId, FormId, TermId};
use crate::base::range::Range;
use crate::explain::Explanation;
use crate::explain::precedents::{Alignment, DimensionAlignment, Precedents};
use crate::render::page::{Item, Page};
use crate::render::words::{Words, lower_first};
use crate::text::Lang;

/// The nearest case of the first forms, and the nearest that chose otherwise.
pub(super) fn cases(page: &mut Page, words: &Words<'_>, explanation: &Explanation, leaders: &[FormId]) {
    let precedents = &explanation.precedents;
    if precedents.nearest.is_none() && precedents.counter.is_none() {
        return;
    }
    page.heading(words.pick("Cas de référence", "Reference cases"));
    let items = [&precedents.nearest, &precedents.counter].into_iter().flatten();
    page.list(items.map(|alignment| case(words, alignment, leaders)));
}

fn case(words: &Words<'_>, alignment: &Alignment, leaders: &[FormId]) -> Item {
    let case = words.base.case(alignment.case);
    let (name, year) = (words.marks(case.name.get(words.lang)), case.year.get(words.lang));
    let (chosen, led_to) = match &case.chosen.value {
        Chosen::Form(form) => (words.the(*form), words.to_the(*form)),
        Chosen::Outside(text) => {
            (text.get(words.lang).to_owned(), format!("{} {}", words.pick("à", "to"), text.get(words.lang)))
        }
    };
    let first = case.form().is_some_and(|form| leaders.contains(&form));
    let text = match (words.lang, first, leaders.is_empty()) {
        (Lang::Fr, true, _) => format!("Cas le plus proche ayant conduit {led_to} : {name} ({year})."),
        (Lang::Fr, _, true) => format!("Cas le plus proche : {name} ({year}), qui a conduit {led_to}."),
        (Lang::Fr, ..) => format!("Cas proche ayant conduit à un autre choix, {chosen} : {name} ({year})."),
        (Lang::En, true, _) => format!("Nearest case that led {led_to}: {name} ({year})."),
        (Lang::En, _, true) => format!("Nearest case: {name} ({year}), which led {led_to}."),
        (Lang::En, ..) => format!("Near case that led to another choice, {chosen}: {name} ({year})."),
    };
    let dissent = case.dissent.as_ref().map(|d| d.value.get(words.lang)).unwrap_or_default();
    let (alike, differing) = (alike(words, alignment), differing(words, alignment));
    let none = |fr, en| vec![words.pick(fr, en).to_owned()];
    let alike = if alike.is_empty() { none("aucun", "nothing") } else { alike };
    let differing = if differing.is_empty() { none("aucune", "none") } else { differing };
    let item = Item::text(text)
        .detail(line(words, words.pick("Points communs", "In common"), &alike))
        .detail(line(words, words.pick("Différences", "Differences"), &differing));
    let unstated = unstated(words, alignment);
    if unstated.is_empty() {
        return item.detail(dissent);
    }
    item.detail(line(
        words,
        words.pick("Non précisé dans votre situation", "Not stated in your situation"),
        &unstated,
    ))
    .detail(dissent)
}

fn line(words: &Words<'_>, label: &str, parts: &[String]) -> String {
    format!("{label}{} {}.", words.pick(" :", ":"), parts.join(words.pick(" ; ", "; ")))
}

fn alike(words: &Words<'_>, alignment: &Alignment) -> Vec<String> {
    let mut parts: Vec<String> = alignment
        .dimensions
        .iter()
        .filter(|d| !d.same.is_empty())
        .map(|d| format!("{} ({})", dimension(words, d.dimension), terms(words, &d.same)))
        .collect();
    for quantity in alignment.quantities.iter().filter(|q| q.here == Some(q.there)) {
        let label = words.base.vocabulary.quantities[quantity.quantity.index()].label.get(words.lang);
        parts.push(format!("{} ({})", lower_first(label), words.range(quantity.there)));
    }
    parts
}

fn differing(words: &Words<'_>, alignment: &Alignment) -> Vec<String> {
    let mut parts = Vec::new();
    for d in alignment.dimensions.iter().filter(|d| !d.unknown) {
        parts.extend(difference(words, d));
    }
    for quantity in &alignment.quantities {
        let Some(here) = quantity.here.filter(|here| *here != quantity.there) else { continue };
        let label = words.base.vocabulary.quantities[quantity.quantity.index()].label.get(words.lang);
        parts.push(here_and_there(
            words,
            &lower_first(label),
            &words.range(here),
            &words.range(quantity.there),
        ));
    }
    parts
}

fn difference(words: &Words<'_>, d: &DimensionAlignment) -> Option<String> {
    let here: Vec<TermId> = d.near.iter().map(|(here, _)| *here).chain(d.only_here.iter().copied()).collect();
    let there: Vec<TermId> =
        d.near.iter().map(|(_, there)| *there).chain(d.only_there.iter().copied()).collect();
    let (label, here, there) = (dimension(words, d.dimension), terms(words, &here), terms(words, &there));
    (!here.is_empty() || !there.is_empty()).then(|| here_and_there(words, &label, &here, &there))
}

/// « enjeux (ici « A » ; dans ce cas « B ») »
fn here_and_there(words: &Words<'_>, label: &str, here: &str, there: &str) -> String {
    let side = |name: &str, list: &str| (!list.is_empty()).then(|| format!("{name} {list}"));
    let sides =
        [side(words.pick("ici", "here"), here), side(words.pick("dans ce cas", "in that case"), there)];
    let sides: Vec<String> = sides.into_iter().flatten().collect();
    format!("{label} ({})", sides.join(words.pick(" ; ", "; ")))
}

fn unstated(words: &Words<'_>, alignment: &Alignment) -> Vec<String> {
    let dimensions = alignment.dimensions.iter().filter(|d| d.unknown).map(|d| dimension(words, d.dimension));
    let quantities = alignment
        .quantities
        .iter()
        .filter(|q| q.here.is_none())
        .map(|q| lower_first(words.base.vocabulary.quantities[q.quantity.index()].label.get(words.lang)));
    dimensions.chain(quantities).collect()
}

fn dimension(words: &Words<'_>, id: DimensionId) -> String {
    lower_first(words.base.vocabulary.dimension(id).label.get(words.lang))
}

fn terms(words: &Words<'_>, terms: &[TermId]) -> String {
    terms.iter().map(|&term| words.quoted(term)).collect::<Vec<_>>().join(", ")
}

/// The precedents of a result, as an object.
#[derive(Debug, Serialize)]
pub(super) struct PrecedentsJson<'b> {
    nearest: Option<Precedent<'b>>,
    counter: Option<Precedent<'b>>,
}

#[derive(Debug, Serialize)]
struct Precedent<'b> {
    case: &'b str,
    form: Option<&'b str>,
    similarity: f64,
    same: Vec<&'b str>,
    near: Vec<[&'b str; 2]>,
    only_here: Vec<&'b str>,
    only_there: Vec<&'b str>,
    quantities: Vec<QuantityPair<'b>>,
    unknown: Vec<&'b str>,
}

#[derive(Debug, Serialize)]
struct QuantityPair<'b> {
    quantity: &'b str,
    here: Option<[Option<u32>; 2]>,
    there: [Option<u32>; 2],
}

impl<'b> Words<'b> {
    /// The precedents of a result, for a JSON object.
    pub(super) fn precedents_json(&self, precedents: &Precedents) -> PrecedentsJson<'b> {
        PrecedentsJson {
            nearest: precedents.nearest.as_ref().map(|alignment| self.precedent(alignment)),
            counter: precedents.counter.as_ref().map(|alignment| self.precedent(alignment)),
        }
    }

    fn precedent(&self, alignment: &Alignment) -> Precedent<'b> {
        let all = |pick: fn(&crate::explain::precedents::DimensionAlignment) -> &Vec<TermId>| {
            alignment.dimensions.iter().flat_map(pick).map(|&t| self.term_id(t)).collect()
        };
        let near = alignment.dimensions.iter().flat_map(|d| &d.near);
        Precedent {
            case: self.case_id(alignment.case),
            form: self.base.case(alignment.case).form().map(|form| self.form_id(form)),
            similarity: (alignment.similarity * 1000.0).round() / 1000.0,
            same: all(|d| &d.same),
            near: near.map(|&(here, there)| [self.term_id(here), self.term_id(there)]).collect(),
            only_here: all(|d| &d.only_here),
            only_there: all(|d| &d.only_there),
            quantities: alignment
                .quantities
                .iter()
                .map(|q| QuantityPair {
                    quantity: self.quantity_id(q.quantity),
                    here: q.here.map(Range::bounds),
                    there: q.there.bounds(),
                })
                .collect(),
            unknown: alignment
                .dimensions
                .iter()
                .filter(|d| d.unknown)
                .map(|d| self.dimension_id(d.dimension))
                .collect(),
        }
    }
}
