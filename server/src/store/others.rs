//! Hears at once what other processes write, where the database says so. Everybody also looks once a second
//! ([`Store::changed_elsewhere`](super::Store::changed_elsewhere)), so nothing depends on it.

use std::sync::{Arc, Weak};
use std::thread;
use std::time::Duration;

use super::postgres::{Heard, Listener, PostgresServer};
use super::{DatabaseLocation, Store, StoreError};

/// How often the thread looks whether the store is still there, and how soon it listens again after its line broke.
const LOOK: Duration = Duration::from_secs(1);

/// After a write, others are collected for so long before anybody is told: one poke says all.
const COLLECT: Duration = Duration::from_millis(10);

/// Calls `tell` soon after another process wrote, until the store is dropped.
pub(crate) fn listen(store: &Arc<Store>, tell: impl Fn() + Send + 'static) {
    if let DatabaseLocation::Postgres(server) = store.location() {
        let (server, store) = (server.clone(), Arc::downgrade(store));
        thread::spawn(move || {
            while store.strong_count() > 0 {
                if until_the_line_breaks(&server, &store, &tell).is_err() {
                    thread::sleep(LOOK);
                }
            }
        });
    }
}

fn until_the_line_breaks(
    server: &PostgresServer,
    store: &Weak<Store>,
    tell: &impl Fn(),
) -> Result<(), StoreError> {
    let mut listener = Listener::open(server)?;
    // Something may have been written while nobody listened.
    tell();
    while store.strong_count() > 0 {
        match listener.wait(LOOK) {
            Heard::Write => {
                thread::sleep(COLLECT);
                tell();
            }
            Heard::Nothing => {}
            Heard::End => break,
        }
    }
    Ok(())
}
