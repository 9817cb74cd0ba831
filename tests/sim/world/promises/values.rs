//! Every value that was ever saved is current, is a candidate, was replaced by somebody who had seen it, or is
//! in a change that was not accepted and is marked.

use std::collections::{BTreeMap, BTreeSet};

use puente_client::RecordState;
use puente_document::{Document, HistoryLine};
use puente_protocol::ChangeState;
use puente_record::Value;
use puente_record::id::{ChangeHash, DocumentId};

use crate::world::World;
use crate::world::books::{self, KeptChange};
use crate::world::explain;
use crate::world::token::{Token, tokens_in};

/// Outcomes that are marked on the phone; then those that somebody at the office must look at.
const MARKS: &[&str] = &["quarantined", "set_aside", "pending"];
const KEPT_ASIDE: &[&str] = &["quarantined", "set_aside"];

impl World {
    pub(in crate::world) fn check_values(&self) {
        let db = self.server.look();
        let changes = books::changes(&db, 0);
        let documents = books::documents(&db);
        let mut accepted = BTreeSet::new();
        for (id, kept) in &documents {
            check_candidates(*id, &kept.document);
            for edit in kept.document.history().iter().flat_map(|line| &line.edits) {
                accepted.extend(tokens_in(edit.key.as_bytes()));
                accepted.extend(tokens_in(text(edit.value.as_ref()).as_bytes()));
            }
        }
        check_states(
            &|id| self.explained(id),
            &changes,
            &books::waiting_for_a_right(&db),
            &documents
                .values()
                .map(|kept| &kept.document)
                .collect::<Vec<_>>(),
        );
        let kept: BTreeSet<Token> = changes
            .iter()
            .flat_map(|change| change.tokens.iter().copied())
            .collect();
        self.check_counts();
        for line in self
            .ledger
            .all_saved()
            .filter(|line| !accepted.contains(&line.token))
        {
            self.check_marked(line.token, line.phone, &kept);
        }
    }

    /// A value that is in no document is in quarantine on the server, and its author can see so.
    fn check_marked(&self, token: Token, phone: usize, kept: &BTreeSet<Token>) {
        let device = self.phones[phone].device();
        let status = device.status().expect("a calm disk");
        if status.server.is_none() {
            return; // not enrolled yet: the value waits on the phone, and `check_saved` has found it there
        }
        let named = self.named(&BTreeSet::from([token]));
        assert!(kept.contains(&token), "{named} never reached the server");
        let pocket = self.phones[phone].look();
        // A phone with an older disk does not know what it wrote since; the office does.
        let is_forgotten = self.phones[phone].was_restored && !pocket.tokens().contains(&token);
        let marked = pocket.marked_tokens(MARKS);
        // A phone shows nothing about what it has deleted; the office does.
        let is_let_go = pocket.sealed_tokens().contains(&token);
        // Another phone may have brought it to a server that had lost it: then that phone shows it.
        let of_others = self.server.was_restored.then_some(&self.phones);
        let mut of_others = of_others.into_iter().flatten().filter(|of| of.is_made);
        let changes = books::changes(&self.server.look(), 0).into_iter();
        let of_token: BTreeSet<DocumentId> = changes
            .filter(|change| change.tokens.contains(&token))
            .map(|change| change.document)
            .collect();
        let about = || {
            let db = self.server.look();
            let about = of_token.iter();
            let about = about.map(|id| explain::document(&db, &pocket, *id));
            about.collect::<Vec<_>>().join("\n")
        };
        assert!(
            marked.contains(&token)
                || is_forgotten
                || is_let_go
                || of_others.any(|other| other.look().marked_tokens(MARKS).contains(&token)),
            "{named} was kept aside and its phone does not say so\n{}",
            about()
        );
        if !pocket.marked_tokens(KEPT_ASIDE).contains(&token) {
            return;
        }
        let records = pocket.records();
        for record in of_token.iter().filter_map(|document| records.get(document)) {
            let state = device.state(*record).expect("a calm disk");
            assert_eq!(
                state,
                RecordState::NeedsAttention,
                "{named} of {record} was kept aside and its record says otherwise\n{}",
                about()
            );
        }
    }

    /// What the server and every phone have of a document, for people to read.
    fn explained(&self, id: DocumentId) -> String {
        let mut lines = explain::on_server(&self.server.look(), None, id);
        for phone in self.phones.iter().filter(|phone| phone.is_made) {
            lines.push(format!("phone {}", phone.number));
            let pocket = phone.look();
            lines.extend(explain::on_phone(pocket.documents().get(&id)));
            lines.extend(pocket.about(id));
        }
        lines.join("\n")
    }

