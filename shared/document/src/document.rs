//! One automerge document: opening, joining, saving.

mod headless;
mod heads;
mod state;

use std::collections::BTreeSet;

use automerge::{Automerge, Change, SaveOptions};
use puente_record::{ChangeHash, DocumentId, DocumentKind, HOME_SITE, Opening, Origin, SiteId};

pub use self::headless::Headless;
pub(crate) use self::state::{KeyTexts, StoredValue};
use crate::authored_size::AuthoredSize;
use crate::hash::{from_automerge, to_automerge};

/// One compartment of one record: an automerge document with only strings at its root.
///
/// It holds whole changes, each with all its dependencies. No change waits inside.
#[derive(Debug, Clone)]
pub struct Document {
    pub(crate) id: DocumentId,
    pub(crate) kind: DocumentKind,
    pub(crate) core: Option<DocumentId>,
    pub(crate) opening: Option<Opening>,
    pub(crate) inner: Automerge,
    /// Computed when it is first needed.
    pub(crate) taken: Option<AuthoredSize>,
}

/// Why bytes cannot be opened as a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LoadError {
    /// The bytes are not what was saved. Set them aside and build the document again from its changes.
    #[error("the saved document is damaged")]
    Damaged,
    /// No first change states what the document is: it is not one of ours.
    #[error("the document does not say what kind it is")]
    KindMissing,
    /// A document of a kind that this version does not know: keep it, update the app.
    #[error("a document of a kind this version does not know")]
    KindUnknown,
}

/// Why changes were not applied. The document is unchanged.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ApplyError {
    /// A change depends on others that are neither in the document nor given: fetch these first.
    #[error("{} changes are missing", .0.len())]
    MissingDependencies(Vec<ChangeHash>),
    /// The bytes are not a change: they were never admitted, or are damaged.
    #[error("not a change")]
    Malformed,
    /// Automerge refuses the changes with this document: two changes claim one place.
    #[error("the changes contradict the document")]
    Contradiction,
}

impl Document {
    /// A document without changes. Its first change will state what it is.
    pub(crate) fn empty(
        id: DocumentId,
        kind: DocumentKind,
        core: Option<DocumentId>,
        opening: Option<Opening>,
    ) -> Self {
        Self {
            id,
            kind,
            core,
            opening,
            inner: Automerge::new(),
            taken: Some(AuthoredSize::default()),
        }
    }

    /// Opens bytes that [`Document::save`] returned. Never give it foreign bytes: see `puente-admission`.
    ///
    /// # Errors
    /// [`LoadError`]: each says what to do.
    pub fn load(id: DocumentId, saved: &[u8]) -> Result<Self, LoadError> {
        // Automerge accepts empty bytes as an empty document.
        if saved.is_empty() {
            return Err(LoadError::Damaged);
        }
        let inner = Automerge::load(saved).map_err(|_| LoadError::Damaged)?;
        Self::from_automerge(id, inner)
    }

    /// Builds a document from all its changes, in any order.
    ///
    /// # Errors
    /// [`ApplyError`] as [`Document::apply`]; also [`ApplyError::Contradiction`] when no first change
    /// states what the document is.
    pub fn from_changes(id: DocumentId, raw_changes: &[&[u8]]) -> Result<Self, ApplyError> {
        let mut document = Self::empty(id, DocumentKind::Core, None, None);
        document.apply(raw_changes)?;
        Self::from_automerge(id, document.inner).map_err(|_| ApplyError::Contradiction)
    }

    fn from_automerge(id: DocumentId, inner: Automerge) -> Result<Self, LoadError> {
        let text = |key| state::winner(&inner, key);
        let kind = text("kind").ok_or(LoadError::KindMissing)?;
        let kind = kind.parse().map_err(|_| LoadError::KindUnknown)?;
        let core = text("core").and_then(|core| core.parse().ok());
        let opening = state::agreed(&inner, "begun").and_then(|text| text.parse().ok());
        Ok(Self {
            id,
            kind,
            core,
            opening,
            inner,
            taken: None,
        })
    }

    /// The document as bytes, not deflated, so that the stream or page that carries it can compress
    /// it together with others.
    #[must_use]
    pub fn save(&self) -> Vec<u8> {
        self.inner.save_with_options(SaveOptions {
            deflate: false,
            retain_orphans: false,
        })
    }

    /// Applies admitted changes, in any order, any number of times: all of them or none.
    ///
    /// # Errors
    /// [`ApplyError`]: each says what to do.
    ///
    /// # Panics
    /// Changes that were never admitted may make automerge panic; the document is then lost.
    pub fn apply(&mut self, raw_changes: &[&[u8]]) -> Result<(), ApplyError> {
        let changes = raw_changes
            .iter()
            .map(|raw| Change::try_from(*raw).map_err(|_| ApplyError::Malformed))
            .collect::<Result<Vec<_>, _>>()?;
        let given: BTreeSet<_> = changes.iter().map(Change::hash).collect();
        let missing: BTreeSet<_> = changes
            .iter()
            .flat_map(Change::deps)
            .filter(|dep| !given.contains(dep) && !self.has_automerge(dep))
            .collect();
        if !missing.is_empty() {
            let missing = missing.into_iter().map(from_automerge).collect();
            return Err(ApplyError::MissingDependencies(missing));
        }
        self.taken = None;
        self.inner
            .apply_changes(changes)
            .map_err(|_| ApplyError::Contradiction)
    }

