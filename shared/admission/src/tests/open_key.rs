//! An author without the right to resolve cannot decide by writing at a place where the other value was not
//! visible.

use puente_record::{ChangeHash, Key};

use super::*;
use crate::Reason;
use crate::ancestry::Ancestry;
use crate::guard::decode;

fn writes() -> Authority {
    Authority {
        writes: vec![SITE],
        ..Authority::default()
    }
}

fn at(document: &mut Document, seen: ChangeHash, n: u8, value: &str) -> AuthoredChange {
    let edits = [Edit::put("age", value)];
    let mut rng = rng(u64::from(n));
    let change = document.edit_at(&[seen], &author(n, true), &edits, &mut rng);
    change.unwrap().unwrap()
}

/// Ages 31 by device 2 and 32 by device 3, neither of which saw the other.
fn disagreeing() -> (Document, ChangeHash, ChangeHash) {
    let (mut document, first) = begun();
    let left = at(&mut document, first.hash, 2, "31");
    let right = at(&mut document, first.hash, 3, "32");
    (document, left.hash, right.hash)
}

fn verdict(authority: Authority, saved: &[u8], change: &AuthoredChange) -> Verdict {
    try_as(authority, Some(saved.to_vec()), &[&change.raw]).verdicts[0]
}

const REFUSED: Verdict = Verdict::Quarantined(Reason::MayNotResolve);

#[test]
fn two_branches_at_old_heads_decide_nothing() {
    let (mut document, left, right) = disagreeing();
    let saved = document.save();
    let one = at(&mut document, left, 4, "99");
    let other = at(&mut document, right, 5, "99");
    let outcome = try_as(writes(), Some(saved), &[&one.raw, &other.raw]);
    assert_eq!(outcome.verdicts, [Verdict::Accepted; 2]);
    let state = outcome.state.unwrap();
    assert_eq!(
        state.summary.conflicts, 1,
        "what stands agrees, and nobody decided"
    );

    let joined = write(&mut document.clone(), 4, "age", "98");
    assert_eq!(verdict(writes(), &state.saved, &joined), REFUSED);
    // A join that writes nothing on the field decides nothing and ends no conflict.
    let joined = write(&mut document, 4, "alone", "yes");
    let outcome = try_as(writes(), Some(state.saved), &[&joined.raw]);
    assert_eq!(outcome.verdicts, [Verdict::Accepted]);
    let state = outcome.state.unwrap();
    assert_eq!(state.summary.conflicts, 1);
    let conflicts = Document::load(ID, &state.saved).unwrap().conflicts();
    let mut texts: Vec<_> = conflicts[0].candidates.iter().map(|of| &of.value).collect();
    texts.dedup();
    assert_eq!(
        texts.len(),
        3,
        "those that were written over are candidates"
    );

    let decided = write(&mut document, 6, "age", "30");
    assert_eq!(verdict(writes(), &state.saved, &decided), REFUSED);
    let outcome = try_all(Some(state.saved), &[&decided.raw]);
    assert_eq!(outcome.verdicts, [Verdict::Accepted]);
    assert_eq!(outcome.state.unwrap().summary.conflicts, 0);
}

#[test]
fn saying_the_rivals_value_in_somebody_elses_place_decides_nothing() {
    let (mut document, left, _) = disagreeing();
    let saved = document.save();
    let rivals = at(&mut document, left, 4, "32");
    let outcome = try_as(writes(), Some(saved), &[&rivals.raw]);
    assert_eq!(outcome.verdicts, [Verdict::Accepted]);
    let state = outcome.state.unwrap();
    assert_eq!(state.summary.conflicts, 1);
    let later = write(&mut document, 4, "age", "33");
    assert_eq!(verdict(writes(), &state.saved, &later), REFUSED);
}

#[test]
fn deleting_both_values_at_old_heads_decides_nothing() {
    let (mut document, left, right) = disagreeing();
    let mut clear = |seen: ChangeHash, n: u8| {
        let edits = [Edit::Clear {
            field: "age".to_owned(),
        }];
        let change = document.edit_at(&[seen], &author(n, true), &edits, &mut rng(1));
        change.unwrap().unwrap()
    };
    let (one, other) = (clear(left, 4), clear(right, 5));
    let saved = disagreeing().0.save();
    let state = try_as(writes(), Some(saved), &[&one.raw, &other.raw]).state;
    let state = state.unwrap();
    assert_eq!(state.summary.conflicts, 1);
    let later = write(&mut document, 4, "age", "33");
    assert_eq!(verdict(writes(), &state.saved, &later), REFUSED);
    assert_eq!(
        verdict(all_rights(), &state.saved, &later),
        Verdict::Accepted
    );
}

#[test]
fn who_takes_their_own_value_back_ends_the_conflict() {
    let (mut document, left, _) = disagreeing();
    let saved = document.save();
    let corrected = at(&mut document, left, 2, "32");
    let outcome = try_as(writes(), Some(saved), &[&corrected.raw]);
    assert_eq!(outcome.verdicts, [Verdict::Accepted]);
    let state = outcome.state.unwrap();
    assert_eq!(state.summary.conflicts, 0);
    let later = write(&mut document, 4, "age", "33");
    assert_eq!(verdict(writes(), &state.saved, &later), Verdict::Accepted);
}

/// Is this key in conflict, as admission sees it at the document's heads?
fn is_undecided(document: &Document, key: &str) -> bool {
    let changes = document.changes();
    let changes: Vec<_> = changes
        .iter()
        .map(|(_, raw)| decode(raw).unwrap())
        .collect();
    let ancestry = Ancestry::of(&changes).unwrap();
    let mut header = changes[0].header.clone();
    header.deps = document.heads();
    let place = ancestry.place(&header).unwrap();
    let visible = ancestry.visible(key, &place);
    visible.iter().any(|put| put.value != visible[0].value) || ancestry.is_open(key, &place)
}

/// A device that lists a conflict and a server that judges a change must mean the same by it, in any
/// history.
#[test]
fn authoring_and_admission_call_the_same_keys_undecided() {
    let (mut open, mut closed) = (0, 0);
    for seed in 0..60 {
        let mut rng = rng(seed);
        let (mut document, first) = begun();
        let mut heads = vec![first.hash];
        for _ in 0..14 {
            let seen: Vec<_> = (0..=below(&mut rng, 2))
                .map(|_| heads[below(&mut rng, heads.len())])
                .collect();
            let who = author(2 + below(&mut rng, 5) as u8, true);
            let text = ["31", "32", "33"][below(&mut rng, 3)];
            let edits = match below(&mut rng, 5) {
                0 => [Edit::Clear {
                    field: "age".to_owned(),
                }],
                _ => [Edit::put(["age", "alone"][below(&mut rng, 2)], text)],
            };
            let edit = document.edit_at(&seen, &who, &edits, &mut rng);
            heads.extend(edit.unwrap().map(|change| change.hash));
        }
        let listed: Vec<_> = document
            .conflicts()
            .into_iter()
            .map(|conflict| conflict.field.to_string())
            .collect();
        for field in ["age", "alone"] {
            let key = Key::Field(field).to_string();
            let is_listed = listed.contains(&key);
            assert_eq!(
                is_undecided(&document, &key),
                is_listed,
                "seed {seed} {field}"
            );
            *(if is_listed { &mut open } else { &mut closed }) += 1;
        }
    }
    assert!(open > 20 && closed > 20, "{open} open, {closed} not");
}
