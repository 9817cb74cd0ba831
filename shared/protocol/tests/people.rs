//! The people of the tests, all invented, with keys that never change.

use ed25519_dalek::SigningKey;
use puente_protocol::identity::{self, PublicKey};
use puente_protocol::page::{Author, Signer};
use puente_protocol::segment::{
    Item, KnownSender, NO_SEGMENT, PackedSegment, Segment, SegmentHash, SegmentHead,
};
use puente_record::id::{AccountId, ChangeHash, DeviceId, DocumentId, InstallId, ServerId, SiteId};

pub(crate) const SERVER: ServerId = ServerId::from_bytes([0xa1; 16]);
pub(crate) const SITE: SiteId = SiteId::from_bytes([0xd1; 16]);
pub(crate) const CORE: DocumentId = DocumentId::from_bytes([0xc1; 16]);
pub(crate) const PROTECTION: DocumentId = DocumentId::from_bytes([0xc2; 16]);
/// 2026-11-23 18:00 UTC.
pub(crate) const NOW_MS: i64 = 1_795_456_800_000;

/// A person with a device.
pub(crate) struct Person {
    pub(crate) key: SigningKey,
    pub(crate) install: InstallId,
    pub(crate) account: AccountId,
    pub(crate) name: &'static str,
}

/// A volunteer, the author of most of `automerge-0.12.txt`.
pub(crate) fn maria() -> Person {
    person(1, "María Prueba")
}

/// Her colleague.
pub(crate) fn jorge() -> Person {
    person(2, "Jorge Ejemplo")
}

fn person(number: u8, name: &'static str) -> Person {
    Person {
        key: SigningKey::from_bytes(&[number; 32]),
        install: InstallId::from_bytes([0xb0 + number; 16]),
        account: AccountId::from_bytes([0xf0 + number; 16]),
        name,
    }
}

impl Person {
    pub(crate) fn public(&self) -> PublicKey {
        self.key.verifying_key().to_bytes()
    }

    pub(crate) fn device(&self) -> DeviceId {
        identity::device_id(&self.public())
    }

    /// The author of this person's changes, as pages name one with an actor.
    pub(crate) fn author(&self) -> Author {
        Author {
            account: self.account,
            device: self.device(),
            name: self.name.into(),
            site: SITE,
            signer: Some(Signer {
                key: self.public(),
                install: self.install,
            }),
        }
    }

    pub(crate) fn head(&self, n: u64) -> SegmentHead {
        SegmentHead {
            device: self.device(),
            install: self.install,
            n,
            account: self.account,
            time_ms: NOW_MS,
            generation: 1,
        }
    }

    pub(crate) fn segment(&self, n: u64, items: Vec<Item>) -> Segment {
        Segment {
            head: self.head(n),
            items,
        }
    }

    /// What a receiver knows that holds no change of this person.
    pub(crate) fn known(&self, previous: SegmentHash) -> KnownSender<'static> {
        KnownSender {
            key: self.public(),
            previous,
            change: &no_change,
        }
    }

    /// Seals the first segment of the log.
    pub(crate) fn seal_first(&self, items: Vec<Item>) -> (PackedSegment, SegmentHash) {
        self.segment(0, items)
            .seal(&self.key, &self.known(NO_SEGMENT))
            .expect("the items are honest")
    }
}

fn no_change(_: &DocumentId, _: &identity::Actor, _: u64) -> Option<ChangeHash> {
    None
}
