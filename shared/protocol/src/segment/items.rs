//! The items of a segment: their digests and their packed form.

use super::{
    AccountId, Actor, CHANGE_BYTES_MAX, CarriedChanges, ChangeError, ChangeHash, Digest,
    DocumentId, KnownSender, Latest, PackedSegment, SEGMENT_ITEMS_MAX, SealedBody, Segment,
    SegmentError, SegmentHead, Sha256, SlimContext, change, identity, previous_change,
};
use crate::bytes::{Reader, put_uleb};

const CHANGE: u64 = 0;
const LOG: u64 = 1;
const PURGED: u64 = 2;
const VOID: u64 = 3;
const ERASED: u64 = 4;
const SEALED: u64 = 5;
const LEFT: u64 = 6;
const CARRIED: u64 = 7;

/// One item of a segment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    /// A change of a document.
    Change {
        /// The document.
        document: DocumentId,
        /// The device's branch in it, see [`identity::actor`].
        branch: u32,
        /// The whole change chunk, uncompressed. In a received segment it may be any bytes that its
        /// device signed, see [`ItemAuthor`].
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

impl Item {
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
}

/// What a change in a segment is, besides its bytes. It is computed once, when the segment is opened or sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NamedChange {
    /// The change's hash, or the hash of bytes that are not a change.
    pub hash: ChangeHash,
    /// The actor of the segment's device for the document and branch.
    pub actor: Actor,
    /// Whose change it is.
    pub author: ItemAuthor,
}

/// Whose change an item brings. A broken or hostile device can sign bytes that are not a change, or another
/// actor's change. Such an item is stored and never applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemAuthor {
    /// The signing device's own.
    Own {
        /// Its sequence number among this actor's changes.
        seq: u64,
    },
    /// The change names another actor.
    Another,
    /// The bytes are not a change.
    Nobody,
}

/// What the item is when the segment's device brings it; `None` when it is not a change.
pub(super) fn named(
    item: &Item,
    head: &SegmentHead,
    key: &identity::PublicKey,
) -> Option<NamedChange> {
    let Item::Change {
        document,
        branch,
        raw,
    } = item
    else {
        return None;
    };
    let actor = identity::actor(key, head.install, *document, *branch);
    Some(name(raw, None, actor))
}

/// Reads a change of a segment. A given `hash` was verified before and is not computed again.
fn name(raw: &[u8], hash: Option<ChangeHash>, actor: Actor) -> NamedChange {
    let read = match hash {
        Some(hash) => change::head(raw).map(|head| (hash, head)),
        None => change::read(raw),
    };
    match read {
        Ok((hash, head)) => NamedChange {
            hash,
            actor,
            author: if head.actor == actor {
                ItemAuthor::Own { seq: head.seq }
            } else {
                ItemAuthor::Another
            },
        },
        Err(_) => NamedChange {
            hash: change::hash_of_no_change(raw),
            actor,
            author: ItemAuthor::Nobody,
        },
    }
}

/// The digest of each item, which the segment's signature covers.
pub(super) fn digests(items: &[Item], named: &[Option<NamedChange>]) -> Vec<[u8; 32]> {
    let digests = items.iter().zip(named).map(|(item, named)| match item {
        Item::Change {
            document,
            branch,
            raw,
        } => {
            let hash = named.map_or_else(|| change::hash_of(raw), |named| named.hash);
            change_digest(document, *branch, &hash)
        }
        Item::Erased(digest) => *digest,
        Item::Sealed(body) => body.digest(),
        Item::Carried(carried) => listing_digest(carried.listed()),
        other => {
            let (tag, body) = plain(other);
            let hasher = Sha256::new().chain_update(tag.to_be_bytes());
            hasher.chain_update(body).finalize().into()
        }
    });
    digests.collect()
}

/// The digest of carried changes. It covers only the listing, which names each change by its hash, so bodies
/// may be erased.
pub(super) fn listing_digest(listed: &[u8]) -> [u8; 32] {
    Sha256::new()
        .chain_update(CARRIED.to_be_bytes())
        .chain_update(listed)
        .finalize()
        .into()
}

