//! Values that are bound to a statement, and read from a row.

use puente_record::{AccountId, ChangeHash, DeviceId, DocumentId, InstallId, SiteId};
use zeroize::Zeroizing;

use crate::store::StoreError;

/// A value on its way to or from an engine. It borrows texts and blobs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::store) enum Value<'a> {
    /// No value.
    Null,
    /// A number. A truth is 0 or 1.
    Integer(i64),
    /// A text.
    Text(&'a str),
    /// Bytes.
    Blob(&'a [u8]),
    /// A text that must not lie in plain text where the files are not encrypted; only bound.
    SecretText(&'a str),
    /// The same of bytes; only bound.
    SecretBlob(&'a [u8]),
    /// Numbers, for `numbers(?1)`; only bound.
    Numbers(&'a [i64]),
    /// Ids, for `ids(?1)`; only bound.
    Ids(&'a [[u8; 16]]),
}

/// What can be bound to a statement.
pub(in crate::store) trait ToValue {
    /// The value to bind.
    fn to_value(&self) -> Value<'_>;
}

/// What can be read from a column.
pub(in crate::store) trait FromValue<'r>: Sized {
    /// Reads a value.
    ///
    /// # Errors
    /// [`StoreError::Damaged`]: it has another type, or the wrong length.
    fn from_value(value: Value<'r>) -> Result<Self, StoreError>;
}

/// A text or bytes in a column that is sealed where the files are not encrypted. It is read with
/// [`ResultRow::secret`](super::ResultRow::secret).
#[derive(Debug)]
pub(in crate::store) struct Secret<T>(pub(in crate::store) T);

impl<T: ToValue> ToValue for Secret<T> {
    fn to_value(&self) -> Value<'_> {
        match self.0.to_value() {
            Value::Text(text) => Value::SecretText(text),
            Value::Blob(bytes) => Value::SecretBlob(bytes),
            other => other,
        }
    }
}

/// Rows as one parameter of a statement, which reads them with `numbers(?1)`.
#[derive(Debug)]
pub(in crate::store) struct Numbers(Vec<i64>);

impl Numbers {
    /// These numbers.
    pub(in crate::store) fn new(numbers: impl IntoIterator<Item = i64>) -> Self {
        Self(numbers.into_iter().collect())
    }
}

/// Ids as one parameter of a statement, which reads them with `ids(?1)`.
#[derive(Debug)]
pub(in crate::store) struct Ids(Vec<[u8; 16]>);

impl Ids {
    /// The ids of these documents.
    pub(in crate::store) fn of(ids: &[DocumentId]) -> Self {
        Self(ids.iter().map(|id| *id.as_bytes()).collect())
    }
}

impl ToValue for Numbers {
    fn to_value(&self) -> Value<'_> {
        Value::Numbers(&self.0)
    }
}

impl ToValue for Ids {
    fn to_value(&self) -> Value<'_> {
        Value::Ids(&self.0)
    }
}

impl<T: ToValue + ?Sized> ToValue for &T {
    fn to_value(&self) -> Value<'_> {
        (**self).to_value()
    }
}

impl<T: ToValue> ToValue for Option<T> {
    fn to_value(&self) -> Value<'_> {
        self.as_ref().map_or(Value::Null, ToValue::to_value)
    }
}

impl<'r, T: FromValue<'r>> FromValue<'r> for Option<T> {
    fn from_value(value: Value<'r>) -> Result<Self, StoreError> {
        match value {
            Value::Null => Ok(None),
            value => T::from_value(value).map(Some),
        }
    }
}

impl ToValue for i64 {
    fn to_value(&self) -> Value<'_> {
        Value::Integer(*self)
    }
}

impl FromValue<'_> for i64 {
    fn from_value(value: Value<'_>) -> Result<Self, StoreError> {
        match value {
            Value::Integer(number) => Ok(number),
            _ => Err(StoreError::Damaged("a column is no number")),
        }
    }
}

impl ToValue for u32 {
    fn to_value(&self) -> Value<'_> {
        Value::Integer(i64::from(*self))
    }
}

impl FromValue<'_> for u32 {
    fn from_value(value: Value<'_>) -> Result<Self, StoreError> {
        Self::try_from(i64::from_value(value)?)
            .map_err(|_| StoreError::Damaged("a number is beyond 32 bits"))
    }
}

