//! `POST /v1/sync`: one exchange. Pages are built as fast as the line takes them.

use actix_web::http::header::CACHE_CONTROL;
use actix_web::web::{Bytes, Data};
use actix_web::{HttpResponse, post};
use futures_util::future::{BoxFuture, FutureExt as _};
use futures_util::stream;
use puente_protocol::problem::ProblemCode;
use puente_record::DeviceId;

use super::admitted_body::{AdmittedExchange, UnadmittedBody};
use super::blocking::blocking;
use super::problem;
use super::request_limits::RequestLimits;
use crate::rate_limit::ConcurrencyPermit;
use crate::session::AccessError;
use crate::{ReplyStream, Server, entropy};

/// A built page, and what the next one needs.
struct Built {
    page: Vec<u8>,
    reply: ReplyStream,
    /// Held until the device has taken the last page.
    place: ConcurrencyPermit<DeviceId>,
}

type Building = BoxFuture<'static, Result<Built, ProblemCode>>;

#[post("/v1/sync")]
pub(super) async fn sync(
    server: Data<Server>,
    request_limits: Data<RequestLimits>,
    incoming: UnadmittedBody,
) -> HttpResponse {
    let at = server.clone();
    let first = match incoming.exchange().await {
        Ok(sent) => blocking(move || begin(&at, &request_limits, sent)).await,
        Err(code) => {
            server.exchanges.count_refused(code);
            Err(code.into())
        }
    };
    let first = match first {
        Ok(built) => built,
        Err(refusal) => return problem::refused(refusal),
    };
    let mut response = HttpResponse::Ok();
    response
        .content_type("application/octet-stream")
        .insert_header((CACHE_CONTROL, "no-store"));
    // Nearly every reply is one page; it is sent with its length.
    if first.reply.is_done() {
        return response.body(first.page);
    }
    let building: Building = std::future::ready(Ok(first)).boxed();
    response.streaming(stream::unfold(
        ReplyBody {
            server,
            building: Some(building),
        },
        next,
    ))
}

fn begin(
    server: &Server,
    request_limits: &RequestLimits,
    sent: AdmittedExchange,
) -> Result<Built, AccessError> {
    let request = server.exchanges.authenticate(&sent.body.bytes)?;
    let place = sent
        .permit
        .map_or_else(|| request_limits.exchange_permit(request.device()), Ok)?;
    let now_ms = entropy::now_ms();
    match server.exchanges.take_in(now_ms, &request) {
        Ok(reply) => {
            if reply.delivers_records() {
                request_limits.count_delivery(request.device());
            }
            Ok(build(server, reply, place)?)
        }
        Err(code @ ProblemCode::TooManyRequests) => Err(AccessError {
            code,
            retry_after_s: Some(
                server
                    .exchanges
                    .quota_rests_s(now_ms, request.device())?
                    .max(1),
            ),
        }),
        Err(code) => Err(code.into()),
    }
}

fn build(
    server: &Server,
    mut reply: ReplyStream,
    place: ConcurrencyPermit<DeviceId>,
) -> Result<Built, ProblemCode> {
    let page = server.exchanges.next_page(&mut reply)?;
    Ok(Built { page, reply, place })
}

/// The pages that are still to be sent.
struct ReplyBody {
    server: Data<Server>,
    /// The next page; `None` after the last.
    building: Option<Building>,
}

/// Returns a page and starts building the next: one page ahead of the line, on a thread that does not wait for
/// the line.
async fn next(body: ReplyBody) -> Option<(Result<Bytes, std::io::Error>, ReplyBody)> {
    let server = body.server;
    let Built { page, reply, place } = match body.building?.await {
        Ok(built) => built,
        // An error cuts the reply; the device continues from what it stored.
        Err(code) => {
            let ended = ReplyBody {
                server,
                building: None,
            };
            return Some((Err(std::io::Error::other(code)), ended));
        }
    };
    let building = (!reply.is_done()).then(|| {
        let at = server.clone();
        let building: Building = Box::pin(blocking(move || build(&at, reply, place)));
        building
    });
    Some((Ok(page.into()), ReplyBody { server, building }))
}
