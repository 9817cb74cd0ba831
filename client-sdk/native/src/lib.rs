#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod aside;
mod entropy;
mod error;
mod events;
mod line;
mod open;
mod password;
mod sync;
mod trial;

pub use entropy::{now_ms, seeded_rng};
pub use error::Error;
pub use events::{Pokes, listen};
pub use line::{Answer, Line, LineError};
pub use open::{Folder, PASSPHRASE_CHARACTERS_MIN, Store, write_whole};
pub use password::choose_password;
pub use puente_client::{RowNumbers, RowsError};
pub use puente_lists::code_of;
pub use sync::{Around, Synced, sync};
pub use trial::{Trial, trial_worker};
