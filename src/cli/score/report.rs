//! The short account of a run, on standard error.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::path::Path;

use crate::base::ids::FormId;
use crate::base::lexicon::{Key, Named};
use crate::cli::output::say;
use crate::cli::score::Job;
use crate::cli::score::worker::Done;
use crate::cli::table::{Encoding, Input};
use crate::intake::row::Issue;
use crate::render::sheet::letters;
use crate::render::words::Words;
use crate::text::Lang;

/// How many rows to correct, and how many corrections, are shown.
const SHOWN: usize = 10;

/// What is counted on the way.
pub(super) struct Report<'a> {
    job: &'a Job<'a>,
    delimiter: Option<u8>,
    encoding: Encoding,
    declared: bool,
    sheet: Option<String>,
    by_form: Vec<usize>,
    empty: usize,
    /// Rows that must be corrected.
    pub(super) to_correct: usize,
    issues: Vec<(usize, Issue)>,
    corrected: usize,
    corrections: Vec<(usize, String, Named)>,
    to_review: usize,
    /// Phrases not recognised, by how often they come.
    unread: HashMap<String, (usize, Option<Named>)>,
    open: usize,
    settled_by: Vec<usize>,
    document: bool,
    /// Cells too long for a workbook.
    pub(super) cut: usize,
}

/// Beyond this many different phrases, new ones are not counted any more: the memory stays small.
const MOST_PHRASES: usize = 20_000;
/// How many of them are shown.
const PHRASES_SHOWN: usize = 5;

