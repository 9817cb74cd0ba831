//! Reading: every count and number is checked against its limit before it allocates anything.

use std::ops::RangeInclusive;

use puente_record::{ChangeHash, Key};

use super::super::chunk::{MAGIC, read_actor};
use super::super::columns::{COLUMN_LENGTH_MAX, check_no_insert, run_values, text, utf8};
use super::super::leb128::ChangeBytes;
use super::numbers::Numbers;
use super::{
    ACTION_PUT, NOTHING_ELSE, Saved, SavedChange, SavedPut, TYPE_DOCUMENT, TYPE_STRING, of_changes,
    of_operations,
};
use crate::guard::{ACTOR_BYTES, GuardError};
use crate::limits::{
    CHANGE_DEPENDENCIES_MAX, COUNTER_MAX, DOCUMENT_ACTORS_MAX, DOCUMENT_CHANGES_MAX,
    MESSAGE_BYTES_MAX, SAVED_OPERATIONS_MAX, TIME_MS_MAX, VALUE_BYTES_MAX,
};

const CHANGES: [u64; 9] = [
    of_changes::AUTHOR,
    of_changes::SEQ,
    of_changes::MAX_OP,
    of_changes::TIME,
    of_changes::MESSAGE,
    of_changes::DEP_COUNT,
    of_changes::DEP,
    of_changes::EXTRA_META,
    of_changes::EXTRA,
];
const OPERATIONS: [u64; 11] = [
    of_operations::KEY,
    of_operations::AUTHOR,
    of_operations::COUNTER,
    of_operations::INSERT,
    of_operations::ACTION,
    of_operations::VALUE_META,
    of_operations::VALUE,
    of_operations::SUCC_COUNT,
    of_operations::SUCC_AUTHOR,
    of_operations::SUCC_COUNTER,
    of_operations::EXPAND,
];

/// The range of sequence numbers and operation numbers.
const COUNTERS: RangeInclusive<i64> = 1..=COUNTER_MAX as i64;

/// Reads a saved document, and the numbers of its operations with it.
pub(super) fn read(bytes: &[u8]) -> Result<(Saved<'_>, Numbers<'_>), GuardError> {
    let mut input = ChangeBytes(bytes);
    if input.array() != Ok(MAGIC) {
        return Err(GuardError::NotAChunk);
    }
    let _checksum: [u8; 4] = input.array()?;
    if input.byte()? != TYPE_DOCUMENT {
        return Err(GuardError::NotAChunk);
    }
    let mut body = ChangeBytes(input.prefixed(bytes.len(), GuardError::Truncated)?);
    if !input.is_empty() {
        return Err(GuardError::TrailingBytes);
    }
    let actors = read_actors(&mut body)?;
    let count = body.count(DOCUMENT_CHANGES_MAX, GuardError::TooManyDependencies)?;
    let mut heads = ChangeBytes(body.take(count * 32)?);
    let changes = lengths(&mut body, &CHANGES)?;
    let operations = lengths(&mut body, &OPERATIONS)?;
    let mut saved = Saved {
        changes: read_changes(take_columns(&mut body, changes)?, actors.len())?,
        actors,
        ..Saved::default()
    };
    let mut numbers = Numbers::of(&saved.changes)?;
    read_operations(
        take_columns(&mut body, operations)?,
        &mut saved,
        &mut numbers,
    )?;
    for _ in 0..count {
        let place = body.count(DOCUMENT_CHANGES_MAX, GuardError::ColumnLength)?;
        saved
            .heads
            .push((ChangeHash::from_bytes(heads.array()?), place));
    }
    if body.is_empty() {
        Ok((saved, numbers))
    } else {
        Err(GuardError::TrailingBytes)
    }
}

/// Actors must ascend: automerge compares operations by the indexes of their actors, and panics when the
/// actors themselves are in another order.
pub(in crate::guard) fn read_actors(
    body: &mut ChangeBytes<'_>,
) -> Result<Vec<[u8; ACTOR_BYTES]>, GuardError> {
    let count = body.count(DOCUMENT_ACTORS_MAX, GuardError::TooManyActors)?;
    if count == 0 {
        return Err(GuardError::TooManyActors);
    }
    let mut actors = Vec::with_capacity(count);
    for _ in 0..count {
        actors.push(read_actor(body)?);
    }
    if !actors.is_sorted_by(|a, b| a < b) {
        return Err(GuardError::ActorOrder);
    }
    Ok(actors)
}

