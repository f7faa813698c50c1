//! The trainer's kit: nothing tells the form before the reveal, the same seed gives the same files, every flip is what
//! the program says of the changed situation.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use coopform::base::RuleBase;
use coopform::proof::Prover;
use coopform::render::html::html;
use coopform::render::kit::{classroom, handouts};
use coopform::render::words::Words;
use coopform::text::Lang;
use coopform::train::flips::Flip;
use coopform::train::{Kit, Subject, kit, quiz};

use crate::shipped;

fn made(base: &RuleBase, seed: u64) -> (Prover, Kit) {
    let prover = Prover::compile(base);
    let subjects = base.training.cases.iter().map(|&case| Subject::of_case(base, case)).collect();
    let made = kit(base, &prover, subjects, seed).unwrap();
    (prover, made)
}

#[test]
fn before_the_reveal_nothing_singles_out_a_form() {
    let base = shipped::base();
    for lang in [Lang::Fr, Lang::En] {
        let words = Words { lang, base: &base };
        let (_, kit) = made(&base, 1);
        let page = classroom(&words, &kit).unwrap().to_lowercase();
        for &form in &kit.options {
            let label = words.heading(form).to_lowercase();
            assert_eq!(page.matches(&label).count(), 1, "{label}: once, among the options");
        }
        for (index, exercise) in kit.exercises.iter().enumerate() {
            let sheet = html(&handouts::case(&words, index, exercise, &kit.options));
            let sheet = sheet.replace('\u{a0}', " ").to_lowercase();
            for &form in &kit.options {
                let label = words.heading(form).replace('\u{a0}', " ").to_lowercase();
                assert_eq!(sheet.matches(&label).count(), 1, "{label}: once, to vote for");
            }
            let case = base.case(exercise.subject.case.unwrap());
            for secret in [case.name.get(lang), case.place.get(lang)] {
                assert!(!page.contains(&format!("\"{}", secret.to_lowercase())), "{secret}");
            }
        }
    }
}

#[test]
fn the_same_seed_gives_the_same_kit_and_another_one_another_order() {
    let base = shipped::base();
    let words = Words { lang: Lang::Fr, base: &base };
    let page = |seed: u64| classroom(&words, &made(&base, seed).1).unwrap();
    assert!(page(3) == page(3));
    assert!((4..9).any(|seed| page(seed) != page(3)));
}

#[test]
fn every_flip_is_what_the_changed_situation_gives() {
    let base = shipped::base();
    let (prover, kit) = made(&base, 1);
    let mut checked = 0;
    for exercise in &kit.exercises {
        let (facts, said) = (&exercise.subject.situation.facts, &exercise.subject.situation.said);
        let same = |flip: &Flip, said: &coopform::base::facts::Said| {
            let outcome = prover.engine().outcome(&base.vocabulary, said);
            assert_eq!(flip.first, outcome.leaders());
            let balances: Vec<i32> = kit.options.iter().map(|form| outcome.standing(*form).balance).collect();
            assert_eq!(flip.balances, balances);
        };
        for (one, &change) in exercise.flips.changes.iter().enumerate() {
            let changed = change.apply(&base.vocabulary, said, facts).unwrap();
            same(&exercise.flips.single[one], &changed);
            let after = coopform::base::facts::Facts::from_said(&base.vocabulary, &changed);
            for (place, double) in exercise.flips.double[one].iter().enumerate() {
                let Some(double) = double else { continue };
                let second = exercise.flips.changes[one + 1 + place];
                same(double, &second.apply(&base.vocabulary, &changed, &after).unwrap());
                checked += 1;
            }
        }
        let last = exercise.replay.steps.last().unwrap();
        let balances: Vec<i32> =
            kit.options.iter().map(|form| exercise.outcome.standing(*form).balance).collect();
        let counted = |(at, balance): (usize, &i32)| last.out[at] || last.balances[at] == *balance;
        assert!(balances.iter().enumerate().all(counted), "the replay does not end where the rules do");
    }
    assert!(checked > 1_000, "{checked}");
}

#[test]
fn a_near_miss_differs_by_one_fact_and_by_its_form() {
    let base = shipped::base();
    let prover = Prover::compile(&base);
    let all = quiz::questions(&base, &prover, 5, 40);
    let near = all.iter().filter(|question| question.change.is_some()).count();
    assert!(near > 8, "{near} near misses among {} questions", all.len());
    for question in &all {
        let said = match question.change {
            None => question.situation.said.clone(),
            Some(change) => {
                change.apply(&base.vocabulary, &question.situation.said, &question.situation.facts).unwrap()
            }
        };
        assert_eq!(prover.outcome(&base, &said).leaders(), [question.right]);
        assert!(
            question.offered.iter().any(|(form, _)| *form == question.right) && question.offered.len() == 4
        );
        assert!(question.offered.iter().all(|(form, why)| (*form == question.right) == why.is_none()));
        let told = base.case(question.case).form();
        assert_eq!(question.change.is_none(), told == Some(question.right));
    }
}

fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("coopform-{name}-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// A trainer's own words, whatever they are, stay text.
#[test]
fn hostile_words_of_a_trainer_stay_text() {
    let folder = folder("hostile-kit");
    let words = "</script><script>alert(1)</script> \"l'été\" & 🚂 \u{202e}abc";
    let situation =
        format!("name: |-\n  {words}\ntriggers: [grand-projet]\npartners: [{{ kind: epci, count: 3 }}]\n");
    fs::write(folder.join("own.yaml"), situation).unwrap();
    let run = |line: &str| {
        let output =
            Command::new(env!("CARGO_BIN_EXE_coopform")).args(line.split(' ')).current_dir(&folder).output();
        output.unwrap()
    };
    let output = run("train kit --with own.yaml --chosen entente -o kit --lang fr");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    for entry in fs::read_dir(folder.join("kit")).unwrap() {
        let text = fs::read_to_string(entry.unwrap().path()).unwrap();
        assert!(!text.contains("<script>alert") && !text.contains('\u{202e}'));
    }
    let again = run("train kit --with own.yaml -o kit --lang fr");
    assert_eq!(again.status.code(), Some(1), "a folder that is not empty is left alone");
    fs::remove_dir_all(Path::new(&folder)).unwrap();
}
