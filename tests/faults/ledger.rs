//! What was acknowledged: a file, synced line by line, so that this test's own end loses none of it.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::Write as _;

use crate::world::{Device, World, number};

/// The acknowledgements of one device.
pub(crate) struct Ledger {
    file: File,
    /// Names of people that a command was asked to register; each is given once.
    asked: BTreeSet<String>,
    /// Codes that were printed.
    saved: BTreeSet<String>,
    /// How many of them were there when a sync last said that all is done.
    on_server: usize,
}

impl Ledger {
    pub(crate) fn new() -> Self {
        Self {
            file: tempfile::tempfile().unwrap(),
            asked: BTreeSet::new(),
            saved: BTreeSet::new(),
            on_server: 0,
        }
    }

    fn write(&mut self, line: &str) {
        writeln!(self.file, "{line}").unwrap();
        self.file.sync_all().unwrap();
    }

    /// A name that nobody was registered under.
    pub(crate) fn next_name(&mut self) -> String {
        let name = format!("Persona {}", self.asked.len());
        self.write(&format!("asked {name}"));
        self.asked.insert(name.clone());
        name
    }

    /// A command printed the code of a record.
    pub(crate) fn saved(&mut self, code: &str) {
        self.write(&format!("saved {code}"));
        assert!(self.saved.insert(code.to_owned()), "a code was given twice");
    }

    /// A sync said that everything is exchanged.
    pub(crate) fn all_on_server(&mut self) {
        self.write("all on the server");
        self.on_server = self.saved.len();
    }

    /// How many people a sync acknowledged.
    pub(crate) fn on_server(&self) -> usize {
        self.on_server
    }

    pub(crate) fn len(&self) -> usize {
        self.saved.len()
    }

    /// Everything that was acknowledged is on the device, and nobody twice. What is there without having been
    /// acknowledged is from now on; answers whether there was any.
    pub(crate) fn check_device(&mut self, device: &Device) -> bool {
        let listed = device.ask(&["list"]);
        let people = listed["records"].as_array().unwrap();
        let text = |person: &serde_json::Value, key: &str| person[key].as_str().unwrap().to_owned();
        let codes: BTreeSet<String> = people.iter().map(|person| text(person, "code")).collect();
        let lost: Vec<&String> = self.saved.difference(&codes).collect();
        assert!(lost.is_empty(), "the device lost {lost:?}");
        let names: BTreeSet<String> = people.iter().map(|person| text(person, "given")).collect();
        assert_eq!(names.len(), people.len(), "somebody is registered twice");
        assert!(
            names.is_subset(&self.asked),
            "nobody was asked to register some of {names:?}"
        );
        let unheard: Vec<String> = codes.difference(&self.saved).cloned().collect();
        for code in &unheard {
            self.saved(code);
        }
        !unheard.is_empty()
    }

    /// Everything that a sync acknowledged is on the server, and no more than people were registered.
    pub(crate) fn check_server(&self, world: &World) {
        let status = world.puente(&["status"]);
        let records = number(&status, "records") as usize;
        assert!(
            records >= self.on_server,
            "the server acknowledged {} and has {records}",
            self.on_server
        );
        assert!(
            records <= self.asked.len(),
            "the server has {records} of {} people",
            self.asked.len()
        );
        assert_eq!(number(&status, "quarantined"), 0);
        assert_eq!(number(&status, "pending"), 0);
    }
}
