//! One cell: ids, labels or the words of practitioners, separated by `|`, `;` or line breaks; numbers and
//! ranges. What is impossible is an [`Issue`]; what is not understood, or not for sure, is kept and opens its
//! heading; nothing is dropped.

use std::collections::HashMap;
use std::sync::Arc;

use crate::base::RuleBase;
use crate::base::contradiction::contradictions;
use crate::base::facts::Fact;
use crate::base::ids::{DimensionId, QuantityId, TermId};
use crate::base::lexicon::{Key, Meaning, Named, says_unknown};
use crate::base::range::{Range, RangeFault, split_count};
use crate::base::vocabulary::{Reading, Vocabulary};
use crate::intake::parts::parts;
use crate::intake::phrase::{Confidence, Finding, PhraseReader};
use crate::intake::row::{Issue, Phrase, Row, Trouble, Unread};
use crate::intake::shared::SharedPatterns;

/// How one part of a cell was read.
#[derive(Debug, Clone)]
enum Part {
    Term(TermId, Fact, bool),
    Partner(TermId, Range, bool),
    Quantity(QuantityId, Range, bool),
    DimensionUnknown(DimensionId),
    Phrase(Arc<[Finding]>, Arc<[String]>, Option<Named>),
    Trouble(Trouble),
}

/// Reads cells, remembering what it has already read.
pub struct CellReader<'b> {
    base: &'b RuleBase,
    known: HashMap<Key, HashMap<String, Part>>,
    patterns: SharedPatterns,
    /// Made when the first free words are met: coded files need none of it.
    phrases: Option<PhraseReader<'b>>,
    /// What the row says in the cells of other headings, and whether in that of the quantities.
    elsewhere: Vec<(Phrase, bool)>,
}

/// Beyond this many different values a memory is emptied, so that it stays small on any file.
pub(super) const MEMORY: usize = 4096;
/// Longer values are not remembered.
const LONGEST: usize = 200;

