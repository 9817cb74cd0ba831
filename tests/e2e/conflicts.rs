//! Nobody overwrites anybody: both values stay until somebody entitled decides.

use serde_json::Value;

use crate::world::{CROSSING, Device, World};

const FIELD: &str = "birth.date";

/// A record whose birth date two volunteers wrote at the same time.
struct Scene {
    world: World,
    _server: crate::world::Server,
    rosa: Device,
    luis: Device,
    ines: Device,
    code: String,
}

fn scene() -> Scene {
    let world = World::new();
    let server = world.serve();
    let [rosa, luis] =
        ["rosa", "luis"].map(|name| world.enrolled(&server.url, name, CROSSING, "volunteer"));
    let ines = world.enrolled(&server.url, "ines", CROSSING, "shelter-admin");
    let code = rosa.register("Eva", &["--birth-date", "1990"]);
    for device in [&rosa, &luis, &ines] {
        device.sync();
    }
    rosa.ask(&["set", &code, FIELD, "1991-03-02", "--basis", "document"]);
    luis.ask(&["set", &code, FIELD, "1991-02-03"]);
    for device in [&rosa, &luis, &ines, &rosa] {
        device.sync();
    }
    Scene {
        world,
        _server: server,
        rosa,
        luis,
        ines,
        code,
    }
}

fn told(candidate: &Value) -> [&str; 3] {
    [
        &candidate["value"],
        &candidate["author"]["name"],
        &candidate["basis"],
    ]
    .map(|value| value.as_str().unwrap())
}

#[test]
fn concurrent_values_are_all_kept_with_who_wrote_them_and_on_what_grounds() {
    let scene = scene();
    for device in [&scene.rosa, &scene.luis, &scene.ines] {
        let conflicts = device.conflicts();
        assert_eq!(conflicts.len(), 1);
        assert_eq!(conflicts[0]["field"], FIELD);
        assert_eq!(conflicts[0]["code"], *scene.code);
        let candidates = conflicts[0]["candidates"].as_array().unwrap();
        let mut all: Vec<[&str; 3]> = candidates.iter().map(told).collect();
        all.sort_unstable();
        assert_eq!(
            all,
            [
                ["1991-02-03", "luis", "told"],
                ["1991-03-02", "rosa", "document"],
            ]
        );
        // The paper proves more than the word.
        let proposal = conflicts[0]["proposal"].as_u64().unwrap();
        let place = usize::try_from(proposal).unwrap() - 1;
        assert_eq!(candidates[place]["value"], "1991-03-02");
        assert!(candidates[place]["time_ms"].as_i64().unwrap() > 0);
    }
}

#[test]
fn a_volunteer_adds_a_claim_and_a_shelter_admin_decides_for_everybody() {
    let Scene {
        world,
        rosa,
        luis,
        ines,
        code,
        ..
    } = &scene();
    let decide = [
        "resolve", code, FIELD, "--value", "1991", "--reason", "acta",
    ];
    assert_eq!(luis.fail(&decide), "not_allowed");
    luis.ask(&["set", code, FIELD, "1991-02-04"]);
    luis.sync();
    ines.sync();
    let conflicts = ines.conflicts();
    let candidates = conflicts[0]["candidates"].as_array().unwrap();
    assert_eq!(candidates.len(), 3);
    let claim = candidates.iter().find(|of| of["claim"] == true).unwrap();
    assert_eq!(told(claim)[..2], ["1991-02-04", "luis"]);

    let n = candidates.iter().find(|of| told(of)[1] == "rosa").unwrap()["n"].to_string();
    let decide = [
        "resolve",
        code,
        FIELD,
        "--candidate",
        &n,
        "--reason",
        "acta",
    ];
    assert_eq!(ines.ask(&decide)["value"], "1991-03-02");
    assert_eq!(ines.fail(&decide), "no_conflict");
    for device in [ines, rosa, luis] {
        device.sync();
        assert!(device.conflicts().is_empty());
        let shown = device.ask(&["show", code]);
        assert_eq!(shown["fields"][FIELD]["value"], "1991-03-02");
        assert_eq!(shown["fields"][FIELD]["conflict"], false);
    }
    assert_eq!(world.status("quarantined"), 0);
}

#[test]
fn values_that_do_not_touch_join_without_anybody_deciding() {
    let Scene {
        rosa, luis, code, ..
    } = &scene();
    rosa.ask(&["add", code, "needs", "water"]);
    rosa.ask(&["service", code, "meal"]);
    luis.ask(&["add", code, "needs", "shower"]);
    luis.ask(&["service", code, "meal"]);
    luis.ask(&["set", code, "household", "H1"]);
    for device in [rosa, luis, rosa] {
        device.sync();
    }
    let shown = rosa.ask(&["show", code]);
    assert_eq!(
        shown["sets"]["needs"],
        serde_json::json!(["shower", "water"])
    );
    assert_eq!(shown["entries"]["service"].as_array().unwrap().len(), 2);
    assert_eq!(shown["fields"]["household"]["value"], "H1");
    assert_eq!(rosa.conflicts().len(), 1);
    assert_eq!(rosa.everything(), luis.everything());
}
