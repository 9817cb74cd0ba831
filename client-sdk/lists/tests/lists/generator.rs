//! The same invented people as hundreds of lists: headers, orders, encodings, tools, noise. Whatever the shape,
//! the reading has the people of the list, invents nobody, and puts no value into a wrong field without a
//! question. Where nobody could tell it asks, and the answer makes it right.
//!
//! Seeded; `PUENTE_SCALE` multiplies the number of lists of each kind. Prints a table by kind.

mod around;
mod headers;
mod shape;
mod write;

use std::collections::BTreeMap;

use puente_lists::{Answers, ListReading, Question, read};

use crate::{said, today};
use shape::{KINDS, Shape};

/// A random generator with the same numbers everywhere (SplitMix64).
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((z ^ (z >> 31)) % sides as u64).unwrap()
    }

    pub(crate) fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.roll(of.len())]
    }

    pub(crate) fn flip(&mut self) -> bool {
        self.roll(2) == 0
    }
}

/// A person of the truth.
#[derive(Debug, Clone)]
pub(crate) struct Person {
    pub(crate) given: &'static str,
    pub(crate) surname1: &'static str,
    pub(crate) surname2: &'static str,
    pub(crate) is_woman: bool,
    pub(crate) birth: (u16, u8, u8),
    pub(crate) family: usize,
}

impl Person {
    pub(crate) fn age(&self) -> u16 {
        2026 - self.birth.0 - u16::from((self.birth.1, self.birth.2) > (11, 25))
    }
}

const WOMEN: [&str; 8] = [
    "ANA",
    "MARÍA JOSÉ",
    "LUCÍA",
    "SOFÍA",
    "ROSA",
    "ELENA",
    "BEGOÑA",
    "CARMEN",
];
const MEN: [&str; 8] = [
    "JUAN",
    "JOSÉ LUIS",
    "PEDRO",
    "MIGUEL ÁNGEL",
    "CARLOS",
    "LUIS",
    "ÓSCAR",
    "RAÚL",
];
const SURNAMES: [&str; 12] = [
    "GARCÍA",
    "LÓPEZ",
    "NÚÑEZ",
    "HERNÁNDEZ",
    "PEÑA",
    "RAMÍREZ",
    "CRUZ",
    "IBÁÑEZ",
    "GÓMEZ",
    "SÁNCHEZ",
    "TORRES",
    "MUÑOZ",
];

fn people(dice: &mut Dice) -> Vec<Person> {
    let count = 6 + dice.roll(25);
    (0..count)
        .map(|place| {
            let is_woman = dice.flip();
            Person {
                given: dice.one(if is_woman { &WOMEN } else { &MEN }),
                surname1: dice.one(&SURNAMES),
                surname2: dice.one(&SURNAMES),
                is_woman,
                birth: (
                    1950 + u16::try_from(dice.roll(74)).unwrap(),
                    1 + u8::try_from(dice.roll(12)).unwrap(),
                    1 + u8::try_from(dice.roll(28)).unwrap(),
                ),
                family: 1 + place / 3,
            }
        })
        .collect()
}

/// The result for a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    Right,
    Asked,
    Told,
    Wrong,
}

/// Answers as the person who holds the list would.
fn answered(question: &Question, shape: &Shape, answers: &mut Answers) -> bool {
    match question {
        Question::SexCodes { .. } => {
            answers.sex_codes = shape.sex_codes();
        }
        Question::DateOrder { .. } => answers.date_order = Some(shape.date_order()),
        Question::NameOrder { .. } => answers.name_order = Some(shape.name_order()),
        Question::HiddenRows { .. } => answers.hidden_rows = Some(true),
        Question::LoneRows { .. } => answers.lone_rows = Some(false),
        _ => return false,
    }
    true
}

fn outcome(shape: &Shape, bytes: &[u8]) -> (Outcome, String) {
    let mut answers = Answers::default();
    for asked in 0..4 {
        let reading = match read(bytes, &answers, today()) {
            Ok(reading) => reading,
            Err(error) => return (Outcome::Told, error.to_string()),
        };
        if reading.questions.is_empty() {
            return judged(shape, &reading, asked);
        }
        let known: Vec<bool> = reading
            .questions
            .iter()
            .map(|of| answered(of, shape, &mut answers))
            .collect();
        if known.contains(&false) {
            return (Outcome::Asked, format!("{:?}", reading.questions));
        }
    }
    (Outcome::Wrong, "the same questions again".into())
}

