//! The places of the rows of a reimported list in the earlier list.

use std::collections::{HashMap, HashSet};

use puente_lists::{ListReading, Row};
use puente_record::id::ListId;
use puente_record::list::{ADDED_PART, added_place, part_with};

use super::super::part::PartRow;
use super::EarlierList;
use super::row_match::ComparableRow;

impl EarlierList {
    /// Gives every row of the reading its place.
    pub(super) fn place_new(
        &mut self,
        list: ListId,
        rows: &[PartRow<'_>],
        erased: &[PartRow<'_>],
        now: &[ComparableRow],
        pairs: &[Option<usize>],
    ) {
        let gone: HashSet<usize> = erased_among(pairs, rows, erased, now);
        let mut taken: HashSet<u32> = rows.iter().map(|row| row.place).collect();
        let erased: HashSet<u32> = erased.iter().map(|row| row.place).collect();
        let mut repeated: HashMap<String, u32> = HashMap::new();
        for (at, (said, pair)) in now.iter().zip(pairs).enumerate() {
            if let Some(pair) = *pair {
                self.places.push(Some(rows[pair].place));
                continue;
            }
            let person = said.person();
            // Several people may have one name, or an earlier version may have added somebody with this name.
            let times = repeated.entry(person.clone()).or_default();
            let mut place = added_place(list, &person, *times);
            while taken.contains(&place) {
                *times += 1;
                place = added_place(list, &person, *times);
            }
            if gone.contains(&at) || erased.contains(&place) {
                self.erased.push(said.number);
                self.places.push(None);
                continue;
            }
            taken.insert(place);
            self.new.push(said.number);
            self.places.push(Some(place));
        }
    }

    /// The rows of a reading in their places. A new row whose number is taken gets the next free one.
    pub(super) fn placed(
        &self,
        reading: &ListReading,
        numbers: impl Iterator<Item = u32>,
    ) -> Vec<Row> {
        let mut taken: HashSet<u32> = numbers.collect();
        let mut next = taken.iter().max().copied().unwrap_or(0);
        let rows = reading.rows.iter().zip(&self.places);
        rows.filter_map(|(row, place)| {
            let mut row = Row {
                place: (*place)?,
                ..row.clone()
            };
            if part_with(row.place) == ADDED_PART && !taken.insert(row.number) {
                next += 1;
                row.number = next;
            }
            Some(row)
        })
        .collect()
    }
}

/// Finds the rows of erased people, of whom the earlier list has only the number: the same number, and the same
/// people as neighbours on both sides.
fn erased_among(
    pairs: &[Option<usize>],
    rows: &[PartRow<'_>],
    erased: &[PartRow<'_>],
    now: &[ComparableRow],
) -> HashSet<usize> {
    let place = |at: usize| pairs[at].map(|pair| rows[pair].place);
    let is_erased = |at: usize| {
        let row = erased.iter().find(|row| row.number == now[at].number);
        row.is_some_and(|row| {
            let before = (0..at).rev().find_map(place);
            let after = (at + 1..pairs.len()).find_map(place);
            before.is_none_or(|before| before < row.place)
                && after.is_none_or(|after| after > row.place)
                && (before, after) != (None, None)
        })
    };
    let open = (0..pairs.len()).filter(|at| pairs[*at].is_none());
    open.filter(|at| is_erased(*at)).collect()
}
