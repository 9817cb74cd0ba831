//! What goes down: the rows since the cursor of every feed that the device follows, page by page.

mod page;

use std::collections::{HashMap, HashSet};

use puente_audit::{Entry, EntryKind, commit_public};
use puente_policy::{Action, Rights};
use puente_protocol::bundle::ServerKeys;
use puente_protocol::page::{Ack, Grant, Grants, Page};
use puente_record::{AccountId, DeviceId};

use self::page::{PageBuilder, PageSize};
use super::authenticate::SenderContext;
use super::cursor::{self, Position, Positions};
use crate::limits::Limits;
use crate::store::account::{self, GrantRow};
use crate::store::feed::{self, Feed, FeedKey};
use crate::store::row_id::{DeviceRowId, DocumentRowId, FeedRowId, InstallRowId, SiteRowId};
use crate::store::{Connection, ServerIdentity, StoreError, device, document, log, meta, site};

/// A feed that the device follows, and its position in this reply.
#[derive(Debug, Clone, Copy)]
struct FollowedFeed {
    feed: Feed,
    position: Position,
}

impl FollowedFeed {
    fn is_done(&self) -> bool {
        self.position == Position::Seq(self.feed.next_seq)
    }
}

/// The ends of the feeds before the request wrote anything, so that what it brought is not sent back.
#[derive(Debug)]
pub(super) struct Baseline {
    feeds: HashMap<FeedRowId, u64>,
    last_document: DocumentRowId,
}

impl Baseline {
    pub(super) fn read(
        connection: &Connection,
        context: &SenderContext,
    ) -> Result<Self, StoreError> {
        let mut feeds = HashMap::new();
        let mut sites: Vec<SiteRowId> = context.grants.iter().map(|grant| grant.site).collect();
        sites.dedup();
        for site in sites {
            let of_site = feed::of_site(connection, site)?;
            feeds.extend(of_site.iter().map(|feed| (feed.nr, feed.next_seq)));
        }
        Ok(Self {
            feeds,
            last_document: document::last(connection)?,
        })
    }

    fn next_seq(&self, feed: FeedRowId) -> Option<u64> {
        self.feeds.get(&feed).copied()
    }
}

/// A reply in progress. Each page is read from a separate snapshot, so a slow device holds no database
/// resources; the positions are the whole state.
#[derive(Debug)]
pub(super) struct Delivery {
    device: DeviceId,
    /// The device's row, and below what it could read when the reply began: a reply may last long on a slow
    /// line.
    row: DeviceRowId,
    generation: u64,
    is_revoked: bool,
    account: Option<AccountId>,
    origin: Option<InstallRowId>,
    ack: Ack,
    grants: Option<Grants>,
    followed: Vec<FollowedFeed>,
    rows_planned: u64,
    rows_sent: u64,
    records_planned: u64,
    is_logged: bool,
    /// Documents that this reply already sent whole. Their later rows are skipped.
    sent_whole: HashSet<DocumentRowId>,
    plain_bytes_aim: usize,
}

impl Delivery {
    /// Decides what this reply will contain: everything that is in the feeds now.
    pub(super) fn plan(
        connection: &Connection,
        context: &SenderContext,
        ack: Ack,
        identity: &ServerIdentity,
        baseline: &Baseline,
        now_ms: i64,
    ) -> Result<Self, StoreError> {
        let is_revoked = context.device.revoked_ms.is_some();
        let positions = cursor::decode(identity, &context.device.id, &context.request.cursor);
        // True after a restore, of which the device learns with its grants.
        let is_outlived = positions.is_none() && !context.request.cursor.is_empty();
        let current: Vec<&GrantRow> = context
            .grants
            .iter()
            .filter(|grant| grant.lasts())
            .collect();
        let grants = if is_outlived || context.request.generation != context.generation {
            // A revoked device needs no telephone numbers.
            let sites = match is_revoked {
                true => None,
                false => Some(site::signed_sites(connection, identity, now_ms)?),
            };
            let keys = meta::server_keys(connection, identity.keys())?;
            Some(Grants {
                sites,
                ..grants_block(context, is_revoked, &current, keys)
            })
        } else {
            None
        };
        let mut delivery = Self {
            device: context.device.id,
            row: context.device.nr,
            generation: account::generation(connection, context.device.nr)?,
            is_revoked,
            // When several people use the device, only the device signed the request, not one of them.
            account: match context.accounts[..] {
                [(account, _)] => Some(account),
                _ => None,
            },
            origin: origin_of(context, grants.is_some()),
            ack,
            grants,
            followed: Vec::new(),
            rows_planned: 0,
            rows_sent: 0,
            records_planned: 0,
            is_logged: false,
            sent_whole: HashSet::new(),
            plain_bytes_aim: page::PLAIN_BYTES_FIRST,
        };
        let positions = positions.unwrap_or_default();
        if !is_revoked {
            delivery.follow_sites(connection, &current, &positions, baseline)?;
        }
        // A revoked device is told the verdicts on its own changes too; otherwise it would take them for
        // accepted.
        if let Some(feed) = feed::of_device(connection, context.device.nr)? {
            delivery.add(connection, feed, &positions, baseline)?;
        }
        Ok(delivery)
    }

