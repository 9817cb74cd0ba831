//! A change that may not be accepted is quarantined, reported and decided about. It never blocks the rest.

use puente_document::Edit;
use puente_policy::Role;
use puente_protocol::ChangeState;
use puente_record::AccountId;
use puente_server::administration::{AdministrationError, SetAsideRequest};

use crate::world::{DAY_MS, World};

#[test]
fn a_revoked_device_is_heard_and_told_what_became_of_its_own_changes_alone() {
    let mut world = World::new();
    let mut ana = world.phone("Norte", Role::Volunteer);
    let mut luz = world.phone("Norte", Role::Volunteer);
    ana.register(&mut world, "Persona Uno");
    ana.sync(&world);
    luz.sync(&world);
    world
        .server
        .administration
        .revoke_device(world.now_ms, ana.id(), None)
        .unwrap();
    let person = ana.register(&mut world, "Persona Dos");
    luz.register(&mut world, "Persona Tres");
    luz.sync(&world);
    let reply = ana.sync(&world);
    assert_eq!(reply.ack().next_n, 2, "it is kept, with a receipt");
    assert!(reply.grants.as_ref().unwrap().revoked);
    assert!(reply.whole.is_empty() && reply.changes.is_empty());
    let told: Vec<_> = reply
        .verdicts
        .iter()
        .map(|of| (of.document, of.state))
        .collect();
    assert_eq!(told, [(person, ChangeState::Quarantined)]);
    assert_eq!(reply.verdicts[0].reason, "device_revoked");
    assert!(ana.sync(&world).is_empty(), "once");
    assert!(luz.sync(&world).is_empty());
    let kept = world.server.administration.quarantined().unwrap();
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].kept.reason, "device_revoked");
    world.assert_whole();
    world
        .server
        .administration
        .release(world.now_ms, kept[0].number, None)
        .unwrap();
    assert_eq!(luz.sync(&world).whole, [person]);
    assert_eq!(world.server.administration.status().unwrap().quarantined, 0);
    let reply = ana.sync(&world);
    assert_eq!(reply.verdicts[0].state, ChangeState::Released);
    assert!(reply.whole.is_empty() && reply.changes.is_empty());
    world.assert_whole();
}

#[test]
fn a_change_at_a_foreign_site_is_kept_and_its_device_is_told() {
    let mut world = World::new();
    let mut ana = world.phone("Norte", Role::Volunteer);
    let mut eva = world.phone("Sur", Role::Volunteer);
    let person = ana.register(&mut world, "Persona Uno");
    ana.sync(&world);
    eva.documents.insert(person, ana.documents[&person].clone());
    let change = eva.edit(&mut world, person, &[Edit::put("name.given", "Otra")]);
    let verdicts = eva.sync(&world).verdicts;
    assert_eq!(verdicts.len(), 1);
    assert_eq!((verdicts[0].document, verdicts[0].change), (person, change));
    assert_eq!(verdicts[0].state, ChangeState::Quarantined);
    assert_eq!(verdicts[0].reason, "not_entitled");
    assert!(ana.sync(&world).is_empty());
    // Every change that builds on it is quarantined for the same reason, later too.
    eva.edit(&mut world, person, &[Edit::put("name.surname1", "Prueba")]);
    let verdicts = eva.sync(&world).verdicts;
    assert_eq!(verdicts[0].reason, "depends_on_quarantined");
    world.assert_whole();

    let number = world.server.administration.quarantined().unwrap()[0].number;
    world
        .server
        .administration
        .release(world.now_ms, number, None)
        .unwrap();
    let reply = ana.sync(&world);
    assert_eq!(
        reply.changes,
        [person],
        "the follower is not entitled either"
    );
    assert_eq!(ana.text(person, "name.given").as_deref(), Some("Otra"));
    let told = eva.sync(&world).verdicts;
    assert_eq!(
        told.iter().map(|v| v.state).collect::<Vec<_>>(),
        [ChangeState::Released]
    );
    assert_eq!(world.server.administration.status().unwrap().quarantined, 1);
    world.assert_whole();
}

