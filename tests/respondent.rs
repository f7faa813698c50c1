//! Someone who answers questions: what is known of a situation and, if asked to know everything, the rest at
//! random but always the same.

use coopform::base::RuleBase;
use coopform::base::facts::Facts;
use coopform::base::ids::QuestionId;
use coopform::base::question::{Answer, Kind};
use coopform::base::range::Range;
use coopform::interview::reply::reply;

/// Someone who answers.
pub(crate) struct Respondent<'f> {
    seed: u64,
    facts: &'f Facts,
    knows_all: bool,
}

impl Respondent<'_> {
    pub(crate) fn new(seed: u64, facts: &Facts, knows_all: bool) -> Respondent<'_> {
        Respondent { seed, facts, knows_all }
    }

    /// The answer to a question: it does not depend on the questions asked before.
    pub(crate) fn answer(&mut self, base: &RuleBase, id: QuestionId) -> Answer {
        let question = base.questionnaire.question(id);
        let known = reply(question, self.facts);
        if known != Answer::DontKnow || !self.knows_all {
            return known;
        }
        let mut drawn = self.seed.wrapping_mul(1_000_003).wrapping_add(id.index() as u64 + 1);
        let mut below = |limit: usize| {
            drawn = drawn.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut z = drawn;
            z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            ((z ^ (z >> 31)) % limit.max(1) as u64) as usize
        };
        let all = question.choices.len();
        match question.kind {
            Kind::One => Answer::Chosen(vec![below(all)]),
            Kind::Several => {
                let mut chosen: Vec<usize> = (0..below(3)).map(|_| below(all)).collect();
                chosen.sort_unstable();
                chosen.dedup();
                Answer::Chosen(chosen)
            }
            Kind::Parties => {
                let mut kinds: Vec<usize> = (0..below(3)).map(|_| below(all)).collect();
                kinds.sort_unstable();
                kinds.dedup();
                Answer::Parties(kinds.into_iter().map(|k| (k, Range::exactly(1 + below(4) as u32))).collect())
            }
            Kind::Number(_) => Answer::Number(Range::exactly(1 + below(4) as u32)),
        }
    }
}
