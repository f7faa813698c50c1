//! Diagnostics as excerpts of the files. The only file that names the snippet library.

use std::fmt::Write as _;

use annotate_snippets::{AnnotationKind, Group, Level, Patch, Renderer, Snippet};

use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::source::{Sources, Span};
use crate::text::Lang;

/// Beyond this many, diagnostics are only counted.
const SHOWN: usize = 100;

/// Draws the diagnostics, then counts them.
pub fn diagnostics(lang: Lang, sources: &Sources, diagnostics: &Diagnostics, colour: bool) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics.all.iter().take(SHOWN) {
        out.push_str(&one(lang, sources, diagnostic, colour));
        out.push_str("\n\n");
    }
    let more = diagnostics.all.len().saturating_sub(SHOWN);
    if more > 0 {
        let _ = writeln!(out, "… {more} {}\n", lang.pick("autres", "more"));
    }
    let (errors, warnings) = (diagnostics.count(Severity::Error), diagnostics.count(Severity::Warning));
    out.push_str(&summary(lang, errors, warnings));
    out.push('\n');
    out
}

fn summary(lang: Lang, errors: usize, warnings: usize) -> String {
    let plural = |count: usize, limit: usize| if count >= limit { "s" } else { "" };
    match lang {
        Lang::Fr => {
            format!("{errors} erreur{}, {warnings} avertissement{}", plural(errors, 2), plural(warnings, 2))
        }
        Lang::En => {
            let s = |count: usize| if count == 1 { "" } else { "s" };
            format!("{errors} error{}, {warnings} warning{}", s(errors), s(warnings))
        }
    }
}

fn one(lang: Lang, sources: &Sources, diagnostic: &Diagnostic, colour: bool) -> String {
    let level = match diagnostic.code.severity() {
        Severity::Error => Level::ERROR.with_name(lang.pick("erreur", "error")),
        Severity::Warning => Level::WARNING.with_name(lang.pick("avertissement", "warning")),
    };
    let help = Level::HELP.with_name(lang.pick("aide\u{a0}", "help"));
    let title = level.primary_title(diagnostic.message.get(lang)).id(diagnostic.code.name());
    let mut group = Group::with_title(title);
    if sources.get(diagnostic.at.span.source).text.is_empty() {
        group = group.element(annotate_snippets::Origin::path(&sources.get(diagnostic.at.span.source).name));
    } else {
        let label = Some(diagnostic.at.text.get(lang)).filter(|t| !t.is_empty());
        let primary = AnnotationKind::Primary.span(diagnostic.at.span.range()).label(label);
        let see = diagnostic.see.as_ref();
        let together = see.filter(|see| see.span.source == diagnostic.at.span.source);
        let apart = see.filter(|see| see.span.source != diagnostic.at.span.source);
        let context = |span: Span, text: &'_ crate::text::Text| {
            AnnotationKind::Context.span(span.range()).label(text.get(lang).to_owned())
        };
        let mut snippet = snippet(sources, diagnostic.at.span).annotation(primary);
        if let Some(see) = together {
            snippet = snippet.annotation(context(see.span, &see.text));
        }
        group = group.element(snippet);
        if let Some(see) = apart {
            group = group.element(self::snippet(sources, see.span).annotation(context(see.span, &see.text)));
        }
    }
    let mut report = vec![];
    match (&diagnostic.help, &diagnostic.fix) {
        (Some(text), Some(fix)) => {
            report.push(group);
            let source = sources.get(fix.span.source);
            let patch = Patch::new(fix.span.range(), fix.replacement.clone());
            report.push(
                Group::with_title(help.secondary_title(text.get(lang)))
                    .element(Snippet::source(&source.text).path(&source.name).patch(patch)),
            );
        }
        (Some(text), None) => report.push(group.element(help.message(text.get(lang)))),
        (None, _) => report.push(group),
    }
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    renderer.render(&report)
}

fn snippet(sources: &Sources, span: Span) -> Snippet<'_, annotate_snippets::Annotation<'_>> {
    let source = sources.get(span.source);
    Snippet::source(&source.text).path(&source.name)
}
