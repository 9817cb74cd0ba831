//! Mentions of a person in the records of others and in lists of arrivals. They are not sealed under the
//! person's key, so they are searched before the person is erased, and taken out where they certainly mean the
//! person.

use puente_document::{Basis, Document, DocumentReading, Edit, EntryFields as Said};
use puente_protocol::problem::ProblemCode;
use puente_record::list::{ERASED, ROW, code_of};
use puente_record::{
    AccountId, DocumentId, EntryId, RecordCode, RecordId, RetentionPurpose, Value, entry_kind,
    search_key,
};

use super::{Administration, AdministrationError};
use crate::exchange::{DraftChange, ExchangeError, OnBehalfOf, ServerDevice};
use crate::store::row_id::DocumentRowId;
use crate::store::{Connection, StoreError, document, erasure, projection, record};

/// The field in which an entry of any kind points to another record.
const POINTS_TO: &str = "record";

/// The person whose mentions are searched.
#[derive(Debug, Clone, Default)]
pub struct MentionQuery {
    records: Vec<RecordId>,
    code: Option<RecordCode>,
    /// Given name and first surname, folded; `None` where one of them is unknown here.
    name: Option<String>,
}

/// A place outside a person's own record that names the person. It contains no value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The document.
    pub document: DocumentId,
    /// The code of the record with this document; `None` for a list.
    pub code: Option<String>,
    /// The place in the document.
    pub place: MentionPlace,
    /// It names the person by code or by row. Otherwise somebody has to look.
    pub is_certain: bool,
    document_nr: DocumentRowId,
}

/// A place in a document that names a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MentionPlace {
    /// An entry about the person, such as a companion.
    Entry {
        /// The entry's kind.
        kind: String,
        /// The entry's id.
        id: EntryId,
    },
    /// A text that contains the person's code. Only its author can reword it.
    Text {
        /// The field, or `<kind>/<field>`.
        field: String,
    },
    /// A row of a list of arrivals.
    Row {
        /// The row's id.
        id: EntryId,
        /// Its number as people see it.
        number: String,
    },
}

impl MentionQuery {
    /// Could an entry with this name mean a person with the sought name?
    fn has_name(&self, name: &str) -> bool {
        let Some(sought) = &self.name else {
            return false;
        };
        let said = search_key(name);
        said == *sought
            || said
                .strip_prefix(sought)
                .is_some_and(|rest| rest.starts_with(' '))
    }

    fn has_code(&self, text: &str) -> bool {
        self.code.is_some() && text.parse::<RecordCode>().ok() == self.code
    }

    /// People write the code with spaces, with hyphens or with nothing between its letters.
    fn is_in_text(&self, text: &str) -> bool {
        let letters = |text: &str| -> String {
            let letters = text.chars().filter(|letter| letter.is_alphanumeric());
            letters.flat_map(char::to_uppercase).collect()
        };
        let code = self.code.as_ref();
        code.is_some_and(|code| letters(text).contains(&letters(&code.to_string())))
    }

    /// The places where a document names the person, each with whether it certainly means them.
    fn places(&self, reading: &DocumentReading) -> Vec<(MentionPlace, bool)> {
        if reading.kind.is_list() {
            return self.rows(reading);
        }
        let mut places = self.texts(reading);
        for (kind, entries) in &reading.entries {
            for (id, entry) in entries {
                let texts = || entry.values().filter_map(|said| said.value.as_text());
                let points = text_of(entry, POINTS_TO).is_some_and(|code| self.has_code(code));
                let is_named = || text_of(entry, "name").is_some_and(|name| self.has_name(name));
                let has_pointer = entry_kind(kind).is_some_and(|of| of.field(POINTS_TO).is_some());
                if has_pointer && (points || is_named()) {
                    let (kind, id) = (kind.clone(), *id);
                    places.push((MentionPlace::Entry { kind, id }, points));
                } else if texts().any(|text| self.is_in_text(text)) {
                    let field = kind.clone();
                    places.push((MentionPlace::Text { field }, false));
                }
            }
        }
        places
    }

