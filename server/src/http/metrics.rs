//! `GET /metrics`, on a separate listener: figures for the monitoring of this machine.

use std::net::TcpListener;

use actix_web::http::header::CACHE_CONTROL;
use actix_web::web::Data;
use actix_web::{App, HttpResponse, HttpServer, get};
use prometheus_client::encoding::prometheus_text::{CONTENT_TYPE, encode};
use prometheus_client::metrics::counter::ConstCounter;
use prometheus_client::metrics::gauge::ConstGauge;
use prometheus_client::registry::Registry;
use puente_protocol::problem::ProblemCode;

use super::blocking::blocking;
use super::problem;
use super::shutdown::ShutdownSignal;
use crate::Server;
use crate::figures::Figures;
use crate::trial::ChildCounts;

/// One collector needs few connections.
const CONNECTIONS_MAX: usize = 16;

/// Serves figures until the process is told to stop. Does nothing without a listener.
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
        let figures = Figures::read(&server.store, &server.listeners, &server.trial);
        let figures = figures.map_err(|error| {
            tracing::error!(%error, "the figures cannot be read");
            error.problem()
        })?;
        let mut registry = Registry::default();
        server.counters.register(&mut registry);
        register_trials(&mut registry, figures.trial_children);
        register(&mut registry, &figures);
        let mut text = String::new();
        encode(&mut text, &registry).map_err(|_| ProblemCode::Internal)?;
        Ok(text)
    });
    match counted.await {
        Ok(text) => HttpResponse::Ok()
            .content_type(CONTENT_TYPE)
            .insert_header((CACHE_CONTROL, "no-store"))
            .body(text),
        Err(code) => problem::response(code),
    }
}

fn register_trials(registry: &mut Registry, children: ChildCounts) {
    registry.register(
        "puente_trial_children_started",
        "Processes started to hold trials",
        ConstCounter::new(children.started),
    );
    registry.register(
        "puente_trial_children_lost",
        "Processes that died in a trial or were ended because it took too long",
        ConstCounter::new(children.lost),
    );
}

fn register(registry: &mut Registry, figures: &Figures) {
    let timestamps = [
        (
            "puente_backup_made_timestamp_seconds",
            "When the last whole backup was made; absent if there never was one",
            figures.backed_up_ms,
        ),
        (
            "puente_rolled_back_timestamp_seconds",
            "When the data folder last proved to be an older one that was put back; absent if it never did",
            figures.rolled_back_ms,
        ),
    ];
    for (name, help, at_ms) in timestamps {
        if let Some(at_ms) = at_ms {
            registry.register(name, help, ConstGauge::new(at_ms / 1_000));
        }
    }
    let gauges = [
        (
            "puente_listeners",
            "Devices that wait for pokes",
            figures.listeners,
        ),
        (
            "puente_changes_pending",
            "Changes that wait for others",
            figures.waiting.pending,
        ),
        (
            "puente_changes_quarantined",
            "Changes that wait for somebody to decide",
            figures.waiting.quarantined,
        ),
        (
            "puente_bodies_sealed",
            "Bodies that wait for the recovery key",
            figures.bodies_sealed,
        ),
        (
            "puente_database_bytes",
            "The database file",
            figures.space.database_bytes,
        ),
        (
            "puente_installs_forked",
            "Copied stores",
            figures.installs_forked,
        ),
    ];
    let unless_elsewhere = [
        (
            "puente_wal_bytes",
            "Its write-ahead log",
            figures.space.wal_bytes,
        ),
        (
            "puente_disk_free_bytes",
            "What is free where the database is",
            figures.space.free_bytes,
        ),
    ];
    let known = unless_elsewhere.into_iter();
    let known = known.filter_map(|(name, help, value)| Some((name, help, value?)));
    for (name, help, value) in gauges.into_iter().chain(known) {
        registry.register(name, help, ConstGauge::new(value));
    }
}
