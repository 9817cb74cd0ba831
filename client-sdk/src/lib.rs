#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod app_storage;
mod attention;
mod author;
mod backoff;
mod conflict;
mod courier;
mod device;
mod duplicates;
mod enrol;
mod entry;
mod error;
mod find;
mod founding;
mod history;
mod holder;
mod household;
mod list;
mod local_signer;
mod paper;
mod person;
mod queue;
mod register;
mod resolve;
mod rewrite;
mod rights;
mod session;
mod site;
mod status;
mod store;
mod sync;
mod treatment;
mod vault;
mod view;
mod write;

pub use app_storage::KEPT_BYTES_MAX;
pub use attention::Attention;
pub use author::Author;
pub use backoff::backoff_ms;
pub use conflict::{FieldCandidate, FieldConflict};
pub use courier::ExportedBundles;
pub use device::Device;
pub use duplicates::{DuplicateCandidate, DuplicateReason};
pub use error::{Advice, CourierError, Error};
pub use history::{ConflictChange, FieldAction, FieldChange, RecordChange, ReplacedView, Standing};
pub use household::{HouseholdView, MemberView};
pub use list::{
    CorrectedRow, EarlierList, Imported, ListCopy, ListRow, ListSummary, ListView, PhoneShare,
    Reimported, RowNumbers, RowRegistration, RowState, RowsError, SealedCopy,
};
pub use person::{PairDecision, PairView, PersonView};
pub use puente_document::{Choice, Proposal, ProposalReason};
pub use queue::{Case, CaseAnswer, CaseReason, CaseSubject, Harm, Queue};
pub use register::Registration;
pub use resolve::ConflictDecision;
pub use site::KnownSites;
pub use status::{RecordState, StoreStatus};
pub use store::app_storage::AppItem;
pub use store::carried::CarriedBundles;
pub use store::holders::Holder;
pub use store::people::PersonSummary;
pub use store::{ExclusiveStore, StoreLocation};
pub use sync::{Effect, Event, StopReason, SyncReport};
pub use vault::{DataKey, Vault, VaultError};
pub use view::{FieldView, RecordView};

/// The only source of randomness in this crate. A driver seeds it from the system's entropy, a simulation from
/// its seed.
pub type Rng = rand_chacha::ChaCha20Rng;
