//! What a trainer prints: the case without its answer, the solution, cards to play and to vote with, a blank grid.
//! A4, black and white, two pages at most each.

use crate::base::ids::FormId;
use crate::base::truth::Truth;
use crate::explain::Candidate;
use crate::render::alternatives::why_not;
use crate::render::cards::Card;
use crate::render::kit::sealed::{debrief, retained};
use crate::render::kit::{case_title, headings};
use crate::render::page::{Item, Page, typeset};
use crate::render::words::{Words, sentence, upper_first};
use crate::text::Text;
use crate::train::Exercise;

/// So many arguments are told on the solution sheet.
const ARGUMENTS: usize = 6;
/// Blank lines to write on.
const LINES: usize = 3;

/// The case, without its answer: the account, the forms to choose among, room to write.
pub fn case(words: &Words<'_>, index: usize, exercise: &Exercise, options: &[FormId]) -> Page {
    let mut page = Page::new(words.lang, case_title(words, index));
    page.lead(words.pick(
        "Lisez le cas, choisissez seul une forme, puis discutez-en.",
        "Read the case, choose a form alone, then discuss it.",
    ));
    for heading in headings(words, exercise, options) {
        page.heading(heading.label);
        page.list(heading.lines.into_iter().map(Item::text));
    }
    page.heading(words.pick("Votre vote", "Your vote"));
    let header = [
        &upper_first(words.base.vocabulary.form.one.get(words.lang)),
        words.pick("Vote 1", "Vote 1"),
        words.pick("Vote 2", "Vote 2"),
        words.pick("Le fait qui décide", "The fact that decides"),
    ];
    let rows = options
        .iter()
        .map(|&form| vec![words.heading(form).to_owned(), "☐".to_owned(), "☐".to_owned(), blank(30)]);
    let caption = words.pick("Une croix par vote", "One cross a vote");
    page.table(caption, header.map(str::to_owned).to_vec(), rows.collect());
    page.heading(words.pick("Vos notes", "Your notes"));
    (0..LINES).for_each(|_| page.paragraph(blank(70)));
    page.foot(words.caution());
    page
}

fn blank(width: usize) -> String {
    "…".repeat(width / 2)
}

/// The solution: what was chosen, what the rules say, why not the others, what followed.
pub fn solution(words: &Words<'_>, index: usize, exercise: &Exercise, options: &[FormId]) -> Page {
    let base = words.base;
    let case = exercise.subject.case.map(|case| base.case(case));
    let (outcome, explanation) = (&exercise.outcome, &exercise.explanation);
    let own = exercise.subject.situation.name.as_deref().unwrap_or_default();
    let name = case.map_or(own, |case| case.name.get(words.lang));
    let mut page = Page::new(
        words.lang,
        format!("{}{}{name}", case_title(words, index), if name.is_empty() { "" } else { " · " }),
    );
    page.lead(retained(words, exercise));
    if exercise.subject.retained.is_some() {
        page.paragraph(words.pick(
            "Ce choix n’est pas la seule bonne réponse : un autre se défend s’il repose sur les faits.",
            "This choice is not the only right answer: another one holds if it rests on the facts.",
        ));
    }
    page.heading(words.pick("Ce que disent les règles", "What the rules say"));
    page.paragraph(words.verdict(outcome, &explanation.decisive, explanation.reservation));
    page.paragraph(
        case.and_then(|case| case.dissent.as_ref()).map(|d| d.value.get(words.lang)).unwrap_or_default(),
    );
    for candidate in explanation.candidates.iter().take(explanation.leaders) {
        reasons(&mut page, words, candidate);
    }
    page.heading(words.pick("Pourquoi pas les autres ?", "Why not the others?"));
    let first = outcome.leaders().first().copied();
    let others = explanation.candidates.iter().filter(|c| options.contains(&c.form) && c.why_not.is_some());
    page.list(others.map(|candidate| {
        Item::text(why_not(words, candidate.form, candidate.why_not.as_ref(), first).line())
    }));
    if let Some(case) = case {
        let told: Vec<&Text> = [&case.governance, &case.followed].into_iter().flatten().collect();
        if !told.is_empty() {
            page.heading(words.pick("Ce qui s’est passé", "What happened"));
            told.iter().for_each(|text| page.paragraph(text.get(words.lang)));
        }
    }
    page.heading(words.pick("Pour en discuter", "To discuss"));
    page.list(debrief(words, exercise).into_iter().map(Item::text));
    page.foot(words.caution());
    if let Some(code) = &exercise.code {
        page.foot(words.code_of_situation(code));
    }
    page
}

