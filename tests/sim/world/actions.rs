//! What may happen next, and how often.

mod edit;
mod machine;

use super::World;
use crate::scale::pick;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Action {
    Register,
    SetFields,
    AddMember,
    RemoveMember,
    Clear,
    GiveService,
    WriteNote,
    WritePhone,
    Resolve,
    MoveHome,
    Sync,
    /// Something that is under way continues.
    Turn,
    Wait,
    KillPhone,
    KillServer,
    StartServer,
    CheckDisk,
    Clone,
    Backup,
    Restore,
    BackUpServer,
    RestoreServer,
    Join,
    Enrol,
    SwitchPerson,
    AddPerson,
    Leave,
    Grant,
    EndGrant,
    Revoke,
    Decide,
    Erase,
    Weather,
    SetClock,
    FillDisk,
}

/// How often each action is drawn, compared with the others.
const WEIGHTS: &[(Action, usize)] = &[
    (Action::Register, 40),
    (Action::SetFields, 110),
    (Action::AddMember, 40),
    (Action::RemoveMember, 25),
    (Action::Clear, 15),
    (Action::GiveService, 30),
    (Action::WriteNote, 30),
    (Action::WritePhone, 30),
    (Action::Resolve, 50),
    (Action::MoveHome, 25),
    (Action::Sync, 120),
    (Action::Turn, 500),
    (Action::Wait, 15),
    (Action::KillPhone, 10),
    (Action::KillServer, 8),
    (Action::StartServer, 20),
    (Action::CheckDisk, 25),
    (Action::Clone, 3),
    (Action::Backup, 12),
    (Action::Restore, 4),
    (Action::BackUpServer, 0),
    (Action::RestoreServer, 0),
    (Action::Join, 5),
    (Action::Enrol, 15),
    (Action::SwitchPerson, 15),
    (Action::AddPerson, 4),
    (Action::Leave, 2),
    (Action::Grant, 10),
    (Action::EndGrant, 8),
    (Action::Revoke, 2),
    (Action::Decide, 6),
    (Action::Erase, 3),
    (Action::Weather, 15),
    (Action::SetClock, 8),
    (Action::FillDisk, 5),
];

/// The weights that one world changes.
pub(super) type Habits = &'static [(Action, usize)];

impl World {
    /// Lets one thing happen somewhere.
    pub(super) fn step(&mut self) {
        let action = self.draw();
        let phone = pick(&mut self.rng, self.phones.len());
        if action != Action::Turn {
            self.note(format!("{action:?} ({phone})"));
        }
        self.perform(action, phone);
    }

    fn draw(&mut self) -> Action {
        let habits = self.habits;
        let weights = WEIGHTS.iter().map(|(action, usual)| {
            let habit = habits.iter().find(|(other, _)| other == action);
            (*action, habit.map_or(*usual, |(_, weight)| *weight))
        });
        let all = weights.clone().map(|(_, weight)| weight).sum();
        let mut drawn = pick(&mut self.rng, all);
        for (action, weight) in weights {
            match drawn.checked_sub(weight) {
                None => return action,
                Some(rest) => drawn = rest,
            }
        }
        unreachable!("less was drawn than all weights together")
    }

    fn perform(&mut self, action: Action, phone: usize) {
        match action {
            Action::Register => self.register(phone),
            Action::SetFields => self.set_fields(phone),
            Action::AddMember => self.add_member(phone),
            Action::RemoveMember => self.remove_member(phone),
            Action::Clear => self.clear(phone),
            Action::GiveService => self.give_service(phone),
            Action::WriteNote => self.write_note(phone),
            Action::WritePhone => self.write_phone(phone),
            Action::Resolve => self.resolve(phone),
            Action::MoveHome => self.move_home(phone),
            Action::Sync => self.begin_sync(phone),
            Action::Turn => {
                self.turn();
            }
            Action::Wait => self.wait(),
            Action::KillPhone => self.crash_phone(phone),
            Action::KillServer => {
                if self.server.is_up() {
                    self.crash_server();
                }
            }
            Action::StartServer => self.start_server(),
            Action::CheckDisk => self.check_durable(phone),
            Action::Clone => self.clone_phone(phone),
            Action::Backup => self.back_up(phone),
            Action::Restore => self.restore(phone),
            Action::BackUpServer => self.back_up_server(),
            Action::RestoreServer => self.restore_server(),
            Action::Join => self.join(),
            Action::Enrol => self.enrol_by_chance(phone),
            Action::SwitchPerson => self.switch_person(phone),
            Action::AddPerson => self.add_person_by_chance(phone),
            Action::Leave => self.leave(phone),
            Action::Grant => self.grant(),
            Action::EndGrant => self.end_grant(),
            Action::Revoke => self.revoke(phone),
            Action::Decide => self.decide_quarantined(),
            Action::Erase => self.erase(),
            Action::Weather => self.change_weather(),
            Action::SetClock => self.net.clock.set_wrong(phone, &mut self.rng),
            Action::FillDisk => self.fill_disk(phone),
        }
    }
}
