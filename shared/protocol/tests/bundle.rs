//! Bundles and receipts: only the server can read a bundle, nobody can forge a receipt, and an accident on a
//! memory stick damages only the piece that it hits.

use ed25519_dalek::SigningKey;
use minicbor::bytes::ByteVec;
use proptest::prelude::*;
use puente_protocol::bundle::{
    Bundle, BundleReceipt, Frame, FrameContent, Piece, ReceiptError, SealedBundle, SignedReceipt,
    courier_key, pieces,
};
use puente_protocol::limits::BUNDLE_BYTES_MAX;
use puente_protocol::page;
use puente_protocol::problem::ProblemCode;
use puente_record::id::ServerId;
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;

use crate::changes::marias_items;
use crate::people::{SERVER, maria};

pub(crate) const SECRET: [u8; 32] = [7; 32];

pub(crate) fn bundle() -> Bundle {
    let (packed, _) = maria().seal_first(marias_items());
    Bundle {
        device: maria().device(),
        install: maria().install,
        segments: vec![ByteVec::from(packed.to_bytes())],
    }
}

pub(crate) fn sealed(seed: u8) -> Vec<u8> {
    let mut rng = ChaCha20Rng::from_seed([seed; 32]);
    let sealed = bundle().seal(SERVER, &courier_key(&SECRET), &mut rng);
    sealed.unwrap()
}

pub(crate) fn receipt_key() -> SigningKey {
    SigningKey::from_bytes(&[8; 32])
}

pub(crate) fn receipt() -> BundleReceipt {
    let (_, last) = maria().seal_first(marias_items());
    BundleReceipt {
        server: SERVER,
        epoch: 3,
        device: maria().device(),
        install: maria().install,
        next_n: 1,
        last,
        leaves: vec![page::SegmentReceipt {
            n: 0,
            leaf: 40,
            received_ms: None,
        }],
        bundle: SealedBundle::read(&sealed(1)).unwrap().hash(),
        time_ms: 1_795_000_000_000,
        left: 0,
    }
}

fn frames(file: &[u8]) -> Vec<&[u8]> {
    pieces(file)
        .filter_map(|piece| match piece {
            Piece::Frame(frame) => Some(frame.bytes),
            Piece::Damaged(_) => None,
        })
        .collect()
}

#[test]
fn only_the_server_it_is_for_reads_a_bundle() {
    let bytes = sealed(1);
    let read = SealedBundle::read(&bytes).unwrap();
    assert_eq!(read.server(), SERVER);
    assert_eq!(read.open(SERVER, &SECRET).unwrap(), bundle());
    let other = ServerId::from_bytes([99; 16]);
    assert_eq!(read.open(other, &SECRET), Err(ProblemCode::BadSignature));
    assert_eq!(read.open(SERVER, &[9; 32]), Err(ProblemCode::Malformed));
    // The same content never gives the same bytes, so nobody sees that a phone brought nothing new.
    assert_ne!(bytes, sealed(2));
}

#[test]
fn a_bundle_that_names_another_server_does_not_open_there() {
    let mut bytes = sealed(1);
    let at = bytes.len() - sealed_body().len();
    bytes[at] ^= 1;
    // A forger can make the check match again.
    let forged = reframed(&bytes);
    let read = SealedBundle::read(&forged).unwrap();
    let named = read.server();
    assert_ne!(named, SERVER);
    assert_eq!(read.open(named, &SECRET), Err(ProblemCode::Malformed));
}

/// The sealed part after the head.
fn sealed_body() -> Vec<u8> {
    let bytes = sealed(1);
    bytes[20..].to_vec()
}

fn reframed(bytes: &[u8]) -> Vec<u8> {
    use sha2::{Digest, Sha256};
    let mut out = bytes.to_vec();
    let check = Sha256::digest(&bytes[20..]);
    out[12..20].copy_from_slice(&check[..8]);
    out
}

