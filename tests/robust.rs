//! No input makes the program panic, and typing errors are never taken for something else in silence.

use coopform::base::range::split_count;
use coopform::base::range::{Range, RangeFault};
use coopform::diagnostic::{Code, Diagnostics};
use coopform::intake::lines::LineReader;
use coopform::intake::row::Row;
use coopform::render::diagnostics::diagnostics;
use coopform::situation::Situation;
use coopform::source::Sources;
use coopform::text::{Lang, fold};
use coopform::yaml;
use proptest::prelude::*;

use crate::shipped;

thread_local! {
    static BASE: coopform::base::RuleBase = shipped::base();
}

/// Reads bytes as a situation, and draws what is wrong with them.
fn read(bytes: &[u8]) -> Diagnostics {
    BASE.with(|base| {
        let mut sources = Sources::default();
        let id = sources.add_bytes("x", bytes.to_vec());
        let mut found = Diagnostics::default();
        let document = yaml::parse(&sources, id, &mut found);
        if let Some(root) = &document.root {
            Situation::read(root, &base.vocabulary, &base.lexicon, &mut found);
        }
        for lang in [Lang::Fr, Lang::En] {
            diagnostics(lang, &sources, &found, false);
        }
        found
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_without_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        read(&bytes);
    }

    #[test]
    fn any_text_of_yaml_marks_is_read_without_panic(text in "[a-eé:{}\\[\\],&*!|>'\"#\\- \n\t0-9]{0,120}") {
        read(text.as_bytes());
    }

    #[test]
    fn any_damage_to_a_good_file_is_read_without_panic(at in 0usize..400, with in "[{}\\[\\]:'\"&*!\n\t é-]{0,3}") {
        let good = "name: é\ntriggers: [travaux-de-scot]\npartners: [{ kind: epci, count: 5 }, \"3 communes\"]\n\
                    scale: { departments: \"3 à 5\" }\nstakes:\n  - bassin-de-vie\nunknown: [means]\n";
        let mut at = at % good.len();
        while !good.is_char_boundary(at) { at -= 1; }
        read(format!("{}{with}{}", &good[..at], &good[at..]).as_bytes());
    }

    #[test]
    fn any_line_is_read_without_panic(line in "\\PC{0,80}", key in "[a-z]{1,8}") {
        BASE.with(|base| {
            let mut reader = LineReader::new(base);
            let mut row = Row::default();
            reader.read(&line, &mut row);
            reader.read(&format!("{{\"{key}\": {}}}", serde_json::Value::from(line.as_str())), &mut row);
        });
    }

    #[test]
    fn folding_is_stable(text in "\\PC{0,40}") {
        prop_assert_eq!(fold(&fold(&text)), fold(&text));
    }

    #[test]
    fn a_written_range_is_read_back(least in 0u32..1000, more in 0u32..1000) {
        let most = least + more;
        for words in [format!("{least} à {most}"), format!("{least}-{most}"), format!("{least} to {most}")] {
            prop_assert_eq!(Range::parse(&words), Ok(Range { min: least, max: most }));
        }
        if more > 0 {
            prop_assert_eq!(Range::parse(&format!("{most}-{least}")), Err(RangeFault::UpsideDown));
        }
        let words = format!("{least} communes");
        let (range, kind) = split_count(&words);
        prop_assert_eq!((range, kind), (Ok(Range::exactly(least)), "communes"));
    }
}

#[test]
fn a_word_far_from_every_term_is_never_taken_for_one() {
    for word in ["zzz", "la pétanque", "x", "12", "triggers", "prout et compagnie"] {
        let found = read(format!("triggers: [\"{word}\"]").as_bytes());
        assert!(found.all.iter().any(|d| d.code == Code::UnknownTerm), "{word}");
    }
}
