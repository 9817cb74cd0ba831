//! The authors of changes that a device brings to a server that lost them.

use std::collections::{HashMap, HashSet};

use puente_admission::Reason;
use puente_protocol::ChangeState;
use puente_protocol::identity::{self, Actor, PublicKey};
use puente_protocol::segment::{CarriedChanges, Listing, VerifiedSegment};
use puente_record::{AccountId, ChangeHash, DocumentId, InstallId};

use super::gathered::{ChangeReader, GatheredRequest};
use super::sender_refusal;
use super::subject::{IncomingChange, NO_CHANGE, TouchedDocument};
use crate::exchange::authenticate::SenderContext;
use crate::exchange::plan::CarriedFor;
use crate::store::change;
use crate::store::vouch::Voucher;
use crate::store::{Connection, StoreError, device};

/// What is known about the author of a carried change.
struct CarriedClaim {
    account: AccountId,
    carried: Option<CarriedFor>,
    is_vouched: bool,
    refused: Option<Reason>,
    /// The key that signed it; the document's id may depend on it.
    key: PublicKey,
    /// The key, install and branch from which its actor must follow; `None` where this server's vouch is proof
    /// enough.
    own: Option<([u8; 32], InstallId, u32)>,
}

impl CarriedClaim {
    /// Does a change with this actor fit the claim?
    fn is_of(&self, document: DocumentId, actor: &Actor) -> bool {
        self.own.is_none_or(|(key, install, branch)| {
            identity::actor(&key, install, document, branch) == *actor
        })
    }
}

/// The authors that the listing states, as far as there is proof: this server's vouch, or that the device that
/// signed the listing wrote them itself under an earlier install.
fn claims(
    connection: &Connection,
    context: &SenderContext,
    voucher: &Voucher,
    segment: &VerifiedSegment,
    listing: &Listing,
) -> Result<HashMap<ChangeHash, CarriedClaim>, StoreError> {
    let proven = voucher.proven(listing);
    let proven: HashSet<_> = proven.into_iter().collect();
    let mut claims = HashMap::new();
    for by in listing.groups.iter().flat_map(|group| &group.by) {
        let of = CarriedFor {
            device: by.device,
            key: by.key(),
        };
        let known = device::find(connection, by.device)?.map(|device| device.key);
        let key = known.or(of.key);
        for hash in by.changes() {
            if let Some(key) = key
                && proven.contains(&(hash, by.account, by.device))
            {
                claims.insert(
                    hash,
                    CarriedClaim {
                        account: by.account,
                        carried: Some(of),
                        is_vouched: true,
                        refused: None,
                        key,
                        own: None,
                    },
                );
            } else if let Some((install, branch)) = by.own
                && by.device == segment.head().device
            {
                claims.entry(hash).or_insert(CarriedClaim {
                    account: by.account,
                    carried: None,
                    is_vouched: false,
                    refused: sender_refusal::reason_to_refuse_sender(context, by.account, None),
                    key: context.device.key,
                    own: Some((context.device.key, install, branch)),
                });
            }
        }
    }
    Ok(claims)
}

/// A carried change, as its bytes state it.
struct CarriedChange<'c> {
    hash: ChangeHash,
    actor: Actor,
    /// Its sequence number among its actor's changes; 0 for bytes that are not a change.
    own_seq: u64,
    claim: Option<&'c CarriedClaim>,
    is_change: bool,
}

impl<'c> CarriedChange<'c> {
    fn read(
        raw: &[u8],
        document: DocumentId,
        claims: &'c HashMap<ChangeHash, CarriedClaim>,
    ) -> Self {
        let read = puente_protocol::change::read(raw).ok();
        let read = read.and_then(|(hash, head)| {
            let actor = Actor::try_from(head.actor).ok()?;
            Some((hash, actor, head.seq))
        });
        let Some((hash, actor, seq)) = read else {
            return Self {
                hash: puente_protocol::change::hash_of_no_change(raw),
                actor: Actor::default(),
                own_seq: 0,
                claim: None,
                is_change: false,
            };
        };
        let claim = claims.get(&hash);
        Self {
            hash,
            actor,
            // An honest sequence number fits into SQLite; the trial refuses this one.
            own_seq: seq.min(i64::MAX.cast_unsigned()),
            claim: claim.filter(|claim| claim.is_of(document, &actor)),
            is_change: true,
        }
    }

    /// The sequence number under which it is stored. A change whose claim has no proof gets 0, which no change
    /// of its actor has: those begin at 1.
    fn seq(&self) -> u64 {
        self.claim.map_or(0, |_| self.own_seq)
    }

    fn refused(&self, subject: &mut TouchedDocument<'_>, raw: &[u8]) -> Option<Reason> {
        match self.claim {
            Some(claim) => subject.prove(raw, &claim.key).or(claim.refused),
            None if self.is_change => Some(Reason::NotVouchedFor),
            None => Some(NO_CHANGE),
        }
    }
}

