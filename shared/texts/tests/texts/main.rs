//! All catalogues have the same texts, and another file adds a language.

mod catalogues;
mod command_line;
#[path = "../../folder.rs"]
mod folder;
mod keys;
mod languages;
mod pseudo;
mod tables;
