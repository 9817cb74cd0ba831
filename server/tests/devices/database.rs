//! The database of a test: a file, or a database of its own on the cluster that the task started.

use std::path::Path;

use chacha20poly1305::aead::{Aead, KeyInit};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use puente_server::{DatabaseLocation, PostgresServer};
use sha2::Sha256;
use tokio_postgres::{Client, NoTls, SimpleQueryMessage};

/// Which engine the tests run on.
const STORE: &str = "PUENTE_STORE";

/// The address of a cluster's database `postgres`, as a user who may make databases.
const CLUSTER: &str = "PUENTE_POSTGRES";

/// The key of every test's server.
pub(crate) const KEY: [u8; 32] = [9; 32];

/// The database of a test.
#[derive(Debug, Clone)]
pub(crate) enum TestDatabase {
    /// A file of SQLite.
    Sqlite(std::path::PathBuf),
    /// A database of PostgreSQL, by its address.
    Postgres(String),
}

/// Drops a database of PostgreSQL with everything in it.
#[derive(Debug)]
pub(crate) struct DroppedAtEnd(Option<String>);

impl TestDatabase {
    /// A new one, on the engine that the tests run on.
    pub(crate) fn new(folder: &Path) -> (Self, DroppedAtEnd) {
        match std::env::var(STORE).as_deref() {
            Ok("postgres") => {
                let database = Self::on_the_cluster();
                let name = match &database {
                    Self::Postgres(address) => address.rsplit_once('/').unwrap().1.to_owned(),
                    Self::Sqlite(_) => unreachable!("it is on the cluster"),
                };
                (database, DroppedAtEnd(Some(name)))
            }
            _ => Self::file(folder),
        }
    }

    /// One on the cluster, whatever the tests run on, that stays until the cluster ends.
    pub(crate) fn on_the_cluster() -> Self {
        let mut random = [0; 8];
        getrandom::fill(&mut random).unwrap();
        let name = format!("t{}", data_encoding::HEXLOWER.encode(&random));
        run(&cluster(), &format!("CREATE DATABASE {name}"));
        let cluster = cluster();
        let (server, _) = cluster.rsplit_once('/').unwrap();
        Self::Postgres(format!("{server}/{name}"))
    }

    /// A file, whatever the tests run on.
    pub(crate) fn file(folder: &Path) -> (Self, DroppedAtEnd) {
        (Self::Sqlite(folder.join("puente.db")), DroppedAtEnd(None))
    }

    /// A place beside it where there is nothing.
    pub(crate) fn elsewhere(&self) -> Self {
        match self {
            Self::Sqlite(path) => Self::Sqlite(path.with_file_name("other.db")),
            Self::Postgres(address) => Self::Postgres(format!("{address}_other")),
        }
    }

    pub(crate) fn location(&self) -> DatabaseLocation {
        self.location_with(KEY)
    }

    pub(crate) fn location_with(&self, key: [u8; 32]) -> DatabaseLocation {
        match self {
            Self::Sqlite(path) => DatabaseLocation::file(path.clone(), key.into()),
            Self::Postgres(address) => {
                let server = PostgresServer::parse(address, true, key.into());
                DatabaseLocation::Postgres(server.unwrap())
            }
        }
    }

    /// The arguments of a command for this database.
    pub(crate) fn arguments(&self) -> Vec<String> {
        match self {
            Self::Sqlite(path) => {
                let folder = path.parent().unwrap().display().to_string();
                vec!["--data".to_owned(), folder]
            }
            Self::Postgres(address) => {
                let database = "--database".to_owned();
                vec![database, address.clone(), "--allow-loss".to_owned()]
            }
        }
    }

    /// Runs statements beside the server, with rows that refer to nothing allowed. Returns how many rows the last of them
    /// changed.
    pub(crate) fn run(&self, sql: &str) -> u64 {
        match self {
            Self::Sqlite(path) => {
                let connection = open(path);
                connection
                    .execute_batch("PRAGMA foreign_keys = OFF")
                    .unwrap();
                connection.execute_batch(sql).unwrap();
                connection.changes()
            }
            Self::Postgres(address) => {
                let free = "SET session_replication_role = replica; ";
                run(address, &(free.to_owned() + &in_postgresqls_words(sql)))
            }
        }
    }

    /// What changes with every write: the write-ahead log, or how often somebody took the lock.
    pub(crate) fn written(&self) -> Vec<u8> {
        match self {
            Self::Sqlite(path) => std::fs::read(path.with_file_name("puente.db-wal")).unwrap(),
            Self::Postgres(address) => texts(address, "SELECT writes FROM head").concat().into(),
        }
    }

