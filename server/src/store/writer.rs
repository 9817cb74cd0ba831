//! One writer, many callers: one caller commits for all who wait.
//!
//! A commit costs a disk flush, whatever its size. A caller puts its job into the queue and locks the
//! connection. The caller that gets the lock runs every queued job, each in its own savepoint, and commits
//! once; the others find their jobs done. There is no separate thread, so that the simulator stays on one.
//!
//! A job may be run again: when the line to the database broke before its transaction was committed.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use puente_protocol::problem::ProblemCode;

use super::high_water_mark::{HighWaterMark, HighWaterMarkFile};
use super::transaction::WriteTransaction;
use super::{Connection, DatabaseLocation, StoreError, log, meta};
use crate::counters::CommitCounters;
use crate::entropy;

type Job = Box<dyn Fn(&mut WriteTransaction<'_>) -> Result<(), StoreError> + Send>;
type Outcome = Arc<Mutex<Option<Result<(), StoreError>>>>;

struct QueuedWrite {
    job: Job,
    /// Set exactly once, by the caller that holds the connection.
    outcome: Outcome,
}

/// The connection that writes, and the jobs that wait for it.
pub(super) struct Writer {
    location: DatabaseLocation,
    /// The jobs for the next commit. Held only to add a job or to take them all, never during a commit.
    queue: Mutex<Vec<QueuedWrite>>,
    /// The only connection that writes. Its holder takes the queued jobs, commits them, and sets all their outcomes
    /// before it releases the lock. Locked before the other locks here.
    connection: Mutex<Connection>,
    /// The data version at the last call of [`Self::changed_elsewhere`]; `None` before the first.
    data_version: Mutex<Option<i64>>,
    /// The file of the high-water mark; `None` until [`Self::keep_mark`]. Held during a write or a flush of the file.
    mark: Mutex<Option<HighWaterMarkFile>>,
    commits: CommitCounters,
}

impl std::fmt::Debug for Writer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Writer").finish_non_exhaustive()
    }
}

