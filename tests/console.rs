//! Commands through the real program: every file of `tests/screens`, and every ```console block of the
//! READMEs. A block is `$ command` lines, each followed by what it prints (standard output, then standard
//! error after `[stderr]`, then `[status N]` when it is not 0). Adding a screen is adding a file.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::golden;

const PROGRAM: &str = env!("CARGO_BIN_EXE_coopform");

/// Runs a shell line in the project's folder, `coopform` being the program under test.
fn run(line: &str) -> String {
    let folder = Path::new(PROGRAM).parent().unwrap().display().to_string();
    let path = std::env::var("PATH").unwrap_or_default();
    let output = Command::new("bash")
        .args(["-c", line])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_clear()
        .env("PATH", format!("{folder}:{path}"))
        .env("LANG", "fr_FR.UTF-8")
        .env("SOURCE_DATE_EPOCH", "1796083200")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let mut text = String::from_utf8(output.stdout).unwrap();
    if !output.stderr.is_empty() {
        let errors = String::from_utf8(output.stderr).unwrap();
        let _ = write!(text, "[stderr]\n{errors}");
    }
    match output.status.code() {
        Some(0) => {}
        Some(code) => {
            let _ = writeln!(text, "[status {code}]");
        }
        None => text.push_str("[killed]\n"),
    }
    assert!(!text.contains('\u{1b}'), "colour in a redirected output of `{line}`");
    text
}

/// The text with the output of every command line renewed.
fn renewed(lines: &[&str]) -> String {
    let mut text = String::new();
    for line in lines.iter().filter(|line| line.starts_with("$ ")) {
        let _ = writeln!(text, "{line}");
        let output = run(&line[2..]);
        text.push_str(&output);
        if !output.is_empty() && !output.ends_with('\n') {
            text.push('\n');
        }
    }
    text
}

#[test]
fn every_screen_is_as_expected() {
    for path in golden::files("tests/screens") {
        let written = fs::read_to_string(&path).unwrap();
        let lines: Vec<&str> = written.lines().collect();
        golden::check(&path, &renewed(&lines));
    }
}

/// Whole conversations, their lines read from a file.
#[test]
fn every_conversation_of_the_documentation_is_what_the_program_says() {
    let texts = golden::files("docs/conversations").into_iter();
    for path in texts.filter(|path| path.extension().is_some_and(|ending| ending == "txt")) {
        let written = fs::read_to_string(&path).unwrap();
        let lines: Vec<&str> = written.lines().collect();
        golden::check(&path, &renewed(&lines));
    }
}

#[test]
fn every_example_of_the_readmes_is_what_the_program_prints() {
    for name in ["README.md", "README.fr.md"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
        let written = fs::read_to_string(&path).unwrap();
        let mut text = String::new();
        let mut block: Option<Vec<&str>> = None;
        let mut blocks = 0;
        for line in written.lines() {
            match &mut block {
                None => {
                    let _ = writeln!(text, "{line}");
                    if line == "```console" {
                        block = Some(Vec::new());
                    }
                }
                Some(lines) if line == "```" => {
                    blocks += 1;
                    let _ = writeln!(text, "{}```", renewed(lines));
                    block = None;
                }
                Some(lines) => lines.push(line),
            }
        }
        assert!(blocks > 0, "{name} has no example");
        golden::check(&path, &text);
    }
}

