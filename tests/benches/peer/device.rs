//! One device: a real store on disk, enrolled from the beginning.

use std::collections::HashMap;
use std::path::Path;

use puente_client::{Registration, StopReason};
use puente_native::{HttpClient, OpenStore, StoreFolder, SyncCallbacks, now_ms, sync};
use puente_record::Value;
use puente_record::id::RecordId;
use tempfile::TempDir;

use crate::codes;
use crate::workload::{self, Edit, ID, PING, Workload};

pub(crate) struct Device {
    store: OpenStore,
    /// Records by the workload's ids.
    records: HashMap<String, RecordId>,
    /// The connection to the server, through whatever stands before it; `None` before the first sync.
    line: Option<HttpClient>,
    _folder: TempDir,
}

impl Device {
    /// A phone is enrolled when it is handed out, before anybody is registered on it.
    pub(crate) fn new(codes: &Path) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = StoreFolder::new(folder.path().join("store"));
        let mut store = store.create("una frase larga").unwrap();
        let (code, url) = codes::take(codes);
        let OpenStore { device, rng, .. } = &mut store;
        let body = device.enrol_request(&code, "peer").unwrap();
        let reply = HttpClient::new(&url).unwrap().enrol(&body).unwrap();
        device
            .enrolled(&url, "peer", &reply, now_ms(), rng)
            .unwrap();
        Self {
            store,
            records: HashMap::new(),
            line: None,
            _folder: folder,
        }
    }

    /// Sets the address at which the device reaches the server from now on.
    pub(crate) fn go_to(&mut self, url: &str) {
        self.line = Some(HttpClient::new(url).unwrap());
    }

    /// Registers records and edits each as the workload says; every edit is one saved transaction.
    pub(crate) fn prepare(&mut self, work: &Workload, from: usize, count: usize) {
        let lines: Vec<_> = (from..from + count).map(|place| work.line(place)).collect();
        let registrations: Vec<_> = lines
            .iter()
            .map(|line| Registration {
                fields: line.registration(),
                basis: String::new(),
            })
            .collect();
        for (some, lines) in registrations.chunks(135).zip(lines.chunks(135)) {
            let OpenStore { device, rng, .. } = &mut self.store;
            let registered = device.register_all(some, now_ms(), rng).unwrap();
            for (line, (record, _)) in lines.iter().zip(registered) {
                self.records.insert(line.id().to_owned(), record);
            }
        }
        for line in &lines {
            for edit in line.edits() {
                self.write(line.id(), &edit);
            }
        }
    }

    pub(crate) fn write(&mut self, id: &str, edit: &Edit) {
        let record = self.record(id);
        let OpenStore { device, rng, .. } = &mut self.store;
        match edit {
            Edit::Fields(fields) => device.set(record, fields, "", now_ms(), rng).unwrap(),
            Edit::Service(fields) => {
                let fields = fields
                    .each_ref()
                    .map(|(field, value)| (*field, value.as_str()));
                device
                    .add_entry(record, "service", &fields, now_ms(), rng)
                    .unwrap();
            }
        }
    }

    pub(crate) fn sync(&mut self) {
        let (progress, pause) = (&mut |_| {}, &mut |_| panic!("the line broke"));
        let line = self.line.as_ref().unwrap();
        let synced = sync(&mut self.store, line, SyncCallbacks { progress, pause }).unwrap();
        assert_eq!(synced.stop, StopReason::Done, "{:?}", synced.line);
    }

    pub(crate) fn events_credential(&mut self) -> Vec<u8> {
        self.store.device.events_credential().unwrap()
    }

    pub(crate) fn len(&self) -> usize {
        usize::try_from(self.store.device.status().unwrap().records).unwrap()
    }

    pub(crate) fn digest(&self) -> String {
        let views = self.store.device.list().unwrap().into_iter();
        let views = views.map(|line| self.store.device.view(line.record, now_ms()).unwrap());
        workload::digest(views.map(|view| workload::facts_of_view(&view)))
    }

    /// The value of a field.
    pub(crate) fn value(&self, record: RecordId, field: &str) -> Option<String> {
        let view = self.store.device.view(record, now_ms()).unwrap();
        Some(view.fields.get(field)?.values[0].clone())
    }

    pub(crate) fn ping(&mut self, id: &str, at_ns: u64) {
        let ping = vec![(PING.to_owned(), Value::from(at_ns.to_string()))];
        self.write(id, &Edit::Fields(ping));
    }

    /// The record with this id of the workload.
    pub(crate) fn record(&mut self, id: &str) -> RecordId {
        if self.records.is_empty() {
            for line in self.store.device.list().unwrap() {
                let id = self.value(line.record, ID).unwrap();
                self.records.insert(id, line.record);
            }
        }
        self.records[id]
    }
}
