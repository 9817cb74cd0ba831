//! Whether everything that a sender brings is quarantined: a revoked device, or an account that is not bound to it.

use puente_admission::Reason;
use puente_record::AccountId;

use crate::exchange::authenticate::SenderContext;

/// The reason why every change that this device sends under this account is quarantined without a trial; `None` if there
/// is none. A change that was received before the device was revoked is not refused for that.
pub(super) fn reason_to_refuse_sender(
    context: &SenderContext,
    account: AccountId,
    came_ms: Option<i64>,
) -> Option<Reason> {
    let mut bound = context.accounts.iter().map(|(bound, _)| *bound);
    let revoked_ms = context.device.revoked_ms;
    if revoked_ms.is_some_and(|revoked_ms| came_ms.is_none_or(|came_ms| revoked_ms <= came_ms)) {
        Some(Reason::DeviceRevoked)
    } else if bound.any(|bound| bound == account) {
        None
    } else {
        Some(Reason::AccountNotBound)
    }
}
