//! How an incomplete situation may be completed: one *split* for each thing that a question lets one answer
//! alone, with its alternatives. What no question asks about is split by the vocabulary itself.

use crate::base::RuleBase;
use crate::base::condition::Condition;
use crate::base::facts::{Fact, Facts};
use crate::base::ids::{FormId, QuantityId, QuestionId, TermId};
use crate::base::question::{Kind, Question};
use crate::base::range::Range;
use crate::base::truth::Truth;
use crate::base::vocabulary::Vocabulary;
use crate::engine::columns::set_bits;
use crate::engine::outcome::Outcome;
use crate::engine::{Bits, Engine};
use crate::proof::cuts::{Counts, Cuts};
use crate::proof::moved::Moved;

/// One fact that an alternative lays down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Learnt {
    Term(TermId, bool),
    Count(TermId, Range),
    Quantity(QuantityId, Range),
    /// There is no partner of a kind that no question offers, unless one was declared.
    Absent(TermId),
}

impl Learnt {
    /// Adds the fact; answers false when it contradicts what is known.
    pub(super) fn teach(self, vocabulary: &Vocabulary, facts: &mut Facts) -> bool {
        match self {
            Learnt::Term(term, yes) => facts.learn(vocabulary, term, yes),
            Learnt::Count(kind, count) => facts.learn_count(kind, count),
            Learnt::Quantity(quantity, range) => facts.learn_quantity(quantity, range),
            Learnt::Absent(kind) => {
                facts.declared(kind) != Range::ANY || facts.learn_count(kind, Range::ZERO)
            }
        }
    }

    fn moves(self, vocabulary: &Vocabulary, moved: &mut Moved) {
        match self {
            Learnt::Term(term, _) => moved.term(term, vocabulary),
            Learnt::Count(kind, _) | Learnt::Absent(kind) => moved.kind(kind),
            Learnt::Quantity(quantity, _) => moved.quantity(quantity),
        }
    }

    fn is_open(self, facts: &Facts) -> bool {
        let open = |range: Range| range.min != range.max;
        match self {
            Learnt::Term(term, _) => matches!(facts.term(term), Fact::Unknown | Fact::Unasked),
            Learnt::Count(kind, _) => open(facts.declared(kind)),
            Learnt::Quantity(quantity, _) => open(facts.quantity(quantity)),
            Learnt::Absent(_) => false,
        }
    }
}

/// One way of answering a split.
#[derive(Debug, Clone)]
pub(super) struct Alternative {
    /// What it lays down.
    pub(super) facts: Vec<Learnt>,
    /// The rules that it decides, alone.
    pub(super) decides: Vec<(u16, bool)>,
}

/// Something that is answered at once.
#[derive(Debug, Clone)]
pub(super) struct Split {
    /// The question that asks it, if any does.
    pub(super) question: Option<QuestionId>,
    /// Its answers; one of them holds.
    pub(super) alternatives: Vec<Alternative>,
}

impl Split {
    pub(super) fn is_open(&self, facts: &Facts) -> bool {
        self.alternatives
            .iter()
            .flat_map(|alternative| &alternative.facts)
            .any(|learnt| learnt.is_open(facts))
    }
}

/// A set of splits, as bits.
pub(super) type Splits = Vec<u64>;

/// Every split of a rule base, and the rules that each may move.
#[derive(Debug, Clone)]
pub(super) struct Completions {
    pub(super) splits: Vec<Split>,
    /// For each rule, the splits that may move it.
    pub(super) moved_by: Vec<Splits>,
    /// For each rule that one split alone may move, that split, if it has more than two alternatives.
    pub(super) home: Vec<Option<u16>>,
    /// For each question, the splits that may move the condition under which it is asked.
    pub(super) guards: Vec<Splits>,
    /// The splits of each question.
    pub(super) of_question: Vec<Splits>,
    /// For each rule, a number that it shares with the rules of the same condition.
    pub(super) condition: Vec<u16>,
    /// For each form, its arguments and their points; its requirements.
    pub(super) forms: Vec<Weighed>,
    /// What counting partners leaves open in each rule.
    pub(super) counts: Vec<Counts>,
}

/// What speaks for and against a form.
#[derive(Debug, Clone)]
pub(super) struct Weighed {
    pub(super) arguments: Vec<(u16, i32)>,
    pub(super) requirements: Vec<u16>,
}

