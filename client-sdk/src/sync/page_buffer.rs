//! Holds pages in memory until their trial. Where trials keep up with the line, each page is written only once.

use std::collections::VecDeque;

use puente_protocol::page::{Ack, Grants, Page};

use super::reply_progress::plain_bytes;
use crate::store::inbox::InboxPage;

/// The most bytes that are held: a first pull of 2,000 records in a browser tab, because old phones kill large
/// tabs first, and of 20,000 elsewhere.
const HELD_BYTES_MAX: usize = if cfg!(target_family = "wasm") { 4 } else { 32 } * 1024 * 1024;

/// How long a page may wait for its trial, in ms. If the line or the trials are slower, pages are stored as
/// they come, so that they need not be sent again if the phone dies.
const HELD_MS_MAX: i64 = 2_000;

/// A page without its rows, and the number of its rows.
#[derive(Debug)]
pub(super) struct PageHead {
    pub(super) ack: Ack,
    pub(super) grants: Option<Grants>,
    pub(super) cursor: Vec<u8>,
    rows: usize,
    /// When the page came, by this device's clock in ms since 1970.
    since_ms: i64,
    /// Its size in memory.
    bytes: usize,
}

/// Pages with their heads, and the rows of all pages together.
#[derive(Debug)]
pub(super) struct PageGroup {
    pub(super) heads: Vec<PageHead>,
    pub(super) page: InboxPage,
}

/// The held pages, in their order.
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

    /// Splits the group into its pages.
    pub(super) fn into_single_pages(self) -> Vec<Self> {
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

    /// When the oldest held page came.
    pub(super) fn since_ms(&self) -> Option<i64> {
        self.pages.front().and_then(PageGroup::since_ms)
    }

    /// May this page be held? That needs room, and trials that keep up: no page may have waited too long since
    /// `since_ms`.
    pub(super) fn has_room(&self, page: &Page, since_ms: Option<i64>, now_ms: i64) -> bool {
        since_ms.is_none_or(|since_ms| now_ms - since_ms <= HELD_MS_MAX)
            && self.bytes + plain_bytes(page) <= HELD_BYTES_MAX
    }

    pub(super) fn push(&mut self, page: Page, now_ms: i64) {
        let group = PageGroup::of(page, now_ms);
        self.bytes += group.bytes();
        self.pages.push_back(group);
    }

    /// The first pages that can be taken in together, at most `pages_max`.
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

    /// Puts the pages that [`Self::next`] returned back in their place.
    pub(super) fn put_back(&mut self, group: PageGroup) {
        self.bytes += group.bytes();
        for page in group.into_single_pages().into_iter().rev() {
            self.pages.push_front(page);
        }
    }

    /// Takes out every page, to store them.
    pub(super) fn take(&mut self) -> Vec<PageGroup> {
        self.bytes = 0;
        self.pages.drain(..).collect()
    }
}
