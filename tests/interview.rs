//! The questionnaire: what a path promises, on random rule bases against every suite of answers tried one by
//! one, and on the shipped rules.

use std::fmt::Write as _;

use coopform::base::RuleBase;
use coopform::base::facts::{Facts, Said};
use coopform::base::ids::{FormId, QuestionId};
use coopform::base::question::{Answer, Kind};
use coopform::base::range::Range;
use coopform::base::rule::Role;
use coopform::base::truth::Truth;
use coopform::interview::{Interview, Next, Order, code};
use coopform::proof::horizon::Stake;
use coopform::proof::{Proof, Prover};
use coopform::render::words::Words;
use coopform::text::Lang;

use crate::random::{self, BOTH, Dice};
use crate::respondent::Respondent;
use crate::shipped;

/// A random rule base without hierarchy, and so many questions on some of its terms at most.
fn questioned(dice: &mut Dice, forms: usize, rules: usize, most: usize) -> RuleBase {
    let questions = questions(dice, most);
    random::build(dice, forms, rules, false, Some(questions))
}

fn questions(dice: &mut Dice, most: usize) -> String {
    let option = |id: &str, sets: &str| {
        let sets = if sets.is_empty() { String::new() } else { format!(", sets: {{ {sets} }}") };
        format!("{{ id: {id}, label: {BOTH}, definition: {BOTH}{sets} }}")
    };
    let term = |id: &str| option(id, &format!("{}: {id}", &id[..1]));
    let of = |ids: &[&str]| ids.iter().map(|id| term(id)).collect::<Vec<_>>().join(", ");
    let neither = option("neither", "");
    let mut all = vec![
        (0, "several", format!("options: [{}]", of(&["a0", "a1"])), ""),
        (0, "several", format!("options: [{}]", of(&["a2", "a3", "a4"])), "a: a0"),
        (1, "one", format!("options: [{}, {neither}]", of(&["b4", "b5"])), ""),
        (1, "one", format!("options: [{}, {neither}]", of(&["b0", "b1"])), "b: b4"),
        (1, "parties", format!("options: [{}]", option("p0", "p: p0")), ""),
        (2, "number", "quantity: q".to_owned(), ""),
        (2, "several", format!("options: [{}]", of(&["b2", "b3"])), ""),
    ];
    while all.len() > most {
        all.remove(dice.below(all.len()));
    }
    let mut text =
        format!("start: {{ purpose: {BOTH}, length: {BOTH}, at_hand: {BOTH}, is_not: {BOTH} }}\nthemes:\n");
    for theme in 0..3 {
        let _ = writeln!(text, "  - id: t{theme}\n    label: {BOTH}\n    questions:");
        for (at, (_, kind, body, when)) in all.iter().enumerate().filter(|(_, q)| q.0 == theme) {
            let when = if when.is_empty() || dice.once_in(2) {
                String::new()
            } else {
                format!(", if: {{ {when} }}")
            };
            let _ = writeln!(
                text,
                "      - {{ id: q{at}, kind: {kind}, ask: {BOTH}, hint: {BOTH}, {body}{when} }}"
            );
        }
        if !all.iter().any(|q| q.0 == theme) {
            text.push_str("      []\n");
        }
    }
    text
}

/// Every answer that a question permits.
fn answers(base: &RuleBase, id: QuestionId) -> Vec<Answer> {
    let question = base.questionnaire.question(id);
    let count = question.choices.len();
    let mut all: Vec<Answer> = match question.kind {
        Kind::One => (0..count).map(|at| Answer::Chosen(vec![at])).collect(),
        Kind::Several => {
            let chosen = |bits: u32| (0..count).filter(|at| bits >> at & 1 == 1).collect();
            (0..1 << count).map(|bits| Answer::Chosen(chosen(bits))).collect()
        }
        Kind::Parties => {
            let one = |n: u32| if n == 0 { vec![] } else { vec![(0, Range::exactly(n))] };
            (0..8).map(|n| Answer::Parties(one(n))).collect()
        }
        Kind::Number(_) => (0..8).map(|n| Answer::Number(Range::exactly(n))).collect(),
    };
    all.push(Answer::DontKnow);
    all
}

