//! The history of a record across its documents: who wrote what, when and on what grounds, which values it
//! replaced, and what was decided.

use std::collections::{BTreeMap, VecDeque};

use puente_document::{Basis, ConflictStep, DocumentReading, HistoryEdit, HistoryLine};
use puente_policy::Action;
use puente_protocol::ChangeState;
use puente_record::Key;
use puente_record::id::{ChangeHash, DocumentId, RecordId};
use rusqlite::Connection;

use crate::store::authors::Authorships;
use crate::store::documents::DocumentRow;
use crate::store::journal::{self, JournalOutcome, OwnChange};
use crate::store::{documents, enrolment};
use crate::view::RecordView;
use crate::write::may;
use crate::{Author, Device, Error};

mod meant;

/// One change of a record.
#[derive(Clone, PartialEq, Eq, serde::Serialize)]
pub struct RecordChange {
    /// The document that it belongs to.
    pub document: DocumentId,
    /// The kind of the document.
    pub kind: &'static str,
    /// The change.
    pub change: ChangeHash,
    /// The changes of the document that its author had seen. [`Device::view_at_heads`] shows the record at
    /// them.
    pub deps: Vec<ChangeHash>,
    /// Who wrote it, on which device, at which site, if this device was told.
    pub author: Option<Author>,
    /// When it was written, by the writing device's clock in ms since 1970, which may be wrong.
    pub told_ms: i64,
    /// It was written before this time, by this device's clock in ms since 1970. At this time the server's answer
    /// came that brought or acknowledged it; absent until then.
    pub proven_by_ms: Option<i64>,
    /// The code of the grounds; empty for told, `decided` for a decision.
    pub basis: String,
    /// The reason of a decision.
    pub reason: Option<String>,
    /// What it wrote.
    pub edits: Vec<FieldChange>,
    /// The conflicts that it began, changed or ended.
    pub conflicts: Vec<ConflictChange>,
    /// What became of it.
    #[serde(flatten)]
    pub standing: Standing,
}

/// What a change did to one field.
#[derive(Clone, PartialEq, Eq, serde::Serialize)]
pub struct FieldChange {
    /// The field, `<field>` or `<kind>/<id>/<field>`.
    pub field: String,
    /// What was done to it.
    pub act: FieldAction,
    /// The value as stored, for a set the member; absent when the field was cleared.
    pub value: Option<String>,
    /// The values that it replaced.
    pub replaced: Vec<ReplacedView>,
}

/// A value that was replaced.
#[derive(Clone, PartialEq, Eq, serde::Serialize)]
pub struct ReplacedView {
    /// The value as stored.
    pub value: String,
    /// The change that wrote it.
    pub change: ChangeHash,
    /// Who wrote it.
    pub author: Option<Author>,
}

/// What was done to a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum FieldAction {
    /// The field got a value.
    Put,
    /// Its value was removed.
    Cleared,
    /// A member was added to the set.
    Added,
    /// A member was removed from the set.
    Removed,
    /// A candidate was added to its conflict, as a claim.
    Claimed,
    /// A claim was replaced.
    Unclaimed,
}

/// What happened to one conflict.
#[derive(Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ConflictChange {
    /// The field.
    pub field: String,
    /// `began`, `changed` or `ended`.
    #[cfg_attr(
        feature = "typescript",
        ts(type = "\"began\" | \"changed\" | \"ended\"")
    )]
    pub step: &'static str,
}

/// What became of a change.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case", tag = "standing", content = "why")]
pub enum Standing {
    /// It is part of the record, and on the server as far as is known.
    Stands,
    /// It is part of the record on this device, and not on a server yet.
    SavedHere,
    /// The server waits for changes that it depends on.
    Pending,
    /// The server quarantined it, for this reason.
    Quarantined(String),
    /// Somebody looked at it and left it out for good, for this reason.
    SetAside(String),
    /// Its edits were written again as another change: here, after a change that it depended on was quarantined
    /// or for a new install; or by somebody else, at the office.
    WrittenAgain,
}

/// Implements Debug without what people said.
macro_rules! reticent {
    ($($name:ident: $field:ident),*) => {$(
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                let mut shown = f.debug_struct(stringify!($name));
                shown.field(stringify!($field), &self.$field).finish_non_exhaustive()
            }
        }
    )*};
}
reticent!(RecordChange: change, FieldChange: field, ReplacedView: change, ConflictChange: field);

