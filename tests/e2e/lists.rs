//! One arrival list on several phones: each person once, and nobody taken twice when it is split.

use serde_json::Value;

use crate::world::{CROSSING, Device, SHELTER, World, number};

const ARRIVALS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/arrivals/");

fn fixture(name: &str) -> String {
    format!("{ARRIVALS}{name}")
}

fn rows(device: &Device, list: &str) -> Vec<Value> {
    let shown = device.ask(&["list", "show", list]);
    shown["entries"].as_array().unwrap().clone()
}

#[test]
fn a_list_imported_by_two_phones_with_no_network_is_135_people_and_not_270() {
    let world = World::new();
    let server = world.serve();
    let luis = world.enrolled(&server.url, "luis", CROSSING, "volunteer");
    let ines = world.enrolled(&server.url, "ines", CROSSING, "shelter-admin");
    let omar = world.enrolled(&server.url, "omar", SHELTER, "shelter-admin");
    // Rosa is not enrolled yet, and got the file under another name.
    let rosa = world.device("rosa");
    let copy = std::env::temp_dir().join(format!("vuelo-{}", std::process::id()));
    std::fs::create_dir_all(&copy).unwrap();
    let other = copy.join("flight-135 (1).csv");
    std::fs::copy(fixture("flight-135.csv"), &other).unwrap();
    let first = rosa.ask(&["import", other.to_str().unwrap()]);
    let second = luis.ask(&["import", &fixture("flight-135.csv")]);
    std::fs::remove_dir_all(&copy).unwrap();
    assert_eq!(
        (number(&first, "registered"), number(&second, "registered")),
        (135, 135)
    );
    // Before her phone belongs to a site, its records have other ids; the codes on the cards are already the
    // same.
    assert_eq!(codes(&first), codes(&second));
    assert_ne!(first["records"], second["records"]);
    let code = world.invite(CROSSING, "volunteer");
    rosa.ask(&[
        "enrol",
        "--server",
        &server.url,
        "--code",
        &code,
        "--name",
        "rosa",
    ]);
    let again = rosa.ask(&["import", &fixture("flight-135.csv")]);
    assert_eq!(
        (number(&again, "registered"), number(&again, "known")),
        (0, 135)
    );
    assert_eq!(again["id"], second["id"], "one list from then on");
    for device in [&rosa, &luis, &ines, &omar, &rosa, &luis] {
        device.sync();
    }
    assert_eq!(world.status("records"), 135);
    assert_eq!(world.status("quarantined"), 0);
    let whole = ines.everything();
    assert_eq!(whole.len(), 135);
    assert_eq!(rosa.everything(), whole);
    assert_eq!(luis.everything(), whole);
    assert!(ines.conflicts().is_empty(), "they said the same");
    assert_eq!(rows(&ines, "flight-135").len(), 135);
    assert!(omar.everything().is_empty());
    assert!(omar.ask(&["lists"])["lists"].as_array().unwrap().is_empty());
    let verified = world.puente(&["rebuild", "--verify"]);
    assert!(
        verified["differences"].as_array().is_none_or(Vec::is_empty),
        "{verified}"
    );
}

#[test]
fn two_sites_that_have_one_list_make_two_records_with_one_code() {
    let world = World::new();
    let server = world.serve();
    let luis = world.enrolled(&server.url, "luis", CROSSING, "volunteer");
    let omar = world.enrolled(&server.url, "omar", SHELTER, "volunteer");
    let [first, second] = [&luis, &omar].map(|device| {
        let imported = device.ask(&["import", &fixture("foot-60.csv")]);
        device.sync();
        imported
    });
    assert_eq!(codes(&first), codes(&second));
    for device in [&luis, &omar] {
        device.sync();
        assert_eq!(
            device.everything().len(),
            60,
            "to have a list opens no record"
        );
    }
    assert_eq!(world.status("records"), 120);
    assert_eq!(world.status("quarantined"), 0);
}

fn codes(imported: &Value) -> Vec<Value> {
    let records = imported["records"].as_array().unwrap().iter();
    records.map(|of| of["code"].clone()).collect()
}

