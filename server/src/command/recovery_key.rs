//! `puente recovery-key`

use clap::Args;
use serde_json::json;

use super::data::DataArgs;
use super::print::{print, t};
use crate::backup::age::Recipient;
use crate::entropy;

#[derive(Debug, Args)]
pub(super) struct RecoveryKeyArgs {
    #[command(flatten)]
    data: DataArgs,
    #[arg(value_name = "AGE1")]
    key: Option<Recipient>,
}

impl RecoveryKeyArgs {
    pub(super) fn run(self, json: bool) -> anyhow::Result<()> {
        let server = self.data.open()?;
        if let Some(key) = self.key {
            server
                .administration
                .set_recovery_key(entropy::now_ms(), key.to_bytes())?;
        }
        let key = server
            .administration
            .recovery_key()?
            .map(Recipient::from_bytes);
        let key = key.map(|key| key.to_string());
        let text = match &key {
            Some(key) => format!("{key}\n{}", t("cli-recovery-key-given")),
            None => t("cli-recovery-key-none"),
        };
        print(json, &json!({ "recovery_key": key }), &text)
    }
}
