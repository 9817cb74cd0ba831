//! The server is told to stop.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use data_encoding::BASE64URL_NOPAD;
use puente_policy::Role;
use puente_protocol::events::EventsCredential;

use crate::phone::Phone;
use crate::process::{PATIENCE, Process, answer};
use crate::world::World;

/// How long a supervisor waits before it kills: the limit of the shutdown, twice.
const STOPPED_WITHIN: Duration = Duration::from_secs(20);

/// Opens the stream of events of a phone.
pub(crate) fn ask_for_events(process: &Process, phone: &Phone, counter: u64) -> TcpStream {
    let credential = EventsCredential::new(phone.server, phone.install, counter, &phone.key);
    let credential = BASE64URL_NOPAD.encode(&credential.to_bytes());
    let mut stream = TcpStream::connect(process.address).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    let head = format!(
        "GET /v1/events HTTP/1.1\r\nHost: puente\r\nConnection: close\r\n\
         Authorization: Puente-Device {credential}\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).unwrap();
    stream
}

pub(crate) fn listen(process: &Process, phone: &Phone, counter: u64) -> BufReader<TcpStream> {
    let mut events = BufReader::new(ask_for_events(process, phone, counter));
    let mut heard = String::new();
    while !heard.contains(": ok") {
        assert!(events.read_line(&mut heard).unwrap() > 0);
    }
    events
}

#[test]
fn a_server_that_is_told_to_stop_finishes_what_it_began_and_ends_well() {
    let mut world = World::new();
    let mut ana = world.phone("Norte", Role::Volunteer);
    let luz = world.phone("Norte", Role::Volunteer);
    let mut process = Process::start(&world, &["--log", "json"]);
    let mut events = listen(&process, &luz, 1);
    // An idle connection, and an exchange half of which has arrived.
    let idle = TcpStream::connect(process.address).unwrap();
    let person = ana.register(&mut world, "Persona Uno");
    let body = ana.request(&world);
    let mut begun = TcpStream::connect(process.address).unwrap();
    let head = format!(
        "POST /v1/sync HTTP/1.1\r\nHost: puente\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    begun.write_all(head.as_bytes()).unwrap();
    begun.write_all(&body[..body.len() / 2]).unwrap();
    // The workers take connections in turn. Once both have answered, they have read what was sent before.
    for _ in 0..2 {
        assert_eq!(process.request("GET /v1/health", b"").status, 200);
    }
    let told = Instant::now();
    process.terminate();
    process.logged("told to stop");
    let mut rest = Vec::new();
    events.read_to_end(&mut rest).unwrap();
    begun.write_all(&body[body.len() / 2..]).unwrap();
    let answer = answer(begun);
    assert_eq!(answer.status, 200, "{}", answer.head);
    assert_eq!(ana.take(vec![answer.body]).ack().next_n, 1);
    process.logged("stopped");
    assert_eq!(process.ended().code(), Some(0));
    let took = told.elapsed();
    assert!(took < STOPPED_WITHIN, "{took:?}");
    eprintln!("stopped within {took:?}");
    drop(idle);
    world.restart();
    let mut luz = luz;
    assert_eq!(luz.sync(&world).whole, [person]);
}

#[test]
fn a_server_that_is_told_to_stop_does_not_wait_for_who_never_comes_to_an_end() {
    let mut world = World::new();
    let mut ana = world.phone("Norte", Role::Volunteer);
    let mut process = Process::start(&world, &["--log", "json"]);
    ana.register(&mut world, "Persona Uno");
    let body = ana.request(&world);
    let mut begun = TcpStream::connect(process.address).unwrap();
    let head = "POST /v1/sync HTTP/1.1\r\nHost: puente\r\nContent-Length: 1000000\r\n\r\n";
    begun.write_all(head.as_bytes()).unwrap();
    begun.write_all(&body).unwrap();
    assert_eq!(process.request("GET /v1/health", b"").status, 200);
    let told = Instant::now();
    process.terminate();
    assert_eq!(process.ended().code(), Some(0));
    let took = told.elapsed();
    assert!(took < STOPPED_WITHIN, "{took:?}");
}
