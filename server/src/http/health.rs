//! `GET /v1/health`: the server answers and its database can be read.

use actix_web::web::Data;
use actix_web::{HttpResponse, get, web};
use puente_protocol::problem::ProblemCode;

use super::problem;
use crate::Server;

#[get("/v1/health")]
pub(super) async fn health(server: Data<Server>) -> HttpResponse {
    match web::block(move || server.is_healthy()).await {
        Ok(true) => HttpResponse::Ok().content_type("text/plain").body("ok\n"),
        _ => problem::response(ProblemCode::Busy),
    }
}
