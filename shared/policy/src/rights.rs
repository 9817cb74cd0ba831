//! What somebody may do where: the table, asked through what they were granted.

use puente_record::{Compartment, SiteId};

use crate::table::{allows, allows_duty};
use crate::{Action, Duty, Role};

/// Edits made under a grant that has ended still count for this long by the server's clock, in ms:
/// 30 days, the longest a phone was away from any network in what volunteers told us.
pub const GRACE_MS: i64 = 30 * 24 * 60 * 60 * 1000;

/// A role at a site, and when it was held. `S` is how the caller names sites.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GrantPeriod<S = SiteId> {
    /// The site.
    pub site: S,
    /// The role there.
    pub role: Role,
    /// When it was given, server's clock, ms.
    pub from_ms: i64,
    /// When it ended, server's clock, ms; absent while it lasts.
    pub until_ms: Option<i64>,
}

/// What somebody may do where. Which grants count is said when it is made, so that nobody asks one that has ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rights<S = SiteId>(Vec<(S, Role)>);

impl<S> GrantPeriod<S> {
    /// Has nobody ended it? The clock is not asked: one that is set back must not give again what was taken away.
    #[must_use]
    pub const fn lasts(&self) -> bool {
        self.until_ms.is_none()
    }

    /// Does it count for what was received at `received_ms` and is judged at `now_ms`? It counts as of when that was
    /// received, however long it waited since, and for a while after it ended: for what was made in good faith under
    /// it. Of what comes now every grant that there is was given before, whatever the clock says of it.
    #[must_use]
    pub const fn counts(&self, received_ms: i64, now_ms: i64) -> bool {
        let was_given = received_ms == now_ms || self.from_ms <= received_ms;
        let lasts = match self.until_ms {
            Some(until_ms) => until_ms.saturating_add(GRACE_MS) > received_ms,
            None => true,
        };
        was_given && lasts
    }
}

impl<S: Copy + PartialEq> Rights<S> {
    /// By the grants that nobody ended.
    pub fn lasting(grants: impl IntoIterator<Item = GrantPeriod<S>>) -> Self {
        let grants = grants.into_iter().filter(GrantPeriod::lasts);
        grants.map(|grant| (grant.site, grant.role)).collect()
    }

    /// By those that count for what was received at `received_ms` and is judged at `now_ms`.
    pub fn counting(
        grants: impl IntoIterator<Item = GrantPeriod<S>>,
        received_ms: i64,
        now_ms: i64,
    ) -> Self {
        let grants = grants.into_iter();
        let grants = grants.filter(|grant| grant.counts(received_ms, now_ms));
        grants.map(|grant| (grant.site, grant.role)).collect()
    }

    /// May this be done to this compartment of a record that is at these sites? Nothing may where it is at none.
    #[must_use]
    pub fn may(&self, action: Action, compartment: Compartment, sites: &[S]) -> bool {
        let mut at = self.sites(action, compartment);
        at.any(|site| sites.contains(&site))
    }

    /// May it be done wherever the record is?
    #[must_use]
    pub fn may_anywhere(&self, action: Action, compartment: Compartment) -> bool {
        self.sites(action, compartment).next().is_some()
    }

    /// Where it may be done, in the order of the grants; a site as often as a grant says so.
    pub fn sites(&self, action: Action, compartment: Compartment) -> impl Iterator<Item = S> + '_ {
        let granted = self.0.iter();
        granted
            .filter(move |(_, role)| allows(*role, compartment, action))
            .map(|(site, _)| *site)
    }

    /// Where it may be done to every compartment: for a document of which is not known what it is.
    pub fn sites_of_every_compartment(&self, action: Action) -> impl Iterator<Item = S> + '_ {
        let all = move |role| {
            Compartment::ALL
                .into_iter()
                .all(|of| allows(role, of, action))
        };
        let granted = self.0.iter();
        granted
            .filter(move |(_, role)| all(*role))
            .map(|(site, _)| *site)
    }

    /// To which compartments it may be done, and where.
    pub fn compartments(&self, action: Action) -> impl Iterator<Item = (S, Compartment)> + '_ {
        self.0.iter().flat_map(move |(site, role)| {
            let (site, role) = (*site, *role);
            let may = Compartment::ALL.into_iter();
            may.filter(move |compartment| allows(role, *compartment, action))
                .map(move |compartment| (site, compartment))
        })
    }

    /// Has somebody with these rights this duty towards the system?
    #[must_use]
    pub fn has_duty(&self, duty: Duty) -> bool {
        self.0.iter().any(|(_, role)| allows_duty(*role, duty))
    }
}

/// Of roles that are known to count, as a device is told them.
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
    fn what_comes_now_is_after_every_grant_whatever_the_clock_says() {
        assert!(volunteer(100, None).counts(50, 50));
        assert!(!volunteer(100, None).counts(50, 60));
    }

    #[test]
    fn a_grant_that_was_ended_does_not_last_whatever_the_clock_says() {
        assert!(!volunteer(100, Some(i64::MAX)).lasts());
        let none = Rights::lasting([volunteer(100, Some(i64::MAX))]);
        assert!(!none.may_anywhere(Action::Read, Compartment::Core));
    }

    #[test]
    fn rights_are_at_the_sites_of_their_roles() {
        let admin = GrantPeriod {
            site: THERE,
            role: Role::ShelterAdmin,
            ..volunteer(0, None)
        };
        let rights = Rights::lasting([volunteer(0, None), admin]);
        assert!(rights.may(Action::Write, Compartment::Core, &[HERE]));
        assert!(!rights.may(Action::Resolve, Compartment::Core, &[HERE]));
        assert!(rights.may(Action::Resolve, Compartment::Core, &[HERE, THERE]));
        assert!(!rights.may(Action::Write, Compartment::Core, &[]));
        let writes = rights.sites(Action::Write, Compartment::Core);
        assert_eq!(writes.collect::<Vec<_>>(), [HERE, THERE]);
        let moves = rights.sites_of_every_compartment(Action::MoveHome);
        assert_eq!(moves.count(), 0);
        let reads = rights.compartments(Action::Read);
        assert_eq!(reads.filter(|(site, _)| *site == HERE).count(), 2);
    }

    #[test]
    fn duties_are_held_wherever_the_role_is() {
        let rights: Rights<u8> = [(HERE, Role::Administrator)].into_iter().collect();
        assert!(rights.has_duty(Duty::ManageQuarantine));
        assert!(!rights.has_duty(Duty::ReadLog));
    }
}
