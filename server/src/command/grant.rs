//! `puente grant`

use clap::{Args, Subcommand};
use puente_policy::Role;
use puente_record::AccountId;
use serde_json::json;

use super::data::DataArgs;
use super::print::print;
use crate::entropy;

#[derive(Debug, Subcommand)]
pub(super) enum GrantCommand {
    Add(GrantArgs),
    End(GrantArgs),
}

#[derive(Debug, Args)]
pub(super) struct GrantArgs {
    #[command(flatten)]
    data: DataArgs,
    #[arg(long)]
    account: AccountId,
    #[arg(long)]
    site: String,
    #[arg(long)]
    role: Role,
}

impl GrantCommand {
    pub(super) fn run(self, json: bool) -> anyhow::Result<()> {
        let now_ms = entropy::now_ms();
        match self {
            Self::Add(which) => {
                let server = which.data.open()?;
                server.administration.add_grant(
                    now_ms,
                    which.account,
                    &which.site,
                    which.role,
                    None,
                )?;
            }
            Self::End(which) => {
                let server = which.data.open()?;
                server.administration.end_grant(
                    now_ms,
                    which.account,
                    &which.site,
                    which.role,
                    None,
                )?;
            }
        }
        print(json, &json!({}), "")
    }
}
