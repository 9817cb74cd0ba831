//! What somebody knows of one document: enough to write into it, on its newest heads or on old ones.

use std::collections::BTreeSet;

use data_encoding::HEXLOWER;

use super::change::{Actor, Change, ChangeHash, OpId, Put};
use super::name;

pub(crate) type DocumentId = [u8; 16];
pub(crate) type SiteId = [u8; 16];

/// The kinds, by their numbers on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Core = 0,
    Contact = 1,
    Protection = 2,
    List = 3,
}

impl Kind {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Core => "core",
            Self::Contact => "contact",
            Self::Protection => "protection",
            Self::List => "list",
        }
    }
}

/// A document as its writer saw it. A clone stays at the old heads.
#[derive(Clone, Default)]
pub(crate) struct View {
    pub(crate) id: DocumentId,
    pub(crate) heads: Vec<ChangeHash>,
    pub(crate) max_op: u64,
    puts: BTreeSet<(String, OpId)>,
    replaced: BTreeSet<(String, OpId)>,
}

/// The author of a change, and the change's number.
#[derive(Clone, Copy)]
pub(crate) struct Writer {
    pub(crate) actor: Actor,
    pub(crate) seq: u64,
    pub(crate) time_ms: i64,
}

impl View {
    pub(crate) fn of(id: DocumentId) -> Self {
        Self {
            id,
            ..Self::default()
        }
    }

    /// Writes texts on keys; each replaces what this view has there.
    pub(crate) fn write(
        &mut self,
        writer: Writer,
        message: &str,
        texts: &[(&str, &str)],
    ) -> Vec<u8> {
        let puts = texts.iter().map(|(key, text)| Put {
            key: (*key).to_owned(),
            text: Some((*text).to_owned()),
            replaces: self.seen(key),
        });
        let change = Change {
            deps: self.heads.clone(),
            actor: writer.actor,
            seq: writer.seq,
            start_op: self.max_op + 1,
            time_ms: writer.time_ms,
            message: message.to_owned(),
            puts: puts.collect(),
        };
        let (hash, raw) = change.chunk();
        for (put, counter) in change.puts.into_iter().zip(change.start_op..) {
            let replaced = put.replaces.into_iter().map(|id| (put.key.clone(), id));
            self.replaced.extend(replaced);
            self.puts.insert((put.key, (counter, writer.actor)));
            self.max_op = counter;
        }
        self.heads = vec![hash];
        raw
    }

    /// What both views have seen: a change on top of it has the heads of both.
    pub(crate) fn joined(&self, other: &Self) -> Self {
        let mut joined = self.clone();
        joined.heads.extend(&other.heads);
        joined.heads.sort_unstable();
        joined.heads.dedup();
        joined.max_op = self.max_op.max(other.max_op);
        joined.puts.extend(other.puts.iter().cloned());
        joined.replaced.extend(other.replaced.iter().cloned());
        joined
    }

    fn seen(&self, key: &str) -> Vec<OpId> {
        let puts = self.puts.difference(&self.replaced);
        puts.filter(|(of, _)| of == key)
            .map(|(_, id)| *id)
            .collect()
    }
}

/// How a device founded a document: the document's id commits to all of it.
#[derive(Clone, Copy)]
pub(crate) struct Opening {
    pub(crate) kind: Kind,
    /// The founding site; for a contact or protection document, the id of the core.
    pub(crate) home: [u8; 16],
    pub(crate) public: [u8; 32],
    pub(crate) salt: [u8; 16],
}

impl Opening {
    pub(crate) fn id(&self) -> DocumentId {
        let head = [0, 1, self.kind as u8];
        name(&[
            b"puente/document/2",
            &head,
            &self.home,
            &self.public,
            &self.salt,
        ])
    }

    /// The value of `begun` that opens the id.
    pub(crate) fn begun(&self) -> String {
        let salt = HEXLOWER.encode(&self.salt);
        match self.kind {
            Kind::Core | Kind::List => format!("1/{}/{salt}", HEXLOWER.encode(&self.home)),
            Kind::Contact | Kind::Protection => format!("1/{salt}"),
        }
    }
}
