//! Signing in, refreshing, signing out.

use std::sync::mpsc;
use std::time::Instant;

use puente_policy::Role;

use crate::console::{Console, PASSWORD, send};
use crate::process::Process;
use crate::world::World;

const REQUEST: &str = "0123456789abcdef";

#[test]
fn a_person_chooses_a_password_on_their_device_and_signs_in() {
    let mut world = World::new();
    let phone = world.phone("Norte", Role::ShelterAdmin);
    let process = Process::start(&world, &[]);
    let address = process.address;
    let mut console = Console::on(address, &phone);
    assert_eq!(console.log_in(PASSWORD).code(), "login_refused");
    assert_eq!(console.choose(None, "corta").code(), "password_refused");
    let long = "a".repeat(129);
    assert_eq!(console.choose(None, &long).code(), "password_refused");
    assert_eq!(console.choose(None, PASSWORD).code(), "ok");
    // From now on the server asks for the old password.
    assert_eq!(
        console.choose(None, "otra frase larga").code(),
        "login_refused"
    );
    assert_eq!(console.log_in("otra frase larga").code(), "login_refused");
    let tokens = console.log_in(PASSWORD).json();
    assert_eq!(tokens["token_type"], "DPoP");
    assert_eq!(tokens["expires_in"], 600);
    let me = console.get("/v1/session").json();
    assert_eq!(me["name"], "Ana Prueba");
    assert_eq!(me["grants"][0]["role"], "shelter-admin");
    assert_eq!(me["grants"][0]["site_name"], "Norte");
    assert_eq!(console.call("DELETE", "/v1/session", None).status, 204);
    assert_eq!(console.get("/v1/session").code(), "token_refused");
    let refresh = console.refresh.clone();
    assert_eq!(console.refresh(&refresh, REQUEST).code(), "token_refused");
    world.assert_whole();
}

#[test]
fn every_answer_says_that_it_is_not_to_be_kept_or_guessed_at() {
    let mut world = World::new();
    let phone = world.phone("Norte", Role::ShelterAdmin);
    let process = Process::start(&world, &[]);
    let address = process.address;
    let mut console = Console::signed_in(address, &phone);
    let replies = [
        console.get("/v1/session"),
        console.log_in("no es esta la frase"),
        send(address, "GET", "/v1/session", &[], b""),
        send(address, "GET", "/v1/nothing", &[], b""),
        send(address, "POST", "/v1/session", &[], b""),
        send(address, "GET", "/v1/health", &[], b""),
        send(
            address,
            "OPTIONS",
            "/v1/session",
            &[("Origin", "https://evil.example")],
            b"",
        ),
    ];
    for reply in replies {
        assert_eq!(reply.headers["cache-control"], "no-store");
        assert_eq!(reply.headers["x-content-type-options"], "nosniff");
        assert_eq!(reply.headers["referrer-policy"], "no-referrer");
        assert!(reply.headers["content-security-policy"].starts_with("default-src 'none'"));
        assert!(!reply.headers.contains_key("access-control-allow-origin"));
    }
    // A form of another site cannot send this content type.
    let mut console = Console::on(address, &phone);
    console.get("/v1/session");
    let said = |kind: &str, body: &[u8]| {
        let proof = console.proof("POST", "/v1/session", None);
        let headers = [("Content-Type", kind), ("DPoP", &*proof)];
        send(address, "POST", "/v1/session", &headers, body).code()
    };
    assert_eq!(said("text/plain", b"{}"), "malformed");
    assert_eq!(said("application/json", b"[]"), "malformed");
    let large = vec![b' '; 65 * 1024];
    assert_eq!(said("application/json", &large), "too_large");
    // The account is checked before the body.
    let json = [("Content-Type", "application/json")];
    let reply = send(address, "POST", "/v1/session", &json, &large);
    assert_eq!(reply.code(), "proof_refused");
}

