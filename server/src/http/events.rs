//! `GET /v1/events`: pokes. The stream carries no data; a poked device runs an exchange.

use std::sync::Arc;
use std::time::Duration;

use actix_web::http::header::{AUTHORIZATION, CACHE_CONTROL};
use actix_web::web::{Bytes, Data};
use actix_web::{HttpRequest, HttpResponse, get, web};
use data_encoding::BASE64URL_NOPAD;
use futures_util::stream;
use puente_protocol::problem::ProblemCode;
use tokio::sync::Notify;
use tokio::time::{Instant, timeout_at};

use super::problem;
use crate::{Server, Subscription, entropy};

const SCHEME: &str = "Puente-Device ";

/// A comment is sent every this many s, so that nobody on the way takes the line for dead.
const HEARTBEAT_S: u64 = 25;

/// A stream ends after this many s: the device subscribes again, and its grants are looked at.
const STREAM_S: u64 = 15 * 60;

/// Said first, so that a device knows that it is heard.
const HELLO: &[u8] = b": ok\n\n";
const HEARTBEAT: &[u8] = b":\n\n";
const POKE: &[u8] = b"event: poke\ndata:\n\n";

/// A stream in progress.
struct Stream {
    notify: Arc<Notify>,
    subscription: Option<Subscription>,
    said_hello: bool,
    ends: Instant,
}

#[get("/v1/events")]
pub(super) async fn events(server: Data<Server>, request: HttpRequest) -> HttpResponse {
    let Some(credential) = credential(&request) else {
        return problem::response(ProblemCode::BadSignature);
    };
    let notify = Arc::new(Notify::new());
    let wake = Arc::clone(&notify);
    let subscribed = web::block(move || {
        let wake = Box::new(move || wake.notify_one());
        server.subscribe(entropy::now_ms(), &credential, wake)
    });
    let subscription = match subscribed.await {
        Ok(Ok(subscription)) => subscription,
        Ok(Err(code)) => return problem::response(code),
        Err(_) => return problem::response(ProblemCode::Internal),
    };
    let stream = Stream {
        notify,
        subscription: Some(subscription),
        said_hello: false,
        ends: Instant::now() + Duration::from_secs(STREAM_S),
    };
    HttpResponse::Ok()
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
    let said = match timeout_at(until, stream.notify.notified()).await {
        Ok(()) => POKE,
        Err(_) => HEARTBEAT,
    };
    Some((Ok(Bytes::from_static(said)), stream))
}