/// Reads the list of columns: the length in bytes of each known column, 0 for a missing one.
fn lengths<const N: usize>(
    input: &mut ChangeBytes<'_>,
    known: &[u64; N],
) -> Result<[usize; N], GuardError> {
    let mut lengths = [0; N];
    let mut next = 0;
    for _ in 0..input.count(N, GuardError::Columns)? {
        let specification = input.unsigned()?;
        let place = known[next..]
            .iter()
            .position(|known| *known == specification)
            .ok_or(GuardError::Columns)?;
        next += place + 1;
        lengths[next - 1] = input.count(COLUMN_LENGTH_MAX, GuardError::Columns)?;
    }
    Ok(lengths)
}

fn take_columns<'a, const N: usize>(
    input: &mut ChangeBytes<'a>,
    lengths: [usize; N],
) -> Result<[&'a [u8]; N], GuardError> {
    let mut columns: [&[u8]; N] = [&[]; N];
    for (column, length) in columns.iter_mut().zip(lengths) {
        *column = input.take(length)?;
    }
    Ok(columns)
}

fn read_changes<'a>(
    columns: [&'a [u8]; CHANGES.len()],
    actors: usize,
) -> Result<Vec<SavedChange<'a>>, GuardError> {
    let [
        authors,
        seqs,
        max_ops,
        times,
        messages,
        dep_counts,
        deps,
        extra_metas,
        extra,
    ] = columns;
    let authors = places(authors, 1..=DOCUMENT_CHANGES_MAX, actors)?;
    let count = authors.len();
    let seqs = sums(seqs, count, COUNTERS)?;
    let max_ops = sums(max_ops, count, COUNTERS)?;
    let times = sums(times, count, -TIME_MS_MAX..=TIME_MS_MAX)?;
    let messages = read_messages(messages, count)?;
    let dep_counts = run_values(dep_counts, count..=count, |input| {
        input.count(CHANGE_DEPENDENCIES_MAX, GuardError::TooManyDependencies)
    })?;
    let within = 0..=DOCUMENT_CHANGES_MAX as i64;
    let mut deps = sums(deps, dep_counts.iter().sum(), within)?.into_iter();
    let metas = run_values(extra_metas, count..=count, ChangeBytes::unsigned)?;
    if !extra.is_empty() || metas.iter().any(|meta| *meta != NOTHING_ELSE) {
        return Err(GuardError::TrailingBytes);
    }
    let mut written = vec![0; actors];
    let mut changes: Vec<SavedChange<'a>> = Vec::with_capacity(count);
    for (at, author) in authors.into_iter().enumerate() {
        written[author] += 1;
        if seqs[at] != written[author] {
            return Err(GuardError::SequenceRange);
        }
        let mut start = 1;
        let mut follows = Vec::with_capacity(dep_counts[at]);
        for place in deps.by_ref().take(dep_counts[at]) {
            let place = usize::try_from(place).map_err(|_| GuardError::DependencyOrder)?;
            let dep = changes.get(place).ok_or(GuardError::DependencyOrder)?;
            start = start.max(dep.operations.end);
            follows.push(place);
        }
        if max_ops[at] < start {
            return Err(GuardError::OperationRange);
        }
        changes.push(SavedChange {
            author,
            seq: seqs[at],
            operations: start..max_ops[at] + 1,
            time_ms: times[at],
            message: messages.get(at).copied().unwrap_or_default(),
            deps: follows,
        });
    }
    Ok(changes)
}

