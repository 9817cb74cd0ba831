//! `POST /v1/bundles`: a bundle, from whoever carries it.

use actix_web::http::header::{CACHE_CONTROL, ContentLength};
use actix_web::web::{Data, Header, Payload};
use actix_web::{HttpRequest, HttpResponse, post};
use puente_protocol::limits::BUNDLE_BYTES_MAX;

use super::blocking::blocking;
use super::body::InFlight;
use super::guests::Guests;
use super::problem;
use crate::{Server, entropy};

#[post("/v1/bundles")]
pub(super) async fn bundles(
    request: HttpRequest,
    server: Data<Server>,
    in_flight: Data<InFlight>,
    guests: Data<Guests>,
    length: Option<Header<ContentLength>>,
    payload: Payload,
) -> HttpResponse {
    if let Err(code) = guests.admit_address(&request) {
        return problem::response(code);
    }
    let announced = length.map(|length| *length.into_inner());
    let body = match in_flight.read(payload, announced, BUNDLE_BYTES_MAX).await {
        Ok(body) => body,
        Err(code) => return problem::response(code),
    };
    match blocking(move || server.take_bundle(entropy::now_ms(), &body.bytes)).await {
        Ok(receipt) => HttpResponse::Ok()
            .content_type("application/octet-stream")
            .insert_header((CACHE_CONTROL, "no-store"))
            .body(receipt.as_bytes().to_vec()),
        Err(code) => problem::response(code),
    }
}
