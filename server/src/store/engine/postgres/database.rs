//! One connection of PostgreSQL.
//!
//! A statement whose result nobody needs is not sent when it is run, but together with the next one that has a
//! result: a write of hundreds of rows costs a few round trips. What it is refused for is known then, and no later
//! than when the part of the transaction ends.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::ops::ControlFlow;
use std::pin::pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use futures_util::future::join;
use futures_util::{FutureExt, StreamExt};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::runtime::Runtime;
use tokio_postgres::{AsyncMessage, Client, Connection, Error, Row, Statement};

use super::error::lost;
use super::sealed_column::{ColumnKey, Opened};
use super::value::{Bound, Column};
use crate::store::StoreError;
use crate::store::engine::value::{FromValue, Value};

/// Statements that wait for the next one with a result, at most.
const WAITING_MAX: usize = 512;

/// How long a commit waits for its standby, in ms; after that nobody knows its outcome. Longer than the wait for a lock.
const PATIENCE_MS: u64 = 15_000;

/// Takes the lock of all who write, and says whether a commit waits for a standby.
const LOCK: &str = "UPDATE head SET writes = writes + 1
    RETURNING current_setting('synchronous_standby_names') <> ''";

/// Sent later, in this order.
enum Waiting {
    Batch(&'static str),
    Statement(Statement, Vec<Bound>),
}

/// One connection of PostgreSQL.
pub(in crate::store) struct Database {
    /// Drives this connection while somebody waits for an answer, on the thread that waits.
    runtime: Option<Runtime>,
    client: Client,
    key: ColumnKey,
    /// Commits need no standby.
    may_lose: bool,
    /// By the text as it was written.
    statements: RefCell<HashMap<&'static str, Statement>>,
    waiting: RefCell<Vec<Waiting>>,
    is_in_transaction: Cell<bool>,
    /// Rows of a result are being visited.
    is_visiting: Cell<bool>,
    /// Nobody knows what it is doing.
    is_given_up: Cell<bool>,
    /// The server warned, for instance that it did not wait for the standby.
    has_warned: Arc<AtomicBool>,
    /// Writes of this connection that were committed.
    own_writes: Cell<i64>,
}

impl std::fmt::Debug for Database {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Database").finish_non_exhaustive()
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        // Waits for nothing: it may be dropped where nobody may block.
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

impl Database {
    /// Takes over a connection.
    pub(in crate::store) fn new<S, T>(
        runtime: Runtime,
        client: Client,
        connection: Connection<S, T>,
        (key, may_lose): (ColumnKey, bool),
    ) -> Self
    where
        S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
        T: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    {
        let has_warned = Arc::new(AtomicBool::new(false));
        runtime.spawn(drive(connection, Arc::clone(&has_warned)));
        Self {
            runtime: Some(runtime),
            client,
            key,
            may_lose,
            statements: RefCell::default(),
            waiting: RefCell::default(),
            is_in_transaction: Cell::new(false),
            is_visiting: Cell::new(false),
            is_given_up: Cell::new(false),
            has_warned,
            own_writes: Cell::new(0),
        }
    }

    fn wait<T>(&self, future: impl Future<Output = T>) -> T {
        let runtime = self.runtime.as_ref().expect("taken when it is dropped");
        runtime.block_on(future)
    }

    /// Whether the connection is of use no more.
    pub(in crate::store) fn is_lost(&self) -> bool {
        self.is_given_up.get() || self.client.is_closed()
    }

    /// A sealed text, as it is stored.
    pub(in crate::store) fn proof(&self, text: &str) -> Vec<u8> {
        self.key.seal_text(text)
    }

    /// Whether this is such a text, sealed with the same key.
    pub(in crate::store) fn is_proof(
        &self,
        sql: &'static str,
        text: &str,
    ) -> Result<bool, StoreError> {
        let mut found = None;
        self.query((sql, sql), &[], &mut |row| {
            found = row.secret::<String>(0).ok();
            Ok(ControlFlow::Break(()))
        })?;
        Ok(found.as_deref() == Some(text))
    }

    /// Runs statements without parameters now, and returns the first column of the last row as a text.
    pub(in crate::store) fn ask(&self, sql: &str) -> Result<Option<String>, StoreError> {
        self.flush()?;
        let asked = async {
            let asked = self.client.simple_query(sql);
            tokio::time::timeout(Duration::from_millis(PATIENCE_MS), asked).await
        };
        let Ok(rows) = self.wait(asked) else {
            self.is_given_up.set(true);
            return Err(lost("the database does not answer"));
        };
        let rows = rows?;
        let last = rows.iter().rev().find_map(|message| match message {
            tokio_postgres::SimpleQueryMessage::Row(row) => Some(row),
            _ => None,
        });
        Ok(last.and_then(|row| row.get(0)).map(str::to_owned))
    }

