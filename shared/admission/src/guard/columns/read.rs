//! Reading columns. Anybody may write any run length, so every run length is checked against the
//! limit before it allocates anything.

use std::ops::{Range, RangeInclusive};

use super::super::leb128::ChangeBytes;
use super::super::{GuardError, OpId, Operation};
use super::{ACTION_DELETE, ACTION_PUT, COLUMNS, OperationRows, TYPE_NULL, TYPE_STRING};
use crate::limits::{
    CHANGE_BYTES_MAX, CHANGE_OPERATIONS_MAX, CHANGE_PREDECESSORS_MAX, COUNTER_MAX, KEY_BYTES_MAX,
    VALUE_BYTES_MAX,
};

/// Reads the column list and the columns; leaves the bytes after them in `input`.
pub(in super::super) fn read<'a>(
    input: &mut ChangeBytes<'a>,
) -> Result<OperationRows<'a>, GuardError> {
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
    let actions = run_values(actions, 0..=CHANGE_OPERATIONS_MAX, ChangeBytes::unsigned)?;
    let count = actions.len();
    if count == 0 {
        return Err(GuardError::NoOperations);
    }
    check_no_insert(inserts, count)?;
    let keys = run_values(keys, count..=count, text)?;
    let metas = run_values(metas, count..=count, ChangeBytes::unsigned)?;
    let pred_counts = run_values(pred_counts, count..=count, |i| {
        i.count(CHANGE_PREDECESSORS_MAX, GuardError::TooManyPredecessors)
    })?;
    let pred_total: usize = pred_counts.iter().sum();
    if pred_total > CHANGE_PREDECESSORS_MAX {
        return Err(GuardError::TooManyPredecessors);
    }
    let predecessors = read_predecessors(pred_actors, pred_counters, pred_total)?;

    let mut values = ChangeBytes(values);
    let mut operations = Vec::with_capacity(count);
    let mut first = 0;
    for (((key, action), meta), pred_count) in
        keys.into_iter().zip(actions).zip(metas).zip(pred_counts)
    {
        let value = read_value(action, meta, &mut values)?;
        if value.is_none() && pred_count == 0 {
            return Err(GuardError::DeletesNothing);
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
        return Err(GuardError::ColumnLength);
    }
    Ok(OperationRows {
        operations,
        predecessors,
    })
}

/// Column list, then column data: `[specification, length in bytes]…`, then the bytes in that order.
fn split<'a>(input: &mut ChangeBytes<'a>) -> Result<[&'a [u8]; COLUMNS.len()], GuardError> {
    let count = input.count(COLUMNS.len(), GuardError::Columns)?;
    let mut lengths = [0; COLUMNS.len()];
    let mut next = 0;
    for _ in 0..count {
        let specification = input.unsigned()?;
        let place = COLUMNS[next..]
            .iter()
            .position(|known| *known == specification)
            .ok_or(GuardError::Columns)?;
        next += place + 1;
        lengths[next - 1] = input.count(CHANGE_BYTES_MAX, GuardError::Columns)?;
        if lengths[next - 1] == 0 {
            return Err(GuardError::Columns);
        }
    }
    let mut columns: [&[u8]; COLUMNS.len()] = [&[]; COLUMNS.len()];
    for (column, length) in columns.iter_mut().zip(lengths) {
        *column = input.take(length)?;
    }
    Ok(columns)
}

/// The values of a run-length encoded column without nulls.
pub(in super::super) fn run_values<'a, T: Copy>(
    column: &'a [u8],
    count: RangeInclusive<usize>,
    mut read: impl FnMut(&mut ChangeBytes<'a>) -> Result<T, GuardError>,
) -> Result<Vec<T>, GuardError> {
    let mut input = ChangeBytes(column);
    let mut values = Vec::new();
    while !input.is_empty() {
        let length = input.signed()?;
        let room = count.end() - values.len();
        let many =
            usize::try_from(length.unsigned_abs()).map_err(|_| GuardError::NumberTooLarge)?;
        if many > room {
            let open = count.start() != count.end();
            return Err(if open {
                GuardError::TooManyOperations
            } else {
                GuardError::ColumnLength
            });
        }
        match length {
            0 => return Err(GuardError::NotFlat), // a run of nulls, which only keys of lists and objects have
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
        Err(GuardError::ColumnLength)
    }
}

/// The insert column holds alternating run lengths that start with `false`: a single run means that nothing is
/// inserted.
pub(in super::super) fn check_no_insert(column: &[u8], count: usize) -> Result<(), GuardError> {
    let mut input = ChangeBytes(column);
    let falses = input.unsigned()?;
    if !input.is_empty() {
        return Err(GuardError::NotFlat);
    }
    if falses == count as u64 {
        Ok(())
    } else {
        Err(GuardError::ColumnLength)
    }
}

fn read_predecessors(
    actors: &[u8],
    counters: &[u8],
    count: usize,
) -> Result<Vec<OpId>, GuardError> {
    let actors = run_values(actors, count..=count, |i| {
        i.count(usize::from(u16::MAX), GuardError::PredecessorOrder)
    })?;
    let deltas = run_values(counters, count..=count, ChangeBytes::signed)?;
    let mut counter = 0i64;
    let mut predecessors = Vec::with_capacity(count);
    for (actor, delta) in actors.into_iter().zip(deltas) {
        counter = counter
            .checked_add(delta)
            .ok_or(GuardError::PredecessorRange)?;
        match u64::try_from(counter) {
            Ok(counter @ 1..=COUNTER_MAX) => predecessors.push(OpId { counter, actor }),
            _ => return Err(GuardError::PredecessorRange),
        }
    }
    Ok(predecessors)
}

fn read_value<'a>(
    action: u64,
    meta: u64,
    values: &mut ChangeBytes<'a>,
) -> Result<Option<&'a str>, GuardError> {
    match (action, meta & 0xf) {
        (ACTION_DELETE, TYPE_NULL) if meta == 0 => Ok(None),
        (ACTION_DELETE, _) => Err(GuardError::ValueType),
        (ACTION_PUT, TYPE_STRING) => {
            let length = usize::try_from(meta >> 4).map_err(|_| GuardError::ValueTooLong)?;
            if length > VALUE_BYTES_MAX {
                return Err(GuardError::ValueTooLong);
            }
            Ok(Some(utf8(values.take(length)?)?))
        }
        (ACTION_PUT, _) => Err(GuardError::ValueType),
        _ => Err(GuardError::Action),
    }
}

pub(in super::super) fn text<'a>(input: &mut ChangeBytes<'a>) -> Result<&'a str, GuardError> {
    utf8(input.prefixed(KEY_BYTES_MAX, GuardError::Key)?)
}

pub(in super::super) fn utf8(bytes: &[u8]) -> Result<&str, GuardError> {
    std::str::from_utf8(bytes).map_err(|_| GuardError::NotUtf8)
}
