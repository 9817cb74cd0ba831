//! What an engine refuses, without saying which engine it was.

use std::error::Error;
use std::fmt;

use puente_protocol::problem::ProblemCode;

/// An engine refused. Its messages have names of tables, never values.
#[derive(Debug)]
pub struct EngineError {
    problem: ProblemCode,
    cause: Box<dyn Error + Send + Sync>,
}

impl EngineError {
    /// A refusal, with the code that a device gets for it.
    pub(super) fn new(
        problem: ProblemCode,
        cause: impl Into<Box<dyn Error + Send + Sync>>,
    ) -> Self {
        Self {
            problem,
            cause: cause.into(),
        }
    }

    /// The code to send to a device. Nothing was stored.
    #[must_use]
    pub const fn problem(&self) -> ProblemCode {
        self.problem
    }
}

impl fmt::Display for EngineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.cause.fmt(f)
    }
}

/// The cause speaks through this error, so the next one is what lies beneath it.
impl Error for EngineError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.cause.source()
    }
}
