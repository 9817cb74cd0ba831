//! Numbers of variable length, seven bits a byte, least significant first.
//!
//! Overlong numbers are not refused here: the guard writes the whole change again and compares.

use super::GuardError;

/// The unread bytes of a change.
#[derive(Debug, Clone, Copy)]
pub(super) struct ChangeBytes<'a>(pub(super) &'a [u8]);

impl<'a> ChangeBytes<'a> {
    pub(super) fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn take(&mut self, length: usize) -> Result<&'a [u8], GuardError> {
        let (taken, rest) = self
            .0
            .split_at_checked(length)
            .ok_or(GuardError::Truncated)?;
        self.0 = rest;
        Ok(taken)
    }

    pub(super) fn array<const N: usize>(&mut self) -> Result<[u8; N], GuardError> {
        let (taken, rest) = self
            .0
            .split_first_chunk::<N>()
            .ok_or(GuardError::Truncated)?;
        self.0 = rest;
        Ok(*taken)
    }

    pub(super) fn byte(&mut self) -> Result<u8, GuardError> {
        let (byte, rest) = self.0.split_first().ok_or(GuardError::Truncated)?;
        self.0 = rest;
        Ok(*byte)
    }

    /// An unsigned number of at most 63 bits: no field of a change needs the 64th.
    pub(super) fn unsigned(&mut self) -> Result<u64, GuardError> {
        let mut value = 0u64;
        for shift in (0..63).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Ok(value);
            }
        }
        Err(GuardError::NumberTooLarge)
    }

    /// A signed number of at most 63 bits.
    pub(super) fn signed(&mut self) -> Result<i64, GuardError> {
        let mut value = 0i64;
        for shift in (0..63).step_by(7) {
            let byte = self.byte()?;
            value |= i64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                let unused_bits = 64 - (shift + 7);
                return Ok((value << unused_bits) >> unused_bits);
            }
        }
        Err(GuardError::NumberTooLarge)
    }

    /// An unsigned number that counts something; returns `refusal` when it exceeds `max`.
    pub(super) fn count(&mut self, max: usize, refusal: GuardError) -> Result<usize, GuardError> {
        match usize::try_from(self.unsigned()?) {
            Ok(count) if count <= max => Ok(count),
            _ => Err(refusal),
        }
    }

    /// Bytes after their length; returns `refusal` when the length exceeds `max`.
    pub(super) fn prefixed(
        &mut self,
        max: usize,
        refusal: GuardError,
    ) -> Result<&'a [u8], GuardError> {
        let length = self.count(max, refusal)?;
        self.take(length)
    }
}

pub(super) fn write_unsigned(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push(value.to_le_bytes()[0] | 0x80);
        value >>= 7;
    }
    out.push(value.to_le_bytes()[0]);
}

/// The length of an unsigned number in bytes.
pub(super) fn unsigned_bytes(value: usize) -> usize {
    let bits = usize::BITS - value.leading_zeros();
    bits.div_ceil(7).max(1) as usize
}

pub(super) fn write_signed(out: &mut Vec<u8>, mut value: i64) {
    loop {
        let byte = value.to_le_bytes()[0] & 0x7f;
        value >>= 7;
        let sign_is_clear = byte & 0x40 == 0;
        if (value == 0 && sign_is_clear) || (value == -1 && !sign_is_clear) {
            out.push(byte);
            return;
        }
        out.push(byte | 0x80);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn numbers_survive(unsigned in 0u64..1 << 62, signed in -(1i64 << 61)..1 << 61) {
            let mut out = Vec::new();
            write_unsigned(&mut out, unsigned);
            write_signed(&mut out, signed);
            let mut input = ChangeBytes(&out);
            prop_assert_eq!(input.unsigned(), Ok(unsigned));
            prop_assert_eq!(input.signed(), Ok(signed));
            prop_assert!(input.is_empty());
        }
    }

    #[test]
    fn endless_and_cut_numbers_are_refused() {
        assert_eq!(
            ChangeBytes(&[0xff; 20]).unsigned(),
            Err(GuardError::NumberTooLarge)
        );
        assert_eq!(
            ChangeBytes(&[0xff; 20]).signed(),
            Err(GuardError::NumberTooLarge)
        );
        assert_eq!(ChangeBytes(&[0xff]).unsigned(), Err(GuardError::Truncated));
    }
}
