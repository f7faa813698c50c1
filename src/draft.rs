//! The outline of the document to write once a form is chosen: ids and values drawn from one situation, one
//! explanation and what the authors of the base wrote. Sentences live in `render`.

use crate::base::RuleBase;
use crate::base::facts::Fact;
use crate::base::ids::{CaseId, DimensionId, FormId, QuantityId, RuleId, TermId};
use crate::base::outline::{Blank, Draw, Outline, Section, Shown, Step};
use crate::base::range::Range;
use crate::base::truth::Truth;
use crate::engine::outcome::Outcome;
use crate::explain::precedents::nearest_few;
use crate::explain::{Explanation, Reason};
use crate::situation::Situation;
use crate::text::Text;

/// So many reference cases show how a form is steered.
const CASES: usize = 2;

/// The outline of one document.
#[derive(Debug, Clone)]
pub struct Draft<'a> {
    /// The form that the document sets up.
    pub form: FormId,
    /// The requirements that fail, if any, with the answers they rest on.
    pub failing: Vec<&'a Reason>,
    /// Its sections, in order; each has something in it.
    pub sections: Vec<Filled<'a>>,
}

/// One section, filled.
#[derive(Debug, Clone)]
pub struct Filled<'a> {
    /// Its heading.
    pub heading: Heading<'a>,
    /// Its content, in order.
    pub parts: Vec<Part<'a>>,
}

/// The heading of a section.
#[derive(Debug, Clone, Copy)]
pub enum Heading<'a> {
    /// As the authors wrote it.
    Written(&'a Text),
    /// How near cases are steered, where no author wrote an outline.
    Cases,
    /// The acts to take and the requirements, likewise.
    Steps,
}

/// One piece of a section.
#[derive(Debug, Clone)]
pub enum Part<'a> {
    /// An answer, and what is to be added to it.
    Answer(TermId, Option<&'a Blank>),
    /// A kind of partner, how many, and what is to be added.
    Partner(TermId, Range, Option<&'a Blank>),
    /// A number.
    Quantity(QuantityId, Range),
    /// A term asked about whose answer is not known.
    NotKnown(TermId),
    /// A heading of which nothing is known; true when it was asked about.
    Silent(DimensionId, bool),
    /// What the sheet of the form says under a heading.
    Sheet(usize),
    /// What the partners settle under a heading of the sheet, where no author wrote a blank.
    Open(usize),
    /// The articles that create the form.
    Law,
    /// How a near case is steered.
    Case(CaseId),
    /// An act, its place among the acts, and the requirements to check before it.
    Step(usize, &'a Step, Vec<&'a Reason>),
    /// A requirement that no act names.
    Requirement(&'a Reason),
    /// The whole situation.
    Answers,
    /// Something left to write.
    Blank(&'a Blank),
}

/// Why no form can be drafted without being named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Undecided {
    /// Several are first.
    Tied(Vec<FormId>),
    /// None is recommended yet: the missing answers might change that.
    NotYet,
    /// None is recommended.
    None,
}

/// The form in first place, if there is exactly one.
///
/// # Errors
/// Says why there is not exactly one.
pub fn first(outcome: &Outcome) -> Result<FormId, Undecided> {
    match (outcome.leaders(), outcome.could_recommend) {
        (_, Some(_)) => Err(Undecided::NotYet),
        ([], None) => Err(Undecided::None),
        ([one], None) => Ok(*one),
        (tied, None) => Err(Undecided::Tied(tied.to_vec())),
    }
}

/// Draws the outline of a form's document.
pub fn draft<'a>(
    base: &'a RuleBase,
    situation: &'a Situation,
    explanation: &'a Explanation,
    form: FormId,
) -> Draft<'a> {
    let candidate = explanation.candidates.iter().find(|candidate| candidate.form == form);
    let requirements = candidate.map_or(&[][..], |candidate| &candidate.requirements);
    let from = Source { base, situation, requirements, form };
    let sections = match &base.outline {
        Some(outline) => from.written(outline),
        None => from.plain(),
    };
    Draft {
        form,
        failing: requirements.iter().filter(|reason| reason.truth == Truth::False).collect(),
        sections: sections.into_iter().filter(|section| !section.parts.is_empty()).collect(),
    }
}

/// What an outline is drawn from.
struct Source<'a> {
    base: &'a RuleBase,
    situation: &'a Situation,
    requirements: &'a [Reason],
    form: FormId,
}

impl<'a> Source<'a> {
    /// The outline that the authors wrote.
    fn written(&self, outline: &'a Outline) -> Vec<Filled<'a>> {
        let section = |section: &'a Section| {
            let mut parts = Vec::new();
            for draw in &section.draws {
                self.draw(draw, outline, &mut parts);
            }
            parts.extend(section.blanks.iter().map(Part::Blank));
            Filled { heading: Heading::Written(&section.label), parts }
        };
        outline.sections.iter().map(section).collect()
    }

