//! Every sentence template for every form of the shipped catalogue and of the toy domain, as one table.

use std::fmt::Write as _;
use std::path::Path;

use coopform::base::ids::{FormId, RuleId};
use coopform::base::{Files, RuleBase};
use coopform::diagnostic::Diagnostics;
use coopform::render::page::typeset;
use coopform::render::words::Words;
use coopform::source::Sources;
use coopform::text::Lang;

use crate::{golden, shipped};

fn toy() -> RuleBase {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/toy");
    let mut sources = Sources::default();
    let rules = sources.read_folder(&root.join("rules")).unwrap();
    let cases = sources.read_folder(&root.join("cases")).unwrap();
    let files = Files::sort(&sources, &rules, &cases);
    RuleBase::load(&sources, &files, &mut Diagnostics::default()).unwrap()
}

#[test]
fn every_template_is_right_for_every_form() {
    let mut text = String::new();
    for base in [shipped::base(), toy()] {
        for lang in [Lang::Fr, Lang::En] {
            let words = Words { lang, base: &base };
            let forms: Vec<FormId> = base.form_ids().collect();
            for &form in &forms {
                let other = forms[(form.index() + 1) % forms.len()];
                let arguments: Vec<RuleId> =
                    base.form(form).arguments.clone().map(RuleId::new).take(2).collect();
                let requirement = RuleId::new(base.form(form).requirements.start);
                let lines = [
                    words.heading(form).to_owned(),
                    words.a(form),
                    words.the(form),
                    words.of_the(form),
                    words.to_the(form),
                    words.opening(&[form], &arguments[..1], None),
                    words.opening(&[form], &arguments[..1], Some(requirement)),
                    words.opening(&[form], &arguments, Some(arguments[0])),
                    words.opening(&[form, other], &[], None),
                    words.opening(&[], &[], None),
                    words.excluded(form, requirement),
                    words.behind(form, other, arguments.first().copied()),
                    words.behind(form, other, Some(RuleId::new(base.form(other).arguments.start))),
                    words.behind(form, other, None),
                    words.tied_with(form, other),
                    words.not_recommended(form, None),
                    words.not_recommended(form, Some(arguments[0])),
                ];
                for line in lines {
                    let _ = writeln!(text, "{}", typeset(lang, &line));
                }
                text.push('\n');
            }
        }
    }
    for wrong in [" de le ", " à le ", " de les ", "que il", "que un", "que au", "  ", " ,", "..", "l’ "] {
        assert!(!text.contains(wrong), "« {wrong} » in the sentences");
    }
    golden::check(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/grammar.txt"), &text);
}
