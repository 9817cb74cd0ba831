//! `POST /v1/enrol`: a one-time code binds a device.

use actix_web::http::header::{CACHE_CONTROL, ContentLength};
use actix_web::web::{Data, Header, Payload};
use actix_web::{HttpResponse, post, web};
use puente_protocol::limits::ENROL_BYTES_MAX;
use puente_protocol::problem::ProblemCode;

use super::body::InFlight;
use super::problem;
use crate::{Server, entropy};

#[post("/v1/enrol")]
pub(super) async fn enrol(
    server: Data<Server>,
    in_flight: Data<InFlight>,
    length: Option<Header<ContentLength>>,
    payload: Payload,
) -> HttpResponse {
    let announced = length.map(|length| *length.into_inner());
    let body = match in_flight.read(payload, announced, ENROL_BYTES_MAX).await {
        Ok(body) => body.bytes,
        Err(code) => return problem::response(code),
    };
    let enrolled = web::block(move || server.enrol(entropy::now_ms(), &body)).await;
    match enrolled {
        Ok(Ok(reply)) => HttpResponse::Ok()
            .content_type("application/octet-stream")
            .insert_header((CACHE_CONTROL, "no-store"))
            .body(reply),
        Ok(Err(code)) => problem::response(code),
        Err(_) => problem::response(ProblemCode::Internal),
    }
}