impl Completions {
    pub(super) fn new(base: &RuleBase, engine: &Engine) -> Completions {
        let vocabulary = &base.vocabulary;
        let cuts = Cuts::of(base);
        let questions = &base.questionnaire.questions;
        let mut splits = Vec::new();
        for index in 0..questions.len() {
            split_question(base, QuestionId::new(index), &cuts, &mut splits);
        }
        split_the_rest(vocabulary, questions, &cuts, &mut splits);
        let mut moves = vec![Moved::default(); splits.len()];
        for (moved, split) in moves.iter_mut().zip(&splits) {
            split.alternatives.iter().flat_map(|a| &a.facts).for_each(|fact| fact.moves(vocabulary, moved));
        }
        let moved_by = |condition: &Condition| {
            let mut set = vec![0; splits.len().div_ceil(64)];
            for (index, _) in moves.iter().enumerate().filter(|(_, moved)| moved.touches(condition)) {
                insert(&mut set, index);
            }
            set
        };
        let mut numbers: Vec<&Condition> = Vec::new();
        let mut condition = Vec::new();
        for rule in &base.rules {
            let known = numbers.iter().position(|&known| *known == rule.when);
            condition.push(known.unwrap_or(numbers.len()) as u16);
            if known.is_none() {
                numbers.push(&rule.when);
            }
        }
        let weighed = |form: FormId| {
            let arguments = base.form(form).arguments.clone();
            Weighed {
                arguments: arguments.map(|rule| (rule as u16, base.rules[rule].points(vocabulary))).collect(),
                requirements: base.form(form).requirements.clone().map(|rule| rule as u16).collect(),
            }
        };
        let own = |question: usize| {
            let mut set = vec![0; splits.len().div_ceil(64)];
            let asked = splits
                .iter()
                .enumerate()
                .filter(|(_, split)| split.question == Some(QuestionId::new(question)));
            asked.for_each(|(index, _)| insert(&mut set, index));
            set
        };
        let rules = || base.rules.iter().map(|rule| &rule.when);
        let moved_by_each: Vec<Splits> = rules().map(moved_by).collect();
        let home = |moved: &Splits| {
            let mut splits_moving = set_bits(moved);
            let only = splits_moving.next().filter(|_| splits_moving.next().is_none());
            only.filter(|&split| splits[split].alternatives.len() > 2).map(|split| split as u16)
        };
        let mut all = Completions {
            home: moved_by_each.iter().map(home).collect(),
            moved_by: moved_by_each,
            guards: questions.iter().map(|q| q.when.as_ref().map(moved_by).unwrap_or_default()).collect(),
            counts: rules().map(Counts::of).collect(),
            forms: base.form_ids().map(weighed).collect(),
            of_question: (0..questions.len()).map(own).collect(),
            condition,
            splits,
        };
        all.decide(vocabulary, engine);
        all
    }

    /// Notes which rules each alternative decides, from a situation of which nothing else is known.
    fn decide(&mut self, vocabulary: &Vocabulary, engine: &Engine) {
        let (mut bits, mut outcome) = (Bits::default(), Outcome::default());
        let blank = Facts::blank(vocabulary);
        engine.rank(&blank, &mut bits, &mut outcome);
        let before = outcome.truths.clone();
        for alternative in self.splits.iter_mut().flat_map(|split| &mut split.alternatives) {
            let mut facts = blank.clone();
            alternative.facts.iter().for_each(|learnt| _ = learnt.teach(vocabulary, &mut facts));
            engine.rank(&facts, &mut bits, &mut outcome);
            let changed = outcome.truths.iter().zip(&before).enumerate().filter(|(_, (now, was))| now != was);
            alternative.decides =
                changed.map(|(rule, (now, _))| (rule as u16, *now == Truth::True)).collect();
        }
    }
}

pub(super) fn insert(set: &mut Splits, split: usize) {
    set[split / 64] |= 1 << (split % 64);
}

pub(super) fn remove(set: &mut Splits, split: usize) {
    set[split / 64] &= !(1 << (split % 64));
}

pub(super) fn meet(one: &Splits, other: &Splits) -> bool {
    one.iter().zip(other).any(|(one, other)| one & other != 0)
}

