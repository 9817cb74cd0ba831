//! What the server sends to whom: nothing of a record or of a kind of document that the receiver may not read.

use std::collections::{BTreeMap, BTreeSet};

use puente_protocol::ChangeState;
use puente_protocol::exchange::SealedRequest;
use puente_protocol::page::Page;
use puente_record::DocumentKind;
use puente_record::id::{RecordId, SiteId};

use super::World;
use super::books::{self, Roles};
use super::token::{Token, tokens_in};

/// Where a value is on the server.
struct Place {
    record: RecordId,
    /// The sites of the record since it holds the value, and just before.
    sites: BTreeSet<SiteId>,
}

/// What has been on the server so far: where each value was.
#[derive(Default)]
pub(super) struct ToldVerdicts {
    next_nr: i64,
    places: BTreeMap<Token, Place>,
    scopes: BTreeMap<RecordId, BTreeSet<SiteId>>,
}

impl World {
    /// Checks the pages of a reply by the rights of the device that sent the request.
    pub(super) fn check_told(&mut self, phone: usize, body: &[u8], frames: &[Vec<u8>]) {
        let db = self.server.look();
        if self.server.was_restored {
            // What is brought back may wait under another record first.
            self.told.begin_again();
        }
        self.told
            .update(books::changes(&db, self.told.next_nr), books::scopes(&db));
        let mut bytes = frames.iter().skip(1).flatten().copied().collect();
        let mut tokens = BTreeSet::new();
        while let Ok(Some(page)) = Page::take(&mut bytes) {
            tokens.append(&mut tokens_in(
                &minicbor::to_vec(&page).expect("writes to memory"),
            ));
        }
        if tokens.is_empty() {
            return;
        }
        let asker = SealedRequest::read(body).expect("it was answered").device();
        let roles = books::roles(&db, self.net.clock.now_ms());
        let roles = roles.get(&asker).cloned().unwrap_or_default();
        for token in tokens {
            let kind = self.ledger.line(token).kind;
            assert!(
                self.told.may_see(token, kind, &roles),
                "phone {phone} is told {token} of {kind:?}, which it may not read: {}",
                self.told.explain(token, &roles)
            );
        }
        self.check_only_accepted(phone, frames);
    }

    /// The server sends nothing of a change that is pending, quarantined or set aside.
    fn check_only_accepted(&self, phone: usize, frames: &[Vec<u8>]) {
        let accepted: BTreeSet<Token> = books::changes(&self.server.look(), 0)
            .into_iter()
            .filter(|change| change.state == ChangeState::Accepted)
            .flat_map(|change| change.tokens)
            .collect();
        let mut bytes = frames.iter().skip(1).flatten().copied().collect();
        while let Ok(Some(page)) = Page::take(&mut bytes) {
            for token in tokens_in(&minicbor::to_vec(&page).expect("writes to memory")) {
                assert!(
                    accepted.contains(&token),
                    "phone {phone} is told {token}, which was not accepted"
                );
            }
        }
    }
}

impl ToldVerdicts {
    /// An older disk of the server was put back: numbers are used again. What is known stays known.
    pub(super) fn begin_again(&mut self) {
        self.next_nr = 0;
    }

    fn update(
        &mut self,
        changes: Vec<books::KeptChange>,
        scopes: BTreeMap<RecordId, BTreeSet<SiteId>>,
    ) {
        for change in changes {
            self.next_nr = change.nr + 1;
            let before = self.scopes.get(&change.record).cloned().unwrap_or_default();
            for token in change.tokens {
                let place = self.places.entry(token).or_insert_with(|| Place {
                    record: change.record,
                    sites: BTreeSet::new(),
                });
                place.record = change.record;
                place.sites.extend(before.iter().copied());
            }
        }
        for place in self.places.values_mut() {
            place
                .sites
                .extend(scopes.get(&place.record).into_iter().flatten().copied());
        }
        self.scopes = scopes;
    }

    /// Where a value is and was, for people to read.
    fn explain(&self, token: Token, roles: &Roles) -> String {
        let Some(place) = self.places.get(&token) else {
            return format!("it is nowhere; roles {roles:?}");
        };
        let now = self.scopes.get(&place.record);
        let (record, sites) = (place.record, &place.sites);
        format!("record {record} now at {now:?}, seen at {sites:?}; roles {roles:?}")
    }

    fn may_see(&self, token: Token, kind: DocumentKind, roles: &Roles) -> bool {
        let readable = books::readable(roles, kind);
        let place = self.places.get(&token);
        place.is_some_and(|place| place.sites.iter().any(|site| readable.contains(site)))
    }
}
