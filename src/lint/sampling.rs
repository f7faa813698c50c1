//! How evenly the forms share the field: the points that each can reach, and how often it comes first over
//! situations drawn at random. A form that wins by weight of arguments would show here.

use std::ops::RangeInclusive;

use fastrand::Rng;

use crate::base::RuleBase;
use crate::base::condition::Condition;
use crate::base::facts::{Fact, Said, rivals};
use crate::base::ids::{DimensionId, QuantityId, TermId};
use crate::base::range::Range;
use crate::base::vocabulary::{Reading, Vocabulary};
use crate::engine::Engine;

/// What a form could weigh, and how often it comes first.
#[derive(Debug, Clone, Default)]
pub struct Weight {
    /// Sum of the points of its arguments.
    pub attainable: i32,
    /// Sum of the points of its reservations.
    pub reservations: i32,
    /// Situations in which it comes first, alone.
    pub first: usize,
    /// Its highest balance met, if it was ever eligible.
    pub highest: Option<i32>,
}

/// The forms over many situations.
#[derive(Debug, Clone)]
pub struct Survey {
    /// How many situations were drawn.
    pub situations: usize,
    /// In how many no form was recommended.
    pub none: usize,
    /// In how many several forms were tied.
    pub tied: usize,
    /// Form by form, in catalogue order.
    pub forms: Vec<Weight>,
}

/// Draws situations at random, the same for the same seed, and lets the rules judge them.
pub fn survey(base: &RuleBase, engine: &Engine, situations: usize, seed: u64) -> Survey {
    let mut survey = Survey { situations, none: 0, tied: 0, forms: Vec::new() };
    survey.forms = base
        .forms
        .iter()
        .map(|form| {
            let points = base.rules[form.arguments.clone()].iter().map(|rule| rule.points(&base.vocabulary));
            let (up, down): (Vec<i32>, Vec<i32>) = points.partition(|&points| points > 0);
            Weight {
                attainable: up.iter().sum(),
                reservations: -down.iter().sum::<i32>(),
                ..Weight::default()
            }
        })
        .collect();
    let mut draw = Draw::new(base, seed);
    for _ in 0..situations {
        let outcome = engine.outcome(&base.vocabulary, &draw.situation(&base.vocabulary));
        match outcome.leaders() {
            [] => survey.none += 1,
            [first] => survey.forms[first.index()].first += 1,
            _ => survey.tied += 1,
        }
        for form in &outcome.ranking {
            let highest = &mut survey.forms[form.index()].highest;
            *highest = (*highest).max(Some(outcome.standing(*form).balance));
        }
    }
    survey
}

/// Draws consistent situations: a few terms a heading, never two that exclude each other.
struct Draw {
    random: Rng,
    /// The numbers at which the rules change their mind, for each quantity.
    turning: Vec<Vec<u32>>,
}

impl Draw {
    fn new(base: &RuleBase, seed: u64) -> Draw {
        let mut turning = vec![vec![1]; base.vocabulary.quantities.len()];
        for rule in &base.rules {
            bounds(&rule.when, &mut turning);
        }
        Draw { random: Rng::with_seed(seed), turning }
    }

    fn situation(&mut self, vocabulary: &Vocabulary) -> Said {
        let mut said = Said::default();
        for index in 0..vocabulary.dimensions.len() {
            let id = DimensionId::new(index);
            let dimension = vocabulary.dimension(id);
            // One heading in five is left out, as people do.
            if self.random.u8(..) < 51 {
                continue;
            }
            let (counted, open) = (dimension.counted, dimension.reading == Reading::Open);
            said.give(id);
            for term in self.some_terms(vocabulary, id, if open { 1..=5 } else { 1..=3 }) {
                if counted {
                    let count = self.random.u32(1..=6);
                    said.partner(term, Range::exactly(count));
                } else if !rivals(vocabulary, term).any(|rival| says(&said, rival)) {
                    said.state(term, Fact::Yes);
                }
            }
        }
        for index in 0..vocabulary.quantities.len() {
            if self.random.bool() {
                let id = QuantityId::new(index);
                let choice = self.random.choice(&self.turning[index]).copied().unwrap_or(1);
                said.quantity(id, Range::exactly(choice));
            }
        }
        said
    }

    fn some_terms(
        &mut self,
        vocabulary: &Vocabulary,
        dimension: DimensionId,
        how_many: RangeInclusive<usize>,
    ) -> Vec<TermId> {
        let all: Vec<TermId> = vocabulary.terms_of(dimension).collect();
        let how_many = self.random.usize(how_many);
        self.random.choose_multiple(all, how_many)
    }
}

fn says(said: &Said, term: TermId) -> bool {
    said.terms.contains(&(term, Fact::Yes))
}

fn bounds(condition: &Condition, found: &mut [Vec<u32>]) {
    condition.tests(&mut |test| {
        let Condition::Quantity(id, range) = test else { return };
        let numbers = &mut found[id.index()];
        // Inside each bound and just outside.
        for number in [range.min.saturating_sub(1), range.min, range.max, range.max.saturating_add(1)] {
            if (1..Range::LARGEST).contains(&number) {
                numbers.push(number);
            }
        }
    });
}
