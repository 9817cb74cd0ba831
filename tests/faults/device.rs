//! Kills `puente-field` while it registers and syncs.

use std::time::Duration;

use crate::ledger::Ledger;
use crate::moment::{ReportedState, Running, draw, usual};
use crate::scale::{self, pick};
use crate::world::{CROSSING, Device, PATIENCE, World};

/// The command line that registers somebody.
pub(crate) fn person(given: &str) -> [&str; 7] {
    [
        "register",
        "--given",
        given,
        "--surname1",
        "Ruiz",
        "--sex",
        "mujer",
    ]
}

/// Registers somebody, and kills the program if it takes longer than `patience`.
pub(crate) fn register(device: &Device, ledger: &mut Ledger, patience: Duration) -> ReportedState {
    let name = ledger.next_name();
    let command = [&person(&name)[..], &["--phone", "6641234567"]].concat();
    let said = Running::start(device, &command).end_within(patience);
    if let Some(code) = said.json.as_ref().and_then(|json| json["code"].as_str()) {
        ledger.saved(code);
    }
    said
}

/// Notes what a sync acknowledged, if it got that far.
pub(crate) fn note_sync(said: &ReportedState, ledger: &mut Ledger) {
    if said
        .json
        .as_ref()
        .is_some_and(|json| json["stop"] == "done")
    {
        ledger.all_on_server();
    }
}

#[test]
fn what_a_killed_device_acknowledged_is_there_again() {
    let seed = scale::number("PUENTE_SEED").unwrap_or(1);
    eprintln!("seed={seed}");
    let mut rng = scale::rng(seed, "device kills");
    let world = World::new();
    let server = world.serve();
    let rosa = world.enrolled(&server.url, "rosa", CROSSING, "volunteer");
    let mut ledger = Ledger::new();
    let kills = scale::scaled(15);
    let (mut killed, mut unheard, mut cycles) = (0, 0, 0);
    while killed < kills {
        cycles += 1;
        assert!(
            cycles < 20 * kills,
            "the programs end before they are killed"
        );
        let is_registration = pick(&mut rng, 2) == 0;
        let said = if is_registration {
            let patience = draw(&mut rng, usual(&rosa, &["list"]));
            register(&rosa, &mut ledger, patience)
        } else {
            register(&rosa, &mut ledger, PATIENCE);
            let patience = draw(&mut rng, usual(&rosa, &["sync"]));
            register(&rosa, &mut ledger, PATIENCE);
            let said = Running::start(&rosa, &["sync"]).end_within(patience);
            note_sync(&said, &mut ledger);
            said
        };
        killed += u64::from(said.was_killed);
        unheard += u64::from(ledger.check_device(&rosa) && said.was_killed);
        ledger.check_server(&world);
    }
    rosa.sync();
    ledger.all_on_server();
    ledger.check_device(&rosa);
    ledger.check_server(&world);
    let other = world.enrolled(&server.url, "ines", CROSSING, "shelter-admin");
    other.sync();
    ledger.check_device(&other);
    world.puente(&["rebuild", "--verify"]);
    eprintln!(
        "{killed} kills in {cycles} cycles, {} people; {unheard} were saved and could not say so",
        ledger.len()
    );
}
