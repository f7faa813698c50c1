//! The verdicts that hold whatever the missing answers, against every completion tried one by one.

use coopform::base::RuleBase;
use coopform::base::facts::{Fact, Facts, Said};
use coopform::base::ids::{FormId, QuantityId, TermId};
use coopform::base::range::Range;
use coopform::engine::outcome::{Robustness, Status};
use coopform::proof::Prover;

use crate::random::{self, Dice};
use crate::shipped;

/// A world in which a few answers are no longer known; partners are known, some in an uncertain number.
fn forget_a_few(dice: &mut Dice, base: &RuleBase, world: &Said) -> Said {
    let vocabulary = &base.vocabulary;
    let mut said = world.clone();
    for _ in 0..1 + dice.below(5) {
        let term = TermId::new(dice.below(vocabulary.terms.len()));
        if !vocabulary.is_counted(term) {
            said.terms.retain(|(t, _)| *t != term);
            said.terms.push((term, Fact::Unknown));
        }
    }
    let terms = said.terms.clone();
    for (term, fact) in &mut said.terms {
        let open =
            |&(t, f): &(TermId, Fact)| f == Fact::Unknown && t != *term && vocabulary.is_within(t, *term);
        if *fact == Fact::No && terms.iter().any(open) {
            *fact = Fact::Unknown;
        }
    }
    for (_, range) in &mut said.partners {
        if dice.once_in(3) {
            range.max += dice.below(3) as u32;
        }
    }
    if dice.once_in(2) {
        said.quantities.clear();
    }
    said
}

/// Every way of completing what was said, each fact written out; nothing when there are too many.
fn completions(base: &RuleBase, said: &Said) -> Option<Vec<Said>> {
    let vocabulary = &base.vocabulary;
    let facts = Facts::from_said(vocabulary, said);
    let terms = || (0..vocabulary.terms.len()).map(TermId::new).filter(|&t| !vocabulary.is_counted(t));
    let open: Vec<TermId> =
        terms().filter(|&t| matches!(facts.term(t), Fact::Unknown | Fact::Unasked)).collect();
    if open.len() > 9 {
        return None;
    }
    let mut all = Vec::new();
    for bits in 0..1u32 << open.len() {
        let fact = |term: TermId| match open.iter().position(|&t| t == term) {
            Some(at) if bits >> at & 1 == 1 => Fact::Yes,
            Some(_) => Fact::No,
            None => facts.term(term),
        };
        let yes = |term: TermId| fact(term) == Fact::Yes;
        let closed =
            terms().filter(|&t| yes(t)).all(|t| vocabulary.term(t).ancestors.iter().all(|&b| yes(b)));
        let groups = || vocabulary.dimensions.iter().flat_map(|dimension| &dimension.exclusive);
        if !closed || groups().any(|group| group.iter().filter(|&&t| yes(t)).count() > 1) {
            continue;
        }
        let mut whole = said.clone();
        whole.terms = terms().map(|t| (t, fact(t))).collect();
        all.push(whole);
    }
    for at in 0..said.partners.len() {
        let range = said.partners[at].1;
        all = spread(all, range, |whole, n| whole.partners[at].1 = Range::exactly(n));
    }
    let quantity = facts.quantity(QuantityId::new(0));
    let range = Range { min: quantity.min, max: quantity.max.min(9) };
    let all = spread(all, range, |whole, n| {
        whole.quantities.retain(|(quantity, _)| quantity.index() > 0);
        whole.quantities.push((QuantityId::new(0), Range::exactly(n)));
    });
    (all.len() <= 20_000).then_some(all)
}

fn spread(all: Vec<Said>, range: Range, set: impl Fn(&mut Said, u32)) -> Vec<Said> {
    let one = |whole: Said| {
        let set = &set;
        (range.min..=range.max)
            .map(move |n| {
                let mut whole = whole.clone();
                set(&mut whole, n);
                whole
            })
            .collect::<Vec<_>>()
    };
    all.into_iter().flat_map(one).collect()
}

