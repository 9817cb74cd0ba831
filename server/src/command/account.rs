//! `puente account`

use clap::Subcommand;
use serde_json::json;

use super::data::Data;
use super::print::{print, table};

#[derive(Debug, Subcommand)]
pub(super) enum Account {
    /// Every account with its grants.
    List {
        #[command(flatten)]
        data: Data,
    },
}

impl Account {
    pub(super) fn run(self, json: bool) -> anyhow::Result<()> {
        let Self::List { data } = self;
        let accounts = data.open()?.accounts()?;
        let mut rows = Vec::new();
        let mut value = Vec::new();
        for line in &accounts {
            let lasting = line.grants.iter().filter(|grant| grant.until_ms.is_none());
            let grants: Vec<_> = lasting
                .map(|grant| json!({ "site": grant.site_id, "site_name": grant.site_name, "role": grant.role }))
                .collect();
            let lasting = line.grants.iter().filter(|grant| grant.until_ms.is_none());
            let shown: Vec<_> = lasting
                .map(|grant| format!("{} @ {}", grant.role, grant.site_name))
                .collect();
            rows.push(vec![
                line.account.id.to_string(),
                line.account.name.clone(),
                shown.join(", "),
            ]);
            value.push(json!({
                "account": line.account.id,
                "name": line.account.name,
                "grants": grants,
            }));
        }
        print(json, &json!({ "accounts": value }), &table(&rows))
    }
}
