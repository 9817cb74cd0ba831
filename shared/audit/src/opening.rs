//! Commitments and pseudonyms. Both follow from a key of each record: destroying the key makes every entry
//! about the record unreadable for ever, and the log stays whole.

use hmac::{Hmac, KeyInit, Mac};
use minicbor::decode::{Decode, Decoder};
use minicbor::encode::{Encode, Encoder, Write};
use puente_record::ChangeHash;
use sha2::{Digest, Sha256};

const COMMIT: &[u8] = b"puente/commit/1";
const COMMIT_PUBLIC: &[u8] = b"puente/commit-public/1";

macro_rules! bytes_type {
    ($(#[$doc:meta])* $name:ident, $length:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name([u8; $length]);

        impl $name {
            /// The value with these bytes.
            #[must_use]
            pub const fn from_bytes(bytes: [u8; $length]) -> Self {
                Self(bytes)
            }

            /// Its bytes.
            #[must_use]
            pub const fn as_bytes(&self) -> &[u8; $length] {
                &self.0
            }
        }

        impl<C> Encode<C> for $name {
            fn encode<W: Write>(
                &self,
                e: &mut Encoder<W>,
                _: &mut C,
            ) -> Result<(), minicbor::encode::Error<W::Error>> {
                e.bytes(&self.0)?.ok()
            }
        }

        impl<'b, C> Decode<'b, C> for $name {
            fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, minicbor::decode::Error> {
                let bytes = d.bytes()?.try_into();
                bytes.map(Self).map_err(minicbor::decode::Error::custom)
            }
        }
    };
}

bytes_type!(
    /// The name of a record in entries: the first 16 bytes of HMAC-SHA256(record key, "obj").
    Pseudonym,
    16
);
bytes_type!(
    /// A hash that fixes what an entry is about without revealing it.
    Commitment,
    32
);

/// A record's key, ready to name the record and to salt its commitments.
#[derive(Clone)]
pub struct RecordSecret(Hmac<Sha256>);

/// Opens a commitment to a change. It is never stored, because it follows from the record's key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opening {
    /// HMAC-SHA256(record key, "salt" ‖ change hash).
    pub salt: [u8; 32],
    /// The hash of the change.
    pub change: ChangeHash,
}

impl RecordSecret {
    /// Takes a record's 32-byte key.
    #[must_use]
    pub fn new(key: &[u8; 32]) -> Self {
        Self(Hmac::new_from_slice(key).expect("HMAC takes a key of any length"))
    }

    fn derive(&self, parts: [&[u8]; 2]) -> [u8; 32] {
        let mut mac = self.0.clone();
        parts.iter().for_each(|part| mac.update(part));
        mac.finalize().into_bytes().into()
    }

    /// The name of this record in entries.
    #[must_use]
    pub fn pseudonym(&self) -> Pseudonym {
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&self.derive([b"obj", b""])[..16]);
        Pseudonym(bytes)
    }

    /// The opening of the commitment to a change of this record.
    #[must_use]
    pub fn opening(&self, change: ChangeHash) -> Opening {
        Opening {
            salt: self.derive([b"salt", change.as_bytes()]),
            change,
        }
    }
}

impl Opening {
    /// SHA-256("puente/commit/1" ‖ salt ‖ change hash).
    #[must_use]
    pub fn commitment(&self) -> Commitment {
        let digest = Sha256::new()
            .chain_update(COMMIT)
            .chain_update(self.salt)
            .chain_update(self.change.as_bytes())
            .finalize();
        Commitment(digest.into())
    }
}

/// A commitment to content that is not secret: a segment's hash, a grant, positions in feeds. Anyone
/// who holds the content can check it: SHA-256("puente/commit-public/1" ‖ content).
#[must_use]
pub fn commit_public(content: &[u8]) -> Commitment {
    let digest = Sha256::new()
        .chain_update(COMMIT_PUBLIC)
        .chain_update(content)
        .finalize();
    Commitment(digest.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_the_key_neither_name_nor_content_can_be_guessed() {
        let change = ChangeHash::from_bytes([7; 32]);
        let (one, other) = (RecordSecret::new(&[1; 32]), RecordSecret::new(&[2; 32]));
        assert_ne!(one.pseudonym(), other.pseudonym());
        assert_eq!(one.pseudonym(), RecordSecret::new(&[1; 32]).pseudonym());
        let opening = one.opening(change);
        assert_ne!(opening.commitment(), other.opening(change).commitment());
        let opened = Opening {
            salt: opening.salt,
            change: ChangeHash::from_bytes([8; 32]),
        };
        assert_ne!(opened.commitment(), opening.commitment());
    }
}
