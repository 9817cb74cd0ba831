//! Sights: that somebody looked at a record, in the log before they do.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use hmac::{Hmac, KeyInit, Mac};
use puente_audit::{Entry, EntryKind, commit_public};
use puente_policy::Purpose;
use puente_record::{AccountId, RecordId};
use rusqlite::Connection;
use sha2::Sha256;

use super::{Allowed, Opened, Records, open};
use crate::session::Caller;
use crate::store::log::LeafIndex;
use crate::store::{StoreError, document};

/// Looking again within this many ms is the same sight.
const WINDOW_MS: i64 = 5 * 60 * 1_000;

/// Sights that are remembered; beyond that some get an entry more than they need.
const REMEMBERED_MAX: usize = 16 * 1024;

/// A sight is in the log.
#[derive(Debug, Clone, Copy)]
pub(super) struct AccessLogged(#[allow(dead_code)] LeafIndex);

/// For whom what was shown, and for what; or a commitment to what was not.
#[derive(Debug, PartialEq, Eq, Hash)]
enum LoggedAccess {
    Shown(AccountId, RecordId, Purpose),
    Refused(AccountId, [u8; 32]),
}

/// The sights of the last minutes. Lost with the process, which costs an entry each. Locked for a look-up and never
/// over the database: who looks twice at once leaves two entries.
#[derive(Debug, Default)]
pub(super) struct RecentAccesses(Mutex<HashMap<LoggedAccess, (i64, LeafIndex)>>);

impl Records {
    /// Puts a sight into the log, once for each account, record, purpose and five minutes.
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

    /// Puts into the log that somebody was not shown what they asked for, as often as a sight. Whoever tries codes
    /// or ids that they should not know leaves a trail.
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

    /// What the log may say of a query: under a key of the server, for codes are few enough to be tried.
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

/// What somebody may see of a record, opened for showing.
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
