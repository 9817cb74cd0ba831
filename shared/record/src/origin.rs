//! The kind of a document, its founding site and its founder: its first change states them, and its id commits
//! to them.
//!
//! The id is a hash of these facts and the key that may found the document. A first change with another key, or
//! with other facts, is no first change of this document. So nobody must be asked, and the order of arrival
//! does not matter.
//!
//! ```text
//! id = first 16 bytes of SHA-256("puente/document/2" ‖ 0 ‖ form u8 ‖ kind u8 ‖ home (16) ‖ opening)
//!
//! form 1, made:    opening = public key (32) ‖ salt (16)
//! form 2, listed:  opening = list (16) ‖ number u32 BE
//! home:            the founding site of a core document or a list; the core's id of any other
//! ```
//! The first change has the opening in the key `begun`: `1/<site>/<salt>`, `1/<salt>` if home is the core,
//! `2/<site>/<list>/<number>`; ids in lower-case hex, the number in its shortest decimal form.

use core::fmt;
use core::str::FromStr;

use minicbor::{Decode, Encode};
use sha2::{Digest, Sha256};

use crate::{DocumentId, DocumentKind, ListId, RecordId, SiteId};

/// Random bytes that distinguish the documents of one device.
pub type Salt = [u8; 16];

/// The opening of a document's id: everything in it besides the founder's key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Encode, Decode)]
pub enum Opening {
    /// A core document or a list that a device made at a site.
    #[n(0)]
    Made {
        /// The founding site.
        #[n(0)]
        site: SiteId,
        /// Random bytes that distinguish it from others.
        #[cbor(n(1), with = "minicbor::bytes")]
        salt: Salt,
    },
    /// A contact or protection document that a device added to a record.
    #[n(1)]
    Added {
        /// Random bytes that distinguish it from others.
        #[cbor(n(0), with = "minicbor::bytes")]
        salt: Salt,
    },
    /// What phones at one site derive from one list without having met: anybody with the list may found it.
    #[n(2)]
    Listed {
        /// The founding site.
        #[n(0)]
        site: SiteId,
        /// The id of the list.
        #[n(1)]
        list: ListId,
        /// The row's place; for the list itself the part, from 0.
        #[n(2)]
        number: u32,
    },
}

/// What a document is; this never changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Encode, Decode)]
#[cbor(array)]
pub struct Origin {
    /// The kind of the document.
    #[n(0)]
    pub kind: DocumentKind,
    /// The record to which it belongs; `None` for a document that stands alone.
    #[n(1)]
    pub core: Option<RecordId>,
    /// The opening of its id.
    #[n(2)]
    pub opening: Opening,
}

/// The text is no opening.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an opening of a document's id")]
pub struct OpeningError;

impl Opening {
    /// The founding site, if the opening contains one.
    #[must_use]
    pub const fn site(&self) -> Option<SiteId> {
        match self {
            Self::Made { site, .. } | Self::Listed { site, .. } => Some(*site),
            Self::Added { .. } => None,
        }
    }
}

impl Origin {
    /// A core document or a list that a device makes.
    #[must_use]
    pub const fn made(kind: DocumentKind, site: SiteId, salt: Salt) -> Self {
        Self {
            kind,
            core: None,
            opening: Opening::Made { site, salt },
        }
    }

    /// A contact or protection document that a device adds to a record.
    #[must_use]
    pub const fn added(kind: DocumentKind, core: RecordId, salt: Salt) -> Self {
        Self {
            kind,
            core: Some(core),
            opening: Opening::Added { salt },
        }
    }

    /// A part of a list, from 0.
    #[must_use]
    pub const fn list_part(site: SiteId, list: ListId, part: u32) -> Self {
        Self {
            kind: DocumentKind::List,
            core: None,
            opening: Opening::Listed {
                site,
                list,
                number: part,
            },
        }
    }

