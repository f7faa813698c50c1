//! Every kind of HTML page that the program writes, audited in a real browser by `tests/browser/audit.mjs`.
//! Without node, its modules or a browser, it says so and passes, unless `COOPFORM_BROWSER=required`.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use coopform::render::html::html;
use coopform::render::page::Page;
use coopform::text::Lang;

use crate::pictures;

const PROGRAM: &str = env!("CARGO_BIN_EXE_coopform");

/// A kind of page, and the command that writes it.
const PAGES: &[(&str, &str)] = &[
    ("recommend", "recommend examples/bassin-de-vie.yaml --format html"),
    ("recommend-words", "explain examples/en-vos-mots.csv --row 2 --format html"),
    ("recommend-json", "recommend examples/contrat-avec-l-etat.json --format html"),
    ("explain", "explain examples/situations.csv --row 2 --format html"),
    ("explain-full", "explain examples/bassin-de-vie.yaml --full --format html"),
    ("explain-form", "explain examples/bassin-de-vie.yaml --form petr --format html"),
    ("what-if", "what-if examples/bassin-de-vie.yaml --format html"),
    ("what-if-set", "what-if examples/bassin-de-vie.yaml --set departement=1 --format html"),
    ("compare", "compare examples/bassin-de-vie.yaml entente petr --format html"),
    ("draft", "draft examples/bassin-de-vie.yaml --format html"),
    ("forms", "forms --format html"),
    ("form", "forms entente --format html"),
    ("forms-full", "forms --full --format html"),
    ("forms-compare", "forms --compare spl scic sem-semop --format html"),
    ("forms-map", "forms --map --format html"),
    ("forms-around", "forms petr --map --format html"),
    ("forms-table", "forms --table entente petr --format html"),
    ("forms-table-seven", "forms --table entente petr spl scic gip gect association --format html"),
    ("cases", "cases --format html"),
    ("case", "cases tridan --format html"),
    ("cases-agreement", "cases --agreement --format html"),
    ("rules", "rules --format html"),
    ("rules-form", "rules entente --format html"),
    ("rule", "rules entente/shared-basin --format html"),
    ("check-report", "check --report --format html"),
    ("score", "score examples/situations.csv --to html"),
    ("ask", "ask --answers examples/reponses-tridan.yaml --format html"),
    ("toy-map", "forms --map --format html --rules tests/toy/rules --cases tests/toy/cases"),
    (
        "toy-recommend",
        "recommend tests/toy/situations/peche-en-mer.yaml --format html --rules tests/toy/rules --cases tests/toy/cases",
    ),
];

/// What is missing for an audit, if anything.
fn missing() -> Option<&'static str> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/node_modules");
    let browser = std::env::var("CHROMIUM").unwrap_or_else(|_| "/usr/bin/chromium".to_owned());
    let node = Command::new("node").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    match () {
        () if !node.is_ok_and(|status| status.success()) => Some("node"),
        () if !root.join("playwright-core").is_dir() => Some("its modules (npm ci in tests/browser)"),
        () if !Path::new(&browser).exists() => Some("chromium"),
        () => None,
    }
}

/// Whether pages can be audited here; says why not.
fn there_is_a_browser() -> bool {
    let Some(what) = missing() else { return true };
    let required = std::env::var("COOPFORM_BROWSER").is_ok_and(|value| value == "required");
    assert!(!required, "the pages cannot be audited: {what} is missing");
    eprintln!("the pages are not audited: {what} is missing");
    false
}

/// Runs a script of `tests/browser`; answers what it says.
fn node(script: &str, arguments: &[&Path]) -> String {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser").join(script);
    let output = Command::new("node").arg(script).args(arguments).output().unwrap();
    let (said, errors) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{said}{errors}");
    said.into_owned()
}

/// Runs the program in a folder.
fn coopform(folder: &Path, line: &str) {
    let output = Command::new(PROGRAM).args(line.split(' ')).current_dir(folder).output().unwrap();
    assert!(output.status.success(), "coopform {line}: {}", String::from_utf8_lossy(&output.stderr));
}

