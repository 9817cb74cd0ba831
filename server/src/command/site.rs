//! `puente site`

use clap::Subcommand;
use serde_json::json;

use super::data::Data;
use super::print::{print, table};

#[derive(Debug, Subcommand)]
pub(super) enum Site {
    /// Set up a site and print its id.
    Add {
        #[command(flatten)]
        data: Data,
        /// Its name as people say it.
        #[arg(long)]
        name: String,
        /// crossing, shelter or office
        #[arg(long)]
        kind: String,
    },
    /// The sites that were set up.
    List {
        #[command(flatten)]
        data: Data,
    },
}

impl Site {
    pub(super) fn run(self, json: bool) -> anyhow::Result<()> {
        match self {
            Self::Add { data, name, kind } => {
                let id = data.open()?.add_site(&name, &kind)?;
                print(json, &json!({ "site": id }), &id.to_string())
            }
            Self::List { data } => {
                let sites = data.open()?.sites()?;
                let value: Vec<_> = sites
                    .iter()
                    .map(|site| json!({ "site": site.id, "name": site.name, "kind": site.kind }))
                    .collect();
                let rows: Vec<_> = sites
                    .iter()
                    .map(|site| vec![site.id.to_string(), site.kind.clone(), site.name.clone()])
                    .collect();
                print(json, &json!({ "sites": value }), &table(&rows))
            }
        }
    }
}
