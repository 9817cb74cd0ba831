//! What a device does with no network at all.

#![allow(
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    reason = "a test fails by panicking"
)]

use puente_client::{
    Advice, CaseReason, DataKey, Device, Error, Registration, Rng, RowNumbers, RowRegistration,
    StoreLocation, Vault, VaultError,
};
use puente_lists::Answers;
use puente_record::{Moment, Value};
use rand_core::SeedableRng as _;

const NOW_MS: i64 = 1_795_000_000_000;

struct Phone {
    folder: tempfile::TempDir,
    key: DataKey,
    rng: Rng,
}

impl Phone {
    fn new(seed: u64) -> Self {
        let mut rng = Rng::seed_from_u64(seed);
        let (_, key) = Vault::create_with("una frase", 8, 1, &mut rng);
        Self {
            folder: tempfile::tempdir().unwrap(),
            key,
            rng,
        }
    }

    fn place(&self) -> StoreLocation {
        let path = self
            .folder
            .path()
            .join("store.db")
            .to_str()
            .unwrap()
            .to_owned();
        StoreLocation {
            path,
            vfs: None,
            wal: true,
        }
    }

    fn open(&mut self) -> Device {
        Device::create(&self.place(), &self.key, NOW_MS, &mut self.rng).unwrap()
    }
}

fn person(given: &str, surname: &str) -> Registration {
    let fields = [
        ("name.given", given),
        ("name.surname1", surname),
        ("sex", "female"),
        ("phone", "+5255500000001"),
    ];
    Registration {
        fields: fields
            .iter()
            .map(|(field, value)| ((*field).into(), Value::from(*value)))
            .collect(),
        basis: String::new(),
    }
}

#[test]
fn a_registration_is_there_after_the_phone_was_off() {
    let mut phone = Phone::new(1);
    let mut device = phone.open();
    let (record, code) = device
        .register(&person("Lucía", "Núñez"), NOW_MS, &mut phone.rng)
        .unwrap();
    drop(device);
    let device = Device::open(&phone.place(), &phone.key).unwrap();
    assert_eq!(
        device.record(&code.to_string().to_lowercase()).unwrap(),
        record
    );
    let view = device.view(record, NOW_MS).unwrap();
    assert_eq!(view.fields["name.given"].values, ["Lucía"]);
    assert_eq!(view.fields["phone"].values, ["+5255500000001"]);
}

#[test]
fn people_are_found_without_accents_and_by_sound() {
    let mut phone = Phone::new(2);
    let mut device = phone.open();
    device
        .register(&person("Yesenia", "Jiménez"), NOW_MS, &mut phone.rng)
        .unwrap();
    device
        .register(&person("Óscar", "Peña"), NOW_MS, &mut phone.rng)
        .unwrap();
    for text in ["jimenez", "JIMÉ", "gimenes", "yes jim", "Llesenia"] {
        assert_eq!(device.find(text).unwrap().len(), 1, "{text}");
    }
    assert_eq!(device.find("oscar pena").unwrap().len(), 1);
    assert_eq!(device.find("nadie").unwrap().len(), 0);
    assert_eq!(device.find("  ").unwrap().len(), 0);
}

/// Invisible characters are removed from every value: a person who searches types the name without them.
#[test]
fn what_nobody_sees_is_kept_out_of_every_value() {
    let mut phone = Phone::new(9);
    let mut device = phone.open();
    let mut damaged = person("Le\u{200b}o\nLuis", "NÃºÃ±ez_x000D_");
    damaged.fields.extend([
        (
            "phone".to_owned(),
            Value::from("\u{202a}+52 656\u{2011}123 4567\u{202c}"),
        ),
        ("name.alias".to_owned(), Value::from("\u{200b}")),
        ("name.alias".to_owned(), Value::from("El  Gu\u{308}ero")),
        (
            "contact.note".to_owned(),
            Value::from("Llamar\u{200b} tarde\r\nno de noche"),
        ),
    ]);
    let (record, _) = device.register(&damaged, NOW_MS, &mut phone.rng).unwrap();
    let view = device.view(record, NOW_MS).unwrap();
    for (field, meant) in [
        ("name.given", "Leo Luis"),
        ("name.surname1", "Núñez"),
        ("phone", "+52 656-123 4567"),
        ("contact.note", "Llamar tarde\nno de noche"),
    ] {
        assert_eq!(view.fields[field].values, [meant], "{field}");
    }
    let aliases: Vec<_> = view.sets["name.alias"].iter().collect();
    assert_eq!(aliases, ["El Güero"]);
    for text in ["Leo", "núñez", "nunes", "NÃºÃ±ez", "Le\u{200b}o"] {
        assert_eq!(device.find(text).unwrap().len(), 1, "{text}");
    }
    device
        .clear(
            record,
            "name.alias",
            Some("El Gu\u{308}ero"),
            NOW_MS,
            &mut phone.rng,
        )
        .unwrap();
    let view = device.view(record, NOW_MS).unwrap();
    assert!(view.sets.get("name.alias").is_none_or(|all| all.is_empty()));
    let paper = device
        .add_entry(
            record,
            "identity_paper",
            &[("number", "G\u{feff}123")],
            NOW_MS,
            &mut phone.rng,
        )
        .unwrap();
    let view = device.view(record, NOW_MS).unwrap();
    assert_eq!(view.entries["identity_paper"][&paper]["number"], "G123");
}