/// A job that panics is caught and rolled back, so the data behind a lock is always consistent.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Writer {
    pub(super) fn new(
        location: DatabaseLocation,
        connection: Connection,
        commits: CommitCounters,
    ) -> Self {
        Self {
            location,
            queue: Mutex::default(),
            connection: Mutex::new(connection),
            data_version: Mutex::default(),
            mark: Mutex::default(),
            commits,
        }
    }

    pub(super) fn write<T: Send + 'static>(
        &self,
        job: impl Fn(&mut WriteTransaction<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (result, outcome) = (Arc::new(Mutex::new(None)), Outcome::default());
        let slot = Arc::clone(&result);
        lock(&self.queue).push(QueuedWrite {
            job: Box::new(move |write| {
                *lock(&slot) = Some(job(write)?);
                Ok(())
            }),
            outcome: Arc::clone(&outcome),
        });
        {
            let mut connection = lock(&self.connection);
            // The caller that held the connection before may have run this job already.
            if lock(&outcome).is_none() {
                let jobs = std::mem::take(&mut *lock(&self.queue));
                let (began, writes) = (entropy::now(), jobs.len());
                let succeeded = self.commit_all(&mut connection, jobs);
                self.commits.observe(began.elapsed(), writes, succeeded);
                if succeeded {
                    self.put_mark(&connection);
                }
            }
        }
        let outcome = lock(&outcome).take();
        outcome.expect("every queued job gets an outcome under the lock")?;
        let value = lock(&result).take();
        Ok(value.expect("a job that succeeded left its result"))
    }

    pub(super) fn keep_mark(&self, file: HighWaterMarkFile) -> std::io::Result<()> {
        let connection = lock(&self.connection);
        if let Ok(mark) = current_mark(&connection) {
            file.put(&mark)?;
            file.flush()?;
        }
        *lock(&self.mark) = Some(file);
        Ok(())
    }

    /// Writes the mark before any response to the commit, without flushing it: even if the process is killed,
    /// the mark shows what it vouched for. It may have to wait for a [`Self::flush_mark`] under way.
    fn put_mark(&self, connection: &Connection) {
        let mark = lock(&self.mark);
        let Some(file) = &*mark else { return };
        let put = current_mark(connection).map(|mark| file.put(&mark));
        if !matches!(put, Ok(Ok(()))) {
            tracing::error!("the high-water mark cannot be written");
        }
    }

    pub(super) fn flush_mark(&self) {
        if let Some(Err(error)) = lock(&self.mark).as_ref().map(HighWaterMarkFile::flush) {
            tracing::error!(%error, "the high-water mark does not reach the disk");
        }
    }

    /// Runs the jobs, sets all their outcomes, and returns whether they were committed.
    fn commit_all(&self, connection: &mut Connection, queued: Vec<QueuedWrite>) -> bool {
        let mut results = Vec::with_capacity(queued.len());
        let mut committed = self.run_all(connection, &queued, &mut results);
        if !matches!(committed, Ok(()) | Err(StoreError::OutcomeUnknown)) && connection.is_lost() {
            committed = self.run_all(connection, &queued, &mut results);
        }
        if matches!(committed, Err(StoreError::OutcomeUnknown)) {
            tracing::error!("nobody knows whether a transaction was committed");
            // If it was, devices are to hear of it.
            *lock(&self.data_version) = None;
        }
        let mut results = results.into_iter();
        for queued in queued {
            // A job that was not reached has no result of its own.
            let job = results.next().unwrap_or(Ok(()));
            *lock(&queued.outcome) = Some(outcome(job, &committed));
        }
        committed.is_ok()
    }

    /// Runs the jobs in one transaction, on another connection if this one is lost.
    fn run_all(
        &self,
        connection: &mut Connection,
        jobs: &[QueuedWrite],
        results: &mut Vec<Result<(), StoreError>>,
    ) -> Result<(), StoreError> {
        if connection.is_lost() {
            *connection = self.location.another()?;
            *lock(&self.data_version) = None;
        }
        results.clear();
        let committed = run_all(connection, jobs, results);
        if committed.is_err() && connection.is_in_transaction() {
            // The transaction is lost either way; if even this fails, the next one reports it when it begins.
            let _ = connection.roll_back();
        }
        committed
    }

    pub(super) fn changed_elsewhere(&self) -> Result<bool, StoreError> {
        let version = lock(&self.connection).data_version()?;
        Ok(lock(&self.data_version).replace(version) != Some(version))
    }
}

fn current_mark(connection: &Connection) -> Result<HighWaterMark, StoreError> {
    Ok(HighWaterMark::new(
        &meta::read(connection)?,
        &log::load_frontier(connection)?,
    ))
}

/// What became of a job: its own error counts before that of the transaction.
fn outcome(
    job: Result<(), StoreError>,
    committed: &Result<(), StoreError>,
) -> Result<(), StoreError> {
    match committed {
        Ok(()) => job,
        Err(StoreError::OutcomeUnknown) => job.and(Err(StoreError::OutcomeUnknown)),
        Err(error) => job.and(Err(StoreError::NotCommitted(error.problem()))),
    }
}

fn run_all(
    connection: &Connection,
    jobs: &[QueuedWrite],
    results: &mut Vec<Result<(), StoreError>>,
) -> Result<(), StoreError> {
    connection.begin_write()?;
    for queued in jobs {
        let result = in_savepoint(connection, &queued.job);
        // Some failures (a full disk among them) end the transaction, and with it every job.
        if !connection.is_in_transaction() {
            return result.and(Err(StoreError::NotCommitted(ProblemCode::Internal)));
        }
        results.push(result);
    }
    connection.commit()
}

fn in_savepoint(connection: &Connection, job: &Job) -> Result<(), StoreError> {
    connection.begin_savepoint()?;
    let ran = catch_unwind(AssertUnwindSafe(|| {
        let mut write = WriteTransaction::begin(connection);
        job(&mut write)?;
        write.flush_feeds()
    }))
    .unwrap_or(Err(StoreError::Panicked));
    let ran = ran.and_then(|()| connection.release_savepoint());
    if ran.is_err() && connection.is_in_transaction() {
        connection.undo_savepoint()?;
    }
    ran
}
