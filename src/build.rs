//! Lists the files of `rules/` and `cases/`, so that they are embedded in the program and a file added
//! or removed is noticed.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("shipped.rs");
    let mut text = String::new();
    for (constant, folder) in [("RULES", "rules"), ("CASES", "cases")] {
        let mut files = Vec::new();
        list(&root.join(folder), &mut files)?;
        files.sort();
        let _ = writeln!(text, "const {constant}: &[(&str, &str)] = &[");
        for file in files {
            let name = file.strip_prefix(&root).unwrap_or(&file).display().to_string().replace('\\', "/");
            let _ = writeln!(text, "    ({name:?}, include_str!({:?})),", file.display().to_string());
        }
        text.push_str("];\n");
    }
    fs::write(out, text)
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
