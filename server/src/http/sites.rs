//! `/v1/sites`: the sites, and the facts that devices are told about them.

use actix_web::web::{self, Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use puente_policy::Duty;
use puente_record::{SiteFacts, SiteId, escape_invisible};
use serde::{Deserialize, Serialize};

use super::access::{PresentedCredentials, UnreadRequest, ask, ask_with};
#[cfg(test)]
use super::openapi::ApiDescription;
use super::people::insist_on_giving;
use crate::Server;
use crate::administration::SiteChange;

pub(super) fn routes(config: &mut ServiceConfig) {
    config
        .service(web::resource("/v1/sites").get(list).post(add))
        .service(web::resource("/v1/sites/{site}").post(change));
}

#[cfg(test)]
pub(super) fn describe(api: &mut ApiDescription) {
    api.get("/v1/sites", "gives roles", "The sites that were set up")
        .answers::<Sites>();
    api.post("/v1/sites", "administrator", "Sets up a site")
        .takes::<NewSite>()
        .answers::<Site>();
    api.post("/v1/sites/{site}", "administrator", "Changes what is given. Phones hear of it at their next sync")
        .takes::<ChangedFacts>()
        .answers::<Site>();
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Sites {
    sites: Vec<Site>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Site {
    #[cfg_attr(test, schemars(with = "crate::body_schema::IdText"))]
    site: SiteId,
    name: String,
    zone: Option<String>,
    dif_phones: Vec<String>,
    attorney_phones: Vec<String>,
    is_open: bool,
}

impl From<SiteFacts> for Site {
    fn from(facts: SiteFacts) -> Self {
        Self {
            site: facts.id,
            name: escape_invisible(&facts.name),
            zone: facts.zone.map(|zone| zone.name),
            dif_phones: facts.dif_phones,
            attorney_phones: facts.attorney_phones,
            is_open: facts.is_open,
        }
    }
}

async fn list(server: Data<Server>, request: HttpRequest) -> HttpResponse {
    let asked = PresentedCredentials::of(&request);
    ask(server, asked, |server, _, caller, _| {
        insist_on_giving(caller)?;
        let sites = server.administration.sites()?.into_iter();
        Ok(Sites {
            sites: sites.map(|site| site.facts.into()).collect(),
        })
    })
    .await
}

#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct NewSite {
    name: String,
    kind: String,
    zone: String,
}

async fn add(sent: UnreadRequest) -> HttpResponse {
    ask_with(sent, |server, now_ms, caller, _, new: NewSite| {
        caller.insist(Duty::ManageAccounts)?;
        let change = SiteChange {
            zone: Some(new.zone),
            ..SiteChange::default()
        };
        change.check()?;
        let id = server.administration.add_site(&new.name, &new.kind)?;
        let facts = server
            .administration
            .set_site(now_ms, &id.to_string(), &change)?;
        Ok(Site::from(facts))
    })
    .await
}

/// What is absent stays as it is.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct ChangedFacts {
    name: Option<String>,
    zone: Option<String>,
    dif_phones: Option<Vec<String>>,
    attorney_phones: Option<Vec<String>>,
    is_open: Option<bool>,
}

async fn change(sent: UnreadRequest, site: Path<String>) -> HttpResponse {
    ask_with(sent, move |server, now_ms, caller, _, of: ChangedFacts| {
        caller.insist(Duty::ManageAccounts)?;
        let change = SiteChange {
            name: of.name,
            zone: of.zone,
            dif_phones: of.dif_phones,
            attorney_phones: of.attorney_phones,
            is_open: of.is_open,
        };
        let facts = server.administration.set_site(now_ms, &site, &change)?;
        Ok(Site::from(facts))
    })
    .await
}
