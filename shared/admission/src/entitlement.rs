//! Entitlement: may this author make this change, given the sites of the record at that moment?

use std::collections::BTreeSet;

use puente_record::{EntryRight, HOME_SITE, Key, Origin, SiteId};

use crate::ancestry::{Ancestry, ChangePosition, Put};
use crate::guard::{GuardedChange, Operation};
use crate::{Authority, Reason, basis};

/// A candidate change, with what its author could see.
pub(crate) struct EntitlementRequest<'c, 'a> {
    pub(crate) change: &'c GuardedChange<'a>,
    pub(crate) origin: Origin,
    pub(crate) ancestry: &'c Ancestry<'a>,
    pub(crate) place: &'c ChangePosition,
    /// The index of its author's authority in the batch.
    pub(crate) authority: u32,
    pub(crate) record_sites: &'c [SiteId],
}

/// Why a change does not enter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Denial {
    /// Something that is not here yet may give the right: the change waits.
    Waits,
    /// Nothing that may still come gives the right.
    Refused(Reason),
}

/// The right that writing in an entry of the kind with this id takes.
pub(crate) type EntryRightOf = fn(&str) -> EntryRight;

/// Decides whether a change may enter.
pub(crate) type Rule<'r> = dyn Fn(&EntitlementRequest<'_, '_>) -> Result<(), Denial> + 'r;

/// The sites at which a change needs its rights.
enum Scope<'c> {
    /// For a document that stands alone: the sites that its author saw. A site that the change itself sets
    /// gives no right.
    Seen(BTreeSet<SiteId>),
    /// For any other document: the sites at which its record ever was, and the one that its own id proves. This
    /// set only grows, so a right elsewhere makes the change wait instead of being refused.
    Ever(&'c [SiteId], Option<SiteId>),
}

impl<'c> Scope<'c> {
    fn of(claim: &EntitlementRequest<'c, '_>) -> Self {
        if !claim.origin.kind.stands_alone() {
            return Self::Ever(claim.record_sites, claim.origin.opening.site());
        }
        let visible = claim.ancestry.visible(HOME_SITE, claim.place);
        let mut seen: BTreeSet<SiteId> = visible.iter().flat_map(|put| put.value.parse()).collect();
        if seen.is_empty() {
            seen.extend(claim.origin.opening.site());
        }
        Self::Seen(seen)
    }

    fn has_one_of(&self, granted: &[SiteId]) -> bool {
        match self {
            Self::Seen(seen) => granted.iter().any(|site| seen.contains(site)),
            Self::Ever(ever, proven) => granted
                .iter()
                .any(|site| ever.contains(site) || Some(*site) == *proven),
        }
    }

    /// Requires a right that is granted at these sites.
    fn need(&self, granted: &[SiteId], otherwise: Reason) -> Result<(), Denial> {
        match self {
            _ if self.has_one_of(granted) => Ok(()),
            Self::Ever(..) if !granted.is_empty() => Err(Denial::Waits),
            Self::Seen(_) | Self::Ever(..) => Err(Denial::Refused(otherwise)),
        }
    }
}

/// May the author make the change? `known` are the sites that were set up on this server.
pub(crate) fn check(
    claim: &EntitlementRequest<'_, '_>,
    authority: &Authority,
    known: &[SiteId],
    entry_right: EntryRightOf,
) -> Result<(), Denial> {
    let EntitlementRequest {
        change,
        origin,
        ancestry,
        place,
        ..
    } = *claim;
    let scope = Scope::of(claim);
    scope.need(&authority.writes, Reason::NotEntitled)?;
    for operation in &change.operations {
        let key = Key::parse(operation.key).ok();
        check_entry(&scope, key, authority, entry_right)?;
        let replaced = ancestry.visible(operation.key, place);
        if decides(change, operation, key, &replaced, ancestry, place) {
            scope.need(&authority.resolves, Reason::MayNotResolve)?;
        }
        if origin.kind.stands_alone() && operation.key == HOME_SITE {
            check_move(&scope, operation, authority, known)?;
        }
    }
    let resolves = scope.need(&authority.resolves, Reason::BasisNotYours);
    let is_theirs = basis::check(
        change.message,
        || resolves != Err(Denial::Refused(Reason::BasisNotYours)),
        authority.may_write_again,
    );
    is_theirs.map_err(Denial::Refused)?;
    // An author without a right to decide at any known site may still get one, so this waits too.
    match basis::is_decided(change.message) {
        true => resolves,
        false => Ok(()),
    }
}

/// Checks the right that the kind of an entry names. [`check`] asks for the right to write once, for the whole change.
fn check_entry(
    scope: &Scope<'_>,
    key: Option<Key<'_>>,
    authority: &Authority,
    entry_right: EntryRightOf,
) -> Result<(), Denial> {
    let Some(Key::Entry { kind, .. }) = key else {
        return Ok(());
    };
    match entry_right(kind) {
        EntryRight::Write => Ok(()),
        EntryRight::Resolve => scope.need(&authority.resolves, Reason::NotEntitled),
        EntryRight::Link => scope.need(&authority.links, Reason::NotEntitled),
    }
}

/// Every put on the home site is a move. The first put moves from the founding site.
fn check_move(
    scope: &Scope<'_>,
    operation: &Operation<'_>,
    authority: &Authority,
    known: &[SiteId],
) -> Result<(), Denial> {
    let destination = destination(operation).map_err(Denial::Refused)?;
    if !known.contains(&destination) {
        return Err(Denial::Waits);
    }
    if scope.has_one_of(&authority.moves) || authority.moves.contains(&destination) {
        Ok(())
    } else {
        Err(Denial::Refused(Reason::MayNotMove))
    }
}

/// Where an operation on the home site moves a record.
fn destination(operation: &Operation<'_>) -> Result<SiteId, Reason> {
    let site = operation.value.and_then(|value| value.parse().ok());
    site.ok_or(Reason::HomeSite)
}

/// A record is always at a site: nobody may delete its home site or set it to something that is not a site.
pub(crate) fn check_home_site(change: &GuardedChange<'_>) -> Result<(), Reason> {
    let mut operations = change.operations.iter();
    match operations.find(|operation| operation.key == HOME_SITE) {
        Some(operation) => destination(operation).map(|_| ()),
        None => Ok(()),
    }
}

/// Does the operation remove candidates? It does when it replaces values that disagree, when the
/// key is open, and when it replaces somebody else's claim. Members of a set never disagree.
fn decides(
    change: &GuardedChange<'_>,
    operation: &Operation<'_>,
    key: Option<Key<'_>>,
    replaced: &[&Put<'_>],
    ancestry: &Ancestry<'_>,
    place: &ChangePosition,
) -> bool {
    match key {
        Some(Key::Set { .. }) => false,
        Some(Key::Claim { .. }) => replaced
            .iter()
            .any(|put| !ancestry.is_by(put, &change.header.actor)),
        _ => {
            let disagree = replaced.iter().any(|put| put.value != replaced[0].value);
            disagree || ancestry.is_open(operation.key, place)
        }
    }
}