impl Device {
    /// Every change of a record that its reader may see, oldest first, with who wrote it and when; only those
    /// about `field`, if one is given. Documents of kinds that the person may not read are left out.
    ///
    /// # Errors
    /// [`Error::NoSuchRecord`] when it is not on this device; otherwise see [`Error::advice`].
    pub fn history(
        &self,
        record: RecordId,
        field: Option<&str>,
    ) -> Result<Vec<RecordChange>, Error> {
        let mut parts = Vec::new();
        for row in self.readable(record)? {
            let mut lines = of_document(&self.conn, &row)?;
            if let Some(field) = field {
                lines.retain_mut(|line| line.is_about(field));
            }
            parts.push(VecDeque::from(lines));
        }
        Ok(woven(parts))
    }

    /// The record as it was at a time: all changes written by then, by the clocks of the devices that wrote
    /// them, whose dependencies were written by then too.
    ///
    /// # Errors
    /// As [`Device::history`].
    pub fn view_at(&self, record: RecordId, at_ms: i64) -> Result<RecordView, Error> {
        self.past(record, at_ms, |row| {
            let document = row.open()?;
            let heads = document.heads_when(|_, told_ms| told_ms <= at_ms);
            Ok(document.at(&heads))
        })
    }

    /// The record as an author saw it who had these changes of its documents, as in [`RecordChange::deps`], and
    /// everything they depend on. Heads of documents that are not here are ignored.
    ///
    /// # Errors
    /// As [`Device::history`].
    pub fn view_at_heads(
        &self,
        record: RecordId,
        heads: &[ChangeHash],
        now_ms: i64,
    ) -> Result<RecordView, Error> {
        self.past(record, now_ms, |row| {
            let document = row.open()?;
            let of: Vec<ChangeHash> = heads.iter().copied().filter(|h| document.has(*h)).collect();
            Ok(document.at(&of))
        })
    }

    fn past(
        &self,
        record: RecordId,
        now_ms: i64,
        read: impl Fn(&DocumentRow) -> Result<Option<DocumentReading>, Error>,
    ) -> Result<RecordView, Error> {
        let mut view = RecordView::empty(record, self.state(record)?);
        for row in self.readable(record)? {
            if !row.saved.is_empty()
                && let Some(reading) = read(&row)?
            {
                view.add(reading);
            }
        }
        view.find_odd(&self.sites()?, now_ms);
        Ok(view)
    }

    /// The documents of a record that the person may read. Before enrolment the person who made the store may
    /// read all.
    fn readable(&self, record: RecordId) -> Result<Vec<DocumentRow>, Error> {
        let rows = documents::of_record(&self.conn, record)?;
        if rows.is_empty() {
            return Err(Error::NoSuchRecord);
        }
        let is_enrolled = enrolment::enrolment(&self.conn)?.is_some();
        let mut readable = Vec::with_capacity(rows.len());
        for row in rows {
            if !is_enrolled || may(&self.conn, record, row.kind, Action::Read)? {
                readable.push(row);
            }
        }
        Ok(readable)
    }
}

impl RecordChange {
    /// Is the change about this field? Drops its edits of other fields.
    fn is_about(&mut self, field: &str) -> bool {
        self.edits.retain(|edit| edit.field == field);
        self.conflicts.retain(|conflict| conflict.field == field);
        !self.edits.is_empty() || !self.conflicts.is_empty()
    }
}

/// Joins the histories of several documents by their clocks and keeps the order within each.
fn woven(mut parts: Vec<VecDeque<RecordChange>>) -> Vec<RecordChange> {
    let mut lines = Vec::with_capacity(parts.iter().map(VecDeque::len).sum());
    loop {
        let told_ms = |part: &VecDeque<RecordChange>| part.front().map(|line| line.told_ms);
        let waiting = parts.iter_mut().filter(|part| !part.is_empty());
        let Some(next) = waiting.min_by_key(|part| told_ms(part)) else {
            return lines;
        };
        lines.extend(next.pop_front());
    }
}

