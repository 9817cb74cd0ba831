//! Forged and misused tokens and proofs.

use data_encoding::BASE64URL_NOPAD;
use ed25519_dalek::{Signer, SigningKey};
use puente_policy::Role;
use puente_server::entropy::now_ms;
use serde_json::{Value, json};

use crate::console::{Console, send};
use crate::process::Process;
use crate::world::World;

const PATH: &str = "/v1/session";

struct Scene {
    _process: Process,
    world: World,
    console: Console,
    head: Value,
    claims: Value,
    key: SigningKey,
}

fn part(token: &str, n: usize) -> Value {
    let part = token.split('.').nth(n).unwrap();
    serde_json::from_slice(&BASE64URL_NOPAD.decode(part.as_bytes()).unwrap()).unwrap()
}

fn encode(json: &Value) -> String {
    BASE64URL_NOPAD.encode(json.to_string().as_bytes())
}

/// The parts of an honest session's token, with the key that signed it.
fn scene() -> Scene {
    let mut world = World::new();
    let phone = world.phone("Norte", Role::ShelterAdmin);
    let process = Process::start(&world, &[]);
    let address = process.address;
    let console = Console::signed_in(address, &phone);
    let token = console.token.clone().unwrap();
    let seed = world
        .database
        .secrets("SELECT seed FROM token_key")
        .remove(0);
    Scene {
        _process: process,
        console,
        head: part(&token, 0),
        claims: part(&token, 1),
        key: SigningKey::from_bytes(&seed.try_into().unwrap()),
        world,
    }
}

impl Scene {
    fn signed(&self, head: &Value, claims: &Value) -> String {
        let signed = format!("{}.{}", encode(head), encode(claims));
        let signature = self.key.sign(signed.as_bytes()).to_bytes();
        format!("{signed}.{}", BASE64URL_NOPAD.encode(&signature))
    }

    fn said(&mut self, token: String) -> String {
        self.console.token = Some(token);
        self.console.get(PATH).code()
    }

    fn with_head(&mut self, name: &str, value: Value) -> String {
        let mut head = self.head.clone();
        head[name] = value;
        let token = self.signed(&head, &self.claims);
        self.said(token)
    }

    fn with_claim(&mut self, name: &str, value: Value) -> String {
        let mut claims = self.claims.clone();
        claims[name] = value;
        let token = self.signed(&self.head, &claims);
        self.said(token)
    }
}

#[test]
fn a_token_is_taken_as_it_was_made_and_not_otherwise() {
    let mut scene = scene();
    assert_eq!(scene.head["typ"], "at+jwt");
    assert_eq!(scene.head["alg"], "EdDSA");
    let token = scene.signed(&scene.head, &scene.claims);
    assert_eq!(scene.said(token.clone()), "ok");

    let none = format!(
        "{}.{}.",
        encode(&json!({ "alg": "none", "typ": "at+jwt" })),
        encode(&scene.claims)
    );
    assert_eq!(scene.said(none), "token_refused");
    let cut = token.rsplit_once('.').unwrap().0.to_owned() + ".";
    assert_eq!(scene.said(cut), "token_refused");
    for algorithm in ["HS256", "ES256", "RS256", "none", "eddsa"] {
        assert_eq!(scene.with_head("alg", algorithm.into()), "token_refused");
    }
    for kind in ["JWT", "dpop+jwt", "at+JWT", ""] {
        assert_eq!(scene.with_head("typ", kind.into()), "token_refused");
    }
    for kid in [
        "",
        "../../etc/passwd",
        "' OR 1=1 --",
        "https://evil.example/key",
    ] {
        assert_eq!(scene.with_head("kid", kid.into()), "token_refused");
    }
    for name in ["jku", "x5u"] {
        assert_eq!(
            scene.with_head(name, "https://evil.example".into()),
            "token_refused"
        );
    }
    assert_eq!(scene.with_head("crit", json!(["exp"])), "token_refused");
    let own = SigningKey::from_bytes(&[3; 32]);
    let x = BASE64URL_NOPAD.encode(&own.verifying_key().to_bytes());
    let jwk = json!({ "kty": "OKP", "crv": "Ed25519", "x": x });
    scene.key = own;
    assert_eq!(scene.with_head("jwk", jwk), "token_refused");
    assert_eq!(
        scene.with_claim("sub", scene.claims["sub"].clone()),
        "token_refused"
    );
}

