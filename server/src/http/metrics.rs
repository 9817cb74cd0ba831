//! `GET /metrics`, on a listener of its own: figures for whoever watches over this machine.

use std::net::TcpListener;

use actix_web::http::header::CACHE_CONTROL;
use actix_web::web::Data;
use actix_web::{App, HttpResponse, HttpServer, get};

use super::blocking::blocking;
use super::problem;
use super::shutdown::ShutdownSignal;
use crate::Server;

/// Whoever collects figures comes alone.
const CONNECTIONS_MAX: usize = 16;

/// Serves figures until the process is told to stop; without a listener there is nothing to do.
pub(super) async fn serve(
    server: Data<Server>,
    listener: Option<TcpListener>,
    closing: ShutdownSignal,
) -> std::io::Result<()> {
    let Some(listener) = listener else {
        return Ok(());
    };
    HttpServer::new(move || App::new().app_data(server.clone()).service(metrics))
        .workers(1)
        .worker_max_blocking_threads(1)
        .max_connections(CONNECTIONS_MAX)
        .shutdown_timeout(1)
        .shutdown_signal(closing.wait())
        .listen(listener)?
        .run()
        .await
}

#[get("/metrics")]
async fn metrics(server: Data<Server>) -> HttpResponse {
    let counted = blocking(move || {
        server.metrics().map_err(|error| {
            tracing::error!(%error, "the figures cannot be read");
            error.problem()
        })
    });
    match counted.await {
        Ok(text) => HttpResponse::Ok()
            .content_type("text/plain; version=0.0.4; charset=utf-8")
            .insert_header((CACHE_CONTROL, "no-store"))
            .body(text),
        Err(code) => problem::response(code),
    }
}
