//! The cases read from the phrases in which practitioners would write them, without their codes: how much is
//! recognised, and whether the rules then put the form chosen first.

use std::collections::{HashMap, HashSet};

use crate::base::RuleBase;
use crate::base::ids::CaseId;
use crate::base::lexicon::Key;
use crate::engine::Engine;
use crate::intake::cells::CellReader;
use crate::intake::row::Row;
use crate::lint::agreement::{Agreement, agreement};
use crate::situation::Situation;

/// One case read from its phrases.
#[derive(Debug, Clone)]
pub struct FromWords {
    /// Where the rules rank the form chosen.
    pub agreement: Agreement,
    /// How it was read.
    pub row: Row,
    /// How many phrases it has.
    pub phrases: usize,
}

impl FromWords {
    /// How many phrases say something known.
    pub fn recognised(&self) -> usize {
        let unread = self.row.unread.iter().filter(|unread| !unread.elsewhere).count();
        self.phrases.saturating_sub(unread + self.row.issues.len())
    }
}

/// Every case that has phrases and whose form the catalogue holds, in the order of the base.
pub fn from_words(base: &RuleBase, engine: &Engine) -> Vec<FromWords> {
    let mut reader = CellReader::new(base);
    (0..base.cases.len()).map(CaseId::new).filter_map(|id| one(base, engine, &mut reader, id)).collect()
}

/// The same, each case read without the patterns that only cases of its own group show: a pattern written for one
/// case is of no help to it. A severe measure of what cases never seen would give.
pub fn left_out(base: &RuleBase, engine: &Engine, groups: usize) -> Vec<FromWords> {
    let all = from_words(base, engine);
    let group = |one: &FromWords| one.agreement.case.index() % groups;
    let mut shown: HashMap<usize, HashSet<usize>> = HashMap::new();
    for one in &all {
        for pattern in one.row.read.iter().filter_map(|phrase| phrase.finding.pattern) {
            shown.entry(pattern).or_default().insert(group(one));
        }
    }
    let mut read = Vec::new();
    for left_out in 0..groups {
        let mut others = base.clone();
        let mut index = 0..others.phrasings.patterns.len();
        others.phrasings.patterns.retain(|_| {
            let own = index.next().and_then(|pattern| shown.get(&pattern));
            own.is_none_or(|groups| groups.iter().any(|group| *group != left_out))
        });
        read.extend(from_words(&others, engine).into_iter().filter(|one| group(one) == left_out));
    }
    read.sort_by_key(|one| one.agreement.case.index());
    read
}

fn one(base: &RuleBase, engine: &Engine, reader: &mut CellReader<'_>, id: CaseId) -> Option<FromWords> {
    let mut row = Row::default();
    let mut phrases = 0;
    for (heading, words) in base.vocabulary.told.iter().zip(&base.case(id).raw) {
        let key = base.lexicon.exact_key(&heading.id.value).unwrap_or(Key::Words);
        for phrase in words {
            reader.read(key, phrases, heading.label.get(crate::text::Lang::Fr), &phrase.value, &mut row);
            phrases += 1;
        }
    }
    if phrases == 0 {
        return None;
    }
    reader.finish(&mut row);
    let situation = Situation::new(None, row.said.clone(), &base.vocabulary);
    let agreement = agreement(base, engine, id, &situation)?;
    Some(FromWords { agreement, row, phrases })
}
