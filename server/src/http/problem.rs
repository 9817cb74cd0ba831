//! Problems as RFC 9457 asks.

use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, RETRY_AFTER};
use actix_web::{HttpResponse, HttpResponseBuilder};
use puente_protocol::problem::ProblemCode;

/// Seconds after which a busy server asks to be tried again.
const RETRY_AFTER_S: &str = "5";

/// The answer for a problem.
pub(super) fn response(code: ProblemCode) -> HttpResponse {
    let status = StatusCode::from_u16(code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = HttpResponseBuilder::new(status);
    response.insert_header((CACHE_CONTROL, "no-store"));
    if code.retry_helps() {
        response.insert_header((RETRY_AFTER, RETRY_AFTER_S));
    }
    let body = serde_json::to_vec(&code.problem()).unwrap_or_default();
    response.content_type("application/problem+json").body(body)
}