/// Compares every row with its person, field by field.
fn judged(shape: &Shape, reading: &ListReading, asked: usize) -> (Outcome, String) {
    let told = reading.faults.len() + reading.notices.len();
    if reading.rows.len() > shape.people.len() {
        return (
            Outcome::Wrong,
            format!(
                "{} rows of {} people",
                reading.rows.len(),
                shape.people.len()
            ),
        );
    }
    if reading.rows.len() < shape.people.len() {
        let outcome = if told > 0 {
            Outcome::Told
        } else {
            Outcome::Wrong
        };
        return (
            outcome,
            format!(
                "{} rows of {} people: {:?}",
                reading.rows.len(),
                shape.people.len(),
                reading.faults
            ),
        );
    }
    for (row, person) in reading.rows.iter().zip(&shape.people) {
        let expected = shape.expected(person);
        for (field, value) in &expected {
            if said(row, field).to_uppercase() != value.to_uppercase() {
                return (
                    Outcome::Wrong,
                    format!("{field} is {:?} and not {value:?}", said(row, field)),
                );
            }
        }
        let known = |(field, _): &&(String, puente_record::Value)| {
            expected.iter().all(|(known, _)| known != field)
        };
        if let Some((field, value)) = row.fields.iter().find(known) {
            return (
                Outcome::Wrong,
                format!("{field} is made up: {:?}", value.as_text()),
            );
        }
    }
    (
        if asked > 0 {
            Outcome::Asked
        } else {
            Outcome::Right
        },
        String::new(),
    )
}

#[test]
fn lists_of_every_shape_say_who_is_on_them() {
    let scale: usize = std::env::var("PUENTE_SCALE")
        .ok()
        .and_then(|scale| scale.parse().ok())
        .unwrap_or(1);
    let seed = std::env::var("PUENTE_SEED")
        .ok()
        .and_then(|seed| seed.parse().ok())
        .unwrap_or(135);
    let mut table: BTreeMap<&str, BTreeMap<Outcome, usize>> = BTreeMap::new();
    let mut wrong = Vec::new();
    for (place, kind) in KINDS.iter().enumerate() {
        for number in 0..25 * scale {
            let mut dice = Dice(seed + 1_000_000 * place as u64 + number as u64);
            let people = people(&mut dice);
            let shape = Shape::of(kind, people, &mut dice);
            let bytes = shape.bytes(&mut dice);
            let (outcome, why) = outcome(&shape, &bytes);
            *table.entry(kind).or_default().entry(outcome).or_default() += 1;
            if outcome >= Outcome::Told {
                wrong.push((
                    outcome,
                    format!(
                        "{kind} {number}: {why}\n{}",
                        String::from_utf8_lossy(&bytes[..bytes.len().min(400)])
                    ),
                ));
            }
        }
    }
    println!(
        "{:<28}{:>7}{:>7}{:>7}{:>7}",
        "kind", "right", "asked", "told", "wrong"
    );
    let mut sums = BTreeMap::new();
    for (kind, outcomes) in &table {
        let of = |outcome| outcomes.get(&outcome).copied().unwrap_or(0);
        let [right, asked, told, bad] = [
            Outcome::Right,
            Outcome::Asked,
            Outcome::Told,
            Outcome::Wrong,
        ]
        .map(of);
        println!("{kind:<28}{right:>7}{asked:>7}{told:>7}{bad:>7}");
        for (outcome, count) in outcomes {
            *sums.entry(*outcome).or_insert(0_usize) += count;
        }
    }
    let all: usize = sums.values().sum();
    println!("{all} lists of seed {seed}: {sums:?}");
    for (_, of) in wrong.iter().take(12) {
        println!("---- {of}");
    }
    assert!(
        !sums.contains_key(&Outcome::Wrong),
        "seed {seed}: some lists are silently wrong"
    );
    let told = sums.get(&Outcome::Told).copied().unwrap_or(0);
    assert!(
        100 * told <= all,
        "seed {seed}: more than one list in a hundred is not read"
    );
}
