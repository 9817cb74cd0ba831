//! What a client other than ours sees of the routes.

use std::io::BufRead;

use puente_policy::Role;
use puente_protocol::limits::EXCHANGE_BYTES_MAX;
use puente_protocol::problem::ProblemCode;

use crate::process::{Process, answer};
use crate::stop::{ask_for_events, listen};
use crate::world::World;

#[test]
fn an_exchange_over_http_is_the_exchange() {
    let mut world = World::new();
    let mut ana = world.phone("Norte", Role::Volunteer);
    let mut luz = world.phone("Norte", Role::Volunteer);
    let process = Process::start(&world, &[]);
    let person = ana.register(&mut world, "Persona Uno");
    let answer = process.request("POST /v1/sync", &ana.request(&world));
    assert_eq!(answer.status, 200);
    assert!(answer.has("content-type: application/octet-stream"));
    assert_eq!(ana.take(vec![answer.body]).ack().next_n, 1);
    assert_eq!(process.sync(&world, &mut luz).whole, [person]);
    let health = process.request("GET /v1/health", b"");
    assert_eq!((health.status, &*health.body), (200, &b"ok\n"[..]));
}

#[test]
fn what_cannot_be_answered_is_a_problem_with_its_status() {
    let mut world = World::new();
    let mut ana = world.phone("Norte", Role::Volunteer);
    let process = Process::start(&world, &[]);
    let problem = |request: &str, body: &[u8]| {
        let answer = process.request(request, body);
        assert!(answer.has("content-type: application/problem+json"));
        answer.problem()
    };
    let sync = |body: &[u8]| problem("POST /v1/sync", body);
    assert_eq!(sync(b""), ProblemCode::Malformed);
    assert_eq!(sync(&[9; 200]), ProblemCode::UnsupportedVersion);
    assert_eq!(sync(&[1; 200]), ProblemCode::UnknownDevice);
    let mut forged = ana.request(&world);
    forged[30] ^= 1;
    assert_eq!(sync(&forged), ProblemCode::BadSignature);
    let too_much = vec![1; EXCHANGE_BYTES_MAX + 1];
    assert_eq!(sync(&too_much), ProblemCode::TooLarge);
    let enrol = problem("POST /v1/enrol", b"nonsense");
    assert_eq!(enrol, ProblemCode::Malformed);
    let events = problem("GET /v1/events", b"");
    assert_eq!(events, ProblemCode::BadSignature);
    assert_eq!(process.request("GET /v1/sync", b"").status, 404);
    assert_eq!(process.request("GET /", b"").status, 404);
}

#[test]
fn who_listens_is_poked_when_somebody_else_brings_something() {
    let mut world = World::new();
    let mut ana = world.phone("Norte", Role::Volunteer);
    let luz = world.phone("Norte", Role::Volunteer);
    let process = Process::start(&world, &[]);
    let mut events = listen(&process, &luz, 1);
    ana.register(&mut world, "Persona Uno");
    process.sync(&world, &mut ana);
    let mut heard = String::new();
    while !heard.contains("event: poke") {
        assert!(events.read_line(&mut heard).unwrap() > 0, "{heard}");
    }
    // A second stream with the same credential is refused.
    let again = answer(ask_for_events(&process, &luz, 1));
    assert_eq!(again.status, 409);
    listen(&process, &luz, 2);
}

#[test]
fn every_answer_says_that_it_is_no_page() {
    let world = World::new();
    let process = Process::start(&world, &[]);
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
        let answer = process.request(request, b"");
        assert_eq!(answer.status, status, "{request}: {}", answer.head);
        for start in [
            "content-security-policy: ",
            "referrer-policy: ",
            "cache-control: ",
            "x-content-type-options: nosniff",
        ] {
            assert!(answer.has(start), "{request}: {}", answer.head);
        }
        assert!(
            answer.head.contains("frame-ancestors 'none'"),
            "{request}: {}",
            answer.head
        );
    }
}
