//! What the user names on the command line: a form, a term, a quantity, by id or by label.

use crate::base::RuleBase;
use crate::base::change::Subject;
use crate::base::ids::{FormId, QuantityId, TermId};
use crate::cli::Failure;
use crate::text::{Lang, closest, fold};

/// The form called so: an id or a name in either language.
pub(super) fn find_form(lang: Lang, base: &RuleBase, name: &str) -> Result<FormId, Failure> {
    let names: Vec<[&str; 3]> =
        base.forms.iter().map(|f| [f.id.value.as_str(), &f.label.fr, &f.label.en]).collect();
    find(lang, &names, name).map(FormId::new)
}

/// The index of what is called so: an id or a name in either language, as the user writes it.
pub(super) fn find(lang: Lang, names: &[[&str; 3]], asked: &str) -> Result<usize, Failure> {
    let folded = fold(asked);
    if let Some(index) = names.iter().position(|all| all.iter().any(|name| fold(name) == folded)) {
        return Ok(index);
    }
    let all: Vec<(usize, String)> = names
        .iter()
        .enumerate()
        .flat_map(|(index, all)| all.iter().map(move |name| (index, fold(name))))
        .collect();
    let near =
        closest(&folded, all.iter().map(|(_, name)| name.as_str())).and_then(|near| all.get(near.index));
    let hint = match (near, lang) {
        (Some((index, _)), Lang::Fr) => format!("Vouliez-vous dire « {} » ?", names[*index][0]),
        (Some((index, _)), Lang::En) => format!("Did you mean “{}”?", names[*index][0]),
        (None, _) => {
            let ids: Vec<&str> = names.iter().map(|all| all[0]).take(30).collect();
            let more = if names.len() > ids.len() { ", …" } else { "." };
            format!(
                "{}{} {}{more}",
                lang.pick("Noms possibles", "Possible names"),
                lang.pick(" :", ":"),
                ids.join(", ")
            )
        }
    };
    Err(Failure::usage(match lang {
        Lang::Fr => format!("rien ne s’appelle « {asked} ». {hint}"),
        Lang::En => format!("nothing is called “{asked}”. {hint}"),
    }))
}

/// What an answer is about: a term or a quantity.
pub(super) fn find_subject(lang: Lang, base: &RuleBase, name: &str) -> Result<Subject, Failure> {
    let vocabulary = &base.vocabulary;
    let terms = vocabulary.terms.iter().map(|t| [t.id.value.as_str(), &t.pref_label.fr, &t.pref_label.en]);
    let quantities = vocabulary.quantities.iter().map(|q| [q.id.value.as_str(), &q.label.fr, &q.label.en]);
    let names: Vec<[&str; 3]> = terms.chain(quantities).collect();
    if let Some(term) = vocabulary.term_named(name) {
        return Ok(Subject::Term(term));
    }
    let index = find(lang, &names, name)?;
    Ok(match index.checked_sub(vocabulary.terms.len()) {
        None => Subject::Term(TermId::new(index)),
        Some(quantity) => Subject::Quantity(QuantityId::new(quantity)),
    })
}