    fn follow_sites(
        &mut self,
        connection: &Connection,
        grants: &[&GrantRow],
        positions: &Positions,
        baseline: &Baseline,
    ) -> Result<(), StoreError> {
        let mut sites: Vec<SiteRowId> = grants.iter().map(|grant| grant.site).collect();
        sites.dedup();
        let rights = Rights::lasting(grants.iter().map(|grant| grant.period_at_row()));
        for site in sites {
            for feed in feed::of_site(connection, site)? {
                let FeedKey::Site(_, kind) = feed.key else {
                    continue;
                };
                if rights.may(Action::Read, kind, &[site]) {
                    self.add(connection, feed, positions, baseline)?;
                }
            }
        }
        Ok(())
    }

    fn add(
        &mut self,
        connection: &Connection,
        feed: Feed,
        positions: &Positions,
        baseline: &Baseline,
    ) -> Result<(), StoreError> {
        let known = positions.get(&feed.nr);
        let is_beyond = known.is_some_and(|position| position.is_beyond(feed.next_seq));
        if is_beyond {
            tracing::error!(
                device = %self.device,
                "a cursor is beyond the end of a feed: the device gets the feed from its beginning"
            );
        }
        let position = match (known.filter(|_| !is_beyond), feed.key) {
            (Some(position), _) => *position,
            (None, FeedKey::Device(_)) => Position::Seq(0),
            (None, FeedKey::Site(..)) => match baseline.next_seq(feed.nr) {
                Some(until_seq) => Position::Bootstrap {
                    until_seq,
                    after: DocumentRowId::new(0),
                    last: baseline.last_document,
                },
                None => Position::Seq(0),
            },
        };
        let mut rows = 0;
        let from_seq = match position {
            Position::Seq(seq) => seq,
            Position::Bootstrap {
                until_seq,
                after,
                last,
            } => {
                if let FeedKey::Site(site, kind) = feed.key {
                    rows += document::count_between(connection, site, kind, after..=last)?;
                }
                until_seq
            }
        };
        if from_seq < feed.next_seq {
            rows += feed::count_foreign(connection, feed.nr, from_seq, feed.next_seq, self.origin)?;
        }
        self.rows_planned += rows;
        self.records_planned += match feed.key {
            FeedKey::Site(..) => rows,
            // The answer to a question may be a document.
            FeedKey::Device(_) if rows > 0 => {
                feed::count_asked(connection, feed.nr, from_seq, feed.next_seq)?
            }
            FeedKey::Device(_) => 0,
        };
        // A feed with no rows for the device is not read; its position is set to the end.
        let position = if rows == 0 {
            Position::Seq(feed.next_seq)
        } else {
            position
        };
        self.followed.push(FollowedFeed { feed, position });
        Ok(())
    }

    /// Will it send records?
    pub(super) fn holds_records(&self) -> bool {
        self.records_planned > 0
    }

    /// Will it send records that no log entry mentions yet?
    pub(super) fn must_log(&self) -> bool {
        self.holds_records() && !self.is_logged
    }

    /// Records that the log entry was written.
    pub(super) fn logged(&mut self) {
        self.is_logged = true;
    }

