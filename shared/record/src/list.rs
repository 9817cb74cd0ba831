//! Arrival lists as documents, and the ids that follow from them.
//!
//! A list's id follows from its content, and the ids of everything made from it follow from the list and the
//! site: two phones of one site that take the same row without a network make the same record with the same
//! code, so after a sync there is one person, and people decide only about values that differ. Phones of two
//! sites make two records with one code: having a list gives no rights to what another site made of it, so the
//! ids contain the site ([`crate::origin`]).
//!
//! A list with more than [`PART_ROWS_MAX`] rows is several documents. Each has these keys:
//!
//! ```text
//! list                     the list's id
//! rows                     how many rows the whole list has; not in the part of added rows
//! set/version/<list>       other lists of which somebody said that they are this one; in its first part
//! set/name/<name>          what people call it
//! row/<id>/place           1 …; with the list the row's identity
//! row/<id>/number          as printed
//! row/<id>/<field>         what the list says: core fields without a case's status, several members of a set one a line
//! row/<id>/identity_paper.<name>   numbers of the row's papers of a name in [`LISTED_PAPERS`], one a line
//! row/<id>/status          taken or absent, with by (a person's name) and at (a moment); or erased, alone with place and number
//! portion/<id>/rows        1-45: what one phone takes, with by and device; without both it was left to a phone by file
//! ```

use sha2::{Digest, Sha256};

use crate::origin::listed;
use crate::{DocumentId, DocumentKind, EntryId, ListId, RecordCode, RecordId, SiteId};

/// Rows of one document: 500 rows with ten fields are 300 KB, a third of what a document may hold.
pub const PART_ROWS_MAX: u32 = 500;

/// The entry kind of a row.
pub const ROW: &str = "row";

/// The entry kind of a portion: the rows that one phone takes.
pub const PORTION: &str = "portion";

/// Value of a row's `status`: somebody registered the person.
pub const TAKEN: &str = "taken";

/// Value of a row's `status`: the person did not come.
pub const ABSENT: &str = "absent";

/// Value of a row's `status`: the person was erased, and the row has no data about them any more.
pub const ERASED: &str = "erased";

/// The id of a part of a list at a site; parts are counted from 0.
#[must_use]
pub fn part_of(site: SiteId, list: ListId, part: u32) -> DocumentId {
    listed(DocumentKind::List, site.as_bytes(), list, part)
}

/// The part with this place.
#[must_use]
pub const fn part_with(place: u32) -> u32 {
    if place >= ADDED_PLACES_FROM {
        return ADDED_PART;
    }
    place.saturating_sub(1) / PART_ROWS_MAX
}

/// The part with the rows that later versions of a list added.
pub const ADDED_PART: u32 = u32::MAX;

/// The first place of added rows, far behind the rows of any list.
pub const ADDED_PLACES_FROM: u32 = 1 << 31;

/// The place of a row that a later version of a list added. It follows from `person`, the row's text that
/// identifies the person, and from `times`, how many rows with the same text were added before. Every phone
/// computes the same place, whatever else the version has.
#[must_use]
pub fn added_place(list: ListId, person: &str, times: u32) -> u32 {
    let digest = Sha256::digest(person.as_bytes());
    let mut key = *list.as_bytes();
    for (byte, of_person) in key.iter_mut().zip(digest) {
        *byte ^= of_person;
    }
    let [a, b, c, d, ..] = derived(b"list added", &key, times);
    ADDED_PLACES_FROM | u32::from_be_bytes([a, b, c, d])
}

/// The entry of a row.
#[must_use]
pub fn row_of(list: ListId, place: u32) -> EntryId {
    EntryId::from_bytes(derived(b"list row", list.as_bytes(), place))
}

/// The record of the person at a place of a list, as a site makes it.
#[must_use]
pub fn record_of(site: SiteId, list: ListId, place: u32) -> RecordId {
    listed(DocumentKind::Core, site.as_bytes(), list, place)
}

/// The code of a record from a list, the same at every site.
#[must_use]
pub fn code_of(list: ListId, place: u32) -> RecordCode {
    RecordCode::generate(derived(b"list code", list.as_bytes(), place))
}

/// The entry of a list's remark on the person at a place.
#[must_use]
pub fn note_of(list: ListId, place: u32) -> EntryId {
    EntryId::from_bytes(derived(b"list note", list.as_bytes(), place))
}

/// A kind of identity paper whose number lists contain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListedPaper {
    /// The name of a row's field after `identity_paper.`.
    pub name: &'static str,
    /// The code of the paper.
    pub code: &'static str,
    /// A country with such a paper; empty if there are several.
    pub country: &'static str,
    /// Whether no other country has such a paper.
    pub is_of_one: bool,
}

