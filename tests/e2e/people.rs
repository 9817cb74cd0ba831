//! Records of one person: who may say so, what two who disagree do to each other, and that it can all be taken back.

use serde_json::Value;

use crate::world::{CROSSING, Device, SHELTER, World};

/// What a device holds of two records and another: `linked`, `distinct` and so on, or nothing.
fn state(device: &Device, code: &str) -> Option<String> {
    let shown = device.ask(&["show", code]);
    let pairs = shown["person"]["pairs"].as_array().unwrap();
    assert!(pairs.len() < 2, "{pairs:?}");
    let state = |of: &Value| of["state"].as_str().unwrap().to_owned();
    pairs.first().map(state)
}

/// The codes of a person's records, sorted.
fn person(device: &Device, code: &str) -> Vec<String> {
    let shown = device.ask(&["show", code]);
    let records = shown["person"]["records"].as_array().unwrap().iter();
    let mut codes: Vec<String> = records
        .map(|of| of["code"].as_str().unwrap().to_owned())
        .collect();
    codes.sort_unstable();
    codes
}

fn sorted(codes: [&str; 2]) -> Vec<String> {
    let mut codes = codes.map(str::to_owned);
    codes.sort_unstable();
    codes.into()
}

/// One woman, registered by two volunteers at the same hour without a network; a case worker has both.
struct Scene {
    world: World,
    _server: crate::world::Server,
    rosa: Device,
    luis: Device,
    ines: Device,
    codes: [String; 2],
}

fn registered_twice() -> Scene {
    let world = World::new();
    let server = world.serve();
    let [rosa, luis] =
        ["rosa", "luis"].map(|name| world.enrolled(&server.url, name, CROSSING, "volunteer"));
    let ines = world.enrolled(&server.url, "ines", CROSSING, "case-worker");
    let names = |given: &'static str, surname: &'static str| {
        [
            "register",
            "--given",
            given,
            "--surname1",
            surname,
            "--surname2",
            "Lopez",
            "--sex",
            "mujer",
            "--field",
            "curp=HELG871212MPLRPD08",
            "--birth-date",
            "1987-12-12",
        ]
    };
    let code = |answer: &Value| answer["code"].as_str().unwrap().to_owned();
    let one = code(&rosa.ask(&names("Ma. Guadalupe", "Hdez.")));
    let other = code(&luis.ask(&names("Lupita", "Hernandez")));
    for device in [&rosa, &luis, &ines, &rosa] {
        device.sync();
    }
    Scene {
        world,
        _server: server,
        rosa,
        luis,
        ines,
        codes: [one, other],
    }
}

#[test]
fn two_registrations_of_one_woman_are_linked_found_by_both_codes_and_parted_again() {
    let Scene {
        world,
        rosa,
        luis,
        ines,
        codes: [one, other],
        _server,
    } = registered_twice();
    let duplicates = |device: &Device| {
        device.ask(&["duplicates"])["duplicates"]
            .as_array()
            .unwrap()
            .len()
    };
    assert_eq!(duplicates(&ines), 1);
    let before = [&one, &other].map(|code| ines.ask(&["show", code]));

    assert_eq!(rosa.fail(&["link", &one, &other]), "not_allowed");
    assert_eq!(ines.fail(&["link", &one, &one]), "one_record");
    ines.ask(&[
        "link",
        &other,
        &one,
        "--reason",
        "paper",
        "--words",
        "acta de nacimiento",
    ]);
    assert_eq!(duplicates(&ines), 0);
    for device in [&ines, &rosa, &luis] {
        device.sync();
        assert_eq!(state(device, &one).as_deref(), Some("linked"));
        assert_eq!(person(device, &other), sorted([&one, &other]));
        assert!(device.conflicts().is_empty());
    }

    // It was a mistake: both read as before.
    ines.ask(&["unlink", &one, &other]);
    assert_eq!(ines.fail(&["unlink", &one, &other]), "no_pair");
    for device in [&ines, &rosa, &luis] {
        device.sync();
        assert_eq!(state(device, &one), None);
        assert_eq!(person(device, &one), [&*one]);
    }
    for (code, before) in [&one, &other].into_iter().zip(before) {
        let after = ines.ask(&["show", code]);
        for part in ["fields", "sets", "entries", "person", "conflicts"] {
            assert_eq!(after[part], before[part], "{part}");
        }
    }
    assert_eq!(world.status("quarantined"), 0);
}

