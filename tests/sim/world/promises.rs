//! The promises, each read again from the disks.
//!
//! While things go wrong: what a phone saved is on its disk ([`saved`]); what the server acknowledged is on the
//! server's disk ([`saved`]); nobody is told what they may not read (`told.rs`). When everything is calm: all agree
//! ([`agreement`]); every value is somewhere, and was replaced only by somebody who had seen it ([`values`]); phones
//! hold no more than they may, and nothing of who was erased ([`holdings`]); what they say of a record is so ([`claims`]);
//! everybody on a shared phone writes in their own name and sees what is theirs to see ([`people`]); the log is whole,
//! and being up to date costs next to nothing ([`upkeep`]).

mod agreement;
mod claims;
mod holdings;
mod people;
mod saved;
mod upkeep;
mod values;
