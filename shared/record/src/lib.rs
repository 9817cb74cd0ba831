#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

pub mod compartment;
pub mod id;

pub use compartment::Compartment;
pub use id::{
    AccountId, ChangeHash, DeviceId, DocumentId, EntryId, IdError, InstallId, RecordId, ServerId,
    SiteId,
};
