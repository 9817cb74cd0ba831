//! `/v1/people` and `/v1/invites`: who works where, one-time codes, roles, forgotten passwords.
//!
//! An administrator sees and changes everybody. Whoever may give a role at a site sees the people who have such a role
//! there, and gives and ends it there.

use actix_web::web::{self, Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use puente_policy::{Duty, Role};
use puente_protocol::problem::ProblemCode;
use puente_record::{AccountId, SiteId, escape_invisible};
use serde::{Deserialize, Serialize};

use super::access::{Nothing, PresentedCredentials, UnreadRequest, ask, ask_with, decided_by};
#[cfg(test)]
use super::openapi::ApiDescription;
use crate::Server;
use crate::administration::{AccountSummary, last_day, role_until};
use crate::session::{AccessError, Caller};
use crate::store::account::{GrantRow, RoleTerm};
use crate::store::site::SiteRow;

/// How long a code or a one-time password is good if the request does not say, in hours.
const VALID_HOURS: u32 = 12;

/// The longest that a code or a one-time password may be good, in hours: a slip of paper that is found next week must not
/// work.
const VALID_HOURS_MAX: u32 = 72;

pub(super) fn routes(config: &mut ServiceConfig) {
    config
        .service(web::resource("/v1/people").get(list))
        .service(web::resource("/v1/invites").post(invite))
        .service(web::resource("/v1/people/{account}/grants").post(add_grant))
        .service(web::resource("/v1/people/{account}/grants/end").post(end_grant))
        .service(web::resource("/v1/people/{account}/end").post(end))
        .service(web::resource("/v1/people/{account}/one-time-password").post(reset_password));
}

#[cfg(test)]
pub(super) fn describe(api: &mut ApiDescription) {
    let gives = "gives the role there";
    let manages = "manages the account";
    api.get("/v1/people", "gives roles", "Whom the caller sees; an administrator everybody")
        .answers::<People>();
    api.post("/v1/invites", gives, "A one-time code for one person and one phone, good for 12 hours or up to 72, and no longer than its issuer may give the role")
        .takes::<Invitation>()
        .answers::<Invited>();
    api.post("/v1/people/{account}/grants", gives, "Gives a role, or sets anew until when the account has it there")
        .takes::<GivenRole>();
    api.post("/v1/people/{account}/grants/end", gives, "Ends a role. What was written before counts for 30 days")
        .takes::<RoleAt>();
    api.post("/v1/people/{account}/one-time-password", manages, "A password that is only good to choose another; ends the account's sessions")
        .takes::<OneTimePassword>()
        .answers::<PasswordMade>();
    api.post("/v1/people/{account}/end", manages, "Ends the account for good")
        .takes::<Nothing>();
}

/// May this person see this account, and end all of it? An administrator may. Others may if they may give every role that
/// it has, wherever it has it.
pub(super) fn manages(caller: &Caller, account: &AccountSummary) -> bool {
    let mut lasting = account
        .grants
        .iter()
        .filter(|grant| grant.lasts())
        .peekable();
    caller.has_duty(Duty::ManageAccounts)
        || lasting.peek().is_some()
            && lasting.all(|grant| caller.may_give(grant.role, grant.site_id))
}

/// May this person see this account? It is enough to give one of its roles.
fn sees(caller: &Caller, account: &AccountSummary) -> bool {
    let mut lasting = account.grants.iter().filter(|grant| grant.lasts());
    caller.has_duty(Duty::ManageAccounts)
        || lasting.any(|grant| caller.may_give(grant.role, grant.site_id))
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct People {
    people: Vec<Person>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Person {
    #[cfg_attr(test, schemars(with = "crate::body_schema::IdText"))]
    account: AccountId,
    name: String,
    grants: Vec<Grant>,
    /// May the caller end the account and reset its password?
    managed: bool,
    has_password: bool,
    password_failures: u64,
    ended_ms: Option<i64>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Grant {
    #[cfg_attr(test, schemars(with = "crate::body_schema::IdText"))]
    site: SiteId,
    site_name: String,
    #[cfg_attr(test, schemars(with = "crate::body_schema::RoleText"))]
    role: Role,
    from_ms: i64,
    /// The last day of it at the site, `YYYY-MM-DD`; absent if nobody said.
    last_day: Option<String>,
    /// May the caller end it?
    managed: bool,
}

impl Person {
    fn of(caller: &Caller, account: AccountSummary, sites: &[SiteRow]) -> Self {
        let last = |grant: &GrantRow| {
            let site = sites.iter().find(|site| site.nr == grant.site)?;
            Some(last_day(grant.ends_ms?, &site.facts).to_string())
        };
        let managed = manages(caller, &account);
        let lasting = account.grants.into_iter().filter(GrantRow::lasts);
        Self {
            account: account.account.id,
            name: escape_invisible(&account.account.name),
            grants: lasting
                .map(|grant| Grant {
                    last_day: last(&grant),
                    site: grant.site_id,
                    site_name: escape_invisible(&grant.site_name),
                    role: grant.role,
                    from_ms: grant.from_ms,
                    managed: caller.may_give(grant.role, grant.site_id),
                })
                .collect(),
            managed,
            has_password: account.password_failures.is_some(),
            password_failures: account.password_failures.unwrap_or(0),
            ended_ms: account.account.ended_ms,
        }
    }
}

/// Refuses somebody who may give no role anywhere.
pub(super) fn insist_on_giving(caller: &Caller) -> Result<(), AccessError> {
    let mut at = caller.grants.iter().map(|grant| grant.site_id);
    let gives = caller.has_duty(Duty::ManageAccounts)
        || at.any(|site| {
            Role::ALL
                .into_iter()
                .any(|role| caller.may_give(role, site))
        });
    if gives {
        Ok(())
    } else {
        Err(ProblemCode::Forbidden.into())
    }
}

async fn list(server: Data<Server>, request: HttpRequest) -> HttpResponse {
    let asked = PresentedCredentials::of(&request);
    ask(server, asked, |server, _, caller, _| {
        insist_on_giving(caller)?;
        let accounts = server.administration.accounts()?.into_iter();
        let seen = accounts.filter(|account| sees(caller, account));
        let sites = server.administration.sites()?;
        Ok(People {
            people: seen
                .map(|account| Person::of(caller, account, &sites))
                .collect(),
        })
    })
    .await
}

#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct Invitation {
    #[cfg_attr(test, schemars(with = "crate::body_schema::IdText"))]
    site: SiteId,
    #[cfg_attr(test, schemars(with = "crate::body_schema::RoleText"))]
    role: Role,
    /// The last day of the role at the site, `YYYY-MM-DD`.
    last_day: Option<String>,
    valid_hours: Option<u32>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Invited {
    code: String,
    until_ms: i64,
}

/// Refuses somebody who may not give this role at this site.
fn insist_on(caller: &Caller, role: Role, site: SiteId) -> Result<(), AccessError> {
    if caller.may_give(role, site) {
        Ok(())
    } else {
        Err(ProblemCode::Forbidden.into())
    }
}

/// So many hours in ms; `malformed` for none or too many.
fn valid_ms(hours: Option<u32>) -> Result<i64, AccessError> {
    match hours.unwrap_or(VALID_HOURS) {
        hours @ 1..=VALID_HOURS_MAX => Ok(i64::from(hours) * 60 * 60 * 1_000),
        _ => Err(ProblemCode::Malformed.into()),
    }
}

async fn invite(sent: UnreadRequest) -> HttpResponse {
    ask_with(sent, |server, now_ms, caller, _, of: Invitation| {
        insist_on(caller, of.role, of.site)?;
        let valid_ms = valid_ms(of.valid_hours)?;
        let term = term(server, now_ms, of.site, of.role, of.last_day.as_deref())?;
        let (site, by) = (of.site.to_string(), Some(decided_by(caller)));
        let administration = &server.administration;
        let code = administration.invite(now_ms, &site, term, valid_ms, by)?;
        Ok(Invited {
            code,
            until_ms: now_ms.saturating_add(valid_ms),
        })
    })
    .await
}

/// A role at a site, until the end of a day there if one is said.
fn term(
    server: &Server,
    now_ms: i64,
    site: SiteId,
    role: Role,
    last_day: Option<&str>,
) -> Result<RoleTerm, AccessError> {
    let site = server.administration.site(&site.to_string())?;
    Ok(role_until(role, last_day, &site.facts, now_ms)?)
}

#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct GivenRole {
    #[cfg_attr(test, schemars(with = "crate::body_schema::IdText"))]
    site: SiteId,
    #[cfg_attr(test, schemars(with = "crate::body_schema::RoleText"))]
    role: Role,
    /// The last day of the role at the site, `YYYY-MM-DD`.
    last_day: Option<String>,
}

#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct RoleAt {
    #[cfg_attr(test, schemars(with = "crate::body_schema::IdText"))]
    site: SiteId,
    #[cfg_attr(test, schemars(with = "crate::body_schema::RoleText"))]
    role: Role,
}

/// An account that the caller sees; `not_found` for others, whether or not they exist.
fn seen(server: &Server, caller: &Caller, account: &str) -> Result<AccountSummary, AccessError> {
    insist_on_giving(caller)?;
    let id: AccountId = account.parse().map_err(|_| ProblemCode::NotFound)?;
    let mut accounts = server.administration.accounts()?.into_iter();
    let found = accounts.find(|of| of.account.id == id && sees(caller, of));
    found.ok_or_else(|| ProblemCode::NotFound.into())
}

async fn add_grant(sent: UnreadRequest, account: Path<String>) -> HttpResponse {
    ask_with(sent, move |server, now_ms, caller, _, of: GivenRole| {
        let account = seen(server, caller, &account)?.account.id;
        insist_on(caller, of.role, of.site)?;
        let term = term(server, now_ms, of.site, of.role, of.last_day.as_deref())?;
        let (site, by) = (of.site.to_string(), Some(decided_by(caller)));
        let administration = &server.administration;
        Ok(administration.add_grant(now_ms, account, &site, term, by)?)
    })
    .await
}

async fn end_grant(sent: UnreadRequest, account: Path<String>) -> HttpResponse {
    ask_with(sent, move |server, now_ms, caller, _, of: RoleAt| {
        let account = seen(server, caller, &account)?.account.id;
        insist_on(caller, of.role, of.site)?;
        let (site, by) = (of.site.to_string(), Some(decided_by(caller)));
        let administration = &server.administration;
        Ok(administration.end_grant(now_ms, account, &site, of.role, by)?)
    })
    .await
}

/// An account that the caller may end.
fn managed(server: &Server, caller: &Caller, account: &str) -> Result<AccountId, AccessError> {
    let account = seen(server, caller, account)?;
    if manages(caller, &account) {
        Ok(account.account.id)
    } else {
        Err(ProblemCode::Forbidden.into())
    }
}

async fn end(sent: UnreadRequest, account: Path<String>) -> HttpResponse {
    ask_with(sent, move |server, now_ms, caller, _, _: Nothing| {
        let account = managed(server, caller, &account)?;
        let by = Some(decided_by(caller));
        Ok(server.administration.end_account(now_ms, account, by)?)
    })
    .await
}

#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct OneTimePassword {
    valid_hours: Option<u32>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct PasswordMade {
    password: String,
    until_ms: i64,
}

async fn reset_password(sent: UnreadRequest, account: Path<String>) -> HttpResponse {
    ask_with(
        sent,
        move |server, now_ms, caller, _, of: OneTimePassword| {
            let account = managed(server, caller, &account)?;
            let valid_ms = valid_ms(of.valid_hours)?;
            let by = Some(decided_by(caller));
            let password = server
                .administration
                .reset_password(now_ms, account, valid_ms, by)?;
            Ok(PasswordMade {
                password,
                until_ms: now_ms.saturating_add(valid_ms),
            })
        },
    )
    .await
}
