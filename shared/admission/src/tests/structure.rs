//! The guard alone: each rule has a change that breaks only this rule.

use puente_record::ChangeHash;

use super::crafted::*;
use super::*;
use crate::guard::{GuardError, guard};
use crate::limits::{
    CHANGE_BYTES_MAX, KEY_BYTES_MAX, MESSAGE_BYTES_MAX, TIME_MS_MAX, VALUE_BYTES_MAX,
};

fn put() -> Crafted {
    let (document, _) = begun();
    Crafted::put(&document, 5, "alone", "yes")
}

fn puts(keys: &[&str]) -> Crafted {
    let names: Vec<_> = keys.iter().map(|key| prefixed(key.as_bytes())).collect();
    let count = keys.len() as i64;
    put()
        .with(KEY, literal(&names))
        .with(INSERT, uleb(count as u64))
        .with(ACTION, run(count, &uleb(1)))
        .with(VALUE_META, run(count, &uleb(6)))
        .with(VALUE, Vec::new())
        .with(PRED_COUNT, run(count, &uleb(0)))
}

#[track_caller]
fn assert_refusal(crafted: &Crafted, refusal: GuardError) {
    assert_eq!(guard(&crafted.raw()), Err(refusal));
}

#[test]
fn a_header_says_what_the_change_says_of_itself() {
    let (mut document, first) = begun();
    let second = write(&mut document, 2, "age", "31");
    let header = guard(&second.raw).unwrap();
    assert_eq!(
        (header.hash, header.actor, header.seq),
        (second.hash, [2; 16], 1)
    );
    assert_eq!((header.start_op, header.ops, header.max_op()), (5, 1, 5));
    assert_eq!(
        (&header.deps, &header.other_actors),
        (&vec![first.hash], &vec![[1; 16]])
    );
    assert_eq!(header.time_ms, author(2, false).time_ms);
}

#[test]
fn no_part_of_a_change_is_a_change() {
    let raw = put().raw();
    let body = body_of(&raw);
    for end in 0..body.len() {
        assert!(guard(&chunk(1, &body[..end])).is_err());
    }
    for end in 0..raw.len() {
        assert!(guard(&raw[..end]).is_err());
    }
}

#[test]
fn dependencies_are_few_ascending_and_distinct() {
    let hash = |n: u8| ChangeHash::from_bytes([n; 32]);
    let with = |deps: Vec<ChangeHash>| Crafted { deps, ..put() };
    assert!(guard(&with((0..64).map(hash).collect()).raw()).is_ok());
    assert_refusal(
        &with((0..65).map(hash).collect()),
        GuardError::TooManyDependencies,
    );
    assert_refusal(&with(vec![hash(2), hash(1)]), GuardError::DependencyOrder);
    assert_refusal(&with(vec![hash(1), hash(1)]), GuardError::DependencyOrder);
}

#[test]
fn actors_have_sixteen_bytes_and_a_reason_to_be_named() {
    for length in [0, 15, 17, 32] {
        assert_refusal(
            &Crafted {
                actor: vec![1; length],
                ..put()
            },
            GuardError::ActorLength,
        );
    }
    let with = |other_actors: Vec<Vec<u8>>| Crafted {
        other_actors,
        ..put().replacing([1; 16], 1)
    };
    assert!(guard(&with(vec![vec![1; 16]]).raw()).is_ok());
    assert_refusal(
        &with(vec![vec![1; 16], vec![2; 16]]),
        GuardError::ActorUnused,
    );
    assert_refusal(
        &with(vec![vec![2; 16], vec![1; 16]]),
        GuardError::ActorOrder,
    );
    assert_refusal(
        &with(vec![vec![1; 16], vec![1; 16]]),
        GuardError::ActorOrder,
    );
    assert_refusal(&with(vec![vec![0xcc; 16]]), GuardError::ActorOrder);
    assert_refusal(
        &with((0..=255).map(|n| vec![n; 16]).collect()),
        GuardError::TooManyActors,
    );
}

