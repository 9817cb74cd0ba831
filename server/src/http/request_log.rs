//! Writes one log line for each request, with an id that the request's other lines carry too. It logs no
//! address, no query and no path outside the routes, because a path may contain a name.

use actix_web::Error;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::middleware::Next;
use data_encoding::HEXLOWER;
use tracing::Instrument as _;

use crate::entropy;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Hex digits of a request's id, as in nginx.
const ID_DIGITS: usize = 32;

/// Routes that machines call all the time; their results are visible elsewhere.
const QUIET: [&str; 2] = ["/v1/health", "/v1/ready"];

pub(super) async fn log_request<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    let id = told_id(&request).unwrap_or_else(own_id);
    let span = tracing::info_span!("request", id);
    let began = entropy::now();
    let method = request.method().clone();
    let route = request.match_pattern().unwrap_or_else(|| "none".to_owned());
    let bytes = request
        .headers()
        .get("content-length")
        .and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    let mut response = next.call(request).instrument(span.clone()).await?;
    let status = response.status().as_u16();
    let ms = began.elapsed().as_millis();
    if QUIET.contains(&&*route) && status == 200 {
        tracing::debug!(parent: &span, %method, route, status, ms, "answered");
    } else {
        tracing::info!(parent: &span, %method, route, status, bytes, ms, "answered");
    }
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    Ok(response)
}

/// The id that a proxy gave, if it has the right form: anything else could be a person's name.
fn told_id(request: &ServiceRequest) -> Option<String> {
    let id = request.headers().get(REQUEST_ID)?.to_str().ok()?;
    let is_id = id.len() == ID_DIGITS && id.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_id.then(|| id.to_owned())
}

fn own_id() -> String {
    let mut bytes = [0; ID_DIGITS / 2];
    entropy::fill(&mut bytes);
    HEXLOWER.encode(&bytes)
}
