//! The present values of a document: its keys and the operations that put them.

use automerge::{Automerge, ObjId, ROOT, ReadDoc, ScalarValueRef, ValueRef};
use puente_record::Key;

use super::Document;

/// A value in the document, and the operation that put it there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StoredValue {
    pub(crate) text: String,
    pub(crate) operation: ObjId,
}

/// The texts of one key, never empty. Automerge shows the last one.
#[derive(Debug, Clone)]
pub(crate) struct KeyTexts {
    pub(crate) key: String,
    pub(crate) texts: Vec<String>,
}

impl KeyTexts {
    pub(crate) fn key(&self) -> Option<Key<'_>> {
        Key::parse(&self.key).ok()
    }

    /// The text that automerge shows.
    pub(crate) fn shown(&self) -> &str {
        self.texts.last().map_or("", String::as_str)
    }
}

impl Document {
    /// Every key and its texts, now or at these heads. A value that is not a string and a key outside the
    /// grammar cannot have been admitted; they are skipped.
    pub(crate) fn standing(&self, heads: Option<&[automerge::ChangeHash]>) -> Vec<KeyTexts> {
        let range = match heads {
            None => self.inner.map_range(ROOT, ..),
            Some(heads) => self.inner.map_range_at(ROOT, .., heads),
        };
        range
            .map(|item| {
                let texts = match &item.value {
                    _ if item.conflict => {
                        let values = self.values(&item.key, heads).into_iter();
                        values.map(|value| value.text).collect()
                    }
                    ValueRef::Scalar(ScalarValueRef::Str(text)) => vec![text.to_string()],
                    _ => Vec::new(),
                };
                let key = item.key.into_owned();
                KeyTexts { key, texts }
            })
            .filter(|standing| !standing.texts.is_empty())
            .collect()
    }

    /// The values of one key. Automerge shows the last one.
    pub(crate) fn values(
        &self,
        key: &str,
        heads: Option<&[automerge::ChangeHash]>,
    ) -> Vec<StoredValue> {
        let all = match heads {
            None => self.inner.get_all(ROOT, key),
            Some(heads) => self.inner.get_all_at(ROOT, key, heads),
        };
        let all = all.expect("the root is a map");
        let texts = all.into_iter().filter_map(|(value, operation)| {
            let text = value.as_str()?.to_owned();
            Some(StoredValue { text, operation })
        });
        texts.collect()
    }
}

/// The value that automerge shows for a key.
pub(super) fn winner(inner: &Automerge, key: &str) -> Option<String> {
    let (value, _) = inner.get(ROOT, key).expect("the root is a map")?;
    value.as_str().map(str::to_owned)
}

/// The value of a key; `None` when its concurrent values disagree.
pub(super) fn agreed(inner: &Automerge, key: &str) -> Option<String> {
    let values = inner.get_all(ROOT, key).expect("the root is a map");
    let mut texts = values.iter().map(|(value, _)| value.as_str());
    let first = texts.next()??;
    texts
        .all(|text| text == Some(first))
        .then(|| first.to_owned())
}
