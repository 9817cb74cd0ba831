//! Whole documents: heads and known actors are not sent; a document that would not come back unchanged is sent
//! as it is.

use proptest::prelude::*;
use puente_protocol::page::Author;
use puente_protocol::whole::{self, ActorName};
use puente_protocol::{bytes, identity};

use crate::changes::real;
use crate::people::{CORE, Person, jorge, maria};

fn actor_of(person: &Person) -> identity::Actor {
    identity::actor(&person.public(), person.install, CORE, 0)
}

/// The saved document without its one head and the head's place, with the length adjusted and the old checksum.
fn without_head(saved: &[u8]) -> Vec<u8> {
    let mut reader = bytes::Reader::new(saved);
    let front = reader.take(9).unwrap();
    let body = reader.counted().unwrap();
    let actors = 1 + 17 * usize::from(body[0]);
    assert_eq!(body[actors], 1, "one head");
    let columns = &body[actors + 33..body.len() - 1];
    let mut out = front.to_vec();
    bytes::put_uleb(&mut out, (actors + 1 + columns.len()) as u64);
    out.extend_from_slice(&body[..actors]);
    out.push(0);
    out.extend_from_slice(columns);
    out
}

#[test]
fn actors_of_known_authors_and_heads_stay_at_home() {
    let saved = real("saved");
    let authors = [maria().author(), jorge().author()];
    let [marias, jorges] = [actor_of(&maria()), actor_of(&jorge())];
    let (actors, slim) = whole::slim(&saved, |actor| (*actor == jorges).then_some((1, 0)));
    assert!(actors.contains(&ActorName::Of(1, 0)));
    assert!(actors.contains(&ActorName::Given(marias)));
    let expanded = whole::expand(CORE, &actors, &slim, &authors).unwrap();
    assert_eq!(expanded, without_head(&saved));
    // Magic, type, length; two actors and their count; a head, its count, and its place.
    assert_eq!(slim.len() + 4 + 1 + 2 + 35 + 34, saved.len());
}

#[test]
fn an_actor_of_somebody_who_is_not_there_expands_to_nothing() {
    let (_, slim) = whole::slim(&real("saved"), |_| None);
    let unsigned = Author {
        signer: None,
        ..maria().author()
    };
    for (place, authors) in [(1, vec![maria().author()]), (0, vec![unsigned])] {
        let actors = [ActorName::Of(place, 0)];
        assert_eq!(whole::expand(CORE, &actors, &slim, &authors), None);
    }
    assert_eq!(
        whole::expand(CORE, &[ActorName::Given([1; 16])], &slim[..3], &[]),
        None
    );
}

#[test]
fn what_is_no_saved_document_travels_as_it_is() {
    let saved = real("saved");
    let mut headless = saved.clone();
    headless.truncate(saved.len() - 1);
    let padded = [&saved[..], &[0]].concat();
    for raw in [
        headless,
        padded,
        real("registered"),
        without_head(&saved),
        Vec::new(),
    ] {
        let (actors, slim) = whole::slim(&raw, |_| None);
        assert_eq!((actors.len(), &slim), (0, &raw));
        assert_eq!(whole::expand(CORE, &actors, &slim, &[]), Some(raw));
    }
}

proptest! {
    #[test]
    fn any_bytes_go_through(raw: Vec<u8>, place: prop::sample::Index, byte: u8) {
        let mut damaged = real("saved");
        let at = place.index(damaged.len());
        damaged[at] = byte;
        for bytes in [raw, damaged] {
            let (actors, slim) = whole::slim(&bytes, |_| None);
            let expanded = whole::expand(CORE, &actors, &slim, &[]);
            prop_assert!(expanded.is_some());
            let _ = whole::expand(CORE, &[ActorName::Given([1; 16])], &bytes, &[]);
        }
    }
}
