//! Running what may wait for the disk on a thread of its own, with the request's id in what it logs.

use actix_web::web;
use puente_protocol::problem::ProblemCode;
use tracing::Span;

/// Runs `work` on a thread that may wait. It begins at once, whether or not this is awaited.
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
