//! The authors of changes.

use std::collections::HashSet;

use minicbor::bytes::{ByteArray, ByteVec};
use minicbor::{Decode, Encode};
use puente_protocol::enrolment::Binding;
use puente_protocol::page::Author as WireAuthor;
use puente_protocol::segment::Vouch;
use puente_record::id::{AccountId, ChangeHash, DeviceId, DocumentId, SiteId};
use rusqlite::{Connection, OptionalExtension, params};

use super::id_column;
use super::row_id::AuthorRowId;
use crate::{Author, Error};

/// Sets the maker of this store; before enrolment with zeros.
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
            AuthorRowId::MAKER,
            account.as_bytes(),
            device.as_bytes(),
            name,
            site.as_bytes()
        ],
    )?;
    Ok(())
}

/// Does this account of the device belong to somebody other than the maker of the store?
pub(crate) fn is_of_another(
    conn: &Connection,
    account: AccountId,
    device: DeviceId,
) -> Result<bool, Error> {
    let mut statement = conn
        .prepare_cached("SELECT 1 FROM author WHERE account = ?1 AND device = ?2 AND id <> ?3")?;
    Ok(statement.exists(params![
        account.as_bytes(),
        device.as_bytes(),
        AuthorRowId::MAKER
    ])?)
}

/// Sets the account and name of a person who uses this device beside its maker.
pub(crate) fn rename(
    conn: &Connection,
    author: AuthorRowId,
    account: AccountId,
    name: &str,
) -> Result<(), Error> {
    conn.execute(
        "UPDATE author SET account = ?2, name = ?3 WHERE id = ?1",
        params![author, account.as_bytes(), name],
    )?;
    Ok(())
}

/// Stores the server's binding for a person's account on this device. An earlier enrolment may have none.
pub(crate) fn set_binding(
    conn: &Connection,
    author: AuthorRowId,
    binding: Option<Binding>,
) -> Result<(), Error> {
    let binding =
        binding.map(|binding| minicbor::to_vec(binding).expect("writing to memory does not fail"));
    conn.execute(
        "UPDATE author SET binding = coalesce(?2, binding) WHERE id = ?1",
        params![author, binding],
    )?;
    Ok(())
}

/// The row of an author; inserts it if it is new. An empty name, from a server that was restored to a time
/// before the person enrolled, does not replace a known one.
pub(crate) fn intern(conn: &Connection, author: &WireAuthor) -> Result<AuthorRowId, Error> {
    let mut statement = conn.prepare_cached(
        "INSERT INTO author (account, device, name, site, key) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (account, device) DO UPDATE SET name = CASE ?3 WHEN '' THEN name ELSE ?3 END,
             key = coalesce(?5, key)
         RETURNING id",
    )?;
    Ok(statement.query_row(
        params![
            author.account.as_bytes(),
            author.device.as_bytes(),
            author.name,
            author.site.as_bytes(),
            author.signer.as_ref().map(|signer| signer.key),
        ],
        |row| row.get(0),
    )?)
}

/// The authors of a document's changes, with the latest times at which they can have been written. Stored
/// beside the document.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Authorships(Vec<Run>);

/// Changes of one author that came together.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
struct Run {
    /// The author's row.
    #[n(0)]
    author: AuthorRowId,
    /// When the page arrived that brought them; absent for the device's own.
    #[n(1)]
    proven_by_ms: Option<i64>,
    /// The hashes, concatenated.
    #[n(2)]
    changes: ByteVec,
    /// When the server had them, by its clock, if they claim a later time.
    #[n(3)]
    received_ms: Option<i64>,
    /// The server's vouch for them, together with the changes of all runs that have the same one.
    #[n(4)]
    vouch: Option<ByteArray<8>>,
}

impl Run {
    fn changes(&self) -> impl Iterator<Item = ChangeHash> {
        let (changes, _) = self.changes.as_chunks();
        changes.iter().copied().map(ChangeHash::from_bytes)
    }
}

/// Changes of one author under one vouch of the server.
pub(crate) struct VouchedRun {
    pub(crate) author: AuthorRowId,
    pub(crate) vouch: Option<Vouch>,
    pub(crate) changes: Vec<ChangeHash>,
}

/// An author in the form for a server that may have lost them.
pub(crate) struct NamedAuthor {
    pub(crate) account: AccountId,
    pub(crate) device: DeviceId,
    /// The author's key, if a page told it.
    pub(crate) key: Option<[u8; 32]>,
}

/// The author with this row.
pub(crate) fn load_named(conn: &Connection, author: AuthorRowId) -> Result<NamedAuthor, Error> {
    let mut statement =
        conn.prepare_cached("SELECT account, device, key FROM author WHERE id = ?1")?;
    Ok(statement.query_row([author], |row| {
        Ok(NamedAuthor {
            account: id_column!(row, 0, AccountId)?,
            device: id_column!(row, 1, DeviceId)?,
            key: row.get(2)?,
        })
    })?)
}

/// Who wrote a change, and the latest time at which they can have written it.
pub(crate) struct ChangeAuthorship {
    pub(crate) author: Author,
    pub(crate) proven_by_ms: Option<i64>,
    /// When the server had it, by its clock, if it claims a later time.
    pub(crate) received_ms: Option<i64>,
}