/// Every suite of answers to the questions of a list, in their order, those that are not asked left out.
fn suites(base: &RuleBase, said: &Said, left: &[QuestionId]) -> Vec<(Vec<(QuestionId, Answer)>, Said)> {
    let Some((&id, rest)) = left.split_first() else { return vec![(Vec::new(), said.clone())] };
    let facts = Facts::from_said(&base.vocabulary, said);
    let when = base.questionnaire.question(id).when.as_ref();
    if when.is_some_and(|when| when.truth(&facts) != Truth::True) {
        return suites(base, said, rest);
    }
    let mut all = Vec::new();
    for answer in answers(base, id) {
        let mut next = said.clone();
        base.questionnaire.say(id, &answer, &base.vocabulary, &mut next);
        for (mut suite, whole) in suites(base, &next, rest) {
            suite.insert(0, (id, answer.clone()));
            all.push((suite, whole));
        }
    }
    all
}

fn leaders(base: &RuleBase, prover: &Prover, said: &Said) -> Vec<FormId> {
    prover.engine().outcome(&base.vocabulary, said).leaders().to_vec()
}

#[test]
fn settled_possible_and_useful_are_what_trying_every_suite_of_answers_says() {
    let (mut settled_early, mut stands, mut possible, mut out) = (0, 0, 0, 0);
    let (mut asked, mut idle) = (0, 0);
    for seed in 60_000..62_000 {
        let mut dice = Dice(seed);
        let base = questioned(&mut dice, 4, 3, 4);
        let prover = Prover::compile(&base);
        let mut interview = Interview::new(&base, &prover);
        let all: Vec<QuestionId> = (0..base.questionnaire.questions.len()).map(QuestionId::new).collect();
        loop {
            stands += 1;
            let stand = interview.now();
            let theme = interview.steps().last().map_or(0, |s| base.questionnaire.question(s.question).theme);
            let left: Vec<QuestionId> = all
                .iter()
                .copied()
                .filter(|&id| !interview.asked(id) && base.questionnaire.question(id).theme >= theme)
                .collect();
            let whole = suites(&base, &stand.said, &left);
            let now = leaders(&base, &prover, &stand.said);
            let firsts: Vec<Vec<FormId>> =
                whole.iter().map(|(_, said)| leaders(&base, &prover, said)).collect();
            let expected = firsts.iter().all(|first| *first == now);
            assert_eq!(stand.settled, expected, "seed {seed}, {:?}", stand.said);
            for form in base.form_ids() {
                let may = firsts.iter().any(|first| first.contains(&form));
                assert_eq!(stand.possible.contains(&form), may, "seed {seed}, {form:?}, {:?}", stand.said);
                if may { possible += 1 } else { out += 1 }
            }
            let Next::Ask(id) = stand.next else {
                settled_early += usize::from(left.len() > 1 && stand.settled);
                break;
            };
            asked += 1;
            idle += usize::from(!useful(&base, &prover, id, &whole, &firsts));
            let permitted = answers(&base, id);
            let unknown = dice.once_in(5);
            let answer =
                if unknown { Answer::DontKnow } else { permitted[dice.below(permitted.len())].clone() };
            interview.answer(id, answer);
        }
        assert!(interview.now().settled, "seed {seed}: left without a proof");
    }
    // What is not proven to be of no use is asked.
    assert!(idle * 200 < asked, "{idle} of {asked} questions were of no use");
    assert!(
        settled_early > 50 && possible > 200 && out > 200,
        "{settled_early} early of {stands}, {possible}, {out}"
    );
}

