//! A YAML or JSON document of one or several situations, as the JSON lines that the rest reads.

use std::io::Read;

use serde_json::{Map, Value as Json};

use crate::cli::Failure;
use crate::cli::load::print;
use crate::cli::output::cannot_read;
use crate::diagnostic::Diagnostics;
use crate::source::Sources;
use crate::text::{Lang, fold};
use crate::tree::{Node, Value};
use crate::yaml::{self, MAX_BYTES};

/// The situations of a document, each with the number of its first line, or its own when they share one. The faults of its notation are printed.
pub(super) fn lines(
    lang: Lang,
    path: &str,
    head: Vec<u8>,
    rest: &mut impl Read,
) -> Result<Vec<(usize, Vec<u8>)>, Failure> {
    let mut bytes = head;
    let limit = (MAX_BYTES + 1).saturating_sub(bytes.len()) as u64;
    rest.take(limit).read_to_end(&mut bytes).map_err(|error| cannot_read(lang, path, &error))?;
    let mut sources = Sources::default();
    let name = if path == "-" { lang.pick("<entrée standard>", "<standard input>") } else { path };
    let source = sources.add_bytes(name, bytes);
    let mut found = Diagnostics::default();
    let document = yaml::parse(&sources, source, &mut found);
    if !found.all.is_empty() {
        print(lang, &sources, &mut found);
    }
    let Some(root) = document.root.filter(|_| !found.any_error()) else {
        return Err(Failure::data(String::new()));
    };
    let all = situations(&root);
    let places: Vec<usize> = all.iter().map(|node| sources.position(node.span).0).collect();
    // Several on one line are told apart by their order.
    let own_lines = places.windows(2).all(|pair| pair[0] < pair[1]);
    let number = |index: usize| if own_lines { places[index] } else { index + 1 };
    let line = |(index, node): (usize, &Node)| (number(index), json(node).to_string().into_bytes());
    Ok(all.iter().enumerate().map(line).collect())
}

/// The items of a list, alone or under `situations`; else the document itself.
fn situations(root: &Node) -> &[Node] {
    let list = match &root.value {
        Value::Map(entries) => {
            entries.iter().find(|(key, _)| fold(&key.value) == "situations").map(|(_, node)| &node.value)
        }
        other => Some(other),
    };
    match list {
        Some(Value::List(items)) => items,
        _ => std::slice::from_ref(root),
    }
}

/// A tree as JSON, every value a text.
pub(in crate::cli) fn json(node: &Node) -> Json {
    match &node.value {
        Value::Nothing => Json::Null,
        Value::Scalar(text) => Json::from(text.as_str()),
        Value::List(items) => items.iter().map(json).collect(),
        Value::Map(entries) => {
            let entries = entries.iter().map(|(key, node)| (key.value.clone(), json(node)));
            Json::Object(entries.collect::<Map<_, _>>())
        }
    }
}
