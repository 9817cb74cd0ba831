//! The main job on real input: a flight's arrival list, four devices at two sites, registration offline, then
//! sync.

use std::time::Instant;

use serde_json::Value;

use super::DemoFolder;

const LIST: &str = "tests/fixtures/arrivals/flight-135.csv";
pub(super) const CROSSING: &str = "Puente Reynosa";
const SHELTER: &str = "Albergue Senda";
const ZONE: &str = "America/Matamoros";

/// The devices: store, name, site, role.
const DEVICES: [(&str, &str, &str, &str); 4] = [
    ("rosa", "Rosa", CROSSING, "volunteer"),
    ("luis", "Luis", CROSSING, "volunteer"),
    ("ines", "Inés", CROSSING, "shelter-admin"),
    ("omar", "Omar", SHELTER, "shelter-admin"),
];

/// Enrols the devices, registers offline, edits concurrently, syncs, and prints the result.
pub(super) fn run(place: &DemoFolder, url: &str) -> anyhow::Result<()> {
    let data = place.data();
    for (name, kind) in [(CROSSING, "crossing"), (SHELTER, "shelter")] {
        place.ask(
            &place.puente,
            &[
                "site", "add", "--data", &data, "--name", name, "--kind", kind, "--zone", ZONE,
            ],
        )?;
    }
    join_all(place, url)?;
    import_all(place)?;
    println!(
        "\n3. First sync; who synced first asks again, and every device at the crossing has the whole flight"
    );
    sync_all(place)?;
    sync_all(place)?;

    edit_concurrently(place)?;

    println!("\n5. Second sync");
    sync_all(place)?;
    sync_all(place)?;
    print_conflicts(place)?;
    let status = place.ask(&place.puente, &["status", "--data", &data])?;
    println!("\n7. The server: {status}");
    Ok(())
}

fn join_all(place: &DemoFolder, url: &str) -> anyhow::Result<()> {
    let data = place.data();
    println!("\n1. Four devices join with one-time codes (both screens show the same six digits)");
    for (store, name, site, role) in DEVICES {
        let invited = place.ask(
            &place.puente,
            &["invite", "--data", &data, "--site", site, "--role", role],
        )?;
        let code = text(&invited, "code");
        let store = place.store(store);
        let enrolled = place.ask(
            &place.field,
            &[
                "enrol", "--store", &store, "--server", url, "--code", code, "--name", name,
            ],
        )?;
        println!(
            "   {name:5} {role:14} {site:15} {}",
            text(&enrolled, "six_digits")
        );
    }
    Ok(())
}

fn import_all(place: &DemoFolder) -> anyhow::Result<()> {
    println!("\n2. Three devices split the flight's list and register it with no network");
    for (store, rows) in [("rosa", "1-45"), ("luis", "46-90"), ("ines", "91-135")] {
        let started = Instant::now();
        let imported = place.ask(
            &place.field,
            &[
                "import",
                "--store",
                &place.store(store),
                LIST,
                "--rows",
                rows,
            ],
        )?;
        println!(
            "   {store:5} rows {rows:7} {} registered in {} ms",
            imported["registered"],
            started.elapsed().as_millis()
        );
    }
    Ok(())
}

fn edit_concurrently(place: &DemoFolder) -> anyhow::Result<()> {
    println!("\n4. The same people are edited on two devices, again with no network");
    let people = place.ask(&place.field, &["list", "--store", &place.store("ines")])?;
    let records: Vec<&str> = people["records"]
        .as_array()
        .into_iter()
        .flatten()
        .take(5)
        .map(|row| text(row, "record"))
        .collect();
    for record in &records {
        for (store, date) in [("rosa", "1991-03-02"), ("luis", "1991-02-03")] {
            place.ask(
                &place.field,
                &[
                    "set",
                    "--store",
                    &place.store(store),
                    record,
                    "birth.date",
                    date,
                ],
            )?;
        }
        place.ask(
            &place.field,
            &["service", "--store", &place.store("luis"), record, "meal"],
        )?;
    }
    if let Some(first) = records.first() {
        let words = "Nota confidencial de la demostración";
        place.ask(
            &place.field,
            &["note", "--store", &place.store("rosa"), first, words],
        )?;
    }
    println!(
        "   {} people: two birth dates each, a meal each, one confidential note",
        records.len()
    );
    Ok(())
}

/// Syncs every device once and prints what it cost.
fn sync_all(place: &DemoFolder) -> anyhow::Result<()> {
    println!("   device  trips  bytes up  bytes down     ms  sealed  documents  changes");
    for (store, ..) in DEVICES {
        let started = Instant::now();
        let report = place.ask(&place.field, &["sync", "--store", &place.store(store)])?;
        println!(
            "   {store:6} {:6} {:9} {:11} {:6} {:7} {:10} {:8}",
            number(&report, "round_trips"),
            number(&report, "bytes_up"),
            number(&report, "bytes_down"),
            started.elapsed().as_millis(),
            number(&report, "changes_sealed"),
            number(&report, "documents_received"),
            number(&report, "changes_received"),
        );
    }
    Ok(())
}

fn print_conflicts(place: &DemoFolder) -> anyhow::Result<()> {
    let answer = place.ask(
        &place.field,
        &["conflicts", "--store", &place.store("ines")],
    )?;
    let conflicts = answer["conflicts"].as_array().cloned().unwrap_or_default();
    println!(
        "\n6. Nothing was overwritten: {} fields wait for Inés to decide",
        conflicts.len()
    );
    for conflict in conflicts.iter().take(3) {
        let candidates = conflict["candidates"]
            .as_array()
            .cloned()
            .unwrap_or_default();
        let told: Vec<String> = candidates
            .iter()
            .map(|candidate| {
                format!(
                    "{} ({})",
                    text(candidate, "value"),
                    text(&candidate["author"], "name")
                )
            })
            .collect();
        println!("   {:12} {}", text(conflict, "field"), told.join("  |  "));
    }
    Ok(())
}

/// Prints commands with which the reader can go on.
pub(super) fn print_where_to_look(place: &DemoFolder, url: &str, admin: &Value) {
    let field = place.field.display();
    let ines = place.store("ines");
    let passphrase = place.folder.join("passphrase");
    let passphrase = passphrase.display();
    println!("\nWhere to look (the passphrase of every demo device is in {passphrase}):");
    println!("   {url}/v1/health");
    println!("   {field} list --store {ines} --passphrase-file {passphrase}");
    println!("   {field} conflicts --store {ines} --passphrase-file {passphrase}");
    println!(
        "   {} status --data {}",
        place.puente.display(),
        place.data()
    );
    println!(
        "   {} (what the server logs)",
        place.folder.join("server.log").display()
    );
    println!(
        "   {} quarantine list --data {}",
        place.puente.display(),
        place.data()
    );
    println!(
        "   first administrator's one-time password: {}\n",
        text(admin, "code")
    );
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

fn number(value: &Value, key: &str) -> u64 {
    value[key].as_u64().unwrap_or_default()
}
