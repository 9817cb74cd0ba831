//! `puente site`

use clap::{Args, Subcommand};
use puente_record::{SiteFacts, SiteId};
use puente_texts::text;
use serde_json::{Value, json};

use super::data::DataArgs;
use super::print::{localized, print, t, table};
use crate::administration::SiteChange;
use crate::entropy;

#[derive(Debug, Subcommand)]
pub(super) enum SiteCommand {
    Add {
        #[command(flatten)]
        data: DataArgs,
        #[arg(long)]
        name: String,
        #[arg(long)]
        kind: String,
        #[arg(long, value_name = "ZONE")]
        zone: Option<String>,
        #[arg(long, value_name = "SITE")]
        id: Option<SiteId>,
    },
    Set {
        #[command(flatten)]
        data: DataArgs,
        site: String,
        #[command(flatten)]
        change: SiteChangeArgs,
    },
    List {
        #[command(flatten)]
        data: DataArgs,
    },
}

impl SiteCommand {
    pub(super) fn run(self, json: bool) -> anyhow::Result<()> {
        match self {
            Self::Add {
                data,
                name,
                kind,
                zone,
                id,
            } => {
                let server = data.open()?;
                let change = SiteChange {
                    zone,
                    ..SiteChange::default()
                };
                change.check()?;
                let id = match id {
                    None => server.administration.add_site(&name, &kind)?,
                    Some(id) => server.administration.add_site_again(id, &name, &kind)?,
                };
                if change.zone.is_some() {
                    server
                        .administration
                        .set_site(entropy::now_ms(), &id.to_string(), &change)?;
                }
                print(json, &json!({ "site": id }), &id.to_string())
            }
            Self::Set { data, site, change } => {
                let server = data.open()?;
                let facts =
                    server
                        .administration
                        .set_site(entropy::now_ms(), &site, &change.into())?;
                let kind = server.administration.site(&facts.id.to_string())?.kind;
                let text = table(&[row(&kind, &facts)]);
                print(json, &described(&kind, &facts), &text)
            }
            Self::List { data } => {
                let sites = data.open()?.administration.sites()?;
                let value: Vec<_> = sites
                    .iter()
                    .map(|site| described(&site.kind, &site.facts))
                    .collect();
                let rows: Vec<_> = sites
                    .iter()
                    .map(|site| row(&site.kind, &site.facts))
                    .collect();
                print(json, &json!({ "sites": value }), &table(&rows))
            }
        }
    }
}

/// What of a site is to change.
#[derive(Debug, Args)]
#[group(required = true, multiple = true)]
pub(super) struct SiteChangeArgs {
    #[arg(long)]
    name: Option<String>,
    #[arg(long, value_name = "ZONE")]
    zone: Option<String>,
    #[arg(long, value_name = "NUMBER")]
    dif_phone: Option<Vec<String>>,
    #[arg(long, value_name = "NUMBER")]
    attorney_phone: Option<Vec<String>>,
    #[arg(long, conflicts_with = "closed")]
    open: bool,
    #[arg(long)]
    closed: bool,
}

impl From<SiteChangeArgs> for SiteChange {
    fn from(said: SiteChangeArgs) -> Self {
        Self {
            name: said.name,
            zone: said.zone,
            dif_phones: said.dif_phone,
            attorney_phones: said.attorney_phone,
            is_open: (said.open || said.closed).then_some(said.open),
        }
    }
}

fn described(kind: &str, facts: &SiteFacts) -> Value {
    json!({
        "site": facts.id,
        "name": facts.name,
        "kind": kind,
        "zone": facts.zone.as_ref().map(|zone| &zone.name),
        "dif_phones": facts.dif_phones,
        "attorney_phones": facts.attorney_phones,
        "open": facts.is_open,
    })
}

fn row(kind: &str, facts: &SiteFacts) -> Vec<String> {
    let dialled = |phones: &[String]| match phones {
        [] => "—".to_owned(),
        phones => phones.join(", "),
    };
    let zone = facts.zone.as_ref();
    vec![
        facts.id.to_string(),
        kind.to_owned(),
        facts.name.clone(),
        t(match facts.is_open {
            true => "cli-site-open",
            false => "cli-site-closed",
        }),
        zone.map_or_else(|| t("cli-site-no_zone"), |zone| zone.name.clone()),
        localized(&text!("cli-site-dif", phones = dialled(&facts.dif_phones))),
        localized(&text!(
            "cli-site-attorney",
            phones = dialled(&facts.attorney_phones)
        )),
    ]
}
