//! `puente restore`

use std::path::PathBuf;

use anyhow::{Context, bail};
use clap::Args;
use data_encoding::HEXLOWER;
use serde_json::json;

use super::backup::identities;
use super::data::{DATABASE, DataArgs, trial, write_key};
use super::print::print;
use crate::backup::{self, Checkpoint, Manifest};
use crate::entropy;
use crate::rebuild::Progress;
use crate::store::high_water_mark::HighWaterMark;

#[derive(Debug, Args)]
pub(super) struct RestoreArgs {
    #[command(flatten)]
    data: DataArgs,
    /// The encrypted copy, with its manifest beside it.
    #[arg(long, value_name = "FILE")]
    backup: PathBuf,
    /// The encrypted keys that were made with it, or later ones.
    #[arg(long, value_name = "FILE")]
    keys: PathBuf,
    /// A file of identities as `age-keygen` writes it.
    #[arg(long, value_name = "FILE")]
    identity: PathBuf,
    /// The newest tombstones that were saved from beside the old key: whoever was erased stays so.
    #[arg(long, value_name = "FILE")]
    tombstones: Option<PathBuf>,
    /// Size and root of the log as somebody saw it: SIZE:ROOT. If not given, what the high-water mark says.
    #[arg(long, value_name = "SIZE:ROOT", value_parser = checkpoint)]
    checkpoint: Option<Checkpoint>,
}

fn checkpoint(text: &str) -> Result<Checkpoint, String> {
    let read = || {
        let (size, root) = text.split_once(':')?;
        let root = HEXLOWER.decode(root.as_bytes()).ok()?;
        Some(Checkpoint {
            size: size.parse().ok()?,
            root: root.try_into().ok()?,
        })
    };
    read().ok_or_else(|| "a checkpoint is SIZE:ROOT, with 64 hex digits".to_owned())
}

impl RestoreArgs {
    pub(super) fn run(self, json: bool) -> anyhow::Result<()> {
        let key_file = self.data.key_file();
        if key_file.exists() {
            bail!("{} exists already", key_file.display());
        }
        let identities = identities(&self.identity)?;
        let checkpoint = self.checkpoint.or_else(|| self.marked());
        let mut report = |progress: Progress| {
            tracing::info!(
                done = progress.done,
                total = progress.total,
                "documents compared"
            );
        };
        let restore = backup::RestoreOptions {
            backup: &self.backup,
            keys: &self.keys,
            identities: &identities,
            tombstones: self.tombstones.as_deref(),
            checkpoint,
            data: self.data.folder(),
            database: DATABASE,
        };
        let mut rng = entropy::rng()?;
        let restored =
            backup::restore(&restore, trial()?, entropy::now_ms(), &mut rng, &mut report)?;
        write_key(&key_file, &restored.key)
            .with_context(|| format!("{} cannot be written", key_file.display()))?;
        let value = json!({
            "server": restored.server,
            "log_size": restored.log_size,
            "log_gap": restored.log_gap,
            "erased": restored.erased,
            "data": self.data.folder(),
            "key_file": key_file,
        });
        let missing = match restored.log_gap {
            Some(gap) => format!("{gap} that were seen are missing"),
            None => "how many are missing nobody knows, for there was no checkpoint".to_owned(),
        };
        let text = format!(
            "Server {} is restored in {}\nIts new key is {}: keep a copy apart.\n{} entries of the log; {missing}. {} records were erased again.\nDevices bring back what came after the backup when they sync.",
            restored.server,
            self.data.folder().display(),
            key_file.display(),
            restored.log_size,
            restored.erased,
        );
        restored.place()?;
        print(json, &value, &text)
    }

    /// The high-water mark of the same server in the epoch of the backup, if the mark was saved.
    fn marked(&self) -> Option<Checkpoint> {
        let manifest = Manifest::read(&self.backup).ok()?;
        let mark = HighWaterMark::read(&self.data.mark_file()).ok()??;
        let is_of_it = mark.server.to_string() == manifest.server && mark.epoch == manifest.epoch;
        is_of_it.then_some(Checkpoint {
            size: mark.size,
            root: mark.root,
        })
    }
}
