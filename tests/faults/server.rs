//! Kills `puente serve` during exchanges.

use std::time::Duration;

use crate::device::{note_sync, register};
use crate::ledger::Ledger;
use crate::moment::{Running, draw, usual};
use crate::scale::{self, pick};
use crate::world::{CROSSING, PATIENCE, World};

#[test]
fn what_a_killed_server_acknowledged_is_there_again() {
    let seed = scale::number("PUENTE_SEED").unwrap_or(1);
    eprintln!("seed={seed}");
    let mut rng = scale::rng(seed, "server kills");
    let world = World::new();
    let mut server = world.serve();
    let rosa = world.enrolled(&server.url, "rosa", CROSSING, "volunteer");
    let mut ledger = Ledger::new();
    for _ in 0..scale::scaled(15) {
        register(&rosa, &mut ledger, PATIENCE);
        let duration = usual(&rosa, &["sync"]);
        ledger.all_on_server();
        register(&rosa, &mut ledger, PATIENCE);
        let mut sync = Running::start(&rosa, &["sync"]);
        let early = sync.go_on_for(draw(&mut rng, duration));
        let address = server.kill();
        let (said, again) = match early {
            Some(said) => (said, world.serve_at(&address)),
            // The device is killed too, or continues when the server is back.
            None if pick(&mut rng, 2) == 0 => {
                let said = sync.end_within(Duration::ZERO);
                (said, world.serve_at(&address))
            }
            None => {
                let again = world.serve_at(&address);
                (sync.end_within(PATIENCE), again)
            }
        };
        server = again;
        note_sync(&said, &mut ledger);
        ledger.check_server(&world);
        ledger.check_device(&rosa);
    }
    rosa.sync();
    ledger.all_on_server();
    ledger.check_server(&world);
    let other = world.enrolled(&server.url, "ines", CROSSING, "shelter-admin");
    other.sync();
    ledger.check_device(&other);
    world.puente(&["rebuild", "--verify"]);
}
