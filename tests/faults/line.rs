//! A network that breaks in the middle, and a server that is stopped during an upload.

use std::process::Stdio;

use crate::road::{Road, Way};
use crate::scale::{self, pick};
use crate::world::{CROSSING, PATIENCE, World, ended, number};

const FLIGHT: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/fixtures/arrivals/flight-135.csv"
);
const ROWS: usize = 9;

#[test]
fn a_line_cut_anywhere_costs_nothing_but_time() {
    let seed = scale::number("PUENTE_SEED").unwrap_or(1);
    eprintln!("seed={seed}");
    let mut rng = scale::rng(seed, "cuts");
    let world = World::new();
    let mut server = world.serve();
    let road = Road::new(&server.url);
    let rosa = world.enrolled(&road.url, "rosa", CROSSING, "volunteer");
    let ines = world.enrolled(&road.url, "ines", CROSSING, "shelter-admin");
    let mut registered = 0;
    for round in 0..scale::scaled(6) as usize {
        let first = round % 15 * ROWS + 1;
        let rows = format!("{first}-{}", first + ROWS - 1);
        let list = format!("vuelo {}", round / 15);
        let import = ["import", FLIGHT, "--rows", &rows, "--name", &list];
        registered += number(&rosa.ask(&import), "registered");
        // A whole upload of nine people is some 2,000 bytes with its head, the response some 300.
        let (device, way, most) = match pick(&mut rng, 3) {
            0 => (&rosa, Way::Up, 2_000),
            1 => (&rosa, Way::Down, 250),
            _ => (&ines, Way::Down, 2_000),
        };
        let cut = road.cut_after(way, 1 + pick(&mut rng, most));
        let sync = device
            .command(&["sync"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // There may be less to carry than was drawn.
        let was_cut = cut.recv_timeout(PATIENCE / 60).is_ok();
        // The server is killed too, or runs on.
        if was_cut && pick(&mut rng, 2) == 0 {
            let address = server.kill();
            server = world.serve_at(&address);
        }
        // If the connection was not cut so far, it is not cut any more.
        drop(road.cut_after(way, usize::MAX));
        let synced = ended(&sync.wait_with_output().unwrap());
        assert_eq!(synced.exit_code, 0, "{way:?}: {}", synced.stderr);
        rosa.sync();
        assert_eq!(world.status("records"), registered);
    }
    ines.sync();
    assert_eq!(ines.everything().len() as u64, registered);
    assert_eq!(world.status("quarantined"), 0);
    world.puente(&["rebuild", "--verify"]);
}