#[test]
fn to_confirm_is_what_trying_every_completion_says() {
    let (mut changed, mut kept) = (0, 0);
    for seed in 40_000..40_800 {
        let mut dice = Dice(seed);
        let base = random::base(&mut dice, 4, 4);
        let prover = Prover::compile(&base);
        for _ in 0..3 {
            let world = random::world(&mut dice, &base);
            let partial = forget_a_few(&mut dice, &base, &world);
            let Some(all) = completions(&base, &partial) else { continue };
            let outcome = prover.outcome(&base, &partial);
            let leaders = outcome.leaders();
            if leaders.is_empty() {
                continue;
            }
            let differs =
                |whole: &Said| prover.engine().outcome(&base.vocabulary, whole).leaders() != leaders;
            let to_check = |form: &FormId| outcome.standing(*form).status == Status::ToCheck;
            let expected = leaders.iter().any(to_check) || all.iter().any(differs);
            let found = outcome.robustness;
            assert_ne!(found, Some(Robustness::NotProven), "seed {seed}\n{partial:?}");
            assert_eq!(found == Some(Robustness::ToConfirm), expected, "seed {seed}\n{partial:?}");
            if expected { changed += 1 } else { kept += 1 }
        }
    }
    assert!(changed > 200 && kept > 200, "{changed} to confirm, {kept} not");
}

#[test]
fn possible_first_is_what_trying_every_completion_says() {
    let (mut possible, mut out) = (0, 0);
    for seed in 50_000..50_500 {
        let mut dice = Dice(seed);
        let base = random::base(&mut dice, 4, 4);
        let prover = Prover::compile(&base);
        let world = random::world(&mut dice, &base);
        let partial = forget_a_few(&mut dice, &base, &world);
        let Some(all) = completions(&base, &partial) else { continue };
        let firsts: Vec<Vec<FormId>> =
            all.iter().map(|w| prover.engine().outcome(&base.vocabulary, w).leaders().to_vec()).collect();
        let facts = Facts::from_said(&base.vocabulary, &partial);
        let mut horizon = prover.horizon(&base, &facts, None);
        for form in base.form_ids() {
            let proof = horizon.possible_first(form, None);
            let expected = firsts.iter().any(|leaders| leaders.contains(&form));
            assert_eq!(proof.told(), Some(expected), "seed {seed}, {form:?}\n{partial:?}");
            if expected { possible += 1 } else { out += 1 }
        }
    }
    assert!(possible > 200 && out > 200, "{possible} possible, {out} out");
}

#[test]
fn on_the_shipped_rules_few_unknowns_are_told_as_trying_every_completion_says() {
    let base = shipped::base();
    let prover = Prover::compile(&base);
    let (mut changed, mut kept) = (0, 0);
    for seed in 0..400 {
        let mut dice = Dice(90_000 + seed);
        let mut world = random::world(&mut dice, &base);
        world.quantities = (0..base.vocabulary.quantities.len())
            .map(|at| (QuantityId::new(at), Range::exactly(1 + dice.below(4) as u32)))
            .collect();
        let mut partial = forget_a_few(&mut dice, &base, &world);
        partial.quantities = world.quantities.clone();
        let Some(all) = completions(&base, &partial) else { continue };
        let outcome = prover.outcome(&base, &partial);
        let leaders = outcome.leaders();
        if leaders.is_empty() || outcome.robustness == Some(Robustness::NotProven) {
            continue;
        }
        let differs = |whole: &Said| prover.engine().outcome(&base.vocabulary, whole).leaders() != leaders;
        let to_check = |form: &FormId| outcome.standing(*form).status == Status::ToCheck;
        let expected = leaders.iter().any(to_check) || all.iter().any(differs);
        assert_eq!(outcome.robustness == Some(Robustness::ToConfirm), expected, "seed {seed}\n{partial:?}");
        if expected { changed += 1 } else { kept += 1 }
    }
    assert!(changed > 30 && kept > 30, "{changed} to confirm, {kept} not");
}
