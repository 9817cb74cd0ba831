//! One clear sentence for everything that can go wrong, in Spanish and in English: what happened,
//! and what to do.

mod list;

use std::fmt;
use std::io;

use puente_client::{Advice, CourierError, Error as DeviceError, VaultError};
use puente_native::{Error, HttpError, PASSPHRASE_CHARACTERS_MIN};
use puente_protocol::problem::ProblemCode;
use serde_json::{Value, json};

pub(crate) use list::asked;

/// Why a command did not do what it was asked to.
#[derive(Debug)]
pub(crate) struct Failure {
    code: &'static str,
    es: String,
    en: String,
}

impl Failure {
    /// A failure by its stable code.
    pub(crate) fn new(code: &'static str, es: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            code,
            es: es.into(),
            en: en.into(),
        }
    }

    /// As it stands in `--json` answers.
    pub(crate) fn json(&self) -> Value {
        json!({ "code": self.code, "es": self.es, "en": self.en })
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} / {}", self.es, self.en)
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        match error {
            Error::NoStore(path) => {
                let path = path.display();
                Self::new(
                    "no_store",
                    format!("No hay almacén en {path}; «register» o «enrol» lo crean."),
                    format!("There is no store in {path}; `register` or `enrol` make one."),
                )
            }
            Error::NoVault(path) => {
                let path = path.display();
                Self::new(
                    "no_vault",
                    format!("Falta el archivo «vault» en {path}; devuélvalo a su lugar."),
                    format!("The file `vault` is missing in {path}; put it back."),
                )
            }
            Error::File { path, source } => file(&path.display().to_string(), &source),
            Error::ShortPassphrase => Self::new(
                "passphrase_short",
                format!(
                    "La frase de paso es muy corta: use al menos {PASSPHRASE_CHARACTERS_MIN} letras, por ejemplo tres palabras."
                ),
                format!(
                    "The passphrase is too short: use at least {PASSPHRASE_CHARACTERS_MIN} letters, such as three words."
                ),
            ),
            Error::Vault(VaultError::WrongPassphrase) => wrong_passphrase(),
            Error::Vault(VaultError::Damaged) => Self::new(
                "vault_damaged",
                "El archivo «vault» está dañado o es de una versión posterior; guárdelo aparte y pida ayuda.",
                "The file `vault` is damaged or of a later version; keep it aside and ask for help.",
            ),
            Error::Entropy => Self::new(
                "no_entropy",
                "El sistema no da números al azar; no se hizo nada.",
                "The system gives no randomness; nothing was done.",
            ),
            Error::Device(error) => error.into(),
            Error::Line(error) => error.into(),
        }
    }
}

fn file(path: &str, source: &io::Error) -> Failure {
    match source.kind() {
        io::ErrorKind::NotFound => Failure::new(
            "file",
            format!("No existe {path}."),
            format!("There is no {path}."),
        ),
        io::ErrorKind::PermissionDenied => Failure::new(
            "file",
            format!("No hay permiso para usar {path}."),
            format!("There is no permission to use {path}."),
        ),
        io::ErrorKind::StorageFull => Failure::new(
            "storage_full",
            "El disco está lleno; libere espacio y repita.",
            "The disk is full; free some space and repeat.",
        ),
        _ => Failure::new(
            "file",
            format!("No se pudo usar {path} ({source})."),
            format!("{path} could not be used ({source})."),
        ),
    }
}

fn wrong_passphrase() -> Failure {
    Failure::new(
        "wrong_passphrase",
        "La frase de paso no abre este almacén; escríbala otra vez.",
        "The passphrase does not open this store; type it again.",
    )
}