    fn texts(&self, reading: &DocumentReading) -> Vec<(MentionPlace, bool)> {
        let fields = reading.fields.iter().filter(|(field, said)| {
            let text = said.value.as_text();
            *field != "code" && text.is_some_and(|text| self.is_in_text(text))
        });
        let claims = reading.claims.iter().filter(|(_, said)| {
            let mut texts = said.values().filter_map(Value::as_text);
            texts.any(|text| self.is_in_text(text))
        });
        let names = fields
            .map(|(field, _)| field)
            .chain(claims.map(|(field, _)| field));
        let place = |field: &String| MentionPlace::Text {
            field: field.clone(),
        };
        names.map(|field| (place(field), false)).collect()
    }

    fn rows(&self, reading: &DocumentReading) -> Vec<(MentionPlace, bool)> {
        let list = reading.text("list").and_then(|list| list.parse().ok());
        let rows = reading.entries.get(ROW).into_iter().flatten();
        let mut places = Vec::new();
        for (id, row) in rows {
            if text_of(row, "status") == Some(ERASED) {
                continue;
            }
            let place = text_of(row, "place").and_then(|place| place.parse().ok());
            // Each site makes its own record from the list, all with one code.
            let code = list.zip(place).map(|(list, place)| code_of(list, place));
            let is_certain = code.is_some() && code == self.code;
            let name = ["name.given", "name.surname1"].map(|field| text_of(row, field));
            let name = name.map(Option::unwrap_or_default).join(" ");
            if is_certain || self.has_name(&name) {
                let number = text_of(row, "number").or(text_of(row, "place"));
                let number = number.unwrap_or_default().to_owned();
                places.push((MentionPlace::Row { id: *id, number }, is_certain));
            }
        }
        places
    }
}

fn text_of<'a>(entry: &'a Said, field: &str) -> Option<&'a str> {
    entry.get(field)?.value.as_text()
}

impl MentionPlace {
    /// The edits that remove the person from it; empty for a text that somebody wrote.
    fn edits(&self, reading: &DocumentReading) -> Vec<Edit> {
        let (kind, id) = match self {
            Self::Entry { kind, id } => (kind.as_str(), *id),
            Self::Row { id, .. } => (ROW, *id),
            Self::Text { .. } => return Vec::new(),
        };
        let entry = reading.entries.get(kind).and_then(|of| of.get(&id));
        let fields = entry.into_iter().flat_map(Said::keys);
        let mut edits: Vec<Edit> = fields
            .filter(|field| is_about_them(kind, field))
            .map(|field| Edit::ClearEntry {
                kind: kind.into(),
                id,
                field: field.clone(),
            })
            .collect();
        if kind == ROW {
            edits.push(Edit::PutEntry {
                kind: kind.into(),
                id,
                field: "status".into(),
                value: ERASED.into(),
            });
        }
        edits
    }

    /// Can it be taken out without changing anybody's text?
    #[must_use]
    pub fn can_be_taken_out(&self) -> bool {
        !matches!(self, Self::Text { .. })
    }
}

/// Does this field of an entry say something about the person whom the entry is about? What it says about the
/// owner of the record, such as that they were separated and by whom, stays.
fn is_about_them(kind: &str, field: &str) -> bool {
    if kind == ROW {
        return !matches!(field, "place" | "number" | "status");
    }
    let of = entry_kind(kind).and_then(|kind| kind.field(field));
    of.is_none_or(|of| {
        matches!(
            of.purpose,
            RetentionPurpose::Identification | RetentionPurpose::Contact
        )
    })
}

