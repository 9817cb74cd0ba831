//! The wire from outside: what is sent comes back, what was not signed is refused, and every byte of a released
//! transcript stays.

#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "what a test builds cannot fail; it says what it found"
)]

mod bundle;
mod changes;
mod counting;
mod document;
mod enrolment;
mod exchange;
mod forgery;
mod golden;
mod mutate;
mod mutation;
mod numbers;
mod page;
mod people;
mod recovery;
mod segment;
mod sessions;
mod sites;
mod size;
mod slim;
mod whole;
