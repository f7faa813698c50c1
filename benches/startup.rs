//! Start-up: the whole program on one situation, embedded base included. `cargo bench --bench startup`
#![expect(clippy::unwrap_used, reason = "a bench is a program of its own")]

use std::process::{Command, Stdio};

fn main() {
    divan::main();
}

fn run(arguments: &[&str]) {
    let root = env!("CARGO_MANIFEST_DIR");
    let status = Command::new(env!("CARGO_BIN_EXE_coopform"))
        .args(arguments)
        .current_dir(root)
        .stdout(Stdio::null())
        .status();
    assert!(status.unwrap().success());
}

#[divan::bench]
fn help() {
    run(&["--help"]);
}

#[divan::bench]
fn recommend() {
    run(&["recommend", "examples/bassin-de-vie.yaml"]);
}
