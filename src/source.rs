//! Texts in memory, their names, and places inside them. The library's only reader of files.
//! Nothing here knows a notation or the domain.

use std::fs;
use std::io;
use std::ops::Range;
use std::path::Path;

/// Which text of a [`Sources`] a span points into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SourceId(u32);

/// A range of bytes of one text, always on character boundaries of that text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The text pointed into.
    pub source: SourceId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The bytes covered, as a range.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The empty span just before this one.
    pub fn before(self) -> Span {
        Span { end: self.start, ..self }
    }
}

/// A value and the place where its author wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct At<T> {
    /// What was written.
    pub value: T,
    /// Where.
    pub span: Span,
}

/// One text with the name shown to people: a path, or `<stdin>`.
#[derive(Debug, Clone)]
pub struct Source {
    /// Name used in messages.
    pub name: String,
    /// The text; empty when the bytes are not text.
    pub text: String,
    /// Its size in bytes, text or not.
    pub size: usize,
    /// Offset of the first byte that is not UTF-8 text, if the content is not text.
    pub not_text_at: Option<usize>,
    /// The tree already read from it, packed; empty when it was not.
    pub packed: &'static [u8],
}

/// All the texts of one run.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    all: Vec<Source>,
}

impl Sources {
    /// Adds a text given as bytes. A byte-order mark is dropped; bytes that are not UTF-8, or that
    /// hold control characters no text has, are remembered as such, never an error here.
    pub fn add_bytes(&mut self, name: impl Into<String>, bytes: Vec<u8>) -> SourceId {
        let bytes = match bytes.strip_prefix(b"\xef\xbb\xbf") {
            Some(rest) => rest.to_vec(),
            None => bytes,
        };
        let size = bytes.len();
        let control = bytes.iter().position(|&b| b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r'));
        let (text, not_text_at) = match String::from_utf8(bytes) {
            Ok(text) if control.is_none() => (text, None),
            Ok(_) => (String::new(), control),
            Err(error) => (String::new(), Some(error.utf8_error().valid_up_to())),
        };
        self.push(Source { name: name.into(), text, size, not_text_at, packed: &[] })
    }

    /// Adds a text already known to be one.
    pub fn add_text(&mut self, name: impl Into<String>, text: impl Into<String>) -> SourceId {
        self.add_read(name, text, &[])
    }

    /// Adds a text with the tree already read from it.
    pub fn add_read(
        &mut self,
        name: impl Into<String>,
        text: impl Into<String>,
        packed: &'static [u8],
    ) -> SourceId {
        let text = text.into();
        self.push(Source { name: name.into(), size: text.len(), text, not_text_at: None, packed })
    }

    fn push(&mut self, source: Source) -> SourceId {
        let id = SourceId(u32::try_from(self.all.len()).unwrap_or(u32::MAX));
        self.all.push(source);
        id
    }

    /// Reads every `.yaml` and `.yml` file under a folder, in the order of their paths.
    ///
    /// # Errors
    /// When the folder or one of its files cannot be read.
    pub fn read_folder(&mut self, folder: &Path) -> io::Result<Vec<SourceId>> {
        let mut paths = Vec::new();
        let mut folders = vec![folder.to_path_buf()];
        while let Some(next) = folders.pop() {
            for entry in fs::read_dir(&next)? {
                let path = entry?.path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|e| e == "yaml" || e == "yml") {
                    paths.push(path);
                }
            }
        }
        paths.sort();
        let mut ids = Vec::new();
        for path in paths {
            ids.push(self.add_bytes(path.display().to_string(), fs::read(&path)?));
        }
        Ok(ids)
    }

    /// The text of an id.
    pub fn get(&self, id: SourceId) -> &Source {
        &self.all[id.0 as usize]
    }

    /// Line and column of the start of a span, both from 1; columns count characters.
    pub fn position(&self, span: Span) -> (usize, usize) {
        let text = &self.get(span.source).text;
        let before = text.get(..span.start as usize).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |i| i + 1);
        let line = before.bytes().filter(|&b| b == b'\n').count() + 1;
        (line, before[line_start..].chars().count() + 1)
    }
}
