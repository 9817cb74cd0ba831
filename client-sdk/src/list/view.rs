//! Lists as people see them: who took which row, and who is missing.

use puente_record::id::{DocumentId, ListId, RecordId, SiteId};
use puente_record::list::{ABSENT, TAKEN, code_of, record_of};
use puente_record::{Value, search_key};

use super::part::{ListPart, PartRow};
use super::rows::RowNumbers;
use crate::store::documents;
use crate::{Device, Error};

/// A summary of one list.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(
    feature = "typescript",
    derive(ts_rs::TS),
    ts(rename = "ArrivalListLine")
)]
pub struct ListSummary {
    /// The list.
    #[cfg_attr(feature = "typescript", ts(as = "String"))]
    pub list: DocumentId,
    /// The names that people gave it; several when phones have it under different names.
    pub names: Vec<String>,
    /// Rows that can be taken.
    pub rows: u32,
    /// Rows whose people were taken or are registered.
    pub taken: u32,
    /// Rows whose people did not come.
    pub absent: u32,
    /// The rest.
    pub missing: u32,
}

/// A list with its rows.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct ListView {
    /// A summary of the list.
    #[serde(flatten)]
    pub line: ListSummary,
    /// Its rows, in their order.
    #[serde(rename = "entries")]
    pub rows: Vec<ListRow>,
    /// Which phone takes which rows.
    pub portions: Vec<PhoneShare>,
}

/// The state of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum RowState {
    /// Somebody saw the person and registered them.
    Taken,
    /// The person is registered on this device, but nobody has said that they were seen.
    Registered,
    /// The person did not come.
    Absent,
    /// Nothing is known yet.
    Missing,
}

/// A row of a list.
#[derive(Clone, PartialEq, Eq, serde::Serialize)]
pub struct ListRow {
    /// Its place. List and place together identify the row.
    pub place: u32,
    /// Its number as people see it.
    pub number: u32,
    /// Its state.
    pub state: RowState,
    /// Who took it or noted the absence.
    pub by: Option<String>,
    /// When, by that phone's clock.
    pub at: Option<String>,
    /// Phones disagree: it was taken twice, or read differently.
    pub is_contested: bool,
    /// The record that it makes or made.
    pub record: RecordId,
    /// That record's code.
    pub code: String,
    /// The list's content, core fields only.
    pub fields: Vec<(String, String)>,
}

/// Shows which row it is, not its content.
impl std::fmt::Debug for ListRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ListRow")
            .field("place", &self.place)
            .field("state", &self.state)
            .finish_non_exhaustive()
    }
}

/// The rows that one phone takes.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "Portion"))]
pub struct PhoneShare {
    /// Its rows, by their numbers.
    pub rows: String,
    /// The phone's user; empty when the rows were left to a phone that is not known yet.
    pub by: String,
    /// This phone takes them.
    pub is_own: bool,
}

impl PhoneShare {
    /// Is this row among them?
    #[must_use]
    pub fn has(&self, number: u32) -> bool {
        let rows = self.rows.parse::<RowNumbers>();
        rows.is_ok_and(|rows| rows.contains(number))
    }
}

impl Device {
    /// Every list on this device, by name.
    ///
    /// # Errors
    /// See [`Error::advice`].
    pub fn lists(&self) -> Result<Vec<ListSummary>, Error> {
        let mut lists = Vec::new();
        for id in documents::lists(&self.conn)? {
            let part = ListPart::load(&self.conn, id)?;
            if part.is_some_and(|part| part.number == 0) {
                lists.push(self.list_view(id)?.line);
            }
        }
        lists.sort_unstable_by(|a, b| a.names.cmp(&b.names).then(a.list.cmp(&b.list)));
        Ok(lists)
    }

    /// A list with its rows.
    ///
    /// # Errors
    /// [`Error::NoSuchList`] when it is not on this device.
    pub fn list_view(&self, list: DocumentId) -> Result<ListView, Error> {
        let parts = ListPart::all(&self.conn, list)?;
        let device = self.id().to_string();
        let mut rows = Vec::new();
        for part in &parts {
            let site = part.site_of_rows(&self.conn)?;
            for row in part.rows() {
                rows.push(self.row(site, part.list, &row)?);
            }
        }
        let portions = parts[0].portions().filter_map(|(_, entry)| {
            let text = |field: &str| entry.get(field)?.value.as_text();
            Some(PhoneShare {
                rows: text("rows")?.to_owned(),
                by: text("by").unwrap_or_default().to_owned(),
                is_own: text("device") == Some(&device),
            })
        });
        let count = |states: &[RowState]| {
            let rows = rows.iter().filter(|row| states.contains(&row.state));
            u32::try_from(rows.count()).unwrap_or(u32::MAX)
        };
        Ok(ListView {
            line: ListSummary {
                list,
                names: parts[0].names(),
                rows: u32::try_from(rows.len()).unwrap_or(u32::MAX),
                taken: count(&[RowState::Taken, RowState::Registered]),
                absent: count(&[RowState::Absent]),
                missing: count(&[RowState::Missing]),
            },
            portions: portions.collect(),
            rows,
        })
    }

    /// The list with an id in hex, with an id that begins like this, or with a name.
    ///
    /// # Errors
    /// [`Error::NoSuchList`] when no list matches, or several do.
    pub fn find_list(&self, text: &str) -> Result<DocumentId, Error> {
        let lists = self.lists()?;
        let key = search_key(text);
        let hex = text.trim().to_ascii_lowercase();
        let by_id = |line: &&ListSummary| hex.len() >= 4 && line.list.to_string().starts_with(&hex);
        let by_name = |line: &&ListSummary| line.names.iter().any(|name| search_key(name) == key);
        let found: Vec<&ListSummary> = lists
            .iter()
            .filter(|line| by_id(line) || by_name(line))
            .collect();
        match found[..] {
            [only] => Ok(only.list),
            _ => Err(Error::NoSuchList),
        }
    }

    fn row(&self, site: SiteId, list: ListId, row: &PartRow<'_>) -> Result<ListRow, Error> {
        let record = record_of(site, list, row.place);
        let is_here = || documents::revision(&self.conn, record);
        let state = match row.text("status") {
            Some(TAKEN) => RowState::Taken,
            _ if is_here()?.is_some() => RowState::Registered,
            Some(ABSENT) => RowState::Absent,
            _ => RowState::Missing,
        };
        let said = |field: &str| row.text(field).map(str::to_owned);
        let fields = row.fields().into_iter();
        let fields = fields.filter_map(|(name, value)| match value {
            Value::Text(text) => Some((name, text)),
            Value::Missing(_) => None,
        });
        Ok(ListRow {
            place: row.place,
            number: row.number,
            state,
            by: said("by"),
            at: said("at"),
            is_contested: row.is_contested(),
            record,
            code: code_of(list, row.place).to_string(),
            fields: fields.collect(),
        })
    }
}