/// Whether two suites that differ only in the answer to a question have other first forms, other statuses of
/// requirements, or other questions.
fn useful(
    base: &RuleBase,
    prover: &Prover,
    id: QuestionId,
    whole: &[(Vec<(QuestionId, Answer)>, Said)],
    firsts: &[Vec<FormId>],
) -> bool {
    let others = |suite: &[(QuestionId, Answer)]| -> Vec<(QuestionId, Answer)> {
        suite.iter().filter(|(q, _)| *q != id).cloned().collect()
    };
    let statuses = |said: &Said| -> Vec<Truth> {
        let outcome = prover.engine().outcome(&base.vocabulary, said);
        let required =
            base.rules.iter().enumerate().filter(|(_, rule)| matches!(rule.role, Role::Requirement(_)));
        required.map(|(rule, _)| outcome.truths[rule]).collect()
    };
    type Group = (Vec<(QuestionId, Answer)>, Vec<FormId>, Vec<Truth>);
    let mut groups: Vec<Group> = Vec::new();
    let mut lists: Vec<Vec<QuestionId>> = Vec::new();
    for ((suite, said), first) in whole.iter().zip(firsts) {
        let rest = others(suite);
        lists.push(rest.iter().map(|(question, _)| *question).collect());
        match groups.iter().find(|(known, ..)| *known == rest) {
            Some((_, known, truths)) => {
                if known != first || *truths != statuses(said) {
                    return true;
                }
            }
            None => groups.push((rest, first.clone(), statuses(said))),
        }
    }
    // Which questions follow hangs on the answer.
    lists.iter().any(|list| *list != lists[0])
}

#[test]
fn a_path_keeps_its_promises_on_the_shipped_rules() {
    let base = shipped::base();
    let prover = Prover::compile(&base);
    let blank = Facts::blank(&base.vocabulary);
    let mut codes = 0;
    for seed in 0..12 {
        let mut respondent = Respondent::new(seed, &blank, seed % 3 != 0);
        let mut interview = Interview::new(&base, &prover);
        let (mut theme, mut at_most) = (0, usize::MAX);
        let mut given = Vec::new();
        while let Next::Ask(id) = interview.now().next {
            let question = base.questionnaire.question(id);
            assert!(question.theme >= theme, "seed {seed}: back to a theme already left");
            theme = question.theme;
            assert!(interview.now().at_most < at_most, "seed {seed}: the bound rises");
            at_most = interview.now().at_most;
            let why = interview.why(id);
            assert!(
                !why.rules.is_empty() || !why.opens.is_empty(),
                "nothing waits for {}",
                question.id.value
            );
            for lang in [Lang::Fr, Lang::En] {
                let said = Words { lang, base: &base }.why_asked(&interview, id, 80);
                assert!(said.split_whitespace().count() <= 60, "too long: {said}");
            }
            let answer = if seed % 3 == 0 && id.index() % 2 == 0 {
                Answer::DontKnow
            } else {
                respondent.answer(&base, id)
            };
            given.push((id, answer.clone()));
            interview.answer(id, answer);
        }
        let path: Vec<QuestionId> = interview.steps().iter().map(|step| step.question).collect();
        // The same answers, taken up at once, in another order.
        let mut again = Interview::new(&base, &prover);
        given.reverse();
        again.take_up(given);
        let same: Vec<QuestionId> = again.steps().iter().map(|step| step.question).collect();
        assert_eq!(path, same[..path.len()], "seed {seed}: another path for the same answers");
        // A code replays the situation.
        if let Some(text) = code::write(&interview) {
            assert!(text.chars().filter(|c| *c != '-').count() <= code::LONGEST);
            let mut replayed = Interview::new(&base, &prover);
            assert_eq!(code::read(&mut replayed, &text), Ok(()), "seed {seed}: {text}");
            let said = |interview: &Interview<'_>| Facts::from_said(&base.vocabulary, &interview.now().said);
            assert_eq!(said(&replayed), said(&interview));
            codes += 1;
            for at in
                text.char_indices().map(|(at, _)| at).filter(|at| seed < 3 && text.as_bytes()[*at] != b'-')
            {
                let other = if &text[at..=at] == "7" { "8" } else { "7" };
                let spoiled = format!("{}{other}{}", &text[..at], &text[at + 1..]);
                let read = code::read(&mut Interview::new(&base, &prover), &spoiled);
                assert!(read.is_err(), "{text} miscopied as {spoiled}");
            }
        }
    }
    assert!(codes >= 6, "only {codes} situations have a code");
}

