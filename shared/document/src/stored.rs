//! Encodes a value for the wire and the journal as the text that stands in a document.

use minicbor::decode::Error as DecodeError;
use minicbor::encode::{Error as EncodeError, Write};
use minicbor::{Decoder, Encoder};
use puente_record::Value;

pub(crate) fn encode<C, W: Write>(
    value: &Value,
    e: &mut Encoder<W>,
    _: &mut C,
) -> Result<(), EncodeError<W::Error>> {
    // A value too long to store is never written, so it need not travel either.
    let stored = value.to_stored().map_err(EncodeError::custom)?;
    e.str(&stored)?.ok()
}

pub(crate) fn decode<C>(d: &mut Decoder<'_>, _: &mut C) -> Result<Value, DecodeError> {
    d.str().map(Value::from_stored)
}
