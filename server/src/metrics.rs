//! What the server counts about itself, as Prometheus reads it. No person, record, device or
//! address is in here, neither as a value nor as a label.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use puente_protocol::problem::ProblemCode;

use crate::Server;
use crate::store::StoreError;

/// Upper bounds of commit times in µs: a flush takes 300 µs to 4 ms, a busy disk a hundred times that.
const COMMIT_US: [u64; 10] = [
    500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 500_000, 2_500_000,
];

/// Upper bounds of how many writes shared a commit: each exchange has a thread, there are 64.
const GROUP: [u64; 7] = [1, 2, 4, 8, 16, 32, 64];

/// Everything that is counted since this process began.
#[derive(Debug)]
pub(crate) struct Metrics {
    exchanges: ByName,
    changes: ByName,
    commit_us: Histogram<{ COMMIT_US.len() }>,
    commit_group: Histogram<{ GROUP.len() }>,
    commits_failed: AtomicU64,
    received_bytes: AtomicU64,
    sent_bytes: AtomicU64,
}

impl Default for Metrics {
    fn default() -> Self {
        Self {
            exchanges: ByName::default(),
            changes: ByName::default(),
            commit_us: Histogram::new(COMMIT_US),
            commit_group: Histogram::new(GROUP),
            commits_failed: AtomicU64::default(),
            received_bytes: AtomicU64::default(),
            sent_bytes: AtomicU64::default(),
        }
    }
}

impl Metrics {
    /// An exchange was taken, or refused for a reason.
    pub(crate) fn exchange(&self, problem: Option<ProblemCode>) {
        match problem {
            None => self.exchanges.add("done", 1),
            Some(code) => self.exchanges.add(&code.to_string(), 1),
        }
    }

    /// So many changes met this fate.
    pub(crate) fn changes(&self, fate: &str, count: u64) {
        self.changes.add(fate, count);
    }

    /// So many writes were committed together, or were to be.
    pub(crate) fn commit(&self, took: Duration, writes: usize, succeeded: bool) {
        if succeeded {
            let us = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
            self.commit_us.observe(us);
            self.commit_group.observe(writes as u64);
        } else {
            self.commits_failed.fetch_add(1, Ordering::Relaxed);
        }
    }

    pub(crate) fn received(&self, bytes: usize) {
        self.received_bytes
            .fetch_add(bytes as u64, Ordering::Relaxed);
    }

    pub(crate) fn sent(&self, bytes: usize) {
        self.sent_bytes.fetch_add(bytes as u64, Ordering::Relaxed);
    }

    fn write(&self, text: &mut Text) {
        text.by_name(
            "puente_exchanges_total",
            "Exchanges by what they were answered with.",
            "outcome",
            &self.exchanges,
        );
        text.by_name(
            "puente_changes_total",
            "Changes by what was decided about them.",
            "verdict",
            &self.changes,
        );
        text.histogram(
            "puente_commit_seconds",
            "Time of a commit with its flush.",
            &self.commit_us,
            1e-6,
        );
        text.histogram(
            "puente_commit_writes",
            "Writes that shared a commit.",
            &self.commit_group,
            1.0,
        );
        let load = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        let counters = [
            (
                "puente_commits_failed_total",
                "Commits that failed.",
                &self.commits_failed,
            ),
            (
                "puente_received_bytes_total",
                "Bodies of exchanges.",
                &self.received_bytes,
            ),
            (
                "puente_sent_bytes_total",
                "Pages of replies.",
                &self.sent_bytes,
            ),
        ];
        for (name, help, counter) in counters {
            text.counter(name, help, load(counter));
        }
    }
}

