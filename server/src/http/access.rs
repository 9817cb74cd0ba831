//! Requests of the interactive API: who asks, in JSON; and answers, in JSON, each with a nonce for the
//! next proof.

use actix_web::http::StatusCode;
use actix_web::http::header::{AUTHORIZATION, CONTENT_TYPE, ContentLength, HOST, HeaderName};
use actix_web::web::{Data, Header, Payload};
use actix_web::{HttpRequest, HttpResponse};
use puente_policy::Purpose;
use puente_protocol::problem::ProblemCode;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::blocking::blocking;
use super::body::InFlight;
use super::guests::Guests;
use super::problem;
use crate::session::{Caller, Refusal, Shown};
use crate::{Server, entropy};

/// Bytes of a request's body: a hundred decisions with their reasons.
const BODY_BYTES_MAX: usize = 64 * 1024;

const DPOP: HeaderName = HeaderName::from_static("dpop");
const DPOP_NONCE: HeaderName = HeaderName::from_static("dpop-nonce");
const PURPOSE: HeaderName = HeaderName::from_static("puente-purpose");
const SCHEME: &str = "DPoP ";

/// What a request shows of who asks.
#[derive(Debug)]
pub(super) struct Asked {
    proof: String,
    method: String,
    path: String,
    host: String,
    token: Option<String>,
    purpose: Option<String>,
}

impl Asked {
    /// Before anything else of a request is read.
    pub(super) fn of(request: &HttpRequest) -> Result<Self, Refusal> {
        let guests = request.app_data::<Data<Guests>>();
        guests.map_or(Ok(()), |guests| guests.admit_address(request))?;
        let text = |name: HeaderName| {
            // Which of two would count is not for us to choose.
            let mut all = request.headers().get_all(name);
            let only = all.next().filter(|_| all.next().is_none());
            only.and_then(|value| value.to_str().ok())
                .map(str::to_owned)
        };
        Ok(Self {
            proof: text(DPOP).unwrap_or_default(),
            method: request.method().as_str().to_owned(),
            path: request.path().to_owned(),
            host: text(HOST).unwrap_or_default(),
            token: text(AUTHORIZATION)
                .and_then(|value| value.strip_prefix(SCHEME).map(str::to_owned)),
            purpose: text(PURPOSE),
        })
    }

    pub(super) fn shown(&self) -> Shown<'_> {
        Shown {
            proof: &self.proof,
            method: &self.method,
            path: &self.path,
            host: &self.host,
        }
    }

    /// For what purpose somebody looks, if they say so.
    pub(super) fn purpose(&self) -> Result<Option<Purpose>, Refusal> {
        let said = self.purpose.as_deref().map(str::parse).transpose();
        said.map_err(|_| ProblemCode::Malformed.into())
    }

    pub(super) fn caller(&self, server: &Server, now_ms: i64) -> Result<Caller, Refusal> {
        let token = self.token.as_deref().ok_or(ProblemCode::TokenRefused)?;
        server.authorise(now_ms, &self.shown(), token)
    }
}

/// A whole JSON body.
pub(super) async fn read(
    request: &HttpRequest,
    in_flight: &InFlight,
    length: Option<Header<ContentLength>>,
    payload: Payload,
) -> Result<Vec<u8>, ProblemCode> {
    let kind = request.headers().get(CONTENT_TYPE);
    let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    // A form of another site can send everything but this.
    if kind.split(';').next().map(str::trim) != Some("application/json") {
        return Err(ProblemCode::Malformed);
    }
    let announced = length.map(|length| *length.into_inner());
    let body = in_flight.read(payload, announced, BODY_BYTES_MAX).await?;
    Ok(body.bytes)
}

/// Does something for somebody who is signed in.
pub(super) async fn ask<T: Serialize + Send + 'static>(
    server: Data<Server>,
    asked: Result<Asked, Refusal>,
    work: impl FnOnce(&Server, i64, &Caller, &Asked) -> Result<T, Refusal> + Send + 'static,
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

/// Does something with a JSON body for somebody who is signed in.
pub(super) async fn ask_with<
    B: DeserializeOwned + Send + 'static,
    T: Serialize + Send + 'static,
>(
    sent: Sent,
    work: impl FnOnce(&Server, i64, &Caller, &Asked, B) -> Result<T, Refusal> + Send + 'static,
) -> HttpResponse {
    let (server, in_flight, request, length, payload) = sent;
    let asked = Asked::of(&request);
    let body = match &asked {
        Ok(_) => read(&request, &in_flight, length, payload).await,
        Err(_) => Ok(Vec::new()),
    };
    ask(server, asked, |server, now_ms, caller, asked| {
        // Who asks is known before what they say is looked at.
        let body = serde_json::from_slice(&body?).map_err(|_| ProblemCode::Malformed)?;
        work(server, now_ms, caller, asked, body)
    })
    .await
}

/// A request with a body, as its handler gets it.
pub(super) type Sent = (
    Data<Server>,
    Data<InFlight>,
    HttpRequest,
    Option<Header<ContentLength>>,
    Payload,
);

/// The answer to a request of the interactive API; `null` is no content.
pub(super) fn answer<T: Serialize>(server: &Server, done: Result<T, Refusal>) -> HttpResponse {
    let mut response = match done.and_then(|value| {
        serde_json::to_vec(&value).map_err(|_| Refusal::from(ProblemCode::Internal))
    }) {
        Ok(body) if body == b"null" => HttpResponse::new(StatusCode::NO_CONTENT),
        Ok(body) => HttpResponse::Ok()
            .content_type("application/json")
            .body(body),
        Err(refusal) => problem::refused(refusal),
    };
    let nonce = server.nonce(entropy::now_ms());
    if let Ok(nonce) = nonce.parse() {
        response.headers_mut().insert(DPOP_NONCE, nonce);
    }
    response
}
