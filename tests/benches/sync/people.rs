//! Invented people: the same on every run.

use std::time::{Duration, Instant};

use puente_client::{Registration, Rng};
use puente_native::{OpenStore, now_ms};
use puente_record::Value;
use rand_core::{Rng as _, SeedableRng as _};

const GIVEN: &[&str] = &[
    "María Guadalupe",
    "José Luis",
    "Juana",
    "Miguel Ángel",
    "Rosa Isela",
    "Óscar",
    "Yolanda",
    "Wilmer",
    "Ximena",
    "Kevin",
    "Brenda",
    "Raúl",
    "Suyapa",
    "Elmer",
    "Blanca Estela",
    "Isaías",
];
const SURNAMES: &[&str] = &[
    "Hernández",
    "García",
    "Martínez",
    "López",
    "González",
    "Pérez",
    "Rodríguez",
    "Sánchez",
    "Ramírez",
    "Cruz",
    "Flores",
    "Zelaya",
    "Orellana",
    "Pineda",
    "Muñoz",
    "Jiménez",
];
const NEEDS: &[&str] = &[
    "water",
    "food",
    "shower",
    "sleep",
    "call_family",
    "legal",
    "transport",
    "doctor",
];
const STATES: &[&str] = &["OC", "CS", "GR", "MN", "VZ", "DG", "CH", "HG"];
const WORDS: &[&str] = &[
    "viaja",
    "refiere",
    "necesita",
    "espera",
    "hermano",
    "familia",
    "documentos",
    "perdidos",
    "frontera",
    "noche",
    "cita",
    "rodilla",
    "teléfono",
    "albergue",
    "trabajo",
    "pendiente",
    "con",
    "sin",
    "por",
    "desde",
    "hasta",
    "la",
    "el",
];

pub(crate) struct Dice(Rng);

impl Dice {
    pub(crate) fn new() -> Self {
        Self(Rng::seed_from_u64(7))
    }

    fn below(&mut self, end: u64) -> u64 {
        self.0.next_u64() % end
    }

    fn one(&mut self, list: &[&'static str]) -> &'static str {
        let place = self.below(list.len() as u64);
        list[usize::try_from(place).unwrap()]
    }

    fn words(&mut self, bytes_min: usize) -> String {
        let mut text = String::new();
        while text.len() < bytes_min {
            text += self.one(WORDS);
            text.push(' ');
        }
        text
    }

    pub(crate) fn person(&mut self, number: usize) -> Registration {
        let day = |dice: &mut Self| {
            format!(
                "{}-{:02}-{:02}",
                1950 + dice.below(60),
                1 + dice.below(12),
                1 + dice.below(28)
            )
        };
        let mut fields: Vec<(&str, String)> = vec![
            ("arrival.at", "2026-11-20T06:30:00Z".into()),
            ("arrival.point", "Puente Internacional Reynosa".into()),
            ("arrival.mode", "flight".into()),
            ("arrival.list", format!("V-{}", number / 135)),
            ("arrival.row", (number % 135).to_string()),
            ("notice.version", "2026-1".into()),
            ("notice.mode", "read_out".into()),
            ("name.given", self.one(GIVEN).into()),
            ("name.surname1", self.one(SURNAMES).into()),
            ("name.surname2", self.one(SURNAMES).into()),
            ("name.alias", self.one(GIVEN).into()),
            ("sex", self.one(&["female", "male"]).into()),
            ("age", (18 + self.below(50)).to_string()),
            ("alone", self.one(&["alone", "with_family"]).into()),
            ("urgent_medical", "none".into()),
            ("needs", self.one(NEEDS).into()),
            ("languages", "spa".into()),
            ("household", format!("H{:06}", number / 4)),
            ("birth.date", day(self)),
            ("birth.state", self.one(STATES).into()),
            ("nationality", "MEX".into()),
            ("status", "open".into()),
        ];
        fields.push(("needs", self.one(NEEDS).into()));
        let fields = fields
            .into_iter()
            .map(|(field, value)| (field.to_owned(), Value::from(value)))
            .collect();
        Registration {
            fields,
            basis: "list".into(),
        }
    }
}

/// Registers people and edits each four times; every edit is one saved transaction. Returns the whole duration
/// and the median of the edits.
pub(crate) fn fill(store: &mut OpenStore, records: usize) -> (Duration, Duration) {
    let mut dice = Dice::new();
    let started = Instant::now();
    let OpenStore { device, rng, .. } = store;
    let people: Vec<_> = (0..records).map(|number| dice.person(number)).collect();
    let mut registered = Vec::new();
    for some in people.chunks(135) {
        registered.extend(device.register_all(some, now_ms(), rng).unwrap());
    }
    let mut saves = Vec::new();
    for (record, _) in registered {
        for step in 0..4 {
            let saved = Instant::now();
            match step {
                0 => device
                    .set(
                        record,
                        &[("status".into(), Value::from("transferred"))],
                        "",
                        now_ms(),
                        rng,
                    )
                    .unwrap(),
                1 => device
                    .set(
                        record,
                        &[("needs".into(), Value::from("hygiene"))],
                        "",
                        now_ms(),
                        rng,
                    )
                    .unwrap(),
                2 => device
                    .set(
                        record,
                        &[("household".into(), Value::from(dice.words(140)))],
                        "",
                        now_ms(),
                        rng,
                    )
                    .unwrap(),
                _ => {
                    let fields = [
                        ("type", "meal"),
                        ("at", "2026-11-20T07:00:00Z"),
                        ("quantity", "1"),
                    ];
                    device
                        .add_entry(record, "service", &fields, now_ms(), rng)
                        .unwrap();
                }
            }
            saves.push(saved.elapsed());
        }
    }
    saves.sort_unstable();
    (started.elapsed(), saves[saves.len() / 2])
}
