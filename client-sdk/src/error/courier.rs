//! What can fail where others carry what is unsent.

/// Why the courier was not used. Nothing was lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CourierError {
    /// The server's keys are not known here: sync once.
    #[error("the server's keys for couriers are not known here")]
    NoKeys,
    /// Not a bundle, or not one of this version.
    #[error("not a bundle")]
    NotABundle,
    /// For another server than this device's: its colleagues carry it.
    #[error("the bundle is for another server")]
    OtherServer,
    /// The device carries as much as it may: sync first.
    #[error("this device carries as much as it may")]
    Full,
    /// Not a receipt that this device's server signed: ask for it again.
    #[error("not a receipt of this device's server")]
    NotSigned,
    /// A receipt for another device, or for a copy of this one.
    #[error("the receipt is not for this device")]
    NotMine,
    /// The receipt is older than a restored backup: what it says is no longer so.
    #[error("the server was restored after this receipt")]
    Outlived,
}
