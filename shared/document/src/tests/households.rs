//! Families under concurrency: whatever each device wrote, all devices end with the same families.

use std::collections::BTreeSet;

use proptest::prelude::*;
use puente_record::household::{
    FIELD, Household, JOINED, JoinedHouseholds, Membership, households,
};
use puente_record::{HouseholdId, MissingReason, RecordId, Value};

use super::*;

const PEOPLE: u8 = 5;

fn record(n: u8) -> RecordId {
    RecordId::from_bytes([n; 16])
}

fn in_household(id: HouseholdId) -> Edit {
    put(FIELD, &id.to_string())
}

/// Devices that hold the same people and group them as they see them.
struct Camp {
    devices: Vec<Vec<Document>>,
    rng: ChaCha20Rng,
}

impl Camp {
    fn new(seed: u64, devices: usize) -> Self {
        let mut rng = rng(seed);
        let people = (0..PEOPLE).map(|n| {
            let edits = [put("name.given", "Ana")];
            let made = Document::create(record(n), &CORE, &author(1, false), &edits, &mut rng);
            made.unwrap().0
        });
        let people: Vec<_> = people.collect();
        Self {
            devices: vec![people; devices],
            rng,
        }
    }

    /// A device's person changes the families as they see them.
    fn step(&mut self) {
        let device = below(&mut self.rng, self.devices.len());
        let person = below(&mut self.rng, usize::from(PEOPLE));
        let other = below(&mut self.rng, usize::from(PEOPLE));
        let document = &self.devices[device][other];
        let theirs = document.read().text(FIELD).map(HouseholdId::of_text);
        let mine = self.devices[device][person].read();
        let mine = mine.text(FIELD).map(HouseholdId::of_text);
        let edit = match (below(&mut self.rng, 6), mine, theirs) {
            (0, ..) => Edit::put(FIELD, Value::Missing(MissingReason::NotApplicable)),
            (1, Some(mine), Some(theirs)) if mine != theirs => Edit::Remove {
                field: JOINED.to_owned(),
                value: JoinedHouseholds::of(mine, theirs).unwrap().to_string(),
            },
            (_, Some(mine), Some(theirs)) if mine != theirs => Edit::Add {
                field: JOINED.to_owned(),
                value: JoinedHouseholds::of(mine, theirs).unwrap().to_string(),
            },
            (_, None, Some(theirs)) => in_household(theirs),
            (_, None, None) => in_household(HouseholdId::of_pair(
                record(person as u8),
                record(person as u8),
            )),
            _ => return,
        };
        let who = author(device as u8 + 2, below(&mut self.rng, 4) == 0);
        let document = &mut self.devices[device][person];
        document.edit(&who, &[edit], &mut self.rng).unwrap();
    }

    /// Two devices exchange changes; the line may break in between.
    fn meet(&mut self) {
        let from = self.devices[below(&mut self.rng, self.devices.len())].clone();
        let into = below(&mut self.rng, self.devices.len());
        for (mine, theirs) in self.devices[into].iter_mut().zip(&from) {
            if below(&mut self.rng, 4) > 0 {
                join(mine, theirs);
            }
        }
    }
}

fn seen(people: &[Document]) -> Vec<Household> {
    let facts = people
        .iter()
        .map(|document| document.summary().household(document.id()));
    households(&facts.collect::<Vec<_>>())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn families_are_the_same_on_every_device_in_the_end(seed: u64, devices in 2usize..5) {
        let mut camp = Camp::new(seed, devices);
        for _ in 0..40 {
            if below(&mut camp.rng, 4) == 0 { camp.meet() } else { camp.step() }
        }
        let all = camp.devices.clone();
        for into in &mut camp.devices {
            let mut order: Vec<usize> = (0..all.len()).collect();
            for at in (1..order.len()).rev() {
                order.swap(at, below(&mut camp.rng, at + 1));
            }
            for from in order {
                for (mine, theirs) in into.iter_mut().zip(&all[from]) {
                    join(mine, theirs);
                }
            }
        }
        let families = seen(&camp.devices[0]);
        for people in &camp.devices[1..] {
            prop_assert_eq!(&seen(people), &families);
        }
        // No statement is lost: each candidate is a household that the person is in. A person who is in
        // several, or possibly in none, is in conflict for somebody to decide.
        for document in &camp.devices[0] {
            let places: Vec<_> = families
                .iter()
                .filter_map(|family| family.members.get(&document.id()))
                .collect();
            let conflicts = document.conflicts();
            let conflict = conflicts.iter().find(|of| of.field.to_string() == FIELD);
            let named: BTreeSet<_> = match conflict {
                Some(conflict) => conflict.candidates.iter().map(|of| of.value.clone()).collect(),
                None => document.read().value(FIELD).cloned().into_iter().collect(),
            };
            let ids = named.iter().filter_map(Value::as_text).map(HouseholdId::of_text);
            for id in ids {
                let is_there = |family: &Household| {
                    family.ids.contains(&id) && family.members.contains_key(&document.id())
                };
                prop_assert!(families.iter().any(is_there));
            }
            let is_disputed = places.contains(&&Membership::Disputed);
            prop_assert!(!is_disputed || conflict.is_some());
            prop_assert!(places.len() < 2 || is_disputed);
        }
    }
}

#[test]
fn two_volunteers_who_put_the_same_two_people_together_mean_one_family() {
    let mut camp = Camp::new(1, 2);
    for device in 0..2 {
        for person in [0, 1] {
            let edit = in_household(HouseholdId::of_pair(record(0), record(0)));
            write(&mut camp.devices[device][person], device as u8 + 2, &[edit]);
        }
    }
    let other = camp.devices[1].clone();
    for (mine, theirs) in camp.devices[0].iter_mut().zip(&other) {
        join(mine, theirs);
        assert!(mine.conflicts().is_empty());
    }
    assert_eq!(seen(&camp.devices[0])[0].members.len(), 2);
}
