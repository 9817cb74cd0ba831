//! Several connections to one file, clones of a disk, clocks and counts.

use std::thread;

use rusqlite::ErrorCode;

use super::workload::{Key, PATH, Plan, Rows, Setup, rows};
use crate::disk::{Disk, Sector, Snapshot};
use crate::scale;

const WAL: Setup = Setup {
    journal: "WAL",
    synchronous: "FULL",
    key: Key::Raw,
};
const JOURNAL: Setup = Setup {
    journal: "TRUNCATE",
    synchronous: "FULL",
    key: Key::None,
};

#[test]
fn a_reader_keeps_its_view_while_the_writer_commits_and_checkpoints() {
    let disk = Disk::new(Sector::Bytes4096, 1);
    let mut rng = scale::rng(1, "view");
    let mut writer = WAL.open(&disk).expect("opens");
    let reader = WAL.open(&disk).expect("opens");
    let mut all = Rows::new();
    let held = reader.unchecked_transaction().expect("begins");
    assert_eq!(rows(&held).expect("reads"), all);
    for _ in 0..10 {
        let plan = Plan::draw(&mut rng);
        plan.run(&mut writer)
            .expect("readers do not stop the writer");
        all = plan.applied(&all);
    }
    let busy: i64 = writer
        .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))
        .expect("runs");
    assert_eq!(busy, 1, "the reader stops the checkpoint");
    assert_eq!(
        rows(&held).expect("reads"),
        Rows::new(),
        "the reader's view stands"
    );
    drop(held);
    assert_eq!(rows(&reader).expect("reads"), all);
    let busy: i64 = writer
        .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))
        .expect("runs");
    assert_eq!(busy, 0);
}

#[test]
fn two_writers_wait_for_each_other() {
    for setup in [WAL, JOURNAL] {
        let disk = Disk::new(Sector::Bytes4096, 2);
        let (one, two) = (
            setup.open(&disk).expect("opens"),
            setup.open(&disk).expect("opens"),
        );
        one.execute_batch("BEGIN IMMEDIATE; INSERT INTO row VALUES (1, x'01')")
            .expect("the first writes");
        let refused = two
            .execute("INSERT INTO row VALUES (2, x'02')", [])
            .expect_err("the second waits");
        assert_eq!(refused.sqlite_error_code(), Some(ErrorCode::DatabaseBusy));
        one.execute_batch("COMMIT").expect("commits");
        two.execute("INSERT INTO row VALUES (2, x'02')", [])
            .expect("its turn");
        assert_eq!(rows(&one).expect("reads").len(), 2);
    }
}

#[test]
fn a_reader_of_a_rollback_journal_delays_the_commit() {
    let disk = Disk::new(Sector::Bytes4096, 3);
    let (one, two) = (
        JOURNAL.open(&disk).expect("opens"),
        JOURNAL.open(&disk).expect("opens"),
    );
    one.execute_batch("BEGIN IMMEDIATE; INSERT INTO row VALUES (1, x'01')")
        .expect("writes");
    two.execute_batch("BEGIN; SELECT * FROM row")
        .expect("reads beside it");
    one.execute_batch("COMMIT")
        .expect_err("the reader is still there");
    two.execute_batch("COMMIT").expect("leaves");
    one.execute_batch("COMMIT").expect("commits");
}

#[test]
fn threads_share_a_write_ahead_log() {
    let disk = Disk::new(Sector::Bytes4096, 4);
    let mut writer = WAL.open(&disk).expect("opens");
    thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                let reader = WAL.open(&disk).expect("opens");
                let mut seen = 0;
                while seen < 100 {
                    let (count, sum): (i64, i64) = reader
                        .query_row(
                            "SELECT count(*), coalesce(sum(id), 0) FROM row",
                            [],
                            |row| Ok((row.get(0)?, row.get(1)?)),
                        )
                        .expect("reads");
                    assert_eq!(sum, count * (count + 1) / 2, "a view between two commits");
                    assert!(count >= seen, "time runs forward");
                    seen = count;
                }
            });
        }
        for id in 1..=100 {
            let tx = writer.transaction().expect("begins");
            tx.execute("INSERT INTO row VALUES (?1, zeroblob(2000))", [id])
                .expect("writes");
            tx.commit().expect("commits");
        }
    });
    assert_eq!(rows(&writer).expect("reads").len(), 100);
}

#[test]
fn a_cloned_disk_and_its_origin_go_their_own_ways() {
    let mut rng = scale::rng(5, "clone");
    let mut disk = Disk::new(Sector::Bytes4096, 5);
    let first = Plan::draw(&mut rng);
    let mut db = WAL.open(&disk).expect("opens");
    first.run(&mut db).expect("commits");
    assert!(disk.paths().contains(&format!("{PATH}-wal")));
    let copied: Snapshot = disk.snapshot();
    let clone = Disk::from_snapshot(&copied, Sector::Bytes4096, 6);
    let mut cloned = WAL.open(&clone).expect("opens, its log unmerged");
    let second = Plan::draw(&mut rng);
    second.run(&mut cloned).expect("commits");
    let before = first.applied(&Rows::new());
    assert_eq!(rows(&db).expect("reads"), before);
    assert_eq!(rows(&cloned).expect("reads"), second.applied(&before));
    second.run(&mut db).expect("commits");
    disk.restore(&copied);
    assert_eq!(
        rows(&WAL.open(&disk).expect("opens")).expect("reads"),
        before,
        "the old copy is back"
    );
}

#[test]
fn the_clock_is_the_machines_own() {
    let disk = Disk::new(Sector::Bytes4096, 7);
    disk.set_now_ms(1_700_000_000_123);
    let db = disk.open(PATH).expect("opens");
    let read = |sql: &str| {
        db.query_row(sql, [], |row| row.get::<_, String>(0))
            .expect("reads")
    };
    assert_eq!(
        read("SELECT strftime('%Y-%m-%d %H:%M:%f', 'now')"),
        "2023-11-14 22:13:20.123"
    );
    db.busy_timeout(std::time::Duration::from_secs(3600))
        .expect("sets");
    db.execute_batch("CREATE TABLE one (x); BEGIN IMMEDIATE")
        .expect("holds the lock");
    let waiting = disk.open(PATH).expect("opens");
    waiting
        .busy_timeout(std::time::Duration::from_secs(60))
        .expect("sets");
    waiting
        .execute_batch("BEGIN IMMEDIATE")
        .expect_err("a minute passes in no time");
    db.execute_batch("COMMIT").expect("commits");
    assert!(
        read("SELECT strftime('%H:%M:%f', 'now')").as_str() >= "22:14:20",
        "and did pass"
    );
}

#[test]
fn a_commit_in_a_write_ahead_log_costs_one_sync() {
    let disk = Disk::new(Sector::Bytes4096, 8);
    let db = WAL.open(&disk).expect("opens");
    db.execute("INSERT INTO row VALUES (1, x'01')", [])
        .expect("commits");
    let (syncs, steps) = (disk.syncs(), disk.steps());
    db.execute("INSERT INTO row VALUES (2, x'02')", [])
        .expect("commits");
    assert_eq!(disk.syncs() - syncs, 1);
    assert!(disk.steps() - steps > 1, "and some writes");
}
