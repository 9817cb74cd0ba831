//! How many pages are taken in together. One commit for several writes less, for every page touches
//! nearly all of the indexes.

/// Pages that are taken in together at first: 1,400 people take a laptop a tenth of a second, and an old
/// phone one for each page.
const TOGETHER_PAGES_FIRST: usize = if cfg!(target_family = "wasm") { 1 } else { 4 };

/// Pages that are taken in together at most.
const TOGETHER_PAGES_MAX: usize = 16;

/// Twice as many pages are taken in together while they take less, in ms: nobody who saves an edit
/// meanwhile waits longer than that.
const TOGETHER_MS_MAX: i64 = 100;

/// What was learnt in this sync.
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
    /// Learns from how long the last pages took.
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

    pub(super) fn apart(&mut self) {
        self.pages = 1;
        self.since_ms = None;
    }
}
