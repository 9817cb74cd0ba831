//! The tags of items on the wire. A number is never used again.

pub(super) const CHANGE: u64 = 0;
pub(super) const LOG: u64 = 1;
pub(super) const PURGED: u64 = 2;
pub(super) const VOID: u64 = 3;
pub(super) const ERASED: u64 = 4;
pub(super) const SEALED: u64 = 5;
pub(super) const LEFT: u64 = 6;
pub(super) const CARRIED: u64 = 7;
