//! The server over HTTP, byte by byte: what a client that is not ours would see.

#![allow(clippy::unwrap_used)]

#[path = "devices/phone.rs"]
#[allow(dead_code)]
mod phone;
#[path = "devices/world.rs"]
#[allow(dead_code)]
mod world;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};

use data_encoding::BASE64URL_NOPAD;
use puente_policy::Role;
use puente_protocol::events::EventsCredential;
use puente_protocol::limits::EXCHANGE_BYTES_MAX;
use puente_protocol::problem::{Problem, ProblemCode};
use puente_server::{Server, TrialRunner, http};
use rand_core::SeedableRng;

use world::World;

struct Answer {
    status: u16,
    content_type: String,
    body: Vec<u8>,
}

impl Answer {
    fn problem(&self) -> ProblemCode {
        assert_eq!(self.content_type, "application/problem+json");
        let problem: Problem = serde_json::from_slice(&self.body).unwrap();
        assert_eq!(problem.status, self.status);
        problem.code
    }
}

/// Serves the world's database beside the world's own server, as a command would run beside it.
fn serve(world: &World) -> SocketAddr {
    let rng = rand_chacha::ChaCha20Rng::from_seed([4; 32]);
    let server = Server::open(&world.disk, TrialRunner::InProcess, rng).unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || http::serve(server, http::ServeOptions::devices(listener)));
    address
}

fn request(address: SocketAddr, head: &str, body: &[u8]) -> Answer {
    let mut stream = TcpStream::connect(address).unwrap();
    let length = body.len();
    write!(
        stream,
        "{head} HTTP/1.1\r\nHost: puente\r\nContent-Length: {length}\r\n"
    )
    .unwrap();
    stream.write_all(b"Connection: close\r\n\r\n").unwrap();
    // A body that is refused early may meet a closed door.
    let _ = stream.write_all(body);
    let mut answer = BufReader::new(stream);
    let (status, content_type) = read_head(&mut answer);
    let mut body = Vec::new();
    answer.read_to_end(&mut body).unwrap();
    Answer {
        status,
        content_type,
        body,
    }
}

fn read_head(answer: &mut impl BufRead) -> (u16, String) {
    let mut line = String::new();
    answer.read_line(&mut line).unwrap();
    let status = line.split(' ').nth(1).unwrap().parse().unwrap();
    let mut content_type = String::new();
    loop {
        line.clear();
        answer.read_line(&mut line).unwrap();
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-type: ") {
            content_type = value.trim().to_owned();
        }
        if line.trim().is_empty() {
            return (status, content_type);
        }
    }
}

#[test]
fn an_exchange_over_http_is_the_exchange() {
    let mut world = World::new();
    let mut ana = world.phone("Norte", Role::Volunteer);
    let mut luz = world.phone("Norte", Role::Volunteer);
    let address = serve(&world);
    let person = ana.register(&mut world, "Persona Uno");
    let answer = request(address, "POST /v1/sync", &ana.request(&world));
    assert_eq!(
        (answer.status, &*answer.content_type),
        (200, "application/octet-stream")
    );
    assert_eq!(ana.take(vec![answer.body]).ack().next_n, 1);
    let answer = request(address, "POST /v1/sync", &luz.request(&world));
    assert_eq!(luz.take(vec![answer.body]).whole, [person]);
    let health = request(address, "GET /v1/health", b"");
    assert_eq!((health.status, &*health.body), (200, &b"ok\n"[..]));
}

#[test]
fn what_cannot_be_answered_is_a_problem_with_its_status() {
    let mut world = World::new();
    let mut ana = world.phone("Norte", Role::Volunteer);
    let address = serve(&world);
    let sync = |body: &[u8]| request(address, "POST /v1/sync", body);
    assert_eq!(sync(b"").problem(), ProblemCode::Malformed);
    assert_eq!(sync(&[9; 200]).problem(), ProblemCode::UnsupportedVersion);
    assert_eq!(sync(&[1; 200]).problem(), ProblemCode::UnknownDevice);
    let mut forged = ana.request(&world);
    forged[30] ^= 1;
    assert_eq!(sync(&forged).problem(), ProblemCode::BadSignature);
    assert_eq!(
        sync(&vec![1; EXCHANGE_BYTES_MAX + 1]).problem(),
        ProblemCode::TooLarge
    );
    let enrol = request(address, "POST /v1/enrol", b"nonsense");
    assert_eq!(enrol.problem(), ProblemCode::Malformed);
    let events = request(address, "GET /v1/events", b"");
    assert_eq!(events.problem(), ProblemCode::BadSignature);
    assert_eq!(request(address, "GET /v1/sync", b"").status, 404);
    assert_eq!(request(address, "GET /", b"").status, 404);
}

#[test]
fn who_listens_is_poked_when_somebody_else_brings_something() {
    let mut world = World::new();
    let mut ana = world.phone("Norte", Role::Volunteer);
    let luz = world.phone("Norte", Role::Volunteer);
    let address = serve(&world);
    let listen = |counter: u64| {
        let credential = EventsCredential::new(luz.server, luz.install, counter, &luz.key);
        let credential = BASE64URL_NOPAD.encode(&credential.to_bytes());
        let mut stream = TcpStream::connect(address).unwrap();
        write!(stream, "GET /v1/events HTTP/1.1\r\nHost: puente\r\n").unwrap();
        write!(stream, "Authorization: Puente-Device {credential}\r\n\r\n").unwrap();
        let mut events = BufReader::new(stream);
        let (status, content_type) = read_head(&mut events);
        (status, content_type, events)
    };
    let (status, content_type, mut events) = listen(1);
    assert_eq!((status, &*content_type), (200, "text/event-stream"));
    let mut heard = String::new();
    while !heard.contains(": ok") {
        events.read_line(&mut heard).unwrap();
    }
    ana.register(&mut world, "Persona Uno");
    request(address, "POST /v1/sync", &ana.request(&world));
    while !heard.contains("event: poke") {
        events.read_line(&mut heard).unwrap();
    }
    // The same credential opens no second stream.
    assert_eq!(listen(1).0, 409);
    assert_eq!(listen(2).0, 200);
}

/// The head of an answer, as it came.
fn head_of(address: SocketAddr, request: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    let lines = "Host: puente\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    write!(stream, "{request} HTTP/1.1\r\n{lines}").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let (head, _) = answer.split_once("\r\n\r\n").unwrap();
    head.to_ascii_lowercase()
}

#[test]
fn every_answer_says_that_it_is_no_page() {
    let world = World::new();
    let address = serve(&world);
    for (request, status) in [
        ("GET /", 404),
        ("GET /nothing", 404),
        ("POST /", 405),
        ("DELETE /assets/app.js", 405),
        ("GET /v1", 404),
        ("GET /v1/nothing", 404),
        ("GET /v1/sync", 404),
        ("PUT /v1/session", 405),
        ("GET /v1/health", 200),
        ("GET /v1/records/x", 401),
    ] {
        let head = head_of(address, request);
        assert!(head.contains(&status.to_string()), "{request}: {head}");
        for name in [
            "content-security-policy",
            "referrer-policy",
            "cache-control",
        ] {
            assert!(head.contains(&format!("\r\n{name}: ")), "{request}: {head}");
        }
        assert!(
            head.contains("x-content-type-options: nosniff"),
            "{request}"
        );
        assert!(head.contains("frame-ancestors 'none'"), "{request}");
    }
}
