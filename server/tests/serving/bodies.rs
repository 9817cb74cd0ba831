//! Request bodies that begin and do not end: they take up room of their sender's only.

use std::io::Write;
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use minicbor::bytes::ByteVec;
use puente_document::Edit;
use puente_policy::Role;
use puente_protocol::exchange::{ExchangeRequest, seal_payload};
use puente_protocol::limits::EXCHANGE_BYTES_MAX;

use crate::phone::Phone;
use crate::process::Process;
use crate::world::World;

/// Bodies at once: twice as many as the memory for bodies holds.
const BODIES: usize = 64;

/// The slowest exchange of the honest phone beside them.
const HONEST_MAX: Duration = Duration::from_secs(5);

/// Sends all but the last bytes of a request, as long as the server reads.
fn stop_short(address: SocketAddr, path: &str, body: &[u8]) -> TcpStream {
    let mut stream = TcpStream::connect(address).unwrap();
    let patience = Some(Duration::from_millis(200));
    stream.set_write_timeout(patience).unwrap();
    let length = body.len();
    let head = format!("POST {path} HTTP/1.1\r\nHost: puente\r\nContent-Length: {length}\r\n\r\n");
    stream.write_all(head.as_bytes()).unwrap();
    let _ = stream.write_all(&body[..length - 16]);
    stream
}

/// A request of the largest size, signed by a phone.
fn large(phone: &Phone) -> Vec<u8> {
    let request = ExchangeRequest {
        install: phone.install,
        counter: 1_000,
        generation: 0,
        cursor: Vec::new(),
        segments: vec![ByteVec::from(vec![0; EXCHANGE_BYTES_MAX - 400])],
    };
    let payload = minicbor::to_vec(request).unwrap();
    seal_payload(phone.server, &phone.key, 0, &payload)
}

/// Edits and syncs a few times meanwhile.
fn works(world: &mut World, process: &Process, phone: &mut Phone) {
    let person = phone.register(world, "Persona Uno");
    for round in 0..3 {
        // One of the edits is large.
        let text = "a".repeat(8_000 * usize::from(round == 1));
        let edit = [
            Edit::put("age", round.to_string()),
            Edit::put("note.x", text),
        ];
        phone.edit(world, person, &edit);
        let began = Instant::now();
        process.sync(world, phone);
        assert!(began.elapsed() < HONEST_MAX, "{:?}", began.elapsed());
    }
}

#[test]
fn bodies_of_strangers_that_stop_short_stop_nobody() {
    let mut world = World::new();
    let mut ana = world.phone("Norte", Role::Volunteer);
    let luz = world.phone("Norte", Role::Volunteer);
    let process = Process::start(&world, &[]);
    // From no device, in the name of a known device, and no request at all.
    let mut in_her_name = large(&luz);
    in_her_name[60] ^= 1;
    let nobody = [&[1; 200][..], &vec![7; EXCHANGE_BYTES_MAX - 200]].concat();
    let mut held = Vec::new();
    for _ in 0..BODIES / 2 {
        for body in [&nobody, &in_her_name] {
            held.push(stop_short(process.address, "/v1/sync", body));
        }
        let bundle = vec![7; 1024 * 1024];
        held.push(stop_short(process.address, "/v1/bundles", &bundle));
    }
    works(&mut world, &process, &mut ana);
    assert!(process.resident_mib() < 256, "{}", process.resident_mib());
}

#[test]
fn bodies_of_one_device_that_stop_short_stop_no_other() {
    let mut world = World::new();
    let mut ana = world.phone("Norte", Role::Volunteer);
    let luz = world.phone("Norte", Role::Volunteer);
    let process = Process::start(&world, &[]);
    let body = large(&luz);
    let held: Vec<_> = (0..BODIES)
        .map(|_| stop_short(process.address, "/v1/sync", &body))
        .collect();
    works(&mut world, &process, &mut ana);
    drop(held);
}
