//! What an author wrote is wrong: coded, located, bilingual, collected (never first-only).
//! How a diagnostic is drawn lives in `render::diagnostics`.

use std::collections::HashSet;

use crate::source::{SourceId, Span};
use crate::text::Text;

macro_rules! codes {
    ($($variant:ident $name:literal $severity:ident,)*) => {
        /// The kind of a fault. Each has a page in `docs/diagnostics` and a fixture in `tests/bad`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Code {
            $(#[doc = concat!("`", $name, "`")] $variant,)*
        }

        impl Code {
            /// Every code, in the order of the documentation.
            pub const ALL: &[Code] = &[$(Code::$variant,)*];

            /// The kebab-case name, never reused for another fault.
            pub fn name(self) -> &'static str {
                match self { $(Code::$variant => $name,)* }
            }

            /// How serious the fault is: it belongs to the code.
            pub fn severity(self) -> Severity {
                match self { $(Code::$variant => Severity::$severity,)* }
            }

            /// The page that explains the fault, in Markdown, French then English.
            pub fn page(self) -> &'static str {
                match self { $(Code::$variant => include_str!(concat!("../docs/diagnostics/", $name, ".md")),)* }
            }
        }
    };
}

codes! {
    EmptyFile "empty-file" Error,
    NotText "not-text" Error,
    FileTooLarge "file-too-large" Error,
    YamlSyntax "yaml-syntax" Error,
    YamlAlias "yaml-alias" Error,
    YamlTag "yaml-tag" Error,
    TooDeep "too-deep" Error,
    SeveralDocuments "several-documents" Error,
    DuplicateKey "duplicate-key" Error,
    KeyNotText "key-not-text" Error,
    UnknownKey "unknown-key" Error,
    MissingKey "missing-key" Error,
    MissingSection "missing-section" Error,
    WrongType "wrong-type" Error,
    EmptyText "empty-text" Error,
    MissingTranslation "missing-translation" Error,
    InvalidId "invalid-id" Error,
    DuplicateId "duplicate-id" Error,
    DuplicateLabel "duplicate-label" Error,
    UnknownTerm "unknown-term" Error,
    UnknownDimension "unknown-dimension" Error,
    UnknownQuantity "unknown-quantity" Error,
    UnknownForm "unknown-form" Error,
    UnknownCase "unknown-case" Error,
    UnknownSource "unknown-source" Error,
    UnknownRequirement "unknown-requirement" Error,
    UnknownWord "unknown-word" Error,
    BadPattern "bad-pattern" Error,
    DuplicatePattern "duplicate-pattern" Error,
    CycleInBroader "cycle-in-broader" Error,
    WrongDimension "wrong-dimension" Error,
    NumberOutOfRange "number-out-of-range" Error,
    RangeUpsideDown "range-upside-down" Error,
    EmptyCondition "empty-condition" Error,
    ConditionTooLarge "condition-too-large" Error,
    NoRationale "no-rationale" Error,
    NoArticle "no-article" Error,
    NoSupport "no-support" Error,
    WrongFileName "wrong-file-name" Error,
    MissingVocabulary "missing-vocabulary" Error,
    AskedTwice "asked-twice" Error,
    Contradiction "contradiction" Error,
    CaseDisagrees "case-disagrees" Error,
    VignetteDisagrees "vignette-disagrees" Error,
    NeedlessDissent "needless-dissent" Warning,
    CaseDoesNotShow "case-does-not-show" Warning,
    UnusedTerm "unused-term" Warning,
    NeverAsked "never-asked" Warning,
    IdleQuestion "idle-question" Warning,
    UncoveredArgument "uncovered-argument" Warning,
    FormNeverFirst "form-never-first" Warning,
    TypingError "typing-error" Warning,
}

/// How serious a fault is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The data cannot be used as written.
    Error,
    /// The data can be used; its author should look.
    Warning,
}

/// A place, with what is to be said about it.
#[derive(Debug, Clone)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What; may be empty.
    pub text: Text,
}

/// A change of the text that would mend the fault.
#[derive(Debug, Clone)]
pub struct Fix {
    /// What to replace.
    pub span: Span,
    /// By what.
    pub replacement: String,
}

/// One fault in what an author wrote.
#[derive(Debug, Clone)]
pub struct Diagnostic {
    /// Its kind.
    pub code: Code,
    /// One sentence, lower case, no final stop.
    pub message: Text,
    /// Its place.
    pub at: Label,
    /// Another place that explains it.
    pub see: Option<Label>,
    /// How to mend it.
    pub help: Option<Text>,
    /// The edit that mends it, when there is an obvious one.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// A fault of a kind at a place.
    pub fn new(code: Code, span: Span, fr: impl Into<String>, en: impl Into<String>) -> Diagnostic {
        Diagnostic {
            code,
            message: Text::new(fr, en),
            at: Label { span, text: Text::default() },
            see: None,
            help: None,
            fix: None,
        }
    }

    /// Says something beside the excerpt.
    pub fn label(mut self, fr: impl Into<String>, en: impl Into<String>) -> Diagnostic {
        self.at.text = Text::new(fr, en);
        self
    }

    /// Points to another place too.
    pub fn see(mut self, span: Span, fr: impl Into<String>, en: impl Into<String>) -> Diagnostic {
        self.see = Some(Label { span, text: Text::new(fr, en) });
        self
    }

    /// Says how to mend the fault.
    pub fn help(mut self, fr: impl Into<String>, en: impl Into<String>) -> Diagnostic {
        self.help = Some(Text::new(fr, en));
        self
    }

    /// Proposes an edit.
    pub fn fix(mut self, span: Span, replacement: impl Into<String>) -> Diagnostic {
        self.fix = Some(Fix { span, replacement: replacement.into() });
        self
    }
}

/// The faults of a run, in the order found.
#[derive(Debug, Clone, Default)]
pub struct Diagnostics {
    /// All of them.
    pub all: Vec<Diagnostic>,
    /// Places refused as a whole: what else is found there is a consequence.
    refused: HashSet<Span>,
}

impl Diagnostics {
    /// Keeps one more fault, unless its place is already refused as a whole.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        if self.refused.contains(&diagnostic.at.span) {
            return;
        }
        self.all.push(diagnostic);
    }

    /// So many faults that finding more would help nobody: readers of long lists stop.
    pub fn full(&self) -> bool {
        self.all.len() >= 1000
    }

    /// Refuses a place as a whole: what else is found there is not reported.
    pub fn refuse(&mut self, span: Span) {
        self.refused.insert(span);
    }

    /// Drops what was found missing in a text whose reading stopped midway: absences mean nothing there.
    pub fn forget_absences(&mut self, source: SourceId) {
        let absence = |code| {
            matches!(
                code,
                Code::MissingKey
                    | Code::MissingSection
                    | Code::NoRationale
                    | Code::NoArticle
                    | Code::MissingTranslation
                    | Code::EmptyCondition
            )
        };
        self.all.retain(|d| d.at.span.source != source || !absence(d.code));
    }

    /// Whether one of them forbids using the data.
    pub fn any_error(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// How many are of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.all.iter().filter(|d| d.code.severity() == severity).count()
    }

    /// Orders them by place.
    pub fn sort(&mut self) {
        self.all.sort_by_key(|d| (d.at.span, d.code));
    }
}
