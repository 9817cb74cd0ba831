//! A phone holds only what its holder may read, and what only it can still send or explain.

use std::collections::{BTreeMap, BTreeSet};

use puente_record::id::RecordId;

use crate::world::World;
use crate::world::books;
use crate::world::explain;
use crate::world::token::Token;

impl World {
    pub(in crate::world) fn check_holdings(&self) {
        let db = self.server.look();
        let scopes = books::scopes(&db);
        let roles = books::roles(&db, self.net.clock.now_ms());
        let changes = books::changes(&db, 0).into_iter();
        let records = changes.flat_map(|change| {
            change
                .tokens
                .into_iter()
                .map(move |token| (token, change.record))
        });
        let records: BTreeMap<Token, RecordId> = records.collect();
        for phone in self
            .phones
            .iter()
            .filter(|phone| self.is_enrolled(phone.number))
        {
            let pocket = phone.look();
            let roles = roles.get(&pocket.device()).cloned().unwrap_or_default();
            // A record stays whole while its holder is to be asked about some part of it.
            let aside = pocket.records_kept_aside();
            let sealed = pocket.records_sealed();
            let sealed = sealed.intersection(self.ledger.erased()).next();
            assert!(
                sealed.is_none(),
                "phone {} still holds what it sealed of {sealed:?}, who was erased",
                phone.number
            );
            let kept_too_long: BTreeSet<Token> = pocket
                .tokens()
                .into_iter()
                .filter(|token| {
                    let Some(record) = records.get(token) else {
                        // Nothing waits any more, so what the server does not have has no business here.
                        return true;
                    };
                    let readable = books::readable(&roles, self.ledger.line(*token).compartment);
                    let sites = scopes.get(record);
                    let may_read = sites.is_some_and(|sites| !sites.is_disjoint(&readable));
                    !may_read && !aside.contains(record)
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
