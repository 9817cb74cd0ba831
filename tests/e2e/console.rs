//! From a password chosen on a device to a decision that every device gets: the programs as people run them,
//! and a console that speaks HTTP.

use puente_native::{OpenStore, StoreFolder, now_ms};
use serde_json::{Value, json};

use crate::world::{CROSSING, Device, PASSPHRASE, World};

const FIELD: &str = "birth.date";

/// A console on a device: it holds the open store and the tokens from signing in.
struct Console {
    url: String,
    store: OpenStore,
    nonce: Option<String>,
    token: Option<String>,
}

impl Console {
    fn call(&mut self, method: &str, path: &str, body: Option<&Value>) -> (u16, Value) {
        let answered = self.call_once(method, path, body);
        if answered.1["code"] == "use_nonce" {
            return self.call_once(method, path, body);
        }
        answered
    }

    fn call_once(&mut self, method: &str, path: &str, body: Option<&Value>) -> (u16, Value) {
        let url = format!("{}{path}", self.url);
        let OpenStore { device, rng, .. } = &mut self.store;
        let (nonce, token) = (self.nonce.as_deref(), self.token.as_deref());
        let proof = device.proof(method, &url, nonce, token, now_ms(), rng);
        let mut request = ureq::http::Request::builder()
            .method(method)
            .uri(&url)
            .header("DPoP", proof)
            .header("Content-Type", "application/json");
        if let Some(token) = token {
            request = request.header("Authorization", format!("DPoP {token}"));
        }
        let body = body.map_or_else(String::new, Value::to_string);
        let agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .build()
            .new_agent();
        let mut answer = agent.run(request.body(body).unwrap()).unwrap();
        let nonce = answer.headers().get("DPoP-Nonce");
        self.nonce = nonce.map(|nonce| nonce.to_str().unwrap().to_owned());
        let text = answer.body_mut().read_to_string().unwrap();
        let body = serde_json::from_str(&text).unwrap_or_default();
        (answer.status().as_u16(), body)
    }
}

fn code_and_conflict(world: &World, url: &str) -> (Device, Device, String) {
    let [rosa, luis] =
        ["rosa", "luis"].map(|name| world.enrolled(url, name, CROSSING, "volunteer"));
    let code = rosa.register("Eva", &["--birth-date", "1990"]);
    rosa.sync();
    luis.sync();
    rosa.ask(&["set", &code, FIELD, "1991-03-02", "--basis", "document"]);
    luis.ask(&["set", &code, FIELD, "1991-02-03"]);
    rosa.sync();
    luis.sync();
    (rosa, luis, code)
}

#[test]
fn a_shelter_admin_signs_in_and_decides_for_every_phone() {
    let world = World::new();
    let server = world.serve();
    let (rosa, luis, code) = code_and_conflict(&world, &server.url);
    let ines = world.enrolled(&server.url, "ines", CROSSING, "shelter-admin");
    let [first, second] = ["tren lluvia mesa", "tren lluvia sol"];
    let [first_file, second_file] = [("first", first), ("second", second)]
        .map(|(name, password)| world.file(name, password).display().to_string());
    let chosen = ines.ask(&["password", "--new-file", &first_file]);
    assert_eq!(
        ines.fail(&["password", "--new-file", &second_file]),
        "login_refused"
    );
    let both = [
        "password",
        "--new-file",
        &second_file,
        "--current-file",
        &first_file,
    ];
    ines.ask(&both);

    let mut console = Console {
        url: server.url.clone(),
        store: StoreFolder::new(ines.folder()).open(PASSPHRASE).unwrap(),
        nonce: None,
        token: None,
    };
    let with = |password: &str| json!({ "account": chosen["account"], "password": password });
    assert_eq!(
        console.call("POST", "/v1/session", Some(&with(first))).0,
        401
    );
    let (status, tokens) = console.call("POST", "/v1/session", Some(&with(second)));
    assert_eq!(status, 200, "{tokens}");
    console.token = Some(tokens["access_token"].as_str().unwrap().into());

    let (_, found) = console.call("POST", "/v1/records/search", Some(&json!({ "code": code })));
    let record = found["records"][0]["record"].as_str().unwrap().to_owned();
    let path = format!("/v1/records/{record}");
    let (_, answer) = console.call("GET", &format!("{path}/conflicts"), None);
    let conflict = &answer["conflicts"][0];
    assert_eq!(conflict["field"], FIELD);
    let candidates = conflict["candidates"].as_array().unwrap();
    let place = usize::try_from(conflict["proposal"]["place"].as_u64().unwrap()).unwrap();
    assert_eq!(
        candidates[place]["author"]["name"], "rosa",
        "the paper proves more"
    );
    let seen: Vec<_> = candidates.iter().map(|of| &of["change"]).collect();
    let decision = json!({ "decisions": [{
        "document": conflict["document"], "field": FIELD, "seen": seen, "reason": "acta",
        "decide": { "candidate": candidates[place]["change"] },
    }] });
    let (status, refused) = console.call("POST", &format!("{path}/decisions"), Some(&decision));
    assert_eq!(status, 204, "{refused}");
    for phone in [&rosa, &luis] {
        phone.sync();
        assert!(phone.conflicts().is_empty());
        let shown = phone.ask(&["show", &code]);
        assert_eq!(shown["fields"][FIELD]["value"], "1991-03-02");
    }
    assert_eq!(world.puente(&["rebuild", "--verify"])["replaced"], 0);
}
