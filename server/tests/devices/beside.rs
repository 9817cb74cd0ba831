//! What is written beside a record is accepted by where the record was at the time, and nobody sees it before.

use puente_document::Edit;
use puente_policy::Role;
use puente_protocol::ChangeState;
use puente_protocol::segment::{Item, SealedBody};
use puente_record::{DocumentKind, ListId, Origin};

use crate::beginnings::{Scene, state};
use crate::world::DAY_MS;

#[test]
fn what_another_site_writes_beside_a_record_waits_unseen() {
    let mut scene = Scene::new(Role::CaseWorker);
    let (record, _) = scene.founded();
    let before = std::mem::take(&mut scene.ana.items);
    let edits = [Edit::put("measured.x", "1")];
    let kinds = [DocumentKind::Contact, DocumentKind::Protection];
    let mut dropped = Vec::new();
    for kind in kinds {
        dropped.push(
            scene
                .eva
                .create(&mut scene.world, kind, Some(record), &edits),
        );
    }
    // Before the core, with it, and after it.
    assert_eq!(
        state(&scene.eva.sync(&scene.world)),
        [ChangeState::Pending; 2]
    );
    scene.unseen(&[]);
    scene.ana.items = before;
    assert!(scene.ana.sync(&scene.world).verdicts.is_empty());
    scene.unseen(&[record]);
    for kind in kinds {
        scene
            .eva
            .create(&mut scene.world, kind, Some(record), &edits);
    }
    for document in dropped {
        scene
            .eva
            .edit(&mut scene.world, document, &[Edit::put("measured.x", "2")]);
    }
    let told = scene.eva.sync(&scene.world);
    assert_eq!(state(&told), [ChangeState::Pending; 4]);
    scene.unseen(&[record]);
    // When the record comes to Sur, they belong to its own site.
    scene.ana.edit(
        &mut scene.world,
        record,
        &[Edit::put("home_site", scene.south.to_string())],
    );
    scene.ana.sync(&scene.world);
    let told = scene.eva.sync(&scene.world);
    assert_eq!(state(&told), [ChangeState::Accepted; 6]);
    scene.world.assert_whole();
}

#[test]
fn what_was_written_beside_a_record_enters_wherever_the_record_is_by_then() {
    for order in 0..3 {
        let mut scene = Scene::new(Role::CaseWorker);
        let (record, _) = scene.founded();
        let begun = std::mem::take(&mut scene.ana.items);
        scene.ana.edit(
            &mut scene.world,
            record,
            &[Edit::put("home_site", scene.south.to_string())],
        );
        let moved = std::mem::take(&mut scene.ana.items);
        let mut luz = scene.world.phone("Norte", Role::Volunteer);
        let note = [Edit::put("note", "Prueba")];
        let dropped = luz.create(
            &mut scene.world,
            DocumentKind::Protection,
            Some(record),
            &note,
        );
        for step in 0..3 {
            match (step + order) % 3 {
                0 => scene.ana.items = begun.clone(),
                1 => scene.ana.items = moved.clone(),
                _ => {
                    luz.sync(&scene.world);
                }
            }
            scene.ana.sync(&scene.world);
        }
        let told = luz.sync(&scene.world);
        assert!(
            state(&told)
                .iter()
                .all(|state| *state == ChangeState::Accepted)
        );
        let mut got = scene.eva.sync(&scene.world).whole;
        got.sort();
        let mut all = [record, dropped];
        all.sort();
        assert_eq!(got, all, "order {order}");
        assert_eq!(
            scene.world.server.administration.status().unwrap().pending,
            0
        );
        scene.world.assert_whole();
    }
}

