//! Who wrote which change.

use std::collections::{BTreeMap, BTreeSet};

use minicbor::bytes::ByteVec;
use minicbor::{Decode, Encode};
use puente_protocol::page::Author as WireAuthor;
use puente_record::id::{AccountId, ChangeHash, DeviceId, DocumentId, SiteId};
use rusqlite::{Connection, OptionalExtension, params};

use super::id_column;
use crate::{Author, Error};

/// The author row of whoever made this store.
pub(crate) const MAKER: i64 = 0;

/// Names the maker of this store; before enrolment with zeros.
pub(crate) fn set_maker(
    conn: &Connection,
    account: AccountId,
    device: DeviceId,
    name: &str,
    site: SiteId,
) -> Result<(), Error> {
    conn.execute(
        "INSERT INTO author (id, account, device, name, site) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (id) DO UPDATE SET account = ?2, name = ?4, site = ?5",
        params![
            MAKER,
            account.as_bytes(),
            device.as_bytes(),
            name,
            site.as_bytes()
        ],
    )?;
    Ok(())
}

/// The row of an author, made when it is new.
pub(crate) fn intern(conn: &Connection, author: &WireAuthor) -> Result<i64, Error> {
    let mut statement = conn.prepare_cached(
        "INSERT INTO author (account, device, name, site) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (account, device) DO UPDATE SET name = ?3 RETURNING id",
    )?;
    Ok(statement.query_row(
        params![
            author.account.as_bytes(),
            author.device.as_bytes(),
            author.name,
            author.site.as_bytes()
        ],
        |row| row.get(0),
    )?)
}

/// Where an author was when their first change came.
pub(super) fn site(conn: &Connection, author: i64) -> Result<Option<SiteId>, Error> {
    let mut statement = conn.prepare_cached("SELECT site FROM author WHERE id = ?1")?;
    let site = statement.query_row([author], |row| id_column!(row, 0, SiteId));
    Ok(site.optional()?)
}

/// Who wrote the changes of a document, and by when the server had each: what rests beside it.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Written(BTreeMap<ChangeHash, By>);

/// An author row, and when the page arrived that brought the change. Nothing for the device's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct By {
    author: i64,
    proven_by_ms: Option<i64>,
}

/// The changes of one author that came together, as they rest.
#[derive(Encode, Decode)]
#[cbor(array)]
struct Run {
    #[n(0)]
    author: i64,
    #[n(1)]
    proven_by_ms: Option<i64>,
    /// Hashes one behind the other.
    #[n(2)]
    changes: ByteVec,
}

/// Who wrote a change, and by when it was certainly written.
pub(crate) struct Wrote {
    pub(crate) author: Author,
    pub(crate) proven_by_ms: Option<i64>,
}

impl Written {
    /// What is known of a document; nothing of one that is not here.
    pub(crate) fn of(conn: &Connection, document: DocumentId) -> Result<Self, Error> {
        let mut statement = conn.prepare_cached("SELECT authors FROM document WHERE id = ?1")?;
        let mut rows = statement.query([document.as_bytes()])?;
        match rows.next()? {
            Some(row) => Self::unpack(&row.get::<_, Vec<u8>>(0)?),
            None => Ok(Self::default()),
        }
    }

    pub(super) fn unpack(packed: &[u8]) -> Result<Self, Error> {
        let mut written = Self::default();
        if packed.is_empty() {
            return Ok(written);
        }
        let damaged = || Error::Damaged("document.authors");
        let runs: Vec<Run> = minicbor::decode(packed).map_err(|_| damaged())?;
        for run in runs {
            let (changes, []) = run.changes.as_chunks() else {
                return Err(damaged());
            };
            for change in changes {
                written.add(
                    ChangeHash::from_bytes(*change),
                    run.author,
                    run.proven_by_ms,
                );
            }
        }
        Ok(written)
    }

    pub(crate) fn pack(&self) -> Vec<u8> {
        let mut together: BTreeMap<_, Vec<u8>> = BTreeMap::new();
        for (change, by) in &self.0 {
            let hashes = together.entry((by.author, by.proven_by_ms)).or_default();
            hashes.extend_from_slice(change.as_bytes());
        }
        let runs = together
            .into_iter()
            .map(|((author, proven_by_ms), hashes)| Run {
                author,
                proven_by_ms,
                changes: hashes.into(),
            });
        let runs: Vec<Run> = runs.collect();
        minicbor::to_vec(&runs).expect("writing to memory does not fail")
    }

    /// Notes who wrote a change. What is known already stays.
    pub(crate) fn add(&mut self, change: ChangeHash, author: i64, proven_by_ms: Option<i64>) {
        let by = By {
            author,
            proven_by_ms,
        };
        self.0.entry(change).or_insert(by);
    }

    /// The rows of all who wrote.
    pub(crate) fn authors(&self) -> BTreeSet<i64> {
        self.0.values().map(|by| by.author).collect()
    }

    pub(crate) fn author(
        &self,
        conn: &Connection,
        document: DocumentId,
        change: ChangeHash,
    ) -> Result<Option<Author>, Error> {
        Ok(self
            .wrote(conn, document, change)?
            .map(|wrote| wrote.author))
    }

    /// Who wrote a change of this document, if anybody told this device.
    pub(crate) fn wrote(
        &self,
        conn: &Connection,
        document: DocumentId,
        change: ChangeHash,
    ) -> Result<Option<Wrote>, Error> {
        let Some(by) = self.0.get(&change) else {
            return Ok(None);
        };
        let mut statement = conn.prepare_cached(
            "SELECT account, device, name, site,
                 coalesce(?2, (SELECT segment.acked_ms FROM journal
                               JOIN segment ON segment.install = journal.install AND segment.n = journal.n
                               WHERE journal.document = ?3 AND journal.change = ?4))
             FROM author WHERE id = ?1",
        )?;
        let told = params![
            by.author,
            by.proven_by_ms,
            document.as_bytes(),
            change.as_bytes()
        ];
        let row = statement.query_row(told, |row| {
            let author = Author {
                account: id_column!(row, 0, AccountId)?,
                device: id_column!(row, 1, DeviceId)?,
                name: row.get(2)?,
                site: id_column!(row, 3, SiteId)?,
            };
            Ok(Wrote {
                author,
                proven_by_ms: row.get(4)?,
            })
        });
        Ok(row.optional()?)
    }
}
