//! Records that move between sites.

use puente_document::Edit;
use puente_policy::Role;
use puente_protocol::ChangeState;
use puente_record::{DocumentKind, Origin, SiteId};
use puente_server::administration::AdministrationError;

use crate::world::World;

fn site(world: &World, name: &str) -> SiteId {
    world.server.administration.site(name).unwrap().facts.id
}

#[test]
fn a_moved_record_arrives_whole_and_the_old_site_sees_it_go() {
    let mut world = World::new();
    let mut ana = world.phone("Norte", Role::ShelterAdmin);
    let mut luz = world.phone("Norte", Role::CaseWorker);
    let mut eva = world.phone("Sur", Role::CaseWorker);
    let core = ana.register(&mut world, "Persona Uno");
    let edits = [Edit::put("contact.note", "Nota de prueba")];
    let contact = ana.create(&mut world, DocumentKind::Contact, Some(core), &edits);
    ana.sync(&world);
    luz.sync(&world);
    assert!(eva.sync(&world).is_empty());
    let south = site(&world, "Sur").to_string();
    ana.edit(&mut world, core, &[Edit::put("home_site", &*south)]);
    ana.sync(&world);
    let mut got = eva.sync(&world).whole;
    got.sort();
    let mut all = vec![core, contact];
    all.sort();
    assert_eq!(got, all, "the whole record");
    let left = luz.sync(&world);
    assert_eq!((left.whole.len(), left.changes), (0, vec![core]));
    assert_eq!(luz.text(core, "home_site"), Some(south));
    // What happens there from now on does not reach the old site.
    eva.edit(&mut world, core, &[Edit::put("name.surname1", "Prueba")]);
    eva.edit(
        &mut world,
        contact,
        &[Edit::put("contact.note", "Otra nota")],
    );
    eva.sync(&world);
    assert!(luz.sync(&world).is_empty());
    // A device that is new at the old site does not get the record.
    let mut new = world.phone("Norte", Role::CaseWorker);
    assert!(!new.sync(&world).whole.contains(&core));
    world.assert_whole();
}

#[test]
fn a_record_in_two_minds_about_its_site_belongs_to_both() {
    let mut world = World::new();
    let mut ana = world.phone("Norte", Role::ShelterAdmin);
    let mut luz = world.phone("Norte", Role::ShelterAdmin);
    let mut eva = world.phone("Sur", Role::Volunteer);
    world
        .server
        .administration
        .add_site("Este", "shelter")
        .unwrap();
    let mut ida = world.phone("Este", Role::Volunteer);
    let core = ana.register(&mut world, "Persona Uno");
    ana.sync(&world);
    luz.sync(&world);
    let (south, east) = (
        site(&world, "Sur").to_string(),
        site(&world, "Este").to_string(),
    );
    ana.edit(&mut world, core, &[Edit::put("home_site", &*south)]);
    luz.edit(&mut world, core, &[Edit::put("home_site", &*east)]);
    ana.sync(&world);
    luz.sync(&world);
    assert_eq!(eva.sync(&world).whole, [core]);
    assert_eq!(ida.sync(&world).whole, [core]);
    assert_eq!(
        eva.sync(&world).changes.len() + eva.documents[&core].conflicts().len(),
        1
    );
    world.assert_whole();
}

/// The server was restored to a time before it had a site. Devices still know the site, and move people there.
#[test]
fn a_move_to_a_site_that_is_not_set_up_waits_until_it_is() {
    let mut world = World::new();
    let mut ana = world.phone("Norte", Role::ShelterAdmin);
    let core = ana.register(&mut world, "Persona Uno");
    let lost = SiteId::from_bytes(world.random());
    ana.edit(
        &mut world,
        core,
        &[Edit::put("home_site", &*lost.to_string())],
    );
    let told = ana.sync(&world).verdicts;
    assert_eq!((told.len(), told[0].state), (1, ChangeState::Pending));
    assert_eq!(
        world.server.exchanges.try_owed(world.now_ms),
        0,
        "nothing is owed"
    );
    world
        .server
        .administration
        .add_site_again(lost, "Este", "shelter")
        .unwrap();
    assert_eq!(world.server.exchanges.try_owed(world.now_ms), 1);
    assert_eq!(ana.sync(&world).verdicts[0].state, ChangeState::Accepted);
    let mut ida = world.phone("Este", Role::Volunteer);
    assert_eq!(ida.sync(&world).whole, [core]);
    assert_eq!(world.server.exchanges.try_owed(world.now_ms), 0);
    let again = world
        .server
        .administration
        .add_site_again(lost, "Otra", "shelter");
    let refused = again.unwrap_err();
    assert!(
        matches!(refused, AdministrationError::Invalid("site_id")),
        "{refused}"
    );
    world.assert_whole();
}

#[test]
fn a_contact_that_came_before_its_record_waits_unseen_and_follows_it() {
    let mut world = World::new();
    let mut ana = world.phone("Norte", Role::ShelterAdmin);
    let mut caro = world.phone("Norte", Role::CaseWorker);
    let mut dora = world.phone("Sur", Role::CaseWorker);
    world
        .server
        .administration
        .add_grant(world.now_ms, ana.account, "Sur", Role::ShelterAdmin, None)
        .unwrap();
    // The record is registered at another site than its author's, and its segment comes last.
    let south = Origin::made(DocumentKind::Core, site(&world, "Sur"), world.random());
    let core = ana.found(
        &mut world,
        &south,
        &[Edit::put("name.given", "Persona Uno")],
    );
    let record = std::mem::take(&mut ana.items);
    let contact = ana.create(&mut world, DocumentKind::Contact, Some(core), &[]);
    let told = ana.sync(&world).verdicts;
    assert_eq!((told.len(), told[0].state), (1, ChangeState::Pending));
    assert!(caro.sync(&world).is_empty());
    assert!(dora.sync(&world).is_empty());
    world.assert_whole();
    ana.items = record;
    let told = ana.sync(&world).verdicts;
    assert_eq!((told.len(), told[0].state), (1, ChangeState::Accepted));
    let mut got = dora.sync(&world).whole;
    got.sort();
    let mut all = vec![core, contact];
    all.sort();
    assert_eq!(got, all);
    assert!(caro.sync(&world).is_empty());
    world.assert_whole();
}

#[test]
fn a_new_grant_brings_what_was_there_and_an_ended_one_brings_nothing_more() {
    let mut world = World::new();
    let mut ana = world.phone("Norte", Role::Volunteer);
    let mut eva = world.phone("Sur", Role::Volunteer);
    let first = ana.register(&mut world, "Persona Uno");
    ana.sync(&world);
    assert!(eva.sync(&world).is_empty());
    world
        .server
        .administration
        .add_grant(world.now_ms, eva.account, "Norte", Role::Volunteer, None)
        .unwrap();
    let reply = eva.sync(&world);
    assert_eq!(reply.whole, [first]);
    assert_eq!(reply.grants.unwrap().at.len(), 2);
    assert!(eva.sync(&world).grants.is_none());
    world
        .server
        .administration
        .end_grant(world.now_ms, eva.account, "Norte", Role::Volunteer, None)
        .unwrap();
    ana.register(&mut world, "Persona Dos");
    ana.sync(&world);
    let reply = eva.sync(&world);
    assert!(reply.whole.is_empty());
    assert_eq!(reply.grants.unwrap().at.len(), 1);
    world.assert_whole();
}
