//! Arrival lists as phones share them: who took which row, and who is missing.

use puente_client::{RowNumbers, RowRegistration};

use super::write::saved;
use super::{Answer, CallContext};
use crate::failure::Failure;
use crate::messages::Done;
use crate::messages::calls::{
    ArrivalList, ArrivalLists, ClaimRows, LeaveRows, MarkAbsent, TakeRow,
};
use crate::messages::list::{self, ListLines, RowTaken};

impl Answer for ArrivalLists {
    fn answer(self, on: &mut CallContext<'_>) -> Result<ListLines, Failure> {
        let lists = on.device.lists()?;
        Ok(ListLines { lists })
    }
}

impl Answer for ArrivalList {
    fn answer(self, on: &mut CallContext<'_>) -> Result<list::ArrivalList, Failure> {
        Ok(on.device.list_view(self.list)?.into())
    }
}

/// The draft is deleted once the person is on disk. If that fails, taking the row again changes nothing.
impl Answer for TakeRow {
    fn answer(self, on: &mut CallContext<'_>) -> Result<RowTaken, Failure> {
        let asked = self.person.registration();
        let taken = on
            .device
            .take_row(self.list, self.place, &asked, on.now_ms, on.rng)?;
        if let Some(draft) = self.draft {
            on.device.delete_app_item(&draft)?;
        }
        let saved = saved(on.device, taken.record())?;
        Ok(RowTaken {
            record: saved.record,
            code: saved.code,
            state: saved.state,
            is_new: matches!(taken, RowRegistration::Registered(..)),
        })
    }
}

impl Answer for MarkAbsent {
    fn answer(self, on: &mut CallContext<'_>) -> Result<Done, Failure> {
        on.device
            .mark_absent(self.list, self.place, on.now_ms, on.rng)?;
        Ok(Done {})
    }
}

impl Answer for ClaimRows {
    fn answer(self, on: &mut CallContext<'_>) -> Result<Done, Failure> {
        let rows = numbers(&self.rows)?;
        on.device.claim_rows(self.list, &rows, on.now_ms, on.rng)?;
        Ok(Done {})
    }
}

impl Answer for LeaveRows {
    fn answer(self, on: &mut CallContext<'_>) -> Result<Done, Failure> {
        let rows = numbers(&self.rows)?;
        on.device
            .leave_rows(self.list, self.portion, &rows, on.now_ms, on.rng)?;
        Ok(Done {})
    }
}

pub(super) fn numbers(rows: &str) -> Result<RowNumbers, Failure> {
    rows.parse().map_err(|_| Failure::Request)
}
