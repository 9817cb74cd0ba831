//! A document that was saved without its heads.

use automerge::{Automerge, LoadOptions, VerificationMode};
use puente_record::{ChangeHash, Compartment, DocumentId, Opening, SiteId};

use super::{Document, LoadError};
use crate::Summary;
use crate::hash::from_automerge;

/// A document whose heads automerge was not told. It reads like any other and knows its changes: their
/// hashes are computed when it is loaded, and its heads follow from them. To write to it is not possible,
/// because a change names the heads it follows: fill them into the save, and load that.
#[derive(Debug)]
pub struct Headless(Document);

impl Headless {
    /// Opens a save that names no heads. Never outside of a trial: see `puente-admission`.
    ///
    /// # Errors
    /// [`LoadError`] as [`Document::load`].
    pub fn load(id: DocumentId, saved: &[u8]) -> Result<Self, LoadError> {
        // What is not checked is that the changes are those that the heads name, and nothing else.
        let options = LoadOptions::new().verification_mode(VerificationMode::DontCheck);
        let inner = Automerge::load_with_options(saved, options).map_err(|_| LoadError::Damaged)?;
        Document::from_automerge(id, inner).map(Self)
    }

    /// [`Document::kind`].
    #[must_use]
    pub fn kind(&self) -> Compartment {
        self.0.kind
    }

    /// [`Document::core`].
    #[must_use]
    pub fn core(&self) -> Option<DocumentId> {
        self.0.core
    }

    /// [`Document::opening`].
    #[must_use]
    pub fn opening(&self) -> Option<Opening> {
        self.0.opening
    }

    /// [`Document::sites`].
    #[must_use]
    pub fn sites(&self) -> Vec<SiteId> {
        self.0.sites()
    }

    /// [`Document::roots`].
    #[must_use]
    pub fn roots(&self) -> Vec<ChangeHash> {
        self.0.roots()
    }

    /// [`Document::summary`].
    #[must_use]
    pub fn summary(&self) -> Summary {
        self.0.summary()
    }

    /// [`Document::order`], and the heads, ascending, each with its place in that.
    #[must_use]
    pub fn order_and_heads(&self) -> (Vec<ChangeHash>, Vec<(ChangeHash, usize)>) {
        let (mut order, mut followed) = (Vec::new(), Vec::new());
        for change in self.0.inner.get_changes_meta(&[]) {
            followed.extend(change.deps.iter().map(from_automerge));
            order.push(from_automerge(&change.hash));
        }
        followed.sort_unstable();
        let mut heads = Vec::new();
        for (place, hash) in order.iter().enumerate() {
            if followed.binary_search(hash).is_err() {
                heads.push((*hash, place));
            }
        }
        heads.sort_unstable();
        (order, heads)
    }
}
