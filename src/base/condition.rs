//! The rule language's conditions: their shape, their reading from YAML, and their plain meaning.
//! [`Condition::truth`] is the reference that the compiled engine must equal.

use crate::base::facts::{Facts, Tally};
use crate::base::ids::{DimensionId, QuantityId, TermId};
use crate::base::range::Range;
use crate::base::truth::Truth;
use crate::base::vocabulary::Vocabulary;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::read::{self, Table};
use crate::source::{At, Span};
use crate::tree::{Node, Value};

/// When a rule applies.
#[derive(Debug, Clone, PartialEq)]
pub enum Condition {
    /// Every part holds.
    All(Vec<Condition>),
    /// At least one part holds.
    Any(Vec<Condition>),
    /// The part does not hold.
    Not(Box<Condition>),
    /// A term is so.
    Term(TermId),
    /// The number of partners of some kinds lies within bounds.
    Partners(Tally, Range),
    /// A quantity lies within bounds.
    Quantity(QuantityId, Range),
}

impl Condition {
    /// The truth of the condition in Kleene's strong three-valued logic (Kleene 1952, §64).
    pub fn truth(&self, facts: &Facts) -> Truth {
        match self {
            Condition::All(parts) => parts.iter().map(|c| c.truth(facts)).min().unwrap_or(Truth::True),
            Condition::Any(parts) => parts.iter().map(|c| c.truth(facts)).max().unwrap_or(Truth::False),
            Condition::Not(part) => part.truth(facts).negate(),
            Condition::Term(term) => facts.term(*term).truth(),
            Condition::Partners(tally, bounds) => facts.count(tally).truth_within(*bounds),
            Condition::Quantity(quantity, bounds) => facts.quantity(*quantity).truth_within(*bounds),
        }
    }

    /// The heading that it names first; none when it speaks of quantities only.
    pub fn heading(&self, vocabulary: &Vocabulary) -> Option<DimensionId> {
        let mut found = None;
        self.tests(&mut |test| {
            let named = match test {
                Condition::Term(term) => Some(vocabulary.term(*term).dimension),
                Condition::Partners(tally, _) => Some(tally.dimension),
                _ => None,
            };
            found = found.or(named);
        });
        found
    }

    /// Passes every test of the condition to `visit`, in the order of the author: terms, counts, quantities.
    pub fn tests<'c>(&'c self, visit: &mut impl FnMut(&'c Condition)) {
        match self {
            Condition::All(parts) | Condition::Any(parts) => {
                for part in parts {
                    part.tests(visit);
                }
            }
            Condition::Not(part) => part.tests(visit),
            Condition::Term(_) | Condition::Partners(..) | Condition::Quantity(..) => visit(self),
        }
    }

    /// How many boxes the condition becomes once compiled, or its negation; saturates.
    pub fn boxes(&self, negated: bool) -> usize {
        let sum = |parts: &[Condition]| parts.iter().fold(0usize, |n, c| n.saturating_add(c.boxes(negated)));
        let product =
            |parts: &[Condition]| parts.iter().fold(1usize, |n, c| n.saturating_mul(c.boxes(negated)));
        match (self, negated) {
            (Condition::All(parts), false) | (Condition::Any(parts), true) => product(parts),
            (Condition::Any(parts), false) | (Condition::All(parts), true) => sum(parts),
            (Condition::Not(part), _) => part.boxes(!negated),
            (Condition::Partners(_, bounds) | Condition::Quantity(_, bounds), true)
                if bounds.min > 0 && bounds.max < Range::NO_LIMIT =>
            {
                2
            }
            _ => 1,
        }
    }

    /// The most boxes a condition may become.
    pub const MAX_BOXES: usize = 64;

    /// Reads a `when`.
    pub fn read(node: &Node, vocabulary: &Vocabulary, diagnostics: &mut Diagnostics) -> Option<Condition> {
        let condition = Condition::read_part(node, vocabulary, diagnostics)?;
        if condition.boxes(false) > Condition::MAX_BOXES {
            diagnostics.push(too_large(node.span));
            return None;
        }
        Some(condition)
    }

