//! How much one device may send, and what a bundle leaves behind.

use minicbor::bytes::ByteVec;
use puente_document::Edit;
use puente_policy::Role;
use puente_protocol::bundle::{Bundle, SealedBundle};
use puente_protocol::events::EventsCredential;
use puente_protocol::problem::ProblemCode;
use puente_protocol::segment::{Item, KnownSender, Segment, SegmentHead};
use puente_record::InstallId;
use puente_server::Limits;
use puente_server::store::quota::DAY_BYTES;
use rand_core::Rng;

use crate::database::TestDatabase;
use crate::phone::Phone;
use crate::world::{TrialAt, World};

fn bundle(world: &mut World, phone: &Phone, install: InstallId, segments: &[Vec<u8>]) -> Vec<u8> {
    let bundle = Bundle {
        device: phone.id(),
        install,
        segments: segments.iter().cloned().map(ByteVec::from).collect(),
    };
    let courier = world.server.keys().courier;
    bundle.seal(phone.server, &courier, &mut world.rng).unwrap()
}

/// Text that cannot be compressed.
fn noise(world: &mut World, bytes: usize) -> String {
    let mut raw = vec![0; bytes / 4 * 3];
    world.rng.fill_bytes(&mut raw);
    data_encoding::BASE64.encode(&raw)
}

const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

#[test]
fn a_device_that_brings_too_much_waits_and_loses_nothing() {
    let limits = Limits {
        day_bytes: 128 * 1024,
        ..Limits::default()
    };
    let mut world = World::with(TrialAt::Here, limits);
    let mut ana = world.phone("Norte", Role::Volunteer);
    let mut luz = world.phone("Norte", Role::Volunteer);
    let person = ana.register(&mut world, "Persona Uno");
    for _ in 0..2 {
        let fields = (0..7).map(|field| (field, noise(&mut world, 8_000)));
        let fields: Vec<_> = fields
            .map(|(field, text)| Edit::put(format!("note.a{field}"), text))
            .collect();
        ana.edit(&mut world, person, &fields);
        ana.sync(&world);
    }
    ana.edit(&mut world, person, &[Edit::put("age", "30")]);
    let refused = ana.exchange(&world).unwrap_err();
    assert_eq!(refused, ProblemCode::TooManyRequests);
    // Nor when it is carried as a bundle.
    let segments: Vec<_> = ana.segments.values().cloned().collect();
    assert_eq!(segments.len(), 1);
    let carried = bundle(&mut world, &ana, ana.install, &segments);
    let refused = world
        .server
        .exchanges
        .take_bundle(world.now_ms, &carried)
        .unwrap_err();
    assert_eq!(refused, ProblemCode::TooManyRequests);
    // The device still receives what there is, and other devices need not wait.
    luz.sync(&world);
    luz.edit(&mut world, person, &[Edit::put("sex", "female")]);
    luz.sync(&world);
    ana.segments.clear();
    ana.sync(&world);
    assert_eq!(ana.text(person, "sex").as_deref(), Some("female"));
    ana.segments = segments
        .into_iter()
        .zip(3..)
        .map(|(segment, n)| (n, segment))
        .collect();
    // The server keeps the count across a restart, and it ends when the response says.
    world.restart();
    let refused = ana.exchange(&world).unwrap_err();
    assert_eq!(refused, ProblemCode::TooManyRequests);
    let rests_s = world
        .server
        .exchanges
        .quota_rests_s(world.now_ms, ana.id())
        .unwrap();
    assert!(rests_s > 0 && rests_s < 2 * 24 * 60 * 60, "{rests_s}");
    world.now_ms += i64::try_from(rests_s).unwrap() * 1_000;
    ana.sync(&world);
    luz.sync(&world);
    assert_eq!(luz.text(person, "age").as_deref(), Some("30"));
    world.assert_whole();
}

