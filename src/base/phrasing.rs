//! How people write the words of the vocabulary: patterns for its terms and quantities, and what each
//! language says of numbers, negation and little words. Read and checked here; matched in `intake`.

use std::collections::{HashMap, HashSet};

use crate::base::ids::DimensionId;
use crate::base::lexicon::Named;
use crate::base::range::Range;
use crate::base::vocabulary::Vocabulary;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::read::{self, Table};
use crate::source::{At, Span};
use crate::text::{Lang, fold, lower};
use crate::tree::{Document, Node, Value};

/// Everything about how people write.
#[derive(Debug, Clone, Default)]
pub struct Phrasings {
    /// The patterns, file after file.
    pub patterns: Vec<Pattern>,
    /// Both languages together.
    pub language: Language,
}

/// One way of saying a term or a quantity.
#[derive(Debug, Clone)]
pub struct Pattern {
    /// What it says.
    pub means: Named,
    /// The language of its words.
    pub lang: Lang,
    /// It only proposes what it says.
    pub uncertain: bool,
    /// Parts that may stand anywhere in a phrase, each a sequence of places close together.
    pub parts: Vec<Vec<Place>>,
    /// Words that keep it from applying.
    pub unless: Vec<Place>,
    /// Where it is written.
    pub span: Span,
}

/// What may stand at one place of a pattern: any of these.
pub type Place = Vec<Wording>;

/// One wording of a place.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Wording {
    /// A word, whatever its ending.
    Word(String),
    /// Any word that begins so.
    Beginning(String),
    /// A number.
    Number,
}

/// The most places of a pattern: what is longer is a sentence, not a pattern.
const MOST_PLACES: usize = 10;
/// The shortest beginning of a word: shorter ones begin half the dictionary.
const SHORTEST_BEGINNING: usize = 3;

impl Phrasings {
    /// Reads a file of patterns: terms and quantities by id, each with its patterns by language.
    pub(crate) fn read(
        &mut self,
        document: &Document,
        vocabulary: &Vocabulary,
        diagnostics: &mut Diagnostics,
    ) {
        let Some(root) = &document.root else { return };
        let Value::Map(entries) = &root.value else {
            let diagnostic = read::wrong_type(
                root,
                "des termes et leurs tournures (`terme: { fr: […], en: […] }`)",
                "terms and their patterns (`term: { fr: […], en: […] }`)",
            );
            return diagnostics.push(diagnostic);
        };
        for (key, node) in entries {
            if diagnostics.full() {
                break;
            }
            match named(key, vocabulary) {
                Some(means) => self.read_patterns(means, node, diagnostics),
                None => diagnostics.push(unknown_name(key, vocabulary)),
            }
        }
    }

    fn read_patterns(&mut self, means: Named, node: &Node, diagnostics: &mut Diagnostics) {
        let Some(mut table) = Table::open(node, diagnostics) else { return };
        for (key, lang) in [("fr", Lang::Fr), ("en", Lang::En)] {
            let patterns = read::many(table.optional(key), diagnostics, |node, diagnostics| {
                let written = read::text(node, diagnostics)?;
                Pattern::parse(&written, means, lang).map_err(|fault| diagnostics.push(*fault)).ok()
            });
            self.patterns.extend(patterns);
        }
        table.finish(&[], diagnostics);
    }

    /// Reports a pattern that says two things of one dimension. Two terms may be proposed for the same words.
    pub(crate) fn check(&self, vocabulary: &Vocabulary, diagnostics: &mut Diagnostics) {
        let mut claimed: HashMap<_, &Pattern> = HashMap::new();
        for pattern in self.patterns.iter().filter(|pattern| !pattern.uncertain) {
            let dimension = pattern.dimension(vocabulary);
            let first = claimed.entry((dimension, &pattern.parts, &pattern.unless)).or_insert(pattern);
            if first.means != pattern.means {
                diagnostics.push(
                    Diagnostic::new(
                        Code::DuplicatePattern,
                        pattern.span,
                        "cette tournure désigne déjà autre chose dans la même rubrique",
                        "this pattern already says something else under the same heading",
                    )
                    .see(first.span, "elle est déjà ici", "it is already here")
                    .help(
                        "Gardez-la sous un seul terme, ou précisez-la.",
                        "Keep it under one term, or make it more precise.",
                    ),
                );
            }
        }
    }
}

impl Pattern {
    /// The dimension of what it says; none for a quantity.
    pub fn dimension(&self, vocabulary: &Vocabulary) -> Option<DimensionId> {
        match self.means {
            Named::Term(term) => Some(vocabulary.term(term).dimension),
            Named::Quantity(_) => None,
        }
    }

