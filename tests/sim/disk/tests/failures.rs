//! Calls that fail while the machine runs on.

use rusqlite::ErrorCode;

use super::workload::{Key, PATH, Plan, Rows, Setup, rows};
use crate::disk::{Call, Crash, Disk, Failure, Fault, Flavour, Sector};
use crate::scale;

const SETUPS: [Setup; 3] = [
    Setup {
        journal: "TRUNCATE",
        synchronous: "FULL",
        key: Key::None,
    },
    Setup {
        journal: "WAL",
        synchronous: "FULL",
        key: Key::None,
    },
    Setup {
        journal: "WAL",
        synchronous: "FULL",
        key: Key::Raw,
    },
];

/// Runs a transaction with one failure in it, another one, then a power cut: nothing acknowledged may be
/// missing.
fn fail_once(setup: Setup, fault: Fault, seed: u64) -> bool {
    let mut rng = scale::rng(seed, "failures");
    let mut disk = Disk::new(Sector::Bytes4096, seed);
    let mut db = setup.open(&disk).expect("opens");
    let (first, second, third) = (
        Plan::draw(&mut rng),
        Plan::draw(&mut rng),
        Plan::draw(&mut rng),
    );
    first.run(&mut db).expect("commits");
    let before = first.applied(&Rows::new());
    disk.plan(fault);
    let acknowledged = second.run(&mut db).is_ok();
    let came = disk.planned() == 0;
    disk.calm();
    let after = second.applied(&before);
    let seen = rows(&db).expect("reads");
    assert!(
        seen == after || (!acknowledged && seen == before),
        "{fault:?} {setup:?} seed={seed}"
    );
    third
        .run(&mut db)
        .expect("commits once the disk works again");
    disk.crash(
        if seed.is_multiple_of(2) {
            Crash::PowerLoss
        } else {
            Crash::Torn
        },
        &mut rng,
    );
    drop(db);
    let left = rows(&setup.open(&disk).expect("opens")).expect("reads");
    assert_eq!(
        left,
        third.applied(&seen),
        "{fault:?} {setup:?} seed={seed}"
    );
    came
}

#[test]
fn a_call_that_fails_costs_its_transaction_and_nothing_acknowledged() {
    for setup in SETUPS {
        for (call, flavours) in [
            (Call::Write, &[Flavour::Lost, Flavour::Persisted][..]),
            (Call::Sync, &[Flavour::Lost, Flavour::Persisted][..]),
            (Call::Truncate, &[Flavour::Lost, Flavour::Persisted][..]),
        ] {
            for flavour in flavours {
                for failure in [Failure::Io, Failure::Full] {
                    for seed in scale::seeds(3) {
                        let fault = |nth| Fault {
                            call,
                            nth,
                            failure,
                            flavour: *flavour,
                        };
                        let came = (1..)
                            .take_while(|nth| fail_once(setup, fault(*nth), seed))
                            .count();
                        assert!(came > 0 || call == Call::Truncate, "{call:?} never failed");
                    }
                }
            }
        }
    }
}

#[test]
fn a_forgotten_sync_is_seen_until_the_power_goes() {
    let mut lost = 0;
    for seed in 0..20 {
        let setup = Setup {
            journal: "TRUNCATE",
            synchronous: "FULL",
            key: Key::None,
        };
        let mut rng = scale::rng(seed, "forgotten");
        let mut disk = Disk::new(Sector::Bytes4096, seed);
        let mut db = setup.open(&disk).expect("opens");
        let plan = Plan::draw(&mut rng);
        disk.plan(Fault {
            call: Call::Sync,
            nth: 3,
            failure: Failure::Io,
            flavour: Flavour::Forgotten,
        });
        plan.run(&mut db)
            .expect_err("the sync of the database failed");
        rows(&db).expect("reads what the operating system still has");
        disk.crash(Crash::PowerLoss, &mut rng);
        let left = setup.open(&disk).and_then(|db| rows(&db)).expect("opens");
        lost += usize::from(left != plan.applied(&Rows::new()));
    }
    assert!(lost > 0, "nothing was forgotten");
}

#[test]
fn a_full_disk_refuses_and_serves_again_when_there_is_room() {
    let setup = SETUPS[2];
    let mut rng = scale::rng(7, "full");
    let disk = Disk::new(Sector::Bytes4096, 7);
    let mut db = setup.open(&disk).expect("opens");
    disk.set_capacity(Some(disk.used_bytes() + 20_000));
    let mut acknowledged = Rows::new();
    let refusal = loop {
        let plan = Plan::draw(&mut rng);
        match plan.run(&mut db) {
            Ok(()) => acknowledged = plan.applied(&acknowledged),
            Err(error) => break error,
        }
    };
    assert_eq!(refusal.sqlite_error_code(), Some(ErrorCode::DiskFull));
    assert_eq!(rows(&db).expect("reads"), acknowledged);
    disk.set_capacity(None);
    let plan = Plan::draw(&mut rng);
    plan.run(&mut db).expect("commits");
    assert_eq!(rows(&db).expect("reads"), plan.applied(&acknowledged));
}

#[test]
fn a_store_that_cannot_be_opened_or_read_says_so() {
    let setup = SETUPS[1];
    let disk = Disk::new(Sector::Bytes512, 1);
    disk.plan(Fault {
        call: Call::Open,
        nth: 1,
        failure: Failure::Io,
        flavour: Flavour::Lost,
    });
    assert_eq!(
        setup.open(&disk).expect_err("fails").sqlite_error_code(),
        Some(ErrorCode::CannotOpen)
    );
    let db = setup.open(&disk).expect("opens");
    drop(db);
    disk.plan(Fault {
        call: Call::Read,
        nth: 1,
        failure: Failure::Io,
        flavour: Flavour::Lost,
    });
    assert_eq!(
        setup.open(&disk).expect_err("fails").sqlite_error_code(),
        Some(ErrorCode::SystemIoFailure)
    );
    assert!(
        disk.read(PATH)
            .is_some_and(|bytes| bytes.starts_with(b"SQLite format 3"))
    );
}

#[test]
fn a_deletion_that_fails_leaves_a_store_that_opens() {
    for flavour in [Flavour::Lost, Flavour::Persisted] {
        let setup = Setup {
            journal: "DELETE",
            synchronous: "EXTRA",
            key: Key::None,
        };
        let mut rng = scale::rng(2, "deletion");
        let disk = Disk::new(Sector::Bytes512, 2);
        let mut db = setup.open(&disk).expect("opens");
        let plan = Plan::draw(&mut rng);
        disk.plan(Fault {
            call: Call::Delete,
            nth: 1,
            failure: Failure::Io,
            flavour,
        });
        plan.run(&mut db)
            .expect_err("the journal could not be deleted");
        drop(db);
        let left = rows(&setup.open(&disk).expect("opens")).expect("reads");
        assert!(left.is_empty() || left == plan.applied(&Rows::new()));
    }
}
