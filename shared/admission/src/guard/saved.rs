//! The guard for whole documents: is this what [`puente_document::Document::save`] gives for a document
//! of admitted changes?
//!
//! A document keeps its operations and builds its changes from them when it is loaded, hashes and all.
//! So what is held here against the limits are the columns, before automerge sees them: flat keys of
//! the grammar, strings, counters below the end of automerge's. That the changes are those that its
//! heads name, the load proves.

use std::ops::{Range, RangeInclusive};

use puente_record::Key;

use super::columns::{COLUMN_LENGTH_MAX, check_no_insert, run_values, text, utf8};
use super::leb128::Input;
use super::{ACTOR_BYTES, Refusal};
use crate::limits::{
    CHANGE_DEPENDENCIES_MAX, CHANGE_OPERATIONS_MAX, COUNTER_MAX, DOCUMENT_ACTORS_MAX,
    DOCUMENT_CHANGES_MAX, MESSAGE_BYTES_MAX, SAVED_OPERATIONS_MAX, TIME_MS_MAX, VALUE_BYTES_MAX,
};

const TYPE_DOCUMENT: u8 = 0;

/// Columns of the changes, in the order automerge writes them: author, sequence number, last operation,
/// time, message, dependencies (count, place), and what else is said of a change.
const CHANGES: [u64; 9] = [0x01, 0x03, 0x13, 0x23, 0x35, 0x40, 0x43, 0x56, 0x57];
/// Columns of the operations: key, number (author, counter), insert, action, value (type and length,
/// bytes), successors (count, author, counter), expand. Left out are objects, lists and marks.
const OPERATIONS: [u64; 11] = [
    0x15, 0x21, 0x23, 0x34, 0x42, 0x56, 0x57, 0x80, 0x81, 0x83, 0x94,
];

const ACTION_PUT: u64 = 1;
const TYPE_STRING: u64 = 6;
/// Sequence numbers and operation numbers.
const COUNTERS: RangeInclusive<i64> = 1..=COUNTER_MAX as i64;
/// No bytes: nothing else is said of a change.
const NOTHING_ELSE: u64 = 7;

/// Checks a saved document. What it refuses may still be one of ours, larger than usual: look at its
/// changes one by one.
pub(crate) fn saved(bytes: &[u8]) -> Result<(), Refusal> {
    let mut input = Input(bytes);
    if input.array() != Ok(super::chunk::MAGIC) {
        return Err(Refusal::NotAChunk);
    }
    let _checksum: [u8; 4] = input.array()?;
    if input.byte()? != TYPE_DOCUMENT {
        return Err(Refusal::NotAChunk);
    }
    let mut body = Input(input.prefixed(bytes.len(), Refusal::Truncated)?);
    if !input.is_empty() {
        return Err(Refusal::TrailingBytes);
    }
    let actors = body.count(DOCUMENT_ACTORS_MAX, Refusal::TooManyActors)?;
    if actors == 0 {
        return Err(Refusal::TooManyActors);
    }
    for _ in 0..actors {
        if body.unsigned()? != ACTOR_BYTES as u64 {
            return Err(Refusal::ActorLength);
        }
        body.take(ACTOR_BYTES)?;
    }
    let heads = body.count(DOCUMENT_CHANGES_MAX, Refusal::TooManyDependencies)?;
    body.take(heads * 32)?;
    let changes = lengths(&mut body, &CHANGES)?;
    let operations = lengths(&mut body, &OPERATIONS)?;
    let changes = read_changes(take_columns(&mut body, changes)?, actors)?;
    let numbers = Numbers::of(changes)?;
    check_operations(take_columns(&mut body, operations)?, actors, numbers)?;
    for _ in 0..heads {
        body.count(DOCUMENT_CHANGES_MAX, Refusal::ColumnLength)?;
    }
    if body.is_empty() {
        Ok(())
    } else {
        Err(Refusal::TrailingBytes)
    }
}

/// The list of columns: which of the known ones are there, and how many bytes each has.
fn lengths<const N: usize>(input: &mut Input<'_>, known: &[u64; N]) -> Result<[usize; N], Refusal> {
    let mut lengths = [0; N];
    let mut next = 0;
    for _ in 0..input.count(N, Refusal::Columns)? {
        let specification = input.unsigned()?;
        let place = known[next..]
            .iter()
            .position(|known| *known == specification)
            .ok_or(Refusal::Columns)?;
        next += place + 1;
        lengths[next - 1] = input.count(COLUMN_LENGTH_MAX, Refusal::Columns)?;
    }
    Ok(lengths)
}

