//! The questionnaire as its authors wrote it: themes, questions, what each answer says of the situation.
//! In which order they are asked, and when they stop, is the business of `interview`.

use std::collections::HashMap;
use std::ops::Range as Span;

use crate::base::condition::Condition;
use crate::base::facts::{Fact, Said};
use crate::base::ids::{DimensionId, QuantityId, QuestionId, TermId};
use crate::base::range::Range;
use crate::base::vocabulary::{Vocabulary, unique};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::read::{self, Table};
use crate::source::At;
use crate::text::Text;
use crate::tree::{Document, Node};

/// What a question lets one answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// One choice.
    One,
    /// Any number of choices, none included.
    Several,
    /// Kinds of partners, and how many of each.
    Parties,
    /// A number.
    Number(QuantityId),
}

/// One of the answers that a question offers.
#[derive(Debug, Clone)]
pub struct Choice {
    /// Name in files of answers, unique in its question.
    pub id: At<String>,
    /// What is shown.
    pub label: Text,
    /// What it means.
    pub definition: Text,
    /// The terms that it makes so.
    pub sets: Vec<TermId>,
}

/// One question.
#[derive(Debug, Clone)]
pub struct Question {
    /// Name in files of answers.
    pub id: At<String>,
    /// Index of its theme.
    pub theme: usize,
    /// What it lets one answer.
    pub kind: Kind,
    /// The question itself.
    pub ask: Text,
    /// How to decide, or an example.
    pub hint: Text,
    /// Who knows the answer: a noun that follows « demandez à ».
    pub who: Option<Text>,
    /// It is asked only when this holds.
    pub when: Option<Condition>,
    /// The answers offered; none for a number.
    pub choices: Vec<Choice>,
}

/// Questions asked together.
#[derive(Debug, Clone)]
pub struct Theme {
    /// Name in files.
    pub id: At<String>,
    /// Heading.
    pub label: Text,
    /// Its questions, a range of [`Questionnaire::questions`].
    pub questions: Span<usize>,
}

/// What the opening page says.
#[derive(Debug, Clone, Default)]
pub struct Start {
    /// What one leaves with.
    pub purpose: Text,
    /// How many questions, and how long.
    pub length: Text,
    /// What to have at hand.
    pub at_hand: Text,
    /// What the tool is not.
    pub is_not: Text,
}

/// Every question, theme after theme, in the order of the authors.
#[derive(Debug, Clone, Default)]
pub struct Questionnaire {
    /// The opening page.
    pub start: Start,
    /// In the order in which they are gone through.
    pub themes: Vec<Theme>,
    /// Theme after theme.
    pub questions: Vec<Question>,
    /// Terms that the authors chose not to ask about.
    pub not_asked: Vec<TermId>,
    /// Kinds of partners that no question offers.
    pub not_offered: Vec<TermId>,
}

/// An answer to a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Asked, and not known.
    DontKnow,
    /// Choices, by index, increasing.
    Chosen(Vec<usize>),
    /// Kinds of partners, by the index of their choice, increasing, and how many of each.
    Parties(Vec<(usize, Range)>),
    /// A number.
    Number(Range),
}

impl Question {
    /// Adds what an answer says by itself; one of another kind than the question's says nothing.
    fn say(&self, answer: &Answer, vocabulary: &Vocabulary, said: &mut Said) {
        match (answer, self.kind) {
            (Answer::DontKnow, Kind::Number(quantity)) => _ = said.quantity(quantity, Range::ANY),
            (Answer::DontKnow, _) => self.terms().for_each(|term| said.state(term, Fact::Unknown)),
            (Answer::Chosen(chosen), _) => {
                let set = || chosen.iter().filter_map(|&at| self.choices.get(at)).flat_map(|c| &c.sets);
                for term in self.terms() {
                    if set().any(|&yes| yes == term) {
                        said.state(term, Fact::Yes);
                    } else if !set().any(|&yes| vocabulary.is_within(yes, term)) {
                        // What a chosen answer implies is not denied.
                        said.state(term, Fact::No);
                    }
                }
            }
            (Answer::Parties(parties), _) => {
                for (at, choice) in self.choices.iter().enumerate() {
                    let counted = parties.iter().find(|(party, _)| *party == at);
                    let count = counted.map_or(Range::ZERO, |(_, count)| *count);
                    choice.sets.iter().for_each(|&kind| said.partner(kind, count));
                }
            }
            (Answer::Number(range), Kind::Number(quantity)) => _ = said.quantity(quantity, *range),
            (Answer::Number(_), _) => {}
        }
    }