/// The public key is no secret: a verifier that takes it for a secret key would believe everybody.
#[test]
fn the_public_key_is_no_secret_of_a_symmetric_signature() {
    use hmac::{Hmac, KeyInit, Mac};
    let mut scene = scene();
    let mut head = scene.head.clone();
    head["alg"] = "HS256".into();
    let signed = format!("{}.{}", encode(&head), encode(&scene.claims));
    let public = scene.key.verifying_key().to_bytes();
    let mut mac = Hmac::<sha2::Sha256>::new_from_slice(&public).unwrap();
    mac.update(signed.as_bytes());
    let tag = BASE64URL_NOPAD.encode(&mac.finalize().into_bytes());
    assert_eq!(scene.said(format!("{signed}.{tag}")), "token_refused");
}

#[test]
fn every_claim_is_there_and_says_what_it_should() {
    let mut scene = scene();
    for name in [
        "iss",
        "aud",
        "sub",
        "sid",
        "generation",
        "iat",
        "nbf",
        "exp",
        "cnf",
    ] {
        let mut claims = scene.claims.clone();
        claims.as_object_mut().unwrap().remove(name);
        let token = scene.signed(&scene.head, &claims);
        assert_eq!(scene.said(token), "token_refused", "{name}");
    }
    let now_s = now_ms() / 1000;
    let wrong = [
        ("exp", json!(now_s - 31)),
        ("exp", json!(u64::MAX)),
        ("exp", json!(now_s + 16 * 60)),
        ("nbf", json!(now_s + 60)),
        ("iat", json!(0)),
        ("iss", json!("urn:puente:server:other")),
        ("aud", json!(["urn:puente:server:other:api"])),
        ("sub", json!("nobody")),
        ("sid", json!("AAAAAAAAAAAAAAAAAAAAAA")),
        ("generation", json!(99)),
    ];
    for (name, value) in wrong {
        assert_eq!(scene.with_claim(name, value), "token_refused", "{name}");
    }
    let other = json!({ "jkt": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" });
    assert_eq!(scene.with_claim("cnf", other), "proof_refused");
    scene.claims["iat"] = json!(now_s - 600);
    let just_over = scene.with_claim("exp", json!(now_s - 10));
    assert_eq!(just_over, "ok", "within the leeway");
}

#[test]
fn a_proof_is_good_for_one_request() {
    let mut scene = scene();
    let token = scene.console.token.clone().unwrap();
    scene.console.get(PATH).json();
    let address = scene.console.address;
    let authorization = format!("DPoP {token}");
    let with = |proof: &str| {
        let headers = [("DPoP", proof), ("Authorization", &*authorization)];
        send(address, "GET", PATH, &headers, b"").code()
    };
    let proof = scene.console.proof("GET", PATH, Some(&token));
    assert_eq!(with(&proof), "ok");
    assert_eq!(with(&proof), "proof_refused", "replayed");
    let console = &scene.console;
    assert_eq!(
        with(&console.proof("POST", PATH, Some(&token))),
        "proof_refused"
    );
    assert_eq!(
        with(&console.proof("GET", "/v1/conflicts", Some(&token))),
        "proof_refused"
    );
    assert_eq!(
        with(&console.proof("GET", PATH, None)),
        "proof_refused",
        "no token in it"
    );
    assert_eq!(
        with(&console.proof("GET", PATH, Some("other"))),
        "proof_refused"
    );
    assert_eq!(with(""), "proof_refused");

    let mut elsewhere = console.clone();
    elsewhere.address = "127.0.0.1:1".parse().unwrap();
    assert_eq!(
        with(&elsewhere.proof("GET", PATH, Some(&token))),
        "proof_refused"
    );
    let mut thief = console.clone();
    thief.key = SigningKey::from_bytes(&[8; 32]);
    assert_eq!(
        with(&thief.proof("GET", PATH, Some(&token))),
        "proof_refused",
        "stolen token"
    );
    let mut late = console.clone();
    for nonce in [None, Some("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"), Some("x")] {
        late.nonce = nonce.map(str::to_owned);
        assert_eq!(with(&late.proof("GET", PATH, Some(&token))), "use_nonce");
    }
    scene.world.assert_whole();
}

/// The server checks everything in a proof, also what it does not use.
#[test]
fn a_proof_with_a_secret_or_nonsense_in_it_is_refused() {
    let mut scene = scene();
    let token = scene.console.token.clone().unwrap();
    scene.console.get(PATH).json();
    let console = &scene.console;
    let authorization = format!("DPoP {token}");
    let said = |proof: &str| {
        let headers = [("DPoP", proof), ("Authorization", &*authorization)];
        send(console.address, "GET", PATH, &headers, b"").code()
    };
    let fresh = || {
        let proof = console.proof("GET", PATH, Some(&token));
        (part(&proof, 0), part(&proof, 1))
    };
    let signed = |head: &Value, claims: &Value| {
        let signed = format!("{}.{}", encode(head), encode(claims));
        let signature = console.key.sign(signed.as_bytes()).to_bytes();
        format!("{signed}.{}", BASE64URL_NOPAD.encode(&signature))
    };
    let (head, claims) = fresh();
    assert_eq!(said(&signed(&head, &claims)), "ok");
    let secret = BASE64URL_NOPAD.encode(console.key.as_bytes());
    for (name, value) in [
        ("d", &*secret),
        ("k", "AAAA"),
        ("p", "AAAA"),
        ("x5c", "AAAA"),
    ] {
        let (mut head, claims) = fresh();
        head["jwk"][name] = value.into();
        assert_eq!(said(&signed(&head, &claims)), "proof_refused", "{name}");
    }
    let nonsense = [
        ("jti", json!("")),
        ("jti", json!("1")),
        ("jti", json!("a".repeat(129))),
        ("jti", json!(17)),
        ("iat", json!("yesterday")),
        ("iat", json!(i64::MAX)),
        ("iat", json!(1e300)),
        ("iat", json!(null)),
        ("iat", json!([1])),
    ];
    for (name, value) in nonsense {
        let (head, mut claims) = fresh();
        claims[name] = value.clone();
        assert_eq!(
            said(&signed(&head, &claims)),
            "proof_refused",
            "{name} {value}"
        );
    }
    let (head, claims) = fresh();
    let members = ["jti", "htm", "htu", "iat", "nonce", "ath"];
    let list: Vec<_> = members.iter().map(|name| claims[name].clone()).collect();
    assert_eq!(said(&signed(&head, &json!(list))), "proof_refused");
}

#[test]
fn a_list_is_no_body() {
    let mut scene = scene();
    for (path, body) in [
        ("/v1/records/search", json!(["RKR5-P8MP-8"])),
        ("/v1/quarantine/1/set-aside", json!(["because"])),
    ] {
        assert_eq!(
            scene.console.post(path, &body).code(),
            "malformed",
            "{path}"
        );
    }
}

#[test]
fn a_token_is_no_bearer_and_a_proof_comes_once_in_a_request() {
    let mut scene = scene();
    let token = scene.console.token.clone().unwrap();
    scene.console.get(PATH).json();
    let console = &scene.console;
    let address = console.address;
    let proof = console.proof("GET", PATH, Some(&token));
    let authorization = format!("DPoP {token}");
    let bearer = [
        ("DPoP", &*proof),
        ("Authorization", &*format!("Bearer {token}")),
    ];
    assert_eq!(
        send(address, "GET", PATH, &bearer, b"").code(),
        "token_refused"
    );
    let twice = [
        ("DPoP", &*proof),
        ("DPoP", &*proof),
        ("Authorization", &*authorization),
    ];
    assert_eq!(
        send(address, "GET", PATH, &twice, b"").code(),
        "proof_refused"
    );
    let once = [("DPoP", &*proof), ("Authorization", &*authorization)];
    assert_eq!(send(address, "GET", PATH, &once, b"").code(), "ok");
}

#[test]
fn who_is_no_device_gets_as_far_as_the_door() {
    let mut world = World::new();
    let phone = world.phone("Norte", Role::ShelterAdmin);
    let process = Process::start(&world, &[]);
    let mut stranger = Console::on(process.address, &phone);
    stranger.key = SigningKey::from_bytes(&[8; 32]);
    assert_eq!(
        stranger.log_in("caballo grapa pila").code(),
        "unknown_device"
    );
    assert_eq!(
        stranger.choose(None, "caballo grapa pila").code(),
        "unknown_device"
    );
    assert_eq!(
        stranger.refresh("AAAA", "0123456789abcdef").code(),
        "unknown_device"
    );
}
