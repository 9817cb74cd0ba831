//! Imports a list that leaves no questions, and registers its people.

use std::collections::HashSet;
use std::fmt::Write as _;

use puente_client::{Device, EarlierList, ListCopy, RowRegistration};
use puente_lists::ListReading;
use puente_native::{OpenStore, RowNumbers, now_ms};
use puente_record::{DocumentId, RecordId};
use puente_texts::text;
use serde_json::{Value, json};

use super::{again, rejected, unread, words};
use crate::command::{notice, site};
use crate::failure::Failure;
use crate::say::{self, Answer, localized, t};
use crate::words::counted;

/// A list with its name, and whether somebody said that it is a known list.
pub(super) struct ListFile {
    pub(super) name: String,
    pub(super) reading: ListReading,
    pub(super) same: Option<bool>,
    /// For a copy from another phone: what else the copy says.
    pub(super) copy: Option<ListCopy>,
}

/// What was stored of a list before anybody is registered.
struct Kept {
    list: DocumentId,
    new: u32,
    known: u32,
    /// For a newer version: the earlier list, and the places of the newer version's rows in it.
    again: Option<(EarlierList, HashSet<u32>)>,
}

impl ListFile {
    pub(super) fn take_in(
        self,
        mut store: OpenStore,
        rows: Option<&RowNumbers>,
    ) -> Result<Answer, Failure> {
        let earlier = store.device.earlier_list(&self.reading)?;
        let earlier = earlier.filter(|earlier| self.same != Some(false) || earlier.is_said);
        if let Some(earlier) = earlier
            .as_ref()
            .filter(|of| self.same.is_none() && !of.is_said)
        {
            return Ok(again::asked(earlier, &self.reading));
        }
        let kept = self.keep(&mut store, earlier)?;
        let OpenStore { device, rng, .. } = &mut store;
        if let Some(copy) = &self.copy {
            device.take_copied(kept.list, copy, now_ms(), rng)?;
        }
        let total = self.reading.rows.len();
        let mut progress = |done: usize| {
            if done.is_multiple_of(1_000) {
                say::aside(&format!("{done}/{total}"));
            }
        };
        let places = kept.again.as_ref().map(|(_, places)| places);
        let taken = match rows {
            Some(rows) => {
                device.register_rows_at(kept.list, rows, places, now_ms(), rng, &mut progress)?
            }
            None => Vec::new(),
        };
        self.tell();
        self.answer(device, &kept, &taken)
    }

    fn keep(&self, store: &mut OpenStore, earlier: Option<EarlierList>) -> Result<Kept, Failure> {
        let OpenStore { device, rng, .. } = store;
        let Some(earlier) = earlier else {
            let kept = device.import_list(&self.reading, &self.name, now_ms(), rng, &mut |_| {})?;
            return Ok(Kept {
                list: kept.list,
                new: kept.new,
                known: kept.known,
                again: None,
            });
        };
        let kept = device.import_again(&self.reading, &earlier, now_ms(), rng)?;
        Ok(Kept {
            list: kept.list,
            new: kept.new,
            known: kept.known,
            again: Some((earlier, kept.places)),
        })
    }

    /// Reports the lines that were not read, and the notices.
    fn tell(&self) {
        for (line, fault) in &self.reading.faults {
            say::aside(&localized(&text!(
                "cli-import-line",
                line = line.to_string(),
                fault = words(*fault)
            )));
        }
        for said in &self.reading.notices {
            let notice = notice::noticed(said);
            say::aside(&localized(&text!("cli-import-notice", notice = notice)));
        }
    }

    fn answer(
        &self,
        device: &Device,
        kept: &Kept,
        taken: &[(u32, RowRegistration)],
    ) -> Result<Answer, Failure> {
        let new = taken.iter().filter_map(|(row, taken)| match taken {
            RowRegistration::Registered(record, code) => Some((*row, *record, code)),
            RowRegistration::Known(_) => None,
        });
        let mut odd = String::new();
        let mut records = Vec::new();
        for (row, record, code) in new {
            let findings = odd_of(device, row, record, &mut odd)?;
            records.push(json!({
                "row": row, "record": record, "code": code.to_string(), "findings": findings,
            }));
        }
        let (list, known) = (kept.list, taken.len() - records.len());
        let name = match &kept.again {
            Some((earlier, _)) => earlier.names.join(" · "),
            None => self.name.clone(),
        };
        let mut text = format!(
            "{name} ({}): {}, {}, {}, {}\n",
            &list.to_string()[..8],
            counted("cli-import-registered", records.len() as u64),
            counted("cli-import-known", known as u64),
            counted("cli-import-new", kept.new.into()),
            unread(&self.reading)
        );
        let left = self.copy.as_ref().and_then(ListCopy::rows_left);
        text.extend(left.map(|rows| format!("{rows}  {}\n", t("cli-list-this_phone"))));
        let again = kept.again.as_ref().map(|(earlier, _)| earlier);
        text.extend(again.map(again::differences));
        text.push_str(&odd);
        let json = json!({
            "list": name,
            "id": list,
            "rows": self.reading.rows.len(),
            "rows_new": kept.new,
            "rows_known": kept.known,
            "rows_left": left,
            "again": again,
            "registered": records.len(),
            "known": known,
            "rejected": rejected(&self.reading, true),
            "not_people": rejected(&self.reading, false),
            "records": records,
        });
        Ok(Answer::new(json, text))
    }
}

/// The findings of the record of a row, by the row's number: the list has the names.
fn odd_of(
    device: &Device,
    row: u32,
    record: RecordId,
    text: &mut String,
) -> Result<Vec<Value>, Failure> {
    let odd = site::odd(device, record, |_, _| true)?;
    if !odd.text.is_empty() {
        let of_row = localized(&text!("cli-import-row", row = row.to_string()));
        let _ = write!(text, "{of_row}:\n{}", odd.text);
    }
    Ok(odd.json)
}
