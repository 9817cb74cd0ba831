//! HTTP: decodes requests, calls, encodes answers. The only module that uses actix.

mod access;
mod admitted_body;
mod app;
mod blocking;
mod body;
mod body_budget;
mod bundles;
mod connections;
mod description;
mod devices;
mod enrol;
mod events;
mod headers;
mod health;
mod metrics;
mod password_hash_pool;
#[cfg(test)]
mod openapi;
mod people;
mod problem;
mod quarantine;
mod records;
mod request_limits;
mod request_log;
mod session;
mod setup;
mod shutdown;
mod sites;
mod sync;

use std::net::TcpListener;
use std::sync::Arc;
use std::time::{Duration, Instant};

use actix_web::middleware::from_fn;
use actix_web::{App, HttpServer, web};
use futures_util::future::try_join;

use self::connections::Connections;
use self::request_limits::RequestLimits;
use self::shutdown::ShutdownSignal;
use crate::{Server, entropy};

/// Threads that move bytes. Other threads do the work, see [`BLOCKING_THREADS_MAX`].
const WORKERS: usize = 2;

/// Threads that run exchanges, for each worker. They wait for the disk most of the time.
const BLOCKING_THREADS_MAX: usize = 32;

/// The most connections: an idle one costs 16 KiB, so this many cost 192 MiB.
const CONNECTIONS_MAX: usize = 12_288;

/// The least limit on connections, however few files may be open.
const CONNECTIONS_MIN: usize = 64;

/// Open files that are not connections: the database, its readers, the pipes of child processes, and some room.
const FILES_APART: usize = 512;

/// Open files of one connection: its socket, and the duplicate that closes it when it is idle for too long.
const FILES_OF_CONNECTION: usize = 2;

/// The head of a request must arrive within this many ms.
const HEAD_TIMEOUT_MS: u64 = 10_000;

/// An idle connection stays open for this many s: longer than a person needs for one registration.
const KEEP_ALIVE_S: u64 = 75;

/// How long a stopping server waits for exchanges in progress, in s.
const SHUTDOWN_S: u64 = 10;

/// How often a stopped server checks whether its threads have ended.
const UNUSED_POLL: Duration = Duration::from_millis(2);

/// How often the server looks for another process's writes, in ms.
const WATCH_MS: u64 = 1_000;

/// The listeners of a server, and their limits.
#[derive(Debug)]
pub struct ServeOptions {
    /// The listener for devices.
    pub devices: TcpListener,
    /// The listener for figures. It asks for no password, so it must be reachable from this machine only.
    pub metrics: Option<TcpListener>,
    /// Is there a proxy before the listener for devices that states each request's address?
    pub is_behind_proxy: bool,
    /// The number of files that this process may have open.
    pub files_max: usize,
}

impl ServeOptions {
    /// Options with only a listener for devices.
    #[must_use]
    pub fn devices(listener: TcpListener) -> Self {
        Self {
            devices: listener,
            metrics: None,
            is_behind_proxy: false,
            files_max: 1_024,
        }
    }

    fn connections_max(&self) -> usize {
        let files = self.files_max.saturating_sub(FILES_APART) / FILES_OF_CONNECTION;
        files.clamp(CONNECTIONS_MIN, CONNECTIONS_MAX) / WORKERS
    }
}

/// Serves until the process is told to stop (SIGTERM or SIGINT). Then it takes no new requests, completes those
/// under way within [`SHUTDOWN_S`], and returns.
///
/// # Errors
/// A listener cannot be used.
pub fn serve(server: Server, options: ServeOptions) -> std::io::Result<()> {
    let server = Arc::new(server);
    let served = serve_until_stopped(server.clone(), options);
    if wait_until_unused(&server) {
        tracing::info!("stopped");
    } else {
        tracing::warn!("stopped while something was under way");
    }
    served
}

/// Waits until no thread uses the server. The web server does not wait for its threads to end, and a thread
/// that still uses the database while the process ends would crash in libraries that were already torn down.
/// Returns whether no thread is left.
fn wait_until_unused(server: &Arc<Server>) -> bool {
    let patience = Instant::now() + Duration::from_secs(SHUTDOWN_S);
    while Arc::strong_count(server) > 1 {
        if Instant::now() > patience {
            return false;
        }
        std::thread::sleep(UNUSED_POLL);
    }
    true
}

fn serve_until_stopped(server: Arc<Server>, options: ServeOptions) -> std::io::Result<()> {
    let server = web::Data::from(server);
    let body_budgets = web::Data::new(body_budget::BodyBudgets::new());
    let request_limits = web::Data::new(RequestLimits::new(options.is_behind_proxy));
    let health = web::Data::new(health::ReadinessCache::default());
    let connections_max = options.connections_max();
    let connections = Connections::default();
    let hashing = web::Data::new(password_hash_pool::PasswordHashPool::new());
    actix_web::rt::System::new().block_on(async move {
        let closing = ShutdownSignal::on_signal()?;
        actix_web::rt::spawn(watch(server.clone(), connections.clone()));
        let opened = connections.clone();
        let metrics = metrics::serve(server.clone(), options.metrics, closing.clone());
        let until_closed = closing.clone();
        let devices = HttpServer::new(move || {
            App::new()
                .wrap(from_fn(headers::secure))
                .app_data(server.clone())
                .app_data(body_budgets.clone())
                .app_data(request_limits.clone())
                .app_data(health.clone())
                .app_data(web::Data::new(closing.clone()))
                .wrap(from_fn(request_log::log_request))
                .app_data(hashing.clone())
                .wrap(from_fn(connections::track_connection))
                .service(sync::sync)
                .service(bundles::bundles)
                .service(enrol::enrol)
                .service(events::events)
                .service(health::health)
                .service(health::ready)
                .configure(session::routes)
                .configure(records::routes)
                .configure(quarantine::routes)
                .configure(people::routes)
                .configure(devices::routes)
                .configure(sites::routes)
                .configure(setup::routes)
                .configure(description::routes)
                .service(web::resource("/v1/{rest:.*}").to(problem::not_found))
                .default_service(web::to(app::file))
        })
        .on_connect(move |stream, data| opened.opened(stream, data))
        .workers(WORKERS)
        .worker_max_blocking_threads(BLOCKING_THREADS_MAX)
        .max_connections(connections_max)
        .client_request_timeout(Duration::from_millis(HEAD_TIMEOUT_MS))
        .keep_alive(Duration::from_secs(KEEP_ALIVE_S))
        .shutdown_timeout(SHUTDOWN_S)
        .shutdown_signal(until_closed.wait())
        .listen(options.devices)?
        .run();
        try_join(devices, metrics).await?;
        Ok(())
    })
}

/// Every [`WATCH_MS`]: pokes devices about what other processes (commands) wrote, runs trials that are owed,
/// part by part, ends roles whose time is over, and closes idle connections.
async fn watch(server: web::Data<Server>, connections: Connections) {
    let mut tick = tokio::time::interval(Duration::from_millis(WATCH_MS));
    let patience = Duration::from_secs(KEEP_ALIVE_S) + Duration::from_millis(HEAD_TIMEOUT_MS);
    loop {
        tick.tick().await;
        connections.close_idle(patience, entropy::now());
        let server = server.clone();
        let look = move || {
            server.subscriptions.notice_other_processes();
            server.exchanges.try_owed(entropy::now_ms());
            if let Err(error) = server.administration.end_due_grants(entropy::now_ms()) {
                tracing::error!(%error, "roles whose time is over were not ended");
            }
        };
        if web::block(look).await.is_err() {
            return;
        }
    }
}