impl From<DeviceError> for Failure {
    fn from(error: DeviceError) -> Self {
        let advice = error.advice();
        match error {
            DeviceError::NoSuchPerson => Self::new(
                "no_such_holder",
                "Esa persona no usa este dispositivo.",
                "That person does not use this device.",
            ),
            DeviceError::NoSuchRecord => Self::new(
                "no_such_record",
                "Ese registro no está en este dispositivo.",
                "That record is not on this device.",
            ),
            DeviceError::NoSuchList
            | DeviceError::NoSuchRow
            | DeviceError::RowsClaimed
            | DeviceError::CopyNotOpened => list::refused(&error),
            DeviceError::NoSuchField(field) => Self::new(
                "no_such_field",
                format!("No existe el campo «{field}»."),
                format!("There is no field `{field}`."),
            ),
            DeviceError::NotAllowed => Self::new(
                "not_allowed",
                "Su función no lo permite; pídalo a quien coordina el sitio.",
                "Your role does not allow this; ask whoever runs the site.",
            ),
            DeviceError::NoConflict => Self::new(
                "no_conflict",
                "Ese campo no tiene valores en conflicto.",
                "That field is not in conflict.",
            ),
            DeviceError::HoldsOne(id) => Self::new(
                "holds_one",
                format!("«{id}» no puede guardar varios de esos valores: elija uno."),
                format!("`{id}` cannot hold several of these values: choose one."),
            ),
            DeviceError::NotEnrolled => Self::new(
                "not_enrolled",
                "Este dispositivo no está dado de alta; use «enrol» con un código.",
                "This device is not enrolled; use `enrol` with a code.",
            ),
            DeviceError::AlreadyEnrolled => Self::new(
                "already_enrolled",
                "Este dispositivo ya está dado de alta; para otro servidor use otro almacén.",
                "This device is enrolled already; for another server use another store.",
            ),
            DeviceError::ValueTooLong(field) => Self::new(
                "value_too_long",
                format!("El texto de «{field}» es demasiado largo; divídalo."),
                format!("The text of `{field}` is too long; split it."),
            ),
            DeviceError::Courier(error) => courier(error),
            DeviceError::Refused(code) => HttpError::Refused(code).into(),
            other => advised(advice, &other),
        }
    }
}

fn courier(error: CourierError) -> Failure {
    let (code, es) = match error {
        CourierError::NoKeys => (
            "no_courier_keys",
            "Falta la llave del servidor: sincronice una vez con red.",
        ),
        CourierError::NotABundle => ("not_a_bundle", "Eso no es un paquete de Puente."),
        CourierError::OtherServer => (
            "other_server",
            "Es de otro servidor; lo llevan sus compañeros.",
        ),
        CourierError::Full => (
            "carrying_too_much",
            "Este dispositivo ya lleva demasiado; sincronice antes.",
        ),
        CourierError::NotSigned => (
            "receipt_not_signed",
            "El recibo no es de su servidor; nada cambió. Pida otro.",
        ),
        CourierError::NotMine => ("receipt_not_mine", "El recibo es de otro dispositivo."),
        CourierError::Outlived => (
            "receipt_outlived",
            "El servidor volvió de un respaldo después de este recibo; envíe otra vez.",
        ),
    };
    Failure::new(code, es, format!("{error}."))
}

/// The rest is told by what is to be done. The error's own words name fields and files, no values.
fn advised(advice: Advice, error: &DeviceError) -> Failure {
    match advice {
        Advice::FreeSpace => Failure::new(
            "storage_full",
            "El disco está lleno; libere espacio y repita.",
            "The disk is full; free some space and repeat.",
        ),
        Advice::TryLater if error.is_of_the_disk() => Failure::new(
            "storage_failed",
            format!(
                "El disco falla ({error}); lo que se dijo guardado, guardado está. Repita; si vuelve a fallar, copie la carpeta a otro disco."
            ),
            format!(
                "The disk fails ({error}); what was said to be saved is saved. Repeat; if it fails again, copy the folder to another disk."
            ),
        ),
        Advice::TryLater => Failure::new(
            "store_busy",
            "Otro programa está usando el almacén; repita en un momento.",
            "Another program is using the store; repeat in a moment.",
        ),
        Advice::Update => Failure::new(
            "store_too_new",
            "El almacén es de una versión posterior; actualice este programa.",
            "The store is of a later version; update this program.",
        ),
        Advice::Damaged => Failure::new(
            "damaged",
            format!(
                "El almacén está dañado ({error}). No borre nada: guarde la carpeta aparte para quien da soporte y dé de alta otra con «enrol»; lo que ya estaba en el servidor vuelve al sincronizar."
            ),
            format!(
                "The store is damaged ({error}). Delete nothing: keep the folder aside for whoever helps you and enrol another; what was on the server comes back with a sync."
            ),
        ),
        _ => Failure::new(
            "internal",
            format!("No se pudo ({error}); nada guardado se perdió. Avise de esta falla."),
            format!("It failed ({error}); nothing saved was lost. Report this."),
        ),
    }
}

