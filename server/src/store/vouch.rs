//! The server's vouch: which changes of a document it accepted, and who wrote each. Every row that is sent
//! carries one. If a device finds after a restore that the server lacks a change, it brings the change with the
//! vouch, and the server need not believe the device. The key follows from the server's secrets, which a backup
//! contains.

use std::collections::HashMap;

use hmac::{Hmac, KeyInit, Mac};
use puente_protocol::segment::{Listing, Vouch};
use puente_record::{AccountId, ChangeHash, DeviceId, DocumentId};
use sha2::Sha256;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::document::Runs;
use super::engine::sql;
use super::row_id::{AuthorRowId, ChangeRowId};
use super::{Connection, ServerIdentity, StoreError, WriteTransaction, author, meta};

const DOMAIN: &[u8] = b"puente/vouch/1";

/// Notes that a vouch of this server was brought for these pending changes.
///
/// # Errors
/// The database refuses.
pub fn note_waiting(
    write: &WriteTransaction<'_>,
    changes: &[ChangeRowId],
) -> Result<(), StoreError> {
    write.connection().run_each(
        sql!("INSERT INTO change_vouched VALUES (?1) ON CONFLICT DO NOTHING"),
        changes.iter().map(|change| [change]),
    )
}

/// Whether a vouch of this server was brought for a pending change.
///
/// # Errors
/// The database cannot be read.
pub fn is_noted(connection: &Connection, change: ChangeRowId) -> Result<bool, StoreError> {
    connection.exists(
        sql!("SELECT 1 FROM change_vouched WHERE change = ?1"),
        [change],
    )
}

/// A change with its author's account and device.
pub type VouchedChange = (ChangeHash, AccountId, DeviceId);

/// Makes vouches and verifies them.
pub struct Voucher {
    key: Zeroizing<[u8; 32]>,
    /// Accounts and devices, by the author's row. A cache.
    names: HashMap<AuthorRowId, (AccountId, DeviceId)>,
}

impl Voucher {
    /// The voucher of a server.
    #[must_use]
    pub fn new(identity: &ServerIdentity) -> Self {
        Self {
            key: identity.derived(DOMAIN),
            names: HashMap::new(),
        }
    }

    /// The voucher of the server of this database.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn load(connection: &Connection) -> Result<Self, StoreError> {
        Ok(Self::new(&meta::read(connection)?))
    }

    /// The vouch for some changes of a document. Their order does not matter.
    #[must_use]
    pub fn vouch(&self, document: DocumentId, mut lines: Vec<VouchedChange>) -> Vouch {
        lines.sort_unstable_by_key(|(hash, ..)| *hash);
        let mut mac = Hmac::<Sha256>::new_from_slice(&*self.key).expect("HMAC takes any key");
        mac.update(DOMAIN);
        mac.update(document.as_bytes());
        for (hash, account, device) in &lines {
            mac.update(hash.as_bytes());
            mac.update(account.as_bytes());
            mac.update(device.as_bytes());
        }
        let digest = mac.finalize().into_bytes();
        let mut vouch = Vouch::default();
        vouch
            .iter_mut()
            .zip(digest)
            .for_each(|(byte, of)| *byte = of);
        vouch
    }

    /// The same, with the row of each change's author.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn vouch_for(
        &mut self,
        connection: &Connection,
        document: DocumentId,
        changes: impl IntoIterator<Item = (ChangeHash, AuthorRowId)>,
    ) -> Result<Vouch, StoreError> {
        let mut lines = Vec::new();
        for (hash, row) in changes {
            let (account, device) = match self.names.get(&row) {
                Some(known) => *known,
                None => {
                    let author = author::load(connection, row)?;
                    let names = (author.account, author.device);
                    self.names.insert(row, names);
                    names
                }
            };
            lines.push((hash, account, device));
        }
        Ok(self.vouch(document, lines))
    }

    /// The same for a whole document, with its changes in their order.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn vouch_for_all(
        &mut self,
        connection: &Connection,
        document: DocumentId,
        order: &[ChangeHash],
        runs: &Runs,
    ) -> Result<Vouch, StoreError> {
        let authors = runs.iter();
        let authors = authors.flat_map(|(author, count)| (0..*count).map(move |_| *author));
        self.vouch_for(connection, document, order.iter().copied().zip(authors))
    }

    /// The changes of a listing for which a vouch of this server is valid, with their authors.
    #[must_use]
    pub fn proven(&self, listing: &Listing) -> Vec<VouchedChange> {
        let mut proven = Vec::new();
        for group in &listing.groups {
            let lines = group
                .by
                .iter()
                .flat_map(|by| by.changes().map(move |hash| (hash, by.account, by.device)));
            let lines: Vec<VouchedChange> = lines.collect();
            let word = group.vouch.map(Vouch::from);
            let own = self.vouch(listing.document, lines.clone());
            if word.is_some_and(|word| bool::from(word.ct_eq(&own))) {
                proven.extend(lines);
            }
        }
        proven
    }
}
