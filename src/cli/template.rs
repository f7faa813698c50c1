//! `template`: files to fill in, with the values that the rule base accepts.

use std::fmt::Write as _;

use clap::ArgMatches;
use indexmap::IndexMap;
use serde::Serialize;

use crate::base::RuleBase;
use crate::base::facts::Fact;
use crate::base::ids::TermId;
use crate::base::range::Range;
use crate::base::vocabulary::{Dimension, Vocabulary};
use crate::cli::load::load;
use crate::cli::{Failure, SUCCESS, output};
use crate::render::sheet::push_cell;
use crate::situation::Situation;
use crate::text::{Lang, Text};

pub(super) fn run(lang: Lang, matches: &ArgMatches) -> Result<u8, Failure> {
    let base = load(lang, matches)?.base;
    let text = match matches.get_one::<String>("kind").map(String::as_str) {
        Some("table") => table(lang, &base.vocabulary),
        Some("form") => form(lang, &base),
        Some("case") => case(lang, &base),
        Some("vignette") => vignette(lang, &base),
        _ => situation(lang, &base.vocabulary),
    };
    output::text(lang, matches, &text)?;
    Ok(SUCCESS)
}

/// The key of a heading in the language of the file.
fn key(lang: Lang, id: &str, label: &Text) -> String {
    match lang {
        Lang::En => id.to_owned(),
        Lang::Fr => label.fr.to_lowercase(),
    }
}

fn situation(lang: Lang, vocabulary: &Vocabulary) -> String {
    let t = |fr: &'static str, en: &'static str| lang.pick(fr, en);
    let mut out = String::new();
    let _ = writeln!(
        out,
        "# {}",
        t(
            "Une situation. Gardez ce qui est vrai, retirez le reste ; une rubrique retirée n’est pas encore renseignée.",
            "One situation. Keep what is true, remove the rest; a heading removed is not answered yet.",
        )
    );
    let _ = writeln!(
        out,
        "# {}",
        t("Puis : coopform recommend CE-FICHIER.yaml", "Then: coopform recommend THIS-FILE.yaml")
    );
    let _ = writeln!(out, "\n{}: {}", t("nom", "name"), t("Ma situation", "My situation"));
    for dimension in &vocabulary.dimensions {
        let _ = writeln!(out, "\n# {}", heading_comment(lang, dimension));
        let _ = writeln!(out, "{}:", key(lang, &dimension.id.value, &dimension.label));
        for index in dimension.terms.clone() {
            let term = &vocabulary.terms[index];
            let written = if dimension.counted {
                format!("{{ {}: {}, {}: 1 }}", t("type", "kind"), term.id.value, t("nombre", "count"))
            } else {
                term.id.value.clone()
            };
            let _ = writeln!(out, "#  - {written}  # {}", term.pref_label.get(lang));
        }
    }
    let _ = writeln!(
        out,
        "\n# {}",
        t("Nombres : 3, ou une fourchette « 3 à 5 »", "Numbers: 3, or a range “3 to 5”")
    );
    let _ = writeln!(out, "{}:", t("échelle", "scale"));
    for quantity in &vocabulary.quantities {
        let _ = writeln!(
            out,
            "#  {}: 1  # {}",
            key(lang, &quantity.id.value, &quantity.label),
            quantity.label.get(lang)
        );
    }
    let _ = writeln!(
        out,
        "\n# {}",
        t(
            "Ce que vous ne savez pas : des rubriques ou des termes",
            "What you do not know: headings or terms"
        )
    );
    let _ = writeln!(out, "{}: []", t("inconnu", "unknown"));
    let _ =
        writeln!(out, "# {}", t("Ce dont vous savez que ce n’est pas le cas", "What you know not to be so"));
    let _ = writeln!(out, "{}: []", t("non", "not"));
    out
}

fn heading_comment(lang: Lang, dimension: &Dimension) -> String {
    let label = dimension.label.get(lang);
    let complete = dimension.counted || dimension.reading == crate::base::vocabulary::Reading::Complete;
    match (lang, complete) {
        (Lang::Fr, true) => format!("{label} : ce qui n’est pas cité est « non »"),
        (Lang::Fr, false) => format!("{label} : ce qui n’est pas cité reste inconnu"),
        (Lang::En, true) => format!("{label}: what is not listed is “no”"),
        (Lang::En, false) => format!("{label}: what is not listed stays unknown"),
    }
}

