//! Segments: what a device signs, one after the other.

use ed25519_dalek::{Signer, SigningKey};
use minicbor::Encoder;
use minicbor::data::Type;

use super::change::{Actor, ChangeHash};
use super::document::DocumentId;
use super::{hash, name, prefixed, uleb};

/// An item of a segment: a change with any bytes, or an item of another tag.
#[derive(Clone)]
pub(crate) enum Item {
    Change {
        document: DocumentId,
        branch: u32,
        raw: Vec<u8>,
    },
    Other {
        tag: u64,
        body: Vec<u8>,
    },
}

/// The log of one install.
#[derive(Clone)]
pub(crate) struct Log {
    pub(crate) install: [u8; 16],
    pub(crate) next_n: u64,
    before: [u8; 32],
}

/// The author of a segment.
#[derive(Clone, Copy)]
pub(crate) struct Head {
    pub(crate) device: [u8; 16],
    pub(crate) account: [u8; 16],
    pub(crate) time_ms: u64,
    pub(crate) generation: u64,
}

impl Log {
    pub(crate) fn new(install: [u8; 16]) -> Self {
        Self {
            install,
            next_n: 0,
            before: [0; 32],
        }
    }

    /// Seals items into the next segment.
    pub(crate) fn seal(&mut self, key: &SigningKey, head: Head, items: &[Item]) -> Vec<u8> {
        let head = cbor(|out| {
            out.array(6)?
                .bytes(&head.device)?
                .bytes(&self.install)?
                .u64(self.next_n)?;
            out.bytes(&head.account)?
                .u64(head.time_ms)?
                .u64(head.generation)?;
            Ok(())
        });
        let count = u32::try_from(items.len()).expect("few items").to_be_bytes();
        let mut signed = [b"puente/segment/1", &head[..], &self.before, &count].concat();
        let (mut documents, mut packed) = (Vec::new(), uleb(items.len() as u64));
        for item in items {
            signed.extend(pack(item, &mut documents, &mut packed));
        }
        let signature = key.sign(&signed).to_bytes();
        self.before = hash(&[&signed]);
        self.next_n += 1;
        let mut segment = vec![0x84];
        segment.extend(head);
        segment.extend(cbor(|out| {
            out.array(documents.len() as u64)?;
            for document in &documents {
                out.bytes(document)?;
            }
            out.bytes(&packed)?.bytes(&signature)?;
            Ok(())
        }));
        segment
    }
}

/// Appends an item as it travels. Returns its digest.
fn pack(item: &Item, documents: &mut Vec<DocumentId>, packed: &mut Vec<u8>) -> [u8; 32] {
    match item {
        Item::Change {
            document,
            branch,
            raw,
        } => {
            if !documents.contains(document) {
                documents.push(*document);
            }
            let place = documents
                .iter()
                .position(|id| id == document)
                .unwrap_or_default();
            packed.extend([uleb(0), uleb(place as u64), uleb((*branch).into())].concat());
            packed.extend(prefixed(&[&[0x80], &raw[..]].concat()));
            hash(&[
                &[0; 8],
                document,
                &branch.to_be_bytes(),
                &name_of_change(raw),
            ])
        }
        Item::Other { tag, body } => {
            packed.extend(uleb(*tag));
            packed.extend(prefixed(body));
            hash(&[&tag.to_be_bytes(), body])
        }
    }
}

/// The hash of a change, or a substitute if the bytes are no change.
fn name_of_change(raw: &[u8]) -> ChangeHash {
    match raw.get(..9) {
        Some([0x85, 0x6f, 0x4a, 0x83, _, _, _, _, 1]) => hash(&[&raw[8..]]),
        _ => hash(&[b"puente/no-change/1", raw]),
    }
}

/// The actor of a device in a document.
pub(crate) fn actor(
    public: &[u8; 32],
    install: &[u8; 16],
    document: &DocumentId,
    branch: u32,
) -> Actor {
    name(&[b"actor", public, install, document, &branch.to_be_bytes()])
}

type Encode<'e> = Encoder<&'e mut Vec<u8>>;
type Written = Result<(), minicbor::encode::Error<core::convert::Infallible>>;

/// Encoding to memory never fails.
pub(crate) fn cbor(write: impl FnOnce(&mut Encode<'_>) -> Written) -> Vec<u8> {
    let mut out = Vec::new();
    write(&mut Encoder::new(&mut out)).expect("memory takes it");
    out
}

/// Whether the next item is null.
pub(crate) fn is_null(decoder: &minicbor::Decoder<'_>) -> bool {
    decoder.datatype().is_ok_and(|kind| kind == Type::Null)
}
