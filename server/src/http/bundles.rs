//! `POST /v1/bundles`: takes a bundle from anybody who carries one.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};

use super::admitted_body::{UnadmittedBody, answer};
use super::blocking::blocking;
use super::problem;
use super::request_limits::RequestLimits;
use crate::{Server, entropy};

#[post("/v1/bundles")]
pub(super) async fn bundles(
    server: Data<Server>,
    request_limits: Data<RequestLimits>,
    incoming: UnadmittedBody,
) -> HttpResponse {
    let address = incoming.address();
    let sent = match incoming.bundle().await {
        Ok(sent) => sent,
        Err(code) => return problem::response(code),
    };
    let place = match request_limits.bundle_permit(address) {
        Ok(place) => place,
        Err(code) => return problem::response(code),
    };
    let receipt = blocking(move || {
        let _place = place;
        server.exchanges.take_bundle(entropy::now_ms(), &sent.bytes)
    })
    .await;
    answer(receipt.map(|receipt| receipt.as_bytes().to_vec()))
}
