//! Pages and cursors: no row is ever lost between them.

use proptest::prelude::*;
use puente_document::Edit;
use puente_policy::Role;
use puente_protocol::page::Page;
use puente_server::Limits;

use crate::phone::{Phone, Reply, send};
use crate::world::{TrialAt, World};

const PAGE_ROWS: usize = 5;

fn small_pages() -> World {
    let limits = Limits {
        page_rows_max: PAGE_ROWS,
        ..Limits::default()
    };
    World::with(TrialAt::Here, limits)
}

#[test]
fn a_first_sync_of_any_number_of_records_is_whole() {
    for records in [PAGE_ROWS - 1, PAGE_ROWS, PAGE_ROWS + 1, 2 * PAGE_ROWS] {
        let mut world = small_pages();
        let mut ana = world.phone("Norte", Role::Volunteer);
        let mut luz = world.phone("Norte", Role::Volunteer);
        for n in 0..records {
            ana.register(&mut world, &format!("Persona {n}"));
        }
        ana.sync(&world);
        let reply = luz.sync(&world);
        assert_eq!(reply.whole.len(), records);
        assert_eq!(luz.documents.len(), records);
        assert!(reply.pages.iter().all(|page| page.rows.len() <= PAGE_ROWS));
        assert!(luz.sync(&world).is_empty());
    }
}

#[test]
fn changes_in_any_number_come_down_once() {
    for changes in [PAGE_ROWS - 1, PAGE_ROWS, PAGE_ROWS + 1, 2 * PAGE_ROWS] {
        let mut world = small_pages();
        let mut ana = world.phone("Norte", Role::Volunteer);
        let mut luz = world.phone("Norte", Role::Volunteer);
        let people: Vec<_> = (0..changes)
            .map(|n| ana.register(&mut world, &format!("Persona {n}")))
            .collect();
        ana.sync(&world);
        luz.sync(&world);
        for person in &people {
            ana.edit(&mut world, *person, &[Edit::put("name.surname1", "Prueba")]);
        }
        ana.sync(&world);
        let reply = luz.sync(&world);
        assert_eq!(reply.changes, people);
        assert!(reply.whole.is_empty());
        assert!(luz.sync(&world).is_empty());
    }
}

/// Syncs, but the device stores only the first pages of the response.
fn cut_after(phone: &mut Phone, world: &World, pages: usize) -> bool {
    let request = phone.request(world);
    let sent = send(world, &request).unwrap();
    let mut reply = Reply::default();
    let is_cut = sent.len() > pages;
    for bytes in sent.into_iter().take(pages) {
        let page = Page::take(&mut bytes.clone()).unwrap().unwrap();
        phone.take_page(&page, &mut reply);
    }
    is_cut
}

#[test]
fn a_first_sync_goes_on_where_the_line_was_cut_while_others_write() {
    let mut world = small_pages();
    let mut ana = world.phone("Norte", Role::Volunteer);
    let mut luz = world.phone("Norte", Role::Volunteer);
    let mut people: Vec<_> = (0..4 * PAGE_ROWS)
        .map(|n| ana.register(&mut world, &format!("Persona {n}")))
        .collect();
    ana.sync(&world);
    while cut_after(&mut luz, &world, 1) {
        let old = people[0];
        ana.edit(
            &mut world,
            old,
            &[Edit::put(
                "name.surname1",
                format!("Prueba {}", people.len()),
            )],
        );
        people.push(ana.register(&mut world, "Persona nueva"));
        ana.sync(&world);
        world.restart();
        if people.len() > 8 * PAGE_ROWS {
            break;
        }
    }
    luz.sync(&world);
    luz.sync(&world);
    assert_eq!(luz.documents.len(), people.len());
    for person in people {
        assert_eq!(
            luz.documents[&person].heads(),
            ana.documents[&person].heads()
        );
    }
    world.assert_whole();
}