impl Server {
    /// Everything as text in Prometheus' exposition format, version 0.0.4.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn metrics(&self) -> Result<String, StoreError> {
        let mut text = Text::default();
        self.store.metrics().write(&mut text);
        let (started, lost) = self.trial.children_counted();
        text.counter(
            "puente_trial_children_started_total",
            "Processes started to hold trials.",
            started,
        );
        text.counter(
            "puente_trial_children_lost_total",
            "Processes that died in a trial or were ended because it took too long.",
            lost,
        );
        let waiting = self.store.read(crate::store::count::waiting)?;
        let space = self.store.space()?;
        let forks = self.store.read(crate::store::device::forks)?;
        if let Some(made_ms) = self.store.read(crate::store::meta::backed_up_ms)? {
            text.gauge(
                "puente_backup_made_timestamp_seconds",
                "When the last whole backup was made; absent if there never was one.",
                u64::try_from(made_ms / 1_000).unwrap_or(0),
            );
        }
        if let Some(noticed_ms) = self.store.read(crate::store::meta::rolled_back_ms)? {
            text.gauge(
                "puente_rolled_back_timestamp_seconds",
                "When the data folder last proved to be an older one that was put back; absent if it never did.",
                u64::try_from(noticed_ms / 1_000).unwrap_or(0),
            );
        }
        let gauges = [
            (
                "puente_listeners",
                "Devices that wait for pokes.",
                self.listeners.count() as u64,
            ),
            (
                "puente_changes_pending",
                "Changes that wait for others.",
                waiting.pending,
            ),
            (
                "puente_changes_quarantined",
                "Changes that wait for somebody to decide.",
                waiting.quarantined,
            ),
            (
                "puente_bodies_sealed",
                "Bodies that wait for the recovery key.",
                self.store.read(crate::store::sealed::count)?,
            ),
            (
                "puente_database_bytes",
                "The database file.",
                space.database_bytes,
            ),
            ("puente_installs_forked", "Copied stores.", forks),
            ("puente_wal_bytes", "Its write-ahead log.", space.wal_bytes),
            (
                "puente_disk_free_bytes",
                "What is free where the database is.",
                space.free_bytes,
            ),
        ];
        for (name, help, value) in gauges {
            text.gauge(name, help, value);
        }
        Ok(text.0)
    }
}

/// A counter for each of a few names that this program chooses.
#[derive(Debug, Default)]
struct ByName(Mutex<BTreeMap<String, u64>>);

impl ByName {
    fn add(&self, name: &str, count: u64) {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match counts.get_mut(name) {
            Some(counted) => *counted += count,
            None => drop(counts.insert(name.to_owned(), count)),
        }
    }
}

/// How many values were at most each bound, in whole units.
#[derive(Debug)]
struct Histogram<const N: usize> {
    bounds: [u64; N],
    at_most: [AtomicU64; N],
    count: AtomicU64,
    sum: AtomicU64,
}

impl<const N: usize> Histogram<N> {
    fn new(bounds: [u64; N]) -> Self {
        Self {
            bounds,
            at_most: [const { AtomicU64::new(0) }; N],
            count: AtomicU64::new(0),
            sum: AtomicU64::new(0),
        }
    }

    fn observe(&self, value: u64) {
        let buckets = self.bounds.iter().zip(&self.at_most);
        for (_, bucket) in buckets.filter(|(bound, _)| value <= **bound) {
            bucket.fetch_add(1, Ordering::Relaxed);
        }
        self.count.fetch_add(1, Ordering::Relaxed);
        self.sum.fetch_add(value, Ordering::Relaxed);
    }
}

/// Writing to a string does not fail, so results are not looked at.
#[derive(Default)]
struct Text(String);

impl Text {
    fn head(&mut self, name: &str, help: &str, kind: &str) {
        let _ = writeln!(self.0, "# HELP {name} {help}\n# TYPE {name} {kind}");
    }

    fn counter(&mut self, name: &str, help: &str, value: u64) {
        self.head(name, help, "counter");
        let _ = writeln!(self.0, "{name} {value}");
    }

    fn gauge(&mut self, name: &str, help: &str, value: u64) {
        self.head(name, help, "gauge");
        let _ = writeln!(self.0, "{name} {value}");
    }

    fn by_name(&mut self, name: &str, help: &str, label: &str, counts: &ByName) {
        self.head(name, help, "counter");
        let counts = counts.0.lock().unwrap_or_else(PoisonError::into_inner);
        for (value, count) in &*counts {
            let _ = writeln!(self.0, "{name}{{{label}=\"{value}\"}} {count}");
        }
    }

    fn histogram<const N: usize>(
        &mut self,
        name: &str,
        help: &str,
        histogram: &Histogram<N>,
        unit: f64,
    ) {
        self.head(name, help, "histogram");
        let load = |number: &AtomicU64| number.load(Ordering::Relaxed);
        for (bound, at_most) in histogram.bounds.iter().zip(&histogram.at_most) {
            let (bound, at_most) = (*bound as f64 * unit, load(at_most));
            let _ = writeln!(self.0, "{name}_bucket{{le=\"{bound}\"}} {at_most}");
        }
        let (count, sum) = (load(&histogram.count), load(&histogram.sum) as f64 * unit);
        let _ = writeln!(self.0, "{name}_bucket{{le=\"+Inf\"}} {count}");
        let _ = writeln!(self.0, "{name}_sum {sum}\n{name}_count {count}");
    }
}
