//! A console: a device's key, a connection to the server, and the tokens from signing in.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};

use ed25519_dalek::SigningKey;
use puente_protocol::dpop::DpopClaims;
use puente_protocol::problem::Problem;
use puente_record::AccountId;
use puente_server::entropy;
use rand_core::Rng;
use serde_json::{Value, json};

use crate::description;
use crate::phone::Phone;

pub(crate) const PASSWORD: &str = "caballo grapa pila";

#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) body: Vec<u8>,
}

impl Reply {
    pub(crate) fn json(&self) -> Value {
        assert_eq!(self.status, 200, "{}", String::from_utf8_lossy(&self.body));
        assert_eq!(self.headers["content-type"], "application/json");
        serde_json::from_slice(&self.body).unwrap()
    }

    /// The code of a problem, or `ok`.
    pub(crate) fn code(&self) -> String {
        if self.status < 300 {
            return "ok".into();
        }
        assert_eq!(self.headers["content-type"], "application/problem+json");
        let problem: Problem = serde_json::from_slice(&self.body).unwrap();
        assert_eq!(problem.status, self.status);
        problem.code.to_string()
    }
}

pub(crate) fn send(
    address: SocketAddr,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: &[u8],
) -> Reply {
    let mut stream = TcpStream::connect(address).unwrap();
    let mut head = format!(
        "{method} {path} HTTP/1.1\r\nHost: {address}\r\nContent-Length: {}\r\nConnection: close\r\n",
        body.len()
    );
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str("\r\n");
    stream.write_all(head.as_bytes()).unwrap();
    // A server that refuses a body early may have closed the connection.
    let _ = stream.write_all(body);
    let mut answer = BufReader::new(stream);
    let mut line = String::new();
    answer.read_line(&mut line).unwrap();
    let status = line.split(' ').nth(1).unwrap().parse().unwrap();
    let mut headers = BTreeMap::new();
    loop {
        line.clear();
        answer.read_line(&mut line).unwrap();
        let Some((name, value)) = line.trim().split_once(": ") else {
            break;
        };
        headers.insert(name.to_ascii_lowercase(), value.to_owned());
    }
    let mut body = Vec::new();
    answer.read_to_end(&mut body).unwrap();
    Reply {
        status,
        headers,
        body,
    }
}

#[derive(Clone)]
pub(crate) struct Console {
    pub(crate) address: SocketAddr,
    pub(crate) key: SigningKey,
    pub(crate) account: AccountId,
    pub(crate) nonce: Option<String>,
    pub(crate) token: Option<String>,
    pub(crate) refresh: String,
    pub(crate) purpose: Option<&'static str>,
}

impl Console {
    /// A console on the device of this phone.
    pub(crate) fn on(address: SocketAddr, phone: &Phone) -> Self {
        Self {
            address,
            key: phone.key.clone(),
            account: phone.account,
            nonce: None,
            token: None,
            refresh: String::new(),
            purpose: None,
        }
    }

    /// A console on the device of this phone, with a password, signed in.
    pub(crate) fn signed_in(address: SocketAddr, phone: &Phone) -> Self {
        let mut console = Self::on(address, phone);
        let chosen = console.choose(None, PASSWORD);
        assert_eq!(chosen.code(), "ok");
        console.log_in(PASSWORD).json();
        console
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    pub(crate) fn proof(&self, method: &str, path: &str, token: Option<&str>) -> String {
        let mut id = [0; 16];
        entropy::rng().unwrap().fill_bytes(&mut id);
        DpopClaims {
            method,
            url: &self.url(path),
            nonce: self.nonce.as_deref(),
            token,
            now_ms: 12_345, // this phone's clock stands in 1970
            id,
        }
        .sign(&self.key)
    }

    /// Sends a request with a proof; once more if the server gives a nonce.
    pub(crate) fn call(&mut self, method: &str, path: &str, body: Option<&Value>) -> Reply {
        let reply = self.call_once(method, path, body);
        if reply.code_if_problem() == Some("use_nonce".into()) {
            return self.call_once(method, path, body);
        }
        reply
    }

    fn call_once(&mut self, method: &str, path: &str, body: Option<&Value>) -> Reply {
        let plain = path.split('?').next().unwrap();
        let proof = self.proof(method, plain, self.token.as_deref());
        let token = self.token.as_ref().map(|token| format!("DPoP {token}"));
        let mut headers = vec![("DPoP", &*proof)];
        if let Some(token) = &token {
            headers.push(("Authorization", token));
        }
        if let Some(purpose) = self.purpose {
            headers.push(("Puente-Purpose", purpose));
        }
        let sent = body.map(|body| {
            headers.push(("Content-Type", "application/json"));
            body.to_string()
        });
        let sent = sent.unwrap_or_default();
        let reply = send(self.address, method, path, &headers, sent.as_bytes());
        if reply.status < 300 {
            let answer = (!reply.body.is_empty()).then(|| reply.json());
            description::hold(method, path, body, (reply.status, answer.as_ref()));
        }
        if let Some(nonce) = reply.headers.get("dpop-nonce") {
            self.nonce = Some(nonce.clone());
        }
        reply
    }

    pub(crate) fn get(&mut self, path: &str) -> Reply {
        self.call("GET", path, None)
    }

    pub(crate) fn post(&mut self, path: &str, body: &Value) -> Reply {
        self.call("POST", path, Some(body))
    }

    fn without_token(&mut self, path: &str, body: &Value) -> Reply {
        let token = self.token.take();
        let reply = self.post(path, body);
        self.token = token;
        reply
    }

    pub(crate) fn log_in(&mut self, password: &str) -> Reply {
        let body = json!({ "account": self.account, "password": password });
        let reply = self.without_token("/v1/session", &body);
        self.keep(&reply);
        reply
    }

    pub(crate) fn choose(&mut self, old: Option<&str>, new: &str) -> Reply {
        let mut body = json!({ "account": self.account, "new_password": new });
        if let Some(old) = old {
            body["password"] = old.into();
        }
        self.without_token("/v1/password", &body)
    }

    pub(crate) fn refresh(&mut self, refresh: &str, request: &str) -> Reply {
        let body = json!({ "refresh_token": refresh, "request": request });
        let reply = self.without_token("/v1/session/refresh", &body);
        self.keep(&reply);
        reply
    }

    fn keep(&mut self, reply: &Reply) {
        if reply.status == 200 {
            let tokens = reply.json();
            self.token = Some(tokens["access_token"].as_str().unwrap().into());
            self.refresh = tokens["refresh_token"].as_str().unwrap().into();
        }
    }
}

impl Reply {
    fn code_if_problem(&self) -> Option<String> {
        (self.status >= 400).then(|| self.code())
    }
}
