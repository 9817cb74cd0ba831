//! The user of the open store, its sites, and its state.

use std::collections::BTreeMap;

use puente_client::{AppItem, CarriedBundles};
use puente_policy::Role;
use puente_record::{DeviceId, DocumentKind, SiteFacts, SiteId};
use serde::Serialize;

/// The user of the open store, as far as a server told.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "Me"))]
pub(crate) struct MeView {
    #[cfg_attr(test, ts(as = "String"))]
    pub(crate) device: DeviceId,
    pub(crate) enrolled: bool,
    /// The name given at enrolment, as shown beside what this person writes.
    pub(crate) name: Option<String>,
    pub(crate) server: Option<String>,
    /// The server accepts nothing from this device any more; what is here is not lost.
    pub(crate) revoked: bool,
    /// The server was restored from a backup older than this enrolment: a new code makes the device known again.
    pub(crate) is_unknown: bool,
    pub(crate) grants: Vec<GrantView>,
    /// At any of the sites, by any of the roles. Before enrolment a person may write everything and decide
    /// nothing.
    pub(crate) may: RightsByKind,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "Grant"))]
pub(crate) struct GrantView {
    #[cfg_attr(test, ts(as = "String"))]
    pub(crate) site: SiteId,
    pub(crate) site_name: String,
    pub(crate) role: RoleName,
    /// The last day of the role at the site, `YYYY-MM-DD`; null if nobody said.
    pub(crate) last_day: Option<String>,
}

/// A person's role at a site.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "Role"))]
#[serde(rename_all = "kebab-case")]
pub(crate) enum RoleName {
    Volunteer,
    CaseWorker,
    ShelterAdmin,
    Auditor,
    Administrator,
}

impl From<Role> for RoleName {
    fn from(of: Role) -> Self {
        match of {
            Role::Volunteer => Self::Volunteer,
            Role::CaseWorker => Self::CaseWorker,
            Role::ShelterAdmin => Self::ShelterAdmin,
            Role::Auditor => Self::Auditor,
            Role::Administrator => Self::Administrator,
        }
    }
}

/// What a document is, and so who reads it. `list` is not part of a record.
#[derive(Serialize, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "DocumentKind"))]
#[serde(rename_all = "snake_case")]
pub(crate) enum DocumentKindName {
    Core,
    Contact,
    Protection,
    List,
}

impl From<DocumentKind> for DocumentKindName {
    fn from(of: DocumentKind) -> Self {
        match of {
            DocumentKind::Core => Self::Core,
            DocumentKind::Contact => Self::Contact,
            DocumentKind::Protection => Self::Protection,
            DocumentKind::List => Self::List,
        }
    }
}

/// What a person may do with documents of a kind.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Rights {
    pub(crate) read: bool,
    pub(crate) write: bool,
    pub(crate) resolve: bool,
    pub(crate) move_home: bool,
}

/// The rights for every kind of document.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct RightsByKind(BTreeMap<DocumentKindName, Rights>);

impl RightsByKind {
    /// The rights that `may` gives for every kind.
    pub(crate) fn of<E>(mut may: impl FnMut(DocumentKind) -> Result<Rights, E>) -> Result<Self, E> {
        let mut all = BTreeMap::new();
        for kind in DocumentKind::ALL {
            all.insert(kind.into(), may(kind)?);
        }
        Ok(Self(all))
    }
}

#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "Sites"))]
pub(crate) struct SitesView {
    /// Ordered by name.
    pub(crate) all: Vec<Site>,
    /// The site of the people who are registered on this phone.
    #[cfg_attr(test, ts(as = "Option<String>"))]
    pub(crate) here: Option<SiteId>,
    /// Can this phone's clock be right?
    pub(crate) clock_believed: bool,
}

/// What the server states about a site.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Site {
    #[cfg_attr(test, ts(as = "String"))]
    site: SiteId,
    name: String,
    /// The name in the IANA database; null when nobody has set it.
    zone: Option<String>,
    /// Telephone numbers to call for a child, as dialled; try the first one first.
    dif_phones: Vec<String>,
    attorney_phones: Vec<String>,
    /// A closed site is shown where it was recorded, but not offered.
    open: bool,
}

impl From<&SiteFacts> for Site {
    fn from(of: &SiteFacts) -> Self {
        let of = of.clone();
        Self {
            site: of.id,
            name: of.name,
            zone: of.zone.map(|zone| zone.name),
            dif_phones: of.dif_phones,
            attorney_phones: of.attorney_phones,
            open: of.is_open,
        }
    }
}

/// The state of the store. The Worker adds what only it knows about syncing.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct StoreStatus {
    pub(crate) records: u64,
    /// Changes of this device that are not on the server yet.
    pub(crate) waiting: u64,
    /// Changes of this device that the server quarantined or set aside.
    pub(crate) needs_attention: u64,
    /// Changes of this device that wait at the server.
    pub(crate) pending: u64,
    pub(crate) conflicts: u64,
    /// Pages that came and could not be used; they are held back.
    pub(crate) pages_aside: u64,
    pub(crate) last_contact_ms: Option<i64>,
    /// Bundles of colleagues.
    pub(crate) carried: CarriedBundles,
}

impl From<puente_client::StoreStatus> for StoreStatus {
    fn from(of: puente_client::StoreStatus) -> Self {
        Self {
            records: of.records,
            waiting: of.waiting,
            needs_attention: of.needs_attention,
            pending: of.pending,
            conflicts: of.conflicts,
            pages_aside: of.pages_aside,
            last_contact_ms: of.last_contact_ms,
            carried: of.carried,
        }
    }
}

#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct KeptItems {
    pub(crate) kept: Vec<AppItem>,
}
