//! `GET /v1/health`: the server answers and its database can be read. `GET /v1/ready`: it can also be written,
//! and the disk has room.

use std::time::{Duration, Instant};

use actix_web::web::Data;
use actix_web::{HttpResponse, get, web};
use puente_protocol::problem::ProblemCode;
use tokio::sync::Mutex;
use tokio::time::timeout;

use super::blocking::blocking;
use super::problem;
use crate::{Server, entropy};

/// How long an answer is reused: anybody may ask, and each probe costs a flush.
const GOOD_FOR: Duration = Duration::from_secs(2);

/// How long a probe may take until nothing is ready. A write waits longer for another process; whoever asks does not.
const PATIENCE: Duration = Duration::from_secs(3);

/// The result of the last probe. The lock is held during a probe, so a request that comes meanwhile waits for
/// its result and starts no other.
#[derive(Debug, Default)]
pub(super) struct ReadinessCache(Mutex<Option<(Instant, Result<(), ProblemCode>)>>);

#[get("/v1/health")]
pub(super) async fn health(server: Data<Server>) -> HttpResponse {
    match web::block(move || server.store.is_healthy()).await {
        Ok(true) => HttpResponse::Ok().content_type("text/plain").body("ok\n"),
        _ => problem::response(ProblemCode::StorageFailed),
    }
}

#[get("/v1/ready")]
pub(super) async fn ready(server: Data<Server>, probed: Data<ReadinessCache>) -> HttpResponse {
    let mut last = probed.0.lock().await;
    let found = match *last {
        Some((at, found)) if at.elapsed() < GOOD_FOR => found,
        _ => {
            let found = blocking(move || server.store.readiness(entropy::now_ms()));
            // A database that waits for its standby answers nobody.
            let found = timeout(PATIENCE, found)
                .await
                .unwrap_or(Err(ProblemCode::Busy));
            *last = Some((entropy::now(), found));
            found
        }
    };
    drop(last);
    match found {
        Ok(()) => HttpResponse::Ok()
            .content_type("text/plain")
            .body("ready\n"),
        Err(code) => problem::response(code),
    }
}
