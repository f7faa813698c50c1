//! Which of the facts said weigh most: each taken back alone, by how much the lead of the first form moves, and
//! which form would then be first (one factor at a time; a tornado diagram: Eschenbach, 1992).

use crate::base::change::Change;
use crate::base::ids::FormId;
use crate::engine::outcome::{Outcome, Status};
use crate::proof::what_if::Single;
use crate::situation::Situation;

/// What taking one fact back does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sway {
    /// The change.
    pub change: Change,
    /// By how many points the lead of the first form over the next moves: negative when it shrinks.
    pub effect: i32,
    /// The forms then first, when they are others.
    pub winner: Option<Vec<FormId>>,
}

/// The facts said that move the result when taken back, heaviest first; `singles` are its single changes.
pub fn sensitivity(situation: &Situation, singles: &[Single], outcome: &Outcome) -> Vec<Sway> {
    let Some(&first) = outcome.leaders().first() else { return Vec::new() };
    let now = lead(outcome, first);
    let mut all: Vec<Sway> = Vec::new();
    for single in singles {
        let change = single.change;
        let known = all.iter().any(|sway| sway.change.subject() == change.subject());
        if known || !change.takes_back(&situation.said) {
            continue;
        }
        let leaders = single.outcome.leaders();
        let winner = (leaders != outcome.leaders()).then(|| leaders.to_vec());
        let effect = lead(&single.outcome, first) - now;
        if effect != 0 || winner.is_some() {
            all.push(Sway { change, effect, winner });
        }
    }
    all.sort_by_key(|sway| std::cmp::Reverse(sway.effect.abs()));
    all
}

/// By how many points a form leads the best of the others; a form set aside leads by less than nothing.
fn lead(outcome: &Outcome, form: FormId) -> i32 {
    let others = outcome.ranking.iter().filter(|&&other| other != form);
    let best = others.map(|&other| outcome.standing(other).balance).max().unwrap_or(0);
    let standing = outcome.standing(form);
    match standing.status {
        Status::Excluded => -best.max(1),
        Status::Met | Status::ToCheck => standing.balance - best,
    }
}
