//! `POST /v1/enrol`: a one-time code binds a device.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use puente_protocol::limits::ENROL_BYTES_MAX;

use super::admitted::{Admitted, answer};
use super::blocking::blocking;
use crate::{Server, entropy};

#[post("/v1/enrol")]
pub(super) async fn enrol(server: Data<Server>, sent: Admitted<ENROL_BYTES_MAX>) -> HttpResponse {
    answer(blocking(move || server.enrol(entropy::now_ms(), &sent.0.bytes)).await)
}
