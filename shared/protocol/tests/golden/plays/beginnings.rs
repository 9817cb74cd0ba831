//! Founding documents, and enrolling again with an account.

use puente_document::{Authorship, Basis, Document, Edit};
use puente_protocol::change::{self, SlimContext};
use puente_protocol::enrolment::{Binding, EnrolReply, EnrolRequest};
use puente_protocol::identity;
use puente_protocol::page::{PageChange, PageRow};
use puente_protocol::segment::Item;
use puente_record::{DocumentKind, ListId, Origin};
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng as _;

use super::{down, grants, page, up};
use crate::bundle;
use crate::golden::play::{Play, PlayLine};
use crate::people::{NOW_MS, SERVER, SITE, maria};

/// What a device shows to a restored server.
pub(super) fn again() -> Play {
    let (account, public) = (maria().account, maria().public());
    let binding = Binding::sign(SERVER, account, SITE, &public, &bundle::receipt_key());
    let request = EnrolRequest::again(
        "AB3K-9QXR-72MP-55TD".into(),
        maria().name.into(),
        account,
        Some(binding),
        &maria().key,
    );
    let reply = EnrolReply {
        server: SERVER,
        account,
        site: SITE,
        grants: grants(),
        binding: Some(binding),
    };
    Play {
        name: "enrol-again",
        story: "A server was restored that does not know María's phone: it gets its account back by the server's own word.",
        lines: vec![
            PlayLine::new(
                "> POST /v1/enrol",
                "Code, key, name, signature, account, binding.",
                request.to_bytes(),
                None,
            ),
            PlayLine::new(
                "< 200 to /v1/enrol",
                "Server, account, home site, grants, binding.",
                reply.to_bytes(),
                None,
            ),
        ],
    }
}

/// First changes that open the ids of their documents.
pub(super) fn founding() -> Play {
    let maria = maria();
    let core = Origin::made(DocumentKind::Core, SITE, [3; 16]);
    let record = core.id(&maria.public()).unwrap();
    let contact = Origin::added(DocumentKind::Contact, record, [4; 16]);
    let list = ListId::from_bytes([7; 16]);
    let row = Origin::list_row(DocumentKind::Core, SITE, list, 12);
    let edits = |origin: &Origin| match origin.kind {
        DocumentKind::Contact => [Edit::put("phone", "+526641112233")],
        _ => [Edit::put("name.given", "Ana")],
    };
    let (mut items, mut rows) = (Vec::new(), Vec::new());
    for origin in [core, contact, row] {
        let id = origin.id(&maria.public()).unwrap();
        let authorship = Authorship {
            actor: identity::actor(&maria.public(), maria.install, id, 0),
            time_ms: NOW_MS,
            basis: Basis::Told,
            may_resolve: false,
        };
        let mut rng = ChaCha20Rng::seed_from_u64(1);
        let made = Document::create(id, &origin, &authorship, &edits(&origin), &mut rng);
        let raw = made.unwrap().1.raw;
        let alone = SlimContext {
            actor: None,
            time_ms: 0,
            previous: None,
        };
        rows.push(PageRow::Change(PageChange {
            vouch: None,
            document: id,
            author: 0,
            slim: change::slim(&raw, &alone),
            received_ms: None,
        }));
        items.push(Item::Change {
            document: id,
            branch: 0,
            raw,
        });
    }
    let (packed, _) = maria.seal_first(items);
    let mut page = page(1, rows, 2);
    page.authors = vec![maria.author()];
    Play {
        name: "founding",
        story: "María registers Ana, adds a telephone, and takes row 12 of a list; another phone gets these first changes one by one, with the key that they open their ids with.",
        lines: vec![
            up(
                "One segment with three first changes.",
                1,
                Vec::new(),
                vec![packed.to_bytes()],
            ),
            down("Three change rows by one author, whose key is told.", &page),
        ],
    }
}
