//! What does not grow with the records a server holds: an exchange when nothing changed, one when a hundred did, and
//! memory with devices that listen.
//!
//! The store is filled through the real admission by a device that speaks the protocol and keeps nothing. Records by
//! `PUENTE_BENCH_RECORDS` (20,000 unless told); a device listens for each thousand of them.

#![allow(
    clippy::print_stdout,
    reason = "a bench talks to the person who started it"
)]
#![allow(clippy::unwrap_used, reason = "a bench fails by panicking")]

#[path = "../sync/people.rs"]
#[allow(dead_code, reason = "this bench makes people, and no stores of them")]
mod people;
mod phone;
#[path = "../sync/server.rs"]
mod server;

use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use puente_client::Rng;
use puente_document::Document;
use puente_protocol::segment::Item;
use rand_core::SeedableRng as _;

use crate::people::Dice;
use crate::phone::{Cost, Phone};
use crate::server::Server;

/// Registrations of one exchange: as many as a good line takes at once.
const EXCHANGE_RECORDS: usize = 2_000;

/// Records that change at the end.
const CHANGED: usize = 100;

/// Times that an exchange without news is measured.
const IDLE_TIMES: usize = 200;

fn main() {
    let records: usize =
        std::env::var("PUENTE_BENCH_RECORDS").map_or(20_000, |text| text.parse().unwrap());
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let server = Server::start(folder.path());
    let mut writer = join(&server, 0);
    let mut reader = join(&server, 1);
    let started = Instant::now();
    let cpu = server.cpu();
    let mut kept = fill(&mut writer, records);
    println!(
        "{records} records filled in {:.1?}, server CPU {:.1?}; {} MB, children included",
        started.elapsed(),
        server.cpu() - cpu,
        server.resident_mb()
    );
    step("first pull, received and forgotten", &server, || {
        reader.sync(&[])
    });
    idle(&server, &mut reader);
    let listening: Vec<_> = (0..records / 1_000)
        .map(|number| join(&server, 2 + number).listen())
        .collect();
    println!(
        "{} devices listen: {} MB, children included",
        listening.len(),
        server.resident_mb()
    );
    let changes: Vec<_> = kept
        .iter_mut()
        .map(|document| writer.hand.edit(document, "status", "transferred"))
        .collect();
    let body = writer.request(&changes);
    step("100 records changed: push", &server, || {
        writer.exchange(&body)
    });
    step("100 records changed: pull", &server, || reader.sync(&[]));
    println!(
        "server memory, children included: {} MB",
        server.resident_mb()
    );
}

fn join(server: &Server, number: usize) -> Phone {
    let rng = Rng::seed_from_u64(number as u64);
    Phone::enrol(&server.url, server.invite("case-worker"), rng)
}

/// Registers people while the exchange before is under way. Answers the last of them.
fn fill(writer: &mut Phone, records: usize) -> Vec<Document> {
    let mut hand = writer.hand.clone();
    let (written, sending) = mpsc::sync_channel(2);
    let mut kept = Vec::new();
    thread::scope(|scope| {
        scope.spawn(move || {
            let mut dice = Dice::new();
            for from in (0..records).step_by(EXCHANGE_RECORDS) {
                let numbers = from..records.min(from + EXCHANGE_RECORDS);
                let registered: Vec<_> = numbers
                    .map(|number| hand.register(&dice.person(number)))
                    .collect();
                written.send(registered).unwrap();
            }
        });
        for registered in sending {
            let changes: Vec<Item>;
            (kept, changes) = registered.into_iter().unzip();
            writer.sync(&changes);
        }
    });
    kept.truncate(CHANGED);
    kept
}

fn idle(server: &Server, reader: &mut Phone) {
    let cpu = server.cpu();
    let mut all = Vec::new();
    let mut cost = Cost::default();
    for _ in 0..IDLE_TIMES {
        let body = reader.request(&[]);
        let started = Instant::now();
        cost = reader.exchange(&body);
        all.push(started.elapsed());
    }
    all.sort_unstable();
    let cpu = (server.cpu() - cpu) / u32::try_from(IDLE_TIMES).unwrap();
    println!(
        "nothing changed: {:.2?} (median), {} B up, {} B down, {cpu:.2?} server CPU",
        all[IDLE_TIMES / 2],
        cost.up_bytes,
        cost.down_bytes
    );
}

fn step(name: &str, server: &Server, exchange: impl FnOnce() -> Cost) {
    let cpu = server.cpu();
    let started = Instant::now();
    let cost = exchange();
    let elapsed: Duration = started.elapsed();
    println!(
        "{name}: {elapsed:.1?}, {} B up, {} B down, {} rows, {:.0?} server CPU",
        cost.up_bytes,
        cost.down_bytes,
        cost.rows,
        server.cpu() - cpu
    );
}
