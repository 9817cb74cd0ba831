//! A document that was saved without its heads.

use automerge::{Automerge, LoadOptions, VerificationMode};
use puente_record::{ChangeHash, DocumentId, DocumentKind, Opening, SiteId};

use super::{Document, LoadError};
use crate::hash::from_automerge;

/// A document that was loaded without its heads. It reads like any other and knows its changes:
/// loading computes their hashes, and the heads follow from them. It cannot be written to,
/// because a change names the heads it depends on: fill them into the save and load that.
#[derive(Debug)]
pub struct Headless(pub(crate) Document);

impl Headless {
    /// Opens a save that names no heads. Call it only in a trial, see `puente-admission`.
    ///
    /// # Errors
    /// [`LoadError`] as [`Document::load`].
    pub fn load(id: DocumentId, saved: &[u8]) -> Result<Self, LoadError> {
        // Without heads, automerge does not check that the changes are exactly those that the heads name.
        let options = LoadOptions::new().verification_mode(VerificationMode::DontCheck);
        let inner = Automerge::load_with_options(saved, options).map_err(|_| LoadError::Damaged)?;
        Document::from_automerge(id, inner).map(Self)
    }

    /// [`Document::kind`].
    #[must_use]
    pub fn kind(&self) -> DocumentKind {
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

    /// [`Document::order`], and the heads, ascending, each with its index in that order.
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
