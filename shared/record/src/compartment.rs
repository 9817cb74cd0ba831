//! Compartments: the parts of a record, each with its own readers.

use core::fmt;

use crate::DocumentKind;

/// The part of a record in which a field lives. Documents of the kind of that name hold it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Compartment {
    /// Identity, arrival, household, coarse urgent need, services.
    Core,
    /// Phones, addresses and relatives: an extortionist's shopping list, so apart.
    Contact,
    /// Health, abuse, threats, minors' details, narratives.
    Protection,
}

impl Compartment {
    /// Every compartment.
    pub const ALL: [Self; 3] = [Self::Core, Self::Contact, Self::Protection];
}

impl From<Compartment> for DocumentKind {
    fn from(of: Compartment) -> Self {
        match of {
            Compartment::Core => Self::Core,
            Compartment::Contact => Self::Contact,
            Compartment::Protection => Self::Protection,
        }
    }
}

/// The name of its documents' kind.
impl fmt::Display for Compartment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        DocumentKind::from(*self).fmt(f)
    }
}