fn alternatives(all: impl IntoIterator<Item = Vec<Learnt>>) -> Vec<Alternative> {
    all.into_iter().map(|facts| Alternative { facts, decides: Vec::new() }).collect()
}

fn split_question(base: &RuleBase, id: QuestionId, cuts: &Cuts, splits: &mut Vec<Split>) {
    let (vocabulary, questionnaire) = (&base.vocabulary, &base.questionnaire);
    let question = questionnaire.question(id);
    let mut push = |all: Vec<Vec<Learnt>>| {
        splits.push(Split { question: Some(id), alternatives: alternatives(all) });
    };
    match question.kind {
        Kind::One => {
            let facts = |chosen: usize| {
                let sets = &question.choices[chosen].sets;
                // What the chosen answer implies is not denied.
                let implied =
                    |term: TermId| sets.iter().any(|&yes| yes != term && vocabulary.is_within(yes, term));
                let told = question.terms().filter(|&term| sets.contains(&term) || !implied(term));
                told.map(|term| Learnt::Term(term, sets.contains(&term))).collect()
            };
            push((0..question.choices.len()).map(facts).collect());
        }
        Kind::Several => {
            for choice in question.choices.iter().filter(|choice| !choice.sets.is_empty()) {
                let all = |yes| choice.sets.iter().map(|&term| Learnt::Term(term, yes)).collect();
                push(vec![all(true), all(false)]);
            }
        }
        Kind::Parties => {
            let absent = questionnaire.not_offered.iter().map(|&kind| Learnt::Absent(kind));
            for kind in question.terms() {
                let mut counts = counts_of(kind, cuts);
                counts.iter_mut().for_each(|facts| facts.extend(absent.clone()));
                push(counts);
            }
        }
        Kind::Number(quantity) => push(cells_of(quantity, cuts)),
    }
}

fn counts_of(kind: TermId, cuts: &Cuts) -> Vec<Vec<Learnt>> {
    cuts.counts().into_iter().map(|count| vec![Learnt::Count(kind, count)]).collect()
}

fn cells_of(quantity: QuantityId, cuts: &Cuts) -> Vec<Vec<Learnt>> {
    cuts.cells(quantity).into_iter().map(|cell| vec![Learnt::Quantity(quantity, cell)]).collect()
}

/// Splits what no question asks about: an exclusive group at once, every other term, the narrowest kinds of
/// partners when no question asks about partners, quantities.
fn split_the_rest(vocabulary: &Vocabulary, questions: &[Question], cuts: &Cuts, splits: &mut Vec<Split>) {
    let mut asked: Vec<bool> = vec![false; vocabulary.terms.len()];
    questions.iter().flat_map(Question::terms).for_each(|term| asked[term.index()] = true);
    let mut push =
        |all: Vec<Vec<Learnt>>| splits.push(Split { question: None, alternatives: alternatives(all) });
    for dimension in &vocabulary.dimensions {
        let terms = || dimension.terms.clone().map(TermId::new);
        if dimension.counted {
            let by_question = terms().any(|kind| asked[kind.index()]);
            let narrowest = |kind: TermId| vocabulary.term(kind).descendants.is_empty();
            for kind in terms().filter(|kind| !asked[kind.index()]) {
                if !by_question && narrowest(kind) {
                    push(counts_of(kind, cuts));
                }
            }
            continue;
        }
        for group in &dimension.exclusive {
            if group.iter().any(|term| asked[term.index()]) {
                continue;
            }
            let only = |yes: Option<TermId>| group.iter().map(|&t| Learnt::Term(t, Some(t) == yes)).collect();
            push(group.iter().map(|&term| only(Some(term))).chain([only(None)]).collect());
            group.iter().for_each(|term| asked[term.index()] = true);
        }
        for term in terms().filter(|term| !asked[term.index()]) {
            push(vec![vec![Learnt::Term(term, true)], vec![Learnt::Term(term, false)]]);
        }
    }
    let numbers: Vec<Kind> = questions.iter().map(|question| question.kind).collect();
    for quantity in (0..vocabulary.quantities.len()).map(QuantityId::new) {
        if !numbers.contains(&Kind::Number(quantity)) {
            push(cells_of(quantity, cuts));
        }
    }
}
