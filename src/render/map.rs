//! The map of the forms: level by level, where each may lead, what it combines with. As a page, as data, and as
//! a graph for Graphviz.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::base::form::Neighbour;
use crate::base::ids::FormId;
use crate::render::page::{Block, Figure, Item, Page, Table, shown, typeset};
use crate::render::svg;
use crate::render::svg::map::Column;
use crate::render::words::{Words, sentence, upper_first};
use crate::text::Lang;

impl Words<'_> {
    /// The forms by level, from the lightest; those without a level last.
    pub(super) fn columns(&self) -> Vec<Column> {
        let levels = &self.base.vocabulary.levels;
        let mut columns: Vec<Column> = levels
            .iter()
            .map(|level| Column { label: level.label.get(self.lang).to_owned(), forms: Vec::new() })
            .collect();
        let unsorted =
            if levels.is_empty() { "" } else { self.pick("Niveau non précisé", "Level not given") };
        columns.push(Column { label: unsorted.to_owned(), forms: Vec::new() });
        for form in self.base.form_ids() {
            let level = self.form(form).level.map_or(levels.len(), |level| level.index());
            columns[level].forms.push(form);
        }
        columns.retain(|column| !column.forms.is_empty());
        columns
    }

    /// What a form combines with, whichever of the two says so, and how; in catalogue order.
    pub(super) fn combinations(&self, form: FormId) -> Vec<(FormId, &str)> {
        let said = |here: FormId, there: FormId| {
            self.form(here).combines_with.iter().find(move |neighbour| neighbour.form == there)
        };
        let others = self.base.form_ids().filter(|&other| other != form);
        let found =
            others.filter_map(|other| said(form, other).or_else(|| said(other, form)).map(|n| (other, n)));
        found.map(|(other, neighbour)| (other, neighbour.text.get(self.lang))).collect()
    }

    /// The forms that may lead to a form, and when.
    pub(super) fn ways_to(&self, form: FormId) -> Vec<(FormId, &str)> {
        let ways = self.base.form_ids().flat_map(|other| {
            let leads = self.form(other).leads_to.iter().filter(move |next| next.form == form);
            leads.map(move |next| (other, next.text.get(self.lang)))
        });
        ways.collect()
    }

    /// The number of a form on the map: its place in the catalogue.
    pub(super) fn number(&self, form: FormId) -> String {
        (form.index() + 1).to_string()
    }
}

/// The map of every form.
pub fn map(words: &Words<'_>) -> Page {
    let many = words.base.vocabulary.form.many.get(words.lang);
    let mut page = Page::new(words.lang, format!("{} {many}", words.pick("Carte des", "Map of the")));
    page.figure(map_figure(words));
    page.foot(words.caution());
    page
}

/// The map of every form, as a picture and a table.
pub fn map_figure(words: &Words<'_>) -> Figure {
    let columns = words.columns();
    let sorted = !words.base.vocabulary.levels.is_empty();
    let mut header = vec![words.pick("Nom", "Name").to_owned()];
    header.extend(sorted.then(|| words.pick("Niveau", "Level").to_owned()));
    header.push(words.pick("Peut préparer", "May lead to").to_owned());
    header.push(words.pick("Se combine avec", "Combines with").to_owned());
    let mut rows = Vec::new();
    for column in &columns {
        for &form in &column.forms {
            let next: Vec<FormId> = words.form(form).leads_to.iter().map(|next| next.form).collect();
            let with: Vec<FormId> = words.combinations(form).into_iter().map(|(other, _)| other).collect();
            let mut row = vec![words.heading(form).to_owned()];
            row.extend(sorted.then(|| column.label.clone()));
            row.extend([next, with].map(|forms| named(words, &forms)));
            rows.push(row);
        }
    }
    let caption = match sorted {
        true => words.pick(
            "Du plus souple au plus structuré, ce que chaque choix peut préparer et ce avec quoi il se combine",
            "From the lightest to the most structured, what each choice may lead to and what it combines with",
        ),
        false => words.pick(
            "Ce que chaque choix peut préparer et ce avec quoi il se combine",
            "What each choice may lead to and what it combines with",
        ),
    };
    let table = Table { caption: caption.to_owned(), header, rows, ..Table::default() };
    let picture = svg::map::draw(words, &columns, caption);
    Figure { told: told(words, &columns), ..Figure::new(picture, table) }
}

