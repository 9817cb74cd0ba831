//! Tests of the simulated disk: it keeps what it promises to keep, and loses what it may lose.

mod crashes;
mod failures;
mod losses;
mod sharing;
mod workload;
