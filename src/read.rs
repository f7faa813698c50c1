//! A tree to typed values, in the order of the fields, every fault at once. Knows no word of the domain.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{At, Span};
use crate::text::{Text, closest, fold};
use crate::tree::{Node, Value};

/// The values of a map, taken key by key; [`Table::finish`] reports what nobody took.
pub struct Table<'n> {
    entries: Vec<(&'n At<String>, Option<&'n Node>)>,
    known: Vec<&'static str>,
    span: Span,
}

impl<'n> Table<'n> {
    /// Opens a map, or says what was found in its place.
    pub fn open(node: &'n Node, diagnostics: &mut Diagnostics) -> Option<Table<'n>> {
        match &node.value {
            Value::Map(entries) => Some(Table {
                entries: entries.iter().map(|(key, node)| (key, Some(node))).collect(),
                known: Vec::new(),
                span: entries.first().map_or(node.span, |(key, _)| key.span),
            }),
            _ => {
                diagnostics.push(wrong_type(
                    node,
                    "des clés et leurs valeurs (`clé: valeur`)",
                    "keys and values (`key: value`)",
                ));
                None
            }
        }
    }

    /// The place of the first key.
    pub fn span(&self) -> Span {
        self.span
    }

    /// The value of a key that may be absent.
    pub fn optional(&mut self, key: &'static str) -> Option<&'n Node> {
        self.known.push(key);
        self.take(|written| written == key).map(|(_, node)| node)
    }

    /// The value of a key that must be there; its absence is reported.
    pub fn required(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> Option<&'n Node> {
        self.required_as(Code::MissingKey, key, diagnostics)
    }

    /// Likewise, when the absence has a code of its own.
    pub fn required_as(
        &mut self,
        code: Code,
        key: &'static str,
        diagnostics: &mut Diagnostics,
    ) -> Option<&'n Node> {
        let found = self.optional(key);
        if found.is_none() {
            diagnostics.push(
                Diagnostic::new(
                    code,
                    self.span,
                    format!("il manque la clé `{key}`"),
                    format!("the key `{key}` is missing"),
                )
                .help(format!("Ajoutez une ligne `{key}: …`."), format!("Add a line `{key}: …`.")),
            );
        }
        found
    }

    /// The first value, with its key, whose key satisfies a test.
    pub fn take(&mut self, test: impl Fn(&str) -> bool) -> Option<(&'n At<String>, &'n Node)> {
        let entry = self.entries.iter_mut().find(|(key, node)| node.is_some() && test(&key.value))?;
        entry.1.take().map(|node| (entry.0, node))
    }

    /// Reports the keys that nobody took, with the nearest of the expected ones.
    pub fn finish(self, expected: &[&str], diagnostics: &mut Diagnostics) {
        let known: Vec<&str> = self.known.iter().copied().chain(expected.iter().copied()).collect();
        for (key, _) in self.entries.iter().filter(|(_, node)| node.is_some()) {
            if diagnostics.full() {
                break;
            }
            diagnostics.push(unknown_key(key, &known));
        }
    }
}

fn unknown_key(key: &At<String>, known: &[&str]) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        Code::UnknownKey,
        key.span,
        format!("la clé `{}` n’existe pas ici", key.value),
        format!("the key `{}` does not exist here", key.value),
    );
    suggest(diagnostic, key, known.iter().copied())
}

/// Adds "did you mean" and the edit, or else the list of what is expected.
pub fn suggest<'a>(
    diagnostic: Diagnostic,
    found: &At<String>,
    expected: impl Iterator<Item = &'a str> + Clone,
) -> Diagnostic {
    let folded: Vec<String> = expected.clone().map(fold).collect();
    if let Some(near) = closest(&fold(&found.value), folded.iter().map(String::as_str))
        && let Some(meant) = expected.clone().nth(near.index)
    {
        return diagnostic
            .help(format!("Vouliez-vous dire `{meant}` ?"), format!("Did you mean `{meant}`?"))
            .fix(found.span, meant);
    }
    let mut list: Vec<&str> = expected.take(13).collect();
    if list.is_empty() {
        return diagnostic.help("Il n’y en a aucun à nommer.", "There is none to name.");
    }
    let more = if list.len() > 12 { ", …" } else { "" };
    list.truncate(12);
    let list = list.join("`, `");
    diagnostic.help(format!("Attendu : `{list}`{more}."), format!("Expected: `{list}`{more}."))
}

