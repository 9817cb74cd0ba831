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
        // A document proves more than a statement.
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

/// Twenty fields that hold one value each.
const TWENTY: [(&str, [&str; 2]); 20] = [
    ("name.given", ["Eva María", "Eva Luz"]),
    ("name.surname1", ["Ruis", "Ruíz"]),
    ("name.surname2", ["Paz", "Pas"]),
    ("sex", ["x", "not_said"]),
    ("age", ["33", "36"]),
    ("alone", ["alone", "with_family"]),
    ("urgent_medical", ["none", "now"]),
    ("birth.date", ["1991-03-02", "1991-02-03"]),
    ("birth.state", ["MN", "MC"]),
    ("curp", ["RUPE910302MMNZZV01", "RUPE910203MMNZZV09"]),
    ("household", ["H1", "H2"]),
    ("status", ["departed", "absent"]),
    (
        "arrival.at",
        ["2026-11-25T08:00:00Z", "2026-11-25T08:30:00Z"],
    ),
    ("arrival.point", ["Puente 1", "Puente 2"]),
    ("arrival.mode", ["foot", "bus"]),
    ("arrival.list", ["vuelo-1", "vuelo-2"]),
    ("arrival.row", ["7", "8"]),
    ("notice.version", ["1", "2"]),
    ("notice.mode", ["shown", "read_out"]),
    ("arrival.group", ["G1", "G2"]),
];

/// Twenty conflicts with two authors each; nothing is lost.
fn all_are_there(device: &Device) {
    let conflicts = device.conflicts();
    assert_eq!(conflicts.len(), TWENTY.len());
    for (field, values) in TWENTY {
        let conflict = conflicts.iter().find(|of| of["field"] == field).unwrap();
        let candidates = conflict["candidates"].as_array().unwrap();
        let mut said: Vec<_> = candidates
            .iter()
            .map(|of| [told(of)[0], told(of)[1]])
            .collect();
        said.sort_unstable();
        let mut expected = [[values[0], "rosa"], [values[1], "luis"]];
        expected.sort_unstable();
        assert_eq!(said, expected, "{field}");
    }
}

/// Accepts the decisions that the policies propose. Returns how many conflicts are left.
fn decide_as_proposed(ines: &Device, code: &str) -> usize {
    let shown = ines.ask(&["resolve", "--all-proposed"]);
    assert_eq!(shown["decided"], false);
    assert_eq!(ines.conflicts().len(), TWENTY.len(), "shown, not done");
    let proposed = shown["proposed"].as_array().unwrap();
    let urgent = proposed
        .iter()
        .find(|of| of["field"] == "urgent_medical")
        .unwrap();
    assert_eq!([&urgent["value"], &urgent["why"]], ["now", "safer"]);
    let done = ines.ask(&["resolve", "--all-proposed", "--record", code, "--yes"]);
    assert_eq!(done["proposed"], shown["proposed"]);
    let left = TWENTY.len() - proposed.len();
    assert!(left > 0 && proposed.len() > 5);
    assert_eq!(done["left"], left);
    left
}

/// In the conflicts that are left, the candidates have equal grounds: one is asked about, in one both are kept,
/// all are decided.
fn ask_and_keep(ines: &Device, code: &str) {
    ines.ask(&["ask", code, "birth.date"]);
    ines.ask(&[
        "resolve",
        code,
        "name.given",
        "--keep-all",
        "--reason",
        "así la llaman",
    ]);
    assert_eq!(
        ines.fail(&["resolve", code, "sex", "--keep-all", "--reason", "x"]),
        "holds_one"
    );
}

/// The history has every value that anybody wrote, and every decision with its reason.
fn all_is_history(luis: &Device, code: &str) {
    let history = luis.ask(&["history", code]);
    let changes = history["changes"].as_array().unwrap();
    let edits: Vec<&Value> = changes
        .iter()
        .flat_map(|change| change["edits"].as_array().unwrap())
        .collect();
    for (field, values) in TWENTY {
        for value in values {
            assert!(
                edits
                    .iter()
                    .any(|edit| edit["field"] == field && edit["value"] == value)
            );
        }
    }
    let of_urgency = luis.ask(&["history", code, "--field", "urgent_medical"]);
    let decision = of_urgency["changes"].as_array().unwrap().last().unwrap();
    assert_eq!(decision["author"]["name"], "ines");
    assert_eq!(decision["basis"], "decided");
    assert!(decision["reason"].as_str().unwrap().contains("rule:safer"));
    assert!(decision["proven_by_ms"].as_i64().is_some());
    assert_eq!(decision["conflicts"][0]["step"], "ended");
    let replaced = decision["edits"][0]["replaced"].as_array().unwrap();
    let mut gave_way: Vec<_> = replaced
        .iter()
        .map(|of| of["value"].as_str().unwrap())
        .collect();
    gave_way.sort_unstable();
    assert_eq!(gave_way, ["none", "now"]);
    let before = luis.ask(&["history", code, "--at", "2020-01-01"]);
    assert_eq!(before["fields"], serde_json::json!({}));
}

#[test]
fn twenty_edits_of_the_same_fields_on_two_devices_lose_nothing_and_are_decided_in_one_go() {
    let world = World::new();
    let server = world.serve();
    let [rosa, luis] =
        ["rosa", "luis"].map(|name| world.enrolled(&server.url, name, CROSSING, "volunteer"));
    let ines = world.enrolled(&server.url, "ines", CROSSING, "shelter-admin");
    let code = &*rosa.register("Eva", &[]);
    rosa.sync();
    luis.sync();
    for (field, values) in TWENTY {
        for (device, value) in [&rosa, &luis].into_iter().zip(values) {
            device.ask(&["set", code, field, value]);
        }
    }
    for device in [&rosa, &luis, &ines, &rosa] {
        device.sync();
    }
    for device in [&rosa, &luis, &ines] {
        all_are_there(device);
    }
    assert_eq!(
        luis.fail(&["resolve", "--all-proposed", "--yes"]),
        "not_allowed"
    );
    let left = decide_as_proposed(&ines, code);
    ask_and_keep(&ines, code);
    for device in [&ines, &luis] {
        device.sync();
        let conflicts = device.conflicts();
        assert_eq!(conflicts.len(), left - 1);
        for conflict in conflicts {
            assert_eq!(conflict["asked"], conflict["field"] == "birth.date");
        }
        let found = [&["find", "Luz"][..], &["find", "María"]].map(|find| device.ask(find));
        assert!(
            found
                .iter()
                .all(|found| found["records"][0]["code"] == *code)
        );
    }
    all_is_history(&luis, code);
    assert_eq!(world.status("quarantined"), 0);
}