/// The digest of a change. It covers the change's hash instead of its body.
pub(super) fn change_digest(document: &DocumentId, branch: u32, hash: &ChangeHash) -> [u8; 32] {
    Sha256::new()
        .chain_update(CHANGE.to_be_bytes())
        .chain_update(document.as_bytes())
        .chain_update(branch.to_be_bytes())
        .chain_update(hash.as_bytes())
        .finalize()
        .into()
}

fn plain(item: &Item) -> (u64, &[u8]) {
    match item {
        Item::Change { raw, .. } => (CHANGE, raw),
        Item::Log(lines) => (LOG, lines),
        Item::Purged(document) => (PURGED, document.as_bytes()),
        Item::Void => (VOID, &[]),
        Item::Erased(digest) => (ERASED, digest),
        Item::Sealed(body) => (SEALED, body.as_bytes()),
        Item::Left(account) => (LEFT, account.as_bytes()),
        Item::Carried(carried) => (CARRIED, carried.as_bytes()),
        Item::Unknown { tag, body } => (*tag, body),
    }
}

/// The changes of a segment that is about to be sealed: each must be the device's own and within the limit.
pub(super) fn name_own(
    segment: &Segment,
    known: &KnownSender<'_>,
) -> Result<Vec<Option<NamedChange>>, SegmentError> {
    let items = segment.items.iter().map(|item| {
        let Item::Change {
            document,
            branch,
            raw,
        } = item
        else {
            return Ok(None);
        };
        let actor = identity::actor(&known.key, segment.head.install, *document, *branch);
        let (hash, head) = change::read(raw)?;
        if raw.len() > CHANGE_BYTES_MAX {
            return Err(SegmentError::Malformed);
        }
        if head.actor != actor {
            return Err(SegmentError::Signature);
        }
        Ok(Some(NamedChange {
            hash,
            actor,
            author: ItemAuthor::Own { seq: head.seq },
        }))
    });
    items.collect()
}

pub(super) fn pack(
    segment: &Segment,
    named: &[Option<NamedChange>],
    known: &KnownSender<'_>,
    documents: &mut Vec<DocumentId>,
) -> Result<Vec<u8>, SegmentError> {
    let mut index = std::collections::HashMap::new();
    let mut latest = Latest::new();
    let mut out = Vec::new();
    put_uleb(&mut out, segment.items.len() as u64);
    for (item, named) in segment.items.iter().zip(named) {
        if matches!(item, Item::Unknown { tag, .. } if *tag <= CARRIED) {
            return Err(SegmentError::Malformed);
        }
        let (
            Item::Change {
                document,
                branch,
                raw,
            },
            Some(named),
        ) = (item, named)
        else {
            let (tag, body) = plain(item);
            put_uleb(&mut out, tag);
            put_uleb(&mut out, body.len() as u64);
            out.extend_from_slice(body);
            if let Some(carried) = item.carried() {
                let document = carried.listing().document;
                index.entry(document).or_insert_with(|| {
                    documents.push(document);
                    documents.len() - 1
                });
            }
            continue;
        };
        let body = pack_change(segment, document, raw, named, known, &latest);
        let place = *index.entry(*document).or_insert_with(|| {
            documents.push(*document);
            documents.len() - 1
        });
        put_uleb(&mut out, CHANGE);
        put_uleb(&mut out, place as u64);
        put_uleb(&mut out, u64::from(*branch));
        put_uleb(&mut out, body.len() as u64);
        out.extend_from_slice(&body);
        if let ItemAuthor::Own { seq } = named.author {
            latest.insert((*document, named.actor), (seq, named.hash));
        }
    }
    Ok(out)
}

