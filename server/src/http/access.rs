//! Requests and answers of the interactive API, in JSON: checks who asks, and gives each answer a nonce for the
//! next proof.

use std::future::{Ready, ready};
use std::net::IpAddr;

use actix_web::http::StatusCode;
use actix_web::http::header::{AUTHORIZATION, CONTENT_TYPE, HOST, HeaderName};
use actix_web::web::{Data, Payload};
use actix_web::{FromRequest, HttpRequest, HttpResponse, dev};
use puente_policy::Purpose;
use puente_protocol::problem::ProblemCode;
use puente_record::DeviceId;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::admitted_body::arriving;
use super::blocking::blocking;
use super::body_budget::{BodyBudgets, BodyOwner};
use super::problem::{self, ProblemResponse};
use super::request_limits::RequestLimits;
use crate::administration::DecidedBy;
use crate::session::{AccessError, Caller, DpopRequest, json_object};
use crate::{Server, entropy};

/// Bytes of a request's body: a hundred decisions with their reasons.
const BODY_BYTES_MAX: usize = 64 * 1024;

const DPOP: HeaderName = HeaderName::from_static("dpop");
const DPOP_NONCE: HeaderName = HeaderName::from_static("dpop-nonce");
const PURPOSE: HeaderName = HeaderName::from_static("puente-purpose");
const SCHEME: &str = "DPoP ";

/// The credentials and the purpose in a request's headers.
#[derive(Debug)]
pub(super) struct PresentedCredentials {
    address: IpAddr,
    proof: String,
    method: String,
    path: String,
    host: String,
    token: Option<String>,
    purpose: Option<String>,
}

impl PresentedCredentials {
    /// Reads the headers, before anything else of a request is read.
    pub(super) fn of(request: &HttpRequest) -> Result<Self, AccessError> {
        let request_limits = request.app_data::<Data<RequestLimits>>();
        let request_limits = request_limits.ok_or(ProblemCode::Internal)?;
        let address = request_limits.admit_address(request)?;
        let text = |name: HeaderName| {
            // If a header comes twice, the server must not choose one of the two.
            let mut all = request.headers().get_all(name);
            let only = all.next().filter(|_| all.next().is_none());
            only.and_then(|value| value.to_str().ok())
                .map(str::to_owned)
        };
        Ok(Self {
            address,
            proof: text(DPOP).unwrap_or_default(),
            method: request.method().as_str().to_owned(),
            path: request.path().to_owned(),
            host: text(HOST).unwrap_or_default(),
            token: text(AUTHORIZATION)
                .and_then(|value| value.strip_prefix(SCHEME).map(str::to_owned)),
            purpose: text(PURPOSE),
        })
    }

    pub(super) fn shown(&self) -> DpopRequest<'_> {
        DpopRequest {
            proof: &self.proof,
            method: &self.method,
            path: &self.path,
            host: &self.host,
        }
    }

    /// The purpose that the request states, if it states one.
    pub(super) fn purpose(&self) -> Result<Option<Purpose>, AccessError> {
        let said = self.purpose.as_deref().map(str::parse).transpose();
        said.map_err(|_| ProblemCode::Malformed.into())
    }

    pub(super) fn caller(&self, server: &Server, now_ms: i64) -> Result<Caller, AccessError> {
        let token = self.token.as_deref().ok_or(ProblemCode::TokenRefused)?;
        server.sessions.authorise(now_ms, &self.shown(), token)
    }
}

/// Reads the whole JSON body of a device that has proved its key.
pub(super) async fn read(
    sent: UnreadRequest,
    asked: &PresentedCredentials,
    device: DeviceId,
) -> Result<Vec<u8>, ProblemCode> {
    let UnreadRequest {
        body_budgets,
        request,
        payload,
        ..
    } = sent;
    let kind = request.headers().get(CONTENT_TYPE);
    let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    // A form on another site can send any content type but this.
    if kind.split(';').next().map(str::trim) != Some("application/json") {
        return Err(ProblemCode::Malformed);
    }
    let share = body_budgets.of_devices.share(BodyOwner {
        address: asked.address,
        device: Some(device),
    });
    let body = arriving(&request, payload, BODY_BYTES_MAX)?;
    let body = body.read_rest(Vec::new(), share, BODY_BYTES_MAX).await?;
    Ok(body.bytes)
}

