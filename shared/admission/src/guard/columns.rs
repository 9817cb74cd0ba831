//! The columns of a change: how operations are laid out, and how they are laid out again.
//!
//! Columns store one property of every operation each, run-length encoded. A run length is a number
//! anybody may write, so every one is held against the limit before anything is made from it.

use std::ops::Range;

use super::leb128::{Input, write_signed, write_unsigned};
use super::{OpId, Operation, Refusal};
use crate::limits::{CHANGE_OPERATIONS_MAX, CHANGE_PREDECESSORS_MAX, COUNTER_MAX, VALUE_BYTES_MAX};

/// Columns a flat change of strings may have, in the order automerge writes them. A specification
/// is `column id << 4 | deflate << 3 | type`; leaving out all others leaves out objects, lists,
/// marks and compression.
const KEY: u64 = 0x15;
const INSERT: u64 = 0x34;
const ACTION: u64 = 0x42;
const VALUE_META: u64 = 0x56;
const VALUE: u64 = 0x57;
const PRED_COUNT: u64 = 0x70;
const PRED_ACTOR: u64 = 0x71;
const PRED_COUNTER: u64 = 0x73;
const COLUMNS: [u64; 8] = [
    KEY,
    INSERT,
    ACTION,
    VALUE_META,
    VALUE,
    PRED_COUNT,
    PRED_ACTOR,
    PRED_COUNTER,
];

const ACTION_PUT: u64 = 1;
const ACTION_DELETE: u64 = 3;
/// Type of a value in the low four bits of its metadata, the length in bytes above them.
const TYPE_NULL: u64 = 0;
const TYPE_STRING: u64 = 6;

/// Operations and, one after the other, their predecessors.
pub(super) struct Rows<'a> {
    pub(super) operations: Vec<Operation<'a>>,
    pub(super) predecessors: Vec<OpId>,
}

/// Reads the column list and the columns; leaves in `input` what follows them.
pub(super) fn read<'a>(input: &mut Input<'a>) -> Result<Rows<'a>, Refusal> {
    let columns = split(input)?;
    let [
        keys,
        inserts,
        actions,
        metas,
        values,
        pred_counts,
        pred_actors,
        pred_counters,
    ] = columns;
    let actions = run_values(actions, 0..=CHANGE_OPERATIONS_MAX, Input::unsigned)?;
    let count = actions.len();
    if count == 0 {
        return Err(Refusal::NoOperations);
    }
    check_no_insert(inserts, count)?;
    let keys = run_values(keys, count..=count, text)?;
    let metas = run_values(metas, count..=count, Input::unsigned)?;
    let pred_counts = run_values(pred_counts, count..=count, |i| {
        i.count(CHANGE_PREDECESSORS_MAX, Refusal::TooManyPredecessors)
    })?;
    let pred_total: usize = pred_counts.iter().sum();
    if pred_total > CHANGE_PREDECESSORS_MAX {
        return Err(Refusal::TooManyPredecessors);
    }
    let predecessors = read_predecessors(pred_actors, pred_counters, pred_total)?;

    let mut values = Input(values);
    let mut operations = Vec::with_capacity(count);
    let mut first = 0;
    for (((key, action), meta), pred_count) in
        keys.into_iter().zip(actions).zip(metas).zip(pred_counts)
    {
        let value = read_value(action, meta, &mut values)?;
        if value.is_none() && pred_count == 0 {
            return Err(Refusal::DeletesNothing);
        }
        let range: Range<usize> = first..first + pred_count;
        first = range.end;
        operations.push(Operation {
            key,
            value,
            predecessors: range,
        });
    }
    if !values.is_empty() {
        return Err(Refusal::ColumnLength);
    }
    Ok(Rows {
        operations,
        predecessors,
    })
}