#[test]
fn times_and_messages_have_bounds() {
    for time in [-TIME_MS_MAX, 0, TIME_MS_MAX] {
        assert!(guard(&Crafted { time, ..put() }.raw()).is_ok());
    }
    for time in [-TIME_MS_MAX - 1, TIME_MS_MAX + 1] {
        assert_refusal(&Crafted { time, ..put() }, GuardError::TimeRange);
    }
    for time in [i64::MIN, i64::MAX] {
        assert!(guard(&Crafted { time, ..put() }.raw()).is_err());
    }
    let with = |message: Vec<u8>| Crafted { message, ..put() };
    assert!(guard(&with(vec![b'a'; MESSAGE_BYTES_MAX]).raw()).is_ok());
    assert_refusal(
        &with(vec![b'a'; MESSAGE_BYTES_MAX + 1]),
        GuardError::MessageTooLong,
    );
    assert_refusal(&with(vec![0xff]), GuardError::NotUtf8);
}

#[test]
fn keys_fit_the_grammar_and_come_once() {
    assert!(guard(&puts(&["age", "sex"]).raw()).is_ok());
    assert_refusal(&puts(&["age", "sex", "age"]), GuardError::KeyTwice);
    for key in ["", "Age", "a/b", "set/needs/", "_proto_", "claim/age/1"] {
        assert_refusal(&Crafted::put(&begun().0, 5, key, "x"), GuardError::Key);
    }
    let long = "a".repeat(KEY_BYTES_MAX + 1);
    assert_refusal(&Crafted::put(&begun().0, 5, &long, "x"), GuardError::Key);
    assert_refusal(
        &put().with(KEY, literal(&[prefixed(&[0xff])])),
        GuardError::NotUtf8,
    );
}

#[test]
fn values_fit() {
    let longest = "x".repeat(VALUE_BYTES_MAX);
    assert!(guard(&Crafted::put(&begun().0, 5, "age", &longest).raw()).is_ok());
    let too_long = Crafted::put(&begun().0, 5, "age", &(longest + "x"));
    assert_refusal(&too_long, GuardError::ValueTooLong);
    assert_refusal(
        &put().with(VALUE, b"yes!".to_vec()),
        GuardError::ColumnLength,
    );
    assert_refusal(&put().with(VALUE, b"ye".to_vec()), GuardError::Truncated);
    assert_refusal(
        &put().with(VALUE, b"\xff\xff\xff".to_vec()),
        GuardError::NotUtf8,
    );
    let meta = |length: u64| literal(&[uleb(length << 4 | 6)]);
    assert_refusal(
        &put().with(VALUE_META, meta(u64::MAX >> 6)),
        GuardError::ValueTooLong,
    );
}

