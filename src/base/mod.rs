//! The domain as its authors wrote it: read, resolved, checked. Nothing here computes a result.

pub mod case;
pub mod change;
pub mod condition;
pub mod contradiction;
pub mod facts;
pub mod form;
pub mod ids;
pub mod lexicon;
pub mod outline;
pub mod phrasing;
pub mod question;
pub mod range;
pub mod rule;
pub mod shipped;
pub mod tally;
pub mod training;
pub mod truth;
pub mod vignette;
pub mod vocabulary;

use std::ops::Range;

use crate::base::case::ReferenceCase;
use crate::base::form::{Form, Names};
use crate::base::ids::{CaseId, FormId};
use crate::base::lexicon::Lexicon;
use crate::base::outline::Outline;
use crate::base::phrasing::{Language, Phrasings};
use crate::base::question::Questionnaire;
use crate::base::rule::{Rule, Scope};
use crate::base::training::Training;
use crate::base::vignette::Vignette;
use crate::base::vocabulary::{Vocabulary, unique};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::read;
use crate::source::{At, SourceId, Sources, Span};
use crate::text::fold;
use crate::tree::{Document, Value};
use crate::yaml;

/// A rule base with its cases; every id in it resolves.
#[derive(Debug, Clone)]
pub struct RuleBase {
    /// The words.
    pub vocabulary: Vocabulary,
    /// The words, ready to be looked up.
    pub lexicon: Lexicon,
    /// How people write them.
    pub phrasings: Phrasings,
    /// The questions; none when the folder has no `questions.yaml`.
    pub questionnaire: Questionnaire,
    /// What a class works with; nothing much when the folder has no `training.yaml`.
    pub training: Training,
    /// The outline of the documents to write; none when the folder has no `draft.yaml`.
    pub outline: Option<Outline>,
    /// The catalogue, in its order.
    pub forms: Vec<Form>,
    /// Every rule: form after form, requirements then arguments; pointers and reminders last.
    pub rules: Vec<Rule>,
    /// The pointers, a range of the rules.
    pub pointers: Range<usize>,
    /// The reminders, likewise.
    pub reminders: Range<usize>,
    /// The reference cases, in the order of their ids.
    pub cases: Vec<ReferenceCase>,
    /// The vignettes, likewise.
    pub vignettes: Vec<Vignette>,
}

/// The files of a rule base, as read by [`Sources`].
#[derive(Debug, Clone, Default)]
pub struct Files {
    /// `vocabulary.yaml`, if found.
    pub vocabulary: Option<SourceId>,
    /// `questions.yaml`, if found.
    pub questions: Option<SourceId>,
    /// `training.yaml`, if found.
    pub training: Option<SourceId>,
    /// `draft.yaml`, if found.
    pub draft: Option<SourceId>,
    /// `language.yaml`, if found.
    pub language: Option<SourceId>,
    /// Files under `phrasings/`.
    pub phrasings: Vec<SourceId>,
    /// Files under `forms/`.
    pub forms: Vec<SourceId>,
    /// Files under `vignettes/`.
    pub vignettes: Vec<SourceId>,
    /// Case files.
    pub cases: Vec<SourceId>,
}

impl Files {
    /// Sorts the files of a rule folder and a case folder by the place of each.
    pub fn sort(sources: &Sources, rules: &[SourceId], cases: &[SourceId]) -> Files {
        let mut files = Files { cases: cases.to_vec(), ..Files::default() };
        for &id in rules {
            let name = sources.get(id).name.replace('\\', "/");
            let mut parts = name.rsplit('/');
            let file = parts.next().unwrap_or_default();
            match parts.next() {
                Some("forms") => files.forms.push(id),
                Some("vignettes") => files.vignettes.push(id),
                Some("phrasings") => files.phrasings.push(id),
                _ if file == "vocabulary.yaml" => files.vocabulary = Some(id),
                _ if file == "questions.yaml" => files.questions = Some(id),
                _ if file == "training.yaml" => files.training = Some(id),
                _ if file == "draft.yaml" => files.draft = Some(id),
                _ if file == "language.yaml" => files.language = Some(id),
                _ => {}
            }
        }
        files
    }
}

