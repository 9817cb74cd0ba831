//! Pages: a broken connection costs only the page that it cut, and a later version does not break an older
//! reader.

use minicbor::data::Type;
use minicbor::{Decoder, Encoder};
use proptest::prelude::*;
use puente_policy::Role;
use puente_protocol::ChangeState;
use puente_protocol::change::{self, SlimContext};
use puente_protocol::limits::PAGE_PLAIN_BYTES_MAX;
use puente_protocol::page::{
    Ack, ErasedRecord, Grant, Grants, LeftOut, PAGE_HEAD_BYTES, Page, PageChange, PageRow,
    ReceivedAt, SegmentReceipt, VerdictRow, WholeDocument,
};
use puente_protocol::whole::ActorName;
use puente_record::DocumentKind;
use puente_record::id::{ChangeHash, DocumentId};

use crate::changes::real;
use crate::people::{CORE, PROTECTION, SITE, jorge, maria};

fn grants() -> Grants {
    Grants {
        keys: None,
        generation: 2,
        revoked: false,
        at: vec![Grant {
            site: SITE,
            site_name: "Puente de prueba".into(),
            role: Role::ShelterAdmin,
            account: None,
            ends_ms: None,
        }],
        sites: None,
        accounts: Some(Vec::new()),
    }
}

/// A page with a row of every kind.
pub(crate) fn full() -> Page {
    let raw = real("colleague_adds_a_need");
    let authors = [maria(), jorge()].map(|person| person.author());
    let slim = change::slim(
        &raw,
        &SlimContext {
            actor: None,
            time_ms: 0,
            previous: None,
        },
    );
    Page {
        ack: Ack {
            next_n: 1,
            receipts: vec![SegmentReceipt {
                n: 0,
                leaf: 5,
                received_ms: None,
            }],
        },
        grants: Some(grants()),
        authors: authors.into(),
        rows: vec![
            PageRow::Document(WholeDocument {
                vouch: Some([5; 8].into()),
                document: PROTECTION,
                kind: DocumentKind::Protection,
                record: CORE,
                actors: vec![ActorName::Of(1, 0), ActorName::Given([9; 16])],
                slim: vec![1, 2, 3],
                authors: vec![(0, 2), (1, 1)],
                received: Some(vec![ReceivedAt {
                    change: ChangeHash::from_bytes([8; 32]),
                    at_ms: 1_795_000_000_000,
                }]),
            }),
            PageRow::Change(PageChange {
                vouch: Some([5; 8].into()),
                document: CORE,
                author: 1,
                slim,
                received_ms: Some(1_795_000_000_000),
            }),
            PageRow::Verdict(VerdictRow {
                document: CORE,
                change: ChangeHash::from_bytes([7; 32]),
                state: ChangeState::Quarantined,
                reason: "not_entitled".into(),
            }),
            PageRow::Erased(ErasedRecord { record: CORE }),
            PageRow::LeftOut(LeftOut {
                document: CORE,
                changes: vec![ChangeHash::from_bytes([7; 32])],
            }),
        ],
        cursor: vec![0xcc; 70],
        rows_left: 0,
    }
}

fn idle() -> Page {
    Page {
        ack: Ack {
            next_n: 1,
            receipts: Vec::new(),
        },
        grants: None,
        authors: Vec::new(),
        rows: Vec::new(),
        cursor: vec![0xcc; 70],
        rows_left: 0,
    }
}

/// A page around any CBOR, not compressed.
fn framed(plain: &[u8]) -> Vec<u8> {
    let length = u32::try_from(plain.len() + 1).unwrap();
    [&length.to_be_bytes()[..], &[0], plain].concat()
}

fn take(bytes: &[u8]) -> Result<Option<Page>, puente_protocol::page::PageError> {
    Page::take(&mut bytes.to_vec())
}

#[test]
fn a_page_comes_back() {
    for page in [idle(), full()] {
        assert_eq!(take(&page.to_bytes()), Ok(Some(page)));
    }
}