#[test]
fn a_password_that_was_handed_over_is_good_for_choosing_another_alone() {
    let mut world = World::new();
    let phone = world.phone("Norte", Role::ShelterAdmin);
    let process = Process::start(&world, &[]);
    let address = process.address;
    let mut console = Console::signed_in(address, &phone);
    let now_ms = puente_server::entropy::now_ms();
    let once = world
        .server
        .administration
        .reset_password(now_ms, phone.account, 60_000, None)
        .unwrap();
    assert_eq!(console.get("/v1/session").code(), "token_refused");
    assert_eq!(console.log_in(PASSWORD).code(), "login_refused");
    assert_eq!(console.log_in(&once).code(), "password_needed");
    assert_eq!(
        console.choose(Some(&once), &once).code(),
        "password_refused"
    );
    assert_eq!(console.choose(Some(&once), "mesa lluvia tren").code(), "ok");
    assert_eq!(console.log_in(&once).code(), "login_refused");
    console.log_in("mesa lluvia tren").json();
    let late = world
        .server
        .administration
        .reset_password(now_ms - 120_000, phone.account, 60_000, None)
        .unwrap();
    assert_eq!(
        console.choose(Some(&late), "mesa lluvia sol").code(),
        "login_refused"
    );
}

#[test]
fn whoever_ends_is_out_at_once() {
    let mut world = World::new();
    let phones = [(); 3].map(|()| world.phone("Norte", Role::ShelterAdmin));
    let process = Process::start(&world, &[]);
    let address = process.address;
    let mut consoles = phones
        .each_ref()
        .map(|phone| Console::signed_in(address, phone));
    let now_ms = puente_server::entropy::now_ms();
    world
        .server
        .administration
        .end_account(now_ms, phones[0].account, None)
        .unwrap();
    world
        .server
        .administration
        .revoke_device(now_ms, phones[1].id(), None)
        .unwrap();
    let role = Role::CaseWorker;
    world
        .server
        .administration
        .add_grant(now_ms, phones[2].account, "Sur", role, None)
        .unwrap();
    for console in &mut consoles {
        assert_eq!(console.get("/v1/session").code(), "token_refused");
    }
    let refreshed = consoles.each_mut().map(|console| {
        let refresh = console.refresh.clone();
        console.refresh(&refresh, REQUEST).code()
    });
    // A person with an additional grant continues with the present grants.
    assert_eq!(refreshed, ["token_refused", "unknown_device", "ok"]);
    let me = consoles[2].get("/v1/session").json();
    assert_eq!(me["grants"].as_array().unwrap().len(), 2);
    assert_eq!(consoles[0].log_in(PASSWORD).code(), "login_refused");
    assert_eq!(consoles[1].log_in(PASSWORD).code(), "unknown_device");
    world.assert_whole();
}

#[test]
fn a_lost_answer_is_given_again_and_a_copied_token_ends_the_session() {
    let mut world = World::new();
    let phone = world.phone("Norte", Role::ShelterAdmin);
    let process = Process::start(&world, &[]);
    let address = process.address;
    let mut console = Console::signed_in(address, &phone);
    let first = console.refresh.clone();
    let answered = console.refresh(&first, REQUEST).json();
    let again = console.refresh(&first, REQUEST).json();
    assert_eq!(answered["refresh_token"], again["refresh_token"]);
    assert_ne!(answered["refresh_token"], first);
    console.get("/v1/session").json();
    let second = console.refresh.clone();
    console.refresh(&second, "another-request-").json();
    console.get("/v1/session").json();
    // Somebody uses the first refresh token with a request id of their own.
    assert_eq!(
        console.refresh(&first, "a-thief's-request").code(),
        "token_refused"
    );
    assert_eq!(console.get("/v1/session").code(), "token_refused");
    let last = console.refresh.clone();
    assert_eq!(
        console.refresh(&last, "one-more-request").code(),
        "token_refused"
    );
}