    /// The numbers that a phone shows match its lists.
    fn check_counts(&self) {
        for phone in self.phones.iter().filter(|phone| phone.is_made) {
            let status = phone.device().status().expect("a calm disk");
            let listed = phone.device().attention().expect("a calm disk");
            let count = |outcomes: &[&str]| {
                let of = listed.iter();
                of.filter(|change| outcomes.contains(&change.outcome))
                    .count() as u64
            };
            let told = (status.needs_attention, status.pending);
            let seen = (count(&["quarantined", "set_aside"]), count(&["pending"]));
            assert_eq!(told, seen, "phone {}", phone.number);
        }
    }
}

/// Nothing waits for ever, unless its author had no right at any site where the record ever was. What is
/// accepted is in its document.
fn check_states(
    explained: &dyn Fn(DocumentId) -> String,
    changes: &[KeptChange],
    waiting_for_a_right: &BTreeSet<ChangeHash>,
    documents: &[&Document],
) {
    let documents: BTreeMap<DocumentId, &Document> = documents
        .iter()
        .map(|document| (document.id(), *document))
        .collect();
    for change in changes {
        let is_in = documents
            .get(&change.document)
            .is_some_and(|document| document.has(change.hash));
        assert!(
            change.state != ChangeState::Pending || waiting_for_a_right.contains(&change.hash),
            "change {} waits, and everything is calm\n{}",
            change.hash,
            explained(change.document)
        );
        // A change that was brought without proof may have been accepted since, as its author's.
        let is_double = change.state == ChangeState::SetAside
            && changes.iter().any(|other| {
                other.state == ChangeState::Accepted
                    && (other.document, other.hash) == (change.document, change.hash)
            });
        assert_eq!(
            is_in && !is_double,
            change.state == ChangeState::Accepted,
            "change {} is {:?}\n{}",
            change.hash,
            change.state,
            explained(change.document)
        );
    }
}

fn text(value: Option<&Value>) -> String {
    value
        .and_then(|value| value.to_stored().ok())
        .unwrap_or_default()
}

/// The document shows as candidates of every key those that follow from who had seen what.
fn check_candidates(id: DocumentId, document: &Document) {
    let history = document.history();
    let ancestors = ancestors(&history);
    let mut writes: BTreeMap<&str, Vec<(ChangeHash, Option<&Value>)>> = BTreeMap::new();
    for line in &history {
        for edit in &line.edits {
            writes
                .entry(&edit.key)
                .or_default()
                .push((line.change, edit.value.as_ref()));
        }
    }
    let shown = shown(document);
    for (key, writes) in writes {
        if key.starts_with("set/") || ["kind", "core", "begun"].contains(&key) {
            continue;
        }
        let last = writes.iter().filter(|(change, _)| {
            !writes
                .iter()
                .any(|(other, _)| ancestors[other].contains(change))
        });
        let standing: BTreeSet<String> = last
            .filter_map(|(_, value)| Some(text(Some((*value)?))))
            .collect();
        let field = claimed(key);
        for value in standing {
            assert!(
                shown
                    .get(field)
                    .is_some_and(|values| values.contains(&value)),
                "document {id}: a value of {key} that nobody replaced is not shown"
            );
        }
    }
}

/// The field of a key.
fn claimed(key: &str) -> &str {
    let claim = key
        .strip_prefix("claim/")
        .and_then(|rest| rest.rsplit_once('/'));
    claim.map_or(key, |(field, _)| field)
}

/// The values that a person sees for each field: the current one, or all candidates of a conflict.
fn shown(document: &Document) -> BTreeMap<String, BTreeSet<String>> {
    let mut shown: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let reading = document.read();
    for (name, current) in &reading.fields {
        shown
            .entry(name.clone())
            .or_default()
            .insert(text(Some(&current.value)));
    }
    for (kind, entries) in &reading.entries {
        for (entry, fields) in entries {
            for (name, current) in fields {
                let key = format!("{kind}/{entry}/{name}");
                shown
                    .entry(key)
                    .or_default()
                    .insert(text(Some(&current.value)));
            }
        }
    }
    for (field, claims) in &reading.claims {
        shown
            .entry(field.clone())
            .or_default()
            .extend(claims.values().map(|value| text(Some(value))));
    }
    for conflict in document.conflicts() {
        let values = conflict
            .candidates
            .iter()
            .map(|candidate| text(Some(&candidate.value)));
        shown
            .entry(conflict.field.to_string())
            .or_default()
            .extend(values);
    }
    shown
}

/// For each change, all changes that its author had seen.
fn ancestors(history: &[HistoryLine]) -> BTreeMap<ChangeHash, BTreeSet<ChangeHash>> {
    let mut ancestors: BTreeMap<ChangeHash, BTreeSet<ChangeHash>> = BTreeMap::new();
    for line in history {
        let mut seen: BTreeSet<ChangeHash> = line.deps.iter().copied().collect();
        for dep in &line.deps {
            seen.extend(ancestors[dep].iter().copied());
        }
        ancestors.insert(line.change, seen);
    }
    ancestors
}
