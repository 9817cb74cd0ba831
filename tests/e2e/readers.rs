//! A device holds what its holder needs, and no more.

use crate::world::{CROSSING, Device, SHELTER, World, number};

fn documents(device: &Device) -> u64 {
    number(&device.ask(&["status"]), "documents")
}

#[test]
fn contacts_and_confidential_notes_reach_the_coordinator_and_no_volunteer() {
    let world = World::new();
    let server = world.serve();
    let [rosa, luis] =
        ["rosa", "luis"].map(|name| world.enrolled(&server.url, name, CROSSING, "volunteer"));
    let ines = world.enrolled(&server.url, "ines", CROSSING, "shelter-admin");
    let code = rosa.register("Eva", &["--phone", "6641234567"]);
    rosa.ask(&["note", &code, "la siguen desde Reynosa"]);
    assert_eq!(documents(&rosa), 3);
    let sent = rosa.sync();
    assert_eq!(number(&sent, "purged"), 2);
    for device in [&luis, &ines, &rosa, &luis] {
        device.sync();
    }
    for volunteer in [&rosa, &luis] {
        assert_eq!(documents(volunteer), 1);
        let shown = volunteer.ask(&["show", &code]).to_string();
        assert!(!shown.contains("6641234567") && !shown.contains("siguen"));
        assert!(shown.contains("Eva"));
    }
    let shown = ines.ask(&["show", &code]);
    assert_eq!(shown["fields"]["phone"]["value"], "6641234567");
    let note = &shown["entries"]["note"][0]["fields"]["text"]["value"];
    assert_eq!(note, "la siguen desde Reynosa");
    assert_eq!(world.status("documents"), 3);
    assert_eq!(world.status("quarantined"), 0);
}

#[test]
fn a_record_that_is_handed_over_leaves_the_old_site_and_reaches_the_new() {
    let world = World::new();
    let server = world.serve();
    let rosa = world.enrolled(&server.url, "rosa", CROSSING, "volunteer");
    let ines = world.enrolled(&server.url, "ines", CROSSING, "shelter-admin");
    let omar = world.enrolled(&server.url, "omar", SHELTER, "case-worker");
    let code = rosa.register("Eva", &["--phone", "6641234567"]);
    let stays = rosa.register("Leo", &[]);
    for device in [&rosa, &ines, &omar] {
        device.sync();
    }
    let sites = world.puente(&["site", "list"]);
    let sites = sites["sites"].as_array().unwrap();
    let shelter = sites.iter().find(|site| site["name"] == SHELTER).unwrap();
    let shelter = shelter["site"].as_str().unwrap();
    assert_eq!(rosa.fail(&["move", &code, shelter]), "not_allowed");
    ines.ask(&["move", &code, shelter]);
    for device in [&ines, &rosa, &omar, &ines] {
        device.sync();
    }
    for left in [&ines, &rosa] {
        assert_eq!(left.fail(&["show", &code]), "no_such_record");
        assert_eq!(left.everything().len(), 1);
        left.ask(&["show", &stays]);
    }
    assert_eq!(omar.everything().len(), 1);
    let shown = omar.ask(&["show", &code]);
    assert_eq!(shown["fields"]["name.given"]["value"], "Eva");
    assert_eq!(shown["fields"]["phone"]["value"], "6641234567");
    assert_eq!(world.status("quarantined"), 0);
}
