//! Rebuilds the caches from the data that cannot be rebuilt (segments, changes, decisions, grants, feeds, log),
//! and compares the two.

mod documents;
mod log;
mod segments;

use std::sync::Arc;

use puente_audit::{Entry, EntryKind};

use self::documents::CacheRepair;
use crate::shared_rng::SharedRng;
use crate::store::{Store, StoreError, check};
use crate::trial::{TrialError, TrialRunner};

/// Why nothing could be compared.
#[derive(Debug, thiserror::Error)]
pub enum RebuildError {
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// No trial could run.
    #[error(transparent)]
    Trial(#[from] TrialError),
}

/// What was compared and replaced.
#[derive(Debug)]
pub struct RebuildReport {
    /// A sentence for each difference, without any personal value.
    pub differences: Vec<String>,
    /// How many caches were replaced.
    pub replaced: u64,
}

/// The progress of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Documents compared.
    pub done: u64,
    /// Documents in all.
    pub total: u64,
}

/// Compares caches with the data they are made from, and rebuilds them.
#[derive(Debug)]
pub struct CacheRebuilder {
    store: Arc<Store>,
    trial: Arc<TrialRunner>,
    rng: Arc<SharedRng>,
}

impl CacheRebuilder {
    pub(crate) fn new(store: Arc<Store>, trial: Arc<TrialRunner>, rng: Arc<SharedRng>) -> Self {
        Self { store, trial, rng }
    }

    /// Compares everything that can be computed with what is stored. Returns a sentence for each difference,
    /// without any personal value; an empty list means that there is none.
    ///
    /// # Errors
    /// The database cannot be read (which itself is a fault), or no trial could run.
    pub fn verify(&self, progress: &mut dyn FnMut(Progress)) -> Result<Vec<String>, RebuildError> {
        Ok(self.compare(progress)?.0)
    }

    /// Compares, and replaces the caches that differ.
    ///
    /// # Errors
    /// As [`CacheRebuilder::verify`]. Caches that were already replaced stay so.
    pub fn rebuild(
        &self,
        now_ms: i64,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<RebuildReport, RebuildError> {
        let (differences, repairs) = self.compare(progress)?;
        let mut replaced = 0;
        for repair in repairs {
            self.store.write(move |write| repair.apply(write))?;
            replaced += 1;
        }
        if replaced > 0 {
            self.store.write(move |write| {
                write.log(&Entry {
                    count: Some(replaced),
                    ..Entry::new(EntryKind::CachesRebuilt, now_ms)
                })
            })?;
        }
        Ok(RebuildReport {
            differences,
            replaced,
        })
    }

    fn compare(
        &self,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<(Vec<String>, Vec<CacheRepair>), RebuildError> {
        let mut differences = self.store.read(check::file_damage)?;
        let commitments = self
            .store
            .read(|connection| log::compare(connection, &mut differences))?;
        self.store
            .read(|connection| segments::compare(connection, &commitments, &mut differences))?;
        let repairs = self.compare_documents(&commitments, &mut differences, progress)?;
        let counted = self.store.read(check::mismatches)?;
        differences.extend(counted);
        Ok((differences, repairs))
    }
}
