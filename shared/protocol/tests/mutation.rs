//! Valid messages with something broken in them: no panic, no memory beyond the limits, and a message that is
//! still read is read in the same way again.

use ed25519_dalek::Signer as _;
use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::{Deserializable as _, Kem, OpModeS, Serializable as _};
use puente_protocol::VERSION;
use puente_protocol::bundle::{Piece, SealedBundle, SignedReceipt, courier_key, pieces};
use puente_protocol::change::{expand, hash_of, read};
use puente_protocol::enrolment::{EnrolReply, EnrolRequest};
use puente_protocol::events::EventsCredential;
use puente_protocol::exchange::{SealedRequest, seal_payload};
use puente_protocol::limits::{BUNDLE_BYTES_MAX, EXCHANGE_PLAIN_BYTES_MAX, PAGE_PLAIN_BYTES_MAX};
use puente_protocol::page::Page;
use puente_protocol::segment::{NO_SEGMENT, PackedSegment, Statement};
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng as _;
use sha2::{Digest as _, Sha256};

use crate::changes::{all_real, marias_items};
use crate::counting::peak_bytes;
use crate::mutate::{below, lying_frames, mutated};
use crate::people::{SERVER, maria};
use crate::{bundle, page};

/// Mutants of each kind of message in a short run.
const MUTANTS: usize = 3_000;

/// What a reader may hold for each byte of the plain message: the message, a copy of its parts, and lists with
/// capacity for twice their items.
const HELD_FOR_EACH_BYTE: usize = 6;
/// Messages are small here: the most that a reader may hold for any of them.
const HELD_BYTES_MAX: usize = 256 * 1024;

fn scale() -> usize {
    let scale = std::env::var("PUENTE_SCALE").ok();
    scale.and_then(|scale| scale.parse().ok()).unwrap_or(1)
}

/// Reads mutants of one of `seeds` each. Returns how many were read.
fn survive(purpose: &str, seeds: &[Vec<u8>], reads: impl Fn(&[u8]) -> bool) -> usize {
    let mut rng = ChaCha20Rng::from_seed(Sha256::digest(purpose).into());
    let mut taken = 0;
    for number in 0..MUTANTS * scale() {
        let [bytes, other] = [(); 2].map(|()| &seeds[below(&mut rng, seeds.len())]);
        let mutant = mutated(bytes, other, &mut rng);
        let (was_read, held) = peak_bytes(|| reads(&mutant));
        assert!(
            held < HELD_BYTES_MAX + HELD_FOR_EACH_BYTE * mutant.len(),
            "{purpose} {number}: {held} bytes for {mutant:02x?}"
        );
        taken += usize::from(was_read);
    }
    eprintln!(
        "{purpose}: {taken} of {} mutants were read",
        MUTANTS * scale()
    );
    taken
}

/// María's request around any payload.
fn signed_request(flags: u8, payload: &[u8]) -> Vec<u8> {
    seal_payload(SERVER, &maria().key, flags, payload)
}

fn reads_request(body: &[u8]) -> bool {
    SealedRequest::read(body).is_ok_and(|sealed| sealed.open(SERVER, &maria().public()).is_ok())
}

fn framed_page(flags: u8, body: &[u8]) -> Vec<u8> {
    let length = u32::try_from(body.len() + 1).unwrap();
    [&length.to_be_bytes()[..], &[flags], body].concat()
}

/// Reads pages. What remains may not be more than there was.
fn reads_page(bytes: &[u8]) -> bool {
    let mut buffer = bytes.to_vec();
    let page = Page::take(&mut buffer);
    assert!(bytes.ends_with(&buffer));
    let Ok(Some(page)) = page else {
        return false;
    };
    let mut again = page.to_bytes();
    assert_eq!(Page::take(&mut again), Ok(Some(page)));
    true
}

/// A bundle with any content: anybody with the server's public key can make one.
fn sealed_bundle(plain: &[u8]) -> Vec<u8> {
    let to = <X25519HkdfSha256 as Kem>::PublicKey::from_bytes(&courier_key(&bundle::SECRET));
    let length = u32::try_from(16 + 32 + plain.len() + 16).unwrap();
    let prefix = [&b"puenteb"[..], &[VERSION], &length.to_be_bytes()].concat();
    let aad = [&prefix[..], SERVER.as_bytes()].concat();
    let mut rng = ChaCha20Rng::from_seed([4; 32]);
    let (share, sealed) =
        hpke::single_shot_seal_with_rng::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
            &OpModeS::Base,
            &to.unwrap(),
            b"puente/bundle/1",
            plain,
            &aad,
            &mut rng,
        )
        .unwrap();
    let body = [SERVER.as_bytes(), &share.to_bytes()[..], &sealed].concat();
    let check = &Sha256::digest(&body)[..8];
    [&prefix[..], check, &body].concat()
}

