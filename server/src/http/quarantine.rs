//! `/v1/quarantine`: lists quarantined changes, shows one, and decides about them.

use actix_web::web::{self, Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use puente_policy::Duty;
use puente_protocol::problem::ProblemCode;
use puente_record::DeviceId;
use serde::{Deserialize, Serialize};

use super::access::{Nothing, PresentedCredentials, UnreadRequest, ask, ask_with, decided_by};
#[cfg(test)]
use super::openapi::ApiDescription;
#[cfg(test)]
use crate::administration::RepairedDocument;
use puente_record::escape_invisible;

use crate::Server;
use crate::administration::{AdministrationError, DecidedBy, QuarantineSummary};
use crate::session::{AccessError, Caller};
use crate::store::row_id::ChangeRowId;

pub(super) fn routes(config: &mut ServiceConfig) {
    config
        .service(web::resource("/v1/quarantine").get(list))
        .service(web::resource("/v1/quarantine/set-aside").post(set_aside_all))
        .service(web::resource("/v1/documents/{document}/repair").post(repair))
        .service(web::resource("/v1/quarantine/{number}").get(show))
        .service(web::resource("/v1/quarantine/{number}/release").post(release))
        .service(web::resource("/v1/quarantine/{number}/write-again").post(write_again))
        .service(web::resource("/v1/quarantine/{number}/set-aside").post(set_aside));
}

#[cfg(test)]
pub(super) fn describe(api: &mut ApiDescription) {
    let who = "duty quarantine";
    api.get("/v1/quarantine", who, "The quarantined changes, by reason and origin")
        .answers::<Quarantined>();
    api.get("/v1/quarantine/{number}", who, "One change with what it writes, as plain text: invisible characters and those that turn the text are escaped. Makes a log entry")
        .answers::<Shown>();
    api.post("/v1/quarantine/{number}/release", who, "Lets it enter, if its reason is about its author or about room; otherwise `not_possible`")
        .takes::<Nothing>();
    api.post("/v1/quarantine/{number}/write-again", who, "Its readable values become a new change by the caller, who answers for it; its basis names the author. Other people's values stay beside them")
        .takes::<Why>();
    api.post("/v1/quarantine/{number}/set-aside", who, "Leaves it out for good")
        .takes::<Why>();
    api.post("/v1/quarantine/set-aside", who, "Leaves out all quarantined changes of a device for good")
        .takes::<AllOfDevice>()
        .answers::<SetAside>();
    api.post("/v1/documents/{document}/repair", who, "Takes everything that a device wrote out of a document that it filled, and writes again in the caller's name what others wrote on top")
        .takes::<OfDevice>()
        .answers::<RepairedDocument>();
}

impl From<AdministrationError> for AccessError {
    fn from(error: AdministrationError) -> Self {
        match error {
            AdministrationError::Missing(_) => ProblemCode::NotFound.into(),
            AdministrationError::NotReleasable(_)
            | AdministrationError::NotReadable
            | AdministrationError::NotEntered(_) => ProblemCode::NotPossible.into(),
            AdministrationError::Taken | AdministrationError::Invalid(_) => {
                ProblemCode::Malformed.into()
            }
            AdministrationError::Store(error) => error.into(),
            AdministrationError::Trial(error) => {
                tracing::error!(%error, "a trial failed");
                ProblemCode::Internal.into()
            }
        }
    }
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Quarantined {
    changes: Vec<QuarantineLineAnswer>,
}

/// The origin of a change and the reason why it is kept, without its content.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct QuarantineLineAnswer {
    number: i64,
    reason: String,
    account: String,
    device: String,
    document: String,
    since_ms: i64,
}

/// One change with its content. Clients must show the texts as plain text.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Shown {
    #[serde(flatten)]
    line: QuarantineLineAnswer,
    /// `None` when its bytes cannot be read.
    writes: Option<Vec<Wrote>>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Wrote {
    key: String,
    /// `None` where it deletes the key.
    value: Option<String>,
}

impl QuarantineLineAnswer {
    fn of(line: QuarantineSummary) -> Self {
        Self {
            number: line.number.get(),
            reason: escape_invisible(&line.kept.reason),
            account: line.kept.account.to_string(),
            device: line.kept.device.to_string(),
            document: line.kept.document.to_string(),
            since_ms: line.kept.at_ms,
        }
    }
}

/// The person who decides, if they have the duty.
fn entitled(caller: &Caller) -> Result<Option<DecidedBy>, AccessError> {
    caller.insist(Duty::ManageQuarantine)?;
    Ok(Some(decided_by(caller)))
}

/// The number of a change; `not_found` for anything else.
fn number_of(number: &str) -> Result<ChangeRowId, AccessError> {
    number.parse().map_err(|_| ProblemCode::NotFound.into())
}

async fn list(server: Data<Server>, request: HttpRequest) -> HttpResponse {
    let asked = PresentedCredentials::of(&request);
    ask(server, asked, |server, _, caller, _| {
        entitled(caller)?;
        let lines = server.administration.quarantined()?.into_iter();
        Ok(Quarantined {
            changes: lines.map(QuarantineLineAnswer::of).collect(),
        })
    })
    .await
}

async fn show(server: Data<Server>, request: HttpRequest, number: Path<String>) -> HttpResponse {
    let asked = PresentedCredentials::of(&request);
    ask(server, asked, move |server, now_ms, caller, _| {
        let (by, number) = (entitled(caller)?, number_of(&number)?);
        let (line, writes) = server.administration.show_quarantined(now_ms, number, by)?;
        let writes = writes.map(|writes| {
            let wrote = writes.into_iter().map(|(key, value)| Wrote {
                key: escape_invisible(&key),
                value: value.as_deref().map(escape_invisible),
            });
            wrote.collect()
        });
        Ok(Shown {
            line: QuarantineLineAnswer::of(line),
            writes,
        })
    })
    .await
}

#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct Why {
    reason: String,
}

