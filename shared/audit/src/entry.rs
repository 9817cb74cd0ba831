//! One entry of the log, as deterministic CBOR: a map with ascending integer keys, absent fields left out.

use minicbor::{Decode, Encode};
use puente_record::{AccountId, DeviceId};
use serde::{Deserialize, Serialize};

use crate::opening::{Commitment, Pseudonym};

/// The version of the encoding, the first value of every entry.
pub const VERSION: u8 = 1;

/// The most bytes of an entry. C2SP's entry bundles can hold 65,535; an entry with all fields present has at
/// most 128.
pub const ENTRY_BYTES_MAX: usize = 4 * 1024;

/// What happened. A number is never reused.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode, Serialize, Deserialize,
)]
#[cbor(index_only)]
#[serde(rename_all = "snake_case")]
pub enum EntryKind {
    /// A segment reached the server's disk: the receipt. `commitment` is public, see
    /// [`crate::commit_public`].
    #[n(0)]
    SegmentReceived,
    /// A change was accepted into its document.
    #[n(1)]
    ChangeAccepted,
    /// A change was quarantined.
    #[n(2)]
    ChangeQuarantined,
    /// A change waits, for another change, a right or room.
    #[n(3)]
    ChangePending,
    /// A quarantined change was released into its document; `account` decided.
    #[n(4)]
    ChangeReleased,
    /// A quarantined change was set aside; `account` decided.
    #[n(5)]
    ChangeSetAside,
    /// Records were sent to a device: `count` rows.
    #[n(6)]
    RecordsDelivered,
    /// A device was bound to an account.
    #[n(7)]
    DeviceEnrolled,
    /// A device was revoked.
    #[n(8)]
    DeviceRevoked,
    /// An account got a role at a site.
    #[n(9)]
    GrantAdded,
    /// The grant of a role at a site ended.
    #[n(10)]
    GrantEnded,
    /// A one-time code was issued.
    #[n(11)]
    CodeIssued,
    /// The server was created: the first entry of every log.
    #[n(12)]
    ServerCreated,
    /// The server rebuilt its caches from the changes it stores.
    #[n(13)]
    CachesRebuilt,
    /// An administrator was shown what a quarantined change writes.
    #[n(14)]
    QuarantineShown,
    /// A copy of the whole server was made for a backup; `commitment` is public, to the copy's SHA-256.
    #[n(15)]
    BackupMade,
    /// The server was restored from a backup, or lost the end of its write-ahead log. `commitment` is public,
    /// to the size and root of the log at that point. Entries that devices saw after that point are lost.
    #[n(16)]
    ServerRestored,
    /// A record's key was destroyed.
    #[n(17)]
    RecordErased,
    /// `account` signed in with `device`.
    #[n(20)]
    SessionStarted,
    /// Somebody tried a wrong password of `account` on `device`.
    #[n(21)]
    SessionRefused,
    /// A session ended: signed out, or its account or password changed.
    #[n(22)]
    SessionEnded,
    /// A refresh token came twice, so somebody may have copied it; the server ended its session.
    #[n(23)]
    SessionStolen,
    /// `account` chose a password.
    #[n(24)]
    PasswordSet,
    /// A one-time password was made for `account`.
    #[n(25)]
    PasswordReset,
    /// `account` ended, with its grants, its password and its sessions.
    #[n(26)]
    AccountEnded,
    /// The server made a key that signs access tokens. `commitment` is public.
    #[n(27)]
    TokenKeyMade,
    /// `account` read a record; at most one entry in five minutes. `commitment` is public, to the purpose.
    #[n(28)]
    RecordRead,
    /// `account` searched and got `count` records. `commitment` is to the query, under a key of the server.
    #[n(29)]
    RecordsSearched,
    /// `account` had the readable values of a quarantined change written again.
    #[n(30)]
    ChangeWrittenAgain,
    /// The server gives devices a recovery key, to which they seal what they delete. `commitment` is public, to
    /// the key.
    #[n(31)]
    RecoveryKeySet,
    /// `count` sealed bodies of devices were opened with the secret half of the recovery key.
    #[n(32)]
    BodiesRecovered,
    /// The facts about a site that devices are told changed. `commitment` is public, to the site and its facts.
    #[n(33)]
    SiteSet,
    /// `account` no longer uses `device`.
    #[n(34)]
    DeviceLeft,
    /// `account` was not shown a record: they stated no purpose, or may see nothing of it. At most one
    /// entry in five minutes. `commitment` is to the request, under a key of the server.
    #[n(35)]
    LookRefused,
    /// A device continued as another install: a copy of its store is in use, or its store came back from a
    /// backup.
    #[n(36)]
    InstallForked,
    /// `account` gave another home site to a record that was at no site. `commitment` is public, to the site.
    #[n(37)]
    RecordBroughtBack,
    /// The log was exported up to and with this entry.
    #[n(38)]
    LogExported,
}

