//! `puente audit`

use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::Subcommand;
use puente_audit::{CheckpointError, Entry, LogFault, NoteError};
use puente_texts::{Text, text};
use serde_json::{Value, json};

use super::data::{DataArgs, of};
use super::failure::{failed, failure};
use super::print::{counted, print, t, time, told};
use crate::audit::{
    ExportFault, ExportVerification, LogSignerClient, check_entry, prove_entry, verify,
};
use crate::entropy;

/// Faults that are shown one by one. JSON has all.
const SHOWN_MAX: usize = 20;

#[derive(Debug, Subcommand)]
pub(super) enum AuditCommand {
    Export {
        #[command(flatten)]
        data: DataArgs,
        #[arg(long, value_name = "SOCKET")]
        signer: PathBuf,
        #[arg(long, value_name = "FOLDER")]
        out: PathBuf,
    },
    Verify {
        folder: PathBuf,
        #[arg(long, value_name = "CHECKPOINT")]
        pin: Option<PathBuf>,
    },
    Prove {
        folder: PathBuf,
        entry: u64,
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
    CheckProof {
        proof: PathBuf,
        #[arg(long, value_name = "FILE")]
        key: PathBuf,
    },
}

impl AuditCommand {
    pub(super) fn run(self, json: bool) -> anyhow::Result<()> {
        match self {
            Self::Export { data, signer, out } => export(&data, signer, &out, json),
            Self::Verify { folder, pin } => check(&folder, pin.as_deref(), json),
            Self::Prove { folder, entry, out } => prove(&folder, entry, &out, json),
            Self::CheckProof { proof, key } => check_proof(&proof, &key, json),
        }
    }
}

fn export(data: &DataArgs, signer: PathBuf, out: &Path, json: bool) -> anyhow::Result<()> {
    let server = data.open()?;
    let signer = LogSignerClient::new(signer);
    let export = server.log_exporter.export(out, &signer, entropy::now_ms())?;
    let value = json!({
        "folder": out,
        "origin": export.manifest.origin,
        "entries": export.manifest.size,
        "is_continued": export.is_continued,
        "key": export.key.to_string(),
        "checkpoint": export.checkpoint,
    });
    let mut lines = vec![
        counted("cli-audit-exported", export.manifest.size),
        out.display().to_string(),
    ];
    if export.is_continued {
        lines.push(t("cli-audit-continued"));
    }
    lines.push(t("cli-audit-keep"));
    lines.push(export.checkpoint);
    print(json, &value, lines.join("\n").trim_end())
}

fn check(folder: &Path, pin: Option<&Path>, json: bool) -> anyhow::Result<()> {
    let found = verify(folder, pin).map_err(failed(of("cli-wrong-read", folder)))?;
    print(json, &value(&found), &sentences(&found, pin))?;
    let faults = &found.faults;
    if faults.is_empty() {
        return Ok(());
    }
    Err(failure(text!("cli-wrong-audit", n = faults.len())))
}

fn prove(folder: &Path, entry: u64, out: &Path, json: bool) -> anyhow::Result<()> {
    let proof = prove_entry(folder, entry)?;
    let mut file = File::options();
    let file = file.write(true).create_new(true).open(out);
    file.and_then(|mut file| file.write_all(proof.as_bytes()))
        .map_err(failed(of("cli-wrong-write", out)))?;
    print(json, &json!({ "proof": out }), &out.display().to_string())
}

fn check_proof(proof: &Path, key: &Path, json: bool) -> anyhow::Result<()> {
    let proven = check_entry(proof, key)?;
    let entry = Entry::from_bytes(&proven.entry).ok();
    let kind = entry.as_ref().map(|entry| json!(entry.kind));
    let value = json!({
        "origin": proven.checkpoint.origin,
        "entries": proven.checkpoint.size,
        "index": proven.index,
        "kind": kind,
        "time_ms": entry.as_ref().map(|entry| entry.time_ms),
    });
    let shown = kind.as_ref().and_then(Value::as_str).unwrap_or("?");
    let at = entry.map_or_else(String::new, |entry| time(entry.time_ms));
    let text = text!(
        "cli-audit-proven",
        index = proven.index.to_string(),
        size = proven.checkpoint.size.to_string(),
        origin = proven.checkpoint.origin,
        kind = shown,
        time = at
    );
    print(json, &value, &told(&text))
}

fn value(found: &ExportVerification) -> Value {
    let checkpoint = found.checkpoint.as_ref();
    json!({
        "is_whole": found.faults.is_empty(),
        "origin": checkpoint.map(|it| &it.origin),
        "entries": checkpoint.map(|it| it.size),
        "added": found.added,
        "key": found.key,
        "made_ms": found.made_ms,
        "kinds": found.kinds.known,
        "unknown": found.kinds.unknown,
        "faults": found.faults.iter().map(fault_value).collect::<Vec<_>>(),
    })
}

/// A fault for programs: a stable word, and where.
fn fault_value(fault: &ExportFault) -> Value {
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

fn sentences(found: &ExportVerification, pin: Option<&Path>) -> String {
    let faults = &found.faults;
    let mut lines = Vec::new();
    if let (Some(checkpoint), Some(key)) = (&found.checkpoint, &found.key) {
        let signed = text!(
            "cli-audit-signed",
            origin = checkpoint.origin.as_str(),
            key = key.as_str()
        );
        lines.push(told(&signed));
        lines.push(counted("cli-audit-entries", checkpoint.size));
    }
    lines.extend(
        found
            .made_ms
            .map(|ms| told(&text!("cli-audit-made", time = time(ms)))),
    );
    if faults.is_empty() {
        lines.push(match found.added {
            Some(added) => counted("cli-audit-whole-since", added),
            None => t("cli-audit-whole"),
        });
        if pin.is_none() {
            lines.push(t("cli-audit-unpinned"));
        }
    }
    let shown = faults.iter().take(SHOWN_MAX);
    lines.extend(shown.map(|it| told(&fault(it))));
    if let Some(more) = faults.len().checked_sub(SHOWN_MAX).filter(|more| *more > 0) {
        lines.push(counted("cli-audit-more", more as u64));
    }
    lines.join("\n")
}

fn fault(fault: &ExportFault) -> Text {
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
