//! `puente account`

use clap::{Args, Subcommand};
use puente_record::AccountId;
use puente_texts::text;
use serde_json::{Value, json};

use super::data::DataArgs;
use super::invite::valid_ms;
use super::print::{print, t, table, time, told};
use crate::administration::AccountSummary;
use crate::entropy;

#[derive(Debug, Subcommand)]
pub(super) enum AccountCommand {
    List {
        #[command(flatten)]
        data: DataArgs,
    },
    ResetPassword {
        #[command(flatten)]
        which: AccountArgs,
        #[arg(long, value_name = "H", default_value_t = 24)]
        valid_hours: u32,
    },
    End(AccountArgs),
}

#[derive(Debug, Args)]
pub(super) struct AccountArgs {
    #[command(flatten)]
    data: DataArgs,
    account: AccountId,
}

impl AccountCommand {
    pub(super) fn run(self, json: bool) -> anyhow::Result<()> {
        let now_ms = entropy::now_ms();
        match self {
            Self::List { data } => {
                let accounts = data.open()?.administration.accounts()?;
                let values: Vec<_> = accounts.iter().map(value).collect();
                let rows: Vec<_> = accounts.iter().map(row).collect();
                print(json, &json!({ "accounts": values }), &table(&rows))
            }
            Self::ResetPassword { which, valid_hours } => {
                let server = which.data.open()?;
                let password = server.administration.reset_password(
                    now_ms,
                    which.account,
                    valid_ms(valid_hours),
                    None,
                )?;
                print(json, &json!({ "password": password }), &password)
            }
            Self::End(which) => {
                which
                    .data
                    .open()?
                    .administration
                    .end_account(now_ms, which.account, None)?;
                print(json, &json!({}), "")
            }
        }
    }
}

fn value(line: &AccountSummary) -> Value {
    let lasting = line.grants.iter().filter(|grant| grant.lasts());
    let grants: Vec<_> = lasting
        .map(|grant| {
            json!({
                "site": grant.site_id,
                "site_name": grant.site_name,
                "role": grant.role,
                "ends_ms": grant.ends_ms,
            })
        })
        .collect();
    json!({
        "account": line.account.id,
        "name": line.account.name,
        "grants": grants,
        "password": line.password_failures.is_some(),
        "password_failures": line.password_failures.unwrap_or(0),
        "ended_ms": line.account.ended_ms,
    })
}

fn row(line: &AccountSummary) -> Vec<String> {
    let lasting = line.grants.iter().filter(|grant| grant.lasts());
    let grants: Vec<_> = lasting
        .map(|grant| format!("{} @ {}", grant.role, grant.site_name))
        .collect();
    let state = match (line.account.ended_ms, line.password_failures) {
        (Some(ms), _) => told(&text!("cli-account-ended", time = time(ms))),
        (None, None) => t("cli-account-no_password"),
        (None, Some(0)) => t("cli-account-password"),
        (None, Some(failures)) => told(&text!("cli-account-wrong", n = failures)),
    };
    vec![
        line.account.id.to_string(),
        line.account.name.clone(),
        state,
        grants.join(", "),
    ]
}
