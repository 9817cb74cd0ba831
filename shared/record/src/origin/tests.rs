use proptest::prelude::*;

use super::*;
use crate::list::{part_of, record_of};

const KEY: [u8; 32] = [1; 32];
const SITE: SiteId = SiteId::from_bytes([0xa1; 16]);
const LIST: ListId = ListId::from_bytes([7; 16]);

/// Every origin that an id can have.
fn origins() -> Vec<Origin> {
    let core = RecordId::from_bytes([8; 16]);
    let mut origins = vec![
        Origin::made(DocumentKind::Core, SITE, [3; 16]),
        Origin::made(DocumentKind::List, SITE, [3; 16]),
        Origin::added(DocumentKind::Contact, core, [3; 16]),
        Origin::added(DocumentKind::Protection, core, [3; 16]),
        Origin::list_part(SITE, LIST, 2),
    ];
    let row = |kind| Origin::list_row(kind, SITE, LIST, 2);
    origins.extend([
        row(DocumentKind::Core),
        row(DocumentKind::Contact),
        row(DocumentKind::Protection),
    ]);
    origins
}

/// Ids computed by an independent implementation.
const VECTORS: &str = include_str!("../../../../tests/fixtures/record/origins.txt");

#[test]
fn ids_are_those_that_every_device_derives() {
    let lines = VECTORS.lines().filter(|line| !line.starts_with('#'));
    let vectors: Vec<Vec<&str>> = lines.map(|line| line.split(' ').collect()).collect();
    assert_eq!(vectors.len(), origins().len());
    for (vector, origin) in vectors.iter().zip(origins()) {
        let [kind, core, opening, key, id] = vector[..] else {
            panic!("a line has five words");
        };
        let read = Origin {
            kind: kind.parse().unwrap(),
            core: core.parse().ok(),
            opening: opening.parse().unwrap(),
        };
        assert_eq!(read, origin);
        assert_eq!(key, "01".repeat(32));
        assert_eq!(read.id(&KEY).unwrap().to_string(), id);
    }
}

#[test]
fn every_fact_makes_another_id() {
    let mut ids: Vec<DocumentId> = origins()
        .iter()
        .map(|origin| origin.id(&KEY).unwrap())
        .collect();
    let other_site = SiteId::from_bytes([0xb2; 16]);
    let other = Origin::made(DocumentKind::Core, other_site, [3; 16]);
    ids.push(other.id(&KEY).unwrap());
    let other = Origin::made(DocumentKind::Core, SITE, [4; 16]);
    ids.push(other.id(&KEY).unwrap());
    ids.push(origins()[0].id(&[2; 32]).unwrap());
    ids.push(record_of(other_site, LIST, 2));
    ids.push(record_of(SITE, LIST, 3));
    ids.push(part_of(SITE, LIST, 3));
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count);
}

#[test]
fn what_a_list_founds_hangs_on_no_key_and_everything_else_does() {
    for origin in origins() {
        let is_listed = matches!(origin.opening, Opening::Listed { .. });
        assert_eq!(origin.id(&KEY) == origin.id(&[2; 32]), is_listed);
    }
}

#[test]
fn kind_core_and_opening_go_together_or_open_nothing() {
    let core = Some(RecordId::from_bytes([8; 16]));
    for kind in DocumentKind::ALL {
        for origin in origins() {
            for core in [None, core, Some(record_of(SITE, LIST, 2))] {
                let mixed = Origin {
                    kind,
                    core,
                    opening: origin.opening,
                };
                let is_alone = kind.stands_alone();
                let goes_together = match origin.opening {
                    Opening::Made { .. } => is_alone && core.is_none(),
                    Opening::Added { .. } => !is_alone && core.is_some(),
                    Opening::Listed { .. } if is_alone => core.is_none(),
                    // Only of the row's own record.
                    Opening::Listed { .. } => core == Some(record_of(SITE, LIST, 2)),
                };
                assert_eq!(mixed.id(&KEY).is_some(), goes_together, "{mixed:?}");
            }
        }
    }
}

#[test]
fn an_opening_is_written_as_it_is_read_and_in_no_other_way() {
    for origin in origins() {
        let text = origin.opening.to_string();
        assert_eq!(text.parse(), Ok(origin.opening));
    }
    let hex = "a1".repeat(16);
    for text in [
        String::new(),
        "1".to_owned(),
        "3/".to_owned() + &hex,
        format!("1/{hex}/"),
        format!("1/{}", hex.to_uppercase()),
        format!("2/{hex}/{hex}/01"),
        format!("2/{hex}/{hex}/+1"),
        format!("2/{hex}/{hex}/4294967296"),
        format!("2/{hex}/{hex}/1/"),
        format!("2/{hex}/{hex}"),
    ] {
        assert_eq!(text.parse::<Opening>(), Err(OpeningError), "{text}");
    }
}

proptest! {
    #[test]
    fn whatever_is_read_is_written_the_same(text in "[12]/([0-9a-f]{32}/){0,2}[0-9a-f]{0,33}") {
        if let Ok(opening) = text.parse::<Opening>() {
            prop_assert_eq!(opening.to_string(), text);
        }
    }
}
