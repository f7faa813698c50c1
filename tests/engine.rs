//! The laws of the engine, on thousands of random rule bases and situations: the compiled rules equal the
//! plain reading of conditions; what is said of an incomplete situation holds once it is completed.

use coopform::base::RuleBase;
use coopform::base::facts::{Fact, Facts, Said};
use coopform::base::ids::{FormId, TermId};
use coopform::base::truth::Truth;
use coopform::base::vocabulary::Reading;
use coopform::engine::Engine;
use coopform::engine::outcome::{Outcome, Robustness, Status};

use crate::random::{self, Dice};
use crate::shipped;

/// The outcome by the plain reading: conditions walked, points added, forms sorted.
fn plain(base: &RuleBase, said: &Said) -> (Vec<Truth>, Vec<(Status, i32)>, Vec<FormId>) {
    let facts = Facts::from_said(&base.vocabulary, said);
    let truths: Vec<Truth> = base.rules.iter().map(|rule| rule.when.truth(&facts)).collect();
    let standing = |form: FormId| {
        let form = base.form(form);
        let requirements: Vec<Truth> = form.requirements.clone().map(|i| truths[i]).collect();
        let status = if requirements.contains(&Truth::False) {
            Status::Excluded
        } else if requirements.contains(&Truth::Unknown) {
            Status::ToCheck
        } else {
            Status::Met
        };
        let sure = form.arguments.clone().filter(|&i| truths[i] == Truth::True);
        (status, sure.map(|i| base.rules[i].points(&base.vocabulary)).sum())
    };
    let standings: Vec<(Status, i32)> = base.form_ids().map(standing).collect();
    let best = standings.iter().filter(|(status, _)| *status != Status::Excluded).map(|(_, b)| *b).max();
    let leads = |form: &FormId| {
        let (status, balance) = standings[form.index()];
        status != Status::Excluded && Some(balance) == best && balance >= base.vocabulary.threshold
    };
    let leaders = base.form_ids().filter(leads).collect();
    (truths, standings, leaders)
}

fn assert_equals_plain(base: &RuleBase, said: &Said, outcome: &Outcome) {
    let (truths, standings, leaders) = plain(base, said);
    for (rule, (compiled, read)) in outcome.truths.iter().zip(&truths).enumerate() {
        assert_eq!(compiled, read, "{:?}\n{said:?}", base.rules[rule].when);
    }
    for (standing, (status, balance)) in outcome.standings.iter().zip(&standings) {
        assert_eq!((standing.status, standing.balance), (*status, *balance));
        assert!(standing.lowest <= standing.balance && standing.balance <= standing.highest);
    }
    assert_eq!(outcome.leaders(), leaders);
    let sorted = outcome.ranking.windows(2).all(|pair| {
        let [one, other] = pair else { return true };
        let (a, b) = (outcome.standing(*one).balance, outcome.standing(*other).balance);
        a > b || (a == b && one < other)
    });
    assert!(sorted);
}

#[test]
fn compiled_rules_equal_the_plain_reading() {
    for seed in 0..1500 {
        let mut dice = Dice(seed);
        let base = random::base(&mut dice, 3, 4);
        let engine = Engine::compile(&base);
        for _ in 0..6 {
            let world = random::world(&mut dice, &base);
            assert_equals_plain(&base, &world, &engine.outcome(&base.vocabulary, &world));
            let partial = random::forget(&mut dice, &base, &world);
            assert_equals_plain(&base, &partial, &engine.outcome(&base.vocabulary, &partial));
        }
    }
}

#[test]
fn what_holds_of_an_incomplete_situation_holds_of_its_completions() {
    let mut proven = 0;
    for seed in 10_000..11_200 {
        let mut dice = Dice(seed);
        let base = random::base(&mut dice, 3, 3);
        let engine = Engine::compile(&base);
        for _ in 0..8 {
            let world = random::world(&mut dice, &base);
            let partial = random::forget(&mut dice, &base, &world);
            let complete = engine.outcome(&base.vocabulary, &world);
            let outcome = engine.outcome(&base.vocabulary, &partial);
            for (sure, real) in outcome.truths.iter().zip(&complete.truths) {
                assert!(*sure == Truth::Unknown || sure == real, "seed {seed}\n{world:?}\n{partial:?}");
            }
            for (before, after) in outcome.standings.iter().zip(&complete.standings) {
                assert!((before.lowest..=before.highest).contains(&after.balance));
                assert!(before.status == Status::ToCheck || before.status == after.status);
            }
            if matches!(outcome.robustness, Some(Robustness::Solid)) {
                proven += 1;
                assert_eq!(outcome.leaders(), complete.leaders(), "seed {seed}: a solid first form changed");
            }
        }
    }
    assert!(proven > 50, "only {proven} solid recommendations: the property is hardly tested");
}

/// Every situation one judged answer away from a world, by hand.
fn neighbours(base: &RuleBase, world: &Said) -> Vec<Said> {
    let vocabulary = &base.vocabulary;
    let facts = Facts::from_said(vocabulary, world);
    let mut all = Vec::new();
    for index in 0..vocabulary.terms.len() {
        let term = TermId::new(index);
        let dimension = vocabulary.dimension(vocabulary.term(term).dimension);
        if dimension.counted || !vocabulary.term(term).judged {
            continue;
        }
        let mut other = world.clone();
        other.terms.retain(|(t, _)| *t != term);
        match facts.term(term) {
            Fact::Yes if dimension.reading == Reading::Open => other.terms.push((term, Fact::No)),
            Fact::Yes => {}
            Fact::No => {
                let rival =
                    |t: &TermId| dimension.exclusive.iter().any(|g| g.contains(t) && g.contains(&term));
                other.terms.retain(|(t, _)| !rival(t));
                other.terms.push((term, Fact::Yes));
            }
            Fact::Unknown | Fact::Unasked => continue,
        }
        all.push(other);
    }
    all
}

#[test]
fn solid_and_close_are_what_trying_every_single_change_says() {
    let (mut solid, mut close) = (0, 0);
    for seed in 20_000..20_900 {
        let mut dice = Dice(seed);
        let base = random::base(&mut dice, 3, 4);
        let engine = Engine::compile(&base);
        for _ in 0..4 {
            let world = random::world(&mut dice, &base);
            let outcome = engine.outcome(&base.vocabulary, &world);
            let (_, _, leaders) = plain(&base, &world);
            if leaders.len() != 1 {
                assert_eq!(outcome.robustness, (leaders.len() > 1).then_some(Robustness::Close));
                continue;
            }
            let changes = neighbours(&base, &world).iter().any(|other| plain(&base, other).2 != leaders);
            let expected = if changes { Robustness::Close } else { Robustness::Solid };
            assert_eq!(outcome.robustness, Some(expected), "seed {seed}\n{world:?}");
            if changes { close += 1 } else { solid += 1 }
        }
    }
    assert!(solid > 50 && close > 50, "{solid} solid, {close} close");
}

#[test]
fn the_shipped_base_obeys_the_same_laws() {
    let base = shipped::base();
    let engine = Engine::compile(&base);
    let mut dice = Dice(7);
    for _ in 0..1500 {
        let world = random::world(&mut dice, &base);
        let partial = random::forget(&mut dice, &base, &world);
        let outcome = engine.outcome(&base.vocabulary, &partial);
        assert_equals_plain(&base, &partial, &outcome);
        for &form in outcome.leaders() {
            assert_ne!(outcome.standing(form).status, Status::Excluded);
        }
    }
}
