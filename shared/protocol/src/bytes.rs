//! Reads and writes the binary forms that are not CBOR: LEB128 numbers and slices with a length.

/// The bytes ended too early, or a number was not in its shortest form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the bytes are cut or not in their shortest form")]
pub struct TruncatedBytes;

/// A cursor over borrowed bytes. Every method fails instead of reading past the end.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    /// Reads from the start of `bytes`.
    #[must_use]
    pub fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    /// The bytes that have not been read yet.
    #[must_use]
    pub fn rest(&self) -> &'a [u8] {
        self.0
    }

    /// The next `count` bytes.
    ///
    /// # Errors
    /// Fewer bytes are left.
    pub fn take(&mut self, count: usize) -> Result<&'a [u8], TruncatedBytes> {
        let (head, tail) = self.0.split_at_checked(count).ok_or(TruncatedBytes)?;
        self.0 = tail;
        Ok(head)
    }

    /// The next bytes as an array.
    ///
    /// # Errors
    /// Fewer bytes are left.
    pub fn array<const N: usize>(&mut self) -> Result<[u8; N], TruncatedBytes> {
        self.take(N)?.try_into().map_err(|_| TruncatedBytes)
    }

    /// An unsigned LEB128 number in its shortest form.
    ///
    /// # Errors
    /// The number is cut, longer than 64 bits, or padded.
    pub fn uleb(&mut self) -> Result<u64, TruncatedBytes> {
        let mut value = 0u64;
        for shift in (0..64).step_by(7) {
            let byte = self.array::<1>()?[0];
            let bits = u64::from(byte & 0x7f);
            if shift == 63 && bits > 1 || shift > 0 && byte == 0 {
                return Err(TruncatedBytes);
            }
            value |= bits << shift;
            if byte & 0x80 == 0 {
                return Ok(value);
            }
        }
        Err(TruncatedBytes)
    }

    /// A length as LEB128, then that many bytes.
    ///
    /// # Errors
    /// As [`Reader::uleb`] and [`Reader::take`].
    pub fn counted(&mut self) -> Result<&'a [u8], TruncatedBytes> {
        let count = usize::try_from(self.uleb()?).map_err(|_| TruncatedBytes)?;
        self.take(count)
    }

    /// A signed LEB128 number in its shortest form.
    ///
    /// # Errors
    /// The number is cut, longer than 64 bits, or padded.
    pub fn sleb(&mut self) -> Result<i64, TruncatedBytes> {
        let mut value = 0i64;
        let mut before = 0u8;
        for shift in (0..64).step_by(7) {
            let byte = self.array::<1>()?[0];
            // The last byte may only repeat the sign; it is padding when the byte before showed it.
            let sign_only = byte == 0 || byte == 0x7f;
            let shown = (byte == 0) == (before & 0x40 == 0);
            if shift == 63 && !sign_only || shift > 0 && sign_only && shown {
                return Err(TruncatedBytes);
            }
            value |= i64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                if shift < 63 && byte & 0x40 != 0 {
                    value |= -1i64 << (shift + 7);
                }
                return Ok(value);
            }
            before = byte;
        }
        Err(TruncatedBytes)
    }
}

/// Appends an unsigned LEB128 number.
pub fn put_uleb(out: &mut Vec<u8>, mut value: u64) {
    loop {
        let byte = (value & 0x7f) as u8;
        value >>= 7;
        if value == 0 {
            out.push(byte);
            return;
        }
        out.push(byte | 0x80);
    }
}

/// Appends a signed LEB128 number.
pub fn put_sleb(out: &mut Vec<u8>, mut value: i64) {
    loop {
        let byte = (value & 0x7f) as u8;
        value >>= 7;
        if (value == 0 && byte & 0x40 == 0) || (value == -1 && byte & 0x40 != 0) {
            out.push(byte);
            return;
        }
        out.push(byte | 0x80);
    }
}
