//! What would change, against every set of changed answers tried one by one; why not, by taking the reasons away.

use coopform::base::RuleBase;
use coopform::base::change::Change;
use coopform::base::contradiction::contradictions;
use coopform::base::facts::{Facts, Said};
use coopform::base::ids::{FormId, RuleId};
use coopform::base::truth::Truth;
use coopform::engine::outcome::Outcome;
use coopform::explain::explain;
use coopform::explain::why_not::WhyNot;
use coopform::proof::Prover;
use coopform::proof::what_if::{Effort, Turn};

use coopform::situation::Situation;

use crate::random::{self, Dice};
use crate::shipped;

/// What is said once each change is made in turn; nothing when one cannot be, or does not last.
fn with_changes(base: &RuleBase, said: &Said, set: &[Change]) -> Option<Said> {
    let vocabulary = &base.vocabulary;
    let mut now = said.clone();
    for change in set {
        now = change.apply(vocabulary, &now, &Facts::from_said(vocabulary, &now))?;
    }
    let facts = Facts::from_said(vocabulary, &now);
    let kept = set.iter().all(|change| change.holds(&facts));
    (kept && contradictions(&now, vocabulary).is_empty()).then_some(now)
}

fn is_turned(before: &Outcome, after: &Outcome, wanted: Option<FormId>) -> bool {
    let (before, after) = (before.leaders(), after.leaders());
    match wanted {
        Some(form) => after.contains(&form) && after.iter().all(|f| *f == form || !before.contains(f)),
        None if before.len() > 1 => after.len() == 1,
        None => !after.is_empty() && after.iter().all(|form| !before.contains(form)),
    }
}

/// Every set of at most three changes that turns the result, and of which no proper subset does.
fn exhaustive(base: &RuleBase, prover: &Prover, said: &Said, wanted: Option<FormId>) -> Vec<Turn> {
    let before = prover.outcome(base, said);
    let all: Vec<Change> = prover.singles(base, said).iter().map(|single| single.change).collect();
    let mut found: Vec<Turn> = Vec::new();
    let mut sets: Vec<Vec<usize>> = (0..all.len()).map(|one| vec![one]).collect();
    for _ in 0..3 {
        let mut larger = Vec::new();
        for set in sets {
            let last = set[set.len() - 1];
            let changes: Vec<Change> = set.iter().map(|&at| all[at]).collect();
            let holds = |turn: &Turn| turn.changes.iter().all(|change| changes.contains(change));
            if found.iter().any(holds) {
                continue;
            }
            if let Some(after) = with_changes(base, said, &changes) {
                let after = prover.engine().outcome(&base.vocabulary, &after);
                if is_turned(&before, &after, wanted) {
                    found.push(Turn { changes, first: after.leaders().to_vec() });
                    continue;
                }
            }
            let others = (last + 1..all.len())
                .filter(|&next| set.iter().all(|&at| all[at].subject() != all[next].subject()));
            larger.extend(others.map(|next| [set.as_slice(), &[next]].concat()));
        }
        sets = larger;
    }
    found
}

#[test]
fn what_would_change_is_every_minimal_set_that_trying_finds() {
    let (mut sets, mut largest) = (0, [0; 3]);
    for seed in 70_000..70_080 {
        let mut dice = Dice(seed);
        let base = random::base(&mut dice, 4, 5);
        let prover = Prover::compile(&base);
        let world = random::world(&mut dice, &base);
        let said = if dice.once_in(2) { world } else { random::forget(&mut dice, &base, &world) };
        let outcome = prover.outcome(&base, &said);
        for wanted in std::iter::once(None).chain(base.form_ids().map(Some)) {
            if wanted.is_some_and(|form| outcome.leaders() == [form]) {
                continue;
            }
            let turns = prover.turns(&base, &prover.singles(&base, &said), &outcome, wanted, Effort::ALL);
            assert_eq!(turns.searched, 3);
            let mut expected = exhaustive(&base, &prover, &said, wanted);
            for turn in &turns.all {
                largest[turn.changes.len() - 1] += 1;
                let place = expected.iter().position(|other| other == turn);
                expected.remove(place.unwrap_or_else(|| {
                    panic!("seed {seed} {wanted:?}: {turn:?} is not minimal, or does not turn")
                }));
            }
            assert!(expected.is_empty(), "seed {seed} {wanted:?}: forgotten {expected:?}");
            sets += turns.all.len();
        }
    }
    eprintln!("{sets} minimal sets: {largest:?} of one, two and three answers");
    assert!(
        sets > 1_500 && largest.iter().all(|&n| n > 150),
        "the bases drawn are not interesting: {largest:?}"
    );
}

