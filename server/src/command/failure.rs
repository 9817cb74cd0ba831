//! Why a command did not do what it was asked to, in the language of who typed it.

use std::error::Error;
use std::fmt;

use puente_audit::{CheckpointError, NoteError};
use puente_texts::{Text, text};

use super::print::localized;
use crate::administration::AdministrationError;
use crate::audit::{EntryProofError, ExportError, LogSignerError};
use crate::backup::BackupError;
use crate::backup::age::AgeFileError;
use crate::rebuild::RebuildError;
use crate::store::OpenError;
use crate::tombstones::TombstoneError;

/// A failure of a command, by key, with what caused it.
#[derive(Debug)]
pub(super) struct CommandError {
    text: Text,
    cause: Option<anyhow::Error>,
}

impl fmt::Display for CommandError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&localized(&self.text))
    }
}

impl Error for CommandError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(self.cause.as_ref()?.as_ref())
    }
}

/// A failure that nothing else caused.
pub(super) fn failure(text: Text) -> anyhow::Error {
    CommandError { text, cause: None }.into()
}

/// Says what could not be done, before why: for `map_err`.
pub(super) fn failed<E: Into<anyhow::Error>>(text: Text) -> impl FnOnce(E) -> anyhow::Error {
    move |cause| {
        let error = CommandError {
            text,
            cause: Some(cause.into()),
        };
        error.into()
    }
}

/// A failure with its causes, outermost first. What the system and the database say of themselves is told as they say it.
pub(super) fn sentence(error: &anyhow::Error) -> String {
    let mut sentences: Vec<String> = Vec::new();
    for cause in error.chain() {
        let said = match known(cause) {
            Some(text) => localized(&text),
            None => cause.to_string(),
        };
        // What passes its cause on is said once.
        if sentences.last() != Some(&said) {
            sentences.push(said);
        }
    }
    sentences.join(": ")
}