#[test]
fn a_cursor_that_cannot_be_used_starts_again() {
    let mut world = World::new();
    let mut ana = world.phone("Norte", Role::Volunteer);
    let mut luz = world.phone("Norte", Role::Volunteer);
    let person = ana.register(&mut world, "Persona Uno");
    ana.sync(&world);
    luz.sync(&world);
    for cursor in [ana.cursor.clone(), b"nonsense".to_vec(), vec![0; 1000]] {
        luz.cursor = cursor;
        assert_eq!(luz.sync(&world).whole, [person]);
    }
}

/// One step of a random run.
#[derive(Debug, Clone)]
enum Step {
    Register(usize),
    Edit(usize, usize),
    Sync(usize),
    /// The response is lost after so many pages.
    Cut(usize, usize),
    Restart,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => (0..3usize).prop_map(Step::Register),
        4 => (0..3usize, any::<usize>()).prop_map(|(phone, which)| Step::Edit(phone, which)),
        4 => (0..3usize).prop_map(Step::Sync),
        3 => (0..3usize, 0..3usize).prop_map(|(phone, pages)| Step::Cut(phone, pages)),
        1 => Just(Step::Restart),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn no_row_is_lost_in_any_order_of_events(steps in proptest::collection::vec(step(), 1..60)) {
        let mut world = small_pages();
        let mut phones: Vec<Phone> =
            (0..3).map(|_| world.phone("Norte", Role::Volunteer)).collect();
        for step in steps {
            match step {
                Step::Register(phone) => {
                    phones[phone].register(&mut world, "Persona");
                }
                Step::Edit(phone, which) => {
                    let count = phones[phone].documents.len();
                    let Some(person) = which.checked_rem(count) else { continue };
                    let person = *phones[phone].documents.keys().nth(person).unwrap();
                    let unique = u64::from_be_bytes(world.random()).to_string();
                    let edit = Edit::put("name.surname1", unique);
                    phones[phone].edit(&mut world, person, &[edit]);
                }
                Step::Sync(phone) => {
                    let reply = phones[phone].sync(&world);
                    prop_assert_eq!((reply.orphans, reply.verdicts.len()), (0, 0));
                }
                Step::Cut(phone, pages) => {
                    cut_after(&mut phones[phone], &world, pages);
                }
                Step::Restart => world.restart(),
            }
        }
        for _ in 0..2 {
            for phone in &mut phones {
                phone.sync(&world);
            }
        }
        let first = phones[0].documents.clone();
        for phone in &phones {
            prop_assert_eq!(phone.documents.len(), first.len());
            for (id, document) in &phone.documents {
                prop_assert_eq!(document.heads(), first[id].heads());
            }
        }
        world.assert_whole();
    }
}

/// A response may take as long as its reader likes.
#[test]
fn a_reply_ends_when_its_device_is_revoked_or_loses_a_grant() {
    for is_revoked in [true, false] {
        let mut world = small_pages();
        let mut ana = world.phone("Norte", Role::Volunteer);
        let mut luz = world.phone("Norte", Role::Volunteer);
        for n in 0..3 * PAGE_ROWS {
            ana.register(&mut world, &format!("Persona {n}"));
        }
        ana.sync(&world);
        let request = world
            .server
            .exchanges
            .authenticate(&luz.request(&world))
            .unwrap();
        let mut reply = world
            .server
            .exchanges
            .take_in(world.now_ms, &request)
            .unwrap();
        world.server.exchanges.next_page(&mut reply).unwrap();
        assert!(!reply.is_done());
        if is_revoked {
            let revoked = world
                .server
                .administration
                .revoke_device(world.now_ms, luz.id(), None);
            revoked.unwrap();
        } else {
            let ended = world.server.administration.end_grant(
                world.now_ms,
                luz.account,
                "Norte",
                Role::Volunteer,
                None,
            );
            ended.unwrap();
        }
        assert!(world.server.exchanges.next_page(&mut reply).is_err());
    }
}