impl From<HttpError> for Failure {
    fn from(error: HttpError) -> Self {
        match error {
            HttpError::Address => Self::new(
                "address",
                "La dirección del servidor empieza con https:// y el nombre del servidor.",
                "A server's address begins with https:// and the server's name.",
            ),
            HttpError::Unreachable => Self::new(
                "unreachable",
                "No se alcanza el servidor; todo sigue guardado aquí, repita cuando haya red.",
                "The server cannot be reached; everything stays saved here, repeat where there is a network.",
            ),
            HttpError::Untrusted => Self::new(
                "untrusted",
                "El certificado del servidor no es de confianza; no siga y avise.",
                "The server's certificate is not trusted; do not go on, and report it.",
            ),
            HttpError::NoTls => Self::new(
                "no_tls",
                "Ahí responde un servidor sin https; no se envió nada. Revise la dirección.",
                "A server without https answers there; nothing was sent. Check the address.",
            ),
            HttpError::Broken => Self::new(
                "line_broke",
                "Se cortó la línea; lo enviado queda enviado, repita para continuar.",
                "The line broke; what was exchanged stays exchanged, repeat to go on.",
            ),
            HttpError::NotPuente(status) => Self::new(
                "not_puente",
                format!(
                    "Respondió otro sitio, no un servidor Puente (HTTP {status}); revise la red o la dirección."
                ),
                format!(
                    "Something else answered, not a Puente server (HTTP {status}); check the network or the address."
                ),
            ),
            HttpError::Refused(code) => {
                let (es, en) = code.title().split_once(" / ").unwrap_or((code.title(), ""));
                Self::new(problem(code), es, en)
            }
        }
    }
}

/// The registry's own name of a problem.
pub(crate) fn problem(code: ProblemCode) -> &'static str {
    match code {
        ProblemCode::Malformed => "malformed",
        ProblemCode::UnsupportedVersion => "unsupported_version",
        ProblemCode::TooLarge => "too_large",
        ProblemCode::UnknownDevice => "unknown_device",
        ProblemCode::BadSignature => "bad_signature",
        ProblemCode::InstallForked => "install_forked",
        ProblemCode::CodeRefused => "code_refused",
        ProblemCode::Busy => "busy",
        ProblemCode::StorageFull => "server_storage_full",
        ProblemCode::StorageFailed => "server_storage_failed",
        ProblemCode::TimedOut => "timed_out",
        ProblemCode::Internal => "server_failed",
        ProblemCode::UseNonce => "use_nonce",
        ProblemCode::ProofRefused => "proof_refused",
        ProblemCode::TokenRefused => "token_refused",
        ProblemCode::LoginRefused => "login_refused",
        ProblemCode::PasswordNeeded => "password_needed",
        ProblemCode::PasswordRefused => "password_refused",
        ProblemCode::NameRefused => "name_refused",
        ProblemCode::Forbidden => "forbidden",
        ProblemCode::PurposeNeeded => "purpose_needed",
        ProblemCode::NotFound => "not_found",
        ProblemCode::NoConflict => "no_conflict",
        ProblemCode::Outdated => "outdated",
        ProblemCode::NotPossible => "not_possible",
        ProblemCode::TooManyRequests => "too_many_requests",
    }
}
