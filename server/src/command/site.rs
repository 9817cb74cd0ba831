//! `puente site`

use clap::{Args, Subcommand};
use puente_record::{SiteFacts, SiteId};
use serde_json::{Value, json};

use super::data::DataArgs;
use super::print::{print, table};
use crate::administration::SiteChange;
use crate::entropy;

#[derive(Debug, Subcommand)]
pub(super) enum SiteCommand {
    /// Set up a site and print its id.
    Add {
        #[command(flatten)]
        data: DataArgs,
        /// Its name as people say it.
        #[arg(long)]
        name: String,
        /// crossing, shelter or office
        #[arg(long)]
        kind: String,
        /// Its time zone, as in the IANA database: America/Tijuana. Its days and nights are counted by it.
        #[arg(long, value_name = "ZONE")]
        zone: Option<String>,
        /// The id that devices know it by, of a site that this server had before it was restored.
        #[arg(long, value_name = "SITE")]
        id: Option<SiteId>,
    },
    /// Change what devices know of a site: they hear of it at their next sync.
    Set {
        #[command(flatten)]
        data: DataArgs,
        /// The site's name or id.
        site: String,
        #[command(flatten)]
        change: SiteChangeArgs,
    },
    /// The sites that were set up.
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
    /// Its name as people say it.
    #[arg(long)]
    name: Option<String>,
    /// Its time zone, as in the IANA database: America/Tijuana.
    #[arg(long, value_name = "ZONE")]
    zone: Option<String>,
    /// A telephone number of the DIF, as dialled; several times for several, the first to try first; '' for none.
    #[arg(long, value_name = "NUMBER")]
    dif_phone: Option<Vec<String>>,
    /// A telephone number of the Procuraduría de Protección, in the same way.
    #[arg(long, value_name = "NUMBER")]
    attorney_phone: Option<Vec<String>>,
    /// It receives people again.
    #[arg(long, conflicts_with = "closed")]
    open: bool,
    /// It receives nobody any more, and is not offered as a place to send somebody to.
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
    let phones = |office: &str, phones: &[String]| match phones {
        [] => format!("{office} -"),
        phones => format!("{office} {}", phones.join(", ")),
    };
    let zone = facts.zone.as_ref();
    vec![
        facts.id.to_string(),
        kind.to_owned(),
        facts.name.clone(),
        if facts.is_open { "open" } else { "closed" }.to_owned(),
        zone.map_or_else(|| "no time zone".to_owned(), |zone| zone.name.clone()),
        phones("DIF", &facts.dif_phones),
        phones("Procuraduría", &facts.attorney_phones),
    ]
}
