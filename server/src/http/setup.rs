//! `/v1/setup`: what a new server still lacks, for its administrators.

use actix_web::web::{self, Data, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use puente_policy::{Duty, Role};
use puente_protocol::problem::ProblemCode;
use serde::{Deserialize, Serialize};

use super::access::{PresentedCredentials, UnreadRequest, ask, ask_with, decided_by};
#[cfg(test)]
use super::openapi::ApiDescription;
use crate::Server;
use crate::backup::age::Recipient;
use crate::session::AccessError;
use crate::store::site::OFFICE;

pub(super) fn routes(config: &mut ServiceConfig) {
    config
        .service(web::resource("/v1/setup").get(look))
        .service(web::resource("/v1/setup/recovery-key").post(set_recovery_key));
}

#[cfg(test)]
pub(super) fn describe(api: &mut ApiDescription) {
    api.get("/v1/setup", "administrator", "What a new server still lacks")
        .answers::<Setup>();
    api.post("/v1/setup/recovery-key", "administrator", "Gives phones their first recovery key; for another, `not_possible`: that takes the server's machine")
        .takes::<NewRecoveryKey>()
        .answers::<Setup>();
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Setup {
    /// Open sites besides the administration's own.
    sites: usize,
    /// People who have a role besides administrator.
    people: usize,
    /// The public recovery key, as `age1…`.
    recovery_key: Option<String>,
    backed_up_ms: Option<i64>,
}

impl Setup {
    fn of(server: &Server) -> Result<Self, AccessError> {
        let administration = &server.administration;
        let sites = administration.sites()?;
        let accounts = administration.accounts()?;
        let works = |role: Role, lasts: bool| lasts && role != Role::Administrator;
        let recovery_key = administration.recovery_key()?.map(Recipient::from_bytes);
        Ok(Self {
            sites: sites
                .iter()
                .filter(|site| site.kind != OFFICE && site.facts.is_open)
                .count(),
            people: accounts
                .iter()
                .filter(|account| {
                    let mut grants = account.grants.iter();
                    grants.any(|grant| works(grant.role, grant.lasts()))
                })
                .count(),
            recovery_key: recovery_key.map(|key| key.to_string()),
            backed_up_ms: administration.backed_up_ms()?,
        })
    }
}

async fn look(server: Data<Server>, request: HttpRequest) -> HttpResponse {
    let asked = PresentedCredentials::of(&request);
    ask(server, asked, |server, _, caller, _| {
        caller.insist(Duty::ManageAccounts)?;
        Setup::of(server)
    })
    .await
}

#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct NewRecoveryKey {
    key: String,
}

async fn set_recovery_key(sent: UnreadRequest) -> HttpResponse {
    ask_with(sent, |server, now_ms, caller, _, new: NewRecoveryKey| {
        caller.insist(Duty::ManageAccounts)?;
        let key: Recipient = new.key.parse().map_err(|_| ProblemCode::Malformed)?;
        let by = decided_by(caller);
        let administration = &server.administration;
        if !administration.set_first_recovery_key(now_ms, key.to_bytes(), by)? {
            return Err(ProblemCode::NotPossible.into());
        }
        Setup::of(server)
    })
    .await
}
