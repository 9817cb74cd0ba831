//! What is on the server's disk, read directly with the key.

use std::collections::{BTreeMap, BTreeSet};

use puente_document::Document;
use puente_policy::{Action, GRACE_MS, Role, allows};
use puente_protocol::ChangeState;
use puente_protocol::change::expand;
use puente_record::DocumentKind;
use puente_record::id::{ChangeHash, DeviceId, DocumentId, InstallId, RecordId, SiteId};

use puente_server::store::change::from_stored_number;
use puente_server::store::sealing::RecordKey;
use rusqlite::Connection;
use zeroize::Zeroizing;

use super::token::{Token, tokens_in};

/// A change as the server holds it.
pub(super) struct KeptChange {
    pub(super) nr: i64,
    pub(super) document: DocumentId,
    pub(super) record: RecordId,
    pub(super) hash: ChangeHash,
    pub(super) state: ChangeState,
    /// The name of the author's account.
    pub(super) author: String,
    pub(super) tokens: BTreeSet<Token>,
}

/// A document as the server holds it.
pub(super) struct KeptDocument {
    pub(super) record: RecordId,
    pub(super) document: Document,
}

/// Roles at sites.
pub(super) type Roles = Vec<(SiteId, Role)>;

fn id<T>(row: &rusqlite::Row<'_>, column: usize, make: impl Fn(&[u8]) -> Option<T>) -> T {
    let bytes = row
        .get_ref(column)
        .expect("a column")
        .as_blob()
        .expect("a blob");
    make(bytes).expect("an id")
}

fn document_id(bytes: &[u8]) -> Option<DocumentId> {
    DocumentId::from_slice(bytes).ok()
}

fn device_id(bytes: &[u8]) -> Option<DeviceId> {
    DeviceId::from_slice(bytes).ok()
}

fn site_id(bytes: &[u8]) -> Option<SiteId> {
    SiteId::from_slice(bytes).ok()
}

fn key(row: &rusqlite::Row<'_>, column: usize) -> RecordKey {
    RecordKey::new(Zeroizing::new(row.get(column).expect("32 bytes")))
}