    /// The terms that its choices set.
    pub fn terms(&self) -> impl Iterator<Item = TermId> + '_ {
        self.choices.iter().flat_map(|choice| choice.sets.iter().copied())
    }
}

impl Questionnaire {
    /// Adds what an answer says to what was said. A kind of partner that no question offers is not there, as soon
    /// as partners are told; they are all told when every question about them is answered.
    pub fn say(&self, id: QuestionId, answer: &Answer, vocabulary: &Vocabulary, said: &mut Said) {
        self.question(id).say(answer, vocabulary, said);
        if !matches!(answer, Answer::Parties(_)) {
            return;
        }
        let told = |said: &Said, kind: TermId| said.partners.iter().any(|(known, _)| *known == kind);
        for &kind in self.not_offered.iter().filter(|&&kind| !told(said, kind)).collect::<Vec<_>>() {
            said.partner(kind, Range::ZERO);
        }
        for (index, dimension) in vocabulary.dimensions.iter().enumerate() {
            if dimension.counted && dimension.terms.clone().map(TermId::new).all(|kind| told(said, kind)) {
                said.give(DimensionId::new(index));
            }
        }
    }

    /// The question of an exact id.
    pub fn named(&self, id: &str) -> Option<QuestionId> {
        self.questions.iter().position(|question| question.id.value == id).map(QuestionId::new)
    }

    /// A question.
    pub fn question(&self, id: QuestionId) -> &Question {
        &self.questions[id.index()]
    }

    /// Whether a question asks about such a term.
    pub fn asks(&self, wanted: impl Fn(TermId) -> bool) -> bool {
        self.questions.iter().flat_map(Question::terms).any(wanted)
    }

    /// The question that asks about a term, itself or by a broader or narrower one.
    pub fn about(&self, term: TermId, vocabulary: &Vocabulary) -> Option<QuestionId> {
        let asks = |test: &dyn Fn(TermId) -> bool| {
            self.questions.iter().position(|question| question.terms().any(test)).map(QuestionId::new)
        };
        asks(&|t| t == term)
            .or_else(|| asks(&|t| vocabulary.is_within(t, term)))
            .or_else(|| asks(&|t| vocabulary.is_within(term, t)))
    }

    /// Reads `questions.yaml`.
    pub fn read(
        document: &Document,
        vocabulary: &Vocabulary,
        diagnostics: &mut Diagnostics,
    ) -> Questionnaire {
        let mut all = Questionnaire::default();
        let Some(mut table) = document.root.as_ref().and_then(|root| Table::open(root, diagnostics)) else {
            return all;
        };
        if let Some(node) = table.required("start", diagnostics) {
            all.start = read_start(node, diagnostics).unwrap_or_default();
        }
        if let Some(node) = table.required("themes", diagnostics) {
            for node in read::list(node, diagnostics) {
                all.read_theme(node, vocabulary, diagnostics);
            }
        }
        let not_asked = table.optional("not_asked").map_or(&[][..], |node| read::list(node, diagnostics));
        all.not_asked.extend(not_asked.iter().filter_map(|node| any_term(node, vocabulary, diagnostics)));
        table.finish(&[], diagnostics);
        unique(all.themes.iter().map(|theme| &theme.id), diagnostics);
        unique(all.questions.iter().map(|question| &question.id), diagnostics);
        all.check(vocabulary, diagnostics);
        let kinds = (0..vocabulary.terms.len()).map(TermId::new).filter(|&kind| vocabulary.is_counted(kind));
        let offered =
            |kind: &TermId| all.questions.iter().any(|question| question.terms().any(|t| t == *kind));
        all.not_offered = kinds.filter(|kind| !offered(kind)).collect();
        all
    }

