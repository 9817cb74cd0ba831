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
        let server = self.data.open()?;
        let mut value = serde_json::to_value(server.administration.status()?)?;
        value["log"] = server.log_exporter.log().to_string().into();
        let rows: Vec<_> = value
            .as_object()
            .into_iter()
            .flatten()
            .map(|(name, value)| row("cli-server-", name, value))
            .collect();
        print(json, &value, &table(&rows))
    }
}
