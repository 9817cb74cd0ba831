//! Splits a saved document into its changes. Each is written again to compute its hash.

use puente_record::ChangeHash;

use super::numbers::Numbers;
use super::{Saved, SavedChange, heads};
use crate::guard::{GuardError, GuardedChange, Header, OpId, Operation, chunk};

/// What a change did at one operation number.
#[derive(Debug, Clone, Copy, Default)]
struct Slot<'a> {
    key: &'a str,
    value: Option<&'a str>,
}

/// An operation replaces a value: the operation's index, and the value's number and actor. Those of one
/// operation stand together, by number and actor.
type Replaces = (usize, i64, usize);

pub(super) fn changes<'a>(
    saved: &Saved<'a>,
    numbers: &Numbers<'_>,
) -> Result<Vec<GuardedChange<'a>>, GuardError> {
    let (slots, replaced) = slots(saved, numbers)?;
    let mut changes: Vec<GuardedChange<'a>> = Vec::with_capacity(saved.changes.len());
    let mut hashes = Vec::with_capacity(saved.changes.len());
    for change in &saved.changes {
        let mut deps: Vec<_> = change.deps.iter().map(|place| hashes[*place]).collect();
        deps.sort_unstable();
        let change = one(saved, change, deps, numbers, &slots, &replaced)?;
        hashes.push(change.header.hash);
        changes.push(change);
    }
    let deps = saved.changes.iter().flat_map(|change| &change.deps);
    if heads(&hashes, deps) == saved.heads {
        Ok(changes)
    } else {
        Err(GuardError::Checksum)
    }
}

/// Every operation of the document, and every value that an operation replaces.
fn slots<'a>(
    saved: &Saved<'a>,
    numbers: &Numbers<'_>,
) -> Result<(Vec<Slot<'a>>, Vec<Replaces>), GuardError> {
    let mut slots = vec![Slot::default(); numbers.len()];
    for put in &saved.puts {
        slots[numbers.place(put.id)?] = Slot {
            key: put.key,
            value: Some(put.value),
        };
    }
    let mut replaced = Vec::with_capacity(saved.successors.len());
    let mut successors = saved.successors.iter();
    for put in &saved.puts {
        for successor in successors.by_ref().take(put.successors) {
            let place = numbers.place(*successor)?;
            slots[place].key = put.key;
            replaced.push((place, put.id.1, put.id.0));
        }
    }
    replaced.sort_unstable();
    Ok((slots, replaced))
}

fn one<'a>(
    saved: &Saved<'a>,
    change: &SavedChange<'a>,
    deps: Vec<ChangeHash>,
    numbers: &Numbers<'_>,
    slots: &[Slot<'a>],
    replaced: &[Replaces],
) -> Result<GuardedChange<'a>, GuardError> {
    let first = numbers.place((change.author, change.operations.start))?;
    let count = change.operations.end - change.operations.start;
    let count = usize::try_from(count).map_err(|_| GuardError::OperationRange)?;
    let within = |place| replaced.partition_point(|replaces| replaces.0 < place);
    let replaced = &replaced[within(first)..within(first + count)];
    let mut is_named = vec![false; saved.actors.len()];
    replaced
        .iter()
        .for_each(|(.., actor)| is_named[*actor] = true);
    is_named[change.author] = false;
    let others: Vec<_> = (0..is_named.len())
        .filter(|actor| is_named[*actor])
        .collect();
    let mut operations = Vec::with_capacity(count);
    let mut last = 0;
    for (place, slot) in (first..).zip(&slots[first..first + count]) {
        let many = replaced[last..].partition_point(|replaces| replaces.0 == place);
        operations.push(Operation {
            key: slot.key,
            value: slot.value,
            predecessors: last..last + many,
        });
        last += many;
    }
    let predecessors = replaced.iter().map(|(_, counter, actor)| OpId {
        counter: counter.cast_unsigned(),
        actor: others.binary_search(actor).map_or(0, |other| other + 1),
    });
    let mut change = GuardedChange {
        header: Header {
            hash: ChangeHash::from_bytes([0; 32]),
            actor: saved.actors[change.author],
            seq: change.seq.cast_unsigned(),
            start_op: change.operations.start.cast_unsigned(),
            ops: u32::try_from(count).map_err(|_| GuardError::TooManyOperations)?,
            deps,
            other_actors: others.iter().map(|other| saved.actors[*other]).collect(),
            time_ms: change.time_ms,
        },
        message: change.message,
        operations,
        predecessors: predecessors.collect(),
        raw_bytes: 0,
    };
    chunk::name(&mut change);
    Ok(change)
}
