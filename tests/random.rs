//! Random rule bases, worlds (where everything is known) and situations (worlds partly forgotten).

use std::fmt::Write as _;

use coopform::base::contradiction::contradictions;
use coopform::base::facts::{Fact, Said};
use coopform::base::ids::{DimensionId, QuantityId, TermId};
use coopform::base::range::Range;
use coopform::base::vocabulary::Reading;
use coopform::base::{Files, RuleBase};
use coopform::diagnostic::Diagnostics;
use coopform::source::Sources;

/// A small reproducible generator (splitmix64).
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }

    pub(crate) fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }
}

pub(crate) const BOTH: &str = "{ fr: mot, en: word }";
/// Terms of each dimension: two judged dimensions (one complete, one open) and one of partners.
const TERMS: usize = 6;

/// A random rule base: conditions three levels deep over terms, counts and quantities.
pub(crate) fn base(dice: &mut Dice, forms: usize, rules: usize) -> RuleBase {
    build(dice, forms, rules, true, None)
}

/// A random rule base, with or without hierarchy and questions.
pub(crate) fn build(
    dice: &mut Dice,
    forms: usize,
    rules: usize,
    hierarchy: bool,
    questions: Option<String>,
) -> RuleBase {
    let mut sources = Sources::default();
    let vocabulary = sources.add_text("rules/vocabulary.yaml", vocabulary(dice, hierarchy));
    let questions = questions.map(|text| sources.add_text("rules/questions.yaml", text));
    let mut files = Files { vocabulary: Some(vocabulary), questions, ..Files::default() };
    for form in 0..forms {
        let text = form_file(dice, form, rules);
        files.forms.push(sources.add_text(format!("rules/forms/f{form}.yaml"), text));
    }
    let mut found = Diagnostics::default();
    let base = RuleBase::load(&sources, &files, &mut found);
    base.unwrap_or_else(|| panic!("{:#?}\n{}", found.all, sources.get(files.forms[0]).text))
}

fn vocabulary(dice: &mut Dice, hierarchy: bool) -> String {
    let mut text = format!(
        "version: v\nsubject: {{ form: {{ fr: {{ one: a, many: b, gender: f }}, en: {{ one: a, many: b }} }}, caution: {BOTH} }}\n\
         threshold: {}\nstrengths:\n  - {{ id: weak, points: 1, label: {BOTH} }}\n  - {{ id: strong, points: 3, label: {BOTH} }}\n\
         sheet: []\ntold: []\ndimensions:\n",
        1 + dice.below(4)
    );
    for (dimension, reading, extra) in
        [("a", "complete", ""), ("b", "open", ""), ("p", "complete", "    counted: true\n")]
    {
        let _ = write!(
            text,
            "  - id: {dimension}\n    label: {{ fr: {dimension}, en: {dimension} }}\n    reading: {reading}\n    answers: judged\n    hand: ours\n    weight: 1\n{extra}"
        );
        if dimension == "b" {
            text.push_str("    exclusive: [[b4, b5], [b0, b1]]\n");
        }
        text.push_str("    terms:\n");
        for term in 0..TERMS {
            let _ = write!(
                text,
                "      - id: {dimension}{term}\n        pref_label: {{ fr: {dimension}{term}, en: {dimension}{term} }}\n        definition: {BOTH}\n"
            );
            // Broader terms come before, so that there is no cycle; two parents now and then.
            let mut broader: Vec<String> = Vec::new();
            for other in 0..term.min(4) {
                if dice.once_in(3) {
                    broader.push(format!("{dimension}{other}"));
                }
            }
            let exclusive = dimension == "b" && (term >= 4 || term == 1);
            if hierarchy && !broader.is_empty() && !exclusive {
                let _ = writeln!(text, "        broader: [{}]", broader.join(", "));
            }
            if dimension == "p" && term == 5 {
                text.push_str("        party: false\n");
            }
        }
    }
    let _ = write!(text, "quantities:\n  - {{ id: q, label: {{ fr: q, en: q }}, max: 9 }}\n");
    text
}

fn form_file(dice: &mut Dice, form: usize, rules: usize) -> String {
    let mut text = format!(
        "id: f{form}\norder: {}\nlabel: {{ fr: f{form}, en: f{form} }}\ngrammar: {{ fr: {{ article: la, gender: f }}, en: {{ article: a }} }}\n\
         legal_basis: []\nsheet: {{}}\nleads_to: []\ncombines_with: []\nconfused_with: []\n",
        form + 1
    );
    text.push_str(if rules > 1 { "requirements:\n" } else { "requirements: []\n" });
    for rule in 0..(rules / 4).max(usize::from(rules > 1)) {
        let when = condition(dice, 2);
        let _ = write!(
            text,
            "  - id: r{rule}\n    when: {when}\n    because: {BOTH}\n    source: {{ article: a, checked: 2026-11 }}\n"
        );
    }
    text.push_str("arguments:\n");
    for rule in 0..rules {
        let side = if dice.once_in(3) { "against" } else { "for" };
        let strength = if dice.once_in(2) { "weak" } else { "strong" };
        let when = condition(dice, 3);
        let _ = write!(
            text,
            "  - id: a{rule}\n    {side}: {strength}\n    when: {when}\n    because: {BOTH}\n    expert: true\n"
        );
    }
    text
}

