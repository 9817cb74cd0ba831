//! Fills a page from feeds until it has the size of a page.

mod answer;
mod window;

use std::collections::{HashMap, HashSet};

use minicbor::bytes::ByteArray;
use puente_protocol::identity;
use puente_protocol::limits::PAGE_BYTES_AIM;
use puente_protocol::page::{
    Author, ErasedRecord, LeftOut, Page, PageChange, PageRow, ReceivedAt, Signer, VerdictRow,
    WholeDocument,
};
use puente_protocol::whole::{self, ActorName};
use puente_record::{DocumentId, DocumentKind};
use zeroize::Zeroizing;

use self::window::better_whole;
use super::FollowedFeed;
use crate::exchange::cursor::Position;
use crate::store::document::{self, SavedDocument};
use crate::store::feed::{self, FeedKey, FeedRow, FeedTarget};
use crate::store::row_id::{
    AuthorRowId, ChangeRowId, DocumentRowId, InstallRowId, RecordRowId, SiteRowId, VerdictRowId,
};
use crate::store::sealing::RecordKey;
use crate::store::vouch::Voucher;
use crate::store::{Connection, ServerIdentity, StoreError, author, change, quarantine, record};

/// Rows of a feed that are read together, to see which documents are better sent whole.
const WINDOW_ROWS: u64 = 1_000;

/// Plain bytes of the first page of a reply: registrations compress to a third.
pub(super) const PLAIN_BYTES_FIRST: usize = 3 * PAGE_BYTES_AIM;

/// The most plain bytes of a page, however well its rows compress.
const PLAIN_BYTES_MAX: usize = 1024 * 1024;

/// When a page is full.
#[derive(Clone, Copy)]
pub(super) struct PageSize {
    /// Plain bytes to aim at; the last row may exceed them.
    pub(super) bytes_aim: usize,
    pub(super) rows_max: usize,
}

/// A page in progress.
pub(super) struct PageBuilder<'c> {
    connection: &'c Connection,
    pub(super) rows: Vec<PageRow>,
    pub(super) authors: Vec<Author>,
    /// The signer of each author, added when a document or a change of theirs comes.
    signers: Vec<Option<Signer>>,
    places: HashMap<AuthorRowId, u32>,
    bytes: usize,
    size: PageSize,
    voucher: Voucher,
    /// The kinds of documents that the device may read, by site.
    readable: HashSet<(SiteRowId, DocumentKind)>,
}

impl<'c> PageBuilder<'c> {
    pub(super) fn new(
        connection: &'c Connection,
        identity: &ServerIdentity,
        readable: HashSet<(SiteRowId, DocumentKind)>,
        size: PageSize,
    ) -> Self {
        Self {
            readable,
            voucher: Voucher::new(identity),
            connection,
            rows: Vec::new(),
            authors: Vec::new(),
            signers: Vec::new(),
            places: HashMap::new(),
            bytes: 0,
            size,
        }
    }

    pub(super) fn is_full(&self) -> bool {
        self.bytes >= self.size.bytes_aim || self.rows.len() >= self.size.rows_max
    }

    /// Takes rows of a feed until the page is full or the feed has ended.
    pub(super) fn fill(
        &mut self,
        followed: &mut FollowedFeed,
        origin: Option<InstallRowId>,
        sent_whole: &mut HashSet<DocumentRowId>,
    ) -> Result<(), StoreError> {
        if let (
            Position::Bootstrap {
                until_seq,
                after,
                last,
            },
            FeedKey::Site(site, kind),
        ) = (followed.position, followed.feed.key)
        {
            let (mut after, connection) = (after, self.connection);
            document::stream(connection, site, kind, after..=last, |whole| {
                // Checked before each document, so that a full page ends before the next one.
                if self.is_full() {
                    return Ok(false);
                }
                after = whole.nr;
                sent_whole.insert(whole.nr);
                self.push_whole(whole)?;
                Ok(true)
            })?;
            if self.is_full() {
                followed.position = Position::Bootstrap {
                    until_seq,
                    after,
                    last,
                };
                return Ok(());
            }
            followed.position = Position::Seq(until_seq);
        }
        let connection = self.connection;
        while let Position::Seq(from_seq) = followed.position {
            let until_seq = followed.feed.next_seq;
            if from_seq >= until_seq || self.is_full() {
                break;
            }
            let window_end = until_seq.min(from_seq.saturating_add(WINDOW_ROWS));
            let range = from_seq..window_end;
            let (lines, read_until) = feed::window(connection, followed.feed.nr, range, origin)?;
            let next = self.take_window(followed.feed.key, lines, sent_whole)?;
            followed.position = Position::Seq(next.unwrap_or(read_until));
        }
        Ok(())
    }

