//! `puente restore`

use std::path::PathBuf;

use clap::Args;
use data_encoding::HEXLOWER;
use serde_json::json;

use super::backup::identities;
use super::data::{DATABASE, DataArgs, of, trial, write_key};
use super::failure::{failed, failure};
use super::print::{counted, localized, print, t};
use crate::backup::{self, Manifest, SeenLogEnd};
use crate::entropy;
use crate::rebuild::Progress;
use crate::store::OpenError;
use crate::store::high_water_mark::HighWaterMark;

#[derive(Debug, Args)]
pub(super) struct RestoreArgs {
    #[command(flatten)]
    data: DataArgs,
    #[arg(long, value_name = "FILE")]
    backup: PathBuf,
    #[arg(long, value_name = "FILE")]
    keys: PathBuf,
    #[arg(long, value_name = "FILE")]
    identity: PathBuf,
    #[arg(long, value_name = "FILE")]
    tombstones: Option<PathBuf>,
    #[arg(long, value_name = "SIZE:ROOT", value_parser = checkpoint)]
    checkpoint: Option<SeenLogEnd>,
}

fn checkpoint(text: &str) -> Result<SeenLogEnd, &'static str> {
    let read = || {
        let (size, root) = text.split_once(':')?;
        let root = HEXLOWER.decode(root.as_bytes()).ok()?;
        Some(SeenLogEnd {
            size: size.parse().ok()?,
            root: root.try_into().ok()?,
        })
    };
    // The text of the argument says what it is like, and is told.
    read().ok_or("not a checkpoint")
}

impl RestoreArgs {
    pub(super) fn run(self, json: bool) -> anyhow::Result<()> {
        let Some(folder) = self.data.folder() else {
            return Err(OpenError::NotYet("restoring into PostgreSQL").into());
        };
        let key_file = self.data.key_file();
        if key_file.exists() {
            return Err(failure(of("cli-wrong-exists", &key_file)));
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
            data: folder,
            database: DATABASE,
        };
        let mut rng = entropy::rng()?;
        let restored =
            backup::restore(&restore, trial()?, entropy::now_ms(), &mut rng, &mut report)?;
        write_key(&key_file, &restored.key).map_err(failed(of("cli-wrong-write", &key_file)))?;
        let value = json!({
            "server": restored.server,
            "log_size": restored.log_size,
            "log_gap": restored.log_gap,
            "erased": restored.erased,
            "data": folder,
            "key_file": key_file,
        });
        let missing = match restored.log_gap {
            Some(gap) => counted("cli-restored-gap", gap),
            None => t("cli-restored-no_checkpoint"),
        };
        let server = of("cli-restored", folder);
        let text = format!(
            "{}\n{}\n{}; {missing}. {}.\n{}",
            localized(&server.with("server", restored.server.to_string())),
            localized(&of("cli-restored-key", &key_file)),
            counted("cli-restored-log", restored.log_size),
            counted("cli-restored-erased", restored.erased as u64),
            t("cli-restored-later"),
        );
        restored.place()?;
        print(json, &value, &text)
    }

    /// The high-water mark of the same server in the epoch of the backup, if the mark was saved.
    fn marked(&self) -> Option<SeenLogEnd> {
        let manifest = Manifest::read(&self.backup).ok()?;
        let mark = HighWaterMark::read(&self.data.mark_file()).ok()??;
        let is_of_it = mark.server.to_string() == manifest.server && mark.epoch == manifest.epoch;
        is_of_it.then_some(SeenLogEnd {
            size: mark.size,
            root: mark.root,
        })
    }
}
