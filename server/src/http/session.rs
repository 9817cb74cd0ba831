//! `/v1/session` and `/v1/password`: signing in, refreshing, signing out, choosing a password.

use actix_web::http::header::ContentLength;
use actix_web::web::{self, Data, Header, Payload, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use puente_policy::{Duty, allows_duty};
use serde::Serialize;

use super::access::{self, Asked, answer, ask};
use super::blocking::blocking;
use super::body::InFlight;
use super::hashing::Hashing;
use crate::session::{Attempt, Caller, Refusal};
use crate::{Server, entropy};

pub(super) fn routes(config: &mut ServiceConfig) {
    config
        .service(
            web::resource("/v1/session")
                .post(log_in)
                .get(who_am_i)
                .delete(log_out),
        )
        .service(web::resource("/v1/session/refresh").post(refresh))
        .service(web::resource("/v1/password").post(choose_password));
}

async fn log_in(
    server: Data<Server>,
    in_flight: Data<InFlight>,
    hashing: Data<Hashing>,
    request: HttpRequest,
    length: Option<Header<ContentLength>>,
    payload: Payload,
) -> HttpResponse {
    let attempt = begin(&server, &in_flight, &request, length, payload).await;
    let done = finish(&server, &hashing, attempt, Server::finish_login).await;
    answer(&server, done)
}

async fn choose_password(
    server: Data<Server>,
    in_flight: Data<InFlight>,
    hashing: Data<Hashing>,
    request: HttpRequest,
    length: Option<Header<ContentLength>>,
    payload: Payload,
) -> HttpResponse {
    let attempt = begin(&server, &in_flight, &request, length, payload).await;
    let done = finish(&server, &hashing, attempt, Server::choose_password).await;
    answer(&server, done)
}

async fn begin(
    server: &Data<Server>,
    in_flight: &InFlight,
    request: &HttpRequest,
    length: Option<Header<ContentLength>>,
    payload: Payload,
) -> Result<Attempt, Refusal> {
    let asked = Asked::of(request)?;
    let body = access::read(request, in_flight, length, payload).await?;
    let server = server.clone();
    blocking(move || server.begin_login(entropy::now_ms(), &asked.shown(), &body)).await
}

/// What costs a hash, in the pool.
async fn finish<T: Send + 'static>(
    server: &Data<Server>,
    hashing: &Hashing,
    attempt: Result<Attempt, Refusal>,
    work: fn(&Server, i64, Attempt) -> Result<T, Refusal>,
) -> Result<T, Refusal> {
    let (server, attempt) = (server.clone(), attempt?);
    let _place = hashing.place().await?;
    blocking(move || work(&server, entropy::now_ms(), attempt)).await
}

async fn refresh(
    server: Data<Server>,
    in_flight: Data<InFlight>,
    request: HttpRequest,
    length: Option<Header<ContentLength>>,
    payload: Payload,
) -> HttpResponse {
    let done = async {
        let asked = Asked::of(&request)?;
        let body = access::read(&request, &in_flight, length, payload).await?;
        let at = server.clone();
        blocking(move || at.refresh(entropy::now_ms(), &asked.shown(), &body)).await
    };
    let done = done.await;
    answer(&server, done)
}

async fn log_out(server: Data<Server>, request: HttpRequest) -> HttpResponse {
    let asked = Asked::of(&request);
    ask(server, asked, |server, now_ms, caller, _| {
        server.log_out(now_ms, caller)
    })
    .await
}

/// Who is signed in, and what they may do.
#[derive(Serialize)]
struct Me {
    account: String,
    name: String,
    device: String,
    grants: Vec<MyGrant>,
    duties: Vec<&'static str>,
}

#[derive(Serialize)]
struct MyGrant {
    site: String,
    site_name: String,
    role: String,
}

async fn who_am_i(server: Data<Server>, request: HttpRequest) -> HttpResponse {
    let asked = Asked::of(&request);
    ask(server, asked, |_, _, caller, _| Ok(Me::of(caller))).await
}

impl Me {
    fn of(caller: &Caller) -> Self {
        let name = |duty| match duty {
            Duty::ManageAccounts => "accounts",
            Duty::ManageDevices => "devices",
            Duty::ManageQuarantine => "quarantine",
            Duty::ReadLog => "log",
        };
        let has = |duty: &Duty| {
            let mut grants = caller.grants.iter();
            grants.any(|grant| allows_duty(grant.role, *duty))
        };
        let grants = caller.grants.iter().map(|grant| MyGrant {
            site: grant.site_id.to_string(),
            site_name: grant.site_name.clone(),
            role: grant.role.to_string(),
        });
        Self {
            account: caller.account.to_string(),
            name: caller.name.clone(),
            device: caller.device.to_string(),
            grants: grants.collect(),
            duties: Duty::ALL.into_iter().filter(has).map(name).collect(),
        }
    }
}