impl RuleBase {
    /// Reads a rule base. Every fault of every file goes to `diagnostics`; there is a base to use only
    /// when none of them is an error.
    pub fn load(sources: &Sources, files: &Files, diagnostics: &mut Diagnostics) -> Option<RuleBase> {
        let Some(vocabulary_file) = files.vocabulary else {
            let first = files.forms.iter().chain(&files.cases).chain(&files.vignettes).next();
            diagnostics.all.extend(first.map(|&source| missing_vocabulary(source)));
            return None;
        };
        let document = yaml::parse(sources, vocabulary_file, diagnostics);
        let (vocabulary, general) = Vocabulary::read(&document, diagnostics);
        let lexicon = Lexicon::new(&vocabulary);
        let mut phrasings = Phrasings::default();
        if let Some(language) = files.language {
            phrasings.language = Language::read(&yaml::parse(sources, language, diagnostics), diagnostics);
        }
        read_phrasings(&mut phrasings, sources, &files.phrasings, &vocabulary, diagnostics);
        let questionnaire = match files.questions {
            Some(file) => {
                Questionnaire::read(&yaml::parse(sources, file, diagnostics), &vocabulary, diagnostics)
            }
            None => Questionnaire::default(),
        };
        let outline = files.draft.and_then(|file| {
            Outline::read(&yaml::parse(sources, file, diagnostics), &vocabulary, diagnostics)
        });
        let forms = in_catalogue_order(parse_all(sources, &files.forms, diagnostics));
        let cases = parse_all(sources, &files.cases, diagnostics);
        let case_names: Vec<String> = cases.iter().map(|f| f.name.clone()).collect();
        let training = match files.training {
            Some(file) => Training::read(&yaml::parse(sources, file, diagnostics), &case_names, diagnostics),
            None => Training::default(),
        };
        let form_names: Vec<String> = forms.iter().map(|f| f.name.clone()).collect();
        let names = Names { vocabulary: &vocabulary, forms: &form_names, cases: &case_names };
        let mut rules = Vec::new();
        let mut read_forms = Vec::new();
        for (index, file) in forms.iter().enumerate() {
            let form = Form::read(&file.document, FormId::new(index), &names, &mut rules, diagnostics);
            if let Some(form) = &form {
                check_file_name(&form.id.value, form.id.span, file, diagnostics);
            }
            read_forms.extend(form);
        }
        unique(read_forms.iter().map(|f| &f.id), diagnostics);
        check_orders(&read_forms, diagnostics);
        check_labels(&read_forms, diagnostics);
        let scope = Scope { vocabulary: &vocabulary, form: None, cases: &case_names, sources: &[] };
        let first_pointer = rules.len();
        rules.extend(read::many(general.pointers, diagnostics, |n, d| Rule::read_pointer(n, &scope, d)));
        let first_reminder = rules.len();
        rules.extend(read::many(general.reminders, diagnostics, |n, d| Rule::read_reminder(n, &scope, d)));
        unique(rules[first_pointer..].iter().map(|r| &r.name), diagnostics);
        let read_cases = read_all(&cases, diagnostics, |document, diagnostics| {
            let case = ReferenceCase::read(document, &vocabulary, &lexicon, &form_names, diagnostics)?;
            Some((case.id.clone(), case))
        });
        let vignettes = parse_all(sources, &files.vignettes, diagnostics);
        let read_vignettes = read_all(&vignettes, diagnostics, |document, diagnostics| {
            let vignette = Vignette::read(document, &vocabulary, &lexicon, &form_names, diagnostics)?;
            Some((vignette.id.clone(), vignette))
        });
        let named = forms.iter().chain(&cases).chain(&vignettes);
        let documents = [&document].into_iter().chain(named.map(|file| &file.document));
        for document in documents.filter(|document| document.cut_short) {
            diagnostics.forget_absences(document.span.source);
        }
        if rules.len() > LARGEST || vocabulary.terms.len() > LARGEST {
            let start = Span { end: 0, ..document.span };
            diagnostics.push(too_many(start));
        }
        let (pointers, reminders) = (first_pointer..first_reminder, first_reminder..rules.len());
        let base = RuleBase {
            pointers,
            reminders,
            vocabulary,
            lexicon,
            phrasings,
            questionnaire,
            training,
            outline,
            forms: read_forms,
            rules,
            cases: read_cases,
            vignettes: read_vignettes,
        };
        (!diagnostics.any_error()).then_some(base)
    }

    /// The base with how people write its words, when it was loaded without; nothing when these files hold errors.
    pub fn with_phrasings(
        &self,
        sources: &Sources,
        files: &[SourceId],
        diagnostics: &mut Diagnostics,
    ) -> Option<RuleBase> {
        let mut base = self.clone();
        read_phrasings(&mut base.phrasings, sources, files, &self.vocabulary, diagnostics);
        (!diagnostics.any_error()).then_some(base)
    }

    /// A form.
    pub fn form(&self, id: FormId) -> &Form {
        &self.forms[id.index()]
    }

    /// A case.
    pub fn case(&self, id: CaseId) -> &ReferenceCase {
        &self.cases[id.index()]
    }

    /// The ids of the forms, in catalogue order.
    pub fn form_ids(&self) -> impl Iterator<Item = FormId> + use<> {
        (0..self.forms.len()).map(FormId::new)
    }
}

/// The most rules, and the most terms, of a base: ids have sixteen bits.
const LARGEST: usize = 60_000;

