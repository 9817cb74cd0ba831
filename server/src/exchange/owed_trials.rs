//! Trials that this server still owes, of changes that wait for nobody else, in parts small enough to read at
//! once.

use std::time::Duration;

use puente_record::{DeviceId, DocumentId};

use super::work_budget::WorkShare;
use super::{ExchangeError, Exchanges, commit, logged_problem};
use crate::store::{StoreError, retry};

/// The most documents of one part.
const PART_DOCUMENTS_MAX: usize = 1_000;

/// Stands for all owed trials in the work budget, as one device. No device has this id, because ids are random.
const NOBODY: DeviceId = DeviceId::from_bytes([0; 16]);

impl Exchanges {
    /// Tries one part of the owed trials and returns its number of documents. Tries nothing while exchanges
    /// take the whole work budget.
    pub fn try_owed(&self, now_ms: i64) -> usize {
        match self.try_owed_part(now_ms) {
            Ok(count) => count,
            Err(stop) => {
                logged_problem(&stop);
                0
            }
        }
    }

    fn try_owed_part(&self, now_ms: i64) -> Result<usize, ExchangeError> {
        let (mut part, share) = self.store.read(|connection| {
            let mut owed = retry::due(connection, PART_DOCUMENTS_MAX)?;
            let (count, share) = WorkShare::of_documents(connection, &owed)?;
            owed.truncate(count);
            Ok((owed, share))
        })?;
        if part.is_empty() {
            return Ok(0);
        }
        let Ok(_place) = self.work_budget.enter(NOBODY, share, Duration::ZERO) else {
            return Ok(0);
        };
        let tried = part.len();
        if let Err(stop) = self.retry(&part, now_ms) {
            if tried == 1 {
                return self.retry_failed(part.remove(0), stop);
            }
            // Each document alone, so that a failing one does not hold up the others.
            for document in part {
                if let Err(stop) = self.retry(&[document], now_ms) {
                    self.retry_failed(document, stop)?;
                }
            }
        }
        Ok(tried)
    }

    /// A document that cannot be tried keeps waiting for its next change.
    fn retry_failed(
        &self,
        document: DocumentId,
        stop: ExchangeError,
    ) -> Result<usize, ExchangeError> {
        if !matches!(stop, ExchangeError::Store(StoreError::Damaged(_))) {
            return Err(stop);
        }
        logged_problem(&stop);
        self.store
            .write(move |write| retry::settle(write, &[document]))?;
        Ok(1)
    }

    fn retry(&self, part: &[DocumentId], now_ms: i64) -> Result<(), ExchangeError> {
        self.admitter
            .until_current(|| self.retry_once(part, now_ms))
    }

    fn retry_once(&self, part: &[DocumentId], now_ms: i64) -> Result<(), ExchangeError> {
        let (documents, not_read) = self.admitter.admit_waiting(part, now_ms)?;
        let part = part.to_vec();
        let touched = self.store.write(move |write| {
            commit::commit_released(write, &documents, now_ms)?;
            retry::settle(write, &part)?;
            retry::schedule(write, &not_read)?;
            Ok(write.published().collect::<Vec<_>>())
        })?;
        self.listeners.wake(&touched);
        Ok(())
    }
}