/// A code written by nobody, but whose check fits, is read or refused.
#[test]
fn a_forged_code_is_read_or_refused() {
    const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let base = shipped::base();
    let prover = Prover::compile(&base);
    let blank = code::write(&Interview::new(&base, &prover)).unwrap();
    let mut dice = Dice(11);
    let (mut checked, mut read) = (0, 0);
    for _ in 0..40 {
        let body: String = (0..12).map(|_| char::from(ALPHABET[dice.below(32)])).collect();
        for check in ALPHABET {
            let forged = format!("{}{}{body}", &blank[..2], char::from(*check));
            let mut interview = Interview::new(&base, &prover);
            match code::read(&mut interview, &forged) {
                Ok(()) => read += 1,
                Err(_) => checked += usize::from(!interview.steps().is_empty()),
            }
        }
    }
    assert!(checked + read >= 20, "{checked} refused after some answers, {read} read");
}

#[test]
fn an_answer_changed_and_changed_back_restores_the_conversation() {
    let base = shipped::base();
    let prover = Prover::compile(&base);
    let blank = Facts::blank(&base.vocabulary);
    let mut respondent = Respondent::new(5, &blank, true);
    let mut interview = Interview::new(&base, &prover);
    while let Next::Ask(id) = interview.now().next {
        let answer = respondent.answer(&base, id);
        interview.answer(id, answer);
    }
    let path = |interview: &Interview<'_>| -> Vec<QuestionId> {
        interview.steps().iter().map(|step| step.question).collect()
    };
    let before = path(&interview);
    let mut set_aside = 0;
    for &id in before.iter().step_by(4) {
        let kept = interview.answer_to(id).unwrap().clone();
        interview.answer(id, Answer::DontKnow);
        let at = before.iter().position(|q| *q == id).unwrap();
        assert!(path(&interview).starts_with(&before[..=at]), "what came before {id:?} changed");
        set_aside += interview.set_aside().count();
        interview.answer(id, kept);
        assert_eq!(path(&interview), before, "not restored after {id:?}");
        assert_eq!(interview.set_aside().count(), 0);
    }
    assert!(set_aside > 0, "no answer was ever set aside");
}

/// The number of questions asked in an order.
fn asked(base: &RuleBase, prover: &Prover, facts: &Facts, seed: u64, order: Order) -> usize {
    let mut respondent = Respondent::new(seed, facts, true);
    let mut interview = Interview::ordered(base, prover, order);
    while let Next::Ask(id) = interview.now().next {
        let answer = respondent.answer(base, id);
        interview.answer(id, answer);
    }
    interview.steps().len()
}

#[test]
fn fewer_questions_are_asked_than_in_the_order_of_the_authors_or_at_random() {
    let base = shipped::base();
    let prover = Prover::compile(&base);
    let cases = base.cases.iter().step_by(6).map(|case| &case.situation.facts);
    let (mut ours, mut authors, mut shuffled) = (0, 0, 0);
    for (seed, facts) in (0..).zip(cases) {
        ours += asked(&base, &prover, facts, seed, Order::Narrowing);
        authors += asked(&base, &prover, facts, seed, Order::Authors);
        shuffled += asked(&base, &prover, facts, seed, Order::Shuffled(seed));
    }
    assert!(ours * 100 < authors * 90 && ours * 100 < shuffled * 90, "{ours}, {authors}, {shuffled}");
}

