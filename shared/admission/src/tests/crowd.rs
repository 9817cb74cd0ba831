//! Honest devices that write and exchange at random.

use puente_document::{AuthoredChange, Document, Edit};
use puente_record::{EntryId, MissingReason, Value};
use rand_chacha::ChaCha20Rng;

use super::{OTHER_SITE, SITE, author, begun, below, rng};

pub(super) struct Crowd {
    pub(super) documents: Vec<Document>,
    pub(super) written: Vec<AuthoredChange>,
    pub(super) rng: ChaCha20Rng,
}

impl Crowd {
    pub(super) fn new(seed: u64, devices: u8) -> Self {
        let (document, change) = begun();
        Self {
            documents: vec![document; usize::from(devices)],
            written: vec![change],
            rng: rng(seed),
        }
    }

    pub(super) fn run(mut self, steps: usize) -> Self {
        for _ in 0..steps {
            let device = below(&mut self.rng, self.documents.len());
            match below(&mut self.rng, 6) {
                0 | 1 => {
                    let other = below(&mut self.rng, self.documents.len());
                    let changes = self.documents[other].changes();
                    let raw: Vec<&[u8]> = changes.iter().map(|(_, raw)| &raw[..]).collect();
                    self.documents[device].apply(&raw).unwrap();
                }
                2 => {
                    let saved = self.documents[device].save();
                    self.documents[device] = Document::load(super::ID, &saved).unwrap();
                }
                _ => self.write(device),
            }
        }
        self
    }

    fn write(&mut self, device: usize) {
        let who = author(device as u8 + 1, below(&mut self.rng, 3) == 0);
        let edits: Vec<Edit> = (0..=below(&mut self.rng, 5)).map(|_| self.edit()).collect();
        let order = self.documents[device].order();
        let seen = [order[below(&mut self.rng, order.len())]];
        let document = &mut self.documents[device];
        let written = match below(&mut self.rng, 5) {
            0 => document.edit_at(&seen, &who, &edits, &mut self.rng),
            _ => document.edit(&who, &edits, &mut self.rng),
        };
        // An edit that the device may not make in its present state is skipped.
        if let Ok(Some(change)) = written {
            self.written.push(change);
        }
    }

    fn edit(&mut self) -> Edit {
        let rng = &mut self.rng;
        let field = ["name.given", "sex", "age", "later.field", "x"][below(rng, 5)].to_owned();
        let text = "ñandú ".repeat(below(rng, 40));
        let values = [
            Value::from("Ana"),
            Value::Text(text),
            Value::Missing(MissingReason::Refused),
        ];
        let value = values[below(rng, 3)].clone();
        let id = EntryId::from_bytes([below(rng, 2) as u8; 16]);
        let kind = ["service", "later_kind"][below(rng, 2)].to_owned();
        let member = ["water", "food/warm"][below(rng, 2)].to_owned();
        let site = [SITE, OTHER_SITE][below(rng, 2)].to_string();
        match below(rng, 9) {
            0 | 1 => Edit::Put { field, value },
            2 => Edit::Clear { field },
            3 => Edit::Add {
                field: "needs".to_owned(),
                value: member,
            },
            4 => Edit::Remove {
                field: "needs".to_owned(),
                value: member,
            },
            5 => Edit::PutEntry {
                kind,
                id,
                field: "type".to_owned(),
                value,
            },
            6 => Edit::ClearEntry {
                kind,
                id,
                field: "type".to_owned(),
            },
            7 => Edit::put("home_site", site.as_str()),
            _ => Edit::Resolve {
                field,
                value,
                reason: "acta".to_owned(),
            },
        }
    }

    pub(super) fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            items.swap(at, below(&mut self.rng, at + 1));
        }
    }

    pub(super) fn raw(&self) -> Vec<&[u8]> {
        self.written.iter().map(|change| &change.raw[..]).collect()
    }
}
