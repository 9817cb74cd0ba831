//! `/v1/openapi.json`: the description of this API, for whoever writes another client.

use actix_web::HttpResponse;
use actix_web::http::header::{CACHE_CONTROL, ContentType};
use actix_web::web::{self, ServiceConfig};

/// Made from the types of bodies by the test in `openapi.rs`.
const DESCRIPTION: &str = include_str!("../../openapi.json");

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(web::resource("/v1/openapi.json").get(description));
}

async fn description() -> HttpResponse {
    HttpResponse::Ok()
        .content_type(ContentType::json())
        .insert_header((CACHE_CONTROL, "no-cache"))
        .body(DESCRIPTION)
}
