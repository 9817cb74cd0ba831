//! Runs work that may wait for the disk on a separate thread; its log lines carry the request's id.

use actix_web::web;
use puente_protocol::problem::ProblemCode;
use tracing::Span;

/// Runs `work` on a thread that may block. It starts at once, whether or not the caller awaits the result.
pub(super) fn blocking<T: Send + 'static, E: From<ProblemCode> + Send + 'static>(
    work: impl FnOnce() -> Result<T, E> + Send + 'static,
) -> impl Future<Output = Result<T, E>> + 'static {
    let span = Span::current();
    let running = web::block(move || span.in_scope(work));
    async move {
        running
            .await
            .unwrap_or_else(|_| Err(ProblemCode::Internal.into()))
    }
}
