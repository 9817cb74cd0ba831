//! Ids: opaque bytes of fixed length, written as lower-case hex.
//!
//! One id has one spelling: upper-case hex is refused, because ids are parts of document keys, which are
//! compared as text.

use core::fmt;
use core::str::FromStr;

use minicbor::decode::{Decode, Decoder};
use minicbor::encode::{Encode, Encoder, Write};
use sha2::{Digest, Sha256};

/// Why bytes or text are not an id. The caller must treat the message with it as malformed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// The wrong number of bytes or of hex digits.
    #[error("an id of {expected} bytes cannot have this length: {found}")]
    Length {
        /// Bytes (or hex digits) of an id of this type.
        expected: usize,
        /// Bytes (or hex digits) given.
        found: usize,
    },
    /// A character that is no lower-case hex digit.
    #[error("an id is written in lower-case hex digits")]
    Digit,
}

macro_rules! id_type {
    ($(#[$doc:meta])* $name:ident, $length:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name([u8; $length]);

        impl $name {
            /// The length of an id of this type, in bytes.
            pub const LENGTH_BYTES: usize = $length;

            /// The id with these bytes.
            #[must_use]
            pub const fn from_bytes(bytes: [u8; $length]) -> Self {
                Self(bytes)
            }

            /// The id in this slice, as a database column gives it.
            ///
            /// # Errors
            /// [`IdError::Length`]: the column or the message is damaged; do not pad or cut it.
            pub fn from_slice(bytes: &[u8]) -> Result<Self, IdError> {
                let found = bytes.len();
                match bytes.try_into() {
                    Ok(bytes) => Ok(Self(bytes)),
                    Err(_) => Err(IdError::Length { expected: $length, found }),
                }
            }

            /// The bytes of the id.
            #[must_use]
            pub const fn as_bytes(&self) -> &[u8; $length] {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write_hex(f, &self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write_hex(f, &self.0)
            }
        }

        impl FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, IdError> {
                let mut bytes = [0; $length];
                read_hex(text, &mut bytes)?;
                Ok(Self(bytes))
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
                let position = d.position();
                Self::from_slice(d.bytes()?)
                    .map_err(|e| minicbor::decode::Error::custom(e).at(position))
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}

id_type!(
    /// A document: one compartment of one record. The id commits to the key that may found it, see
    /// [`crate::origin`].
    DocumentId,
    16
);
id_type!(
    /// A device's signing key: the start of a hash of its public key, see [`DeviceId::of_public_key`].
    DeviceId,
    16
);
id_type!(
    /// An install of a device: random, and new after a reinstall or a restored backup.
    InstallId,
    16
);
id_type!(
    /// The account of one person who works with records.
    AccountId,
    16
);
id_type!(
    /// A site: a crossing, a shelter, an office.
    SiteId,
    16
);
id_type!(
    /// The content of an arrival list, see [`crate::list`]; it is no document's id.
    ListId,
    16
);
id_type!(
    /// A server.
    ServerId,
    16
);
id_type!(
    /// An entry within a document: one service, one note, one claim. Random.
    EntryId,
    16
);
id_type!(
    /// A household: people who came together as a family, see [`crate::household`].
    HouseholdId,
    16
);
id_type!(
    /// An automerge change: the SHA-256 that automerge gives it.
    ChangeHash,
    32
);

/// A record has the id of its core document.
pub type RecordId = DocumentId;

impl SiteId {
    /// The founding site of records made before their device has a site.
    pub const NOWHERE: Self = Self([0; 16]);
}

impl DeviceId {
    /// The id of the device that signs with this Ed25519 public key: the first 16 bytes of
    /// `SHA-256("device" ‖ public key)`.
    #[must_use]
    pub fn of_public_key(public_key: &[u8; 32]) -> Self {
        let digest = Sha256::new()
            .chain_update(b"device")
            .chain_update(public_key)
            .finalize();
        let mut bytes = [0; Self::LENGTH_BYTES];
        bytes.copy_from_slice(&digest[..Self::LENGTH_BYTES]);
        Self(bytes)
    }
}

fn write_hex(f: &mut fmt::Formatter<'_>, bytes: &[u8]) -> fmt::Result {
    bytes.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
}

fn read_hex(text: &str, bytes: &mut [u8]) -> Result<(), IdError> {
    if text.len() != 2 * bytes.len() {
        return Err(IdError::Length {
            expected: 2 * bytes.len(),
            found: text.len(),
        });
    }
    for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
        *byte = digit(pair[0])? << 4 | digit(pair[1])?;
    }
    Ok(())
}

fn digit(character: u8) -> Result<u8, IdError> {
    match character {
        b'0'..=b'9' => Ok(character - b'0'),
        b'a'..=b'f' => Ok(character - b'a' + 10),
        _ => Err(IdError::Digit),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn an_id_survives_text_cbor_and_json(bytes: [u8; 16]) {
            let id = DocumentId::from_bytes(bytes);
            prop_assert_eq!(id.to_string().parse(), Ok(id));
            let cbor = minicbor::to_vec(id).unwrap();
            prop_assert_eq!(cbor.len(), 17);
            prop_assert_eq!(minicbor::decode::<DocumentId>(&cbor).unwrap(), id);
            let json = serde_json::to_string(&id).unwrap();
            prop_assert_eq!(serde_json::from_str::<DocumentId>(&json).unwrap(), id);
        }

        #[test]
        fn any_text_is_an_id_or_an_error(text: String) {
            let _ = text.parse::<ChangeHash>();
            let _ = text.parse::<EntryId>();
        }
    }

    #[test]
    fn text_is_lower_hex_of_exact_length() {
        let text = "00112233445566778899aabbccddeeff";
        let id: SiteId = text.parse().unwrap();
        assert_eq!(id.to_string(), text);
        assert_eq!(format!("{id:?}"), text);
        assert_eq!(text.to_uppercase().parse::<SiteId>(), Err(IdError::Digit));
        assert!(matches!(
            text[1..].parse::<SiteId>(),
            Err(IdError::Length {
                expected: 32,
                found: 31
            })
        ));
        // 32 bytes, yet not 32 hex digits.
        assert_eq!("ñ".repeat(16).parse::<SiteId>(), Err(IdError::Digit));
    }

    #[test]
    fn a_byte_string_of_another_length_is_refused() {
        let cbor = minicbor::to_vec(minicbor::bytes::ByteVec::from(vec![7; 15])).unwrap();
        assert!(minicbor::decode::<DocumentId>(&cbor).is_err());
        assert!(ChangeHash::from_slice(&[0; 16]).is_err());
    }

    #[test]
    fn a_device_is_named_by_its_key() {
        // printf 'device' | cat - <(head -c 32 /dev/zero) | sha256sum
        let id = DeviceId::of_public_key(&[0; 32]);
        assert_eq!(id.to_string(), "e54f22845a2444f6314d0d2d76f80fa4");
    }
}
