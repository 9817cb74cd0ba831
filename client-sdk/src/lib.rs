#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod arrival;
mod attention;
mod author;
mod conflict;
mod device;
mod enrol;
mod entry;
mod error;
mod find;
mod journal;
mod kept;
mod register;
mod resolve;
mod rights;
mod status;
mod store;
mod sync;
mod treatment;
mod vault;
mod view;
mod write;

pub use arrival::{Arrival, TakenIn};
pub use attention::Attention;
pub use author::Author;
pub use conflict::{Candidate, FieldConflict};
pub use device::Device;
pub use error::{Advice, Error};
pub use find::PersonLine;
pub use kept::{KEPT_BYTES_MAX, Kept};
pub use puente_document::{Choice, Proposal, Why};
pub use register::Registration;
pub use resolve::Decision;
pub use status::{RecordState, StoreStatus};
pub use store::Place;
pub use sync::{Effect, Event, Stop, SyncReport};
pub use vault::{DataKey, Vault, VaultError};
pub use view::{FieldView, RecordView};

/// The one kind of randomness in this crate: seeded by the driver from the system's entropy, by the
/// simulator from its seed.
pub type Rng = rand_chacha::ChaCha20Rng;