#[test]
fn changes_fit() {
    let names: Vec<String> = (0..2_001).map(|n| format!("f{n}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    assert!(guard(&puts(&names[..2_000]).raw()).is_ok());
    assert_refusal(&puts(&names), GuardError::TooManyOperations);
    let trailing = vec![0; CHANGE_BYTES_MAX];
    assert_refusal(&Crafted { trailing, ..put() }, GuardError::TooLarge);
    let trailing = vec![1, 1, 7]; // an author footer
    assert_refusal(&Crafted { trailing, ..put() }, GuardError::TrailingBytes);
    let columns = Vec::new();
    assert_refusal(&Crafted { columns, ..put() }, GuardError::NoOperations);
}

#[test]
fn columns_come_in_order_and_once() {
    let mut swapped = put();
    swapped.columns.swap(0, 1);
    assert_refusal(&swapped, GuardError::Columns);
    let mut twice = put();
    twice.columns.insert(1, twice.columns[0].clone());
    assert_refusal(&twice, GuardError::Columns);
    let mut empty = put();
    empty.columns[4].1.clear();
    assert_refusal(&empty, GuardError::Columns);
    for missing in [KEY, VALUE_META, PRED_COUNT] {
        assert_refusal(&put().with(missing, Vec::new()), GuardError::ColumnLength);
    }
    assert_refusal(&put().with(INSERT, Vec::new()), GuardError::Truncated);
    assert_refusal(&put().with(0x77, vec![0]), GuardError::Columns);
}

#[test]
fn there_is_one_spelling_of_a_change() {
    // A run of one, a split literal, equal neighbours in a literal, and a number with a padding byte.
    assert_refusal(
        &put().with(ACTION, run(1, &uleb(1))),
        GuardError::NotCanonical,
    );
    let split = [literal(&[prefixed(b"age")]), literal(&[prefixed(b"sex")])].concat();
    assert_refusal(
        &puts(&["age", "sex"]).with(KEY, split),
        GuardError::NotCanonical,
    );
    let side_by_side = literal(&[uleb(1), uleb(1)]);
    assert_refusal(
        &puts(&["age", "sex"]).with(ACTION, side_by_side),
        GuardError::NotCanonical,
    );
    assert_refusal(&put().with(INSERT, vec![0x81, 0]), GuardError::NotCanonical);
    let trailing_false = vec![1, 0];
    assert_refusal(&put().with(INSERT, trailing_false), GuardError::NotFlat);
}

#[test]
fn predecessors_are_ascending_and_distinct() {
    let two = |counters: [i64; 2], actors: [u64; 2]| {
        let mut crafted = put().replacing([1; 16], 1);
        crafted.set(PRED_COUNT, literal(&[uleb(2)]));
        let actors = match actors {
            [a, b] if a == b => run(2, &uleb(a)),
            [a, b] => literal(&[uleb(a), uleb(b)]),
        };
        crafted.set(PRED_ACTOR, actors);
        let [first, second] = counters;
        let deltas = if first == second - first {
            run(2, &sleb(first))
        } else {
            literal(&[sleb(first), sleb(second - first)])
        };
        crafted.with(PRED_COUNTER, deltas)
    };
    assert!(guard(&two([1, 2], [1, 1]).raw()).is_ok());
    // Of two actors with one counter the smaller actor comes first: other 1 is [1; 16], the author [0xcc; 16].
    assert!(guard(&two([2, 2], [1, 0]).raw()).is_ok());
    assert_refusal(&two([2, 2], [0, 1]), GuardError::PredecessorOrder);
    assert_refusal(&two([2, 1], [1, 1]), GuardError::PredecessorOrder);
    assert_refusal(&two([2, 2], [1, 1]), GuardError::PredecessorOrder);
    assert_refusal(
        &two([i64::MAX >> 2, 1], [1, 1]),
        GuardError::PredecessorRange,
    );
}

#[test]
fn what_begins_nothing_is_no_first_change_or_says_why() {
    use crate::guard::is_first;
    use crate::{Reason, begins};
    let (mut document, first) = begun();
    let second = write(&mut document, 2, "age", "31");
    assert!(is_first(&first.raw) && !is_first(&second.raw));
    assert_eq!(begins(ID, &second.raw, &PUBLIC_KEY), Ok(None));
    let nothing = Crafted {
        deps: Vec::new(),
        ..put()
    };
    let refused = begins(ID, &nothing.raw(), &PUBLIC_KEY);
    assert_eq!(refused, Err(Reason::KindMissing));
    // The guard would refuse these bytes, so they are not read.
    for raw in [&b""[..], b"nonsense", &first.raw[..9], &[0x80; 20]] {
        assert_eq!(begins(ID, raw, &PUBLIC_KEY), Ok(None));
    }
    for end in 0..first.raw.len() {
        let cut = begins(ID, &first.raw[..end], &PUBLIC_KEY);
        assert!(matches!(cut, Ok(None) | Err(Reason::Structure(_))));
    }
}