#[test]
fn a_name_that_nobody_on_a_list_knows_is_missing_from_the_record() {
    let mut phone = Phone::new(10);
    let mut device = phone.open();
    let list = "Nombre(s),Apellidos,Sexo\nFNU,Tzul,Mujer\n";
    let today = Moment::from_unix_ms(NOW_MS).day();
    let reading = puente_lists::read(list.as_bytes(), &Answers::default(), today).unwrap();
    let imported = device
        .import_list(&reading, "lista", NOW_MS, &mut phone.rng, &mut |_| {})
        .unwrap();
    let taken = device
        .register_rows(
            imported.list,
            &RowNumbers::all(),
            NOW_MS,
            &mut phone.rng,
            &mut |_| {},
        )
        .unwrap();
    let RowRegistration::Registered(record, _) = taken[0].1 else {
        panic!("nobody had her yet");
    };
    let view = device.view(record, NOW_MS).unwrap();
    assert_eq!(view.fields["name.given"].values, ["∅unknown"]);
    assert_eq!(view.fields["name.surname1"].values, ["Tzul"]);
}

#[test]
fn another_key_opens_nothing() {
    let mut phone = Phone::new(3);
    phone
        .open()
        .register(&person("Ana", "Cruz"), NOW_MS, &mut phone.rng)
        .unwrap();
    let (_, other) = Vault::create_with("otra", 8, 1, &mut phone.rng);
    let refused = Device::open(&phone.place(), &other).err().unwrap();
    assert!(matches!(refused, Error::WrongKey));
    assert_eq!(refused.advice(), Advice::Damaged);
    let bytes = std::fs::read(&phone.place().path).unwrap();
    assert!(!bytes.starts_with(b"SQLite format 3"));
}

#[test]
fn a_vault_opens_with_its_passphrase_alone() {
    let mut rng = Rng::seed_from_u64(4);
    let (vault, key) = Vault::create_with("correcta", 8, 1, &mut rng);
    let vault = Vault::from_bytes(&vault.to_bytes()).unwrap();
    assert_eq!(*vault.open("correcta").unwrap(), *key);
    assert_eq!(
        vault.open("incorrecta").err(),
        Some(VaultError::WrongPassphrase)
    );
    let bytes = vault.to_bytes();
    for cut in 0..bytes.len() {
        assert!(Vault::from_bytes(&bytes[..cut]).is_err());
    }
}

#[test]
fn a_field_that_the_table_lacks_is_told_and_nothing_is_stored() {
    let mut phone = Phone::new(5);
    let mut device = phone.open();
    let mut wrong = person("Ana", "Cruz");
    wrong
        .fields
        .push(("favourite_colour".into(), Value::from("verde")));
    let refused = device
        .register(&wrong, NOW_MS, &mut phone.rng)
        .err()
        .unwrap();
    assert!(matches!(refused, Error::NoSuchField(field) if field == "favourite_colour"));
    assert_eq!(device.list().unwrap(), []);
}

#[test]
fn the_same_value_again_is_no_change() {
    let mut phone = Phone::new(6);
    let mut device = phone.open();
    let (record, _) = device
        .register(&person("Ana", "Cruz"), NOW_MS, &mut phone.rng)
        .unwrap();
    let before = device.status().unwrap().waiting;
    device
        .set(
            record,
            &[("sex".into(), Value::from("female"))],
            "",
            NOW_MS,
            &mut phone.rng,
        )
        .unwrap();
    assert_eq!(device.status().unwrap().waiting, before);
}

