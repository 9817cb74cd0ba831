//! How many pages are taken in together. One commit for several pages writes less, because every page touches
//! nearly all indexes.

/// How many pages are taken in together at first: a laptop needs a tenth of a second for their 1,400 people, an
/// old phone that long for each page.
const TOGETHER_PAGES_FIRST: usize = if cfg!(target_family = "wasm") { 1 } else { 4 };

/// The most pages that are taken in together.
const TOGETHER_PAGES_MAX: usize = 16;

/// The number of pages doubles while taking them in needs less than this, in ms: a person who saves an edit in
/// the meantime waits no longer.
const TOGETHER_MS_MAX: i64 = 100;

/// What this sync has learnt about the size of a batch.
#[derive(Debug)]
pub(super) struct BatchSize {
    pages: usize,
    since_ms: Option<i64>,
}

impl Default for BatchSize {
    fn default() -> Self {
        Self {
            pages: TOGETHER_PAGES_FIRST,
            since_ms: None,
        }
    }
}

impl BatchSize {
    /// Adapts the size to how long the last pages took.
    pub(super) fn next(&mut self, now_ms: i64) -> usize {
        if let Some(since_ms) = self.since_ms.replace(now_ms) {
            self.pages = if now_ms - since_ms <= TOGETHER_MS_MAX {
                (self.pages * 2).min(TOGETHER_PAGES_MAX)
            } else {
                (self.pages / 2).max(1)
            };
        }
        self.pages
    }

    pub(super) fn set_to_one(&mut self) {
        self.pages = 1;
        self.since_ms = None;
    }
}
