//! A device that holds what a server lost brings it back.

use puente_protocol::change::{self, SlimContext};
use puente_protocol::page::{PageChange, PageRow, RecordElsewhere};
use puente_protocol::segment::{CarriedChanges, Item, Listing, ListingGroup, WrittenBy};

use super::{cursor, down, page, up};
use crate::changes::real;
use crate::golden::play::Play;
use crate::people::{CORE, PROTECTION, jorge, maria};

/// Changes that came with a vouch of the server are sent back with it.
pub(super) fn refill() -> Play {
    let vouch = [7; 8];
    let raw = real("colleague_adds_a_need");
    let (hash, _) = change::read(&raw).unwrap();
    let unrelated = SlimContext {
        actor: None,
        time_ms: 0,
        previous: None,
    };
    let change = PageRow::Change(PageChange {
        vouch: Some(vouch.into()),
        received_ms: None,
        document: CORE,
        author: 0,
        slim: change::slim(&raw, &unrelated),
    });
    let mut reply = page(1, vec![change], 9);
    reply.authors = vec![jorge().author()];
    let listing = Listing {
        document: CORE,
        groups: vec![ListingGroup {
            vouch: Some(vouch.into()),
            by: vec![WrittenBy {
                account: jorge().author().account,
                device: jorge().author().device,
                key: Some(jorge().public().into()),
                changes: hash.as_bytes().to_vec().into(),
                own: None,
            }],
        }],
    };
    let carried = Item::Carried(CarriedChanges::new(listing, vec![raw]));
    let question = Item::Carried(CarriedChanges::question(PROTECTION));
    let (segment, _) = maria().seal_first(vec![carried, question]);
    let elsewhere = page(
        2,
        vec![PageRow::Elsewhere(RecordElsewhere { record: PROTECTION })],
        10,
    );
    Play {
        name: "refill",
        story: "A server was restored to before a change: whoever holds it brings it back, with the word that came with it.",
        lines: vec![
            down("Jorge's change, before.", &reply),
            up(
                "Maria's phone brings it, after, and asks where another is, which did not come.",
                303,
                cursor(1),
                vec![segment.to_bytes()],
            ),
            down("That one has left her sites.", &elsewhere),
        ],
    }
}
