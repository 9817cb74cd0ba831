//! The name of a log, which is also the name of its key.

use std::fmt;
use std::str::FromStr;

use puente_record::ServerId;

/// A server's log in one epoch, as `puente/SERVER/EPOCH`: a restored server begins another log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LogName {
    /// The server.
    pub server: ServerId,
    /// Its epoch.
    pub epoch: u32,
}

/// The text is not the name of a log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the name of a log: puente/SERVER/EPOCH")]
pub struct LogNameError;

impl fmt::Display for LogName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "puente/{}/{}", self.server, self.epoch)
    }
}

impl FromStr for LogName {
    type Err = LogNameError;

    fn from_str(text: &str) -> Result<Self, LogNameError> {
        let read = || {
            let (server, epoch) = text.strip_prefix("puente/")?.split_once('/')?;
            let (server, epoch) = (server.parse().ok()?, epoch.parse().ok()?);
            let name = Self { server, epoch };
            (name.to_string() == text).then_some(name)
        };
        read().ok_or(LogNameError)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_one_spelling() {
        let server = ServerId::from_bytes([1; 16]);
        let name = LogName { server, epoch: 2 };
        assert_eq!(name.to_string().parse(), Ok(name));
        for text in ["", "puente", "puente/x/2", &format!("puente/{server}/02")] {
            assert_eq!(text.parse::<LogName>(), Err(LogNameError), "{text}");
        }
    }
}
