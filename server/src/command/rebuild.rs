//! `puente rebuild`

use anyhow::bail;
use clap::Args;
use serde_json::json;

use super::data::DataArgs;
use super::print::print;
use crate::entropy;
use crate::rebuild::Progress;

#[derive(Debug, Args)]
pub(super) struct RebuildArgs {
    #[command(flatten)]
    data: DataArgs,
    /// Only compare; end with a failure if anything differs.
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
        let (differences, replaced) = if self.verify {
            (server.rebuilder.verify(&mut report)?, 0)
        } else {
            server.rebuilder.rebuild(entropy::now_ms(), &mut report)?
        };
        let value = json!({ "differences": differences, "replaced": replaced });
        let text = match (differences.is_empty(), replaced) {
            (true, _) => "everything is as it should be".to_owned(),
            (false, 0) => differences.join("\n"),
            (false, _) => format!("{}\n{replaced} caches replaced", differences.join("\n")),
        };
        print(json, &value, &text)?;
        if self.verify && !differences.is_empty() {
            bail!("{} differences", differences.len());
        }
        Ok(())
    }
}
