//! How much one device may bring, and what a bundle leaves behind.

use minicbor::bytes::ByteVec;
use puente_document::Edit;
use puente_policy::Role;
use puente_protocol::bundle::{Bundle, SealedBundle};
use puente_protocol::problem::ProblemCode;
use puente_record::InstallId;
use puente_server::server::Limits;

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

#[test]
fn a_device_that_brings_too_much_waits_and_loses_nothing() {
    let limits = Limits {
        volume_kib: 64,
        ..Limits::default()
    };
    let mut world = World::with(TrialAt::Here, limits);
    let mut ana = world.phone("Norte", Role::Volunteer);
    let mut luz = world.phone("Norte", Role::Volunteer);
    let person = ana.register(&mut world, "Persona Uno");
    for number in 0..2 {
        let text = format!("{number}{}", "a".repeat(8_000));
        let fields = (0..7).map(|field| Edit::put(format!("note.a{field}"), text.clone()));
        ana.edit(&mut world, person, &fields.collect::<Vec<_>>());
        ana.sync(&world);
    }
    ana.edit(&mut world, person, &[Edit::put("age", "30")]);
    let refused = ana.exchange(&world).unwrap_err();
    assert_eq!(refused, ProblemCode::TooManyRequests);
    // Nor by hand.
    let segments: Vec<_> = ana.segments.values().cloned().collect();
    assert_eq!(segments.len(), 1);
    let carried = bundle(&mut world, &ana, ana.install, &segments);
    let refused = world
        .server
        .take_bundle(world.now_ms, &carried)
        .unwrap_err();
    assert_eq!(refused, ProblemCode::TooManyRequests);
    // It hears what there is, and others are not asked to wait.
    luz.sync(&world);
    luz.edit(&mut world, person, &[Edit::put("sex", "female")]);
    luz.sync(&world);
    ana.segments.clear();
    ana.sync(&world);
    assert_eq!(ana.text(person, "sex").as_deref(), Some("female"));
    world.restart();
    ana.segments = segments
        .into_iter()
        .zip(3..)
        .map(|(segment, n)| (n, segment))
        .collect();
    ana.sync(&world);
    luz.sync(&world);
    assert_eq!(luz.text(person, "age").as_deref(), Some("30"));
    world.assert_whole();
}

/// Anybody who knows the courier key can make one, in the name of any device.
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
            let receipt = world.server.take_bundle(world.now_ms, &carried).unwrap();
            let said = receipt.open(&world.server.keys().receipt).unwrap();
            assert_eq!((said.next_n, said.left), (0, left));
            assert_eq!(said.bundle, SealedBundle::read(&carried).unwrap().hash());
        }
    }
    let installs = "SELECT count(*) FROM install";
    let count: i64 = world
        .raw()
        .query_row(installs, [], |row| row.get(0))
        .unwrap();
    assert_eq!(count, 0);
    ana.segments.extend(later);
    ana.sync(&world);
    assert_eq!(world.server.status().unwrap().records, 2);
    world.assert_whole();
}