/// Column list, then column data: `[specification, length in bytes]…`, then the bytes in that order.
fn split<'a>(input: &mut Input<'a>) -> Result<[&'a [u8]; COLUMNS.len()], Refusal> {
    let count = input.count(COLUMNS.len(), Refusal::Columns)?;
    let mut lengths = [0; COLUMNS.len()];
    let mut next = 0;
    for _ in 0..count {
        let specification = input.unsigned()?;
        let place = COLUMNS[next..]
            .iter()
            .position(|known| *known == specification)
            .ok_or(Refusal::Columns)?;
        next += place + 1;
        lengths[next - 1] = input.count(crate::limits::CHANGE_BYTES_MAX, Refusal::Columns)?;
        if lengths[next - 1] == 0 {
            return Err(Refusal::Columns);
        }
    }
    let mut columns: [&[u8]; COLUMNS.len()] = [&[]; COLUMNS.len()];
    for (column, length) in columns.iter_mut().zip(lengths) {
        *column = input.take(length)?;
    }
    Ok(columns)
}

/// The values of a run-length encoded column without nulls.
fn run_values<'a, T: Copy>(
    column: &'a [u8],
    count: std::ops::RangeInclusive<usize>,
    mut read: impl FnMut(&mut Input<'a>) -> Result<T, Refusal>,
) -> Result<Vec<T>, Refusal> {
    let mut input = Input(column);
    let mut values = Vec::new();
    while !input.is_empty() {
        let length = input.signed()?;
        let room = count.end() - values.len();
        let many = usize::try_from(length.unsigned_abs()).map_err(|_| Refusal::NumberTooLarge)?;
        if many > room {
            let open = count.start() != count.end();
            return Err(if open {
                Refusal::TooManyOperations
            } else {
                Refusal::ColumnLength
            });
        }
        match length {
            0 => return Err(Refusal::NotFlat), // a run of nulls: only keys of lists and objects have them
            1.. => {
                let value = read(&mut input)?;
                values.resize(values.len() + many, value);
            }
            _ => {
                for _ in 0..many {
                    values.push(read(&mut input)?);
                }
            }
        }
    }
    if count.contains(&values.len()) {
        Ok(values)
    } else {
        Err(Refusal::ColumnLength)
    }
}

/// The insert column holds alternating run lengths, of `false` first: one run says that nothing is inserted.
fn check_no_insert(column: &[u8], count: usize) -> Result<(), Refusal> {
    let mut input = Input(column);
    let falses = input.unsigned()?;
    if !input.is_empty() {
        return Err(Refusal::NotFlat);
    }
    if falses == count as u64 {
        Ok(())
    } else {
        Err(Refusal::ColumnLength)
    }
}

fn read_predecessors(actors: &[u8], counters: &[u8], count: usize) -> Result<Vec<OpId>, Refusal> {
    let actors = run_values(actors, count..=count, |i| {
        i.count(usize::from(u16::MAX), Refusal::PredecessorOrder)
    })?;
    let deltas = run_values(counters, count..=count, Input::signed)?;
    let mut counter = 0i64;
    let mut predecessors = Vec::with_capacity(count);
    for (actor, delta) in actors.into_iter().zip(deltas) {
        counter = counter
            .checked_add(delta)
            .ok_or(Refusal::PredecessorRange)?;
        match u64::try_from(counter) {
            Ok(counter @ 1..=COUNTER_MAX) => predecessors.push(OpId { counter, actor }),
            _ => return Err(Refusal::PredecessorRange),
        }
    }
    Ok(predecessors)
}

fn read_value<'a>(
    action: u64,
    meta: u64,
    values: &mut Input<'a>,
) -> Result<Option<&'a str>, Refusal> {
    match (action, meta & 0xf) {
        (ACTION_DELETE, TYPE_NULL) if meta == 0 => Ok(None),
        (ACTION_DELETE, _) => Err(Refusal::ValueType),
        (ACTION_PUT, TYPE_STRING) => {
            let length = usize::try_from(meta >> 4).map_err(|_| Refusal::ValueTooLong)?;
            if length > VALUE_BYTES_MAX {
                return Err(Refusal::ValueTooLong);
            }
            Ok(Some(utf8(values.take(length)?)?))
        }
        (ACTION_PUT, _) => Err(Refusal::ValueType),
        _ => Err(Refusal::Action),
    }
}

