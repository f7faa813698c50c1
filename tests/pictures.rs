//! Pictures: nothing of an author's text is markup, no box lies on another, every picture says itself in words.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use coopform::base::ids::FormId;
use coopform::base::{Files, RuleBase, shipped};
use coopform::diagnostic::Diagnostics;
use coopform::explain::explain;
use coopform::proof::Prover;
use coopform::render::html::html;
use coopform::render::page::{Figure, Page};
use coopform::render::svg::balance::balance;
use coopform::render::svg::decision::decision_table;
use coopform::render::svg::heat::heat;
use coopform::render::svg::sensitivity::{Bar, sensitivity};
use coopform::render::words::Words;
use coopform::render::{map, terminal};
use coopform::source::Sources;
use coopform::text::Lang;

const HOSTILE: &str = "<script>alert('x')</script> & \\\"q\\\" ]]> \\u202e \\\\N 👩‍🚀";

pub(crate) fn shipped_base() -> RuleBase {
    let mut sources = Sources::default();
    let files = shipped::all(&mut sources);
    RuleBase::load(&sources, &files, &mut Diagnostics::default()).unwrap()
}

/// The toy domain, every French label and reason made as hostile as YAML lets it be.
pub(crate) fn hostile_base() -> RuleBase {
    let mut sources = Sources::default();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/toy");
    let mut number = 0;
    let mut add = |folder: &str| -> Vec<_> {
        let mut paths: Vec<_> = fs::read_dir(root.join(folder)).unwrap().map(|e| e.unwrap().path()).collect();
        paths.sort();
        let files = paths.into_iter().filter(|path| path.is_file() && !path.ends_with("questions.yaml"));
        let added = files.map(|path| {
            let mut text = String::new();
            for line in fs::read_to_string(&path).unwrap().lines() {
                // A label must stay different from the others.
                number += 1;
                let line = match line.trim_start() {
                    start if start.starts_with("label: { fr:") || start.starts_with("because: { fr:") => {
                        let key = &line[..line.find(':').unwrap()];
                        format!("{key}: {{ fr: \"{number} {HOSTILE}\", en: \"{number} {HOSTILE}\" }}")
                    }
                    _ => line.to_owned(),
                };
                let _ = writeln!(text, "{line}");
            }
            sources.add_bytes(path.display().to_string(), text.into_bytes())
        });
        added.collect()
    };
    let (mut rules, cases) = (add("rules"), add("cases"));
    rules.extend(add("rules/forms"));
    let files = Files::sort(&sources, &rules, &cases);
    let mut found = Diagnostics::default();
    RuleBase::load(&sources, &files, &mut found).unwrap_or_else(|| panic!("{:?}", found.all))
}

/// Every picture of a base, for the situation of its first case.
pub(crate) fn figures(base: &RuleBase, lang: Lang) -> Vec<Figure> {
    let words = Words { lang, base };
    let forms: Vec<FormId> = base.form_ids().collect();
    let some = &forms[..forms.len().min(7)];
    let situation = &base.cases[0].situation;
    let prover = Prover::compile(base);
    let outcome = prover.outcome(base, &situation.said);
    let explanation = explain(base, &prover, situation, &outcome);
    let bar = |effect: i32, winner: String| Bar { text: words.heading(forms[0]).to_owned(), effect, winner };
    let bars = [bar(2, String::new()), bar(-7, words.the(forms[1])), bar(0, String::new())];
    vec![
        balance(&words, &explanation),
        decision_table(&words, some, Some(&outcome)),
        decision_table(&words, some, None),
        heat(&words, &outcome, &forms),
        sensitivity(&words, &bars),
        map::map_figure(&words),
        map::around_figure(&words, forms[0]),
    ]
}

