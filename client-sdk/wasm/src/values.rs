//! Values as the page sends and sees them.

use std::collections::BTreeMap;

use puente_client::Registration;
use puente_record::{FieldShape, MissingReason, Value, field};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

use crate::failure::Failure;

/// `Said` of records.d.ts: a value as typed, or why there is none.
#[derive(Deserialize, Serialize)]
#[serde(untagged)]
pub(crate) enum Said {
    Text(String),
    Missing { missing: String },
}

impl Said {
    /// What a stored value says.
    pub(crate) fn stored(stored: &str) -> Self {
        match Value::from_stored(stored) {
            Value::Text(text) => Self::Text(text),
            Value::Missing(reason) => Self::Missing {
                missing: reason.as_str().to_owned(),
            },
        }
    }

    pub(crate) fn value(self) -> Result<Value, Failure> {
        match self {
            Self::Text(text) => Ok(Value::Text(text)),
            Self::Missing { missing } => {
                let reason = MissingReason::ALL
                    .into_iter()
                    .find(|reason| reason.as_str() == missing);
                reason.map(Value::Missing).ok_or(Failure::Request)
            }
        }
    }
}

/// A field's value, or the members of a set.
#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMany {
    Many(Vec<String>),
    One(Said),
}

/// `Values`: by field id.
#[derive(Deserialize)]
#[serde(transparent)]
pub(crate) struct Values(BTreeMap<String, OneOrMany>);

impl Values {
    /// One pair for each value and each member.
    pub(crate) fn pairs(self) -> Result<Vec<(String, Value)>, Failure> {
        let mut pairs = Vec::with_capacity(self.0.len());
        for (field, said) in self.0 {
            match said {
                OneOrMany::One(said) => pairs.push((field, said.value()?)),
                OneOrMany::Many(members) => {
                    let texts = members.into_iter().map(Value::Text);
                    pairs.extend(texts.map(|text| (field.clone(), text)));
                }
            }
        }
        Ok(pairs)
    }
}

/// `Values` of pairs: a field that stands several times is a set.
pub(crate) fn grouped<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>) -> Json {
    let mut values = Map::new();
    for (id, said) in pairs {
        match values.get_mut(id) {
            Some(Json::Array(members)) => members.push(said.into()),
            _ if field(id).is_some_and(|of| of.shape == FieldShape::Set) => {
                values.insert(id.to_owned(), vec![said].into());
            }
            _ => {
                values.insert(id.to_owned(), said.into());
            }
        }
    }
    values.into()
}

/// `Person`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Person {
    fields: Values,
    #[serde(default)]
    basis: Basis,
}

impl Person {
    pub(crate) fn registration(self) -> Result<Registration, Failure> {
        Ok(Registration {
            fields: self.fields.pairs()?,
            basis: self.basis.message().to_owned(),
        })
    }
}

/// `Basis`: the grounds that a person can give.
#[derive(Deserialize, Default, Clone, Copy)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Basis {
    #[default]
    Told,
    Document,
    Mrz,
    Curp,
    Observed,
    List,
}

impl Basis {
    /// As a change says it: told is the silent one.
    pub(crate) const fn message(self) -> &'static str {
        match self {
            Self::Told => "",
            Self::Document => "document",
            Self::Mrz => "mrz",
            Self::Curp => "curp",
            Self::Observed => "observed",
            Self::List => "list",
        }
    }
}
