//! The operating system of one machine: files, names, locks, and what happens when calls fail.

use std::collections::BTreeMap;
use std::ffi::c_int;
use std::sync::{Arc, Weak};

use rand_chacha::ChaCha20Rng;
use rand_core::Rng as _;
use rusqlite::ffi;

use super::directory::{Directory, Inode};
use super::faults::{Call, Failure, Fate, Faults, Flavour, code};
use super::file::{File, Sector};
use super::locks::{Holder, Locks};
use super::shm::Shm;

/// A result code of SQLite other than `SQLITE_OK`.
pub(super) type Code = c_int;

#[derive(Debug, Default)]
struct Node {
    file: File,
    locks: Locks,
    shm: Weak<Shm>,
    handles: usize,
}

/// What is on a machine's disk, and how much of it is durable. Locks and shared memory are not part of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Contents {
    pub(super) directory: Directory,
    pub(super) files: BTreeMap<Inode, File>,
}

/// One run of a machine, from its start to its crash. After the crash every call fails.
pub(super) struct System {
    directory: Directory,
    nodes: BTreeMap<Inode, Node>,
    next_number: u64,
    pub(super) faults: Faults,
    pub(super) rng: ChaCha20Rng,
    pub(super) now_ms: i64,
    pub(super) sector: Sector,
    pub(super) capacity_bytes: Option<usize>,
}

impl System {
    pub(super) fn start(contents: Contents, sector: Sector, rng: ChaCha20Rng) -> System {
        let next_number = contents.files.keys().last().map_or(1, |last| last.0 + 1);
        let nodes = contents
            .files
            .into_iter()
            .map(|(inode, file)| {
                (
                    inode,
                    Node {
                        file,
                        ..Node::default()
                    },
                )
            })
            .collect();
        System {
            directory: contents.directory,
            nodes,
            next_number,
            faults: Faults::default(),
            rng,
            now_ms: 0,
            sector,
            capacity_bytes: None,
        }
    }

    /// A copy of the disk. Deleted files that are still open are not in it.
    pub(super) fn contents(&self) -> Contents {
        let named = self
            .nodes
            .iter()
            .filter(|(inode, _)| self.directory.names(**inode));
        Contents {
            directory: self.directory.clone(),
            files: named
                .map(|(inode, node)| (*inode, node.file.clone()))
                .collect(),
        }
    }

    fn number(&mut self) -> u64 {
        self.next_number += 1;
        self.next_number - 1
    }

    fn node(&mut self, inode: Inode) -> &mut Node {
        self.nodes
            .get_mut(&inode)
            .expect("a file lives as long as a name or a handle leads to it")
    }

    fn forget_if_unreachable(&mut self, inode: Inode) {
        if self.nodes.get(&inode).is_some_and(|node| node.handles == 0)
            && !self.directory.names(inode)
        {
            self.nodes.remove(&inode);
        }
    }

    /// Applies the faults before a call other than a write. `Err` means that the call has no effect. A failure
    /// in `Ok` is reported after the call had the effect of its flavour.
    fn meet(&mut self, call: Call) -> Result<Option<(Code, Flavour)>, Code> {
        match self.faults.meet(call) {
            Fate::Proceed => Ok(None),
            Fate::Fail { code, flavour } if flavour != Flavour::Persisted && call != Call::Sync => {
                Err(code)
            }
            Fate::Fail { code, flavour } => Ok(Some((code, flavour))),
            Fate::DieInside | Fate::Dead => Err(ffi::SQLITE_IOERR),
        }
    }

    /// Opens a file; without a path, a temporary one that its handle removes. Says whether the file was made
    /// now.
    pub(super) fn open(
        &mut self,
        path: Option<&str>,
        create: bool,
        exclusive: bool,
    ) -> Result<(Inode, Holder), Code> {
        if self.faults.dead() {
            return Err(ffi::SQLITE_IOERR);
        }
        let found = path.and_then(|path| self.directory.find(path));
        let inode = match found {
            Some(_) if exclusive && create => return Err(ffi::SQLITE_CANTOPEN),
            Some(inode) => inode,
            None if !create => return Err(ffi::SQLITE_CANTOPEN),
            None => self.create(path)?,
        };
        self.node(inode).handles += 1;
        Ok((inode, Holder(self.number())))
    }

    fn create(&mut self, path: Option<&str>) -> Result<Inode, Code> {
        let failure = self.meet(Call::Open)?;
        let inode = Inode(self.number());
        self.nodes.insert(inode, Node::default());
        if let Some(path) = path {
            self.directory.link(path, inode);
        }
        match failure {
            Some((code, _)) => Err(code),
            None => Ok(inode),
        }
    }

    pub(super) fn close(&mut self, inode: Inode, holder: Holder) {
        let node = self.node(inode);
        node.locks.unlock(holder, super::locks::Level::None);
        node.handles -= 1;
        self.forget_if_unreachable(inode);
    }

