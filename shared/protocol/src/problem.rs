//! The one registry of problem codes (RFC 9457). A code is never reused for something else.

use serde::{Deserialize, Serialize};

/// Why a request was refused as a whole. What happened to single changes is a
/// [`crate::page::VerdictRow`] instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum ProblemCode {
    /// The bytes do not follow the protocol.
    #[error("malformed")]
    Malformed,
    /// The first byte names a version that this server does not speak.
    #[error("unsupported_version")]
    UnsupportedVersion,
    /// A limit of [`crate::limits`] is exceeded: send less at once.
    #[error("too_large")]
    TooLarge,
    /// No device with this key is enrolled here.
    #[error("unknown_device")]
    UnknownDevice,
    /// The signature does not fit. A device that reached the wrong server gets this too.
    #[error("bad_signature")]
    BadSignature,
    /// This install already used the counter or segment number for something else: a copy of the store
    /// is in use, or an old store was restored. Take a new install and go on.
    #[error("install_forked")]
    InstallForked,
    /// The one-time code is wrong, used or too old.
    #[error("code_refused")]
    CodeRefused,
    /// Whoever issued the one-time code may no longer give this role there.
    #[error("code_withdrawn")]
    CodeWithdrawn,
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
    /// The proof carries no nonce of this server, or an old one: sign again with the nonce of the answer.
    #[error("use_nonce")]
    UseNonce,
    /// The proof of the device's key does not fit this request: sign a new one.
    #[error("proof_refused")]
    ProofRefused,
    /// The access token is wrong, too old or revoked: refresh it, or sign in again.
    #[error("token_refused")]
    TokenRefused,
    /// The account and password do not match on this device.
    #[error("login_refused")]
    LoginRefused,
    /// The password was valid for one use only: choose another first.
    #[error("password_needed")]
    PasswordNeeded,
    /// The new password is too short, too long, or the old one.
    #[error("password_refused")]
    PasswordRefused,
    /// The name contains characters that cannot be shown: ask for one without control characters.
    #[error("name_refused")]
    NameRefused,
    /// The person's roles do not allow this.
    #[error("forbidden")]
    Forbidden,
    /// The record is at another site: state the purpose of reading it.
    #[error("purpose_needed")]
    PurposeNeeded,
    /// Nothing with this name exists, or nothing that the person may see.
    #[error("not_found")]
    NotFound,
    /// No conflict in this field waits for a decision.
    #[error("no_conflict")]
    NoConflict,
    /// Somebody else changed it in the meantime: look again, then decide.
    #[error("outdated")]
    Outdated,
    /// This decision is not possible for that change; another one may be.
    #[error("not_possible")]
    NotPossible,
    /// Too many attempts in a short time: wait as long as the answer says.
    #[error("too_many_requests")]
    TooManyRequests,
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
    ProblemCode::CodeWithdrawn,
    ProblemCode::Busy,
    ProblemCode::StorageFull,
    ProblemCode::StorageFailed,
    ProblemCode::TimedOut,
    ProblemCode::Internal,
    ProblemCode::UseNonce,
    ProblemCode::ProofRefused,
    ProblemCode::TokenRefused,
    ProblemCode::LoginRefused,
    ProblemCode::PasswordNeeded,
    ProblemCode::PasswordRefused,
    ProblemCode::NameRefused,
    ProblemCode::Forbidden,
    ProblemCode::PurposeNeeded,
    ProblemCode::NotFound,
    ProblemCode::NoConflict,
    ProblemCode::Outdated,
    ProblemCode::NotPossible,
    ProblemCode::TooManyRequests,
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
            Self::UnknownDevice
            | Self::BadSignature
            | Self::UseNonce
            | Self::ProofRefused
            | Self::TokenRefused
            | Self::LoginRefused => 401,
            Self::CodeRefused
            | Self::CodeWithdrawn
            | Self::PasswordNeeded
            | Self::Forbidden
            | Self::PurposeNeeded => 403,
            Self::NotFound => 404,
            Self::TimedOut => 408,
            Self::InstallForked | Self::NoConflict | Self::Outdated | Self::NotPossible => 409,
            Self::TooLarge => 413,
            Self::PasswordRefused | Self::NameRefused => 422,
            Self::TooManyRequests => 429,
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
            Self::Busy
                | Self::StorageFull
                | Self::StorageFailed
                | Self::TimedOut
                | Self::Internal
                | Self::TooManyRequests
        )
    }

    /// The text that people read, in Spanish and English.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Malformed => "El mensaje no se entiende. / The message is malformed.",
            Self::UnsupportedVersion => "Actualice la aplicación. / Update the app.",
            Self::TooLarge => "Demasiado de una vez. / Too much at once.",
            Self::UnknownDevice => {
                "Este dispositivo no está dado de alta aquí: pida un código. / This device is not enrolled here: ask for a code."
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
            Self::CodeWithdrawn => {
                "Quien dio el código ya no puede invitar. / Whoever gave the code may no longer invite."
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
            Self::UseNonce => {
                "Firme de nuevo con el número del servidor. / Sign again with the server's nonce."
            }
            Self::ProofRefused => {
                "La prueba del dispositivo no corresponde a esta petición. / The device's proof does not fit this request."
            }
            Self::TokenRefused => {
                "La sesión terminó; entre de nuevo. / The session has ended; sign in again."
            }
            Self::LoginRefused => {
                "La cuenta o la contraseña no es correcta. / The account or the password is wrong."
            }
            Self::PasswordNeeded => {
                "Elija primero una contraseña propia. / Choose a password of your own first."
            }
            Self::PasswordRefused => {
                "La contraseña nueva es muy corta, muy larga o la misma. / The new password is too short, too long or the same."
            }
            Self::NameRefused => "El nombre lleva signos ocultos. / Hidden characters in the name.",
            Self::Forbidden => "Su función no permite esto. / Your role does not allow this.",
            Self::PurposeNeeded => {
                "Diga para qué consulta a una persona de otro sitio. / Say why you look at a person of another site."
            }
            Self::NotFound => {
                "No existe o no está a su alcance. / There is no such thing, or not for you."
            }
            Self::NoConflict => {
                "No hay nada que decidir en este campo. / There is nothing to decide in this field."
            }
            Self::Outdated => {
                "Otra persona lo cambió mientras tanto; revíselo de nuevo. / Somebody changed it meanwhile; look again."
            }
            Self::NotPossible => {
                "Con este cambio no se puede hacer eso. / That cannot be done to this change."
            }
            Self::TooManyRequests => {
                "Demasiados intentos; espere un momento. / Too many tries; wait a moment."
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
