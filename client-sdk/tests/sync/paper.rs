//! Blank forms and cards, and the log of what was printed.

use puente_client::{Error, Registration, StopReason};
use puente_policy::Role;
use puente_protocol::device_log::{DeviceLogKind, DeviceLogLine, decode_lines};
use puente_protocol::segment::{Item, VerifiedSegment};
use puente_record::Value;

use crate::scene::*;

impl Scene {
    /// The lines of the device's own log that the server has.
    fn logged(&self) -> Vec<DeviceLogLine> {
        let items = self
            .logs
            .values()
            .flatten()
            .flat_map(VerifiedSegment::items);
        let bodies = items.filter_map(|(item, _)| match item {
            Item::Log(body) => Some(decode_lines(body).unwrap()),
            _ => None,
        });
        bodies.flatten().collect()
    }

    fn register_from_paper(&mut self, code: &str) -> Result<String, Error> {
        let fields = [("name.given", "Ana"), ("code", code)];
        let registration = Registration {
            fields: fields
                .map(|(id, said)| (id.to_owned(), Value::from(said)))
                .to_vec(),
            basis: "paper".into(),
        };
        let (_, code) = self.device.register(&registration, NOW_MS, &mut self.rng)?;
        Ok(code.to_string())
    }
}

#[test]
fn what_was_printed_goes_up_once_and_again_after_a_fork() {
    let mut scene = Scene::new(60, Role::Volunteer);
    let ana = scene.register("Ana");
    let print = |scene: &mut Scene, kind, count, record| {
        scene.device.log_print(kind, count, record, NOW_MS).unwrap();
    };
    print(&mut scene, DeviceLogKind::BlankFormsPrinted, 20, None);
    print(&mut scene, DeviceLogKind::RecordCardPrinted, 1, Some(ana));
    let (_, stop) = scene.sync(Vec::new());
    assert_eq!(stop, StopReason::Done);
    let logged = scene.logged();
    let told: Vec<_> = logged
        .iter()
        .map(|of| (of.kind, of.count, of.record))
        .collect();
    let expected = [
        (DeviceLogKind::BlankFormsPrinted, 20, None),
        (DeviceLogKind::RecordCardPrinted, 1, Some(ana)),
    ];
    assert_eq!(told, expected);
    scene.sync(Vec::new());
    assert_eq!(scene.logged(), logged);
    // Nobody acknowledged this one before the fork.
    print(&mut scene, DeviceLogKind::InvitationPrinted, 1, None);
    scene.sync_forked(Vec::new(), None, Some(1));
    assert_eq!(scene.logged().len(), 3);
}

#[test]
fn a_reserved_code_becomes_the_code_of_one_person() {
    let mut scene = Scene::new(61, Role::Volunteer);
    let codes = scene
        .device
        .reserve_codes(40, NOW_MS, &mut scene.rng)
        .unwrap();
    let mut different = codes.clone();
    different.sort();
    different.dedup();
    assert_eq!(different.len(), 40);
    let printed = codes[7].to_string();
    assert_eq!(
        scene.device.free_code(&printed.to_lowercase()).unwrap(),
        Some(codes[7])
    );
    assert_eq!(
        scene
            .register_from_paper(&printed.replace('-', " "))
            .unwrap(),
        printed
    );
    assert!(scene.device.record(&printed).is_ok());
    assert_eq!(scene.device.free_code(&printed).unwrap(), None);
    let again = scene.register_from_paper(&printed);
    assert!(matches!(again, Err(Error::CodeTaken)));
    assert!(matches!(
        scene.register_from_paper("2222-2222-3"),
        Err(Error::NotACode)
    ));
    // A sheet of another phone.
    assert_eq!(
        scene.register_from_paper("2222-2222-2").unwrap(),
        "2222-2222-2"
    );
    let (_, stop) = scene.sync(Vec::new());
    assert_eq!(stop, StopReason::Done);
}
