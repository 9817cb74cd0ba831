//! Enrolment: a code and a key become a device.

use ed25519_dalek::SigningKey;
use proptest::prelude::*;
use puente_policy::Role;
use puente_protocol::enrolment::{Binding, EnrolReply, EnrolRequest};
use puente_protocol::identity::{device_id, six_digits};
use puente_protocol::limits::{ACCOUNT_NAME_BYTES_MAX, ENROL_BYTES_MAX};
use puente_protocol::page::{Grant, Grants};
use puente_protocol::problem::ProblemCode;
use puente_record::{AccountId, ServerId, SiteId};

use crate::people::{SERVER, SITE, maria};

fn request(name: &str) -> EnrolRequest {
    EnrolRequest::new("AB3K-9QXR-72MP-55TD".into(), name.into(), &maria().key)
}

fn reply() -> EnrolReply {
    EnrolReply {
        server: SERVER,
        account: maria().account,
        site: SITE,
        grants: Grants {
            keys: None,
            generation: 1,
            revoked: false,
            at: vec![Grant {
                site: SITE,
                site_name: "Puente de prueba".into(),
                role: Role::Volunteer,
                account: None,
                ends_ms: None,
            }],
            sites: None,
            accounts: None,
        },
        binding: Some(binding()),
    }
}

fn binding() -> Binding {
    let (account, key) = (maria().account, maria().key.verifying_key().to_bytes());
    Binding::sign(
        SERVER,
        account,
        SITE,
        &key,
        &SigningKey::from_bytes(&[5; 32]),
    )
}

proptest! {
    #[test]
    fn any_bytes_are_an_enrolment_or_a_problem(body: Vec<u8>) {
        let _ = EnrolRequest::open(&body);
        let _ = EnrolReply::from_bytes(&body);
    }
}

#[test]
fn an_enrolment_comes_back_and_any_flipped_bit_is_refused() {
    let code = String::from("AB3K-9QXR-72MP-55TD");
    let again = |binding| {
        let (name, account) = ("María Prueba".into(), maria().account);
        EnrolRequest::again(code.clone(), name, account, binding, &maria().key)
    };
    let [again, unproven] = [Some(binding()), None].map(again);
    assert_eq!(again.before(), Some((maria().account, binding())));
    assert_eq!(unproven.before(), None);
    for request in [request("María Prueba"), again, unproven] {
        let body = request.to_bytes();
        assert_eq!(EnrolRequest::open(&body), Ok(request));
        for bit in 0..body.len() * 8 {
            let mut damaged = body.clone();
            damaged[bit / 8] ^= 1 << (bit % 8);
            assert!(EnrolRequest::open(&damaged).is_err(), "bit {bit}");
        }
        let longer = [&body[..], &[0]].concat();
        assert_eq!(EnrolRequest::open(&longer), Err(ProblemCode::Malformed));
    }
}

#[test]
fn an_enrolment_of_the_longest_name_fits_and_a_longer_one_does_not() {
    let code = "x".repeat(64);
    let enrol = |bytes: usize| {
        let name = "ñ".repeat(bytes / 2) + &"n".repeat(bytes % 2);
        EnrolRequest::new(code.clone(), name, &maria().key).to_bytes()
    };
    let longest = enrol(ACCOUNT_NAME_BYTES_MAX);
    assert!(longest.len() <= ENROL_BYTES_MAX);
    assert!(EnrolRequest::open(&longest).is_ok());
    let longer = EnrolRequest::open(&enrol(ACCOUNT_NAME_BYTES_MAX + 1));
    assert_eq!(longer, Err(ProblemCode::TooLarge));
    let much_longer = EnrolRequest::open(&enrol(ENROL_BYTES_MAX));
    assert_eq!(much_longer, Err(ProblemCode::TooLarge));
}

#[test]
fn a_reply_comes_back() {
    assert_eq!(EnrolReply::from_bytes(&reply().to_bytes()), Ok(reply()));
}

#[test]
fn a_role_of_a_later_version_gives_nothing() {
    let without_binding = EnrolReply {
        binding: None,
        ..reply()
    };
    let mut bytes = without_binding.to_bytes();
    // The role is the last byte; this is a wire number that no role has.
    *bytes.last_mut().unwrap() = 23;
    let read = EnrolReply::from_bytes(&bytes).unwrap();
    assert_eq!(read.grants.at, []);
    assert_eq!(read.grants.generation, 1);
}

#[test]
fn six_digits_are_six_and_follow_server_and_key() {
    let digits = six_digits(SERVER.as_bytes(), &maria().public());
    assert_eq!(digits.len(), 6);
    assert!(digits.bytes().all(|digit| digit.is_ascii_digit()));
    assert_ne!(digits, six_digits(&[0; 16], &maria().public()));
    assert_ne!(digits, six_digits(SERVER.as_bytes(), &[0; 32]));
    assert_eq!(device_id(&maria().public()), maria().device());
}

#[test]
fn an_account_is_whose_key_the_server_gave_it_to() {
    let server = SigningKey::from_bytes(&[5; 32]).verifying_key();
    let other = SigningKey::from_bytes(&[6; 32]).verifying_key();
    let (account, key) = (maria().account, maria().key.verifying_key().to_bytes());
    let binding = binding();
    assert!(binding.is_of(SERVER, account, &key, &server));
    let somebody = AccountId::from_bytes([9; 16]);
    assert!(!binding.is_of(SERVER, somebody, &key, &server));
    assert!(!binding.is_of(SERVER, account, &other.to_bytes(), &server));
    assert!(!binding.is_of(SERVER, account, &key, &other));
    let elsewhere = ServerId::from_bytes([9; 16]);
    assert!(!binding.is_of(elsewhere, account, &key, &server));
    let moved = Binding {
        site: SiteId::from_bytes([9; 16]),
        ..binding
    };
    assert!(!moved.is_of(SERVER, account, &key, &server));
}
