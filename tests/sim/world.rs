//! The whole world: one server, phones at two sites, people with roles, and everything that goes wrong.
//!
//! A run is a seed. Actions are drawn at random. After each action, the promises that it could have broken are
//! checked from the disks. From time to time all faults end, everybody syncs until nothing moves, and all
//! promises are checked against what people were told is saved.

mod accident;
mod actions;
mod administration;
mod books;
mod dormancy;
mod explain;
mod ledger;
mod people;
mod phone;
mod pocket;
mod promises;
mod rest;
mod server;
mod token;
mod told;
mod traffic;

#[cfg(test)]
mod situations;
#[cfg(test)]
mod tests;

use std::panic::{self, AssertUnwindSafe};

use rand_chacha::ChaCha20Rng;

use self::accident::Danger;
use self::actions::Habits;
use self::ledger::Ledger;
use self::phone::Phone;
use self::server::Machine;
use self::told::ToldVerdicts;
use crate::net::{Conditions, Net};
use crate::scale;

/// How many of the last events a failing run prints, unless `PUENTE_NOTES` sets another number.
const NOTES: usize = 60;

pub(crate) struct World {
    seed: u64,
    rng: ChaCha20Rng,
    net: Net,
    server: Machine,
    phones: Vec<Phone>,
    ledger: Ledger,
    told: ToldVerdicts,
    danger: Danger,
    habits: Habits,
    /// How many phones have died so far.
    crashes: u32,
    notes: Vec<String>,
}

impl World {
    fn new(seed: u64) -> World {
        let net = Net::new(Conditions::CALM, scale::rng(seed, "net"));
        let server = Machine::new(seed, net.clock.now_ms());
        World {
            seed,
            rng: scale::rng(seed, "world"),
            net,
            server,
            phones: Vec::new(),
            ledger: Ledger::default(),
            told: ToldVerdicts::default(),
            danger: Danger::NONE,
            habits: &[],
            crashes: 0,
            notes: Vec::new(),
        }
    }

    /// Notes an event for people who examine a failing run.
    fn note(&mut self, what: String) {
        self.notes.push(what);
    }
}

/// Runs one world. If a promise is broken, prints the seed and the last events.
#[allow(
    clippy::print_stderr,
    reason = "whoever runs a failing seed again reads it"
)]
pub(crate) fn run(seed: u64, live: impl FnOnce(&mut World)) {
    let mut world = World::new(seed);
    let lived = panic::catch_unwind(AssertUnwindSafe(|| live(&mut world)));
    if let Err(broken) = lived {
        eprintln!("seed={seed}: the last events were");
        let shown = scale::number("PUENTE_NOTES").unwrap_or(NOTES);
        for (number, note) in world
            .notes
            .iter()
            .enumerate()
            .skip(world.notes.len().saturating_sub(shown))
        {
            eprintln!("  {number:5} {note}");
        }
        eprintln!("again: PUENTE_SEED={seed} cargo test -p puente-tests --test sim");
        panic::resume_unwind(broken);
    }
}
