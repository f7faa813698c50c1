//! YAML (and JSON, which it contains) to a tree with places. The only file that names the YAML parser.
//!
//! YAML is a notation here, not a model: no aliases, tags or merge keys, no duplicate keys; scalars
//! stay text and their reader decides their type, so `non`, `no` and `01` mean what the vocabulary says.

use std::collections::HashMap;

use granit_parser::{ErrorKind, Event, Options, Parser, ScalarStyle, ScanError};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{At, Source, SourceId, Sources, Span};
use crate::tree::{Document, Node, Value, unpack};

/// The largest file read, in bytes.
pub const MAX_BYTES: usize = 4 << 20;
/// The deepest nesting read.
pub const MAX_DEPTH: usize = 64;
/// The most values read in one file.
pub const MAX_VALUES: usize = 100_000;

/// Reads one text. Faults go to `diagnostics`; what was read before a fault of syntax is kept, so that
/// the other faults of the file are found in the same run.
pub fn parse(sources: &Sources, id: SourceId, diagnostics: &mut Diagnostics) -> Document {
    let source = sources.get(id);
    let end = source.text.len().min(u32::MAX as usize) as u32;
    let span = Span { source: id, start: 0, end };
    if let Some(diagnostic) = unreadable(source, span) {
        diagnostics.push(diagnostic);
        return Document { root: None, cut_short: true, span };
    }
    if let Some(root) = unpack(source.packed, id) {
        return Document { root: Some(root), cut_short: false, span };
    }
    let mut builder = Builder {
        text: &source.text,
        source: id,
        diagnostics,
        alias_said: false,
        open: Vec::new(),
        roots: Vec::new(),
    };
    let cut_short = builder.run();
    let root = builder.finish();
    if root.is_none() && !cut_short {
        diagnostics.push(empty_file(span));
    }
    Document { root, cut_short, span }
}

fn unreadable(source: &Source, span: Span) -> Option<Diagnostic> {
    if source.size > MAX_BYTES {
        let (fr, en) = (format!("{} Mio", MAX_BYTES >> 20), format!("{} MiB", MAX_BYTES >> 20));
        let start = Span { end: 0, ..span };
        return Some(too_large(
            start,
            format!("ce fichier dépasse {fr}"),
            format!("this file is larger than {en}"),
        ));
    }
    let offset = source.not_text_at?;
    Some(
        Diagnostic::new(
            Code::NotText,
            span,
            format!("ce fichier n’est pas du texte (octet {offset})"),
            format!("this file is not text (byte {offset})"),
        )
        .help("Enregistrez-le en texte, encodage UTF-8.", "Save it as text, in UTF-8."),
    )
}

fn too_large(span: Span, fr: String, en: String) -> Diagnostic {
    Diagnostic::new(Code::FileTooLarge, span, fr, en)
        .help("Découpez ce fichier en plusieurs.", "Split this file into several.")
}

fn empty_file(span: Span) -> Diagnostic {
    Diagnostic::new(Code::EmptyFile, span, "ce fichier est vide", "this file is empty").help(
        "Partez d’un modèle : `coopform template situation`.",
        "Start from a template: `coopform template situation`.",
    )
}

/// A collection being read.
enum Open {
    List(Span, Vec<Node>),
    Map(Span, OpenMap),
}

#[derive(Default)]
struct OpenMap {
    entries: Vec<(At<String>, Node)>,
    places: HashMap<String, Span>,
    /// The key waiting for its value: none inside when the key itself is refused.
    waiting: Option<Option<At<String>>>,
}

struct Builder<'a> {
    text: &'a str,
    source: SourceId,
    diagnostics: &'a mut Diagnostics,
    /// An alias was reported: one fault says it for the file.
    alias_said: bool,
    open: Vec<Open>,
    roots: Vec<Node>,
}

