//! Live sync: the stream of pokes, and an exchange after each.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, mpsc};
use std::thread;

use puente_native::{HttpClient, listen};

use crate::device::Device;

/// A stream of pokes. Dropping it ends the stream at the next poke or heartbeat.
pub(crate) struct Live(Arc<AtomicBool>);

impl Live {
    /// Opens the stream, syncs once, and then after every poke. `after` is called after each sync.
    pub(crate) fn open(
        device: &Arc<Mutex<Device>>,
        url: &str,
        mut after: impl FnMut(&mut Device) + Send + 'static,
    ) -> Self {
        let line = HttpClient::new(url).unwrap();
        let credential = device.lock().unwrap().events_credential();
        let mut pokes = listen(&line, &credential).unwrap();
        let (heard, hearing) = mpsc::channel();
        thread::spawn(move || while pokes.wait().is_ok() && heard.send(()).is_ok() {});
        device.lock().unwrap().sync();
        let over = Arc::new(AtomicBool::new(false));
        let (is_over, device) = (Arc::clone(&over), Arc::clone(device));
        thread::spawn(move || {
            while hearing.recv().is_ok() && !is_over.load(Ordering::Relaxed) {
                // One sync is enough for all the pokes so far.
                while hearing.try_recv().is_ok() {}
                let mut device = device.lock().unwrap();
                device.sync();
                after(&mut device);
            }
        });
        Self(over)
    }
}

impl Drop for Live {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}