/// Many chunks of rows come back in their order, the same bytes for any number of cores, each as it would alone.
#[test]
fn a_long_table_comes_back_in_order_for_any_number_of_cores() {
    let folder = std::env::temp_dir().join(format!("coopform-order-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let (table, alone) = (folder.join("long.csv"), folder.join("alone.csv"));
    let kinds = ["grand-projet;5 epci", "appel-a-projets;1 commune-rurale | 1 metropole", "zzz;commune", ";"];
    let mut rows = String::from("nom;déclencheurs;partenaires\n");
    for row in 0..5000 {
        let _ = writeln!(rows, "s{row};{}", kinds[row % kinds.len()]);
    }
    fs::write(&table, rows).unwrap();
    let score = |path: &Path, threads: &str| {
        run(&format!("coopform score {} --threads {threads} 2>/dev/null", path.display()))
    };
    let one = score(&table, "1");
    assert_eq!(one, score(&table, "2"));
    assert_eq!(one, score(&table, "7"));
    let lines: Vec<&str> = one.lines().collect();
    for (row, line) in lines[1..5001].iter().enumerate() {
        assert!(line.starts_with(&format!("s{row};")), "row {row}: {line}");
    }
    for (row, kind) in kinds.iter().enumerate() {
        fs::write(&alone, format!("nom;déclencheurs;partenaires\ns{row};{kind}\n")).unwrap();
        let alone = score(&alone, "1");
        assert_eq!(alone.lines().nth(1), lines.get(row + 1).copied());
    }
    fs::remove_dir_all(&folder).unwrap();
}

/// An engine may run the filter on shards: the lines are those of one run, whatever the number of cores.
#[test]
fn shards_give_the_same_lines_as_one_run() {
    let folder = std::env::temp_dir().join(format!("coopform-shards-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let phrases = [
        r#"{"id":"a","partenaires":"2 CC et un PNR","enjeux":["Réduire les coûts de fonctionnement"]}"#,
        r#"{"id":"b","triggers":["appel-a-projets"],"partners":[{"kind":"epci","count":3}]}"#,
        r#"{"id":"c","déclencheurs":"Fin de la délégation en 2027","partenaires":"une dizaine de communes"}"#,
        "pas du JSON",
    ];
    let mut all = String::new();
    for row in 0..1200 {
        let _ = writeln!(all, "{}", phrases[row % phrases.len()]);
    }
    let lines: Vec<&str> = all.lines().collect();
    let write = |name: &str, lines: &[&str]| {
        let path = folder.join(name);
        fs::write(&path, lines.join("\n") + "\n").unwrap();
        path.display().to_string()
    };
    let whole = write("whole", &lines);
    let shards: Vec<String> =
        lines.chunks(500).enumerate().map(|(index, part)| write(&format!("shard-{index}"), part)).collect();
    // A shard numbers its own lines: the number apart, every byte is the same.
    let filter = |path: &str, threads: u8| {
        run(&format!(
            "coopform score - --to jsonl --threads {threads} < {path} 2>/dev/null | sed 's/^{{\"row\":[0-9]*,//'"
        ))
    };
    let one = filter(&whole, 1);
    assert_eq!(one.lines().count(), lines.len());
    assert_eq!(one, filter(&whole, 3));
    assert_eq!(one, shards.iter().map(|shard| filter(shard, 2)).collect::<String>());
    fs::remove_dir_all(&folder).unwrap();
}

/// Ctrl-C leaves no file that looks whole, nor the beginning of one.
#[test]
fn an_interrupted_run_leaves_nothing() {
    let folder = std::env::temp_dir().join(format!("coopform-interrupt-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let result = folder.join("result.csv");
    let mut child = Command::new(PROGRAM)
        .args(["score", "-", "-o", result.to_str().unwrap(), "--lang", "en"])
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let _ = std::io::Write::write_all(&mut input, b"nom;partenaires\n");
    let mut feed = |rows: usize| {
        // Once interrupted, the program may read no more.
        let _ = std::io::Write::write_all(&mut input, "s;2 epci\n".repeat(rows).as_bytes());
    };
    feed(20_000);
    // The program has read its header once its file is there.
    while fs::read_dir(&folder).unwrap().next().is_none() {
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    run(&format!("kill -INT {}", child.id()));
    feed(20_000);
    drop(input);
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(130), "{said}");
    assert!(said.contains("interrupted"), "{said}");
    assert!(fs::read_dir(&folder).unwrap().next().is_none(), "a file is left");
    fs::remove_dir_all(&folder).unwrap();
}
