//! Entitlement: may this author make this change, given the sites of the record at that moment?

use std::collections::BTreeSet;

use puente_record::{Key, SiteId};

use crate::ancestry::{Ancestry, Origin, Place, Put};
use crate::guard::{Change, Operation};
use crate::{Authority, Reason, basis};

/// The field that says which site is responsible for a record.
const HOME_SITE: &str = "home_site";

/// A change that asks to enter, and what its author could see.
pub(crate) struct Claim<'c, 'a> {
    pub(crate) change: &'c Change<'a>,
    pub(crate) origin: Origin,
    pub(crate) ancestry: &'c Ancestry<'a>,
    pub(crate) place: &'c Place,
    /// Its author's, an index into the authorities of the batch.
    pub(crate) authority: u32,
    pub(crate) record_sites: &'c [SiteId],
}

/// Says whether a claim may enter.
pub(crate) type Rule<'r> = dyn Fn(&Claim<'_, '_>) -> Result<(), Reason> + 'r;

/// The sites a change concerns.
struct Sites {
    /// Those of the record as the author saw it.
    seen: BTreeSet<SiteId>,
    /// Those the change itself sets.
    set: BTreeSet<SiteId>,
}

impl Sites {
    fn of(
        change: &Change<'_>,
        origin: Origin,
        ancestry: &Ancestry<'_>,
        place: &Place,
        record_sites: &[SiteId],
    ) -> Self {
        if !origin.kind.stands_alone() {
            return Self {
                seen: record_sites.iter().copied().collect(),
                set: BTreeSet::new(),
            };
        }
        let seen = ancestry.visible(HOME_SITE, place);
        let set = change.operations.iter().filter(|op| op.key == HOME_SITE);
        Self {
            seen: seen.iter().flat_map(|put| put.value.parse()).collect(),
            set: set.filter_map(|op| op.value?.parse().ok()).collect(),
        }
    }

    /// Is one of the granted sites among those seen or set? While the record has no site, any will do.
    fn any_of(&self, granted: &[SiteId]) -> bool {
        let mut sites = self.seen.union(&self.set).peekable();
        match sites.peek() {
            None => !granted.is_empty(),
            Some(_) => sites.any(|site| granted.contains(site)),
        }
    }

    /// Is one of the granted sites among those seen? Setting a site gives no right over what was there before.
    fn any_seen_of(&self, granted: &[SiteId]) -> bool {
        if self.seen.is_empty() {
            self.any_of(granted)
        } else {
            self.seen.iter().any(|site| granted.contains(site))
        }
    }
}

/// May the author make the change?
pub(crate) fn check(claim: &Claim<'_, '_>, authority: &Authority) -> Result<(), Reason> {
    let Claim {
        change,
        origin,
        ancestry,
        place,
        record_sites,
        ..
    } = *claim;
    let sites = Sites::of(change, origin, ancestry, place, record_sites);
    if !sites.any_of(&authority.writes) {
        return Err(Reason::NotEntitled);
    }
    let may_resolve = || sites.any_seen_of(&authority.resolves);
    for operation in &change.operations {
        let replaced = ancestry.visible(operation.key, place);
        if decides(change, operation, &replaced, ancestry, place) && !may_resolve() {
            return Err(Reason::MayNotResolve);
        }
        let moves =
            origin.kind.stands_alone() && operation.key == HOME_SITE && !replaced.is_empty();
        if moves && !sites.any_of(&authority.moves) {
            return Err(Reason::MayNotMove);
        }
    }
    basis::check(change.message, may_resolve, authority.may_write_again)
}

/// Does the operation make candidates disappear? One that replaces values which disagree does, one on a
/// key that is open, and one on a claim of somebody else. Members of a set agree by nature.
fn decides(
    change: &Change<'_>,
    operation: &Operation<'_>,
    replaced: &[&Put<'_>],
    ancestry: &Ancestry<'_>,
    place: &Place,
) -> bool {
    match Key::parse(operation.key) {
        Ok(Key::Set { .. }) => false,
        Ok(Key::Claim { .. }) => replaced
            .iter()
            .any(|put| !ancestry.is_by(put, &change.header.actor)),
        _ => {
            let disagree = replaced.iter().any(|put| put.value != replaced[0].value);
            disagree || ancestry.is_open(operation.key, place)
        }
    }
}
