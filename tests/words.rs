//! Reading what practitioners write: phrases as data, the measures on the reference cases, laws of reading.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use coopform::base::lexicon::Key;
use coopform::engine::Engine;
use coopform::intake::cells::CellReader;
use coopform::intake::row::Row;
use coopform::lint::agreement::Agreement;
use coopform::lint::words::{FromWords, from_words, left_out};
use coopform::render::words::Words;
use coopform::text::Lang;
use proptest::prelude::*;

use crate::{golden, shipped};

/// `tests/phrases.txt`: a heading, a colon and a phrase, then what is read of it. Adding a phrase is adding a line.
#[test]
fn every_phrase_is_read_as_expected() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/phrases.txt");
    let base = shipped::base();
    let words = Words { lang: Lang::Fr, base: &base };
    let mut reader = CellReader::new(&base);
    let mut text = String::new();
    for line in fs::read_to_string(&path).unwrap().lines().filter(|line| !line.starts_with("    ")) {
        let _ = writeln!(text, "{line}");
        let Some((heading, phrase)) = line.split_once(" : ").filter(|_| !line.starts_with('#')) else {
            continue;
        };
        let key = base.lexicon.exact_key(heading).unwrap_or_else(|| panic!("{heading} is no heading"));
        let mut row = Row::default();
        reader.read(key, 0, heading, phrase, &mut row);
        reader.finish(&mut row);
        let mut recognised = String::new();
        words.recognised(&row, &mut recognised);
        let lines = recognised.split(" | ").filter(|one| !one.is_empty()).map(str::to_owned);
        for one in lines.chain(words.unrecognised(&row).into_iter().map(|one| format!("? {one}"))) {
            let _ = writeln!(text, "    {one}");
        }
    }
    golden::check(&path, &text);
}

fn share(all: &[FromWords], keep: fn(&Agreement) -> bool) -> usize {
    all.iter().filter(|one| keep(&one.agreement)).count() * 100 / all.len()
}

/// The measures cannot fall unseen. They are read with `coopform cases --agreement --from-words`.
#[test]
fn the_cases_are_read_from_their_own_words() {
    let base = shipped::base();
    let all = from_words(&base, &Engine::compile(&base));
    let (recognised, phrases) =
        all.iter().fold((0, 0), |(known, sum), one| (known + one.recognised(), sum + one.phrases));
    assert!(recognised * 100 >= phrases * 85, "{recognised} of {phrases}");
    assert!(share(&all, Agreement::first) >= 36, "{}", share(&all, Agreement::first));
    assert!(share(&all, Agreement::among_three) >= 60, "{}", share(&all, Agreement::among_three));
}

/// Patterns say how people write, not what the cases at hand say: without the patterns that only the cases of the
/// same group show, little is lost.
#[test]
fn the_reading_does_not_rest_on_the_cases_at_hand() {
    let base = shipped::base();
    let engine = Engine::compile(&base);
    let (all, severe) = (from_words(&base, &engine), left_out(&base, &engine, 5));
    assert_eq!(all.len(), severe.len());
    for keep in [Agreement::first, Agreement::among_three] {
        let (with, without) = (share(&all, keep), share(&severe, keep));
        assert!(without + 10 >= with, "{with} % with their own patterns, {without} % without");
    }
}

#[test]
fn each_founding_case_in_its_own_words_puts_its_own_form_first() {
    let base = shipped::base();
    let all = from_words(&base, &Engine::compile(&base));
    for name in shipped::FOUNDING {
        let one = all.iter().find(|one| base.case(one.agreement.case).id.value == name).unwrap();
        assert!(one.agreement.first(), "{name}: {:?}", one.agreement);
        assert!(one.row.issues.is_empty(), "{name}");
    }
}

thread_local! {
    static BASE: coopform::base::RuleBase = shipped::base();
}

fn read(cell: &str) -> Row {
    BASE.with(|base| {
        let mut row = Row::default();
        let mut reader = CellReader::new(base);
        let headings =
            base.vocabulary.dimensions.iter().map(|d| base.lexicon.exact_key(&d.id.value).unwrap());
        for (index, key) in headings.chain([Key::Scale, Key::Words]).enumerate() {
            reader.read(key, index, "x", cell, &mut row);
        }
        reader.finish(&mut row);
        row
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is written, reading ends, and the words shown were written.
    #[test]
    fn any_cell_is_read_without_panic(cell in "(([a-zéèçà]{1,9}|[0-9]{1,9}|[A-Z]\\.|sans|deux|communes|SCoT|eau|[^a-z])[ ,;:()|%'-]?){0,30}") {
        let row = read(&cell);
        for phrase in &row.read {
            for words in phrase.finding.words.split(" … ") {
                prop_assert!(cell.contains(words), "{words:?} is not in {cell:?}");
            }
        }
    }
}
