//! The drill for documents that phones had deleted: notes that their holders may not read come back after the
//! server is lost, with a key that no phone and no server has.

use serde_json::Value;

use crate::restore::Vault;
use crate::world::{CROSSING, Device, SHELTER, World, number};

const NOTE: &str = "la siguen desde Reynosa";

struct Scene {
    world: World,
    vault: Vault,
    address: String,
    /// A volunteer, who wrote a note and may not read it.
    rosa: Device,
    /// Another volunteer, whose phone is not told of an erasure before the server is lost.
    luis: Device,
    /// The coordinator.
    ines: Device,
    /// A person at the site to which somebody was handed over.
    omar: Device,
    /// The code of the person whom the note is about.
    followed: String,
    /// The code of a person whose record the crossing no longer holds.
    moved: String,
    /// The code of a person who was erased.
    forgotten: String,
}

fn site(world: &World, name: &str) -> String {
    let sites = world.puente(&["site", "list"]);
    let mut sites = sites["sites"].as_array().unwrap().iter();
    let site = sites.find(|site| site["name"] == name).unwrap();
    site["site"].as_str().unwrap().to_owned()
}

/// A backup, then notes, a hand-over, an erasure; then the machine is lost.
fn lost() -> Scene {
    let world = World::new();
    let vault = Vault::new(&world);
    let public = vault.key_pair("recovery");
    let server = world.serve();
    let enrolled = |name, site, role| world.enrolled(&server.url, name, site, role);
    let [rosa, luis] = ["rosa", "luis"].map(|name| enrolled(name, CROSSING, "volunteer"));
    let ines = enrolled("ines", CROSSING, "shelter-admin");
    let omar = enrolled("omar", SHELTER, "case-worker");
    let set = world.puente(&["recovery-key", &public]);
    assert_eq!(set["recovery_key"], *public);
    let followed = rosa.register("Eva", &[]);
    for device in [&rosa, &luis, &ines] {
        device.sync();
    }
    vault.back_up(&world, "night.age");
    rosa.ask(&["note", &followed, NOTE]);
    let moved = rosa.register("Lía", &["--phone", "6641234567"]);
    let forgotten = rosa.register("Inés", &[]);
    rosa.ask(&["note", &forgotten, "OLVIDADA"]);
    assert_eq!(number(&rosa.sync(), "purged"), 3);
    luis.sync();
    luis.ask(&["note", &forgotten, "OLVIDADA TAMBIÉN"]);
    assert_eq!(number(&luis.sync(), "purged"), 1);
    ines.sync();
    ines.ask(&["move", &moved, &site(&world, SHELTER)]);
    for device in [&ines, &rosa, &omar] {
        device.sync();
    }
    for left in [&ines, &rosa] {
        assert_eq!(left.fail(&["show", &moved]), "no_such_record");
    }
    world.puente(&["erase", &forgotten, "--reason", "lo pidió la persona"]);
    std::fs::copy(world.path("server.key.erased"), vault.path("erased")).unwrap();
    rosa.sync();
    let address = server.kill();
    world.lose_the_machine();
    Scene {
        world,
        vault,
        address,
        rosa,
        luis,
        ines,
        omar,
        followed,
        moved,
        forgotten,
    }
}

fn recover(world: &World, vault: &Vault, identity: &str) -> Value {
    world.puente(&["recover", "--identity", &vault.path(identity)])
}

/// The key opens all four sealed bodies; another key opens none.
fn recover_all(world: &World, vault: &Vault) {
    vault.key_pair("other");
    let counted = |report: &Value| {
        ["opened", "waiting", "refused", "quarantined"].map(|what| number(report, what))
    };
    assert_eq!(counted(&recover(world, vault, "other")), [0, 4, 0, 0]);
    assert_eq!(counted(&recover(world, vault, "recovery")), [4, 0, 0, 0]);
    assert_eq!(counted(&recover(world, vault, "recovery")), [0; 4]);
    let left = ["sealed", "pending", "quarantined"].map(|what| world.status(what));
    assert_eq!((left, world.status("records")), ([0; 3], 2));
}