/// One entry. It holds no personal data, no change hash and no document id.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Entry {
    /// [`VERSION`].
    #[n(0)]
    pub version: u8,
    /// What happened.
    #[n(1)]
    pub kind: EntryKind,
    /// The server's clock in ms since 1970.
    #[n(2)]
    pub time_ms: i64,
    /// The account that acted.
    #[n(3)]
    pub account: Option<AccountId>,
    /// The device that it used.
    #[n(4)]
    pub device: Option<DeviceId>,
    /// The record, as a pseudonym that nobody can resolve once the record's key is destroyed.
    #[n(5)]
    pub object: Option<Pseudonym>,
    /// The exact object, hidden until opened.
    #[n(6)]
    pub commitment: Option<Commitment>,
    /// A count, where the kind has one.
    #[n(7)]
    pub count: Option<u64>,
    /// The signed-in account that decided, where [`Self::account`] and [`Self::device`] are those that the decision is
    /// about. Absent of a command on the server's machine.
    #[n(8)]
    pub decided_by: Option<AccountId>,
}

/// The bytes are not an entry of this version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an entry of the log")]
pub struct EntryError;

impl Entry {
    /// An entry with only kind and time; add the other fields.
    #[must_use]
    pub const fn new(kind: EntryKind, time_ms: i64) -> Self {
        Self {
            version: VERSION,
            kind,
            time_ms,
            account: None,
            device: None,
            object: None,
            commitment: None,
            count: None,
            decided_by: None,
        }
    }

    /// The bytes that the log hashes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        minicbor::to_vec(self).expect("writing to memory does not fail")
    }

    /// Reads an entry and accepts only its one encoding.
    ///
    /// # Errors
    /// [`EntryError`]: the log is damaged, or of a later version.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, EntryError> {
        if bytes.len() > ENTRY_BYTES_MAX {
            return Err(EntryError);
        }
        let entry: Self = minicbor::decode(bytes).map_err(|_| EntryError)?;
        if entry.version == VERSION && entry.to_bytes() == bytes {
            Ok(entry)
        } else {
            Err(EntryError)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn full() -> Entry {
        Entry {
            account: Some(AccountId::from_bytes([1; 16])),
            device: Some(DeviceId::from_bytes([2; 16])),
            object: Some(Pseudonym::from_bytes([3; 16])),
            commitment: Some(Commitment::from_bytes([4; 32])),
            count: Some(5),
            decided_by: Some(AccountId::from_bytes([6; 16])),
            ..Entry::new(EntryKind::ChangeAccepted, 1_795_000_000_000)
        }
    }

    #[test]
    fn an_entry_has_one_spelling() {
        let bytes = full().to_bytes();
        assert_eq!(bytes.len(), 124);
        assert_eq!(Entry::from_bytes(&bytes), Ok(full()));
        let mut longer = bytes.clone();
        longer.push(0);
        assert_eq!(Entry::from_bytes(&longer), Err(EntryError));
        // The same map with its head in another length.
        let mut padded = vec![0xb8, 0x08];
        padded.extend_from_slice(&bytes[1..]);
        assert_eq!(Entry::from_bytes(&padded), Err(EntryError));
    }

    #[test]
    fn what_is_absent_takes_no_room() {
        let bytes = Entry::new(EntryKind::ServerCreated, 0).to_bytes();
        assert_eq!(bytes, [0xa3, 0, 1, 1, 12, 2, 0]);
    }
}