    fn read_theme(&mut self, node: &Node, vocabulary: &Vocabulary, diagnostics: &mut Diagnostics) {
        let Some(mut table) = Table::open(node, diagnostics) else { return };
        let id = table.required("id", diagnostics).and_then(|n| read::id(n, diagnostics));
        let label = table.required("label", diagnostics).and_then(|n| read::bilingual(n, diagnostics));
        let (theme, first) = (self.themes.len(), self.questions.len());
        let questions = table.required("questions", diagnostics);
        let read = |n: &Node, d: &mut Diagnostics| read_question(n, theme, vocabulary, d);
        self.questions.extend(read::many(questions, diagnostics, read));
        table.finish(&[], diagnostics);
        let questions = first..self.questions.len();
        if let (Some(id), Some(label)) = (id, label) {
            self.themes.push(Theme { id, label, questions });
        }
    }

    /// Each term is asked about once, or not at all and said so.
    fn check(&self, vocabulary: &Vocabulary, diagnostics: &mut Diagnostics) {
        let mut asked: HashMap<TermId, &At<String>> = HashMap::new();
        for choice in self.questions.iter().flat_map(|question| &question.choices) {
            for &term in &choice.sets {
                let Some(first) = asked.insert(term, &choice.id) else { continue };
                let name = &vocabulary.term(term).id.value;
                diagnostics.push(
                    Diagnostic::new(
                        Code::AskedTwice,
                        choice.id.span,
                        format!("deux réponses posent `{name}`"),
                        format!("two answers set `{name}`"),
                    )
                    .see(first.span, "la première est ici", "the first one is here")
                    .help("Gardez une seule réponse par terme.", "Keep one answer for each term."),
                );
            }
        }
        for term in (0..vocabulary.terms.len()).map(TermId::new) {
            if !self.questions.is_empty() && !asked.contains_key(&term) && !self.not_asked.contains(&term) {
                let id = &vocabulary.term(term).id;
                diagnostics.push(
                    Diagnostic::new(
                        Code::NeverAsked,
                        id.span,
                        format!("aucune question ne pose `{}`", id.value),
                        format!("no question sets `{}`", id.value),
                    )
                    .help(
                        "Ajoutez une réponse qui le pose, ou nommez-le sous `not_asked`.",
                        "Add an answer that sets it, or name it under `not_asked`.",
                    ),
                );
            }
        }
    }
}

fn read_start(node: &Node, diagnostics: &mut Diagnostics) -> Option<Start> {
    let mut table = Table::open(node, diagnostics)?;
    let mut text = |key| table.required(key, diagnostics).and_then(|n| read::bilingual(n, diagnostics));
    let start = Start {
        purpose: text("purpose").unwrap_or_default(),
        length: text("length").unwrap_or_default(),
        at_hand: text("at_hand").unwrap_or_default(),
        is_not: text("is_not").unwrap_or_default(),
    };
    table.finish(&[], diagnostics);
    Some(start)
}

/// The words for a kind of question in rule files.
const KINDS: [(&str, &str); 4] =
    [("one", "one"), ("several", "several"), ("parties", "parties"), ("number", "number")];

