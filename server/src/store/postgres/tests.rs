//! What PostgreSQL alone does: it must promise, it can be away, and its files are not encrypted.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use puente_audit::{Entry, EntryKind};
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;

use super::{Heard, Listener, PostgresServer};
use crate::counters::CommitCounters;
use crate::store::{
    DatabaseLocation, OpenError, ServerIdentity, Store, StoreError, WriteTransaction, log,
};
use crate::test_database::{KEY, TestDatabase};

/// Ends all other connections to the database, as a crash does.
const CUT: &str = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()";

fn store(database: &TestDatabase) -> Store {
    let identity = ServerIdentity::random(&mut ChaCha20Rng::from_seed([3; 32]));
    drop(Store::create(&database.location(), &identity).unwrap());
    Store::open(&database.location(), CommitCounters::default()).unwrap()
}

fn server(database: &TestDatabase, may_lose: bool) -> PostgresServer {
    let TestDatabase::Postgres(address) = database else {
        unreachable!("it is on the cluster");
    };
    PostgresServer::parse(address, may_lose, KEY.into()).unwrap()
}

fn entry(write: &mut WriteTransaction<'_>) -> Result<(), StoreError> {
    write.log(&Entry::new(EntryKind::LogExported, 1)).map(drop)
}

#[test]
#[ignore = "on the cluster of the step postgres"]
fn a_database_that_waits_for_no_standby_is_refused_on_postgresql() {
    let database = TestDatabase::on_the_cluster();
    let location = DatabaseLocation::Postgres(server(&database, false));
    let identity = ServerIdentity::random(&mut ChaCha20Rng::from_seed([3; 32]));
    let created = Store::create(&location, &identity);
    assert!(matches!(created, Err(OpenError::MayLose(_))), "{created:?}");
    drop(store(&database));
    let opened = Store::open(&location, CommitCounters::default());
    assert!(matches!(opened, Err(OpenError::MayLose(_))), "{opened:?}");
}

#[test]
#[ignore = "on the cluster of the step postgres"]
fn whoever_was_cut_off_goes_on_by_themselves_on_postgresql() {
    let database = TestDatabase::on_the_cluster();
    let store = store(&database);
    store.write(entry).unwrap();
    database.run(CUT);
    store.write(entry).unwrap();
    assert_eq!(store.read(log::size).unwrap(), 2);
    database.run(CUT);
    assert_eq!(store.read(log::size).unwrap(), 2);
}

#[test]
#[ignore = "on the cluster of the step postgres"]
fn a_job_is_run_again_when_the_line_breaks_before_its_commit_on_postgresql() {
    let database = TestDatabase::on_the_cluster();
    let store = store(&database);
    let runs = Arc::new(AtomicU32::new(0));
    let (counted, beside) = (Arc::clone(&runs), database.clone());
    let wrote = store.write(move |write| {
        entry(write)?;
        if counted.fetch_add(1, Ordering::Relaxed) == 0 {
            beside.run(CUT);
        }
        entry(write)
    });
    wrote.unwrap();
    assert_eq!(runs.load(Ordering::Relaxed), 2);
    assert_eq!(store.read(log::size).unwrap(), 2);
}

#[test]
#[ignore = "on the cluster of the step postgres"]
fn a_job_that_is_refused_takes_nothing_of_the_others_along_on_postgresql() {
    let store = store(&TestDatabase::on_the_cluster());
    let refused = store.write(|write| {
        entry(write)?;
        Err::<(), _>(StoreError::Outdated)
    });
    assert!(matches!(refused, Err(StoreError::Outdated)), "{refused:?}");
    // The second entry has the number of the first: the database itself refuses it, when the job is over.
    let doubled = store.write(|write| {
        entry(write)?;
        let sql = crate::store::engine::sql!("UPDATE leaf SET hashes = ?1");
        write.connection().run(sql, [[0_u8; 5]])
    });
    assert!(matches!(doubled, Err(StoreError::Engine(_))), "{doubled:?}");
    store.write(entry).unwrap();
    assert_eq!(store.read(log::size).unwrap(), 1);
}

#[test]
#[ignore = "on the cluster of the step postgres"]
fn a_process_hears_the_others_and_not_itself_on_postgresql() {
    let database = TestDatabase::on_the_cluster();
    let store = store(&database);
    let mut listener = Listener::open(&server(&database, true)).unwrap();
    assert!(store.changed_elsewhere().unwrap());
    store.write(entry).unwrap();
    assert!(!store.changed_elsewhere().unwrap());
    assert_eq!(listener.wait(Duration::from_millis(50)), Heard::Nothing);
    database.run("BEGIN; UPDATE head SET writes = writes + 1; NOTIFY puente, 'another'; COMMIT");
    assert_eq!(listener.wait(Duration::from_secs(30)), Heard::Write);
    assert!(store.changed_elsewhere().unwrap());
    database.run(CUT);
    assert_eq!(listener.wait(Duration::from_secs(30)), Heard::End);
}
