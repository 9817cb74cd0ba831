//! Calls about paper.

use super::{Answer, CallContext};
use crate::failure::Failure;
use crate::messages::Done;
use crate::messages::calls::{FreeCode, LogPrint, ReserveCodes};
use crate::messages::paper::{FreeCodeView, ReservedCodes};

impl Answer for ReserveCodes {
    fn answer(self, on: &mut CallContext<'_>) -> Result<ReservedCodes, Failure> {
        let codes = on.device.reserve_codes(self.count, on.now_ms, on.rng)?;
        Ok(ReservedCodes {
            codes: codes.iter().map(ToString::to_string).collect(),
        })
    }
}

impl Answer for FreeCode {
    fn answer(self, on: &mut CallContext<'_>) -> Result<FreeCodeView, Failure> {
        let code = on.device.free_code(&self.text)?;
        Ok(FreeCodeView {
            code: code.map(|code| code.to_string()),
        })
    }
}

impl Answer for LogPrint {
    fn answer(self, on: &mut CallContext<'_>) -> Result<Done, Failure> {
        on.device
            .log_print(self.kind.into(), self.count, self.record, on.now_ms)?;
        Ok(Done {})
    }
}
