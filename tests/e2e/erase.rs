//! A person who was erased is named nowhere else, or the operator is told where.

use serde_json::Value;

use crate::world::{CROSSING, Device, Server, World, number};

const FLIGHT: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/fixtures/arrivals/flight-135.csv"
);

/// The account of the person who enrolled with this name.
fn account(world: &World, name: &str) -> String {
    let listed = world.puente(&["account", "list"]);
    let mut accounts = listed["accounts"].as_array().unwrap().iter();
    let found = accounts.find(|account| account["name"] == name).unwrap();
    found["account"].as_str().unwrap().to_owned()
}

fn companions(device: &Device, code: &str) -> usize {
    let shown = device.ask(&["show", code]);
    let entries = shown["entries"].get("companion");
    entries.map_or(0, |of| of.as_array().unwrap().len())
}

/// A father, his daughter with whom he travels, and a record that names him without his code.
struct Family {
    world: World,
    _server: Server,
    rosa: Device,
    father: String,
    daughter: String,
    other: String,
    boss: String,
}

impl Family {
    fn new() -> Self {
        let world = World::new();
        let server = world.serve();
        let rosa = world.enrolled(&server.url, "rosa", CROSSING, "case-worker");
        world.enrolled(&server.url, "boss", "office", "administrator");
        let boss = account(&world, "boss");
        let [father, daughter, other] =
            ["Efraín", "Lucía", "Sol"].map(|given| rosa.register(given, &[]));
        let family = Self {
            world,
            _server: server,
            rosa,
            father,
            daughter,
            other,
            boss,
        };
        family.companion(&family.daughter, &format!("record={}", family.father));
        family
    }

    fn companion(&self, of: &str, who: &str) {
        let add = ["entry", "add", of, "companion", who, "relation=parent"];
        self.rosa.ask(&add);
        self.rosa.sync();
    }

    fn erase(&self, more: &[&str]) -> Value {
        let erase = ["erase", &self.father, "--reason", "lo pidió la persona"];
        let answer = ["--as", &self.boss];
        self.world.puente(&[&erase[..], &answer, more].concat())
    }
}

/// Whose records name the person, and where.
fn places(erased: &Value, key: &str) -> Vec<(String, String)> {
    let mentions = erased[key].as_array().unwrap().iter();
    let text = |of: &Value, key: &str| of[key].as_str().unwrap().to_owned();
    let mut places: Vec<_> = mentions
        .map(|of| (text(of, "code"), text(of, "at")))
        .collect();
    places.sort_unstable();
    places
}

#[test]
fn an_erased_father_is_not_named_by_his_daughter_any_more() {
    let family = Family::new();
    let Family {
        world,
        rosa,
        father,
        daughter,
        other,
        ..
    } = &family;
    // Named without a code, and in free text.
    family.companion(other, "name=efrain ruiz mora");
    let note = format!("Viajó con {}", father.to_lowercase());
    rosa.ask(&["note", other, &note]);
    rosa.sync();
    let shown = world.puente(&["erase", father, "--show"]);
    assert_eq!(shown["mentions"].as_array().unwrap().len(), 3);
    let asked = world.puente_ends(&["erase", father, "--reason", "lo pidió la persona"]);
    assert_eq!(asked.exit_code, 1, "whether others may name him is asked");
    assert!(asked.stderr.contains("--as"), "{}", asked.stderr);
    assert!(!asked.stderr.contains("Efra"), "places are told, no values");
    assert_eq!(world.status("records"), 3);

    let erased = family.erase(&[]);
    let entry = |code: &String| (code.clone(), "entry".to_owned());
    assert_eq!(places(&erased, "taken_out"), [entry(daughter)]);
    let text = (other.clone(), "text".to_owned());
    assert_eq!(places(&erased, "left"), [entry(other), text]);
    rosa.sync();
    assert_eq!(rosa.fail(&["show", father]), "no_such_record");
    assert_eq!(companions(rosa, daughter), 0);
    assert_eq!(companions(rosa, other), 1);
    assert_eq!(world.status("quarantined"), 0);
    world.puente(&["rebuild", "--verify"]);
}

#[test]
fn who_was_erased_and_comes_back_in_somebody_elses_record_is_taken_out_again() {
    let family = Family::new();
    let Family {
        world,
        rosa,
        father,
        daughter,
        ..
    } = &family;
    family.erase(&[]);
    rosa.sync();
    assert_eq!(companions(rosa, daughter), 0);
    // A phone without a network meanwhile.
    family.companion(daughter, &format!("record={father}"));
    let erased = family.erase(&[]);
    assert_eq!(erased["record"], Value::Null, "there was nobody to erase");
    assert_eq!(erased["taken_out"].as_array().unwrap().len(), 1);
    rosa.sync();
    assert_eq!(companions(rosa, daughter), 0);
    world.puente(&["rebuild", "--verify"]);
}

#[test]
fn whoever_has_the_same_name_is_taken_out_when_somebody_looked() {
    let family = Family::new();
    family.companion(&family.other, "name=Efraín Ruiz");
    let erased = family.erase(&["--same-name"]);
    assert_eq!(erased["taken_out"].as_array().unwrap().len(), 2);
    family.rosa.sync();
    assert_eq!(companions(&family.rosa, &family.other), 0);
}

#[test]
fn an_erased_person_is_in_no_list_and_nobody_waits_for_them() {
    let world = World::new();
    let server = world.serve();
    let rosa = world.enrolled(&server.url, "rosa", CROSSING, "volunteer");
    let ines = world.enrolled(&server.url, "ines", CROSSING, "shelter-admin");
    world.enrolled(&server.url, "boss", "office", "administrator");
    let list = rosa.ask(&["import", FLIGHT, "--list-only"]);
    let id = list["id"].as_str().unwrap().to_owned();
    let taken = rosa.ask(&["take", &id, "12"]);
    let code = taken["code"].as_str().unwrap().to_owned();
    for device in [&rosa, &ines] {
        device.sync();
    }
    let erase = ["erase", &code, "--reason", "lo pidió la persona"];
    let answers = ["--as", &account(&world, "boss")];
    let erased = world.puente(&[&erase[..], &answers].concat());
    assert_eq!(erased["taken_out"][0]["at"], "row");
    assert_eq!(erased["taken_out"][0]["where"], "12");
    for device in [&rosa, &ines] {
        device.sync();
        let shown = device.ask(&["list", "show", &id]);
        assert_eq!(number(&shown, "rows"), 134);
        assert_eq!(number(&shown, "missing"), 134);
        let rows = shown["entries"].as_array().unwrap();
        assert!(rows.iter().all(|row| row["number"] != 12));
    }
    // The file still exists; importing it brings nobody back.
    assert_eq!(ines.fail(&["take", &id, "12"]), "no_such_row");
    ines.ask(&["import", FLIGHT, "--list-only"]);
    assert_eq!(number(&ines.ask(&["list", "show", &id]), "rows"), 134);
    world.puente(&["rebuild", "--verify"]);
}
