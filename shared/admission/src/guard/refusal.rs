//! Why the guard refuses a change. The log and answers contain the codes, so retired codes are not reused.

use minicbor::{Decode, Encode};

macro_rules! refusals {
    ($($(#[$doc:meta])* $number:literal $name:ident = $code:literal,)*) => {
        /// What is wrong with the bytes of a change. It reveals neither who sent it nor what it writes.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode, thiserror::Error)]
        #[cbor(index_only)]
        pub enum GuardError {
            $($(#[$doc])* #[n($number)] #[error($code)] $name,)*
        }

        impl GuardError {
            /// Every refusal, in the order of the wire numbers.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The stable code, snake case.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }
        }
    };
}

refusals! {
    /// More bytes than a change may have.
    0 TooLarge = "change_too_large",
    /// Not an automerge chunk.
    1 NotAChunk = "not_a_chunk",
    /// A document, a compressed change, a bundle, or two chunks, where one uncompressed change is expected.
    2 NotOneChange = "not_one_change",
    /// The checksum in the header does not match the bytes.
    3 Checksum = "checksum",
    /// The bytes end too early.
    4 Truncated = "truncated",
    /// Bytes after the end of the columns, such as an author footer.
    5 TrailingBytes = "trailing_bytes",
    /// A number beyond what any field may hold.
    6 NumberTooLarge = "number_too_large",
    /// Text that is not UTF-8.
    7 NotUtf8 = "not_utf8",
    /// Not the bytes that automerge itself would write for this content.
    8 NotCanonical = "not_canonical",
    /// More dependencies than a change may have.
    9 TooManyDependencies = "too_many_dependencies",
    /// Dependencies out of order or named twice.
    10 DependencyOrder = "dependency_order",
    /// An actor that does not have 16 bytes.
    11 ActorLength = "actor_length",
    /// More actors than a change may name.
    12 TooManyActors = "too_many_actors",
    /// Actors out of order, named twice, or the author among the others.
    13 ActorOrder = "actor_order",
    /// An actor named that no operation refers to.
    14 ActorUnused = "actor_unused",
    /// A sequence number of zero, or too large for automerge's counters.
    15 SequenceRange = "sequence_range",
    /// Operation numbers of zero, or too large for automerge's counters.
    16 OperationRange = "operation_range",
    /// A time that no clock shows.
    17 TimeRange = "time_range",
    /// A message longer than a message may be.
    18 MessageTooLong = "message_too_long",
    /// Columns that are unknown, missing, repeated, out of order or compressed.
    19 Columns = "columns",
    /// A change without operations.
    20 NoOperations = "no_operations",
    /// More operations than a change may have.
    21 TooManyOperations = "too_many_operations",
    /// Columns of different lengths.
    22 ColumnLength = "column_length",
    /// An operation within an object or a list: documents are flat.
    23 NotFlat = "not_flat",
    /// An operation that neither puts a value nor deletes one.
    24 Action = "action",
    /// A value that is not a string.
    25 ValueType = "value_type",
    /// A value longer than a value may be.
    26 ValueTooLong = "value_too_long",
    /// More predecessors than a change may name.
    27 TooManyPredecessors = "too_many_predecessors",
    /// Predecessors out of order, named twice, or of an actor not listed.
    28 PredecessorOrder = "predecessor_order",
    /// A predecessor that is not older than the change.
    29 PredecessorRange = "predecessor_range",
    /// A deletion that names no value.
    30 DeletesNothing = "deletes_nothing",
    /// A key longer than a key may be, or outside the grammar.
    31 Key = "key",
    /// Two operations on one key.
    32 KeyTwice = "key_twice",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_distinct_snake_case() {
        let mut codes: Vec<_> = GuardError::ALL
            .iter()
            .map(|refusal| refusal.as_str())
            .collect();
        for code in &codes {
            assert!(
                code.bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
            );
        }
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), GuardError::ALL.len());
    }

    #[test]
    fn a_refusal_survives_the_wire() {
        for (number, refusal) in GuardError::ALL.iter().enumerate() {
            let cbor = minicbor::to_vec(refusal).unwrap();
            assert_eq!(minicbor::decode::<GuardError>(&cbor).unwrap(), *refusal);
            assert_eq!(minicbor::decode::<u64>(&cbor).unwrap(), number as u64);
        }
    }
}
