//! What people do with records.

use puente_client::{Device, Error, Registration, Rng};
use puente_record::id::RecordId;
use puente_record::{DocumentKind, MissingReason, Value, field};

use crate::scale::{chance, pick};
use crate::world::World;
use crate::world::phone::Failed;
use crate::world::token::Token;

const CORE_FIELDS: &[&str] = &[
    "name.given",
    "name.surname1",
    "household",
    "curp",
    "urgent_medical",
    "arrival.point",
    "status",
];
const SETS: &[&str] = &["needs", "languages", "name.alias"];

impl World {
    /// Some record on this phone.
    fn record_on(&mut self, phone: usize) -> Option<RecordId> {
        let lines = self.phones[phone].device().list();
        // The disk may refuse this too.
        let mut records: Vec<RecordId> = lines.ok()?.iter().map(|line| line.record).collect();
        records.sort_unstable();
        (!records.is_empty()).then(|| records[pick(&mut self.rng, records.len())])
    }

    /// Writes into a record, and notes in the ledger what the phone reported.
    fn write(
        &mut self,
        phone: usize,
        tokens: &[Token],
        act: impl FnOnce(&mut Device, i64, &mut Rng) -> Result<RecordId, Error>,
    ) {
        let now_ms = self.net.clock.device_now_ms(phone);
        let shown: Vec<String> = tokens.iter().map(Token::to_string).collect();
        let by = self.name_of(phone);
        match self.at_risk(phone, |phone| {
            phone.act(|device, rng| act(device, now_ms, rng))
        }) {
            Ok(record) => {
                self.note(format!("phone {phone} saved {shown:?} in {record}"));
                self.ledger.saved(tokens, record, &by);
            }
            Err(Failed::Died | Failed::Disk) => {
                self.note(format!("phone {phone} may have lost {shown:?}"));
            }
            Err(Failed::Refused(error)) => {
                self.note(format!("phone {phone} refused {shown:?}: {error}"));
                let is_no = matches!(
                    error,
                    Error::NotAllowed | Error::NoConflict | Error::NoSuchRecord
                );
                assert!(is_no, "phone {phone} cannot write: {error}");
            }
        }
    }

    fn token(&mut self, phone: usize, record: Option<RecordId>, name: &'static str) -> Token {
        let kind = field(name).map_or(DocumentKind::Core, |field| field.compartment.into());
        self.ledger.next(phone, record, kind, name)
    }

    pub(in crate::world) fn register(&mut self, phone: usize) {
        let mut tokens = Vec::new();
        let mut fields = vec![("sex".to_owned(), Value::from("female"))];
        for (name, per_mille) in [
            ("name.given", 1000),
            ("name.surname1", 900),
            ("household", 300),
            ("needs", 300),
            ("phone", 200),
        ] {
            if chance(&mut self.rng, per_mille) {
                let token = self.token(phone, None, name);
                fields.push((name.to_owned(), Value::Text(format!("Ana {token}"))));
                tokens.push(token);
            }
        }
        if chance(&mut self.rng, 150) {
            fields.push(("urgent_medical".to_owned(), Value::from("today")));
        }
        self.write(phone, &tokens, |device, now_ms, rng| {
            let registration = Registration {
                fields,
                basis: "document".to_owned(),
            };
            device
                .register(&registration, now_ms, rng)
                .map(|(record, _)| record)
        });
    }

    pub(in crate::world) fn set_fields(&mut self, phone: usize) {
        let Some(record) = self.record_on(phone) else {
            return;
        };
        let (mut fields, mut tokens) = (Vec::new(), Vec::new());
        for _ in 0..1 + pick(&mut self.rng, 3) {
            // Few fields, so that people often write the same one.
            let name = CORE_FIELDS[pick(&mut self.rng, CORE_FIELDS.len())
                .min(pick(&mut self.rng, CORE_FIELDS.len()))];
            if fields.iter().any(|(other, _)| other == name) {
                continue;
            }
            let value = match pick(&mut self.rng, 8) {
                0 => Value::from("lo mismo"),
                1 => Value::Missing(MissingReason::Refused),
                _ => {
                    let token = self.token(phone, Some(record), name);
                    tokens.push(token);
                    Value::Text(token.to_string())
                }
            };
            fields.push((name.to_owned(), value));
        }
        self.write(phone, &tokens, |device, now_ms, rng| {
            device
                .set(record, &fields, "", now_ms, rng)
                .map(|()| record)
        });
    }

