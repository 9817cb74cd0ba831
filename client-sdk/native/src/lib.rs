#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod damaged_log;
mod entropy;
mod error;
mod events;
mod http_client;
mod open;
mod password;
mod sync;
mod trial;

pub use entropy::{now_ms, seeded_rng};
pub use error::Error;
pub use events::{PokeStream, listen};
pub use http_client::{HttpClient, HttpError, HttpResponse};
pub use open::{OpenStore, PASSPHRASE_CHARACTERS_MIN, StoreFolder, write_whole};
pub use password::choose_password;
pub use puente_client::{RowNumbers, RowsError};
pub use puente_lists::code_of;
pub use sync::{SyncCallbacks, SyncOutcome, sync};
pub use trial::{TrialRunner, trial_worker};