/// Says that a value has the wrong shape.
pub fn wrong_type(node: &Node, fr: &str, en: &str) -> Diagnostic {
    let written;
    let (found_fr, found_en) = match &node.value {
        Value::Scalar(text) if text.chars().count() <= 40 => {
            written = format!("`{text}`");
            (written.as_str(), written.as_str())
        }
        Value::Scalar(_) => ("une valeur simple", "a single value"),
        Value::Nothing => ("rien", "nothing"),
        Value::List(_) => ("une liste", "a list"),
        Value::Map(_) => ("des clés et leurs valeurs", "keys and values"),
    };
    Diagnostic::new(
        Code::WrongType,
        node.span,
        format!("attendu : {fr} ; trouvé : {found_fr}"),
        format!("expected {en}, found {found_en}"),
    )
    .help(format!("Écrivez {fr}."), format!("Write {en}."))
}

/// A word or sentence.
pub fn text(node: &Node, diagnostics: &mut Diagnostics) -> Option<At<String>> {
    match &node.value {
        Value::Scalar(text) if matches!(text.trim(), "" | "…" | "...") => {
            diagnostics.push(
                Diagnostic::new(Code::EmptyText, node.span, "ce texte est vide", "this text is empty")
                    .help("Écrivez-le, ou retirez la clé.", "Write it, or remove the key."),
            );
            None
        }
        Value::Scalar(text) => Some(At { value: text.trim().to_owned(), span: node.span }),
        _ => {
            diagnostics.push(wrong_type(node, "un texte", "a text"));
            None
        }
    }
}

/// A kebab-case identifier.
pub fn id(node: &Node, diagnostics: &mut Diagnostics) -> Option<At<String>> {
    let found = text(node, diagnostics)?;
    let well_made = found
        .value
        .split('-')
        .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()));
    if !well_made {
        let proposal = fold(&found.value).replace(' ', "-");
        diagnostics.push(
            Diagnostic::new(
                Code::InvalidId,
                found.span,
                format!("`{}` n’est pas un identifiant", found.value),
                format!("`{}` is not an identifier", found.value),
            )
            .help(
                "Un identifiant s’écrit en minuscules sans accent, chiffres et traits d’union.",
                "An identifier is written in lower case without accents, with digits and hyphens.",
            )
            .fix(found.span, proposal),
        );
    }
    Some(found)
}

/// A text in both languages.
pub fn bilingual(node: &Node, diagnostics: &mut Diagnostics) -> Option<Text> {
    if !matches!(node.value, Value::Map(_)) {
        diagnostics.push(wrong_type(
            node,
            "un texte en deux langues (`{ fr: …, en: … }`)",
            "a text in two languages (`{ fr: …, en: … }`)",
        ));
        return None;
    }
    let mut table = Table::open(node, diagnostics)?;
    let mut wording = |key: &'static str, language: (&str, &str), diagnostics: &mut Diagnostics| {
        let Some(node) = table.optional(key) else {
            diagnostics.push(
                Diagnostic::new(
                    Code::MissingTranslation,
                    table.span(),
                    format!("le texte {} (`{key}`) manque", language.0),
                    format!("the {} text (`{key}`) is missing", language.1),
                )
                .help(format!("Ajoutez `{key}: …`."), format!("Add `{key}: …`.")),
            );
            return None;
        };
        text(node, diagnostics).map(|t| t.value)
    };
    let fr = wording("fr", ("français", "French"), diagnostics);
    let en = wording("en", ("anglais", "English"), diagnostics);
    table.finish(&["fr", "en"], diagnostics);
    Some(Text { fr: fr?, en: en? })
}

