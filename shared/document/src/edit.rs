//! Edits: what a person or the device wants to write.

use core::fmt;

use minicbor::{Decode, Encode};
use puente_record::{ChangeHash, EntryId, KeyError, Value, ValueTooLong};

use crate::Basis;

/// Who writes, when, and on what grounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Authorship {
    /// See [`crate::actor()`].
    pub actor: [u8; 16],
    /// The device's clock, milliseconds since 1970.
    pub time_ms: i64,
    /// The grounds of what they write.
    pub basis: Basis,
    /// May the author decide between concurrent values of this record?
    pub may_resolve: bool,
}

/// One thing to write. Devices store edits in their journals, so a number below is never reused.
#[derive(Clone, PartialEq, Eq, Encode, Decode)]
pub enum Edit {
    /// Gives a field a value. In a conflicted field, an author who may not decide adds a candidate.
    #[n(0)]
    Put {
        /// The field.
        #[n(0)]
        field: String,
        /// Its value.
        #[n(1)]
        #[cbor(with = "crate::stored")]
        value: Value,
    },
    /// Removes a field's value, as if it had never had one.
    #[n(1)]
    Clear {
        /// The field.
        #[n(0)]
        field: String,
    },
    /// Adds a member to a set.
    #[n(2)]
    Add {
        /// The set's field.
        #[n(0)]
        field: String,
        /// The member: any text but the empty one.
        #[n(1)]
        value: String,
    },
    /// Removes a member of a set. A concurrent [`Edit::Add`] of it wins.
    #[n(3)]
    Remove {
        /// The set's field.
        #[n(0)]
        field: String,
        /// The member.
        #[n(1)]
        value: String,
    },
    /// Gives a field of an entry a value. An entry exists as long as one of its fields has a value.
    #[n(4)]
    PutEntry {
        /// The entry's kind.
        #[n(0)]
        kind: String,
        /// The entry's id.
        #[n(1)]
        id: EntryId,
        /// The field within it.
        #[n(2)]
        field: String,
        /// Its value.
        #[n(3)]
        #[cbor(with = "crate::stored")]
        value: Value,
    },
    /// Removes the value of a field of an entry.
    #[n(5)]
    ClearEntry {
        /// The entry's kind.
        #[n(0)]
        kind: String,
        /// The entry's id.
        #[n(1)]
        id: EntryId,
        /// The field within it.
        #[n(2)]
        field: String,
    },
    /// Replaces the concurrent values and the claims of a field by one value.
    #[n(6)]
    Resolve {
        /// The field.
        #[n(0)]
        field: String,
        /// The value to decide for. It need not be one of the candidates.
        #[n(1)]
        #[cbor(with = "crate::stored")]
        value: Value,
        /// Why, in at most [`crate::limits::REASON_BYTES_MAX`] bytes together with the other reasons of the change.
        #[n(2)]
        reason: String,
    },
    /// Replaces the concurrent values of an entry's field by one value.
    #[n(7)]
    ResolveEntry {
        /// The entry's kind.
        #[n(0)]
        kind: String,
        /// The entry's id.
        #[n(1)]
        id: EntryId,
        /// The field within it.
        #[n(2)]
        field: String,
        /// The value to decide for.
        #[n(3)]
        #[cbor(with = "crate::stored")]
        value: Value,
        /// Why, as in [`Edit::Resolve`].
        #[n(4)]
        reason: String,
    },
    /// Keeps the concurrent values and the claims of a field: one as its value, the others where
    /// [`crate::FieldPath::keeps_in`] says.
    #[n(8)]
    KeepAll {
        /// The field.
        #[n(0)]
        field: String,
        /// The value that the field shows from now on.
        #[n(1)]
        #[cbor(with = "crate::stored")]
        value: Value,
        /// Why, as in [`Edit::Resolve`].
        #[n(2)]
        reason: String,
    },
}

