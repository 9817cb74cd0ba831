//! Roles: what an account is at the sites it was granted.

use core::fmt;
use core::str::FromStr;

use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};

/// What an account is at a site. A grant adds the site and the time, see [`crate::GrantPeriod`].
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode, Serialize, Deserialize,
)]
#[cbor(index_only)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Registers people at a gate; sees the core of records, and no more.
    #[n(0)]
    Volunteer,
    /// Interviews and follows a person's case.
    #[n(1)]
    CaseWorker,
    /// Runs a site: decides conflicts and hands records over.
    #[n(2)]
    ShelterAdmin,
    /// Reads the log, and no record.
    #[n(3)]
    Auditor,
    /// Runs the server: accounts, devices, quarantine, and no record.
    #[n(4)]
    Administrator,
}

/// A word that is not a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no such role; roles are volunteer, case-worker, shelter-admin, auditor, administrator")]
pub struct UnknownRole;

impl Role {
    /// Every role, in the order of the wire numbers.
    pub const ALL: [Self; 5] = [
        Self::Volunteer,
        Self::CaseWorker,
        Self::ShelterAdmin,
        Self::Auditor,
        Self::Administrator,
    ];

    /// The name, as commands and the database write it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Volunteer => "volunteer",
            Self::CaseWorker => "case-worker",
            Self::ShelterAdmin => "shelter-admin",
            Self::Auditor => "auditor",
            Self::Administrator => "administrator",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Role {
    type Err = UnknownRole;

    fn from_str(name: &str) -> Result<Self, UnknownRole> {
        Self::ALL
            .into_iter()
            .find(|role| role.as_str() == name)
            .ok_or(UnknownRole)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_wire_numbers_stay() {
        let names = [
            "volunteer",
            "case-worker",
            "shelter-admin",
            "auditor",
            "administrator",
        ];
        for (number, name) in names.into_iter().enumerate() {
            let role: Role = name.parse().unwrap();
            assert_eq!(role.to_string(), name);
            assert_eq!(minicbor::to_vec(role).unwrap(), [number as u8]);
            assert_eq!(serde_json::to_string(&role).unwrap(), format!("\"{name}\""));
        }
        assert_eq!("admin".parse::<Role>(), Err(UnknownRole));
    }
}
