//! The connection to a server: HTTP requests whose responses are read as they arrive.

use std::io::Read as _;
use std::net::IpAddr;
use std::time::Duration;

use puente_protocol::problem::{Problem, ProblemCode};
use ureq::http::{HeaderMap, Response, Uri, header};
use ureq::{Agent, Body, BodyReader};

/// Time for the name look-up and the connection, enough for a slow network.
const CONNECT_S: u64 = 15;
/// Silence after which a connection counts as broken. A server admits 10,000 changes within 4 s; this leaves a
/// busy one 15 times that.
const SILENCE_S: u64 = 60;
/// Bytes read at once: half a page, so that progress shows every second at 256 kbit/s.
const CHUNK_BYTES: usize = 32 * 1024;
/// The response to an enrolment is a few hundred bytes and a problem is shorter; the page of a captive portal
/// may be long.
const SMALL_ANSWER_BYTES_MAX: u64 = 64 * 1024;

/// Sends requests to one server.
pub struct HttpClient {
    agent: Agent,
    url: String,
}

/// Why there is no response, or no more of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum HttpError {
    /// The address does not begin with `http://` or `https://`, or is no address: ask for it again.
    #[error("the address is not one of a server")]
    Address,
    /// Nothing answers: try again where there is a network.
    #[error("the server could not be reached")]
    Unreachable,
    /// The server's certificate is not trusted: check the address; never continue without a trusted one.
    #[error("the server's certificate is not trusted")]
    Untrusted,
    /// The address says `https://`, and something answers there without TLS: ask for the address again.
    #[error("what answers there speaks no TLS")]
    NoTls,
    /// The connection broke or fell silent: try again.
    #[error("the line broke")]
    Broken,
    /// Something other than a Puente server answered, such as the sign-in page of a hotel's network: open that
    /// page first. Carries the HTTP status.
    #[error("what answered is not a Puente server (HTTP {0})")]
    NotPuente(u16),
    /// The server refused the request as a whole.
    #[error("the server refused: {0}")]
    Refused(ProblemCode),
}

/// The IP address in the URI, if it has one in place of a name.
fn address_of(uri: &Uri) -> Option<IpAddr> {
    let host = uri.host().unwrap_or_default();
    host.trim_matches(['[', ']']).parse().ok()
}

/// A response, read as it arrives.
pub struct HttpResponse {
    reader: BodyReader<'static>,
    chunk: Vec<u8>,
}

impl HttpClient {
    /// A client for the server at this address, such as `https://puente.example`.
    ///
    /// # Errors
    /// [`HttpError::Address`].
    pub fn new(url: &str) -> Result<Self, HttpError> {
        let url = url.trim().trim_end_matches('/');
        let uri: Uri = url.parse().map_err(|_| HttpError::Address)?;
        if !matches!(uri.scheme_str(), Some("http" | "https")) || uri.host().is_none() {
            return Err(HttpError::Address);
        }
        // An IP address needs no look-up, so the look-up gets no time limit: a limit costs a thread each time.
        let names_host = address_of(&uri).is_none();
        let config = Agent::config_builder()
            .http_status_as_error(false)
            // A Puente server never redirects. A portal that does would be sent the device's signed body.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_resolve(names_host.then_some(Duration::from_secs(CONNECT_S)))
            .timeout_connect(Some(Duration::from_secs(CONNECT_S)))
            .timeout_per_read(Some(Duration::from_secs(SILENCE_S)))
            .timeout_per_write(Some(Duration::from_secs(SILENCE_S)))
            .user_agent(concat!("puente-field/", env!("CARGO_PKG_VERSION")))
            .build();
        Ok(Self {
            agent: config.new_agent(),
            url: url.to_owned(),
        })
    }

    /// Whether somebody on the way can read what is sent: there is no TLS, and the server is not on this
    /// computer.
    #[must_use]
    pub fn is_readable_on_the_way(&self) -> bool {
        let uri: Uri = self.url.parse().expect("a line has an address");
        let is_here = uri.host() == Some("localhost")
            || address_of(&uri).is_some_and(|address| address.is_loopback());
        uri.scheme_str() == Some("http") && !is_here
    }

    /// Sends an enrolment and returns the body of the response.
    ///
    /// # Errors
    /// See [`HttpError`].
    pub fn enrol(&self, body: &[u8]) -> Result<Vec<u8>, HttpError> {
        let answer = self.post("/v1/enrol", body)?;
        read_all(answer.into_body())
    }

    /// Sends an exchange; the caller reads the response with [`HttpResponse::next_chunk`].
    ///
    /// # Errors
    /// See [`HttpError`].
    pub fn exchange(&self, body: &[u8]) -> Result<HttpResponse, HttpError> {
        Ok(HttpResponse::new(self.post("/v1/sync", body)?))
    }

    /// Delivers a bundle and returns the receipt.
    ///
    /// # Errors
    /// See [`HttpError`].
    pub fn bundle(&self, bundle: &[u8]) -> Result<Vec<u8>, HttpError> {
        let answer = self.post("/v1/bundles", bundle)?;
        read_all(answer.into_body())
    }

