//! The simulated disk is honest: what it promises to keep is kept, and what may be lost does get lost.

mod crashes;
mod failures;
mod losses;
mod sharing;
mod workload;