fn read_question(
    node: &Node,
    theme: usize,
    vocabulary: &Vocabulary,
    diagnostics: &mut Diagnostics,
) -> Option<Question> {
    let mut table = Table::open(node, diagnostics)?;
    let id = table.required("id", diagnostics).and_then(|n| read::id(n, diagnostics));
    let kind = table.required("kind", diagnostics).and_then(|n| read::word(n, &KINDS, diagnostics));
    let ask = table.required("ask", diagnostics).and_then(|n| read::bilingual(n, diagnostics));
    let hint = table.required("hint", diagnostics).and_then(|n| read::bilingual(n, diagnostics));
    let who = table.optional("who").and_then(|n| read::bilingual(n, diagnostics));
    let when = table.optional("if").and_then(|n| Condition::read(n, vocabulary, diagnostics));
    let counted = kind == Some("parties");
    let (kind, choices) = match kind {
        Some("number") => {
            let quantity = table.required("quantity", diagnostics);
            (quantity.and_then(|n| read_quantity(n, vocabulary, diagnostics)).map(Kind::Number), Vec::new())
        }
        other => {
            let options = table.required("options", diagnostics);
            let read = |n: &Node, d: &mut Diagnostics| read_choice(n, counted, vocabulary, d);
            let choices = read::many(options, diagnostics, read);
            unique(choices.iter().map(|choice| &choice.id), diagnostics);
            (other.map(|k| if counted { Kind::Parties } else { of_choices(k) }), choices)
        }
    };
    table.finish(&[], diagnostics);
    Some(Question { id: id?, theme, kind: kind?, ask: ask?, hint: hint?, who, when, choices })
}

fn of_choices(word: &str) -> Kind {
    if word == "one" { Kind::One } else { Kind::Several }
}

fn read_quantity(node: &Node, vocabulary: &Vocabulary, diagnostics: &mut Diagnostics) -> Option<QuantityId> {
    let found = read::text(node, diagnostics)?;
    let quantity = vocabulary.quantity_named(&found.value);
    if quantity.is_none() {
        diagnostics.push(crate::base::condition::unknown_quantity(&found, vocabulary));
    }
    quantity
}

fn read_choice(
    node: &Node,
    counted: bool,
    vocabulary: &Vocabulary,
    diagnostics: &mut Diagnostics,
) -> Option<Choice> {
    let mut table = Table::open(node, diagnostics)?;
    let id = table.required("id", diagnostics).and_then(|n| read::id(n, diagnostics));
    let sets = table.optional("sets").and_then(|n| read_sets(n, counted, vocabulary, diagnostics));
    let sets = sets.unwrap_or_default();
    let mut own =
        |key, of_term: fn(&crate::base::vocabulary::Term) -> &Text| match (table.optional(key), &sets[..]) {
            (Some(node), _) => read::bilingual(node, diagnostics),
            (None, [term]) => Some(of_term(vocabulary.term(*term)).clone()),
            (None, _) => table.required(key, diagnostics).and(None),
        };
    let label = own("label", |term| &term.pref_label);
    let definition = own("definition", |term| &term.definition);
    table.finish(&[], diagnostics);
    Some(Choice { id: id?, label: label?, definition: definition?, sets })
}

/// Reads `sets`: dimensions and their terms; kinds of partners where they are asked about, and only there.
fn read_sets(
    node: &Node,
    counted: bool,
    vocabulary: &Vocabulary,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<TermId>> {
    let mut table = Table::open(node, diagnostics)?;
    let mut sets = Vec::new();
    let fits =
        |key: &str| vocabulary.dimension_named(key).filter(|d| vocabulary.dimension(*d).counted == counted);
    while let Some((key, node)) = table.take(|key| fits(key).is_some()) {
        let Some(dimension) = fits(&key.value) else { break };
        let terms = read::one_or_many(node).iter();
        sets.extend(terms.filter_map(|n| vocabulary.resolve_term(n, dimension, diagnostics)));
    }
    let dimensions = vocabulary.dimensions.iter().filter(|dimension| dimension.counted == counted);
    let expected: Vec<&str> = dimensions.map(|dimension| dimension.id.value.as_str()).collect();
    table.finish(&expected, diagnostics);
    Some(sets)
}

fn any_term(node: &Node, vocabulary: &Vocabulary, diagnostics: &mut Diagnostics) -> Option<TermId> {
    let found = read::text(node, diagnostics)?;
    let term = vocabulary.term_named(&found.value);
    if term.is_none() {
        let diagnostic = Diagnostic::new(
            Code::UnknownTerm,
            found.span,
            format!("`{}` n’est pas un terme du vocabulaire", found.value),
            format!("`{}` is not a term of the vocabulary", found.value),
        );
        let expected = vocabulary.terms.iter().map(|term| term.id.value.as_str());
        diagnostics.push(read::suggest(diagnostic, &found, expected));
    }
    term
}
