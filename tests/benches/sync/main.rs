//! What sync costs: real `puente serve`, real device stores, one loopback connection.
//!
//! `cargo build --release --package puente-server && cargo bench --package puente-tests --bench sync`
//! `PUENTE_BENCH_RECORDS` sets the number of records (default 2,000). See `tests/benches/README.md`.

#![allow(
    clippy::print_stdout,
    reason = "a bench talks to the person who started it"
)]
#![allow(clippy::unwrap_used, reason = "a bench fails by panicking")]

mod people;
mod server;

use std::time::{Duration, Instant};

use puente_client::{Effect, Event, StopReason};
use puente_native::{HttpClient, OpenStore, StoreFolder, SyncCallbacks, now_ms, sync};
use puente_record::Value;
use rustix::time::{ClockId, clock_gettime};

use crate::server::Server;

/// The same allocator as in `puente-field`.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    #[cfg(target_os = "linux")]
    let _ = rustix::thread::disable_transparent_huge_pages(true);
    let records: usize =
        std::env::var("PUENTE_BENCH_RECORDS").map_or(2_000, |text| text.parse().unwrap());
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let server = Server::start(folder.path());
    let mut writer = join(&server, folder.path(), "writer", "case-worker");
    let mut reader = join(&server, folder.path(), "reader", "case-worker");

    println!(
        "{records} records of 25 fields with 5 changes each; disk: one fdatasync takes {:?}",
        fdatasync(folder.path())
    );
    let (made, save) = people::fill(&mut writer, records);
    println!("made on the device in {made:.1?}; one saved edit takes {save:.2?} (median)");
    println!(
        "{:34} {:>9} {:>6} {:>10} {:>11} {:>11} {:>11}",
        "", "ms", "trips", "bytes up", "bytes down", "server CPU", "device CPU"
    );

    step("push, stored", &server, &mut writer);
    receive(&server, &mut reader);
    step("first pull, absorbed", &server, &mut reader);
    step("nothing changed", &server, &mut writer);
    step("nothing changed, other device", &server, &mut reader);
    let list = writer.device.list().unwrap();
    let changed: Vec<_> = list
        .iter()
        .step_by((list.len() / 100).max(1))
        .take(100)
        .collect();
    for line in &changed {
        let OpenStore { device, rng, .. } = &mut writer;
        let status = [("status".to_owned(), Value::from("departed"))];
        device.set(line.record, &status, "", now_ms(), rng).unwrap();
    }
    step("100 records changed: push", &server, &mut writer);
    step("100 records changed: pull", &server, &mut reader);
    let found = median(21, || {
        assert!(!reader.device.find("garcia mar").unwrap().is_empty());
    });
    println!("find by name among {records}: {found:.2?} (median)");
    println!(
        "server memory, children included: {} MB",
        server.resident_mb()
    );
}

fn join(server: &Server, folder: &std::path::Path, name: &str, role: &str) -> OpenStore {
    let mut store = StoreFolder::new(folder.join(name))
        .create("una frase larga")
        .unwrap();
    let code = server.invite(role);
    let body = store.device.enrol_request(&code, name).unwrap();
    let reply = HttpClient::new(&server.url).unwrap().enrol(&body).unwrap();
    let OpenStore { device, rng, .. } = &mut store;
    device
        .enrolled(&server.url, name, &reply, now_ms(), rng)
        .unwrap();
    store
}

/// The first exchange of a device until everything is on its disk. The engine is dropped then; the next sync
/// continues.
fn receive(server: &Server, store: &mut OpenStore) {
    let (cpu, own) = (server.cpu(), own_cpu());
    let started = Instant::now();
    let OpenStore { device, rng, .. } = store;
    let mut tell = |event| device.handle(event, now_ms(), rng).unwrap();
    let effects = tell(Event::SyncRequested);
    let [Effect::SendExchange(body)] = &*effects else {
        panic!("an empty store begins with an exchange");
    };
    let mut answer = HttpClient::new(&server.url)
        .unwrap()
        .exchange(body)
        .unwrap();
    let mut bytes_down = 0;
    while let Some(bytes) = answer.next_chunk().unwrap() {
        bytes_down += bytes.len();
        tell(Event::BytesArrived(bytes.to_vec()));
    }
    println!(
        "{:34} {:9.1} {:6} {:10} {:11} {:8.0} ms {:8.0} ms",
        "first pull, received",
        started.elapsed().as_secs_f64() * 1e3,
        1,
        body.len(),
        bytes_down,
        (server.cpu() - cpu).as_secs_f64() * 1e3,
        (own_cpu() - own).as_secs_f64() * 1e3,
    );
}

/// Processor time of this process, which holds the devices.
fn own_cpu() -> Duration {
    let now = clock_gettime(ClockId::ProcessCPUTime);
    Duration::new(
        u64::try_from(now.tv_sec).unwrap(),
        u32::try_from(now.tv_nsec).unwrap(),
    )
}

fn step(name: &str, server: &Server, store: &mut OpenStore) {
    let (cpu, own) = (server.cpu(), own_cpu());
    let started = Instant::now();
    let synced = {
        let (progress, pause) = (&mut |_| {}, &mut |_| {
            panic!("a loopback line does not break")
        });
        let line = HttpClient::new(&server.url).unwrap();
        sync(store, &line, SyncCallbacks { progress, pause }).unwrap()
    };
    let elapsed = started.elapsed();
    assert_eq!(synced.stop, StopReason::Done, "{:?}", synced.line);
    let report = synced.report;
    println!(
        "{name:34} {:9.1} {:6} {:10} {:11} {:8.0} ms {:8.0} ms",
        elapsed.as_secs_f64() * 1e3,
        report.round_trips,
        report.bytes_up,
        report.bytes_down,
        (server.cpu() - cpu).as_secs_f64() * 1e3,
        (own_cpu() - own).as_secs_f64() * 1e3,
    );
}

fn median(times: usize, mut act: impl FnMut()) -> Duration {
    let mut all: Vec<Duration> = (0..times)
        .map(|_| {
            let started = Instant::now();
            act();
            started.elapsed()
        })
        .collect();
    all.sort_unstable();
    all[times / 2]
}

/// The cost of the disk: an append of 4 KiB made durable.
fn fdatasync(folder: &std::path::Path) -> Duration {
    use std::io::Write as _;
    let mut file = std::fs::File::create(folder.join("probe")).unwrap();
    median(51, || {
        file.write_all(&[1; 4096]).unwrap();
        file.sync_data().unwrap();
    })
}
