//! The content of a copy of a list. Anybody may have made it, so everything is checked against its limits.

use std::collections::HashSet;

use minicbor::{Decode, Encode};
use puente_lists::limits::ROWS_MAX;
use puente_protocol::limits::ACCOUNT_NAME_BYTES_MAX;
use puente_record::id::{DeviceId, EntryId, ListId, SiteId};
use puente_record::list::{ADDED_PART, part_with};
use puente_record::{Moment, VALUE_BYTES_MAX, clean_line};

use crate::list::part::is_kept;
use crate::list::rows::RowNumbers;

/// The most names, versions and portions of a list: a phone has one name for it and takes one portion.
const SAID_MAX: usize = 200;

/// The most bytes of a list's name.
const NAME_BYTES_MAX: usize = 400;

/// A list as one phone has it.
#[derive(Encode, Decode)]
#[cbor(array)]
pub struct ListCopy {
    #[n(0)]
    pub(super) list: ListId,
    /// The site of the list on that phone; sixteen zero bytes before that phone joined a site.
    #[n(1)]
    pub(super) site: SiteId,
    #[n(2)]
    pub(super) names: Vec<String>,
    /// Ids of lists that somebody declared to be versions of this one.
    #[n(3)]
    pub(super) versions: Vec<String>,
    /// How many places the list's file had.
    #[n(4)]
    pub(super) places: u32,
    #[n(5)]
    pub(super) rows: Vec<CopiedRow>,
    #[n(6)]
    pub(super) portions: Vec<CopiedPortion>,
    /// The portion of the phone that opens it.
    #[n(7)]
    pub(super) left: Option<EntryId>,
}

/// A row.
#[derive(Encode, Decode)]
#[cbor(array)]
pub(super) struct CopiedRow {
    #[n(0)]
    pub(super) place: u32,
    #[n(1)]
    pub(super) number: u32,
    /// Field and value as a document stores them; a set's field repeats for each member.
    #[n(2)]
    pub(super) fields: Vec<(String, String)>,
    #[n(3)]
    pub(super) taken: Option<Taken>,
}

/// Who registered the person in a row, and when by their phone's clock.
#[derive(Encode, Decode)]
#[cbor(array)]
pub(super) struct Taken {
    #[n(0)]
    pub(super) by: String,
    #[n(1)]
    pub(super) at: String,
}

/// What one phone takes. Name and device are empty while it is left to a phone that has not opened its copy.
#[derive(Encode, Decode)]
#[cbor(array)]
pub(super) struct CopiedPortion {
    #[n(0)]
    pub(super) id: EntryId,
    #[n(1)]
    pub(super) rows: String,
    #[n(2)]
    pub(super) by: String,
    #[n(3)]
    pub(super) device: String,
}

impl ListCopy {
    /// Leaves out what no list contains; `None` when it is not a list at all.
    ///
    /// It also drops rows of a local list that are not valid: one bad row must not prevent handing over the
    /// others.
    pub(super) fn sound(mut self) -> Option<Self> {
        if self.places as usize > ROWS_MAX || self.rows.len() > ROWS_MAX {
            return None;
        }
        self.names.retain(|name| is_line(name, NAME_BYTES_MAX));
        self.versions.retain(|of| of.parse::<ListId>().is_ok());
        self.portions.retain(CopiedPortion::is_sound);
        self.names.truncate(SAID_MAX);
        self.versions.truncate(SAID_MAX);
        self.portions.truncate(SAID_MAX);
        let mut seen = HashSet::new();
        let last = self.places;
        self.rows.retain(|row| {
            let is_place = part_with(row.place) == ADDED_PART || (1..=last).contains(&row.place);
            is_place && seen.insert(row.place)
        });
        for row in &mut self.rows {
            row.fields
                .retain(|(name, value)| is_kept(name) && value.len() <= VALUE_BYTES_MAX);
            row.taken = row.taken.take().filter(Taken::is_sound);
        }
        Some(self)
    }
}

impl Taken {
    fn is_sound(&self) -> bool {
        is_line(&self.by, ACCOUNT_NAME_BYTES_MAX) && self.at.parse::<Moment>().is_ok()
    }
}

impl CopiedPortion {
    fn is_sound(&self) -> bool {
        self.rows.parse::<RowNumbers>().is_ok()
            && is_line(&self.rows, NAME_BYTES_MAX)
            && is_line(&self.by, ACCOUNT_NAME_BYTES_MAX)
            && (self.device.is_empty() || self.device.parse::<DeviceId>().is_ok())
    }
}

fn is_line(text: &str, bytes_max: usize) -> bool {
    text.len() <= bytes_max && clean_line(text) == text
}
