//! Many devices at the same moment, on many threads.

use std::sync::Mutex;

use puente_document::Edit;
use puente_policy::Role;

use crate::phone::{Phone, send};
use crate::world::World;

#[test]
fn devices_that_write_the_same_record_at_once_lose_nothing() {
    let mut world = World::new();
    let mut phones: Vec<Phone> = (0..8)
        .map(|_| world.phone("Norte", Role::Volunteer))
        .collect();
    let person = phones[0].register(&mut world, "Persona Uno");
    phones[0].sync(&world);
    for phone in &mut phones {
        phone.sync(&world);
    }
    for round in 0..5 {
        let mut requests = Vec::new();
        for (index, phone) in phones.iter_mut().enumerate() {
            let edit = Edit::put(format!("measured.field_{index}"), format!("{round}"));
            phone.edit(&mut world, person, &[edit]);
            phone.register(&mut world, "Persona");
            requests.push(phone.request(&world));
        }
        let replies = Mutex::new(Vec::new());
        std::thread::scope(|scope| {
            for (index, request) in requests.iter().enumerate() {
                let (world, replies) = (&world, &replies);
                scope.spawn(move || {
                    let pages = send(world, request).unwrap();
                    replies.lock().unwrap().push((index, pages));
                });
            }
        });
        for (index, pages) in replies.into_inner().unwrap() {
            phones[index].take(pages);
        }
    }
    for phone in &mut phones {
        assert!(phone.sync(&world).verdicts.is_empty());
    }
    let first = phones[0].documents[&person].heads();
    for phone in &phones {
        assert_eq!(phone.documents.len(), 41);
        assert_eq!(phone.documents[&person].heads(), first);
    }
    world.assert_whole();
}
