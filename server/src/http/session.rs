//! `/v1/session` and `/v1/password`: signing in, refreshing, signing out, choosing a password.

use actix_web::web::{self, Data, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use puente_policy::Duty;
use serde::Serialize;

use super::access::{self, PresentedCredentials, UnreadRequest, answer, ask};
#[cfg(test)]
use super::openapi::ApiDescription;
#[cfg(test)]
use crate::session::{PasswordRequest, RefreshRequest, Tokens};
use super::blocking::blocking;
use super::password_hash_pool::PasswordHashPool;
use crate::session::{AccessError, Caller, PasswordAttempt, Sessions};
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

#[cfg(test)]
pub(super) fn describe(api: &mut ApiDescription) {
    let device = "an enrolled device";
    api.post("/v1/password", device, "Chooses a password of 10 characters to 128 bytes. The first one needs no `password`; ends all sessions of the account")
        .without_session()
        .takes::<PasswordRequest>();
    api.post("/v1/session", device, "Signs in")
        .without_session()
        .takes::<PasswordRequest>()
        .answers::<Tokens>();
    api.post("/v1/session/refresh", "the session's device", "The next two tokens")
        .without_session()
        .takes::<RefreshRequest>()
        .answers::<Tokens>();
    api.get("/v1/session", "signed in", "The signed-in person and what they may do")
        .answers::<Me>();
    api.delete("/v1/session", "signed in", "Signs out");
}

async fn log_in(hashing: Data<PasswordHashPool>, sent: UnreadRequest) -> HttpResponse {
    let server = sent.server.clone();
    let attempt = begin(sent).await;
    let done = finish(&server, &hashing, attempt, Sessions::finish_login).await;
    answer(&server, done)
}

async fn choose_password(hashing: Data<PasswordHashPool>, sent: UnreadRequest) -> HttpResponse {
    let server = sent.server.clone();
    let attempt = begin(sent).await;
    let done = finish(&server, &hashing, attempt, Sessions::choose_password).await;
    answer(&server, done)
}

async fn begin(sent: UnreadRequest) -> Result<PasswordAttempt, AccessError> {
    let server = sent.server.clone();
    let (asked, body) = proved(sent).await?;
    blocking(move || {
        server
            .sessions
            .begin_login(entropy::now_ms(), &asked.shown(), &body)
    })
    .await
}

/// Reads the body of a request after its sender has proved to be an enrolled device.
async fn proved(sent: UnreadRequest) -> Result<(PresentedCredentials, Vec<u8>), AccessError> {
    let asked = PresentedCredentials::of(&sent.request)?;
    let server = sent.server.clone();
    let (asked, device) = blocking(move || {
        let device = server
            .sessions
            .enrolled(entropy::now_ms(), &asked.shown())?;
        Ok::<_, AccessError>((asked, device))
    })
    .await?;
    let body = access::read(sent, &asked, device).await?;
    Ok((asked, body))
}

/// Runs work that costs a password hash, in the pool.
async fn finish<T: Send + 'static>(
    server: &Data<Server>,
    hashing: &PasswordHashPool,
    attempt: Result<PasswordAttempt, AccessError>,
    work: fn(&Sessions, i64, PasswordAttempt) -> Result<T, AccessError>,
) -> Result<T, AccessError> {
    let (server, attempt) = (server.clone(), attempt?);
    let _place = hashing.place().await?;
    blocking(move || work(&server.sessions, entropy::now_ms(), attempt)).await
}

async fn refresh(sent: UnreadRequest) -> HttpResponse {
    let server = sent.server.clone();
    let done = async {
        let at = sent.server.clone();
        let (asked, body) = proved(sent).await?;
        blocking(move || {
            at.sessions
                .refresh(entropy::now_ms(), &asked.shown(), &body)
        })
        .await
    };
    let done = done.await;
    answer(&server, done)
}

async fn log_out(server: Data<Server>, request: HttpRequest) -> HttpResponse {
    let asked = PresentedCredentials::of(&request);
    ask(server, asked, |server, now_ms, caller, _| {
        server.sessions.log_out(now_ms, caller)
    })
    .await
}

/// The signed-in person and what they may do.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Me {
    account: String,
    name: String,
    device: String,
    grants: Vec<MyGrant>,
    duties: Vec<&'static str>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct MyGrant {
    site: String,
    site_name: String,
    role: String,
}

async fn who_am_i(server: Data<Server>, request: HttpRequest) -> HttpResponse {
    let asked = PresentedCredentials::of(&request);
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
        let has = |duty: &Duty| caller.has_duty(*duty);
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