    /// The number in the first column of the first row.
    pub(crate) fn number(&self, sql: &str) -> i64 {
        match self {
            Self::Sqlite(path) => open(path).query_row(sql, [], |row| row.get(0)).unwrap(),
            Self::Postgres(address) => texts(address, sql)[0].parse().unwrap(),
        }
    }

    /// The bytes in the first column of each row.
    pub(crate) fn bytes(&self, sql: &str) -> Vec<Vec<u8>> {
        match self {
            Self::Sqlite(path) => {
                let connection = open(path);
                let mut statement = connection.prepare(sql).unwrap();
                let rows = statement.query_map([], |row| row.get(0)).unwrap();
                rows.map(Result::unwrap).collect()
            }
            Self::Postgres(address) => {
                let hex = |text: &String| data_encoding::HEXLOWER.decode(&text.as_bytes()[2..]);
                texts(address, sql)
                    .iter()
                    .map(|text| hex(text).unwrap())
                    .collect()
            }
        }
    }
}

impl TestDatabase {
    /// The bytes in the first column of each row, opened where such columns are sealed.
    pub(crate) fn secrets(&self, sql: &str) -> Vec<Vec<u8>> {
        let mut all = self.bytes(sql);
        if matches!(self, Self::Postgres(_)) {
            let mut mac = Hmac::<Sha256>::new_from_slice(&KEY).unwrap();
            mac.update(b"puente/columns/1");
            let cipher = XChaCha20Poly1305::new(&mac.finalize().into_bytes());
            for sealed in &mut all {
                let (nonce, body) = sealed.split_first_chunk::<24>().unwrap();
                let plain = cipher.decrypt(&XNonce::from(*nonce), body).unwrap();
                // The first byte says what kind of value it is.
                *sealed = plain[1..].to_vec();
            }
        }
        all
    }
}

impl Drop for DroppedAtEnd {
    fn drop(&mut self) {
        if let Some(name) = &self.0 {
            run(&cluster(), &format!("DROP DATABASE {name} WITH (FORCE)"));
        }
    }
}

fn cluster() -> String {
    std::env::var(CLUSTER)
        .expect("`cargo xtask test --only postgres` starts a cluster and names it")
}

fn open(path: &Path) -> rusqlite::Connection {
    let connection = rusqlite::Connection::open(path).unwrap();
    let key = data_encoding::HEXLOWER.encode(&KEY);
    let key = format!("PRAGMA key = \"x'{key}'\"");
    connection.execute_batch(&key).unwrap();
    connection
}

/// What the tests use of SQLite's own words.
fn in_postgresqls_words(sql: &str) -> String {
    let mut out = sql.replace("X'", "'\\x");
    while let Some((before, rest)) = out.split_once("zeroblob(") {
        // The argument ends with the bracket that closes it.
        let mut depth = 1;
        let end = rest.find(|one| {
            depth += i32::from(one == '(') - i32::from(one == ')');
            depth == 0
        });
        let (length, after) = rest.split_at(end.unwrap());
        out = format!("{before}decode(repeat('00', {length}), 'hex'{after}");
    }
    out
}

fn texts(address: &str, sql: &str) -> Vec<String> {
    let messages = asked(address, sql);
    let rows = messages.iter().filter_map(|message| match message {
        SimpleQueryMessage::Row(row) => Some(row.get(0).unwrap().to_owned()),
        _ => None,
    });
    rows.collect()
}

fn run(address: &str, sql: &str) -> u64 {
    let messages = asked(address, sql);
    let changed = messages.iter().rev().find_map(|message| match message {
        SimpleQueryMessage::CommandComplete(changed) => Some(*changed),
        _ => None,
    });
    changed.unwrap_or(0)
}

/// In a thread of its own: a test may be in a runtime.
fn asked(address: &str, sql: &str) -> Vec<SimpleQueryMessage> {
    let ask = || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build();
        runtime.unwrap().block_on(async {
            let (client, connection) = tokio_postgres::connect(address, NoTls).await.unwrap();
            tokio::spawn(connection);
            simple(&client, sql).await
        })
    };
    std::thread::scope(|scope| scope.spawn(ask).join().unwrap())
}

async fn simple(client: &Client, sql: &str) -> Vec<SimpleQueryMessage> {
    let answered = client.simple_query(sql).await;
    answered.unwrap_or_else(|error| panic!("{sql}: {error:?}"))
}