    /// Takes rows until the page is full. Returns the index of the first row that was not taken.
    fn take_window(
        &mut self,
        feed: FeedKey,
        lines: Vec<FeedRow>,
        sent_whole: &mut HashSet<DocumentRowId>,
    ) -> Result<Option<u64>, StoreError> {
        let whole = better_whole(&lines);
        for line in lines {
            if self.is_full() {
                return Ok(Some(line.seq));
            }
            match line.target {
                FeedTarget::Verdict(verdict) => {
                    self.push_verdict(&line, verdict)?;
                    continue;
                }
                FeedTarget::Erased(record) => {
                    self.push_erased(record)?;
                    continue;
                }
                FeedTarget::LeftOut(_) => {
                    self.push_left_out(&line)?;
                    continue;
                }
                FeedTarget::Asked(record) => {
                    self.push_answer(&line, record, sent_whole)?;
                    continue;
                }
                FeedTarget::Change(_) | FeedTarget::Document(_) => {}
            }
            if sent_whole.contains(&line.document) {
                continue;
            }
            if let FeedKey::Site(site, _) = feed
                && whole.contains(&line.document)
                && let Some(document) = document::whole_at(self.connection, site, line.document)?
            {
                sent_whole.insert(line.document);
                self.push_whole(document)?;
                continue;
            }
            // The site may no longer see the document whole, so its changes are sent as they were announced.
            if let FeedTarget::Change(change) = line.target {
                self.push_change(line, change)?;
            }
        }
        Ok(None)
    }

    fn author(&mut self, row: AuthorRowId) -> Result<u32, StoreError> {
        if let Some(place) = self.places.get(&row) {
            return Ok(*place);
        }
        let place = u32::try_from(self.authors.len()).expect("fewer authors than rows");
        let mut author = author::load(self.connection, row)?;
        self.signers.push(author.signer.take());
        self.authors.push(author);
        self.places.insert(row, place);
        Ok(place)
    }

    fn push_whole(&mut self, whole: SavedDocument) -> Result<(), StoreError> {
        let mut authors = Vec::with_capacity(whole.authors.len());
        for (author, count) in whole.authors {
            let place = self.author(author)?;
            // Any of them may have begun it, and the receiver checks whether that author may.
            self.tell_signer(place);
            authors.push((place, count));
        }
        let (actors, slim) = self.slim(&whole.saved, whole.id, &authors);
        let ahead = change::ahead_of(self.connection, whole.nr)?.into_iter();
        let received: Vec<_> = ahead
            .map(|(change, at_ms)| ReceivedAt { change, at_ms })
            .collect();
        let row = WholeDocument {
            document: whole.id,
            kind: whole.kind,
            record: whole.record,
            actors,
            slim,
            authors,
            received: (!received.is_empty()).then_some(received),
            vouch: whole.vouch.map(ByteArray::from),
        };
        self.bytes += whole_bytes(&row);
        self.rows.push(PageRow::Document(row));
        Ok(())
    }

    /// A document as it travels. Its actors are compared with those of its authors: looking up the install and
    /// branch of each actor would cost a query for every document.
    fn slim(
        &mut self,
        saved: &[u8],
        document: DocumentId,
        runs: &[(u32, u32)],
    ) -> (Vec<ActorName>, Vec<u8>) {
        let mut wrote: Vec<u32> = Vec::new();
        for (place, _) in runs {
            if wrote.len() < AUTHORS_TRIED && !wrote.contains(place) {
                wrote.push(*place);
            }
        }
        whole::slim(saved, |actor| {
            let names = (0..BRANCHES_TRIED)
                .flat_map(|branch| wrote.iter().map(move |place| (*place, branch)));
            for (place, branch) in names {
                let at = place as usize;
                let Some(signer) = &self.signers[at] else {
                    continue;
                };
                if identity::actor(&signer.key, signer.install, document, branch) == *actor {
                    return Some((place, branch));
                }
            }
            None
        })
    }

    /// Adds the key of an author.
    fn tell_signer(&mut self, place: u32) {
        let at = place as usize;
        if self.authors[at].signer.is_none() {
            self.authors[at].signer.clone_from(&self.signers[at]);
        }
    }

