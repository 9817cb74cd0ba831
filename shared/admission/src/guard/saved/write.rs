//! Writes as automerge does: the same changes in the same order give the same bytes.

use super::super::chunk::{seal, write_actor};
use super::super::columns::{ColumnWriter, write_runs};
use super::super::leb128::{write_signed, write_unsigned};
use super::{
    ACTION_PUT, NOTHING_ELSE, Saved, TYPE_DOCUMENT, TYPE_STRING, of_changes, of_operations,
};

impl Saved<'_> {
    pub(crate) fn write(&self) -> Vec<u8> {
        let mut body = Vec::with_capacity(2048);
        write_unsigned(&mut body, self.actors.len() as u64);
        for actor in &self.actors {
            write_actor(&mut body, actor);
        }
        write_unsigned(&mut body, self.heads.len() as u64);
        for (hash, _) in &self.heads {
            body.extend_from_slice(hash.as_bytes());
        }
        let (changes, operations) = (self.changes(), self.operations());
        changes.list(&mut body);
        operations.list(&mut body);
        changes.data(&mut body);
        operations.data(&mut body);
        for (_, place) in &self.heads {
            write_unsigned(&mut body, *place as u64);
        }
        seal(TYPE_DOCUMENT, &body)
    }

    fn changes(&self) -> ColumnWriter {
        let mut writer = ColumnWriter::default();
        let changes = || self.changes.iter();
        writer.column(of_changes::AUTHOR, |out| {
            let authors = changes().map(|change| change.author as u64);
            write_runs(out, authors, write_unsigned);
        });
        writer.column(of_changes::SEQ, |out| {
            write_sums(out, changes().map(|change| change.seq));
        });
        writer.column(of_changes::MAX_OP, |out| {
            write_sums(out, changes().map(|change| change.operations.end - 1));
        });
        writer.column(of_changes::TIME, |out| {
            write_sums(out, changes().map(|change| change.time_ms));
        });
        writer.column(of_changes::MESSAGE, |out| {
            let messages = || changes().map(|change| change.message);
            if messages().any(|message| !message.is_empty()) {
                write_messages(out, messages());
            }
        });
        writer.column(of_changes::DEP_COUNT, |out| {
            let counts = changes().map(|change| change.deps.len() as u64);
            write_runs(out, counts, write_unsigned);
        });
        writer.column(of_changes::DEP, |out| {
            let deps = changes().flat_map(|change| &change.deps);
            write_sums(out, deps.map(|place| *place as i64));
        });
        writer.column(of_changes::EXTRA_META, |out| {
            write_runs(out, changes().map(|_| NOTHING_ELSE), write_unsigned);
        });
        writer
    }

    fn operations(&self) -> ColumnWriter {
        let mut writer = ColumnWriter::default();
        let puts = || self.puts.iter();
        writer.column(of_operations::KEY, |out| {
            write_runs(out, puts().map(|put| put.key), write_text);
        });
        writer.column(of_operations::AUTHOR, |out| {
            write_runs(out, puts().map(|put| put.id.0 as u64), write_unsigned);
        });
        writer.column(of_operations::COUNTER, |out| {
            write_sums(out, puts().map(|put| put.id.1));
        });
        writer.column(of_operations::INSERT, |out| {
            write_unsigned(out, self.puts.len() as u64);
        });
        writer.column(of_operations::ACTION, |out| {
            write_runs(out, puts().map(|_| ACTION_PUT), write_unsigned);
        });
        writer.column(of_operations::VALUE_META, |out| {
            let metas = puts().map(|put| (put.value.len() as u64) << 4 | TYPE_STRING);
            write_runs(out, metas, write_unsigned);
        });
        writer.column(of_operations::VALUE, |out| {
            puts().for_each(|put| out.extend_from_slice(put.value.as_bytes()));
        });
        writer.column(of_operations::SUCC_COUNT, |out| {
            write_runs(out, puts().map(|put| put.successors as u64), write_unsigned);
        });
        writer.column(of_operations::SUCC_AUTHOR, |out| {
            let authors = self.successors.iter().map(|id| id.0 as u64);
            write_runs(out, authors, write_unsigned);
        });
        writer.column(of_operations::SUCC_COUNTER, |out| {
            write_sums(out, self.successors.iter().map(|id| id.1));
        });
        writer
    }
}

/// A column of differences, each from the value before.
fn write_sums(out: &mut Vec<u8>, values: impl Iterator<Item = i64>) {
    let mut last = 0;
    let differences = values.map(|value| value - std::mem::replace(&mut last, value));
    write_runs(out, differences, write_signed);
}

fn write_text(out: &mut Vec<u8>, text: &str) {
    write_unsigned(out, text.len() as u64);
    out.extend_from_slice(text.as_bytes());
}

/// Changes without a message are a run `(0, n)`.
fn write_messages<'a>(out: &mut Vec<u8>, messages: impl Iterator<Item = &'a str>) {
    let messages: Vec<&str> = messages.collect();
    for run in messages.chunk_by(|one, next| one.is_empty() == next.is_empty()) {
        if run[0].is_empty() {
            write_signed(out, 0);
            write_unsigned(out, run.len() as u64);
        } else {
            write_runs(out, run.iter().copied(), write_text);
        }
    }
}