    /// Reads the notation of `docs/phrasings.md`.
    fn parse(written: &At<String>, means: Named, lang: Lang) -> Result<Pattern, Box<Diagnostic>> {
        let (uncertain, text) = match written.value.strip_prefix('?') {
            Some(rest) => (true, rest),
            None => (false, written.value.as_str()),
        };
        let mut parts: Vec<Vec<Place>> = vec![Vec::new()];
        let mut unless = Vec::new();
        for word in text.split_whitespace().flat_map(pieces) {
            match word.strip_prefix('!') {
                Some(excluded) => unless.push(place(excluded, written)?),
                None if !unless.is_empty() => {
                    return Err(bad(
                        written,
                        "les mots précédés de `!` viennent à la fin",
                        "words after `!` come last",
                    ));
                }
                None if word == "&" => parts.push(Vec::new()),
                None => {
                    if let Some(part) = parts.last_mut() {
                        part.push(place(word, written)?);
                    }
                }
            }
        }
        if parts.iter().any(Vec::is_empty) {
            return Err(bad(
                written,
                "il manque un mot de part ou d’autre de `&`",
                "a word is missing on one side of `&`",
            ));
        }
        if parts.iter().map(Vec::len).sum::<usize>() > MOST_PLACES {
            return Err(bad(
                written,
                &format!("cette tournure a plus de {MOST_PLACES} mots"),
                &format!("this pattern has more than {MOST_PLACES} words"),
            ));
        }
        if parts.iter().flatten().all(|place| place.contains(&Wording::Number)) {
            return Err(bad(
                written,
                "un nombre seul ne dit rien : ajoutez un mot",
                "a number alone says nothing: add a word",
            ));
        }
        Ok(Pattern { means, lang, uncertain, parts, unless, span: written.span })
    }
}

/// Signs that people use as words.
pub fn is_mark(word: &str) -> bool {
    matches!(word, "%" | "€")
}

/// The parts of a compound word (`ville-centre`), which stand one after the other.
fn pieces(word: &str) -> impl Iterator<Item = &str> {
    let marks: &[char] = if word.contains('|') { &[] } else { &['-', '\'', '’'] };
    word.split(marks).filter(|piece| !piece.is_empty())
}

fn place(word: &str, written: &At<String>) -> Result<Place, Box<Diagnostic>> {
    let mut place = Vec::new();
    for option in word.split('|') {
        let wording = match (option, option.strip_suffix('*')) {
            ("#", _) => Wording::Number,
            (_, Some(beginning)) => {
                let folded = fold(beginning).replace(' ', "");
                if folded.chars().count() < SHORTEST_BEGINNING {
                    return Err(bad(
                        written,
                        &format!("`{option}` commence trop de mots"),
                        &format!("`{option}` begins too many words"),
                    ));
                }
                Wording::Beginning(folded)
            }
            // Of several options, a compound word is one word.
            (_, None) => Wording::Word(lower(option).replace(['-', '\'', '’'], "")),
        };
        let sound = match &wording {
            Wording::Number => true,
            Wording::Beginning(folded) => !folded.contains(' '),
            Wording::Word(word) => {
                !word.is_empty() && (is_mark(word) || word.chars().all(char::is_alphanumeric))
            }
        };
        if !sound {
            return Err(bad(
                written,
                &format!("`{option}` n’est pas un mot"),
                &format!("`{option}` is not a word"),
            ));
        }
        place.push(wording);
    }
    place.sort();
    Ok(place)
}

fn bad(written: &At<String>, fr: &str, en: &str) -> Box<Diagnostic> {
    Box::new(Diagnostic::new(Code::BadPattern, written.span, fr, en).help(
        "La notation des tournures : `coopform check --explain bad-pattern`.",
        "The notation of patterns: `coopform check --explain bad-pattern`.",
    ))
}

fn named(key: &At<String>, vocabulary: &Vocabulary) -> Option<Named> {
    let term = vocabulary.term_named(&key.value).map(Named::Term);
    term.or_else(|| vocabulary.quantity_named(&key.value).map(Named::Quantity))
}

fn unknown_name(key: &At<String>, vocabulary: &Vocabulary) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        Code::UnknownTerm,
        key.span,
        format!("`{}` n’est ni un terme ni une quantité du vocabulaire", key.value),
        format!("`{}` is neither a term nor a quantity of the vocabulary", key.value),
    );
    let terms = vocabulary.terms.iter().map(|term| term.id.value.as_str());
    let quantities = vocabulary.quantities.iter().map(|quantity| quantity.id.value.as_str());
    read::suggest(diagnostic, key, terms.chain(quantities))
}

