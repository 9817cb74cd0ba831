//! Names of files, durable separately from the files themselves.

use std::collections::{BTreeMap, BTreeSet};

use rand_chacha::ChaCha20Rng;

use crate::scale::pick;

/// The number of a file on its disk; it does not depend on the file's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Inode(pub(super) u64);

#[derive(Clone, Debug)]
struct Unsynced {
    path: String,
    /// The file that the name points to from now on; `None` after a deletion.
    to: Option<Inode>,
}

/// All names of one disk.
#[derive(Clone, Debug, Default)]
pub(super) struct Directory {
    seen: BTreeMap<String, Inode>,
    durable: BTreeMap<String, Inode>,
    unsynced: Vec<Unsynced>,
}

impl Directory {
    pub(super) fn find(&self, path: &str) -> Option<Inode> {
        self.seen.get(path).copied()
    }

    pub(super) fn paths(&self) -> impl Iterator<Item = (&str, Inode)> {
        self.seen
            .iter()
            .map(|(path, inode)| (path.as_str(), *inode))
    }

    /// Whether any name leads to this file: a visible one, a durable one, or one possible after a crash.
    pub(super) fn names(&self, inode: Inode) -> bool {
        self.seen
            .values()
            .chain(self.durable.values())
            .any(|named| *named == inode)
            || self
                .unsynced
                .iter()
                .any(|unsynced| unsynced.to == Some(inode))
    }

    pub(super) fn link(&mut self, path: &str, inode: Inode) {
        self.seen.insert(path.to_owned(), inode);
        self.unsynced.push(Unsynced {
            path: path.to_owned(),
            to: Some(inode),
        });
    }

    pub(super) fn unlink(&mut self, path: &str) -> Option<Inode> {
        let inode = self.seen.remove(path)?;
        self.unsynced.push(Unsynced {
            path: path.to_owned(),
            to: None,
        });
        Some(inode)
    }

    /// A file was synced: its creation is durable, with everything that happened to that name before.
    pub(super) fn sync_name_of(&mut self, inode: Inode) {
        let Some(last) = self
            .unsynced
            .iter()
            .rposition(|unsynced| unsynced.to == Some(inode))
        else {
            return;
        };
        let path = self.unsynced[last].path.clone();
        let mut index = 0;
        self.settle(|unsynced| {
            index += 1;
            unsynced.path == path && index <= last + 1
        });
    }

    /// The folder of this path was synced.
    pub(super) fn sync_folder_of(&mut self, path: &str) {
        self.settle(|unsynced| folder(&unsynced.path) == folder(path));
    }

    fn settle(&mut self, mut which: impl FnMut(&Unsynced) -> bool) {
        let Directory {
            durable, unsynced, ..
        } = self;
        unsynced.retain(|one| {
            let settled = which(one);
            if settled {
                apply(durable, one);
            }
            !settled
        });
    }

    pub(super) fn after_power_loss(&self) -> Directory {
        Directory {
            seen: self.durable.clone(),
            durable: self.durable.clone(),
            unsynced: Vec::new(),
        }
    }

    /// Of the changes to each name, some first part survives; names are independent of each other.
    pub(super) fn after_torn_power_loss(&self, rng: &mut ChaCha20Rng) -> Directory {
        let mut left = self.durable.clone();
        let touched: BTreeSet<&str> = self
            .unsynced
            .iter()
            .map(|unsynced| unsynced.path.as_str())
            .collect();
        for path in touched {
            let history: Vec<&Unsynced> = self
                .unsynced
                .iter()
                .filter(|unsynced| unsynced.path == path)
                .collect();
            for unsynced in &history[..pick(rng, history.len() + 1)] {
                apply(&mut left, unsynced);
            }
        }
        Directory {
            seen: left.clone(),
            durable: left,
            unsynced: Vec::new(),
        }
    }
}

fn apply(names: &mut BTreeMap<String, Inode>, unsynced: &Unsynced) {
    match unsynced.to {
        Some(inode) => names.insert(unsynced.path.clone(), inode),
        None => names.remove(&unsynced.path),
    };
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}
