//! The identity of this device: its key, its installs, its enrolment and its grants.

use puente_policy::{Action, Rights};
use puente_protocol::bundle::ServerKeys;
use puente_protocol::enrolment::Binding;
use puente_protocol::page::{Grant, Grants};
use puente_record::DocumentKind;
use puente_record::id::{AccountId, InstallId, ServerId, SiteId};
use rusqlite::{Connection, OptionalExtension, params};

use super::{holders, id_column, refill, sites};
use crate::Error;

/// The device's own row.
pub(crate) struct DeviceRow {
    pub(crate) secret: zeroize::Zeroizing<[u8; 32]>,
    pub(crate) install: InstallId,
}

pub(crate) fn device(conn: &Connection) -> Result<DeviceRow, Error> {
    conn.query_row("SELECT secret, install FROM device", [], |row| {
        let secret = row.get::<_, [u8; 32]>(0)?;
        Ok(DeviceRow {
            secret: zeroize::Zeroizing::new(secret),
            install: id_column!(row, 1, InstallId)?,
        })
    })
    .map_err(Error::from)
}

pub(crate) fn has_device(conn: &Connection) -> Result<bool, Error> {
    Ok(conn.query_row("SELECT EXISTS (SELECT 1 FROM device)", [], |row| row.get(0))?)
}

pub(crate) fn insert_device(
    conn: &Connection,
    secret: &[u8; 32],
    install: InstallId,
    now_ms: i64,
) -> Result<(), Error> {
    conn.execute(
        "INSERT INTO device (one, secret, install, created_ms) VALUES (1, ?1, ?2, ?3)",
        params![secret, install.as_bytes(), now_ms],
    )?;
    start_install(conn, install)
}

/// Begins an empty log and makes it the current one.
pub(crate) fn start_install(conn: &Connection, install: InstallId) -> Result<(), Error> {
    let none = puente_protocol::segment::NO_SEGMENT;
    conn.execute(
        "INSERT INTO install (install, last_hash) VALUES (?1, ?2)",
        params![install.as_bytes(), none],
    )?;
    conn.execute("UPDATE device SET install = ?1", [install.as_bytes()])?;
    Ok(())
}

/// The state of an install's log.
#[derive(Debug, Clone, Copy)]
pub(crate) struct InstallRow {
    pub(crate) next_n: u64,
    pub(crate) acked_n: u64,
    pub(crate) last_hash: [u8; 32],
}

pub(crate) fn install(conn: &Connection, install: InstallId) -> Result<InstallRow, Error> {
    let mut statement =
        conn.prepare_cached("SELECT next_n, acked_n, last_hash FROM install WHERE install = ?1")?;
    Ok(statement.query_row([install.as_bytes()], |row| {
        Ok(InstallRow {
            next_n: row.get(0)?,
            acked_n: row.get(1)?,
            last_hash: row.get(2)?,
        })
    })?)
}

/// As [`install`], for an install that may not be one of this store.
pub(crate) fn find_install(conn: &Connection, id: InstallId) -> Result<Option<InstallRow>, Error> {
    let mut statement = conn.prepare_cached("SELECT 1 FROM install WHERE install = ?1")?;
    match statement.exists([id.as_bytes()])? {
        true => install(conn, id).map(Some),
        false => Ok(None),
    }
}

pub(crate) fn set_acked(conn: &Connection, install: InstallId, acked_n: u64) -> Result<(), Error> {
    conn.execute(
        "UPDATE install SET acked_n = ?2 WHERE install = ?1",
        params![install.as_bytes(), acked_n],
    )?;
    Ok(())
}

/// Returns a number that was never used before in this install. Commit it before sending it.
pub(crate) fn raise_counter(conn: &Connection, install: InstallId) -> Result<u64, Error> {
    let mut statement = conn.prepare_cached(
        "UPDATE install SET counter = counter + 1 WHERE install = ?1 RETURNING counter",
    )?;
    Ok(statement.query_row([install.as_bytes()], |row| row.get(0))?)
}

/// As [`raise_counter`], for the stream of pokes.
pub(crate) fn raise_events_counter(conn: &Connection, install: InstallId) -> Result<u64, Error> {
    Ok(conn.query_row(
        "UPDATE install SET events_counter = events_counter + 1 WHERE install = ?1 RETURNING events_counter",
        [install.as_bytes()],
        |row| row.get(0),
    )?)
}

/// The enrolment of the device and of its present user.
#[derive(Debug, Clone)]
pub(crate) struct EnrolmentRow {
    pub(crate) server: ServerId,
    pub(crate) url: String,
    pub(crate) account: AccountId,
    pub(crate) name: String,
    pub(crate) site: SiteId,
    pub(crate) generation: u64,
    pub(crate) revoked: bool,
    pub(crate) cursor: Vec<u8>,
    pub(crate) upload_bytes: u64,
    pub(crate) last_contact_ms: Option<i64>,
    /// Set when the server knows neither the device nor its present user.
    pub(crate) unknown: Option<Unknown>,
    /// The server's binding for the account of the present user.
    pub(crate) binding: Option<Binding>,
}

