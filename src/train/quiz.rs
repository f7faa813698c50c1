//! Questions for one person: which form suits a case, and which suits it once one fact has changed (a near miss: the
//! engine proves that the change puts another form first). Mistakes are counted by the rules that were misread.

use crate::base::RuleBase;
use crate::base::change::Change;
use crate::base::ids::{CaseId, FormId, RuleId};
use crate::engine::outcome::Outcome;
use crate::explain::changes::{NOTE, Whose, what_would_change};
use crate::explain::decisive;
use crate::explain::why_not::{WhyNot, why_not};
use crate::proof::Prover;
use crate::situation::Situation;
use crate::train::mixed;

/// The most answers offered.
const OFFERED: usize = 4;

/// One question.
#[derive(Debug, Clone)]
pub struct Question {
    /// The case told.
    pub case: CaseId,
    /// The facts as they are.
    pub situation: Situation,
    /// The one fact changed, if any.
    pub change: Option<Change>,
    /// The forms offered, in catalogue order, and why each but the right one is not first.
    pub offered: Vec<(FormId, Option<WhyNot>)>,
    /// The right one.
    pub right: FormId,
    /// The one that was right before the change.
    pub before: Option<FormId>,
    /// The rules that decide, to be read again when the answer is wrong.
    pub decisive: Vec<RuleId>,
}

/// Questions on the cases that the rules put first without a tie, in an order drawn from `seed`; each case is
/// followed by its near miss, when it has one.
pub fn questions(base: &RuleBase, prover: &Prover, seed: u64, most: usize) -> Vec<Question> {
    let mut cases: Vec<CaseId> = (0..base.cases.len()).map(CaseId::new).collect();
    cases.sort_by_key(|case| mixed(seed, case.index()));
    let mut all = Vec::new();
    for case in cases {
        if all.len() >= most {
            break;
        }
        let told = base.case(case);
        let outcome = prover.outcome(base, &told.situation.said);
        if told.form().is_none_or(|form| outcome.leaders() != [form]) {
            continue;
        }
        let near = near_miss(base, prover, &told.situation, &outcome, seed);
        let rival = near.as_ref().and_then(|(_, after)| after.leaders().first().copied());
        all.extend(question(base, case, &told.situation, None, outcome.clone(), rival, seed));
        if let Some((change, after)) = near {
            let rival = outcome.leaders().first().copied();
            all.extend(question(base, case, &told.situation, Some(change), after, rival, seed));
        }
    }
    all.truncate(most);
    all
}

/// A single change of a fact that puts one other form first.
fn near_miss(
    base: &RuleBase,
    prover: &Prover,
    situation: &Situation,
    outcome: &Outcome,
    seed: u64,
) -> Option<(Change, Outcome)> {
    let singles = prover.singles(base, &situation.said);
    let what_if = what_would_change(base, prover, situation, &singles, outcome, None, NOTE);
    // What is not known yet is no fact that one may see change.
    let clear =
        |one: &&crate::explain::changes::Told| one.whose != Whose::ToFind && one.turn.first.len() == 1;
    let mut single: Vec<Change> = Vec::new();
    for one in what_if.told.iter().filter(clear) {
        if let [change] = one.turn.changes[..] {
            single.push(change);
        }
    }
    let drawn = mixed(seed, single.len()) % single.len().max(1) as u64;
    let &change = single.get(usize::try_from(drawn).unwrap_or(0))?;
    let said = change.apply(&base.vocabulary, &situation.said, &situation.facts)?;
    Some((change, prover.outcome(base, &said)))
}

fn question(
    base: &RuleBase,
    case: CaseId,
    situation: &Situation,
    change: Option<Change>,
    outcome: Outcome,
    rival: Option<FormId>,
    seed: u64,
) -> Option<Question> {
    let [right] = *outcome.leaders() else { return None };
    let mut offered = vec![right];
    // The near miss, the next ones in the order of the rules, then forms set aside.
    let excluded = base.form_ids().filter(|form| !outcome.ranking.contains(form));
    let mut others: Vec<FormId> = excluded.collect();
    others.sort_by_key(|form| mixed(seed, form.index()));
    for form in rival.into_iter().chain(outcome.ranking.iter().copied()).chain(others) {
        if offered.len() < OFFERED && !offered.contains(&form) {
            offered.push(form);
        }
    }
    offered.sort_unstable();
    let offered = offered.into_iter().map(|form| (form, why_not(base, &outcome, form))).collect();
    let decisive = decisive(base, &outcome);
    let before = rival.filter(|_| change.is_some());
    Some(Question { case, situation: situation.clone(), change, offered, right, before, decisive })
}
