#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod codes;
mod entropy;
mod error;
mod events;
mod line;
mod list;
mod open;
mod sync;
mod trial;

pub use codes::code_of;
pub use entropy::{now_ms, seeded_rng};
pub use error::Error;
pub use events::{Pokes, listen};
pub use line::{Answer, Line, LineError};
pub use list::{Fault, List, ListError, Row, Rows, RowsError};
pub use open::{Folder, Store};
pub use sync::{Around, Synced, sync};
