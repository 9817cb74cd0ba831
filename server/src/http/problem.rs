//! Problem responses in the form of RFC 9457.

use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, RETRY_AFTER, WWW_AUTHENTICATE};
use actix_web::{HttpResponse, HttpResponseBuilder, ResponseError};
use puente_protocol::problem::ProblemCode;
use puente_texts::Catalogues;

use crate::session::AccessError;

/// How long a client should wait when the server is busy, in s.
const RETRY_AFTER_S: u64 = 5;

/// How long a client that brought too much should wait, in s, when the exact time is unknown.
const RETRY_AFTER_TOO_MUCH_S: u64 = 300;

/// The languages of a problem's title, in their order.
const TITLE_LANGUAGES: [&str; 2] = ["es", "en"];

/// The response for a problem.
pub(super) fn response(code: ProblemCode) -> HttpResponse {
    refused(code.into())
}

/// A problem that occurs before a handler is reached.
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("{0}")]
pub(super) struct ProblemResponse(pub(super) ProblemCode);

impl ResponseError for ProblemResponse {
    fn error_response(&self) -> HttpResponse {
        response(self.0)
    }
}

/// The response for a path that does not exist.
pub(super) async fn not_found() -> HttpResponse {
    response(ProblemCode::NotFound)
}

/// One sentence, in Spanish and in English: a request does not say which language its sender reads.
fn title(code: ProblemCode) -> String {
    let key = code.text_key();
    let languages = TITLE_LANGUAGES
        .iter()
        .flat_map(|tag| Catalogues::embedded().language(tag));
    let sentences = languages.map(|language| language.text(&key));
    sentences.collect::<Vec<_>>().join(" / ")
}

/// The challenge that tells a client of the interactive API how to authenticate (RFC 9449).
const fn challenge(code: ProblemCode) -> Option<&'static str> {
    match code {
        ProblemCode::UseNonce => Some(r#"DPoP error="use_dpop_nonce", algs="EdDSA""#),
        ProblemCode::ProofRefused => Some(r#"DPoP error="invalid_dpop_proof", algs="EdDSA""#),
        ProblemCode::TokenRefused => Some(r#"DPoP error="invalid_token", algs="EdDSA""#),
        ProblemCode::LoginRefused => Some(r#"DPoP algs="EdDSA""#),
        _ => None,
    }
}

/// The response for a refusal.
pub(super) fn refused(refusal: AccessError) -> HttpResponse {
    let code = refusal.code;
    let status = StatusCode::from_u16(code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = HttpResponseBuilder::new(status);
    response.insert_header((CACHE_CONTROL, "no-store"));
    let usual_s = match code {
        ProblemCode::TooManyRequests => RETRY_AFTER_TOO_MUCH_S,
        _ => RETRY_AFTER_S,
    };
    if code.retry_helps() {
        response.insert_header((RETRY_AFTER, refusal.retry_after_s.unwrap_or(usual_s)));
    }
    if let Some(challenge) = challenge(code) {
        response.insert_header((WWW_AUTHENTICATE, challenge));
    }
    let body = serde_json::to_vec(&code.problem(title(code))).unwrap_or_default();
    response.content_type("application/problem+json").body(body)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_is_answered_with_its_spanish_and_its_english_sentence() {
        let busy = "El servidor está ocupado; intente más tarde. / The server is busy; try later.";
        assert_eq!(title(ProblemCode::Busy), busy);
    }
}
