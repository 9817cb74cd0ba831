//! `openapi.json`, against which every request and answer of these tests is held.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde_json::Value;

const TEXT: &str = include_str!("../../openapi.json");

static DESCRIPTION: LazyLock<Value> = LazyLock::new(|| serde_json::from_str(TEXT).unwrap());

/// Every method and path that it names.
pub(crate) fn operations() -> BTreeSet<(String, String)> {
    let paths = DESCRIPTION["paths"].as_object().unwrap().iter();
    paths
        .flat_map(|(path, of)| {
            let methods = of.as_object().unwrap().keys();
            methods.map(|method| (method.to_uppercase(), path.clone()))
        })
        .collect()
}

fn operation(method: &str, path: &str) -> &'static Value {
    let paths = DESCRIPTION["paths"].as_object().unwrap();
    let fits = |named: &str| {
        let (named, path) = (named.split('/'), path.split('/'));
        named.clone().count() == path.clone().count()
            && named
                .zip(path)
                .all(|(named, part)| named == part || named.starts_with('{'))
    };
    // `/v1/records/search` is no record.
    let found = paths.get(path).or_else(|| {
        let mut all = paths.iter();
        all.find(|(named, _)| fits(named)).map(|(_, of)| of)
    });
    &found.unwrap()[method.to_lowercase()]
}

/// Asserts that a request that succeeded and its answer are as the description says.
pub(crate) fn hold(
    method: &str,
    path: &str,
    sent: Option<&Value>,
    (status, answer): (u16, Option<&Value>),
) {
    let of = operation(method, path.split('?').next().unwrap());
    let content = |of: &'static Value| &of["content"]["application/json"]["schema"];
    let taken = sent.map(|sent| (content(&of["requestBody"]), sent));
    let answered = answer.map(|answer| (content(&of["responses"]["200"]), answer));
    assert!(of["responses"].get(status.to_string()).is_some(), "{method} {path}: {status}");
    for (schema, value) in taken.into_iter().chain(answered) {
        assert_eq!(fault(schema, value), None, "{method} {path}");
    }
}

fn target(schema: &Value) -> &Value {
    match schema.get("$ref").and_then(Value::as_str) {
        Some(place) => target(DESCRIPTION.pointer(place.trim_start_matches('#')).unwrap()),
        None => schema,
    }
}

fn parts(schema: &Value) -> impl Iterator<Item = &Value> {
    let all = ["oneOf", "anyOf", "allOf"].into_iter();
    all.filter_map(|how| schema.get(how)?.as_array()).flatten()
}

/// The members that a schema of an object names anywhere.
fn named(schema: &Value) -> BTreeSet<&str> {
    let schema = target(schema);
    let own = schema.get("properties").and_then(Value::as_object);
    let own = own.into_iter().flat_map(|own| own.keys().map(String::as_str));
    own.chain(parts(schema).flat_map(named)).collect()
}

fn is_of(kind: &str, value: &Value) -> bool {
    match kind {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("no such type: {other}"),
    }
}

/// What is wrong with a value.
fn fault(schema: &Value, value: &Value) -> Option<String> {
    let schema = target(schema);
    let members = named(schema);
    if let (false, Some(object)) = (members.is_empty(), value.as_object())
        && let Some(extra) = object.keys().find(|key| !members.contains(key.as_str()))
    {
        return Some(format!("{extra} stands nowhere"));
    }
    described(schema, value)
}

fn described(schema: &Value, value: &Value) -> Option<String> {
    let schema = target(schema);
    assert!(!schema.is_null(), "nothing is described for {value}");
    let kinds: Vec<&str> = match schema.get("type") {
        Some(Value::String(kind)) => vec![kind],
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    if !kinds.is_empty() && !kinds.iter().any(|kind| is_of(kind, value)) {
        return Some(format!("{value} is no {kinds:?}"));
    }
    if let Some(Value::Array(all)) = schema.get("enum")
        && !all.contains(value)
    {
        return Some(format!("{value} is none of {all:?}"));
    }
    let required = schema.get("required").and_then(Value::as_array);
    for name in required.into_iter().flatten().filter_map(Value::as_str) {
        if value.is_object() && value.get(name).is_none() {
            return Some(format!("{name} is missing"));
        }
    }
    for (name, of) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
        if let Some(wrong) = value.get(name).and_then(|value| fault(of, value)) {
            return Some(format!("{name}: {wrong}"));
        }
    }
    if let (Some(of), Value::Array(items)) = (schema.get("items"), value) {
        return items.iter().find_map(|item| fault(of, item));
    }
    let rest = schema.get("additionalProperties").filter(|of| of.is_object());
    if let (Some(of), Value::Object(members)) = (rest, value) {
        return members.values().find_map(|value| fault(of, value));
    }
    for how in ["oneOf", "anyOf"] {
        if let Some(Value::Array(ways)) = schema.get(how)
            && !ways.iter().any(|way| described(way, value).is_none())
        {
            return Some(format!("{value} is none of the ways"));
        }
    }
    parts_of_all(schema).find_map(|part| described(part, value))
}

fn parts_of_all(schema: &Value) -> impl Iterator<Item = &Value> {
    schema.get("allOf").and_then(Value::as_array).into_iter().flatten()
}

#[test]
fn what_the_description_does_not_say_is_a_fault() {
    let site = |members: Value| {
        fault(&DESCRIPTION["components"]["schemas"]["RoleAt"], &members)
    };
    let id = "0".repeat(32);
    let right = serde_json::json!({ "site": id, "role": "volunteer" });
    assert_eq!(site(right.clone()), None);
    for (name, wrong) in [("role", Value::from("king")), ("site", Value::Null), ("more", Value::from(1))] {
        let mut members = right.clone();
        members[name] = wrong;
        assert!(site(members).is_some(), "{name}");
    }
    assert!(site(serde_json::json!({ "site": id })).is_some());
}