fn of_document(conn: &Connection, row: &DocumentRow) -> Result<Vec<RecordChange>, Error> {
    let mut own: BTreeMap<ChangeHash, OwnChange> = journal::own_changes(conn, row.id)?;
    let written = Authorships::of(conn, row.id)?;
    let mut lines = Vec::new();
    if !row.saved.is_empty() {
        for line in row.open()?.history() {
            // A change that came back unchanged is not another change.
            let own = own.remove(&line.change);
            let own = own.filter(|own| own.outcome != Some(JournalOutcome::Replaced));
            lines.push(named(conn, row, &written, line, own.as_ref())?);
        }
    }
    // The remaining changes were taken out of the document; the journal still has them.
    for own in own.into_values() {
        lines.push(meant::line(conn, row, &written, own)?);
    }
    Ok(lines)
}

fn named(
    conn: &Connection,
    row: &DocumentRow,
    written: &Authorships,
    line: HistoryLine,
    own: Option<&OwnChange>,
) -> Result<RecordChange, Error> {
    let wrote = written.wrote(conn, row.id, line.change)?;
    let mut edits = Vec::with_capacity(line.edits.len());
    for edit in line.edits {
        edits.extend(field_change(conn, row.id, written, edit)?);
    }
    let conflicts = line
        .conflicts
        .into_iter()
        .map(|(path, step)| ConflictChange {
            field: path.to_string(),
            step: match step {
                ConflictStep::Began => "began",
                ConflictStep::Changed => "changed",
                ConflictStep::Ended => "ended",
            },
        });
    let (basis, reason) = grounds(line.basis);
    Ok(RecordChange {
        document: row.id,
        kind: row.kind.as_str(),
        change: line.change,
        deps: line.deps,
        told_ms: line.time_ms,
        proven_by_ms: wrote.as_ref().and_then(|wrote| wrote.proven_by_ms),
        author: wrote.map(|wrote| wrote.author),
        basis,
        reason,
        edits,
        conflicts: conflicts.collect(),
        standing: own.map_or(Standing::Stands, Standing::of),
    })
}

/// The code of a basis, and the reason of a decision.
fn grounds(basis: Basis) -> (String, Option<String>) {
    let code = basis.code().to_owned();
    match basis {
        Basis::Decided(reason) => (code, Some(reason)),
        _ => (code, None),
    }
}

fn field_change(
    conn: &Connection,
    document: DocumentId,
    written: &Authorships,
    edit: HistoryEdit,
) -> Result<Option<FieldChange>, Error> {
    let Some(path) = edit.field() else {
        return Ok(None);
    };
    let mut value = edit.value.and_then(|value| value.to_stored().ok());
    let act = match (Key::parse(&edit.key), value.is_some()) {
        (Ok(Key::Set { value: member, .. }), is_put) => {
            value = Some(member.to_owned());
            if is_put {
                FieldAction::Added
            } else {
                FieldAction::Removed
            }
        }
        (Ok(Key::Claim { .. }), true) => FieldAction::Claimed,
        (Ok(Key::Claim { .. }), false) => FieldAction::Unclaimed,
        (_, true) => FieldAction::Put,
        (_, false) => FieldAction::Cleared,
    };
    let mut replaced = Vec::new();
    if !matches!(act, FieldAction::Added | FieldAction::Removed) {
        for gone in edit.replaced {
            replaced.push(ReplacedView {
                value: gone.value.to_stored().unwrap_or_default(),
                change: gone.change,
                author: written.author(conn, document, gone.change)?,
            });
        }
    }
    Ok(Some(FieldChange {
        field: path.to_string(),
        act,
        value,
        replaced,
    }))
}

impl Standing {
    fn of(own: &OwnChange) -> Self {
        let why = || own.reason.clone().unwrap_or_default();
        match own.outcome {
            Some(JournalOutcome::Replaced) => Self::WrittenAgain,
            Some(JournalOutcome::Told(state)) => match state {
                ChangeState::Quarantined => Self::Quarantined(why()),
                ChangeState::SetAside => Self::SetAside(why()),
                ChangeState::Pending => Self::Pending,
                ChangeState::WrittenAgain => Self::WrittenAgain,
                ChangeState::Accepted | ChangeState::Released => Self::Stands,
            },
            None if own.is_waiting => Self::SavedHere,
            None => Self::Stands,
        }
    }
}
