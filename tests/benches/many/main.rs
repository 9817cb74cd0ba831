//! What does not grow with a server's records: an exchange when nothing changed, one when a hundred records
//! did, and the memory with devices that listen.
//!
//! A device that speaks the protocol and keeps nothing fills the store through the real admission.
//! `PUENTE_BENCH_RECORDS` sets the number of records (default 20,000); one device listens for each thousand.

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
use puente_native::PokeStream;
use puente_protocol::segment::Item;
use rand_core::SeedableRng as _;

use crate::people::Dice;
use crate::phone::{Cost, Phone};
use crate::server::Server;

/// Registrations of one exchange: as many as a good network carries at once.
const EXCHANGE_RECORDS: usize = 2_000;

/// Records that change at the end.
const CHANGED: usize = 100;

/// The site of the devices that listen. It has few records, so that they need not be sent all the others.
const ELSEWHERE: &str = "Albergue";

/// How often an exchange without news is measured.
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
    server.add_site(ELSEWHERE, "shelter");
    let mut crowd: Vec<_> = (0..records / 1_000)
        .map(|number| join_at(&server, ELSEWHERE, 3 + number))
        .collect();
    let mut listening: Vec<_> = crowd.iter().map(Phone::listen).collect();
    println!(
        "{} devices listen: {} MB, children included",
        listening.len(),
        server.resident_mb()
    );
    fan_out(&server, &mut crowd, &mut listening);
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
    join_at(server, server::SITE, number)
}

fn join_at(server: &Server, site: &str, number: usize) -> Phone {
    let rng = Rng::seed_from_u64(number as u64);
    Phone::enrol(&server.url, server.invite_at(site, "case-worker"), rng)
}

/// Registers people; each exchange is prepared while the one before is under way. Returns the last of them.
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

/// One registration at the listeners' site, until every device has it: each is poked, asks, and is sent it.
fn fan_out(server: &Server, crowd: &mut [Phone], listening: &mut [PokeStream]) {
    let mut host = join_at(server, ELSEWHERE, 2);
    let person = Dice::new().person(0);
    let (_, registered) = host.hand.register(&person);
    let body = host.request(&[registered]);
    for phone in crowd.iter_mut() {
        phone.sync(&[]);
    }
    let cpu = server.cpu();
    let started = Instant::now();
    let mut seen: Vec<Duration> = thread::scope(|scope| {
        let waiting = crowd.iter_mut().zip(listening).map(|(phone, pokes)| {
            scope.spawn(move || {
                // A poke may bring nothing, for example after another process wrote.
                loop {
                    pokes.wait().unwrap();
                    if phone.sync(&[]).rows > 0 {
                        return started.elapsed();
                    }
                }
            })
        });
        let waiting: Vec<_> = waiting.collect();
        host.exchange(&body);
        let seen = waiting.into_iter().map(|phone| phone.join().unwrap());
        seen.collect()
    });
    seen.sort_unstable();
    if let Some(last) = seen.last() {
        println!(
            "one registration to {} devices that listen: {:.1?} (median), {last:.1?} (last), {:.0?} server CPU",
            seen.len(),
            seen[seen.len() / 2],
            server.cpu() - cpu
        );
    }
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
