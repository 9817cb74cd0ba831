//! `puente recover`

use std::path::PathBuf;

use clap::Args;

use super::backup::identities;
use super::data::DataArgs;
use super::print::{counted, print};
use crate::backup::age::Identity;
use crate::entropy;

#[derive(Debug, Args)]
pub(super) struct RecoverArgs {
    #[command(flatten)]
    data: DataArgs,
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
            "{}: {}, {}, {}, {}.\n{}; {}.",
            counted("cli-recover-opened", recovered.opened),
            counted("cli-recover-accepted", recovered.accepted),
            counted("cli-recover-pending", recovered.pending),
            counted("cli-recover-quarantined", recovered.quarantined),
            counted("cli-recover-set_aside", recovered.set_aside),
            counted("cli-recover-refused", recovered.refused),
            counted("cli-recover-waiting", recovered.waiting),
        );
        print(json, &serde_json::to_value(recovered)?, &text)
    }
}
