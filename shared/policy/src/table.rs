//! The table: who may do what. Everything not listed here is denied.

use puente_record::{DocumentKind, EntryRight};

use crate::Role;

/// What can be done to the documents of one kind of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    /// See it, and hold it on one's device.
    Read,
    /// Add changes to it. Without [`Action::Read`] it is a drop: written, sent, then deleted from the device.
    Write,
    /// Decide between concurrent values.
    Resolve,
    /// Give it another home site. Only core documents and lists hold one.
    MoveHome,
    /// See it although the record is at none of one's sites, for a stated and logged purpose.
    ReadElsewhere,
    /// Hold it on one's device although the record is dormant. Without this a device lets go of it.
    HoldDormant,
    /// Say whether its record and another are of one person. Only core documents say so.
    Link,
}

/// What can be done to the system rather than to a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Duty {
    /// See every account, end it, give it any role anywhere, and set up sites.
    ManageAccounts,
    /// Enrol and revoke devices.
    ManageDevices,
    /// List quarantined changes and decide about them.
    ManageQuarantine,
    /// Read and export the log.
    ReadLog,
}

impl Action {
    /// Every action.
    pub const ALL: [Self; 7] = [
        Self::Read,
        Self::Write,
        Self::Resolve,
        Self::MoveHome,
        Self::ReadElsewhere,
        Self::HoldDormant,
        Self::Link,
    ];
}

/// The action that writing in an entry with this right is.
impl From<EntryRight> for Action {
    fn from(right: EntryRight) -> Self {
        match right {
            EntryRight::Write => Self::Write,
            EntryRight::Resolve => Self::Resolve,
            EntryRight::Link => Self::Link,
        }
    }
}

impl Duty {
    /// Every duty.
    pub const ALL: [Self; 4] = [
        Self::ManageAccounts,
        Self::ManageDevices,
        Self::ManageQuarantine,
        Self::ReadLog,
    ];
}

/// May an account of this role do this to documents of this kind, at a site where it was granted?
///
/// The caller knows whether the record is at such a site. The table names kinds one by one: a new kind belongs to nobody
/// until it stands here.
#[must_use]
pub const fn allows(role: Role, kind: DocumentKind, action: Action) -> bool {
    use Action::{HoldDormant, Link, MoveHome, Read, ReadElsewhere, Resolve, Write};
    use DocumentKind::{Contact, Core, List, Protection};
    matches!(
        (role, kind, action),
        (Role::Volunteer, Core | List, Read | Write)
            | (Role::Volunteer, Contact | Protection, Write)
            | (
                Role::CaseWorker,
                Core | Contact | Protection | List,
                Read | Write | HoldDormant
            )
            | (
                Role::ShelterAdmin,
                Core | Contact | Protection | List,
                Read | Write | Resolve | HoldDormant
            )
            | (Role::ShelterAdmin, Core | List, MoveHome)
            | (
                Role::CaseWorker | Role::ShelterAdmin,
                Core,
                ReadElsewhere | Link
            )
    )
}

/// May an account of this role do this to the system?
#[must_use]
pub const fn allows_duty(role: Role, duty: Duty) -> bool {
    matches!(
        (role, duty),
        (
            Role::Administrator,
            Duty::ManageAccounts | Duty::ManageDevices | Duty::ManageQuarantine
        ) | (Role::Auditor, Duty::ReadLog)
    )
}

/// May an account of role `by` give this role to somebody, and end it? An administrator may at every site, others at the
/// sites of their own grants.
#[must_use]
pub const fn allows_giving(by: Role, role: Role) -> bool {
    matches!(
        (by, role),
        (Role::Administrator, _) | (Role::ShelterAdmin, Role::Volunteer | Role::CaseWorker)
    )
}

/// May one account hold both roles? Whoever runs the server does not audit it.
#[must_use]
pub const fn goes_together(one: Role, other: Role) -> bool {
    !matches!(
        (one, other),
        (Role::Auditor, Role::Administrator) | (Role::Administrator, Role::Auditor)
    )
}

#[cfg(test)]
mod tests;
