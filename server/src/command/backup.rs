//! `puente backup`

use std::fs;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use puente_texts::{Text, text};
use serde_json::json;

use super::data::DataArgs;
use super::failure::{failed, failure};
use super::print::{localized, print, t};
use crate::backup::age::{Identity, Recipient};
use crate::backup::{self, Manifest, RetentionRule};
use crate::entropy;

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(super) struct BackupArgs {
    #[command(subcommand)]
    other: Option<Other>,
    #[command(flatten)]
    data: Option<DataArgs>,
    #[arg(long, required = true, value_name = "FILE")]
    out: Option<PathBuf>,
    #[arg(long, required = true, value_name = "FILE")]
    keys_out: Option<PathBuf>,
    #[arg(long, required = true, value_name = "AGE1")]
    recipient: Vec<Recipient>,
}

#[derive(Debug, Subcommand)]
enum Other {
    Verify {
        file: PathBuf,
        #[arg(long, value_name = "FILE")]
        identity: Option<PathBuf>,
    },
    Prune {
        folder: PathBuf,
        #[arg(long, value_name = "N")]
        keep_days: u32,
        #[arg(long, value_name = "N", default_value_t = 3)]
        keep: usize,
    },
}

/// The identities in a file.
pub(super) fn identities(file: &Path) -> anyhow::Result<Vec<Identity>> {
    let text = fs::read_to_string(file).map(zeroize::Zeroizing::new);
    let text = text.map_err(failed(text!(
        "cli-wrong-read",
        path = file.display().to_string()
    )))?;
    Ok(Identity::read_all(&text)?)
}

/// The path of the file. In a folder the file is named by its time, so that names sort by time.
fn named(path: PathBuf, now_ms: i64, what: &str) -> PathBuf {
    if path.is_dir() {
        path.join(format!("puente-{now_ms:013}.{what}"))
    } else {
        path
    }
}

fn manifest_json(manifest: &Manifest) -> anyhow::Result<serde_json::Value> {
    Ok(serde_json::to_value(manifest)?)
}

impl BackupArgs {
    pub(super) fn run(self, json: bool) -> anyhow::Result<()> {
        let (data, out, keys_out) = match (self.other, self.data, self.out, self.keys_out) {
            (Some(other), ..) => return other.run(json),
            (None, Some(data), Some(out), Some(keys_out)) => (data, out, keys_out),
            _ => return Err(failure(Text::new("cli-wrong-backup_what"))),
        };
        let now_ms = entropy::now_ms();
        let out = named(out, now_ms, "age");
        let keys_out = named(keys_out, now_ms, "keys.age");
        let server = data.open()?;
        let backup = backup::BackupOptions {
            out: &out,
            keys_out: &keys_out,
            recipients: &self.recipient,
        };
        let manifest = server.backups.make(&backup, now_ms)?;
        let text = format!(
            "{}\n{}\n{}",
            out.display(),
            keys_out.display(),
            localized(&text!(
                "cli-backup-log",
                size = manifest.log_size.to_string(),
                root = manifest.log_root.to_string()
            ))
        );
        let value = json!({
            "backup": out,
            "keys": keys_out,
            "manifest": manifest_json(&manifest)?,
        });
        print(json, &value, &text)
    }
}

impl Other {
    fn run(self, json: bool) -> anyhow::Result<()> {
        match self {
            Self::Verify { file, identity } => {
                let identities = identity.as_deref().map(identities).transpose()?;
                let manifest = backup::verify(&file, identities.as_deref())?;
                let text = match identities {
                    Some(_) => t("cli-backup-opens"),
                    None => t("cli-backup-same"),
                };
                print(json, &manifest_json(&manifest)?, &text)
            }
            Self::Prune {
                folder,
                keep_days,
                keep,
            } => {
                let kept = RetentionRule {
                    for_ms: i64::from(keep_days) * 24 * 60 * 60 * 1000,
                    at_least: keep,
                };
                let removed = backup::prune(&folder, kept, entropy::now_ms())?;
                let names: Vec<String> = removed
                    .iter()
                    .map(|path| path.display().to_string())
                    .collect();
                print(json, &json!({ "removed": names }), &names.join("\n"))
            }
        }
    }
}
