//! Exports of the log that anybody can check, the signatures on them, and our own check.
//!
//! An export is a folder in the form of c2sp.org/tlog-tiles: `checkpoint` (signed), `log.vkey`, `tile/…`, and
//! `manifest.json`, which is written last. It holds the entries, and entries hold nothing about a person. What
//! verifies it shares nothing with what writes it but the names of the files.

mod bounded_file;
mod compare;
mod export;
mod log_name;
mod log_signer;
mod prove;
mod signing;
mod summary;
mod verify;

use std::io;
use std::path::{Path, PathBuf};

use puente_audit::tile::LeafError;

use crate::store::StoreError;

pub use compare::{EntryDifference, ExportComparison, compare};
pub use export::{LogExport, LogExporter};
pub use log_name::{LogName, LogNameError};
pub use log_signer::{LogSigner, LogSignerError};
pub use prove::{EntryProofError, ProvenEntry, check_entry, prove_entry};
pub use signing::{LogSignerClient, serve as serve_signer};
pub use summary::{EntrySummary, IndexedEntry, KindSummary};
pub use verify::{ExportFault, ExportVerification, verify, verify_each};

/// The signed size and root.
const CHECKPOINT: &str = "checkpoint";

/// The key that verifies the checkpoint.
const KEY: &str = "log.vkey";

/// What the export holds.
const MANIFEST: &str = "manifest.json";

/// Why a log could not be exported.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The folder holds a finished export; nothing is overwritten.
    #[error("{} holds a finished export", .0.display())]
    Finished(PathBuf),
    /// The folder holds other things, or the beginning of an export of another log.
    #[error("{} is not empty and holds no unfinished export of this log", .0.display())]
    OtherFolder(PathBuf),
    /// A file or folder cannot be used.
    #[error("{}: {source}", path.display())]
    File {
        /// Its path.
        path: PathBuf,
        /// The cause.
        source: io::Error,
    },
    /// The stored log is damaged. Run `puente rebuild --verify`.
    #[error(transparent)]
    Leaf(#[from] LeafError),
    /// It could not be signed.
    #[error(transparent)]
    Signer(#[from] LogSignerError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl ExportError {
    fn file(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::File { path, source }
    }
}
