//! What happens to machines, disks, the network and time.

use std::collections::BTreeSet;

use crate::net::Conditions;
use crate::scale::{chance, pick};
use crate::world::World;
use crate::world::phone::{Failed, Phone};
use crate::world::token::Token;

const PHONES_MAX: usize = 8;
const MINUTE_MS: usize = 60_000;
const DAY_MS: usize = 24 * 60 * MINUTE_MS;

impl World {
    pub(super) fn wait(&mut self) {
        let most_ms = [10 * MINUTE_MS, DAY_MS, DAY_MS, 40 * DAY_MS][pick(&mut self.rng, 4)];
        let for_ms = pick(&mut self.rng, most_ms) as i64;
        self.net.clock.advance(for_ms);
    }

    pub(super) fn change_weather(&mut self) {
        let weather = [
            Conditions::CALM,
            Conditions::CALM,
            Conditions::EDGE,
            Conditions::NONE,
        ];
        self.net.conditions = weather[pick(&mut self.rng, weather.len())];
    }

    /// Nearly fills a phone's disk, until the phone is switched off or somebody frees space.
    pub(super) fn fill_disk(&mut self, phone: usize) {
        let disk = &self.phones[phone].disk;
        disk.set_capacity(Some(disk.used_bytes() + pick(&mut self.rng, 20_000)));
        self.phones[phone].is_rough = true;
    }

    /// Somebody copies a phone's disk to another phone, and both are used from now on.
    pub(in crate::world) fn clone_phone(&mut self, phone: usize) {
        let number = self.phones.len();
        if number == PHONES_MAX || !self.phones[phone].is_made {
            return;
        }
        self.note(format!("phone {number} is a copy of phone {phone}"));
        let clone = self.phones[phone].cloned(self.seed, number);
        self.phones.push(clone);
        self.switch_on(number);
    }

    pub(in crate::world) fn back_up(&mut self, phone: usize) {
        let snapshot = self.phones[phone].disk.snapshot();
        self.phones[phone].backups.push(snapshot);
    }

    /// Puts back an older copy of a phone's disk.
    pub(in crate::world) fn restore(&mut self, phone: usize) {
        let backups = self.phones[phone].backups.len();
        if backups == 0 {
            return;
        }
        let chosen = pick(&mut self.rng, backups);
        self.note(format!("phone {phone} gets its disk {chosen} back"));
        let snapshot = self.phones[phone].backups[chosen].clone();
        self.phones[phone].restore(&snapshot);
        self.smooth(phone);
        // What was typed since and not sent is gone; the person who restored the phone knows that.
        let mut left = self.tokens_on_server();
        let opened = self.phones[phone].open();
        opened.expect("a copy of a disk opens");
        left.extend(self.phones[phone].look().tokens());
        self.ledger.forgive(phone, &left);
        self.net.hang_up(phone);
    }

    pub(in crate::world) fn back_up_server(&mut self) {
        let snapshot = self.server.disk.snapshot();
        self.server.backups.push(snapshot);
    }

    /// Puts back an older disk of the server: either the disk alone, and the high-water mark shows it at once,
    /// or the whole machine without a mark.
    pub(in crate::world) fn restore_server(&mut self) {
        let backups = self.server.backups.len();
        if backups == 0 {
            return;
        }
        let chosen = pick(&mut self.rng, backups);
        let has_mark = chance(&mut self.rng, 500);
        self.note(format!(
            "the server gets its disk {chosen} back, mark: {has_mark}"
        ));
        self.net.server_died();
        let snapshot = self.server.backups[chosen].clone();
        self.server.put_back(&snapshot, has_mark);
        self.told.begin_again();
        self.server.open(self.net.clock.now_ms());
        // Everything that anybody holds comes back; what nobody holds is gone, as intended.
        let mut left = self.tokens_on_server();
        left.extend(self.held_somewhere());
        self.ledger.forgive_all(&left);
    }

    /// Somebody starts to work on a new phone before anybody enrols it.
    pub(super) fn join(&mut self) {
        if self.phones.len() < PHONES_MAX {
            self.new_phone();
        }
    }

    /// A new phone with an empty store.
    pub(in crate::world) fn new_phone(&mut self) -> usize {
        let number = self.phones.len();
        let phone = Phone::new(self.seed, number, &mut self.rng);
        self.phones.push(phone);
        let now_ms = self.net.clock.device_now_ms(number);
        match self.at_risk(number, |phone| phone.create(now_ms)) {
            Ok(()) | Err(Failed::Died | Failed::Disk) => {}
            Err(Failed::Refused(error)) => panic!("phone {number} has no store: {error}"),
        }
        number
    }

    pub(in crate::world) fn tokens_on_server(&self) -> BTreeSet<Token> {
        let changes = super::super::books::changes(&self.server.look(), 0);
        changes
            .into_iter()
            .flat_map(|change| change.tokens)
            .collect()
    }
}