#[test]
fn a_list_is_split_between_phones_and_everybody_sees_who_is_missing() {
    let world = World::new();
    let server = world.serve();
    let luis = world.enrolled(&server.url, "luis", CROSSING, "volunteer");
    let rosa = world.enrolled(&server.url, "rosa", CROSSING, "volunteer");
    luis.ask(&["import", "--list-only", &fixture("bus-44.csv")]);
    assert!(
        luis.everything().is_empty(),
        "nobody is registered by a list"
    );
    luis.ask(&["claim", "bus-44", "1-20"]);
    luis.sync();
    rosa.sync();
    // Rosa never saw the file. She cannot claim Luis's rows, only the others.
    assert_eq!(rosa.fail(&["claim", "bus-44", "15-44"]), "rows_claimed");
    rosa.ask(&["claim", "bus-44", "21-44"]);
    let taken = rosa.ask(&[
        "take",
        "bus-44",
        "22",
        "--alone",
        "alone",
        "--urgent-medical",
        "none",
    ]);
    assert_eq!(taken["registered"], true);
    rosa.ask(&["absent", "bus-44", "23"]);
    let luis_took = luis.ask(&["take", "bus-44", "2", "--alone", "with_family"]);
    for device in [&rosa, &luis, &rosa] {
        device.sync();
    }
    assert_eq!(luis.everything(), rosa.everything());
    let seen = rows(&luis, "bus-44");
    assert_eq!(seen, rows(&rosa, "bus-44"));
    let state = |row: usize| {
        (
            seen[row - 1]["state"].as_str().unwrap(),
            seen[row - 1]["by"].as_str(),
        )
    };
    assert_eq!(state(2), ("taken", Some("luis")));
    assert_eq!(state(22), ("taken", Some("rosa")));
    assert_eq!(state(23), ("absent", Some("rosa")));
    assert_eq!(state(24), ("missing", None));
    let lists = rosa.ask(&["lists"]);
    let line = &lists["lists"][0];
    assert_eq!(
        [
            number(line, "taken"),
            number(line, "absent"),
            number(line, "missing")
        ],
        [2, 1, 41]
    );
    let shown = rosa.ask(&["show", luis_took["code"].as_str().unwrap()]);
    assert_eq!(shown["fields"]["name.surname1"]["value"], "GARCÍA");
    assert_eq!(shown["fields"]["sex"]["value"], "male");
    assert_eq!(shown["fields"]["alone"]["value"], "with_family");
}

#[test]
fn a_row_taken_on_two_phones_is_one_person_with_everything_both_were_told() {
    let world = World::new();
    let server = world.serve();
    let luis = world.enrolled(&server.url, "luis", CROSSING, "volunteer");
    let rosa = world.enrolled(&server.url, "rosa", CROSSING, "volunteer");
    for (device, age) in [(&luis, "44"), (&rosa, "45")] {
        device.ask(&["import", "--list-only", &fixture("foot-60.csv")]);
        device.ask(&[
            "take",
            "foot-60",
            "1",
            "--field",
            &format!("age={age}"),
            "--alone",
            "alone",
        ]);
    }
    for device in [&luis, &rosa, &luis] {
        device.sync();
    }
    assert_eq!(world.status("records"), 1);
    assert_eq!(world.status("quarantined"), 0);
    assert_eq!(luis.everything(), rosa.everything());
    let conflicts = luis.conflicts();
    let age = conflicts
        .iter()
        .find(|conflict| conflict["field"] == "age")
        .unwrap();
    let ages: Vec<&str> = age["candidates"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|of| of["value"].as_str())
        .collect();
    assert!(ages.contains(&"44") && ages.contains(&"45"), "{ages:?}");
    assert_eq!(
        rows(&luis, "foot-60")[0]["is_contested"],
        true,
        "both say that they took it"
    );
}

/// A file with the list for another device, and its code.
fn handed_over(device: &Device, list: &str, rows: &str) -> (tempfile::TempDir, String, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lista-puente.txt");
    let path = path.to_str().unwrap().to_owned();
    let said = device.ask(&["list", "hand-over", list, "--out", &path, "--rows", rows]);
    let code = said["code"].as_str().unwrap().to_owned();
    (folder, path, code)
}

