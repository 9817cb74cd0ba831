//! Figures about the store and its listeners, for the monitoring of this machine.

use crate::listeners::Listeners;
use crate::store::count::WaitingCounts;
use crate::store::{DiskSpace, Store, StoreError, count, device, meta, sealed};
use crate::trial::{ChildCounts, TrialRunner};

/// Present figures. Counts since the start of the process are in [`crate::counters`].
#[derive(Debug, Clone, Copy)]
pub(crate) struct Figures {
    /// Changes that wait for others or for somebody to decide.
    pub(crate) waiting: WaitingCounts,
    /// Sealed bodies that need the recovery key.
    pub(crate) bodies_sealed: u64,
    /// Copied stores that were noticed.
    pub(crate) installs_forked: u64,
    pub(crate) space: DiskSpace,
    /// Devices that wait for pokes.
    pub(crate) listeners: u64,
    pub(crate) trial_children: ChildCounts,
    /// When the last complete backup was made, ms since 1970.
    pub(crate) backed_up_ms: Option<i64>,
    /// When the data folder last proved to be an older one, ms since 1970.
    pub(crate) rolled_back_ms: Option<i64>,
}

impl Figures {
    /// # Errors
    /// The database cannot be read.
    pub(crate) fn read(
        store: &Store,
        listeners: &Listeners,
        trial: &TrialRunner,
    ) -> Result<Self, StoreError> {
        let space = store.space()?;
        store.read(|connection| {
            Ok(Self {
                waiting: count::waiting(connection)?,
                bodies_sealed: sealed::count(connection)?,
                installs_forked: device::forks(connection)?,
                space,
                listeners: listeners.count() as u64,
                trial_children: trial.child_counts(),
                backed_up_ms: meta::backed_up_ms(connection)?,
                rolled_back_ms: meta::rolled_back_ms(connection)?,
            })
        })
    }
}
