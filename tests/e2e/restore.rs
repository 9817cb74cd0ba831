//! The drill: a server is lost, its backup becomes a server on an empty machine, and devices bring the rest.

use std::path::{Path, PathBuf};
use std::time::Instant;

use puente_server::backup::age::Identity;
use puente_server::entropy;
use serde_json::Value;

use crate::world::{CROSSING, Device, World, number};

const FLIGHT: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/fixtures/arrivals/flight-135.csv"
);

/// The folder for backups. It stands for another machine.
pub(crate) struct Vault {
    folder: PathBuf,
    recipient: String,
}

fn key_pair(file: &Path) -> String {
    let identity = Identity::random(&mut entropy::rng().unwrap());
    std::fs::write(file, identity.to_secret_text().as_bytes()).unwrap();
    identity.recipient().to_string()
}

impl Vault {
    pub(crate) fn new(world: &World) -> Self {
        let folder = world.path("vault");
        std::fs::create_dir(&folder).unwrap();
        let recipient = key_pair(&folder.join("identity"));
        Self { folder, recipient }
    }

    /// Makes a key pair. Returns the public key; the private one is in this file.
    pub(crate) fn key_pair(&self, name: &str) -> String {
        key_pair(&self.folder.join(name))
    }

    pub(crate) fn path(&self, name: &str) -> String {
        self.folder.join(name).display().to_string()
    }

    pub(crate) fn back_up(&self, world: &World, name: &str) -> Value {
        let (out, keys) = (self.path(name), self.path(&format!("{name}.keys")));
        let arguments = ["--out", &out, "--keys-out", &keys];
        let to = ["--recipient", &self.recipient];
        world.puente(&[&["backup"], &arguments[..], &to].concat())
    }

    pub(crate) fn restore(&self, world: &World, name: &str, more: &[&str]) -> Value {
        let (backup, keys) = (self.path(name), self.path(&format!("{name}.keys")));
        let identity = self.path("identity");
        let files = [
            "--backup",
            &backup,
            "--keys",
            &keys,
            "--identity",
            &identity,
        ];
        world.puente(&[&["restore"], &files[..], more].concat())
    }
}

fn import(device: &Device, rows: &str) {
    device.ask(&["import", FLIGHT, "--rows", rows]);
}

/// What existed when the machine was lost.
struct Scene {
    world: World,
    vault: Vault,
    address: String,
    phones: [Device; 3],
    /// A device that enrolled after the backup.
    late: Device,
    /// The output of the backup.
    made: Value,
    /// The code of a person who was erased after the backup.
    forgotten: String,
    log_entries: u64,
}

/// A backup under load; then an erasure, more people, edits of people in the backup; then the machine is lost.
fn lost() -> Scene {
    let world = World::new();
    let vault = Vault::new(&world);
    let server = world.serve();
    let phones = ["rosa", "luis", "paco"]
        .map(|name| world.enrolled(&server.url, name, CROSSING, "shelter-admin"));
    let [rosa, luis, paco] = &phones;
    import(rosa, "1-40");
    let forgotten = rosa.register("Eva", &[]);
    for device in [rosa, luis, paco] {
        device.sync();
    }
    let made = std::thread::scope(|scope| {
        let load = scope.spawn(|| {
            for row in 41..61 {
                import(luis, &row.to_string());
                luis.sync();
            }
        });
        let made = vault.back_up(&world, "night.age");
        load.join().unwrap();
        made
    });
    world.puente(&["erase", &forgotten, "--reason", "lo pidió la persona"]);
    std::fs::copy(world.path("server.key.erased"), vault.path("erased")).unwrap();
    import(rosa, "61-90");
    import(luis, "91-135");
    let people = luis.ask(&["list"]);
    let known = people["records"][0]["code"].as_str().unwrap().to_owned();
    luis.ask(&["service", &known, "meal"]);
    for device in [rosa, luis, rosa] {
        device.sync();
    }
    let late = world.enrolled(&server.url, "nina", CROSSING, "volunteer");
    late.register("Inés", &[]);
    late.sync();
    let log_entries = world.status("log_entries");
    let address = server.kill();
    world.lose_the_machine();
    Scene {
        world,
        vault,
        address,
        phones,
        late,
        made,
        forgotten,
        log_entries,
    }
}

#[test]
fn a_lost_server_is_restored_and_devices_bring_what_came_after_the_backup() {
    let Scene {
        world,
        vault,
        address,
        phones: [rosa, luis, paco],
        late,
        made,
        forgotten,
        log_entries,
    } = lost();
    let began = Instant::now();
    let in_backup = made["manifest"]["log_size"].as_u64().unwrap();
    assert!(in_backup < log_entries);
    let root = made["manifest"]["log_root"].as_str().unwrap();
    let seen = format!("{in_backup}:{root}");
    let tombstones = vault.path("erased");
    let more = ["--checkpoint", &seen, "--tombstones", &tombstones];
    let restored = vault.restore(&world, "night.age", &more);
    assert_eq!(number(&restored, "erased"), 1);
    assert_eq!(number(&restored, "log_gap"), 0);
    world.puente(&["rebuild", "--verify"]);
    let server = world.serve_at(&address);
    let restored_ms = began.elapsed().as_millis();
    // Paco's phone wrote nothing since and was not there: it loses nothing either.
    let mut before = paco.everything();
    paco.sync();
    assert!(before.remove(&forgotten).is_some());
    let after = paco.everything();
    assert!(!after.contains_key(&forgotten));
    // The backup may hold people whom Luis had just sent.
    assert!(
        before
            .iter()
            .all(|(code, seen)| after.get(code) == Some(seen))
    );
    // The restored server does not know Nina's phone: with a new code it is the same account again.
    assert_eq!(late.run(&["sync"]).json["problem"], "unknown_device");
    late.register("Olga", &[]);
    world.enrol_again(&late, &server.url, CROSSING, "volunteer");
    for device in [&rosa, &luis, &late, &rosa, &luis, &paco] {
        device.sync();
    }
    eprintln!(
        "restored and serving in {restored_ms} ms, all devices again in {} ms; the log had {log_entries} entries, the backup {in_backup}",
        began.elapsed().as_millis()
    );
    assert_eq!(world.status("records"), 137);
    assert_eq!(world.status("quarantined"), 0);
    let whole = rosa.everything();
    assert_eq!(whole.len(), 137, "who was erased left the phones too");
    assert!(!whole.contains_key(&forgotten));
    assert_eq!(luis.everything(), whole);
    assert_eq!(paco.everything(), whole);
    world.puente(&["rebuild", "--verify"]);
    let new = world.enrolled(&server.url, "new", CROSSING, "shelter-admin");
    new.sync();
    assert_eq!(new.everything(), whole);
}
