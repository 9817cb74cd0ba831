//! Pages that go through their trial before they are stored: where trials keep up, what comes is written once.

use std::collections::VecDeque;

use puente_protocol::page::{Ack, Grants, Page};

use super::reply_progress::plain_bytes;
use crate::store::inbox::InboxPage;

/// Bytes that are held at most: a first pull of 2,000 records where a tab has it, for old phones kill large
/// ones first, and of 20,000 elsewhere.
const HELD_BYTES_MAX: usize = if cfg!(target_family = "wasm") { 4 } else { 32 } * 1024 * 1024;

/// How long a page waits for its trial, in ms. Where lines or trials are slower, pages are stored as they come:
/// should the phone die, they are not worth sending again.
const HELD_MS_MAX: i64 = 2_000;

/// What a page says beside its rows, and how many these are.
#[derive(Debug)]
pub(super) struct PageHead {
    pub(super) ack: Ack,
    pub(super) grants: Option<Grants>,
    pub(super) cursor: Vec<u8>,
    rows: usize,
    /// When the page came, by this device's clock.
    since_ms: i64,
    /// What it takes.
    bytes: usize,
}

/// Pages with what stands in front of them, and the rows of all as one.
#[derive(Debug)]
pub(super) struct PageGroup {
    pub(super) heads: Vec<PageHead>,
    pub(super) page: InboxPage,
}

/// The pages that are held, in their order.
#[derive(Debug, Default)]
pub(super) struct PageBuffer {
    pages: VecDeque<PageGroup>,
    bytes: usize,
}

impl PageGroup {
    pub(super) fn of(page: Page, now_ms: i64) -> Self {
        let bytes = plain_bytes(&page);
        let head = PageHead {
            ack: page.ack,
            grants: page.grants,
            cursor: page.cursor,
            rows: page.rows.len(),
            since_ms: now_ms,
            bytes,
        };
        Self {
            heads: vec![head],
            page: InboxPage {
                authors: page.authors,
                rows: page.rows,
                at_ms: now_ms,
            },
        }
    }

    /// The pages one by one, as they came.
    pub(super) fn apart(self) -> Vec<Self> {
        let InboxPage {
            authors,
            rows,
            at_ms,
        } = self.page;
        let mut rows = rows.into_iter();
        let each = self.heads.into_iter().map(|head| Self {
            page: InboxPage {
                authors: authors.clone(),
                rows: rows.by_ref().take(head.rows).collect(),
                at_ms,
            },
            heads: vec![head],
        });
        each.collect()
    }

    /// When the first of them came.
    pub(super) fn since_ms(&self) -> Option<i64> {
        self.heads.first().map(|head| head.since_ms)
    }

    fn bytes(&self) -> usize {
        self.heads.iter().map(|head| head.bytes).sum()
    }
}

impl PageBuffer {
    pub(super) fn is_empty(&self) -> bool {
        self.pages.is_empty()
    }

    pub(super) fn len(&self) -> usize {
        self.pages.len()
    }

    /// When the page came that waits longest.
    pub(super) fn since_ms(&self) -> Option<i64> {
        self.pages.front().and_then(PageGroup::since_ms)
    }

    /// Whether a page goes behind those that are held, while one waits for its trial since then: there is
    /// room, and trials keep up with what comes.
    pub(super) fn has_room(&self, page: &Page, since_ms: Option<i64>, now_ms: i64) -> bool {
        since_ms.is_none_or(|since_ms| now_ms - since_ms <= HELD_MS_MAX)
            && self.bytes + plain_bytes(page) <= HELD_BYTES_MAX
    }

    pub(super) fn push(&mut self, page: Page, now_ms: i64) {
        let group = PageGroup::of(page, now_ms);
        self.bytes += group.bytes();
        self.pages.push_back(group);
    }

    /// The first pages, at most so many, that can be taken in together.
    pub(super) fn next(&mut self, pages_max: usize) -> Option<PageGroup> {
        let mut first = self.pages.pop_front()?;
        while first.heads.len() < pages_max
            && let Some(next) = self
                .pages
                .pop_front_if(|next| first.page.goes_with(&next.page))
        {
            first.heads.extend(next.heads);
            first.page.join(next.page);
        }
        self.bytes -= first.bytes();
        Some(first)
    }

    /// Puts what [`Self::next`] gave back in its place.
    pub(super) fn put_back(&mut self, group: PageGroup) {
        self.bytes += group.bytes();
        for page in group.apart().into_iter().rev() {
            self.pages.push_front(page);
        }
    }

    /// Every page, to be stored.
    pub(super) fn take(&mut self) -> Vec<PageGroup> {
        self.bytes = 0;
        self.pages.drain(..).collect()
    }
}