/// The least number of questions that any order needs on average, every answer being as likely: dynamic
/// programming over the sets of answers given.
fn optimum(
    base: &RuleBase,
    prover: &Prover,
    given: &[(QuestionId, Answer)],
    known: &mut Vec<(Vec<(QuestionId, Answer)>, f64)>,
) -> f64 {
    if let Some((_, cost)) = known.iter().find(|(answers, _)| answers == given) {
        return *cost;
    }
    let mut said = Said::default();
    given.iter().for_each(|(id, answer)| base.questionnaire.say(*id, answer, &base.vocabulary, &mut said));
    let facts = Facts::from_said(&base.vocabulary, &said);
    let theme = given.iter().map(|(id, _)| base.questionnaire.question(*id).theme).max().unwrap_or(0);
    let left = |id: QuestionId| {
        base.questionnaire.question(id).theme >= theme && given.iter().all(|(asked, _)| *asked != id)
    };
    let outcome = prover.engine().outcome(&base.vocabulary, &said);
    let mut horizon = prover.horizon(base, &facts, Some(&left));
    let mut best = f64::INFINITY;
    if horizon.changes(&outcome) == Proof::Never {
        best = 0.0;
    } else {
        // A theme may be left only when none of its questions can change anything more.
        let asked: Vec<QuestionId> = (0..base.questionnaire.questions.len())
            .map(QuestionId::new)
            .filter(|&id| {
                let open = left(id) && horizon.is_open(id) && horizon.asks(id) == Truth::True;
                open && (!horizon.opens(id).is_empty() || horizon.sways(id, Stake::First) != Some(false))
            })
            .collect();
        let first = asked.iter().map(|id| base.questionnaire.question(*id).theme).min();
        for id in asked.into_iter().filter(|id| Some(base.questionnaire.question(*id).theme) == first) {
            let all = answers(base, id);
            let mut sum = 0.0;
            for answer in &all {
                let mut next = given.to_vec();
                next.push((id, answer.clone()));
                next.sort_by_key(|(id, _)| *id);
                sum += optimum(base, prover, &next, known);
            }
            best = best.min(1.0 + sum / all.len() as f64);
        }
    }
    // Only knowing or not can change the first form: any question does.
    let best = if best.is_finite() { best } else { 1.0 };
    known.push((given.to_vec(), best));
    best
}

/// The number of questions that the questionnaire asks on average, every answer being as likely.
fn average(base: &RuleBase, prover: &Prover, given: &[(QuestionId, Answer)]) -> f64 {
    let mut interview = Interview::new(base, prover);
    interview.take_up(given.iter().cloned());
    let Next::Ask(id) = interview.now().next else { return 0.0 };
    let all = answers(base, id);
    let cost = |answer: &Answer| {
        let next = [given, &[(id, answer.clone())]].concat();
        1.0 + average(base, prover, &next)
    };
    all.iter().map(cost).sum::<f64>() / all.len() as f64
}

#[test]
fn on_small_bases_the_number_of_questions_is_near_the_least_possible() {
    let (mut ours, mut least) = (0.0, 0.0);
    for seed in 70_000..70_060 {
        let mut dice = Dice(seed);
        let base = questioned(&mut dice, 4, 3, 3);
        let prover = Prover::compile(&base);
        ours += average(&base, &prover, &[]);
        least += optimum(&base, &prover, &[], &mut Vec::new());
    }
    println!("on average over 60 bases: {:.3} questions, {:.3} at least", ours / 60.0, least / 60.0);
    assert!(least > 40.0 && ours <= least * 1.1, "{ours} questions, {least} at least");
}

#[test]
fn the_code_of_a_note_replays_its_situation() {
    let base = shipped::base();
    let prover = Prover::compile(&base);
    let (mut codes, mut told) = (0, 0);
    for case in base.cases.iter().step_by(4) {
        let outcome = prover.outcome(&base, &case.situation.said);
        let code = code::of_situation(&base, &prover, &case.situation.facts, &outcome);
        told += 1;
        if let Some(text) = code {
            let mut replayed = Interview::new(&base, &prover);
            assert_eq!(code::read(&mut replayed, &text), Ok(()), "{}: {text}", case.id.value);
            let again = prover.outcome(&base, &replayed.now().said);
            assert_eq!(again.leaders(), outcome.leaders(), "{}: {text}", case.id.value);
            assert_eq!(again.robustness, outcome.robustness, "{}: {text}", case.id.value);
            codes += 1;
        }
    }
    assert!(codes * 10 >= told * 8, "only {codes} of {told} cases have a code");
}
