//! A situation as a code of at most 32 characters: the answers, in the order in which they are asked, as the
//! digits of one number. Characters that look alike (I, L, O, U) are left out, as in Douglas Crockford's base 32.

use crate::base::RuleBase;
use crate::base::facts::Facts;
use crate::base::question::{Answer, Kind, Question};
use crate::base::range::Range;
use crate::engine::outcome::Outcome;
use crate::interview::reply::reply;
use crate::interview::{Interview, Next};
use crate::proof::Prover;

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// The longest code, separators left out.
pub const LONGEST: usize = 32;
/// Two characters tell the rules, one is a check.
const HEAD: usize = 3;

/// Why a code cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// A character that no code has.
    Character(char),
    /// Too short, too long, or mistyped: the check does not fit.
    Mistyped,
    /// It was made with other rules.
    OtherRules,
}

/// The code of the answers of a conversation, in groups of four; nothing when they do not fit in one.
pub fn write(interview: &Interview<'_>) -> Option<String> {
    let mut number = Digits::default();
    // The last answer first, so that the first one is read first.
    number.push_likely(FOLLOWED, 2, 1);
    for step in interview.steps().iter().rev() {
        let question = interview.base.questionnaire.question(step.question);
        let (first, rest) = digits(question, interview.answer_to(step.question)?)?;
        for (digit, radix) in rest.into_iter().rev() {
            number.push(radix, digit);
        }
        number.push_likely(unknown_in(question), kinds_of(question), first);
        number.push_likely(FOLLOWED, 2, 0);
    }
    let body = number.characters();
    if body.len() + HEAD > LONGEST {
        return None;
    }
    let rules = fingerprint(interview);
    let mut code = vec![(rules >> 5) as u8 & 31, rules as u8 & 31];
    code.push(check(&code, &body));
    code.extend(body);
    let text: Vec<char> = code.iter().map(|&digit| char::from(ALPHABET[usize::from(digit)])).collect();
    Some(text.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-"))
}

/// The code of a situation told otherwise: that of a conversation with someone who knows it and nothing else, if it
/// leads to the same first forms, as firmly.
pub fn of_situation(base: &RuleBase, prover: &Prover, facts: &Facts, outcome: &Outcome) -> Option<String> {
    if base.questionnaire.questions.is_empty() {
        return None;
    }
    let mut interview = Interview::new(base, prover);
    while let Next::Ask(id) = interview.now().next {
        interview.answer(id, reply(base.questionnaire.question(id), facts));
    }
    let now = interview.now();
    let same = now.outcome.leaders() == outcome.leaders()
        && prover.outcome(base, &now.said).robustness == outcome.robustness;
    if same { write(&interview) } else { None }
}

/// The answers of a code, given to a conversation that has none.
///
/// # Errors
/// Why it cannot be read.
pub fn read(interview: &mut Interview<'_>, code: &str) -> Result<(), Fault> {
    let mut characters = Vec::new();
    for c in code.chars().filter(|c| !c.is_whitespace() && *c != '-') {
        let c = match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            c => c,
        };
        let digit = ALPHABET.iter().position(|&known| char::from(known) == c).ok_or(Fault::Character(c))?;
        characters.push(digit as u8);
    }
    if characters.len() < HEAD || characters.len() > LONGEST {
        return Err(Fault::Mistyped);
    }
    let (head, body) = characters.split_at(HEAD);
    if check(&head[..2], body) != head[2] {
        return Err(Fault::Mistyped);
    }
    if u16::from(head[0]) << 5 | u16::from(head[1]) != fingerprint(interview) {
        return Err(Fault::OtherRules);
    }
    let mut number = Digits::from_characters(body);
    while number.pop_likely(FOLLOWED, 2) == 0 {
        if let Next::Settled = interview.now().next {
            interview.go_beyond();
        }
        let Next::Ask(id) = interview.now().next else { return Err(Fault::Mistyped) };
        let answer = answer(interview.base.questionnaire.question(id), &mut number).ok_or(Fault::Mistyped)?;
        interview.answer(id, answer);
    }
    if number.0.iter().any(|&digit| digit != 0) { Err(Fault::Mistyped) } else { Ok(()) }
}

/// How much likelier than the end another answer is.
const FOLLOWED: usize = 31;

/// A digit and its radix.
type Digit = (usize, usize);

/// An answer as its first digit and the others, each with its radix, in the order in which they are read.
fn digits(question: &Question, answer: &Answer) -> Option<(usize, Vec<Digit>)> {
    let all = question.choices.len();
    let mut rest = Vec::new();
    let first = match answer {
        Answer::DontKnow => 0,
        Answer::Chosen(chosen) if question.kind == Kind::One => 1 + chosen.first()?,
        Answer::Chosen(chosen) => {
            push_increasing(chosen.iter().copied(), all, &mut rest);
            1 + chosen.len()
        }
        Answer::Parties(parties) => {
            push_increasing(parties.iter().map(|(at, _)| *at), all, &mut rest);
            for (_, count) in parties {
                push_number(*count, &mut rest);
            }
            1 + parties.len()
        }
        Answer::Number(range) => {
            push_number(*range, &mut rest);
            1
        }
    };
    Some((first, rest))
}

