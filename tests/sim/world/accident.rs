//! Machines that die, and the checks after their restart.

use puente_client::{Advice, Error};

use super::World;
use super::phone::{Errand, Failed, Phone};
use crate::disk::{Call, Crash, Failure, Fault, Flavour};
use crate::scale::{chance, pick};

/// Chances in a thousand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Danger {
    /// A phone dies within some call that writes.
    pub(super) phone_dies: usize,
    /// The server dies within some exchange.
    pub(super) server_dies: usize,
    /// A phone's disk refuses a call and goes on.
    pub(super) disk_fails: usize,
}

impl Danger {
    pub(super) const NONE: Danger = Danger {
        phone_dies: 0,
        server_dies: 0,
        disk_fails: 0,
    };

    pub(super) const USUAL: Danger = Danger {
        phone_dies: 25,
        server_dies: 40,
        disk_fails: 15,
    };
}

fn is_about_the_disk(error: &Error) -> bool {
    matches!(error, Error::Storage(_) | Error::WrongKey)
}

impl World {
    fn how(&mut self) -> Crash {
        [Crash::Kill, Crash::PowerLoss, Crash::Torn][pick(&mut self.rng, 3)]
    }

    /// Lets a phone do something that writes, while its disk may fail and the machine may die.
    pub(super) fn at_risk<T>(
        &mut self,
        phone: usize,
        act: impl FnOnce(&mut Phone) -> Result<T, Failed>,
    ) -> Result<T, Failed> {
        let disk = &self.phones[phone].disk;
        if chance(&mut self.rng, self.danger.phone_dies) {
            disk.crash_at(1 + pick(&mut self.rng, 25) as u64);
        } else if chance(&mut self.rng, self.danger.disk_fails) && self.phones[phone].is_made {
            let call =
                [Call::Write, Call::Sync, Call::Truncate, Call::Read][pick(&mut self.rng, 4)];
            disk.plan(Fault {
                call,
                nth: 1 + pick(&mut self.rng, 6) as u64,
                failure: [Failure::Full, Failure::Io][pick(&mut self.rng, 2)],
                // SQLite does not survive an operating system that forgets what it could not sync.
                flavour: [Flavour::Lost, Flavour::Persisted][pick(&mut self.rng, 2)],
            });
            self.phones[phone].is_rough = true;
        }
        let done = act(&mut self.phones[phone]);
        if self.phones[phone].disk.has_died() {
            self.crash_phone(phone);
            return Err(Failed::Died);
        }
        match done {
            Err(Failed::Refused(error))
                if self.phones[phone].is_rough && is_about_the_disk(&error) =>
            {
                self.take_up_again(phone, &error);
                Err(Failed::Disk)
            }
            done => done,
        }
    }

    /// If the store of an app fails, the app closes it and opens it again; a full disk it only reports.
    fn take_up_again(&mut self, phone: usize, error: &Error) {
        self.note(format!("phone {phone} has trouble with its disk: {error}"));
        self.phones[phone].errand = Errand::None;
        if self.phones[phone].is_made && error.advice() != Advice::FreeSpace {
            self.crashes += 1;
            self.smooth(phone);
            self.phones[phone].close();
            self.switch_on(phone);
        }
    }

    /// Ends everything that was planned for a phone's disk.
    pub(super) fn smooth(&mut self, phone: usize) {
        self.phones[phone].disk.calm();
        self.phones[phone].disk.set_capacity(None);
        self.phones[phone].is_rough = false;
    }

    /// A phone dies and is switched on again.
    pub(super) fn crash_phone(&mut self, phone: usize) {
        let how = self.how();
        self.note(format!("phone {phone} dies: {how:?}"));
        self.crashes += 1;
        self.phones[phone].crash(how, &mut self.rng);
        self.smooth(phone);
        self.switch_on(phone);
    }

    /// Opens the store of a phone, whatever state its disk is in.
    pub(super) fn switch_on(&mut self, phone: usize) {
        self.net.hang_up(phone);
        let now_ms = self.net.clock.device_now_ms(phone);
        let phone_on = &mut self.phones[phone];
        let opened = if phone_on.is_made {
            phone_on.open()
        } else {
            phone_on.create(now_ms)
        };
        opened.expect("whatever a crash leaves opens");
        self.check_saved(phone);
    }

    pub(super) fn crash_server(&mut self) {
        let how = self.how();
        self.note(format!("the server dies: {how:?}"));
        self.server.crash(how, &mut self.rng);
        self.net.server_died();
    }

    pub(super) fn start_server(&mut self) {
        if !self.server.is_up() {
            self.note("the server starts".into());
            self.server.open(self.net.clock.now_ms());
            self.check_acknowledged();
        }
    }
}