fn known(cause: &(dyn Error + 'static)) -> Option<Text> {
    if let Some(error) = cause.downcast_ref() {
        return of_administration(error);
    }
    if let Some(error) = cause.downcast_ref() {
        return of_backup(error);
    }
    if let Some(error) = cause.downcast_ref() {
        return of_age_file(error);
    }
    if let Some(error) = cause.downcast_ref() {
        return Some(of_tombstones(error));
    }
    if let Some(error) = cause.downcast_ref() {
        return of_export(error);
    }
    if let Some(error) = cause.downcast_ref() {
        return Some(of_log_signer(error));
    }
    if let Some(error) = cause.downcast_ref() {
        return of_entry_proof(error);
    }
    of_opening(cause.downcast_ref()?)
}

fn of_administration(error: &AdministrationError) -> Option<Text> {
    Some(match error {
        AdministrationError::Missing(what) => Text::new(format!("cli-no-such-{what}")),
        AdministrationError::Taken => Text::new("cli-wrong-name_taken"),
        AdministrationError::Invalid(what) => Text::new(format!("cli-invalid-{what}")),
        AdministrationError::NotReleasable(reason) => {
            text!("cli-wrong-not_releasable", reason = reason.as_str())
        }
        AdministrationError::NotReadable => Text::new("cli-wrong-not_readable"),
        AdministrationError::NotEntered(reason) => {
            text!("cli-wrong-not_entered", reason = reason.as_str())
        }
        AdministrationError::Store(_) | AdministrationError::Trial(_) => return None,
    })
}

fn of_backup(error: &BackupError) -> Option<Text> {
    let of = |what: &str| Text::new(format!("cli-backup-{what}"));
    Some(match error {
        BackupError::Exists(path) => text!("cli-wrong-exists", path = path.display().to_string()),
        BackupError::File { path, source } => text!(
            "cli-wrong-file",
            path = path.display().to_string(),
            fault = source.to_string()
        ),
        BackupError::NoFolder(path) => {
            text!("cli-wrong-no_folder", path = path.display().to_string())
        }
        BackupError::NoRecipient => Text::new("cli-wrong-recipient"),
        BackupError::Age(error) => return of_age_file(error),
        BackupError::Manifest(path) => {
            text!("cli-wrong-manifest", path = path.display().to_string())
        }
        BackupError::Differs { path, what } => text!(
            "cli-wrong-differs",
            path = path.display().to_string(),
            fault = of(what)
        ),
        BackupError::Tombstones(error) => of_tombstones(error),
        BackupError::OtherKeys(what) => text!("cli-wrong-other_keys", fault = of(what)),
        BackupError::OtherLog(what) => text!("cli-wrong-other_log", fault = of(what)),
        BackupError::Damaged {
            folder,
            differences,
        } => text!(
            "cli-wrong-restored_damaged",
            path = folder.display().to_string(),
            fault = differences.as_str()
        ),
        BackupError::Open(error) => return of_opening(error),
        BackupError::Store(_) | BackupError::Rebuild(RebuildError::Store(_)) => return None,
        BackupError::Rebuild(RebuildError::Trial(_)) => return None,
    })
}

fn of_age_file(error: &AgeFileError) -> Option<Text> {
    Some(Text::new(match error {
        AgeFileError::NotARecipient => "cli-wrong-age_recipient",
        AgeFileError::NotAnIdentity => "cli-wrong-age_identity",
        AgeFileError::Head => "cli-wrong-age_head",
        AgeFileError::OtherRecipients => "cli-wrong-age_others",
        AgeFileError::Io(_) => return None,
    }))
}

fn of_tombstones(error: &TombstoneError) -> Text {
    match error {
        TombstoneError::File { path, source } => text!(
            "cli-wrong-file",
            path = path.display().to_string(),
            fault = source.to_string()
        ),
        TombstoneError::NotTombstones(path) => {
            text!("cli-wrong-tombstones", path = path.display().to_string())
        }
    }
}

fn of_export(error: &ExportError) -> Option<Text> {
    let of = |key: &str, path: &std::path::Path| text!(key, path = path.display().to_string());
    Some(match error {
        ExportError::Finished(path) => of("cli-wrong-export_finished", path),
        ExportError::OtherFolder(path) => of("cli-wrong-export_other", path),
        ExportError::File { path, source } => {
            of("cli-wrong-file", path).with("fault", source.to_string())
        }
        ExportError::Leaf(error) => text!("cli-wrong-leaf", index = error.index.to_string()),
        ExportError::Signer(error) => of_log_signer(error),
        ExportError::Store(_) => return None,
    })
}

fn of_log_signer(error: &LogSignerError) -> Text {
    let of = |key: &str, path: &std::path::Path| text!(key, path = path.display().to_string());
    match error {
        LogSignerError::File { path, source } => {
            of("cli-wrong-file", path).with("fault", source.to_string())
        }
        LogSignerError::NoState(path) => of("cli-wrong-log_state", path),
        LogSignerError::InUse(path) => of("cli-wrong-log_signer_runs", path),
        LogSignerError::Socket { path, .. } => of("cli-wrong-log_signer", path),
        LogSignerError::OtherLog { origin, asked } => text!(
            "cli-wrong-log_other",
            origin = origin.as_str(),
            asked = asked.as_str()
        ),
        LogSignerError::NotStored => Text::new("cli-wrong-log_not_stored"),
        LogSignerError::NoExtension { signed, asked } => text!(
            "cli-wrong-log_replaced",
            signed = signed.to_string(),
            asked = asked.to_string()
        ),
    }
}

fn of_entry_proof(error: &EntryProofError) -> Option<Text> {
    Some(Text::new(match error {
        EntryProofError::NoSuchEntry => "cli-wrong-no_entry",
        EntryProofError::Damaged => "cli-wrong-export_damaged",
        EntryProofError::Key(_) => "cli-audit-no_key",
        EntryProofError::Checkpoint(CheckpointError::Note(NoteError::OtherKey)) => {
            "cli-audit-checkpoint-other_key"
        }
        EntryProofError::Checkpoint(CheckpointError::OtherLog) => "cli-audit-checkpoint-other_key",
        EntryProofError::Checkpoint(CheckpointError::Note(NoteError::WrongSignature)) => {
            "cli-audit-checkpoint-wrong_signature"
        }
        EntryProofError::Checkpoint(_) => "cli-audit-checkpoint-malformed",
        EntryProofError::Proof(_) => "cli-wrong-proof",
        EntryProofError::Io(_) => return None,
    }))
}

fn of_opening(error: &OpenError) -> Option<Text> {
    let of = |key: &str, path: &std::path::Path| text!(key, path = path.display().to_string());
    Some(match error {
        OpenError::Missing(path) => of("cli-wrong-no_server", path),
        OpenError::Exists(path) => of("cli-wrong-server_exists", path),
        OpenError::WrongKey(path) => of("cli-wrong-other_key", path),
        OpenError::FromTheFuture { found, known } => text!(
            "cli-wrong-too_new",
            found = found.to_string(),
            known = known.to_string()
        ),
        OpenError::Log { path, source } => {
            of("cli-wrong-file", path).with("fault", source.to_string())
        }
        OpenError::MayLose(_) => Text::new("cli-wrong-may_lose"),
        OpenError::NoTls => Text::new("cli-wrong-no_tls"),
        OpenError::Address(fault) => text!("cli-wrong-address", fault = fault.as_str()),
        OpenError::NotYet(_) => Text::new("cli-wrong-not_yet"),
        OpenError::Store(_) => return None,
    })
}
