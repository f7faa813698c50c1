//! `schema`: JSON Schemas (draft 2020-12) of the files that people write, for the completion and the checks
//! of their editors. The terms are those of the rule base in use.

use clap::ArgMatches;
use serde_json::{Map, Value, json};

use crate::base::RuleBase;
use crate::base::range::Range;
use crate::base::vocabulary::Vocabulary;
use crate::cli::load::load;
use crate::cli::{Failure, SUCCESS, output};
use crate::text::Lang;

pub(super) fn run(lang: Lang, matches: &ArgMatches) -> Result<u8, Failure> {
    let base = load(lang, matches)?.base;
    let kind = matches.get_one::<String>("kind").map_or("situation", String::as_str);
    let mut schema = match kind {
        "form" => form(&base),
        "case" => case(&base),
        "vignette" => vignette(&base),
        "vocabulary" => vocabulary(),
        "draft" => outline(&base.vocabulary),
        _ => situation(&base.vocabulary),
    };
    if let Value::Object(members) = &mut schema {
        if kind != "vocabulary" {
            let mut shared = definitions(lang, &base.vocabulary);
            if kind == "form" {
                shared.insert("condition".to_owned(), condition(&base.vocabulary));
            }
            members.insert("$defs".to_owned(), Value::Object(shared));
        }
        members.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
        members.insert("title".to_owned(), json!(format!("coopform: {kind}")));
    }
    let mut text = serde_json::to_string_pretty(&schema).map_err(|error| Failure::new(error.to_string()))?;
    text.push('\n');
    output::to_stdout(lang, text.as_bytes())?;
    Ok(SUCCESS)
}

fn object(properties: Map<String, Value>, required: &[&str]) -> Value {
    json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false })
}

