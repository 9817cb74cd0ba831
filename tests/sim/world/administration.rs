//! What administrators do: enrol, grant, end grants, revoke, decide about quarantine.

use puente_policy::Role;
use puente_server::administration::AdministrationError;
use puente_server::tombstones;

use super::World;
use super::books;
use super::phone::Failed;
use super::server::CODE_VALID_MS;
use crate::scale::{chance, pick};

const ROLES: [Role; 4] = [
    Role::Volunteer,
    Role::Volunteer,
    Role::CaseWorker,
    Role::ShelterAdmin,
];

impl World {
    /// One server, two sites, a shelter admin at each, and other people.
    pub(super) fn begin(&mut self) {
        for (name, kind) in [("Garita", "crossing"), ("Albergue", "shelter")] {
            let site = self.server.server().administration.add_site(name, kind);
            self.server.sites.push(site.expect("a new name"));
        }
        for (site, role) in [
            (0, Role::ShelterAdmin),
            (0, Role::Volunteer),
            (1, Role::ShelterAdmin),
            (0, Role::CaseWorker),
        ] {
            let phone = self.new_phone();
            self.enrol(phone, site, role);
        }
    }

    pub(super) fn is_enrolled(&self, phone: usize) -> bool {
        let status = self.phones[phone].device().status();
        status.is_ok_and(|status| status.server.is_some())
    }

    /// Notes which codes records have.
    pub(super) fn learn_codes(&mut self, phone: usize) {
        for (record, code) in self.phones[phone].look().codes() {
            self.ledger.called(record, code);
        }
    }

    pub(super) fn enrol_by_chance(&mut self, phone: usize) {
        let site = pick(&mut self.rng, self.server.sites.len());
        let role = ROLES[pick(&mut self.rng, ROLES.len())];
        self.enrol(phone, site, role);
    }

    pub(super) fn add_person_by_chance(&mut self, phone: usize) {
        let role = ROLES[pick(&mut self.rng, ROLES.len())];
        self.add_person(phone, role);
    }

    /// Enrols again, in any order, everybody whom the server no longer knows on their phone. An administrator
    /// would do this.
    pub(super) fn enrol_again(&mut self) {
        for phone in 0..self.phones.len() {
            let here = self.phones[phone].here;
            let mut forgotten = self.forgotten(phone);
            while !forgotten.is_empty() {
                let nr = forgotten.swap_remove(pick(&mut self.rng, forgotten.len()));
                if nr != self.phones[phone].here {
                    self.sign_in(phone, nr);
                }
                self.enrol_by_chance(phone);
            }
            if self.phones[phone].here != here {
                self.sign_in(phone, here);
            }
        }
    }

    /// The people of a phone whom the server does not know there, because it was restored to before they
    /// enrolled.
    pub(super) fn forgotten(&self, phone: usize) -> Vec<u32> {
        if !self.server.was_restored || !self.is_enrolled(phone) {
            return Vec::new();
        }
        let device = self.phones[phone].device().id();
        let known = books::people_on(&self.server.look(), device);
        let holders = self.holders(phone).into_iter();
        let forgotten = holders.filter(|holder| !known.contains(&holder.name));
        forgotten.map(|holder| holder.nr).collect()
    }

    /// Somebody hands over a code, and the phone's holder types it.
    pub(super) fn enrol(&mut self, phone: usize, site: usize, role: Role) {
        let is_unknown = self.forgotten(phone).contains(&self.phones[phone].here);
        if (self.is_enrolled(phone) && !is_unknown) || !self.server.is_up() {
            return;
        }
        let server = self.server.server();
        let now_ms = self.net.clock.now_ms();
        let site = self.server.sites[site].to_string();
        let code = server
            .administration
            .invite(now_ms, &site, role, CODE_VALID_MS, None)
            .expect("a code");
        let name = match self.name_of(phone) {
            // A copy of a phone belongs to the same person.
            name if name.is_empty() => format!("Persona {phone}.{}", self.notes.len()),
            name => name,
        };
        let Ok(request) = self.phones[phone].device().enrol_request(&code, &name) else {
            return;
        };
        // The response may be lost; a second request gets the same response.
        let lost = match server.enrolments.enrol(now_ms, &request) {
            Ok(reply) => reply,
            // A copy of the phone enrolled it again, and it has been revoked since.
            Err(_) if is_unknown => return,
            Err(problem) => panic!("phone {phone} has a good code: {problem}"),
        };
        let reply = server
            .enrolments
            .enrol(now_ms, &request)
            .expect("a good code");
        assert_eq!(lost, reply, "the same request gets the same answer");
        self.learn_codes(phone);
        let device_ms = self.net.clock.device_now_ms(phone);
        let enrolled = self.at_risk(phone, |phone| {
            phone.act(|device, rng| device.enrolled("http://sim/", &name, &reply, device_ms, rng))
        });
        match enrolled {
            Ok(_) => self.note(format!("phone {phone} is enrolled: {role} at {site}")),
            Err(Failed::Died | Failed::Disk) => {}
            Err(Failed::Refused(error)) => panic!("phone {phone} is not enrolled: {error}"),
        }
    }