    /// Runs statements without parameters and results, later.
    pub(in crate::store::engine) fn batch(&self, sql: &'static str) -> Result<(), StoreError> {
        self.later(Waiting::Batch(sql))
    }

    /// Begins a snapshot.
    pub(in crate::store::engine) fn begin_read(&self) -> Result<(), StoreError> {
        self.ask("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")?;
        self.is_in_transaction.set(true);
        Ok(())
    }

    /// Begins a transaction with the lock that every write takes: the one row of `head`. The setting is read in the
    /// same breath: a server that gave up its standby must not take this write.
    pub(in crate::store::engine) fn begin_write(&self) -> Result<(), StoreError> {
        self.is_in_transaction.set(true);
        self.batch("BEGIN ISOLATION LEVEL READ COMMITTED")?;
        let mut waits = None;
        self.query((LOCK, LOCK), &[], &mut |row| {
            waits = Some(row.value(0)? == Value::Integer(1));
            Ok(ControlFlow::Break(()))
        })?;
        match waits {
            Some(waits) if waits || self.may_lose => Ok(()),
            Some(_) => Err(lost("the database waits for no standby any more")),
            None => Err(StoreError::Damaged("the row of the lock is missing")),
        }
    }

    /// Ends a snapshot.
    pub(in crate::store::engine) fn end_read(&self) -> Result<(), StoreError> {
        self.is_in_transaction.set(false);
        self.ask("COMMIT").map(drop)
    }

    /// Ends a transaction.
    pub(in crate::store::engine) fn commit(&self) -> Result<(), StoreError> {
        self.flush()?;
        self.is_in_transaction.set(false);
        self.has_warned.store(false, Ordering::Relaxed);
        let commit = async {
            let told = format!("NOTIFY puente, '{}'; COMMIT", this_process());
            let commit = self.client.batch_execute(&told);
            tokio::time::timeout(Duration::from_millis(PATIENCE_MS), commit).await
        };
        match self.wait(commit) {
            Ok(Ok(())) if !self.has_warned.load(Ordering::Relaxed) => {
                self.own_writes.set(self.own_writes.get() + 1);
                Ok(())
            }
            // The server says that it did not.
            Ok(Err(error)) if error.as_db_error().is_some() && !self.client.is_closed() => {
                self.roll_back()?;
                Err(error.into())
            }
            _ => {
                self.is_given_up.set(true);
                Err(StoreError::OutcomeUnknown)
            }
        }
    }

    /// Undoes a transaction.
    pub(in crate::store::engine) fn roll_back(&self) -> Result<(), StoreError> {
        self.waiting.take();
        self.is_in_transaction.set(false);
        self.ask("ROLLBACK").map(drop)
    }

    /// Undoes the part of the transaction.
    pub(in crate::store::engine) fn undo_savepoint(&self) -> Result<(), StoreError> {
        self.waiting.take();
        self.ask("ROLLBACK TO job; RELEASE job").map(drop)
    }

    /// Whether a transaction is open.
    pub(in crate::store::engine) fn is_in_transaction(&self) -> bool {
        self.is_in_transaction.get() && !self.is_lost()
    }

    /// A number that changes when another connection has committed.
    pub(in crate::store::engine) fn data_version(&self) -> Result<i64, StoreError> {
        let writes = self.ask("SELECT writes FROM head")?;
        let writes: Option<i64> = writes.and_then(|writes| writes.parse().ok());
        let writes = writes.ok_or(StoreError::Damaged("the row of the lock is missing"))?;
        Ok(writes - self.own_writes.get())
    }

    fn later(&self, waiting: Waiting) -> Result<(), StoreError> {
        let mut all = self.waiting.borrow_mut();
        all.push(waiting);
        let is_full = all.len() >= WAITING_MAX;
        drop(all);
        if is_full { self.flush() } else { Ok(()) }
    }

    /// Sends what waits. The first refusal counts; those after it follow from it.
    pub(in crate::store) fn flush(&self) -> Result<(), StoreError> {
        let waiting = self.waiting.take();
        if waiting.is_empty() {
            return Ok(());
        }
        Ok(self.wait(send_all(&self.client, &waiting))?)
    }

