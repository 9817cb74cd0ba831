//! Arrival lists as documents that phones share: imported once, split, taken row by row.
//!
//! All ids follow from the list's content and the site (`puente_record::list`), so it does not matter on how
//! many phones of a site a list was imported, or whether they had a network. A person who works at several
//! sites may hold the list of each. A list is named by the document of its first part.

mod copy;
mod import;
mod part;
mod reimport;
mod rows;
mod take;
mod view;

pub use copy::{ListCopy, SealedCopy};
pub use import::Imported;
pub use reimport::{CorrectedRow, EarlierList, Reimported};
pub use rows::{RowNumbers, RowsError};
pub use take::RowRegistration;
pub use view::{ListRow, ListSummary, ListView, PhoneShare, RowState};
