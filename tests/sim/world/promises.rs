//! The promises; each check reads the disks again.
//!
//! While things go wrong: what a phone saved is on its disk ([`saved`]); what the server acknowledged is on the
//! server's disk ([`saved`]); nobody is sent what they may not read (`told.rs`). When everything is calm: all
//! devices agree ([`agreement`]); every value is somewhere, and only somebody who had seen it replaced it
//! ([`values`]); phones hold no more than they may, and nothing of erased people ([`holdings`]); what they show
//! about a record is true ([`claims`]); everybody on a shared phone writes in their own name and sees what they
//! may see ([`people`]); the log is whole, and a sync without news costs next to nothing ([`upkeep`]).

mod agreement;
mod claims;
mod holdings;
mod people;
mod saved;
mod upkeep;
mod values;