impl<'a> Report<'a> {
    pub(super) fn new(job: &'a Job<'a>, input: &Input, declared: bool) -> Report<'a> {
        Report {
            job,
            delimiter: input.delimiter(),
            encoding: input.encoding(),
            declared,
            sheet: input.sheet().map(str::to_owned),
            by_form: vec![0; job.loaded.base.forms.len() + 2],
            empty: 0,
            to_correct: 0,
            issues: Vec::new(),
            corrected: 0,
            corrections: Vec::new(),
            to_review: 0,
            unread: HashMap::new(),
            open: 0,
            settled_by: vec![0; job.awaited.headings()],
            document: input.is_document(),
            cut: 0,
        }
    }

    /// Counts a chunk.
    pub(super) fn add(&mut self, done: &Done) {
        for (sum, count) in self.by_form.iter_mut().zip(&done.by_form) {
            *sum += count;
        }
        self.empty += done.empty;
        self.to_correct += done.to_correct.len();
        self.corrected += done.corrected.len();
        self.to_review += done.to_review;
        self.open += done.open;
        for (sum, count) in self.settled_by.iter_mut().zip(&done.settled_by) {
            *sum += count;
        }
        for (words, nearest) in &done.unread {
            if let Some((count, _)) = self.unread.get_mut(words) {
                *count += 1;
            } else if self.unread.len() < MOST_PHRASES {
                self.unread.insert(words.clone(), (1, *nearest));
            }
        }
        for (row, issues) in &done.to_correct {
            let room = SHOWN.saturating_sub(self.issues.len());
            self.issues.extend(issues.iter().take(room).map(|issue| (*row, issue.clone())));
        }
        let room = SHOWN.saturating_sub(self.corrections.len());
        self.corrections.extend(done.corrected.iter().take(room).cloned());
    }

    /// Prints the account.
    pub(super) fn print(&self, path: Option<&Path>, rejects: Option<&Path>) {
        let lang = self.job.lang;
        let scored: usize = self.by_form.iter().sum();
        let rows = scored + self.to_correct;
        let s = |count: usize| plural(lang, count);
        let (empty, to_correct, to_review) = (self.empty, self.to_correct, self.to_review);
        let separator = match self.delimiter {
            None if self.document => lang.pick("document YAML ou JSON", "YAML or JSON document").to_owned(),
            None => "JSON Lines".to_owned(),
            Some(b'\t') => lang.pick("séparateur tabulation", "separated by tabs").to_owned(),
            Some(other) => match lang {
                Lang::Fr => format!("séparateur « {} »", char::from(other)),
                Lang::En => format!("separated by “{}”", char::from(other)),
            },
        };
        let read = match (&self.sheet, lang) {
            (Some(sheet), Lang::Fr) => format!("feuille « {sheet} »"),
            (Some(sheet), Lang::En) => format!("sheet “{sheet}”"),
            (None, _) => format!("{}, {separator}", self.encoding.name()),
        };
        let blank = match (empty, lang) {
            (0, _) => String::new(),
            (_, Lang::Fr) => format!(" et {empty} ligne{} vide{}", s(empty), s(empty)),
            (_, Lang::En) => format!(" and {empty} blank row{}", s(empty)),
        };
        say(
            lang,
            &match lang {
                Lang::Fr => format!("Lu : {rows} situation{}{blank} ({read}).", s(rows)),
                Lang::En => format!("Read: {rows} situation{}{blank} ({read}).", s(rows)),
            },
        );
        if let Some(guessed) = self.encoding.guessed(lang).filter(|_| !self.declared) {
            say(lang, &guessed);
        }
        say(
            lang,
            &match lang {
                Lang::Fr if to_review > 0 => format!(
                    "{scored} évaluée{} dont {to_review} à relire, {to_correct} à corriger.",
                    s(scored)
                ),
                Lang::En if to_review > 0 => {
                    format!("{scored} scored, {to_review} of them to review, {to_correct} to correct.")
                }
                Lang::Fr => format!("{scored} évaluée{}, {to_correct} à corriger.", s(scored)),
                Lang::En => format!("{scored} scored, {to_correct} to correct."),
            },
        );
        self.forms();
        self.columns();
        self.settling();
        self.corrections();
        self.issues();
        self.phrases();
        if self.cut > 0 {
            let cut = self.cut;
            say(
                lang,
                &match lang {
                    Lang::Fr => format!(
                        "Cellules coupées, trop longues pour un classeur : {cut}. Un CSV les garde entières."
                    ),
                    Lang::En => format!("Cells cut, too long for a workbook: {cut}. A CSV keeps them whole."),
                },
            );
        }
        if let Some(path) = rejects {
            let path = path.display();
            let label = lang.pick("Lignes à corriger :", "Rows to correct:");
            say(lang, &format!("{label} {path}"));
        }
        if let Some(path) = path {
            let path = path.display();
            say(lang, &format!("{}{} {path}", lang.pick("Résultats", "Results"), lang.pick(" :", ":")));
        }
    }

    fn words(&self) -> Words<'_> {
        self.job.words()
    }

    fn forms(&self) {
        let words = self.words();
        let mut counts: Vec<(usize, usize)> =
            self.by_form.iter().copied().enumerate().filter(|(_, n)| *n > 0).collect();
        counts.sort_by_key(|&(index, count)| (Reverse(count), index));
        for (index, count) in counts {
            let none = self.by_form.len() - 2;
            let name = match index {
                index if index < none => words.heading(FormId::new(index)).to_owned(),
                index if index == none => words.none_recommended(),
                _ => words.pick("Réponses insuffisantes", "Answers not sufficient").to_owned(),
            };
            let name = name.trim_end_matches('.');
            say(self.job.lang, &format!("{count:>8}  {name}"));
        }
    }

    fn columns(&self) {
        let lang = self.job.lang;
        let Some(columns) = self.job.columns else { return };
        let unread: Vec<&str> = columns.unread().collect();
        if !unread.is_empty() {
            let list = unread.join(lang.pick(" », « ", "”, “"));
            say(
                lang,
                &match (lang, unread.len()) {
                    (Lang::Fr, 1) => format!("Colonne conservée sans être lue : « {list} »."),
                    (Lang::Fr, _) => format!("Colonnes conservées sans être lues : « {list} »."),
                    (Lang::En, 1) => format!("Column kept without being read: “{list}”."),
                    (Lang::En, _) => format!("Columns kept without being read: “{list}”."),
                },
            );
        }
        for &index in &columns.corrected {
            let Some(Some(key)) = columns.keys.get(index) else { continue };
            let (written, meant) = (&columns.headers[index], self.key(*key));
            say(
                lang,
                &match lang {
                    Lang::Fr => format!("Colonne « {written} » lue comme « {meant} »."),
                    Lang::En => format!("Column “{written}” read as “{meant}”."),
                },
            );
        }
        let vocabulary = &self.job.loaded.base.vocabulary;
        let missing: Vec<&str> = columns
            .missing(&self.job.loaded.base)
            .iter()
            .map(|&i| vocabulary.dimensions[i].label.get(lang))
            .collect();
        // An account in free words may speak of any heading.
        let told = columns.keys.contains(&Some(Key::Words));
        if !missing.is_empty() && !told {
            let list = missing.join(lang.pick(" », « ", "”, “"));
            say(
                lang,
                &match (lang, missing.len()) {
                    (Lang::Fr, 1) => format!("Colonne absente, donc inconnue : « {list} »."),
                    (Lang::Fr, _) => format!("Colonnes absentes, donc inconnues : « {list} »."),
                    (Lang::En, 1) => format!("Column absent, hence unknown: “{list}”."),
                    (Lang::En, _) => format!("Columns absent, hence unknown: “{list}”."),
                },
            );
        }
    }

    fn key(&self, key: Key) -> String {
        let (lang, vocabulary) = (self.job.lang, &self.job.loaded.base.vocabulary);
        match key {
            Key::Dimension(dimension) => vocabulary.dimension(dimension).label.get(lang).to_owned(),
            Key::Quantity(quantity) => vocabulary.quantities[quantity.index()].label.get(lang).to_owned(),
            Key::Name => lang.pick("Nom", "Name").to_owned(),
            Key::Scale => lang.pick("Échelle", "Scale").to_owned(),
            Key::Unknown => lang.pick("Inconnu", "Unknown").to_owned(),
            Key::Not => lang.pick("Non", "Not").to_owned(),
            Key::Term(term) => vocabulary.term(term).pref_label.get(lang).to_owned(),
            Key::Words => lang.pick("Description", "Description").to_owned(),
        }
    }

    /// The heading that would settle the most rows whose result may still change.
    fn settling(&self) {
        let lang = self.job.lang;
        let best = self.settled_by.iter().enumerate().max_by_key(|&(index, count)| (*count, Reverse(index)));
        let Some((heading, count)) = best.filter(|(_, count)| **count > 0) else { return };
        let dimensions = &self.job.loaded.base.vocabulary.dimensions;
        let label =
            dimensions.get(heading).map_or_else(|| self.key(Key::Scale), |d| d.label.get(lang).to_owned());
        let (open, count) = (self.open, *count);
        let s = plural(lang, open);
        say(
            lang,
            &match lang {
                Lang::Fr if open == 1 => {
                    format!(
                        "1 résultat peut encore changer. La rubrique « {label} », remplie, pourrait suffire à le décider."
                    )
                }
                Lang::En if open == 1 => {
                    format!(
                        "1 result may still change. The heading “{label}”, filled in, could settle it by itself."
                    )
                }
                Lang::Fr => format!(
                    "{open} résultat{s} peuvent encore changer. La rubrique « {label} », remplie, pourrait suffire à en décider {count}."
                ),
                Lang::En => format!(
                    "{open} result{s} may still change. The heading “{label}”, filled in, could settle {count} of them by itself."
                ),
            },
        );
    }

    /// The phrases most often not recognised, over the whole file.
    fn phrases(&self) {
        let lang = self.job.lang;
        let mut all: Vec<(&String, &(usize, Option<Named>))> = self.unread.iter().collect();
        all.sort_by_key(|(words, (count, _))| (Reverse(*count), words.as_str()));
        if all.is_empty() {
            return;
        }
        say(
            lang,
            lang.pick(
                "Phrases non reconnues, les plus fréquentes d’abord :",
                "Phrases not recognised, most frequent first:",
            ),
        );
        if all.len() == MOST_PHRASES {
            say(lang, lang.pick("(parmi les 20 000 premières)", "(among the first 20,000)"));
        }
        let words = self.words();
        for (phrase, (count, nearest)) in all.iter().take(PHRASES_SHOWN) {
            say(lang, &format!("{count:>8}  {}", words.unread_in_short(phrase, *nearest)));
        }
        self.more(all.len(), PHRASES_SHOWN.min(all.len()), lang.pick("autres phrases", "more phrases"));
    }

    fn corrections(&self) {
        let (lang, words) = (self.job.lang, self.words());
        for (row, written, named) in &self.corrections {
            let correction = words.read_as_correction(written, *named);
            say(lang, &format!("{} {row}{} {correction}.", lang.pick("Ligne", "Row"), lang.pick(" :", ":")));
        }
        self.more(
            self.corrected,
            self.corrections.len(),
            lang.pick("autres mots relus", "more words read so"),
        );
    }

    fn issues(&self) {
        let (lang, words) = (self.job.lang, self.words());
        for (row, issue) in &self.issues {
            let column = match issue.column {
                Some(index) if self.job.columns.is_some() => match lang {
                    Lang::Fr => format!(", colonne {} « {} »", letters(index), issue.header),
                    Lang::En => format!(", column {} “{}”", letters(index), issue.header),
                },
                Some(_) => format!(", {}", words.marks(&issue.header)),
                None => String::new(),
            };
            say(
                lang,
                &format!(
                    "{} {row}{column}{} {}",
                    lang.pick("Ligne", "Row"),
                    lang.pick(" :", ":"),
                    words.issue(issue)
                ),
            );
        }
        let shown: std::collections::BTreeSet<usize> = self.issues.iter().map(|(row, _)| *row).collect();
        self.more(
            self.to_correct,
            shown.len(),
            lang.pick("autres lignes à corriger", "more rows to correct"),
        );
    }

    fn more(&self, all: usize, shown: usize, what: &str) {
        if all > shown {
            say(self.job.lang, &format!("… {} {what}.", all - shown));
        }
    }
}

fn plural(lang: Lang, count: usize) -> &'static str {
    match (lang, count) {
        (Lang::Fr, 0 | 1) | (Lang::En, 1) => "",
        _ => "s",
    }
}
