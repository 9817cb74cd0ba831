//! The simulator bites: whoever does not sync loses, and it shows.

use super::workload::{Key, Plan, Rows, Setup, rows};
use crate::disk::{Crash, Disk, Sector};
use crate::scale;

/// What a run of acknowledged transactions leaves.
enum Left {
    Everything,
    /// All up to one of the transactions.
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

/// How many of some runs lost acknowledged transactions, and how many left a damaged store.
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
