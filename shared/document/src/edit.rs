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
    /// On what grounds.
    pub basis: Basis,
    /// May the author decide between concurrent values of this record?
    pub may_resolve: bool,
}

/// One thing to write. Devices keep edits in their journals: a number below is never reused.
#[derive(Clone, PartialEq, Eq, Encode, Decode)]
pub enum Edit {
    /// A field gets a value. In a conflicted field, by someone who may not decide, this adds a candidate.
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
    /// A field gets no value at all, as if it had never had one.
    #[n(1)]
    Clear {
        /// The field.
        #[n(0)]
        field: String,
    },
    /// A set gets a member.
    #[n(2)]
    Add {
        /// The set's field.
        #[n(0)]
        field: String,
        /// The member: any text but the empty one.
        #[n(1)]
        value: String,
    },
    /// A set loses a member. Who adds it at the same time elsewhere wins.
    #[n(3)]
    Remove {
        /// The set's field.
        #[n(0)]
        field: String,
        /// The member.
        #[n(1)]
        value: String,
    },
    /// A field of an entry gets a value. An entry exists as long as one of its fields does.
    #[n(4)]
    PutEntry {
        /// The entry's kind.
        #[n(0)]
        kind: String,
        /// Which entry.
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
    /// A field of an entry gets no value.
    #[n(5)]
    ClearEntry {
        /// The entry's kind.
        #[n(0)]
        kind: String,
        /// Which entry.
        #[n(1)]
        id: EntryId,
        /// The field within it.
        #[n(2)]
        field: String,
    },
    /// The concurrent values and the claims of a field give way to one value.
    #[n(6)]
    Resolve {
        /// The field.
        #[n(0)]
        field: String,
        /// The value decided for; it need not be one of the candidates.
        #[n(1)]
        #[cbor(with = "crate::stored")]
        value: Value,
        /// Why, in at most [`crate::limits::REASON_BYTES_MAX`] bytes together with the other reasons of the change.
        #[n(2)]
        reason: String,
    },
    /// The concurrent values of an entry's field give way to one value.
    #[n(7)]
    ResolveEntry {
        /// The entry's kind.
        #[n(0)]
        kind: String,
        /// Which entry.
        #[n(1)]
        id: EntryId,
        /// The field within it.
        #[n(2)]
        field: String,
        /// The value decided for.
        #[n(3)]
        #[cbor(with = "crate::stored")]
        value: Value,
        /// Why.
        #[n(4)]
        reason: String,
    },
    /// The concurrent values and the claims of a field stay: one as its value, the others where
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
        /// Why.
        #[n(2)]
        reason: String,
    },
}

impl Edit {
    /// A field gets a value.
    pub fn put(field: impl Into<String>, value: impl Into<Value>) -> Self {
        Self::Put {
            field: field.into(),
            value: value.into(),
        }
    }

    /// The field it writes: of an entry, within the entry.
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

/// Shows what is done to which field, not what is written.
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

/// A change just written, as it goes to the outbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuthoredChange {
    /// Its name.
    pub hash: ChangeHash,
    /// The uncompressed chunk: what is hashed, stored and sent.
    pub raw: Vec<u8>,
    /// Which change of its actor it is, from one.
    pub seq: u64,
    /// The changes it follows, ascending.
    pub deps: Vec<ChangeHash>,
}

/// Why nothing was written. The document is as it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// The field's name, or a set's member, makes no key.
    #[error("no key for field {field}: {source}")]
    Key {
        /// The field.
        field: String,
        /// What is wrong with it.
        source: KeyError,
    },
    /// The value does not fit: ask for a shorter one.
    #[error("field {field}: {source}")]
    Value {
        /// The field.
        field: String,
        /// How long it is.
        source: ValueTooLong,
    },
    /// The field belongs into another compartment's document: write it there.
    #[error("field {field} belongs into another compartment")]
    WrongCompartment {
        /// The field.
        field: String,
    },
    /// A set written as a single value, or the reverse.
    #[error("field {field} is of the other shape, set or single value")]
    WrongShape {
        /// The field.
        field: String,
    },
    /// The field has concurrent values and the author may neither decide nor clear it: leave it to somebody who may.
    #[error("field {field} has concurrent values that the author may not decide between")]
    Undecided {
        /// The field.
        field: String,
    },
    /// A resolution by somebody without the right to it.
    #[error("the author may not decide field {field}")]
    MayNotResolve {
        /// The field.
        field: String,
    },
    /// The field holds one value, and its others have no place: decide for one of them.
    #[error("field {field} cannot hold several values")]
    HoldsOne {
        /// The field.
        field: String,
    },
    /// The reasons of the change are too long together, or a basis of no list is: shorten them, or
    /// decide in several changes.
    #[error("the reasons of a change have at most {max} bytes together", max = crate::limits::REASON_BYTES_MAX)]
    ReasonTooLong,
    /// The change would be too large: write it in several.
    #[error("a change has at most {bytes} bytes and {operations} operations",
        bytes = crate::limits::CHANGE_BYTES_MAX, operations = crate::limits::CHANGE_OPERATIONS_MAX)]
    ChangeTooLarge,
    /// The document holds as much as a document may: a new one must carry on.
    #[error("the document is full")]
    DocumentFull,
    /// A record is always at a site: name another one by its id.
    #[error("field {field} holds a site and is never empty")]
    NeedsSite {
        /// The field.
        field: String,
    },
    /// The heads the author saw are not those of this document: reload it and write again.
    #[error("heads that are not in the document")]
    UnknownHeads,
}
