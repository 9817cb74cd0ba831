//! `GET /v1/events`: pokes. The stream carries no data; a poked device runs an exchange.

use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use actix_web::http::header::{AUTHORIZATION, CACHE_CONTROL};
use actix_web::web::{Bytes, Data};
use actix_web::{HttpRequest, HttpResponse, get};
use data_encoding::BASE64URL_NOPAD;
use futures_util::future::{Either, select};
use futures_util::stream;
use puente_protocol::problem::ProblemCode;
use tokio::sync::Notify;
use tokio::time::{Instant, timeout_at};

use super::blocking::blocking;
use super::problem;
use super::request_limits::RequestLimits;
use super::shutdown::ShutdownSignal;
use crate::{Server, Subscription, entropy};

const SCHEME: &str = "Puente-Device ";

/// A comment is sent every this many s, so that no intermediary takes the line for dead.
const HEARTBEAT_S: u64 = 25;

/// A stream ends after this many s. The device subscribes again, which checks its grants.
const STREAM_S: u64 = 15 * 60;

/// Sent first, so that the device knows that the stream works.
const HELLO: &[u8] = b": ok\n\n";
const HEARTBEAT: &[u8] = b":\n\n";
const POKE: &[u8] = b"event: poke\ndata:\n\n";

/// A stream in progress.
struct Stream {
    notify: Arc<Notify>,
    subscription: Option<Subscription>,
    said_hello: bool,
    ends: Instant,
    closing: ShutdownSignal,
}

impl Stream {
    fn is_over(&self) -> bool {
        self.subscription.as_ref().is_none_or(Subscription::is_over)
    }
}

#[get("/v1/events")]
pub(super) async fn events(
    server: Data<Server>,
    request_limits: Data<RequestLimits>,
    closing: Data<ShutdownSignal>,
    request: HttpRequest,
) -> HttpResponse {
    if let Err(code) = request_limits.admit_address(&request) {
        return problem::response(code);
    }
    let Some(credential) = credential(&request) else {
        return problem::response(ProblemCode::BadSignature);
    };
    let notify = Arc::new(Notify::new());
    let wake = Arc::clone(&notify);
    let subscribed = blocking(move || {
        let wake = Box::new(move || wake.notify_one());
        let credential = server.subscriptions.introduce(&credential)?;
        // Each stream writes a row, so it counts against the device's rate limit.
        request_limits.admit_device(credential.device())?;
        server
            .subscriptions
            .subscribe(entropy::now_ms(), &credential, wake)
    });
    let subscription = match subscribed.await {
        Ok(subscription) => subscription,
        Err(code) => return problem::response(code),
    };
    let stream = Stream {
        notify,
        subscription: Some(subscription),
        said_hello: false,
        ends: Instant::now() + Duration::from_secs(STREAM_S),
        closing: ShutdownSignal::clone(&closing),
    };
    HttpResponse::Ok()
        // Close the connection after the stream, because no request will follow on it.
        .force_close()
        .content_type("text/event-stream")
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header(("X-Accel-Buffering", "no"))
        .streaming(stream::unfold(stream, next))
}

fn credential(request: &HttpRequest) -> Option<Vec<u8>> {
    let value = request.headers().get(AUTHORIZATION)?.to_str().ok()?;
    let encoded = value.strip_prefix(SCHEME)?;
    BASE64URL_NOPAD.decode(encoded.as_bytes()).ok()
}

async fn next(mut stream: Stream) -> Option<(Result<Bytes, std::io::Error>, Stream)> {
    if !stream.said_hello {
        stream.said_hello = true;
        return Some((Ok(Bytes::from_static(HELLO)), stream));
    }
    let now = Instant::now();
    if now >= stream.ends {
        stream.subscription.take();
        return None;
    }
    let until = stream.ends.min(now + Duration::from_secs(HEARTBEAT_S));
    let said = {
        let poked = pin!(timeout_at(until, stream.notify.notified()));
        let closed = pin!(stream.closing.clone().wait());
        match select(poked, closed).await {
            Either::Left((Ok(()), _)) if stream.is_over() => return None,
            Either::Left((Ok(()), _)) => POKE,
            Either::Left((Err(_), _)) => HEARTBEAT,
            // The server stops. Devices subscribe again when one runs.
            Either::Right(_) => return None,
        }
    };
    Some((Ok(Bytes::from_static(said)), stream))
}
