//! How many questions until the first form is settled, by the order of the questions, and how long the longest
//! wait between two questions is. `cargo bench --bench questions`
#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a bench is a program of its own")]

#[path = "../tests/respondent.rs"]
mod respondent;

use std::time::{Duration, Instant};

use coopform::base::facts::Facts;
use coopform::base::{RuleBase, shipped};
use coopform::diagnostic::Diagnostics;
use coopform::interview::{Interview, Next, Order};
use coopform::proof::Prover;
use coopform::source::Sources;
use respondent::Respondent;

fn main() {
    let mut sources = Sources::default();
    let files = shipped::all(&mut sources);
    let base = RuleBase::load(&sources, &files, &mut Diagnostics::default()).unwrap();
    let prover = Prover::compile(&base);
    let blank = Facts::blank(&base.vocabulary);
    let cases: Vec<&Facts> = base.cases.iter().map(|case| &case.situation.facts).collect();
    println!(
        "                                  settled     ours  authors'  random   ours/authors'  mean wait  longest wait"
    );
    for (name, facts, knows_all) in [
        ("cases, what they tell", cases.clone(), false),
        ("cases, the rest answered", cases, true),
        ("situations at random", vec![&blank; 100], true),
    ] {
        let mut sums = [0usize; 3];
        let (mut settled, mut longest, mut waited) = (0, Duration::ZERO, Duration::ZERO);
        for (seed, facts) in facts.iter().enumerate() {
            for (sum, order) in
                sums.iter_mut().zip([Order::Narrowing, Order::Authors, Order::Shuffled(seed as u64)])
            {
                let mut respondent = Respondent::new(seed as u64, facts, knows_all);
                let mut interview = Interview::ordered(&base, &prover, order);
                while let Next::Ask(id) = interview.now().next {
                    let answer = respondent.answer(&base, id);
                    let start = Instant::now();
                    interview.answer(id, answer);
                    if order == Order::Narrowing {
                        longest = longest.max(start.elapsed());
                        waited += start.elapsed();
                    }
                }
                *sum += interview.steps().len();
                settled += usize::from(order == Order::Narrowing && interview.now().settled);
            }
        }
        let mean = |at: usize| sums[at] as f64 / facts.len() as f64;
        println!(
            "{name:32}  {settled:3} / {:3}   {:4.1}    {:4.1}     {:4.1}        {:3.0} %          {:.1} ms     {:.0} ms",
            facts.len(),
            mean(0),
            mean(1),
            mean(2),
            100.0 * mean(0) / mean(1),
            waited.as_secs_f64() * 1000.0 / sums[0] as f64,
            longest.as_secs_f64() * 1000.0
        );
    }
}
