//! The access log: an entry about each look at a record, written before the record is shown.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use hmac::{Hmac, KeyInit, Mac};
use puente_audit::{Entry, EntryKind, commit_public};
use puente_policy::Purpose;
use puente_record::{AccountId, RecordId};
use sha2::Sha256;

use super::{Allowed, Opened, Records, open};
use crate::session::Caller;
use crate::store::log::LeafIndex;
use crate::store::{Connection, StoreError, document};

/// Looking at a record again within this many ms makes no new entry.
const WINDOW_MS: i64 = 5 * 60 * 1_000;

/// Looks that are remembered. Beyond this number some looks get more entries than needed.
const REMEMBERED_MAX: usize = 16 * 1024;

/// Proof that the log has the entry about a look.
#[derive(Debug, Clone, Copy)]
pub(super) struct AccessLogged(#[allow(dead_code)] LeafIndex);

/// A look: who saw which record and for what purpose, or a commitment to what was not shown.
#[derive(Debug, PartialEq, Eq, Hash)]
enum LoggedAccess {
    Shown(AccountId, RecordId, Purpose),
    Refused(AccountId, [u8; 32]),
}

/// The looks of the last minutes. They are lost with the process, which costs one more entry each. Locked for a
/// look-up, never during database work; two looks at once make two entries.
#[derive(Debug, Default)]
pub(super) struct RecentAccesses(Mutex<HashMap<LoggedAccess, (i64, LeafIndex)>>);

impl Records {
    /// Logs a look at a record, once for each account, record, purpose and five minutes.
    pub(super) fn sight(
        &self,
        now_ms: i64,
        caller: &Caller,
        allowed: &Allowed,
    ) -> Result<AccessLogged, StoreError> {
        let look = LoggedAccess::Shown(caller.account, allowed.record.id, allowed.purpose);
        let entry = Entry {
            account: Some(caller.account),
            device: Some(caller.device),
            object: Some(allowed.record.key.pseudonym()),
            commitment: Some(commit_public(allowed.purpose.as_str().as_bytes())),
            ..Entry::new(EntryKind::RecordRead, now_ms)
        };
        self.log_look(look, entry)
    }

    /// Logs that somebody was not shown what they asked for, as rarely as a look. A person who tries codes or
    /// ids that they should not know leaves a trail.
    pub(super) fn refuse_look(
        &self,
        now_ms: i64,
        caller: &Caller,
        asked_for: &[u8],
    ) -> Result<(), StoreError> {
        let commitment = self.searched(asked_for);
        let entry = Entry {
            account: Some(caller.account),
            device: Some(caller.device),
            commitment: Some(commit_public(&commitment)),
            ..Entry::new(EntryKind::LookRefused, now_ms)
        };
        self.log_look(LoggedAccess::Refused(caller.account, commitment), entry)?;
        Ok(())
    }

    /// The value that the log may contain for a query: keyed by the server, because there are few enough codes
    /// to try them all.
    pub(super) fn searched(&self, query: &[u8]) -> [u8; 32] {
        let key = self.store.identity().derived(b"puente/search/1");
        let mut mac = Hmac::<Sha256>::new_from_slice(&key[..]).expect("HMAC takes any key");
        mac.update(query);
        mac.finalize().into_bytes().into()
    }

    fn log_look(&self, look: LoggedAccess, entry: Entry) -> Result<AccessLogged, StoreError> {
        let window = entry.time_ms.div_euclid(WINDOW_MS);
        let sights = || {
            self.recent_accesses
                .0
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
        };
        if let Some((at, leaf)) = sights().get(&look).copied()
            && at == window
        {
            return Ok(AccessLogged(leaf));
        }
        let leaf = self.store.write(move |write| write.log(&entry))?;
        let mut sights = sights();
        if sights.len() >= REMEMBERED_MAX {
            sights.retain(|_, (at, _)| *at == window);
        }
        if sights.len() < REMEMBERED_MAX {
            sights.insert(look, (window, leaf));
        }
        Ok(AccessLogged(leaf))
    }
}

/// The documents of a record that the person may see, opened to be shown.
pub(super) fn documents(
    connection: &Connection,
    allowed: &Allowed,
    _sighted: AccessLogged,
) -> Result<Vec<Opened>, StoreError> {
    let mut opened = Vec::new();
    for row in document::of_record(connection, allowed.record.nr)? {
        if row.kind.is_some_and(|kind| allowed.kinds.contains(&kind)) {
            opened.extend(open(&allowed.record, row)?);
        }
    }
    Ok(opened)
}
