//! `score` end to end on generated rows, reading and writing included, for each notation and number of
//! cores. `cargo bench --bench score [-- ROWS]` (a million by default)
#![expect(clippy::unwrap_used, reason = "a bench is a program of its own")]

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;
use std::{env, fs};

fn main() {
    let rows = env::args().skip(1).find_map(|a| a.parse::<usize>().ok()).unwrap_or(1_000_000);
    let folder = env::temp_dir().join("coopform-bench");
    fs::create_dir_all(&folder).unwrap();
    let (csv, jsonl) = (folder.join("rows.csv"), folder.join("rows.jsonl"));
    generate(rows, &csv, &jsonl);
    println!("{:<28} {:>6} {:>10} {:>14}", "", "cores", "seconds", "rows a second");
    for (name, input, to) in [
        ("CSV to CSV", &csv, "csv"),
        ("CSV to JSON Lines", &csv, "jsonl"),
        ("JSON Lines to JSON Lines", &jsonl, "jsonl"),
    ] {
        for cores in ["1", "2"] {
            let best = (0..3).map(|_| run(input, to, cores)).fold(f64::INFINITY, f64::min);
            println!("{name:<28} {cores:>6} {best:>10.2} {:>14.0}", rows as f64 / best);
        }
    }
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