fn reasons(page: &mut Page, words: &Words<'_>, candidate: &Candidate) {
    let argument =
        |reason: &crate::explain::Reason| words.weighed(reason.rule).detail(words.support(reason.rule));
    page.subheading(words.pick("Arguments pour", "Arguments for"));
    page.list(candidate.arguments.iter().take(ARGUMENTS).map(argument));
    if !candidate.reservations.is_empty() {
        page.subheading(words.pick("Réserves", "Reservations"));
        page.list(candidate.reservations.iter().take(ARGUMENTS).map(argument));
    }
    let open = candidate.requirements.iter().filter(|reason| reason.truth == Truth::Unknown);
    let open: Vec<Item> = open
        .map(|reason| Item::text(sentence(words.clause(reason.rule))).detail(words.support(reason.rule)))
        .collect();
    if !open.is_empty() {
        page.subheading(words.pick("À vérifier avant de signer", "To check before signing"));
        page.list(open);
    }
}

/// A grid to fill in: what each heading says for and against each form.
pub fn grid(words: &Words<'_>, options: &[FormId]) -> Page {
    let mut page = Page::new(words.lang, words.pick("Grille d’analyse", "Analysis grid"));
    page.lead(words.pick(
        "Pour chaque rubrique, notez ce qui plaide pour ou contre chaque forme : + ou −, et pourquoi.",
        "For each heading, note what speaks for or against each form: + or −, and why.",
    ));
    let mut header = vec![words.pick("Rubrique", "Heading").to_owned()];
    header.extend(options.iter().map(|&form| words.heading(form).to_owned()));
    let headings = words.base.vocabulary.dimensions.iter().map(|dimension| dimension.label.get(words.lang));
    let more = [
        words.pick("Conditions à vérifier", "Requirements to check"),
        words.pick("Votre choix", "Your choice"),
    ];
    let row = |label: &str| {
        // A row as high as three lines of handwriting.
        std::iter::once(label.to_owned()).chain(options.iter().map(|_| "\n\n\n".to_owned())).collect()
    };
    let caption = words.pick("À remplir à la main", "To be filled in by hand");
    page.table(caption, header, headings.chain(more).map(row).collect());
    page.foot(words.caution());
    page
}

/// Cards of the roles to play.
pub fn roles(words: &Words<'_>) -> Vec<Card> {
    let role = |role: &crate::base::training::Role| Card {
        title: typeset(words.lang, role.title.get(words.lang)),
        lines: vec![
            typeset(
                words.lang,
                &format!(
                    "{}{} {}.",
                    words.pick("Vous cherchez", "You seek"),
                    words.pick(" :", ":"),
                    role.seeks.get(words.lang)
                ),
            ),
            typeset(words.lang, role.asks.get(words.lang)),
        ],
    };
    words.base.training.roles.iter().map(role).collect()
}

/// Cards to raise for a vote, one a form, with its number in the class.
pub fn votes(words: &Words<'_>, options: &[FormId]) -> Vec<Card> {
    let card = |(index, &form): (usize, &FormId)| Card {
        title: (index + 1).to_string(),
        lines: vec![typeset(words.lang, words.heading(form))],
    };
    options.iter().enumerate().map(card).collect()
}