fn reads_bundle(bytes: &[u8]) -> bool {
    let sealed = SealedBundle::read(bytes);
    sealed.is_ok_and(|sealed| sealed.open(SERVER, &bundle::SECRET).is_ok())
}

fn segment() -> Vec<u8> {
    maria().seal_first(marias_items()).0.to_bytes()
}

/// The plain content of María's first exchange.
fn request() -> Vec<u8> {
    let segment = minicbor::bytes::ByteVec::from(segment());
    let request = puente_protocol::exchange::ExchangeRequest {
        install: maria().install,
        counter: 1,
        generation: 1,
        cursor: vec![7; 76],
        segments: vec![segment.clone(), segment],
    };
    minicbor::to_vec(&request).unwrap()
}

/// So many bytes of zeros, compressed to a ten-thousandth.
fn swelling(bytes: usize) -> Vec<u8> {
    zstd::bulk::compress(&vec![0; bytes], 19).expect("memory suffices")
}

#[test]
fn broken_segments_are_refused_and_the_whole_one_is_not() {
    let known = maria().known(NO_SEGMENT);
    let whole = segment();
    let open =
        |bytes: &[u8]| PackedSegment::from_bytes(bytes).and_then(|packed| packed.open(&known));
    let taken = survive("segments", std::slice::from_ref(&whole), |bytes| {
        let opened = open(bytes);
        // Only what the device signed may open; bodies may be compressed in another way.
        opened.is_ok_and(|segment| segment.hash() == open(&whole).unwrap().hash())
    });
    assert!(taken < MUTANTS * scale() / 10);
    let verified = open(&whole).unwrap();
    let signed = [verified.signed().to_vec()];
    survive("statements", &signed, |bytes| {
        let signature = maria().key.sign(bytes).to_bytes();
        Statement::verify(bytes, &signature, &maria().public()).is_ok()
    });
}

#[test]
fn broken_exchanges_are_refused_or_mean_what_they_say() {
    let plain = request();
    let sent = [signed_request(0, &plain)];
    let taken = survive("unsigned exchanges", &sent, |bytes| {
        reads_request(bytes) && bytes != sent[0]
    });
    assert_eq!(taken, 0, "every bit is signed");
    let taken = survive("signed exchanges", &[plain.clone(), segment()], |payload| {
        reads_request(&signed_request(0, payload))
    });
    assert!(taken > 0, "mutants that stay valid test the most");
    let packed = zstd::bulk::compress(&plain, 3).unwrap();
    survive("packed exchanges", &[packed, plain.clone()], |payload| {
        reads_request(&signed_request(1, payload))
    });
    for frame in lying_frames(&plain) {
        assert!(!reads_request(&signed_request(1, &frame)), "{frame:02x?}");
    }
}

#[test]
fn broken_pages_are_refused_or_mean_what_they_say() {
    let plain = minicbor::to_vec(page::full()).unwrap();
    let taken = survive("pages", &[page::full().to_bytes()], reads_page);
    assert!(taken > 0);
    survive("plain pages", &[plain.clone(), request()], |body| {
        reads_page(&framed_page(0, body))
    });
    let packed = zstd::bulk::compress(&plain, 3).unwrap();
    survive("packed pages", &[packed, plain.clone()], |body| {
        reads_page(&framed_page(1, body))
    });
    for frame in lying_frames(&plain) {
        assert!(!reads_page(&framed_page(1, &frame)), "{frame:02x?}");
    }
}

#[test]
fn broken_bundles_cost_nothing_but_themselves() {
    let good = bundle::sealed(1);
    let taken = survive("bundles", std::slice::from_ref(&good), |bytes| {
        reads_bundle(bytes) && bytes != good
    });
    assert_eq!(taken, 0, "every bit is authenticated");
    let plain = [&[0][..], &minicbor::to_vec(bundle::bundle()).unwrap()].concat();
    assert!(
        reads_bundle(&sealed_bundle(&plain)),
        "the test can make bundles"
    );
    survive(
        "bundles of strangers",
        &[plain.clone(), request()],
        |plain| reads_bundle(&sealed_bundle(plain)),
    );
    for frame in lying_frames(&plain[1..]) {
        let plain = [&[1][..], &frame].concat();
        assert!(!reads_bundle(&sealed_bundle(&plain)));
    }
    // A memory stick on which something was overwritten, cut, or copied twice.
    survive(
        "files",
        &[[&good[..], &bundle::sealed(2)].concat()],
        |bytes| {
            let file = [bytes, &good].concat();
            pieces(&file).last().is_some_and(|piece| {
                assert!(matches!(piece, Piece::Frame(frame) if frame.bytes == good));
                true
            })
        },
    );
}

