//! `/v1/conflicts` and `/v1/records`: open conflicts, search, one record with its conflicts and history, and
//! decisions.

use actix_web::web::{self, Data, Path, Query, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use puente_protocol::problem::ProblemCode;
use puente_record::{ChangeHash, RecordId};
use serde::Deserialize;

use super::access::{PresentedCredentials, UnreadRequest, ask, ask_with};
#[cfg(test)]
use super::openapi::ApiDescription;
#[cfg(test)]
use crate::reconcile::answer::{
    ConflictsAnswer, HistoryAnswer, QueueAnswer, RecordAnswer, SearchAnswer,
};
use crate::Server;
use crate::reconcile::{AsOf, DecisionRequest};
use crate::session::AccessError;
use crate::session::json_object::JsonObject;

/// The most heads in a request for an earlier state.
const HEADS_MAX: usize = 256;

pub(super) fn routes(config: &mut ServiceConfig) {
    config
        .service(web::resource("/v1/conflicts").get(queue))
        .service(web::resource("/v1/records/search").post(search))
        .service(web::resource("/v1/records/{id}").get(record))
        .service(web::resource("/v1/records/{id}/conflicts").get(conflicts))
        .service(web::resource("/v1/records/{id}/history").get(history))
        .service(web::resource("/v1/records/{id}/state").get(state))
        .service(web::resource("/v1/records/{id}/decisions").post(decisions));
}

#[cfg(test)]
pub(super) fn describe(api: &mut ApiDescription) {
    let who = "reads the record";
    api.get("/v1/conflicts", "may decide somewhere", "The records with conflicts that the caller may decide, 50 at a time by id")
        .query("after", "The `after` of the page before.")
        .answers::<QueueAnswer>();
    api.post("/v1/records/search", "reads records", "The records with this code; without a purpose only those at the caller's sites. Makes a log entry")
        .for_a_purpose()
        .takes::<Search>()
        .answers::<SearchAnswer>();
    api.get("/v1/records/{id}", who, "The record")
        .for_a_purpose()
        .answers::<RecordAnswer>();
    api.get("/v1/records/{id}/state", who, "The same for an earlier state, by one of the two")
        .query("at_ms", "As this server knew it then, ms since 1970.")
        .query("heads", "As an author saw it: changes, divided by commas.")
        .for_a_purpose()
        .answers::<RecordAnswer>();
    api.get("/v1/records/{id}/conflicts", who, "Field by field: the candidates, and the policy's proposal with its reason")
        .for_a_purpose()
        .answers::<ConflictsAnswer>();
    api.get("/v1/records/{id}/history", who, "Every change: who, where, when, on what grounds, what it wrote and how many values it replaced")
        .for_a_purpose()
        .answers::<HistoryAnswer>();
    api.post("/v1/records/{id}/decisions", "decides there", "One decision to 200, all of them or none; `outdated` if there are other candidates by now than were `seen`")
        .takes::<Decisions>();
}

/// A record's id; `not_found` for anything else.
fn id_of(id: &str) -> Result<RecordId, AccessError> {
    id.parse().map_err(|_| ProblemCode::NotFound.into())
}

#[derive(Deserialize)]
struct Page {
    after: Option<String>,
}

async fn queue(
    server: Data<Server>,
    request: HttpRequest,
    page: Option<Query<Page>>,
) -> HttpResponse {
    let asked = PresentedCredentials::of(&request);
    ask(server, asked, move |server, _, caller, _| {
        let after = page.and_then(|page| page.into_inner().after);
        let after = after.as_deref().map(str::parse).transpose();
        let after = after.map_err(|_| ProblemCode::Malformed)?;
        server.records.conflict_queue(caller, after)
    })
    .await
}

#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct Search {
    code: String,
}

async fn search(sent: UnreadRequest) -> HttpResponse {
    ask_with(sent, |server, now_ms, caller, asked, body: Search| {
        server
            .records
            .search(now_ms, caller, &body.code, asked.purpose()?)
    })
    .await
}

async fn record(server: Data<Server>, request: HttpRequest, id: Path<String>) -> HttpResponse {
    let asked = PresentedCredentials::of(&request);
    ask(server, asked, move |server, now_ms, caller, asked| {
        let (id, purpose) = (id_of(&id)?, asked.purpose()?);
        server.records.read(now_ms, caller, id, purpose, &AsOf::Now)
    })
    .await
}

async fn conflicts(server: Data<Server>, request: HttpRequest, id: Path<String>) -> HttpResponse {
    let asked = PresentedCredentials::of(&request);
    ask(server, asked, move |server, now_ms, caller, asked| {
        server
            .records
            .read_conflicts(now_ms, caller, id_of(&id)?, asked.purpose()?)
    })
    .await
}

async fn history(server: Data<Server>, request: HttpRequest, id: Path<String>) -> HttpResponse {
    let asked = PresentedCredentials::of(&request);
    ask(server, asked, move |server, now_ms, caller, asked| {
        server
            .records
            .read_history(now_ms, caller, id_of(&id)?, asked.purpose()?)
    })
    .await
}

/// The state at a time or at heads. Both, or neither, is malformed.
#[derive(Deserialize)]
struct Which {
    at_ms: Option<i64>,
    heads: Option<String>,
}

impl Which {
    fn when(self) -> Result<AsOf, ProblemCode> {
        match (self.at_ms, self.heads) {
            (Some(at_ms), None) => Ok(AsOf::At(at_ms)),
            (None, Some(heads)) => {
                let heads = heads.split(',').take(HEADS_MAX).map(str::parse);
                let heads: Result<Vec<ChangeHash>, _> = heads.collect();
                heads.map(AsOf::Heads).map_err(|_| ProblemCode::Malformed)
            }
            _ => Err(ProblemCode::Malformed),
        }
    }
}

async fn state(
    server: Data<Server>,
    request: HttpRequest,
    id: Path<String>,
    which: Option<Query<Which>>,
) -> HttpResponse {
    let asked = PresentedCredentials::of(&request);
    ask(server, asked, move |server, now_ms, caller, asked| {
        let when = which.ok_or(ProblemCode::Malformed)?.into_inner().when()?;
        server
            .records
            .read(now_ms, caller, id_of(&id)?, asked.purpose()?, &when)
    })
    .await
}

#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct Decisions {
    #[cfg_attr(test, schemars(with = "Vec<DecisionRequest>"))]
    decisions: Vec<JsonObject<DecisionRequest>>,
}

async fn decisions(sent: UnreadRequest, id: Path<String>) -> HttpResponse {
    ask_with(sent, move |server, now_ms, caller, _, body: Decisions| {
        let decisions: Vec<_> = body.decisions.into_iter().map(|one| one.0).collect();
        server
            .records
            .decide(now_ms, caller, id_of(&id)?, &decisions)
    })
    .await
}