    pub(super) fn grant(&mut self) {
        if !self.server.is_up() {
            return;
        }
        let accounts = self
            .server
            .server()
            .administration
            .accounts()
            .expect("the disk is readable");
        let account = accounts[pick(&mut self.rng, accounts.len())].account.id;
        let site = self.server.sites[pick(&mut self.rng, self.server.sites.len())].to_string();
        let role = ROLES[pick(&mut self.rng, ROLES.len())];
        let now_ms = self.net.clock.now_ms();
        let granted = self
            .server
            .server()
            .administration
            .add_grant(now_ms, account, &site, role, None);
        granted.expect("account and site are known");
        self.note(format!("account {account} becomes {role} at {site}"));
    }

    pub(super) fn end_grant(&mut self) {
        if !self.server.is_up() {
            return;
        }
        let accounts = self
            .server
            .server()
            .administration
            .accounts()
            .expect("the disk is readable");
        let lasting = accounts.iter().flat_map(|line| {
            let lasting = line.grants.iter().filter(|grant| grant.until_ms.is_none());
            lasting.map(|grant| (line.account.id, grant.site_id.to_string(), grant.role))
        });
        let lasting: Vec<_> = lasting.collect();
        // The first shelter admin stays, so that somebody can decide.
        let (account, site, role) = lasting[pick(&mut self.rng, lasting.len())].clone();
        if Some(account) == accounts.first().map(|line| line.account.id) {
            return;
        }
        let now_ms = self.net.clock.now_ms();
        let ended = self
            .server
            .server()
            .administration
            .end_grant(now_ms, account, &site, role, None);
        ended.expect("a grant that lasts");
        self.note(format!("account {account} is no longer {role} at {site}"));
    }

    pub(super) fn revoke(&mut self, phone: usize) {
        if phone == 0 || !self.server.is_up() || !self.is_enrolled(phone) {
            return;
        }
        let device = self.phones[phone].device().id();
        // A copy of the first phone is the same device.
        if device == self.phones[0].device().id() {
            return;
        }
        let now_ms = self.net.clock.now_ms();
        let revoked = self
            .server
            .server()
            .administration
            .revoke_device(now_ms, device, None);
        if matches!(revoked, Err(AdministrationError::Missing(_))) && self.server.was_restored {
            return; // it enrolled after the backup, and the server has not received anything from it yet
        }
        revoked.expect("an enrolled device");
        self.note(format!("the device of phone {phone} is revoked"));
    }

    /// Erases somebody who asked for it.
    pub(super) fn erase(&mut self) {
        if !self.server.is_up() {
            return;
        }
        let kept = books::changes(&self.server.look(), 0);
        if kept.is_empty() {
            return;
        }
        let record = kept[pick(&mut self.rng, kept.len())].record;
        let of_record = kept.into_iter().filter(|change| change.record == record);
        let tokens = of_record.flat_map(|change| change.tokens).collect();
        let now_ms = self.net.clock.now_ms();
        let server = self.server.server();
        let erased = server
            .administration
            .erasable(&record.to_string(), "un derecho", now_ms);
        let erased = erased.expect("it has a key");
        tombstones::append(&self.server.tombstones(), &erased).expect("a folder");
        let erased = server.administration.erase(erased);
        erased.expect("the disk is writable");
        self.ledger.erase(record, tokens);
        self.note(format!("record {record} is erased"));
    }

    /// Somebody at the office releases a quarantined change or sets it aside.
    pub(super) fn decide_quarantined(&mut self) {
        if !self.server.is_up() {
            return;
        }
        let kept = self
            .server
            .server()
            .administration
            .quarantined()
            .expect("the disk is readable");
        if kept.is_empty() {
            return;
        }
        let number = kept[pick(&mut self.rng, kept.len())].number;
        let now_ms = self.net.clock.now_ms();
        if chance(&mut self.rng, 500) {
            let set_aside = self
                .server
                .server()
                .administration
                .set_aside(now_ms, number, "visto", None);
            set_aside.expect("it is quarantined");
            return;
        }
        match self
            .server
            .server()
            .administration
            .release(now_ms, number, None)
        {
            Ok(()) => self.note(format!("quarantined change {number} is released")),
            Err(
                error
                @ (AdministrationError::NotReleasable(_) | AdministrationError::NotEntered(_)),
            ) => self.note(format!("quarantined change {number} stays: {error}")),
            Err(error) => panic!("the office cannot decide: {error}"),
        }
    }
}
