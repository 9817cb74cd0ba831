//! A write in progress.

use puente_audit::Entry;

use super::feed::{FeedKey, FeedTails, NewFeedRow};
use super::log::{LeafIndex, LogTail};
use super::{Connection, StoreError};

/// A write in progress: a savepoint, with the ends of the log and of the feeds.
#[derive(Debug)]
pub struct WriteTransaction<'c> {
    connection: &'c Connection,
    log: LogTail,
    feeds: FeedTails,
}

impl<'c> WriteTransaction<'c> {
    /// Begins a write in the savepoint that is open on this connection.
    pub(super) fn begin(connection: &'c Connection) -> Self {
        Self {
            connection,
            log: LogTail::default(),
            feeds: FeedTails::default(),
        }
    }

    /// The connection, inside the transaction.
    #[must_use]
    pub fn connection(&self) -> &Connection {
        self.connection
    }

    /// Appends an entry to the log. Functions that must be logged ask for the index that this returns.
    ///
    /// # Errors
    /// The database refuses.
    pub fn log(&mut self, entry: &Entry) -> Result<LeafIndex, StoreError> {
        self.log.append(self.connection, entry)
    }

    /// Appends a row to a feed.
    ///
    /// # Errors
    /// The database refuses.
    pub fn publish(&mut self, feed: FeedKey, row: &NewFeedRow) -> Result<(), StoreError> {
        self.feeds.append(self.connection, feed, row)
    }

    /// Writes the ends of the feeds back, so that this write can read them.
    ///
    /// # Errors
    /// The database refuses.
    pub fn flush_feeds(&self) -> Result<(), StoreError> {
        self.feeds.store(self.connection)
    }

    /// The feeds to which this write has appended so far.
    pub fn published(&self) -> impl Iterator<Item = FeedKey> {
        self.feeds.touched()
    }
}