#[test]
fn two_at_once_with_one_refresh_token_get_one_session_or_none() {
    let mut world = World::new();
    let phone = world.phone("Norte", Role::ShelterAdmin);
    let process = Process::start(&world, &[]);
    let address = process.address;
    let console = Console::signed_in(address, &phone);
    let first = console.refresh.clone();
    let codes: Vec<String> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4)
            .map(|_| {
                let (mut console, first) = (console.clone(), first.clone());
                scope.spawn(move || console.refresh(&first, REQUEST).code())
            })
            .collect();
        threads
            .into_iter()
            .map(|thread| thread.join().unwrap())
            .collect()
    });
    assert_eq!(codes, ["ok"; 4]);
}

#[test]
fn only_the_device_of_a_session_refreshes_it() {
    let mut world = World::new();
    let phone = world.phone("Norte", Role::ShelterAdmin);
    let other = world.phone("Norte", Role::ShelterAdmin);
    let process = Process::start(&world, &[]);
    let address = process.address;
    let mut console = Console::signed_in(address, &phone);
    let mut thief = Console::signed_in(address, &other);
    let copied = console.refresh.clone();
    assert_eq!(thief.refresh(&copied, REQUEST).code(), "token_refused");
    console.refresh(&copied, REQUEST).json();
    // The password of another account does not help on this device either.
    thief.account = console.account;
    assert_eq!(thief.log_in(PASSWORD).code(), "login_refused");
    assert_eq!(
        thief.choose(None, "mesa lluvia tren").code(),
        "login_refused"
    );
}

#[test]
fn wrong_passwords_make_an_account_rest_and_lock_nobody_out() {
    let mut world = World::new();
    let phone = world.phone("Norte", Role::ShelterAdmin);
    let process = Process::start(&world, &[]);
    let address = process.address;
    let mut console = Console::signed_in(address, &phone);
    for _ in 0..3 {
        assert_eq!(
            console.log_in("no es esta la frase").code(),
            "login_refused"
        );
    }
    let rests = console.log_in(PASSWORD);
    assert_eq!(rests.code(), "too_many_requests");
    assert_eq!(rests.headers["retry-after"], "1");
    // A person who is signed in continues. When the wait is over, the right password is accepted.
    console.get("/v1/session").json();
    while console.log_in(PASSWORD).code() == "too_many_requests" {
        // The requests that pass the time must not use up the number of proofs that one device has.
        for _ in 0..100 {
            send(address, "GET", "/v1/health", &[], b"");
        }
    }
    console.get("/v1/session").json();
}

#[test]
fn a_flood_at_the_door_does_not_reach_those_who_sync() {
    let mut world = World::new();
    let mut ana = world.phone("Norte", Role::Volunteer);
    let floods = [(); 2].map(|()| world.phone("Norte", Role::Volunteer));
    let process = Process::start(&world, &[]);
    let address = process.address;
    let (stop, stopped) = mpsc::channel::<()>();
    let (tell, told) = mpsc::channel();
    let waits = std::thread::scope(|scope| {
        let stopped = std::sync::Arc::new(std::sync::Mutex::new(stopped));
        for n in 0..48 {
            // The account is not on this device: so no wait spares the server a hash for each password.
            let mut flood = Console::on(address, &floods[n % 2]);
            flood.account = ana.account;
            let (stopped, tell) = (stopped.clone(), tell.clone());
            scope.spawn(move || {
                loop {
                    let code = flood.log_in(PASSWORD).code();
                    let _ = tell.send(code);
                    let over = stopped.lock().unwrap().try_recv();
                    if over == Err(mpsc::TryRecvError::Disconnected) {
                        return;
                    }
                }
            });
        }
        while told.recv().unwrap() != "too_many_requests" {}
        let mut waits = Vec::new();
        for n in 0..10 {
            ana.register(&mut world, &format!("Persona {n}"));
            let body = ana.request(&world);
            let begun = Instant::now();
            let reply = send(address, "POST", "/v1/sync", &[], &body);
            waits.push(begun.elapsed());
            assert_eq!(reply.status, 200);
            ana.take(vec![reply.body]);
        }
        drop(stop);
        waits
    });
    let slowest = waits.iter().max().unwrap();
    // The aim is half a second on a quiet machine; a queue of 32 hashes alone would take three.
    assert!(slowest.as_secs_f64() < 2.0, "{waits:?}");
}
