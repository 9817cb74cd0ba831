//! Exchanges: the server reads them only from the holder of the key.

use std::io::Write;

use minicbor::bytes::ByteVec;
use proptest::prelude::*;
use puente_protocol::events::EventsCredential;
use puente_protocol::exchange::{ExchangeRequest, RequestHead, SealedRequest, seal_payload};
use puente_protocol::limits::{
    CURSOR_BYTES_MAX, EXCHANGE_BYTES_MAX, EXCHANGE_PLAIN_BYTES_MAX, EXCHANGE_SEGMENTS_MAX,
    EXCHANGE_SMALL_BYTES_MAX,
};
use puente_protocol::problem::ProblemCode;
use puente_record::id::{DeviceId, ServerId};

use crate::people::{SERVER, jorge, maria};

const ANOTHER_SERVER: ServerId = ServerId::from_bytes([0xa2; 16]);

fn request(segments: Vec<Vec<u8>>) -> ExchangeRequest {
    ExchangeRequest {
        install: maria().install,
        counter: 7,
        generation: 1,
        cursor: vec![0xcc; 70],
        segments: segments.into_iter().map(ByteVec::from).collect(),
    }
}

fn seal(request: &ExchangeRequest) -> Vec<u8> {
    request.seal(SERVER, &maria().key)
}

/// Opens a body as a server does, with the key of the device that it names.
fn open(body: &[u8]) -> Result<ExchangeRequest, ProblemCode> {
    let sealed = SealedRequest::read(body)?;
    let devices = [maria(), jorge()];
    let device = devices
        .iter()
        .find(|person| person.device() == sealed.device())
        .ok_or(ProblemCode::UnknownDevice)?;
    sealed.open(SERVER, &device.public())
}

/// A payload with any content, signed with María's key.
fn signed(flags: u8, payload: &[u8]) -> Vec<u8> {
    seal_payload(SERVER, &maria().key, flags, payload)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_request_comes_back(
        counter: u64, generation: u64, cursor in proptest::collection::vec(any::<u8>(), 0..200),
        segments in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..300), 0..4),
    ) {
        let request = ExchangeRequest { counter, generation, cursor, ..request(segments) };
        prop_assert_eq!(open(&seal(&request)), Ok(request));
    }

    #[test]
    fn any_bytes_are_a_request_or_a_problem(body: Vec<u8>) {
        let _ = open(&body);
        let _ = open(&[&[1], &body[..]].concat());
    }

    #[test]
    fn any_signed_bytes_are_a_request_or_a_problem(flags in 0..8u8, payload: Vec<u8>) {
        let _ = open(&signed(flags, &payload));
    }
}

#[test]
fn any_flipped_bit_is_refused() {
    let random: Vec<u8> = (0..3_000_u32)
        .flat_map(|n| n.wrapping_mul(2_654_435_761).to_be_bytes())
        .collect();
    for request in [
        request(Vec::new()),
        request(vec![vec![5; 300]]),
        request(vec![random[..2_100].to_vec()]),
    ] {
        let body = seal(&request);
        for bit in 0..body.len() * 8 {
            let mut damaged = body.clone();
            damaged[bit / 8] ^= 1 << (bit % 8);
            assert!(open(&damaged).is_err(), "bit {bit} of {}", body.len());
        }
    }
}

#[test]
fn a_cut_request_or_one_with_bytes_behind_it_is_refused() {
    let body = seal(&request(Vec::new()));
    for end in 0..body.len() {
        assert!(open(&body[..end]).is_err());
    }
    assert!(open(&[&body[..], &[0]].concat()).is_err());
    let plain = minicbor::to_vec(request(Vec::new())).unwrap();
    assert!(open(&signed(0, &plain)).is_ok());
    let longer = [&plain[..], &[0]].concat();
    assert_eq!(open(&signed(0, &longer)), Err(ProblemCode::Malformed));
}

