//! `POST /v1/bundles`: a bundle, from whoever carries it.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use puente_protocol::limits::BUNDLE_BYTES_MAX;

use super::admitted::{Admitted, answer};
use super::blocking::blocking;
use crate::{Server, entropy};

#[post("/v1/bundles")]
pub(super) async fn bundles(
    server: Data<Server>,
    sent: Admitted<BUNDLE_BYTES_MAX>,
) -> HttpResponse {
    let receipt = blocking(move || server.take_bundle(entropy::now_ms(), &sent.0.bytes)).await;
    answer(receipt.map(|receipt| receipt.as_bytes().to_vec()))
}
