//! The JSON messages between the app and this module. Their form is defined only here: `contract.rs` makes
//! TypeScript of it, against which the app and the Worker are checked.

pub(crate) mod calls;
pub(crate) mod conflict;
pub(crate) mod courier;
pub(crate) mod failure;
pub(crate) mod list;
pub(crate) mod list_file;
pub(crate) mod paper;
pub(crate) mod past;
pub(crate) mod people;
pub(crate) mod queue;
pub(crate) mod record;
pub(crate) mod schema;
pub(crate) mod store;
pub(crate) mod sync;
pub(crate) mod values;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The reply of a call that returns nothing.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "None"))]
pub(crate) struct Done {}

/// The place of bytes in a message. They travel beside the JSON, and the receiver puts them here.
#[derive(Clone, Copy, Default)]
pub(crate) struct BytesBeside;

impl Serialize for BytesBeside {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_unit()
    }
}

impl<'de> Deserialize<'de> for BytesBeside {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        <()>::deserialize(deserializer).map(|()| Self)
    }
}
