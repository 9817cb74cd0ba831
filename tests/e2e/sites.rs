//! What devices know about their sites: time zone, telephone numbers, open or closed.

use serde_json::{Value, json};

use crate::world::{CROSSING, Device, SHELTER, World};

const CHILD: [&str; 4] = ["--age", "9", "--alone", "alone"];

fn sites(device: &Device) -> Vec<Value> {
    device.ask(&["sites"])["sites"].as_array().unwrap().clone()
}

fn site(device: &Device, name: &str) -> Value {
    let sites = sites(device);
    let found = sites.iter().find(|site| site["name"] == name);
    found.unwrap_or(&Value::Null).clone()
}

fn findings(answer: &Value) -> Vec<&str> {
    let findings = answer["findings"].as_array().unwrap();
    findings
        .iter()
        .filter_map(|of| of["code"].as_str())
        .collect()
}

#[test]
fn site_facts_travel_with_the_grants_and_change_while_the_server_runs() {
    let world = World::new();
    world.puente(&["site", "set", CROSSING, "--zone", "America/Tijuana"]);
    let server = world.serve();
    let rosa = world.enrolled(&server.url, "rosa", CROSSING, "volunteer");
    let here = site(&rosa, CROSSING);
    assert_eq!(
        (
            &here["here"],
            &here["zone"],
            &here["open"],
            &here["dif_phones"]
        ),
        (
            &json!(true),
            &json!("America/Tijuana"),
            &json!(true),
            &json!([])
        )
    );
    let elsewhere = site(&rosa, SHELTER);
    assert_eq!(
        (&elsewhere["here"], &elsewhere["zone"]),
        (&json!(false), &Value::Null)
    );

    let numbers = [
        "--dif-phone",
        "664 555 0101",
        "--dif-phone",
        "075",
        "--attorney-phone",
        "+52 664 555 0102",
    ];
    let told = world.puente(&[&["site", "set", CROSSING][..], &numbers].concat());
    assert_eq!(told["dif_phones"], json!(["664 555 0101", "075"]));
    world.puente(&["site", "set", SHELTER, "--name", "Casa Senda", "--closed"]);
    assert_eq!(site(&rosa, CROSSING)["dif_phones"], json!([]));
    rosa.sync();
    let here = site(&rosa, CROSSING);
    assert_eq!(here["dif_phones"], json!(["664 555 0101", "075"]));
    assert_eq!(here["attorney_phones"], json!(["+52 664 555 0102"]));
    assert_eq!(here["zone"], "America/Tijuana");
    assert_eq!(site(&rosa, "Casa Senda")["open"], false);
    assert_eq!(site(&rosa, SHELTER), Value::Null);
    // Devices are also told of a site that is set up later.
    world.puente(&[
        "site",
        "add",
        "--name",
        "Garita",
        "--kind",
        "crossing",
        "--zone",
        "america/matamoros",
    ]);
    rosa.sync();
    assert_eq!(site(&rosa, "Garita")["zone"], "America/Matamoros");
    let listed = world.puente(&["site", "list"]);
    let garita = listed["sites"]
        .as_array()
        .unwrap()
        .iter()
        .find(|site| site["name"] == "Garita");
    assert_eq!(garita.unwrap()["zone"], "America/Matamoros");
}

#[test]
fn what_cannot_be_a_fact_of_a_site_is_refused_and_changes_nothing() {
    let world = World::new();
    for change in [
        ["--zone", "Tijuana"],
        ["--zone", "UTC-6"],
        ["--dif-phone", "mi comadre"],
        ["--attorney-phone", "12"],
        ["--name", SHELTER],
        ["--name", " "],
    ] {
        let ended = world.puente_ends(&[&["site", "set", CROSSING][..], &change].concat());
        assert_ne!(ended.exit_code, 0, "{change:?}");
    }
    for arguments in [
        &["site", "set", CROSSING][..],
        &["site", "set", "Nowhere", "--open"],
        &[
            "site", "add", "--name", "Otra", "--kind", "crossing", "--zone", "Nowhere",
        ],
    ] {
        assert_ne!(world.puente_ends(arguments).exit_code, 0, "{arguments:?}");
    }
    let listed = world.puente(&["site", "list"]);
    let sites = listed["sites"].as_array().unwrap();
    assert!(
        sites
            .iter()
            .all(|site| site["zone"].is_null() && site["name"] != "Otra")
    );
}