#[test]
fn every_prefix_of_a_stream_yields_whole_pages_only() {
    let pages = [idle(), full(), idle(), full()];
    let bytes: Vec<Vec<u8>> = pages.iter().map(Page::to_bytes).collect();
    let stream = bytes.concat();
    for end in 0..=stream.len() {
        let mut buffer = stream[..end].to_vec();
        let mut found = Vec::new();
        while let Some(page) = Page::take(&mut buffer).unwrap() {
            found.push(page);
        }
        let whole = (0..=pages.len())
            .rfind(|count| bytes[..*count].concat().len() <= end)
            .unwrap();
        assert_eq!(found, pages[..whole], "cut at {end}");
        assert_eq!(buffer.len(), end - bytes[..whole].concat().len());
    }
}

#[test]
fn a_stream_in_pieces_of_any_size_gives_the_same_pages() {
    let pages = [full(), idle(), full()];
    let stream: Vec<u8> = pages.iter().flat_map(Page::to_bytes).collect();
    for piece in [1, 2, 3, PAGE_HEAD_BYTES, 7, 64, 1_000] {
        let mut buffer = Vec::new();
        let mut found = Vec::new();
        for bytes in stream.chunks(piece) {
            buffer.extend_from_slice(bytes);
            while let Some(page) = Page::take(&mut buffer).unwrap() {
                found.push(page);
            }
        }
        assert_eq!(found, pages);
    }
}

proptest! {
    #[test]
    fn any_bytes_are_pages_or_an_error(mut bytes: Vec<u8>) {
        let _ = Page::take(&mut bytes.clone());
        let framed_bytes = framed(&bytes);
        let _ = take(&framed_bytes);
        bytes.insert(0, 0x86);
        let _ = take(&framed(&bytes));
    }

    #[test]
    fn a_damaged_page_never_panics(place: prop::sample::Index, bit in 0..8u8) {
        let plain = minicbor::to_vec(full()).unwrap();
        let mut damaged = plain.clone();
        damaged[place.index(plain.len())] ^= 1 << bit;
        let _ = take(&framed(&damaged));
    }
}

#[test]
fn a_length_that_no_page_has_is_an_error_at_once() {
    for length in [0, PAGE_PLAIN_BYTES_MAX as u32 + 1, u32::MAX] {
        let head = [&length.to_be_bytes()[..], &[0]].concat();
        assert!(take(&head).is_err(), "{length}");
    }
    assert!(take(&framed(&[])).is_err());
}

#[test]
fn a_bomb_of_a_server_is_bounded() {
    let plain = vec![0; PAGE_PLAIN_BYTES_MAX + 1];
    let body = zstd::bulk::compress(&plain, 3).unwrap();
    let length = u32::try_from(body.len() + 1).unwrap();
    let bomb = [&length.to_be_bytes()[..], &[1], &body].concat();
    assert!(bomb.len() < 2_000);
    assert!(take(&bomb).is_err());
}

#[test]
fn bytes_behind_a_page_inside_its_frame_are_refused() {
    let plain = minicbor::to_vec(idle()).unwrap();
    assert!(take(&framed(&plain)).is_ok());
    assert!(take(&framed(&[&plain[..], &[0]].concat())).is_err());
}

/// Writes a page again with what a later version might add.
struct Later {
    /// Rows before the known ones, as CBOR.
    rows: Vec<Vec<u8>>,
    /// A field after the known fields of every array of the page.
    field: Option<Vec<u8>>,
}

impl Later {
    fn write(&self, page: &Page) -> Vec<u8> {
        let plain = minicbor::to_vec(page).unwrap();
        let mut out = Vec::new();
        let mut reader = Decoder::new(&plain);
        self.copy(&mut reader, &mut out, Some(Place::Page));
        framed(&out)
    }

    /// Copies one value. Structs and the fields of a row grow by `field`. Lists do not, and neither does a row
    /// itself, which is `[variant, fields]`.
    fn copy(&self, reader: &mut Decoder<'_>, out: &mut Vec<u8>, place: Option<Place>) {
        let start = reader.position();
        if reader.datatype().unwrap() != Type::Array || place.is_none() {
            reader.skip().unwrap();
            out.extend_from_slice(&reader.input()[start..reader.position()]);
            return;
        }
        let place = place.unwrap();
        let count = reader.array().unwrap().unwrap();
        let grows = !matches!(place, Place::List(_) | Place::Row);
        let grow = u64::from(grows && self.field.is_some());
        let rows = if matches!(place, Place::List(&Place::Row)) {
            &self.rows[..]
        } else {
            &[]
        };
        Encoder::new(&mut *out)
            .array(count + grow + rows.len() as u64)
            .unwrap();
        out.extend(rows.iter().flatten());
        for index in 0..count {
            self.copy(reader, out, place.inside(index));
        }
        if grow == 1 {
            out.extend(self.field.iter().flatten());
        }
    }
}