fn all<T>(db: &Connection, sql: &str, read: impl Fn(&rusqlite::Row<'_>) -> T) -> Vec<T> {
    let mut statement = db.prepare_cached(sql).expect("the schema is known");
    let rows = statement
        .query_map([], |row| Ok(read(row)))
        .expect("the disk is readable");
    rows.map(|row| row.expect("the disk is readable")).collect()
}

/// The changes from row `from_nr` on, in the order in which they came.
pub(super) fn changes(db: &Connection, from_nr: i64) -> Vec<KeptChange> {
    let sql = format!(
        "SELECT c.nr, d.id, r.id, c.hash, c.state, c.body, k.key, coalesce(a.name, '') FROM change c
         JOIN document d ON d.nr = c.document JOIN record r ON r.nr = d.record
         JOIN record_key k ON k.record = r.nr
         JOIN author au ON au.nr = c.author LEFT JOIN account a ON a.id = au.account
         WHERE c.nr >= {from_nr} ORDER BY c.nr"
    );
    all(db, &sql, |row| {
        let hash = id(row, 3, |bytes| ChangeHash::from_slice(bytes).ok());
        let sealed: Vec<u8> = row.get(5).expect("a body");
        // The server keeps no body of a change that turns out to be of an erased record.
        let tokens = if sealed.is_empty() {
            Default::default()
        } else {
            let slim = key(row, 6).open_change(&hash, &sealed).expect("opens");
            tokens_in(&expand(&slim, None, 0, |_| None).expect("expands"))
        };
        KeptChange {
            nr: row.get(0).expect("a number"),
            document: id(row, 1, document_id),
            record: id(row, 2, document_id),
            hash,
            state: from_stored_number(row.get(4).expect("a number")).expect("a state"),
            author: row.get(7).expect("a name"),
            tokens,
        }
    })
}

/// Every document with an accepted change.
pub(super) fn documents(db: &Connection) -> BTreeMap<DocumentId, KeptDocument> {
    let sql = "SELECT d.id, r.id, d.saved, k.key FROM document d JOIN record r ON r.nr = d.record
               JOIN record_key k ON k.record = r.nr WHERE d.saved IS NOT NULL";
    let rows = all(db, sql, |row| {
        let document = id(row, 0, document_id);
        let sealed: Vec<u8> = row.get(2).expect("bytes");
        let saved = key(row, 3)
            .open_document(&document, &sealed)
            .expect("opens");
        let kept = KeptDocument {
            record: id(row, 1, document_id),
            document: Document::load(document, &saved).expect("a document"),
        };
        (document, kept)
    });
    rows.into_iter().collect()
}

/// The sites of every record.
pub(super) fn scopes(db: &Connection) -> BTreeMap<RecordId, BTreeSet<SiteId>> {
    let sql = "SELECT r.id, s.id FROM record_site rs
               JOIN record r ON r.nr = rs.record JOIN site s ON s.nr = rs.site";
    let mut scopes: BTreeMap<RecordId, BTreeSet<SiteId>> = BTreeMap::new();
    for (record, site) in all(db, sql, |row| {
        (id(row, 0, document_id), id(row, 1, site_id))
    }) {
        scopes.entry(record).or_default().insert(site);
    }
    scopes
}

/// The present roles of the people on each device that is not revoked.
pub(super) fn roles(db: &Connection, now_ms: i64) -> BTreeMap<DeviceId, Roles> {
    let sql = format!(
        "SELECT d.id, s.id, g.role FROM device d JOIN device_account da ON da.device = d.nr
         JOIN role_grant g ON g.account = da.account JOIN site s ON s.nr = g.site
         WHERE d.revoked_ms IS NULL AND (g.until_ms IS NULL OR g.until_ms > {now_ms})"
    );
    let rows = all(db, &sql, |row| {
        let role: String = row.get(2).expect("a role");
        (
            id(row, 0, device_id),
            id(row, 1, site_id),
            role.parse().expect("a role"),
        )
    });
    let mut roles: BTreeMap<DeviceId, Roles> = BTreeMap::new();
    for (device, site, role) in rows {
        roles.entry(device).or_default().push((site, role));
    }
    roles
}

/// The names of the accounts that are bound to a device.
pub(super) fn people_on(db: &Connection, device: DeviceId) -> BTreeSet<String> {
    let sql = format!(
        "SELECT a.name FROM device_account da JOIN device d ON d.nr = da.device
         JOIN account a ON a.nr = da.account WHERE lower(hex(d.id)) = '{device}'"
    );
    let names = all(db, &sql, |row| row.get(0).expect("a name"));
    names.into_iter().collect()
}

/// The present roles of each account, by name, unless its device was revoked.
pub(super) fn roles_by_name(db: &Connection, now_ms: i64) -> BTreeMap<String, Roles> {
    let sql = format!(
        "SELECT a.name, s.id, g.role FROM account a JOIN role_grant g ON g.account = a.nr
         JOIN site s ON s.nr = g.site WHERE g.until_ms IS NULL OR g.until_ms > {now_ms}"
    );
    let mut roles: BTreeMap<String, Roles> = BTreeMap::new();
    for (name, site, role) in all(db, &sql, |row| {
        let role: String = row.get(2).expect("a role");
        let name = row.get(0).expect("a name");
        (name, id(row, 1, site_id), role.parse().expect("a role"))
    }) {
        roles.entry(name).or_default().push((site, role));
    }
    roles
}

/// The pending changes whose authors, when the changes came, had no right at any site where the record ever
/// was; and the changes that follow them.
pub(super) fn waiting_for_a_right(db: &Connection) -> BTreeSet<ChangeHash> {
    let sql = "SELECT c.hash, r.ever, s.received_ms, au.account, d.nr FROM change c
         JOIN segment s ON s.nr = c.segment JOIN author au ON au.nr = c.author
         JOIN document d ON d.nr = c.document JOIN record r ON r.nr = d.record WHERE c.state = 1";
    let grants = "SELECT a.id, st.id, g.until_ms, g.role, g.from_ms FROM role_grant g
         JOIN account a ON a.nr = g.account JOIN site st ON st.nr = g.site";
    let grants = all(db, grants, |row| {
        let account: Vec<u8> = row.get(0).expect("an account");
        let site: Vec<u8> = row.get(1).expect("a site");
        let until_ms: Option<i64> = row.get(2).expect("a time");
        let role: String = row.get(3).expect("a role");
        let from_ms: i64 = row.get(4).expect("a time");
        (
            account,
            site,
            from_ms..until_ms.map_or(i64::MAX, |until_ms| until_ms + GRACE_MS),
            role.parse::<Role>().expect("a role"),
        )
    });
    let waiting = all(db, sql, |row| {
        let hash = id(row, 0, |bytes| ChangeHash::from_slice(bytes).ok());
        let ever: Vec<u8> = row.get(1).expect("sites");
        let received_ms: i64 = row.get(2).expect("a time");
        let account: Vec<u8> = row.get(3).expect("an account");
        let may = grants.iter().any(|(whose, site, counts, role)| {
            let writes = |kind| allows(*role, kind, Action::Write);
            *whose == account
                && counts.contains(&received_ms)
                && ever.chunks(16).any(|known| known == site)
                && writes(DocumentKind::Contact)
                && writes(DocumentKind::Protection)
        });
        (hash, row.get::<_, i64>(4).expect("a number"), may)
    });
    let without: BTreeSet<i64> = waiting.iter().filter(|of| !of.2).map(|of| of.1).collect();
    let theirs = waiting.iter().filter(|of| without.contains(&of.1));
    theirs.map(|of| of.0).collect()
}

/// The sites at which these roles may read documents of a kind.
pub(super) fn readable(roles: &[(SiteId, Role)], kind: DocumentKind) -> BTreeSet<SiteId> {
    let may_read = roles
        .iter()
        .filter(|(_, role)| allows(*role, kind, Action::Read));
    may_read.map(|(site, _)| *site).collect()
}

/// The number of segments in the log of each install.
pub(super) fn installs(db: &Connection) -> BTreeMap<(DeviceId, InstallId), u64> {
    let sql = "SELECT d.id, i.id, i.next_n FROM install i JOIN device d ON d.nr = i.device";
    let rows = all(db, sql, |row| {
        let install = id(row, 1, |bytes| InstallId::from_slice(bytes).ok());
        (
            (id(row, 0, device_id), install),
            row.get::<_, u64>(2).expect("a number"),
        )
    });
    rows.into_iter().collect()
}

/// How many leaves the log has.
pub(super) fn leaves(db: &Connection) -> u64 {
    all(db, "SELECT count(*) FROM leaf", |row| {
        row.get(0).expect("a count")
    })[0]
}
