//! What a notation says, as a tree with places. A tree read once can be packed and unpacked later: the
//! embedded base is read from YAML when the program is built, not each time it starts.

use crate::source::{At, SourceId, Span};

/// A value and its place.
#[derive(Debug, Clone)]
pub struct Node {
    /// Where it is written.
    pub span: Span,
    /// What it is.
    pub value: Value,
}

/// The three shapes of a value.
#[derive(Debug, Clone)]
pub enum Value {
    /// A scalar, after escapes; `~`, `null` and nothing at all are [`Value::Nothing`].
    Scalar(String),
    /// Nothing was written.
    Nothing,
    /// A list.
    List(Vec<Node>),
    /// A map, in the author's order.
    Map(Vec<(At<String>, Node)>),
}

/// What could be read of a file.
#[derive(Debug)]
pub struct Document {
    /// The root, unless nothing at all could be read.
    pub root: Option<Node>,
    /// The end is missing because of a fault of syntax: absences mean nothing.
    pub cut_short: bool,
    /// The whole text, for faults without a better place.
    pub span: Span,
}

const NOTHING: u8 = 0;
const SCALAR: u8 = 1;
const LIST: u8 = 2;
const MAP: u8 = 3;

/// Writes a tree as bytes, without the texts' names.
pub fn pack(node: &Node, out: &mut Vec<u8>) {
    pack_span(node.span, out);
    match &node.value {
        Value::Nothing => out.push(NOTHING),
        Value::Scalar(text) => {
            out.push(SCALAR);
            pack_text(text, out);
        }
        Value::List(items) => {
            out.push(LIST);
            pack_number(items.len(), out);
            items.iter().for_each(|item| pack(item, out));
        }
        Value::Map(entries) => {
            out.push(MAP);
            pack_number(entries.len(), out);
            for (key, value) in entries {
                pack_span(key.span, out);
                pack_text(&key.value, out);
                pack(value, out);
            }
        }
    }
}

fn pack_span(span: Span, out: &mut Vec<u8>) {
    out.extend(span.start.to_le_bytes());
    out.extend(span.end.to_le_bytes());
}

fn pack_number(number: usize, out: &mut Vec<u8>) {
    out.extend(u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes());
}

fn pack_text(text: &str, out: &mut Vec<u8>) {
    pack_number(text.len(), out);
    out.extend(text.as_bytes());
}

/// Reads a packed tree back, as that of a text; nothing when the bytes are not one.
pub fn unpack(bytes: &[u8], source: SourceId) -> Option<Node> {
    Unpacker { bytes, source }.node()
}

struct Unpacker<'a> {
    bytes: &'a [u8],
    source: SourceId,
}

impl Unpacker<'_> {
    fn node(&mut self) -> Option<Node> {
        let span = self.span()?;
        let (&[kind], rest) = self.bytes.split_first_chunk()?;
        self.bytes = rest;
        let value = match kind {
            NOTHING => Value::Nothing,
            SCALAR => Value::Scalar(self.text()?),
            LIST => {
                let length = self.number()?;
                Value::List((0..length).map(|_| self.node()).collect::<Option<_>>()?)
            }
            MAP => {
                let length = self.number()?;
                let mut entry = || {
                    let span = self.span()?;
                    Some((At { value: self.text()?, span }, self.node()?))
                };
                Value::Map((0..length).map(|_| entry()).collect::<Option<_>>()?)
            }
            _ => return None,
        };
        Some(Node { span, value })
    }

    fn number(&mut self) -> Option<u32> {
        let (number, rest) = self.bytes.split_first_chunk()?;
        self.bytes = rest;
        Some(u32::from_le_bytes(*number))
    }

    fn span(&mut self) -> Option<Span> {
        Some(Span { source: self.source, start: self.number()?, end: self.number()? })
    }

    fn text(&mut self) -> Option<String> {
        let length = usize::try_from(self.number()?).ok()?;
        let (text, rest) = self.bytes.split_at_checked(length)?;
        self.bytes = rest;
        std::str::from_utf8(text).ok().map(str::to_owned)
    }
}
