//! Several people on one phone: they lock it and sign in as another person, join with a code, and leave.

use puente_client::Holder;
use puente_policy::Role;

use super::World;
use super::phone::Failed;
use super::server::CODE_VALID_MS;
use crate::scale::pick;

/// Most people on one phone: the one who made its store, and colleagues of a shift.
const HOLDERS_MAX: usize = 3;

impl World {
    /// The people on a phone; none while its disk refuses calls.
    pub(super) fn holders(&self, phone: usize) -> Vec<Holder> {
        self.phones[phone].device().holders().unwrap_or_default()
    }

    /// The name of the signed-in person, as the others know it; empty if the phone was not enrolled yet.
    pub(super) fn name_of(&self, phone: usize) -> String {
        let mut holders = self.holders(phone).into_iter();
        let here = holders.find(|holder| holder.is_here);
        here.map(|of| of.name).unwrap_or_default()
    }

    /// Locks the phone; another of its people signs in.
    pub(super) fn switch_person(&mut self, phone: usize) {
        let holders = self.holders(phone);
        if holders.len() < 2 {
            return;
        }
        let nr = holders[pick(&mut self.rng, holders.len())].nr;
        self.sign_in(phone, nr);
    }

    pub(super) fn sign_in(&mut self, phone: usize, nr: u32) {
        self.note(format!("phone {phone} is opened by its person {nr}"));
        self.phones[phone].here = nr;
        self.smooth(phone);
        self.phones[phone].close();
        self.switch_on(phone);
    }

    /// Somebody joins the person who has the phone open.
    pub(super) fn add_person(&mut self, phone: usize, role: Role) {
        let holders = self.holders(phone);
        if !self.is_enrolled(phone) || !self.server.is_up() || holders.len() >= HOLDERS_MAX {
            return;
        }
        let nr = 1 + holders.iter().map(|holder| holder.nr).max().unwrap_or(0);
        let name = format!("Persona {phone}.{nr}.{}", self.notes.len());
        let site = self.server.sites[pick(&mut self.rng, self.server.sites.len())].to_string();
        let (server, now_ms) = (self.server.server(), self.net.clock.now_ms());
        let code = server
            .administration
            .invite(now_ms, &site, role, CODE_VALID_MS, None);
        let code = code.expect("a code");
        let Ok(request) = self.phones[phone].device().holder_request(&code, &name) else {
            return;
        };
        // Nobody can join a revoked device.
        let Ok(reply) = server.enrolments.enrol(now_ms, &request) else {
            return;
        };
        let device_ms = self.net.clock.device_now_ms(phone);
        let joined = self.at_risk(phone, |phone| {
            phone.act(|device, _| device.holder_enrolled(nr, &name, &reply, device_ms))
        });
        match joined {
            Ok(_) => self.note(format!("{name} joins phone {phone} as {role}")),
            Err(Failed::Died | Failed::Disk) => {}
            Err(Failed::Refused(error)) => panic!("{name} does not join phone {phone}: {error}"),
        }
    }

    /// Somebody stops using a phone. The last person stays.
    pub(super) fn leave(&mut self, phone: usize) {
        let holders = self.holders(phone);
        if holders.len() < 2 {
            return;
        }
        let gone = holders[pick(&mut self.rng, holders.len())].clone();
        let left = self.at_risk(phone, |phone| {
            phone.act(|device, _| device.forget_holder(gone.nr))
        });
        match left {
            Ok(()) => self.note(format!("{} leaves phone {phone}", gone.name)),
            Err(Failed::Died | Failed::Disk) => return,
            Err(Failed::Refused(error)) => panic!("nobody leaves phone {phone}: {error}"),
        }
        if gone.is_here {
            self.switch_to_somebody(phone);
        }
    }

    fn switch_to_somebody(&mut self, phone: usize) {
        if let Some(holder) = self.holders(phone).first() {
            self.sign_in(phone, holder.nr);
        }
    }
}