/// Evidence for the latest time at which a change can have been written.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct WrittenByProof {
    /// When the page arrived that brought it, by this device's clock; absent for the device's own.
    pub(crate) arrived_ms: Option<i64>,
    /// When the server had it, by its clock, if it claims a later time.
    pub(crate) received_ms: Option<i64>,
    /// The server's vouch for it, alone or together with others.
    pub(crate) vouch: Option<Vouch>,
}

impl Authorships {
    /// The authorships of a document; empty for one that is not here.
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

    /// Records the author of a change. What is known already stays.
    pub(crate) fn add(&mut self, change: ChangeHash, author: AuthorRowId, proof: WrittenByProof) {
        if self.run_of(change).is_none() {
            self.add_unknown(change, author, proof);
        }
    }

    /// Records the server's vouch for all changes that it has accepted so far. It replaces earlier vouches that
    /// cover nothing more.
    pub(crate) fn vouch_for(&mut self, changes: &[ChangeHash], vouch: Vouch) {
        let changes: HashSet<&ChangeHash> = changes.iter().collect();
        // A vouch covers all of its changes together. If one of them is not among these, the earlier vouch is
        // kept.
        let lacking = self.0.iter();
        let lacking = lacking.filter(|run| run.changes().any(|change| !changes.contains(&change)));
        let kept: HashSet<Vouch> = lacking
            .filter_map(|run| run.vouch.map(Vouch::from))
            .collect();
        let (mut vouched, mut noted) = (Vec::new(), HashSet::new());
        for run in &mut self.0 {
            let (mut of, rest): (Vec<_>, Vec<_>) =
                run.changes().partition(|change| changes.contains(change));
            of.retain(|change| noted.insert(*change));
            let joined = |part: Vec<ChangeHash>| -> ByteVec {
                let bytes = part.iter().flat_map(|change| *change.as_bytes());
                bytes.collect::<Vec<u8>>().into()
            };
            if !of.is_empty() {
                vouched.push(Run {
                    author: run.author,
                    proven_by_ms: run.proven_by_ms,
                    changes: joined(of),
                    received_ms: run.received_ms,
                    vouch: Some(vouch.into()),
                });
            }
            if run.vouch.is_none_or(|word| !kept.contains(&*word)) {
                run.changes = joined(rest);
            }
        }
        self.0.retain(|run| !run.changes.is_empty());
        self.0.extend(vouched);
    }

    /// The changes by author and by vouch.
    pub(crate) fn runs(&self) -> impl Iterator<Item = VouchedRun> {
        self.0.iter().map(|run| VouchedRun {
            author: run.author,
            vouch: run.vouch.map(Vouch::from),
            changes: run.changes().collect(),
        })
    }

    /// [`Self::add`] for a change that is known not to be in [`Self::changes`], which is cheaper for many
    /// changes.
    pub(crate) fn add_unknown(
        &mut self,
        change: ChangeHash,
        author: AuthorRowId,
        proof: WrittenByProof,
    ) {
        let (proven_by_ms, received_ms) = (proof.arrived_ms, proof.received_ms);
        let vouch = proof.vouch.map(ByteArray::from);
        let is_theirs = |run: &&mut Run| {
            let of = (run.author, run.proven_by_ms, run.received_ms, run.vouch);
            of == (author, proven_by_ms, received_ms, vouch)
        };
        match self.0.iter_mut().rev().find(is_theirs) {
            Some(run) => run.changes.extend_from_slice(change.as_bytes()),
            None => self.0.push(Run {
                author,
                proven_by_ms,
                changes: change.as_bytes().to_vec().into(),
                received_ms,
                vouch,
            }),
        }
    }

    /// Every change whose author is known.
    pub(crate) fn changes(&self) -> impl Iterator<Item = ChangeHash> {
        self.0.iter().flat_map(Run::changes)
    }

    /// The rows of all authors, some more than once.
    pub(crate) fn authors(&self) -> impl Iterator<Item = AuthorRowId> {
        self.0.iter().map(|run| run.author)
    }

    /// Does a change have a vouch?
    pub(crate) fn is_vouched(&self, change: ChangeHash) -> bool {
        let mut runs = self.0.iter().filter(|run| run.vouch.is_some());
        runs.any(|run| run.changes().any(|of| of == change))
    }

    /// Is the author of a change known?
    pub(crate) fn knows(&self, change: ChangeHash) -> bool {
        self.run_of(change).is_some()
    }

    /// The row of a change's author.
    pub(crate) fn author_row(&self, change: ChangeHash) -> Option<AuthorRowId> {
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

    /// The author of a change of this document, if this device was told.
    pub(crate) fn wrote(
        &self,
        conn: &Connection,
        document: DocumentId,
        change: ChangeHash,
    ) -> Result<Option<ChangeAuthorship>, Error> {
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
            Ok(ChangeAuthorship {
                author,
                proven_by_ms: by.received_ms.or(by.proven_by_ms).or(acked_ms),
                received_ms: by.received_ms.or(acked_ms),
            })
        });
        Ok(row.optional()?)
    }
}