impl FromValue<'_> for u64 {
    fn from_value(value: Value<'_>) -> Result<Self, StoreError> {
        crate::store::unsigned(i64::from_value(value)?)
    }
}

impl ToValue for bool {
    fn to_value(&self) -> Value<'_> {
        Value::Integer(i64::from(*self))
    }
}

impl FromValue<'_> for bool {
    fn from_value(value: Value<'_>) -> Result<Self, StoreError> {
        Ok(i64::from_value(value)? != 0)
    }
}

impl ToValue for str {
    fn to_value(&self) -> Value<'_> {
        Value::Text(self)
    }
}

impl ToValue for String {
    fn to_value(&self) -> Value<'_> {
        Value::Text(self)
    }
}

impl<'r> FromValue<'r> for &'r str {
    fn from_value(value: Value<'r>) -> Result<Self, StoreError> {
        match value {
            Value::Text(text) => Ok(text),
            _ => Err(StoreError::Damaged("a column is no text")),
        }
    }
}

impl FromValue<'_> for String {
    fn from_value(value: Value<'_>) -> Result<Self, StoreError> {
        <&str>::from_value(value).map(str::to_owned)
    }
}

impl ToValue for [u8] {
    fn to_value(&self) -> Value<'_> {
        Value::Blob(self)
    }
}

impl ToValue for Vec<u8> {
    fn to_value(&self) -> Value<'_> {
        Value::Blob(self)
    }
}

impl<const N: usize> ToValue for [u8; N] {
    fn to_value(&self) -> Value<'_> {
        Value::Blob(self)
    }
}

impl<'r> FromValue<'r> for &'r [u8] {
    fn from_value(value: Value<'r>) -> Result<Self, StoreError> {
        match value {
            Value::Blob(bytes) => Ok(bytes),
            _ => Err(StoreError::Damaged("a column has no bytes")),
        }
    }
}

impl FromValue<'_> for Vec<u8> {
    fn from_value(value: Value<'_>) -> Result<Self, StoreError> {
        <&[u8]>::from_value(value).map(<[u8]>::to_vec)
    }
}

impl<const N: usize> FromValue<'_> for [u8; N] {
    fn from_value(value: Value<'_>) -> Result<Self, StoreError> {
        crate::store::bytes(<&[u8]>::from_value(value)?)
    }
}

impl FromValue<'_> for Zeroizing<[u8; 32]> {
    fn from_value(value: Value<'_>) -> Result<Self, StoreError> {
        <[u8; 32]>::from_value(value).map(Self::new)
    }
}

macro_rules! ids {
    ($($id:ty)*) => {$(
        impl ToValue for $id {
            fn to_value(&self) -> Value<'_> {
                Value::Blob(self.as_bytes())
            }
        }

        impl FromValue<'_> for $id {
            fn from_value(value: Value<'_>) -> Result<Self, StoreError> {
                Ok(Self::from_slice(<&[u8]>::from_value(value)?)?)
            }
        }
    )*};
}

ids! { AccountId ChangeHash DeviceId DocumentId InstallId SiteId }

/// The parameters of a statement, in their order: a tuple, or an array of values of one type.
pub(in crate::store) trait Params {
    /// Calls `run` with the values, which stay on the stack.
    fn with<R>(&self, run: impl FnOnce(&[Value<'_>]) -> R) -> R;
}

impl Params for () {
    fn with<R>(&self, run: impl FnOnce(&[Value<'_>]) -> R) -> R {
        run(&[])
    }
}

impl<T: ToValue, const N: usize> Params for [T; N] {
    fn with<R>(&self, run: impl FnOnce(&[Value<'_>]) -> R) -> R {
        run(&self.each_ref().map(ToValue::to_value))
    }
}

macro_rules! tuples {
    ($(($($name:ident $place:tt)+))*) => {$(
        impl<$($name: ToValue),+> Params for ($($name,)+) {
            fn with<R>(&self, run: impl FnOnce(&[Value<'_>]) -> R) -> R {
                run(&[$(self.$place.to_value()),+])
            }
        }
    )*};
}

tuples! {
    (A 0 B 1)
    (A 0 B 1 C 2)
    (A 0 B 1 C 2 D 3)
    (A 0 B 1 C 2 D 3 E 4)
    (A 0 B 1 C 2 D 3 E 4 F 5)
    (A 0 B 1 C 2 D 3 E 4 F 5 G 6)
    (A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7)
    (A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8)
    (A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9)
    (A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 K 10)
}
