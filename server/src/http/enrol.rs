//! `POST /v1/enrol`: enrols a device with a one-time code.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};

use super::admitted_body::{UnadmittedBody, answer};
use super::blocking::blocking;
use super::problem;
use crate::{Server, entropy};

#[post("/v1/enrol")]
pub(super) async fn enrol(server: Data<Server>, incoming: UnadmittedBody) -> HttpResponse {
    let sent = match incoming.enrolment().await {
        Ok(sent) => sent,
        Err(code) => return problem::response(code),
    };
    answer(blocking(move || server.enrolments.enrol(entropy::now_ms(), &sent.bytes)).await)
}
