//! Values as PostgreSQL takes and gives them, in its binary form.

use std::error::Error;

use tokio_postgres::types::private::BytesMut;
use tokio_postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};

use super::sealed_column::ColumnKey;
use crate::store::engine::value::Value;

type Refusal = Box<dyn Error + Sync + Send>;

/// A value that is bound, kept until its statement is sent.
#[derive(Debug)]
pub(super) enum Bound {
    Null,
    Integer(i64),
    Text(String),
    Bytes(Vec<u8>),
    Numbers(Vec<i64>),
    Ids(Vec<[u8; 16]>),
}

impl Bound {
    pub(super) fn new(value: Value<'_>, key: &ColumnKey) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Integer(number) => Self::Integer(number),
            Value::Text(text) => Self::Text(text.to_owned()),
            Value::Blob(bytes) => Self::Bytes(bytes.to_vec()),
            Value::SecretText(text) => Self::Bytes(key.seal_text(text)),
            Value::SecretBlob(bytes) => Self::Bytes(key.seal_bytes(bytes)),
            Value::Numbers(numbers) => Self::Numbers(numbers.to_vec()),
            Value::Ids(ids) => Self::Ids(ids.to_vec()),
        }
    }
}

impl ToSql for Bound {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Refusal> {
        match (self, ty) {
            (Self::Null, _) => Ok(IsNull::Yes),
            (Self::Integer(number), &Type::INT4) => i32::try_from(*number)?.to_sql(ty, out),
            (Self::Integer(number), &Type::INT8) => number.to_sql(ty, out),
            (Self::Text(text), &Type::TEXT) => text.to_sql(ty, out),
            (Self::Bytes(bytes), &Type::BYTEA) => bytes.to_sql(ty, out),
            (Self::Numbers(numbers), &Type::INT8_ARRAY) => numbers.to_sql(ty, out),
            (Self::Ids(ids), &Type::BYTEA_ARRAY) => {
                let ids: Vec<&[u8]> = ids.iter().map(|id| &id[..]).collect();
                ids.to_sql(ty, out)
            }
            // The value itself is not named: it may be somebody's.
            _ => Err(format!("a parameter of another type than {ty}").into()),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

/// A column of a row.
pub(super) struct Column<'r>(pub(super) Value<'r>);

impl<'r> FromSql<'r> for Column<'r> {
    fn from_sql(ty: &Type, raw: &'r [u8]) -> Result<Self, Refusal> {
        let value = match *ty {
            Type::INT8 => Value::Integer(i64::from_sql(ty, raw)?),
            Type::INT4 => Value::Integer(i32::from_sql(ty, raw)?.into()),
            Type::BOOL => Value::Integer(bool::from_sql(ty, raw)?.into()),
            Type::TEXT => Value::Text(<&str>::from_sql(ty, raw)?),
            Type::BYTEA => Value::Blob(raw),
            _ => return Err(format!("a column of the type {ty}").into()),
        };
        Ok(Self(value))
    }

    fn from_sql_null(_: &Type) -> Result<Self, Refusal> {
        Ok(Self(Value::Null))
    }

    fn accepts(_: &Type) -> bool {
        true
    }
}