impl Administration {
    /// The person with this code or record id, for [`Administration::mentions`]. With a code it also finds a
    /// person whose record is not here any more.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn sought(&self, code_or_id: &str) -> Result<MentionQuery, AdministrationError> {
        let given = code_or_id.parse::<RecordCode>().ok();
        let id = code_or_id.parse::<RecordId>().ok();
        let sought = self.store.read(|connection| {
            let mut records: Vec<RecordId> = id.into_iter().collect();
            if let Some(code) = &given {
                records.extend(erasure::by_code(connection, &code.to_string())?);
            }
            let shown = match &record::find(connection, &records)?[..] {
                [only] => projection::find(connection, only.nr)?,
                _ => None,
            };
            let shown = shown.unwrap_or_default();
            let name = shown
                .given
                .zip(shown.surname1)
                .map(|(given, surname)| search_key(&format!("{given} {surname}")));
            Ok(MentionQuery {
                records,
                code: given.or(shown.code.and_then(|code| code.parse().ok())),
                name,
            })
        })?;
        Ok(sought)
    }

    /// Every place that names the person outside their own record. Reads every document.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn mentions(&self, sought: &MentionQuery) -> Result<Vec<Mention>, AdministrationError> {
        let mentions = self.store.read(|connection| {
            let mut mentions = Vec::new();
            for nr in document::all(connection)? {
                let Some((row, owner, reading)) = read(connection, nr)? else {
                    continue;
                };
                if sought.records.contains(&owner.id) {
                    continue;
                }
                let shown = match reading.kind.is_list() {
                    true => None,
                    false => projection::find(connection, owner.nr)?,
                };
                let code = shown.and_then(|shown| shown.code);
                let places = sought.places(&reading).into_iter();
                mentions.extend(places.map(|(place, is_certain)| Mention {
                    document: row,
                    code: code.clone(),
                    place,
                    is_certain,
                    document_nr: nr,
                }));
            }
            Ok(mentions)
        })?;
        Ok(mentions)
    }

    /// Takes a mention out of a document's present state, in the name of somebody who answers for it. The
    /// document's history keeps it.
    ///
    /// # Errors
    /// The account does not manage quarantine, or the change does not enter.
    pub fn take_out(
        &self,
        now_ms: i64,
        mention: &Mention,
        account: AccountId,
    ) -> Result<(), AdministrationError> {
        let writing = OnBehalfOf {
            account,
            account_nr: self.entitled(account)?,
            is_vouched: true,
        };
        let draft = |connection: &Connection,
                     server_device: &ServerDevice|
         -> Result<Vec<DraftChange>, ExchangeError> {
            let (mut document, _) =
                open(connection, mention.document_nr)?.ok_or(ProblemCode::NotPossible)?;
            let edits = mention.place.edits(&document.read());
            let branch = server_device.branch(connection, mention.document)?;
            let authorship =
                server_device.authorship(mention.document, branch, Basis::Device, true, now_ms);
            let change = document
                .edit(&authorship, &edits, &mut self.rng.fork())
                .map_err(|_| ProblemCode::NotPossible)?
                .ok_or(ProblemCode::NotPossible)?;
            Ok(vec![DraftChange {
                document: mention.document,
                branch,
                raw: change.raw,
            }])
        };
        match self.writer.write(now_ms, writing, draft, |_| Ok(())) {
            Err(ExchangeError::Problem(code)) => {
                Err(AdministrationError::NotEntered(code.to_string()))
            }
            done => Ok(done?),
        }
    }
}

/// A document and its record; `None` if no change of it was accepted or the record was erased.
fn open(
    connection: &Connection,
    nr: DocumentRowId,
) -> Result<Option<(Document, record::RecordRow)>, StoreError> {
    let Some(row) = document::load(connection, nr)? else {
        return Ok(None);
    };
    let owner = record::load(connection, &[row.record])?.pop();
    let Some((sealed, owner)) = row.sealed.zip(owner) else {
        return Ok(None);
    };
    let saved = owner.key.open_document(&row.id, &sealed)?;
    let document = Document::load(row.id, &saved)
        .map_err(|_| StoreError::Damaged("a saved document does not load"))?;
    Ok(Some((document, owner)))
}

fn read(
    connection: &Connection,
    nr: DocumentRowId,
) -> Result<Option<(DocumentId, record::RecordRow, DocumentReading)>, StoreError> {
    let opened = open(connection, nr)?;
    Ok(opened.map(|(document, owner)| (document.id(), owner, document.read())))
}
