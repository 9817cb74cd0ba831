//! Crashes at every call that touches the disk, in every transaction of random runs.

use rand_chacha::ChaCha20Rng;

use super::workload::{Key, Plan, Rows, Setup, rows};
use crate::disk::{Crash, Disk, Sector};
use crate::scale::{self, pick};

const TRANSACTIONS: usize = 6;

fn draw_crash(rng: &mut ChaCha20Rng) -> Crash {
    [Crash::Kill, Crash::PowerLoss, Crash::Torn, Crash::Torn][pick(rng, 4)]
}

/// The rows after reopening, and whether the transaction had been acknowledged.
struct Outcome {
    rows: Rows,
    acknowledged: bool,
    died: bool,
}

/// Runs a plan that dies at the `kth` call. Reads the rows after the crash, and after a crash during the
/// recovery.
fn attempt(disk: &mut Disk, setup: Setup, plan: &Plan, kth: u64, rng: &mut ChaCha20Rng) -> Outcome {
    disk.crash_at(kth);
    let acknowledged = setup
        .open(disk)
        .and_then(|mut db| plan.run(&mut db))
        .is_ok();
    let died = disk.has_died();
    disk.crash(draw_crash(rng), rng);
    disk.crash_at(1 + pick(rng, 12) as u64);
    let _recovery = setup.open(disk);
    disk.crash(draw_crash(rng), rng);
    let db = setup.open(disk).expect("a crash leaves a store that opens");
    let rows = rows(&db).expect("a crash leaves a store that reads");
    if pick(rng, 2) == 0 {
        // Closing merges the log into the database; a killed process leaves the log for the next transaction.
        disk.crash(Crash::Kill, rng);
    }
    Outcome {
        rows,
        acknowledged,
        died,
    }
}

fn crash_everywhere(setup: Setup, sector: Sector, seed: u64) {
    let context = || format!("seed={seed} {setup:?} {sector:?}");
    let mut rng = scale::rng(seed, "crashes");
    let mut disk = Disk::new(sector, seed);
    let mut before = rows(&setup.open(&disk).expect("opens")).expect("reads");
    for _ in 0..TRANSACTIONS {
        let plan = Plan::draw(&mut rng);
        let after = plan.applied(&before);
        let start = disk.snapshot();
        let mut last = before.clone();
        for kth in 1.. {
            disk.restore(&start);
            let outcome = attempt(&mut disk, setup, &plan, kth, &mut rng);
            if outcome.acknowledged {
                assert_eq!(
                    outcome.rows,
                    after,
                    "an acknowledged transaction is lost, kth={kth} {}",
                    context()
                );
            }
            assert!(
                outcome.rows == before || outcome.rows == after,
                "half a transaction is there, kth={kth} {}",
                context()
            );
            last = outcome.rows;
            if !outcome.died {
                assert!(outcome.acknowledged, "nothing failed {}", context());
                break;
            }
        }
        before = last;
    }
}

fn crash_everywhere_in_all(journal: &'static str, synchronous: &'static str) {
    for seed in scale::seeds(6) {
        for key in [Key::None, Key::Raw, Key::RawWithSalt] {
            for sector in [Sector::Bytes512, Sector::Bytes4096, Sector::Powersafe4096] {
                crash_everywhere(
                    Setup {
                        journal,
                        synchronous,
                        key,
                    },
                    sector,
                    seed,
                );
            }
        }
    }
}

#[test]
fn a_crash_anywhere_in_a_truncated_journal_loses_no_acknowledged_transaction() {
    crash_everywhere_in_all("TRUNCATE", "FULL");
}

#[test]
fn a_crash_anywhere_in_a_deleted_journal_loses_no_acknowledged_transaction() {
    crash_everywhere_in_all("DELETE", "EXTRA");
}

#[test]
fn a_crash_anywhere_in_a_write_ahead_log_loses_no_acknowledged_transaction() {
    crash_everywhere_in_all("WAL", "FULL");
}

#[test]
fn after_a_crash_the_old_connections_are_dead_and_touch_nothing() {
    let setup = Setup {
        journal: "WAL",
        synchronous: "FULL",
        key: Key::Raw,
    };
    let mut rng = scale::rng(1, "old");
    let mut disk = Disk::new(Sector::Bytes4096, 1);
    let mut old = setup.open(&disk).expect("opens");
    let plan = Plan::draw(&mut rng);
    plan.run(&mut old).expect("commits");
    let held = old.unchecked_transaction().expect("begins");
    disk.crash(Crash::Kill, &mut rng);
    let mut new = setup.open(&disk).expect("opens");
    let committed = rows(&new).expect("reads");
    held.execute("INSERT INTO row VALUES (99, x'00')", [])
        .expect_err("the process is dead");
    drop(held);
    drop(old);
    assert_eq!(rows(&new).expect("reads"), committed);
    let plan = Plan::draw(&mut rng);
    plan.run(&mut new).expect("commits");
    assert_eq!(rows(&new).expect("reads"), plan.applied(&committed));
}
