//! At rest, everybody who may see a record sees the same, and it is what the server has.

use std::collections::{BTreeMap, BTreeSet};

use puente_document::Document;
use puente_record::household::households;
use puente_record::id::{DocumentId, RecordId};

use crate::world::World;
use crate::world::books::{self, KeptDocument, Roles};
use crate::world::dormancy::Dormancy;
use crate::world::explain;
use crate::world::pocket::Pocket;

impl World {
    pub(in crate::world) fn check_agreement(&self) {
        let db = self.server.look();
        let (documents, scopes) = (books::documents(&db), books::scopes(&db));
        let roles = books::roles(&db, self.net.clock.now_ms());
        for phone in self
            .phones
            .iter()
            .filter(|phone| self.is_enrolled(phone.number))
        {
            let pocket = phone.look();
            let Some(roles) = roles.get(&pocket.device()) else {
                continue;
            };
            let visible = documents.iter().filter(|(_, kept)| {
                let readable = books::readable(roles, kept.document.kind());
                scopes
                    .get(&kept.record)
                    .is_some_and(|sites| !sites.is_disjoint(&readable))
            });
            let visible: BTreeMap<DocumentId, &KeptDocument> =
                visible.map(|(id, kept)| (*id, kept)).collect();
            self.check_phone(phone.number, &pocket, &visible, roles);
            self.check_lists(phone.number, &pocket.documents());
        }
    }

    fn check_phone(
        &self,
        phone: usize,
        pocket: &Pocket,
        visible: &BTreeMap<DocumentId, &KeptDocument>,
        roles: &Roles,
    ) {
        let (held, aside) = (pocket.documents(), pocket.kept_aside());
        let db = self.server.look();
        for (id, kept) in visible {
            let explained = || explain::document(&db, pocket, *id);
            let Some(mine) = held.get(id) else {
                if self.may_have_let_go(kept.record, roles, pocket) {
                    continue;
                }
                panic!(
                    "phone {phone} lacks a document, roles {roles:?}\n{}",
                    explained()
                );
            };
            let lacks = kept
                .document
                .order()
                .into_iter()
                .find(|change| !mine.has(*change));
            assert_eq!(lacks, None, "phone {phone} lacks a change\n{}", explained());
            // A change that the server did not accept is still shown on the phone where it was written.
            if !aside.contains(id) {
                let only_mine = mine
                    .order()
                    .into_iter()
                    .find(|change| !kept.document.has(*change));
                assert_eq!(
                    only_mine,
                    None,
                    "phone {phone} has a change that the server lacks\n{}",
                    explained()
                );
                assert!(
                    mine.read() == kept.document.read(),
                    "phone {phone} reads a document differently\n{}",
                    explained()
                );
                assert!(
                    mine.conflicts() == kept.document.conflicts(),
                    "phone {phone} sees other conflicts\n{}",
                    explained()
                );
            }
        }
        let status = self.phones[phone].device().status().expect("a calm disk");
        assert_eq!(
            status.pages_aside,
            0,
            "phone {phone} could not use a page of an honest server: {:#?}\n{}",
            pocket.rows_aside(),
            pocket
                .documents_aside()
                .into_iter()
                .map(|id| explain::document(&db, pocket, id))
                .collect::<String>()
        );
        assert_eq!(
            status.waiting, 0,
            "phone {phone} has changes that wait, and everything is calm"
        );
    }

    fn may_have_let_go(&self, record: RecordId, roles: &Roles, pocket: &Pocket) -> bool {
        let db = self.server.look();
        let (documents, scopes) = (books::documents(&db), books::scopes(&db));
        documents.get(&record).is_some_and(|core| {
            Dormancy::of(&core.document, &scopes[&record], roles, pocket) != Dormancy::Held
        })
    }

    /// Lists and searches show what the documents say.
    fn check_lists(&self, phone: usize, held: &BTreeMap<DocumentId, Document>) {
        let lines = self.phones[phone].device().list().expect("a calm disk");
        let cores = held
            .values()
            .filter(|document| document.core().is_none())
            .count();
        assert_eq!(lines.len(), cores, "phone {phone} lists every record once");
        let facts = held.values().filter(|document| document.core().is_none());
        let facts = facts.map(|core| core.summary().household(core.id()));
        let families = households(&facts.collect::<Vec<_>>());
        for line in lines {
            let seen = self.phones[phone].device().households(line.record);
            let seen = seen.expect("a calm disk").into_iter();
            let seen: Vec<BTreeSet<_>> = seen
                .map(|family| family.members.iter().map(|of| of.person.record).collect())
                .collect();
            let families = families.iter().map(|family| &family.members);
            let said: Vec<BTreeSet<_>> = families
                .filter(|members| members.contains_key(&line.record))
                .map(|members| members.keys().copied().collect())
                .collect();
            assert_eq!(seen, said, "phone {phone} sees another family");
            let summary = held[&line.record].summary();
            let listed = (line.given, line.conflicts as usize);
            let said = (
                summary.given.unwrap_or_default(),
                summary.conflicts as usize,
            );
            assert_eq!(
                listed, said,
                "phone {phone} lists something else of {}",
                line.record
            );
        }
    }
}
