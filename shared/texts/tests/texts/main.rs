//! The catalogues say the same in every language, and one more file is one more language.

mod catalogues;
mod command_line;
#[path = "../../folder.rs"]
mod folder;
mod keys;
mod languages;
mod pseudo;
mod tables;