    /// The log entry: who gets how many rows, from where to where in which feeds.
    pub(super) fn entry(&self, now_ms: i64) -> Entry {
        let mut content = Vec::new();
        for followed in &self.followed {
            let (from_seq, after) = match followed.position {
                Position::Seq(seq) => (seq, DocumentRowId::new(0)),
                Position::Bootstrap {
                    until_seq, after, ..
                } => (until_seq, after),
            };
            for number in [
                followed.feed.nr.get().cast_unsigned(),
                from_seq,
                after.get().cast_unsigned(),
                followed.feed.next_seq,
            ] {
                content.extend_from_slice(&number.to_be_bytes());
            }
        }
        Entry {
            account: self.account,
            device: Some(self.device),
            commitment: Some(commit_public(&content)),
            count: Some(self.records_planned),
            ..Entry::new(EntryKind::RecordsDelivered, now_ms)
        }
    }

    /// Has everything planned been sent?
    pub(super) fn is_done(&self) -> bool {
        self.followed.iter().all(FollowedFeed::is_done)
    }

    /// Checks that the device may still read what it could when the reply began.
    ///
    /// # Errors
    /// [`StoreError::Outdated`]: its rights changed. Cut the reply; the device asks again.
    fn check_rights(&self, connection: &Connection) -> Result<(), StoreError> {
        let device = device::find(connection, self.device)?.ok_or(StoreError::Outdated)?;
        let is_same = device.revoked_ms.is_some() == self.is_revoked
            && account::generation(connection, self.row)? == self.generation;
        is_same.then_some(()).ok_or(StoreError::Outdated)
    }

    /// The next page, with the device's cursor after it.
    pub(super) fn next_page(
        &mut self,
        connection: &Connection,
        limits: &Limits,
        identity: &ServerIdentity,
    ) -> Result<Page, StoreError> {
        self.check_rights(connection)?;
        let readable = self.followed.iter();
        let readable = readable.filter_map(|followed| match followed.feed.key {
            FeedKey::Site(site, kind) => Some((site, kind)),
            FeedKey::Device(_) => None,
        });
        let mut builder = PageBuilder::new(
            connection,
            identity,
            readable.collect(),
            PageSize {
                bytes_aim: self.plain_bytes_aim,
                rows_max: limits.page_rows_max,
            },
        );
        for followed in &mut self.followed {
            if followed.is_done() {
                continue;
            }
            builder.fill(followed, self.origin, &mut self.sent_whole)?;
            if builder.is_full() {
                break;
            }
        }
        self.rows_sent += builder.rows.len() as u64;
        let rows_left = if self.is_done() {
            0
        } else {
            self.rows_planned.saturating_sub(self.rows_sent).max(1)
        };
        let end = log::end(connection)?;
        let cursor = cursor::encode(identity, &self.device, end, &self.positions());
        Ok(Page {
            ack: self.ack.clone(),
            grants: self.grants.take(),
            authors: builder.authors,
            rows: builder.rows,
            cursor,
            rows_left,
        })
    }

    /// Adapts the size of the next page to the size of this one.
    pub(super) fn observe(&mut self, page: &Page, encoded_bytes: usize) {
        let plain = page::plain_bytes(page);
        self.plain_bytes_aim = page::next_aim(self.plain_bytes_aim, plain, encoded_bytes);
        // Only the first page holds receipts.
        self.ack.receipts.clear();
    }

    fn positions(&self) -> Positions {
        let followed = self.followed.iter();
        followed.map(|f| (f.feed.nr, f.position)).collect()
    }
}

/// The install whose own rows are left out of the reply. `None` when the device has a cursor and is told
/// grants, for example after a restore: it may have doubted where a record is, and deletes records that the
/// reply does not name.
fn origin_of(context: &SenderContext, is_told_grants: bool) -> Option<InstallRowId> {
    let is_first = context.request.cursor.is_empty();
    let install = context.install.filter(|_| is_first || !is_told_grants);
    install.map(|install| install.nr)
}

fn grants_block(
    context: &SenderContext,
    is_revoked: bool,
    current: &[&GrantRow],
    keys: ServerKeys,
) -> Grants {
    let mut at: Vec<Grant> = Vec::new();
    if !is_revoked {
        for grant in current {
            let grant = grant.to_grant();
            if !at.contains(&grant) {
                at.push(grant);
            }
        }
    }
    Grants {
        generation: context.generation,
        revoked: is_revoked,
        at,
        keys: Some(keys),
        sites: None,
        accounts: Some(context.accounts.iter().map(|(id, _)| *id).collect()),
    }
}