/// The map line by line.
fn told(words: &Words<'_>, columns: &[Column]) -> Vec<Block> {
    let mut lines = Page::new(words.lang, "");
    for column in columns {
        if !column.label.is_empty() {
            lines.heading(&column.label);
        }
        lines.list(column.forms.iter().map(|&form| {
            let next: Vec<FormId> = words.form(form).leads_to.iter().map(|next| next.form).collect();
            let with: Vec<FormId> = words.combinations(form).into_iter().map(|(other, _)| other).collect();
            let line = |label: &str, forms: &[FormId]| match forms {
                [] => String::new(),
                forms => format!("{label} {}", named(words, forms)),
            };
            Item::text(words.heading(form))
                .detail(line(words.pick("peut préparer :", "may lead to:"), &next))
                .detail(line(words.pick("se combine avec :", "combines with:"), &with))
        }));
    }
    lines.blocks
}

fn named(words: &Words<'_>, forms: &[FormId]) -> String {
    match forms {
        [] => "–".to_owned(),
        forms => {
            forms.iter().map(|&form| words.heading(form)).collect::<Vec<_>>().join(words.pick(" ; ", "; "))
        }
    }
}

/// The map around one form.
pub fn around(words: &Words<'_>, form: FormId) -> Page {
    let mut page = Page::new(
        words.lang,
        format!(
            "{}{} {}",
            words.heading(form),
            words.pick(" :", ":"),
            words.pick("ses voisins", "its neighbours")
        ),
    );
    let figure = around_figure(words, form);
    if figure.table.rows.is_empty() {
        page.paragraph(words.pick(
            "Aucun chemin n’y mène ni n’en part, et rien ne se combine avec.",
            "No way leads to it or from it, and nothing combines with it.",
        ));
    }
    page.figure(figure);
    page.foot(words.caution());
    page
}

/// The map around one form, as a picture and a table.
pub fn around_figure(words: &Words<'_>, form: FormId) -> Figure {
    let mut rows = Vec::new();
    let mut add = |link: &str, other: FormId, text: String| {
        rows.push(vec![words.heading(other).to_owned(), link.to_owned(), text]);
    };
    let when = |text: &str| sentence(&format!("{} {text}", words.pick("quand", "when")));
    for (other, text) in words.ways_to(form) {
        add(words.pick("peut y mener", "may lead to it"), other, when(text));
    }
    for Neighbour { form: other, text } in &words.form(form).leads_to {
        add(words.pick("peut en sortir", "may follow from it"), *other, when(text.get(words.lang)));
    }
    for (other, text) in words.combinations(form) {
        add(words.pick("se combine", "combines"), other, sentence(text));
    }
    let header = [("Nom", "Name"), ("Lien", "Link"), ("Quand, ou comment", "When, or how")];
    let header = header.map(|(fr, en)| words.pick(fr, en).to_owned()).to_vec();
    let caption = format!(
        "{}{}",
        words.pick("Autour ", "Around "),
        match words.lang {
            Lang::Fr => words.of_the(form),
            Lang::En => words.the(form),
        }
    );
    let picture = svg::around::draw(words, form, &caption);
    Figure::new(picture, Table { caption, header, rows, ..Table::default() })
}

