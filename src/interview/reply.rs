//! What someone who knows a situation answers to a question: to measure how many questions are needed, and to
//! take up what was told in other ways.

use crate::base::facts::{Fact, Facts};
use crate::base::ids::TermId;
use crate::base::question::{Answer, Choice, Kind, Question};
use crate::base::range::Range;

/// The answer to a question by someone who knows these facts and no other.
pub fn reply(question: &Question, facts: &Facts) -> Answer {
    let known = |term: &TermId, fact: Fact| facts.term(*term) == fact;
    let is_so = |choice: &Choice| !choice.sets.is_empty() && choice.sets.iter().all(|t| known(t, Fact::Yes));
    match question.kind {
        Kind::One => {
            let denied = || question.terms().all(|term| known(&term, Fact::No));
            let chosen = question.choices.iter().position(is_so);
            let none =
                || question.choices.iter().position(|choice| choice.sets.is_empty()).filter(|_| denied());
            chosen.or_else(none).map_or(Answer::DontKnow, |choice| Answer::Chosen(vec![choice]))
        }
        Kind::Several => {
            let chosen: Vec<usize> =
                (0..question.choices.len()).filter(|&at| is_so(&question.choices[at])).collect();
            let open = question.terms().any(|term| matches!(facts.term(term), Fact::Unknown | Fact::Unasked));
            if open && chosen.is_empty() { Answer::DontKnow } else { Answer::Chosen(chosen) }
        }
        Kind::Parties => {
            let count = |at: usize| {
                let kinds = question.choices[at].sets.iter();
                kinds.fold(Range::ZERO, |sum, &kind| sum.plus(facts.declared(kind)))
            };
            let counted: Vec<(usize, Range)> =
                (0..question.choices.len()).map(|at| (at, count(at))).collect();
            if counted.iter().all(|(_, count)| *count == Range::ANY) {
                return Answer::DontKnow;
            }
            Answer::Parties(counted.into_iter().filter(|(_, count)| count.min > 0).collect())
        }
        Kind::Number(quantity) => match facts.quantity(quantity) {
            Range::ANY => Answer::DontKnow,
            range => Answer::Number(range),
        },
    }
}