    /// Prepares a statement and runs it not.
    #[cfg(test)]
    pub(in crate::store) fn prepare(
        &self,
        (sql, text): (&'static str, &str),
    ) -> Result<(), StoreError> {
        self.statement(sql, text).map(drop)
    }

    fn statement(&self, sql: &'static str, text: &str) -> Result<Statement, StoreError> {
        if let Some(known) = self.statements.borrow().get(sql) {
            return Ok(known.clone());
        }
        // Before what waits: a transaction in which something was refused prepares nothing.
        let prepared = self.wait(self.client.prepare(text))?;
        self.statements.borrow_mut().insert(sql, prepared.clone());
        Ok(prepared)
    }

    fn bound(&self, values: &[Value<'_>]) -> Vec<Bound> {
        values
            .iter()
            .map(|value| Bound::new(*value, &self.key))
            .collect()
    }

    /// Visits the rows of a result until `visit` breaks. `visit` runs no statements on this connection.
    pub(in crate::store::engine) fn query(
        &self,
        (sql, text): (&'static str, &str),
        values: &[Value<'_>],
        visit: &mut dyn FnMut(Columns<'_>) -> Result<ControlFlow<()>, StoreError>,
    ) -> Result<(), StoreError> {
        assert!(!self.is_visiting.get(), "rows are being visited");
        let statement = self.statement(sql, text)?;
        let waiting = self.waiting.take();
        // What waits is sent first, and the query at once after it.
        let sent = send_all(&self.client, &waiting);
        let asked = self.client.query_raw(&statement, self.bound(values));
        let (sent, rows) = self.wait(join(sent, asked));
        sent?;
        let mut rows = pin!(rows?);
        while let Some(row) = self.wait(rows.next()) {
            let row = row?;
            self.is_visiting.set(true);
            let visited = visit(Columns {
                row: &row,
                key: &self.key,
            });
            self.is_visiting.set(false);
            if visited?.is_break() {
                break;
            }
        }
        Ok(())
    }

    /// Runs a statement now. Returns how many rows it changed.
    pub(in crate::store::engine) fn execute(
        &self,
        (sql, text): (&'static str, &str),
        values: &[Value<'_>],
    ) -> Result<u64, StoreError> {
        let statement = self.statement(sql, text)?;
        self.flush()?;
        Ok(self.wait(self.client.execute_raw(&statement, self.bound(values)))?)
    }

    /// Runs a statement whose result nobody needs, later.
    pub(in crate::store::engine) fn run(
        &self,
        (sql, text): (&'static str, &str),
        values: &[Value<'_>],
    ) -> Result<(), StoreError> {
        let statement = self.statement(sql, text)?;
        self.later(Waiting::Statement(statement, self.bound(values)))
    }
}

/// What this process calls itself when it says that it wrote.
pub(in crate::store) fn this_process() -> &'static str {
    static NAME: OnceLock<String> = OnceLock::new();
    NAME.get_or_init(|| {
        let mut name = [0; 8];
        getrandom::fill(&mut name).expect("the system has randomness");
        data_encoding::HEXLOWER.encode(&name)
    })
}

/// Reads and writes until the connection ends.
async fn drive<S, T>(mut connection: Connection<S, T>, has_warned: Arc<AtomicBool>)
where
    S: AsyncRead + AsyncWrite + Unpin,
    T: AsyncRead + AsyncWrite + Unpin,
{
    loop {
        let message = std::future::poll_fn(|context| connection.poll_message(context)).await;
        match message {
            Some(Ok(AsyncMessage::Notice(notice))) if notice.severity() == "WARNING" => {
                has_warned.store(true, Ordering::Relaxed);
                tracing::warn!(code = notice.code().code(), "the database warns");
            }
            Some(Ok(_)) => {}
            Some(Err(_)) | None => return,
        }
    }
}

/// Sends all of them, one after the other without waiting, and returns the first refusal.
async fn send_all(client: &Client, waiting: &[Waiting]) -> Result<(), Error> {
    let mut answers = Vec::with_capacity(waiting.len());
    let mut first = Ok(());
    for one in waiting {
        let mut answer = Box::pin(async move {
            match one {
                Waiting::Batch(sql) => client.batch_execute(sql).await,
                Waiting::Statement(statement, values) => {
                    client.execute_raw(statement, values).await.map(drop)
                }
            }
        });
        // Polled once, a statement is in the queue.
        match (&mut answer).now_or_never() {
            Some(done) => first = first.and(done),
            None => answers.push(answer),
        }
    }
    for answer in answers {
        let done = answer.await;
        first = first.and(done);
    }
    first
}

/// The columns of a row.
#[derive(Clone, Copy)]
pub(in crate::store::engine) struct Columns<'r> {
    row: &'r Row,
    key: &'r ColumnKey,
}

impl std::fmt::Debug for Columns<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Columns").finish_non_exhaustive()
    }
}

impl<'r> Columns<'r> {
    pub(in crate::store::engine) fn value(&self, column: usize) -> Result<Value<'r>, StoreError> {
        Ok(self.row.try_get::<_, Column<'r>>(column)?.0)
    }

    pub(in crate::store::engine) fn secret<T: for<'v> FromValue<'v>>(
        &self,
        column: usize,
    ) -> Result<T, StoreError> {
        match self.value(column)? {
            Value::Blob(sealed) => match self.key.open(sealed)? {
                Opened::Text(text) => T::from_value(Value::Text(&text)),
                Opened::Bytes(bytes) => T::from_value(Value::Blob(&bytes)),
            },
            value => T::from_value(value),
        }
    }
}
