//! One line of JSON Lines: an object with the keys of a situation file.

use std::collections::HashMap;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::Value;

use crate::base::RuleBase;
use crate::base::lexicon::{Key, Meaning};
use crate::base::range::Range;
use crate::intake::cells::{CellReader, MEMORY};
use crate::intake::row::{Issue, Row, Trouble};
use crate::intake::shared::SharedPatterns;
use crate::text::fold;

/// Reads lines, remembering the keys it has met.
pub struct LineReader<'b> {
    base: &'b RuleBase,
    cells: CellReader<'b>,
    keys: HashMap<String, Option<Key>>,
}

impl<'b> LineReader<'b> {
    /// A reader for a rule base.
    pub fn new(base: &'b RuleBase) -> LineReader<'b> {
        LineReader::sharing(base, &SharedPatterns::default())
    }

    /// A reader that shares the patterns of its rule base with others.
    pub fn sharing(base: &'b RuleBase, patterns: &SharedPatterns) -> LineReader<'b> {
        LineReader { base, cells: CellReader::sharing(base, patterns), keys: HashMap::new() }
    }

    /// Reads one line.
    pub fn read(&mut self, line: &str, row: &mut Row) {
        row.clear();
        match serde_json::from_str::<Members>(line) {
            Ok(Members(members)) => {
                for (index, (key, value)) in members.iter().enumerate() {
                    if members[..index].iter().any(|(earlier, _)| earlier == key) {
                        row.issues.push(Issue { trouble: Trouble::Repeated, ..shape(Some(index), key, key) });
                        continue;
                    }
                    self.entry(index, key, value, row);
                }
                self.cells.finish(row);
            }
            Err(error) => row.issues.push(Issue {
                column: None,
                header: String::new(),
                value: String::new(),
                trouble: Trouble::NotJson(error.column()),
            }),
        }
    }

    fn entry(&mut self, index: usize, name: &str, value: &Value, row: &mut Row) {
        if self.keys.len() > MEMORY {
            self.keys.clear();
        }
        let key = *self.keys.entry(name.to_owned()).or_insert_with(|| match self.base.lexicon.key(name) {
            Meaning::Exact(key) => Some(key),
            Meaning::Typo(_) | Meaning::Unknown(_) => None,
        });
        let Some(key) = key else {
            row.issues.push(Issue {
                column: Some(index),
                header: name.to_owned(),
                value: name.to_owned(),
                trouble: Trouble::NotRecognised(None),
            });
            return;
        };
        match (key, value) {
            (_, Value::Null) => {}
            // One situation has one name.
            (Key::Name, _) if !row.name.is_empty() || value.is_array() => {
                row.issues.push(Issue { trouble: Trouble::Repeated, ..shape(Some(index), name, name) });
            }
            (Key::Scale, Value::Object(quantities)) => {
                for (name, value) in quantities {
                    self.quantity(index, name, value, row);
                }
            }
            (Key::Dimension(dimension), Value::Array(items)) => {
                row.said.give(dimension);
                for item in items {
                    self.item(key, index, name, item, row);
                }
            }
            (_, Value::Array(items)) => items.iter().for_each(|item| self.item(key, index, name, item, row)),
            _ => self.item(key, index, name, value, row),
        }
    }

    fn item(&mut self, key: Key, index: usize, name: &str, item: &Value, row: &mut Row) {
        match item {
            Value::String(words) => self.cells.read(key, index, name, words, row),
            Value::Number(number) => self.cells.read(key, index, name, &number.to_string(), row),
            Value::Object(partner) => {
                let part = |names: &[&str]| {
                    partner
                        .iter()
                        .find(|(key, _)| names.contains(&fold(key).as_str()))
                        .map(|(_, value)| value)
                };
                let count = match part(&["count", "nombre", "number"]) {
                    None => Some(String::new()),
                    Some(Value::Number(number)) if !number.is_f64() => Some(format!("{number} ")),
                    Some(Value::String(words)) => Some(format!("{words} ")),
                    Some(_) => None,
                };
                let known = ["count", "nombre", "number", "kind", "type", "nature"];
                let stray = partner.keys().find(|key| !known.contains(&fold(key).as_str()));
                match (part(&["kind", "type", "nature"]), count) {
                    _ if stray.is_some() => row.issues.push(Issue {
                        column: Some(index),
                        header: name.to_owned(),
                        value: stray.cloned().unwrap_or_default(),
                        trouble: Trouble::NotRecognised(None),
                    }),
                    (Some(Value::String(kind)), Some(count)) => {
                        self.cells.read(key, index, name, &format!("{count}{kind}"), row);
                    }
                    _ => row.issues.push(shape(Some(index), name, &item.to_string())),
                }
            }
            _ => row.issues.push(shape(Some(index), name, &item.to_string())),
        }
    }

    fn quantity(&mut self, index: usize, name: &str, value: &Value, row: &mut Row) {
        let words = match value {
            Value::String(words) => words.clone(),
            Value::Number(number) => number.to_string(),
            Value::Null => return,
            _ => return row.issues.push(shape(Some(index), name, &value.to_string())),
        };
        // A scale cell reads "3 départements": the number first, then what it counts.
        let range = Range::parse(&words).is_ok();
        let cell = if range { format!("{words} {name}") } else { words };
        self.cells.read(Key::Scale, index, name, &cell, row);
    }
}

fn shape(column: Option<usize>, header: &str, value: &str) -> Issue {
    Issue { column, header: header.to_owned(), value: value.to_owned(), trouble: Trouble::Shape }
}

/// The members of an object in their order, a repeated key included: a map would drop it in silence.
struct Members(Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Members, D::Error> {
        struct Object;
        impl<'de> Visitor<'de> for Object {
            type Value = Members;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(Object)
    }
}
