//! Matching alone: one situation against 100 to 10,000 rules over 20 forms, compiled against the plain walk
//! of conditions. `cargo bench --bench matching`
#![expect(clippy::panic, reason = "a bench is a program of its own")]

#[path = "../tests/random.rs"]
mod random;

use coopform::base::RuleBase;
use coopform::base::facts::{Facts, Said};
use coopform::engine::Workspace;
use coopform::engine::clauses::clauses;
use coopform::engine::columns::Columns;
use coopform::engine::outcome::Outcome;
use coopform::proof::Prover;
use divan::{Bencher, black_box};
use random::Dice;

fn main() {
    divan::main();
}

const RULES: [usize; 3] = [100, 1_000, 10_000];
/// Situations gone through in one iteration: divide the time by it.
const SITUATIONS: usize = 64;

fn base_and_situations(rules: usize) -> (RuleBase, Vec<Said>) {
    let mut dice = Dice(1);
    // A fifth of the rules are requirements.
    let base = random::base(&mut dice, 20, rules * 4 / 5 / 20);
    let situations = (0..SITUATIONS)
        .map(|_| {
            let world = random::world(&mut dice, &base);
            random::forget(&mut dice, &base, &world)
        })
        .collect();
    (base, situations)
}

/// Judging the rules alone, compiled.
#[divan::bench(args = RULES)]
fn columns(bencher: Bencher<'_, '_>, rules: usize) {
    let (base, situations) = base_and_situations(rules);
    let clauses: Vec<_> = base.rules.iter().flat_map(|rule| clauses(&rule.when)).collect();
    let columns = Columns::new(&clauses, &base.vocabulary);
    let facts: Vec<Facts> = situations.iter().map(|said| Facts::from_said(&base.vocabulary, said)).collect();
    let (mut certain, mut possible) = (Vec::new(), Vec::new());
    bencher.counter(divan::counter::ItemsCount::new(SITUATIONS)).bench_local(|| {
        for facts in &facts {
            columns.judge(black_box(facts), &mut certain, &mut possible);
        }
    });
}

/// Judging the rules alone, by walking their conditions.
#[divan::bench(args = RULES)]
fn walk(bencher: Bencher<'_, '_>, rules: usize) {
    let (base, situations) = base_and_situations(rules);
    let facts: Vec<Facts> = situations.iter().map(|said| Facts::from_said(&base.vocabulary, said)).collect();
    bencher.counter(divan::counter::ItemsCount::new(SITUATIONS)).bench_local(|| {
        for facts in &facts {
            for rule in &base.rules {
                black_box(rule.when.truth(black_box(facts)));
            }
        }
    });
}

/// The whole outcome: facts, rules, balances, ranking, robustness.
#[divan::bench(args = RULES)]
fn outcome(bencher: Bencher<'_, '_>, rules: usize) {
    let (base, situations) = base_and_situations(rules);
    let prover = Prover::compile(&base);
    let (mut work, mut outcome) = (Workspace::new(&base.vocabulary), Outcome::default());
    bencher.counter(divan::counter::ItemsCount::new(SITUATIONS)).bench_local(|| {
        for said in &situations {
            prover.evaluate(&base, black_box(said), &mut work, &mut outcome);
        }
    });
}