    /// The document's id.
    #[must_use]
    pub fn id(&self) -> DocumentId {
        self.id
    }

    /// The kind of the document, which never changes.
    #[must_use]
    pub fn kind(&self) -> DocumentKind {
        self.kind
    }

    /// The core document of its record, which never changes; `None` for a core document or a list.
    #[must_use]
    pub fn core(&self) -> Option<DocumentId> {
        self.core
    }

    /// The opening of its id, as its first changes state it. `None` when they disagree or state none: then the
    /// document is not one of ours.
    #[must_use]
    pub fn opening(&self) -> Option<Opening> {
        self.opening
    }

    /// What the document is; `None` when [`Document::opening`] is.
    #[must_use]
    pub fn origin(&self) -> Option<Origin> {
        let (kind, core) = (self.kind, self.core);
        self.opening.map(|opening| Origin {
            kind,
            core,
            opening,
        })
    }

    /// The sites of the document: all current values of its home site, ascending, or its founding site while it
    /// has none. Empty for a document that does not stand alone, and before its device has joined a site.
    #[must_use]
    pub fn sites(&self) -> Vec<SiteId> {
        if !self.kind.stands_alone() {
            return Vec::new();
        }
        let values = self.values(HOME_SITE, None).into_iter();
        let mut sites: Vec<SiteId> = values.flat_map(|value| value.text.parse()).collect();
        if sites.is_empty() {
            let founding = self.opening.and_then(|opening| opening.site());
            sites.extend(founding.filter(|site| *site != SiteId::NOWHERE));
        }
        sites.sort_unstable();
        sites.dedup();
        sites
    }

    /// Every site at which it ever was, ascending: its founding site, and every home site ever written.
    #[must_use]
    pub fn ever(&self) -> Vec<SiteId> {
        let history = self.history();
        let edits = history.iter().flat_map(|line| &line.edits);
        let moves = edits.filter(|edit| edit.key == HOME_SITE);
        let values = moves.filter_map(|edit| edit.value.as_ref()?.as_text()?.parse().ok());
        let founding = self.opening.and_then(|opening| opening.site());
        let mut ever: Vec<SiteId> = values.chain(founding).collect();
        ever.sort_unstable();
        ever.dedup();
        ever
    }

    /// Its first changes. There are several only when its device was copied or several phones took one row of a
    /// list.
    #[must_use]
    pub fn roots(&self) -> Vec<ChangeHash> {
        let changes = self.inner.get_changes_meta(&[]).into_iter();
        changes
            .filter(|change| change.deps.is_empty())
            .map(|change| from_automerge(&change.hash))
            .collect()
    }

    /// The changes that no other change depends on, ascending: a reader of the document has seen these now.
    #[must_use]
    pub fn heads(&self) -> Vec<ChangeHash> {
        let mut heads: Vec<_> = self.inner.get_heads().iter().map(from_automerge).collect();
        heads.sort_unstable();
        heads
    }

    /// Is this change part of the document?
    #[must_use]
    pub fn has(&self, hash: ChangeHash) -> bool {
        self.has_automerge(&to_automerge(&hash))
    }

    fn has_automerge(&self, hash: &automerge::ChangeHash) -> bool {
        self.inner.get_change_meta_by_hash(hash).is_some()
    }

    /// Every change in the order of the document, each after those it depends on.
    #[must_use]
    pub fn order(&self) -> Vec<ChangeHash> {
        let changes = self.inner.get_changes_meta(&[]);
        changes
            .iter()
            .map(|change| from_automerge(&change.hash))
            .collect()
    }

    /// Every change with its uncompressed chunk, in [`Document::order`].
    #[must_use]
    pub fn changes(&self) -> Vec<(ChangeHash, Vec<u8>)> {
        let changes = self.inner.get_changes(&[]);
        changes
            .iter()
            .map(|change| (from_automerge(&change.hash()), change.raw_bytes().to_vec()))
            .collect()
    }

    /// The document without these changes and without all that depend on them: the rest after a
    /// quarantine, from which the device writes its later edits again on a new branch.
    #[must_use]
    pub fn without(&self, rejected: &[ChangeHash]) -> Self {
        let mut gone: BTreeSet<_> = rejected.iter().map(to_automerge).collect();
        let mut kept = self.inner.get_changes(&[]);
        kept.retain(|change| {
            let stays = !gone.contains(&change.hash())
                && change.deps().iter().all(|dep| !gone.contains(dep));
            if !stays {
                gone.insert(change.hash());
            }
            stays
        });
        self.rebuilt(kept)
    }

    /// A document of the same kind with only these of its changes.
    pub(crate) fn rebuilt(&self, changes: Vec<Change>) -> Self {
        let mut document = Self::empty(self.id, self.kind, self.core, self.opening);
        document.taken = None;
        document
            .inner
            .apply_changes(changes)
            .expect("changes of one document go together");
        document
    }
}
