#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod catalogue;
pub mod command_line;
mod language;
mod number;
pub mod output;
mod text;

pub use catalogue::{CatalogueError, Catalogues, FIRST};
pub use language::Language;
pub use text::{Argument, Text};
