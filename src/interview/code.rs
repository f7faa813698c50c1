//! A situation as a code of at most 32 characters: the answers, in the order in which they are asked, as the
//! digits of one number. Characters that look alike (I, L, O, U) are left out, as in Douglas Crockford's base 32.

use crate::base::RuleBase;
use crate::base::facts::Facts;
use crate::base::ids::FormId;
use crate::base::question::{Answer, Kind, Question};
use crate::base::range::Range;
use crate::interview::reply::reply;
use crate::interview::{Interview, Next};
use crate::proof::Prover;

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// The longest code, separators left out.
pub const LONGEST: usize = 32;
/// Two characters tell the rules, one is a check.
const HEAD: usize = 3;
/// Numbers are written up to this one; beyond, and for ranges, there is no code.
const MOST: usize = 4096;

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
    number.push(END, 0);
    for step in interview.steps().iter().rev() {
        let question = interview.base.questionnaire.question(step.question);
        for (digit, radix) in digits(question, interview.answer_to(step.question)?)?.into_iter().rev() {
            number.push(radix, digit);
        }
        number.push(END, 1);
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
/// leads to the same first forms.
pub fn of_situation(base: &RuleBase, prover: &Prover, facts: &Facts, leaders: &[FormId]) -> Option<String> {
    if base.questionnaire.questions.is_empty() {
        return None;
    }
    let mut interview = Interview::new(base, prover);
    while let Next::Ask(id) = interview.now().next {
        interview.answer(id, reply(base.questionnaire.question(id), facts));
    }
    let same = interview.now().outcome.leaders() == leaders;
    write(&interview).filter(|_| same)
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
    while number.pop(END) == 1 {
        if let Next::Settled = interview.now().next {
            interview.go_beyond();
        }
        let Next::Ask(id) = interview.now().next else { return Err(Fault::Mistyped) };
        let answer = answer(interview.base.questionnaire.question(id), &mut number).ok_or(Fault::Mistyped)?;
        interview.answer(id, answer);
    }
    if number.0.iter().any(|&digit| digit != 0) { Err(Fault::Mistyped) } else { Ok(()) }
}

/// Whether another answer follows.
const END: usize = 2;

/// An answer as digits, each with its radix, in the order in which they are read.
fn digits(question: &Question, answer: &Answer) -> Option<Vec<(usize, usize)>> {
    let all = question.choices.len();
    let mut digits = Vec::new();
    match answer {
        Answer::DontKnow => digits.push((0, kinds_of(question))),
        Answer::Chosen(chosen) if question.kind == Kind::One => {
            digits.push((1 + chosen.first()?, kinds_of(question)))
        }
        Answer::Chosen(chosen) => {
            digits.push((1 + chosen.len(), kinds_of(question)));
            push_increasing(chosen.iter().copied(), all, &mut digits);
        }
        Answer::Parties(parties) => {
            digits.push((1 + parties.len(), kinds_of(question)));
            push_increasing(parties.iter().map(|(at, _)| *at), all, &mut digits);
            for (_, count) in parties {
                push_number(*count, &mut digits)?;
            }
        }
        Answer::Number(range) => {
            digits.push((1, kinds_of(question)));
            push_number(*range, &mut digits)?;
        }
    }
    Some(digits)
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
fn push_increasing(chosen: impl Iterator<Item = usize>, all: usize, digits: &mut Vec<(usize, usize)>) {
    let mut least = 0;
    for at in chosen {
        digits.push((at - least, all - least));
        least = at + 1;
    }
}

/// One to six as one digit; zero, one or more, and all others on three.
fn push_number(range: Range, digits: &mut Vec<(usize, usize)>) -> Option<()> {
    match range {
        Range { min, max } if min == max && (1..=6).contains(&min) => digits.push((min as usize + 1, 8)),
        Range { min: 1, max: Range::NO_LIMIT } => digits.push((1, 8)),
        Range { min, max } if min == max && (min as usize) < MOST => {
            digits.push((0, 8));
            digits.push((min as usize, MOST));
        }
        _ => return None,
    }
    Some(())
}

fn pop_number(number: &mut Digits) -> Range {
    match number.pop(8) {
        0 => Range::exactly(number.pop(MOST) as u32),
        1 => Range::SOME,
        digit => Range::exactly(digit as u32 - 1),
    }
}

fn answer(question: &Question, number: &mut Digits) -> Option<Answer> {
    let Some(first) = number.pop(kinds_of(question)).checked_sub(1) else { return Some(Answer::DontKnow) };
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
            Answer::Parties(kinds.into_iter().map(|at| (at, pop_number(number))).collect())
        }
        Kind::Number(_) => Answer::Number(pop_number(number)),
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

    fn characters(self) -> Vec<u8> {
        self.0
    }

    fn from_characters(characters: &[u8]) -> Digits {
        Digits(characters.to_vec())
    }
}