#[test]
fn a_change_set_aside_stays_out_and_its_author_reads_why() {
    let mut world = World::new();
    let mut ana = world.phone("Norte", Role::Volunteer);
    let mut eva = world.phone("Sur", Role::Volunteer);
    let person = ana.register(&mut world, "Persona Uno");
    ana.sync(&world);
    eva.documents.insert(person, ana.documents[&person].clone());
    eva.edit(&mut world, person, &[Edit::put("name.given", "Otra")]);
    eva.sync(&world);
    let number = world.server.administration.quarantined().unwrap()[0].number;
    let (_, writes) = world
        .server
        .administration
        .show_quarantined(world.now_ms, number, None)
        .unwrap();
    assert_eq!(
        writes,
        Some(vec![("name.given".to_owned(), Some("Otra".to_owned()))])
    );
    let refused = world
        .server
        .administration
        .set_aside(world.now_ms, number, " ", None);
    assert!(matches!(refused, Err(AdministrationError::Invalid(_))));
    world
        .server
        .administration
        .set_aside(world.now_ms, number, "Registrada en otro sitio", None)
        .unwrap();
    let told = eva.sync(&world).verdicts;
    assert_eq!(told[0].state, ChangeState::SetAside);
    assert_eq!(told[0].reason, "Registrada en otro sitio");
    assert!(
        world
            .server
            .administration
            .release(world.now_ms, number, None)
            .is_err()
    );
    assert!(ana.sync(&world).is_empty());
    assert_eq!(world.server.administration.status().unwrap().set_aside, 1);
    world.assert_whole();
}

#[test]
fn edits_of_an_ended_grant_count_for_thirty_days() {
    let mut world = World::new();
    let mut ana = world.phone("Norte", Role::Volunteer);
    let mut luz = world.phone("Norte", Role::Volunteer);
    let person = ana.register(&mut world, "Persona Uno");
    ana.sync(&world);
    luz.sync(&world);
    let end = world.now_ms;
    world
        .server
        .administration
        .end_grant(end, luz.account, "Norte", Role::Volunteer, None)
        .unwrap();
    luz.edit(&mut world, person, &[Edit::put("name.surname1", "Prueba")]);
    world.now_ms = end + 29 * DAY_MS;
    assert!(luz.sync(&world).verdicts.is_empty());
    luz.edit(&mut world, person, &[Edit::put("name.surname2", "Prueba")]);
    world.now_ms = end + 30 * DAY_MS;
    assert_eq!(luz.sync(&world).verdicts[0].reason, "not_entitled");
    assert_eq!(ana.sync(&world).changes, [person]);
    world.assert_whole();
}

#[test]
fn a_pending_change_enters_when_what_it_waits_for_arrives() {
    let mut world = World::new();
    let mut ana = world.phone("Norte", Role::Volunteer);
    let mut luz = world.phone("Norte", Role::Volunteer);
    let mut eva = world.phone("Norte", Role::Volunteer);
    let person = ana.register(&mut world, "Persona Uno");
    // A phone got the record from another phone and reaches the network first.
    luz.documents.insert(person, ana.documents[&person].clone());
    let change = luz.edit(&mut world, person, &[Edit::put("name.surname1", "Prueba")]);
    let told = luz.sync(&world).verdicts;
    assert_eq!(
        (told[0].change, told[0].state),
        (change, ChangeState::Pending)
    );
    assert!(eva.sync(&world).is_empty());
    assert_eq!(world.server.administration.status().unwrap().pending, 1);
    world.assert_whole();
    ana.sync(&world);
    let told = luz.sync(&world).verdicts;
    assert_eq!(
        (told[0].change, told[0].state),
        (change, ChangeState::Accepted)
    );
    assert_eq!(eva.sync(&world).whole, [person]);
    assert_eq!(eva.text(person, "name.surname1").as_deref(), Some("Prueba"));
    assert_eq!(
        ana.sync(&world).changes.len() + ana.sync(&world).whole.len(),
        0
    );
    world.assert_whole();
}

#[test]
fn changes_in_the_name_of_an_account_that_is_not_bound_are_kept() {
    let mut world = World::new();
    let mut ana = world.phone("Norte", Role::Volunteer);
    let luz = world.phone("Norte", Role::Volunteer);
    for account in [luz.account, AccountId::from_bytes([8; 16])] {
        ana.account = account;
        ana.register(&mut world, "Persona Uno");
        assert_eq!(ana.sync(&world).verdicts[0].reason, "account_not_bound");
    }
    assert_eq!(world.server.administration.status().unwrap().quarantined, 2);
    world.assert_whole();
}