    fn read_part(node: &Node, vocabulary: &Vocabulary, diagnostics: &mut Diagnostics) -> Option<Condition> {
        let mut table = Table::open(node, diagnostics)?;
        let mut parts = Vec::new();
        let mut sound = true;
        for (key, make) in
            [("all", Condition::All as fn(Vec<Condition>) -> Condition), ("any", Condition::Any)]
        {
            if let Some(node) = table.optional(key) {
                let items = read::list(node, diagnostics);
                sound &= not_empty(node, items.is_empty(), diagnostics);
                let read: Vec<_> =
                    items.iter().map(|n| Condition::read_part(n, vocabulary, diagnostics)).collect();
                sound &= read.iter().all(Option::is_some);
                parts.push(make(read.into_iter().flatten().collect()));
            }
        }
        if let Some(node) = table.optional("not") {
            let part = Condition::read_part(node, vocabulary, diagnostics);
            sound &= part.is_some();
            parts.extend(part.map(|c| Condition::Not(Box::new(c))));
        }
        if let Some(node) = table.optional("scale") {
            let part = read_scale(node, vocabulary, diagnostics);
            sound &= part.is_some();
            parts.extend(part);
        }
        while let Some((key, node)) = table.take(|key| vocabulary.dimension_named(key).is_some()) {
            let Some(dimension) = vocabulary.dimension_named(&key.value) else { break };
            let part = Reader { vocabulary, dimension }.read(node, diagnostics);
            sound &= part.is_some();
            parts.extend(part);
        }
        sound &=
            not_empty(node, matches!(&node.value, Value::Map(entries) if entries.is_empty()), diagnostics);
        let expected: Vec<&str> = vocabulary.dimensions.iter().map(|d| d.id.value.as_str()).collect();
        let before = diagnostics.all.len();
        table.finish(&expected, diagnostics);
        sound &= diagnostics.all.len() == before;
        sound.then(|| together(parts))
    }
}

/// Several parts that must all hold; a single one stands for itself.
fn together(mut parts: Vec<Condition>) -> Condition {
    if parts.len() == 1 { parts.swap_remove(0) } else { Condition::All(parts) }
}

fn too_large(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::ConditionTooLarge,
        span,
        format!("cette condition couvre plus de {} combinaisons", Condition::MAX_BOXES),
        format!("this condition covers more than {} combinations", Condition::MAX_BOXES),
    )
    .help("Découpez la règle en plusieurs.", "Split the rule into several.")
}

fn not_empty(node: &Node, empty: bool, diagnostics: &mut Diagnostics) -> bool {
    if empty {
        diagnostics.push(
            Diagnostic::new(
                Code::EmptyCondition,
                node.span,
                "cette condition est vide",
                "this condition is empty",
            )
            .help(
                "Une condition vide serait toujours vraie ou toujours fausse : écrivez au moins un terme.",
                "An empty condition would be always true or always false: write at least one term.",
            ),
        );
    }
    !empty
}

/// Reads what stands under the name of one dimension.
struct Reader<'v> {
    vocabulary: &'v Vocabulary,
    dimension: DimensionId,
}

impl Reader<'_> {
    fn counted(&self) -> bool {
        self.vocabulary.dimension(self.dimension).counted
    }

    fn read(&self, node: &Node, diagnostics: &mut Diagnostics) -> Option<Condition> {
        if !matches!(node.value, Value::Map(_)) {
            return Some(self.any_of(self.terms(node, diagnostics)?));
        }
        let mut table = Table::open(node, diagnostics)?;
        let mut parts = Vec::new();
        let mut sound = true;
        let mut take = |key: &'static str, diagnostics: &mut Diagnostics| {
            let node = table.optional(key)?;
            let terms = self.terms(node, diagnostics);
            sound &= terms.is_some();
            terms
        };
        if let Some(terms) = take("any", diagnostics) {
            parts.push(self.any_of(terms));
        }
        if let Some(terms) = take("all", diagnostics) {
            parts.extend(terms.into_iter().map(|term| self.any_of(vec![term])));
        }
        if let Some(terms) = take("none", diagnostics) {
            parts.push(self.none_of(terms));
        }
        if self.counted() {
            if let Some(kinds) = take("only", diagnostics) {
                parts.push(Condition::Partners(self.tally(kinds.clone(), true), Range::ZERO));
                parts.push(Condition::Partners(self.tally(kinds, false), Range::SOME));
            }
            if let Some(node) = table.optional("count") {
                for node in read::one_or_many(node) {
                    let part = self.read_count(node, diagnostics);
                    sound &= part.is_some();
                    parts.extend(part);
                }
            }
        }
        sound &=
            not_empty(node, matches!(&node.value, Value::Map(entries) if entries.is_empty()), diagnostics);
        let before = diagnostics.all.len();
        table.finish(&[], diagnostics);
        sound &= diagnostics.all.len() == before;
        sound.then(|| together(parts))
    }

    fn terms(&self, node: &Node, diagnostics: &mut Diagnostics) -> Option<Vec<TermId>> {
        let items = read::one_or_many(node);
        if !not_empty(node, items.is_empty(), diagnostics) {
            return None;
        }
        let terms: Vec<_> =
            items.iter().map(|n| self.vocabulary.resolve_term(n, self.dimension, diagnostics)).collect();
        terms.into_iter().collect()
    }

    fn tally(&self, kinds: Vec<TermId>, outside: bool) -> Tally {
        Tally::new(self.vocabulary, self.dimension, kinds, outside)
    }

    fn any_of(&self, terms: Vec<TermId>) -> Condition {
        if self.counted() {
            return Condition::Partners(self.tally(terms, false), Range::SOME);
        }
        let mut parts: Vec<Condition> = terms.into_iter().map(Condition::Term).collect();
        if parts.len() == 1 { parts.swap_remove(0) } else { Condition::Any(parts) }
    }

    fn none_of(&self, terms: Vec<TermId>) -> Condition {
        if self.counted() {
            return Condition::Partners(self.tally(terms, false), Range::ZERO);
        }
        together(terms.into_iter().map(|term| Condition::Not(Box::new(Condition::Term(term)))).collect())
    }

    fn read_count(&self, node: &Node, diagnostics: &mut Diagnostics) -> Option<Condition> {
        let mut table = Table::open(node, diagnostics)?;
        let kinds = match table.optional("of") {
            Some(node) => self.terms(node, diagnostics),
            None => Some(Vec::new()),
        };
        let bounds = read_bounds(&mut table, node, Range::LARGEST, diagnostics);
        table.finish(&[], diagnostics);
        Some(Condition::Partners(self.tally(kinds?, false), bounds?))
    }
}