impl Builder<'_> {
    /// Reads the events; answers whether a fault of syntax cut the reading short.
    fn run(&mut self) -> bool {
        let mut options = Options::default();
        options.flow_nesting_limit = MAX_DEPTH;
        options.block_nesting_limit = MAX_DEPTH;
        // Tolerant of tabs and indentation inside braces, so that any JSON file reads.
        options.strict_indentation = false;
        let (mut documents, mut values) = (0, 0);
        for event in Parser::new_from_str_with_options(self.text, options) {
            let (event, place) = match event {
                Ok(pair) => pair,
                Err(error) => {
                    self.syntax(&error);
                    return true;
                }
            };
            let span = self.span(place.start.byte_offset(), place.end.byte_offset());
            values += 1;
            if values > MAX_VALUES {
                self.diagnostics.push(too_large(
                    span,
                    format!("plus de {MAX_VALUES} valeurs"),
                    format!("more than {MAX_VALUES} values"),
                ));
                return true;
            }
            match event {
                Event::DocumentStart(..) => {
                    documents += 1;
                    if documents == 2 {
                        self.several_documents(span);
                        return true;
                    }
                }
                Event::Scalar(text, style, anchor, tag) => {
                    self.refuse(span, anchor, tag.is_some());
                    let nothing = style == ScalarStyle::Plain && matches!(&*text, "" | "~" | "null");
                    let value = if nothing { Value::Nothing } else { Value::Scalar(text.into_owned()) };
                    self.add(Node { span, value });
                }
                Event::SequenceStart(_, anchor, tag) => {
                    self.refuse(span, anchor, tag.is_some());
                    self.open.push(Open::List(span, Vec::new()));
                }
                Event::MappingStart(_, anchor, tag) => {
                    self.refuse(span, anchor, tag.is_some());
                    self.open.push(Open::Map(span, OpenMap::default()));
                }
                Event::SequenceEnd | Event::MappingEnd => self.close(span.end),
                Event::Alias(_) | Event::UnresolvedAlias(_) => {
                    self.alias(span);
                    self.add(Node { span, value: Value::Nothing });
                }
                _ => {}
            }
        }
        false
    }

    /// Closes what a fault left open and gives the root.
    fn finish(&mut self) -> Option<Node> {
        while !self.open.is_empty() {
            self.close(self.text.len() as u32);
        }
        let root = self.roots.drain(..).next()?;
        match root.value {
            Value::Nothing => None,
            _ => Some(root),
        }
    }

    fn add(&mut self, node: Node) {
        match self.open.last_mut() {
            None => self.roots.push(node),
            Some(Open::List(_, items)) => items.push(node),
            Some(Open::Map(_, map)) => match map.waiting.take() {
                Some(None) => {}
                Some(Some(key)) => {
                    if let Some(first) = map.places.get(&key.value) {
                        self.diagnostics.push(duplicate_key(&key, *first));
                    } else {
                        map.places.insert(key.value.clone(), key.span);
                        map.entries.push((key, node));
                    }
                }
                None => {
                    map.waiting = Some(match node.value {
                        Value::Scalar(value) => Some(At { value, span: node.span }),
                        Value::Nothing | Value::List(_) | Value::Map(_) => {
                            self.diagnostics.push(key_not_text(node.span));
                            self.diagnostics.refuse(node.span);
                            None
                        }
                    });
                }
            },
        }
    }

    fn close(&mut self, end: u32) {
        let node = match self.open.pop() {
            Some(Open::List(span, items)) => {
                let end = items.last().map_or(end, |node| node.span.end);
                Node { span: Span { end: end.max(span.end), ..span }, value: Value::List(items) }
            }
            Some(Open::Map(span, OpenMap { entries, .. })) => {
                let end = entries.last().map_or(end, |(_, node)| node.span.end);
                Node { span: Span { end: end.max(span.end), ..span }, value: Value::Map(entries) }
            }
            None => return,
        };
        self.add(node);
    }

    fn refuse(&mut self, span: Span, anchor: usize, tagged: bool) {
        if anchor != 0 {
            self.alias(span);
        }
        if tagged {
            self.diagnostics.refuse(span);
            self.diagnostics.all.push(
                Diagnostic::new(
                    Code::YamlTag,
                    span,
                    "les étiquettes de type YAML (`!…`) ne sont pas acceptées",
                    "YAML tags (`!…`) are not accepted",
                )
                .help("Retirez l’étiquette.", "Remove the tag."),
            );
        }
    }

    fn alias(&mut self, span: Span) {
        self.diagnostics.refuse(span);
        if std::mem::replace(&mut self.alias_said, true) {
            return;
        }
        self.diagnostics.all.push(
            Diagnostic::new(
                Code::YamlAlias,
                span,
                "les ancres et les renvois YAML (`&`, `*`) ne sont pas acceptés, ici ni plus bas",
                "YAML anchors and aliases (`&`, `*`) are not accepted, here or below",
            )
            .help("Écrivez la valeur en entier à chaque endroit.", "Write the value in full each time."),
        );
    }

    fn several_documents(&mut self, span: Span) {
        self.diagnostics.push(
            Diagnostic::new(
                Code::SeveralDocuments,
                span,
                "ce fichier contient plusieurs documents",
                "this file holds several documents",
            )
            .help("Gardez un seul document par fichier.", "Keep one document a file."),
        );
    }

    fn syntax(&mut self, error: &ScanError) {
        let at = error.marker().byte_offset();
        let start = self.span(at, at).start as usize;
        let length = self.text[start..].chars().next().filter(|&c| c != '\n').map_or(0, char::len_utf8);
        let span = self.span(Some(start), Some(start + length));
        if *error.kind() == ErrorKind::RecursionLimitExceeded {
            self.diagnostics.push(
                Diagnostic::new(
                    Code::TooDeep,
                    span,
                    format!("plus de {MAX_DEPTH} niveaux imbriqués"),
                    format!("more than {MAX_DEPTH} nested levels"),
                )
                .help("Simplifiez la structure.", "Flatten the structure."),
            );
            return;
        }
        let (fr, en) = syntax_words(error.kind());
        let mut diagnostic = Diagnostic::new(
            Code::YamlSyntax,
            span,
            format!("la lecture s’arrête ici : {fr}"),
            format!("reading stops here: {en}"),
        )
        .help(
            "Vérifiez l’indentation (des espaces), les deux-points et les guillemets de cette ligne et de la précédente.",
            "Check the indentation (spaces), the colons and the quotes of this line and the one before.",
        );
        if fr == OTHER_FAULT.0 {
            diagnostic = diagnostic.label(String::new(), error.info());
        }
        self.diagnostics.push(diagnostic);
    }

    /// A span on character boundaries, whatever the parser says.
    fn span(&self, start: Option<usize>, end: Option<usize>) -> Span {
        let boundary = |offset: usize| {
            let mut offset = offset.min(self.text.len());
            while !self.text.is_char_boundary(offset) {
                offset -= 1;
            }
            offset as u32
        };
        let start = boundary(start.unwrap_or(0));
        Span { source: self.source, start, end: boundary(end.unwrap_or(0)).max(start) }
    }
}

