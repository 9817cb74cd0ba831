//! What is saved is on the disk; what is acknowledged is on the server's disk.

use std::collections::BTreeSet;

use crate::disk::{Crash, Disk};
use crate::world::World;
use crate::world::token::Token;
use crate::world::{books, phone::Phone};

impl World {
    /// Every value that this phone reported as saved is in its store, or on the server.
    pub(in crate::world) fn check_saved(&self, phone: usize) {
        let held = self.phones[phone].look().tokens();
        self.check_held(phone, &held, "after it was switched on again");
    }

    /// The same, if the power fails now.
    pub(in crate::world) fn check_durable(&mut self, phone: usize) {
        let snapshot = self.phones[phone].disk.snapshot();
        let sector = self.phones[phone].disk.sector();
        let mut disk = Disk::from_snapshot(&snapshot, sector, self.seed);
        disk.crash(Crash::PowerLoss, &mut self.rng);
        let mut copy = Phone::from_disk(disk, &self.phones[phone]);
        copy.open().expect("whatever a power loss leaves opens");
        let held = copy.look().tokens();
        self.check_held(phone, &held, "should its power go now");
    }

    fn check_held(&self, phone: usize, held: &BTreeSet<Token>, when: &str) {
        let saved = self.ledger.saved_on(phone);
        let mut missing: BTreeSet<Token> = saved.difference(held).copied().collect();
        if !missing.is_empty() {
            let on_server = self.tokens_on_server();
            missing.retain(|token| !on_server.contains(token));
        }
        // A server with an older disk gets the value again at the next rest, from a phone that holds it.
        if self.server.was_restored && !missing.is_empty() {
            let held = self.held_somewhere();
            missing.retain(|token| !held.contains(token));
        }
        assert!(
            missing.is_empty(),
            "phone {phone} lost {} {when}",
            self.named(&missing)
        );
    }

    /// The values that some phone can still bring, readable or sealed.
    pub(in crate::world) fn held_somewhere(&self) -> BTreeSet<Token> {
        let mut held = BTreeSet::new();
        for phone in &self.phones {
            let pocket = phone.look();
            held.extend(pocket.tokens());
            held.extend(pocket.sealed_tokens());
        }
        held
    }

    /// Every segment and value that any phone takes to be on the server is there.
    ///
    /// A server with an older disk has less until the phones have synced, and never again has the logs of
    /// earlier installs: their contents come in other forms, see [`World::check_values`].
    pub(in crate::world) fn check_acknowledged(&self) {
        if self.server.was_restored {
            return;
        }
        let installs = books::installs(&self.server.look());
        let on_server = self.tokens_on_server();
        for phone in &self.phones {
            let pocket = phone.look();
            let device = pocket.device();
            for (install, acked_n) in pocket.acknowledged() {
                let next_n = installs.get(&(device, install)).copied().unwrap_or(0);
                assert!(
                    acked_n <= next_n,
                    "phone {} believes {acked_n} segments of {install} to be on the server, which has {next_n}",
                    phone.number
                );
            }
            let missing: BTreeSet<Token> = pocket
                .acknowledged_tokens()
                .difference(&on_server)
                .copied()
                .filter(|token| !self.ledger.is_erased(*token))
                .collect();
            assert!(
                missing.is_empty(),
                "the server acknowledged to phone {} and does not have {}",
                phone.number,
                self.named(&missing)
            );
        }
    }

    pub(in crate::world) fn named(&self, tokens: &BTreeSet<Token>) -> String {
        let named = tokens.iter().map(|token| {
            let line = self.ledger.line(*token);
            format!("{token} ({} of phone {})", line.field, line.phone)
        });
        named.collect::<Vec<_>>().join(", ")
    }
}
