//! Bits that flip in the server's database: it says so and touches nothing, or goes on rightly.

use std::fs::OpenOptions;
use std::os::unix::fs::FileExt as _;

use rand_core::Rng as _;

use crate::ledger::Ledger;
use crate::scale::{self, pick};
use crate::world::{CROSSING, PATIENCE, World};

#[test]
fn a_flipped_bit_is_noticed_and_nothing_is_thrown_away() {
    let seed = scale::number("PUENTE_SEED").unwrap_or(1);
    eprintln!("seed={seed}");
    let mut rng = scale::rng(seed, "rot");
    let world = World::new();
    let server = world.serve();
    let rosa = world.enrolled(&server.url, "rosa", CROSSING, "volunteer");
    let mut ledger = Ledger::new();
    for _ in 0..5 {
        crate::device::register(&rosa, &mut ledger, PATIENCE);
    }
    rosa.sync();
    ledger.all_on_server();
    let address = server.stop();
    let file = world.data().join("puente.db");
    let length = usize::try_from(file.metadata().unwrap().len()).unwrap();
    let whole = std::fs::read(&file).unwrap();
    let (mut refused_to_start, mut refused, mut went_on) = (0, 0, 0);
    for _ in 0..scale::scaled(12) {
        let at = pick(&mut rng, length);
        let bit = 1 << (rng.next_u32() % 8);
        let open = OpenOptions::new().write(true).open(&file).unwrap();
        open.write_all_at(&[whole[at] ^ bit], at as u64).unwrap();
        match world.try_serve_under(&[], &address) {
            None => {
                refused_to_start += 1;
                let said = world.said_by_status();
                assert!(
                    said.contains("puente.db") || said.contains("damaged"),
                    "{said}"
                );
            }
            Some(server) => {
                let ended = rosa.run(&["sync"]);
                let code = ended.json["error"]["code"].as_str().unwrap_or_default();
                match ended.exit_code {
                    0 => went_on += 1,
                    _ => refused += 1,
                }
                assert!(
                    ["", "server_storage_failed"].contains(&code),
                    "{code} at {at}"
                );
                drop(server.kill());
            }
        }
        assert!(file.exists(), "a damaged file is never deleted");
        // As it was, for the next bit.
        for name in ["puente.db-wal", "puente.db-shm"] {
            let _ = std::fs::remove_file(world.data().join(name));
        }
        std::fs::write(&file, &whole).unwrap();
    }
    eprintln!(
        "{refused_to_start} refused to start, {refused} refused the exchange, {went_on} went on"
    );
    assert!(refused_to_start + refused > 0);
    let _server = world.serve_at(&address);
    ledger.check_server(&world);
    world.puente(&["rebuild", "--verify"]);
}
