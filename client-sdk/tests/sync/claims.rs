//! What a device says about what it sent: no more than the server told it.

use ed25519_dalek::SigningKey;
use puente_client::{CarriedBundles, Effect, Event, RecordState, StopReason};
use puente_policy::Role;
use puente_protocol::ChangeState;
use puente_protocol::VERSION;
use puente_protocol::bundle::{BundleReceipt, ServerKeys, courier_key};
use puente_protocol::identity::device_id;
use puente_protocol::page::{Grants, PageRow, VerdictRow};
use puente_protocol::problem::ProblemCode;
use puente_protocol::segment::NO_SEGMENT;
use puente_record::id::{ChangeHash, InstallId, RecordId};
use sha2::{Digest as _, Sha256};

use crate::scene::{NOW_MS, SERVER, Scene};

fn revoked() -> Option<Grants> {
    Some(Grants {
        keys: None,
        generation: 2,
        revoked: true,
        at: Vec::new(),
        sites: None,
        accounts: None,
    })
}

fn verdict(record: RecordId, change: ChangeHash, state: ChangeState, reason: &str) -> PageRow {
    PageRow::Verdict(VerdictRow {
        document: record,
        change,
        state,
        reason: reason.into(),
    })
}

/// The hash of the latest change, which is not sent yet.
fn latest_change(scene: &Scene, record: RecordId) -> ChangeHash {
    let history = scene.device.history(record, None).unwrap();
    history.last().unwrap().change
}

#[test]
fn what_a_revoked_device_sends_is_told_as_kept_aside() {
    let mut scene = Scene::new(71, Role::Volunteer);
    let before = scene.register("Eva");
    scene.sync(Vec::new());
    let late = scene.register("Leo");
    let change = latest_change(&scene, late);
    let aside = verdict(late, change, ChangeState::Quarantined, "device_revoked");
    let (report, stop) = scene.sync_told(vec![aside], revoked());
    assert_eq!(stop, StopReason::Revoked);
    assert_eq!((report.changes_acknowledged, report.quarantined), (1, 1));
    let status = scene.device.status().unwrap();
    assert_eq!((status.waiting, status.needs_attention), (0, 1));
    assert_eq!(
        scene.device.state(late).unwrap(),
        RecordState::NeedsAttention
    );
    let attention = scene.device.attention().unwrap();
    assert_eq!(attention.len(), 1);
    assert_eq!(attention[0].reason, "device_revoked");
    // The record that was accepted before is gone, as from any device without grants.
    assert!(scene.device.state(before).is_ok());
    assert_eq!(scene.device.status().unwrap().records, 1);
    let (report, stop) = scene.sync_told(Vec::new(), revoked());
    assert_eq!(
        (stop, report.changes_acknowledged),
        (StopReason::Revoked, 0)
    );

    let released = verdict(late, change, ChangeState::Released, "");
    scene.sync_told(vec![released], revoked());
    let status = scene.device.status().unwrap();
    assert_eq!((status.needs_attention, status.records), (0, 0));
}

#[test]
fn a_change_is_told_as_sent_once_and_when_the_server_said_so() {
    let mut scene = Scene::new(72, Role::Volunteer);
    scene.register("Eva");
    let sent = scene.handle(Event::SyncRequested);
    assert!(matches!(sent[..], [Effect::SendExchange(_)]));
    // It was sent and never answered, because the phone died.
    scene.register("Leo");
    scene.register("Sol");
    let (report, stop) = scene.sync(Vec::new());
    assert_eq!(stop, StopReason::Done);
    assert_eq!((report.changes_sealed, report.changes_acknowledged), (2, 3));
    let (report, _) = scene.sync(Vec::new());
    assert_eq!(report.changes_acknowledged, 0);
}

#[test]
fn a_bundle_that_waits_for_another_is_carried_on() {
    let receipt_key = SigningKey::from_bytes(&[8; 32]);
    let keys = ServerKeys {
        epoch: 1,
        courier: courier_key(&[9; 32]),
        receipt: receipt_key.verifying_key().to_bytes(),
        recovery: None,
    };
    let mut rosa = Scene::with_keys(73, Role::Volunteer, Some(keys));
    let mut luis = Scene::with_keys(74, Role::Volunteer, Some(keys));
    rosa.register("Eva");
    let exported = rosa.device.export_bundles(NOW_MS, &mut rosa.rng).unwrap();
    assert!(luis.device.carry(&exported.bundles[0]).unwrap());
    let (bundle, _) = luis.device.next_carried(None).unwrap().unwrap();
    let receipt = |left| {
        let said = BundleReceipt {
            server: SERVER,
            epoch: 1,
            device: device_id(&rosa.key),
            install: InstallId::from_bytes([1; 16]),
            next_n: 0,
            last: NO_SEGMENT,
            leaves: Vec::new(),
            bundle,
            time_ms: NOW_MS,
            left,
        };
        said.sign(&receipt_key).as_bytes().to_vec()
    };
    let counts = |scene: &Scene| {
        let CarriedBundles {
            waiting, delivered, ..
        } = scene.device.status().unwrap().carried;
        (waiting, delivered)
    };
    luis.device.carried(bundle, Ok(&receipt(1))).unwrap();
    assert_eq!(counts(&luis), (1, 0), "the server does not hold it yet");
    luis.device.take_receipt(&receipt(1)).unwrap();
    assert_eq!(counts(&luis), (1, 0), "nor by a receipt that came by hand");
    luis.device.carried(bundle, Ok(&receipt(0))).unwrap();
    assert_eq!(counts(&luis), (0, 1));
}

#[test]
fn what_nobody_will_ever_take_is_not_carried_on() {
    let keys = ServerKeys {
        epoch: 1,
        courier: courier_key(&[9; 32]),
        receipt: SigningKey::from_bytes(&[8; 32]).verifying_key().to_bytes(),
        recovery: None,
    };
    let mut luis = Scene::with_keys(76, Role::Volunteer, Some(keys));
    // Well-formed for the device that carries it, but the server could not open it.
    let another = |number: u8| {
        let mut body = SERVER.as_bytes().to_vec();
        body.resize(1_000_000, number);
        let length = u32::try_from(body.len()).unwrap().to_be_bytes();
        let check = Sha256::digest(&body);
        [b"puenteb", &[VERSION][..], &length, &check[..8], &body].concat()
    };
    let carried = (0..255).take_while(|number| luis.device.carry(&another(*number)).is_ok());
    let carried = carried.count();
    assert!((10..200).contains(&carried), "{carried}");
    let (bundle, _) = luis.device.next_carried(None).unwrap().unwrap();
    let refused = Err(ProblemCode::Malformed);
    luis.device.carried(bundle, refused).unwrap();
    assert_eq!(luis.device.status().unwrap().carried.refused, 1);
    assert!(luis.device.carry(&another(255)).unwrap());
}