/// What French and English say of numbers, negation and little words, all folded.
#[derive(Debug, Clone, Default)]
pub struct Language {
    /// Words that never count: articles, prepositions, conjunctions.
    pub little: HashSet<String>,
    /// Those of one language only: they tell in which one a phrase is written.
    pub telling: [HashSet<String>; 2],
    /// Words that turn what follows into its contrary.
    pub negations: HashSet<String>,
    /// Words that say a number, articles included.
    pub numbers: HashMap<String, Range>,
    /// Words that multiply the number before them.
    pub times: HashMap<String, u32>,
    /// Words between the two bounds of a range.
    pub to: HashSet<String>,
    /// Words between two parts of one number, or the two bounds of a range that `between` begins.
    pub and: HashSet<String>,
    /// Words before the two bounds of a range.
    pub between: HashSet<String>,
    /// Words that begin with a negation and deny nothing.
    pub affirming: Vec<Vec<String>>,
    /// Words before a number that is below the least value.
    pub more_than: Vec<Vec<String>>,
    /// Words before a number that is above the greatest value.
    pub less_than: Vec<Vec<String>>,
    /// Words after a number that is a greatest value.
    pub or_less: Vec<Vec<String>>,
    /// Words before a number that is a least value.
    pub at_least: Vec<Vec<String>>,
    /// Words before a number that is a greatest value.
    pub at_most: Vec<Vec<String>>,
    /// Words after a number that is a least value.
    pub or_more: Vec<Vec<String>>,
    /// Words before the parts of a whole.
    pub among: HashSet<String>,
    /// Words that say that partners agree by pairs.
    pub pairwise: Vec<Vec<String>>,
    /// Words that affirm, alone in a cell.
    pub yes: HashSet<String>,
    /// Words that deny, alone in a cell.
    pub no: HashSet<String>,
}

impl Language {
    /// What a cell that only affirms or denies says.
    pub fn affirms(&self, cell: &str) -> Option<bool> {
        let folded = fold(cell);
        match folded.as_str() {
            "1" => Some(true),
            "0" => Some(false),
            word if self.yes.contains(word) => Some(true),
            word if self.no.contains(word) => Some(false),
            _ => None,
        }
    }

    /// Reads the file of languages.
    pub(crate) fn read(document: &Document, diagnostics: &mut Diagnostics) -> Language {
        let mut language = Language::default();
        let Some(mut table) = document.root.as_ref().and_then(|root| Table::open(root, diagnostics)) else {
            return language;
        };
        let mut little = [HashSet::new(), HashSet::new()];
        for (key, own) in ["fr", "en"].into_iter().zip(&mut little) {
            if let Some(node) = table.required(key, diagnostics) {
                language.read_one(node, diagnostics);
            }
            *own = std::mem::take(&mut language.little);
        }
        table.finish(&[], diagnostics);
        let [french, english] = little;
        language.telling = [&french - &english, &english - &french];
        language.little = &french | &english;
        language
    }

    fn read_one(&mut self, node: &Node, diagnostics: &mut Diagnostics) {
        let Some(mut table) = Table::open(node, diagnostics) else { return };
        self.little.extend(words(table.optional("little"), diagnostics));
        self.negations.extend(words(table.optional("negations"), diagnostics));
        self.to.extend(words(table.optional("to"), diagnostics));
        self.and.extend(words(table.optional("and"), diagnostics));
        self.between.extend(words(table.optional("between"), diagnostics));
        self.among.extend(words(table.optional("among"), diagnostics));
        self.yes.extend(words(table.optional("yes"), diagnostics));
        self.no.extend(words(table.optional("no"), diagnostics));
        let mut sequences = |key: &'static str, diagnostics: &mut Diagnostics| -> Vec<Vec<String>> {
            let all = words(table.optional(key), diagnostics);
            all.iter().map(|words| words.split(' ').map(str::to_owned).collect()).collect()
        };
        self.at_least.extend(sequences("at_least", diagnostics));
        self.at_most.extend(sequences("at_most", diagnostics));
        self.or_more.extend(sequences("or_more", diagnostics));
        self.pairwise.extend(sequences("pairwise", diagnostics));
        self.affirming.extend(sequences("affirming", diagnostics));
        self.more_than.extend(sequences("more_than", diagnostics));
        self.less_than.extend(sequences("less_than", diagnostics));
        self.or_less.extend(sequences("or_less", diagnostics));
        for (word, range) in numbers(table.optional("numbers"), diagnostics) {
            self.numbers.insert(word, range);
        }
        for (word, range) in numbers(table.optional("times"), diagnostics) {
            self.times.insert(word, range.min);
        }
        table.finish(&[], diagnostics);
    }
}

fn words(node: Option<&Node>, diagnostics: &mut Diagnostics) -> Vec<String> {
    read::many(node, diagnostics, |node, diagnostics| read::text(node, diagnostics).map(|t| fold(&t.value)))
}

fn numbers(node: Option<&Node>, diagnostics: &mut Diagnostics) -> Vec<(String, Range)> {
    let Some(node) = node else { return Vec::new() };
    let Value::Map(entries) = &node.value else {
        diagnostics.push(read::wrong_type(
            node,
            "des mots et leurs nombres (`mot: 3`)",
            "words and their numbers (`word: 3`)",
        ));
        return Vec::new();
    };
    let mut all = Vec::new();
    for (key, value) in entries {
        let Some(written) = read::text(value, diagnostics) else { continue };
        match Range::parse(&written.value) {
            Ok(range) => all.push((fold(&key.value), range)),
            Err(_) => diagnostics.push(read::wrong_type(
                value,
                "un nombre ou une fourchette (`8-12`, `2+`)",
                "a number or a range (`8-12`, `2+`)",
            )),
        }
    }
    all
}
