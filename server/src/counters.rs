//! Counters of this process since its start. They contain no person, record, device or address, neither as a
//! value nor as a label.

use std::time::Duration;

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;
use puente_protocol::ChangeState;
use puente_protocol::problem::ProblemCode;

/// Upper bounds of commit times in s: a flush takes 0.3 to 4 ms, on a busy disk a hundred times that.
const COMMIT_S: [f64; 10] = [
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 2.5,
];

/// Upper bounds of how many writes share a commit: each exchange has a thread, and there are 64.
const GROUP: [f64; 7] = [1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0];

/// The result of an exchange.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Outcome {
    outcome: String,
}

/// The verdict on a change.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Decided {
    verdict: &'static str,
}

/// Counters of commits, which the writer maintains.
#[derive(Debug, Clone)]
pub(crate) struct CommitCounters {
    seconds: Histogram,
    writes: Histogram,
    failed: Counter,
}

impl Default for CommitCounters {
    fn default() -> Self {
        Self {
            seconds: Histogram::new(COMMIT_S),
            writes: Histogram::new(GROUP),
            failed: Counter::default(),
        }
    }
}

impl CommitCounters {
    /// Counts one commit of this many writes.
    pub(crate) fn observe(&self, took: Duration, writes: usize, succeeded: bool) {
        if succeeded {
            self.seconds.observe(took.as_secs_f64());
            self.writes.observe(writes as f64);
        } else {
            self.failed.inc();
        }
    }
}

/// All counters.
#[derive(Debug, Default)]
pub(crate) struct Counters {
    pub(crate) commits: CommitCounters,
    exchanges: Family<Outcome, Counter>,
    changes: Family<Decided, Counter>,
    received_bytes: Counter,
    sent_bytes: Counter,
}

impl Counters {
    /// Counts an exchange that was completed, or refused with a problem.
    pub(crate) fn exchange(&self, problem: Option<ProblemCode>) {
        let outcome = problem.map_or_else(|| "done".to_owned(), |code| code.to_string());
        self.exchanges.get_or_create(&Outcome { outcome }).inc();
    }

    /// Counts changes that came into this state.
    pub(crate) fn changes(&self, state: ChangeState, count: u64) {
        self.changes
            .get_or_create(&Decided {
                verdict: state.as_str(),
            })
            .inc_by(count);
    }

    pub(crate) fn count_received(&self, bytes: usize) {
        self.received_bytes.inc_by(bytes as u64);
    }

    pub(crate) fn count_sent(&self, bytes: usize) {
        self.sent_bytes.inc_by(bytes as u64);
    }

    /// Registers the counters with Prometheus, which adds `_total` to their names and a full stop to each text.
    pub(crate) fn register(&self, registry: &mut Registry) {
        registry.register(
            "puente_exchanges",
            "Exchanges by what they were answered with",
            self.exchanges.clone(),
        );
        registry.register(
            "puente_changes",
            "Changes by what was decided about them",
            self.changes.clone(),
        );
        registry.register(
            "puente_commit_seconds",
            "Time of a commit with its flush",
            self.commits.seconds.clone(),
        );
        registry.register(
            "puente_commit_writes",
            "Writes that shared a commit",
            self.commits.writes.clone(),
        );
        for (name, help, counter) in [
            (
                "puente_commits_failed",
                "Commits that failed",
                &self.commits.failed,
            ),
            (
                "puente_received_bytes",
                "Bodies of exchanges",
                &self.received_bytes,
            ),
            ("puente_sent_bytes", "Pages of replies", &self.sent_bytes),
        ] {
            registry.register(name, help, counter.clone());
        }
    }
}
