//! The rules of the house: floors, rooms, sizes, words.

use std::fs;
use std::path::{Path, PathBuf};

/// From the ground up; a file may name what stands on a lower line only. Inside a folder that stands on one
/// line, rooms know each other.
const FLOORS: &[&[&str]] = &[
    &["source", "text"],
    &["diagnostic"],
    &["tree"],
    &["yaml"],
    &["read"],
    &["base/ids", "base/truth"],
    &["base/range"],
    &["base/vocabulary"],
    &["base/tally"],
    &["base/facts"],
    &["base/change", "base/condition", "base/contradiction", "base/lexicon"],
    &["base/outline", "base/phrasing", "base/question"],
    &["base/rule", "situation"],
    &["base/form"],
    &["base/case", "base/vignette", "base/training"],
    &["base/mod"],
    &["base/shipped"],
    &["engine"],
    &["proof"],
    &["explain", "intake", "interview"],
    &["lint"],
    &["batch", "draft", "train"],
    &["render"],
    &["cli"],
    &["main", "lib"],
];

/// Each outside library is named in one room.
const LIBRARIES: &[(&str, &str)] = &[
    ("granit_parser", "yaml"),
    ("annotate_snippets", "render/diagnostics"),
    ("comfy_table", "render/terminal"),
    ("maud", "render/html"),
    ("base64", "render/kit"),
    ("strsim", "text"),
    ("fastrand", "lint/sampling"),
    ("unicode_normalization", "text"),
    ("rayon::prelude", "batch"),
    ("serde_yaml", "cli/"),
    ("indexmap", "cli/"),
    ("jiff", "cli/today"),
    ("clap", "cli"),
    ("terminal_size", "cli/output"),
    ("rust_stemmers", "intake/stems"),
    ("rust_xlsxwriter", "render/xlsx"),
    ("docx_rs", "render/docx"),
    ("indicatif", "cli/score"),
    ("ctrlc", "cli/interrupt"),
    ("inquire", "cli/door"),
    ("encoding_rs", "cli/table/encoding"),
    ("calamine", "cli/table/workbook"),
    ("zip::", "cli/table/workbook"),
];

fn source_files() -> Vec<(String, String)> {
    fn walk(folder: &Path, all: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => walk(&path, all),
                // What a page embeds stands beside the code that embeds it.
                false if path.extension().is_some_and(|ending| ending == "rs") => all.push(path),
                false => {}
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut all = Vec::new();
    walk(&root, &mut all);
    all.sort();
    let named = |path: PathBuf| {
        let name = path.strip_prefix(&root).unwrap().with_extension("").display().to_string();
        (name, fs::read_to_string(&path).unwrap())
    };
    all.into_iter().map(named).filter(|(name, _)| name != "build").collect()
}

/// The floor of a file, or of what a `crate::` path names.
fn floor(name: &str) -> Option<usize> {
    let stands_in = |room: &str| name == room || name.starts_with(&format!("{room}/"));
    FLOORS.iter().position(|rooms| rooms.iter().any(|room| stands_in(room)))
}

/// Every `crate::a::b` of a text, as the file it leads to.
fn named_rooms<'t>(text: &'t str, names: &'t [String]) -> impl Iterator<Item = String> + 't {
    text.match_indices("crate::").map(move |(at, _)| {
        let path = &text[at + 7..];
        let end = path.find(|c: char| !c.is_alphanumeric() && c != '_' && c != ':').unwrap_or(path.len());
        let parts: Vec<&str> = path[..end].split("::").filter(|p| !p.is_empty()).collect();
        let two = parts.iter().take(2).copied().collect::<Vec<_>>().join("/");
        let one = parts.first().copied().unwrap_or_default().to_owned();
        let exists = |room: &String| names.iter().any(|n| n == room);
        if exists(&two) {
            two
        } else if exists(&format!("{one}/mod")) && floor(&one).is_none() {
            format!("{one}/mod")
        } else {
            one
        }
    })
}

#[test]
fn a_file_names_only_lower_floors() {
    let files = source_files();
    let names: Vec<String> = files.iter().map(|(name, _)| name.clone()).collect();
    let mut seen = 0;
    for (name, text) in &files {
        let own = floor(name)
            .unwrap_or_else(|| panic!("src/{name}.rs stands on no floor: add it to tests/house.rs"));
        let room = |name: &str| name.split('/').next().unwrap_or_default().to_owned();
        for named in named_rooms(text, &names) {
            let other = floor(&named)
                .unwrap_or_else(|| panic!("src/{name}.rs names `{named}`, which stands on no floor"));
            let inside = room(name) == room(&named) && other == own;
            assert!(other < own || inside, "src/{name}.rs (floor {own}) names `{named}` (floor {other})");
            seen += 1;
        }
    }
    assert!(seen > 100, "the reading of `use` lines is broken: {seen} seen");
}

#[test]
fn each_library_is_named_in_one_room() {
    for (name, text) in source_files() {
        for (library, room) in LIBRARIES {
            let uses = text.lines().any(|line| {
                let code = line.split("//").next().unwrap_or_default();
                code.match_indices(&format!("{library}::")).any(|(at, _)| {
                    !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':')
                })
            });
            assert!(
                !uses || name.starts_with(room),
                "src/{name}.rs names {library}, which belongs to {room}"
            );
        }
    }
}

#[test]
fn only_the_doors_and_sources_touch_the_outside() {
    for (name, text) in source_files() {
        let outside =
            ["std::fs", "std::env", "std::net", "std::process", "println!", "eprintln!", "File::open"];
        let may = name == "source" || name == "main" || name.starts_with("cli");
        for word in outside.iter().filter(|_| !may) {
            assert!(!text.contains(word), "src/{name}.rs touches the outside: {word}");
        }
    }
}

#[test]
fn no_file_is_too_long_and_the_engine_reads_in_one_sitting() {
    let mut engine = 0;
    for (name, text) in source_files() {
        let lines = text.lines().count();
        assert!(lines <= 400, "src/{name}.rs has {lines} lines");
        if name.starts_with("engine") {
            engine += lines;
        }
        assert!(text.starts_with("//! "), "src/{name}.rs does not say what lives there");
    }
    assert!(engine <= 800, "the engine has {engine} lines");
}

#[test]
fn the_engine_knows_no_text_and_no_word_of_the_domain_is_in_the_code() {
    let domain = ["entente", "commune", "syndicat", "mutualisation", "articulation", "epci"];
    for (name, text) in source_files() {
        if name.starts_with("engine") {
            for word in ["Text", "Lang", "span", "label"] {
                assert!(
                    !text.split(|c: char| !c.is_alphanumeric()).any(|w| w == word),
                    "src/{name}.rs knows `{word}`"
                );
            }
        }
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for (number, line) in code.lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default().to_lowercase();
            for word in domain {
                assert!(!code.contains(word), "src/{name}.rs:{} knows `{word}`", number + 1);
            }
        }
    }
}