#[test]
fn broken_changes_and_small_messages_are_refused_or_mean_what_they_say() {
    let raw = all_real();
    survive("changes", &raw, |bytes| {
        let _ = hash_of(bytes);
        read(bytes).is_ok()
    });
    survive("slim changes", &raw, |bytes| {
        expand(bytes, Some(&[1; 16]), 1, |_| None).is_ok()
    });
    let enrolment = EnrolRequest::new("ABCD-EFGH".into(), "Ana".into(), &maria().key).to_bytes();
    survive("enrolments", &[enrolment], |bytes| {
        EnrolRequest::open(bytes).is_ok()
    });
    let reply = EnrolReply {
        server: SERVER,
        account: maria().account,
        site: crate::people::SITE,
        grants: page::full().grants.unwrap(),
        binding: None,
    };
    survive("replies", &[reply.to_bytes()], |bytes| {
        EnrolReply::from_bytes(bytes).is_ok()
    });
    let credential = EventsCredential::new(SERVER, maria().install, 1, &maria().key).to_bytes();
    survive("credentials", &[credential.to_vec()], |bytes| {
        EventsCredential::from_bytes(bytes)
            .is_ok_and(|read| read.verify(SERVER, &maria().public()).is_ok())
    });
    let receipt = bundle::receipt().sign(&bundle::receipt_key());
    let key = bundle::receipt_key().verifying_key().to_bytes();
    survive("receipts", &[receipt.as_bytes().to_vec()], |bytes| {
        SignedReceipt::read(bytes).is_ok_and(|receipt| receipt.open(&key).is_ok())
    });
}

#[test]
fn a_file_of_nothing_but_heads_is_read_in_no_time() {
    // Each head says that its frame ends with the file.
    let heads = 64 * 1024;
    let length = heads * 12;
    let file: Vec<u8> = (0..heads)
        .flat_map(|n| {
            let left = u32::try_from(length - n * 12 - 20).unwrap_or(0);
            [&b"puenteb"[..], &[VERSION], &left.to_be_bytes()].concat()
        })
        .collect();
    let began = std::time::Instant::now();
    let found = pieces(&file).filter(|piece| matches!(piece, Piece::Frame(_)));
    assert_eq!(found.count(), 0);
    let took = began.elapsed();
    // Hashing all of them would take a minute.
    assert!(took < std::time::Duration::from_secs(5), "{took:?}");
}

#[test]
fn what_swells_or_holds_countless_things_takes_no_more_than_its_limit() {
    let (zeros, _) = peak_bytes(|| swelling(64 << 20));
    let heads = |before: &[u8], count: u32, one: u8| {
        let count_bytes = count.to_be_bytes();
        [before, &[0x9a], &count_bytes, &vec![one; count as usize]].concat()
    };
    // As many empty segments as fit.
    let plain = request();
    let at = plain.len() - 2 * (segment().len() + 3) - 1;
    let count = (EXCHANGE_PLAIN_BYTES_MAX - at - 16) as u32;
    let countless = zstd::bulk::compress(&heads(&plain[..at], count, 0x40), 3).unwrap();
    for payload in [&zeros, &countless] {
        let body = signed_request(1, payload);
        let (was_read, held) = peak_bytes(|| reads_request(&body));
        assert!(!was_read);
        eprintln!("a body of {} bytes took {held}", body.len());
        assert!(held < 4 * EXCHANGE_PLAIN_BYTES_MAX, "{held}");
    }
    let bundle = minicbor::to_vec(bundle::bundle()).unwrap();
    let at = 1 + 17 + 17;
    let count = (BUNDLE_BYTES_MAX - at - 16) as u32;
    let countless = zstd::bulk::compress(&heads(&bundle[..at], count, 0x40), 3).unwrap();
    for payload in [&zeros, &countless] {
        let body = sealed_bundle(&[&[1], &payload[..]].concat());
        let (was_read, held) = peak_bytes(|| reads_bundle(&body));
        assert!(!was_read);
        eprintln!("a bundle of {} bytes took {held}", body.len());
        assert!(held < 4 * BUNDLE_BYTES_MAX, "{held}");
    }
    let body = framed_page(1, &zeros);
    let (was_read, held) = peak_bytes(|| reads_page(&body));
    assert!(!was_read);
    assert!(held < 4 * PAGE_PLAIN_BYTES_MAX, "{held}");
}
