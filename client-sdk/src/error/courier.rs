//! What can fail when others carry unsent changes.

/// Why the courier could not be used. Nothing was lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CourierError {
    /// The device does not know the server's keys: sync once.
    #[error("the server's keys for couriers are not known here")]
    NoKeys,
    /// The bytes are not a bundle, or not one of this version.
    #[error("not a bundle")]
    NotABundle,
    /// The bundle is for another server than this device's: a colleague at that server must carry it.
    #[error("the bundle is for another server")]
    OtherServer,
    /// The device carries as much as it may: sync first.
    #[error("this device carries as much as it may")]
    Full,
    /// The bytes are not a receipt that this device's server signed: ask for it again.
    #[error("not a receipt of this device's server")]
    NotSigned,
    /// The receipt is for another device, or for a copy of this one.
    #[error("the receipt is not for this device")]
    NotMine,
    /// The receipt is older than a restored backup: its content is no longer true.
    #[error("the server was restored after this receipt")]
    Outlived,
}
