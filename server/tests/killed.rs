//! A change that kills the process in which it is tried. No honest change does, so this program is also the
//! worker: it dies when a change contains a certain word.
#![allow(clippy::unwrap_used)]

#[path = "devices/database.rs"]
#[allow(dead_code)]
mod database;
#[path = "devices/phone.rs"]
#[allow(dead_code)]
mod phone;
#[path = "devices/world.rs"]
#[allow(dead_code)]
mod world;

use std::io::{Read, Write};

use puente_admission::wire;
use puente_document::Edit;
use puente_policy::Role;
use puente_protocol::ChangeState;
use puente_server::Limits;

use world::{TrialAt, World};

const DEADLY: &str = "palabra mortal";

fn main() {
    match std::env::args().nth(1).as_deref() {
        Some("trial-worker") => work(),
        // A test runner that lists tests or runs the ignored ones finds none here.
        Some("--list" | "--ignored") => {}
        _ => {
            only_the_change_that_kills_is_kept_and_what_grows_from_it();
            whoever_sends_many_that_kill_takes_nothing_of_others_along();
        }
    }
}

fn work() {
    let (mut input, mut output) = (std::io::stdin().lock(), std::io::stdout().lock());
    let mut length = [0; 4];
    while input.read_exact(&mut length).is_ok() {
        let mut message = vec![0; u32::from_be_bytes(length) as usize];
        input.read_exact(&mut message).unwrap();
        let batch = wire::decode_batch(&message).unwrap();
        let candidates = batch
            .documents
            .iter()
            .flat_map(|document| &document.candidates);
        for candidate in candidates {
            let mut windows = candidate.raw.windows(DEADLY.len());
            if windows.any(|window| window == DEADLY.as_bytes()) {
                std::process::abort();
            }
        }
        let outcomes = wire::encode_outcomes(&puente_admission::trial(&batch));
        let length = u32::try_from(outcomes.len()).unwrap();
        output.write_all(&length.to_be_bytes()).unwrap();
        output.write_all(&outcomes).unwrap();
        output.flush().unwrap();
    }
}

fn program() -> &'static str {
    let program = std::env::current_exe().unwrap();
    program.into_os_string().into_string().unwrap().leak()
}

fn whoever_sends_many_that_kill_takes_nothing_of_others_along() {
    let mut world = World::with(TrialAt::Program(program()), Limits::default());
    let mut ana = world.phone("Norte", Role::Volunteer);
    let mut luz = world.phone("Norte", Role::Volunteer);
    let person = ana.register(&mut world, "Persona Uno");
    ana.sync(&world);
    luz.sync(&world);
    // Luz has it from a third phone, which the server has not heard from yet.
    let mut eva = world.phone("Norte", Role::Volunteer);
    eva.sync(&world);
    eva.edit(&mut world, person, &[Edit::put("age", "30")]);
    luz.documents.insert(person, eva.documents[&person].clone());
    luz.edit(&mut world, person, &[Edit::put("name.given", "Otra")]);
    luz.sync(&world);
    for n in 0..12 {
        let deadly = format!("{DEADLY} {n}");
        ana.edit(&mut world, person, &[Edit::put("name.given", deadly)]);
    }
    ana.sync(&world);
    let status = world.server.administration.status().unwrap();
    assert_eq!((status.pending, status.quarantined), (1, 12));
    eva.sync(&world);
    assert_eq!(world.server.administration.status().unwrap().pending, 0);
    ana.sync(&world);
    assert_eq!(luz.text(person, "name.given").as_deref(), Some("Otra"));
    world.assert_whole();
}

fn only_the_change_that_kills_is_kept_and_what_grows_from_it() {
    let mut world = World::with(TrialAt::Program(program()), Limits::default());
    let mut ana = world.phone("Norte", Role::Volunteer);
    let mut luz = world.phone("Norte", Role::Volunteer);
    let people: Vec<_> = (0..250)
        .map(|n| ana.register(&mut world, &format!("Persona {n}")))
        .collect();
    let (first, second) = (people[7], people[211]);
    ana.edit(&mut world, first, &[Edit::put("name.surname1", "Prueba")]);
    let deadly = ana.edit(&mut world, first, &[Edit::put("name.surname2", DEADLY)]);
    let follower = ana.edit(&mut world, first, &[Edit::put("name.surname1", "Otra")]);
    let alone = ana.edit(&mut world, second, &[Edit::put("name.given", DEADLY)]);
    let verdicts = ana.sync(&world).verdicts;
    let mut told: Vec<_> = verdicts
        .iter()
        .map(|verdict| {
            assert_eq!(verdict.state, ChangeState::Quarantined);
            (verdict.change, &*verdict.reason)
        })
        .collect();
    told.sort_unstable();
    let mut expected = vec![
        (deadly, "trial_killed"),
        (follower, "depends_on_quarantined"),
        (alone, "trial_killed"),
    ];
    expected.sort_unstable();
    assert_eq!(told, expected);
    assert_eq!(luz.sync(&world).whole.len(), 250);
    assert_eq!(luz.text(first, "name.surname1").as_deref(), Some("Prueba"));
    let number = world.server.administration.quarantined().unwrap()[0].number;
    world
        .server
        .administration
        .release(world.now_ms, number, None)
        .unwrap_err();
    world.assert_whole();
}