    /// Without any outline: what the situation says, then the sheet, the cases, and the acts.
    fn plain(&self) -> Vec<Filled<'a>> {
        let vocabulary = &self.base.vocabulary;
        let mut sections: Vec<Filled<'a>> = Vec::new();
        for (index, dimension) in vocabulary.dimensions.iter().enumerate() {
            let mut parts = Vec::new();
            self.dimension(DimensionId::new(index), None, None, &mut parts);
            sections.push(Filled { heading: Heading::Written(&dimension.label), parts });
        }
        for (index, heading) in vocabulary.sheet.iter().enumerate() {
            let mut parts = Vec::new();
            self.sheet(index, &mut parts);
            // The first heading says what the form is, and a list what to watch: nothing to write there.
            if index > 0 && !heading.list {
                parts.push(Part::Open(index));
            }
            let same = |section: &&mut Filled<'a>| matches!(section.heading, Heading::Written(label) if *label == heading.label);
            match sections.iter_mut().find(same) {
                Some(section) => section.parts.extend(parts),
                None => sections.push(Filled { heading: Heading::Written(&heading.label), parts }),
            }
        }
        let parts = self.cases().map(Part::Case).collect();
        sections.push(Filled { heading: Heading::Cases, parts });
        let mut parts = Vec::new();
        self.steps(&mut parts);
        sections.push(Filled { heading: Heading::Steps, parts });
        sections
    }

    fn draw(&self, draw: &'a Draw, outline: &'a Outline, parts: &mut Vec<Part<'a>>) {
        let said = &self.situation.said;
        match draw {
            Draw::Dimension(dimension, each) => {
                self.dimension(*dimension, Some(outline), each.as_ref(), parts);
            }
            Draw::Terms(terms) => {
                let vocabulary = &self.base.vocabulary;
                let within = |term| terms.iter().any(|&broad| vocabulary.is_within(term, broad));
                self.answers(within, None, parts);
            }
            Draw::Quantities(quantities) => {
                let wanted = said.quantities.iter().filter(|(quantity, _)| quantities.contains(quantity));
                let known = wanted.filter(|(_, range)| *range != Range::ANY);
                parts.extend(known.map(|&(quantity, range)| Part::Quantity(quantity, range)));
            }
            Draw::Sheet(heading) => self.sheet(*heading, parts),
            Draw::Show(Shown::Law) => {
                parts.extend((!self.base.form(self.form).legal_basis.is_empty()).then_some(Part::Law));
            }
            Draw::Show(Shown::Cases) => parts.extend(self.cases().map(Part::Case)),
            Draw::Show(Shown::Steps) => self.steps(parts),
            Draw::Show(Shown::Answers) => parts.extend((!said.is_empty()).then_some(Part::Answers)),
        }
    }

    /// The answers under a heading that no other section takes.
    fn dimension(
        &self,
        dimension: DimensionId,
        outline: Option<&Outline>,
        each: Option<&'a Blank>,
        parts: &mut Vec<Part<'a>>,
    ) {
        let vocabulary = &self.base.vocabulary;
        let here = |term| vocabulary.term(term).dimension == dimension;
        let taken = |term| outline.is_some_and(|outline| outline.takes(term, vocabulary));
        self.answers(|term| here(term) && !taken(term), each, parts);
        let said = &self.situation.said;
        let any = said.terms.iter().any(|(term, fact)| here(*term) && *fact != Fact::No)
            || said.partners.iter().any(|(kind, count)| here(*kind) && count.max > 0);
        if !any {
            parts.push(Part::Silent(dimension, said.unknown_dimensions.contains(&dimension)));
        }
    }

    /// What was said of some terms: so, so many, or not known.
    fn answers(&self, wanted: impl Fn(TermId) -> bool, each: Option<&'a Blank>, parts: &mut Vec<Part<'a>>) {
        let said = &self.situation.said;
        for &(kind, count) in said.partners.iter().filter(|(kind, count)| wanted(*kind) && count.max > 0) {
            // Who is only concerned signs nothing.
            let each = each.filter(|_| self.base.vocabulary.term(kind).party);
            parts.push(Part::Partner(kind, count, each));
        }
        for &(term, fact) in said.terms.iter().filter(|(term, _)| wanted(*term)) {
            match fact {
                Fact::Yes => parts.push(Part::Answer(term, each)),
                Fact::Unknown => parts.push(Part::NotKnown(term)),
                Fact::No | Fact::Unasked => {}
            }
        }
    }

    fn sheet(&self, heading: usize, parts: &mut Vec<Part<'a>>) {
        let texts = self.base.form(self.form).sheet.get(heading);
        parts.extend(texts.is_some_and(|texts| !texts.is_empty()).then_some(Part::Sheet(heading)));
    }

    fn cases(&self) -> impl Iterator<Item = CaseId> + use<> {
        let chose = |case: CaseId| {
            let case = self.base.case(case);
            case.form() == Some(self.form) && case.governance.is_some()
        };
        nearest_few(self.base, self.situation, CASES, chose).into_iter()
    }

    fn steps(&self, parts: &mut Vec<Part<'a>>) {
        let steps: &'a [Step] =
            self.base.form(self.form).paper.as_ref().map_or(&[], |paper| paper.steps.as_slice());
        let reason = |rule: &RuleId| self.requirements.iter().find(|reason| reason.rule == *rule);
        for (index, step) in steps.iter().enumerate() {
            let first = step.requirements.iter().filter_map(reason).collect();
            parts.push(Part::Step(index + 1, step, first));
        }
        let named = |reason: &&Reason| steps.iter().any(|step| step.requirements.contains(&reason.rule));
        parts.extend(self.requirements.iter().filter(|reason| !named(reason)).map(Part::Requirement));
    }
}
