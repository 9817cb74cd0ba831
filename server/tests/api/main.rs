//! The interactive API over HTTP: signing in, reading, deciding, quarantine, and who may do none of it.

#![allow(clippy::unwrap_used)]

mod console;
#[path = "../devices/database.rs"]
#[allow(dead_code)]
mod database;
mod matrix;
mod people;
#[path = "../devices/phone.rs"]
#[allow(dead_code)]
mod phone;
#[path = "../serving/process.rs"]
#[allow(dead_code)]
mod process;
mod quarantine;
mod records;
mod sessions;
mod setup;
mod tokens;
#[path = "../devices/world.rs"]
#[allow(dead_code)]
mod world;

/// API.md names every route, and every route that it names exists.
#[test]
fn the_document_names_the_routes_there_are() {
    const TEXT: &str = include_str!("../../API.md");
    let world = world::World::new();
    let process = process::Process::start(&world, &[]);
    let address = process.address;
    let mut named = std::collections::BTreeSet::new();
    for row in TEXT.lines().filter(|line| line.starts_with("| ")) {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let Some(path) = cells[2]
            .strip_prefix('`')
            .and_then(|path| path.strip_suffix('`'))
        else {
            continue;
        };
        named.insert(path);
        let path = path
            .replace("{id}", &"0".repeat(32))
            .replace("{account}", &"0".repeat(32))
            .replace("{device}", &"0".repeat(32))
            .replace("{site}", &"0".repeat(32))
            .replace("{number}", "1");
        let json = [("Content-Type", "application/json")];
        let reply = console::send(address, cells[1], &path, &json, b"{}");
        assert_eq!(reply.status, 401, "{} {path}: {}", cells[1], reply.code());
    }
    let sources = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/src/http")).unwrap();
    for source in sources {
        let code = std::fs::read_to_string(source.unwrap().path()).unwrap();
        for route in code.split("resource(\"").skip(1) {
            let route = route.split('"').next().unwrap();
            assert!(named.contains(route), "{route} stands in no table");
        }
    }
    assert!(named.len() > 2);
}
