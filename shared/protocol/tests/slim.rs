//! The slim form: what the receiver can recompute is not sent, and every byte comes back.

use proptest::prelude::*;
use puente_protocol::change::{self, ChangeError, SlimContext};
use puente_protocol::identity::Actor;
use puente_record::id::ChangeHash;

use crate::changes::{all_real, chunk_of, parts, real};

const NOTHING_KNOWN: SlimContext<'static> = SlimContext {
    actor: None,
    time_ms: 0,
    previous: None,
};

/// What a receiver makes of the slim form, if it knows what the sender expects.
fn there_and_back(raw: &[u8], context: &SlimContext<'_>) -> Result<Vec<u8>, ChangeError> {
    let slim = change::slim(raw, context);
    change::expand(&slim, context.actor, context.time_ms, |_| context.previous)
}

proptest! {
    #[test]
    fn any_bytes_come_back(raw: Vec<u8>, actor: Actor, time_ms: i64, previous: Option<[u8; 32]>) {
        let previous = previous.map(ChangeHash::from_bytes);
        let context = SlimContext { actor: Some(&actor), time_ms, previous };
        prop_assert_eq!(there_and_back(&raw, &context), Ok(raw));
    }

    #[test]
    fn any_change_comes_back_whatever_is_known(
        parts in parts(), knows_actor: bool, knows_previous: bool, near: bool, far: i64,
    ) {
        let raw = parts.chunk();
        let actor: Option<Actor> = parts.actor.clone().try_into().ok().filter(|_| knows_actor);
        let previous = parts.deps.first().copied().filter(|_| knows_previous);
        let context = SlimContext {
            actor: actor.as_ref(),
            time_ms: if near { parts.time_ms } else { far },
            previous: previous.map(ChangeHash::from_bytes),
        };
        prop_assert_eq!(there_and_back(&raw, &context), Ok(raw));
    }

    #[test]
    fn any_body_of_a_chunk_comes_back(body: Vec<u8>) {
        let raw = chunk_of(&body);
        prop_assert_eq!(there_and_back(&raw, &NOTHING_KNOWN), Ok(raw));
    }

    #[test]
    fn any_bytes_expand_or_fail(slim: Vec<u8>, actor: Option<Actor>, time_ms: i64) {
        let _ = change::expand(&slim, actor.as_ref(), time_ms, |_| None);
        let _ = change::read(&slim);
    }

    #[test]
    fn a_slim_form_grows_by_what_it_left_out_and_no_more(flags in 0..64u8, rest: Vec<u8>) {
        let slim = [&[flags], &rest[..]].concat();
        let previous = ChangeHash::from_bytes([7; 32]);
        if let Ok(raw) = change::expand(&slim, Some(&[9; 16]), 0, |_| Some(previous)) {
            prop_assert!(raw.len() <= slim.len() + 80);
        }
    }
}

#[test]
fn real_changes_come_back() {
    for raw in all_real() {
        let (_, head) = change::read(&raw).unwrap();
        let actor: Actor = head.actor.try_into().unwrap();
        let known = SlimContext {
            actor: Some(&actor),
            time_ms: head.time_ms - 5_000,
            previous: head.deps.first().copied(),
        };
        for context in [NOTHING_KNOWN, known] {
            assert_eq!(there_and_back(&raw, &context).as_ref(), Ok(&raw));
        }
        let saved = raw.len() - change::slim(&raw, &known).len();
        assert!(saved >= 26, "{saved}");
    }
}

#[test]
fn an_edit_leaves_actor_hash_and_checksum_at_home() {
    let (first, _) = change::read(&real("registered"))
        .map(|(hash, head)| (hash, head.seq))
        .unwrap();
    let raw = real("birth_date_from_a_document");
    let (_, head) = change::read(&raw).unwrap();
    let actor: Actor = head.actor.try_into().unwrap();
    let context = SlimContext {
        actor: Some(&actor),
        time_ms: head.time_ms,
        previous: Some(first),
    };
    let slim = change::slim(&raw, &context);
    // Magic and checksum 8, kind and length 2, the hash and its count 33, the actor 17, the time 6; the flags
    // add one byte.
    // a byte of flags comes back.
    assert_eq!(raw.len() - slim.len(), 8 + 2 + 33 + 17 + 6 - 1);
}

#[test]
fn a_change_whose_predecessor_is_unknown_asks_for_it() {
    let raw = real("birth_date_from_a_document");
    let (_, head) = change::read(&raw).unwrap();
    let context = SlimContext {
        previous: Some(head.deps[0]),
        ..NOTHING_KNOWN
    };
    let slim = change::slim(&raw, &context);
    let mut asked = None;
    let found = change::expand(&slim, None, 0, |seq| {
        asked = Some(seq);
        None
    });
    assert_eq!(found, Err(ChangeError::PreviousUnknown));
    assert_eq!(asked, Some(1));
}

#[test]
fn flags_without_a_meaning_are_refused() {
    let slim = change::slim(&real("registered"), &NOTHING_KNOWN);
    for flags in [3, 1 << 5, 1 << 6, 1 << 7 | 1] {
        let damaged = [&[slim[0] | flags], &slim[1..]].concat();
        let found = change::expand(&damaged, Some(&[0; 16]), 0, |_| None);
        assert_eq!(found, Err(ChangeError::NotAChange), "{flags:08b}");
    }
}

#[test]
fn a_chunk_with_a_wrong_checksum_length_or_kind_is_no_change() {
    let raw = real("registered");
    for (place, name) in [(0, "magic"), (4, "checksum"), (8, "kind"), (9, "length")] {
        let mut damaged = raw.clone();
        damaged[place] ^= 2;
        assert!(change::read(&damaged).is_err(), "{name}");
    }
    assert!(change::read(&[&raw[..], &[0]].concat()).is_err());
    assert!(change::read(&raw[..raw.len() - 1]).is_err());
    assert!(change::read(&[&raw[..], &raw[..]].concat()).is_err());
}
