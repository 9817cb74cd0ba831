//! Frames: `"puente" ‖ content u8 ‖ version u8 ‖ length u32 BE ‖ check ‖ body`, one after the other in a file.
//! The check detects accidental damage, so that the carrier can tell whether a frame is whole. It does not
//! protect against tampering.

use sha2::{Digest, Sha256};

use crate::VERSION;
use crate::limits::BUNDLE_BYTES_MAX;
use crate::problem::ProblemCode;

const MARK: &[u8] = b"puente";

/// Bytes in front of each body.
pub(super) const HEAD_BYTES: usize = PREFIX_BYTES + CHECK_BYTES;

const PREFIX_BYTES: usize = 6 + 1 + 1 + 4;
const CHECK_BYTES: usize = 8;

/// What a frame contains.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FrameContent {
    /// A bundle, on its way to a server.
    Bundle,
    /// A receipt, on its way back.
    Receipt,
}

impl FrameContent {
    const fn byte(self) -> u8 {
        match self {
            Self::Bundle => b'b',
            Self::Receipt => b'r',
        }
    }
}

/// A whole frame. Its body has not been read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frame<'a> {
    /// What the frame contains, as its head says.
    pub content: FrameContent,
    /// The frame with its head: the bytes that are carried, posted and hashed.
    pub bytes: &'a [u8],
}

/// A piece of a courier file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    /// A frame.
    Frame(Frame<'a>),
    /// This many bytes that are not a frame: they are cut, damaged or written by another program.
    Damaged(usize),
}

/// The bytes of a frame before its check; `None` when the frame would be too long.
pub(super) fn prefix(content: FrameContent, length: usize) -> Option<Vec<u8>> {
    if HEAD_BYTES + length > BUNDLE_BYTES_MAX {
        return None;
    }
    let mut out = MARK.to_vec();
    out.extend_from_slice(&[content.byte(), VERSION]);
    out.extend_from_slice(&u32::try_from(length).ok()?.to_be_bytes());
    Some(out)
}

pub(super) fn frame(mut prefix: Vec<u8>, body: &[u8]) -> Vec<u8> {
    prefix.extend_from_slice(&check(body));
    prefix.extend_from_slice(body);
    prefix
}

fn check(body: &[u8]) -> [u8; CHECK_BYTES] {
    let digest: [u8; 32] = Sha256::digest(body).into();
    let mut check = [0; CHECK_BYTES];
    check.copy_from_slice(&digest[..CHECK_BYTES]);
    check
}

impl<'a> Frame<'a> {
    /// Reads the frame at the start of `bytes`.
    ///
    /// # Errors
    /// The code of the problem to answer with.
    pub fn read(bytes: &'a [u8]) -> Result<Self, ProblemCode> {
        let (content, end) = Self::read_head(bytes)?;
        let bytes = bytes.get(..end).ok_or(ProblemCode::Malformed)?;
        let frame = Self { content, bytes };
        if bytes[PREFIX_BYTES..HEAD_BYTES] == check(frame.body()) {
            Ok(frame)
        } else {
            Err(ProblemCode::Malformed)
        }
    }

    /// The content and the end of the frame, both as its head states them.
    fn read_head(bytes: &[u8]) -> Result<(FrameContent, usize), ProblemCode> {
        let rest = bytes.strip_prefix(MARK).ok_or(ProblemCode::Malformed)?;
        let [content, version, length @ ..] =
            rest.first_chunk::<6>().ok_or(ProblemCode::Malformed)?;
        let content = match content {
            b'b' => FrameContent::Bundle,
            b'r' => FrameContent::Receipt,
            _ => return Err(ProblemCode::Malformed),
        };
        if *version != VERSION {
            return Err(ProblemCode::UnsupportedVersion);
        }
        let end = u64::from(u32::from_be_bytes(*length)) + HEAD_BYTES as u64;
        if end > BUNDLE_BYTES_MAX as u64 {
            return Err(ProblemCode::TooLarge);
        }
        let end = usize::try_from(end).map_err(|_| ProblemCode::TooLarge)?;
        Ok((content, end))
    }

    /// The bytes before the check.
    pub(super) fn prefix(&self) -> &'a [u8] {
        &self.bytes[..PREFIX_BYTES]
    }

    pub(super) fn body(&self) -> &'a [u8] {
        &self.bytes[HEAD_BYTES..]
    }
}

/// The most often that each byte of a file is hashed, on average. A damaged frame is hashed once, and the
/// frames inside it once more. Without this bound, a file made only of frame heads would have each byte hashed
/// thousands of times.
const HASHED_MAX: usize = 8;

/// Splits a file into frames. After bytes that are not a frame it searches for the next mark, so one damaged
/// frame does not block those behind it.
pub fn pieces(file: &[u8]) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = file;
    let mut to_hash = file.len().saturating_mul(HASHED_MAX);
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let end = Frame::read_head(rest).map_or(0, |(_, end)| end.min(rest.len()));
        let is_affordable = end <= to_hash;
        to_hash = to_hash.saturating_sub(end);
        if is_affordable && let Ok(frame) = Frame::read(rest) {
            rest = &rest[frame.bytes.len()..];
            return Some(Piece::Frame(frame));
        }
        let next = rest[1..].windows(MARK.len()).position(|at| at == MARK);
        let damaged = next.map_or(rest.len(), |at| at + 1);
        rest = &rest[damaged..];
        Some(Piece::Damaged(damaged))
    })
}
