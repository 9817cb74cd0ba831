//! Verdicts by rule, before automerge sees anything.

use std::collections::{BTreeMap, BTreeSet};

use puente_record::{ChangeHash, Key};

use crate::ancestry::{Ancestry, ChangePosition, origin_of};
use crate::entitlement::{Denial, EntitlementRequest, Rule, check_home_site};
use crate::guard::{self, GuardedChange};
use crate::shares::{DeviceShares, RemainingRoom};
use crate::{DocumentBatch, Reason, Verdict};

/// The verdicts of one document's candidates, as far as rules decide them.
pub(super) struct RuledDocument<'a> {
    pub(super) verdicts: Vec<Verdict>,
    /// The candidates to apply, each after those it depends on.
    pub(super) accepted: Vec<usize>,
    /// The document's history with the accepted changes.
    pub(super) ancestry: Ancestry<'a>,
}

/// Equal bytes, which several may have sent.
struct Group<'a> {
    change: GuardedChange<'a>,
    candidates: Vec<usize>,
    /// How many dependencies among the candidates have no verdict yet.
    waits_for: usize,
}

/// Judges the candidates in an order independent of how they were sent: dependencies first, and of those that
/// may come next the one with the smallest hash.
///
pub(super) fn decide<'a>(
    is_entitled: &Rule<'_>,
    batch: &'a DocumentBatch,
    ancestry: Ancestry<'a>,
) -> RuledDocument<'a> {
    let mut judge = Judge {
        is_entitled,
        batch,
        ancestry,
        verdicts: vec![Verdict::WAITS; batch.candidates.len()],
        accepted: Vec::new(),
        refused: BTreeSet::new(),
        shares: DeviceShares::of(batch),
    };
    let mut groups = judge.group();
    let mut followers: BTreeMap<ChangeHash, Vec<ChangeHash>> = BTreeMap::new();
    let mut ready = BTreeSet::new();
    let hashes: BTreeSet<ChangeHash> = groups.keys().copied().collect();
    for (hash, group) in &mut groups {
        for dep in group
            .change
            .header
            .deps
            .iter()
            .filter(|dep| hashes.contains(dep))
        {
            followers.entry(*dep).or_default().push(*hash);
            group.waits_for += 1;
        }
        if group.waits_for == 0 {
            ready.insert(*hash);
        }
    }
    while let Some(hash) = ready.pop_first() {
        if let Some(group) = groups.get(&hash) {
            judge.judge(group);
        }
        for follower in followers.remove(&hash).unwrap_or_default() {
            if let Some(group) = groups.get_mut(&follower) {
                group.waits_for -= 1;
                if group.waits_for == 0 {
                    ready.insert(follower);
                }
            }
        }
    }
    RuledDocument {
        verdicts: judge.verdicts,
        accepted: judge.accepted,
        ancestry: judge.ancestry,
    }
}

struct Judge<'a, 'r> {
    is_entitled: &'r Rule<'r>,
    batch: &'a DocumentBatch,
    ancestry: Ancestry<'a>,
    verdicts: Vec<Verdict>,
    accepted: Vec<usize>,
    /// Quarantined changes. A change that depends on one is quarantined.
    refused: BTreeSet<ChangeHash>,
    shares: DeviceShares,
}