impl<'b> CellReader<'b> {
    /// A reader for a rule base.
    pub fn new(base: &'b RuleBase) -> CellReader<'b> {
        CellReader::sharing(base, &SharedPatterns::default())
    }

    /// A reader that shares with others, one for each core, the patterns of their rule base.
    pub fn sharing(base: &'b RuleBase, patterns: &SharedPatterns) -> CellReader<'b> {
        let patterns = patterns.clone();
        CellReader { base, known: HashMap::new(), patterns, phrases: None, elsewhere: Vec::new() }
    }

    /// Reads a cell that stands under a key.
    pub fn read(&mut self, key: Key, column: usize, header: &str, cell: &str, row: &mut Row) {
        if cell.trim().is_empty() {
            return;
        }
        if key == Key::Name {
            cell.trim().clone_into(&mut row.name);
            return;
        }
        for part in parts(cell) {
            let remembered = self.known.get(&key).and_then(|known| known.get(part));
            let understood = match remembered {
                Some(understood) => understood.clone(),
                None => {
                    let understood = self.understand(key, part);
                    let known = self.known.entry(key).or_default();
                    if known.len() > MEMORY {
                        known.clear();
                    }
                    if part.len() <= LONGEST {
                        known.insert(part.to_owned(), understood.clone());
                    }
                    understood
                }
            };
            if let Key::Dimension(dimension) = key
                && !matches!(understood, Part::DimensionUnknown(_))
            {
                row.said.give(dimension);
            }
            self.note(key, understood, Place { words: part, column, header }, row);
        }
    }

    /// Takes what is said away from its heading, then looks for contradictions.
    pub fn finish(&mut self, row: &mut Row) {
        let base = self.base;
        for (mut phrase, in_scale) in self.elsewhere.drain(..) {
            // A heading whose silence means « no » is read under its own name only, once filled in.
            if let Named::Term(term) = phrase.finding.means {
                let term = base.vocabulary.term(term);
                let filled = row.said.given.contains(&term.dimension)
                    || row.said.unknown_dimensions.contains(&term.dimension);
                // Beside the quantities stand those who are concerned, and are no parties.
                let complete = base.vocabulary.dimension(term.dimension).reading == Reading::Complete;
                if filled && complete && (term.party || !in_scale) {
                    continue;
                }
            }
            phrase.taken = phrase.taken && row.take(base, &phrase.finding);
            row.read.push(phrase);
        }
        for &dimension in &row.open {
            if !row.said.unknown_dimensions.contains(&dimension) {
                row.said.unknown_dimensions.push(dimension);
            }
        }
        for (one, other) in contradictions(&row.said, &base.vocabulary) {
            row.issues.push(Issue::of_row("", Trouble::Contradiction(one, other)));
        }
    }

    fn note(&mut self, key: Key, understood: Part, place: Place<'_>, row: &mut Row) {
        let mut corrected = |typo: bool, named: Named| {
            if typo {
                row.corrected.push((place.words.to_owned(), named));
            }
        };
        match understood {
            Part::Term(term, fact, typo) => {
                corrected(typo, Named::Term(term));
                row.said.state(term, fact);
            }
            Part::Partner(kind, count, typo) => {
                corrected(typo, Named::Term(kind));
                row.said.partner(kind, count);
            }
            Part::Quantity(quantity, range, typo) => {
                corrected(typo, Named::Quantity(quantity));
                if !row.said.quantity(quantity, range) {
                    row.issues.push(place.issue(Trouble::TwoValues(quantity)));
                }
            }
            Part::DimensionUnknown(dimension) => row.said.unknown_dimensions.push(dimension),
            Part::Phrase(findings, rest, nearest) => {
                self.note_phrase(key, &findings, nearest, place, row);
                self.note_rest(key, &rest, place, row);
            }
            Part::Trouble(trouble) => row.issues.push(place.issue(trouble)),
        }
    }

    fn note_phrase(
        &mut self,
        key: Key,
        findings: &[Finding],
        nearest: Option<Named>,
        place: Place<'_>,
        row: &mut Row,
    ) {
        let vocabulary = &self.base.vocabulary;
        let mut understood = false;
        let any_sure = findings.iter().any(|one| one.confidence > Confidence::Possible);
        for finding in findings {
            let sure = finding.confidence > Confidence::Possible;
            // What is only possible is proposed where nothing is sure.
            if any_sure && !sure {
                continue;
            }
            let mut phrase = Phrase { column: place.column, finding: finding.clone(), taken: sure };
            if !at_home(vocabulary, key, finding) {
                // Under another heading, whoever is named may be no partner.
                let mentioned = matches!(finding.means, Named::Term(term) if vocabulary.is_counted(term));
                phrase.taken &= !mentioned || matches!(key, Key::Words | Key::Scale);
                self.elsewhere.push((phrase, key == Key::Scale));
                continue;
            }
            understood |= sure;
            phrase.taken = sure && row.take(self.base, finding);
            row.read.push(phrase);
        }
        // An account in free words is not expected to speak of nothing but the vocabulary.
        if understood || key == Key::Words {
            return;
        }
        if let Key::Dimension(home) = key {
            row.open(home);
        }
        if any_sure || findings.is_empty() {
            row.unread.push(Unread {
                column: place.column,
                header: place.header.to_owned(),
                words: place.words.to_owned(),
                nearest,
                elsewhere: any_sure,
            });
        }
    }

    /// Items of a list that say nothing known: whoever they are, the list is not complete.
    fn note_rest(&self, key: Key, rest: &[String], place: Place<'_>, row: &mut Row) {
        if let (Key::Dimension(home), false) = (key, rest.is_empty()) {
            row.open(home);
        }
        row.unread.extend(rest.iter().map(|words| Unread {
            column: place.column,
            header: place.header.to_owned(),
            words: words.clone(),
            nearest: None,
            elsewhere: false,
        }));
    }

    fn understand(&mut self, key: Key, words: &str) -> Part {
        let base = self.base;
        match key {
            Key::Dimension(dimension) if says_unknown(words) => Part::DimensionUnknown(dimension),
            Key::Dimension(dimension) if base.vocabulary.dimension(dimension).counted => {
                self.partner(dimension, words)
            }
            Key::Dimension(dimension) => match base.lexicon.exact_term(dimension, words) {
                Some(term) => Part::Term(term, Fact::Yes, false),
                None => self.phrase(key, words),
            },
            Key::Unknown | Key::Not => {
                let fact = if key == Key::Unknown { Fact::Unknown } else { Fact::No };
                match (key, base.lexicon.key(words)) {
                    (Key::Unknown, Meaning::Exact(Key::Dimension(dimension))) => {
                        Part::DimensionUnknown(dimension)
                    }
                    (Key::Unknown, Meaning::Exact(Key::Quantity(quantity))) => {
                        Part::Quantity(quantity, Range::ANY, false)
                    }
                    _ => any_term(base, words, fact),
                }
            }
            Key::Term(term) => match base.phrasings.language.affirms(words) {
                _ if says_unknown(words) => Part::Term(term, Fact::Unknown, false),
                Some(true) => Part::Term(term, Fact::Yes, false),
                Some(false) => Part::Term(term, Fact::No, false),
                None => self.phrase(Key::Words, words),
            },
            Key::Quantity(quantity) if says_unknown(words) => Part::Quantity(quantity, Range::ANY, false),
            Key::Quantity(quantity) => match Range::parse(words) {
                Err(RangeFault::NotANumber) => {
                    let said = Range::parse_decimal(words).or_else(|| self.phrases().number(words));
                    quantity_of(base, quantity, said.ok_or(RangeFault::NotANumber), false)
                }
                range => quantity_of(base, quantity, range, false),
            },
            Key::Scale => {
                let (range, name) = split_count(words);
                match base.lexicon.exact_quantity(name) {
                    Some(quantity) => quantity_of(base, quantity, range, false),
                    None => self.phrase(key, words),
                }
            }
            Key::Words => self.phrase(key, words),
            Key::Name => Part::Trouble(Trouble::Shape),
        }
    }

    fn partner(&mut self, dimension: DimensionId, words: &str) -> Part {
        let (range, kind) = split_count(words);
        match (self.base.lexicon.exact_term(dimension, kind), range) {
            (Some(kind), Ok(range)) => Part::Partner(kind, range, false),
            (Some(_), Err(fault)) => Part::Trouble(Trouble::Number(fault, Range::LARGEST)),
            (None, _) => self.phrase(Key::Dimension(dimension), words),
        }
    }

    /// A phrase that is no label: a label mistyped, else free words.
    fn phrase(&mut self, key: Key, words: &str) -> Part {
        let base = self.base;
        let (findings, rest) = self.phrases().read(key, words);
        let rest: Arc<[String]> = if findings.is_empty() { Arc::default() } else { rest.into() };
        let home = match key {
            Key::Dimension(dimension) => Some(dimension),
            _ => None,
        };
        let understood = |one: &Finding| {
            at_home(&base.vocabulary, key, one) && one.confidence > Confidence::Possible && !one.mistyped
        };
        if findings.iter().any(understood) || words.len() > LONGEST {
            return Part::Phrase(findings.into(), rest, None);
        }
        if let Some(typo) = self.mistyped(home, key, words) {
            return typo;
        }
        // Words that are a part of a label want an answer, not a guess.
        let part = home.filter(|_| findings.is_empty()).and_then(|home| base.lexicon.term_with(home, words));
        if let Some(term) = part {
            return Part::Trouble(Trouble::NotRecognised(Some(Named::Term(term))));
        }
        let suggested = match home {
            Some(home) if findings.is_empty() => {
                let (patterns, nearest) = self.patterns.get(base);
                nearest.find(base, patterns, home, words)
            }
            _ => None,
        };
        Part::Phrase(findings.into(), rest, suggested.map(Named::Term))
    }

    /// A label but for a typing error, with the number that stands with it.
    fn mistyped(&self, home: Option<DimensionId>, key: Key, words: &str) -> Option<Part> {
        let base = self.base;
        let (range, name) = split_count(words);
        match (home, key) {
            (Some(dimension), _) if base.vocabulary.dimension(dimension).counted => {
                let kind = base.lexicon.mistyped_term(dimension, name)?;
                range.ok().map(|range| Part::Partner(kind, range, true))
            }
            (Some(dimension), _) => {
                let term = base.lexicon.mistyped_term(dimension, words)?;
                Some(Part::Term(term, Fact::Yes, true))
            }
            (None, Key::Scale) => {
                let quantity = base.lexicon.mistyped_quantity(name)?;
                Some(quantity_of(base, quantity, range, true))
            }
            _ => None,
        }
    }

    fn phrases(&mut self) -> &mut PhraseReader<'b> {
        let (base, patterns) = (self.base, &self.patterns);
        self.phrases.get_or_insert_with(|| PhraseReader::new(base, Arc::clone(&patterns.get(base).0)))
    }
}

/// Where a value stands.
#[derive(Clone, Copy)]
struct Place<'c> {
    words: &'c str,
    column: usize,
    header: &'c str,
}