/// The packed body of a change, relative to the same actor's change before it.
fn pack_change(
    segment: &Segment,
    document: &DocumentId,
    raw: &[u8],
    named: &NamedChange,
    known: &KnownSender<'_>,
    latest: &Latest,
) -> Vec<u8> {
    let before = match named.author {
        ItemAuthor::Own { seq } => seq.checked_sub(1),
        ItemAuthor::Another | ItemAuthor::Nobody => None,
    };
    let previous =
        before.and_then(|before| previous_change(latest, known, document, &named.actor, before));
    let context = SlimContext {
        actor: Some(&named.actor),
        time_ms: segment.head.time_ms,
        previous,
    };
    match change::head(raw) {
        Ok(head) if named.author != ItemAuthor::Nobody => change::slim_of(raw, &head, &context),
        _ => change::alone(raw),
    }
}

/// The items, and for each what its change is.
type Unpacked = (Vec<Item>, Vec<Option<NamedChange>>);

pub(super) fn unpack(
    packed: &PackedSegment,
    known: &KnownSender<'_>,
) -> Result<Unpacked, SegmentError> {
    let mut reader = Reader::new(&packed.items);
    let count = reader.uleb().map_err(ChangeError::from)?;
    if count > SEGMENT_ITEMS_MAX as u64 || packed.documents.len() > SEGMENT_ITEMS_MAX {
        return Err(SegmentError::Malformed);
    }
    let mut latest = Latest::new();
    let (mut items, mut named) = (Vec::new(), Vec::new());
    for _ in 0..count {
        let (item, name) = unpack_one(&mut reader, packed, known, &mut latest)?;
        items.push(item);
        named.push(name);
    }
    if reader.rest().is_empty() && super::carried::are_named(&items, &packed.documents) {
        Ok((items, named))
    } else {
        Err(SegmentError::Malformed)
    }
}

fn unpack_one(
    reader: &mut Reader<'_>,
    packed: &PackedSegment,
    known: &KnownSender<'_>,
    latest: &mut Latest,
) -> Result<(Item, Option<NamedChange>), SegmentError> {
    let cut = |_| SegmentError::Malformed;
    let tag = reader.uleb().map_err(cut)?;
    if tag != CHANGE {
        let body = reader.counted().map_err(cut)?;
        return unpack_plain(tag, body).map(|item| (item, None));
    }
    let place =
        usize::try_from(reader.uleb().map_err(cut)?).map_err(|_| SegmentError::Malformed)?;
    let document = *packed.documents.get(place).ok_or(SegmentError::Malformed)?;
    let branch = u32::try_from(reader.uleb().map_err(cut)?).map_err(|_| SegmentError::Malformed)?;
    let body = reader.counted().map_err(cut)?;
    let actor: Actor = identity::actor(&known.key, packed.head.install, document, branch);
    let (raw, hash) = change::expand_named(body, Some(&actor), packed.head.time_ms, |seq| {
        previous_change(latest, known, &document, &actor, seq)
    })?;
    let named = name(&raw, hash, actor);
    if let ItemAuthor::Own { seq } = named.author {
        latest.insert((document, actor), (seq, named.hash));
    }
    let item = Item::Change {
        document,
        branch,
        raw,
    };
    Ok((item, Some(named)))
}

fn unpack_plain(tag: u64, body: &[u8]) -> Result<Item, SegmentError> {
    match tag {
        LOG => Ok(Item::Log(body.to_vec())),
        PURGED => body
            .try_into()
            .map(|id| Item::Purged(DocumentId::from_bytes(id)))
            .map_err(|_| SegmentError::Malformed),
        VOID if body.is_empty() => Ok(Item::Void),
        VOID => Err(SegmentError::Malformed),
        ERASED => body
            .try_into()
            .map(Item::Erased)
            .map_err(|_| SegmentError::Malformed),
        SEALED => SealedBody::from_bytes(body)
            .map(Item::Sealed)
            .ok_or(SegmentError::Malformed),
        LEFT => body
            .try_into()
            .map(|id| Item::Left(AccountId::from_bytes(id)))
            .map_err(|_| SegmentError::Malformed),
        CARRIED => CarriedChanges::from_bytes(body)
            .map(Item::Carried)
            .ok_or(SegmentError::Malformed),
        _ => Ok(Item::Unknown {
            tag,
            body: body.to_vec(),
        }),
    }
}