/// The server recognises a stranger from the first bytes and reserves nothing for it.
#[test]
fn who_asks_is_known_before_the_payload_is_there() {
    let plain = minicbor::to_vec(request(vec![vec![5; 3_000]])).unwrap();
    let body = signed(0, &plain);
    assert!(open(&body).is_ok());
    for end in 0..RequestHead::BYTES_MAX {
        assert_eq!(RequestHead::read(&body[..end]), Ok(None));
    }
    let (head, length) = RequestHead::read(&body).unwrap().unwrap();
    assert_eq!(
        (head.device(), length),
        (maria().device(), RequestHead::BYTES_MAX)
    );
    assert_eq!(head.verify(SERVER, &maria().public()), Ok(()));
    let of_another = head.verify(SERVER, &jorge().public());
    assert_eq!(of_another, Err(ProblemCode::BadSignature));
    for bit in 8..RequestHead::BYTES_MAX * 8 {
        let mut damaged = body[..RequestHead::BYTES_MAX].to_vec();
        damaged[bit / 8] ^= 1 << (bit % 8);
        let known = RequestHead::read(&damaged).map(|read| {
            read.is_some_and(|(head, _)| head.verify(SERVER, &maria().public()).is_ok())
        });
        assert_eq!(known, Ok(false), "bit {bit}");
    }
    // The payload is not the one that was signed.
    let mut other = body.clone();
    *other.last_mut().unwrap() ^= 1;
    assert_eq!(open(&other), Err(ProblemCode::BadSignature));
}

#[test]
fn what_is_not_small_does_not_go_without_its_digest() {
    let small = vec![0; EXCHANGE_SMALL_BYTES_MAX];
    let body = signed(0, &small);
    assert_eq!(body.len(), RequestHead::BYTES_MAX - 32 + small.len());
    assert!(SealedRequest::read(&body).is_ok());
    let longer = [&body[..], &[0]].concat();
    assert_eq!(
        SealedRequest::read(&longer).err(),
        Some(ProblemCode::Malformed)
    );
}

#[test]
fn a_request_for_another_server_is_refused() {
    let body = request(Vec::new()).seal(ANOTHER_SERVER, &maria().key);
    assert_eq!(open(&body), Err(ProblemCode::BadSignature));
    let sealed = SealedRequest::read(&body).unwrap();
    assert!(sealed.open(ANOTHER_SERVER, &maria().public()).is_ok());
}

#[test]
fn a_request_in_the_name_of_another_device_is_refused() {
    let mut body = seal(&request(Vec::new()));
    body[2..18].copy_from_slice(jorge().device().as_bytes());
    assert_eq!(open(&body), Err(ProblemCode::BadSignature));
    body[2..18].copy_from_slice(DeviceId::from_bytes([0; 16]).as_bytes());
    assert_eq!(open(&body), Err(ProblemCode::UnknownDevice));
    let sealed = SealedRequest::read(&body).unwrap();
    let found = sealed.open(SERVER, &maria().public());
    assert_eq!(found, Err(ProblemCode::BadSignature));
}

#[test]
fn another_version_is_told_to_update() {
    let mut body = seal(&request(Vec::new()));
    body[0] = 2;
    assert_eq!(open(&body), Err(ProblemCode::UnsupportedVersion));
}

#[test]
fn the_same_request_has_the_same_bytes_and_another_one_another_fingerprint() {
    let fingerprint = |body: &[u8]| SealedRequest::read(body).unwrap().fingerprint();
    let body = seal(&request(Vec::new()));
    assert_eq!(body, seal(&request(Vec::new())));
    let other = seal(&ExchangeRequest {
        counter: 8,
        ..request(Vec::new())
    });
    assert_ne!(fingerprint(&body), fingerprint(&other));
}

#[test]
fn limits_are_kept_by_the_reader() {
    let cursor = ExchangeRequest {
        cursor: vec![0; CURSOR_BYTES_MAX + 1],
        ..request(Vec::new())
    };
    assert_eq!(open(&seal(&cursor)), Err(ProblemCode::TooLarge));
    let segments = request(vec![Vec::new(); EXCHANGE_SEGMENTS_MAX + 1]);
    assert_eq!(open(&seal(&segments)), Err(ProblemCode::TooLarge));
    let body = vec![1; EXCHANGE_BYTES_MAX + 1];
    assert_eq!(open(&body), Err(ProblemCode::TooLarge));
}

