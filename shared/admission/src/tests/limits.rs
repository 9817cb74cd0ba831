//! A document has limits, and its content stays readable.

use puente_record::ChangeHash;

use super::crafted::*;
use super::*;
use crate::limits::{
    CHANGE_OPERATIONS_MAX, DOCUMENT_ACTORS_MAX, DOCUMENT_BYTES_MAX, DOCUMENT_CHANGES_MAX,
    DOCUMENT_OPERATIONS_MAX, DOCUMENT_PREDECESSORS_MAX,
};
use crate::{DocumentLimit, Reason, guard};

fn full(limit: DocumentLimit) -> Verdict {
    Verdict::Quarantined(Reason::DocumentFull(limit))
}

#[test]
fn the_257th_actor_is_quarantined() {
    let (document, first) = begun();
    let mut raw = vec![first.raw];
    for n in 0..DOCUMENT_ACTORS_MAX as u16 {
        let mut actor = [0xee; 16];
        actor[..2].copy_from_slice(&n.to_be_bytes());
        let crafted = Crafted {
            actor: actor.to_vec(),
            ..Crafted::put(&document, 5, "alone", "yes")
        };
        raw.push(crafted.raw());
    }
    let raw: Vec<&[u8]> = raw.iter().map(|raw| &raw[..]).collect();
    let outcome = try_all(None, &raw);
    let refused: Vec<_> = outcome
        .verdicts
        .iter()
        .filter(|verdict| **verdict != Verdict::Accepted)
        .collect();
    assert_eq!(refused, [&full(DocumentLimit::Actors)]);
    let state = outcome.state.unwrap();
    assert_eq!(state.order.len(), DOCUMENT_ACTORS_MAX);
    // 256 concurrent values, and one change may decide between those of 64 heads.
    let mut document = Document::load(ID, &state.saved).unwrap();
    let decided = write(&mut document, 1, "alone", "no");
    assert_eq!(
        try_all(Some(state.saved), &[&decided.raw]).verdicts,
        [Verdict::Accepted]
    );
}

#[test]
fn a_megabyte_is_the_most() {
    let (mut document, first) = begun();
    let mut raw = vec![first.raw];
    // Crafted, because authoring stops before the limit.
    let mut start_op = 5;
    let mut seq = 1;
    let mut bytes = raw[0].len();
    while bytes <= DOCUMENT_BYTES_MAX {
        let text = "x".repeat(8_000);
        let crafted = Crafted {
            seq,
            ..Crafted::put(&document, start_op, &format!("f{seq}"), &text)
        };
        raw.push(crafted.raw());
        let last = raw.last().unwrap();
        bytes += last.len();
        document.apply(&[last]).unwrap();
        (start_op, seq) = (start_op + 1, seq + 1);
    }
    let raw: Vec<&[u8]> = raw.iter().map(|raw| &raw[..]).collect();
    let outcome = try_all(None, &raw);
    let (last, others) = outcome.verdicts.split_last().unwrap();
    assert_eq!(*last, full(DocumentLimit::Bytes));
    assert!(others.iter().all(|verdict| *verdict == Verdict::Accepted));
    assert_sound_to_read(&outcome.state.unwrap());
}

/// As [`assert_sound`], for a full document.
fn assert_sound_to_read(state: &DocumentState) {
    let document = Document::load(ID, &state.saved).unwrap();
    assert_eq!(document.order(), state.order);
}

#[test]
fn the_5001st_change_is_quarantined() {
    let (document, first) = begun();
    let mut raw = vec![first.raw];
    let mut deps = document.heads();
    for seq in 1..=DOCUMENT_CHANGES_MAX as u64 {
        let key = format!("f{seq}");
        let crafted = Crafted {
            seq,
            deps,
            ..Crafted::put(&document, seq + 4, &key, "")
        };
        raw.push(crafted.raw());
        deps = vec![guard(raw.last().unwrap()).unwrap().hash];
    }
    let raw: Vec<&[u8]> = raw.iter().map(|raw| &raw[..]).collect();
    let started = std::time::Instant::now();
    let outcome = try_all(None, &raw);
    let (last, others) = outcome.verdicts.split_last().unwrap();
    assert_eq!(*last, full(DocumentLimit::Changes));
    assert!(others.iter().all(|verdict| *verdict == Verdict::Accepted));
    assert_sound_to_read(&outcome.state.unwrap());
    assert!(started.elapsed().as_secs() < 10);
}

