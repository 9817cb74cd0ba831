//! Stopping: streams end, exchanges are completed.

use std::pin::pin;

use futures_util::future::select;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

/// Tells when the process was asked to stop.
#[derive(Debug, Clone)]
pub(super) struct ShutdownSignal(watch::Receiver<bool>);

impl ShutdownSignal {
    /// Listens for SIGTERM and SIGINT from now on. The first one asks to stop; further ones change nothing, and
    /// the supervisor has SIGKILL.
    pub(super) fn on_signal() -> std::io::Result<Self> {
        let (mut terminate, mut interrupt) = (
            signal(SignalKind::terminate())?,
            signal(SignalKind::interrupt())?,
        );
        let (closing, closed) = watch::channel(false);
        actix_web::rt::spawn(async move {
            let (terminated, interrupted) = (terminate.recv(), interrupt.recv());
            select(pin!(terminated), pin!(interrupted)).await;
            tracing::info!("told to stop");
            // An error means that nobody listens any more.
            let _ = closing.send(true);
            closing.closed().await;
        });
        Ok(Self(closed))
    }

    /// Waits until this process is told to stop.
    pub(super) async fn wait(mut self) {
        // An error means that the sender is gone: stop as well.
        let _ = self.0.wait_for(|is_closing| *is_closing).await;
    }
}