fn table(lang: Lang, vocabulary: &Vocabulary) -> String {
    let delimiter = if lang == Lang::Fr { b';' } else { b',' };
    let mut header = vec![lang.pick("Nom", "Name").to_owned()];
    header.extend(vocabulary.dimensions.iter().map(|d| d.label.get(lang).to_owned()));
    header.push(lang.pick("Échelle", "Scale").to_owned());
    let example = |dimension: &Dimension| {
        let terms: Vec<String> = dimension
            .terms
            .clone()
            .take(1)
            .map(|i| vocabulary.terms[i].pref_label.get(lang).to_owned())
            .collect();
        match (dimension.counted, terms.first()) {
            (true, Some(kind)) => format!("2 {kind}"),
            (false, Some(term)) => term.clone(),
            _ => String::new(),
        }
    };
    let mut row = vec![lang.pick("Exemple à remplacer", "Example to replace").to_owned()];
    row.extend(vocabulary.dimensions.iter().map(example));
    row.push(vocabulary.quantities.first().map(|q| format!("2 {}", q.label.get(lang))).unwrap_or_default());
    let mut bytes = Vec::new();
    for cells in [header, row] {
        for (index, cell) in cells.iter().enumerate() {
            if index > 0 {
                bytes.push(delimiter);
            }
            push_cell(&mut bytes, cell, delimiter);
        }
        bytes.extend_from_slice(b"\r\n");
    }
    String::from_utf8(bytes).unwrap_or_default()
}

fn form(lang: Lang, base: &RuleBase) -> String {
    let t = |fr: &'static str, en: &'static str| lang.pick(fr, en);
    let both = "{ fr: …, en: … }";
    let mut out = format!(
        "# {}\n",
        t("Une forme : un fichier rules/forms/<id>.yaml", "One form: a file rules/forms/<id>.yaml")
    );
    let _ = writeln!(out, "id: {}\norder: {}", t("ma-forme", "my-form"), base.forms.len() + 1);
    let levels: Vec<&str> = base.vocabulary.levels.iter().map(|l| l.id.value.as_str()).collect();
    if let Some(first) = levels.first() {
        let _ = writeln!(out, "level: {first}  # {}", levels.join(", "));
    }
    let _ = writeln!(out, "label: {both}");
    out.push_str(
        "grammar: { fr: { article: la, gender: f }, en: { article: a } }\nlegal_basis: []\nsheet:\n",
    );
    for heading in &base.vocabulary.sheet {
        let value = if heading.list { format!("[{both}]") } else { both.to_owned() };
        let _ = writeln!(out, "  {}: {value}  # {}", heading.id.value, heading.label.get(lang));
    }
    let _ = writeln!(
        out,
        "# document:  # {}\n#   name: {both}\n#   steps:\n#     - {{ act: {both}, before: {both}, requirements: [{}], article: … }}",
        t(
            "le document à rédiger ensuite, pour « coopform draft »",
            "the document to draw up next, for “coopform draft”"
        ),
        t("ma-condition", "my-requirement")
    );
    out.push_str("leads_to: []  # - { form: …, when: { fr: …, en: … } }\n");
    out.push_str("combines_with: []  # - { form: …, how: { fr: …, en: … } }\n");
    out.push_str("confused_with: []  # - { form: …, test: { fr: …, en: … } }\n");
    let _ = writeln!(out, "requirements:\n  - id: {}", t("ma-condition", "my-requirement"));
    let dimension = base.vocabulary.dimensions.first();
    let term = dimension.and_then(|d| base.vocabulary.terms.get(d.terms.start));
    let when = match (dimension, term) {
        (Some(dimension), Some(term)) => format!("{{ {}: {} }}", dimension.id.value, term.id.value),
        _ => "{ … }".to_owned(),
    };
    let _ = writeln!(out, "    when: {when}\n    because: {both}");
    let _ = writeln!(
        out,
        "    source: {{ article: …, checked: 2026-11 }}\narguments:\n  - id: {}",
        t("mon-argument", "my-argument")
    );
    let strengths: Vec<&str> = base.vocabulary.strengths.iter().map(|s| s.id.value.as_str()).collect();
    let _ = writeln!(
        out,
        "    for: {}  # {}",
        strengths.first().copied().unwrap_or_default(),
        strengths.join(", ")
    );
    let _ = writeln!(out, "    when: {when}\n    because: {both}\n    expert: true");
    out
}

fn case(lang: Lang, base: &RuleBase) -> String {
    let t = |fr: &'static str, en: &'static str| lang.pick(fr, en);
    let both = "{ fr: …, en: … }";
    let mut out = format!(
        "# {}\n",
        t("Un cas de référence : un fichier cases/<id>.yaml", "One reference case: a file cases/<id>.yaml")
    );
    let _ = write!(out, "id: {}\nname: {both}\nplace: {both}\nyear: {both}\n", t("mon-cas", "my-case"));
    push_headings(&mut out, lang, &base.vocabulary);
    let or = t(
        "ou, hors du catalogue, outside: { fr: …, en: … }",
        "or, outside the catalogue, outside: { fr: …, en: … }",
    );
    let _ = writeln!(out, "form: {}  # {or}\ntold:", first_form(base));
    for heading in &base.vocabulary.told {
        let _ = writeln!(out, "  {}: [{both}]", heading.id.value);
    }
    let raw: Vec<String> = base.vocabulary.told.iter().map(|h| format!("{}: []", h.id.value)).collect();
    let _ = writeln!(
        out,
        "raw: {{ {} }}  # {}",
        raw.join(", "),
        t("les mots d’un praticien, en français", "a practitioner’s words, in French")
    );
    let optional = t("à supprimer si ce n’est pas documenté", "to be deleted if it is not documented");
    let _ = write!(
        out,
        "governance: {both}  # {optional}\nfollowed: {both}  # {optional}\nsources: [{{ title: …, year: 2026 }}]\n"
    );
    out
}