/// What a server does not know after a restore to a time before an enrolment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unknown {
    Device,
    /// It knows the device, by other people who use it or did.
    Person,
}

pub(crate) fn enrolment(conn: &Connection) -> Result<Option<EnrolmentRow>, Error> {
    let mut statement = conn.prepare_cached(
        "SELECT server, url, author.account, author.name, author.site, generation, revoked, cursor,
             upload_bytes, last_contact_ms, is_unknown, author.binding, coalesce(holder.is_forgotten, 0)
         FROM enrolment, temp.signed_in JOIN author ON author.id = signed_in.author
         LEFT JOIN holder ON holder.author = author.id",
    )?;
    let row = statement.query_row([], |row| {
        Ok(EnrolmentRow {
            server: id_column!(row, 0, ServerId)?,
            url: row.get(1)?,
            account: id_column!(row, 2, AccountId)?,
            name: row.get(3)?,
            site: id_column!(row, 4, SiteId)?,
            generation: row.get(5)?,
            revoked: row.get(6)?,
            cursor: row.get(7)?,
            upload_bytes: row.get(8)?,
            last_contact_ms: row.get(9)?,
            unknown: match (row.get(10)?, row.get(12)?) {
                (true, _) => Some(Unknown::Device),
                (false, true) => Some(Unknown::Person),
                (false, false) => None,
            },
            binding: row
                .get_ref(11)?
                .as_blob_or_null()?
                .and_then(|binding| minicbor::decode(binding).ok()),
        })
    });
    Ok(row.optional()?)
}

/// The site of the people who are registered on this device: the site whose code enrolled it, or, when its user
/// writes elsewhere now, the first of those sites.
pub(crate) fn home(conn: &Connection) -> Result<Option<SiteId>, Error> {
    let Some(enrolled) = enrolment(conn)? else {
        return Ok(None);
    };
    let rights = rights(conn)?;
    let sites: Vec<SiteId> = rights.sites(Action::Write, DocumentKind::Core).collect();
    if sites.contains(&enrolled.site) {
        return Ok(Some(enrolled.site));
    }
    // Without any grant it stays unchanged, because what is written soon after a grant ended still counts.
    Ok(sites.first().copied().or(Some(enrolled.site)))
}

pub(crate) fn insert_enrolment(conn: &Connection, row: &EnrolmentRow) -> Result<(), Error> {
    conn.execute(
        "INSERT INTO enrolment (one, server, url, account, name, site, generation, revoked, cursor, upload_bytes)
         VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        params![
            row.server.as_bytes(),
            row.url,
            row.account.as_bytes(),
            row.name,
            row.site.as_bytes(),
            row.generation,
            row.revoked,
            row.cursor,
            row.upload_bytes,
        ],
    )?;
    Ok(())
}

/// Records that the server does not know this device. Only a new enrolment makes it known.
pub(crate) fn set_unknown(conn: &Connection) -> Result<(), Error> {
    conn.execute("UPDATE enrolment SET is_unknown = 1", [])?;
    Ok(())
}

/// Replaces the enrolment by another, at a server that was restored to a time before it. Registrations and the
/// log stay, and so does the recovery key when the server no longer knows one.
pub(crate) fn renew(conn: &Connection, row: &EnrolmentRow, now_ms: i64) -> Result<(), Error> {
    let recovery = server_keys(conn)?.and_then(|keys| keys.recovery);
    conn.execute("DELETE FROM enrolment", [])?;
    insert_enrolment(conn, row)?;
    conn.execute(
        "UPDATE enrolment SET restored_ms = ?1, recovery_key = ?2",
        params![now_ms, recovery],
    )?;
    refill::begin(conn)
}

pub(crate) fn set_cursor(conn: &Connection, cursor: &[u8], now_ms: i64) -> Result<(), Error> {
    // A device that gets an answer is known.
    let mut statement = conn
        .prepare_cached("UPDATE enrolment SET cursor = ?1, last_contact_ms = ?2, is_unknown = 0")?;
    statement.execute(params![cursor, now_ms])?;
    Ok(())
}

pub(crate) fn set_upload_bytes(conn: &Connection, upload_bytes: u64) -> Result<(), Error> {
    conn.execute("UPDATE enrolment SET upload_bytes = ?1", [upload_bytes])?;
    Ok(())
}

/// Makes the next exchange ask for the grants again: since the enrolment the server may have been restored to a
/// time before it, and only an exchange leaves a cursor by which it would notice.
pub(crate) fn ask_for_grants(conn: &Connection) -> Result<(), Error> {
    conn.execute("UPDATE enrolment SET generation = 0", [])?;
    Ok(())
}

