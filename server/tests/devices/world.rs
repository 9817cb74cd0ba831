//! A server in a folder of its own, with a clock that only the test moves.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use puente_policy::Role;
use puente_protocol::enrolment::{EnrolReply, EnrolRequest};
use puente_protocol::problem::ProblemCode;
use puente_record::InstallId;
use puente_server::server::Created;
use puente_server::trial::TrialProcesses;
use puente_server::{DatabaseLocation, Limits, Server, TrialRunner};
use rand_chacha::ChaCha20Rng;
use rand_core::{Rng, SeedableRng};
use tempfile::TempDir;

use crate::database::{DroppedAtEnd, TestDatabase};
use crate::phone::Phone;

pub(crate) const HOUR_MS: i64 = 60 * 60 * 1000;
pub(crate) const DAY_MS: i64 = 24 * HOUR_MS;

/// Where the server of a test tries changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TrialAt {
    Here,
    Children,
    /// In child processes of another program, which tries changes.
    #[allow(dead_code)]
    Program(&'static str),
}

pub(crate) struct World {
    pub(crate) folder: TempDir,
    pub(crate) database: TestDatabase,
    pub(crate) disk: DatabaseLocation,
    pub(crate) server: Server,
    pub(crate) created: Created,
    pub(crate) now_ms: i64,
    pub(crate) rng: ChaCha20Rng,
    trial_at: TrialAt,
    limits: Limits,
    _dropped: DroppedAtEnd,
}

impl World {
    /// A server with the sites "Norte" and "Sur".
    pub(crate) fn new() -> Self {
        Self::with(TrialAt::Here, Limits::default())
    }

    pub(crate) fn with(trial_at: TrialAt, limits: Limits) -> Self {
        Self::on(TestDatabase::new, trial_at, limits)
    }

    /// A server on a file of SQLite, whatever the tests run on: for what only such a file has.
    pub(crate) fn on_a_file() -> Self {
        Self::on(TestDatabase::file, TrialAt::Here, Limits::default())
    }

    fn on(
        database: impl FnOnce(&Path) -> (TestDatabase, DroppedAtEnd),
        trial_at: TrialAt,
        limits: Limits,
    ) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut rng = ChaCha20Rng::from_seed([7; 32]);
        let (database, dropped) = database(folder.path());
        let disk = database.location();
        let now_ms = 1_795_000_000_000;
        let created = Server::create(&disk, now_ms, DAY_MS, &mut rng).unwrap();
        let server = open(&disk, trial_at, limits, &mut rng);
        server.administration.add_site("Norte", "crossing").unwrap();
        server.administration.add_site("Sur", "shelter").unwrap();
        Self {
            folder,
            database,
            disk,
            server,
            created,
            now_ms,
            rng,
            trial_at,
            limits,
            _dropped: dropped,
        }
    }

    /// Stops the server and starts it again on the same file.
    pub(crate) fn restart(&mut self) {
        self.server = open(&self.disk, self.trial_at, self.limits, &mut self.rng);
    }

    pub(crate) fn random<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        self.rng.fill_bytes(&mut bytes);
        bytes
    }

    pub(crate) fn invite(&self, site: &str, role: Role) -> String {
        self.server
            .administration
            .invite(self.now_ms, site, role, DAY_MS, None)
            .unwrap()
    }

    /// A device enrolled at a site.
    pub(crate) fn phone(&mut self, site: &str, role: Role) -> Phone {
        let code = self.invite(site, role);
        let key = ed25519_dalek::SigningKey::from_bytes(&self.random());
        let request = EnrolRequest::new(code, "Ana Prueba".into(), &key).to_bytes();
        let reply = self.enrol(&request).unwrap();
        let install = InstallId::from_bytes(self.random());
        let mut phone = Phone::new(key, install, &reply);
        phone.may_resolve = role == Role::ShelterAdmin;
        phone
    }

    pub(crate) fn enrol(&self, request: &[u8]) -> Result<EnrolReply, ProblemCode> {
        let reply = self.server.enrolments.enrol(self.now_ms, request)?;
        Ok(EnrolReply::from_bytes(&reply).unwrap())
    }

    /// Asserts that `puente rebuild --verify` finds caches, log and signatures to be right.
    pub(crate) fn assert_whole(&self) {
        let differences = self.server.rebuilder.verify(&mut |_| {}).unwrap();
        assert_eq!(differences, Vec::<String>::new());
    }
}

fn open(
    disk: &DatabaseLocation,
    trial_at: TrialAt,
    limits: Limits,
    rng: &mut ChaCha20Rng,
) -> Server {
    let trial = match trial_at {
        TrialAt::Here => TrialRunner::InProcess,
        TrialAt::Children => TrialRunner::Children(children(env!("CARGO_BIN_EXE_puente"))),
        TrialAt::Program(program) => TrialRunner::Children(children(program)),
    };
    let rng = ChaCha20Rng::from_rng(rng);
    Server::open_with_limits(disk, trial, rng, limits).unwrap()
}

pub(crate) fn children(program: &str) -> TrialProcesses {
    TrialProcesses::new(
        PathBuf::from(program),
        vec![OsString::from("trial-worker")],
        2,
    )
}