impl<'a> Judge<'a, '_> {
    /// Runs the guard and groups equal bytes.
    fn group(&mut self) -> BTreeMap<ChangeHash, Group<'a>> {
        let batch = self.batch;
        let mut groups: BTreeMap<ChangeHash, Group<'a>> = BTreeMap::new();
        for (index, candidate) in batch.candidates.iter().enumerate() {
            match guard::decode(&candidate.raw) {
                Ok(change) if self.ancestry.contains(&change.header.hash) => {
                    self.verdicts[index] = Verdict::Known;
                }
                Ok(change) => {
                    let group = groups.entry(change.header.hash).or_insert_with(|| Group {
                        change,
                        candidates: Vec::new(),
                        waits_for: 0,
                    });
                    group.candidates.push(index);
                }
                Err(refusal) => {
                    self.verdicts[index] = Verdict::Quarantined(refusal.into());
                    self.refused.extend(guard::hash_of(&candidate.raw));
                }
            }
        }
        groups
    }

    fn judge(&mut self, group: &Group<'a>) {
        let header = &group.change.header;
        if header.deps.iter().any(|dep| self.refused.contains(dep)) {
            self.refuse(group, Reason::DependsOnQuarantined);
            return;
        }
        let Some(place) = self.ancestry.place(header) else {
            return; // a dependency is missing: the verdict stays pending
        };
        if let Err(reason) = self.check(group, &place) {
            self.refuse(group, reason);
            return;
        }
        self.admit(group, place);
    }

    /// Checks everything except the author's rights.
    fn check(&self, group: &Group<'_>, place: &ChangePosition) -> Result<(), Reason> {
        let change = &group.change;
        self.ancestry.check_continuity(&change.header, place)?;
        self.ancestry.check_predecessors(change, place)?;
        self.check_origin(change, place)?;
        check_home_site(change)
    }

    /// Only a first change states what a document is, and all first changes state the same.
    fn check_origin(
        &self,
        change: &GuardedChange<'_>,
        place: &ChangePosition,
    ) -> Result<(), Reason> {
        if change.header.deps.is_empty() {
            return self.ancestry.check_origin(origin_of(change)?);
        }
        let mut keys = change
            .operations
            .iter()
            .map(|operation| Key::parse(operation.key));
        let is_first = |key: Result<Key<'_>, _>| key.is_ok_and(|key| key.is_of_the_first_change());
        if keys.any(is_first) || place.origin().is_none() {
            return Err(Reason::ImmutableKey);
        }
        Ok(())
    }

    /// Admits the change if at least one of its senders may make it.
    fn admit(&mut self, group: &Group<'a>, place: ChangePosition) {
        let change = &group.change;
        let Some(origin) = place.origin().or_else(|| origin_of(change).ok()) else {
            return self.refuse(group, Reason::KindMissing);
        };
        let (mut entered, mut waits) = (false, false);
        for index in &group.candidates {
            let device = self.batch.candidates[*index].device;
            let entitled = (self.is_entitled)(&EntitlementRequest {
                change,
                origin,
                ancestry: &self.ancestry,
                place: &place,
                authority: self.batch.candidates[*index].authority,
                record_sites: &self.batch.record_sites,
            });
            self.verdicts[*index] = match entitled {
                Err(Denial::Refused(reason)) => Verdict::Quarantined(reason),
                Err(Denial::Waits) => {
                    waits = true;
                    Verdict::WAITS
                }
                Ok(()) if entered => Verdict::Known,
                Ok(()) => match self
                    .shares
                    .room(&self.ancestry, origin.kind, change, device)
                {
                    RemainingRoom::Free => {
                        entered = true;
                        self.shares.entered(change.header.actor, device);
                        self.accepted.push(*index);
                        Verdict::Accepted
                    }
                    RemainingRoom::OwnShareFull => Verdict::Quarantined(Reason::OwnShareFull),
                    RemainingRoom::Later(limit) if device.is_none() => {
                        Verdict::Quarantined(Reason::DocumentFull(limit))
                    }
                    RemainingRoom::Later(_) => {
                        waits = true;
                        Verdict::Pending(Reason::NoRoom)
                    }
                },
            };
        }
        if entered {
            self.ancestry.insert(change, place);
        } else if !waits {
            self.refused.insert(change.header.hash);
        }
    }

    fn refuse(&mut self, group: &Group<'_>, reason: Reason) {
        self.refused.insert(group.change.header.hash);
        for index in &group.candidates {
            self.verdicts[*index] = Verdict::Quarantined(reason);
        }
    }
}