/// Where carried changes stand in a request.
#[derive(Clone, Copy)]
pub(super) struct SegmentItem<'a> {
    pub(super) segment: &'a VerifiedSegment,
    /// The index of the segment in the request.
    pub(super) segment_index: usize,
    /// The index of the item in its segment.
    pub(super) index: u64,
    /// When the server got the segment.
    pub(super) received_ms: i64,
}

impl ChangeReader<'_> {
    /// Reads changes that the device brings for others, or its own of an earlier install. Changes with a good
    /// vouch enter as they did before, whoever brings them; changes without proof are quarantined.
    pub(super) fn read_carried<'a>(
        &mut self,
        carried: &'a CarriedChanges,
        item: SegmentItem<'_>,
        subjects: &mut [TouchedDocument<'a>],
    ) -> Result<(), StoreError> {
        // It asks where a record is.
        if carried.changes().is_empty() {
            return Ok(());
        }
        let listing = carried.listing();
        let document = listing.document;
        let voucher = match &mut self.voucher {
            Some(voucher) => voucher,
            empty => empty.insert(Voucher::load(self.connection)?),
        };
        let claims = claims(
            self.connection,
            self.context,
            voucher,
            item.segment,
            listing,
        )?;
        let listed: HashSet<ChangeHash> = listing.hashes().collect();
        let subject = &mut subjects[self.places[&document]];
        for raw in carried.changes() {
            let of = CarriedChange::read(raw, document, &claims);
            // Only the listing is signed: nobody signed for a change that it does not name.
            if !listed.contains(&of.hash) {
                continue;
            }
            let refused = of.refused(subject, raw);
            if self.is_here(subject, &of)? || !self.seen.insert((document, of.hash)) {
                continue;
            }
            let is_vouched = of.claim.is_some_and(|claim| claim.is_vouched);
            subject.incoming.push(IncomingChange {
                raw,
                hash: of.hash,
                actor: of.actor,
                seq: of.seq(),
                segment: item.segment_index,
                item: item.index,
                branch: 0,
                account: of
                    .claim
                    .map_or(item.segment.head().account, |claim| claim.account),
                device: of
                    .claim
                    .and_then(|claim| claim.carried)
                    .map_or(self.context.device.id, |of| of.device),
                received_ms: item.received_ms,
                authority: 0,
                share: (!is_vouched).then_some(self.context.device.nr),
                carried: of.claim.and_then(|claim| claim.carried),
                is_vouched,
                refused,
            });
        }
        Ok(())
    }

    /// Is the change stored already? If it did not enter, records that the device brought it, and whether it is
    /// vouched for.
    fn is_here(
        &self,
        subject: &mut TouchedDocument<'_>,
        of: &CarriedChange<'_>,
    ) -> Result<bool, StoreError> {
        let Some(known) = subject.known else {
            return Ok(false);
        };
        let find = |seq| change::find(self.connection, known.nr, &of.actor, seq, &of.hash);
        let stored = match find(of.own_seq)? {
            None => find(of.seq())?,
            stored => stored,
        };
        let Some((row, state)) = stored else {
            return Ok(false);
        };
        if state != ChangeState::Accepted {
            subject.brought.insert(row);
        }
        let does_wait = matches!(state, ChangeState::Quarantined | ChangeState::Pending);
        if let Some(claim) = of.claim.filter(|claim| claim.is_vouched && does_wait) {
            subject.vouched.insert(of.hash, claim.account);
        }
        Ok(true)
    }
}

/// Changes that this server accepted before enter again, whatever their authors may do now.
pub(super) fn answer_for_vouched(
    connection: &Connection,
    is_everything: bool,
    gathered: &mut GatheredRequest<'_>,
) -> Result<(), StoreError> {
    let is_any = |subject: &TouchedDocument<'_>| {
        !subject.vouched.is_empty() || subject.incoming.iter().any(|change| change.is_vouched)
    };
    if !is_everything && !gathered.subjects.iter().any(is_any) {
        return Ok(());
    }
    let everything = gathered.authorities.everything(connection, true)?;
    // A restored server may not know the site where a record was founded: the record enters all the same, and
    // `puente record lost` lists it.
    let subjects = gathered.subjects.iter();
    let founded: Vec<_> = subjects
        .filter(|subject| is_any(subject))
        .filter_map(|subject| subject.founded_at)
        .collect();
    let authority = gathered.authorities.list.get_mut(everything as usize);
    let authority = authority.ok_or(StoreError::Damaged("an authority that was just given"))?;
    for of in [
        &mut authority.writes,
        &mut authority.resolves,
        &mut authority.links,
        &mut authority.moves,
    ] {
        of.extend(&founded);
    }
    for subject in &mut gathered.subjects {
        for change in &mut subject.incoming {
            if is_everything || change.is_vouched {
                change.authority = everything;
            }
        }
        for change in &mut subject.waiting {
            if subject.vouched.get(&change.hash) == Some(&change.account) {
                change.authority = everything;
                change.share = None;
            }
        }
    }
    Ok(())
}
