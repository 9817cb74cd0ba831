//! `puente audit`

mod diff;
mod fault;
mod show;
mod verdict;

use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::Subcommand;
use puente_audit::{Entry, EntryKind};
use puente_texts::text;
use serde_json::{Value, json};

use super::data::{DataArgs, of};
use super::failure::{failed, failure};
use super::print::{counted, localized, print, t, time};
use crate::audit::{ExportFault, LogSignerClient, check_entry, prove_entry, verify};
use crate::entropy;

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
    Show {
        folder: PathBuf,
        #[arg(long, value_name = "KIND", value_parser = kind)]
        kind: Option<EntryKind>,
    },
    Diff {
        #[arg(value_name = "FOLDER")]
        one: PathBuf,
        #[arg(value_name = "FOLDER")]
        other: PathBuf,
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
            Self::Show { folder, kind } => show::run(&folder, kind, json),
            Self::Diff { one, other } => diff::run(&one, &other, json),
            Self::Prove { folder, entry, out } => prove(&folder, entry, &out, json),
            Self::CheckProof { proof, key } => check_proof(&proof, &key, json),
        }
    }
}

/// A kind by its stable name.
fn kind(text: &str) -> Result<EntryKind, serde_json::Error> {
    serde_json::from_value(text.into())
}

fn export(data: &DataArgs, signer: PathBuf, out: &Path, json: bool) -> anyhow::Result<()> {
    let server = data.open()?;
    let signer = LogSignerClient::new(signer);
    let export = server
        .log_exporter
        .export(out, &signer, entropy::now_ms())?;
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
    let sentences = verdict::sentences(&found, pin.is_some());
    print(json, &verdict::value(&found), &sentences.join("\n"))?;
    end_with(&found.faults)
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
    print(json, &value, &localized(&text))
}

/// Ends as a failure, if something is wrong.
fn end_with(faults: &[ExportFault]) -> anyhow::Result<()> {
    if faults.is_empty() {
        return Ok(());
    }
    Err(failure(text!("cli-wrong-audit", n = faults.len())))
}