fn text<'a>(input: &mut Input<'a>) -> Result<&'a str, Refusal> {
    utf8(input.prefixed(crate::limits::KEY_BYTES_MAX, Refusal::Key)?)
}

pub(super) fn utf8(bytes: &[u8]) -> Result<&str, Refusal> {
    std::str::from_utf8(bytes).map_err(|_| Refusal::NotUtf8)
}

/// Writes the column list and the columns as automerge does: the same content has one spelling.
pub(super) fn write(operations: &[Operation<'_>], predecessors: &[OpId], out: &mut Vec<u8>) {
    let mut data = Vec::new();
    let mut list = Vec::new();
    let mut columns = 0u64;
    let mut column = |specification: u64, write: &mut dyn FnMut(&mut Vec<u8>)| {
        let start = data.len();
        write(&mut data);
        let length = data.len() - start;
        if length > 0 {
            columns += 1;
            write_unsigned(&mut list, specification);
            write_unsigned(&mut list, length as u64);
        }
    };
    column(KEY, &mut |out| {
        write_runs(out, operations.iter().map(|op| op.key), |out, key| {
            write_unsigned(out, key.len() as u64);
            out.extend_from_slice(key.as_bytes());
        });
    });
    column(INSERT, &mut |out| {
        write_unsigned(out, operations.len() as u64);
    });
    column(ACTION, &mut |out| {
        let actions = operations.iter().map(|op| match op.value {
            Some(_) => ACTION_PUT,
            None => ACTION_DELETE,
        });
        write_runs(out, actions, write_unsigned);
    });
    column(VALUE_META, &mut |out| {
        let metas = operations.iter().map(|op| match op.value {
            Some(value) => (value.len() as u64) << 4 | TYPE_STRING,
            None => TYPE_NULL,
        });
        write_runs(out, metas, write_unsigned);
    });
    column(VALUE, &mut |out| {
        operations
            .iter()
            .filter_map(|op| op.value)
            .for_each(|value| out.extend_from_slice(value.as_bytes()));
    });
    column(PRED_COUNT, &mut |out| {
        let counts = operations.iter().map(|op| op.predecessors.len() as u64);
        write_runs(out, counts, write_unsigned);
    });
    column(PRED_ACTOR, &mut |out| {
        write_runs(
            out,
            predecessors.iter().map(|p| p.actor as u64),
            write_unsigned,
        );
    });
    column(PRED_COUNTER, &mut |out| {
        let mut last = 0;
        let deltas = predecessors.iter().map(|predecessor| {
            let counter = predecessor.counter.cast_signed();
            let delta = counter - last;
            last = counter;
            delta
        });
        write_runs(out, deltas, write_signed);
    });
    write_unsigned(out, columns);
    out.extend_from_slice(&list);
    out.extend_from_slice(&data);
}

/// A repeated value is a run `(n, value)`; values between runs are one literal `(-n, values…)`.
fn write_runs<T: PartialEq + Copy>(
    out: &mut Vec<u8>,
    values: impl Iterator<Item = T>,
    mut write: impl FnMut(&mut Vec<u8>, T),
) {
    let mut literal: Vec<T> = Vec::new();
    let mut flush = |out: &mut Vec<u8>, literal: &mut Vec<T>, run: Option<(T, i64)>| {
        if !literal.is_empty() {
            write_signed(out, -(literal.len() as i64));
            literal.drain(..).for_each(|value| write(out, value));
        }
        if let Some((value, length)) = run {
            write_signed(out, length);
            write(out, value);
        }
    };
    let mut values = values.peekable();
    while let Some(value) = values.next() {
        let mut length = 1;
        while values.next_if_eq(&value).is_some() {
            length += 1;
        }
        if length == 1 {
            literal.push(value);
        } else {
            flush(out, &mut literal, Some((value, length)));
        }
    }
    flush(out, &mut literal, None);
}
