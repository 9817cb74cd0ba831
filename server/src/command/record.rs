//! `puente record`

use clap::Subcommand;
use puente_record::{AccountId, RecordId};
use serde_json::json;

use super::data::DataArgs;
use super::print::{print, table};
use crate::administration::AdministrationError;
use crate::entropy;

#[derive(Debug, Subcommand)]
pub(super) enum RecordCommand {
    Lost {
        #[command(flatten)]
        data: DataArgs,
    },
    BringBack {
        #[command(flatten)]
        data: DataArgs,
        record: RecordId,
        #[arg(long)]
        site: String,
        #[arg(long)]
        account: AccountId,
    },
}

impl RecordCommand {
    pub(super) fn run(self, json: bool) -> anyhow::Result<()> {
        match self {
            Self::Lost { data } => {
                let lost = data.open()?.administration.lost_records()?;
                let rows: Vec<_> = lost
                    .iter()
                    .map(|lost| {
                        let sites: Vec<String> =
                            lost.sites.iter().map(ToString::to_string).collect();
                        vec![
                            lost.record.to_string(),
                            lost.code.clone().unwrap_or_default(),
                            sites.join(" "),
                        ]
                    })
                    .collect();
                print(json, &json!({ "records": lost }), &table(&rows))
            }
            Self::BringBack {
                data,
                record,
                site,
                account,
            } => {
                let server = data.open()?;
                let sites = server.administration.sites()?;
                let is_it = |of: &&crate::store::site::SiteRow| {
                    of.facts.name == site || of.facts.id.to_string() == site
                };
                let Some(to) = sites.iter().find(is_it) else {
                    return Err(AdministrationError::Missing("site").into());
                };
                server.administration.bring_back(
                    entropy::now_ms(),
                    record,
                    to.facts.id,
                    account,
                )?;
                print(json, &json!({}), "")
            }
        }
    }
}