/// A change of many puts on keys of four letters, by the actor with this number.
fn many(deps: Vec<ChangeHash>, number: u8, start_op: u64, count: usize) -> Crafted {
    let key = |n: usize| {
        let letter = |n: usize| b'a' + u8::try_from(n % 26).unwrap();
        prefixed(&[b'z', letter(n / 676), letter(n / 26), letter(n)])
    };
    let run_of = |value: u64| run(count.try_into().unwrap(), &uleb(value));
    let mut change = Crafted::on(deps, [number; 16], start_op, "x", "");
    change.set(KEY, literal(&(0..count).map(key).collect::<Vec<_>>()));
    change.set(INSERT, uleb(count as u64));
    change.set(ACTION, run_of(1));
    change.set(VALUE_META, run_of(6));
    change.set(PRED_COUNT, run_of(0));
    change
}

fn accepted(raw: &[Vec<u8>]) -> usize {
    let raw: Vec<&[u8]> = raw.iter().map(|raw| &raw[..]).collect();
    let started = std::time::Instant::now();
    let outcome = try_all(None, &raw);
    let entered = |verdict: &&Verdict| **verdict == Verdict::Accepted;
    let accepted = outcome.verdicts.iter().filter(entered).count();
    let refused = full(DocumentLimit::Operations);
    let mut others: Vec<_> = outcome.verdicts.iter().collect();
    others.retain(|verdict| !entered(verdict));
    others.dedup();
    assert_eq!(others, [&refused]);
    assert_sound_to_read(&outcome.state.unwrap());
    assert!(started.elapsed().as_secs() < 10);
    accepted
}

/// Concurrent values of as many fields as a change can write, at five bytes each: a megabyte of them cost the
/// server 12 s and 470 MiB, and every later writer in the record too.
#[test]
fn operations_are_counted_because_they_cost_more_than_their_bytes() {
    let (document, first) = begun();
    let mut raw = vec![first.raw];
    for number in 0x10..0x40 {
        raw.push(many(document.heads(), number, 5, CHANGE_OPERATIONS_MAX).raw());
    }
    let most = DOCUMENT_OPERATIONS_MAX / CHANGE_OPERATIONS_MAX;
    assert_eq!(accepted(&raw), most, "those and the first, less one");
}

/// Eight concurrent values of many fields, replaced again and again by authors who do not see each other.
#[test]
fn what_is_replaced_is_counted_as_well() {
    let (document, first) = begun();
    let (count, values) = (500, 8_u8);
    let written = (0..values).map(|n| many(document.heads(), 0x10 + n, 5, count).raw());
    let mut raw: Vec<_> = [first.raw].into_iter().chain(written).collect();
    let hashes = raw[1..].iter().map(|raw| guard(raw).unwrap().hash);
    let mut deps: Vec<_> = hashes.collect();
    deps.sort_unstable();
    let before = raw.len();
    for number in 0x20..0x40 {
        let mut change = many(deps.clone(), number, 5 + count as u64, count);
        change.other_actors = (0..values).map(|n| vec![0x10 + n; 16]).collect();
        change.set(PRED_COUNT, run(count as i64, &uleb(values.into())));
        let all = (0..count).flat_map(|_| 1..=values);
        let all: Vec<_> = all.map(|actor| uleb(actor.into())).collect();
        change.set(PRED_ACTOR, literal(&all));
        let counters = (0..count).flat_map(|field| {
            let next = if field == 0 { 5 } else { 1 };
            let same = run(i64::from(values) - 1, &sleb(0));
            [literal(&[sleb(next)]), same].concat()
        });
        change.set(PRED_COUNTER, counters.collect());
        raw.push(change.raw());
    }
    let most = DOCUMENT_PREDECESSORS_MAX / (count * usize::from(values));
    assert_eq!(accepted(&raw), before + most);
}
