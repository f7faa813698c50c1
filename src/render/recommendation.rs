//! The page of a recommendation: the sentence, the balance, the requirements, the other forms, the cases.

use crate::base::case::Chosen;
use crate::base::facts::Fact;
use crate::base::ids::{DimensionId, FormId, TermId};
use crate::base::truth::Truth;
use crate::engine::outcome::{Outcome, Status};
use crate::explain::precedents::{Alignment, DimensionAlignment};
use crate::explain::{Candidate, Explanation, Reason};
use crate::render::alternatives::others;
use crate::render::page::{Item, Page};
use crate::render::words::{Words, lower_first, sentence};
use crate::situation::Situation;
use crate::text::Lang;

/// The page of one outcome.
pub fn recommendation(
    words: &Words<'_>,
    situation: &Situation,
    outcome: &Outcome,
    explanation: &Explanation,
) -> Page {
    let title =
        situation.name.clone().unwrap_or_else(|| words.pick("Votre situation", "Your situation").to_owned());
    let mut page = Page::new(words.lang, title);
    let leaders = outcome.leaders();
    let enough = outcome.could_recommend.is_none();
    page.lead(match enough {
        true => words.opening(leaders, &explanation.decisive, explanation.reservation),
        false => words.not_enough(),
    });
    if let Some(robustness) = outcome.robustness {
        let first = &explanation.candidates[0];
        let to_check = first.requirements.iter().filter(|r| r.truth == Truth::Unknown).count();
        page.paragraph(words.robustness_sentence(robustness, to_check));
    }
    if leaders.is_empty() {
        pointers(&mut page, words, explanation);
    }
    if let Some(form) = outcome.could_recommend
        && let Some(candidate) = explanation.candidates.iter().find(|c| c.form == form)
    {
        not_said(&mut page, words, situation, candidate);
    }
    for candidate in explanation.candidates.iter().take(leaders.len()) {
        if leaders.len() > 1 {
            page.subheading(words.heading(candidate.form));
        }
        balance(&mut page, words, situation, candidate);
    }
    others(&mut page, words, explanation, leaders);
    cases(&mut page, words, explanation, leaders);
    neighbours(&mut page, words, leaders);
    if !leaders.is_empty() {
        pointers(&mut page, words, explanation);
    }
    reminders(&mut page, words, explanation);
    said(&mut page, words, situation);
    page.foot(words.caution());
    page
}

fn balance(page: &mut Page, words: &Words<'_>, situation: &Situation, candidate: &Candidate) {
    page.heading(words.pick("Arguments pour", "Arguments for"));
    page.list(candidate.arguments.iter().map(|reason| argument(words, reason)));
    page.heading(words.pick("Réserves", "Reservations"));
    if candidate.reservations.is_empty() {
        page.paragraph(
            words.pick(
                "Aucune réserve ne ressort de vos réponses.",
                "No reservation follows from your answers.",
            ),
        );
    }
    page.list(candidate.reservations.iter().map(|reason| argument(words, reason)));
    page.heading(words.pick("Conditions impératives", "Requirements"));
    page.list(candidate.requirements.iter().map(|reason| requirement(words, reason)));
    not_said(page, words, situation, candidate);
}

fn argument(words: &Words<'_>, reason: &Reason) -> Item {
    words.weighed(reason.rule).detail(words.evidence(&reason.evidence)).detail(words.support(reason.rule))
}

fn requirement(words: &Words<'_>, reason: &Reason) -> Item {
    let mut item = Item::marked(words.requirement_status(reason.truth), sentence(words.clause(reason.rule)));
    if reason.truth != Truth::Unknown {
        item = item.detail(words.evidence(&reason.evidence));
    }
    item.detail(words.support(reason.rule))
}

