//! Choosing the password that the console asks for. The device proves itself; nothing else of it is used.

use serde_json::json;

use crate::{Error, HttpClient, HttpError, OpenStore, now_ms};

const PATH: &str = "/v1/password";

/// Chooses a password, with the one before unless it is the first.
///
/// # Errors
/// [`LineError::Refused`] when the server does not take it: `login_refused` for a wrong current one,
/// `password_refused` for a new one that is too short, too long or the same.
pub fn choose_password(
    store: &mut OpenStore,
    current: Option<&str>,
    new: &str,
) -> Result<(), Error> {
    let line = HttpClient::new(&store.device.server_url()?)?;
    let mut body = json!({ "account": store.device.account()?, "new_password": new });
    if let Some(current) = current {
        body["password"] = current.into();
    }
    let body = body.to_string();
    let url = line.address(PATH);
    let mut nonce: Option<String> = None;
    // The first answer only gives a nonce, because this computer's clock may lie.
    for _ in 0..2 {
        let OpenStore { device, rng, .. } = &mut *store;
        let proof = device.proof(("POST", &url), nonce.as_deref(), None, now_ms(), rng);
        match line.ask(PATH, &proof, body.as_bytes())? {
            None => return Ok(()),
            given => nonce = given,
        }
    }
    Err(HttpError::Refused(puente_protocol::problem::ProblemCode::UseNonce).into())
}
