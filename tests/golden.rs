//! Expected texts in files.

use std::path::Path;
use std::{env, fs};

/// Compares a text with a file, or rewrites the file when `UPDATE_EXPECT` is set.
pub(crate) fn check(path: &Path, actual: &str) {
    if updating() {
        fs::write(path, actual).unwrap();
        return;
    }
    let expected = fs::read_to_string(path).unwrap_or_default();
    if expected != actual {
        let first = expected.lines().zip(actual.lines()).position(|(e, a)| e != a);
        let line = first.unwrap_or_else(|| expected.lines().count().min(actual.lines().count()));
        panic!(
            "{} differs at line {}:\n  expected: {}\n  actual:   {}\n(UPDATE_EXPECT=1 rewrites it)",
            path.display(),
            line + 1,
            expected.lines().nth(line).unwrap_or("<end>"),
            actual.lines().nth(line).unwrap_or("<end>"),
        );
    }
}

/// Whether expectations are being rewritten.
pub(crate) fn updating() -> bool {
    env::var_os("UPDATE_EXPECT").is_some()
}

/// The files of a folder, sorted.
pub(crate) fn files(folder: &str) -> Vec<std::path::PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut all: Vec<_> = fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).collect();
    all.sort();
    all
}
