//! The signed statement about sites: only what the server signed is valid.

use ed25519_dalek::{Signer as _, SigningKey};
use puente_protocol::sites::{SignedSites, Sites, SitesError};
use puente_record::{SiteFacts, SiteId, SiteZone};

use crate::bundle::receipt_key;
use crate::people::{SERVER, SITE};

/// The statement of the server in the plays.
pub(crate) fn told() -> Sites {
    Sites {
        server: SERVER,
        epoch: 3,
        as_of_ms: 1_795_000_000_000,
        at: vec![
            SiteFacts {
                id: SITE,
                name: "Puente de prueba".into(),
                zone: Some(SiteZone {
                    name: "America/Tijuana".into(),
                    rule: "PST8PDT,M3.2.0,M11.1.0".into(),
                }),
                dif_phones: vec!["664 555 0101".into(), "075".into()],
                attorney_phones: vec!["+52 664 555 0102".into()],
                is_open: true,
            },
            SiteFacts {
                id: SiteId::from_bytes([0x22; 16]),
                name: "Casa de prueba".into(),
                zone: None,
                dif_phones: Vec::new(),
                attorney_phones: Vec::new(),
                is_open: false,
            },
        ],
    }
}

fn signed(bytes: &[u8]) -> SignedSites {
    let cbor = minicbor::to_vec(minicbor::bytes::ByteVec::from(bytes.to_vec())).unwrap();
    minicbor::decode(&cbor).unwrap()
}

fn bytes(of: &SignedSites) -> Vec<u8> {
    let cbor = minicbor::to_vec(of).unwrap();
    minicbor::decode::<minicbor::bytes::ByteVec>(&cbor)
        .unwrap()
        .to_vec()
}

#[test]
fn site_facts_come_back_as_they_were_signed() {
    let key = receipt_key();
    assert_eq!(
        told().sign(&key).open(&key.verifying_key().to_bytes()),
        Ok(told())
    );
}

#[test]
fn facts_that_the_server_did_not_sign_are_not_believed() {
    let key = receipt_key();
    let public = key.verifying_key().to_bytes();
    let whole = bytes(&told().sign(&key));
    for place in 0..whole.len() {
        let mut changed = whole.clone();
        changed[place] ^= 1;
        assert!(signed(&changed).open(&public).is_err(), "{place}");
    }
    for cut in 0..whole.len() {
        assert!(signed(&whole[..cut]).open(&public).is_err(), "{cut}");
    }
    let stranger = SigningKey::from_bytes(&[9; 32]);
    assert_eq!(
        told().sign(&stranger).open(&public),
        Err(SitesError::Signature)
    );
}

#[test]
fn a_signature_for_another_use_is_none_for_facts() {
    let key = receipt_key();
    let content = minicbor::to_vec(told()).unwrap();
    for domain in ["puente/receipt/1", ""] {
        let signature = key.sign(&[domain.as_bytes(), &content].concat()).to_bytes();
        let facts = signed(&[&signature[..], &content].concat());
        let public = key.verifying_key().to_bytes();
        assert_eq!(facts.open(&public), Err(SitesError::Signature), "{domain}");
    }
}

#[test]
fn facts_of_a_later_version_are_understood_without_what_it_added() {
    let key = receipt_key();
    let mut content = minicbor::to_vec(told()).unwrap();
    // Four fields become five.
    assert_eq!(content[0], 0x84);
    content[0] = 0x85;
    content.push(0x01);
    let signature = key
        .sign(&[b"puente/sites/1", &content[..]].concat())
        .to_bytes();
    let facts = signed(&[&signature[..], &content].concat());
    assert_eq!(facts.open(&key.verifying_key().to_bytes()), Ok(told()));
}
