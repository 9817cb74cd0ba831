//! The wire, from outside: what travels comes back, what was not signed is refused, and every byte
//! of a released transcript stays.

#![allow(clippy::unwrap_used, reason = "what a test builds cannot fail")]

mod bundle;
mod changes;
mod document;
mod enrolment;
mod exchange;
mod forgery;
mod golden;
mod numbers;
mod page;
mod people;
mod segment;
mod sessions;
mod size;
mod slim;