impl Place<'_> {
    fn issue(self, trouble: Trouble) -> Issue {
        Issue {
            column: Some(self.column),
            header: self.header.to_owned(),
            value: self.words.to_owned(),
            trouble,
        }
    }
}

/// Whether a finding stands under its own heading.
fn at_home(vocabulary: &Vocabulary, key: Key, finding: &Finding) -> bool {
    match finding.means {
        Named::Term(term) => key == Key::Dimension(vocabulary.term(term).dimension),
        Named::Quantity(_) => key == Key::Scale,
    }
}

fn any_term(base: &RuleBase, words: &str, fact: Fact) -> Part {
    match base.lexicon.any_term(words) {
        Meaning::Exact(term) => Part::Term(term, fact, false),
        Meaning::Typo(term) => Part::Term(term, fact, true),
        Meaning::Unknown(nearest) => Part::Trouble(Trouble::NotRecognised(nearest.map(Named::Term))),
    }
}

fn quantity_of(base: &RuleBase, quantity: QuantityId, range: Result<Range, RangeFault>, typo: bool) -> Part {
    let max = base.vocabulary.quantities[quantity.index()].max;
    match range {
        Ok(range) if range.min <= max && (range.max <= max || range.max == Range::NO_LIMIT) => {
            Part::Quantity(quantity, range, typo)
        }
        Ok(_) => Part::Trouble(Trouble::Number(RangeFault::TooLarge, max)),
        Err(fault) => Part::Trouble(Trouble::Number(fault, max)),
    }
}