#[test]
fn a_draft_is_kept_until_it_is_registered_or_dropped() {
    let mut phone = Phone::new(7);
    let mut device = phone.open();
    device
        .put_app_item("draft/1", "half a form", NOW_MS)
        .unwrap();
    device
        .put_app_item("draft/1", "more of it", NOW_MS + 1)
        .unwrap();
    device
        .put_app_item("draft/2", "another", NOW_MS + 2)
        .unwrap();
    device.put_app_item("settings", "{}", NOW_MS).unwrap();
    drop(device);
    let mut device = phone.open();
    let keys = |device: &Device| -> Vec<String> {
        let kept = device.app_items("draft/").unwrap();
        kept.into_iter().map(|kept| kept.key).collect()
    };
    assert_eq!(keys(&device), ["draft/2", "draft/1"]);
    assert_eq!(device.app_items("draft/1").unwrap()[0].value, "more of it");
    // Refused as a whole: the draft stays.
    let mut wrong = person("Ana", "Cruz");
    wrong
        .fields
        .push(("favourite_colour".into(), "verde".into()));
    let refused = device.register_draft("draft/1", &wrong, None, NOW_MS, &mut phone.rng);
    assert!(matches!(refused, Err(Error::NoSuchField(_))));
    assert_eq!(keys(&device), ["draft/2", "draft/1"]);
    device
        .register_draft(
            "draft/1",
            &person("Ana", "Cruz"),
            None,
            NOW_MS,
            &mut phone.rng,
        )
        .unwrap();
    device.delete_app_item("draft/2").unwrap();
    assert!(keys(&device).is_empty());
    assert_eq!(device.list().unwrap().len(), 1);
    let huge = "x".repeat(puente_client::KEPT_BYTES_MAX + 1);
    assert!(matches!(
        device.put_app_item("draft/3", &huge, NOW_MS),
        Err(Error::ValueTooLong(_))
    ));
}

#[test]
fn the_latest_are_whoever_was_written_in_last() {
    let mut phone = Phone::new(8);
    let mut device = phone.open();
    let mut registered = Vec::new();
    for given in ["Ana", "Berta", "Carla"] {
        let person = person(given, "Cruz");
        registered.push(device.register(&person, NOW_MS, &mut phone.rng).unwrap().0);
    }
    let note = [("text", "una nota")];
    device
        .add_entry(registered[0], "note", &note, NOW_MS, &mut phone.rng)
        .unwrap();
    let latest = device.latest(2).unwrap();
    let records: Vec<_> = latest.iter().map(|line| line.record).collect();
    assert_eq!(records, [registered[0], registered[2]]);
}

#[test]
fn a_child_alone_and_an_emergency_wait_until_somebody_notes_what_was_done() {
    let mut phone = Phone::new(9);
    let mut device = phone.open();
    let mut child = person("Leo", "Cruz");
    let more = [("age", "9"), ("alone", "alone"), ("urgent_medical", "now")];
    let arrived = ("arrival.at", "2026-11-18T10:00:00Z");
    child.fields.extend(
        more.into_iter()
            .chain([arrived])
            .map(|(field, value)| (field.to_owned(), Value::from(value))),
    );
    let (record, _) = device.register(&child, NOW_MS, &mut phone.rng).unwrap();
    device
        .register(&person("Ana", "Cruz"), NOW_MS, &mut phone.rng)
        .unwrap();
    let reasons = |device: &Device| -> Vec<CaseReason> {
        let queue = device.queue(10, NOW_MS).unwrap();
        queue.cases.iter().map(|case| case.why).collect()
    };
    let (alone, urgent, unsent) = (
        CaseReason::MinorAlone,
        CaseReason::UrgentNow,
        CaseReason::Unsent,
    );
    assert_eq!(reasons(&device), [alone, urgent, unsent]);
    let first = &device.queue(10, NOW_MS).unwrap().cases[0];
    assert_eq!(first.since_ms, Some(1_794_996_000_000));
    let line = device.line(record).unwrap();
    assert_eq!((&*line.age, &*line.arrived_at), ("9", arrived.1));
    let told = [("minor.notified_at", "2026-11-18T10:05:00Z")];
    let mut set = |device: &mut Device, values: &[(&str, &str)]| {
        let values = values.iter();
        let values: Vec<_> = values
            .map(|(field, value)| ((*field).to_owned(), Value::from(*value)))
            .collect();
        device
            .set(record, &values, "", NOW_MS, &mut phone.rng)
            .unwrap();
    };
    set(&mut device, &told);
    assert_eq!(reasons(&device), [urgent, unsent]);
    set(&mut device, &[("urgent_medical", "none")]);
    assert_eq!(reasons(&device), [unsent]);
}
