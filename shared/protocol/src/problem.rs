//! The one registry of problem codes (RFC 9457). A code is never reused for something else.

use serde::{Deserialize, Serialize};

/// Why a request was refused as a whole. What happened to single changes is a
/// [`crate::page::Verdict`] instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum ProblemCode {
    /// The bytes do not follow the protocol.
    #[error("malformed")]
    Malformed,
    /// The first byte names a version that this server does not speak.
    #[error("unsupported_version")]
    UnsupportedVersion,
    /// A limit of `limits` is exceeded: send less at once.
    #[error("too_large")]
    TooLarge,
    /// No device with this key is enrolled here.
    #[error("unknown_device")]
    UnknownDevice,
    /// The signature does not fit: also what a device sees that reached another server.
    #[error("bad_signature")]
    BadSignature,
    /// The counter or the log of this install was already used otherwise: a copy of the store is in
    /// use elsewhere, or an old one was restored. Take a new install and go on.
    #[error("install_forked")]
    InstallForked,
    /// The one-time code is wrong, used or too old.
    #[error("code_refused")]
    CodeRefused,
    /// The server is busy: try again later.
    #[error("busy")]
    Busy,
    /// The server's disk is full: nothing was taken; try again later.
    #[error("storage_full")]
    StorageFull,
    /// The server's disk fails or its database is damaged: nothing was taken; try again later.
    #[error("storage_failed")]
    StorageFailed,
    /// The body did not arrive in time: try again with less at once.
    #[error("timed_out")]
    TimedOut,
    /// The server failed: nothing was taken; try again later.
    #[error("internal")]
    Internal,
}

/// Every code, for documents and tests.
pub const ALL: &[ProblemCode] = &[
    ProblemCode::Malformed,
    ProblemCode::UnsupportedVersion,
    ProblemCode::TooLarge,
    ProblemCode::UnknownDevice,
    ProblemCode::BadSignature,
    ProblemCode::InstallForked,
    ProblemCode::CodeRefused,
    ProblemCode::Busy,
    ProblemCode::StorageFull,
    ProblemCode::StorageFailed,
    ProblemCode::TimedOut,
    ProblemCode::Internal,
];

/// The body of an `application/problem+json` answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// `urn:puente:problem:<code>`.
    #[serde(rename = "type")]
    pub kind: String,
    /// One sentence in Spanish, then English.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// The code.
    pub code: ProblemCode,
}

impl ProblemCode {
    /// The HTTP status.
    #[must_use]
    pub fn status(self) -> u16 {
        match self {
            Self::Malformed | Self::UnsupportedVersion => 400,
            Self::UnknownDevice | Self::BadSignature => 401,
            Self::CodeRefused => 403,
            Self::TimedOut => 408,
            Self::InstallForked => 409,
            Self::TooLarge => 413,
            Self::Internal => 500,
            Self::Busy | Self::StorageFailed => 503,
            Self::StorageFull => 507,
        }
    }

    /// Whether the same request may succeed later.
    #[must_use]
    pub fn retry_helps(self) -> bool {
        matches!(
            self,
            Self::Busy | Self::StorageFull | Self::StorageFailed | Self::TimedOut | Self::Internal
        )
    }

    /// What people read.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Malformed => "El mensaje no se entiende. / The message is malformed.",
            Self::UnsupportedVersion => "Actualice la aplicación. / Update the app.",
            Self::TooLarge => "Demasiado de una vez. / Too much at once.",
            Self::UnknownDevice => {
                "Este dispositivo no está dado de alta aquí. / This device is not enrolled here."
            }
            Self::BadSignature => {
                "La firma no corresponde a este servidor o dispositivo. / The signature does not fit this server or device."
            }
            Self::InstallForked => {
                "Hay otra copia de este dispositivo en uso. / Another copy of this device is in use."
            }
            Self::CodeRefused => {
                "El código no vale, ya se usó o caducó. / The code is wrong, used or too old."
            }
            Self::Busy => {
                "El servidor está ocupado; intente más tarde. / The server is busy; try later."
            }
            Self::StorageFull => {
                "El disco del servidor está lleno; no se perdió nada. / The server's disk is full; nothing was lost."
            }
            Self::StorageFailed => {
                "El disco del servidor falla; no se perdió nada. / The server's disk fails; nothing was lost."
            }
            Self::TimedOut => "El envío tardó demasiado. / The upload took too long.",
            Self::Internal => {
                "El servidor falló; no se perdió nada. / The server failed; nothing was lost."
            }
        }
    }

    /// The answer's body.
    #[must_use]
    pub fn problem(self) -> Problem {
        Problem {
            kind: format!("urn:puente:problem:{self}"),
            title: self.title().into(),
            status: self.status(),
            code: self,
        }
    }
}