/// A phone that may have been revoked after the backup, and another that has seen what it wrote.
fn revoked_and_restored(is_revoked: bool) -> (World, Device, Device, String, crate::world::Server) {
    let world = World::new();
    let vault = Vault::new(&world);
    let public = vault.key_pair("recovery");
    let server = world.serve();
    let enrolled = |name| world.enrolled(&server.url, name, CROSSING, "shelter-admin");
    let (one, two) = (enrolled("uno"), enrolled("dos"));
    world.puente(&["recovery-key", &public]);
    for device in [&one, &two] {
        device.sync();
    }
    vault.back_up(&world, "night.age");
    let code = one.register("Eva", &[]);
    one.sync();
    two.sync();
    if is_revoked {
        let device = one.ask(&["status"])["device"].as_str().unwrap().to_owned();
        world.puente(&["device", "revoke", &device]);
        one.run(&["sync"]);
        assert_eq!(one.fail(&["show", &code]), "no_such_record");
    }
    let address = server.kill();
    world.lose_the_machine();
    vault.restore(&world, "night.age", &[]);
    let server = world.serve_at(&address);
    if is_revoked {
        one.sync();
        world.puente(&["recover", "--identity", &vault.path("recovery")]);
    }
    (world, one, two, code, server)
}

#[test]
fn what_a_revoked_phone_had_let_go_of_comes_back_too() {
    let (world, one, _, code, _server) = revoked_and_restored(true);
    assert_eq!(world.status("records"), 1);
    one.sync();
    assert_eq!(
        one.ask(&["show", &code])["fields"]["name.given"]["value"],
        "Eva"
    );
}

fn state(device: &Device, code: &str) -> Value {
    let list = device.ask(&["list"]);
    let mut records = list["records"].as_array().unwrap().iter();
    let record = records.find(|record| record["code"] == code).unwrap();
    record["state"].clone()
}

#[test]
fn who_holds_what_another_wrote_brings_it_back_and_says_on_the_server_only_of_what_is_there() {
    let (world, _, two, code, server) = revoked_and_restored(false);
    // The phone that wrote it never comes back.
    let said = two.sync();
    assert_eq!(number(&said, "quarantined"), 0, "{said}");
    assert_eq!(world.status("records"), 1);
    assert_eq!(world.status("quarantined"), 0);
    assert_eq!(state(&two, &code), "on_server");
    world.puente(&["rebuild", "--verify"]);
    let late = world.enrolled(&server.url, "nina", CROSSING, "shelter-admin");
    late.sync();
    assert_eq!(late.everything(), two.everything());
    let history = late.ask(&["history", &code]).to_string();
    assert!(
        history.contains("uno") && !history.contains("dos"),
        "{history}"
    );
}

#[test]
fn what_was_written_under_an_earlier_install_comes_back_too() {
    let world = World::new();
    let vault = Vault::new(&world);
    let server = world.serve();
    let one = world.enrolled(&server.url, "uno", CROSSING, "shelter-admin");
    one.sync();
    vault.back_up(&world, "night.age");
    let copy = one.copy("copy");
    let eva = one.register("Eva", &[]);
    one.sync();
    // The copy is told first; then the phone continues as an install of its own.
    copy.register("Ana", &[]);
    copy.sync();
    one.register("Lía", &[]);
    one.sync();
    copy.sync();
    let lia = copy.register("Noé", &[]);
    copy.sync();
    let address = server.kill();
    world.lose_the_machine();
    vault.restore(&world, "night.age", &[]);
    let _server = world.serve_at(&address);
    copy.sync();
    assert_eq!(world.status("records"), 4);
    assert_eq!(world.status("quarantined"), 0);
    one.sync();
    copy.sync();
    assert_eq!(world.status("records"), 4);
    assert_eq!(one.everything().len(), 4);
    for code in [&eva, &lia] {
        assert_eq!(state(&copy, code), "on_server");
    }
    world.puente(&["rebuild", "--verify"]);
}