fn duplicate_key(key: &At<String>, first: Span) -> Diagnostic {
    Diagnostic::new(
        Code::DuplicateKey,
        key.span,
        format!("la clé `{}` est écrite deux fois", key.value),
        format!("the key `{}` is written twice", key.value),
    )
    .see(first, "déjà écrite ici", "already written here")
    .help("Réunissez les deux valeurs sous une seule clé.", "Join the two values under one key.")
}

fn key_not_text(span: Span) -> Diagnostic {
    Diagnostic::new(Code::KeyNotText, span, "une clé doit être un mot", "a key must be a word").help(
        "Si cette valeur commence par `[` ou `{`, mettez-la entre guillemets.",
        "If this value begins with `[` or `{`, put it in quotes.",
    )
}

const OTHER_FAULT: (&str, &str) = ("ce n’est pas du YAML", "this is not YAML");
fn syntax_words(kind: &ErrorKind) -> (&'static str, &'static str) {
    match kind {
        ErrorKind::UnclosedQuotedScalar => ("un guillemet n’est pas refermé", "a quote is not closed"),
        ErrorKind::UnclosedFlowCollection { .. }
        | ErrorKind::UnexpectedEofFlowSequence
        | ErrorKind::UnexpectedEofFlowMapping
        | ErrorKind::UnexpectedEofImplicitFlowMapping => {
            ("un crochet ou une accolade n’est pas refermé", "a bracket or a brace is not closed")
        }
        ErrorKind::MismatchedFlowCollectionEnd { .. } | ErrorKind::MisplacedFlowCollectionEnd => {
            ("ce crochet ou cette accolade ne ferme rien", "this bracket or brace closes nothing")
        }
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabInPlainScalar
        | ErrorKind::TabAtBlockScalarStart => {
            ("une tabulation sert d’indentation", "a tab is used for indentation")
        }
        ErrorKind::InvalidIndentation
        | ErrorKind::ExpectedBlockMappingKey
        | ErrorKind::ExpectedBlockSequenceEntry => {
            ("l’indentation ne correspond à rien d’ouvert", "the indentation matches nothing open")
        }
        ErrorKind::SimpleKeyExpected
        | ErrorKind::InvalidSimpleKey
        | ErrorKind::InvalidColonPlacement
        | ErrorKind::InvalidMappingValueWhitespace
        | ErrorKind::MappingKeyNotAllowed
        | ErrorKind::MappingValueNotAllowed => (
            "il manque un deux-points, ou il y en a un de trop",
            "a colon is missing, or there is one too many",
        ),
        _ => OTHER_FAULT,
    }
}
