//! The history of a record, and its earlier states.

use super::{Answer, CallContext};
use crate::failure::Failure;
use crate::messages::calls::{History, RecordAt};
use crate::messages::past::{Changes, RecordChange};
use crate::messages::record::PastView;

impl Answer for History {
    fn answer(self, on: &mut CallContext<'_>) -> Result<Changes, Failure> {
        let changes = on.device.history(self.record, self.field.as_deref())?;
        let changes = changes.into_iter().map(RecordChange::from).collect();
        Ok(Changes { changes })
    }
}

/// The state at a time by the clocks of the people who wrote it.
impl Answer for RecordAt {
    fn answer(self, on: &mut CallContext<'_>) -> Result<PastView, Failure> {
        Ok(on.device.view_at(self.record, self.at_ms)?.into())
    }
}
