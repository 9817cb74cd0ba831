//! Requests that no client makes.

use std::collections::BTreeMap;

use rand_core::Rng as _;

use crate::http::request;
use crate::phone::random;
use crate::scene::{NORTH, Scene, scale};
use crate::wire::exchange::{COMPRESSED, payload, signed};

/// Requests of a short run.
const REQUESTS: usize = 300;

const METHODS: [&str; 6] = ["GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS"];
const PATHS: [&str; 14] = [
    "/v1/sync",
    "/v1/bundles",
    "/v1/enrol",
    "/v1/session",
    "/v1/events",
    "/v1/records?code=AAAA-AAAA-A",
    "/v1/conflicts",
    "/v1/quarantine",
    "/v1/ready",
    "/v1/live",
    "/",
    "/../../etc/passwd",
    "/%00",
    "/v1/%2e%2e/metrics",
];

#[test]
fn odd_requests_are_answered_and_leave_no_trace() {
    let scene = Scene::new();
    let mut hostile = scene.phone(1, NORTH, "volunteer");
    let mut statuses = BTreeMap::<u16, usize>::new();
    let requests = REQUESTS * scale();
    for number in 0..requests {
        let draw = hostile.rng.next_u64();
        let method = METHODS[(draw % 6) as usize];
        let path = PATHS[(draw >> 8) as usize % PATHS.len()];
        let mut bytes: Vec<u8> = (0..draw >> 16 & 0x3ff)
            .map(|_| hostile.rng.next_u32() as u8)
            .collect();
        let (head, body) = match number % 4 {
            0 => (format!("{method} {path}"), bytes),
            1 => (
                "POST /v1/sync".to_owned(),
                signed(
                    &hostile.key,
                    &hostile.standing.server,
                    (draw >> 32) as u8 & 3,
                    &bytes,
                ),
            ),
            2 => {
                // An honest payload with a few bytes changed, signed as it is.
                hostile.standing.counter += 1;
                let mut plain = payload(
                    &hostile.log.install,
                    &hostile.standing,
                    &[bytes.split_off(bytes.len() / 2)],
                );
                let at = draw as usize % plain.len();
                plain[at] ^= (draw >> 40) as u8;
                (
                    "POST /v1/sync".to_owned(),
                    signed(&hostile.key, &hostile.standing.server, 0, &plain),
                )
            }
            _ => {
                let zeros = zstd::bulk::compress(&vec![0; 1 << (draw >> 32 & 0x1a)], 19)
                    .expect("memory takes it");
                let path = if draw & 1 == 0 {
                    "POST /v1/sync"
                } else {
                    "POST /v1/bundles"
                };
                (
                    path.to_owned(),
                    signed(&hostile.key, &random(&mut hostile.rng), COMPRESSED, &zeros),
                )
            }
        };
        let answer = request(scene.target.address, &head, &body);
        *statuses.entry(answer.status).or_default() += 1;
        assert!(
            answer.status < 500 || answer.status == 503,
            "{head}: {}",
            answer.head
        );
    }
    println!("statuses: {statuses:?}");
    scene.end("odd requests", requests);
}
