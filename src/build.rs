//! Embeds `rules/` and `cases/` in the program, each text with the tree read from it, so that starting up
//! parses nothing. A file added or removed is noticed; a file that cannot be read is left to `check`.
#![expect(dead_code, unreachable_pub, reason = "only the reading rooms of the house are used here")]

mod diagnostic;
mod source;
mod text;
mod tree;
mod yaml;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    let mut text = String::new();
    let mut packed = Vec::new();
    for (constant, folder) in [("RULES", "rules"), ("CASES", "cases")] {
        let mut files = Vec::new();
        list(&root.join(folder), &mut files)?;
        files.sort();
        let _ = writeln!(text, "const {constant}: &[(&str, &str, std::ops::Range<usize>)] = &[");
        for file in files {
            let name = file.strip_prefix(&root).unwrap_or(&file).display().to_string().replace('\\', "/");
            let start = packed.len();
            pack(&fs::read(&file)?, &mut packed);
            let (path, end) = (file.display().to_string(), packed.len());
            let _ = writeln!(text, "    ({name:?}, include_str!({path:?}), {start}..{end}),");
        }
        text.push_str("];\n");
    }
    let trees = out.join("shipped.trees");
    fs::write(&trees, packed)?;
    let _ = writeln!(text, "const TREES: &[u8] = include_bytes!({:?});", trees.display().to_string());
    fs::write(out.join("shipped.rs"), text)
}

/// Packs the tree of a text read without any fault; nothing otherwise.
fn pack(bytes: &[u8], packed: &mut Vec<u8>) {
    let mut sources = source::Sources::default();
    let id = sources.add_bytes("", bytes.to_vec());
    // A byte-order mark would shift every place: such a file is read afresh.
    if sources.get(id).size != bytes.len() {
        return;
    }
    let mut found = diagnostic::Diagnostics::default();
    let document = yaml::parse(&sources, id, &mut found);
    if let (Some(root), true) = (&document.root, found.all.is_empty()) {
        tree::pack(root, packed);
    }
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    println!("cargo::rerun-if-changed={}", folder.display());
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            list(&path, files)?;
        } else if path.extension().is_some_and(|e| e == "yaml") {
            files.push(path);
        }
    }
    Ok(())
}