/// Points for minus points against, some rules being taken away.
fn balance_without(base: &RuleBase, outcome: &Outcome, form: FormId, gone: &[RuleId]) -> i32 {
    let rules = base.form(form).arguments.clone().map(RuleId::new);
    let counted = rules.filter(|&rule| outcome.truth(rule) == Truth::True && !gone.contains(&rule));
    counted.map(|rule| base.rules[rule.index()].points(&base.vocabulary)).sum()
}

/// Checks the reasons of every form that is not first; tells how many were turned, levelled, excluded, below.
fn check_why_not(base: &RuleBase, prover: &Prover, said: &Said, tally: &mut [usize; 4], seed: u64) {
    let outcome = prover.outcome(base, said);
    let situation = Situation::new(None, said.clone(), &base.vocabulary);
    let explanation = explain(base, prover, &situation, &outcome);
    let threshold = base.vocabulary.threshold;
    for candidate in &explanation.candidates {
        let form = candidate.form;
        let rules = candidate.why_not.iter().flat_map(WhyNot::rules).collect::<Vec<_>>();
        let without = |form: FormId, gone: &[RuleId]| balance_without(base, &outcome, form, gone);
        match &candidate.why_not {
            None => assert_eq!(outcome.leaders().first(), Some(&form), "seed {seed}"),
            Some(WhyNot::Tied) => assert!(outcome.leaders()[1..].contains(&form), "seed {seed}"),
            Some(WhyNot::Excluded(failing)) => {
                let requirements = base.form(form).requirements.clone().map(RuleId::new);
                let left = requirements
                    .filter(|r| outcome.truth(*r) == Truth::False && !failing.contains(r))
                    .count();
                assert!(left == 0 && !failing.is_empty(), "seed {seed}");
                tally[2] += 1;
            }
            Some(WhyNot::BelowThreshold(differences)) => {
                assert!(outcome.leaders().is_empty() && without(form, &[]) < threshold, "seed {seed}");
                assert!(
                    rules.is_empty() || without(form, &rules) >= threshold,
                    "seed {seed}: {differences:?}"
                );
                tally[3] += 1;
            }
            Some(WhyNot::Behind(differences)) => {
                let first = outcome.leaders()[0];
                let lead = |gone: &[RuleId]| without(form, gone) - without(first, gone);
                assert!(lead(&[]) < 0, "seed {seed}");
                assert!((1..=3).contains(&differences.told.len()), "seed {seed}: {differences:?}");
                assert!(differences.others.is_empty() || differences.told.len() == 2, "seed {seed}");
                assert!(lead(&rules) >= 0, "seed {seed}: {form:?} stays behind without {differences:?}");
                for left in &rules {
                    let gone: Vec<RuleId> = rules.iter().copied().filter(|rule| rule != left).collect();
                    assert!(lead(&gone) <= 0, "seed {seed}: {left:?} of {form:?} is of no use");
                }
                tally[usize::from(lead(&rules) == 0)] += 1;
            }
        }
    }
}

#[test]
fn without_the_reasons_of_why_not_the_order_turns() {
    let mut tally = [0; 4];
    for seed in 80_000..80_600 {
        let mut dice = Dice(seed);
        let base = random::base(&mut dice, 6, 8);
        let prover = Prover::compile(&base);
        let world = random::world(&mut dice, &base);
        check_why_not(&base, &prover, &world, &mut tally, seed);
    }
    let base = shipped::base();
    let prover = Prover::compile(&base);
    for seed in 81_000..81_300 {
        let world = random::world(&mut Dice(seed), &base);
        check_why_not(&base, &prover, &world, &mut tally, seed);
    }
    for case in &base.cases {
        check_why_not(&base, &prover, &case.situation.said, &mut tally, 0);
    }
    eprintln!(
        "why not: {} turned, {} levelled, {} excluded, {} below the threshold",
        tally[0], tally[1], tally[2], tally[3]
    );
    assert!(tally.iter().all(|&count| count > 200), "{tally:?}");
}
