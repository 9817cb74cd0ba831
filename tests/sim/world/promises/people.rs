//! Everybody on a shared phone writes in their own name, and sees what their own rights let them see.

use std::collections::{BTreeMap, BTreeSet};

use puente_client::RecordView;
use puente_protocol::ChangeState;

use crate::world::World;
use crate::world::books;
use crate::world::token::{Token, tokens_in};

impl World {
    /// Accepted changes are in the name of the person who typed them, whoever was signed in when they were
    /// sent.
    pub(in crate::world) fn check_names(&self) {
        for phone in 0..self.phones.len() {
            let status = self.phones[phone].device().status().expect("a calm disk");
            let forgotten = self.forgotten(phone);
            assert!(
                status.revoked || forgotten.is_empty(),
                "the server does not know {forgotten:?} of phone {phone}, who came with a code again"
            );
        }
        // Somebody who decides a conflict writes again a value that another person typed.
        let mut authors: BTreeMap<Token, (bool, BTreeSet<String>)> = BTreeMap::new();
        for change in books::changes(&self.server.look(), 0) {
            for token in change.tokens {
                let (has_entered, names) = authors.entry(token).or_default();
                *has_entered |= change.state == ChangeState::Accepted;
                names.insert(change.author.clone());
            }
        }
        for (token, (has_entered, names)) in authors {
            let by = &self.ledger.line(token).by;
            // A restored server may no longer know the author's account.
            let is_nameless = self.server.was_restored && names.contains("");
            assert!(
                by.is_empty() || !has_entered || is_nameless || names.contains(by),
                "{token} was typed by {by} and entered as {names:?}"
            );
        }
    }

    /// On a phone with several people, each sees no more than they may read.
    pub(in crate::world) fn check_screens(&mut self) {
        let db = self.server.look();
        let scopes = books::scopes(&db);
        let roles = books::roles_by_name(&db, self.net.clock.now_ms());
        for phone in 0..self.phones.len() {
            let holders = self.holders(phone);
            if holders.len() < 2 || !self.is_enrolled(phone) {
                continue;
            }
            let here = self.phones[phone].here;
            let now_ms = self.net.clock.device_now_ms(phone);
            let status = self.phones[phone].device().status().expect("a calm disk");
            let aside = self.phones[phone].look().records_kept_aside();
            for holder in &holders {
                self.sign_in(phone, holder.nr);
                let theirs = roles.get(&holder.name).cloned().unwrap_or_default();
                let device = self.phones[phone].device();
                assert_eq!(self.name_of(phone), holder.name);
                for line in device.list().expect("a calm disk") {
                    let Ok(view) = device.view(line.record, now_ms) else {
                        continue; // none of it may be read by them
                    };
                    // A revoked phone, and records with changes that were not accepted, stay as they are until
                    // somebody has looked.
                    if status.revoked || aside.contains(&line.record) {
                        continue;
                    }
                    for token in shown(&view) {
                        let kind = self.ledger.line(token).kind;
                        let readable = books::readable(&theirs, kind);
                        let sites = scopes.get(&line.record);
                        assert!(
                            sites.is_some_and(|sites| !sites.is_disjoint(&readable)),
                            "{} sees {token} of {kind:?} on phone {phone}, roles {theirs:?}",
                            holder.name
                        );
                    }
                }
            }
            self.sign_in(phone, here);
        }
    }
}

fn shown(view: &RecordView) -> BTreeSet<Token> {
    let fields = view.fields.values().flat_map(|field| &field.values);
    let entries = view.entries.values().flat_map(|entries| entries.values());
    let entries = entries.flat_map(|entry| entry.values());
    let texts = fields.chain(entries).chain(view.sets.values().flatten());
    texts.flat_map(|text| tokens_in(text.as_bytes())).collect()
}
