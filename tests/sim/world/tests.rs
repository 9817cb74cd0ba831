//! The worlds. Each runs three acts, and after each act everything comes to rest.

use super::accident::Danger;
use super::actions::{Action, Habits};
use super::run;
use crate::net::Conditions;
use crate::scale;

const ACTS: usize = 3;
const STEPS: usize = 250;

/// The conditions in a world.
#[derive(Clone, Copy)]
struct Setting {
    danger: Danger,
    weather: Conditions,
    habits: Habits,
}

const USUAL: Setting = Setting {
    danger: Danger::USUAL,
    weather: Conditions::CALM,
    habits: &[],
};

/// Nothing fails but the network: this shows best what people do to each other's records.
const CROWD: Setting = Setting {
    danger: Danger::NONE,
    weather: Conditions::EDGE,
    habits: &[
        (Action::Register, 12),
        (Action::SetFields, 250),
        (Action::Resolve, 120),
        (Action::KillPhone, 0),
        (Action::KillServer, 0),
        (Action::FillDisk, 0),
        (Action::Clone, 0),
        (Action::Restore, 0),
    ],
};

/// Disks are copied and old ones put back all the time.
const COPIES: Setting = Setting {
    danger: Danger::USUAL,
    weather: Conditions::CALM,
    habits: &[
        (Action::Clone, 25),
        (Action::Backup, 50),
        (Action::Restore, 30),
    ],
};

/// The server is restored again and again, and devices refill it. Phones are copied and put back besides: a phone and a
/// server that both forget may use the numbers of an actor again.
const RESTORES: Setting = Setting {
    danger: Danger::USUAL,
    weather: Conditions::CALM,
    habits: &[
        (Action::BackUpServer, 40),
        (Action::RestoreServer, 12),
        (Action::Clone, 5),
        (Action::Backup, 20),
        (Action::Restore, 8),
        (Action::Revoke, 5),
        (Action::Erase, 6),
        (Action::Grant, 20),
        (Action::MoveHome, 40),
    ],
};

/// Phones pass from hand to hand among people whose roles differ and change.
const SHARED: Setting = Setting {
    danger: Danger::USUAL,
    weather: Conditions::CALM,
    habits: &[
        (Action::SwitchPerson, 120),
        (Action::AddPerson, 30),
        (Action::Leave, 12),
        (Action::Grant, 20),
        (Action::EndGrant, 15),
        (Action::Erase, 6),
        (Action::MoveHome, 40),
        (Action::WriteNote, 60),
    ],
};

/// The same, with a server that is restored.
const SHARED_RESTORES: Setting = Setting {
    danger: Danger::USUAL,
    weather: Conditions::CALM,
    habits: &[
        (Action::SwitchPerson, 120),
        (Action::AddPerson, 30),
        (Action::Leave, 12),
        (Action::BackUpServer, 40),
        (Action::RestoreServer, 12),
        (Action::Clone, 0),
        (Action::Restore, 0),
        (Action::Revoke, 5),
        (Action::Erase, 6),
        (Action::MoveHome, 40),
    ],
};

/// People change roles and sites, and records with them.
const TRANSFERS: Setting = Setting {
    danger: Danger::USUAL,
    weather: Conditions::CALM,
    habits: &[
        (Action::MoveHome, 80),
        (Action::Resolve, 80),
        (Action::Grant, 50),
        (Action::EndGrant, 45),
        (Action::Revoke, 6),
        (Action::Decide, 40),
        (Action::Enrol, 30),
        (Action::WritePhone, 60),
        (Action::WriteNote, 60),
    ],
};

fn live(setting: Setting, seed: u64) {
    run(seed, |world| {
        world.begin();
        world.danger = setting.danger;
        world.net.conditions = setting.weather;
        world.habits = setting.habits;
        for _ in 0..ACTS {
            for _ in 0..STEPS {
                world.step();
            }
            world.come_to_rest();
        }
    });
}

fn live_many(setting: Setting) {
    for seed in scale::seeds(12) {
        live(setting, seed);
    }
}

#[test]
fn no_promise_is_broken_where_machines_die() {
    live_many(USUAL);
}

#[test]
fn no_promise_is_broken_in_a_crowd() {
    live_many(CROWD);
}

#[test]
fn no_promise_is_broken_among_copies() {
    live_many(COPIES);
}

#[test]
fn no_promise_is_broken_when_people_are_transferred() {
    live_many(TRANSFERS);
}

#[test]
fn no_promise_is_broken_when_the_server_goes_back() {
    live_many(RESTORES);
}

#[test]
fn no_promise_is_broken_on_shared_phones() {
    live_many(SHARED);
}

#[test]
fn no_promise_is_broken_on_shared_phones_when_the_server_goes_back() {
    live_many(SHARED_RESTORES);
}
