//! The ledger of what was acknowledged: a file, synced line by line, so that nothing is lost even if this test
//! ends.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::Write as _;

use crate::world::{Device, World, number};

/// The acknowledgements of one device.
pub(crate) struct Ledger {
    file: File,
    /// Names of people whom a command was asked to register; each is used once.
    asked: BTreeSet<String>,
    /// Record codes that were printed.
    saved: BTreeSet<String>,
    /// How many of the codes existed when a sync last reported that everything is exchanged.
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

    /// A name with which nobody was registered.
    pub(crate) fn next_name(&mut self) -> String {
        let name = format!("Persona {}", self.asked.len());
        self.write(&format!("asked {name}"));
        self.asked.insert(name.clone());
        name
    }

    /// Notes that a command printed the code of a record.
    pub(crate) fn saved(&mut self, code: &str) {
        self.write(&format!("saved {code}"));
        assert!(self.saved.insert(code.to_owned()), "a code was given twice");
    }

    /// Notes that a sync reported that everything is exchanged.
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

    /// Checks that everything acknowledged is on the device, and nobody twice. People on the device who were
    /// not acknowledged count as acknowledged from now on; returns whether there were any.
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

    /// Checks that everything a sync acknowledged is on the server, and not more people than were registered.
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
