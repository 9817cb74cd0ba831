//! The author of a change, as far as the device was told.

use puente_record::id::{AccountId, DeviceId, SiteId};

/// The author of a change.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Author {
    /// The person's account; all zeros for what this device wrote before it was enrolled.
    #[cfg_attr(feature = "typescript", ts(as = "String"))]
    pub account: AccountId,
    /// The device.
    #[cfg_attr(feature = "typescript", ts(as = "String"))]
    pub device: DeviceId,
    /// The person's name as given at enrolment.
    pub name: String,
    /// The site whose code the device was enrolled with.
    #[cfg_attr(feature = "typescript", ts(as = "String"))]
    pub site: SiteId,
}
