//! Values, as the page sends and sees them.

use std::collections::BTreeMap;

use puente_client::Registration;
use puente_record::{FieldShape, Value, field};
use serde::{Deserialize, Serialize};

/// Why there is no value.
#[derive(Deserialize, Serialize, Clone, Copy)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub(crate) enum MissingReason {
    NotAsked,
    Unknown,
    Refused,
    NotApplicable,
}

impl From<puente_record::MissingReason> for MissingReason {
    fn from(of: puente_record::MissingReason) -> Self {
        match of {
            puente_record::MissingReason::NotAsked => Self::NotAsked,
            puente_record::MissingReason::Unknown => Self::Unknown,
            puente_record::MissingReason::Refused => Self::Refused,
            puente_record::MissingReason::NotApplicable => Self::NotApplicable,
        }
    }
}

impl From<MissingReason> for puente_record::MissingReason {
    fn from(of: MissingReason) -> Self {
        match of {
            MissingReason::NotAsked => Self::NotAsked,
            MissingReason::Unknown => Self::Unknown,
            MissingReason::Refused => Self::Refused,
            MissingReason::NotApplicable => Self::NotApplicable,
        }
    }
}

/// A value as typed, or the reason why there is none.
#[derive(Deserialize, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "Said"))]
#[serde(untagged)]
pub(crate) enum SaidValue {
    Text(String),
    Missing { missing: MissingReason },
}

impl SaidValue {
    /// The content of a stored value.
    pub(crate) fn stored(stored: &str) -> Self {
        match Value::from_stored(stored) {
            Value::Text(text) => Self::Text(text),
            Value::Missing(reason) => Self::Missing {
                missing: reason.into(),
            },
        }
    }

    pub(crate) fn value(self) -> Value {
        match self {
            Self::Text(text) => Value::Text(text),
            Self::Missing { missing } => Value::Missing(missing.into()),
        }
    }
}

/// A field's value, or the members of a set.
#[derive(Deserialize, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(untagged)]
pub(crate) enum OneOrMany {
    Many(Vec<String>),
    One(SaidValue),
}

/// Values by field id; the members of a set as a list.
#[derive(Deserialize, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Values(BTreeMap<String, OneOrMany>);

impl Values {
    /// One pair for each value and each member.
    pub(crate) fn pairs(self) -> Vec<(String, Value)> {
        let mut pairs = Vec::with_capacity(self.0.len());
        for (field, said) in self.0 {
            match said {
                OneOrMany::One(said) => pairs.push((field, said.value())),
                OneOrMany::Many(members) => {
                    let texts = members.into_iter().map(Value::Text);
                    pairs.extend(texts.map(|text| (field.clone(), text)));
                }
            }
        }
        pairs
    }

    /// Groups pairs: a field that repeats is a set.
    pub(crate) fn grouped<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        let mut values = BTreeMap::new();
        for (id, said) in pairs {
            let said = said.to_owned();
            match values.get_mut(id) {
                Some(OneOrMany::Many(members)) => members.push(said),
                _ => {
                    let is_set = field(id).is_some_and(|of| of.shape == FieldShape::Set);
                    let value = match is_set {
                        true => OneOrMany::Many(vec![said]),
                        false => OneOrMany::One(SaidValue::Text(said)),
                    };
                    values.insert(id.to_owned(), value);
                }
            }
        }
        Self(values)
    }
}

/// The grounds on which something is written; told if absent.
#[derive(Deserialize, Serialize, Default, Clone, Copy)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub(crate) enum Basis {
    #[default]
    Told,
    Document,
    Mrz,
    Curp,
    Observed,
    List,
    /// Typed in later from a form on paper.
    Paper,
}

impl Basis {
    /// The form in a change's message: told is empty.
    pub(crate) const fn message(self) -> &'static str {
        match self {
            Self::Told => "",
            Self::Document => "document",
            Self::Mrz => "mrz",
            Self::Curp => "curp",
            Self::Observed => "observed",
            Self::List => "list",
            Self::Paper => "paper",
        }
    }
}

/// The form for people: the empty basis becomes `told`.
pub(crate) fn told_basis(code: &str) -> &str {
    if code.is_empty() { "told" } else { code }
}

/// A person to register.
#[derive(Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(optional_fields))]
#[serde(deny_unknown_fields)]
pub(crate) struct Person {
    fields: Values,
    basis: Option<Basis>,
}

impl Person {
    pub(crate) fn registration(self) -> Registration {
        Registration {
            fields: self.fields.pairs(),
            basis: self.basis.unwrap_or_default().message().to_owned(),
        }
    }
}

/// Two surnames that were typed into one field.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Surnames {
    pub(crate) surname1: String,
    pub(crate) surname2: String,
    /// Is this the only way to read them?
    pub(crate) sure: bool,
}

/// The municipalities that may be meant.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "Places"))]
pub(crate) struct MunicipalityList {
    pub(crate) places: Vec<MunicipalityLine>,
}

/// A municipality with INEGI's five-digit code.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "Place"))]
pub(crate) struct MunicipalityLine {
    pub(crate) code: String,
    pub(crate) name: &'static str,
    /// Two digits.
    pub(crate) state: &'static str,
}