    /// The document of a kind for the person at a place of a list.
    #[must_use]
    pub fn list_row(kind: DocumentKind, site: SiteId, list: ListId, place: u32) -> Self {
        let opening = Opening::Listed {
            site,
            list,
            number: place,
        };
        let core = (!kind.stands_alone())
            .then(|| listed(DocumentKind::Core, site.as_bytes(), list, place));
        Self {
            kind,
            core,
            opening,
        }
    }

    /// The id of the document founded with this key. `None` if kind, core and opening contradict each other:
    /// such a document cannot exist.
    #[must_use]
    pub fn id(&self, key: &[u8; 32]) -> Option<DocumentId> {
        let kind = self.kind;
        match (self.core, self.opening) {
            (None, Opening::Made { site, salt }) if kind.stands_alone() => {
                Some(hashed(1, kind, site.as_bytes(), &[key, &salt]))
            }
            (Some(core), Opening::Added { salt }) if !kind.stands_alone() => {
                Some(hashed(1, kind, core.as_bytes(), &[key, &salt]))
            }
            (None, Opening::Listed { site, list, number }) if kind.stands_alone() => {
                Some(listed(kind, site.as_bytes(), list, number))
            }
            // Only of the row's own record.
            (Some(core), Opening::Listed { site, list, number })
                if !kind.stands_alone()
                    && core == listed(DocumentKind::Core, site.as_bytes(), list, number) =>
            {
                Some(listed(kind, core.as_bytes(), list, number))
            }
            _ => None,
        }
    }

    /// The record of the document with this id: the document itself if it stands alone.
    #[must_use]
    pub fn record(&self, document: DocumentId) -> RecordId {
        self.core.unwrap_or(document)
    }
}

/// The id of a document that phones derive from a list.
pub(crate) fn listed(kind: DocumentKind, home: &[u8; 16], list: ListId, number: u32) -> DocumentId {
    hashed(2, kind, home, &[list.as_bytes(), &number.to_be_bytes()])
}

fn hashed(form: u8, kind: DocumentKind, home: &[u8; 16], opening: &[&[u8]]) -> DocumentId {
    let mut hash = Sha256::new()
        .chain_update(b"puente/document/2")
        .chain_update([0, form, kind.number()])
        .chain_update(home);
    for part in opening {
        hash.update(part);
    }
    let mut id = [0; 16];
    id.copy_from_slice(&hash.finalize()[..16]);
    DocumentId::from_bytes(id)
}

impl fmt::Display for Opening {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A salt is written like an id.
        let hex = |salt: &Salt| DocumentId::from_bytes(*salt);
        match self {
            Self::Made { site, salt } => write!(f, "1/{site}/{}", hex(salt)),
            Self::Added { salt } => write!(f, "1/{}", hex(salt)),
            Self::Listed { site, list, number } => write!(f, "2/{site}/{list}/{number}"),
        }
    }
}

/// One opening has one spelling.
impl FromStr for Opening {
    type Err = OpeningError;

    fn from_str(text: &str) -> Result<Self, OpeningError> {
        let mut parts = text.split('/');
        let mut part = || parts.next();
        let salt = |text: &str| text.parse::<DocumentId>().map(|salt| *salt.as_bytes());
        let opening = match (part(), part(), part(), part(), part()) {
            (Some("1"), Some(salted), None, ..) => Self::Added {
                salt: salt(salted).map_err(|_| OpeningError)?,
            },
            (Some("1"), Some(site), Some(salted), None, _) => Self::Made {
                site: site.parse().map_err(|_| OpeningError)?,
                salt: salt(salted).map_err(|_| OpeningError)?,
            },
            (Some("2"), Some(site), Some(list), Some(number), None) => Self::Listed {
                site: site.parse().map_err(|_| OpeningError)?,
                list: list.parse().map_err(|_| OpeningError)?,
                number: number.parse().map_err(|_| OpeningError)?,
            },
            _ => return Err(OpeningError),
        };
        match opening.to_string() == text {
            true => Ok(opening),
            false => Err(OpeningError),
        }
    }
}

#[cfg(test)]
mod tests;