#[test]
fn who_enrolled_after_the_backup_is_known_by_what_another_brings_and_enrols_again() {
    let world = World::new();
    let vault = Vault::new(&world);
    let server = world.serve();
    let two = world.enrolled(&server.url, "dos", CROSSING, "shelter-admin");
    two.sync();
    vault.back_up(&world, "night.age");
    let one = world.enrolled(&server.url, "uno", CROSSING, "volunteer");
    let code = one.register("Eva", &[]);
    let gone = one.register("Olvidada", &[]);
    one.sync();
    two.sync();
    world.puente(&["erase", &gone, "--reason", "lo pidió la persona"]);
    std::fs::copy(world.path("server.key.erased"), vault.path("erased")).unwrap();
    two.sync();
    let address = server.kill();
    world.lose_the_machine();
    vault.restore(
        &world,
        "night.age",
        &["--tombstones", &vault.path("erased")],
    );
    let server = world.serve_at(&address);
    two.sync();
    assert_eq!(world.status("records"), 1);
    assert_eq!(world.status("quarantined"), 0);
    assert_eq!(one.run(&["sync"]).json["problem"], "unknown_device");
    world.enrol_again(&one, &server.url, CROSSING, "volunteer");
    one.sync();
    assert_eq!(state(&one, &code), "on_server");
    assert_eq!(world.status("quarantined"), 0);
    // A person erased while the server did not know this phone leaves it all the same.
    assert_eq!(one.fail(&["show", &gone]), "no_such_record");
    assert_eq!(two.everything(), one.everything());
    let history = two.ask(&["history", &code]).to_string();
    assert!(history.contains("uno"), "{history}");
    world.puente(&["rebuild", "--verify"]);
}

#[test]
fn what_phones_had_let_go_of_comes_back_with_the_recovery_key_and_nobody_who_was_erased() {
    let Scene {
        world,
        vault,
        address,
        rosa,
        luis,
        ines,
        omar,
        followed,
        moved,
        forgotten,
    } = lost();
    let tombstones = vault.path("erased");
    let restored = vault.restore(&world, "night.age", &["--tombstones", &tombstones]);
    // That person was registered after the backup; the tombstone is still kept.
    assert_eq!(number(&restored, "erased"), 0);
    world.puente(&["rebuild", "--verify"]);
    let server = world.serve_at(&address);
    for device in [&rosa, &luis, &ines, &omar] {
        device.sync();
    }
    // The note; Lía's registration, her telephone number and her hand-over. Luis's note went with the
    // tombstone. Lía's own record comes from the site to which she was handed over.
    assert_eq!(world.status("sealed"), 4);
    assert_eq!(world.status("records"), 2);
    assert_eq!(luis.fail(&["show", &forgotten]), "no_such_record");

    // The machine is lost again before anybody brought the key.
    vault.back_up(&world, "refilled.age");
    drop(server);
    world.lose_the_machine();
    vault.restore(&world, "refilled.age", &["--tombstones", &tombstones]);
    let server = world.serve_at(&address);
    for device in [&rosa, &luis, &ines, &omar] {
        device.sync();
    }
    assert_eq!(world.status("sealed"), 4);
    recover_all(&world, &vault);
    world.puente(&["rebuild", "--verify"]);

    let late = world.enrolled(&server.url, "nina", CROSSING, "shelter-admin");
    let far = world.enrolled(&server.url, "hugo", SHELTER, "case-worker");
    for device in [&late, &far, &rosa, &luis, &ines, &omar] {
        device.sync();
    }
    let shown = late.ask(&["show", &followed]);
    assert_eq!(shown["entries"]["note"][0]["fields"]["text"]["value"], NOTE);
    assert_eq!(late.fail(&["show", &moved]), "no_such_record");
    let shown = far.ask(&["show", &moved]);
    assert_eq!(shown["fields"]["name.given"]["value"], "Lía");
    assert_eq!(shown["fields"]["phone"]["value"], "6641234567");
    assert_eq!(far.everything(), omar.everything());
    assert_eq!(late.everything(), ines.everything());
    for phone in [&rosa, &luis] {
        assert!(!phone.ask(&["show", &followed]).to_string().contains(NOTE));
    }
    assert_eq!(late.fail(&["show", &forgotten]), "no_such_record");
}

