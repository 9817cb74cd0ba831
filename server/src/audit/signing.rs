//! What the process with the log's key is asked over its socket: one JSON object each way, up to the end of the
//! stream. Whoever may open the socket can have the log extended, so it lies in a folder of its own.

use std::io::{self, ErrorKind, Read as _, Write as _};
use std::net::Shutdown;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use puente_audit::{Checkpoint, ConsistencyProof, LeafHash, SignedCheckpoint, VerifierKey};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::{LogSigner, LogSignerError};
use crate::entropy;

/// The most bytes of a request or an answer: 63 hashes as JSON take at most 9 KiB.
const MESSAGE_BYTES_MAX: u64 = 32 * 1024;

/// How long a client may take for its request. It has its proof before it connects.
const REQUEST_TIMEOUT: Duration = Duration::from_secs(5);

/// How long a client waits: others may be before it, of whom some do not finish their requests.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(60);

/// What is asked.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "ask", rename_all = "snake_case", deny_unknown_fields)]
enum SigningRequest {
    /// What was signed last, and the key.
    LastSigned,
    /// A signature.
    Sign {
        origin: String,
        size: u64,
        root: LeafHash,
        /// That it is an extension of what was signed last.
        proof: Vec<LeafHash>,
    },
}

/// What is answered.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "answer", rename_all = "snake_case")]
enum SigningAnswer {
    /// The key and the last signed checkpoint.
    LastSigned { key: String, checkpoint: String },
    /// The signed checkpoint.
    Signed { checkpoint: String },
    /// See [`LogSignerError::NoExtension`].
    NoExtension { signed: u64, asked: u64 },
    /// This process signs for another log.
    OtherLog { origin: String },
    /// No such request.
    Malformed,
    /// That it was signed could not be stored, so there is no signature.
    NotStored,
}

/// Answers who asks, one after the other, for as long as the process lives. A request that is not finished in
/// time is dropped.
pub fn serve(listener: &UnixListener, signer: &mut LogSigner) {
    for stream in listener.incoming() {
        let answered = stream.and_then(|stream| {
            stream.set_write_timeout(Some(REQUEST_TIMEOUT))?;
            let request = receive(&stream, entropy::now() + REQUEST_TIMEOUT);
            send(&stream, &answer(request?, signer))
        });
        if let Err(error) = answered {
            tracing::warn!(%error, "a request was not answered");
        }
    }
}

fn answer(request: Option<SigningRequest>, signer: &mut LogSigner) -> SigningAnswer {
    let (next, proof) = match request {
        None => return SigningAnswer::Malformed,
        Some(SigningRequest::LastSigned) => {
            return SigningAnswer::LastSigned {
                key: signer.verifier().to_string(),
                checkpoint: signer.last_signed(),
            };
        }
        Some(SigningRequest::Sign {
            origin,
            size,
            root,
            proof,
        }) => (Checkpoint { origin, size, root }, proof),
    };
    match signer.sign(next, &ConsistencyProof::from_hashes(proof)) {
        Ok(checkpoint) => {
            tracing::info!(size = signer.signed_size(), "signed");
            SigningAnswer::Signed { checkpoint }
        }
        Err(LogSignerError::NoExtension { signed, asked }) => {
            tracing::error!(signed, asked, "refused what is no extension of the log");
            SigningAnswer::NoExtension { signed, asked }
        }
        Err(LogSignerError::OtherLog { origin, .. }) => SigningAnswer::OtherLog { origin },
        Err(error) => {
            tracing::error!(%error, "not signed");
            SigningAnswer::NotStored
        }
    }
}

/// Asks the process that holds the log's key.
#[derive(Debug)]
pub struct LogSignerClient {
    socket: PathBuf,
}

impl LogSignerClient {
    /// Asks at this socket.
    #[must_use]
    pub fn new(socket: PathBuf) -> Self {
        Self { socket }
    }

    /// The log's key, and the checkpoint that it signed last.
    ///
    /// # Errors
    /// [`LogSignerError`]: there is no answer, or none of a log's signer.
    pub fn last_signed(&self) -> Result<SignedCheckpoint, LogSignerError> {
        let SigningAnswer::LastSigned { key, checkpoint } =
            self.ask(&SigningRequest::LastSigned)?
        else {
            return Err(self.failed(ErrorKind::InvalidData.into()));
        };
        let key: VerifierKey = key
            .parse()
            .map_err(|_| self.failed(ErrorKind::InvalidData.into()))?;
        let checkpoint = Checkpoint::open(checkpoint.as_bytes(), &key)
            .map_err(|_| self.failed(ErrorKind::InvalidData.into()))?;
        Ok(SignedCheckpoint { key, checkpoint })
    }

    /// Has a checkpoint signed. `proof` shows that it is an extension of what was signed last.
    ///
    /// # Errors
    /// [`LogSignerError`]: nothing was signed.
    pub fn sign(
        &self,
        next: &Checkpoint,
        proof: &ConsistencyProof,
    ) -> Result<String, LogSignerError> {
        let request = SigningRequest::Sign {
            origin: next.origin.clone(),
            size: next.size,
            root: next.root,
            proof: proof.to_hashes(),
        };
        match self.ask(&request)? {
            SigningAnswer::Signed { checkpoint } => Ok(checkpoint),
            SigningAnswer::NoExtension { signed, asked } => {
                Err(LogSignerError::NoExtension { signed, asked })
            }
            SigningAnswer::OtherLog { origin } => Err(LogSignerError::OtherLog {
                origin,
                asked: next.origin.clone(),
            }),
            SigningAnswer::NotStored => Err(LogSignerError::NotStored),
            SigningAnswer::Malformed | SigningAnswer::LastSigned { .. } => {
                Err(self.failed(ErrorKind::InvalidData.into()))
            }
        }
    }

    fn ask(&self, request: &SigningRequest) -> Result<SigningAnswer, LogSignerError> {
        let asked = UnixStream::connect(&self.socket).and_then(|stream| {
            stream.set_write_timeout(Some(ANSWER_TIMEOUT))?;
            send(&stream, request)?;
            receive(&stream, entropy::now() + ANSWER_TIMEOUT)
        });
        let answer = asked.map_err(|error| self.failed(error))?;
        answer.ok_or_else(|| self.failed(ErrorKind::InvalidData.into()))
    }

    fn failed(&self, source: io::Error) -> LogSignerError {
        LogSignerError::Socket {
            path: self.socket.clone(),
            source,
        }
    }
}

fn send(mut stream: &UnixStream, message: &impl Serialize) -> io::Result<()> {
    stream.write_all(&serde_json::to_vec(message)?)?;
    stream.shutdown(Shutdown::Write)
}

/// The message up to the end of the stream, if it is one.
fn receive<T: DeserializeOwned>(stream: &UnixStream, deadline: Instant) -> io::Result<Option<T>> {
    let (mut bytes, mut chunk) = (Vec::new(), [0; 4096]);
    let mut rest = stream.take(MESSAGE_BYTES_MAX);
    loop {
        let left = deadline.saturating_duration_since(entropy::now());
        if left.is_zero() {
            return Err(ErrorKind::TimedOut.into());
        }
        stream.set_read_timeout(Some(left))?;
        match rest.read(&mut chunk) {
            Ok(0) => return Ok(serde_json::from_slice(&bytes).ok()),
            Ok(count) => bytes.extend_from_slice(&chunk[..count]),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}
