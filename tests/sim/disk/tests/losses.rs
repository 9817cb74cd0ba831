//! The simulated disk can lose data: a store that does not sync loses some, and the tests see it.

use super::workload::{Key, Plan, Rows, Setup, rows};
use crate::disk::{Crash, Disk, Sector};
use crate::scale::{self, pick};

/// What is left after a run of acknowledged transactions.
enum Left {
    Everything,
    /// All transactions up to some earlier one.
    Earlier,
    Damaged,
}

fn run(setup: Setup, how: Crash, seed: u64) -> Left {
    let mut rng = scale::rng(seed, "losses");
    let mut disk = Disk::new(Sector::Bytes4096, seed);
    let mut states: Vec<Rows> = vec![Rows::new()];
    let mut db = setup.open(&disk).expect("opens");
    for _ in 0..6 {
        let plan = Plan::draw(&mut rng);
        plan.run(&mut db).expect("commits");
        states.push(plan.applied(states.last().expect("never empty")));
    }
    disk.crash(how, &mut rng);
    drop(db);
    let found = std::panic::catch_unwind(|| setup.open(&disk).and_then(|db| rows(&db)));
    match found {
        Ok(Ok(found)) if states.last() == Some(&found) => Left::Everything,
        Ok(Ok(found)) if states.contains(&found) => Left::Earlier,
        _ => Left::Damaged,
    }
}

/// How many of the runs lost acknowledged transactions, and how many left a damaged store.
fn losses(setup: Setup, how: Crash) -> (usize, usize) {
    let (mut lost, mut damaged) = (0, 0);
    for seed in 0..40 {
        match run(setup, how, seed) {
            Left::Everything => {}
            Left::Earlier => lost += 1,
            Left::Damaged => damaged += 1,
        }
    }
    (lost, damaged)
}

#[test]
fn without_syncs_a_power_loss_loses_acknowledged_transactions() {
    for key in [Key::None, Key::Raw] {
        let (lost, _) = losses(
            Setup {
                journal: "TRUNCATE",
                synchronous: "OFF",
                key,
            },
            Crash::PowerLoss,
        );
        assert!(lost > 0, "nothing is lost");
    }
}

#[test]
fn without_syncs_a_torn_write_back_damages_the_store() {
    let (_, damaged) = losses(
        Setup {
            journal: "TRUNCATE",
            synchronous: "OFF",
            key: Key::None,
        },
        Crash::Torn,
    );
    assert!(damaged > 0, "no store is damaged");
}

#[test]
fn without_syncs_a_killed_process_loses_nothing() {
    for journal in ["TRUNCATE", "WAL"] {
        assert_eq!(
            losses(
                Setup {
                    journal,
                    synchronous: "OFF",
                    key: Key::None
                },
                Crash::Kill
            ),
            (0, 0)
        );
    }
}

#[test]
fn a_write_ahead_log_synced_at_checkpoints_only_loses_but_is_never_damaged() {
    for how in [Crash::PowerLoss, Crash::Torn] {
        let (lost, damaged) = losses(
            Setup {
                journal: "WAL",
                synchronous: "NORMAL",
                key: Key::None,
            },
            how,
        );
        assert!(lost > 0, "nothing is lost");
        assert_eq!(damaged, 0);
    }
}

#[test]
fn a_deleted_journal_comes_back_unless_the_folder_is_synced() {
    let (lost, damaged) = losses(
        Setup {
            journal: "DELETE",
            synchronous: "FULL",
            key: Key::None,
        },
        Crash::PowerLoss,
    );
    assert!(lost > 0, "no journal came back");
    assert_eq!(damaged, 0);
    assert_eq!(
        losses(
            Setup {
                journal: "DELETE",
                synchronous: "EXTRA",
                key: Key::None
            },
            Crash::PowerLoss
        ),
        (0, 0)
    );
}

/// How many write-ahead logs lose a transaction that was there after one power cut, when the power fails again
/// during the next transaction.
fn losses_of_cut_after_cut(sector: Sector) -> usize {
    let setup = Setup {
        journal: "WAL",
        synchronous: "FULL",
        key: Key::Raw,
    };
    let lost = (0..60).filter(|seed| {
        let mut rng = scale::rng(*seed, "cuts");
        let mut disk = Disk::new(sector, *seed);
        let mut db = setup.open(&disk).expect("opens");
        let saved = Plan::draw(&mut rng);
        saved.run(&mut db).expect("commits");
        let mut there = saved.applied(&Rows::new());
        (0..8).any(|_| {
            let next = Plan::draw(&mut rng);
            disk.crash_at(1 + pick(&mut rng, 6) as u64);
            // Acknowledged or not, it may be there; what was there before must be.
            let _ = next.run(&mut db);
            disk.crash(Crash::Torn, &mut rng);
            db = setup.open(&disk).expect("opens");
            let found = rows(&db).expect("reads");
            let is_lost = found != there && found != next.applied(&there);
            there = found;
            is_lost
        })
    });
    lost.count()
}

#[test]
fn cut_after_cut_a_log_is_safe_where_a_torn_write_spares_what_is_beside_it() {
    assert_eq!(losses_of_cut_after_cut(Sector::Powersafe4096), 0);
    assert!(losses_of_cut_after_cut(Sector::Bytes4096) > 0);
}

#[test]
fn what_a_killed_process_left_is_still_not_durable() {
    let setup = Setup {
        journal: "WAL",
        synchronous: "OFF",
        key: Key::None,
    };
    let mut rng = scale::rng(3, "kill");
    let mut disk = Disk::new(Sector::Bytes512, 3);
    let mut db = setup.open(&disk).expect("opens");
    let plan = Plan::draw(&mut rng);
    plan.run(&mut db).expect("commits");
    disk.crash(Crash::Kill, &mut rng);
    let killed = disk.snapshot();
    let read = |disk: &Disk| rows(&setup.open(disk).expect("opens")).expect("reads");
    assert_eq!(read(&disk), plan.applied(&Rows::new()));
    disk.restore(&killed);
    disk.crash(Crash::PowerLoss, &mut rng);
    assert_eq!(read(&disk), Rows::new());
}
