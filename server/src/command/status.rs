//! `puente status`

use clap::Args;

use super::data::DataArgs;
use super::print::{print, row, table};

#[derive(Debug, Args)]
pub(super) struct StatusArgs {
    #[command(flatten)]
    data: DataArgs,
}

impl StatusArgs {
    pub(super) fn run(self, json: bool) -> anyhow::Result<()> {
        let value = serde_json::to_value(self.data.open()?.administration.status()?)?;
        let rows: Vec<_> = value
            .as_object()
            .into_iter()
            .flatten()
            .map(|(name, value)| row("cli-server-", name, value))
            .collect();
        print(json, &value, &table(&rows))
    }
}