#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct OfDevice {
    #[cfg_attr(test, schemars(with = "crate::body_schema::IdText"))]
    device: DeviceId,
    reason: String,
}

#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct AllOfDevice {
    #[cfg_attr(test, schemars(with = "crate::body_schema::IdText"))]
    device: DeviceId,
    reason: String,
    /// Also set aside the device's waiting changes.
    #[serde(default)]
    and_waiting: bool,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct SetAside {
    set_aside: u64,
}

async fn set_aside_all(sent: UnreadRequest) -> HttpResponse {
    ask_with(sent, move |server, now_ms, caller, _, of: AllOfDevice| {
        let by = entitled(caller)?;
        let of_device = (of.device, of.and_waiting);
        let set_aside = server
            .administration
            .set_aside_all(now_ms, of_device, &of.reason, by)?;
        Ok(SetAside { set_aside })
    })
    .await
}

async fn repair(sent: UnreadRequest, document: Path<String>) -> HttpResponse {
    ask_with(sent, move |server, now_ms, caller, _, of: OfDevice| {
        let by = entitled(caller)?;
        let document = document.parse().map_err(|_| ProblemCode::NotFound)?;
        let of_device = (document, of.device);
        let done = server.administration.repair_document(
            now_ms,
            of_device,
            caller.account,
            by,
            &of.reason,
        )?;
        Ok(done)
    })
    .await
}

async fn release(sent: UnreadRequest, number: Path<String>) -> HttpResponse {
    ask_with(sent, move |server, now_ms, caller, _, _: Nothing| {
        let (by, number) = (entitled(caller)?, number_of(&number)?);
        Ok(server.administration.release(now_ms, number, by)?)
    })
    .await
}

async fn write_again(sent: UnreadRequest, number: Path<String>) -> HttpResponse {
    ask_with(sent, move |server, now_ms, caller, _, why: Why| {
        let (by, number) = (entitled(caller)?, number_of(&number)?);
        Ok(server
            .administration
            .write_again(now_ms, number, caller.account, by, &why.reason)?)
    })
    .await
}

async fn set_aside(sent: UnreadRequest, number: Path<String>) -> HttpResponse {
    ask_with(sent, move |server, now_ms, caller, _, why: Why| {
        let (by, number) = (entitled(caller)?, number_of(&number)?);
        Ok(server
            .administration
            .set_aside(now_ms, number, &why.reason, by)?)
    })
    .await
}
