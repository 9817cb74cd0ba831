//! Who wrote which change.

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

/// Whether an account of this device is of somebody who did not make its store.
pub(crate) fn is_of_another(
    conn: &Connection,
    account: AccountId,
    device: DeviceId,
) -> Result<bool, Error> {
    let mut statement = conn
        .prepare_cached("SELECT 1 FROM author WHERE account = ?1 AND device = ?2 AND id <> ?3")?;
    Ok(statement.exists(params![account.as_bytes(), device.as_bytes(), MAKER])?)
}

/// The row of an author, made when it is new. A name that the server does not know, as after it was
/// restored to before the person enrolled, takes away none that is known here.
pub(crate) fn intern(conn: &Connection, author: &WireAuthor) -> Result<i64, Error> {
    let mut statement = conn.prepare_cached(
        "INSERT INTO author (account, device, name, site) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (account, device) DO UPDATE SET name = CASE ?3 WHEN '' THEN name ELSE ?3 END
         RETURNING id",
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

/// Who wrote the changes of a document, and by when the server had each: what rests beside it.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Written(Vec<Run>);

/// The changes of one author that came together.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
struct Run {
    /// The author's row.
    #[n(0)]
    author: i64,
    /// When the page arrived that brought them. Nothing for the device's own.
    #[n(1)]
    proven_by_ms: Option<i64>,
    /// Hashes one behind the other.
    #[n(2)]
    changes: ByteVec,
    /// When the server had them, by its clock, if they claim to be later.
    #[n(3)]
    received_ms: Option<i64>,
}

impl Run {
    fn changes(&self) -> impl Iterator<Item = ChangeHash> {
        let (changes, _) = self.changes.as_chunks();
        changes.iter().copied().map(ChangeHash::from_bytes)
    }
}

/// Who wrote a change, and by when it was certainly written.
pub(crate) struct Wrote {
    pub(crate) author: Author,
    pub(crate) proven_by_ms: Option<i64>,
    /// When the server had it, by its clock, unless what it claims is no later.
    pub(crate) received_ms: Option<i64>,
}

/// What says by when a change was certainly written.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Proof {
    /// When the page arrived that brought it, by this device's clock. Nothing for the device's own.
    pub(crate) arrived_ms: Option<i64>,
    /// When the server had it, by its clock, if it claims to be later.
    pub(crate) received_ms: Option<i64>,
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
        if packed.is_empty() {
            return Ok(Self::default());
        }
        let runs = minicbor::decode(packed).map_err(|_| Error::Damaged("document.authors"))?;
        Ok(Self(runs))
    }

    pub(crate) fn pack(&self) -> Vec<u8> {
        minicbor::to_vec(&self.0).expect("writing to memory does not fail")
    }

    /// Notes who wrote a change. What is known already stays.
    pub(crate) fn add(&mut self, change: ChangeHash, author: i64, proof: Proof) {
        if self.run_of(change).is_none() {
            self.add_unknown(change, author, proof);
        }
    }

    /// The same of a change that is not in [`Self::changes`]: of many, that costs less.
    pub(crate) fn add_unknown(&mut self, change: ChangeHash, author: i64, proof: Proof) {
        let (proven_by_ms, received_ms) = (proof.arrived_ms, proof.received_ms);
        let is_theirs = |run: &&mut Run| {
            let of = (run.author, run.proven_by_ms, run.received_ms);
            of == (author, proven_by_ms, received_ms)
        };
        match self.0.iter_mut().rev().find(is_theirs) {
            Some(run) => run.changes.extend_from_slice(change.as_bytes()),
            None => self.0.push(Run {
                author,
                proven_by_ms,
                changes: change.as_bytes().to_vec().into(),
                received_ms,
            }),
        }
    }

    /// Every change of which somebody is known to have written it.
    pub(crate) fn changes(&self) -> impl Iterator<Item = ChangeHash> {
        self.0.iter().flat_map(Run::changes)
    }

    /// The rows of all who wrote, some more than once.
    pub(crate) fn authors(&self) -> impl Iterator<Item = i64> {
        self.0.iter().map(|run| run.author)
    }

    /// Whether anybody is known to have written a change.
    pub(crate) fn knows(&self, change: ChangeHash) -> bool {
        self.run_of(change).is_some()
    }

    /// The row of whoever wrote a change.
    pub(crate) fn author_row(&self, change: ChangeHash) -> Option<i64> {
        self.run_of(change).map(|run| run.author)
    }

    fn run_of(&self, change: ChangeHash) -> Option<&Run> {
        let mut runs = self.0.iter();
        runs.find(|run| run.changes().any(|of| of == change))
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
        let Some(by) = self.run_of(change) else {
            return Ok(None);
        };
        let mut statement = conn.prepare_cached(
            "SELECT account, device, name, site,
                 (SELECT segment.acked_ms FROM journal
                  JOIN segment ON segment.install = journal.install AND segment.n = journal.n
                  WHERE ?2 IS NULL AND journal.document = ?3 AND journal.change = ?4)
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
            let acked_ms: Option<i64> = row.get(4)?;
            Ok(Wrote {
                author,
                proven_by_ms: by.received_ms.or(by.proven_by_ms).or(acked_ms),
                received_ms: by.received_ms.or(acked_ms),
            })
        });
        Ok(row.optional()?)
    }
}
