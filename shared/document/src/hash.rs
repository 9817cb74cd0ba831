//! Converts change hashes from and to automerge's type.

use puente_record::ChangeHash;

pub(crate) fn from_automerge(hash: &automerge::ChangeHash) -> ChangeHash {
    ChangeHash::from_bytes(hash.0)
}

pub(crate) fn to_automerge(hash: &ChangeHash) -> automerge::ChangeHash {
    automerge::ChangeHash(*hash.as_bytes())
}
