//! The JSON schemas of texts in bodies, for the description of the API. Types say with `schemars(with = …)` which they are.

use std::borrow::Cow;

use puente_policy::Role;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

macro_rules! texts {
    ($($(#[doc = $doc:literal])* $name:ident $schema:expr;)*) => {$(
        $(#[doc = $doc])*
        pub(crate) struct $name;

        impl JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                $schema
            }
        }
    )*};
}

texts! {
    /// An id of 16 bytes.
    IdText json_schema!({ "type": "string", "pattern": "^[0-9a-f]{32}$" });
    /// The hash of a change.
    HashText json_schema!({ "type": "string", "pattern": "^[0-9a-f]{64}$" });
    /// A day.
    DayText json_schema!({ "type": "string", "pattern": "^\\d{4}-\\d{2}-\\d{2}$" });
    /// A role.
    RoleText json_schema!({ "type": "string", "enum": Role::ALL.map(Role::as_str) });
}
