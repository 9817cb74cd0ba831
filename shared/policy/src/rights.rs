//! What an account may do where: the table, applied to its grants.

use puente_record::{DocumentKind, SiteId};

use crate::table::{allows, allows_duty, allows_giving};
use crate::{Action, Duty, Role};

/// Edits made under a grant that has ended still count for this long by the server's clock, in ms:
/// 30 days, the longest a phone was away from any network in what volunteers told us.
pub const GRACE_MS: i64 = 30 * 24 * 60 * 60 * 1000;

/// A role at a site, and when an account held it. `S` is the caller's type for sites.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GrantPeriod<S = SiteId> {
    /// The site.
    pub site: S,
    /// The role there.
    pub role: Role,
    /// When it was granted, by the server's clock, ms since 1970.
    pub from_ms: i64,
    /// When it ended, by the server's clock, ms since 1970; absent while it lasts.
    pub until_ms: Option<i64>,
    /// When it is to end, by the server's clock, ms since 1970; absent if nobody said. The server ends it then.
    pub ends_ms: Option<i64>,
}

/// What an account may do where. The constructor decides which grants count, so no caller can ask about a grant
/// that has ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rights<S = SiteId>(Vec<(S, Role)>);

impl<S> GrantPeriod<S> {
    /// Has nobody ended it? This does not use the clock, because a clock that is set back must not restore an
    /// ended grant.
    #[must_use]
    pub const fn lasts(&self) -> bool {
        self.until_ms.is_none()
    }

    /// Does the grant count for something received at `received_ms` and judged at `now_ms`? It counts as of the
    /// receipt, however long the judgement waited, and for [`GRACE_MS`] after its end: for what was written in
    /// good faith under it. Something received right now comes after every existing grant, whatever the clock
    /// says. A grant that was to end counts no longer than that, even if no server was there to end it.
    #[must_use]
    pub const fn counts(&self, received_ms: i64, now_ms: i64) -> bool {
        let was_given = received_ms == now_ms || self.from_ms <= received_ms;
        let lasts = match (self.until_ms, self.ends_ms) {
            (Some(end_ms), _) | (None, Some(end_ms)) => {
                end_ms.saturating_add(GRACE_MS) > received_ms
            }
            (None, None) => true,
        };
        was_given && lasts
    }
}

impl<S: Copy + PartialEq> Rights<S> {
    /// From the grants that nobody ended.
    pub fn lasting(grants: impl IntoIterator<Item = GrantPeriod<S>>) -> Self {
        let grants = grants.into_iter().filter(GrantPeriod::lasts);
        grants.map(|grant| (grant.site, grant.role)).collect()
    }

    /// From the grants that count for something received at `received_ms` and judged at `now_ms`.
    pub fn counting(
        grants: impl IntoIterator<Item = GrantPeriod<S>>,
        received_ms: i64,
        now_ms: i64,
    ) -> Self {
        let grants = grants.into_iter();
        let grants = grants.filter(|grant| grant.counts(received_ms, now_ms));
        grants.map(|grant| (grant.site, grant.role)).collect()
    }

    /// Is this action allowed on documents of this kind of a record that is at these sites? Never if `sites` is
    /// empty.
    #[must_use]
    pub fn may(&self, action: Action, kind: DocumentKind, sites: &[S]) -> bool {
        let mut at = self.sites(action, kind);
        at.any(|site| sites.contains(&site))
    }

    /// Is the action allowed at any site?
    #[must_use]
    pub fn may_anywhere(&self, action: Action, kind: DocumentKind) -> bool {
        self.sites(action, kind).next().is_some()
    }

    /// The sites where it is allowed, in the order of the grants; a site repeats when several grants allow it.
    pub fn sites(&self, action: Action, kind: DocumentKind) -> impl Iterator<Item = S> + '_ {
        let granted = self.0.iter();
        granted
            .filter(move |(_, role)| allows(*role, kind, action))
            .map(|(site, _)| *site)
    }

    /// The sites where it is allowed on every kind of document: for a document whose kind is unknown.
    pub fn sites_of_every_kind(&self, action: Action) -> impl Iterator<Item = S> + '_ {
        let all = move |role| {
            DocumentKind::ALL
                .into_iter()
                .all(|of| allows(role, of, action))
        };
        let granted = self.0.iter();
        granted
            .filter(move |(_, role)| all(*role))
            .map(|(site, _)| *site)
    }

    /// The kinds of documents on which it is allowed, and where.
    pub fn kinds(&self, action: Action) -> impl Iterator<Item = (S, DocumentKind)> + '_ {
        self.0.iter().flat_map(move |(site, role)| {
            let (site, role) = (*site, *role);
            let may = DocumentKind::ALL.into_iter();
            may.filter(move |kind| allows(role, *kind, action))
                .map(move |kind| (site, kind))
        })
    }

    /// May somebody with these rights give this role at this site, and end it there?
    #[must_use]
    pub fn may_give(&self, role: Role, site: S) -> bool {
        let mut giving = self.0.iter().filter(|(_, by)| allows_giving(*by, role));
        giving.any(|(at, by)| *at == site || *by == Role::Administrator)
    }

    /// Do these rights include this duty?
    #[must_use]
    pub fn has_duty(&self, duty: Duty) -> bool {
        self.0.iter().any(|(_, role)| allows_duty(*role, duty))
    }
}