fn read_scale(node: &Node, vocabulary: &Vocabulary, diagnostics: &mut Diagnostics) -> Option<Condition> {
    let Value::Map(entries) = &node.value else {
        diagnostics.push(read::wrong_type(
            node,
            "des quantités et leurs bornes",
            "quantities and their bounds",
        ));
        return None;
    };
    let mut parts = Vec::new();
    for (key, bounds) in entries {
        let quantity = resolve_quantity(key, vocabulary, diagnostics);
        let max = quantity.map_or(Range::LARGEST, |q| vocabulary.quantities[q.index()].max);
        let range = Table::open(bounds, diagnostics).and_then(|mut table| {
            let range = read_bounds(&mut table, bounds, max, diagnostics);
            table.finish(&[], diagnostics);
            range
        });
        parts.push(quantity.zip(range).map(|(quantity, range)| Condition::Quantity(quantity, range)));
    }
    let parts: Option<Vec<Condition>> = parts.into_iter().collect();
    let parts = parts?;
    not_empty(node, parts.is_empty(), diagnostics).then(|| together(parts))
}

fn resolve_quantity(
    key: &At<String>,
    vocabulary: &Vocabulary,
    diagnostics: &mut Diagnostics,
) -> Option<QuantityId> {
    let found = vocabulary.quantity_named(&key.value);
    if found.is_none() {
        diagnostics.push(unknown_quantity(key, vocabulary));
    }
    found
}

/// Says that a quantity does not exist.
pub fn unknown_quantity(key: &At<String>, vocabulary: &Vocabulary) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        Code::UnknownQuantity,
        key.span,
        format!("`{}` n’est pas une quantité du vocabulaire", key.value),
        format!("`{}` is not a quantity of the vocabulary", key.value),
    );
    read::suggest(diagnostic, key, vocabulary.quantities.iter().map(|q| q.id.value.as_str()))
}

fn read_bounds(table: &mut Table<'_>, node: &Node, max: u32, diagnostics: &mut Diagnostics) -> Option<Range> {
    let mut bound = |key, diagnostics: &mut Diagnostics| {
        table.optional(key).map(|n| read::number(n, 0, max, diagnostics).ok_or(())).transpose()
    };
    // With `exactly`, another bound would be idle: it is left in the table and reported.
    if let Some(value) = bound("exactly", diagnostics).ok()? {
        return Some(Range::exactly(value));
    }
    let (at_least, at_most) = (bound("at_least", diagnostics), bound("at_most", diagnostics));
    let (at_least, at_most) = (at_least.ok()?, at_most.ok()?);
    if !not_empty(node, at_least.is_none() && at_most.is_none(), diagnostics) {
        return None;
    }
    let range = Range { min: at_least.unwrap_or(0), max: at_most.unwrap_or(Range::NO_LIMIT) };
    if range.min > range.max {
        diagnostics.push(
            Diagnostic::new(
                Code::RangeUpsideDown,
                node.span,
                format!("les bornes sont inversées : au moins {}, au plus {}", range.min, range.max),
                format!("the bounds are upside down: at least {}, at most {}", range.min, range.max),
            )
            .help("Échangez les deux bornes.", "Swap the two bounds."),
        );
        return None;
    }
    Some(range)
}
