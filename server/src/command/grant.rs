//! `puente grant`

use clap::{Args, Subcommand};
use puente_policy::Role;
use puente_record::AccountId;
use serde_json::json;

use super::data::DataArgs;
use super::print::print;
use crate::administration::role_until;
use crate::entropy;

#[derive(Debug, Subcommand)]
pub(super) enum GrantCommand {
    Add {
        #[command(flatten)]
        which: GrantArgs,
        #[arg(long, value_name = "DATE")]
        last_day: Option<String>,
    },
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
            Self::Add { which, last_day } => {
                let administration = which.data.open()?.administration;
                let site = administration.site(&which.site)?;
                let term = role_until(which.role, last_day.as_deref(), &site.facts, now_ms)?;
                administration.add_grant(now_ms, which.account, &which.site, term, None)?;
            }
            Self::End(which) => {
                let administration = which.data.open()?.administration;
                let (account, role) = (which.account, which.role);
                administration.end_grant(now_ms, account, &which.site, role, None)?;
            }
        }
        print(json, &json!({}), "")
    }
}
