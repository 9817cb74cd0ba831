//! The main job: a flight registered with no network by several phones, then synced.

use crate::world::{CROSSING, Device, SHELTER, World, number};

const FLIGHT: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/fixtures/arrivals/flight-135.csv"
);

#[test]
fn a_flight_split_between_phones_is_whole_on_each_of_them_and_nowhere_else() {
    let world = World::new();
    let server = world.serve();
    let url = &server.url;
    let ines = world.enrolled(url, "ines", CROSSING, "shelter-admin");
    let luis = world.enrolled(url, "luis", CROSSING, "volunteer");
    let omar = world.enrolled(url, "omar", SHELTER, "shelter-admin");
    // Rosa has no code yet: her records get the site as their home when she enrols.
    let rosa = world.device("rosa");
    for (device, rows) in [(&rosa, "1-45"), (&luis, "46-90"), (&ines, "91-135")] {
        let taken = device.ask(&["import", FLIGHT, "--rows", rows]);
        assert_eq!(number(&taken, "registered"), 45);
    }
    let code = world.invite(CROSSING, "volunteer");
    rosa.ask(&["enrol", "--server", url, "--code", &code, "--name", "rosa"]);
    for device in [&rosa, &luis, &ines, &omar, &rosa, &luis] {
        device.sync();
    }
    assert_eq!(world.status("records"), 135);
    assert_eq!(world.status("quarantined"), 0);
    let whole = ines.everything();
    assert_eq!(whole.len(), 135);
    assert_eq!(rosa.everything(), whole);
    assert_eq!(luis.everything(), whole);
    assert!(omar.everything().is_empty());
    let again = rosa.ask(&["import", FLIGHT]);
    assert_eq!(number(&again, "registered"), 0);
    assert_eq!(number(&again, "known"), 135);
    let people = rosa.ask(&["list"]);
    for person in people["records"].as_array().unwrap() {
        assert_eq!(person["state"], "on_server");
    }
    a_repeated_sync_is_one_small_round_trip(&[&rosa, &luis, &ines, &omar]);
    an_edit_costs_what_changed(&rosa, &luis);
}

fn a_repeated_sync_is_one_small_round_trip(devices: &[&Device]) {
    for device in devices {
        device.sync();
        let idle = device.sync();
        assert_eq!(number(&idle, "round_trips"), 1);
        let bytes = number(&idle, "bytes_up") + number(&idle, "bytes_down");
        assert!(bytes <= 300, "{bytes} bytes for nothing");
    }
}

fn an_edit_costs_what_changed(writer: &Device, reader: &Device) {
    let people = writer.ask(&["list"]);
    let record = people["records"][0]["code"].as_str().unwrap();
    writer.ask(&["service", record, "meal"]);
    let sent = writer.sync();
    assert_eq!(number(&sent, "round_trips"), 1);
    assert_eq!(number(&sent, "changes_sealed"), 1);
    assert!(number(&sent, "bytes_up") <= 700, "{sent}");
    let got = reader.sync();
    assert_eq!(number(&got, "round_trips"), 1);
    assert_eq!(number(&got, "changes_received"), 1);
    assert!(number(&got, "bytes_down") <= 700, "{got}");
    assert_eq!(reader.everything(), writer.everything());
}
