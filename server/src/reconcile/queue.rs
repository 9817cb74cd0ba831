//! What waits for somebody, and a record by its code.

use puente_audit::{Entry, EntryKind, commit_public};
use puente_policy::{Action, Purpose, Rights};
use puente_protocol::problem::ProblemCode;
use puente_record::{Compartment, RecordCode, RecordId};

use super::answer::{FoundRecordAnswer, QueueAnswer, QueuedRecordAnswer, SearchAnswer};
use super::{Records, allowed, find, nothing_here};
use crate::session::{AccessError, Caller};
use crate::store::account::GrantRow;
use crate::store::conflicts;

/// Records of one page.
const PAGE_RECORDS_MAX: u32 = 50;

impl Records {
    /// The records with conflicts that somebody may decide, page by page. Nothing in it says who they
    /// are, so it is no sight of anybody.
    ///
    /// # Errors
    /// What to answer with.
    pub fn conflict_queue(
        &self,
        caller: &Caller,
        after: Option<RecordId>,
    ) -> Result<QueueAnswer, AccessError> {
        let rights = Rights::lasting(caller.grants.iter().map(GrantRow::period_at_row));
        let places: conflicts::SitesByCompartment = rights.compartments(Action::Resolve).collect();
        if places.is_empty() {
            return Err(ProblemCode::Forbidden.into());
        }
        let waiting = self
            .store
            .read(|connection| conflicts::waiting(connection, &places, after, PAGE_RECORDS_MAX))?;
        let is_full = waiting.len() == PAGE_RECORDS_MAX as usize;
        Ok(QueueAnswer {
            after: waiting.last().filter(|_| is_full).map(|last| last.id),
            records: waiting
                .into_iter()
                .map(|waiting| QueuedRecordAnswer {
                    record: waiting.id,
                    code: waiting.code,
                    conflicts: waiting.conflicts,
                })
                .collect(),
        })
    }

    /// The records of a code that somebody may see. That they searched is an entry of the log, with a
    /// commitment to the code under a key of the server. Without a purpose only records at their own sites are
    /// looked for, and where there is none, whoever may look elsewhere is asked for the purpose, be there one or not.
    ///
    /// # Errors
    /// What to answer with.
    pub fn search(
        &self,
        now_ms: i64,
        caller: &Caller,
        code: &str,
        purpose: Option<Purpose>,
    ) -> Result<SearchAnswer, AccessError> {
        let code: RecordCode = code.parse().map_err(|_| ProblemCode::Malformed)?;
        let code = code.to_string();
        if !caller.may_anywhere(Action::Read, Compartment::Core) {
            return Err(ProblemCode::Forbidden.into());
        }
        let records = self.store.read(|connection| {
            let mut records = Vec::new();
            for id in conflicts::with_code(connection, &code)? {
                let allowed = find(connection, id)?.and_then(|r| allowed(caller, r, purpose));
                records.extend(allowed.map(|allowed| FoundRecordAnswer {
                    record: allowed.record.id,
                    elsewhere: allowed.is_elsewhere,
                }));
            }
            Ok(records)
        })?;
        if records.is_empty() && nothing_here(caller, purpose) == ProblemCode::PurposeNeeded {
            self.refuse_look(now_ms, caller, code.as_bytes())?;
            return Err(ProblemCode::PurposeNeeded.into());
        }
        let entry = Entry {
            account: Some(caller.account),
            device: Some(caller.device),
            commitment: Some(commit_public(&self.searched(code.as_bytes()))),
            count: Some(records.len() as u64),
            ..Entry::new(EntryKind::RecordsSearched, now_ms)
        };
        self.store.write(move |write| write.log(&entry))?;
        Ok(SearchAnswer { records })
    }
}
