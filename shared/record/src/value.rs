//! Values: what a field says, or why it is missing.
//!
//! A document holds plain strings. The reason for a missing value is stored as `∅` and its name; a text that
//! begins with `∅` is stored with a second one before it, so that nobody can type a reason by accident.

use core::fmt;

use crate::clean::VALUE_BYTES_MAX;
use crate::code_list::{Code, MISSING_REASONS};

/// The value of a set member's key.
pub const MEMBER: &str = "1";

const SIGN: char = '∅';

/// The value of a field.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Value {
    /// The text as it was typed; it is never corrected, and never refused for what it says.
    Text(String),
    /// No value, and the reason.
    Missing(MissingReason),
}

/// Why a value is missing (HMIS 99, 8, 9, and one of our own).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MissingReason {
    /// Nobody asked.
    NotAsked,
    /// Asked, and the person does not know.
    Unknown,
    /// Asked, and the person would rather not say.
    Refused,
    /// The question does not apply: for example a second surname that does not exist.
    NotApplicable,
}

/// The value is too long to store. Ask for a shorter text or several notes; never cut it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a value has at most {VALUE_BYTES_MAX} bytes, this one has {bytes}")]
pub struct ValueTooLong {
    /// Bytes that it would take in the document.
    pub bytes: usize,
}

impl Value {
    /// The text as stored in a document.
    ///
    /// # Errors
    /// [`ValueTooLong`]: more than [`VALUE_BYTES_MAX`].
    pub fn to_stored(&self) -> Result<String, ValueTooLong> {
        let stored = match self {
            Self::Text(text) if text.starts_with(SIGN) => format!("{SIGN}{text}"),
            Self::Text(text) => text.clone(),
            Self::Missing(reason) => format!("{SIGN}{}", reason.as_str()),
        };
        match stored.len() {
            bytes if bytes > VALUE_BYTES_MAX => Err(ValueTooLong { bytes }),
            _ => Ok(stored),
        }
    }

    /// Reads the text stored in a document.
    ///
    /// A reason that this version does not know is read as [`MissingReason::Unknown`]: it is certain only that
    /// the value is missing.
    #[must_use]
    pub fn from_stored(stored: &str) -> Self {
        match stored.strip_prefix(SIGN) {
            None => Self::Text(stored.to_owned()),
            Some(text) if text.starts_with(SIGN) => Self::Text(text.to_owned()),
            Some(reason) => Self::Missing(
                MissingReason::ALL
                    .into_iter()
                    .find(|known| known.as_str() == reason)
                    .unwrap_or(MissingReason::Unknown),
            ),
        }
    }

    /// The text, if there is one.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Missing(_) => None,
        }
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

/// Shows only the kind of value: what a person said must not be in a log line.
impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => write!(f, "Text({} bytes)", text.len()),
            Self::Missing(reason) => write!(f, "Missing({reason:?})"),
        }
    }
}

impl MissingReason {
    /// Every reason.
    pub const ALL: [Self; 4] = [
        Self::NotAsked,
        Self::Unknown,
        Self::Refused,
        Self::NotApplicable,
    ];

    /// The name, as stored after the sign.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.code().code
    }

    /// The code with its labels.
    #[must_use]
    pub const fn code(self) -> &'static Code {
        &MISSING_REASONS.codes[self as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reasons_are_stored_by_name() {
        let names = ["not_asked", "unknown", "refused", "not_applicable"];
        for (reason, name) in MissingReason::ALL.into_iter().zip(names) {
            let stored = Value::Missing(reason).to_stored().unwrap();
            assert_eq!(stored, format!("∅{name}"));
            assert_eq!(Value::from_stored(&stored), Value::Missing(reason));
        }
    }

    #[test]
    fn a_typed_sign_is_not_a_reason() {
        let typed = Value::from("∅refused");
        assert_eq!(typed.to_stored().unwrap(), "∅∅refused");
        assert_eq!(Value::from_stored("∅∅refused"), typed);
    }

    #[test]
    fn a_reason_of_a_later_version_is_still_a_missing_value() {
        for stored in ["∅", "∅asked_in_vain"] {
            let value = Value::from_stored(stored);
            assert_eq!(value, Value::Missing(MissingReason::Unknown));
        }
    }

    #[test]
    fn the_limit_counts_what_is_stored() {
        let fits = "a".repeat(VALUE_BYTES_MAX);
        assert!(Value::Text(fits.clone()).to_stored().is_ok());
        let bytes = VALUE_BYTES_MAX + 1;
        assert_eq!(
            Value::Text(fits + "a").to_stored(),
            Err(ValueTooLong { bytes })
        );
    }

    #[test]
    fn debug_keeps_what_was_said_to_itself() {
        assert_eq!(format!("{:?}", Value::from("Ana")), "Text(3 bytes)");
    }

    proptest! {
        #[test]
        fn every_text_is_read_back(text in "∅{0,3}.{0,40}") {
            let value = Value::Text(text);
            prop_assert_eq!(Value::from_stored(&value.to_stored().unwrap()), value);
        }

        #[test]
        fn anything_stored_reads_as_a_value(stored: String) {
            let _ = Value::from_stored(&stored);
        }
    }
}
