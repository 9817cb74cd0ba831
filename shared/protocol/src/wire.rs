//! Rules for every CBOR message: nothing follows its end, and a reader skips unknown kinds of list entries.

use minicbor::bytes::ByteVec;
use minicbor::decode::{Decode, Decoder, Error};

use crate::limits::EXCHANGE_SEGMENTS_MAX;

/// Decodes one value that fills `bytes`. It skips extra array fields inside the value and refuses bytes after
/// it.
///
/// # Errors
/// The bytes are not exactly one such value.
pub(crate) fn decode<'b, T: Decode<'b, ()>>(bytes: &'b [u8]) -> Result<T, Error> {
    let mut decoder = Decoder::new(bytes);
    let value = decoder.decode()?;
    if decoder.position() == bytes.len() {
        Ok(value)
    } else {
        Err(Error::message("bytes after the end").at(decoder.position()))
    }
}

/// Decodes an array and leaves out entries with an enum variant of a later version. A damaged
/// entry is still an error.
///
/// # Errors
/// The bytes are not an array, or a known entry in it is malformed.
pub(crate) fn known_only<'b, C, T: Decode<'b, C>>(
    decoder: &mut Decoder<'b>,
    context: &mut C,
) -> Result<Vec<T>, Error> {
    let start = decoder.position();
    let count = decoder
        .array()?
        .ok_or_else(|| Error::message("an array without its length").at(start))?;
    let mut entries = Vec::new();
    for _ in 0..count {
        let start = decoder.position();
        match T::decode(decoder, context) {
            Ok(entry) => entries.push(entry),
            Err(error) if error.is_unknown_variant() => {
                decoder.set_position(start);
                decoder.skip()?;
            }
            Err(error) => return Err(error),
        }
    }
    Ok(entries)
}

/// Decodes the segments of a message, at most one more than it may hold: the one more shows that there were too
/// many. The rest is skipped, because an empty segment takes 1 byte on the wire and 24 bytes here.
///
/// # Errors
/// The bytes are not an array of byte strings.
pub(crate) fn segments<C>(
    decoder: &mut Decoder<'_>,
    context: &mut C,
) -> Result<Vec<ByteVec>, Error> {
    let start = decoder.position();
    let count = decoder
        .array()?
        .ok_or_else(|| Error::message("an array without its length").at(start))?;
    let mut segments = Vec::new();
    for _ in 0..count {
        if segments.len() > EXCHANGE_SEGMENTS_MAX {
            decoder.skip()?;
        } else {
            segments.push(ByteVec::decode(decoder, context)?);
        }
    }
    Ok(segments)
}