fn map<const N: usize>(members: [(&str, Value); N]) -> Map<String, Value> {
    members.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

fn list(items: Value) -> Value {
    json!({ "type": "array", "items": items })
}

fn both() -> Value {
    let text = json!({ "type": "string", "minLength": 1 });
    object(map([("fr", text.clone()), ("en", text)]), &["fr", "en"])
}

fn text() -> Value {
    json!({ "type": "string", "minLength": 1 })
}

fn id() -> Value {
    json!({ "type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$" })
}

fn whole(min: u32, max: u32) -> Value {
    json!({ "type": "integer", "minimum": min, "maximum": max })
}

/// The terms of a dimension, by reference.
fn terms(vocabulary: &Vocabulary, index: usize) -> Value {
    json!({ "$ref": format!("#/$defs/{}", vocabulary.dimensions[index].id.value) })
}

/// The terms of every dimension, each with its label.
fn definitions(lang: Lang, vocabulary: &Vocabulary) -> Map<String, Value> {
    let all = vocabulary.dimensions.iter().enumerate();
    all.map(|(index, dimension)| (dimension.id.value.clone(), listed(lang, vocabulary, index))).collect()
}

fn listed(lang: Lang, vocabulary: &Vocabulary, index: usize) -> Value {
    let named = vocabulary.dimensions[index].terms.clone().map(|i| {
        let term = &vocabulary.terms[i];
        json!({ "const": term.id.value, "title": term.pref_label.get(lang), "description": term.definition.get(lang) })
    });
    json!({ "oneOf": named.collect::<Vec<_>>() })
}

fn one_or_many(item: Value) -> Value {
    json!({ "anyOf": [item.clone(), list(item)] })
}

fn situation(vocabulary: &Vocabulary) -> Value {
    let range = json!({ "anyOf": [whole(0, Range::LARGEST), text()] });
    let mut properties =
        map([("name", text()), ("unknown", one_or_many(text())), ("not", one_or_many(text()))]);
    for (index, dimension) in vocabulary.dimensions.iter().enumerate() {
        let term = terms(vocabulary, index);
        let item = if dimension.counted {
            let partner = object(map([("kind", term), ("count", range.clone())]), &["kind"]);
            json!({ "anyOf": [partner, text()] })
        } else {
            // Labels are accepted as well as ids.
            json!({ "anyOf": [term, text()] })
        };
        properties.insert(dimension.id.value.clone(), one_or_many(item));
    }
    let scale = vocabulary.quantities.iter().map(|q| (q.id.value.clone(), range.clone())).collect();
    properties.insert("scale".to_owned(), object(scale, &[]));
    // French keys and labels are accepted as well.
    json!({ "type": "object", "properties": properties })
}

fn condition(vocabulary: &Vocabulary) -> Value {
    let nested = json!({ "$ref": "#/$defs/condition" });
    let bound = whole(0, Range::LARGEST);
    let bounds = map([("at_least", bound.clone()), ("at_most", bound.clone()), ("exactly", bound)]);
    let mut properties = map([("all", list(nested.clone())), ("any", list(nested.clone())), ("not", nested)]);
    let scale =
        vocabulary.quantities.iter().map(|q| (q.id.value.clone(), object(bounds.clone(), &[]))).collect();
    properties.insert("scale".to_owned(), object(scale, &[]));
    for (index, dimension) in vocabulary.dimensions.iter().enumerate() {
        let terms = one_or_many(terms(vocabulary, index));
        let mut tests = map([("any", terms.clone()), ("all", terms.clone()), ("none", terms.clone())]);
        if dimension.counted {
            let mut count = bounds.clone();
            count.insert("of".to_owned(), terms.clone());
            tests.insert("only".to_owned(), terms.clone());
            tests.insert("count".to_owned(), one_or_many(object(count, &[])));
        }
        properties.insert(dimension.id.value.clone(), json!({ "anyOf": [terms, object(tests, &[])] }));
    }
    json!({ "type": "object", "properties": properties, "additionalProperties": false, "minProperties": 1 })
}

fn form(base: &RuleBase) -> Value {
    let vocabulary = &base.vocabulary;
    let form = json!({ "enum": base.forms.iter().map(|f| f.id.value.as_str()).collect::<Vec<_>>() });
    let cases = list(json!({ "enum": base.cases.iter().map(|c| c.id.value.as_str()).collect::<Vec<_>>() }));
    let strength =
        json!({ "enum": vocabulary.strengths.iter().map(|s| s.id.value.as_str()).collect::<Vec<_>>() });
    let level = json!({ "enum": vocabulary.levels.iter().map(|l| l.id.value.as_str()).collect::<Vec<_>>() });
    let when = json!({ "$ref": "#/$defs/condition" });
    let french = object(
        map([
            ("article", json!({ "enum": ["le", "la", "l’", "les"] })),
            ("gender", json!({ "enum": ["m", "f"] })),
        ]),
        &["article", "gender"],
    );
    let english = object(
        map([("article", json!({ "enum": ["a", "an", "none"] })), ("capital", json!({ "type": "boolean" }))]),
        &["article"],
    );
    let sheet = vocabulary
        .sheet
        .iter()
        .map(|h| (h.id.value.clone(), if h.list { list(both()) } else { both() }))
        .collect();
    let headings: Vec<&str> = vocabulary.sheet.iter().map(|h| h.id.value.as_str()).collect();
    let law = object(
        map([
            ("article", json!({ "anyOf": [text(), both()] })),
            ("checked", text()),
            ("recheck", json!({ "type": "boolean" })),
        ]),
        &["article", "checked"],
    );
    let requirement = object(
        map([("id", id()), ("when", when.clone()), ("because", both()), ("source", law)]),
        &["id", "when", "because", "source"],
    );
    let argument = object(
        map([
            ("id", id()),
            ("for", strength.clone()),
            ("against", strength),
            ("when", when),
            ("because", both()),
            ("cases", cases),
            ("sources", list(text())),
            ("expert", json!({ "type": "boolean" })),
        ]),
        &["id", "when", "because"],
    );
    let step = object(
        map([
            ("act", both()),
            ("before", both()),
            ("requirements", list(id())),
            ("article", json!({ "anyOf": [text(), both()] })),
        ]),
        &["act"],
    );
    let document = object(map([("name", both()), ("steps", list(step))]), &["name", "steps"]);
    let neighbours = |said| list(object(map([("form", form.clone()), (said, both())]), &["form", said]));
    let source = object(
        map([
            ("id", id()),
            ("title", text()),
            ("url", text()),
            ("year", json!({ "type": ["integer", "string"] })),
        ]),
        &["id", "title"],
    );
    object(
        map([
            ("id", id()),
            ("order", whole(1, 1000)),
            ("level", level),
            ("label", both()),
            ("grammar", object(map([("fr", french), ("en", english)]), &["fr", "en"])),
            ("legal_basis", list(text())),
            ("sheet", object(sheet, &headings)),
            ("document", document),
            ("leads_to", neighbours("when")),
            ("combines_with", neighbours("how")),
            ("confused_with", neighbours("test")),
            ("requirements", list(requirement)),
            ("arguments", list(argument)),
            ("sources", list(source)),
        ]),
        &[
            "id",
            "order",
            "label",
            "grammar",
            "legal_basis",
            "sheet",
            "leads_to",
            "combines_with",
            "confused_with",
            "requirements",
            "arguments",
        ],
    )
}

fn case(base: &RuleBase) -> Value {
    let forms = json!({ "enum": base.forms.iter().map(|f| f.id.value.as_str()).collect::<Vec<_>>() });
    let by_heading = |item: fn() -> Value| {
        base.vocabulary.told.iter().map(|h| (h.id.value.clone(), list(item()))).collect()
    };
    let (told, raw) = (by_heading(both), by_heading(text));
    let source = object(
        map([("title", text()), ("url", text()), ("year", json!({ "type": ["integer", "string"] }))]),
        &["title"],
    );
    object(
        map([
            ("id", id()),
            ("name", both()),
            ("place", both()),
            ("year", both()),
            ("situation", situation(&base.vocabulary)),
            ("raw", object(raw, &[])),
            ("form", forms),
            ("outside", both()),
            ("told", object(told, &[])),
            ("governance", both()),
            ("followed", both()),
            ("sources", list(source)),
            ("dissent", both()),
        ]),
        &["id", "name", "place", "year", "situation", "told", "sources"],
    )
}

fn vignette(base: &RuleBase) -> Value {
    let forms = list(json!({ "enum": base.forms.iter().map(|f| f.id.value.as_str()).collect::<Vec<_>>() }));
    object(
        map([
            ("id", id()),
            ("title", both()),
            ("situation", situation(&base.vocabulary)),
            ("expected", forms.clone()),
            ("acceptable", forms.clone()),
            ("excluded", forms),
        ]),
        &["id", "title", "situation", "expected"],
    )
}

fn outline(vocabulary: &Vocabulary) -> Value {
    let named = |ids: Vec<&str>| json!({ "enum": ids });
    let blank = object(map([("what", both()), ("guidance", both())]), &["what", "guidance"]);
    let dimensions = named(vocabulary.dimensions.iter().map(|d| d.id.value.as_str()).collect());
    let terms = named(vocabulary.terms.iter().map(|t| t.id.value.as_str()).collect());
    let quantities = named(vocabulary.quantities.iter().map(|q| q.id.value.as_str()).collect());
    let sheet = named(vocabulary.sheet.iter().map(|h| h.id.value.as_str()).collect());
    let draw = json!({ "oneOf": [
        object(map([("dimension", dimensions), ("each", blank.clone())]), &["dimension"]),
        object(map([("terms", list(terms))]), &["terms"]),
        object(map([("quantities", list(quantities))]), &["quantities"]),
        object(map([("sheet", sheet)]), &["sheet"]),
        object(map([("show", named(vec!["law", "cases", "steps", "answers"]))]), &["show"]),
    ] });
    let section = object(
        map([("id", id()), ("label", both()), ("draws", list(draw)), ("blanks", list(blank))]),
        &["id", "label"],
    );
    object(map([("sections", list(section))]), &["sections"])
}

fn vocabulary() -> Value {
    let labels = object(map([("fr", list(text())), ("en", list(text()))]), &[]);
    let hand = json!({ "enum": ["ours", "negotiable", "given"] });
    let flag = json!({ "type": "boolean" });
    let term = object(
        map([
            ("id", id()),
            ("pref_label", both()),
            ("alt_labels", labels.clone()),
            ("definition", both()),
            ("broader", one_or_many(id())),
            ("hand", hand.clone()),
            ("answers", json!({ "enum": ["judged", "established"] })),
            ("party", flag.clone()),
            ("unique", flag.clone()),
        ]),
        &["id", "pref_label", "definition"],
    );
    let dimension = object(
        map([
            ("id", id()),
            ("label", both()),
            ("alt_labels", labels.clone()),
            ("counted", flag.clone()),
            ("reading", json!({ "enum": ["complete", "open"] })),
            ("answers", json!({ "enum": ["judged", "established"] })),
            ("hand", hand),
            ("weight", whole(1, 10)),
            ("exclusive", list(list(id()))),
            ("terms", list(term)),
        ]),
        &["id", "label", "reading", "answers", "hand", "weight", "terms"],
    );
    let french = object(
        map([("one", text()), ("many", text()), ("gender", json!({ "enum": ["m", "f"] }))]),
        &["one", "many", "gender"],
    );
    let english = object(map([("one", text()), ("many", text())]), &["one", "many"]);
    let noun = object(map([("fr", french), ("en", english)]), &["fr", "en"]);
    let heading = object(
        map([
            ("id", text()),
            ("label", both()),
            ("list", flag.clone()),
            ("compared", flag.clone()),
            ("in_note", flag),
        ]),
        &["id", "label"],
    );
    let strength = object(
        map([("id", id()), ("points", whole(1, 1000)), ("label", both()), ("feminine", text())]),
        &["id", "points", "label"],
    );
    let quantity = object(
        map([("id", id()), ("label", both()), ("alt_labels", labels), ("max", whole(1, Range::LARGEST))]),
        &["id", "label", "max"],
    );
    let pointer = object(
        map([("id", id()), ("label", both()), ("when", json!({ "type": "object" })), ("because", both())]),
        &["id", "label", "when", "because"],
    );
    let reminder = object(
        map([("id", id()), ("when", json!({ "type": "object" })), ("because", both())]),
        &["id", "when", "because"],
    );
    object(
        map([
            ("version", text()),
            ("subject", object(map([("form", noun), ("caution", both())]), &["form", "caution"])),
            ("threshold", whole(1, 1000)),
            ("strengths", list(strength)),
            ("levels", list(object(map([("id", id()), ("label", both())]), &["id", "label"]))),
            ("sheet", list(heading.clone())),
            ("told", list(heading)),
            ("dimensions", list(dimension)),
            ("quantities", list(quantity)),
            ("pointers", list(pointer)),
            ("reminders", list(reminder)),
        ]),
        &["version", "subject", "threshold", "strengths", "sheet", "told", "dimensions"],
    )
}
