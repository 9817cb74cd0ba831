//! `puente recover`

use std::path::PathBuf;

use clap::Args;

use super::backup::identities;
use super::data::DataArgs;
use super::print::print;
use crate::backup::age::Identity;
use crate::entropy;

#[derive(Debug, Args)]
pub(super) struct RecoverArgs {
    #[command(flatten)]
    data: DataArgs,
    /// The file of the recovery key's other half, as `age-keygen` wrote it.
    #[arg(long, value_name = "FILE")]
    identity: PathBuf,
}

impl RecoverArgs {
    pub(super) fn run(self, json: bool) -> anyhow::Result<()> {
        let identities = identities(&self.identity)?;
        let secrets: Vec<_> = identities.iter().map(Identity::to_bytes).collect();
        let recovered = self
            .data
            .open()?
            .exchanges
            .recover(entropy::now_ms(), &secrets)?;
        let text = format!(
            "{} bodies opened: {} changes entered, {} wait for others, {} wait for a decision, {} were of persons who were erased.\n{} bodies are not what was signed and were left out; {} stay: another key opens them, or of their device enough waits for a decision already.",
            recovered.opened,
            recovered.accepted,
            recovered.pending,
            recovered.quarantined,
            recovered.set_aside,
            recovered.refused,
            recovered.waiting,
        );
        print(json, &serde_json::to_value(recovered)?, &text)
    }
}
