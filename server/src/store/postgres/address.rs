//! Where a PostgreSQL server is, and the key that opens what is sealed there.

use std::fmt;
use std::path::PathBuf;

use tokio_postgres::Config;
use tokio_postgres::config::{Host, SslMode, TargetSessionAttrs};
use zeroize::Zeroizing;

use crate::store::OpenError;

/// The parameter of an address that names the authority which signed the server's certificate, as in `libpq`.
const AUTHORITY: &str = "sslrootcert";

/// A database of PostgreSQL, and how to open it.
#[derive(Clone)]
pub struct PostgresServer {
    /// Hosts, the database, user and password.
    pub(super) config: Config,
    /// The certificates of the authority that signed the server's. Without it the line is not encrypted.
    pub(super) authority: Option<PathBuf>,
    /// Commits may be lost with a machine.
    pub(super) may_lose: bool,
    /// The key of the server, from which the key of the sealed columns follows.
    pub(in crate::store) key: Zeroizing<[u8; 32]>,
}

impl fmt::Debug for PostgresServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PostgresServer")
            .field("place", &self.place())
            .field("may_lose", &self.may_lose)
            .finish_non_exhaustive()
    }
}

impl PostgresServer {
    /// Reads an address like `postgres://puente@host/puente?sslrootcert=/etc/puente/ca.pem`. Several hosts stand side by
    /// side, and the one that takes writes is used. With `may_lose`, commits that wait for no second machine are taken
    /// too.
    ///
    /// # Errors
    /// [`OpenError::Address`]; [`OpenError::NoTls`]: a host is another machine, and no authority is named.
    pub fn parse(
        address: &str,
        may_lose: bool,
        key: Zeroizing<[u8; 32]>,
    ) -> Result<Self, OpenError> {
        let (address, authority) = without_authority(address);
        let mut config: Config = address
            .parse()
            // The error names the parameter, never the password.
            .map_err(|error: tokio_postgres::Error| OpenError::Address(error.to_string()))?;
        if authority.is_none() && !config.get_hosts().iter().all(is_here) {
            return Err(OpenError::NoTls);
        }
        config
            .ssl_mode(match authority {
                Some(_) => SslMode::Require,
                None => SslMode::Disable,
            })
            .target_session_attrs(TargetSessionAttrs::ReadWrite)
            .application_name("puente")
            .connect_timeout(super::connect::CONNECT_TIMEOUT)
            .keepalives_idle(super::connect::KEEPALIVE)
            .tcp_user_timeout(super::connect::CONNECT_TIMEOUT);
        Ok(Self {
            config,
            authority,
            may_lose,
            key,
        })
    }

    /// What to call it: hosts and the database, without user and password.
    pub(in crate::store) fn place(&self) -> String {
        let hosts = self.config.get_hosts().iter().map(|host| match host {
            Host::Tcp(name) => name.clone(),
            Host::Unix(path) => path.display().to_string(),
        });
        let hosts: Vec<String> = hosts.collect();
        let database = self.config.get_dbname().unwrap_or_default();
        format!("postgres://{}/{database}", hosts.join(","))
    }
}

/// Whether this host is this machine.
fn is_here(host: &Host) -> bool {
    match host {
        Host::Unix(_) => true,
        Host::Tcp(name) => {
            let address = name.parse::<std::net::IpAddr>();
            name == "localhost" || address.is_ok_and(|address| address.is_loopback())
        }
    }
}

/// An address without the parameter that names the authority, and that.
fn without_authority(address: &str) -> (String, Option<PathBuf>) {
    let Some((before, parameters)) = address.split_once('?') else {
        return (address.to_owned(), None);
    };
    let mut authority = None;
    let kept: Vec<&str> = parameters
        .split('&')
        .filter(|parameter| match parameter.split_once('=') {
            Some((AUTHORITY, path)) => {
                authority = Some(PathBuf::from(path));
                false
            }
            _ => true,
        })
        .collect();
    let separator = if kept.is_empty() { "" } else { "?" };
    (format!("{before}{separator}{}", kept.join("&")), authority)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(address: &str) -> Result<PostgresServer, OpenError> {
        PostgresServer::parse(address, false, [1; 32].into())
    }

    #[test]
    fn a_database_on_another_machine_is_reached_with_a_named_authority_alone() {
        for here in [
            "postgres://puente:secret@localhost/puente",
            "postgres://puente@127.0.0.1,[::1]/puente",
            "postgres://puente@%2Fvar%2Frun%2Fpostgresql/puente",
        ] {
            assert!(parse(here).unwrap().authority.is_none(), "{here}");
        }
        let there = "postgres://puente:secret@db1.example,db2.example/puente";
        assert!(matches!(parse(there), Err(OpenError::NoTls)));
        let mixed = "postgres://puente@localhost,db2.example/puente?connect_timeout=3";
        assert!(matches!(parse(mixed), Err(OpenError::NoTls)));
        let named = parse(&format!(
            "{there}?sslrootcert=/etc/ca.pem&connect_timeout=3"
        ))
        .unwrap();
        assert_eq!(named.authority, Some(PathBuf::from("/etc/ca.pem")));
        assert_eq!(named.config.get_ssl_mode(), SslMode::Require);
        assert_eq!(named.place(), "postgres://db1.example,db2.example/puente");
        assert!(!format!("{named:?}").contains("secret"));
        let wrong = parse("postgres://puente:secret@localhost/puente?what=1");
        assert!(!wrong.unwrap_err().to_string().contains("secret"));
    }
}
