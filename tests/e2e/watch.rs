//! A device that watches hears of what others write, and sends what another program saves in its store.

use std::io::{BufRead as _, BufReader};
use std::process::Stdio;
use std::sync::mpsc::channel;
use std::thread;

use serde_json::Value;

use crate::world::{CROSSING, PATIENCE, World, number};

#[test]
fn a_watching_device_is_poked_and_sends_what_another_program_saves() {
    let world = World::new();
    let server = world.serve();
    let rosa = world.enrolled(&server.url, "rosa", CROSSING, "volunteer");
    let luis = world.enrolled(&server.url, "luis", CROSSING, "volunteer");
    let mut watch = luis
        .command(&["watch"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let (said, heard) = channel();
    let lines = BufReader::new(watch.stdout.take().unwrap()).lines();
    thread::spawn(move || {
        lines
            .map_while(Result::ok)
            .try_for_each(|line| said.send(line))
    });
    let next = || -> Value {
        let line = heard.recv_timeout(PATIENCE).unwrap();
        serde_json::from_str(&line).unwrap()
    };
    assert_eq!(next()["stop"], "done");

    let code = rosa.register("Eva", &[]);
    rosa.sync();
    while number(&next(), "documents_received") == 0 {}
    luis.ask(&["show", &code]);

    luis.ask(&["service", &code, "meal"]);
    while number(&next(), "changes_sealed") == 0 {}
    rosa.sync();
    let shown = rosa.ask(&["show", &code]);
    assert_eq!(shown["entries"]["service"].as_array().unwrap().len(), 1);
    watch.kill().unwrap();
    watch.wait().unwrap();
}
