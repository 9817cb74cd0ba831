//! What the server says about its sites, and what day it is there.

use ed25519_dalek::SigningKey;
use puente_client::{Effect, Event};
use puente_policy::Role;
use puente_protocol::bundle::{ServerKeys, courier_key};
use puente_protocol::page::{Grant, Grants};
use puente_protocol::sites::{SignedSites, Sites};
use puente_record::id::ServerId;
use puente_record::{Moment, SiteFacts, SiteZone};

use crate::scene::{NOW_MS, SERVER, SITE, Scene};

const EPOCH: u32 = 1;

fn receipt_key() -> SigningKey {
    SigningKey::from_bytes(&[8; 32])
}

fn keys() -> ServerKeys {
    ServerKeys {
        epoch: EPOCH,
        courier: courier_key(&[7; 32]),
        receipt: receipt_key().verifying_key().to_bytes(),
        recovery: None,
    }
}

fn told(zone: Option<(&str, &str)>) -> Sites {
    let zone = zone.map(|(name, rule)| SiteZone {
        name: name.into(),
        rule: rule.into(),
    });
    Sites {
        server: SERVER,
        epoch: EPOCH,
        as_of_ms: NOW_MS,
        at: vec![SiteFacts {
            id: SITE,
            name: "Garita".into(),
            zone,
            dif_phones: vec!["075".into()],
            attorney_phones: Vec::new(),
            is_open: true,
        }],
    }
}

fn tijuana() -> Sites {
    told(Some(("America/Tijuana", "PST8PDT,M3.2.0,M11.1.0")))
}

impl Scene {
    /// One exchange that brings grants with this statement about sites.
    fn told(&mut self, sites: Option<SignedSites>) {
        let Effect::SendExchange(body) = self.handle(Event::SyncRequested).remove(0) else {
            panic!()
        };
        let (_, mut page) = self.take(&body);
        page.grants = Some(Grants {
            generation: 2,
            revoked: false,
            at: vec![Grant {
                site: SITE,
                site_name: "Garita".into(),
                role: Role::Volunteer,
                account: None,
                ends_ms: None,
            }],
            keys: Some(keys()),
            sites,
            accounts: None,
        });
        self.handle(Event::BytesArrived(page.to_bytes()));
        self.handle(Event::ReplyEnded);
    }

    fn zone(&self) -> Option<String> {
        let sites = self.device.sites().unwrap();
        let zone = sites.here()?.zone.clone();
        zone.map(|zone| zone.name)
    }
}

fn scene(seed: u64) -> Scene {
    Scene::with_keys(seed, Role::Volunteer, Some(keys()))
}

#[test]
fn only_what_this_server_signed_in_this_life_is_believed_of_sites() {
    let mut scene = scene(61);
    assert_eq!(scene.zone(), None);
    scene.told(Some(tijuana().sign(&receipt_key())));
    assert_eq!(scene.zone().as_deref(), Some("America/Tijuana"));
    let elsewhere = || told(Some(("America/Cancun", "EST5")));
    let of_stranger = elsewhere().sign(&SigningKey::from_bytes(&[9; 32]));
    let of_other_server = Sites {
        server: ServerId::from_bytes([0x77; 16]),
        ..elsewhere()
    };
    let of_other_life = Sites {
        epoch: EPOCH + 1,
        ..elsewhere()
    };
    for facts in [
        Some(of_stranger),
        Some(of_other_server.sign(&receipt_key())),
        Some(of_other_life.sign(&receipt_key())),
        None,
    ] {
        scene.told(facts);
        assert_eq!(scene.zone().as_deref(), Some("America/Tijuana"));
    }
    scene.told(Some(elsewhere().sign(&receipt_key())));
    assert_eq!(scene.zone().as_deref(), Some("America/Cancun"));
}

#[test]
fn whoever_turns_eighteen_tomorrow_is_a_minor_until_midnight_of_the_place() {
    let at = |text: &str| text.parse::<Moment>().unwrap().unix_ms();
    // Midnight in Tijuana is at 08:00 UTC in winter, in Cancún at 05:00.
    for (seed, zone, midnight) in [
        (
            62,
            Some(("America/Tijuana", "PST8PDT,M3.2.0,M11.1.0")),
            "2026-11-30T08:00:00Z",
        ),
        (63, Some(("America/Cancun", "EST5")), "2026-11-30T05:00:00Z"),
        (64, None, "2026-11-30T08:00:00Z"),
    ] {
        let mut scene = scene(seed);
        scene.told(Some(told(zone).sign(&receipt_key())));
        let record = scene.register("Leo");
        scene.set(record, "birth.date", "2008-11-30");
        scene.set(record, "alone", "alone");
        let is_minor = |now_ms: i64| {
            let view = scene.device.view(record, now_ms).unwrap();
            view.findings.iter().any(|(_, code)| code == "minor_alone")
        };
        let midnight_ms = at(midnight);
        assert!(is_minor(at("2026-11-30T01:00:00Z")), "{zone:?}");
        assert!(is_minor(midnight_ms - 1), "{zone:?}");
        assert!(!is_minor(midnight_ms), "{zone:?}");
        // A clock that cannot be right makes nobody an adult.
        for wrong in ["1970-01-01T00:00:00Z", "2099-01-01T00:00:00Z"] {
            assert!(is_minor(at(wrong)), "{wrong}");
        }
    }
}
