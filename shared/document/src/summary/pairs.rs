//! What a core says about its record and others, as its keys say it.

use minicbor::{Decode, Encode};
use puente_record::person::{PairAnswer, PairReason, PairStatement, pair_field};
use puente_record::{EntryId, RecordId, Value};

use crate::document::KeyTexts;
use crate::open_key::OpenKeys;

/// The texts of one entry of kind [`puente_record::person::PAIR`].
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct PairTexts {
    /// The entry.
    #[n(0)]
    pub id: EntryId,
    /// Its fields, each with its candidates as stored; the shown one first.
    #[n(1)]
    pub fields: Vec<(String, Vec<String>)>,
}

impl PairTexts {
    /// Adds a key of an entry to those of its entry.
    pub(super) fn take(
        all: &mut Vec<Self>,
        id: EntryId,
        field: &str,
        of: &KeyTexts,
        open: &OpenKeys,
    ) {
        let place = all.iter().position(|known| known.id == id);
        let place = place.unwrap_or_else(|| {
            let fields = Vec::new();
            all.push(Self { id, fields });
            all.len() - 1
        });
        let written_over = open.get(&*of.key).into_iter().flatten();
        let mut texts: Vec<String> = of.texts.iter().rev().cloned().collect();
        for value in written_over {
            if !texts.contains(&value.text) {
                texts.push(value.text.clone());
            }
        }
        all[place].fields.push((field.to_owned(), texts));
    }

    /// The statement, if it is about this record and another, under the id of the two.
    pub(super) fn statement(&self, record: RecordId) -> Option<PairStatement> {
        let other: RecordId = self.shown(pair_field::RECORD)?.parse().ok()?;
        if self.id != EntryId::of_pair(record, other) {
            return None;
        }
        let mut answers: Vec<PairAnswer> = self
            .texts(pair_field::ANSWER)
            .filter_map(|text| PairAnswer::of_code(&text))
            .collect();
        answers.sort_unstable();
        answers.dedup();
        let reasons = self.texts(pair_field::REASON);
        let score = self.shown(pair_field::SCORE);
        Some(PairStatement {
            record,
            other,
            code: self.shown(pair_field::CODE).unwrap_or_default(),
            answers,
            reason: reasons
                .map(|text| PairReason::of_code(&text))
                .min()
                .unwrap_or(PairReason::Other),
            at: self.shown(pair_field::AT).unwrap_or_default(),
            score: score.and_then(|text| text.parse().ok()),
        })
    }

    fn shown(&self, field: &str) -> Option<String> {
        self.texts(field).next()
    }

    fn texts(&self, field: &str) -> impl Iterator<Item = String> {
        let of = self.fields.iter().find(|(known, _)| known == field);
        let texts = of.into_iter().flat_map(|(_, texts)| texts);
        texts.filter_map(|text| Value::from_stored(text).as_text().map(str::to_owned))
    }
}
