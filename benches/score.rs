//! `score` end to end on generated rows, reading and writing included, for each notation and number of
//! cores, beside the time it takes merely to parse the same file; and a tenth as many rows in practitioners' words.
//! `cargo bench --bench score [-- ROWS]` (a million by default). For the peak memory, run the program on the files
//! left in the temporary folder under `/usr/bin/time -v`.
#![expect(clippy::unwrap_used, reason = "a bench is a program of its own")]

use std::fmt::Write as _;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;
use std::{env, fs};

fn main() {
    let rows = env::args().skip(1).find_map(|a| a.parse::<usize>().ok()).unwrap_or(1_000_000);
    let folder = env::temp_dir().join("coopform-bench");
    fs::create_dir_all(&folder).unwrap();
    let (csv, jsonl, words) = (folder.join("rows.csv"), folder.join("rows.jsonl"), folder.join("words.csv"));
    generate(rows, &csv, &jsonl);
    let told = rows.div_ceil(10);
    tell(told, &words);
    println!("{:<28} {:>6} {:>10} {:>14}", "", "cores", "seconds", "rows a second");
    let best_of = |run: &dyn Fn() -> f64| (0..3).map(|_| run()).fold(f64::INFINITY, f64::min);
    let show = |name: &str, cores: &str, rows: usize, best: f64| {
        println!("{name:<28} {cores:>6} {best:>10.2} {:>14.0}", rows as f64 / best);
    };
    show("parsing the CSV only", "1", rows, best_of(&|| parse_table(&csv)));
    show("parsing the JSON Lines only", "1", rows, best_of(&|| parse_lines(&jsonl)));
    for (name, input, to, rows) in [
        ("CSV to CSV", &csv, "csv", rows),
        ("CSV to JSON Lines", &csv, "jsonl", rows),
        ("JSON Lines to JSON Lines", &jsonl, "jsonl", rows),
        ("words, CSV to CSV", &words, "csv", told),
    ] {
        for cores in ["1", "2"] {
            show(name, cores, rows, best_of(&|| run(input, to, cores)));
        }
    }
}

fn parse_table(path: &Path) -> f64 {
    let start = Instant::now();
    let mut reader = csv::Reader::from_path(path).unwrap();
    let mut record = csv::ByteRecord::new();
    let mut cells = 0;
    while reader.read_byte_record(&mut record).unwrap() {
        cells += record.len();
    }
    assert!(cells > 0);
    start.elapsed().as_secs_f64()
}

fn parse_lines(path: &Path) -> f64 {
    let start = Instant::now();
    let lines = BufReader::new(fs::File::open(path).unwrap()).lines();
    let values = lines.filter(|line| {
        let line = line.as_ref().unwrap();
        serde_json::from_str::<serde_json::Value>(line).unwrap().is_object()
    });
    assert!(values.count() > 0);
    start.elapsed().as_secs_f64()
}

/// Rows in words, of which hardly two phrases are alike: ways of saying, themes, numbers and years.
fn tell(rows: usize, path: &Path) {
    const THEMES: [&str; 8] =
        ["eau potable", "mobilité", "déchets", "tourisme", "énergie", "urbanisme", "santé", "forêt"];
    const TRIGGERS: [&str; 6] = [
        "Appel à projets",
        "Fin de la délégation de service public",
        "Révision du SCoT et",
        "Nouvelle compétence",
        "Équipement vétuste à remplacer :",
        "Demande des habitants pour",
    ];
    const STAKES: [&str; 6] = [
        "Assurer la continuité du service",
        "Réduire les coûts",
        "Peser ensemble face à l’État sur",
        "Concilier développement du territoire et",
        "Partager un technicien",
        "Construire une vision partagée de",
    ];
    const KINDS: [&str; 5] =
        ["communautés de communes", "communes", "agglomérations", "CC", "syndicats mixtes"];
    let mut seed = 7u64;
    let mut below = move |limit: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % limit
    };
    let mut table = String::from("nom;déclencheurs;partenaires;échelle;enjeux\n");
    for row in 0..rows {
        let theme = THEMES[below(THEMES.len())];
        let (trigger, kind) = (TRIGGERS[below(TRIGGERS.len())], KINDS[below(KINDS.len())]);
        let (one, other) = (STAKES[below(STAKES.len())], STAKES[below(STAKES.len())]);
        let _ = writeln!(
            table,
            "s{row};{trigger} {theme} en {};{} {kind} et un PNR;{} départements;{one} {theme} d’ici {} | {other} {theme} ({} communes)",
            2000 + below(60),
            2 + below(30),
            1 + below(5),
            2020 + below(60),
            2 + below(400)
        );
    }
    fs::write(path, table).unwrap();
}

fn run(input: &Path, to: &str, cores: &str) -> f64 {
    let start = Instant::now();
    let status = Command::new(env!("CARGO_BIN_EXE_coopform"))
        .args(["score", input.to_str().unwrap(), "--to", to, "--threads", cores])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    assert!(status.unwrap().success());
    start.elapsed().as_secs_f64()
}

/// Rows of 1 to 3 triggers and stakes, 2 to 4 kinds of partners and a quantity, all by their ids.
fn generate(rows: usize, csv: &Path, jsonl: &Path) {
    let schema = Command::new(env!("CARGO_BIN_EXE_coopform")).args(["schema", "situation"]).output().unwrap();
    let schema: serde_json::Value = serde_json::from_slice(&schema.stdout).unwrap();
    let terms = |dimension: &str| -> Vec<String> {
        let listed = schema["$defs"][dimension]["oneOf"].as_array().cloned().unwrap_or_default();
        listed.iter().filter_map(|term| term["const"].as_str().map(str::to_owned)).collect()
    };
    let (triggers, kinds, stakes) = (terms("triggers"), terms("partners"), terms("stakes"));
    assert!(triggers.len() > 5 && kinds.len() > 10 && stakes.len() > 5, "the schema has changed shape");
    let mut seed = 1u64;
    let mut below = move |limit: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % limit
    };
    let mut table = String::from("name,triggers,partners,stakes,departments\n");
    let mut lines = String::new();
    for row in 0..rows {
        let mut some = |all: &[String], least: usize, more: usize| -> Vec<String> {
            let count = least + below(more);
            let mut chosen: Vec<String> = (0..count).map(|_| all[below(all.len())].clone()).collect();
            chosen.dedup();
            chosen
        };
        let (t, k, s) = (some(&triggers, 1, 3), some(&kinds, 2, 3), some(&stakes, 1, 3));
        let counted: Vec<(String, usize)> = k.into_iter().map(|kind| (kind, 1 + below(6))).collect();
        let departments = 1 + below(4);
        let partners: Vec<String> = counted.iter().map(|(kind, n)| format!("{n} {kind}")).collect();
        let _ =
            writeln!(table, "s{row},{},{},{},{departments}", t.join("|"), partners.join("|"), s.join("|"));
        let partners: Vec<String> =
            counted.iter().map(|(kind, n)| format!("{{\"kind\":\"{kind}\",\"count\":{n}}}")).collect();
        let _ = writeln!(
            lines,
            "{{\"id\":\"s{row}\",\"triggers\":[\"{}\"],\"partners\":[{}],\"stakes\":[\"{}\"],\"scale\":{{\"departments\":{departments}}}}}",
            t.join("\",\""),
            partners.join(","),
            s.join("\",\"")
        );
    }
    fs::write(csv, table).unwrap();
    fs::write(jsonl, lines).unwrap();
}
