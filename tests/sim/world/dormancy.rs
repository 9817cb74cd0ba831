//! Whether a phone may still hold a record about whose person nothing is open, by what the server has.

use std::collections::BTreeSet;

use puente_document::Document;
use puente_policy::{Action, allows};
use puente_record::id::SiteId;
use puente_record::{DocumentKind, Moment};

use super::books::Roles;
use super::pocket::Pocket;

const DAY_MS: i64 = 24 * 3_600_000;

/// What a phone does with a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dormancy {
    /// It holds it.
    Held,
    /// The days of the site decide, which this model does not know.
    Between,
    /// It lets go of it.
    Gone,
}

impl Pocket {
    /// The latest time that the server told this phone.
    fn heard_ms(&self) -> Option<i64> {
        let told = self
            .db
            .query_row("SELECT heard_ms FROM enrolment", [], |row| row.get(0));
        told.ok().flatten()
    }
}

impl Dormancy {
    /// Of a record with this core at these sites, on a phone of people with these roles.
    pub(super) fn of(
        core: &Document,
        sites: &BTreeSet<SiteId>,
        roles: &Roles,
        at: &Pocket,
    ) -> Self {
        let holds = |(site, role): &(_, _)| {
            sites.contains(site) && allows(*role, DocumentKind::Core, Action::HoldDormant)
        };
        let (reading, heard_ms) = (core.read(), at.heard_ms());
        let is_urgent = core
            .summary()
            .facts
            .contains(&("urgent_medical".into(), "today".into()));
        let came = reading
            .value("registered_at")
            .and_then(|value| value.to_stored().ok());
        let came_ms = came.and_then(|at| Some(at.parse::<Moment>().ok()?.unix_ms()));
        let (Some(came_ms), Some(heard_ms)) = (came_ms, heard_ms) else {
            return Self::Held;
        };
        if roles.iter().any(holds) || is_urgent || !core.conflicts().is_empty() {
            return Self::Held;
        }
        match (heard_ms - came_ms) / DAY_MS {
            ..14 => Self::Held,
            14..16 => Self::Between,
            _ => Self::Gone,
        }
    }
}
