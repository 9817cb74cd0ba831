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
    /// Grant a role at a site.
    Add(GrantArgs),
    /// End a role at a site; edits made before still count for 30 days.
    End(GrantArgs),
}

#[derive(Debug, Args)]
pub(super) struct GrantArgs {
    #[command(flatten)]
    data: DataArgs,
    /// The account's id.
    #[arg(long)]
    account: AccountId,
    /// The site, by name or id.
    #[arg(long)]
    site: String,
    /// volunteer, case-worker, shelter-admin, auditor or administrator
    #[arg(long)]
    role: Role,
}

impl GrantCommand {
    pub(super) fn run(self, json: bool) -> anyhow::Result<()> {
        let now_ms = entropy::now_ms();
        match self {
            Self::Add(which) => {
                let server = which.data.open()?;
                server
                    .administration
                    .add_grant(now_ms, which.account, &which.site, which.role)?;
            }
            Self::End(which) => {
                let server = which.data.open()?;
                server
                    .administration
                    .end_grant(now_ms, which.account, &which.site, which.role)?;
            }
        }
        print(json, &json!({}), "")
    }
}
