//! The laws of the engine, on thousands of random rule bases and situations: the compiled rules equal the
//! plain reading of conditions; what is said of an incomplete situation holds once it is completed.

use coopform::base::RuleBase;
use coopform::base::facts::{Fact, Facts, Said};
use coopform::base::ids::{FormId, TermId};
use coopform::base::truth::Truth;
use coopform::engine::outcome::{Outcome, Robustness, Status};
use coopform::proof::Prover;

use crate::completion;
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
        let prover = Prover::compile(&base);
        for _ in 0..6 {
            let world = random::world(&mut dice, &base);
            assert_equals_plain(&base, &world, &prover.outcome(&base, &world));
            let partial = random::forget(&mut dice, &base, &world);
            assert_equals_plain(&base, &partial, &prover.outcome(&base, &partial));
        }
    }
}

#[test]
fn what_holds_of_an_incomplete_situation_holds_of_its_completions() {
    let (mut proven, mut completions) = (0, 0);
    for seed in 10_000..11_000 {
        let mut dice = Dice(seed);
        let base = random::base(&mut dice, 3, 3);
        let prover = Prover::compile(&base);
        for _ in 0..4 {
            let world = random::world(&mut dice, &base);
            let partial = random::forget(&mut dice, &base, &world);
            let outcome = prover.outcome(&base, &partial);
            let mut all = vec![world];
            all.extend((0..5).map(|_| completion::complete(&mut dice, &base, &partial)));
            for whole in all {
                completions += 1;
                let complete = prover.outcome(&base, &whole);
                for (rule, (sure, real)) in outcome.truths.iter().zip(&complete.truths).enumerate() {
                    let when = &base.rules[rule].when;
                    assert!(
                        *sure == Truth::Unknown || sure == real,
                        "seed {seed}: {sure:?} then {real:?}\n{when:?}\npartial {partial:?}\nwhole {whole:?}"
                    );
                }
                for (before, after) in outcome.standings.iter().zip(&complete.standings) {
                    assert!((before.lowest..=before.highest).contains(&after.balance));
                    assert!(before.status == Status::ToCheck || before.status == after.status);
                }
                if outcome.leaders().is_empty() && outcome.could_recommend.is_none() {
                    assert!(
                        complete.leaders().is_empty(),
                        "seed {seed}: said to be hopeless, and it was not"
                    );
                }
                if outcome.robustness == Some(Robustness::Solid) {
                    proven += 1;
                    assert_eq!(
                        outcome.leaders(),
                        complete.leaders(),
                        "seed {seed}: a solid first form changed"
                    );
                }
            }
        }
    }
    assert!(proven > 200, "only {proven} of {completions} completions test a solid recommendation");
}

/// Every situation one judged answer away, written out fact by fact: what implies the new answer, what it
/// implies and what it rules out follow; all the rest stays as it was.
fn neighbours(base: &RuleBase, world: &Said) -> Vec<Said> {
    let vocabulary = &base.vocabulary;
    let facts = Facts::from_said(vocabulary, world);
    let terms = || (0..vocabulary.terms.len()).map(TermId::new);
    let counted = |term: TermId| vocabulary.dimension(vocabulary.term(term).dimension).counted;
    let mut all = Vec::new();
    for term in terms().filter(|&term| !counted(term) && vocabulary.term(term).judged) {
        let so = facts.term(term) == Fact::Yes;
        let narrower_so =
            terms().any(|t| t != term && vocabulary.is_within(t, term) && facts.term(t) == Fact::Yes);
        if so && narrower_so {
            continue;
        }
        let groups = &vocabulary.dimension(vocabulary.term(term).dimension).exclusive;
        let within_member = |t: TermId, m: TermId| vocabulary.is_within(t, m);
        let ruled_out = |t: TermId| {
            groups
                .iter()
                .filter(|g| g.iter().any(|&m| within_member(term, m)))
                .any(|g| g.iter().any(|&m| !within_member(term, m) && within_member(t, m)))
        };
        let mut other = world.clone();
        other.terms = terms()
            .filter(|&t| !counted(t))
            .map(|t| {
                let fact = match so {
                    true if vocabulary.is_within(t, term) => Fact::No,
                    false if vocabulary.is_within(term, t) => Fact::Yes,
                    false if ruled_out(t) => Fact::No,
                    _ => facts.term(t),
                };
                (t, fact)
            })
            .collect();
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
        let prover = Prover::compile(&base);
        for _ in 0..4 {
            let world = random::world(&mut dice, &base);
            let outcome = prover.outcome(&base, &world);
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
    let prover = Prover::compile(&base);
    let mut dice = Dice(7);
    for _ in 0..1500 {
        let world = random::world(&mut dice, &base);
        let partial = random::forget(&mut dice, &base, &world);
        let outcome = prover.outcome(&base, &partial);
        assert_equals_plain(&base, &partial, &outcome);
        for &form in outcome.leaders() {
            assert_ne!(outcome.standing(form).status, Status::Excluded);
        }
    }
}
