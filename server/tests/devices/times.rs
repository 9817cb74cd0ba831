//! Phones' clocks may be wrong, and the server tells when it received what they wrote.

use puente_document::Edit;
use puente_policy::Role;
use puente_protocol::page::PageRow;

use crate::phone::Reply;
use crate::world::{DAY_MS, World};

fn received(reply: &Reply) -> Vec<Option<i64>> {
    let rows = reply.pages.iter().flat_map(|page| &page.rows);
    rows.flat_map(|row| match row {
        PageRow::Change(change) => vec![change.received_ms],
        PageRow::Document(whole) => {
            let received = whole.received.iter().flatten();
            received.map(|of| Some(of.at_ms)).collect()
        }
        _ => Vec::new(),
    })
    .collect()
}

#[test]
fn what_claims_to_be_of_later_comes_with_when_the_server_had_it() {
    let mut world = World::new();
    let mut ana = world.phone("Norte", Role::Volunteer);
    let mut luz = world.phone("Norte", Role::Volunteer);
    let person = ana.register(&mut world, "Persona Uno");
    let reply = ana.sync(&world);
    assert_eq!(reply.ack().receipts[0].received_ms, Some(world.now_ms));
    luz.sync(&world);
    let now_ms = world.now_ms;
    world.now_ms += 26_000 * DAY_MS;
    ana.edit(&mut world, person, &[Edit::put("alone", "yes")]);
    world.now_ms = now_ms + 1_000;
    ana.sync(&world);
    ana.edit(&mut world, person, &[Edit::put("age", "31")]);
    ana.sync(&world);
    // The server says nothing about the others: their claimed times are not in the future.
    assert_eq!(received(&luz.sync(&world)), [Some(world.now_ms), None]);
    let mut third = world.phone("Norte", Role::Volunteer);
    assert_eq!(received(&third.sync(&world)), [Some(world.now_ms)]);
    world.restart();
    world.assert_whole();
}

#[test]
fn a_store_from_before_opens_and_claims_nothing_of_what_it_had() {
    let mut world = World::on_a_file();
    let mut ana = world.phone("Norte", Role::Volunteer);
    let person = ana.register(&mut world, "Persona Uno");
    let now_ms = world.now_ms;
    world.now_ms += 26_000 * DAY_MS;
    ana.edit(&mut world, person, &[Edit::put("alone", "yes")]);
    world.now_ms = now_ms;
    ana.sync(&world);
    let before = "DROP INDEX change_ahead; ALTER TABLE change DROP COLUMN received_ms;";
    world.database.run(before);
    let migration = include_str!("../../src/store/migrations/0003_received_times.sql");
    world.database.run(migration);
    world.restart();
    let mut luz = world.phone("Norte", Role::Volunteer);
    assert_eq!(received(&luz.sync(&world)), [None; 0]);
    assert_eq!(luz.text(person, "alone").as_deref(), Some("yes"));
    world.assert_whole();
}