#[test]
fn people_are_sent_to_sites_that_there_are() {
    let world = World::new();
    let server = world.serve();
    let rosa = world.enrolled(&server.url, "rosa", CROSSING, "shelter-admin");
    let code = rosa.register("Eva", &[]);
    let shelter = site(&rosa, SHELTER)["site"].clone();
    // By name, although she has no role there; and not by an id that no site has.
    let nowhere = "ffffffffffffffffffffffffffffffff";
    for arguments in [
        &["move", &code, nowhere][..],
        &["move", &code, "Albergue Sendas"],
        &["set", &code, "home_site", nowhere],
        &["entry", "add", &code, "stay", &format!("site={nowhere}")],
        &["entry", "add", &code, "referral", "to_site=Juárez"],
    ] {
        assert_eq!(rosa.fail(arguments), "no_such_site", "{arguments:?}");
    }
    rosa.ask(&[
        "entry",
        "add",
        &code,
        "stay",
        "site=albergue senda",
        "status=in",
    ]);
    rosa.ask(&[
        "entry",
        "add",
        &code,
        "referral",
        &format!("to_site={SHELTER}"),
        "status=sent",
    ]);
    rosa.ask(&["move", &code, "ALBERGUE SENDA"]);
    let shown = rosa.ask(&["show", &code]);
    assert_eq!(shown["fields"]["home_site"]["value"], shelter);
    for (kind, field) in [("stay", "site"), ("referral", "to_site")] {
        assert_eq!(shown["entries"][kind][0]["fields"][field]["value"], shelter);
    }
}

#[test]
fn a_child_who_came_alone_is_told_at_every_way_in() {
    let world = World::new();
    let server = world.serve();
    let rosa = world.enrolled(&server.url, "rosa", CROSSING, "volunteer");
    let gate = [
        "register",
        "--given",
        "Leo",
        "--surname1",
        "Ruiz",
        "--sex",
        "male",
    ];
    let registered = rosa.ask(&[&gate[..], &CHILD].concat());
    assert!(findings(&registered).contains(&"minor_alone"));
    let code = registered["code"].as_str().unwrap();
    let set = rosa.ask(&["set", code, "name.given", "Leonel"]);
    assert!(findings(&set).contains(&"minor_alone"));
    let entry = rosa.ask(&["entry", "add", code, "service", "type=water"]);
    assert!(findings(&entry).contains(&"minor_alone"));
    // An age that cannot be read, or is not known, may be a child's.
    for said in [
        &["--age", "8 M"][..],
        &["--birth-date", "2015-02-31"],
        &["--birth-date", "85"],
        &["--missing", "age=unknown"],
    ] {
        let answer = rosa.ask(&[&gate[..], &["--alone", "alone"], said].concat());
        assert!(findings(&answer).contains(&"minor_alone"), "{said:?}");
    }
    // The authorities have been notified: nobody is told to call again, here or on another phone.
    let both = ["--field", "minor.notified_at=2026-11-29T20:00:00Z"];
    let notified = rosa.ask(&[&gate[..], &CHILD, &both].concat());
    let (told, code) = (findings(&notified), notified["code"].as_str().unwrap());
    assert!(told.contains(&"minor_notified") && !told.contains(&"minor_alone"));
    rosa.sync();
    let luis = world.enrolled(&server.url, "luis", CROSSING, "volunteer");
    luis.sync();
    let shown = luis.ask(&["show", code]);
    assert!(findings(&shown).contains(&"minor_notified"));
}
