//! `puente rebuild`

use clap::Args;
use puente_texts::text;
use serde_json::json;

use super::data::DataArgs;
use super::failure::failure;
use super::print::{counted, print, t};
use crate::entropy;
use crate::rebuild::{Progress, RebuildReport};

#[derive(Debug, Args)]
pub(super) struct RebuildArgs {
    #[command(flatten)]
    data: DataArgs,
    #[arg(long)]
    verify: bool,
}

impl RebuildArgs {
    pub(super) fn run(self, json: bool) -> anyhow::Result<()> {
        let server = self.data.open()?;
        let mut report = |progress: Progress| {
            tracing::info!(
                done = progress.done,
                total = progress.total,
                "documents compared"
            );
        };
        let found = if self.verify {
            RebuildReport {
                differences: server.rebuilder.verify(&mut report)?,
                replaced: 0,
            }
        } else {
            server.rebuilder.rebuild(entropy::now_ms(), &mut report)?
        };
        let RebuildReport {
            differences,
            replaced,
        } = found;
        let value = json!({ "differences": differences, "replaced": replaced });
        let text = match (differences.is_empty(), replaced) {
            (true, _) => t("cli-rebuild-same"),
            (false, 0) => differences.join("\n"),
            (false, _) => {
                let replaced = counted("cli-rebuild-replaced", replaced);
                format!("{}\n{replaced}", differences.join("\n"))
            }
        };
        print(json, &value, &text)?;
        if self.verify && !differences.is_empty() {
            let text = text!("cli-wrong-differences", n = differences.len());
            return Err(failure(text));
        }
        Ok(())
    }
}
