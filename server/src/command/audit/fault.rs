//! Faults of an export, for programs and for people.

use puente_audit::{CheckpointError, LogFault, NoteError};
use puente_texts::{Text, text};
use serde_json::{Value, json};

use crate::audit::ExportFault;

/// A fault for programs: a stable word, and where.
pub(super) fn value(fault: &ExportFault) -> Value {
    match fault {
        ExportFault::NoKey => json!({ "fault": "no_key" }),
        ExportFault::NoCheckpoint => json!({ "fault": "no_checkpoint" }),
        ExportFault::Checkpoint(error) => {
            json!({ "fault": "checkpoint", "reason": reason(*error) })
        }
        ExportFault::Pin(error) => json!({ "fault": "pin", "reason": reason(*error) }),
        ExportFault::PinOfOtherLog { origin } => {
            json!({ "fault": "pin", "reason": "other_log", "origin": origin })
        }
        ExportFault::Unfinished => json!({ "fault": "unfinished" }),
        ExportFault::Manifest => json!({ "fault": "manifest" }),
        ExportFault::Count { kind, found, said } => {
            json!({ "fault": "count", "kind": kind, "found": found, "said": said })
        }
        ExportFault::FileAdded(path) => json!({ "fault": "file_added", "file": path }),
        ExportFault::Log(fault) => json!(fault),
    }
}

/// A fault for people.
pub(super) fn sentence(fault: &ExportFault) -> Text {
    match fault {
        ExportFault::NoKey => Text::new("cli-audit-no_key"),
        ExportFault::NoCheckpoint => Text::new("cli-audit-no_checkpoint"),
        ExportFault::Checkpoint(error) => of_checkpoint(*error),
        ExportFault::Pin(error) => of_pin(*error),
        ExportFault::PinOfOtherLog { origin } => {
            text!("cli-audit-pin-other_log", origin = origin.as_str())
        }
        ExportFault::Unfinished => Text::new("cli-audit-unfinished"),
        ExportFault::Manifest => Text::new("cli-audit-manifest"),
        ExportFault::Count { kind, found, said } => {
            let kind = kind.map(|kind| json!(kind).as_str().unwrap_or_default().to_owned());
            text!(
                "cli-audit-count",
                kind = kind.unwrap_or_else(|| "?".to_owned()),
                found = found.to_string(),
                said = said.to_string()
            )
        }
        ExportFault::FileAdded(path) => text!("cli-audit-added", path = path.as_str()),
        ExportFault::Log(fault) => of_log(fault),
    }
}

fn of_checkpoint(error: CheckpointError) -> Text {
    Text::new(match error {
        CheckpointError::Note(NoteError::Malformed) | CheckpointError::Malformed => {
            "cli-audit-checkpoint-malformed"
        }
        CheckpointError::Note(NoteError::OtherKey) | CheckpointError::OtherLog => {
            "cli-audit-checkpoint-other_key"
        }
        CheckpointError::Note(NoteError::WrongSignature) => "cli-audit-checkpoint-wrong_signature",
    })
}

fn of_pin(error: CheckpointError) -> Text {
    Text::new(match error {
        CheckpointError::Note(NoteError::Malformed) | CheckpointError::Malformed => {
            "cli-audit-pin-malformed"
        }
        CheckpointError::Note(NoteError::OtherKey) | CheckpointError::OtherLog => {
            "cli-audit-pin-other_key"
        }
        CheckpointError::Note(NoteError::WrongSignature) => "cli-audit-pin-wrong_signature",
    })
}

/// Why a note was not accepted, as a stable word.
const fn reason(error: CheckpointError) -> &'static str {
    match error {
        CheckpointError::Note(NoteError::Malformed) | CheckpointError::Malformed => "malformed",
        CheckpointError::Note(NoteError::OtherKey) | CheckpointError::OtherLog => "other_key",
        CheckpointError::Note(NoteError::WrongSignature) => "wrong_signature",
    }
}

fn of_log(fault: &LogFault) -> Text {
    let at = |key: &str, index: u64| text!(key, index = index.to_string());
    match *fault {
        LogFault::EntryChanged { index } => at("cli-audit-changed", index),
        LogFault::EntryDropped { index } => at("cli-audit-dropped", index),
        LogFault::EntryInserted { index } => at("cli-audit-inserted", index),
        LogFault::EntriesReordered { index } => at("cli-audit-reordered", index),
        LogFault::Truncated { held, size } => text!(
            "cli-audit-truncated",
            held = held.to_string(),
            size = size.to_string()
        ),
        LogFault::FileMissing { file } => text!("cli-audit-missing", path = file.to_string()),
        LogFault::FileMalformed { file } => text!("cli-audit-malformed", path = file.to_string()),
        LogFault::TileChanged { file } => text!("cli-audit-tile", path = file.to_string()),
        LogFault::OtherRoot => Text::new("cli-audit-other_root"),
        LogFault::Forked { pinned } => text!("cli-audit-forked", pinned = pinned.to_string()),
        LogFault::SmallerThanPin { pinned, size } => text!(
            "cli-audit-smaller",
            pinned = pinned.to_string(),
            size = size.to_string()
        ),
    }
}
