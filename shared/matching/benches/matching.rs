//! What matching costs, in time of the processor: many registrations at once, and one that arrives.
//!
//! `cargo bench -p puente-matching -- SET…`, where a set is a path without `.csv`. 50,000 registrations of a
//! generator come first. Nothing is asserted: people compare the figures of one run.

#![allow(clippy::print_stdout, reason = "a bench prints its figures")]

#[path = "../tests/generator/population.rs"]
#[allow(dead_code, reason = "a bench needs no truth")]
mod population;

use std::hint::black_box;
use std::time::Instant;

use flate2::read::GzDecoder;
use population::{Generator, HARD};
use puente_matching::{
    LabelledSet, MODEL, MatchIndex, MatchOptions, blocking_hashes, compare, each_pair, evaluate,
};
use rustix::time::{ClockId, clock_gettime};

const MANY: usize = 50_000;
const ON_A_DEVICE: usize = 10_000;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    // `cargo test --benches` only asks whether it can be run.
    if arguments.iter().any(|argument| argument == "--test") {
        return;
    }
    let made = Generator::new(1, HARD).population(MANY);
    let set = matched("generator", &made.registrations, &made.pairs);
    steps(&set);
    arrivals(&set);
    for path in arguments.iter().filter(|path| !path.starts_with("--")) {
        matched(path, &text(path, ".csv"), &text(path, ".pairs.csv"));
    }
}

/// A file that may be compressed.
fn text(path: &str, end: &str) -> String {
    let plain = std::fs::read(format!("{path}{end}"));
    let text = plain.map_err(|_| ()).or_else(|()| {
        let packed = std::fs::File::open(format!("{path}{end}.gz")).map_err(|_| ())?;
        let mut text = Vec::new();
        std::io::copy(&mut GzDecoder::new(packed), &mut text).map_err(|_| ())?;
        Ok::<_, ()>(text)
    });
    String::from_utf8(text.expect("a set that can be read")).expect("UTF-8")
}

/// Seconds of the processor that this process has used.
fn cpu_s() -> f64 {
    let spent = clock_gettime(ClockId::ProcessCPUTime);
    spent.tv_sec as f64 + spent.tv_nsec as f64 / 1e9
}

/// From the tables to scored pairs.
fn matched(name: &str, registrations: &str, pairs: &str) -> LabelledSet {
    let started = cpu_s();
    let set = LabelledSet::read(registrations, pairs, None).expect("a set");
    let read = cpu_s();
    let found = evaluate(
        &MODEL,
        &set.features,
        &set.true_pairs,
        MatchOptions::default(),
    );
    println!(
        "{name}: {} registrations from CSV to {} scored pairs in {:.2} s of CPU, of which {:.2} s to read; \
         F1 {:.4}, recall {:.4} at precision .99",
        set.features.len(),
        found.compared,
        cpu_s() - started,
        read - started,
        found.frozen.f1,
        found.precise.recall,
    );
    set
}

/// What each step costs by itself.
fn steps(set: &LabelledSet) {
    let started = cpu_s();
    let keys: usize = set
        .features
        .iter()
        .map(|of| blocking_hashes(of).len())
        .sum();
    println!(
        "keys: {:.1} a registration, {:.1} µs",
        keys as f64 / set.features.len() as f64,
        (cpu_s() - started) * 1e6 / set.features.len() as f64,
    );
    let mut pairs = Vec::new();
    each_pair(&set.features, |pair| pairs.push((pair.one, pair.other)));
    let started = cpu_s();
    for (one, other) in &pairs {
        black_box(compare(
            &set.features[*one as usize],
            &set.features[*other as usize],
        ));
    }
    println!(
        "compare: {:.0} ns a pair; {} bytes a registration",
        (cpu_s() - started) * 1e9 / pairs.len() as f64,
        size_of_val(&set.features[0]),
    );
}

/// One registration against those of a device, with its keys, again and again.
fn arrivals(set: &LabelledSet) {
    let mut index = MatchIndex::default();
    for of in &set.features[..ON_A_DEVICE] {
        index.add(*of);
    }
    let mut times: Vec<f64> = set.features[ON_A_DEVICE..]
        .iter()
        .map(|of| {
            let started = Instant::now();
            black_box(index.candidates(of, &MODEL, MODEL.thresholds()[1]));
            started.elapsed().as_secs_f64() * 1e6
        })
        .collect();
    times.sort_by(f64::total_cmp);
    println!(
        "one arrival against {ON_A_DEVICE}: p50 {:.0} µs, p99 {:.0} µs, most {:.0} µs",
        times[times.len() / 2],
        times[times.len() * 99 / 100],
        times[times.len() - 1],
    );
}
