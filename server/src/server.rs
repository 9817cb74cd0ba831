//! The server: its parts and what each of them gets. It blocks, and knows neither clock nor HTTP.

use std::sync::Arc;

use puente_audit::{Entry, EntryKind};
use puente_policy::Role;
use puente_record::{ServerId, SiteId};
use rand_chacha::ChaCha20Rng;
use rand_core::Rng;

use crate::administration::Administration;
use crate::audit::LogExporter;
use crate::backup::BackupMaker;
use crate::counters::Counters;
use crate::enrol::Enrolments;
use crate::exchange::{Admitter, Exchanges, ServerDeviceWriter};
use crate::limits::Limits;
use crate::lineage::{Lineage, LineageFiles};
use crate::listeners::{Listeners, Subscriptions};
use crate::one_time_code;
use crate::rebuild::CacheRebuilder;
use crate::reconcile::Records;
use crate::session::Sessions;
use crate::shared_rng::SharedRng;
use crate::store::{DatabaseLocation, OpenError, ServerIdentity, Store, site};
use crate::trial::TrialRunner;

/// A server on its store.
#[derive(Debug)]
pub struct Server {
    pub(crate) store: Arc<Store>,
    pub(crate) counters: Arc<Counters>,
    pub(crate) trial: Arc<TrialRunner>,
    /// Makes encrypted copies while others write.
    pub backups: BackupMaker,
    /// Exports the log while others write.
    pub log_exporter: LogExporter,
    /// Compares and rebuilds the caches.
    pub rebuilder: CacheRebuilder,
    /// The work of administrators.
    pub administration: Administration,
    /// Takes what devices bring and answers them.
    pub exchanges: Arc<Exchanges>,
    pub(crate) listeners: Listeners,
    /// Pokes devices when their feeds have news.
    pub subscriptions: Subscriptions,
    /// Enrols devices that show a one-time code.
    pub enrolments: Enrolments,
    /// Signs people in and checks who asks.
    pub sessions: Sessions,
    /// Reads and decides records over the interactive API.
    pub records: Records,
    pub(crate) lineage: Arc<Lineage>,
}

/// What the operator gets from [`Server::create`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Created {
    /// The server's id.
    pub server: ServerId,
    /// The site of the administration.
    pub office: SiteId,
    /// The first administrator's one-time code.
    pub code: String,
}

impl Server {
    /// Makes a new server: its database, the site `office`, and a one-time code for its first administrator,
    /// valid for `valid_ms`.
    ///
    /// # Errors
    /// [`OpenError`]: most often, a server exists there already.
    pub fn create(
        disk: &DatabaseLocation,
        now_ms: i64,
        valid_ms: i64,
        rng: &mut ChaCha20Rng,
    ) -> Result<Created, OpenError> {
        let identity = ServerIdentity::random(rng);
        let store = Store::create(disk, &identity)?;
        let mut office = [0; 16];
        rng.fill_bytes(&mut office);
        let office = SiteId::from_bytes(office);
        let mut random = [0; one_time_code::CODE_BYTES];
        rng.fill_bytes(&mut random);
        let (code, secret) = one_time_code::of(&identity, random);
        store.write(move |write| {
            write.log(&Entry::new(EntryKind::ServerCreated, now_ms))?;
            let nr = site::add(write, office, site::OFFICE, site::OFFICE)?
                .expect("a new database has no sites");
            let issued = one_time_code::CodeTerms {
                site: nr,
                term: Role::Administrator.into(),
                expires_ms: now_ms.saturating_add(valid_ms),
                decided_by: None,
            };
            one_time_code::issue(write, &secret, issued, now_ms)?;
            Ok(())
        })?;
        Ok(Created {
            server: identity.server,
            office,
            code,
        })
    }

    /// Opens an existing server.
    ///
    /// # Errors
    /// [`OpenError`]: it is missing, the key is wrong, or a later version wrote it.
    pub fn open(
        disk: &DatabaseLocation,
        trial: TrialRunner,
        rng: ChaCha20Rng,
    ) -> Result<Self, OpenError> {
        Self::open_with_limits(disk, trial, rng, Limits::default())
    }

    /// Opens an existing server with other limits.
    ///
    /// # Errors
    /// As [`Server::open`].
    pub fn open_with_limits(
        disk: &DatabaseLocation,
        trial: TrialRunner,
        rng: ChaCha20Rng,
        limits: Limits,
    ) -> Result<Self, OpenError> {
        let counters = Arc::<Counters>::default();
        let store = Arc::new(Store::open(disk, counters.commits.clone())?);
        let rng = Arc::new(SharedRng::new(rng));
        let trial = Arc::new(trial);
        let listeners = Listeners::default();
        let lineage = Arc::new(Lineage::new(store.clone()));
        let admitter = Admitter::new(store.clone(), trial.clone(), rng.clone(), limits);
        let admitter = Arc::new(admitter);
        let writer = ServerDeviceWriter::new(store.clone(), admitter.clone(), listeners.clone());
        let writer = Arc::new(writer);
        let exchanges = Exchanges::new(
            store.clone(),
            admitter,
            lineage.clone(),
            (listeners.clone(), counters.clone()),
            limits,
        );
        let exchanges = Arc::new(exchanges);
        Ok(Self {
            sessions: Sessions::new(store.clone(), rng.clone()),
            subscriptions: Subscriptions::new(store.clone(), listeners.clone(), limits),
            enrolments: Enrolments::new(store.clone(), rng.clone()),
            administration: Administration::new(
                store.clone(),
                rng.clone(),
                exchanges.clone(),
                (writer.clone(), listeners.clone()),
            ),
            exchanges,
            rebuilder: CacheRebuilder::new(store.clone(), trial.clone(), rng.clone()),
            backups: BackupMaker::new(store.clone(), rng.clone()),
            log_exporter: LogExporter::new(store.clone()),
            records: Records::new(store.clone(), writer.clone(), rng.clone()),
            lineage,
            store,
            counters,
            trial,
            listeners,
        })
    }

    /// Compares the data with the files outside its folder, and from now on records there how far the log has
    /// come. If the folder is an older one, begins another epoch.
    ///
    /// # Errors
    /// The database fails, or a file outside cannot be read. A mark that cannot be written is reported in the
    /// program's log only: the server works without it.
    pub fn guarded(self, files: LineageFiles, now_ms: i64) -> Result<Self, OpenError> {
        self.lineage.guard(files, now_ms)?;
        Ok(self)
    }

    /// The server's id, for which devices sign requests.
    #[must_use]
    pub fn id(&self) -> ServerId {
        self.store.id()
    }

    /// The keys that devices need to use couriers.
    #[must_use]
    pub fn keys(&self) -> puente_protocol::bundle::ServerKeys {
        self.store.identity().keys()
    }
}