/// From roles that are known to count, as the server told a device.
impl<S> FromIterator<(S, Role)> for Rights<S> {
    fn from_iter<I: IntoIterator<Item = (S, Role)>>(roles: I) -> Self {
        Self(roles.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: u8 = 1;
    const THERE: u8 = 2;

    fn volunteer(from_ms: i64, until_ms: Option<i64>) -> GrantPeriod<u8> {
        GrantPeriod {
            site: HERE,
            role: Role::Volunteer,
            from_ms,
            until_ms,
            ends_ms: None,
        }
    }

    #[test]
    fn a_grant_counts_from_when_it_was_given_until_its_grace_is_over() {
        let grant = volunteer(100, Some(200));
        let counts = |received_ms| grant.counts(received_ms, 10 * GRACE_MS);
        assert!(!counts(99));
        assert!(counts(100));
        assert!(counts(199 + GRACE_MS));
        assert!(!counts(200 + GRACE_MS));
    }

    #[test]
    fn a_grant_for_a_time_counts_no_longer_where_no_server_ended_it() {
        let grant = GrantPeriod {
            ends_ms: Some(200),
            ..volunteer(100, None)
        };
        assert!(grant.lasts());
        assert!(grant.counts(199 + GRACE_MS, 10 * GRACE_MS));
        assert!(!grant.counts(200 + GRACE_MS, 10 * GRACE_MS));
        let earlier = GrantPeriod {
            until_ms: Some(150),
            ..grant
        };
        assert!(!earlier.counts(150 + GRACE_MS, 10 * GRACE_MS));
    }

    #[test]
    fn what_comes_now_is_after_every_grant_whatever_the_clock_says() {
        assert!(volunteer(100, None).counts(50, 50));
        assert!(!volunteer(100, None).counts(50, 60));
    }

    #[test]
    fn a_grant_that_was_ended_does_not_last_whatever_the_clock_says() {
        assert!(!volunteer(100, Some(i64::MAX)).lasts());
        let none = Rights::lasting([volunteer(100, Some(i64::MAX))]);
        assert!(!none.may_anywhere(Action::Read, DocumentKind::Core));
    }

    #[test]
    fn rights_are_at_the_sites_of_their_roles() {
        let admin = GrantPeriod {
            site: THERE,
            role: Role::ShelterAdmin,
            ..volunteer(0, None)
        };
        let rights = Rights::lasting([volunteer(0, None), admin]);
        assert!(rights.may(Action::Write, DocumentKind::Core, &[HERE]));
        assert!(!rights.may(Action::Resolve, DocumentKind::Core, &[HERE]));
        assert!(rights.may(Action::Resolve, DocumentKind::Core, &[HERE, THERE]));
        assert!(!rights.may(Action::Write, DocumentKind::Core, &[]));
        let writes = rights.sites(Action::Write, DocumentKind::Core);
        assert_eq!(writes.collect::<Vec<_>>(), [HERE, THERE]);
        let moves = rights.sites_of_every_kind(Action::MoveHome);
        assert_eq!(moves.count(), 0);
        let reads = rights.kinds(Action::Read);
        assert_eq!(reads.filter(|(site, _)| *site == HERE).count(), 2);
    }

    #[test]
    fn roles_are_given_where_one_has_a_role_and_by_an_administrator_everywhere() {
        let admin: Rights<u8> = [(HERE, Role::ShelterAdmin)].into_iter().collect();
        assert!(admin.may_give(Role::Volunteer, HERE));
        assert!(!admin.may_give(Role::Volunteer, THERE));
        assert!(!admin.may_give(Role::ShelterAdmin, HERE));
        let administrator: Rights<u8> = [(HERE, Role::Administrator)].into_iter().collect();
        assert!(administrator.may_give(Role::Auditor, THERE));
    }

    #[test]
    fn duties_are_held_wherever_the_role_is() {
        let rights: Rights<u8> = [(HERE, Role::Administrator)].into_iter().collect();
        assert!(rights.has_duty(Duty::ManageQuarantine));
        assert!(!rights.has_duty(Duty::ReadLog));
    }
}