fn take_columns<'a, const N: usize>(
    input: &mut Input<'a>,
    lengths: [usize; N],
) -> Result<[&'a [u8]; N], Refusal> {
    let mut columns: [&[u8]; N] = [&[]; N];
    for (column, length) in columns.iter_mut().zip(lengths) {
        *column = input.take(length)?;
    }
    Ok(columns)
}

/// The changes as their columns tell, each with the numbers of its operations.
fn read_changes(
    columns: [&[u8]; CHANGES.len()],
    actors: usize,
) -> Result<Vec<Range<Numbered>>, Refusal> {
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
    sums(times, count, -TIME_MS_MAX..=TIME_MS_MAX)?;
    check_messages(messages, count)?;
    let dep_counts = run_values(dep_counts, count..=count, |input| {
        input.count(CHANGE_DEPENDENCIES_MAX, Refusal::TooManyDependencies)
    })?;
    let places = 0..=DOCUMENT_CHANGES_MAX as i64;
    let mut deps = sums(deps, dep_counts.iter().sum(), places)?.into_iter();
    let metas = run_values(extra_metas, count..=count, Input::unsigned)?;
    if !extra.is_empty() || metas.iter().any(|meta| *meta != NOTHING_ELSE) {
        return Err(Refusal::TrailingBytes);
    }
    let mut written = vec![0; actors];
    let mut changes: Vec<Range<Numbered>> = Vec::with_capacity(count);
    for (at, author) in authors.into_iter().enumerate() {
        written[author] += 1;
        if seqs[at] != written[author] {
            return Err(Refusal::SequenceRange);
        }
        let mut start = 1;
        for place in deps.by_ref().take(dep_counts[at]) {
            let dep = usize::try_from(place).ok().and_then(|at| changes.get(at));
            start = start.max(dep.ok_or(Refusal::DependencyOrder)?.end.1);
        }
        if max_ops[at] < start {
            return Err(Refusal::OperationRange);
        }
        changes.push((author, start)..(author, max_ops[at] + 1));
    }
    Ok(changes)
}

/// The one column with gaps: many changes have no message.
fn check_messages(column: &[u8], count: usize) -> Result<(), Refusal> {
    let mut input = Input(column);
    let mut left = count;
    while !input.is_empty() {
        let length = input.signed()?;
        let (many, texts) = match length {
            0 => (input.count(left, Refusal::ColumnLength)?, 0),
            1.. => (usize::try_from(length).unwrap_or(usize::MAX), 1),
            _ => {
                let many = usize::try_from(length.unsigned_abs()).unwrap_or(usize::MAX);
                (many, many.min(left))
            }
        };
        left = left.checked_sub(many).ok_or(Refusal::ColumnLength)?;
        for _ in 0..texts {
            utf8(input.prefixed(MESSAGE_BYTES_MAX, Refusal::MessageTooLong)?)?;
        }
    }
    Ok(())
}

fn check_operations(
    columns: [&[u8]; OPERATIONS.len()],
    actors: usize,
    mut numbers: Numbers,
) -> Result<(), Refusal> {
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
    let actions = run_values(actions, 1..=SAVED_OPERATIONS_MAX, Input::unsigned)?;
    if actions.iter().any(|action| *action != ACTION_PUT) {
        return Err(Refusal::Action);
    }
    let count = actions.len();
    for falses in [inserts, expands] {
        if !falses.is_empty() {
            check_no_insert(falses, count)?;
        }
    }
    let mut keys = run_values(keys, count..=count, text)?;
    // A key stands once for each value it ever had.
    keys.dedup();
    for key in keys {
        Key::parse(key).map_err(|_| Refusal::Key)?;
    }
    check_values(&run_values(metas, count..=count, Input::unsigned)?, values)?;
    let authors = places(authors, count..=count, actors)?;
    for id in authors.into_iter().zip(sums(counters, count, COUNTERS)?) {
        numbers.put(id)?;
    }
    let successors = run_values(succ_counts, count..=count, |input| {
        input.count(SAVED_OPERATIONS_MAX, Refusal::TooManyPredecessors)
    })?;
    let successors = successors.iter().sum::<usize>();
    if successors > SAVED_OPERATIONS_MAX {
        return Err(Refusal::TooManyPredecessors);
    }
    let authors = places(succ_authors, successors..=successors, actors)?;
    let counters = sums(succ_counters, successors, COUNTERS)?;
    for id in authors.into_iter().zip(counters) {
        numbers.replace(id)?;
    }
    numbers.all_used()
}