/// How much likelier than each other first digit « I do not know » is taken to be.
fn unknown_in(question: &Question) -> usize {
    kinds_of(question).div_ceil(2)
}

/// How many first digits there are: « I do not know », then the choices, or how many of them are taken.
fn kinds_of(question: &Question) -> usize {
    match question.kind {
        Kind::One => 1 + question.choices.len(),
        Kind::Number(_) => 2,
        Kind::Several | Kind::Parties => 2 + question.choices.len(),
    }
}

/// Each choice among those that follow the one before.
fn push_increasing(chosen: impl Iterator<Item = usize>, all: usize, digits: &mut Vec<Digit>) {
    let mut least = 0;
    for at in chosen {
        digits.push((at - least, all - least));
        least = at + 1;
    }
}

/// How a number is written: as itself from one to six; one or more; else exactly, or as a range, small or large.
const WAYS: usize = 10;
const EXACTLY: usize = 0;
const SOME: usize = 1;
const SMALL_RANGE: usize = 8;
const LARGE_RANGE: usize = 9;
/// Below this, a number is written shortly.
const MOST: usize = 4096;
/// Below this, both ends of a range are.
const FEW: usize = 64;
/// From this width on, a range of large numbers has its other end written too.
const WIDE: usize = 2;
/// Above every number: groups of one kind add up beyond what a person may write.
const HUGE: usize = u32::MAX as usize;
/// A large number is mostly round: below this, followed by so many zeros at most.
const ROUND: usize = 1000;
const ZEROS: usize = 8;

/// A large number: round or not.
fn push_large(number: usize, digits: &mut Vec<Digit>) {
    let (mut head, mut zeros) = (number, 0);
    while head >= ROUND && head % 10 == 0 {
        (head, zeros) = (head / 10, zeros + 1);
    }
    match head < ROUND {
        true => digits.extend([(1, 2), (head, ROUND), (zeros, ZEROS)]),
        false => digits.extend([(0, 2), (number, HUGE)]),
    }
}

fn pop_large(number: &mut Digits) -> usize {
    match number.pop(2) {
        0 => number.pop(HUGE),
        _ => number.pop(ROUND) * 10usize.pow(number.pop(ZEROS) as u32),
    }
}

/// The range between two bounds, if it is one.
fn checked(min: usize, max: Option<usize>) -> Option<Range> {
    let bound = |number: usize| u32::try_from(number).ok().filter(|&number| number < Range::NO_LIMIT);
    let (min, max) = (bound(min)?, max.map_or(Some(Range::NO_LIMIT), bound)?);
    (min <= max).then_some(Range { min, max })
}

fn push_number(range: Range, digits: &mut Vec<Digit>) {
    let Range { min, max } = range;
    let least = min as usize;
    // How many numbers the range holds; 0 when nothing bounds it.
    let width = if max == Range::NO_LIMIT { 0 } else { (max - min) as usize + 1 };
    match range {
        Range::SOME => digits.push((SOME, WAYS)),
        _ if width == 1 && (1..=6).contains(&least) => digits.push((least + SOME, WAYS)),
        _ if width == 1 && least < MOST => digits.extend([(EXACTLY, WAYS), (least, MOST)]),
        _ if least < FEW && width < FEW => {
            digits.extend([(SMALL_RANGE, WAYS), (least, FEW), (width, FEW)]);
        }
        _ => {
            digits.extend([(LARGE_RANGE, WAYS), (width.min(WIDE), WIDE + 1)]);
            push_large(least, digits);
            if width >= WIDE {
                push_large(max as usize, digits);
            }
        }
    }
}

fn pop_number(number: &mut Digits) -> Option<Range> {
    let range = |least: usize, width: usize| checked(least, width.checked_sub(1).map(|more| least + more));
    match number.pop(WAYS) {
        EXACTLY => range(number.pop(MOST), 1),
        SOME => Some(Range::SOME),
        SMALL_RANGE => range(number.pop(FEW), number.pop(FEW)),
        LARGE_RANGE => {
            let (width, least) = (number.pop(WIDE + 1), pop_large(number));
            match width {
                WIDE => checked(least, Some(pop_large(number))),
                _ => range(least, width),
            }
        }
        digit => range(digit - SOME, 1),
    }
}

fn answer(question: &Question, number: &mut Digits) -> Option<Answer> {
    let first = number.pop_likely(unknown_in(question), kinds_of(question));
    let Some(first) = first.checked_sub(1) else { return Some(Answer::DontKnow) };
    let all = question.choices.len();
    let increasing = |number: &mut Digits| -> Option<Vec<usize>> {
        let mut least = 0;
        (0..first)
            .map(|_| {
                let at = least + number.pop(all.checked_sub(least).filter(|&left| left > 0)?);
                least = at + 1;
                Some(at)
            })
            .collect()
    };
    Some(match question.kind {
        Kind::One => Answer::Chosen(vec![first]),
        Kind::Several => Answer::Chosen(increasing(number)?),
        Kind::Parties => {
            let kinds = increasing(number)?;
            Answer::Parties(
                kinds.into_iter().map(|at| Some((at, pop_number(number)?))).collect::<Option<_>>()?,
            )
        }
        Kind::Number(_) => Answer::Number(pop_number(number)?),
    })
}

