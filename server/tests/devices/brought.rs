//! What a device brings for others without a vouch of the server.

use minicbor::bytes::ByteArray;
use puente_document::Edit;
use puente_policy::Role;
use puente_protocol::ChangeState;
use puente_protocol::segment::{CarriedChanges, Item, Listing, ListingGroup, WrittenBy};
use puente_record::{ChangeHash, DocumentId};

use crate::phone::Phone;
use crate::world::World;

/// The bytes of a change that the phone wrote and has not sent.
fn unsent(phone: &Phone, hash: ChangeHash, document: DocumentId) -> Vec<u8> {
    let mut changes = phone.documents[&document].changes().into_iter();
    changes.find(|(of, _)| *of == hash).unwrap().1
}

/// A listing that names one change and its claimed author, without a vouch.
fn listing(document: DocumentId, by: &Phone, change: ChangeHash) -> Listing {
    Listing {
        document,
        groups: vec![ListingGroup {
            vouch: None,
            by: vec![WrittenBy {
                account: by.account,
                device: by.id(),
                key: Some(ByteArray::from(by.public())),
                changes: change.as_bytes().to_vec().into(),
                own: None,
            }],
        }],
    }
}

fn kept_rows(world: &World) -> i64 {
    let rows =
        "SELECT count(*) FROM feed_row r JOIN feed f ON f.nr = r.feed WHERE f.device IS NOT NULL";
    world.database.number(rows)
}

struct Scene {
    world: World,
    ana: Phone,
    luz: Phone,
    person: DocumentId,
    /// A change that Ana wrote and has not sent.
    change: ChangeHash,
    raw: Vec<u8>,
}

fn scene() -> Scene {
    let mut world = World::new();
    let mut ana = world.phone("Norte", Role::Volunteer);
    let mut luz = world.phone("Norte", Role::Volunteer);
    let person = ana.register(&mut world, "Persona Uno");
    ana.sync(&world);
    luz.sync(&world);
    let change = ana.edit(&mut world, person, &[Edit::put("age", "30")]);
    let raw = unsent(&ana, change, person);
    Scene {
        world,
        ana,
        luz,
        person,
        change,
        raw,
    }
}

#[test]
fn what_nobody_signed_for_is_not_kept() {
    let Scene {
        world,
        mut luz,
        person,
        raw,
        ..
    } = scene();
    for raw in [raw, b"no change".to_vec()] {
        let groups = Vec::new();
        let listing = Listing {
            document: person,
            groups,
        };
        luz.items
            .push(Item::Carried(CarriedChanges::new(listing, vec![raw])));
        luz.sync(&world);
    }
    assert!(
        world
            .server
            .administration
            .quarantined()
            .unwrap()
            .is_empty()
    );
    world.assert_whole();
}

#[test]
fn a_copy_without_proof_is_settled_when_its_change_comes() {
    let mut scene = scene();
    let listing = listing(scene.person, &scene.ana, scene.change);
    let copy = CarriedChanges::new(listing, vec![scene.raw.clone()]);
    scene.luz.items.push(Item::Carried(copy));
    let told = scene.luz.sync(&scene.world).verdicts;
    assert_eq!(told[0].reason, "not_vouched_for");
    assert!(scene.ana.sync(&scene.world).verdicts.is_empty());
    let told = scene.luz.sync(&scene.world).verdicts;
    let said = (told[0].state, &*told[0].reason);
    assert_eq!(said, (ChangeState::SetAside, "entered_otherwise"));
    assert!(
        scene
            .world
            .server
            .administration
            .quarantined()
            .unwrap()
            .is_empty()
    );
    scene.world.assert_whole();
}

#[test]
fn what_is_brought_again_and_again_is_told_once() {
    let mut scene = scene();
    let listing = listing(scene.person, &scene.ana, scene.change);
    let (before, raws) = (kept_rows(&scene.world), vec![scene.raw.clone(); 500]);
    for _ in 0..3 {
        let copies = CarriedChanges::new(listing.clone(), raws.clone());
        scene.luz.items.push(Item::Carried(copies));
        scene.luz.sync(&scene.world);
    }
    assert_eq!(
        scene
            .world
            .server
            .administration
            .quarantined()
            .unwrap()
            .len(),
        1
    );
    let told = kept_rows(&scene.world) - before;
    assert_eq!(told, 2, "its author, and who brought it");
    scene.world.assert_whole();
}

#[test]
fn a_document_that_is_asked_for_is_an_entry_of_the_log() {
    let mut scene = scene();
    assert!(scene.luz.sync(&scene.world).is_empty());
    let size = |world: &World| world.server.administration.status().unwrap().log_entries;
    let before = size(&scene.world);
    assert!(scene.luz.sync(&scene.world).is_empty());
    assert_eq!(size(&scene.world), before);
    let question = Item::Carried(CarriedChanges::question(scene.person));
    scene.luz.items.push(question);
    let got = scene.luz.sync(&scene.world);
    assert_eq!(got.whole, [scene.person]);
    assert_eq!(
        size(&scene.world),
        before + 2,
        "the segment, and the delivery"
    );
}

/// If the server is restored to a time before it knew the author, only the key tells whose a change is.
#[test]
fn whoever_is_sent_a_change_is_told_its_authors_key() {
    let mut scene = scene();
    scene.ana.sync(&scene.world);
    let got = scene.luz.sync(&scene.world);
    assert_eq!(got.changes, [scene.person]);
    let authors = got.pages.iter().flat_map(|page| &page.authors);
    let keys: Vec<_> = authors.map(|author| author.signer.is_some()).collect();
    assert_eq!(keys, [true]);
}