pub(crate) fn set_grants(conn: &Connection, grants: &Grants, now_ms: i64) -> Result<(), Error> {
    if let Some(keys) = &grants.keys {
        set_server_keys(conn, keys, now_ms)?;
    }
    take_sites(conn, grants)?;
    conn.execute(
        "UPDATE enrolment SET generation = ?1, revoked = ?2",
        params![grants.generation, grants.revoked],
    )?;
    if let Some(accounts) = &grants.accounts {
        holders::set_known(conn, accounts)?;
    }
    conn.execute("DELETE FROM grant_to", [])?;
    for grant in &grants.at {
        conn.execute(
            "INSERT INTO grant_to (account, site, role, site_name, ends_ms) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![
                grant.account.as_ref().map(AccountId::as_bytes),
                grant.site.as_bytes(),
                grant.role.as_str(),
                grant.site_name,
                grant.ends_ms
            ],
        )?;
    }
    Ok(())
}

/// Facts that do not verify, or of another server, are not accepted: the previous ones stay.
fn take_sites(conn: &Connection, grants: &Grants) -> Result<(), Error> {
    let (Some(signed), Some(keys)) = (&grants.sites, server_keys(conn)?) else {
        return Ok(());
    };
    let server: Option<[u8; 16]> = conn
        .query_row("SELECT server FROM enrolment", [], |row| row.get(0))
        .optional()?;
    match signed.open(&keys.receipt) {
        Ok(told) if Some(*told.server.as_bytes()) == server && told.epoch == keys.epoch => {
            sites::set(conn, &told)
        }
        _ => Ok(()),
    }
}

/// A changed epoch means that the server was restored from a backup.
///
/// A recovery key that is left out does not remove the known one: a server that was restored to a time before
/// the key was set says nothing about what this device has sealed and still has to delete.
fn set_server_keys(conn: &Connection, keys: &ServerKeys, now_ms: i64) -> Result<(), Error> {
    let before = server_keys(conn)?;
    if before.is_some_and(|before| before.epoch != keys.epoch) {
        refill::begin(conn)?;
    }
    conn.execute(
        "UPDATE enrolment SET restored_ms = CASE WHEN epoch <> ?1 THEN ?4 ELSE restored_ms END,
             epoch = ?1, courier_key = ?2, receipt_key = ?3,
             recovery_key = coalesce(?5, recovery_key)",
        params![
            keys.epoch,
            keys.courier,
            keys.receipt,
            now_ms,
            keys.recovery
        ],
    )?;
    Ok(())
}

pub(crate) fn server_keys(conn: &Connection) -> Result<Option<ServerKeys>, Error> {
    let mut statement = conn.prepare_cached(
        "SELECT epoch, courier_key, receipt_key, recovery_key FROM enrolment WHERE epoch IS NOT NULL",
    )?;
    let row = statement.query_row([], |row| {
        Ok(ServerKeys {
            epoch: row.get(0)?,
            courier: row.get(1)?,
            receipt: row.get(2)?,
            recovery: row.get(3)?,
        })
    });
    Ok(row.optional()?)
}

/// When this device learnt that its server had been restored from a backup.
pub(crate) fn restored_ms(conn: &Connection) -> Result<Option<i64>, Error> {
    let mut statement = conn.prepare_cached("SELECT restored_ms FROM enrolment")?;
    let row = statement.query_row([], |row| row.get(0)).optional()?;
    Ok(row.flatten())
}

/// The grants of the present user.
pub(crate) fn grants(conn: &Connection) -> Result<Vec<Grant>, Error> {
    let mine = holders::account(conn, holders::author(conn)?)?;
    let mut grants = grants_of_all(conn)?;
    grants.retain(|grant| grant.account.is_none_or(|account| account == mine));
    Ok(grants)
}

/// The rights of the signed-in person.
pub(crate) fn rights(conn: &Connection) -> Result<Rights, Error> {
    Ok(rights_by(&grants(conn)?))
}

/// The rights of all people who use this device.
pub(crate) fn rights_of_all(conn: &Connection) -> Result<Rights, Error> {
    Ok(rights_by(&grants_of_all(conn)?))
}

fn rights_by(grants: &[Grant]) -> Rights {
    grants
        .iter()
        .map(|grant| (grant.site, grant.role))
        .collect()
}

/// The grants of all people who use this device.
fn grants_of_all(conn: &Connection) -> Result<Vec<Grant>, Error> {
    let mut statement = conn.prepare_cached(
        "SELECT account, site, role, site_name, ends_ms FROM grant_to ORDER BY site_name, role",
    )?;
    let rows = statement.query_map([], |row| {
        let account: Option<[u8; 16]> = row.get(0)?;
        Ok((
            account.map(AccountId::from_bytes),
            id_column!(row, 1, SiteId)?,
            row.get::<_, String>(2)?,
            row.get(3)?,
            row.get(4)?,
        ))
    })?;
    rows.map(|row| {
        let (account, site, role, site_name, ends_ms) = row?;
        let role = role.parse().map_err(|_| Error::Damaged("grant_to.role"))?;
        Ok(Grant {
            site,
            site_name,
            role,
            account,
            ends_ms,
        })
    })
    .collect()
}
