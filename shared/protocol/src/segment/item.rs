//! One item of a segment.

use puente_record::id::{AccountId, DocumentId};

use super::SegmentError;
use super::carried::CarriedChanges;
use super::sealed::{SealedBody, UnsealedChange};
use super::tag::{CARRIED, CHANGE, ERASED, LEFT, LOG, PURGED, SEALED, VOID};

/// One item of a segment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    /// A change of a document.
    Change {
        /// The document.
        document: DocumentId,
        /// The device's branch in it, see [`crate::identity::actor`].
        branch: u32,
        /// The whole change chunk, uncompressed. In a received segment it may be any bytes that its
        /// device signed, see [`super::ItemAuthor`].
        raw: Vec<u8>,
    },
    /// Lines of the device's own log, opaque here.
    Log(Vec<u8>),
    /// The device no longer holds this document.
    Purged(DocumentId),
    /// Replaces a segment that its device can no longer read.
    Void,
    /// Replaces an item whose body was erased: the digest that was signed for it.
    Erased([u8; 32]),
    /// Replaces a change whose body was sealed to the recovery key.
    Sealed(SealedBody),
    /// A person no longer uses this device: from here on it is not a device of this account.
    Left(AccountId),
    /// Changes of other authors, for a server that lost them.
    Carried(CarriedChanges),
    /// An item of a later version: stored and acknowledged, not understood.
    Unknown {
        /// Its tag.
        tag: u64,
        /// Its body.
        body: Vec<u8>,
    },
}

impl From<UnsealedChange> for Item {
    fn from(change: UnsealedChange) -> Self {
        Self::Change {
            document: change.document,
            branch: change.branch,
            raw: change.raw,
        }
    }
}

impl Item {
    /// The change, to be sealed; `None` when the item is not one.
    pub(super) fn to_unsealed(&self) -> Option<UnsealedChange> {
        match self {
            Self::Change {
                document,
                branch,
                raw,
            } => Some(UnsealedChange {
                document: *document,
                branch: *branch,
                raw: raw.clone(),
            }),
            _ => None,
        }
    }

    pub(super) fn carried(&self) -> Option<&CarriedChanges> {
        match self {
            Self::Carried(carried) => Some(carried),
            _ => None,
        }
    }

    /// Is it a change of this document?
    pub(super) fn is_of(&self, document: &DocumentId) -> bool {
        match self {
            Self::Change { document: of, .. } => of == document,
            Self::Carried(carried) => carried.listing().document == *document,
            _ => false,
        }
    }

    /// The tag and the body of an item as they travel; of a change only its bytes.
    pub(super) fn plain(&self) -> (u64, &[u8]) {
        match self {
            Self::Change { raw, .. } => (CHANGE, raw),
            Self::Log(lines) => (LOG, lines),
            Self::Purged(document) => (PURGED, document.as_bytes()),
            Self::Void => (VOID, &[]),
            Self::Erased(digest) => (ERASED, digest),
            Self::Sealed(body) => (SEALED, body.as_bytes()),
            Self::Left(account) => (LEFT, account.as_bytes()),
            Self::Carried(carried) => (CARRIED, carried.as_bytes()),
            Self::Unknown { tag, body } => (*tag, body),
        }
    }

    /// An item with this tag that is not a change.
    pub(super) fn from_plain(tag: u64, body: &[u8]) -> Result<Self, SegmentError> {
        match tag {
            LOG => Ok(Self::Log(body.to_vec())),
            PURGED => body
                .try_into()
                .map(|id| Self::Purged(DocumentId::from_bytes(id)))
                .map_err(|_| SegmentError::Malformed),
            VOID if body.is_empty() => Ok(Self::Void),
            VOID => Err(SegmentError::Malformed),
            ERASED => body
                .try_into()
                .map(Self::Erased)
                .map_err(|_| SegmentError::Malformed),
            SEALED => SealedBody::from_bytes(body)
                .map(Self::Sealed)
                .ok_or(SegmentError::Malformed),
            LEFT => body
                .try_into()
                .map(|id| Self::Left(AccountId::from_bytes(id)))
                .map_err(|_| SegmentError::Malformed),
            CARRIED => CarriedChanges::from_bytes(body)
                .map(Self::Carried)
                .ok_or(SegmentError::Malformed),
            _ => Ok(Self::Unknown {
                tag,
                body: body.to_vec(),
            }),
        }
    }
}
