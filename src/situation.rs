//! What is known of one case, read from YAML or JSON: French or English keys, ids or labels.

use crate::base::contradiction::contradictions;
use crate::base::facts::{Fact, Facts, Said};
use crate::base::ids::{DimensionId, QuantityId, TermId};
use crate::base::lexicon::{Key, Lexicon, Meaning, says_unknown, unknown_key};
use crate::base::range::{Range, RangeFault};
use crate::base::range::{range_fault_words, split_count};
use crate::base::vocabulary::Vocabulary;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::read;
use crate::source::{At, Span};
use crate::text::{Text, fold};
use crate::tree::{Node, Value};

/// One situation: what was said, and the facts that follow.
#[derive(Debug, Clone)]
pub struct Situation {
    /// Its name, if it has one.
    pub name: Option<String>,
    /// What was said.
    pub said: Said,
    /// What follows.
    pub facts: Facts,
}

impl Situation {
    /// Draws the facts from what was said.
    pub fn new(name: Option<String>, said: Said, vocabulary: &Vocabulary) -> Situation {
        let facts = Facts::from_said(vocabulary, &said);
        Situation { name, said, facts }
    }

    /// Reads a situation; every fault goes to `diagnostics`, what is sound is kept.
    pub fn read(
        node: &Node,
        vocabulary: &Vocabulary,
        lexicon: &Lexicon,
        diagnostics: &mut Diagnostics,
    ) -> Option<Situation> {
        let Value::Map(entries) = &node.value else {
            diagnostics.push(read::wrong_type(
                node,
                "une situation : des rubriques et leurs termes (`rubrique: [termes]`)",
                "a situation: headings and their terms (`heading: [terms]`)",
            ));
            return None;
        };
        let mut reader = Reader {
            vocabulary,
            lexicon,
            diagnostics,
            name: None,
            said: Said::default(),
            places: Vec::new(),
        };
        for (key, value) in entries {
            if reader.diagnostics.full() {
                break;
            }
            reader.entry(key, value);
        }
        reader.contradictions(node.span);
        let Reader { name, said, .. } = reader;
        Some(Situation::new(name, said, vocabulary))
    }
}

struct Reader<'a> {
    vocabulary: &'a Vocabulary,
    lexicon: &'a Lexicon,
    diagnostics: &'a mut Diagnostics,
    name: Option<String>,
    said: Said,
    places: Vec<(TermId, Span)>,
}

