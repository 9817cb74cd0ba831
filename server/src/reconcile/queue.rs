//! The records with conflicts, and the search for a record by its code.

use puente_audit::{Entry, EntryKind, commit_public};
use puente_policy::{Action, Purpose, Rights};
use puente_protocol::problem::ProblemCode;
use puente_record::{DocumentKind, RecordCode, RecordId};

use super::answer::{FoundRecordAnswer, QueueAnswer, QueuedRecordAnswer, SearchAnswer};
use super::{Records, allowed, find, nothing_here};
use crate::session::{AccessError, Caller};
use crate::store::account::GrantRow;
use crate::store::conflicts;

/// The most records of one page.
const PAGE_RECORDS_MAX: u32 = 50;

impl Records {
    /// The records with conflicts that the person may decide, page by page. The page does not identify people,
    /// so it does not count as a look.
    ///
    /// # Errors
    /// The problem to answer with.
    pub fn conflict_queue(
        &self,
        caller: &Caller,
        after: Option<RecordId>,
    ) -> Result<QueueAnswer, AccessError> {
        let rights = Rights::lasting(caller.grants.iter().map(GrantRow::period_at_row));
        let places: conflicts::SitesByKind = rights.kinds(Action::Resolve).collect();
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

    /// The records with a code that the person may see. The log gets an entry with a commitment to the code,
    /// under a key of the server. Without a purpose it searches only records at the person's own sites. If it
    /// finds none and the person may look elsewhere, it asks for the purpose, whether or not such a record
    /// exists.
    ///
    /// # Errors
    /// The problem to answer with.
    pub fn search(
        &self,
        now_ms: i64,
        caller: &Caller,
        code: &str,
        purpose: Option<Purpose>,
    ) -> Result<SearchAnswer, AccessError> {
        let code: RecordCode = code.parse().map_err(|_| ProblemCode::Malformed)?;
        let code = code.to_string();
        if !caller.may_anywhere(Action::Read, DocumentKind::Core) {
            return Err(ProblemCode::Forbidden.into());
        }
        let records =
            self.store.read(|connection| {
                let mut records = Vec::new();
                for id in conflicts::with_code(connection, &code)? {
                    let allowed =
                        find(connection, id)?.map(|record| allowed(caller, record, purpose));
                    records.extend(allowed.into_iter().flatten().map(|allowed| {
                        FoundRecordAnswer {
                            record: allowed.record.id,
                            elsewhere: allowed.is_elsewhere,
                        }
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