#[test]
fn a_bomb_of_an_enrolled_device_is_bounded() {
    let plain = minicbor::to_vec(ByteVec::from(vec![0; EXCHANGE_PLAIN_BYTES_MAX + 1])).unwrap();
    let bomb = zstd::bulk::compress(&plain, 3).unwrap();
    assert!(bomb.len() < 1_000);
    assert_eq!(open(&signed(1, &bomb)), Err(ProblemCode::Malformed));
}

/// Blocks that repeat one byte: 4 bytes stand for 128 KiB. Without a limit, this test would end the process.
#[test]
fn a_bomb_of_64_gib_costs_no_more_than_its_limit() {
    let block = |last: u32| (131_072u32 << 3 | 1 << 1 | last).to_le_bytes();
    let mut bomb = vec![0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x50];
    for index in (0..EXCHANGE_BYTES_MAX as u32 / 4 - 100).rev() {
        bomb.extend(&block(u32::from(index == 0))[..3]);
        bomb.push(0);
    }
    assert_eq!(open(&signed(1, &bomb)), Err(ProblemCode::Malformed));
}

#[test]
fn a_frame_that_asks_for_a_large_window_or_has_company_is_refused() {
    let plain = minicbor::to_vec(request(Vec::new())).unwrap();
    let frame = |window_log| {
        let mut encoder = zstd::stream::Encoder::new(Vec::new(), 3).unwrap();
        encoder.window_log(window_log).unwrap();
        encoder.write_all(&plain).unwrap();
        encoder.finish().unwrap()
    };
    assert!(open(&signed(1, &frame(23))).is_ok());
    assert_eq!(open(&signed(1, &frame(24))), Err(ProblemCode::Malformed));
    let two = [frame(20), frame(20)].concat();
    assert_eq!(open(&signed(1, &two)), Err(ProblemCode::Malformed));
    let empty_behind = [frame(20), zstd::bulk::compress(&[], 3).unwrap()].concat();
    assert_eq!(open(&signed(1, &empty_behind)), Err(ProblemCode::Malformed));
}

#[test]
fn unknown_flags_are_refused() {
    let plain = minicbor::to_vec(request(Vec::new())).unwrap();
    assert_eq!(open(&signed(4, &plain)), Err(ProblemCode::Malformed));
}

#[test]
fn a_later_version_may_add_fields_to_a_request() {
    let mut plain = minicbor::to_vec(request(Vec::new())).unwrap();
    assert_eq!(plain[0], 0x85);
    plain[0] = 0x87;
    plain.extend([0xa1, 0x01, 0x82, 0x02, 0x03, 0xf6]);
    assert_eq!(open(&signed(0, &plain)), Ok(request(Vec::new())));
}

#[test]
fn an_events_credential_is_for_one_server_and_one_device() {
    let maria = maria();
    let credential = EventsCredential::new(SERVER, maria.install, 3, &maria.key);
    let bytes = credential.to_bytes();
    assert_eq!(bytes.len(), 104);
    let read = EventsCredential::from_bytes(&bytes).unwrap();
    assert_eq!(read, credential);
    assert_eq!(read.verify(SERVER, &maria.public()), Ok(()));
    assert!(read.verify(ANOTHER_SERVER, &maria.public()).is_err());
    assert!(read.verify(SERVER, &jorge().public()).is_err());

    for bit in 0..bytes.len() * 8 {
        let mut damaged = bytes.clone();
        damaged[bit / 8] ^= 1 << (bit % 8);
        let read = EventsCredential::from_bytes(&damaged).unwrap();
        assert!(read.verify(SERVER, &maria.public()).is_err(), "bit {bit}");
    }
    assert!(EventsCredential::from_bytes(&bytes[1..]).is_err());
    assert!(EventsCredential::from_bytes(&[&bytes[..], &[0]].concat()).is_err());
}