impl Edit {
    /// An [`Edit::Put`].
    pub fn put(field: impl Into<String>, value: impl Into<Value>) -> Self {
        Self::Put {
            field: field.into(),
            value: value.into(),
        }
    }

    /// The field that it writes; for an entry, the field within the entry.
    #[must_use]
    pub fn field(&self) -> &str {
        match self {
            Self::Put { field, .. }
            | Self::Clear { field }
            | Self::Add { field, .. }
            | Self::Remove { field, .. }
            | Self::PutEntry { field, .. }
            | Self::ClearEntry { field, .. }
            | Self::Resolve { field, .. }
            | Self::ResolveEntry { field, .. }
            | Self::KeepAll { field, .. } => field,
        }
    }
}

/// Shows the kind of edit and the field, not the value.
impl fmt::Debug for Edit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match self {
            Self::Put { .. } => "Put",
            Self::Clear { .. } => "Clear",
            Self::Add { .. } => "Add",
            Self::Remove { .. } => "Remove",
            Self::PutEntry { .. } => "PutEntry",
            Self::ClearEntry { .. } => "ClearEntry",
            Self::Resolve { .. } => "Resolve",
            Self::ResolveEntry { .. } => "ResolveEntry",
            Self::KeepAll { .. } => "KeepAll",
        };
        write!(f, "{name}({})", self.field())
    }
}

/// A change that was just written, for the outbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuthoredChange {
    /// The change's hash.
    pub hash: ChangeHash,
    /// The uncompressed chunk: what is hashed, stored and sent.
    pub raw: Vec<u8>,
    /// Its sequence number among its actor's changes, from 1.
    pub seq: u64,
    /// The changes that it depends on, ascending.
    pub deps: Vec<ChangeHash>,
}

/// Why nothing was written. The document is unchanged.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// The field's name, or a set's member, is not a valid key.
    #[error("no key for field {field}: {source}")]
    Key {
        /// The field.
        field: String,
        /// What is wrong with it.
        source: KeyError,
    },
    /// The value is too long: ask for a shorter one.
    #[error("field {field}: {source}")]
    Value {
        /// The field.
        field: String,
        /// Its length and the limit.
        source: ValueTooLong,
    },
    /// The field belongs to another compartment: write it in that document.
    #[error("field {field} belongs into another compartment")]
    WrongCompartment {
        /// The field.
        field: String,
    },
    /// A set was written as a single value, or the reverse.
    #[error("field {field} is of the other shape, set or single value")]
    WrongShape {
        /// The field.
        field: String,
    },
    /// The field has concurrent values, and the author may neither decide nor clear it: leave it to somebody
    /// who may.
    #[error("field {field} has concurrent values that the author may not decide between")]
    Undecided {
        /// The field.
        field: String,
    },
    /// The author has no right to resolve.
    #[error("the author may not decide field {field}")]
    MayNotResolve {
        /// The field.
        field: String,
    },
    /// The field can hold only one value: decide for one of them.
    #[error("field {field} cannot hold several values")]
    HoldsOne {
        /// The field.
        field: String,
    },
    /// The change's reasons together, or a basis outside the list, are too long: shorten them, or
    /// decide in several changes.
    #[error("the reasons of a change have at most {max} bytes together", max = crate::limits::REASON_BYTES_MAX)]
    ReasonTooLong,
    /// The change would be too large: split it into several.
    #[error("a change has at most {bytes} bytes and {operations} operations",
        bytes = crate::limits::CHANGE_BYTES_MAX, operations = crate::limits::CHANGE_OPERATIONS_MAX)]
    ChangeTooLarge,
    /// The document is full: begin a new one.
    #[error("the document is full")]
    DocumentFull,
    /// A record is always at a site: name another site by its id.
    #[error("field {field} holds a site and is never empty")]
    NeedsSite {
        /// The field.
        field: String,
    },
    /// The document does not have the heads that the author saw: reload it and write again.
    #[error("heads that are not in the document")]
    UnknownHeads,
}