/// A picture is well-formed: known elements only, closed in order, and no sign left bare.
fn well_formed(picture: &str) {
    let mut open: Vec<&str> = Vec::new();
    for (place, tag) in picture.match_indices('<').map(|(at, _)| (at, &picture[at + 1..])) {
        let tag = &tag[..tag.find('>').unwrap()];
        let name = tag.split([' ', '/']).find(|name| !name.is_empty()).unwrap();
        assert!(["svg", "title", "desc", "rect", "path", "text"].contains(&name), "<{tag}> at {place}");
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name));
        } else if !tag.ends_with('/') {
            open.push(name);
        }
    }
    assert!(open.is_empty());
    for (at, _) in picture.match_indices('&') {
        let known = ["&amp;", "&lt;", "&gt;", "&quot;", "&#39;"];
        assert!(known.iter().any(|known| picture[at..].starts_with(known)), "{}", &picture[at..at + 20]);
    }
}

fn rectangles(picture: &str) -> Vec<[i32; 4]> {
    let of = |tag: &str, key: &str| {
        let at = tag.find(&format!(" {key}=\""))? + key.len() + 3;
        tag[at..].split('"').next()?.parse::<i32>().ok()
    };
    let tags = picture.split("<rect").skip(2).map(|tag| tag.split("/>").next().unwrap());
    tags.map(|tag| ["x", "y", "width", "height"].map(|key| of(tag, key).unwrap())).collect()
}

#[test]
fn nothing_of_a_hostile_text_is_markup() {
    let base = hostile_base();
    for lang in [Lang::Fr, Lang::En] {
        let mut page = Page::new(lang, "Images");
        for figure in figures(&base, lang) {
            let picture = figure.picture.as_str().to_owned();
            well_formed(&picture);
            assert!(picture.contains("&lt;script&gt;") && !picture.contains('\u{202e}'), "{picture}");
            page.figure(figure);
        }
        let drawn = html(&page);
        assert!(!drawn.contains("<script") && !drawn.contains('\u{202e}'));
        assert!(!terminal::terminal(&page, 80).contains('\u{202e}'));
        let words = Words { lang, base: &base };
        for dot in [words.map_dot(None), words.map_dot(Some(FormId::new(0)))] {
            assert!(dot.contains("&amp; \\\"q\\\"") && dot.contains("\\\\N"), "{dot}");
            assert!(!dot.contains('\u{202e}'));
            // Outside its strings, the graph is what the program wrote.
            let bare = dot.replace("\\\\", "").replace("\\\"", "");
            let outside: String = bare.split('"').step_by(2).collect();
            assert!(!outside.contains('<') && !outside.contains('&'), "{outside}");
        }
    }
}

#[test]
fn every_picture_says_itself_in_words_and_has_its_table() {
    let base = shipped_base();
    for lang in [Lang::Fr, Lang::En] {
        for figure in figures(&base, lang) {
            let picture = figure.picture.as_str();
            well_formed(picture);
            assert!(
                picture.contains("role=\"img\"") && picture.contains("<title>") && picture.contains("<desc>")
            );
            assert!(!picture.contains("id=") && !picture.contains("href") && !picture.contains("<style"));
            let table = &figure.table;
            assert!(!table.caption.is_empty() && table.header.iter().all(|cell| !cell.is_empty()));
            assert!(!table.rows.is_empty() && table.rows.iter().all(|row| row.len() == table.header.len()));
        }
    }
}

#[test]
fn no_box_of_the_map_lies_on_another() {
    let base = shipped_base();
    for lang in [Lang::Fr, Lang::En] {
        let words = Words { lang, base: &base };
        let mut pictures: Vec<Figure> =
            base.form_ids().map(|form| map::around_figure(&words, form)).collect();
        pictures.push(map::map_figure(&words));
        for figure in &pictures {
            let boxes = rectangles(figure.picture.as_str());
            for (place, one) in boxes.iter().enumerate() {
                for other in &boxes[..place] {
                    let apart = (0..2).any(|axis| {
                        one[axis] + one[axis + 2] <= other[axis] || other[axis] + other[axis + 2] <= one[axis]
                    });
                    assert!(apart, "{one:?} {other:?}");
                }
            }
        }
        assert_eq!(rectangles(pictures.last().unwrap().picture.as_str()).len(), base.forms.len());
    }
}
