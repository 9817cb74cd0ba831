//! Bundles carried by hand: by a colleague's phone or a memory stick, from a phone without a network.

use std::fs;

use crate::world::{CROSSING, Device, World, number};

fn states(device: &Device) -> Vec<String> {
    let people = device.ask(&["list"]);
    let people = people["records"].as_array().unwrap();
    let mut states: Vec<_> = people
        .iter()
        .map(|of| of["state"].as_str().unwrap().to_owned())
        .collect();
    states.sort_unstable();
    states.dedup();
    states
}

#[test]
fn a_colleagues_phone_delivers_what_it_cannot_read_and_the_receipt_comes_back() {
    let world = World::new();
    let server = world.serve();
    let [rosa, luis, ines] = ["rosa", "luis", "ines"]
        .map(|name| world.enrolled(&server.url, name, CROSSING, "shelter-admin"));
    let name = "Irreconocible";
    rosa.register(name, &[]);
    let [bundle, receipts] = ["bundle", "receipts"].map(|name| world.path(name));
    let [file, back] = [&bundle, &receipts].map(|path| path.to_str().unwrap());
    rosa.ask(&["export-bundle", "--out", file]);
    assert_eq!(states(&rosa), ["saved_here"]);
    // An export sends nothing: it can be repeated, and it overwrites no file.
    assert_eq!(rosa.fail(&["export-bundle", "--out", file]), "file");
    let carried = fs::read(&bundle).unwrap();
    assert!(!carried.windows(name.len()).any(|at| at == name.as_bytes()));
    assert_eq!(number(&luis.ask(&["carry", file]), "taken"), 1);
    assert_eq!(number(&luis.ask(&["carry", file]), "known"), 1);
    assert!(luis.everything().is_empty());
    luis.sync();
    assert_eq!(world.status("records"), 1);
    luis.ask(&["carry", "--receipts-out", back]);
    assert_eq!(number(&rosa.ask(&["import-receipt", back]), "segments"), 1);
    assert_eq!(states(&rosa), ["on_server"]);
    // Nothing is sent twice, and sync over the network continues from there.
    rosa.register("Sol", &[]);
    let synced = rosa.sync();
    assert_eq!(number(&synced, "changes_sealed"), 1);
    for device in [&ines, &luis] {
        device.sync();
        assert_eq!(device.everything(), rosa.everything());
    }
    assert_eq!(world.status("segments"), 2);
    world.puente(&["rebuild", "--verify"]);
}

#[test]
fn bundles_reach_a_server_without_any_network_in_any_order_any_number_of_times() {
    let world = World::new();
    let server = world.serve();
    let rosa = world.enrolled(&server.url, "rosa", CROSSING, "volunteer");
    drop(server);
    let path = |name: &str| world.path(name).to_str().unwrap().to_owned();
    rosa.register("Eva", &[]);
    rosa.ask(&["export-bundle", "--out", &path("first")]);
    rosa.register("Sol", &[]);
    // All segments that are not acknowledged, the first one included.
    rosa.ask(&["export-bundle", "--out", &path("second")]);
    let whole = fs::read(path("second")).unwrap();
    fs::write(path("cut"), &whole[..whole.len() - 1]).unwrap();
    let mut flipped = whole.clone();
    flipped[whole.len() / 2] ^= 4;
    fs::write(path("flipped"), &flipped).unwrap();
    // One bad bundle blocks no other, in the same file or in another.
    let mut together = whole[..whole.len() - 40].to_vec();
    together.extend(fs::read(path("first")).unwrap());
    fs::write(path("together"), together).unwrap();
    let import = |files: &[&str], out: &str| {
        let files: Vec<String> = files.iter().map(|name| path(name)).collect();
        let files: Vec<&str> = files.iter().map(String::as_str).collect();
        let arguments = [&["import-bundle", "--receipt-out", out], &files[..]].concat();
        world.puente_ends(&arguments)
    };
    let bad = import(&["cut", "flipped", "together"], &path("receipts-1"));
    assert_eq!(bad.exit_code, 1);
    assert_eq!(bad.json["damaged"], 3);
    assert_eq!(world.status("records"), 1);
    let good = import(&["second", "first", "second"], &path("receipts-2"));
    assert_eq!(good.exit_code, 0, "{}", good.stderr);
    assert_eq!(world.status("records"), 2);
    assert_eq!(world.status("segments"), 2);
    // The older receipt after the newer one takes nothing back.
    let receipt = rosa.ask(&["import-receipt", &path("receipts-2"), &path("receipts-1")]);
    assert_eq!(number(&receipt, "segments"), 2);
    assert_eq!(states(&rosa), ["on_server"]);
    let mut forged = fs::read(path("receipts-2")).unwrap();
    let last = forged.len() - 1;
    forged[last] ^= 1;
    fs::write(path("damaged"), forged).unwrap();
    let damaged = ["import-receipt", &path("damaged")];
    assert_eq!(rosa.run(&damaged).exit_code, 1);
    world.puente(&["rebuild", "--verify"]);
}

#[test]
fn a_revoked_device_and_another_server_are_told_apart() {
    let world = World::new();
    let server = world.serve();
    let rosa = world.enrolled(&server.url, "rosa", CROSSING, "volunteer");
    let luis = world.enrolled(&server.url, "luis", CROSSING, "shelter-admin");
    rosa.register("Eva", &[]);
    let bundle = world.path("bundle");
    let file = bundle.to_str().unwrap();
    rosa.ask(&["export-bundle", "--out", file]);
    let device = rosa.ask(&["status"])["device"].clone();
    world.puente(&["device", "revoke", device.as_str().unwrap()]);
    luis.ask(&["carry", file]);
    luis.sync();
    // Not lost: somebody has to look at it.
    assert_eq!(world.status("quarantined"), 1);
    let elsewhere = World::new();
    let other = elsewhere.serve();
    let omar = elsewhere.enrolled(&other.url, "omar", CROSSING, "volunteer");
    let refused = omar.run(&["carry", file]);
    assert_eq!(refused.exit_code, 1, "it is for another server");
    assert_eq!(refused.json["taken"], 0);
    let refused = elsewhere.puente_ends(&["import-bundle", file]);
    assert_eq!(refused.json["bundles"][0]["outcome"], "bad_signature");
    assert_eq!(elsewhere.status("segments"), 0);
}