/// The operations that the changes say they have: each stands as a value, or only replaces others.
struct Numbers {
    /// Sorted, without overlap.
    changes: Vec<Range<Numbered>>,
    /// Where those of each change begin.
    firsts: Vec<usize>,
    used: Vec<Use>,
}

/// An operation by the place of its actor and its number.
type Numbered = (usize, i64);

#[derive(Clone, Copy, PartialEq, Eq)]
enum Use {
    None,
    Replaces,
    Stands,
}

impl Numbers {
    fn of(mut changes: Vec<Range<Numbered>>) -> Result<Self, Refusal> {
        changes.sort_unstable_by_key(|change| change.start);
        let mut firsts = Vec::with_capacity(changes.len());
        let mut all = 0;
        let mut end = (0, 0);
        for change in &changes {
            let count = usize::try_from(change.end.1 - change.start.1).unwrap_or(usize::MAX);
            if change.start < end || count > CHANGE_OPERATIONS_MAX {
                return Err(Refusal::OperationRange);
            }
            end = change.end;
            firsts.push(all);
            all += count;
        }
        if all > SAVED_OPERATIONS_MAX {
            return Err(Refusal::TooManyOperations);
        }
        let used = vec![Use::None; all];
        Ok(Self {
            changes,
            firsts,
            used,
        })
    }

    fn find(&mut self, id: Numbered) -> Result<&mut Use, Refusal> {
        let after = self.changes.partition_point(|change| change.start <= id);
        let at = after.checked_sub(1).ok_or(Refusal::OperationRange)?;
        let change = &self.changes[at];
        if !change.contains(&id) {
            return Err(Refusal::OperationRange);
        }
        let offset = usize::try_from(id.1 - change.start.1).map_err(|_| Refusal::OperationRange)?;
        Ok(&mut self.used[self.firsts[at] + offset])
    }

    fn put(&mut self, id: Numbered) -> Result<(), Refusal> {
        match std::mem::replace(self.find(id)?, Use::Stands) {
            Use::None => Ok(()),
            Use::Replaces | Use::Stands => Err(Refusal::KeyTwice),
        }
    }

    /// Told after all that stand.
    fn replace(&mut self, id: Numbered) -> Result<(), Refusal> {
        let found = self.find(id)?;
        if *found == Use::None {
            *found = Use::Replaces;
        }
        Ok(())
    }

    fn all_used(&self) -> Result<(), Refusal> {
        if self.used.contains(&Use::None) {
            Err(Refusal::ColumnLength)
        } else {
            Ok(())
        }
    }
}

fn check_values(metas: &[u64], values: &[u8]) -> Result<(), Refusal> {
    let mut values = Input(values);
    for meta in metas {
        if meta & 0xf != TYPE_STRING {
            return Err(Refusal::ValueType);
        }
        match usize::try_from(meta >> 4) {
            Ok(length) if length <= VALUE_BYTES_MAX => utf8(values.take(length)?)?,
            _ => return Err(Refusal::ValueTooLong),
        };
    }
    if values.is_empty() {
        Ok(())
    } else {
        Err(Refusal::ColumnLength)
    }
}

/// Places among the actors.
fn places(
    column: &[u8],
    count: RangeInclusive<usize>,
    actors: usize,
) -> Result<Vec<usize>, Refusal> {
    run_values(column, count, |input| {
        input.count(actors - 1, Refusal::ActorUnused)
    })
}

/// A column of differences: its running sums, all in range.
fn sums(column: &[u8], count: usize, range: RangeInclusive<i64>) -> Result<Vec<i64>, Refusal> {
    let mut sums = run_values(column, count..=count, Input::signed)?;
    let mut sum = 0i64;
    for each in &mut sums {
        sum = sum
            .checked_add(*each)
            .filter(|sum| range.contains(sum))
            .ok_or(Refusal::OperationRange)?;
        *each = sum;
    }
    Ok(sums)
}