#[test]
fn a_bundle_too_large_is_neither_made_nor_read() {
    let mut large = bundle();
    let noise: Vec<u8> = (0..BUNDLE_BYTES_MAX).map(|at| (at * 31) as u8).collect();
    large.segments.push(ByteVec::from(noise));
    let mut rng = ChaCha20Rng::from_seed([1; 32]);
    assert_eq!(large.seal(SERVER, &courier_key(&SECRET), &mut rng), None);
    let long = vec![0; BUNDLE_BYTES_MAX + 1];
    assert!(matches!(
        SealedBundle::read(&long),
        Err(ProblemCode::TooLarge)
    ));
    let mut head = sealed(1);
    head[8..12].copy_from_slice(&u32::MAX.to_be_bytes());
    assert_eq!(Frame::read(&head), Err(ProblemCode::TooLarge));
    let mut later = sealed(1);
    later[7] = 9;
    assert_eq!(Frame::read(&later), Err(ProblemCode::UnsupportedVersion));
}

#[test]
fn a_file_cut_anywhere_gives_what_is_whole_in_it() {
    let all = [
        sealed(1),
        receipt().sign(&receipt_key()).as_bytes().to_vec(),
        sealed(2),
    ];
    let file = all.concat();
    assert_eq!(frames(&file), all);
    for end in 0..file.len() {
        let mut whole = 0;
        let mut left = end;
        while whole < all.len() && left >= all[whole].len() {
            left -= all[whole].len();
            whole += 1;
        }
        assert_eq!(frames(&file[..end]), all[..whole], "{end}");
        // Cut, and continued by another frame: the one behind is found.
        let joined = [&file[..end], &all[1]].concat();
        assert_eq!(frames(&joined).last(), Some(&&all[1][..]), "{end}");
    }
}

#[test]
fn a_receipt_is_believed_by_the_servers_signature_alone() {
    let signed = receipt().sign(&receipt_key());
    let key = receipt_key().verifying_key().to_bytes();
    assert_eq!(signed.open(&key), Ok(receipt()));
    let other = SigningKey::from_bytes(&[9; 32]);
    let forged = receipt().sign(&other);
    assert_eq!(forged.open(&key), Err(ReceiptError::Signature));
    let bytes = signed.as_bytes();
    for at in 20..bytes.len() {
        let mut changed = bytes.to_vec();
        changed[at] ^= 1;
        let read = SignedReceipt::read(&reframed(&changed)).unwrap();
        assert!(read.open(&key).is_err(), "{at}");
    }
    assert!(SignedReceipt::read(&sealed(1)).is_err());
    assert!(SealedBundle::read(bytes).is_err());
}

proptest! {
    #[test]
    fn a_flipped_bit_costs_one_frame(at in any::<prop::sample::Index>(), bit in 0..8_u8) {
        let all = [sealed(1), sealed(2), sealed(3)];
        let mut file = all.concat();
        let at = at.index(file.len());
        // The check does not cover the kind of a frame's content: a bundle may turn into a receipt, and then
        // the signature in it is invalid.
        prop_assume!(at % all[0].len() != 6);
        file[at] ^= 1 << bit;
        let hit = at / all[0].len();
        let mut left: Vec<&[u8]> = all.iter().map(Vec::as_slice).collect();
        left.remove(hit.min(2));
        prop_assert_eq!(frames(&file), left);
    }

    #[test]
    fn no_bytes_break_a_reader(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let framed = [b"puenteb\x01", &bytes[..]].concat();
        for file in [&bytes, &framed] {
            let total: usize = pieces(file)
                .map(|piece| match piece {
                    Piece::Frame(frame) => frame.bytes.len(),
                    Piece::Damaged(count) => count,
                })
                .sum();
            prop_assert_eq!(total, file.len());
            prop_assert!(SealedBundle::read(file).is_err());
        }
    }
}

#[test]
fn what_a_frame_holds_stands_in_its_head() {
    assert_eq!(
        Frame::read(&sealed(1)).unwrap().content,
        FrameContent::Bundle
    );
    let signed = receipt().sign(&receipt_key());
    let frame = Frame::read(signed.as_bytes()).unwrap();
    assert_eq!(frame.content, FrameContent::Receipt);
}
