//! Reads JSON objects only, and nothing else that the library would accept in their place.

use std::fmt;
use std::marker::PhantomData;

use puente_protocol::problem::ProblemCode;
use serde::de::value::MapAccessDeserializer;
use serde::de::{DeserializeOwned, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

/// A value that is read from a JSON object. By itself the library also accepts a list and takes the members by
/// their order.
#[derive(Debug)]
pub(crate) struct JsonObject<T>(pub(crate) T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for JsonObject<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Members<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Members<T> {
            type Value = JsonObject<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<Self::Value, A::Error> {
                T::deserialize(MapAccessDeserializer::new(members)).map(JsonObject)
            }
        }
        from.deserialize_map(Members(PhantomData))
    }
}

/// Reads a request's body.
///
/// # Errors
/// `malformed`.
pub(crate) fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, ProblemCode> {
    let read: Result<JsonObject<T>, _> = serde_json::from_slice(body);
    read.map(|object| object.0)
        .map_err(|_| ProblemCode::Malformed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Code {
        code: String,
    }

    #[test]
    fn a_list_is_no_object() {
        let code = read::<Code>(br#" {"code": "A"}"#).unwrap();
        assert_eq!(code.code, "A");
        for body in [
            &br#"["A"]"#[..],
            b"[]",
            b"null",
            br#""A""#,
            b"",
            b"{}",
            br#"{"code":"A"} x"#,
            br#"{"code":"A","code":"B"}"#,
        ] {
            assert_eq!(read::<Code>(body), Err(ProblemCode::Malformed));
        }
    }
}