#[derive(Clone, Copy)]
enum Place {
    Page,
    List(&'static Place),
    Row,
    Fields,
    /// A struct whose fields are no structs.
    Leaf,
}

impl Place {
    fn inside(self, index: u64) -> Option<Place> {
        match (self, index) {
            (Place::Page, 0) => Some(Place::Leaf),
            (Place::Page, 2) => Some(Place::List(&Place::Leaf)),
            (Place::Page, 3) => Some(Place::List(&Place::Row)),
            (Place::List(of), _) => Some(*of),
            (Place::Row, 1) => Some(Place::Fields),
            (Place::Fields, 0) => Some(Place::Leaf),
            _ => None,
        }
    }
}

/// A row of any kind.
fn row_of(variant: u64) -> Vec<u8> {
    let mut out = Vec::new();
    Encoder::new(&mut out)
        .array(2)
        .unwrap()
        .u64(variant)
        .unwrap()
        .array(2)
        .unwrap()
        .bytes(&[1; 16])
        .unwrap()
        .map(1)
        .unwrap()
        .u8(1)
        .unwrap()
        .str("later")
        .unwrap();
    out
}

#[test]
fn rows_of_a_later_version_are_left_out_and_the_rest_stays() {
    let later = Later {
        rows: vec![row_of(6), row_of(77), row_of(1 << 33)],
        field: None,
    };
    assert_eq!(take(&later.write(&full())), Ok(Some(full())));
}

#[test]
fn a_kind_or_state_of_a_later_version_leaves_out_its_row_alone() {
    let unknown_kind =
        |row: &PageRow| minicbor::to_vec(row).map(|bytes| patch(bytes, 0x50, 17, 23));
    let rows = full().rows;
    let later = Later {
        rows: vec![
            unknown_kind(&rows[0]).unwrap(),
            minicbor::to_vec(&rows[2])
                .map(|bytes| patch(bytes, 0x58, 34, 23))
                .unwrap(),
        ],
        field: None,
    };
    assert_eq!(take(&later.write(&full())), Ok(Some(full())));
}

/// Sets the byte `after` bytes behind the first `head` byte.
fn patch(mut bytes: Vec<u8>, head: u8, after: usize, value: u8) -> Vec<u8> {
    let start = bytes.iter().position(|byte| *byte == head).unwrap();
    bytes[start + after] = value;
    bytes
}

#[test]
fn fields_of_a_later_version_are_left_out() {
    for field in [
        vec![0xf6],
        vec![0x82, 0x01, 0xa1, 0x02, 0x40],
        vec![0x9f, 0x01, 0xff],
    ] {
        let later = Later {
            rows: Vec::new(),
            field: Some(field),
        };
        assert_eq!(take(&later.write(&full())), Ok(Some(full())));
    }
}

#[test]
fn a_role_of_a_later_version_is_left_out_of_the_grants() {
    let mut page = full();
    let grants = page.grants.as_mut().unwrap();
    grants.at.push(Grant {
        site: SITE,
        site_name: "Otro".into(),
        role: Role::Volunteer,
        account: None,
        ends_ms: None,
    });
    let plain = minicbor::to_vec(&page).unwrap();
    let name = plain.windows(4).position(|bytes| bytes == b"Otro").unwrap();
    let mut later = plain;
    later[name + 4] = 23;
    assert_eq!(take(&framed(&later)), Ok(Some(full())));
}

#[test]
fn a_known_row_that_is_damaged_breaks_the_page() {
    let short_id = minicbor::to_vec(&full().rows[1])
        .map(|bytes| patch(bytes, 0x50, 0, 0x4f))
        .unwrap();
    let later = Later {
        rows: vec![short_id],
        field: None,
    };
    assert!(take(&later.write(&full())).is_err());
}

#[test]
fn a_row_brings_a_change_that_its_reader_can_verify() {
    let PageRow::Change(row) = &full().rows[1] else {
        panic!("the second row is a change");
    };
    let raw = change::expand(&row.slim, None, 0, |_| None).unwrap();
    assert_eq!(raw, real("colleague_adds_a_need"));
    assert_eq!(row.document, DocumentId::from_bytes([0xc1; 16]));
}
