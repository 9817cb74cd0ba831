//! Rows used within one write: authors, records, segments, and the vouches for changes that enter.

use std::collections::HashMap;

use puente_protocol::segment::Vouch;
use puente_record::{AccountId, ChangeHash, DocumentId, RecordId};

use crate::exchange::plan::{CarriedFor, ChangeWriter, RecordPlan, StatePlan};
use crate::store::document::Runs;
use crate::store::row_id::{AuthorRowId, DeviceRowId, InstallRowId, RecordRowId, SegmentRowId};
use crate::store::vouch::Voucher;
use crate::store::{StoreError, WriteTransaction, author, device, record};

/// Rows used within one write, each looked up or inserted once.
#[derive(Default)]
pub(super) struct WrittenRows {
    /// Device row and install row that the changes come from; `None` when a command decides.
    pub(super) sender: Option<(DeviceRowId, InstallRowId)>,
    pub(super) segments: Vec<SegmentRowId>,
    /// Bytes stored for the segments and for items that are not changes.
    pub(super) stored_bytes: u64,
    pub(super) authors: HashMap<AccountId, AuthorRowId>,
    pub(super) records: HashMap<RecordId, RecordRowId>,
    /// The changes come from opened sealed bodies. Their device had deleted them, so their rows are sent to it
    /// too.
    pub(super) was_let_go: bool,
    pub(super) voucher: Option<Voucher>,
}

impl WrittenRows {
    pub(super) fn author(
        &mut self,
        write: &WriteTransaction<'_>,
        account: AccountId,
    ) -> Result<AuthorRowId, StoreError> {
        if let Some(author) = self.authors.get(&account) {
            return Ok(*author);
        }
        let (device, _) = self
            .sender
            .ok_or(StoreError::Damaged("a change from nobody"))?;
        let author = author::row_of(write, account, device)?;
        self.authors.insert(account, author);
        Ok(author)
    }

    /// The author row of a change that another device brings. A restored server may not know the author's
    /// device any more; this registers it, and the device must still enrol again.
    pub(super) fn carried(
        &mut self,
        write: &mut WriteTransaction<'_>,
        account: AccountId,
        of: CarriedFor,
    ) -> Result<AuthorRowId, StoreError> {
        if let Some(device) = device::find(write.connection(), of.device)? {
            return author::row_of(write, account, device.nr);
        }
        let key = of.key.ok_or(StoreError::Damaged("a change from nobody"))?;
        let (carrier, _) = self
            .sender
            .ok_or(StoreError::Damaged("a change from nobody"))?;
        let device = device::create_unbound(write, of.device, &key, carrier)?;
        author::row_of(write, account, device)
    }

    /// The author rows of a document's changes, and this server's vouch for them.
    pub(super) fn runs(
        &mut self,
        write: &mut WriteTransaction<'_>,
        document: DocumentId,
        state: &StatePlan,
    ) -> Result<(Runs, Vouch), StoreError> {
        let mut runs = Runs::with_capacity(state.runs.len());
        for (writer, count) in &state.runs {
            let author = match writer {
                ChangeWriter::Row(row) => *row,
                ChangeWriter::Account(account) => self.author(write, *account)?,
                ChangeWriter::Carried(account, of) => self.carried(write, *account, *of)?,
            };
            match runs.last_mut() {
                Some((last, run)) if *last == author => *run += count,
                _ => runs.push((author, *count)),
            }
        }
        let vouch = self.vouch(write, document, &state.order, &runs)?;
        Ok((runs, vouch))
    }

    /// This server's vouch for all changes of a document.
    fn vouch(
        &mut self,
        write: &WriteTransaction<'_>,
        document: DocumentId,
        order: &[ChangeHash],
        runs: &Runs,
    ) -> Result<Vouch, StoreError> {
        let voucher = match &mut self.voucher {
            Some(voucher) => voucher,
            empty => empty.insert(Voucher::load(write.connection())?),
        };
        voucher.vouch_for_all(write.connection(), document, order, runs)
    }

    pub(super) fn record(
        &mut self,
        write: &WriteTransaction<'_>,
        plan: &RecordPlan,
    ) -> Result<RecordRowId, StoreError> {
        if let Some(record) = plan.known {
            return Ok(record);
        }
        if let Some(record) = self.records.get(&plan.id) {
            return Ok(*record);
        }
        if record::exists(write.connection(), plan.id)? {
            return Err(StoreError::Outdated);
        }
        let record = record::create(write, plan.id, &plan.key)?;
        self.records.insert(plan.id, record);
        Ok(record)
    }
}
