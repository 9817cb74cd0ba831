//! Being told to stop: streams end, exchanges are finished.

use std::pin::pin;

use futures_util::future::select;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

/// Knows when this process was told to stop.
#[derive(Debug, Clone)]
pub(super) struct ShutdownSignal(watch::Receiver<bool>);

impl ShutdownSignal {
    /// Listens for SIGTERM and SIGINT from now on. The first one asks; another while it takes its
    /// time changes nothing, the supervisor has SIGKILL for that.
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
            // Nobody listens any more, then.
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
