//! A database, the rows that should be in it, and random transactions on both.

use std::collections::BTreeMap;

use rand_chacha::ChaCha20Rng;
use rand_core::Rng as _;
use rusqlite::{Connection, params};

use crate::disk::Disk;
use crate::scale::pick;

pub(super) const PATH: &str = "/store.db";

/// Whether and how the store is encrypted. The key is always raw, so that a run spends no time in key
/// derivation.
#[derive(Clone, Copy, Debug)]
pub(super) enum Key {
    None,
    /// The salt is random and stands in the first bytes of the file.
    Raw,
    RawWithSalt,
}

impl Key {
    fn pragma(self) -> Option<String> {
        let bytes = match self {
            Key::None => return None,
            Key::Raw => 32,
            Key::RawWithSalt => 48,
        };
        // The cipher logs every failed read, and most of them are intended here.
        Some(format!(
            "PRAGMA cipher_log_level = NONE; PRAGMA key = \"x'{}'\"",
            "5e".repeat(bytes)
        ))
    }
}

/// How the database is set up.
#[derive(Clone, Copy, Debug)]
pub(super) struct Setup {
    pub(super) journal: &'static str,
    pub(super) synchronous: &'static str,
    pub(super) key: Key,
}

/// The rows that the database should hold.
pub(super) type Rows = BTreeMap<i64, Vec<u8>>;

impl Setup {
    /// Opens the store, making its table when there is none.
    pub(super) fn open(self, disk: &Disk) -> rusqlite::Result<Connection> {
        let db = disk.open(PATH)?;
        if let Some(pragma) = self.key.pragma() {
            db.execute_batch(&pragma)?;
        }
        // A cache of four pages spills in the middle of a transaction, so the journal is written in several
        // parts; there is a checkpoint every eight pages.
        db.execute_batch(&format!(
            "PRAGMA cache_size = 4;
             PRAGMA journal_mode = {};
             PRAGMA synchronous = {};
             PRAGMA wal_autocheckpoint = 8;
             CREATE TABLE IF NOT EXISTS row (id INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT;",
            self.journal, self.synchronous,
        ))?;
        Ok(db)
    }
}

/// All rows, after the database has checked itself.
pub(super) fn rows(db: &Connection) -> rusqlite::Result<Rows> {
    let verdict: String = db.query_row("PRAGMA integrity_check", [], |row| row.get(0))?;
    assert_eq!(verdict, "ok", "the database is damaged");
    let mut statement = db.prepare("SELECT id, body FROM row")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    rows.collect()
}

const ROWS: usize = 12;

/// One transaction to run: the new value of each row, `None` for a deletion.
#[derive(Clone, Debug)]
pub(super) struct Plan(Vec<(i64, Option<Vec<u8>>)>);

impl Plan {
    pub(super) fn draw(rng: &mut ChaCha20Rng) -> Plan {
        let count = [1, 1, 2, 3, 12][pick(rng, 5)];
        let mut steps: Vec<_> = (0..count).map(|_| draw_step(rng)).collect();
        // At least one row changes, so that every transaction has something to lose.
        let mut body = vec![0; 16];
        rng.fill_bytes(&mut body);
        steps.push((pick(rng, ROWS) as i64, Some(body)));
        Plan(steps)
    }

    /// The rows after the transaction.
    pub(super) fn applied(&self, before: &Rows) -> Rows {
        let mut after = before.clone();
        for (id, body) in &self.0 {
            match body {
                Some(body) => after.insert(*id, body.clone()),
                None => after.remove(id),
            };
        }
        after
    }

    /// Commits the transaction. `Ok` is the acknowledgement.
    pub(super) fn run(&self, db: &mut Connection) -> rusqlite::Result<()> {
        let tx = db.transaction()?;
        for (id, body) in &self.0 {
            match body {
                Some(body) => tx.execute(
                    "INSERT OR REPLACE INTO row VALUES (?1, ?2)",
                    params![id, body],
                )?,
                None => tx.execute("DELETE FROM row WHERE id = ?1", [id])?,
            };
        }
        tx.commit()
    }
}

fn draw_step(rng: &mut ChaCha20Rng) -> (i64, Option<Vec<u8>>) {
    let id = pick(rng, ROWS) as i64;
    if pick(rng, 4) == 0 {
        return (id, None);
    }
    let mut body = vec![0; [10, 300, 3_000, 9_000][pick(rng, 4)]];
    rng.fill_bytes(&mut body);
    (id, Some(body))
}