#[test]
fn only_a_hundred_changes_of_a_device_may_wait_in_a_document() {
    let mut world = World::new();
    let mut ana = world.phone("Norte", Role::Volunteer);
    let mut luz = world.phone("Norte", Role::Volunteer);
    let person = ana.register(&mut world, "Persona Uno");
    luz.documents.insert(person, ana.documents[&person].clone());
    for n in 0..102 {
        luz.edit(
            &mut world,
            person,
            &[Edit::put("name.surname1", format!("Prueba {n}"))],
        );
        luz.seal(&world);
    }
    assert_eq!(luz.sync(&world).ack().next_n, 100);
    let status = world.server.administration.status().unwrap();
    assert_eq!((status.pending, status.quarantined), (100, 0));
    ana.sync(&world);
    assert_eq!(luz.sync(&world).ack().next_n, 102, "the rest is taken now");
    let status = world.server.administration.status().unwrap();
    assert_eq!((status.pending, status.changes), (0, 103));
    world.assert_whole();
}

#[test]
fn all_that_is_kept_of_one_device_is_set_aside_at_once() {
    let mut world = World::new();
    let mut ana = world.phone("Norte", Role::Volunteer);
    let mut eva = world.phone("Sur", Role::Volunteer);
    let mut ida = world.phone("Sur", Role::Volunteer);
    let person = ana.register(&mut world, "Persona Uno");
    ana.sync(&world);
    for phone in [&mut eva, &mut ida] {
        phone
            .documents
            .insert(person, ana.documents[&person].clone());
        phone.edit(&mut world, person, &[Edit::put("name.given", "Otra")]);
        phone.edit(&mut world, person, &[Edit::put("age", "30")]);
        phone.sync(&world);
    }
    let (now_ms, device) = (world.now_ms, eva.id());
    let administration = &world.server.administration;
    let set_aside = |reason| {
        let request = SetAsideRequest {
            device,
            includes_pending: false,
            reason,
        };
        administration.set_aside_all(now_ms, &request, None)
    };
    let refused = set_aside("");
    assert!(matches!(refused, Err(AdministrationError::Invalid(_))));
    assert_eq!(set_aside("Teléfono ajeno").unwrap(), 2);
    assert_eq!(set_aside("Otra vez").unwrap(), 0);
    let told = eva.sync(&world).verdicts;
    let is_told = |of: &puente_protocol::page::VerdictRow| {
        of.state == ChangeState::SetAside && of.reason == "Teléfono ajeno"
    };
    assert!(told.len() == 2 && told.iter().all(is_told));
    assert_eq!(
        world.server.administration.status().unwrap().quarantined,
        2,
        "Ida's stay"
    );
    world.assert_whole();
}

#[test]
fn what_waits_in_vain_is_seen_and_set_aside() {
    let mut world = World::new();
    let mut ana = world.phone("Norte", Role::Volunteer);
    let mut luz = world.phone("Norte", Role::Volunteer);
    let person = ana.register(&mut world, "Persona Uno");
    luz.documents.insert(person, ana.documents[&person].clone());
    luz.edit(&mut world, person, &[Edit::put("name.given", "Otra")]);
    luz.edit(&mut world, person, &[Edit::put("age", "30")]);
    luz.sync(&world);
    let waiting = world.server.administration.waiting().unwrap();
    let reasons: Vec<_> = waiting.iter().map(|line| &*line.kept.reason).collect();
    assert_eq!(reasons, ["dependencies_missing"; 2]);
    assert!(
        world
            .server
            .administration
            .quarantined()
            .unwrap()
            .is_empty()
    );
    let (now_ms, first) = (world.now_ms, waiting[0].number);
    world
        .server
        .administration
        .set_aside(now_ms, first, "Nadie la tiene", None)
        .unwrap();
    assert_eq!(world.server.exchanges.try_owed(now_ms), 1);
    let told: Vec<_> = luz.sync(&world).verdicts;
    let told: Vec<_> = told.iter().map(|of| (of.state, &*of.reason)).collect();
    let set_aside = (ChangeState::SetAside, "Nadie la tiene");
    let follows = (ChangeState::Quarantined, "depends_on_quarantined");
    assert_eq!(told, [set_aside, follows]);
    assert_eq!(world.server.administration.status().unwrap().pending, 0);
    let request = SetAsideRequest {
        device: luz.id(),
        includes_pending: true,
        reason: "Nadie la tiene",
    };
    let administration = &world.server.administration;
    let count = administration.set_aside_all(now_ms, &request, None);
    assert_eq!(count.unwrap(), 1);
    ana.sync(&world);
    world.assert_whole();
}