/// What a phone gathers in six weeks at a busy gate, when it comes back.
#[test]
fn a_phone_that_was_away_for_weeks_has_its_share() {
    let records = 6 * 7 * 300;
    let each = 6_750;
    assert!(records * each < DAY_BYTES);
}

/// A clock that was far ahead once makes nobody wait until that time.
#[test]
fn what_was_counted_under_a_wrong_clock_is_not_waited_for() {
    let limits = Limits {
        day_bytes: 1_024,
        ..Limits::default()
    };
    let mut world = World::with(TrialAt::Here, limits);
    let mut ana = world.phone("Norte", Role::Volunteer);
    let person = ana.register(&mut world, "Persona Uno");
    let now_ms = world.now_ms;
    world.now_ms += 400 * DAY_MS;
    ana.sync(&world);
    world.now_ms = now_ms;
    ana.edit(&mut world, person, &[Edit::put("age", "30")]);
    ana.sync(&world);
}

/// Seals items other than changes into a segment of the phone.
fn seal_items(world: &World, phone: &mut Phone, items: Vec<Item>) {
    let head = SegmentHead {
        device: phone.id(),
        install: phone.install,
        n: phone.next_n,
        account: phone.account,
        time_ms: world.now_ms,
        generation: phone.generation,
    };
    let known = KnownSender {
        key: phone.public(),
        previous: phone.last_hash,
        change: &|_, _, _| None,
    };
    let sealed = Segment { head, items }.seal(&phone.key, &known).unwrap();
    phone.segments.insert(phone.next_n, sealed.0.to_bytes());
    (phone.next_n, phone.last_hash) = (phone.next_n + 1, sealed.1);
}

/// Bytes of the database's pages.
fn stored(world: &World) -> i64 {
    world.database.number(match &world.database {
        TestDatabase::Sqlite(_) => {
            "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"
        }
        TestDatabase::Postgres(_) => "SELECT pg_database_size(current_database())",
    })
}

/// 60 KB on the wire, and no more on disk, whatever form it has there.
#[test]
fn what_is_small_on_the_way_is_small_on_the_disk() {
    let mut world = World::new();
    let mut ana = world.phone("Norte", Role::Volunteer);
    let person = ana.register(&mut world, "Persona Uno");
    ana.sync(&world);
    let before = stored(&world);
    for round in 0..20 {
        let text = format!("{round}{}", "a".repeat(60_000)).into_bytes();
        let changes = (0..8).map(|item| (person, 0, [&text[..], &[item]].concat()));
        ana.forge(&world, &changes.collect::<Vec<_>>());
        let unknown = |tag| Item::Unknown {
            tag,
            body: text.clone(),
        };
        seal_items(
            &world,
            &mut ana,
            (0..8).map(|tag| unknown(100 + tag)).collect(),
        );
        let lines = (0..8).map(|_| Item::Log(text.clone()));
        seal_items(&world, &mut ana, lines.collect());
        ana.sync(&world);
    }
    let grew = stored(&world) - before;
    assert!(grew < 3 * 1024 * 1024, "{grew} bytes");
    world.assert_whole();
}

/// Anybody who knows the courier key can make a bundle in the name of any device.
#[test]
fn a_bundle_of_which_nothing_is_taken_leaves_no_trace() {
    let mut world = World::new();
    let mut ana = world.phone("Norte", Role::Volunteer);
    ana.register(&mut world, "Persona Uno");
    ana.seal(&world);
    let later = ana.segments.clone();
    ana.register(&mut world, "Persona Dos");
    ana.seal(&world);
    ana.segments.retain(|n, _| !later.contains_key(n));
    let behind_a_gap: Vec<_> = ana.segments.values().cloned().collect();
    for number in 0..20 {
        let install = InstallId::from_bytes([number; 16]);
        let empty = bundle(&mut world, &ana, install, &[]);
        let gap = bundle(&mut world, &ana, ana.install, &behind_a_gap);
        for (carried, left) in [(empty, 0), (gap, behind_a_gap.len() as u64)] {
            let receipt = world
                .server
                .exchanges
                .take_bundle(world.now_ms, &carried)
                .unwrap();
            let said = receipt.open(&world.server.keys().receipt).unwrap();
            assert_eq!((said.next_n, said.left), (0, left));
            assert_eq!(said.bundle, SealedBundle::read(&carried).unwrap().hash());
        }
    }
    let installs = "SELECT count(*) FROM install";
    assert_eq!(world.database.number(installs), 0);
    ana.segments.extend(later);
    ana.sync(&world);
    assert_eq!(world.server.administration.status().unwrap().records, 2);
    world.assert_whole();
}

