//! Bad input: every folder of `tests/bad` is a set of files laid over the minimal base of `tests/good`.
//! Its diagnostics are in `expected.fr.txt` and `expected.en.txt`; its name begins with the code it shows.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use coopform::base::{Files, RuleBase};
use coopform::diagnostic::{Code, Diagnostics};
use coopform::engine::Engine;
use coopform::lint::lint;
use coopform::render::diagnostics::diagnostics;
use coopform::situation::Situation;
use coopform::source::Sources;
use coopform::text::Lang;
use coopform::yaml;

use crate::golden;

/// The files under a folder, by relative path. `x.times-N` stands for `x`, its content repeated.
fn read(folder: &Path, prefix: &str, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = format!("{prefix}{}", path.file_name().unwrap().to_str().unwrap());
        if path.is_dir() {
            read(&path, &format!("{name}/"), files);
        } else if let Some(absent) = name.strip_suffix(".absent") {
            files.remove(absent);
        } else if let Some((name, times)) = name.split_once(".times-") {
            files.insert(name.to_owned(), fs::read(&path).unwrap().repeat(times.parse().unwrap()));
        } else if !name.starts_with("expected.") {
            files.insert(name, fs::read(&path).unwrap());
        }
    }
}

/// Everything wrong with a set of files.
fn diagnose(files: BTreeMap<String, Vec<u8>>) -> (Sources, Diagnostics) {
    let mut sources = Sources::default();
    let (mut rules, mut cases, mut situation) = (Vec::new(), Vec::new(), None);
    for (name, bytes) in files {
        let id = sources.add_bytes(name.clone(), bytes);
        match name.split('/').next() {
            Some("rules") => rules.push(id),
            Some("cases") => cases.push(id),
            _ => situation = Some(id),
        }
    }
    let files = Files::sort(&sources, &rules, &cases);
    let mut found = Diagnostics::default();
    if let Some(base) = RuleBase::load(&sources, &files, &mut found) {
        lint(&base, &Engine::compile(&base), &mut found);
        if let Some(id) = situation {
            let document = yaml::parse(&sources, id, &mut found);
            if let Some(root) = &document.root {
                Situation::read(root, &base.vocabulary, &base.lexicon, &mut found);
            }
        }
    }
    found.sort();
    (sources, found)
}

fn good() -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/good"), "", &mut files);
    files
}

#[test]
fn the_good_base_has_no_fault() {
    let (_, found) = diagnose(good());
    assert!(found.all.is_empty(), "{:?}", found.all);
}

#[test]
fn every_bad_file_is_diagnosed_as_expected() {
    for folder in golden::files("tests/bad") {
        let name = folder.file_name().unwrap().to_str().unwrap().to_owned();
        let mut files = good();
        read(&folder, "", &mut files);
        let (sources, found) = diagnose(files);
        let expected =
            Code::ALL.iter().filter(|code| name.starts_with(code.name())).max_by_key(|c| c.name().len());
        let code = *expected.unwrap_or_else(|| panic!("{name} begins with no code"));
        assert!(found.all.iter().any(|d| d.code == code), "{name} does not show its code: {:?}", found.all);
        for lang in [Lang::Fr, Lang::En] {
            let drawn = diagnostics(lang, &sources, &found, false);
            let drawn: String = drawn.lines().map(|line| format!("{}\n", line.trim_end())).collect();
            golden::check(&folder.join(format!("expected.{}.txt", lang.code())), &drawn);
        }
    }
}

#[test]
fn every_code_has_a_page_and_a_fixture() {
    let folders: Vec<String> = golden::files("tests/bad")
        .iter()
        .map(|f| f.file_name().unwrap().to_str().unwrap().to_owned())
        .collect();
    for code in Code::ALL {
        let name = code.name();
        assert!(folders.iter().any(|f| f == name), "no fixture tests/bad/{name}");
        let page = code.page();
        assert!(page.starts_with(&format!("# {name}\n")), "the page of {name} does not begin with its name");
        assert!(
            page.contains("\n## Français\n") && page.contains("\n## English\n"),
            "a language misses for {name}"
        );
        assert!(page.len() > 400, "the page of {name} says too little");
    }
    let pages = golden::files("docs/diagnostics").len();
    assert_eq!(pages, Code::ALL.len(), "a page of docs/diagnostics has no code");
}
