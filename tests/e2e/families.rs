//! Families that two phones put together at the same time.

use serde_json::Value;

use crate::world::{CROSSING, Device, World};

/// The given names in each household of a record, with `?` for a disputed one.
fn families(device: &Device, code: &str) -> Vec<Vec<String>> {
    let shown = device.ask(&["household", code]);
    let households = shown["households"].as_array().unwrap().iter();
    let named = |member: &Value| {
        let mark = if member["disputed"] == true { "?" } else { "" };
        format!("{}{mark}", member["given"].as_str().unwrap())
    };
    households
        .map(|of| {
            of["members"]
                .as_array()
                .unwrap()
                .iter()
                .map(named)
                .collect()
        })
        .collect()
}

#[test]
fn two_volunteers_offline_put_families_together_and_nothing_they_said_is_lost() {
    let world = World::new();
    let server = world.serve();
    let [rosa, luis] =
        ["rosa", "luis"].map(|name| world.enrolled(&server.url, name, CROSSING, "volunteer"));
    let ines = world.enrolled(&server.url, "ines", CROSSING, "shelter-admin");
    let [eva, leo, sol, luz, ana] =
        ["Eva", "Leo", "Sol", "Luz", "Ana"].map(|of| rosa.register(of, &[]));
    rosa.sync();
    luis.sync();

    // Both find that Eva and Leo belong together, each from a different side; that is one family.
    rosa.ask(&["household", "join", &eva, &leo]);
    luis.ask(&["household", "join", &leo, &eva]);
    // Rosa registers a child of that family. Luis puts Sol and Luz together, then both with Leo.
    let kid = rosa.register("Kike", &["--family-of", &eva]);
    luis.ask(&["household", "join", &sol, &luz]);
    luis.ask(&["household", "join", &luz, &leo]);
    // Meanwhile Rosa puts Ana with Sol, and Luis takes Ana out of every family.
    rosa.ask(&["household", "join", &sol, &ana]);
    luis.ask(&["household", "leave", &ana]);
    for device in [&rosa, &luis, &ines, &rosa] {
        device.sync();
    }
    for device in [&rosa, &luis, &ines] {
        let disputed: Vec<_> = device
            .conflicts()
            .iter()
            .map(|of| of["field"].clone())
            .collect();
        // Sol was put into two households, and Ana into one and none.
        assert_eq!(disputed, ["household", "household"]);
        assert_eq!(
            families(device, &kid),
            [["Eva", "Kike", "Leo", "Luz", "Sol?"]]
        );
        assert_eq!(families(device, &ana), [["Ana?", "Sol?"]]);
    }

    // They are all one family: then both versions of Sol agree, and only Ana stays disputed.
    ines.ask(&["household", "join", &kid, &ana]);
    let everybody = ["Ana?", "Eva", "Kike", "Leo", "Luz", "Sol"];
    assert_eq!(families(&ines, &eva), [everybody]);
    luis.ask(&["household", "role", &eva, "head"]);
    for device in [&ines, &luis, &rosa] {
        device.sync();
        assert_eq!(families(device, &eva), [everybody]);
    }
    let shown = rosa.ask(&["show", &leo]);
    let members = shown["households"][0]["members"].as_array().unwrap();
    let head = members.iter().find(|of| of["given"] == "Eva").unwrap();
    assert_eq!(head["role"], "head");

    // It was a mistake: everybody is back where they were before.
    ines.ask(&["household", "split", &ana]);
    ines.sync();
    rosa.sync();
    for device in [&ines, &rosa] {
        assert_eq!(
            families(device, &kid),
            [["Eva", "Kike", "Leo", "Luz", "Sol?"]]
        );
    }
    assert_eq!(rosa.fail(&["household", "2222-2222-2"]), "no_such_record");
    assert_eq!(world.status("quarantined"), 0);
}