/// Whoever has a copy of a bundle may send it as often as they like.
#[test]
fn a_bundle_that_was_taken_is_answered_from_memory() {
    let mut world = World::new();
    let mut ana = world.phone("Norte", Role::Volunteer);
    ana.register(&mut world, "Persona Uno");
    ana.seal(&world);
    let segments: Vec<_> = ana.segments.values().cloned().collect();
    let carried = bundle(&mut world, &ana, ana.install, &segments);
    let first = world
        .server
        .exchanges
        .take_bundle(world.now_ms, &carried)
        .unwrap();
    world.now_ms += 1_000;
    let again = world
        .server
        .exchanges
        .take_bundle(world.now_ms, &carried)
        .unwrap();
    assert_eq!(again, first);
    // But not for ever: a restored server takes the bundle again.
    world.restart();
    let later = world
        .server
        .exchanges
        .take_bundle(world.now_ms, &carried)
        .unwrap();
    assert_ne!(later, first);
    world.assert_whole();
}

/// The change that it depends on may come at any time.
#[test]
fn a_bundle_of_which_something_is_missing_is_taken_once_that_came() {
    let mut world = World::new();
    let mut ana = world.phone("Norte", Role::Volunteer);
    ana.register(&mut world, "Persona Uno");
    ana.seal(&world);
    ana.register(&mut world, "Persona Dos");
    ana.seal(&world);
    let segments: Vec<_> = ana.segments.values().cloned().collect();
    assert_eq!(segments.len(), 2);
    let second = bundle(&mut world, &ana, ana.install, &segments[1..]);
    let first = bundle(&mut world, &ana, ana.install, &segments[..1]);
    let left = |world: &World, bytes: &[u8]| {
        let receipt = world
            .server
            .exchanges
            .take_bundle(world.now_ms, bytes)
            .unwrap();
        receipt.open(&world.server.keys().receipt).unwrap().left
    };
    assert_eq!(left(&world, &second), 1);
    assert_eq!(left(&world, &first), 0);
    world.now_ms += 6_000;
    assert_eq!(left(&world, &second), 0);
    world.assert_whole();
}

/// Each install is a row that stays.
#[test]
fn a_device_listens_as_few_installations_only() {
    let mut world = World::new();
    let ana = world.phone("Norte", Role::Volunteer);
    let listen = |install: u16| {
        let mut id = [0; 16];
        id[..2].copy_from_slice(&install.to_be_bytes());
        let id = InstallId::from_bytes(id);
        let credential = EventsCredential::new(ana.server, id, 1, &ana.key);
        let known = world
            .server
            .subscriptions
            .introduce(&credential.to_bytes())?;
        world
            .server
            .subscriptions
            .subscribe(world.now_ms, &known, Box::new(|| {}))
            .map(drop)
    };
    let heard = (0..10_000).take_while(|install| listen(*install).is_ok());
    let heard = heard.count();
    assert!((10..2_000).contains(&heard), "{heard}");
    // An install that the server knows may connect as before.
    let credential = EventsCredential::new(ana.server, InstallId::from_bytes([0; 16]), 2, &ana.key);
    let known = world
        .server
        .subscriptions
        .introduce(&credential.to_bytes())
        .unwrap();
    assert!(
        world
            .server
            .subscriptions
            .subscribe(world.now_ms, &known, Box::new(|| {}))
            .is_ok()
    );
}
