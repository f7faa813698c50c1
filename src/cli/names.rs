//! What the user names on the command line: a form, a term, a quantity, by id or by label.

use crate::base::RuleBase;
use crate::base::change::Subject;
use crate::base::ids::{CaseId, FormId, QuantityId, TermId};
use crate::cli::Failure;
use crate::render::words::enumerate;
use crate::text::{Lang, Near, closest, fold};

/// So many names are proposed for one that is not known, at most.
const PROPOSED: usize = 4;

/// The form called so: an id or a name in either language.
pub(super) fn find_form(lang: Lang, base: &RuleBase, name: &str) -> Result<FormId, Failure> {
    let names: Vec<[&str; 3]> =
        base.forms.iter().map(|f| [f.id.value.as_str(), &f.label.fr, &f.label.en]).collect();
    find(lang, &names, name, "coopform forms").map(FormId::new)
}

/// The case called so.
pub(super) fn find_case(lang: Lang, base: &RuleBase, name: &str) -> Result<CaseId, Failure> {
    let names: Vec<[&str; 3]> =
        base.cases.iter().map(|c| [c.id.value.as_str(), &c.name.fr, &c.name.en]).collect();
    find(lang, &names, name, "coopform cases").map(CaseId::new)
}

/// The index of what is called so: an id or a name in either language, as the user writes it. `list` is the command
/// that shows all the names.
fn find(lang: Lang, names: &[[&str; 3]], asked: &str, list: &str) -> Result<usize, Failure> {
    let folded = fold(asked);
    if let Some(index) = names.iter().position(|all| all.iter().any(|name| fold(name) == folded)) {
        return Ok(index);
    }
    let meant: Vec<String> = near(names, &folded)
        .into_iter()
        .map(|index| match lang {
            Lang::Fr => format!("« {} »", names[index][0]),
            Lang::En => format!("“{}”", names[index][0]),
        })
        .collect();
    let hint = match (meant.is_empty(), lang) {
        (false, Lang::Fr) => format!("Vouliez-vous dire {} ?", enumerate(&meant, "ou")),
        (false, Lang::En) => format!("Did you mean {}?", enumerate(&meant, "or")),
        (true, Lang::Fr) => format!("La liste : {list}"),
        (true, Lang::En) => format!("The list: {list}"),
    };
    Err(Failure::usage(match lang {
        Lang::Fr => format!("rien ne s’appelle « {asked} ». {hint}"),
        Lang::En => format!("nothing is called “{asked}”. {hint}"),
    }))
}

/// What a name that is not known may mean: the one nearest to it, else those that share most of its words.
fn near(names: &[[&str; 3]], folded: &str) -> Vec<usize> {
    let all: Vec<(usize, String)> = names
        .iter()
        .enumerate()
        .flat_map(|(index, all)| all.iter().map(move |name| (index, fold(name))))
        .collect();
    let nearest = closest(folded, all.iter().map(|(_, name)| name.as_str()));
    let one = |near: Near| all.get(near.index).map(|(index, _)| *index).into_iter().collect();
    if let Some(near) = nearest.filter(|near| near.typing_error) {
        return one(near);
    }
    let words = |text: &str| -> Vec<String> {
        let letters = text.split(|c: char| !c.is_alphanumeric());
        letters.filter(|word| word.chars().count() > 3).map(str::to_owned).collect()
    };
    let asked = words(folded);
    let shared = |index: usize| {
        let known: Vec<String> = names[index].iter().flat_map(|name| words(&fold(name))).collect();
        asked.iter().filter(|word| known.contains(word)).count()
    };
    let mut found: Vec<(usize, usize)> =
        (0..names.len()).map(|index| (shared(index), index)).filter(|(shared, _)| *shared > 0).collect();
    found.sort_by_key(|&(shared, index)| (std::cmp::Reverse(shared), index));
    if found.is_empty() {
        return nearest.map(one).unwrap_or_default();
    }
    let most = found.first().map_or(0, |(shared, _)| *shared);
    found
        .into_iter()
        .take_while(|(shared, _)| *shared == most)
        .map(|(_, index)| index)
        .take(PROPOSED)
        .collect()
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
    let index = find(lang, &names, name, "coopform template situation")?;
    Ok(match index.checked_sub(vocabulary.terms.len()) {
        None => Subject::Term(TermId::new(index)),
        Some(quantity) => Subject::Quantity(QuantityId::new(quantity)),
    })
}
