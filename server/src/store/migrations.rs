//! The versions of the schema. A released migration is never edited.

/// A step from one version of the schema to the next.
pub(super) struct Migration {
    /// For both engines; PostgreSQL reads its types by its own names.
    pub(super) common: &'static str,
    /// What PostgreSQL does besides.
    pub(super) postgres: Option<&'static str>,
}

/// Every migration, in order.
pub(super) const MIGRATIONS: &[Migration] = &[
    Migration {
        common: include_str!("migrations/0001_first_schema.sql"),
        postgres: Some(include_str!("migrations/0001_first_schema.pg.sql")),
    },
    Migration {
        common: include_str!("migrations/0002_sealed_bodies.sql"),
        postgres: None,
    },
    Migration {
        common: include_str!("migrations/0003_received_times.sql"),
        postgres: None,
    },
    Migration {
        common: include_str!("migrations/0004_site_facts.sql"),
        postgres: None,
    },
    Migration {
        common: include_str!("migrations/0005_proven_sites.sql"),
        postgres: None,
    },
    Migration {
        common: include_str!("migrations/0006_packed_items.sql"),
        postgres: None,
    },
    Migration {
        common: include_str!("migrations/0007_vouches.sql"),
        postgres: None,
    },
    Migration {
        common: include_str!("migrations/0008_retries.sql"),
        postgres: None,
    },
];
