//! A server that is broken or hostile: the device ends the sync, keeps what it has, and continues with the
//! honest server.

use puente_client::{Effect, Event, StopReason, SyncReport};
use puente_policy::Role;
use puente_protocol::limits::{CURSOR_BYTES_MAX, PAGE_PLAIN_BYTES_MAX};
use puente_protocol::page::{Author, Page, PageRow, SegmentReceipt, WholeDocument};
use puente_record::DocumentKind;
use puente_record::id::{AccountId, DeviceId, DocumentId};

use crate::scene::*;

/// Most exchanges of one sync with a server that brings nothing.
const TRIES_MAX: u64 = 5;

impl Scene {
    /// A sync with a server that takes nothing. `answer` turns an honest empty page into the bytes of the
    /// response.
    fn sync_with(
        &mut self,
        mut answer: impl FnMut(u64, Page) -> Vec<u8>,
    ) -> (SyncReport, StopReason) {
        let mut asked = 0;
        let mut effects = self.handle(Event::SyncRequested);
        loop {
            effects = match effects.remove(0) {
                Effect::SendExchange(_) => {
                    asked += 1;
                    let page = Page {
                        ack: puente_protocol::page::Ack {
                            next_n: 0,
                            receipts: Vec::new(),
                        },
                        grants: None,
                        authors: Vec::new(),
                        rows: Vec::new(),
                        cursor: vec![1],
                        rows_left: 0,
                    };
                    let mut effects = self.handle(Event::BytesArrived(answer(asked, page)));
                    if effects.is_empty() {
                        effects = self.handle(Event::ReplyEnded);
                    }
                    effects
                }
                Effect::TryPage { page, .. } => self.handle(Event::PageTried {
                    page,
                    outcomes: None,
                }),
                Effect::TakeIn => self.handle(Event::TakeIn),
                Effect::Pause { .. } => self.handle(Event::PauseEnded),
                Effect::ShowProgress { .. } => continue,
                Effect::Finish(report, stop) => return (report, stop),
            };
        }
    }

    /// Everything is as before, and the honest server gets it.
    fn assert_well(mut self, record: DocumentId) {
        assert_eq!(self.shown(record, "name.given"), "Ana");
        let (report, stop) = self.sync(Vec::new());
        assert_eq!((stop, report.segments_acknowledged), (StopReason::Done, 1));
        assert_eq!(self.changes().len(), 1);
    }
}

#[test]
fn a_reply_without_a_page_is_none() {
    let mut scene = Scene::new(31, Role::Volunteer);
    let (report, stop) = scene.sync_with(|_, _| Vec::new());
    assert_eq!(stop, StopReason::LineBroke);
    assert!(report.round_trips <= TRIES_MAX, "{report:?}");
}

#[test]
fn a_server_that_takes_nothing_is_not_asked_for_ever() {
    let mut scene = Scene::new(32, Role::Volunteer);
    let record = scene.register("Ana");
    let (report, stop) = scene.sync_with(|_, page| page.to_bytes());
    assert_eq!(stop, StopReason::LineBroke);
    assert!(report.round_trips <= TRIES_MAX, "{report:?}");
    scene.assert_well(record);
}

#[test]
fn numbers_that_no_store_holds_make_a_page_damaged() {
    let most = u64::MAX;
    let lies: [fn(&mut Page, u64); 4] = [
        |page, most| page.ack.next_n = most,
        |page, most| {
            page.ack.receipts = vec![SegmentReceipt {
                n: 0,
                leaf: most,
                received_ms: None,
            }];
        },
        |page, most| {
            page.ack.receipts = vec![SegmentReceipt {
                n: most,
                leaf: 0,
                received_ms: None,
            }];
        },
        |page, most| {
            page.grants = Some(puente_protocol::page::Grants {
                generation: most,
                revoked: false,
                at: Vec::new(),
                keys: None,
                sites: None,
                accounts: None,
            });
        },
    ];
    for lie in lies {
        let mut scene = Scene::new(33, Role::Volunteer);
        let record = scene.register("Ana");
        let (_, stop) = scene.sync_with(|_, mut page| {
            lie(&mut page, most);
            page.to_bytes()
        });
        assert_eq!(stop, StopReason::Damaged);
        scene.assert_well(record);
    }
}

/// The cursor is sent with every request: a cursor of a megabyte would shut the device out for good.
#[test]
fn a_cursor_that_is_too_long_is_not_taken() {
    let mut scene = Scene::new(34, Role::Volunteer);
    let record = scene.register("Ana");
    let (_, stop) = scene.sync_with(|_, mut page| {
        page.cursor = vec![7; CURSOR_BYTES_MAX + 1];
        page.to_bytes()
    });
    assert_eq!(stop, StopReason::Damaged);
    let Effect::SendExchange(body) = scene.handle(Event::SyncRequested).remove(0) else {
        panic!()
    };
    assert!(body.len() < 2_000, "{}", body.len());
    scene.assert_well(record);
}

/// A few kilobytes on the line become eight megabytes each where they are kept.
#[test]
fn pages_without_end_are_listened_to_for_so_long() {
    let mut scene = Scene::new(35, Role::Volunteer);
    let record = scene.register("Ana");
    let whole = |n: u8| {
        PageRow::Document(WholeDocument {
            vouch: None,
            document: DocumentId::from_bytes([n; 16]),
            kind: DocumentKind::Core,
            record: DocumentId::from_bytes([n; 16]),
            actors: Vec::new(),
            slim: vec![0; PAGE_PLAIN_BYTES_MAX - 1_000],
            authors: Vec::new(),
            received: None,
        })
    };
    let mut taken = 0;
    let Effect::SendExchange(_) = scene.handle(Event::SyncRequested).remove(0) else {
        panic!()
    };
    let effects = loop {
        let mut page = Page {
            ack: puente_protocol::page::Ack {
                next_n: 0,
                receipts: Vec::new(),
            },
            grants: None,
            authors: vec![Author {
                account: AccountId::from_bytes([3; 16]),
                device: DeviceId::from_bytes([4; 16]),
                name: "Luis".into(),
                site: SITE,
                signer: None,
            }],
            rows: vec![whole(taken)],
            cursor: vec![taken],
            rows_left: 1_000,
        };
        page.rows_left = 1_000;
        let bytes = page.to_bytes();
        assert!(bytes.len() < 10_000);
        let effects = scene.handle(Event::BytesArrived(bytes));
        taken += 1;
        if effects
            .iter()
            .any(|effect| !matches!(effect, Effect::ShowProgress { .. }))
        {
            break effects;
        }
        assert!(taken < 20, "the device listens on");
    };
    assert!(matches!(effects.last(), Some(Effect::TryPage { .. })));
    assert_eq!(scene.shown(record, "name.given"), "Ana");
}
