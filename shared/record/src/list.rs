//! Arrival lists as documents, and the names that follow from them.
//!
//! A list is named by what is in it, so everything made from it is too: two phones that take the same row with no
//! network make the same record with the same code, and when they meet there is one person. Only what they say differently
//! is left to be decided.
//!
//! A list of more than [`PART_ROWS_MAX`] rows is several documents. In each of them stand:
//!
//! ```text
//! home_site                where the list is
//! list                     the list's id, which is that of its first part
//! rows                     how many rows the whole list has
//! set/name/<name>          what people call it
//! row/<id>/place           1 …; with the list the row's identity
//! row/<id>/number          as printed
//! row/<id>/<field>         what the list says: core fields only, several members of a set one a line
//! row/<id>/status          taken or absent, with by (a person's name) and at (a moment); or erased, alone with place and number
//! portion/<id>/rows        1-45: what one phone takes, with by and device
//! ```

use sha2::{Digest, Sha256};

use crate::{Compartment, DocumentId, EntryId, RecordCode, RecordId};

/// Rows of one document: 500 rows of ten fields are 300 KB, a third of what a document may hold.
pub const PART_ROWS_MAX: u32 = 500;

/// The entry kind of a row.
pub const ROW: &str = "row";

/// The entry kind of what a phone takes.
pub const PORTION: &str = "portion";

/// Value of a row's `status`: somebody registered the person.
pub const TAKEN: &str = "taken";

/// Value of a row's `status`: the person did not come.
pub const ABSENT: &str = "absent";

/// Value of a row's `status`: the person was erased, and the row says nothing of them any more.
pub const ERASED: &str = "erased";

/// The document of a part of a list, counted from 0; the first is named like the list.
#[must_use]
pub fn part_of(list: DocumentId, part: u32) -> DocumentId {
    match part {
        0 => list,
        _ => DocumentId::from_bytes(derived(b"list part", list.as_bytes(), part)),
    }
}

/// The part in which a place stands.
#[must_use]
pub const fn part_with(place: u32) -> u32 {
    place.saturating_sub(1) / PART_ROWS_MAX
}

/// The entry of a row.
#[must_use]
pub fn row_of(list: DocumentId, place: u32) -> EntryId {
    EntryId::from_bytes(derived(b"list row", list.as_bytes(), place))
}

/// The record of whoever stands in a place of a list.
#[must_use]
pub fn record_of(list: DocumentId, place: u32) -> RecordId {
    RecordId::from_bytes(derived(b"list record", list.as_bytes(), place))
}

/// The code of a record that comes from a list.
#[must_use]
pub fn code_of(record: RecordId) -> RecordCode {
    RecordCode::generate(derived(b"list code", record.as_bytes(), 0))
}

/// The document into which a list's words of another compartment than the core go.
#[must_use]
pub fn document_of(record: RecordId, kind: Compartment) -> DocumentId {
    DocumentId::from_bytes(derived(kind.as_str().as_bytes(), record.as_bytes(), 0))
}

/// The entry of a list's remark on a record.
#[must_use]
pub fn note_of(record: RecordId) -> EntryId {
    EntryId::from_bytes(derived(b"list note", record.as_bytes(), 0))
}

/// The first 16 bytes of `SHA-256("puente/list/" ‖ what ‖ 0 ‖ id ‖ number u32 BE)`.
fn derived(what: &[u8], id: &[u8; 16], number: u32) -> [u8; 16] {
    let digest = Sha256::new()
        .chain_update(b"puente/list/")
        .chain_update(what)
        .chain_update([0])
        .chain_update(id)
        .chain_update(number.to_be_bytes())
        .finalize();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn names_are_those_that_every_phone_derives() {
        // (printf 'puente/list/list record\0'; head -c 16 /dev/zero | tr '\0' '\7'; printf '\0\0\0\3') | sha256sum
        let list = DocumentId::from_bytes([7; 16]);
        assert_eq!(
            record_of(list, 3).to_string(),
            "86173c51eb32e41676885b07d01a919f"
        );
        assert_eq!(
            (part_of(list, 0), part_with(500), part_with(501)),
            (list, 0, 1)
        );
    }

    #[test]
    fn no_two_things_have_one_name() {
        let list = DocumentId::from_bytes([7; 16]);
        let mut names = BTreeSet::from([*list.as_bytes()]);
        for place in 1..=200 {
            let record = record_of(list, place);
            let mut add = |name: [u8; 16]| assert!(names.insert(name), "{place}");
            add(*record.as_bytes());
            add(*row_of(list, place).as_bytes());
            add(*part_of(list, place).as_bytes());
            add(*note_of(record).as_bytes());
            for kind in [Compartment::Contact, Compartment::Protection] {
                add(*document_of(record, kind).as_bytes());
            }
        }
    }
}
