//! One line of the log, as deterministic CBOR: a map with ascending integer keys, absent ones left out.

use minicbor::{Decode, Encode};
use puente_record::{AccountId, DeviceId};

use crate::opening::{Commitment, Pseudonym};

/// The version of the form, the first value of every entry.
pub const VERSION: u8 = 1;

/// Bytes of an entry at most, and what C2SP's entry bundles can hold is 65,535. All fields present
/// are 128 bytes or less.
pub const ENTRY_BYTES_MAX: usize = 4 * 1024;

/// What happened. A number is never reused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
#[cbor(index_only)]
pub enum EntryKind {
    /// A segment reached the server's disk: the receipt. `commitment` is public, see
    /// [`crate::commit_public`].
    #[n(0)]
    SegmentReceived,
    /// A change entered its document.
    #[n(1)]
    ChangeAccepted,
    /// A change was kept aside.
    #[n(2)]
    ChangeQuarantined,
    /// A change waits for others.
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
    /// An account was granted a role at a site.
    #[n(9)]
    GrantAdded,
    /// A grant ended.
    #[n(10)]
    GrantEnded,
    /// A one-time code was issued.
    #[n(11)]
    CodeIssued,
    /// The server was created: the first entry of every log.
    #[n(12)]
    ServerCreated,
    /// The caches were rebuilt from the truth.
    #[n(13)]
    CachesRebuilt,
    /// What a quarantined change writes was shown to an administrator.
    #[n(14)]
    QuarantineShown,
    /// A copy of everything was made for a backup; `commitment` is public, of its SHA-256.
    #[n(15)]
    BackupMade,
    /// The server was restored from a backup, or lost the end of its write-ahead log: `commitment` is public, of the size and the root that
    /// the log had there. What devices saw behind that is the gap.
    #[n(16)]
    ServerRestored,
    /// A record's key was destroyed.
    #[n(17)]
    RecordErased,
    /// `account` signed in with `device`.
    #[n(20)]
    SessionStarted,
    /// A wrong password of `account` was tried with `device`.
    #[n(21)]
    SessionRefused,
    /// A session ended: signed out, or its account or password changed.
    #[n(22)]
    SessionEnded,
    /// A refresh token came twice: its session was ended, somebody may have copied it.
    #[n(23)]
    SessionStolen,
    /// `account` chose a password.
    #[n(24)]
    PasswordSet,
    /// A one-time password was made for `account`.
    #[n(25)]
    PasswordReset,
    /// `account` ended: its grants, its password and its sessions with it.
    #[n(26)]
    AccountEnded,
    /// A key that signs access tokens was made. `commitment` is public.
    #[n(27)]
    TokenKeyMade,
    /// `account` looked at a record; one entry for five minutes. `commitment` is public, to the purpose.
    #[n(28)]
    RecordRead,
    /// `account` searched: `count` records found. `commitment` is to the query, under a key of the server.
    #[n(29)]
    RecordsSearched,
    /// The readable values of a quarantined change were written again; `account` did it.
    #[n(30)]
    ChangeWrittenAgain,
    /// Devices are given a key to seal to what they let go of. `commitment` is public, to the key.
    #[n(31)]
    RecoveryKeySet,
    /// So many bodies that devices had sealed were opened with the other half of that key: `count`.
    #[n(32)]
    BodiesRecovered,
    /// What devices are told of a site changed. `commitment` is public, to the site and its facts.
    #[n(33)]
    SiteSet,
    /// `account` does not use `device` any more.
    #[n(34)]
    DeviceLeft,
    /// `account` was not shown what they asked for: no purpose was said, or there is nothing that they may see. One
    /// entry for five minutes. `commitment` is to what was asked for, under a key of the server.
    #[n(35)]
    LookRefused,
    /// A device went on as another installation: a copy of its store is in use, or it came back from a backup.
    #[n(36)]
    InstallForked,
    /// A record that was at no site got another home site; `account` did it. `commitment` is public, to the site.
    #[n(37)]
    RecordBroughtBack,
}

/// One entry. Holds no personal data, no change hash, no document id.
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
    /// Whose act it was.
    #[n(3)]
    pub account: Option<AccountId>,
    /// With which device.
    #[n(4)]
    pub device: Option<DeviceId>,
    /// Of which record, as a pseudonym that nobody can resolve once the record's key is destroyed.
    #[n(5)]
    pub object: Option<Pseudonym>,
    /// What exactly, hidden until opened.
    #[n(6)]
    pub commitment: Option<Commitment>,
    /// How many, where something is counted.
    #[n(7)]
    pub count: Option<u64>,
}

/// Bytes that are no entry of this version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an entry of the log")]
pub struct EntryError;

impl Entry {
    /// An entry that says only what happened and when; add the rest.
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
        }
    }

    /// Its bytes: what the log hashes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        minicbor::to_vec(self).expect("writing to memory does not fail")
    }

    /// Reads an entry and insists on its one spelling.
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
            ..Entry::new(EntryKind::ChangeAccepted, 1_795_000_000_000)
        }
    }

    #[test]
    fn an_entry_has_one_spelling() {
        let bytes = full().to_bytes();
        assert_eq!(bytes.len(), 106);
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
