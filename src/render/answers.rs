//! The user's answers, in words: terms, numbers, what a rule rests on, what supports it.

use crate::base::facts::{Fact, Said};
use crate::base::ids::{CaseId, DimensionId, RuleId, TermId};
use crate::base::range::Range;
use crate::base::rule::{Polarity, Role};
use crate::base::truth::Truth;
use crate::explain::evidence::Evidence;
use crate::render::page::Item;
use crate::render::words::{Words, enumerate, sentence, stop, upper_first};
use crate::text::Lang;

impl Words<'_> {
    /// The status of a requirement.
    pub fn requirement_status(&self, truth: Truth) -> &'static str {
        match truth {
            Truth::True => self.lang.pick("remplie", "met"),
            Truth::Unknown => self.lang.pick("à vérifier", "to check"),
            Truth::False => self.lang.pick("non remplie", "not met"),
        }
    }

    /// The label of a term.
    pub fn term(&self, term: TermId) -> &str {
        self.base.vocabulary.term(term).pref_label.get(self.lang)
    }

    /// An answer about a term, as it was given.
    pub fn answer(&self, term: TermId, fact: Fact) -> String {
        let label = self.term(term);
        match (fact, self.lang) {
            (Fact::Yes, _) => label.to_owned(),
            (Fact::No, Lang::Fr) => format!("« {label} » : non"),
            (Fact::No, Lang::En) => format!("“{label}”: no"),
            (_, Lang::Fr) => format!("« {label} » : je ne sais pas"),
            (_, Lang::En) => format!("“{label}”: I do not know"),
        }
    }

    /// A term between quotation marks.
    pub fn quoted(&self, term: TermId) -> String {
        self.marks(self.term(term))
    }

    /// A known number in words: « 5 », « 3 à 5 », « au moins 2 ».
    pub fn range(&self, range: Range) -> String {
        match (range, self.lang) {
            (Range { min, max }, _) if min == max => min.to_string(),
            (Range { min: 0, max: Range::NO_LIMIT }, Lang::Fr) => "nombre inconnu".to_owned(),
            (Range { min: 0, max: Range::NO_LIMIT }, Lang::En) => "number unknown".to_owned(),
            (Range { min, max: Range::NO_LIMIT }, Lang::Fr) => format!("au moins {min}"),
            (Range { min, max: Range::NO_LIMIT }, Lang::En) => format!("at least {min}"),
            (Range { min, max }, Lang::Fr) => format!("{min} à {max}"),
            (Range { min, max }, Lang::En) => format!("{min} to {max}"),
        }
    }

    /// A kind of partner with its number: « Communauté de communes (5) »; one or more goes without saying.
    pub fn partner(&self, kind: TermId, count: Range) -> String {
        match count {
            Range::SOME => self.term(kind).to_owned(),
            _ => format!("{} ({})", self.term(kind), self.range(count)),
        }
    }

    /// The user's own answers that a rule rests on, as one line.
    pub fn evidence(&self, evidence: &[Evidence]) -> String {
        if evidence.is_empty() {
            return String::new();
        }
        let parts = self.answers_behind(evidence);
        let label = match parts.len() {
            1 => self.pick("Votre réponse", "Your answer"),
            _ => self.pick("Vos réponses", "Your answers"),
        };
        format!("{label}{} {}.", self.pick(" :", ":"), parts.join(self.pick(" ; ", "; ")))
    }

    /// The user's own answers that a rule rests on, each once, in a few words.
    pub fn answers_behind(&self, evidence: &[Evidence]) -> Vec<String> {
        let mut parts: Vec<String> = Vec::new();
        let told = |one: &Evidence| match one.absent() {
            Some((heading, _)) => vec![self.not_counted(heading, evidence)],
            None => self.one_evidence(one),
        };
        for part in evidence.iter().flat_map(told) {
            if !parts.contains(&part) {
                parts.push(part);
            }
        }
        parts
    }

    /// « « Partenaires » ne compte pas « Commune » ni « EPCI » »: all the kinds that are absent under a heading.
    fn not_counted(&self, heading: DimensionId, evidence: &[Evidence]) -> String {
        let absent = evidence.iter().filter_map(Evidence::absent).filter(|(other, _)| *other == heading);
        let mut kinds: Vec<String> = Vec::new();
        for kind in absent.flat_map(|(_, kinds)| kinds).map(|&kind| self.quoted(kind)) {
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
        let heading = self.heading_of(heading);
        match self.lang {
            Lang::Fr => format!("{heading} ne compte pas {}", enumerate(&kinds, "ni")),
            Lang::En => format!("{heading} does not count {}", enumerate(&kinds, "or")),
        }
    }

    /// One thing that is not known: a whole heading when nothing was said under it.
    pub fn not_known(&self, evidence: &Evidence, said: &Said) -> String {
        let vocabulary = &self.base.vocabulary;
        match evidence {
            Evidence::Term(term, ..) => {
                let dimension = vocabulary.term(*term).dimension;
                let heading = self.heading_of(dimension);
                let about = |t: &TermId| vocabulary.term(*t).dimension == dimension;
                let asked = said.terms.iter().any(|(t, _)| about(t)) || said.given.contains(&dimension);
                match (self.lang, said.unknown_dimensions.contains(&dimension), asked) {
                    (Lang::Fr, true, _) => format!("Vous ne savez pas encore répondre à {heading}"),
                    (Lang::En, true, _) => format!("You do not know yet what to answer to {heading}"),
                    (Lang::Fr, false, false) => format!("La rubrique {heading} n’est pas renseignée"),
                    (Lang::En, false, false) => format!("The heading {heading} is not filled in"),
                    _ => upper_first(&self.one_evidence(evidence).join(", ")),
                }
            }
            Evidence::Partners(tally, ..) => match self.lang {
                Lang::Fr => format!("Le détail de {} n’est pas précisé", self.heading_of(tally.dimension)),
                Lang::En => format!("The detail of {} is not stated", self.heading_of(tally.dimension)),
            },
            Evidence::Quantity(quantity, _) => {
                let label = self.marks(vocabulary.quantities[quantity.index()].label.get(self.lang));
                match self.lang {
                    Lang::Fr => format!("Le nombre {label} n’est pas précisé"),
                    Lang::En => format!("The number {label} is not stated"),
                }
            }
        }
    }

    /// « 4 autres points »
    pub fn other_points(&self, count: usize) -> String {
        match self.lang {
            Lang::Fr => format!("{count} autres points ne sont pas précisés"),
            Lang::En => format!("{count} other points are not stated"),
        }
    }

    /// « 1 condition impérative, 2 arguments et 1 réserve en dépendent »
    pub fn depend(&self, counts: [usize; 3]) -> String {
        const NOUNS: [[&str; 4]; 3] = [
            ["condition impérative", "conditions impératives", "requirement", "requirements"],
            ["argument", "arguments", "argument", "arguments"],
            ["réserve", "réserves", "reservation", "reservations"],
        ];
        let counted =
            counts.iter().zip(NOUNS).filter(|(count, _)| **count > 0).map(|(count, [fr, frs, en, ens])| {
                let noun = if *count == 1 { self.pick(fr, en) } else { self.pick(frs, ens) };
                format!("{count}\u{a0}{noun}")
            });
        let list: Vec<String> = counted.collect();
        let verb = match (self.lang, counts.iter().sum::<usize>()) {
            (Lang::Fr, 1) => "en dépend",
            (Lang::Fr, _) => "en dépendent",
            (Lang::En, 1) => "depends on it",
            (Lang::En, _) => "depend on it",
        };
        format!("{} {verb}", enumerate(&list, self.pick("et", "and")))
    }

    /// The answers of one piece of evidence, each in a few words.
    fn one_evidence(&self, evidence: &Evidence) -> Vec<String> {
        let vocabulary = &self.base.vocabulary;
        let not_stated = |subject: String| match self.lang {
            Lang::Fr => format!("{subject} n’est pas précisé"),
            Lang::En => format!("{subject} is not stated"),
        };
        match evidence {
            Evidence::Term(term, Fact::Yes, said) if said.is_empty() => vec![self.quoted(*term)],
            Evidence::Term(_, Fact::Yes, said) => said.iter().map(|&t| self.quoted(t)).collect(),
            Evidence::Term(term, Fact::No, instead) if instead.contains(term) => {
                vec![self.answer(*term, Fact::No)]
            }
            Evidence::Term(_, Fact::No, instead) if !instead.is_empty() => {
                instead.iter().map(|&t| self.quoted(t)).collect()
            }
            Evidence::Term(term, Fact::No, _) => vec![match self.lang {
                Lang::Fr => format!("{} n’est pas cité", self.quoted(*term)),
                Lang::En => format!("{} is not listed", self.quoted(*term)),
            }],
            Evidence::Term(term, Fact::Unknown | Fact::Unasked, _) => vec![not_stated(self.quoted(*term))],
            Evidence::Partners(_, _, declared) if !declared.is_empty() => {
                declared.iter().map(|&(kind, n)| self.partner(kind, n)).collect()
            }
            Evidence::Partners(tally, ..) => {
                let heading = self.heading_of(tally.dimension);
                vec![match self.lang {
                    Lang::Fr => format!("le détail de {heading} n’est pas précisé"),
                    Lang::En => format!("the detail of {heading} is not stated"),
                }]
            }
            Evidence::Quantity(quantity, range) => {
                let label = vocabulary.quantities[quantity.index()].label.get(self.lang);
                vec![match *range {
                    Range::ANY => not_stated(self.marks(label)),
                    range => format!("{label}{} {}", self.pick(" :", ":"), self.range(range)),
                }]
            }
        }
    }

    /// The heading of a dimension, between quotation marks.
    pub fn heading_of(&self, dimension: DimensionId) -> String {
        self.marks(self.base.vocabulary.dimension(dimension).label.get(self.lang))
    }

    /// A text between quotation marks.
    pub fn marks(&self, text: &str) -> String {
        match self.lang {
            Lang::Fr => format!("« {text} »"),
            Lang::En => format!("“{text}”"),
        }
    }

    /// The strength of a rule and how many blocks its bar has.
    pub fn strength(&self, rule: RuleId) -> (&str, usize) {
        match self.base.rules[rule.index()].role {
            Role::Argument(polarity, strength) => {
                let written = &self.base.vocabulary.strengths[strength.index()];
                let label = if polarity == Polarity::For { &written.label } else { &written.feminine };
                (label.get(self.lang), strength.index() + 1)
            }
            Role::Requirement(_) | Role::Pointer(_) | Role::Reminder => ("", 0),
        }
    }

    /// An argument as an item: its strength, its bar, its reason.
    pub fn weighed(&self, rule: RuleId) -> Item {
        let (strength, bar) = self.strength(rule);
        Item { mark: strength.to_owned(), bar, text: sentence(self.clause(rule)), details: Vec::new() }
    }

    /// What supports a rule: law, cases, documents, judgement.
    pub fn support(&self, rule: RuleId) -> String {
        self.support_after(rule, None)
    }

    /// The titles of the documents that a rule cites.
    fn sources(&self, rule: RuleId) -> String {
        let written = &self.base.rules[rule.index()];
        let sources: &[_] = written.form.map_or(&[], |form| &self.base.form(form).sources);
        let titles: Vec<String> =
            written.sources.iter().filter_map(|&i| sources.get(i)).map(|s| s.title.clone()).collect();
        let label = if titles.len() > 1 { "Sources" } else { "Source" };
        format!("{label}{} {}", self.pick(" :", ":"), titles.join(self.pick(" ; ", "; ")))
    }

    /// What supports a rule, without telling again the cases and sources of the rule told just before.
    pub fn support_after(&self, rule: RuleId, before: Option<RuleId>) -> String {
        let sources = |rule: RuleId| &self.base.rules[rule.index()].sources;
        let same = before.is_some_and(|before| sources(before) == sources(rule));
        match (same, sources(rule).len()) {
            (true, 1) => self.support_with(rule, before, self.pick("Même source", "Same source").to_owned()),
            (true, _) => {
                self.support_with(rule, before, self.pick("Mêmes sources", "Same sources").to_owned())
            }
            (false, _) => self.support_with(rule, before, self.sources(rule)),
        }
    }

    /// What supports a rule, the documents by their numbers in the list at the end of the sheet.
    pub fn support_by_number(&self, rule: RuleId) -> String {
        let numbers: Vec<String> =
            self.base.rules[rule.index()].sources.iter().map(|index| (index + 1).to_string()).collect();
        let label = if numbers.len() > 1 { "Sources" } else { "Source" };
        self.support_with(rule, None, format!("{label} {}", numbers.join(", ")))
    }

    fn support_with(&self, rule: RuleId, before: Option<RuleId>, cited: String) -> String {
        let written = &self.base.rules[rule.index()];
        if let Role::Requirement(law) = &written.role {
            let (article, month) = (law.article.get(self.lang), self.month(&law.checked));
            // A text seen in an old copy is a warning, not a guarantee.
            return match (self.lang, law.recheck) {
                (Lang::Fr, false) => format!("Texte : {article} (vérifié en {month})."),
                (Lang::Fr, true) => format!("Texte : {article} (à relire dans sa version en vigueur)."),
                (Lang::En, false) => format!("Text: {article} (checked {month})."),
                (Lang::En, true) => format!("Text: {article} (to be read in its current wording)."),
            };
        }
        let mut parts: Vec<String> = Vec::new();
        let cases: Vec<&str> = written.cases.iter().map(|&case| self.short_name(case)).collect();
        let same = before.is_some_and(|before| self.base.rules[before.index()].cases == written.cases);
        if same && !cases.is_empty() {
            parts.push(match cases.len() {
                1 => self.pick("Même cas", "Same case").to_owned(),
                _ => self.pick("Mêmes cas", "Same cases").to_owned(),
            });
        } else if !cases.is_empty() {
            let label = if cases.len() > 1 { self.pick("Cas", "Cases") } else { self.pick("Cas", "Case") };
            parts.push(format!("{label}{} {}", self.pick(" :", ":"), cases.join(self.pick(" ; ", "; "))));
        }
        if !written.sources.is_empty() {
            parts.push(cited);
        }
        if written.expert && parts.is_empty() {
            parts.push(self.pick("Appréciation des auteurs", "Judgement of the authors").to_owned());
        }
        parts.iter().map(|part| format!("{part}{}", stop(part))).collect::<Vec<_>>().join(" ")
    }

    /// The name of a case up to its first comma: « Laval et Vitré », unless another case is called so too.
    pub fn short_name(&self, case: CaseId) -> &str {
        let start = |name: &'_ str| name.find(',').unwrap_or(name.len());
        let name = self.base.case(case).name.get(self.lang);
        let short = &name[..start(name)];
        let names = self.base.cases.iter().map(|other| other.name.get(self.lang));
        match names.filter(|other| other[..start(other)] == *short).count() {
            1 => short,
            _ => name,
        }
    }

    /// `2026-11` as « novembre 2026 ».
    pub fn month(&self, written: &str) -> String {
        const FR: [&str; 12] = [
            "janvier",
            "février",
            "mars",
            "avril",
            "mai",
            "juin",
            "juillet",
            "août",
            "septembre",
            "octobre",
            "novembre",
            "décembre",
        ];
        const EN: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        let names = if self.lang == Lang::Fr { FR } else { EN };
        let parsed = written.split_once('-').and_then(|(year, month)| {
            let index = month.parse::<usize>().ok()?.checked_sub(1)?;
            names.get(index).map(|name| format!("{name} {year}"))
        });
        parsed.unwrap_or_else(|| written.to_owned())
    }
}