    /// Opens the stream of pokes.
    ///
    /// # Errors
    /// See [`HttpError`].
    pub(crate) fn events(&self, authorization: &str) -> Result<HttpResponse, HttpError> {
        let request = self
            .agent
            .get(format!("{}/v1/events", self.url))
            .header(header::AUTHORIZATION, authorization)
            .header(header::ACCEPT, "text/event-stream");
        let answer = checked(request.call().map_err(|error| broken(&error))?)?;
        Ok(HttpResponse::new(answer))
    }

    /// The URL of a path on this server.
    pub(crate) fn address(&self, path: &str) -> String {
        format!("{}{path}", self.url)
    }

    /// Sends a request of the interactive API whose response has no body. If the proof had no valid nonce,
    /// returns the nonce to try again with.
    pub(crate) fn ask(
        &self,
        path: &str,
        proof: &str,
        body: &[u8],
    ) -> Result<Option<String>, HttpError> {
        let request = self
            .agent
            .post(self.address(path))
            .header(header::CONTENT_TYPE, "application/json")
            .header("DPoP", proof);
        let response = request.send(body).map_err(|error| broken(&error))?;
        if response.status().as_u16() == 204 {
            return Ok(None);
        }
        let nonce = response.headers().get("DPoP-Nonce");
        let nonce = nonce
            .and_then(|nonce| nonce.to_str().ok())
            .map(str::to_owned);
        match checked(response) {
            Err(HttpError::Refused(ProblemCode::UseNonce)) if nonce.is_some() => Ok(nonce),
            Err(error) => Err(error),
            Ok(_) => Err(HttpError::NotPuente(200)),
        }
    }

    fn post(&self, path: &str, body: &[u8]) -> Result<Response<Body>, HttpError> {
        let request = self
            .agent
            .post(format!("{}{path}", self.url))
            .header(header::CONTENT_TYPE, "application/octet-stream");
        checked(request.send(body).map_err(|error| broken(&error))?)
    }
}

impl HttpResponse {
    fn new(response: Response<Body>) -> Self {
        Self {
            reader: response.into_body().into_reader(),
            chunk: vec![0; CHUNK_BYTES],
        }
    }

    /// The next bytes, or `None` at the end.
    ///
    /// # Errors
    /// [`HttpError::Broken`]: the response was cut before its end. The bytes returned before are valid.
    pub fn next_chunk(&mut self) -> Result<Option<&[u8]>, HttpError> {
        match self.reader.read(&mut self.chunk) {
            Ok(0) => Ok(None),
            Ok(read) => Ok(Some(&self.chunk[..read])),
            Err(_) => Err(HttpError::Broken),
        }
    }
}

/// Lets through only a response that a Puente server gives when a request succeeds.
fn checked(response: Response<Body>) -> Result<Response<Body>, HttpError> {
    let status = response.status().as_u16();
    if status == 200 && !is(response.headers(), "text/html") {
        return Ok(response);
    }
    let is_problem = is(response.headers(), "application/problem+json");
    let told = || {
        let body = read_all(response.into_body()).ok()?;
        serde_json::from_slice::<Problem>(&body).ok()
    };
    if let Some(problem) = is_problem.then(told).flatten() {
        return Err(HttpError::Refused(problem.code));
    }
    // A proxy on the way gives some of these statuses with a body of its own.
    Err(match status {
        408 => HttpError::Refused(ProblemCode::TimedOut),
        413 => HttpError::Refused(ProblemCode::TooLarge),
        429 | 503 => HttpError::Refused(ProblemCode::Busy),
        _ => HttpError::NotPuente(status),
    })
}

fn is(headers: &HeaderMap, media_type: &str) -> bool {
    let said = headers.get(header::CONTENT_TYPE);
    let said = said.and_then(|value| value.to_str().ok()).unwrap_or("");
    let said = said.split(';').next().unwrap_or_default();
    said.trim().eq_ignore_ascii_case(media_type)
}

fn read_all(body: Body) -> Result<Vec<u8>, HttpError> {
    let mut bytes = Vec::new();
    body.into_reader()
        .take(SMALL_ANSWER_BYTES_MAX)
        .read_to_end(&mut bytes)
        .map_err(|_| HttpError::Broken)?;
    Ok(bytes)
}

fn tls(error: &rustls::Error) -> HttpError {
    match error {
        rustls::Error::InvalidMessage(_) => HttpError::NoTls,
        rustls::Error::InvalidCertificate(_) | rustls::Error::NoCertificatesPresented => {
            HttpError::Untrusted
        }
        _ => HttpError::Broken,
    }
}

fn broken(error: &ureq::Error) -> HttpError {
    match error {
        ureq::Error::BadUri(_) | ureq::Error::Http(_) => HttpError::Address,
        ureq::Error::HostNotFound | ureq::Error::ConnectionFailed => HttpError::Unreachable,
        ureq::Error::Timeout(ureq::Timeout::Resolve | ureq::Timeout::Connect) => {
            HttpError::Unreachable
        }
        ureq::Error::Io(error) if error.kind() == std::io::ErrorKind::ConnectionRefused => {
            HttpError::Unreachable
        }
        ureq::Error::Rustls(error) => tls(error),
        ureq::Error::Tls(_) => HttpError::Untrusted,
        // ureq reports a failed handshake as a failed read.
        ureq::Error::Io(error) => error
            .get_ref()
            .and_then(|inner| inner.downcast_ref())
            .map_or(HttpError::Broken, tls),
        _ => HttpError::Broken,
    }
}