/// A move that was waiting itself is not in the request that accepts it.
#[test]
fn a_move_that_waited_brings_in_what_waits_beside_its_record() {
    let mut scene = Scene::new(Role::CaseWorker);
    let (record, _) = scene.founded();
    scene.ana.sync(&scene.world);
    let note = [Edit::put("note", "Prueba")];
    let kind = DocumentKind::Protection;
    let dropped = scene
        .eva
        .create(&mut scene.world, kind, Some(record), &note);
    scene.eva.sync(&scene.world);
    scene
        .ana
        .edit(&mut scene.world, record, &[Edit::put("age", "30")]);
    let before = std::mem::take(&mut scene.ana.items);
    let south = scene.south.to_string();
    scene
        .ana
        .edit(&mut scene.world, record, &[Edit::put("home_site", south)]);
    scene.ana.sync(&scene.world);
    assert_eq!(
        scene.world.server.administration.status().unwrap().pending,
        2
    );
    scene.ana.items = before;
    scene.ana.sync(&scene.world);
    assert_eq!(
        scene.world.server.administration.status().unwrap().pending,
        0
    );
    let mut new = scene.world.phone("Sur", Role::CaseWorker);
    let got = new.sync(&scene.world).whole;
    assert!(got.contains(&record) && got.contains(&dropped));
    scene.world.assert_whole();
}

#[test]
fn a_grant_counts_as_of_when_the_change_came_however_long_it_waits() {
    let mut scene = Scene::new(Role::CaseWorker);
    let (record, _) = scene.founded();
    let before = std::mem::take(&mut scene.ana.items);
    let mut luz = scene.world.phone("Norte", Role::CaseWorker);
    let note = [Edit::put("note", "Prueba")];
    let kind = DocumentKind::Protection;
    let dropped = luz.create(&mut scene.world, kind, Some(record), &note);
    let foreign = scene
        .eva
        .create(&mut scene.world, kind, Some(record), &note);
    luz.sync(&scene.world);
    scene.eva.sync(&scene.world);
    let (now_ms, server) = (scene.world.now_ms, &scene.world.server);
    let ended =
        server
            .administration
            .end_grant(now_ms, luz.account, "Norte", Role::CaseWorker, None);
    ended.unwrap();
    // A grant that was given since does not count for changes that were sent before.
    scene.world.now_ms += 40 * DAY_MS;
    let (now_ms, server) = (scene.world.now_ms, &scene.world.server);
    let given =
        server
            .administration
            .add_grant(now_ms, scene.eva.account, "Norte", Role::CaseWorker, None);
    given.unwrap();
    scene.ana.items = before;
    scene.ana.sync(&scene.world);
    let mut new = scene.world.phone("Norte", Role::CaseWorker);
    let got = new.sync(&scene.world).whole;
    assert!(got.contains(&dropped) && !got.contains(&foreign), "{got:?}");
    scene.world.assert_whole();
}

#[test]
fn a_sealed_body_says_nothing_about_where_a_record_is() {
    let mut scene = Scene::new(Role::CaseWorker);
    let list = ListId::from_bytes([7; 16]);
    let core = Origin::list_row(DocumentKind::Core, scene.north, list, 3);
    let record = core.id(&[0; 32]).unwrap();
    // Ids that follow from lists can be computed beforehand.
    let noise = SealedBody::new(&[9; 32], record, &[1; 60]).unwrap();
    scene.eva.items = vec![Item::Sealed(noise)];
    assert!(scene.eva.sync(&scene.world).verdicts.is_empty());
    let contact = Origin::list_row(DocumentKind::Contact, scene.north, list, 3);
    let contact = scene
        .ana
        .found(&mut scene.world, &contact, &[Edit::put("phone", "1")]);
    let note = Origin::added(DocumentKind::Protection, record, scene.world.random());
    let note = scene
        .ana
        .found(&mut scene.world, &note, &[Edit::put("note", "x")]);
    let told = scene.ana.sync(&scene.world);
    assert_eq!(
        state(&told),
        [ChangeState::Pending],
        "nobody of the row is known yet"
    );
    scene.unseen(&[contact]);
    scene.ana.found(&mut scene.world, &core, &[]);
    scene.ana.sync(&scene.world);
    scene.ana.sync(&scene.world);
    scene.unseen(&[record, contact, note]);
}