/// Ten bits that tell rule bases apart: the version, the questions, and all that decides the path (FNV-1a).
fn fingerprint(interview: &Interview<'_>) -> u16 {
    let base = interview.base;
    let questions = base.questionnaire.questions.iter();
    let questions = questions
        .map(|q| format!("{} {:?} {:?} {:?}", q.id.value, q.kind, q.when, q.terms().collect::<Vec<_>>()));
    let rules = base
        .rules
        .iter()
        .map(|rule| format!("{:?} {} {:?}", rule.form, rule.points(&base.vocabulary), rule.when));
    let general = format!("{} {}", base.vocabulary.version, base.vocabulary.threshold);
    let mut hash = 0xcbf2_9ce4_8422_2325u64;
    for text in questions.chain(rules).chain([general]) {
        for byte in text.bytes() {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    (hash >> 32) as u16 & 1023
}

/// A digit that changes whenever one character changes: each counts an odd number of times, modulo 32.
fn check(head: &[u8], body: &[u8]) -> u8 {
    let all = head.iter().chain(body).enumerate();
    (all.fold(7u32, |sum, (place, &digit)| sum + u32::from(digit) * (2 * place as u32 + 1)) % 32) as u8
}

/// A whole number of any size, in base 32, least digit first.
#[derive(Debug, Default)]
struct Digits(Vec<u8>);

impl Digits {
    /// Multiplies by the radix and adds the digit.
    fn push(&mut self, radix: usize, digit: usize) {
        let mut carry = digit;
        for place in &mut self.0 {
            let value = usize::from(*place) * radix + carry;
            *place = (value % 32) as u8;
            carry = value / 32;
        }
        while carry > 0 {
            self.0.push((carry % 32) as u8);
            carry /= 32;
        }
    }

    /// Divides by the radix, and answers what remains.
    fn pop(&mut self, radix: usize) -> usize {
        let mut rest = 0;
        for place in self.0.iter_mut().rev() {
            let value = rest * 32 + usize::from(*place);
            *place = (value / radix) as u8;
            rest = value % radix;
        }
        rest
    }

    /// Likewise, when digit 0 is so many times as likely as each of the others: it takes that much less room
    /// (asymmetric numeral systems: Duda, 2009).
    fn push_likely(&mut self, likely: usize, radix: usize, digit: usize) {
        let all = likely + radix - 1;
        match digit {
            0 => {
                let rest = self.pop(likely);
                self.push(all, rest);
            }
            _ => self.push(all, likely + digit - 1),
        }
    }

    /// The digit that `push_likely` added.
    fn pop_likely(&mut self, likely: usize, radix: usize) -> usize {
        let rest = self.pop(likely + radix - 1);
        match rest.checked_sub(likely) {
            None => {
                self.push(likely, rest);
                0
            }
            Some(other) => other + 1,
        }
    }

    /// Its digits, without the zeros that a division leaves in front.
    fn characters(mut self) -> Vec<u8> {
        let used = self.0.iter().rposition(|&digit| digit != 0).map_or(0, |last| last + 1);
        self.0.truncate(used);
        self.0
    }

    fn from_characters(characters: &[u8]) -> Digits {
        Digits(characters.to_vec())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_comes_back_as_it_was_written() {
        let edges = [0, 1, 2, 6, 7, 62, 63, 64, 999, 1000, 4095, 4096, 105_000, 100_000_001, u32::MAX - 1];
        let mut all: Vec<Range> = edges.iter().map(|&min| Range { min, max: Range::NO_LIMIT }).collect();
        all.extend(edges.iter().flat_map(|&min| edges.iter().map(move |&max| Range { min, max })));
        for range in all.into_iter().filter(|range| range.min <= range.max) {
            let (mut number, mut digits) = (Digits::default(), Vec::new());
            push_number(range, &mut digits);
            for (digit, radix) in digits.into_iter().rev() {
                assert!(digit < radix, "{range:?}");
                number.push(radix, digit);
            }
            let mut read = Digits::from_characters(&number.characters());
            assert_eq!(pop_number(&mut read), Some(range));
        }
    }

    #[test]
    fn a_likely_digit_takes_less_room_and_comes_back() {
        let digits = [0, 0, 3, 0, 1, 0, 0, 0, 2, 0];
        let mut number = Digits::default();
        digits.iter().rev().for_each(|&digit| number.push_likely(5, 4, digit));
        let mut read = Digits::from_characters(&number.characters());
        let back: Vec<usize> = digits.iter().map(|_| read.pop_likely(5, 4)).collect();
        assert_eq!(back, digits);
    }
}