/// The only column with gaps, because many changes have no message. It may end before the changes do.
fn read_messages(column: &[u8], count: usize) -> Result<Vec<&str>, GuardError> {
    let mut input = ChangeBytes(column);
    let mut messages = Vec::new();
    while !input.is_empty() {
        let length = input.signed()?;
        let many = match length {
            0 => input.count(count, GuardError::ColumnLength)?,
            _ => usize::try_from(length.unsigned_abs()).unwrap_or(usize::MAX),
        };
        if many > count - messages.len() {
            return Err(GuardError::ColumnLength);
        }
        let mut message = || {
            input
                .prefixed(MESSAGE_BYTES_MAX, GuardError::MessageTooLong)
                .and_then(utf8)
        };
        match length {
            0 => messages.resize(messages.len() + many, ""),
            1.. => {
                let message = message()?;
                messages.resize(messages.len() + many, message);
            }
            _ => {
                for _ in 0..many {
                    messages.push(message()?);
                }
            }
        }
    }
    Ok(messages)
}

fn read_operations<'a>(
    columns: [&'a [u8]; OPERATIONS.len()],
    saved: &mut Saved<'a>,
    numbers: &mut Numbers<'a>,
) -> Result<(), GuardError> {
    let [
        keys,
        authors,
        counters,
        inserts,
        actions,
        metas,
        values,
        succ_counts,
        succ_authors,
        succ_counters,
        expands,
    ] = columns;
    let actions = run_values(actions, 1..=SAVED_OPERATIONS_MAX, ChangeBytes::unsigned)?;
    if actions.iter().any(|action| *action != ACTION_PUT) {
        return Err(GuardError::Action);
    }
    let (count, actors) = (actions.len(), saved.actors.len());
    for falses in [inserts, expands] {
        if !falses.is_empty() {
            check_no_insert(falses, count)?;
        }
    }
    let keys = run_values(keys, count..=count, text)?;
    let metas = run_values(metas, count..=count, ChangeBytes::unsigned)?;
    let authors = places(authors, count..=count, actors)?;
    let counters = sums(counters, count, COUNTERS)?;
    let successors = run_values(succ_counts, count..=count, |input| {
        input.count(SAVED_OPERATIONS_MAX, GuardError::TooManyPredecessors)
    })?;
    let mut values = ChangeBytes(values);
    let mut last = None;
    for at in 0..count {
        // A key repeats for each value that it ever had.
        if last.replace(keys[at]) != Some(keys[at]) {
            Key::parse(keys[at]).map_err(|_| GuardError::Key)?;
        }
        let id = (authors[at], counters[at]);
        numbers.put(id, keys[at])?;
        saved.puts.push(SavedPut {
            key: keys[at],
            id,
            value: read_value(metas[at], &mut values)?,
            successors: successors[at],
        });
    }
    if !values.is_empty() {
        return Err(GuardError::ColumnLength);
    }
    let count = successors.into_iter().sum::<usize>();
    if count > SAVED_OPERATIONS_MAX {
        return Err(GuardError::TooManyPredecessors);
    }
    let authors = places(succ_authors, count..=count, actors)?;
    let counters = sums(succ_counters, count, COUNTERS)?;
    saved.successors = authors.into_iter().zip(counters).collect();
    let mut named = saved.successors.iter();
    for put in &saved.puts {
        for id in named.by_ref().take(put.successors) {
            numbers.replace(*id, put.key)?;
        }
    }
    numbers.all_used()
}

fn read_value<'a>(meta: u64, values: &mut ChangeBytes<'a>) -> Result<&'a str, GuardError> {
    if meta & 0xf != TYPE_STRING {
        return Err(GuardError::ValueType);
    }
    match usize::try_from(meta >> 4) {
        Ok(length) if length <= VALUE_BYTES_MAX => utf8(values.take(length)?),
        _ => Err(GuardError::ValueTooLong),
    }
}

/// Indexes of actors.
fn places(
    column: &[u8],
    count: RangeInclusive<usize>,
    actors: usize,
) -> Result<Vec<usize>, GuardError> {
    run_values(column, count, |input| {
        input.count(actors - 1, GuardError::ActorUnused)
    })
}

/// A column of differences. Returns the running sums, all in range.
fn sums(column: &[u8], count: usize, range: RangeInclusive<i64>) -> Result<Vec<i64>, GuardError> {
    let mut sums = run_values(column, count..=count, ChangeBytes::signed)?;
    let mut sum = 0i64;
    for each in &mut sums {
        sum = sum
            .checked_add(*each)
            .filter(|sum| range.contains(sum))
            .ok_or(GuardError::OperationRange)?;
        *each = sum;
    }
    Ok(sums)
}
