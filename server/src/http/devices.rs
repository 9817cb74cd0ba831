//! `/v1/devices`: the phones, and what to do when one is lost.
//!
//! An administrator sees all. Others see those that enrolled at a site where they may give roles, and end one if they
//! manage everybody who uses it.

use actix_web::web::{self, Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use puente_policy::{Duty, Role};
use puente_protocol::identity::six_digits;
use puente_protocol::problem::ProblemCode;
use puente_record::{DeviceId, ServerId, SiteId, escape_invisible};
use serde::Serialize;

use super::access::{Nothing, PresentedCredentials, UnreadRequest, ask, ask_with, decided_by};
#[cfg(test)]
use super::openapi::ApiDescription;
use super::people::{insist_on_giving, manages};
use crate::Server;
use crate::session::{AccessError, Caller};
use crate::store::confirmation::Unconfirmed;
use crate::store::device::DeviceListing;

pub(super) fn routes(config: &mut ServiceConfig) {
    config
        .service(web::resource("/v1/devices").get(list))
        .service(web::resource("/v1/devices/{device}/revoke").post(revoke));
}

#[cfg(test)]
pub(super) fn describe(api: &mut ApiDescription) {
    api.get("/v1/devices", "gives roles", "The phones that enrolled at the caller's sites; an administrator sees all")
        .answers::<Devices>();
    api.post("/v1/devices/{device}/revoke", "manages everybody on it", "It is lost: it gets nothing more, and what it still brings is quarantined")
        .takes::<Nothing>();
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Devices {
    devices: Vec<Device>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Device {
    #[cfg_attr(test, schemars(with = "crate::body_schema::IdText"))]
    device: DeviceId,
    /// The names of everybody who uses it.
    people: String,
    #[cfg_attr(test, schemars(with = "crate::body_schema::IdText"))]
    site: SiteId,
    site_name: Option<String>,
    /// What the phone showed when it enrolled: compare them.
    digits: String,
    /// Absent of a phone that is known only by its changes.
    enrolled_ms: Option<i64>,
    revoked_ms: Option<i64>,
    /// How often a copy of its store was in use.
    forks: u64,
    forked_ms: Option<i64>,
    /// What it was told to let go of and has not confirmed; absent if there is nothing.
    unconfirmed: Option<UnconfirmedAnswer>,
    /// When the last of what it wrote arrived.
    brought_ms: Option<i64>,
}

/// A device confirms with the sync after the one that told it.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct UnconfirmedAnswer {
    /// The number of erased people whom it may still hold.
    erased: u64,
    /// When the first of them was erased.
    erased_ms: Option<i64>,
    /// Roles of its people that ended: it may still hold the records of their sites.
    ended: Vec<EndedRoleAnswer>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct EndedRoleAnswer {
    #[cfg_attr(test, schemars(with = "crate::body_schema::IdText"))]
    site: SiteId,
    site_name: Option<String>,
    #[cfg_attr(test, schemars(with = "crate::body_schema::RoleText"))]
    role: Role,
    until_ms: i64,
}

impl From<Unconfirmed> for UnconfirmedAnswer {
    fn from(of: Unconfirmed) -> Self {
        let ended = of.ended.into_iter().map(|ended| EndedRoleAnswer {
            site: ended.site,
            site_name: ended.site_name.as_deref().map(escape_invisible),
            role: ended.role,
            until_ms: ended.until_ms,
        });
        Self {
            erased: of.erased,
            erased_ms: of.erased_ms,
            ended: ended.collect(),
        }
    }
}

impl Device {
    fn of(server: ServerId, listed: DeviceListing, unconfirmed: Option<Unconfirmed>) -> Self {
        let row = listed.device;
        Self {
            device: row.id,
            people: escape_invisible(&listed.people),
            site: row.site_id,
            site_name: listed.site_name.as_deref().map(escape_invisible),
            digits: six_digits(server.as_bytes(), &row.key),
            enrolled_ms: row.is_enrolled().then_some(row.enrolled_ms),
            revoked_ms: row.revoked_ms,
            forks: listed.forks,
            forked_ms: listed.forked_ms,
            unconfirmed: unconfirmed.map(Into::into),
            brought_ms: listed.brought_ms,
        }
    }
}

fn sees(caller: &Caller, listed: &DeviceListing) -> bool {
    let at = listed.device.site_id;
    let gives = |role| caller.may_give(role, at);
    caller.has_duty(Duty::ManageDevices) || Role::ALL.into_iter().any(gives)
}

async fn list(server: Data<Server>, request: HttpRequest) -> HttpResponse {
    let asked = PresentedCredentials::of(&request);
    ask(server, asked, |server, _, caller, _| {
        insist_on_giving(caller)?;
        let devices = server.administration.devices()?.into_iter();
        let seen = devices.filter(|listed| sees(caller, listed));
        let id = server.id();
        let mut unconfirmed = server.administration.unconfirmed()?;
        let mut of = |listed: DeviceListing| {
            let missing = unconfirmed.remove(&listed.device.nr);
            Device::of(id, listed, missing)
        };
        Ok(Devices {
            devices: seen.map(&mut of).collect(),
        })
    })
    .await
}

async fn revoke(sent: UnreadRequest, device: Path<String>) -> HttpResponse {
    ask_with(sent, move |server, now_ms, caller, _, _: Nothing| {
        insist_on_giving(caller)?;
        let id: DeviceId = device.parse().map_err(|_| ProblemCode::NotFound)?;
        let mut devices = server.administration.devices()?.into_iter();
        devices
            .find(|listed| listed.device.id == id && sees(caller, listed))
            .ok_or(ProblemCode::NotFound)?;
        let users = server.administration.accounts_of_device(id)?;
        let may = caller.has_duty(Duty::ManageDevices)
            || users.iter().all(|account| manages(caller, account));
        if !may {
            return Err(AccessError::from(ProblemCode::Forbidden));
        }
        let by = Some(decided_by(caller));
        Ok(server.administration.revoke_device(now_ms, id, by)?)
    })
    .await
}
