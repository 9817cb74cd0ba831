//! Writing columns as automerge does: the same content has one spelling.

use super::super::leb128::{write_signed, write_unsigned};
use super::super::{OpId, Operation};
use super::{
    ACTION, ACTION_DELETE, ACTION_PUT, INSERT, KEY, PRED_ACTOR, PRED_COUNT, PRED_COUNTER,
    TYPE_NULL, TYPE_STRING, VALUE, VALUE_META,
};

/// Writes the column list and the columns.
pub(in super::super) fn write(
    operations: &[Operation<'_>],
    predecessors: &[OpId],
    out: &mut Vec<u8>,
) {
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