    pub(super) fn add_member(&mut self, phone: usize) {
        let Some(record) = self.record_on(phone) else {
            return;
        };
        let name = SETS[pick(&mut self.rng, SETS.len())];
        // Members that several people add and remove at the same time, besides members that one person alone
        // writes.
        let is_shared = chance(&mut self.rng, 400);
        let tokens = if is_shared {
            Vec::new()
        } else {
            vec![self.token(phone, Some(record), name)]
        };
        let member = tokens.first().map_or("agua".to_owned(), Token::to_string);
        self.write(phone, &tokens, |device, now_ms, rng| {
            let fields = [(name.to_owned(), Value::Text(member))];
            device
                .set(record, &fields, "", now_ms, rng)
                .map(|()| record)
        });
    }

    pub(super) fn remove_member(&mut self, phone: usize) {
        let Some(record) = self.record_on(phone) else {
            return;
        };
        let now_ms = self.net.clock.device_now_ms(phone);
        let Ok(view) = self.phones[phone].device().view(record, now_ms) else {
            return;
        };
        let members: Vec<(String, String)> = view
            .sets
            .iter()
            .flat_map(|(set, members)| {
                members
                    .iter()
                    .map(move |member| (set.clone(), member.clone()))
            })
            .collect();
        if members.is_empty() {
            return;
        }
        let (set, member) = members[pick(&mut self.rng, members.len())].clone();
        self.write(phone, &[], |device, now_ms, rng| {
            device
                .clear(record, &set, Some(&member), now_ms, rng)
                .map(|()| record)
        });
    }

    pub(super) fn clear(&mut self, phone: usize) {
        let Some(record) = self.record_on(phone) else {
            return;
        };
        let name = CORE_FIELDS[pick(&mut self.rng, CORE_FIELDS.len())];
        self.write(phone, &[], |device, now_ms, rng| {
            device
                .clear(record, name, None, now_ms, rng)
                .map(|()| record)
        });
    }

    pub(super) fn give_service(&mut self, phone: usize) {
        let Some(record) = self.record_on(phone) else {
            return;
        };
        let token = self.token(phone, Some(record), "service");
        let provider = token.to_string();
        self.write(phone, &[token], |device, now_ms, rng| {
            let fields = [("type", "food"), ("provider", &*provider)];
            device
                .add_entry(record, "service", &fields, now_ms, rng)
                .map(|_| record)
        });
    }

    pub(super) fn write_note(&mut self, phone: usize) {
        let Some(record) = self.record_on(phone) else {
            return;
        };
        let token = self
            .ledger
            .next(phone, Some(record), DocumentKind::Protection, "note");
        let text = format!("Dice que {token}");
        self.write(phone, &[token], |device, now_ms, rng| {
            device
                .add_entry(record, "note", &[("text", &*text)], now_ms, rng)
                .map(|_| record)
        });
    }

    pub(super) fn write_phone(&mut self, phone: usize) {
        let Some(record) = self.record_on(phone) else {
            return;
        };
        let name = ["phone", "contact.note"][pick(&mut self.rng, 2)];
        let token = self.token(phone, Some(record), name);
        self.write(phone, &[token], |device, now_ms, rng| {
            let fields = [(name.to_owned(), Value::Text(token.to_string()))];
            device
                .set(record, &fields, "", now_ms, rng)
                .map(|()| record)
        });
    }

    /// Somebody decides a conflict, for one of the candidates or for another value.
    pub(super) fn resolve(&mut self, phone: usize) {
        let Ok(conflicts) = self.phones[phone].device().conflicts(None) else {
            return;
        };
        if conflicts.is_empty() {
            return;
        }
        let conflict = &conflicts[pick(&mut self.rng, conflicts.len())];
        let field = conflict.field.clone();
        let record = conflict.record;
        let candidate = &conflict.candidates[pick(&mut self.rng, conflict.candidates.len())];
        let is_new = chance(&mut self.rng, 300) && field != "home_site";
        let (tokens, value) = if is_new {
            let kind = puente_record::field(&field)
                .map_or(DocumentKind::Core, |field| field.compartment.into());
            let token = self.ledger.next(phone, Some(record), kind, "decision");
            (vec![token], Value::Text(token.to_string()))
        } else {
            (Vec::new(), Value::from_stored(&candidate.value))
        };
        self.write(phone, &tokens, |device, now_ms, rng| {
            device
                .resolve(record, &field, &value, "lo dijo", now_ms, rng)
                .map(|()| record)
        });
    }

    pub(super) fn move_home(&mut self, phone: usize) {
        let Some(record) = self.record_on(phone) else {
            return;
        };
        let site = self.server.sites[pick(&mut self.rng, self.server.sites.len())];
        self.write(phone, &[], |device, now_ms, rng| {
            let fields = [("home_site".to_owned(), Value::Text(site.to_string()))];
            device
                .set(record, &fields, "", now_ms, rng)
                .map(|()| record)
        });
    }
}