impl Reader<'_> {
    fn entry(&mut self, key: &At<String>, value: &Node) {
        match self.lexicon.key(&key.value) {
            // A heading left blank, as in a template, is not given.
            Meaning::Exact(_) if matches!(value.value, Value::Nothing) => {}
            Meaning::Exact(Key::Name) => self.name = read::text(value, self.diagnostics).map(|t| t.value),
            Meaning::Exact(Key::Scale) => self.scale(value),
            Meaning::Exact(Key::Quantity(quantity)) => self.quantity(quantity, value),
            Meaning::Exact(Key::Unknown) => self.unknown(value),
            Meaning::Exact(Key::Not) => self.not(value),
            Meaning::Exact(Key::Dimension(dimension)) => self.dimension(dimension, value),
            // A file says a term under its heading; free words are read in tables.
            Meaning::Exact(Key::Term(_) | Key::Words) | Meaning::Typo(_) | Meaning::Unknown(_) => {
                self.diagnostics.push(unknown_key(key, self.vocabulary));
            }
        }
    }

    fn dimension(&mut self, dimension: DimensionId, value: &Node) {
        if matches!(&value.value, Value::Scalar(words) if says_unknown(words)) {
            self.said.unknown_dimensions.push(dimension);
            return;
        }
        self.said.give(dimension);
        for item in read::one_or_many(value) {
            if self.diagnostics.full() {
                break;
            }
            if self.vocabulary.dimension(dimension).counted {
                self.partner(dimension, item);
            } else if let Some(term) = self.term(dimension, item) {
                self.say(term, Fact::Yes, item.span);
            }
        }
    }

    fn say(&mut self, term: TermId, fact: Fact, span: Span) {
        self.said.state(term, fact);
        self.places.push((term, span));
    }

    fn partner(&mut self, dimension: DimensionId, item: &Node) {
        let (kind, count) = match &item.value {
            Value::Map(entries) => {
                let mut kind = None;
                let mut count = Some(Range::SOME);
                let mut faulty = false;
                for (key, value) in entries {
                    match fold(&key.value).as_str() {
                        "kind" | "type" | "nature" => kind = self.term(dimension, value),
                        "count" | "nombre" | "number" => count = self.range(value, Range::LARGEST),
                        _ => {
                            faulty = true;
                            let diagnostic = Diagnostic::new(
                                Code::UnknownKey,
                                key.span,
                                format!("la clé `{}` n’existe pas ici", key.value),
                                format!("the key `{}` does not exist here", key.value),
                            );
                            self.diagnostics.push(read::suggest(
                                diagnostic,
                                key,
                                ["kind", "count"].into_iter(),
                            ));
                        }
                    }
                }
                let named = entries
                    .iter()
                    .any(|(key, _)| matches!(fold(&key.value).as_str(), "kind" | "type" | "nature"));
                if !named && !faulty {
                    self.diagnostics.push(
                        Diagnostic::new(
                            Code::MissingKey,
                            item.span,
                            "il manque la nature de ce partenaire (`kind`)",
                            "the kind of this partner is missing (`kind`)",
                        )
                        .help("Écrivez `{ kind: …, count: … }`.", "Write `{ kind: …, count: … }`."),
                    );
                }
                (kind, count)
            }
            _ => {
                let Some(words) = read::text(item, self.diagnostics) else { return };
                let (count, kind) = split_count(&words.value);
                let kind = self.lookup(dimension, &At { value: kind.to_owned(), span: part(&words, kind) });
                (kind, self.sound_range(count, &words, Range::LARGEST))
            }
        };
        if let (Some(kind), Some(count)) = (kind, count) {
            self.said.partner(kind, count);
        }
    }

    fn term(&mut self, dimension: DimensionId, item: &Node) -> Option<TermId> {
        let found = read::text(item, self.diagnostics)?;
        self.lookup(dimension, &found)
    }

    fn lookup(&mut self, dimension: DimensionId, found: &At<String>) -> Option<TermId> {
        let home = self.vocabulary.dimension(dimension).label.clone();
        let meaning = self.lexicon.term(dimension, &found.value);
        self.understood(meaning, found, Some(&home))
    }

    fn understood(
        &mut self,
        meaning: Meaning<TermId>,
        found: &At<String>,
        home: Option<&Text>,
    ) -> Option<TermId> {
        let id = |term: TermId| self.vocabulary.term(term).id.value.as_str();
        match meaning {
            Meaning::Exact(term) => Some(term),
            Meaning::Typo(term) => {
                self.diagnostics.push(
                    Diagnostic::new(
                        Code::TypingError,
                        found.span,
                        format!("`{}` lu comme `{}`", found.value, id(term)),
                        format!("`{}` read as `{}`", found.value, id(term)),
                    )
                    .help(
                        "Si c’est bien cela, corrigez l’orthographe.",
                        "If that is right, correct the spelling.",
                    )
                    .fix(found.span, id(term)),
                );
                Some(term)
            }
            Meaning::Unknown(nearest) => {
                let (fr, en) = match home {
                    Some(home) => {
                        (format!("de la rubrique « {} »", home.fr), format!("of the heading “{}”", home.en))
                    }
                    None => ("du vocabulaire".to_owned(), "of the vocabulary".to_owned()),
                };
                let mut diagnostic = Diagnostic::new(
                    Code::UnknownTerm,
                    found.span,
                    format!("`{}` n’est pas un terme {fr}", found.value),
                    format!("`{}` is not a term {en}", found.value),
                );
                diagnostic = match nearest {
                    Some(term) => diagnostic
                        .help(
                            format!("Vouliez-vous dire `{}` ?", id(term)),
                            format!("Did you mean `{}`?", id(term)),
                        )
                        .fix(found.span, id(term)),
                    None => diagnostic.help(
                        "La liste des termes : `coopform template situation`.",
                        "The list of terms: `coopform template situation`.",
                    ),
                };
                self.diagnostics.push(diagnostic);
                None
            }
        }
    }

    fn range(&mut self, value: &Node, max: u32) -> Option<Range> {
        let words = self.scalar(value)?;
        self.sound_range(Range::parse(&words.value), &words, max)
    }

    fn scalar(&mut self, value: &Node) -> Option<At<String>> {
        if let Value::Scalar(words) = &value.value {
            return Some(At { value: words.clone(), span: value.span });
        }
        self.diagnostics.push(read::wrong_type(
            value,
            "un nombre entier ou une fourchette (« 3 à 5 »)",
            "a whole number or a range (“3 to 5”)",
        ));
        None
    }

    fn sound_range(&mut self, range: Result<Range, RangeFault>, at: &At<String>, max: u32) -> Option<Range> {
        let fault = match range {
            Ok(range) if range.min <= max && (range.max <= max || range.max == Range::NO_LIMIT) => {
                return Some(range);
            }
            Ok(_) => RangeFault::TooLarge,
            Err(fault) => fault,
        };
        let (fr, en) = range_fault_words(fault, &at.value, max);
        let code = match fault {
            RangeFault::NotANumber => Code::WrongType,
            RangeFault::UpsideDown => Code::RangeUpsideDown,
            RangeFault::Negative | RangeFault::TooLarge => Code::NumberOutOfRange,
        };
        self.diagnostics.push(
            Diagnostic::new(code, at.span, fr, en)
                .help("Écrivez par exemple `5`, ou « 3 à 5 ».", "Write for instance `5`, or “3 to 5”."),
        );
        None
    }

    fn scale(&mut self, value: &Node) {
        let Value::Map(entries) = &value.value else {
            self.diagnostics.push(read::wrong_type(
                value,
                "des quantités et leurs valeurs (`quantité: 1`)",
                "quantities and their values (`quantity: 1`)",
            ));
            return;
        };
        for (key, value) in entries {
            match self.lexicon.quantity(&key.value) {
                Meaning::Exact(quantity) => self.quantity(quantity, value),
                Meaning::Typo(_) | Meaning::Unknown(_) => {
                    let diagnostic = crate::base::condition::unknown_quantity(key, self.vocabulary);
                    self.diagnostics.push(diagnostic);
                }
            }
        }
    }

    fn quantity(&mut self, quantity: QuantityId, value: &Node) {
        let max = self.vocabulary.quantities[quantity.index()].max;
        let Some(words) = self.scalar(value) else { return };
        let range = Range::parse_quantity(&words.value);
        if let Some(range) = self.sound_range(range, &words, max)
            && !self.said.quantity(quantity, range)
        {
            let id = &self.vocabulary.quantities[quantity.index()].id.value;
            self.diagnostics.push(
                Diagnostic::new(
                    Code::Contradiction,
                    value.span,
                    format!("`{id}` reçoit deux valeurs"),
                    format!("`{id}` is given two values"),
                )
                .help("Gardez-en une.", "Keep one of them."),
            );
        }
    }

    fn unknown(&mut self, value: &Node) {
        for item in read::one_or_many(value) {
            let Some(found) = read::text(item, self.diagnostics) else { continue };
            let key = self.lexicon.exact_key(&found.value);
            if let Some(Key::Dimension(dimension)) = key {
                self.said.unknown_dimensions.push(dimension);
            } else if let Some(Key::Quantity(quantity)) = key {
                self.said.quantity(quantity, Range::ANY);
            } else if let Some(term) = self.understood(self.lexicon.any_term(&found.value), &found, None) {
                self.say(term, Fact::Unknown, item.span);
            }
        }
    }

    fn not(&mut self, value: &Node) {
        for item in read::one_or_many(value) {
            let Some(found) = read::text(item, self.diagnostics) else { continue };
            if let Some(term) = self.understood(self.lexicon.any_term(&found.value), &found, None) {
                self.say(term, Fact::No, item.span);
            }
        }
    }

    fn contradictions(&mut self, whole: Span) {
        for (one, other) in contradictions(&self.said, self.vocabulary) {
            self.contradiction(one, other, whole);
        }
    }

    fn contradiction(&mut self, one: TermId, other: TermId, whole: Span) {
        let place = |term: TermId| self.places.iter().find(|(t, _)| *t == term).map(|(_, span)| *span);
        let (first, second) = (place(one), place(other));
        let id = |term: TermId| &self.vocabulary.term(term).id.value;
        let (fr, en) = match one == other {
            true => (
                format!("`{}` reçoit deux réponses contraires", id(one)),
                format!("`{}` is given two contrary answers", id(one)),
            ),
            false => (
                format!("`{}` et `{}` ne vont pas ensemble", id(one), id(other)),
                format!("`{}` and `{}` do not go together", id(one), id(other)),
            ),
        };
        let mut diagnostic = Diagnostic::new(Code::Contradiction, first.or(second).unwrap_or(whole), fr, en)
            .help(
                "Gardez l’un des deux, ou mettez-les sous `unknown`.",
                "Keep one of them, or put them under `unknown`.",
            );
        if let (Some(first), Some(second)) = (first, second)
            && first != second
        {
            diagnostic = diagnostic.see(second, "l’autre est ici", "the other is here");
        }
        self.diagnostics.push(diagnostic);
    }
}

/// The place of a part of a text; the whole place when escapes blur it.
fn part(words: &At<String>, part: &str) -> Span {
    let written = (words.span.end - words.span.start) as usize;
    // Quotes stand around a quoted scalar.
    let quotes = written.saturating_sub(words.value.len());
    match words.value.find(part) {
        Some(at) if quotes == 0 || quotes == 2 => {
            let start = words.span.start + (at + quotes / 2) as u32;
            Span { start, end: start + part.len() as u32, ..words.span }
        }
        _ => words.span,
    }
}
