//! Clocks that are years off, on the server or on a phone.

use std::process::Command;

use crate::disk::is_here;
use crate::world::{CROSSING, Device, World, ended};

/// A command on a device whose clock is off.
fn ask_at(device: &Device, offset: &str, arguments: &[&str]) {
    let real = device.command(arguments);
    let mut command = Command::new("faketime");
    command
        .args(["-f", offset])
        .arg(real.get_program())
        .args(real.get_args());
    for (name, value) in real.get_envs() {
        command.env(name, value.unwrap());
    }
    let ended = ended(&command.output().unwrap());
    assert_eq!(
        ended.exit_code, 0,
        "{offset} {arguments:?}: {}",
        ended.stderr
    );
}

#[test]
fn a_clock_that_is_years_off_loses_nothing_and_blocks_nobody() {
    if !is_here("faketime") {
        return;
    }
    let world = World::new();
    let mut server = world.serve();
    let rosa = world.enrolled(&server.url, "rosa", CROSSING, "volunteer");
    let ines = world.enrolled(&server.url, "ines", CROSSING, "shelter-admin");
    let mut people = 0;
    // The phone's clock alone, then the server's, forwards and back.
    for (phone, server_offset) in [
        ("+10y", "+0d"),
        ("-2y", "+0d"),
        ("+0d", "+10y"),
        ("-1y", "-2y"),
    ] {
        let address = server.kill();
        let before = ["faketime", "-f", server_offset];
        server = world.serve_under(&before, &address);
        let name = format!("Persona {people}");
        let register = [
            "register",
            "--given",
            &name,
            "--surname1",
            "Ruiz",
            "--sex",
            "mujer",
        ];
        ask_at(&rosa, phone, &register);
        ask_at(&rosa, phone, &["sync"]);
        people += 1;
        ines.sync();
        assert_eq!(ines.everything().len(), people, "{phone} {server_offset}");
        assert_eq!(world.status("records"), people as u64);
    }
    assert_eq!(world.status("quarantined"), 0);
    world.puente(&["rebuild", "--verify"]);
}