/// The index of what a node names among `ids`, or a fault of the code given; `kind` says that there is none, in
/// French with its determiner.
pub fn named<'a>(
    node: &Node,
    code: Code,
    kind: (&str, &str),
    ids: impl Iterator<Item = &'a str> + Clone,
    diagnostics: &mut Diagnostics,
) -> Option<usize> {
    let found = text(node, diagnostics)?;
    let index = ids.clone().position(|id| id == found.value);
    if index.is_none() {
        let diagnostic = Diagnostic::new(
            code,
            found.span,
            format!("{} ne s’appelle `{}`", kind.0, found.value),
            format!("no {} is called `{}`", kind.1, found.value),
        );
        diagnostics.push(suggest(diagnostic, &found, ids));
    }
    index
}

/// A text in both languages, or one written once that is the same in both.
pub fn wording(node: &Node, diagnostics: &mut Diagnostics) -> Option<Text> {
    match node.value {
        Value::Map(_) => bilingual(node, diagnostics),
        _ => text(node, diagnostics).map(|found| Text::new(found.value.clone(), found.value)),
    }
}

/// A whole number between two bounds.
pub fn number(node: &Node, min: u32, max: u32, diagnostics: &mut Diagnostics) -> Option<u32> {
    let found = match &node.value {
        Value::Scalar(text) => text.trim().parse::<i64>().ok(),
        _ => None,
    };
    let Some(found) = found else {
        diagnostics.push(wrong_type(node, "un nombre entier", "a whole number"));
        return None;
    };
    match u32::try_from(found) {
        Ok(value) if (min..=max).contains(&value) => Some(value),
        _ => {
            diagnostics.push(out_of_range(node.span, found, min, max));
            None
        }
    }
}

/// Says that a number is out of its bounds.
pub fn out_of_range(span: Span, found: i64, min: u32, max: u32) -> Diagnostic {
    Diagnostic::new(
        Code::NumberOutOfRange,
        span,
        format!("{found} n’est pas entre {min} et {max}"),
        format!("{found} is not between {min} and {max}"),
    )
    .help(format!("Écrivez un nombre de {min} à {max}."), format!("Write a number from {min} to {max}."))
}

/// `true` or `false`.
pub fn truth(node: &Node, diagnostics: &mut Diagnostics) -> Option<bool> {
    match &node.value {
        Value::Scalar(text) if text == "true" => Some(true),
        Value::Scalar(text) if text == "false" => Some(false),
        _ => {
            diagnostics.push(wrong_type(node, "`true` ou `false`", "`true` or `false`"));
            None
        }
    }
}

/// One of a few words.
pub fn word<T: Copy>(node: &Node, words: &[(&'static str, T)], diagnostics: &mut Diagnostics) -> Option<T> {
    let found = text(node, diagnostics)?;
    if let Some((_, value)) = words.iter().find(|(word, _)| *word == found.value) {
        return Some(*value);
    }
    let diagnostic = Diagnostic::new(
        Code::UnknownWord,
        found.span,
        format!("`{}` n’est pas un mot attendu ici", found.value),
        format!("`{}` is not a word expected here", found.value),
    );
    diagnostics.push(suggest(diagnostic, &found, words.iter().map(|(word, _)| *word)));
    None
}

/// The items of a list.
pub fn list<'n>(node: &'n Node, diagnostics: &mut Diagnostics) -> &'n [Node] {
    match &node.value {
        Value::List(items) => items,
        _ => {
            diagnostics.push(wrong_type(
                node,
                "une liste (`[…]` ou des lignes `- …`)",
                "a list (`[…]` or `- …` lines)",
            ));
            &[]
        }
    }
}

/// The items of a list, or the one value written without brackets.
pub fn one_or_many(node: &Node) -> &[Node] {
    match &node.value {
        Value::List(items) => items,
        _ => std::slice::from_ref(node),
    }
}

/// Every item of an optional list, read by `item`.
pub fn many<T>(
    node: Option<&Node>,
    diagnostics: &mut Diagnostics,
    mut item: impl FnMut(&Node, &mut Diagnostics) -> Option<T>,
) -> Vec<T> {
    let Some(node) = node else { return Vec::new() };
    let mut read = Vec::new();
    for node in list(node, diagnostics) {
        if diagnostics.full() {
            break;
        }
        read.extend(item(node, diagnostics));
    }
    read
}
