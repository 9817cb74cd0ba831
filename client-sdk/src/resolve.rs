//! Deciding a conflict. The decision is itself a change, with its reason.

use puente_document::{Edit, FieldPath};
use puente_policy::Action;
use puente_record::Value;
use puente_record::id::RecordId;

use crate::store::documents;
use crate::write::may;
use crate::{Device, Error, Rng};

impl Device {
    /// Decides a field for one value; it need not be one of the candidates.
    ///
    /// # Errors
    /// [`Error::NotAllowed`] for a role that may not decide; [`Error::NoConflict`] when there is
    /// nothing to decide; else see [`Error::advice`].
    pub fn resolve(
        &mut self,
        record: RecordId,
        field: &str,
        value: &Value,
        reason: &str,
        now_ms: i64,
        rng: &mut Rng,
    ) -> Result<(), Error> {
        let mut open = Vec::new();
        for row in documents::of_record(&self.conn, record)? {
            if row.saved.is_empty() {
                continue;
            }
            let conflicts = row.open()?.conflicts();
            let path = conflicts
                .into_iter()
                .map(|conflict| conflict.field)
                .find(|path| path.to_string() == field);
            open.extend(path.map(|path| (row.id, row.kind, path)));
        }
        let Some((document, kind, path)) = open.into_iter().next() else {
            return Err(Error::NoConflict);
        };
        if !may(&self.conn, record, kind, Action::Resolve)? {
            return Err(Error::NotAllowed);
        }
        let (value, reason) = (value.clone(), reason.to_owned());
        let edit = match path {
            FieldPath::Field(field) => Edit::Resolve {
                field,
                value,
                reason,
            },
            FieldPath::Entry { kind, id, field } => Edit::ResolveEntry {
                kind,
                id,
                field,
                value,
                reason,
            },
        };
        self.write("", now_ms, rng, |pen| pen.edit(document, &[edit]))?;
        Ok(())
    }
}