#[test]
fn who_is_at_a_site_that_a_restored_server_does_not_know_is_found_and_brought_back() {
    let world = World::new();
    let vault = Vault::new(&world);
    let server = world.serve();
    let ines = world.enrolled(&server.url, "ines", CROSSING, "shelter-admin");
    ines.sync();
    vault.back_up(&world, "night.age");
    world.puente(&["site", "add", "--name", "Casa Nueva", "--kind", "shelter"]);
    let nora = world.enrolled(&server.url, "nora", "Casa Nueva", "shelter-admin");
    let code = nora.register("Eva", &[]);
    nora.sync();
    let accounts = world.puente(&["account", "list"]);
    let mut accounts = accounts["accounts"].as_array().unwrap().iter();
    let account = accounts.find(|account| account["name"] == "ines").unwrap();
    let account = account["account"].as_str().unwrap();
    let at_new_site = [
        "--account",
        account,
        "--site",
        "Casa Nueva",
        "--role",
        "shelter-admin",
    ];
    world.puente(&[&["grant", "add"][..], &at_new_site].concat());
    ines.sync();
    assert_eq!(ines.everything().len(), 1);
    let address = server.kill();
    world.lose_the_machine();
    vault.restore(&world, "night.age", &[]);
    let _server = world.serve_at(&address);
    // The record is at no site where the holder works, so it leaves the phone once the server has it.
    ines.sync();
    ines.sync();
    assert_eq!(ines.fail(&["show", &code]), "no_such_record");
    let lost = world.puente(&["record", "lost"]);
    assert_eq!(lost["records"][0]["code"], *code);
    let record = lost["records"][0]["record"].as_str().unwrap();
    let to = ["--site", CROSSING, "--account", account];
    let office = [&to[..], &["--role", "administrator"]].concat();
    world.puente(&[&["grant", "add"][..], &office].concat());
    world.puente(&[&["record", "bring-back", record][..], &to].concat());
    ines.sync();
    let shown = ines.ask(&["show", &code]);
    assert_eq!(shown["fields"]["name.given"]["value"], "Eva");
    assert_eq!(world.puente(&["record", "lost"])["records"][0], Value::Null);
    world.puente(&["rebuild", "--verify"]);
}

/// The note of a phone that continued as another install, after a server was lost that had the logs of both.
#[test]
fn what_an_earlier_installation_had_let_go_of_comes_back_too() {
    let world = World::new();
    let vault = Vault::new(&world);
    let public = vault.key_pair("recovery");
    let server = world.serve();
    let rosa = world.enrolled(&server.url, "rosa", CROSSING, "volunteer");
    let ines = world.enrolled(&server.url, "ines", CROSSING, "shelter-admin");
    world.puente(&["recovery-key", &public]);
    let followed = rosa.register("Eva", &[]);
    rosa.sync();
    vault.back_up(&world, "night.age");
    rosa.ask(&["note", &followed, NOTE]);
    assert_eq!(number(&rosa.sync(), "purged"), 1);
    // A copy takes the next place in the log and is lost with what it knew. Rosa's phone continues as another
    // install.
    let copy = rosa.copy("rosa-copy");
    copy.register("Berta", &[]);
    copy.sync();
    rosa.register("Celia", &[]);
    assert!(number(&rosa.sync(), "written_again") > 0);
    drop(copy);
    let address = server.kill();
    world.lose_the_machine();
    vault.restore(&world, "night.age", &[]);
    let _server = world.serve_at(&address);
    rosa.sync();
    assert_eq!(number(&recover(&world, &vault, "recovery"), "opened"), 1);
    ines.sync();
    assert!(ines.ask(&["show", &followed]).to_string().contains(NOTE));
    let status = rosa.ask(&["status"]);
    assert_eq!(number(&status["carried"], "waiting"), 0);
    // Nothing is left to bring to this epoch of the server.
    assert_eq!(number(&rosa.sync(), "bundles_delivered"), 0);
    world.puente(&["rebuild", "--verify"]);
}
