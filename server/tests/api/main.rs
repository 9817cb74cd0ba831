//! The interactive API over HTTP: signing in, reading, deciding, quarantine, and who may do none of it.

#![allow(clippy::unwrap_used)]

mod console;
mod description;
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

/// `openapi.json` names every route with its method, and every route that it names exists.
#[test]
fn the_description_names_the_routes_there_are() {
    let world = world::World::new();
    let process = process::Process::start(&world, &[]);
    let address = process.address;
    let named = description::operations();
    for (method, path) in &named {
        let path = path
            .split('/')
            .map(|part| if part.starts_with('{') { "1" } else { part })
            .collect::<Vec<_>>()
            .join("/");
        let json = [("Content-Type", "application/json")];
        let reply = console::send(address, method, &path, &json, b"{}");
        assert_eq!(reply.status, 401, "{method} {path}: {}", reply.code());
    }
    let mut routes = std::collections::BTreeSet::new();
    let sources = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/src/http")).unwrap();
    for source in sources {
        let code = std::fs::read_to_string(source.unwrap().path()).unwrap();
        for route in code.split("resource(\"").skip(1) {
            let (path, rest) = route.split_once('"').unwrap();
            let methods = rest.split(".service(").next().unwrap();
            let methods = methods.split(';').next().unwrap();
            for method in ["get", "post", "delete"] {
                if methods.contains(&format!(".{method}(")) {
                    routes.insert((method.to_uppercase(), path.to_owned()));
                }
            }
        }
    }
    let itself = ("GET".to_owned(), "/v1/openapi.json".to_owned());
    assert!(routes.remove(&itself));
    assert_eq!(named, routes);
    let reply = console::send(address, "GET", "/v1/openapi.json", &[], b"");
    assert_eq!(reply.json()["openapi"], "3.1.0");
}