fn condition(dice: &mut Dice, depth: usize) -> String {
    if depth > 0 && dice.once_in(2) {
        return match dice.below(3) {
            0 => format!("{{ not: {} }}", condition(dice, depth - 1)),
            join => {
                let word = if join == 1 { "all" } else { "any" };
                let parts: Vec<String> = (0..2).map(|_| condition(dice, depth - 1)).collect();
                format!("{{ {word}: [{}] }}", parts.join(", "))
            }
        };
    }
    let bounds = |dice: &mut Dice| match dice.below(4) {
        0 => format!("at_least: {}", dice.below(4)),
        1 => format!("at_most: {}", dice.below(4)),
        2 => format!("exactly: {}", dice.below(4)),
        _ => {
            let least = dice.below(3);
            format!("at_least: {least}, at_most: {}", least + dice.below(3))
        }
    };
    let term = |dice: &mut Dice, dimension: &str| format!("{dimension}{}", dice.below(TERMS));
    match dice.below(7) {
        0 => format!("{{ a: {} }}", term(dice, "a")),
        1 => format!("{{ b: [{}, {}] }}", term(dice, "b"), term(dice, "b")),
        2 => format!("{{ a: {{ none: {} }} }}", term(dice, "a")),
        3 => format!("{{ p: {{ only: [{}, {}] }} }}", term(dice, "p"), term(dice, "p")),
        4 => format!("{{ p: {{ count: {{ of: {}, {} }} }} }}", term(dice, "p"), bounds(dice)),
        5 => format!("{{ p: {{ count: {{ {} }} }} }}", bounds(dice)),
        _ => format!("{{ scale: {{ q: {{ {} }} }} }}", bounds(dice)),
    }
}

/// A world: every fact known, without contradiction.
pub(crate) fn world(dice: &mut Dice, base: &RuleBase) -> Said {
    loop {
        let said = any_world(dice, base);
        if contradictions(&said, &base.vocabulary).is_empty() {
            return said;
        }
    }
}

fn any_world(dice: &mut Dice, base: &RuleBase) -> Said {
    let vocabulary = &base.vocabulary;
    let mut said = Said::default();
    for (index, dimension) in vocabulary.dimensions.iter().enumerate() {
        said.give(DimensionId::new(index));
        let mut yes: Vec<TermId> = Vec::new();
        for term in dimension.terms.clone().map(TermId::new) {
            if dimension.counted {
                // Partners are of the narrowest kinds: a broad kind would leave something unknown.
                if dice.once_in(3) && vocabulary.term(term).descendants.is_empty() {
                    said.partners.push((term, Range::exactly(1 + dice.below(3) as u32)));
                }
                continue;
            }
            let rival =
                dimension.exclusive.iter().any(|g| g.contains(&term) && g.iter().any(|t| yes.contains(t)));
            if dice.once_in(3) && !rival {
                yes.push(term);
            }
        }
        // The broader terms hold as well; all the rest is said not to.
        let holds = |term: TermId| yes.iter().any(|&t| vocabulary.is_within(t, term));
        for term in dimension.terms.clone().map(TermId::new).filter(|_| !dimension.counted) {
            if holds(term) {
                said.terms.push((term, Fact::Yes));
            } else if dimension.reading == Reading::Open || yes.iter().any(|&t| vocabulary.is_within(term, t))
            {
                said.terms.push((term, Fact::No));
            }
        }
    }
    let quantity = QuantityId::new(0);
    said.quantities.push((quantity, Range::exactly(dice.below(6) as u32)));
    said
}

/// The same world with some answers forgotten: nothing said is false.
pub(crate) fn forget(dice: &mut Dice, base: &RuleBase, world: &Said) -> Said {
    let vocabulary = &base.vocabulary;
    let mut said = world.clone();
    for (index, dimension) in vocabulary.dimensions.iter().enumerate() {
        let id = DimensionId::new(index);
        if dice.once_in(3) {
            said.given.retain(|d| *d != id);
            said.terms.retain(|(term, _)| vocabulary.term(*term).dimension != id);
            said.partners.retain(|(kind, _)| vocabulary.term(*kind).dimension != id);
            if dice.once_in(2) {
                said.unknown_dimensions.push(id);
            }
        } else if !dimension.counted {
            for (term, fact) in &mut said.terms {
                if vocabulary.term(*term).dimension == id && dice.once_in(4) {
                    *fact = Fact::Unknown;
                }
            }
        }
    }
    // A broader term may not be denied while a narrower one is not known.
    let terms = said.terms.clone();
    for (term, fact) in &mut said.terms {
        let open =
            |&(t, f): &(TermId, Fact)| f == Fact::Unknown && t != *term && vocabulary.is_within(t, *term);
        if *fact == Fact::No && terms.iter().any(open) {
            *fact = Fact::Unknown;
        }
    }
    for (kind, range) in &mut said.partners {
        if dice.once_in(4) {
            *range = Range { min: range.min.saturating_sub(1).max(1), max: range.max + dice.below(2) as u32 };
        }
        // Said by a broader kind, of the same standing as a party.
        let broader: Vec<TermId> = vocabulary.term(*kind).broader.clone();
        if let Some(&broad) = broader.first()
            && dice.once_in(4)
            && vocabulary.term(*kind).party
        {
            *kind = broad;
        }
    }
    for (kind, range) in std::mem::take(&mut said.partners) {
        said.partner(kind, range);
    }
    for (_, range) in &mut said.quantities {
        match dice.below(3) {
            0 => *range = Range { min: range.min.saturating_sub(1), max: range.max + 1 },
            1 => *range = Range::ANY,
            _ => {}
        }
    }
    said
}
