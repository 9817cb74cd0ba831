//! Keys: the grammar of the keys in a document's map.
//!
//! ```text
//! kind                          what kind of document it is; written once
//! core                          the core document's id; contact and protection only; written once
//! begun                         what opens the document's id, see `origin`; written once
//! <field>                       one value
//! set/<field>/<value>           a member of a set; its own value is "1"
//! <entry kind>/<id>/<field>     a field of an entry
//! claim/<field>/<id>            a candidate for a conflicted field, by someone who may not decide it
//! ```
//! Names are `[a-z][a-z0-9_.]{0,63}`, ids 32 lower-case hex digits. A version keeps names that it does not
//! know.

use core::fmt;

use crate::id::EntryId;

/// Most bytes of a key: a kind of 64, an id of 32 and a field of 64 with two slashes are 162. The rest is room
/// for the value of a set's member, at least 256 − 4 − 64 − 1 = 187 bytes.
pub const KEY_BYTES_MAX: usize = 256;

/// Most bytes of a name (of a field or an entry kind).
pub const NAME_BYTES_MAX: usize = 64;

/// The parts of a key, borrowed from its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key<'a> {
    /// `kind`: what kind of document it is.
    Kind,
    /// `core`: the core document to which this one belongs.
    Core,
    /// `begun`: the opening of the document's id.
    Begun,
    /// A field with one value.
    Field(&'a str),
    /// A member of a set.
    Set {
        /// The set's field.
        field: &'a str,
        /// The member: any text except the empty one.
        value: &'a str,
    },
    /// A field of an entry.
    Entry {
        /// The entry kind.
        kind: &'a str,
        /// The entry's id.
        id: EntryId,
        /// The field within the entry.
        field: &'a str,
    },
    /// A candidate value for a conflicted field.
    Claim {
        /// The conflicted field.
        field: &'a str,
        /// The claim's id.
        id: EntryId,
    },
}

/// Why a text is no key. A change with such a key is quarantined; an app that made one has a bug.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// More than [`KEY_BYTES_MAX`].
    #[error("a key has at most {KEY_BYTES_MAX} bytes, this one has {bytes}")]
    TooLong {
        /// Bytes of the text.
        bytes: usize,
    },
    /// A name outside the grammar, or a reserved one in place of a field.
    #[error("a name in the key is outside the grammar")]
    Name,
    /// An entry's id that is not 32 lower-case hex digits.
    #[error("the id in the key is malformed")]
    Id,
    /// A set's member that is empty.
    #[error("a set has no empty member")]
    EmptyMember,
    /// The key has neither one part nor three.
    #[error("a key has one part or three")]
    Parts,
}

impl<'a> Key<'a> {
    /// Whether only a document's first change may write it.
    #[must_use]
    pub const fn is_of_the_first_change(&self) -> bool {
        matches!(self, Self::Kind | Self::Core | Self::Begun)
    }

    /// Reads a key.
    ///
    /// # Errors
    /// [`KeyError`]: no key; refuse the change that carries it.
    pub fn parse(text: &'a str) -> Result<Self, KeyError> {
        if text.len() > KEY_BYTES_MAX {
            return Err(KeyError::TooLong { bytes: text.len() });
        }
        let Some((first, rest)) = text.split_once('/') else {
            return match text {
                "kind" => Ok(Self::Kind),
                "core" => Ok(Self::Core),
                "begun" => Ok(Self::Begun),
                _ => Ok(Self::Field(name(text)?)),
            };
        };
        let (second, third) = rest.split_once('/').ok_or(KeyError::Parts)?;
        match first {
            "set" if third.is_empty() => Err(KeyError::EmptyMember),
            "set" => Ok(Self::Set {
                field: field_name(second)?,
                value: third,
            }),
            "claim" => Ok(Self::Claim {
                field: field_name(second)?,
                id: third.parse().map_err(|_| KeyError::Id)?,
            }),
            _ => Ok(Self::Entry {
                kind: name(first)?,
                id: second.parse().map_err(|_| KeyError::Id)?,
                field: name(third)?,
            }),
        }
    }

    /// The key's text, checked. Use this for keys made from what people typed, such as a set's member.
    ///
    /// # Errors
    /// [`KeyError`]: no such key is possible; tell the person that the value is empty or too long.
    pub fn checked_text(&self) -> Result<String, KeyError> {
        let text = self.to_string();
        match Key::parse(&text)? {
            parsed if parsed == *self => Ok(text),
            // A field called `kind`, an entry kind called `set`, a name with a slash in it.
            _ => Err(KeyError::Name),
        }
    }
}

impl fmt::Display for Key<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Kind => f.write_str("kind"),
            Self::Core => f.write_str("core"),
            Self::Begun => f.write_str("begun"),
            Self::Field(field) => f.write_str(field),
            Self::Set { field, value } => write!(f, "set/{field}/{value}"),
            Self::Entry { kind, id, field } => write!(f, "{kind}/{id}/{field}"),
            Self::Claim { field, id } => write!(f, "claim/{field}/{id}"),
        }
    }
}

/// The system writes `kind`, `core` and `begun` once: they can be neither a set nor a claim.
fn field_name(text: &str) -> Result<&str, KeyError> {
    match text {
        "kind" | "core" | "begun" => Err(KeyError::Name),
        _ => name(text),
    }
}

fn name(text: &str) -> Result<&str, KeyError> {
    let mut bytes = text.bytes();
    let starts = bytes.next().is_some_and(|b| b.is_ascii_lowercase());
    let goes_on = bytes.all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'_' | b'.'));
    if starts && goes_on && text.len() <= NAME_BYTES_MAX {
        Ok(text)
    } else {
        Err(KeyError::Name)
    }
}

#[cfg(test)]
mod tests;
