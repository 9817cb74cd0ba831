//! Entries on a device, with no network at all.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "offline/phone.rs"]
mod phone;

use puente_client::{Error, Registration};
use puente_record::Value;

use phone::{NOW_MS, Phone};

#[test]
fn an_entry_is_corrected_and_taken_back_and_the_history_keeps_it() {
    let Phone { device, rng, .. } = &mut Phone::new(1);
    let person = Registration {
        fields: vec![("name.given".into(), Value::from("Ana"))],
        basis: String::new(),
    };
    let (record, _) = device.register(&person, NOW_MS, rng).unwrap();
    let said = [("status", "in_house"), ("bed", "4"), ("unit", "A")];
    let stay = device
        .add_entry(record, "stay", &said, NOW_MS, rng)
        .unwrap();

    let corrected = [
        ("bed".to_owned(), Some(Value::from("7"))),
        ("unit".to_owned(), None),
    ];
    device
        .put_entry(record, "stay", Some(stay), &corrected, "", NOW_MS + 1, rng)
        .unwrap();
    let view = device.view(record, NOW_MS + 1).unwrap();
    let held = &view.entries["stay"][&stay];
    assert_eq!(held["bed"], "7");
    assert!(!held.contains_key("unit"));

    device
        .take_back_entry(record, "stay", stay, NOW_MS + 2, rng)
        .unwrap();
    let view = device.view(record, NOW_MS + 2).unwrap();
    assert!(
        view.entries
            .get("stay")
            .is_none_or(|stays| stays.is_empty())
    );
    let told = device.history(record, None).unwrap().pop().unwrap().edits;
    let beds = told.iter().filter(|edit| edit.field.ends_with("/bed"));
    let before: Vec<_> = beds.flat_map(|edit| &edit.replaced).collect();
    assert_eq!(before.len(), 1);
    // Nothing is left to take back.
    let again = device.take_back_entry(record, "stay", stay, NOW_MS + 3, rng);
    assert!(matches!(again, Err(Error::NoSuchField(_))));
}