    /// Fills `out`. If the file ends before, zeroes the rest and returns `SQLITE_IOERR_SHORT_READ`.
    pub(super) fn read(&mut self, inode: Inode, offset: usize, out: &mut [u8]) -> Result<(), Code> {
        if let Some((code, _)) = self.meet(Call::Read)? {
            return Err(code);
        }
        let count = self.node(inode).file.read(offset, out);
        if count == out.len() {
            Ok(())
        } else {
            Err(ffi::SQLITE_IOERR_SHORT_READ)
        }
    }

    pub(super) fn write(&mut self, inode: Inode, offset: usize, bytes: &[u8]) -> Result<(), Code> {
        let failure = match self.faults.meet(Call::Write) {
            Fate::DieInside => {
                // A process that is killed inside a write has handed over some first part of it.
                self.node(inode)
                    .file
                    .write(offset, &bytes[..bytes.len() / 2]);
                return Err(ffi::SQLITE_IOERR);
            }
            Fate::Dead => return Err(ffi::SQLITE_IOERR),
            Fate::Fail {
                code,
                flavour: Flavour::Persisted,
            } => Some(code),
            Fate::Fail { code, .. } => return Err(code),
            Fate::Proceed => None,
        };
        if !self.has_room(inode, offset + bytes.len()) {
            return Err(code(Call::Write, Failure::Full));
        }
        self.node(inode).file.write(offset, bytes);
        failure.map_or(Ok(()), Err)
    }

    fn has_room(&mut self, inode: Inode, end: usize) -> bool {
        let growth = end.saturating_sub(self.node(inode).file.len());
        self.capacity_bytes
            .is_none_or(|capacity| growth == 0 || self.used_bytes() + growth <= capacity)
    }

    pub(super) fn used_bytes(&self) -> usize {
        self.nodes.values().map(|node| node.file.len()).sum()
    }

    pub(super) fn truncate(&mut self, inode: Inode, len: usize) -> Result<(), Code> {
        let failure = self.meet(Call::Truncate)?;
        self.node(inode).file.truncate(len);
        failure.map_or(Ok(()), |(code, _)| Err(code))
    }

    /// Makes a file and its name durable; with `folder_of`, also all changes to the names beside it.
    pub(super) fn sync(&mut self, inode: Inode, folder_of: Option<&str>) -> Result<(), Code> {
        let failure = self.meet(Call::Sync)?;
        match failure {
            Some((_, Flavour::Lost)) => {}
            Some((_, Flavour::Forgotten)) => self.node(inode).file.forget(),
            Some((_, Flavour::Persisted)) | None => {
                self.node(inode).file.sync();
                self.directory.sync_name_of(inode);
                if let Some(path) = folder_of {
                    self.directory.sync_folder_of(path);
                }
            }
        }
        failure.map_or(Ok(()), |(code, _)| Err(code))
    }

    pub(super) fn delete(&mut self, path: &str, sync_folder: bool) -> Result<(), Code> {
        let failure = self.meet(Call::Delete)?;
        let Some(inode) = self.directory.unlink(path) else {
            return Err(ffi::SQLITE_IOERR_DELETE_NOENT);
        };
        if sync_folder {
            self.directory.sync_folder_of(path);
        }
        self.forget_if_unreachable(inode);
        failure.map_or(Ok(()), |(code, _)| Err(code))
    }

    pub(super) fn len(&mut self, inode: Inode) -> Result<usize, Code> {
        self.alive()?;
        Ok(self.node(inode).file.len())
    }

    /// Whether there is such a file with content: SQLite treats an empty journal like a missing one.
    pub(super) fn has_content(&mut self, path: &str) -> Result<bool, Code> {
        self.alive()?;
        Ok(self.bytes(path).is_some_and(|bytes| !bytes.is_empty()))
    }

    pub(super) fn bytes(&self, path: &str) -> Option<&[u8]> {
        let inode = self.directory.find(path)?;
        self.nodes.get(&inode).map(|node| node.file.bytes())
    }

    pub(super) fn paths(&self) -> Vec<String> {
        self.directory
            .paths()
            .map(|(path, _)| path.to_owned())
            .collect()
    }

    pub(super) fn locks(&mut self, inode: Inode) -> Result<&mut Locks, Code> {
        self.alive()?;
        Ok(&mut self.node(inode).locks)
    }

    pub(super) fn shm(&mut self, inode: Inode) -> Result<Arc<Shm>, Code> {
        self.alive()?;
        let node = self.node(inode);
        let shm = node.shm.upgrade().unwrap_or_default();
        node.shm = Arc::downgrade(&shm);
        Ok(shm)
    }

    /// # Errors
    /// `SQLITE_IOERR` once the machine is dead.
    pub(super) fn alive(&self) -> Result<(), Code> {
        if self.faults.dead() {
            Err(ffi::SQLITE_IOERR)
        } else {
            Ok(())
        }
    }

    pub(super) fn fill_random(&mut self, out: &mut [u8]) {
        self.rng.fill_bytes(out);
    }
}
