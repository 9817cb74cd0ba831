//! Messages outside exchanges.

use puente_protocol::events::EventsCredential;

use super::{Play, PlayLine};
use crate::bundle;
use crate::people::{SERVER, maria};

pub(super) fn events() -> Play {
    let maria = maria();
    let credential = EventsCredential::new(SERVER, maria.install, 9, &maria.key);
    Play {
        name: "events",
        story: "The phone asks to be poked.",
        lines: vec![PlayLine::new(
            "> GET /v1/events, Authorization",
            "In base64url behind `Puente-Device`: device, install, counter 9, signature.",
            credential.to_bytes(),
            None,
        )],
    }
}

pub(super) fn bundles() -> Play {
    let signed = bundle::receipt().sign(&bundle::receipt_key());
    Play {
        name: "bundle",
        story: "What María's phone registered comes on a stick; the receipt goes back on it.",
        lines: vec![
            PlayLine::new(
                "> POST /v1/bundles",
                "Sealed to the courier key of the secret 07 x 32. Plain: flags, device, install, a segment.",
                bundle::sealed(1),
                Some(minicbor::to_vec(bundle::bundle()).unwrap()),
            ),
            PlayLine::new(
                "< 200 to /v1/bundles",
                "Signed by the receipt key of the seed 08 x 32.",
                signed.as_bytes().to_vec(),
                Some(minicbor::to_vec(bundle::receipt()).unwrap()),
            ),
        ],
    }
}