/// What is not known, with the number of requirements, arguments and reservations that hang on it:
/// requirements first, then by number.
fn waiting(words: &Words<'_>, situation: &Situation, candidate: &Candidate) -> Vec<Item> {
    let mut subjects: Vec<(String, [usize; 3])> = Vec::new();
    let open = candidate.requirements.iter().filter(|reason| reason.truth == Truth::Unknown).map(|r| (r, 0));
    let soft = candidate.open.iter().map(|reason| (reason, if reason.points > 0 { 1 } else { 2 }));
    for (reason, place) in open.chain(soft) {
        let mut named: Vec<String> = Vec::new();
        for unknown in &reason.evidence {
            let subject = words.not_known(unknown, &situation.said);
            if named.contains(&subject) {
                continue;
            }
            named.push(subject.clone());
            match subjects.iter_mut().find(|(known, _)| *known == subject) {
                Some((_, counts)) => counts[place] += 1,
                None => {
                    let mut counts = [0; 3];
                    counts[place] = 1;
                    subjects.push((subject, counts));
                }
            }
        }
    }
    subjects.sort_by_key(|(_, counts)| std::cmp::Reverse((counts[0], counts[1] + counts[2])));
    let line = |(subject, counts): (String, [usize; 3])| {
        Item::text(format!("{subject}{} {}.", words.pick(" :", ":"), words.depend(counts)))
    };
    subjects.into_iter().map(line).collect()
}

fn not_said(page: &mut Page, words: &Words<'_>, situation: &Situation, candidate: &Candidate) {
    let waiting = waiting(words, situation, candidate);
    if !waiting.is_empty() {
        page.heading(
            words.pick("Ce que vos réponses ne disent pas encore", "What your answers do not say yet"),
        );
        page.list(waiting);
    }
}

fn cases(page: &mut Page, words: &Words<'_>, explanation: &Explanation, leaders: &[FormId]) {
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

fn neighbours(page: &mut Page, words: &Words<'_>, leaders: &[FormId]) {
    let [first] = leaders else { return };
    let form = words.base.form(*first);
    if form.combines_with.is_empty() && form.leads_to.is_empty() {
        return;
    }
    page.heading(words.pick("Combinaisons et suites", "Combinations and next steps"));
    let with = form.combines_with.iter().map(|other| {
        let (name, how) = (words.the(other.form), other.text.get(words.lang));
        Item::text(match words.lang {
            Lang::Fr => format!("À combiner avec {name} : {how}."),
            Lang::En => format!("To be combined with {name}: {how}."),
        })
    });
    let next = form.leads_to.iter().map(|other| {
        let (name, when) = (words.the(other.form), other.text.get(words.lang));
        Item::text(match words.lang {
            Lang::Fr => format!("Peut préparer {name}, quand {when}."),
            Lang::En => format!("May lead to {name}, when {when}."),
        })
    });
    page.list(with.chain(next));
}

fn pointers(page: &mut Page, words: &Words<'_>, explanation: &Explanation) {
    if explanation.pointers.is_empty() {
        return;
    }
    page.heading(words.pick("À regarder hors de ce catalogue", "To look at outside this catalogue"));
    page.list(explanation.pointers.iter().map(|reason| {
        Item::text(sentence(&words.pointer(reason.rule))).detail(words.evidence(&reason.evidence))
    }));
}

fn reminders(page: &mut Page, words: &Words<'_>, explanation: &Explanation) {
    if explanation.reminders.is_empty() {
        return;
    }
    page.heading(words.pick("À garder en tête", "To keep in mind"));
    page.list(explanation.reminders.iter().map(|reason| {
        Item::text(sentence(words.clause(reason.rule))).detail(words.evidence(&reason.evidence))
    }));
}

fn said(page: &mut Page, words: &Words<'_>, situation: &Situation) {
    if situation.said.is_empty() {
        return;
    }
    page.heading(words.pick("Ce que vous avez dit", "What you said"));
    page.list(
        read_as(words, situation)
            .into_iter()
            .map(|(label, values)| Item::marked(label, values.join(words.pick(" ; ", "; ")))),
    );
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

/// The labels of a form's requirements to check, for a cell of a table.
pub fn to_check(words: &Words<'_>, outcome: &Outcome) -> Vec<String> {
    let Some(&first) = outcome.leaders().first() else { return Vec::new() };
    if outcome.standing(first).status != Status::ToCheck {
        return Vec::new();
    }
    let rules = words.base.form(first).requirements.clone().map(crate::base::ids::RuleId::new);
    rules
        .filter(|&rule| outcome.truth(rule) == Truth::Unknown)
        .map(|rule| words.clause(rule).to_owned())
        .collect()
}