fn too_many(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::FileTooLarge,
        span,
        format!("cette base a plus de {LARGEST} règles ou termes"),
        format!("this base has more than {LARGEST} rules or terms"),
    )
    .help("Découpez-la en plusieurs bases.", "Split it into several bases.")
}

fn read_phrasings(
    phrasings: &mut Phrasings,
    sources: &Sources,
    files: &[SourceId],
    vocabulary: &Vocabulary,
    diagnostics: &mut Diagnostics,
) {
    for &file in files {
        let document = yaml::parse(sources, file, diagnostics);
        phrasings.read(&document, vocabulary, diagnostics);
    }
    phrasings.check(vocabulary, diagnostics);
}

/// A file with the name its content should bear.
struct Named {
    name: String,
    document: Document,
}

fn parse_all(sources: &Sources, files: &[SourceId], diagnostics: &mut Diagnostics) -> Vec<Named> {
    let named = |&id: &SourceId| {
        let path = sources.get(id).name.replace('\\', "/");
        let file = path.rsplit('/').next().unwrap_or_default();
        let name = file.rsplit_once('.').map_or(file, |(stem, _)| stem).to_owned();
        Named { name, document: yaml::parse(sources, id, diagnostics) }
    };
    files.iter().map(named).collect()
}

/// Reads files that each hold one thing under its own name.
fn read_all<T>(
    files: &[Named],
    diagnostics: &mut Diagnostics,
    one: impl Fn(&Document, &mut Diagnostics) -> Option<(At<String>, T)>,
) -> Vec<T> {
    let mut ids = Vec::new();
    let mut all = Vec::new();
    for file in files {
        if let Some((id, read)) = one(&file.document, diagnostics) {
            check_file_name(&id.value, id.span, file, diagnostics);
            ids.push(id);
            all.push(read);
        }
    }
    unique(ids.iter(), diagnostics);
    all
}

/// The catalogue order is written inside the files; what it is ambiguous about is left to the names.
fn in_catalogue_order(mut forms: Vec<Named>) -> Vec<Named> {
    let order = |named: &Named| match &named.document.root.as_ref()?.value {
        Value::Map(entries) => {
            entries.iter().find(|(key, _)| key.value == "order").and_then(|(_, node)| match &node.value {
                Value::Scalar(text) => text.parse::<u32>().ok(),
                _ => None,
            })
        }
        _ => None,
    };
    forms.sort_by_key(|named| order(named).unwrap_or(u32::MAX));
    forms
}

fn check_orders(forms: &[Form], diagnostics: &mut Diagnostics) {
    for pair in forms.windows(2) {
        let [first, second] = pair else { continue };
        if first.order.value == second.order.value {
            diagnostics.push(
                Diagnostic::new(
                    Code::DuplicateId,
                    second.order.span,
                    format!("la place {} du catalogue est déjà prise", second.order.value),
                    format!("the place {} in the catalogue is already taken", second.order.value),
                )
                .see(first.order.span, "elle l’est ici", "it is taken here")
                .help("Choisissez une autre place.", "Choose another place."),
            );
        }
    }
}

fn check_labels(forms: &[Form], diagnostics: &mut Diagnostics) {
    for (index, second) in forms.iter().enumerate() {
        let alike = |first: &&Form| {
            fold(&first.label.fr) == fold(&second.label.fr) || fold(&first.label.en) == fold(&second.label.en)
        };
        if let Some(first) = forms[..index].iter().find(alike) {
            diagnostics.push(
                Diagnostic::new(
                    Code::DuplicateLabel,
                    second.id.span,
                    format!("la forme `{}` porte le libellé d’une autre forme", second.id.value),
                    format!("the form `{}` bears the label of another form", second.id.value),
                )
                .see(first.id.span, "celle-ci", "this one")
                .help("Donnez à chacune un libellé distinct.", "Give each a label of its own."),
            );
        }
    }
}

fn check_file_name(id: &str, span: Span, file: &Named, diagnostics: &mut Diagnostics) {
    if id != file.name {
        diagnostics.push(
            Diagnostic::new(
                Code::WrongFileName,
                span,
                format!("l’identifiant `{id}` n’est pas le nom du fichier, `{}`", file.name),
                format!("the identifier `{id}` is not the name of the file, `{}`", file.name),
            )
            .help(
                format!("Renommez le fichier en `{id}.yaml`, ou écrivez `id: {}`.", file.name),
                format!("Rename the file to `{id}.yaml`, or write `id: {}`.", file.name),
            ),
        );
    }
}

fn missing_vocabulary(source: SourceId) -> Diagnostic {
    Diagnostic::new(
        Code::MissingVocabulary,
        Span { source, start: 0, end: 0 },
        "le dossier des règles n’a pas de `vocabulary.yaml`",
        "the folder of rules has no `vocabulary.yaml`",
    )
    .help("Ajoutez ce fichier à côté du dossier `forms`.", "Add this file beside the `forms` folder.")
}
