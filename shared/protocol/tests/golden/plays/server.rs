//! What the server states about itself: its sites, and the key to which phones seal what they delete.

use puente_protocol::bundle::{ServerKeys, courier_key};
use puente_protocol::page::Grants;

use super::{Play, down, grants, page, up};
use crate::people::maria;
use crate::{bundle, recovery, sites};

pub(super) fn site_facts() -> Play {
    let signed = sites::told().sign(&bundle::receipt_key());
    let mut told = page(1, Vec::new(), 9);
    told.grants = Some(Grants {
        sites: Some(signed),
        ..grants()
    });
    Play {
        name: "sites",
        story: "Somebody said which time zone the site is in, and whom to call for a child.",
        lines: vec![down(
            "The grants, with the site facts signed by the receipt key of the seed 08 x 32.",
            &told,
        )],
    }
}

pub(super) fn people() -> Play {
    let mut told = page(1, Vec::new(), 9);
    told.grants = Some(Grants {
        generation: 2,
        accounts: Some(vec![maria().account]),
        ..grants()
    });
    Play {
        name: "people",
        story: "Jorge joined Maria's phone in a life of the server that was lost before anybody noticed.",
        lines: vec![
            up(
                "The phone was told nothing by an exchange since he joined: generation 0.",
                5,
                Vec::new(),
                Vec::new(),
            ),
            down("The grants, and that the server knows Maria alone.", &told),
        ],
    }
}

pub(super) fn recovery() -> Play {
    let mut told = page(1, Vec::new(), 9);
    let mut grants = grants();
    grants.keys = grants.keys.map(|keys| ServerKeys {
        recovery: Some(courier_key(&recovery::SECRET)),
        ..keys
    });
    told.grants = Some(grants);
    let (packed, _) = recovery::sealed(1);
    Play {
        name: "recovery",
        story: "The server has a recovery key; the phone let go of a protection document, and the server was restored.",
        lines: vec![
            down(
                "The grants, with the public half of the secret 06 x 32.",
                &told,
            ),
            up(
                "Segment 0 once more; item 2 is sealed to that key, and the signature holds.",
                4,
                Vec::new(),
                vec![packed.to_bytes()],
            ),
        ],
    }
}
