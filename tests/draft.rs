//! Documents to write: every form of the shipped base has one, in both languages; DOCX says what Markdown says.

use std::io::{Cursor, Read as _};

use coopform::base::RuleBase;
use coopform::base::facts::Said;
use coopform::base::ids::{CaseId, FormId};
use coopform::base::outline::{Blank, Draw};
use coopform::draft::{Part, draft};
use coopform::explain::explain;
use coopform::proof::Prover;
use coopform::render::docx::docx;
use coopform::render::html::html;
use coopform::render::markdown::markdown;
use coopform::render::page::{Block, Page};
use coopform::render::terminal::terminal;
use coopform::render::words::{Day, Words};
use coopform::situation::Situation;
use coopform::text::{Lang, Text};
use quick_xml::Reader;
use quick_xml::events::Event;

use crate::shipped;

/// The page of a form for a situation.
fn page(base: &RuleBase, prover: &Prover, situation: &Situation, form: FormId, lang: Lang) -> Page {
    let outcome = prover.outcome(base, &situation.said);
    let explanation = explain(base, prover, situation, &outcome);
    let drawn = draft(base, situation, &explanation, form);
    coopform::render::draft::draft(&Words { lang, base }, situation, &outcome, &explanation, &drawn)
}

/// The text of a part of a DOCX archive, which is well-formed XML.
fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        if !text.is_empty() {
            paragraphs(&text);
        }
    }
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// Style and text of each paragraph of a document.
fn paragraphs(xml: &str) -> Vec<(String, String)> {
    let mut reader = Reader::from_str(xml);
    let mut all: Vec<(String, String)> = Vec::new();
    let (mut depth, mut inside) = (0, false);
    loop {
        let event = reader.read_event().unwrap_or_else(|error| panic!("{error} in {xml}"));
        match &event {
            Event::Start(tag) | Event::Empty(tag) => {
                match tag.name().as_ref() {
                    b"w:p" => all.push(Default::default()),
                    b"w:pStyle" => {
                        let style = tag.try_get_attribute("w:val").unwrap().unwrap().value.to_vec();
                        all.last_mut().unwrap().0 = String::from_utf8(style).unwrap();
                    }
                    b"w:t" => inside = true,
                    _ => {}
                }
                depth += i32::from(matches!(event, Event::Start(_)));
            }
            Event::End(tag) => {
                inside &= tag.name().as_ref() != b"w:t";
                depth -= 1;
            }
            Event::Text(text) if inside => all.last_mut().unwrap().1.push_str(&text.decode().unwrap()),
            Event::GeneralRef(name) if inside => {
                let name = name.decode().unwrap().into_owned();
                let resolved = quick_xml::escape::unescape(&format!("&{name};")).unwrap().into_owned();
                all.last_mut().unwrap().1.push_str(&resolved);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0);
    all
}

fn docx_paragraphs(page: &Page) -> Vec<(String, String)> {
    paragraphs(&part(&docx(page, Day { year: 2026, month: 11, day: 29 }).unwrap(), "word/document.xml"))
}

#[test]
fn every_form_has_a_document_and_its_acts_in_both_languages() {
    let base = shipped::base();
    let words = |text: &str| text.split_whitespace().filter(|w| w.chars().any(char::is_alphanumeric)).count();
    let short = |text: &Text, place: &str| {
        for text in [&text.fr, &text.en] {
            assert!(words(text) <= 30, "{place}: {text}");
            assert!(!text.contains(['\'', '"']), "{place}: {text}");
        }
    };
    let blank = |blank: &Blank, place: &str| {
        short(&blank.what, place);
        short(&blank.guidance, place);
        assert!(blank.guidance.fr.ends_with('.') && blank.guidance.en.ends_with('.'), "{place}");
    };
    for section in &base.outline.as_ref().unwrap().sections {
        section.blanks.iter().for_each(|one| blank(one, &section.id.value));
        for draw in &section.draws {
            if let Draw::Dimension(_, Some(each)) = draw {
                blank(each, &section.id.value);
            }
        }
    }
    for form in &base.forms {
        let (id, paper) =
            (&form.id.value, form.paper.as_ref().unwrap_or_else(|| panic!("{}", form.id.value)));
        assert!((3..=6).contains(&paper.steps.len()), "{id}");
        for step in &paper.steps {
            short(&step.act, id);
            assert!(step.act.fr.ends_with('.') && step.act.en.ends_with('.'), "{id}: {}", step.act.fr);
            step.before.iter().for_each(|before| short(before, id));
        }
        for rule in form.requirements.clone() {
            let times = paper.steps.iter().flat_map(|step| &step.requirements);
            let times = times.filter(|named| named.index() == rule).count();
            assert_eq!(times, 1, "{id}: {}", base.rules[rule].name.value);
        }
    }
}

/// Whatever the situation, nothing said is left out: each answer stands in a section of its own or in another.
#[test]
fn every_answer_of_a_case_finds_its_place() {
    let base = shipped::base();
    let prover = Prover::compile(&base);
    for index in 0..base.cases.len() {
        let case = base.case(CaseId::new(index));
        let outcome = prover.outcome(&base, &case.situation.said);
        let explanation = explain(&base, &prover, &case.situation, &outcome);
        if let Some(form) = case.form() {
            let drawn = draft(&base, &case.situation, &explanation, form);
            let parts = || drawn.sections.iter().flat_map(|section| &section.parts);
            for &(term, fact) in &case.situation.said.terms {
                let there =
                    |part: &Part<'_>| matches!(part, Part::Answer(t, _) | Part::NotKnown(t) if *t == term);
                let times = parts().filter(|part| there(part)).count();
                let expected = usize::from(fact != coopform::base::facts::Fact::No);
                assert_eq!(times, expected, "{}: {:?}", case.id.value, base.vocabulary.term(term).id);
            }
            for &(kind, _) in &case.situation.said.partners {
                let there = |part: &Part<'_>| matches!(part, Part::Partner(k, ..) if *k == kind);
                assert!(parts().any(there), "{}", case.id.value);
            }
            for &(quantity, _) in &case.situation.said.quantities {
                let there = |part: &Part<'_>| matches!(part, Part::Quantity(q, _) if *q == quantity);
                assert!(parts().any(there), "{}", case.id.value);
            }
        }
    }
}

#[test]
fn a_docx_has_the_headings_of_the_markdown_and_keeps_hostile_text_as_text() {
    let base = shipped::base();
    let prover = Prover::compile(&base);
    let hostile =
        "<script>alert(\"x\")</script> & 'é' 😀 \u{202e}abc\u{200f} \u{7}\u{0}\u{fffe}]]> # *a* [b](c)";
    for lang in [Lang::Fr, Lang::En] {
        for form in base.form_ids() {
            let situation = Situation::new(Some(hostile.to_owned()), Said::default(), &base.vocabulary);
            let page = page(&base, &prover, &situation, form, lang);
            let headings = |styles: &[&str]| {
                let all = docx_paragraphs(&page).into_iter();
                all.filter(|(style, _)| styles.contains(&style.as_str()))
                    .map(|(_, text)| text)
                    .collect::<Vec<_>>()
            };
            let marked = markdown(&page);
            let written: Vec<String> = marked
                .lines()
                .filter(|line| line.starts_with('#'))
                .map(|line| line.trim_start_matches('#').trim_start().replace(['\\', '\u{fffe}'], ""))
                .collect();
            assert_eq!(headings(&["Title", "Heading1", "Heading2"]), written);
            let title = &headings(&["Title"])[0];
            assert!(title.contains("<script>alert(\"x\")</script> & 'é' 😀 "), "{title}");
            assert!(!title.contains(['\u{7}', '\u{0}', '\u{fffe}']), "{title}");
            let drawn = html(&page);
            assert!(!drawn.contains("<script>") && drawn.contains("&lt;script&gt;"));
            assert!(marked.contains("\\<script\\>") && marked.contains("\\[b\\](c)"));
            assert!(terminal(&page, 80).chars().all(|c| c == '\n' || !c.is_control()));
        }
    }
}

#[test]
fn every_block_of_a_page_is_in_its_docx() {
    let mut page = Page::new(Lang::Fr, "Titre");
    page.lead("a\nb");
    page.heading("Un");
    page.subheading("Deux");
    page.table(
        "légende",
        vec!["x".to_owned(), "y".to_owned()],
        vec![vec!["1".to_owned(), "2 < 3".to_owned()]],
    );
    page.foot("fin");
    page.blocks.push(Block::Paragraph("\u{b}\u{1f}reste\u{ffff}".to_owned()));
    let texts: Vec<String> = docx_paragraphs(&page).into_iter().map(|(_, text)| text).collect();
    assert_eq!(texts, ["Titre", "ab", "Un", "Deux", "légende", "x", "y", "1", "2 < 3", "fin", "reste"]);
}
