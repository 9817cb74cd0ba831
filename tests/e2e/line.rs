//! Connections that break, servers that die, and another server at the same address.

use std::process::Stdio;

use crate::road::{Road, Way};
use crate::world::{CROSSING, Device, PATIENCE, Server, World, ended, number};

const FLIGHT: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/fixtures/arrivals/flight-135.csv"
);

#[test]
fn a_server_that_dies_in_the_middle_costs_nothing_but_time() {
    let world = World::new();
    let mut server = world.serve();
    let road = Road::new(&server.url);
    let rosa = world.enrolled(&road.url, "rosa", CROSSING, "volunteer");
    let ines = world.enrolled(&road.url, "ines", CROSSING, "shelter-admin");
    // Before the head is complete, within the body, and when all is stored and nothing is answered.
    let moments = [
        (Way::Up, 40),
        (Way::Up, 900),
        (Way::Up, 1_800),
        (Way::Down, 1),
    ];
    let mut registered = 0;
    for (round, (way, after)) in moments.into_iter().enumerate() {
        let rows = format!("{}-{}", round * 34 + 1, round * 34 + 34);
        registered += number(
            &rosa.ask(&["import", FLIGHT, "--rows", &rows]),
            "registered",
        );
        server = dies_within_a_sync(&world, server, &road, &rosa, way, after);
        assert_eq!(world.status("records"), registered, "{way:?} {after}");
    }
    assert_eq!(registered, 135);
    // 135 documents are some 20 KB on their way to a device.
    let _server = dies_within_a_sync(&world, server, &road, &ines, Way::Down, 5_000);
    assert_eq!(ines.everything().len(), 135);
    assert_eq!(ines.everything(), rosa.everything());
    // And the list itself.
    assert_eq!(world.status("documents"), 136);
    assert_eq!(world.status("quarantined"), 0);
}

/// Cuts the connection. The server is killed and started again while the device waits for its next attempt.
fn dies_within_a_sync(
    world: &World,
    server: Server,
    road: &Road,
    device: &Device,
    way: Way,
    after: usize,
) -> Server {
    let cut = road.cut_after(way, after);
    let sync = device
        .command(&["sync"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let was_cut = cut.recv_timeout(PATIENCE);
    assert!(was_cut.is_ok(), "{way:?} {after} is never reached");
    drop(server);
    let server = world.serve();
    road.lead_to(&server.url);
    let synced = ended(&sync.wait_with_output().unwrap());
    assert_eq!(synced.exit_code, 0, "{way:?} {after}: {}", synced.stderr);
    assert!(number(&synced.json, "round_trips") > 1, "{way:?} {after}");
    server
}

#[test]
fn a_line_that_stays_broken_exits_with_one_and_says_what_was_exchanged() {
    let world = World::new();
    let server = world.serve();
    let rosa = world.enrolled(&server.url, "rosa", CROSSING, "volunteer");
    let code = rosa.register("Eva", &[]);
    let address = server.kill();
    let broken = rosa.run(&["sync"]);
    assert_eq!(broken.exit_code, 1);
    assert_eq!(broken.json["stop"], "line_broke");
    assert!(number(&broken.json, "round_trips") > 0);
    assert_eq!(broken.stderr.lines().count(), 1, "{}", broken.stderr);
    assert_eq!(rosa.ask(&["show", &code])["state"], "saved_here");
    let _server = world.serve_at(&address);
    rosa.sync();
    let shown = rosa.ask(&["show", &code]);
    assert_eq!(shown["state"], "on_server");
    assert!(shown["receipt"].is_u64());
}

#[test]
fn another_server_at_the_same_address_gets_nothing() {
    let world = World::new();
    let server = world.serve();
    let road = Road::new(&server.url);
    let rosa = world.enrolled(&road.url, "rosa", CROSSING, "volunteer");
    rosa.register("Eva", &[]);
    rosa.sync();
    let late = rosa.register("Leo", &[]);
    let other = World::new();
    let wrong = other.serve();
    road.lead_to(&wrong.url);
    let refused = rosa.run(&["sync"]);
    assert_eq!(refused.exit_code, 1);
    assert_eq!(refused.json["stop"], "refused");
    assert_eq!(refused.json["problem"], "unknown_device");
    assert_eq!(other.status("records"), 0);
    assert_eq!(rosa.ask(&["show", &late])["state"], "saved_here");
    road.lead_to(&server.url);
    rosa.sync();
    assert_eq!(rosa.ask(&["show", &late])["state"], "on_server");
    assert_eq!(world.status("records"), 2);
}

#[test]
fn an_answer_that_is_lost_after_the_server_stored_does_not_register_anybody_twice() {
    let world = World::new();
    let server = world.serve();
    let road = Road::new(&server.url);
    let rosa = world.enrolled(&road.url, "rosa", CROSSING, "volunteer");
    for _ in 0..3 {
        rosa.register("Eva", &[]);
        let cut = road.cut_after(Way::Down, 1);
        let synced = rosa.sync();
        cut.recv_timeout(PATIENCE).unwrap();
        assert_eq!(number(&synced, "round_trips"), 2);
    }
    assert_eq!(world.status("records"), 3);
    assert_eq!(world.status("changes"), 3);
}
