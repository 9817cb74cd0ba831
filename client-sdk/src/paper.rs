//! Paper: blank forms and cards with reserved codes, and the log of what was printed.

use puente_protocol::device_log::{DeviceLogKind, DeviceLogLine};
use puente_record::RecordCode;
use puente_record::id::RecordId;
use rand_core::Rng as _;

use crate::store::{device_log, reserved_codes};
use crate::{Device, Error, Rng};

/// Most codes at once: more sheets than a printer holds.
const RESERVED_MAX: usize = 500;

impl Device {
    /// Reserves codes for blank forms or cards, at most 500. No record on this device has one of them, or will get it by
    /// itself.
    ///
    /// # Errors
    /// See [`Error::advice`].
    pub fn reserve_codes(
        &mut self,
        count: usize,
        now_ms: i64,
        rng: &mut Rng,
    ) -> Result<Vec<RecordCode>, Error> {
        let tx = self.conn.transaction()?;
        let mut codes = Vec::new();
        while codes.len() < count.min(RESERVED_MAX) {
            let mut random = [0; 16];
            rng.fill_bytes(&mut random);
            let code = RecordCode::generate(random);
            if !reserved_codes::is_used(&tx, code)? {
                reserved_codes::insert(&tx, code, now_ms)?;
                codes.push(code);
            }
        }
        tx.commit()?;
        Ok(codes)
    }

    /// The code as it is written, when it is one and no record on this device has it: it may stand on a blank form or card,
    /// of this device or of another.
    ///
    /// # Errors
    /// See [`Error::advice`].
    pub fn free_code(&self, text: &str) -> Result<Option<RecordCode>, Error> {
        let Ok(code) = text.parse::<RecordCode>() else {
            return Ok(None);
        };
        let is_taken = reserved_codes::is_of_record(&self.conn, &code.to_string())?;
        Ok((!is_taken).then_some(code))
    }

    /// Notes that something was printed. The line goes up with the next segments, in the name of the person who is signed
    /// in.
    ///
    /// # Errors
    /// See [`Error::advice`].
    pub fn log_print(
        &mut self,
        kind: DeviceLogKind,
        count: u32,
        record: Option<RecordId>,
        now_ms: i64,
    ) -> Result<(), Error> {
        let line = DeviceLogLine {
            time_ms: now_ms,
            kind,
            count,
            record,
        };
        let tx = self.conn.transaction()?;
        device_log::insert(&tx, &line)?;
        tx.commit()?;
        Ok(())
    }
}