#[test]
fn a_list_that_came_by_sync_is_handed_on_by_file_and_split_with_no_network() {
    let world = World::new();
    let server = world.serve();
    let luis = world.enrolled(&server.url, "luis", CROSSING, "volunteer");
    let rosa = world.enrolled(&server.url, "rosa", CROSSING, "volunteer");
    let [ana, omar] =
        ["ana", "omar"].map(|of| world.enrolled(&server.url, of, CROSSING, "volunteer"));
    luis.ask(&["import", "--list-only", &fixture("bus-44.csv")]);
    luis.ask(&["claim", "bus-44", "1-10"]);
    luis.sync();
    rosa.sync();
    // From here on nobody has a network, and Rosa never saw the file.
    rosa.ask(&["claim", "bus-44", "11-20"]);
    rosa.ask(&["take", "bus-44", "12", "--alone", "alone"]);
    let (_one, file, code) = handed_over(&rosa, "bus-44", "21-30");
    assert_eq!(ana.fail(&["import", &file]), "list_code");
    assert_eq!(
        ana.fail(&["import", &file, "--code", "AAAA-AAAA-AAAA"]),
        "copy_not_opened"
    );
    let taken = ana.ask(&["import", &file, "--code", &code.to_lowercase()]);
    assert_eq!(
        (number(&taken, "rows_new"), number(&taken, "registered")),
        (44, 0)
    );
    assert_eq!(taken["rows_left"], "21-30");
    // She passes it on to Omar. Neither Rosa nor Omar can give away the rows left to Ana.
    assert_eq!(rosa.fail(&["claim", "bus-44", "25-40"]), "rows_claimed");
    let (_two, file, code) = handed_over(&ana, "bus-44", "31-44");
    omar.ask(&["import", &file, "--code", &code]);
    assert_eq!(omar.fail(&["claim", "bus-44", "20-21"]), "rows_claimed");
    let seen = rows(&omar, "bus-44");
    assert_eq!(
        (&seen[11]["state"], &seen[11]["by"]),
        (&"taken".into(), &"rosa".into())
    );
    ana.ask(&["take", "bus-44", "22", "--alone", "alone"]);
    omar.ask(&["take", "bus-44", "33", "--alone", "alone"]);
    for device in [&ana, &omar, &rosa, &luis, &ana, &omar, &rosa] {
        device.sync();
    }
    assert_eq!(world.status("quarantined"), 0);
    assert_eq!(world.status("records"), 3);
    let seen = rows(&luis, "bus-44");
    for device in [&rosa, &ana, &omar] {
        assert_eq!(rows(device, "bus-44"), seen);
        assert_eq!(device.everything(), luis.everything());
        assert!(device.conflicts().is_empty());
        assert_eq!(number(&device.ask(&["status"]), "pending"), 0);
    }
    assert!(seen.iter().all(|row| row["is_contested"] == false));
    let shown = luis.ask(&["list", "show", "bus-44"]);
    let mut portions: Vec<(&str, &str)> = shown["portions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|of| (of["rows"].as_str().unwrap(), of["by"].as_str().unwrap()))
        .collect();
    portions.sort_unstable();
    assert_eq!(
        portions,
        [
            ("1-10", "luis"),
            ("11-20", "rosa"),
            ("21-30", "ana"),
            ("31-44", "omar")
        ]
    );
}

#[test]
fn a_list_that_was_handed_over_once_can_be_opened_for_good() {
    let world = World::new();
    let device = world.device("laptop");
    let file = fixture("handed-over-3.txt");
    let taken = device.ask(&["import", &file, "--code", "DQBV-ACYK-ZQA6"]);
    assert_eq!(
        (number(&taken, "rows_new"), &taken["rows_left"]),
        (3, &"2-3".into())
    );
    let seen = rows(&device, "camion-3");
    let codes: Vec<_> = seen
        .iter()
        .map(|row| row["code"].as_str().unwrap())
        .collect();
    assert_eq!(codes, ["P5GJ-EF7T-G", "C8PT-CV66-W", "379U-J4KA-U"]);
    assert_eq!(seen[0]["by"], "73f6202a");
}

#[test]
fn what_nobody_can_tell_is_asked_before_anything_is_taken() {
    let world = World::new();
    let device = world.device("laptop");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lista.csv");
    std::fs::write(
        &path,
        "nombre;apellidos;sexo;f. nac.\nAna;=HYPERLINK(A1);M;03/04/1990\n",
    )
    .unwrap();
    let path = path.to_str().unwrap();
    let preview = device.ask(&["import", "--preview", path]);
    let asked: Vec<_> = preview["questions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|of| &of["about"]["question"])
        .collect();
    assert_eq!(asked, ["sex_codes", "date_order"]);
    assert_eq!(device.fail(&["import", path]), "list_questions");
    let taken = device.ask(&[
        "import",
        path,
        "--sex-codes",
        "M=female",
        "--date-order",
        "dmy",
    ]);
    let code = taken["records"][0]["code"].as_str().unwrap();
    let shown = device.ask(&["show", code]);
    assert_eq!(shown["fields"]["name.surname1"]["value"], "=HYPERLINK(A1)");
    assert_eq!(shown["fields"]["birth.date"]["value"], "1990-04-03");
    let bomb = folder.path().join("bomba.xlsx");
    std::fs::write(&bomb, b"PK\x03\x04 no es un libro").unwrap();
    assert_eq!(
        device.fail(&["import", bomb.to_str().unwrap()]),
        "list_damaged"
    );
}
