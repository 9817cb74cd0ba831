//! What is on a phone's disk, read directly with the key.

use std::collections::{BTreeMap, BTreeSet};

use ed25519_dalek::SigningKey;
use puente_document::Document;
use puente_protocol::change;
use puente_protocol::identity::{self, Actor, PublicKey};
use puente_protocol::segment::{Item, KnownSender, PackedSegment};
use puente_record::id::{ChangeHash, DeviceId, DocumentId, InstallId, RecordId};
use rusqlite::Connection;
use rusqlite::types::ValueRef;

use super::phone::Phone;
use super::server::RECOVERY_SECRET;
use super::token::{Token, tokens_in};
use crate::disk::Disk;
use puente_protocol::page::{Author, PageRow};

/// A copy of a phone's database: reading it meets none of the faults of the phone's disk.
pub(super) struct Pocket {
    pub(super) db: Connection,
    _copy: Disk,
}

impl Phone {
    pub(super) fn look(&self) -> Pocket {
        let copy = Disk::from_snapshot(&self.disk.snapshot(), self.disk.sector(), 0);
        Pocket {
            db: super::server::look(&copy, &self.place().path, &self.key),
            _copy: copy,
        }
    }
}

impl Pocket {
    fn all<T>(&self, sql: &str, mut read: impl FnMut(&rusqlite::Row<'_>) -> T) -> Vec<T> {
        let mut statement = self.db.prepare(sql).expect("the schema is known");
        let rows = statement
            .query_map([], |row| Ok(read(row)))
            .expect("the disk is readable");
        rows.map(|row| row.expect("the disk is readable")).collect()
    }

    fn key(&self) -> PublicKey {
        let secret: [u8; 32] = self.all("SELECT secret FROM device", |row| {
            row.get(0).expect("a key")
        })[0];
        SigningKey::from_bytes(&secret).verifying_key().to_bytes()
    }

    pub(super) fn device(&self) -> DeviceId {
        identity::device_id(&self.key())
    }

    /// Every value on the disk, in whatever table. Segments are opened and their signatures checked.
    pub(super) fn tokens(&self) -> BTreeSet<Token> {
        let tables = self.all(
            "SELECT name FROM sqlite_schema WHERE type = 'table'",
            |row| row.get::<_, String>(0).expect("a name"),
        );
        let mut found = BTreeSet::new();
        for table in tables {
            let rows = self.all(&format!("SELECT * FROM {table}"), |row| {
                let mut found = BTreeSet::new();
                for column in 0..row.as_ref().column_count() {
                    if let ValueRef::Text(bytes) | ValueRef::Blob(bytes) =
                        row.get_ref(column).expect("a column")
                    {
                        found.append(&mut tokens_in(bytes));
                    }
                }
                found
            });
            found.extend(rows.into_iter().flatten());
        }
        found.extend(self.sent(|_, _| true));
        found
    }

    /// The records on the phone, each with its code.
    pub(super) fn codes(&self) -> Vec<(RecordId, String)> {
        self.all("SELECT record, code FROM person", |row| {
            let record = row.get_ref(0).expect("a column");
            let record = record.as_blob().expect("a blob");
            let code = row.get(1).expect("a code");
            (RecordId::from_slice(record).expect("an id"), code)
        })
    }

    fn aside(&self) -> Vec<PageRow> {
        let pages = self.all("SELECT page FROM inbox WHERE aside", |row| {
            row.get::<_, Vec<u8>>(0).expect("bytes")
        });
        let rows = pages.iter().flat_map(|page| {
            let (_, rows, _): (Vec<Author>, Vec<PageRow>, i64) =
                minicbor::decode(page).expect("a small page");
            rows
        });
        rows.collect()
    }

    /// The documents of which something came that could not be used.
    pub(super) fn documents_aside(&self) -> BTreeSet<DocumentId> {
        let documents = self.aside().into_iter().filter_map(|row| match row {
            PageRow::Document(whole) => Some(whole.document),
            PageRow::Change(change) => Some(change.document),
            _ => None,
        });
        documents.collect()
    }

    /// The rows of the pages that could not be used, for people to read.
    pub(super) fn rows_aside(&self) -> Vec<String> {
        let rows = self.aside().into_iter();
        let shown = rows.map(|row| match row {
            PageRow::Document(whole) => format!("document {}", whole.document),
            PageRow::Change(change) => {
                let raw = change::expand(&change.slim, None, 0, |_| None);
                let raw = raw.expect("an honest server");
                let (hash, head) = change::read(&raw).expect("an honest server");
                let held = self.documents().remove(&change.document);
                let has = |hash| held.as_ref().is_some_and(|held| held.has(hash));
                let missing = head.deps.iter().filter(|dep| !has(**dep)).count();
                format!(
                    "change {} of {}: here {}, {missing} dependencies missing",
                    &hash.to_string()[..6],
                    change.document,
                    has(hash)
                )
            }
            PageRow::Verdict(verdict) => format!(
                "verdict on {}: {:?} {}",
                verdict.document, verdict.state, verdict.reason
            ),
            PageRow::LeftOut(of) => format!(
                "{} changes of {} were left out",
                of.changes.len(),
                of.document
            ),
            PageRow::Erased(erased) => format!("record {} was erased", erased.record),
            PageRow::Elsewhere(of) => format!("record {} is elsewhere", of.record),
        });
        shown.collect()
    }

    /// The rows about a document in the phone's tables, for people to read.
    pub(super) fn about(&self, id: DocumentId) -> Vec<String> {
        let mut lines = Vec::new();
        for (title, sql) in [
            (
                "on the phone: kind, record, branch, doubted",
                format!("SELECT kind, lower(hex(record)), branch, doubted FROM document WHERE lower(hex(id)) = '{id}'"),
            ),
            (
                "its sites there",
                format!(
                    "SELECT lower(hex(sites)) FROM document WHERE id IN
                     (SELECT record FROM document WHERE lower(hex(id)) = '{id}')"
                ),
            ),
            (
                "its journal there: branch, seq, change, install, n, outcome, reason",
                format!(
                    "SELECT branch, seq, lower(substr(hex(change), 1, 6)), lower(hex(install)), n, outcome, reason
                     FROM journal WHERE lower(hex(document)) = '{id}' ORDER BY id"
                ),
            ),
            (
                "brought from there: change, install, n, outcome, reason",
                format!(
                    "SELECT lower(substr(hex(change), 1, 6)), lower(hex(install)), n, outcome, reason
                     FROM refill WHERE lower(hex(document)) = '{id}'"
                ),
            ),
            ("grants there", "SELECT lower(hex(site)), role FROM grant_to".to_owned()),
            ("installs there", "SELECT lower(hex(install)), next_n, acked_n FROM install".to_owned()),
        ] {
            lines.push(title.to_owned());
            lines.extend(super::explain::rows(&self.db, &sql));
        }
        lines
    }

    /// What the phone still wants to send, for people to read.
    pub(super) fn unsent(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for (title, sql) in [
            (
                "changes to be sealed: document, branch, seq, change",
                "SELECT lower(hex(document)), branch, seq, lower(substr(hex(change), 1, 6)) FROM journal
                 WHERE n IS NULL AND outcome IS NULL",
            ),
            (
                "to be brought: document, whether it is here, change",
                "SELECT lower(hex(document)), EXISTS (SELECT 1 FROM document WHERE id = refill.document),
                     lower(substr(hex(change), 1, 6)) FROM refill WHERE n IS NULL",
            ),
        ] {
            lines.push(title.to_owned());
            lines.extend(super::explain::rows(&self.db, sql));
        }
        lines
    }

    /// The tables that hold a value, for people to read.
    pub(super) fn tables_with(&self, token: Token) -> Vec<String> {
        let tables = self.all(
            "SELECT name FROM sqlite_schema WHERE type = 'table'",
            |row| row.get::<_, String>(0).expect("a name"),
        );
        let mut with: Vec<String> = tables.into_iter().filter(|table| {
            let rows = self.all(&format!("SELECT * FROM {table}"), |row| {
                (0..row.as_ref().column_count()).any(|column| {
                    let value = row.get_ref(column).expect("a column");
                    matches!(value, ValueRef::Text(bytes) | ValueRef::Blob(bytes) if tokens_in(bytes).contains(&token))
                })
            });
            rows.contains(&true)
        }).collect();
        if self.sent(|_, _| true).contains(&token) {
            with.push("a segment".to_owned());
        }
        with
    }

    /// The values in the segments that `which` selects by install and number.
    fn sent(&self, which: impl Fn(InstallId, u64) -> bool) -> BTreeSet<Token> {
        let mut found = BTreeSet::new();
        for item in self.items(which) {
            match item {
                Item::Change { raw, .. } => found.append(&mut tokens_in(&raw)),
                Item::Carried(carried) => {
                    for raw in carried.changes() {
                        found.append(&mut tokens_in(raw));
                    }
                }
                _ => {}
            }
        }
        found
    }

    /// The items in the segments that `which` selects by install and number.
    fn items(&self, which: impl Fn(InstallId, u64) -> bool) -> Vec<Item> {
        let segments = self.all("SELECT install, n, previous, packed FROM segment", |row| {
            let install = row.get_ref(0).expect("a column").as_blob().expect("a blob");
            let install = InstallId::from_slice(install).expect("an id");
            let column = |column| row.get::<_, Vec<u8>>(column).expect("bytes");
            (
                install,
                row.get::<_, u64>(1).expect("a number"),
                column(2),
                column(3),
            )
        });
        let change = |document: &DocumentId, actor: &Actor, seq| self.change(document, actor, seq);
        let mut items = Vec::new();
        for (_, _, previous, packed) in segments
            .into_iter()
            .filter(|(install, n, ..)| which(*install, *n))
        {
            let known = KnownSender {
                key: self.key(),
                previous: previous.try_into().expect("32 bytes"),
                change: &change,
            };
            let packed = PackedSegment::from_bytes(&packed).expect("a segment");
            let verified = packed
                .open(&known)
                .expect("a device can open what it sealed");
            items.extend(verified.items().map(|(item, _)| item.clone()));
        }
        items
    }

    fn change(&self, document: &DocumentId, actor: &Actor, seq: u64) -> Option<ChangeHash> {
        let sql = "SELECT change FROM journal WHERE document = ?1 AND actor = ?2 AND seq = ?3";
        let found = self
            .db
            .query_row(sql, (document.as_bytes(), actor, seq), |row| {
                row.get::<_, Vec<u8>>(0)
            });
        ChangeHash::from_slice(&found.ok()?).ok()
    }

    /// The sealed values, which the phone has deleted and only the recovery key opens.
    pub(super) fn sealed_tokens(&self) -> BTreeSet<Token> {
        let mut found = BTreeSet::new();
        for item in self.items(|_, _| true) {
            if let Item::Sealed(body) = item
                && let Ok(change) = body.open(&RECOVERY_SECRET)
            {
                found.append(&mut tokens_in(&change.raw));
            }
        }
        found
    }

    /// How much of each of its logs the phone takes to be on the server.
    pub(super) fn acknowledged(&self) -> BTreeMap<InstallId, u64> {
        let rows = self.all("SELECT install, acked_n FROM install", |row| {
            let install = row.get_ref(0).expect("a column").as_blob().expect("a blob");
            (
                InstallId::from_slice(install).expect("an id"),
                row.get(1).expect("a number"),
            )
        });
        rows.into_iter().collect()
    }

    /// The values that the phone takes to be on the server.
    pub(super) fn acknowledged_tokens(&self) -> BTreeSet<Token> {
        let acknowledged = self.acknowledged();
        self.sent(|install, n| n < acknowledged[&install])
    }

    pub(super) fn documents(&self) -> BTreeMap<DocumentId, Document> {
        let rows = self.all("SELECT id, saved FROM document WHERE saved <> x''", |row| {
            let id = row.get_ref(0).expect("a column").as_blob().expect("a blob");
            let id = DocumentId::from_slice(id).expect("an id");
            let saved: Vec<u8> = row.get(1).expect("bytes");
            (id, Document::load(id, &saved).expect("a document"))
        });
        rows.into_iter().collect()
    }

    /// The documents with changes of this phone that the server did not accept.
    pub(super) fn kept_aside(&self) -> BTreeSet<DocumentId> {
        let sql = "SELECT document FROM journal WHERE outcome IN ('quarantined', 'set_aside', 'pending') UNION
             SELECT document FROM refill WHERE outcome IN ('quarantined', 'set_aside', 'pending')";
        let rows = self.all(sql, |row| {
            let id = row.get_ref(0).expect("a column").as_blob().expect("a blob");
            DocumentId::from_slice(id).expect("an id")
        });
        rows.into_iter().collect()
    }

    /// The records with bodies that are sealed to the recovery key.
    pub(super) fn records_sealed(&self) -> BTreeSet<RecordId> {
        let rows = self.all("SELECT record FROM sealed", |row| {
            let record = row.get_ref(0).expect("a column");
            RecordId::from_slice(record.as_blob().expect("a blob")).expect("an id")
        });
        rows.into_iter().collect()
    }

    /// The record of each document.
    pub(super) fn records(&self) -> BTreeMap<DocumentId, RecordId> {
        let rows = self.all("SELECT id, record FROM document", |row| {
            let id = |column| {
                let bytes = row
                    .get_ref(column)
                    .expect("a column")
                    .as_blob()
                    .expect("a blob");
                DocumentId::from_slice(bytes).expect("an id")
            };
            (id(0), id(1))
        });
        rows.into_iter().collect()
    }

    /// The records of the documents with changes that the server did not accept.
    pub(super) fn records_kept_aside(&self) -> BTreeSet<RecordId> {
        let aside = self.kept_aside();
        self.records()
            .into_iter()
            .filter(|(id, _)| aside.contains(id))
            .map(|(_, record)| record)
            .collect()
    }

    /// The values of the changes with one of these outcomes.
    pub(super) fn marked_tokens(&self, outcomes: &[&str]) -> BTreeSet<Token> {
        let outcomes = outcomes.join("', '");
        let sql = format!("SELECT edits FROM journal WHERE outcome IN ('{outcomes}')");
        let rows = self.all(&sql, |row| {
            tokens_in(row.get_ref(0).expect("a column").as_blob().expect("a blob"))
        });
        let mut marked: BTreeSet<Token> = rows.into_iter().flatten().collect();
        let sql = format!("SELECT change FROM refill WHERE outcome IN ('{outcomes}')");
        let brought = self.all(&sql, |row| {
            let hash = row.get_ref(0).expect("a column").as_blob().expect("a blob");
            ChangeHash::from_slice(hash).expect("a hash")
        });
        if brought.is_empty() {
            return marked;
        }
        for item in self.items(|_, _| true) {
            let Item::Carried(carried) = item else {
                continue;
            };
            let of = carried.changes().iter();
            let of = of.filter(|raw| brought.contains(&change::hash_of(raw)));
            marked.extend(of.flat_map(|raw| tokens_in(raw)));
        }
        marked
    }
}
