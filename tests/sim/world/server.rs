//! The server: its disk and its process.

use std::path::PathBuf;

use puente_protocol::bundle::courier_key;
use puente_protocol::problem::{self, ProblemCode};
use puente_record::id::SiteId;
use puente_server::{LineageFiles, Server, TrialRunner};
use rand_chacha::ChaCha20Rng;
use rand_core::{Rng as _, SeedableRng as _};
use tempfile::TempDir;
use zeroize::Zeroizing;

use crate::disk::{Crash, Disk, Sector, Snapshot};
use crate::scale;

const PATH: &str = "/puente.db";
const KEY: [u8; 32] = [0xab; 32];
/// The private half of the recovery key. Phones seal what they delete to the public half.
pub(super) const RECOVERY_SECRET: [u8; 32] = [0xac; 32];
/// Codes and the first administrator's password stay valid for the whole run.
pub(super) const CODE_VALID_MS: i64 = 1_000 * 86_400_000;

/// The result of a request to the process.
pub(super) struct Answer {
    /// The status, then the pages that left the process before it ended.
    pub(super) frames: Vec<Vec<u8>>,
    /// Whether the process died during the request.
    pub(super) died: bool,
}

pub(super) struct Machine {
    pub(super) disk: Disk,
    rng: ChaCha20Rng,
    server: Option<Server>,
    pub(super) sites: Vec<SiteId>,
    /// What is kept on another disk: the high-water mark and the tombstones.
    outside: TempDir,
    /// Copies of earlier disks, to be put back.
    pub(super) backups: Vec<Snapshot>,
    /// Whether an older disk of it was put back.
    pub(super) was_restored: bool,
}

impl Machine {
    pub(super) fn new(seed: u64, now_ms: i64) -> Machine {
        let mut rng = scale::rng(seed, "server");
        let disk = Disk::new(Sector::Powersafe4096, rng.next_u64());
        let mut machine = Machine {
            disk,
            rng,
            server: None,
            sites: Vec::new(),
            outside: tempfile::tempdir().expect("a folder"),
            backups: Vec::new(),
            was_restored: false,
        };
        let place = machine.place();
        Server::create(&place, now_ms, CODE_VALID_MS, &mut machine.rng).expect("a new server");
        machine.open(now_ms);
        let key = courier_key(&RECOVERY_SECRET);
        let set = machine
            .server()
            .administration
            .set_recovery_key(now_ms, key);
        set.expect("a new server");
        machine
    }

    fn place(&self) -> puente_server::DatabaseLocation {
        puente_server::DatabaseLocation::Sqlite(puente_server::SqliteFile {
            path: PATH.into(),
            vfs: Some(self.disk.vfs().to_owned()),
            key: Zeroizing::new(KEY),
        })
    }

    /// Starts the process.
    pub(super) fn open(&mut self, now_ms: i64) {
        let rng = ChaCha20Rng::from_rng(&mut self.rng);
        let server = Server::open(&self.place(), TrialRunner::InProcess, rng);
        let server = server.expect("whatever a crash leaves opens");
        let outside = LineageFiles {
            mark: self.outside.path().join("mark"),
            tombstones: self.tombstones(),
        };
        let guarded = server.guarded(outside, now_ms);
        self.server = Some(guarded.expect("what is outside reads"));
    }

    pub(super) fn tombstones(&self) -> PathBuf {
        self.outside.path().join("erased")
    }

    /// Puts back an older disk. The high-water mark, which is on another disk, shows this, unless `has_mark` is
    /// false: then the mark is lost too. The process is not started.
    pub(super) fn put_back(&mut self, snapshot: &Snapshot, has_mark: bool) {
        self.server = None;
        self.disk.restore(snapshot);
        self.was_restored = true;
        if !has_mark {
            let _ = std::fs::remove_file(self.outside.path().join("mark"));
        }
    }

    pub(super) fn is_up(&self) -> bool {
        self.server.is_some()
    }

    pub(super) fn server(&self) -> &Server {
        self.server.as_ref().expect("asked only while it is up")
    }

    /// One exchange; it ends early if the process dies.
    pub(super) fn exchange(&self, now_ms: i64, body: &[u8]) -> Answer {
        let mut pages = Vec::new();
        let outcome = self.server().exchanges.run(now_ms, body, &mut |page| {
            // Nobody receives what a dead process sends.
            if !self.disk.has_died() {
                pages.push(page);
            }
            Ok(())
        });
        let died = self.disk.has_died();
        let mut frames = vec![vec![status(
            outcome.err().filter(|_| pages.is_empty() && !died),
        )]];
        frames.append(&mut pages);
        // The status is sent with the first page.
        if died && frames.len() == 1 {
            frames.clear();
        }
        Answer { frames, died }
    }

    /// The machine stops. It does not start again by itself.
    pub(super) fn crash(&mut self, how: Crash, rng: &mut ChaCha20Rng) {
        self.server = None;
        self.disk.crash(how, rng);
    }

    /// A connection that reads the database directly.
    pub(super) fn look(&self) -> rusqlite::Connection {
        look(&self.disk, PATH, &KEY)
    }
}

/// Opens a database beside the process that owns it.
pub(super) fn look(disk: &Disk, path: &str, key: &[u8; 32]) -> rusqlite::Connection {
    let hex: String = key.iter().map(|byte| format!("{byte:02x}")).collect();
    let db = disk.open(path).expect("the file is there");
    let pragma = format!("PRAGMA cipher_log_level = NONE; PRAGMA key = \"x'{hex}'\"");
    db.execute_batch(&pragma).expect("takes a key");
    db
}

fn status(problem: Option<ProblemCode>) -> u8 {
    let place = problem.and_then(|code| problem::ALL.iter().position(|known| *known == code));
    place.map_or(0, |place| 1 + place as u8)
}

/// The problem in the first frame of a reply, if there is one.
pub(super) fn problem_of(frame: &[u8]) -> Option<ProblemCode> {
    let number = usize::from(*frame.first()?);
    problem::ALL.get(number.checked_sub(1)?).copied()
}
