//! Pages that go through their trial before they are stored: what comes quickly is written once.

use std::collections::VecDeque;

use puente_protocol::page::{Ack, Grants, Page};

use super::heard::plain_bytes;
use crate::store::inbox::InboxPage;

/// Bytes that are held at most: a first pull of 2,000 records where a tab has it, for old phones kill large
/// ones first, and of 20,000 elsewhere.
const HELD_BYTES_MAX: usize = if cfg!(target_family = "wasm") { 4 } else { 32 } * 1024 * 1024;

/// How long after an answer began its pages are held, in ms. On a line that takes longer they are
/// stored as they come: should the phone die, they are not worth sending again.
const HELD_MS_MAX: i64 = 500;

/// What a page says beside its rows, and how many these are.
#[derive(Debug)]
pub(super) struct Head {
    pub(super) ack: Ack,
    pub(super) grants: Option<Grants>,
    pub(super) cursor: Vec<u8>,
    pub(super) rows: usize,
}

/// Pages with what stands in front of them, and the rows of all as one.
#[derive(Debug)]
pub(super) struct Group {
    pub(super) heads: Vec<Head>,
    pub(super) page: InboxPage,
}

/// The pages that are held, in their order.
#[derive(Debug, Default)]
pub(super) struct Held {
    pages: VecDeque<Group>,
    bytes: usize,
    begun_ms: Option<i64>,
}

impl Group {
    pub(super) fn of(page: Page, now_ms: i64) -> Self {
        let head = Head {
            ack: page.ack,
            grants: page.grants,
            cursor: page.cursor,
            rows: page.rows.len(),
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
}

impl Held {
    /// Bytes of an answer arrived.
    pub(super) fn begin(&mut self, now_ms: i64) {
        self.begun_ms.get_or_insert(now_ms);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.pages.is_empty()
    }

    pub(super) fn len(&self) -> usize {
        self.pages.len()
    }

    /// Whether a page goes behind those that are held: there is room, and it came quickly or is all of
    /// the answer.
    pub(super) fn has_room(&self, page: &Page, now_ms: i64) -> bool {
        let is_quick = self
            .begun_ms
            .is_none_or(|begun_ms| now_ms - begun_ms <= HELD_MS_MAX);
        let is_all = self.is_empty() && page.rows_left == 0;
        (is_quick || is_all) && self.bytes + plain_bytes(page) <= HELD_BYTES_MAX
    }

    pub(super) fn push(&mut self, page: Page, now_ms: i64) {
        self.bytes += plain_bytes(&page);
        self.pages.push_back(Group::of(page, now_ms));
    }

    /// The first pages, at most so many, that can be taken in together.
    pub(super) fn next(&mut self, pages_max: usize) -> Option<Group> {
        let mut first = self.pages.pop_front()?;
        while first.heads.len() < pages_max
            && let Some(next) = self
                .pages
                .pop_front_if(|next| first.page.goes_with(&next.page))
        {
            first.heads.extend(next.heads);
            first.page.join(next.page);
        }
        Some(first)
    }

    /// Puts what [`Self::next`] gave back in its place.
    pub(super) fn put_back(&mut self, group: Group) {
        for page in group.apart().into_iter().rev() {
            self.pages.push_front(page);
        }
    }

    /// Every page, to be stored.
    pub(super) fn take(&mut self) -> Vec<Group> {
        self.pages.drain(..).collect()
    }
}
