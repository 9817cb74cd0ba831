//! A phone holds only what its holder may read, and what only it can still send or explain.

use std::collections::{BTreeMap, BTreeSet};

use puente_record::id::RecordId;

use crate::world::World;
use crate::world::books;
use crate::world::dormancy::Dormancy;
use crate::world::explain;
use crate::world::token::Token;

impl World {
    pub(in crate::world) fn check_holdings(&self) {
        let db = self.server.look();
        let (documents, scopes) = (books::documents(&db), books::scopes(&db));
        let roles = books::roles(&db, self.net.clock.now_ms());
        let changes = books::changes(&db, 0).into_iter();
        let records = changes.flat_map(|change| {
            change
                .tokens
                .into_iter()
                .map(move |token| (token, change.record))
        });
        // Copies of a phone that had no site yet may have founded the record of one person at two sites.
        let mut of_token: BTreeMap<Token, BTreeSet<RecordId>> = BTreeMap::new();
        for (token, record) in records {
            of_token.entry(token).or_default().insert(record);
        }
        for phone in self
            .phones
            .iter()
            .filter(|phone| self.is_enrolled(phone.number))
        {
            let pocket = phone.look();
            let roles = roles.get(&pocket.device()).cloned().unwrap_or_default();
            // A record stays complete while its holder must be asked about a part of it.
            let aside = pocket.records_kept_aside();
            let sealed = pocket.records_sealed();
            let sealed = sealed.intersection(self.ledger.erased()).next();
            assert!(
                sealed.is_none(),
                "phone {} still holds what it sealed of {sealed:?}, who was erased",
                phone.number
            );
            let is_gone = |record: &RecordId| {
                documents.get(record).is_some_and(|core| {
                    let gone = Dormancy::of(&core.document, &scopes[record], &roles, &pocket);
                    gone == Dormancy::Gone
                })
            };
            let kept_too_long: BTreeSet<Token> = pocket
                .tokens()
                .into_iter()
                .filter(|token| {
                    let Some(records) = of_token.get(token) else {
                        // Nothing waits at rest, so the phone may hold only what the server has.
                        return true;
                    };
                    let readable = books::readable(&roles, self.ledger.line(*token).kind);
                    let staying = records.iter().filter(|record| !is_gone(record));
                    let mut sites = staying.filter_map(|record| scopes.get(record));
                    let may_read = sites.any(|sites| !sites.is_disjoint(&readable));
                    !may_read && aside.is_disjoint(records)
                })
                .collect();
            let explained = kept_too_long.first().map(|token| {
                let kept = books::changes(&db, 0);
                let change = kept.iter().find(|change| change.tokens.contains(token));
                let about = change.map(|change| explain::document(&db, &pocket, change.document));
                (pocket.tables_with(*token), about.unwrap_or_default())
            });
            if let Some((tables, about)) = explained {
                panic!(
                    "phone {} still holds {}, which its holder may not read, in {tables:?}\n{about}",
                    phone.number,
                    self.named(&kept_too_long)
                );
            }
        }
    }
}
