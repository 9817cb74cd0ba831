//! The file of keys that belongs to a copy.

use minicbor::bytes::ByteArray;
use minicbor::{Decode, Encode};
use puente_record::{RecordId, ServerId};
use zeroize::{Zeroize, Zeroizing};

use super::BackupError;
use crate::store::erasure::Tombstone;

/// The content of the file of keys.
#[derive(Encode, Decode)]
#[cbor(map)]
pub(super) struct KeyFile {
    #[n(0)]
    pub(super) server: ServerId,
    /// The size of the log: a file of keys opens copies up to this size.
    #[n(1)]
    pub(super) log_size: u64,
    #[n(2)]
    pub(super) database: ByteArray<32>,
    #[n(3)]
    pub(super) records: Vec<(RecordId, ByteArray<32>)>,
    #[n(4)]
    pub(super) erased: Vec<Tombstone>,
}

impl Drop for KeyFile {
    fn drop(&mut self) {
        self.database.zeroize();
        for (_, key) in &mut self.records {
            key.zeroize();
        }
    }
}

impl KeyFile {
    pub(super) fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        Zeroizing::new(minicbor::to_vec(self).expect("writing to memory does not fail"))
    }

    pub(super) fn from_bytes(bytes: &[u8]) -> Result<Self, BackupError> {
        minicbor::decode(bytes).map_err(|_| BackupError::OtherKeys("unreadable"))
    }
}