fn vignette(lang: Lang, base: &RuleBase) -> String {
    let t = |fr: &'static str, en: &'static str| lang.pick(fr, en);
    let mut out = format!(
        "# {}\nid: {}\ntitle: {{ fr: …, en: … }}\n",
        t(
            "Une vignette, situation inventée que « check » vérifie : un fichier rules/vignettes/<id>.yaml",
            "One vignette, an invented situation that “check” verifies: a file rules/vignettes/<id>.yaml",
        ),
        t("ma-vignette", "my-vignette")
    );
    push_headings(&mut out, lang, &base.vocabulary);
    let _ = write!(
        out,
        "expected: [{}]  # {}\nacceptable: []  # {}\nexcluded: []  # {}\n",
        first_form(base),
        t("doit venir en premier", "must come first"),
        t("ne doivent pas être exclues", "must not be excluded"),
        t("doivent être exclues", "must be excluded"),
    );
    out
}

fn push_headings(out: &mut String, lang: Lang, vocabulary: &Vocabulary) {
    out.push_str("situation:\n");
    for dimension in &vocabulary.dimensions {
        let _ = writeln!(out, "  {}:  # {}", dimension.id.value, dimension.label.get(lang));
    }
}

fn first_form(base: &RuleBase) -> &str {
    base.forms.first().map_or("…", |form| form.id.value.as_str())
}

/// A situation as the program writes it.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Written {
    Text(String),
    Number(u32),
    List(Vec<Written>),
    Map(IndexMap<String, Written>),
}

/// A situation in the notation of a situation file: terms by id, keys in a language.
pub(super) fn written(lang: Lang, base: &RuleBase, situation: &Situation, name: &str) -> Written {
    let vocabulary = &base.vocabulary;
    let said = &situation.said;
    let word = |fr: &str, en: &str| lang.pick(fr, en).to_owned();
    let mut map = IndexMap::from([(word("nom", "name"), Written::Text(name.to_owned()))]);
    let id = |term: TermId| vocabulary.term(term).id.value.clone();
    for &dimension in &said.given {
        let here = |term: TermId| vocabulary.term(term).dimension == dimension;
        let terms = said.terms.iter().filter(|(t, fact)| here(*t) && *fact == Fact::Yes);
        let partners = said.partners.iter().filter(|(kind, _)| here(*kind)).map(|&(kind, count)| {
            let mut partner = IndexMap::from([(word("type", "kind"), Written::Text(id(kind)))]);
            if count != Range::SOME {
                partner.insert(word("nombre", "count"), number(lang, count));
            }
            Written::Map(partner)
        });
        let all = terms.map(|(t, _)| Written::Text(id(*t))).chain(partners).collect();
        let heading = vocabulary.dimension(dimension);
        map.insert(key(lang, &heading.id.value, &heading.label), Written::List(all));
    }
    if !said.quantities.is_empty() {
        let quantities = said.quantities.iter().map(|(quantity, range)| {
            let quantity = &vocabulary.quantities[quantity.index()];
            (key(lang, &quantity.id.value, &quantity.label), number(lang, *range))
        });
        map.insert(word("échelle", "scale"), Written::Map(quantities.collect()));
    }
    let dimensions = said.unknown_dimensions.iter().map(|&d| vocabulary.dimension(d).id.value.clone());
    let of_fact =
        |wanted: Fact| said.terms.iter().filter(move |(_, fact)| *fact == wanted).map(|(t, _)| id(*t));
    let unknown: Vec<Written> = dimensions.chain(of_fact(Fact::Unknown)).map(Written::Text).collect();
    let not: Vec<Written> = of_fact(Fact::No).map(Written::Text).collect();
    for (key, list) in [(word("inconnu", "unknown"), unknown), (word("non", "not"), not)] {
        if !list.is_empty() {
            map.insert(key, Written::List(list));
        }
    }
    Written::Map(map)
}

fn number(lang: Lang, range: Range) -> Written {
    match range {
        Range { min, max } if min == max => Written::Number(min),
        Range { min, max: Range::NO_LIMIT } => Written::Text(format!("{min}+")),
        Range { min, max } => Written::Text(format!("{min} {} {max}", lang.pick("à", "to"))),
    }
}