/// Every kind of identity paper whose number lists contain.
pub const LISTED_PAPERS: [ListedPaper; 8] = [
    ListedPaper::of("dpi", "dpi", "GTM", true),
    ListedPaper::of("dui", "dpi", "SLV", true),
    ListedPaper::of("dni", "dpi", "HND", false),
    ListedPaper::of("cedula", "dpi", "NIC", false),
    ListedPaper::of("identidad", "dpi", "", false),
    ListedPaper::of("pasaporte", "pasaporte", "", false),
    ListedPaper::of("matricula_consular", "matricula_consular", "MEX", false),
    ListedPaper::of("ine", "ine", "MEX", true),
];

impl ListedPaper {
    const fn of(
        name: &'static str,
        code: &'static str,
        country: &'static str,
        is_of_one: bool,
    ) -> Self {
        Self {
            name,
            code,
            country,
            is_of_one,
        }
    }

    /// The country that issued the paper to somebody with these nationalities, if its name determines it; a
    /// column for papers of several countries does not.
    #[must_use]
    pub fn issued_by(&self, nationalities: &[&str]) -> Option<&'static str> {
        let is_theirs = match nationalities {
            [] => self.is_of_one,
            of => of.contains(&self.country),
        };
        Some(self.country).filter(|country| is_theirs && !country.is_empty())
    }
}

/// The entry of an identity paper of a row, by its name in [`LISTED_PAPERS`] and its index among the papers
/// with that name.
#[must_use]
pub fn paper_of(list: ListId, place: u32, name: &str, nth: u32) -> EntryId {
    let row = derived(b"list paper", list.as_bytes(), place);
    EntryId::from_bytes(derived(name.as_bytes(), &row, nth))
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
    use crate::Origin;
    use std::collections::BTreeSet;

    #[test]
    fn names_are_those_that_every_phone_derives() {
        // (printf 'puente/list/list row\0'; head -c 16 /dev/zero | tr '\0' '\7'; printf '\0\0\0\3') | sha256sum
        let list = ListId::from_bytes([7; 16]);
        assert_eq!(
            row_of(list, 3).to_string(),
            "637654e491a93511cf880e6e8ead72b1"
        );
        assert_eq!((part_with(500), part_with(501)), (0, 1));
    }

    #[test]
    fn no_two_things_have_one_name() {
        let (site, list) = (SiteId::from_bytes([9; 16]), ListId::from_bytes([7; 16]));
        let mut names = BTreeSet::from([*list.as_bytes()]);
        for place in 1..=200 {
            let mut add = |name: [u8; 16]| assert!(names.insert(name), "{place}");
            add(*row_of(list, place).as_bytes());
            add(*part_of(site, list, place).as_bytes());
            add(*note_of(list, place).as_bytes());
            for ListedPaper { name, .. } in LISTED_PAPERS {
                add(*paper_of(list, place, name, 0).as_bytes());
                add(*paper_of(list, place, name, 1).as_bytes());
            }
            for kind in [
                DocumentKind::Core,
                DocumentKind::Contact,
                DocumentKind::Protection,
            ] {
                let origin = Origin::list_row(kind, site, list, place);
                add(*origin.id(&[0; 32]).unwrap().as_bytes());
            }
        }
    }

    #[test]
    fn an_added_row_has_one_place_on_every_phone_and_is_nobody_elses() {
        let list = ListId::from_bytes([7; 16]);
        let luz = added_place(list, "gil luz mar/2002", 0);
        // key = 07…07 xor the first half of sha256("gil luz mar/2002");
        // (printf 'puente/list/list added\0'; key; printf '\0\0\0\0') | sha256sum
        assert_eq!(luz, 0x8d7a_494a);
        assert_eq!(part_with(luz), ADDED_PART);
        let others = [
            added_place(list, "gil luz mar/2002", 1),
            added_place(list, "gil luz mar/1970", 0),
            added_place(ListId::from_bytes([8; 16]), "gil luz mar/2002", 0),
        ];
        assert!(!others.contains(&luz));
        assert!(others.iter().all(|place| *place >= ADDED_PLACES_FROM));
    }

    #[test]
    fn a_paper_is_of_a_country_where_its_name_or_its_holder_tells() {
        let of = |name| {
            LISTED_PAPERS
                .iter()
                .find(|paper| paper.name == name)
                .unwrap()
        };
        assert_eq!(of("dui").issued_by(&[]), Some("SLV"));
        assert_eq!(of("dpi").issued_by(&["HND"]), None);
        assert_eq!(of("cedula").issued_by(&[]), None);
        assert_eq!(of("cedula").issued_by(&["USA", "NIC"]), Some("NIC"));
        assert_eq!(of("pasaporte").issued_by(&["MEX"]), None);
    }

    #[test]
    fn two_sites_make_two_records_of_one_row_with_one_code() {
        let list = ListId::from_bytes([7; 16]);
        let sites = [1, 2].map(|byte| SiteId::from_bytes([byte; 16]));
        let [north, south] = sites.map(|site| record_of(site, list, 3));
        assert_ne!(north, south);
        assert_ne!(code_of(list, 3), code_of(list, 4));
    }
}
