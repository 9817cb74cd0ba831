//! What stands in a document: its keys and the operations behind them.

use automerge::{Automerge, ObjId, ROOT, ReadDoc, ScalarValueRef, ValueRef};
use puente_record::Key;

use super::Document;

/// A value as it stands in the document, and the operation that put it there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stored {
    pub(crate) text: String,
    pub(crate) operation: ObjId,
}

/// The values of one key, the last of them the one automerge shows.
#[derive(Debug, Clone)]
pub(crate) struct Standing {
    pub(crate) key: String,
    pub(crate) values: Vec<Stored>,
}

impl Standing {
    pub(crate) fn key(&self) -> Option<Key<'_>> {
        Key::parse(&self.key).ok()
    }
}

impl Document {
    /// Every key and its values, now or at these heads. What is no string or outside the grammar
    /// cannot have been admitted, and is passed over.
    pub(crate) fn standing(&self, heads: Option<&[automerge::ChangeHash]>) -> Vec<Standing> {
        let range = match heads {
            None => self.inner.map_range(ROOT, ..),
            Some(heads) => self.inner.map_range_at(ROOT, .., heads),
        };
        range
            .map(|item| {
                let values = match &item.value {
                    _ if item.conflict => self.values(&item.key, heads),
                    ValueRef::Scalar(ScalarValueRef::Str(text)) => vec![Stored {
                        text: text.to_string(),
                        operation: item.id(),
                    }],
                    _ => Vec::new(),
                };
                Standing {
                    key: item.key.into_owned(),
                    values,
                }
            })
            .filter(|standing| !standing.values.is_empty())
            .collect()
    }

    /// The values of one key, the last of them the one automerge shows.
    pub(crate) fn values(&self, key: &str, heads: Option<&[automerge::ChangeHash]>) -> Vec<Stored> {
        let all = match heads {
            None => self.inner.get_all(ROOT, key),
            Some(heads) => self.inner.get_all_at(ROOT, key, heads),
        };
        let all = all.expect("the root is a map");
        let texts = all.into_iter().filter_map(|(value, operation)| {
            let text = value.as_str()?.to_owned();
            Some(Stored { text, operation })
        });
        texts.collect()
    }
}

/// The value automerge shows for a key.
pub(super) fn winner(inner: &Automerge, key: &str) -> Option<String> {
    let (value, _) = inner.get(ROOT, key).expect("the root is a map")?;
    value.as_str().map(str::to_owned)
}