/// The body of a request whose path says everything.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct Nothing {}

/// The person who decides, for the log.
pub(super) const fn decided_by(caller: &Caller) -> DecidedBy {
    DecidedBy {
        account: caller.account,
        device: caller.device,
    }
}

/// Runs `work` for a signed-in person and answers with its result.
pub(super) async fn ask<T: Serialize + Send + 'static>(
    server: Data<Server>,
    asked: Result<PresentedCredentials, AccessError>,
    work: impl FnOnce(&Server, i64, &Caller, &PresentedCredentials) -> Result<T, AccessError>
    + Send
    + 'static,
) -> HttpResponse {
    let at = server.clone();
    let asked = match asked {
        Ok(asked) => asked,
        Err(refusal) => return answer::<()>(&server, Err(refusal)),
    };
    let done = blocking(move || {
        let now_ms = entropy::now_ms();
        let caller = asked.caller(&at, now_ms)?;
        work(&at, now_ms, &caller, &asked)
    });
    answer(&server, done.await)
}

/// The same, for a request with a JSON body.
pub(super) async fn ask_with<
    B: DeserializeOwned + Send + 'static,
    T: Serialize + Send + 'static,
>(
    sent: UnreadRequest,
    work: impl FnOnce(&Server, i64, &Caller, &PresentedCredentials, B) -> Result<T, AccessError>
    + Send
    + 'static,
) -> HttpResponse {
    let server = sent.server.clone();
    let done = async {
        let asked = PresentedCredentials::of(&sent.request)?;
        let at = server.clone();
        // Check who asks before reading the body.
        let (asked, caller) = blocking(move || {
            let caller = asked.caller(&at, entropy::now_ms())?;
            Ok::<_, AccessError>((asked, caller))
        })
        .await?;
        let body = read(sent, &asked, caller.device).await?;
        let at = server.clone();
        blocking(move || {
            let body = json_object::read(&body)?;
            work(&at, entropy::now_ms(), &caller, &asked, body)
        })
        .await
    };
    let done = done.await;
    answer(&server, done)
}

/// A request whose body has not been read.
pub(super) struct UnreadRequest {
    pub(super) server: Data<Server>,
    body_budgets: Data<BodyBudgets>,
    pub(super) request: HttpRequest,
    payload: Payload,
}

impl FromRequest for UnreadRequest {
    type Error = ProblemResponse;
    type Future = Ready<Result<Self, ProblemResponse>>;

    fn from_request(request: &HttpRequest, payload: &mut dev::Payload) -> Self::Future {
        let internal = || ProblemResponse(ProblemCode::Internal);
        let payload = Payload::from_request(request, payload).into_inner();
        let sent = || {
            Ok(Self {
                server: request.app_data().cloned().ok_or_else(internal)?,
                body_budgets: request.app_data().cloned().ok_or_else(internal)?,
                request: request.clone(),
                payload: payload.map_err(|_| internal())?,
            })
        };
        ready(sent())
    }
}

/// The answer to a request of the interactive API; no content when `done` is `null`.
pub(super) fn answer<T: Serialize>(server: &Server, done: Result<T, AccessError>) -> HttpResponse {
    let mut response = match done.and_then(|value| {
        serde_json::to_vec(&value).map_err(|_| AccessError::from(ProblemCode::Internal))
    }) {
        Ok(body) if body == b"null" => HttpResponse::new(StatusCode::NO_CONTENT),
        Ok(body) => HttpResponse::Ok()
            .content_type("application/json")
            .body(body),
        Err(refusal) => problem::refused(refusal),
    };
    let nonce = server.sessions.nonce(entropy::now_ms());
    if let Ok(nonce) = nonce.parse() {
        response.headers_mut().insert(DPOP_NONCE, nonce);
    }
    response
}