fn folder(name: &str) -> std::path::PathBuf {
    let folder = std::env::temp_dir().join(format!("coopform-{name}-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// The classroom page, driven by keyboard through a whole case, without a network, at the sizes of two projectors.
#[test]
fn a_class_runs_a_case_from_the_keyboard() {
    if !there_is_a_browser() {
        return;
    }
    let folder = folder("class");
    coopform(&folder, "train kit -o kit --lang fr");
    let said = node("classroom.mjs", &[&folder.join("kit/classe.html"), &folder.join("shots")]);
    assert!(said.contains("every screen passed"), "{said}");
    fs::remove_dir_all(&folder).unwrap();
}

/// The cases of which there is most to say.
const LONGEST: [&str; 3] =
    ["collectivite-eau-bassin-rennais", "service-commun-ads-montesquieu", "service-commun-ads-pays-viganais"];

/// What is printed fits: two pages for the notes of two founding cases, for those of which there is most to say, and for
/// each hand-out.
#[test]
fn notes_and_hand_outs_print_on_two_pages() {
    if !there_is_a_browser() {
        return;
    }
    let folder = folder("paper");
    coopform(&folder, "train kit -o kit --lang fr");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (name, row) in [("second", 3), ("third", 4)] {
        let table = root.join("tests/founding-cases.csv").display().to_string();
        coopform(&folder, &format!("explain {table} --row {row} -o kit/{name}.html --lang fr"));
    }
    for case in LONGEST {
        coopform(&folder, &format!("cases {case} --situation -o {case}.yaml"));
        coopform(&folder, &format!("explain {case}.yaml -o kit/{case}.html --lang fr"));
    }
    let mut pages: Vec<_> =
        fs::read_dir(folder.join("kit")).unwrap().map(|entry| entry.unwrap().path()).collect();
    pages.retain(|path| !path.ends_with("classe.html"));
    pages.sort();
    let mut arguments = vec![Path::new("--pdf").to_owned(), folder.join("pdf")];
    arguments.extend(pages.iter().cloned());
    let arguments: Vec<&Path> = arguments.iter().map(std::path::PathBuf::as_path).collect();
    let said = node("audit.mjs", &arguments);
    let short = |line: &&str| line.ends_with("1 page A4") || line.ends_with("2 pages A4");
    let long: Vec<&str> = said.lines().filter(|line| line.starts_with("ok ") && !short(line)).collect();
    assert!(long.is_empty(), "{long:?}");
    assert_eq!(said.lines().filter(|line| line.starts_with("ok ")).count(), pages.len(), "{said}");
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn every_page_is_sound_in_a_browser() {
    if !there_is_a_browser() {
        return;
    }
    let folder = std::env::temp_dir().join(format!("coopform-browser-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let mut paths = Vec::new();
    let mut write = |name: String, page: &[u8]| {
        let path = folder.join(format!("{name}.html"));
        fs::write(&path, page).unwrap();
        paths.push(path);
    };
    for (name, line) in PAGES {
        for lang in ["fr", "en"] {
            let output = Command::new(PROGRAM)
                .args(line.split(' '))
                .args(["--lang", lang])
                .current_dir(env!("CARGO_MANIFEST_DIR"))
                .stdin(Stdio::null())
                .output()
                .unwrap();
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(output.stdout.starts_with(b"<!DOCTYPE html>"), "coopform {line}: {said}");
            write(format!("{name}.{lang}"), &output.stdout);
        }
    }
    for (name, base) in [("pictures", pictures::shipped_base()), ("hostile", pictures::hostile_base())] {
        for lang in [Lang::Fr, Lang::En] {
            let mut page = Page::new(lang, "Images");
            pictures::figures(&base, lang).into_iter().for_each(|figure| page.figure(figure));
            write(format!("{name}.{}", lang.code()), html(&page).as_bytes());
        }
    }
    let audit = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/audit.mjs");
    let output = Command::new("node").arg(audit).args(&paths).output().unwrap();
    let (said, errors) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{said}{errors}");
    assert!(said.ends_with(&format!("audit: {} passed, 0 failed\n", paths.len())), "{said}");
    fs::remove_dir_all(&folder).unwrap();
}
