//! HTTP: decode, call, encode. The only place that knows actix.

mod body;
mod enrol;
mod events;
mod health;
mod problem;
mod sync;

use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use actix_web::{App, HttpServer, web};

use crate::Server;

/// Threads that move bytes. The work is done on others, see [`BLOCKING_THREADS_MAX`].
const WORKERS: usize = 2;

/// Threads that run exchanges, for each worker. Most of the time they wait for the disk.
const BLOCKING_THREADS_MAX: usize = 32;

/// Connections of each worker: 1,000 devices that listen and 500 that are slow, and room.
const CONNECTIONS_MAX: usize = 4_096;

/// A request's head must be there within this many ms.
const HEAD_TIMEOUT_MS: u64 = 10_000;

/// An idle connection stays open for this many s: longer than a person needs for one registration.
const KEEP_ALIVE_S: u64 = 75;

/// How long a stopping server waits for exchanges in progress, in s.
const SHUTDOWN_S: u64 = 10;

/// How often another process's writes are looked for, in ms.
const WATCH_MS: u64 = 1_000;

/// Serves until the process is told to stop.
///
/// # Errors
/// The listener cannot be used.
pub fn serve(server: Server, listener: TcpListener) -> std::io::Result<()> {
    let server = web::Data::from(Arc::new(server));
    let in_flight = web::Data::new(body::InFlight::new());
    actix_web::rt::System::new().block_on(async move {
        actix_web::rt::spawn(watch(server.clone()));
        HttpServer::new(move || {
            App::new()
                .app_data(server.clone())
                .app_data(in_flight.clone())
                .service(sync::sync)
                .service(enrol::enrol)
                .service(events::events)
                .service(health::health)
        })
        .workers(WORKERS)
        .worker_max_blocking_threads(BLOCKING_THREADS_MAX)
        .max_connections(CONNECTIONS_MAX)
        .client_request_timeout(Duration::from_millis(HEAD_TIMEOUT_MS))
        .keep_alive(Duration::from_secs(KEEP_ALIVE_S))
        .shutdown_timeout(SHUTDOWN_S)
        .listen(listener)?
        .run()
        .await
    })
}

/// Commands write to the database beside us: those who listen are told.
async fn watch(server: web::Data<Server>) {
    let mut tick = tokio::time::interval(Duration::from_millis(WATCH_MS));
    loop {
        tick.tick().await;
        let server = server.clone();
        if web::block(move || server.notice_other_processes())
            .await
            .is_err()
        {
            return;
        }
    }
}
