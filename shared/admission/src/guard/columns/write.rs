//! Writing columns as automerge does, so that the same content always has the same bytes.

use super::super::leb128::{write_signed, write_unsigned};
use super::super::{OpId, Operation};
use super::{
    ACTION, ACTION_DELETE, ACTION_PUT, INSERT, KEY, PRED_ACTOR, PRED_COUNT, PRED_COUNTER,
    TYPE_NULL, TYPE_STRING, VALUE, VALUE_META,
};

/// Collects the column list and the columns written so far.
#[derive(Default)]
pub(in super::super) struct ColumnWriter {
    count: u64,
    list: Vec<u8>,
    data: Vec<u8>,
}

impl ColumnWriter {
    /// Adds a column, unless it is empty.
    pub(in super::super) fn column(
        &mut self,
        specification: u64,
        write: impl FnOnce(&mut Vec<u8>),
    ) {
        let start = self.data.len();
        write(&mut self.data);
        let length = self.data.len() - start;
        if length > 0 {
            self.count += 1;
            write_unsigned(&mut self.list, specification);
            write_unsigned(&mut self.list, length as u64);
        }
    }

    /// Writes the column list: each column's specification and its length in bytes.
    pub(in super::super) fn list(&self, out: &mut Vec<u8>) {
        write_unsigned(out, self.count);
        out.extend_from_slice(&self.list);
    }

    pub(in super::super) fn data(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.data);
    }
}

/// Writes the column list and the columns.
pub(in super::super) fn write(
    operations: &[Operation<'_>],
    predecessors: &[OpId],
    out: &mut Vec<u8>,
) {
    let mut writer = ColumnWriter::default();
    write_operations(operations, &mut writer);
    write_predecessors(operations, predecessors, &mut writer);
    writer.list(out);
    writer.data(out);
}

fn write_operations(operations: &[Operation<'_>], writer: &mut ColumnWriter) {
    writer.column(KEY, |out| {
        write_runs(out, operations.iter().map(|op| op.key), |out, key| {
            write_unsigned(out, key.len() as u64);
            out.extend_from_slice(key.as_bytes());
        });
    });
    writer.column(INSERT, |out| {
        write_unsigned(out, operations.len() as u64);
    });
    writer.column(ACTION, |out| {
        let actions = operations.iter().map(|op| match op.value {
            Some(_) => ACTION_PUT,
            None => ACTION_DELETE,
        });
        write_runs(out, actions, write_unsigned);
    });
    writer.column(VALUE_META, |out| {
        let metas = operations.iter().map(|op| match op.value {
            Some(value) => (value.len() as u64) << 4 | TYPE_STRING,
            None => TYPE_NULL,
        });
        write_runs(out, metas, write_unsigned);
    });
    writer.column(VALUE, |out| {
        let values = operations.iter().filter_map(|op| op.value);
        values.for_each(|value| out.extend_from_slice(value.as_bytes()));
    });
}

fn write_predecessors(
    operations: &[Operation<'_>],
    predecessors: &[OpId],
    writer: &mut ColumnWriter,
) {
    writer.column(PRED_COUNT, |out| {
        let counts = operations.iter().map(|op| op.predecessors.len() as u64);
        write_runs(out, counts, write_unsigned);
    });
    writer.column(PRED_ACTOR, |out| {
        let actors = predecessors.iter().map(|id| id.actor as u64);
        write_runs(out, actors, write_unsigned);
    });
    writer.column(PRED_COUNTER, |out| {
        let mut last = 0;
        let deltas = predecessors.iter().map(|id| {
            let counter = id.counter.cast_signed();
            let delta = counter - last;
            last = counter;
            delta
        });
        write_runs(out, deltas, write_signed);
    });
}

/// A repeated value is a run `(n, value)`; values between runs are one literal `(-n, values…)`.
pub(in super::super) fn write_runs<T: PartialEq + Copy>(
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