    fn push_change(&mut self, line: FeedRow, change: ChangeRowId) -> Result<(), StoreError> {
        // Nothing can be read of a record whose key was destroyed.
        let (Some(document), Some((hash, author, sealed)), Some(key)) =
            (line.id, line.change, line.key)
        else {
            return Ok(());
        };
        let Ok(slim) = RecordKey::new(Zeroizing::new(key)).open_change(&hash, &sealed) else {
            tracing::error!(
                row = %change,
                "a change cannot be delivered: it does not open"
            );
            return Ok(());
        };
        self.bytes += slim.len() + CHANGE_BYTES;
        let author = self.author(author)?;
        // The receiver of a first change checks whether its author may begin the document. And if this server
        // is restored to a time before it knew the author, the key tells it whose the change is.
        self.tell_signer(author);
        let named = &self.authors[author as usize];
        let whose = (hash, named.account, named.device);
        let vouch = self.voucher.vouch(document, vec![whose]);
        self.rows.push(PageRow::Change(PageChange {
            document,
            author,
            slim,
            received_ms: line.received_ms,
            vouch: Some(vouch.into()),
        }));
        Ok(())
    }

    fn push_verdict(&mut self, line: &FeedRow, verdict: VerdictRowId) -> Result<(), StoreError> {
        let Some(document) = line.id else {
            return Ok(());
        };
        let told = quarantine::load(self.connection, verdict)?;
        let verdict = VerdictRow {
            document,
            change: told.change,
            state: told.state,
            reason: told.reason,
        };
        self.bytes += VERDICT_BYTES;
        self.rows.push(PageRow::Verdict(verdict));
        Ok(())
    }

    /// The page ends with this row: until the device has taken these changes out of a full document, the rows
    /// behind it may have no room.
    fn push_left_out(&mut self, line: &FeedRow) -> Result<(), StoreError> {
        let Some(document) = line.id else {
            return Ok(());
        };
        let changes = change::left_out_of(self.connection, line.document)?;
        let row = LeftOut { document, changes };
        self.bytes += self.size.bytes_aim.max(left_out_bytes(&row));
        self.rows.push(PageRow::LeftOut(row));
        Ok(())
    }

    fn push_erased(&mut self, record: RecordRowId) -> Result<(), StoreError> {
        let record = record::id(self.connection, record)?;
        self.bytes += ERASED_BYTES;
        self.rows.push(PageRow::Erased(ErasedRecord { record }));
        Ok(())
    }
}

/// Document id, and the hash of each change.
fn left_out_bytes(of: &LeftOut) -> usize {
    20 + 34 * of.changes.len()
}

/// An erased record, or one that is elsewhere: its id and CBOR heads.
const ERASED_BYTES: usize = 20;

/// How many authors of a document its actors are compared with. Actors of other authors are sent unchanged.
const AUTHORS_TRIED: usize = 8;

/// How many branches are compared: the first, and the one after a purge and return or a quarantine.
const BRANCHES_TRIED: u32 = 2;

/// An actor sent by name. A given one takes a few bytes more.
const ACTOR_BYTES: usize = 5;

/// CBOR around a saved document: two ids, kind, heads of arrays and strings, one author run, the vouch.
const WHOLE_BYTES: usize = 57;

/// A change's hash and a time.
const RECEIVED_BYTES: usize = 46;

/// CBOR around a change: an id, the author's index, heads, the vouch.
const CHANGE_BYTES: usize = 37;

/// A verdict: an id, a hash, a state and a code.
const VERDICT_BYTES: usize = 80;

fn whole_bytes(whole: &WholeDocument) -> usize {
    let received = whole.received.as_ref().map_or(0, Vec::len);
    whole.slim.len() + ACTOR_BYTES * whole.actors.len() + RECEIVED_BYTES * received + WHOLE_BYTES
}

/// About how many bytes a page has before compression.
pub(super) fn plain_bytes(page: &Page) -> usize {
    let rows = page.rows.iter().map(|row| match row {
        PageRow::Document(whole) => whole_bytes(whole),
        PageRow::Change(change) => change.slim.len() + CHANGE_BYTES,
        PageRow::Verdict(_) => VERDICT_BYTES,
        PageRow::Erased(_) | PageRow::Elsewhere(_) => ERASED_BYTES,
        PageRow::LeftOut(of) => left_out_bytes(of),
    });
    rows.sum()
}

/// How many plain bytes the next page may have to reach the aimed size on the wire.
pub(super) fn next_aim(aim: usize, plain: usize, encoded: usize) -> usize {
    if plain == 0 || encoded == 0 {
        return aim;
    }
    // Nine tenths, because pages differ and a slightly smaller one costs nothing.
    (PAGE_BYTES_AIM * 9 / 10)
        .saturating_mul(plain)
        .checked_div(encoded)
        .unwrap_or(aim)
        .clamp(PAGE_BYTES_AIM / 2, PLAIN_BYTES_MAX)
}
