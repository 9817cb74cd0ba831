//! The description of the API in OpenAPI 3.1, from the types that handlers read and answer. Only a test makes it; what it
//! made is served. `PUENTE_UPDATE=1 cargo test -p puente-server --lib contract` writes it anew.

use std::path::PathBuf;

use puente_policy::Purpose;
use puente_protocol::problem;
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Map, Value, json};

/// The description, while the modules of routes add to it.
pub(super) struct ApiDescription {
    paths: Map<String, Value>,
    taken: SchemaGenerator,
    answered: SchemaGenerator,
}

/// One route with one method.
pub(super) struct Operation<'a> {
    api: &'a mut ApiDescription,
    of: Value,
    place: (String, &'static str),
}

fn generator(settings: SchemaSettings) -> SchemaGenerator {
    let settings = settings.with(|settings| {
        settings.definitions_path = "/components/schemas".into();
    });
    settings.into_generator()
}

impl ApiDescription {
    fn new() -> Self {
        Self {
            paths: Map::new(),
            taken: generator(SchemaSettings::draft2020_12()),
            answered: generator(SchemaSettings::draft2020_12().for_serialize()),
        }
    }

    /// Whoever is `who` may `GET` this.
    pub(super) fn get(&mut self, path: &str, who: &str, does: &str) -> Operation<'_> {
        self.operation(path, "get", who, does)
    }

    /// Whoever is `who` may `POST` this.
    pub(super) fn post(&mut self, path: &str, who: &str, does: &str) -> Operation<'_> {
        self.operation(path, "post", who, does)
    }

    /// Whoever is `who` may `DELETE` this.
    pub(super) fn delete(&mut self, path: &str, who: &str, does: &str) -> Operation<'_> {
        self.operation(path, "delete", who, does)
    }

    fn operation(
        &mut self,
        path: &str,
        method: &'static str,
        who: &str,
        does: &str,
    ) -> Operation<'_> {
        let names = path.split('{').skip(1).filter_map(|rest| rest.split('}').next());
        let parameters: Vec<Value> = names.map(|name| parameter(name, "path", "")).collect();
        let of = json!({
            "summary": does,
            "description": format!("Who: {who}."),
            "parameters": parameters,
            "responses": {
                "204": { "description": "Done." },
                "default": { "$ref": "#/components/responses/Problem" },
            },
        });
        Operation {
            api: self,
            of,
            place: (path.to_owned(), method),
        }
    }

    fn document(mut self) -> Value {
        let mut schemas = self.taken.take_definitions(true);
        for (name, schema) in self.answered.take_definitions(true) {
            let same = schemas.insert(name.clone(), schema.clone());
            assert!(same.is_none_or(|same| same == schema), "two types are named {name}");
        }
        let codes: Vec<String> = problem::ALL.iter().map(ToString::to_string).collect();
        schemas.insert("ProblemCode".into(), json!({ "type": "string", "enum": codes }));
        json!({
            "openapi": "3.1.0",
            "info": {
                "title": "Puente",
                "version": "1",
                "license": { "name": "Apache-2.0", "identifier": "Apache-2.0" },
                "description": "The interactive API. How to ask is in API.md beside this document.",
            },
            "paths": self.paths,
            "security": [{ "session": [] }],
            "components": {
                "schemas": schemas,
                "responses": {
                    "Problem": {
                        "description": "Refused, see PROTOCOL.md §13.",
                        "content": { "application/problem+json": { "schema": {
                            "type": "object",
                            "properties": {
                                "type": { "type": "string" },
                                "title": { "type": "string" },
                                "status": { "type": "integer" },
                                "code": { "$ref": "#/components/schemas/ProblemCode" },
                            },
                            "required": ["type", "title", "status", "code"],
                            "additionalProperties": false,
                        } } },
                    },
                },
                "securitySchemes": {
                    "session": { "type": "http", "scheme": "DPoP", "description": "RFC 9449" },
                },
            },
        })
    }
}

fn parameter(name: &str, place: &str, what: &str) -> Value {
    json!({
        "name": name,
        "in": place,
        "required": place == "path",
        "description": what,
        "schema": { "type": "string" },
    })
}

impl Operation<'_> {
    fn with_parameter(mut self, parameter: Value) -> Self {
        let all = self.of["parameters"].as_array_mut();
        all.expect("a list").push(parameter);
        self
    }

    /// It may be asked with this after the `?`.
    pub(super) fn query(self, name: &str, what: &str) -> Self {
        self.with_parameter(parameter(name, "query", what))
    }

    /// It takes a purpose.
    pub(super) fn for_a_purpose(self) -> Self {
        let mut purpose = parameter("Puente-Purpose", "header", "Why a record is looked at.");
        let all: Vec<&str> = Purpose::ALL.iter().map(|purpose| purpose.as_str()).collect();
        purpose["schema"] = json!({ "type": "string", "enum": all });
        self.with_parameter(purpose)
    }

    /// It needs no session, only the proof of an enrolled device.
    pub(super) fn without_session(mut self) -> Self {
        self.of["security"] = json!([]);
        self
    }

    /// Its body.
    pub(super) fn takes<Body: JsonSchema>(mut self) -> Self {
        let schema = self.api.taken.subschema_for::<Body>();
        let content = json!({ "application/json": { "schema": schema } });
        self.of["requestBody"] = json!({ "required": true, "content": content });
        self
    }

    /// What it answers; nothing by default.
    pub(super) fn answers<Answer: JsonSchema>(mut self) -> Self {
        let schema = self.api.answered.subschema_for::<Answer>();
        let responses = self.of["responses"].as_object_mut().expect("a map");
        responses.remove("204");
        let content = json!({ "application/json": { "schema": schema } });
        let answer = json!({ "description": "The answer.", "content": content });
        responses.insert("200".into(), answer);
        self
    }
}

/// Adds itself to the description when it is whole.
impl Drop for Operation<'_> {
    fn drop(&mut self) {
        let (path, method) = std::mem::take(&mut self.place);
        let at = self.api.paths.entry(path).or_insert_with(|| json!({}));
        at[method] = self.of.take();
    }
}

fn file() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("openapi.json")
}

#[test]
fn the_contract_is_that_of_the_types() {
    let mut api = ApiDescription::new();
    super::session::describe(&mut api);
    super::records::describe(&mut api);
    super::people::describe(&mut api);
    super::devices::describe(&mut api);
    super::sites::describe(&mut api);
    super::setup::describe(&mut api);
    super::quarantine::describe(&mut api);
    let mut text = serde_json::to_string_pretty(&api.document()).expect("it is JSON");
    text.push('\n');
    if std::env::var_os("PUENTE_UPDATE").is_some() {
        std::fs::write(file(), &text).expect("the file can be written");
    }
    let written = std::fs::read_to_string(file()).expect("the description is there");
    assert!(
        written == text,
        "server/openapi.json is not of today: PUENTE_UPDATE=1 cargo test -p puente-server --lib contract"
    );
}