impl Words<'_> {
    /// Whether a form is on a map: all of them are, or those linked to the one in the middle.
    fn is_near(&self, form: FormId, centre: Option<FormId>) -> bool {
        let links = |form: FormId| self.form(form).leads_to.iter().chain(&self.form(form).combines_with);
        let linked = |one: FormId, other: FormId| links(one).any(|neighbour| neighbour.form == other);
        centre.is_none_or(|centre| form == centre || linked(form, centre) || linked(centre, form))
    }

    /// The map as data, around one form if given: each form with its level, and its links by id.
    pub fn map_json(&self, around: Option<FormId>) -> Value {
        let levels = &self.base.vocabulary.levels;
        let level = |form: FormId| self.form(form).level.map(|level| levels[level.index()].id.value.as_str());
        let links = |neighbours: &[Neighbour], key: &str| -> Value {
            let one = |n: &Neighbour| json!({ "form": self.form_id(n.form), key: n.text.get(self.lang) });
            neighbours.iter().map(one).collect()
        };
        let forms = self.base.form_ids().filter(|&form| self.is_near(form, around)).map(|form| {
            json!({
                "id": self.form_id(form), "label": self.heading(form), "level": level(form),
                "leads_to": links(&self.form(form).leads_to, "when"),
                "combines_with": links(&self.form(form).combines_with, "how"),
            })
        });
        json!({
            "schema": "coopform/map/1",
            "rules_version": self.base.vocabulary.version,
            "levels": levels.iter().map(|l| json!({ "id": l.id.value, "label": l.label.get(self.lang) })).collect::<Vec<_>>(),
            "forms": forms.collect::<Vec<_>>(),
        })
    }

    /// The map as a graph in the language of Graphviz; around one form, if given.
    pub fn map_dot(&self, around: Option<FormId>) -> String {
        let mut out =
            String::from("digraph map {\n  rankdir=LR;\n  node [shape=box, fontname=\"sans-serif\"];\n");
        for (place, column) in self.columns().iter().enumerate() {
            let _ =
                writeln!(out, "  subgraph cluster_{place} {{\n    label={};", self.dot_text(&column.label));
            for &form in column.forms.iter().filter(|&&form| self.is_near(form, around)) {
                let bold = if around == Some(form) { ", penwidth=3" } else { "" };
                let (id, label) = (self.dot_text(self.form_id(form)), self.dot_text(self.heading(form)));
                let _ = writeln!(out, "    {id} [label={label}{bold}];");
            }
            out.push_str("  }\n");
        }
        let drawn = |one: FormId, other: FormId| match around {
            Some(centre) => one == centre || other == centre,
            None => true,
        };
        for form in self.base.form_ids() {
            let id = self.dot_text(self.form_id(form));
            for next in self.form(form).leads_to.iter().filter(|next| drawn(form, next.form)) {
                let when = self.dot_text(&upper_first(&format!(
                    "{} {}",
                    self.pick("quand", "when"),
                    next.text.get(self.lang)
                )));
                let _ = writeln!(
                    out,
                    "  {id} -> {} [edgetooltip={when}];",
                    self.dot_text(self.form_id(next.form))
                );
            }
            for (other, how) in
                self.combinations(form).into_iter().filter(|(other, _)| *other > form && drawn(form, *other))
            {
                let (other, how) = (self.dot_text(self.form_id(other)), self.dot_text(how));
                let _ = writeln!(
                    out,
                    "  {id} -> {other} [dir=none, style=dotted, constraint=false, edgetooltip={how}];"
                );
            }
        }
        out.push_str("}\n");
        out
    }

    /// A text between quotation marks of Graphviz, which reads `\` and `&` in its own way.
    fn dot_text(&self, text: &str) -> String {
        let mut quoted = String::from("\"");
        for c in typeset(self.lang, text).chars().map(shown) {
            match c {
                '"' => quoted.push_str("\\\""),
                '\\' => quoted.push_str("\\\\"),
                '\n' => quoted.push_str("\\n"),
                '&' => quoted.push_str("&amp;"),
                c => quoted.push(c),
            }
        }
        quoted.push('"');
        quoted
    }
}
