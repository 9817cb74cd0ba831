//! Chooses the password that the console asks for. The device only signs the proof; nothing else of it is used.

use serde_json::json;

use crate::{Error, HttpClient, HttpError, OpenStore, now_ms};

const PATH: &str = "/v1/password";

/// Chooses a password. `current` is the password so far, or `None` for the first.
///
/// # Errors
/// [`HttpError::Refused`] if the server refuses: `login_refused` for a wrong current password,
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
    // The first response only gives a nonce: the server does not rely on this computer's clock.
    for _ in 0..2 {
        let OpenStore { device, rng, .. } = &mut *store;
        let proof = device.proof("POST", &url, nonce.as_deref(), None, now_ms(), rng);
        match line.ask(PATH, &proof, body.as_bytes())? {
            None => return Ok(()),
            given => nonce = given,
        }
    }
    Err(HttpError::Refused(puente_protocol::problem::ProblemCode::UseNonce).into())
}