#[test]
fn two_who_decide_differently_meet_and_nothing_holds_until_somebody_decides() {
    let world = World::new();
    let server = world.serve();
    let [ines, olga] =
        ["ines", "olga"].map(|name| world.enrolled(&server.url, name, CROSSING, "shelter-admin"));
    let [one, other] = ["Eva", "Eva"].map(|given| ines.register(given, &[]));
    ines.sync();
    olga.sync();
    ines.ask(&["link", &one, &other, "--reason", "known"]);
    olga.ask(&["distinct", &other, &one, "--reason", "asked"]);
    for device in [&ines, &olga, &ines] {
        device.sync();
    }
    for device in [&ines, &olga] {
        assert_eq!(state(device, &one).as_deref(), Some("disputed"));
        assert_eq!(person(device, &one), [&*one]);
        let fields = device.conflicts();
        assert!(!fields.is_empty(), "each side keeps both answers");
    }
    // Whoever decides does so for both records.
    olga.ask(&["distinct", &one, &other, "--reason", "paper"]);
    for device in [&olga, &ines] {
        device.sync();
        assert_eq!(state(device, &other).as_deref(), Some("distinct"));
        assert!(device.conflicts().is_empty(), "{:?}", device.conflicts());
    }
    // What was said to be different is not proposed again.
    assert_eq!(
        ines.ask(&["duplicates"])["duplicates"],
        serde_json::json!([])
    );
    assert_eq!(world.status("quarantined"), 0);
}

#[test]
fn a_link_across_sites_holds_when_the_other_site_says_so_too() {
    let world = World::new();
    let server = world.serve();
    let rosa = world.enrolled(&server.url, "rosa", CROSSING, "volunteer");
    let pia = world.enrolled(&server.url, "pia", SHELTER, "volunteer");
    let ines = world.enrolled(&server.url, "ines", CROSSING, "shelter-admin");
    let olga = world.enrolled(&server.url, "olga", SHELTER, "shelter-admin");
    let accounts = world.puente(&["account", "list"]);
    for (name, site) in [("ines", SHELTER), ("olga", CROSSING)] {
        let mut accounts = accounts["accounts"].as_array().unwrap().iter();
        let account = accounts.find(|of| of["name"] == name).unwrap();
        let account = account["account"].as_str().unwrap();
        let role = ["--account", account, "--site", site, "--role", "volunteer"];
        world.puente(&[&["grant", "add"], &role[..]].concat());
    }
    let one = rosa.register("Eva", &[]);
    let other = pia.register("Eva", &[]);
    for device in [&rosa, &pia, &ines, &olga, &ines, &olga] {
        device.sync();
    }
    ines.ask(&["link", &one, &other, "--reason", "photo"]);
    for device in [&ines, &olga] {
        device.sync();
        assert_eq!(state(device, &one).as_deref(), Some("waiting_for_other"));
        assert_eq!(person(device, &other), [&*other]);
    }
    olga.ask(&["link", &one, &other, "--reason", "photo"]);
    for device in [&olga, &ines] {
        device.sync();
        assert_eq!(person(device, &other), sorted([&one, &other]));
    }
    // Whoever holds only one of the two still finds it by the other's code, and sees no more than before.
    rosa.sync();
    let found = rosa.ask(&["show", &other]);
    assert_eq!(found["code"], *one);
    assert_eq!(found["person"]["records"].as_array().unwrap().len(), 1);
    assert_eq!(world.status("quarantined"), 0);
}
