//! All faults end, and everybody syncs until nothing moves.

use std::collections::BTreeMap;

use puente_client::StopReason;
use puente_protocol::problem::ProblemCode;
use puente_record::id::{ChangeHash, DeviceId, DocumentId, InstallId};
use zeroize::Zeroizing;

use super::World;
use super::accident::Danger;
use super::books;
use super::server::RECOVERY_SECRET;
use crate::net::Conditions;

/// A phone may have to send in one round what it learnt in the round before, and so on. A move that brings a
/// conflict, a refusal of it, a purge and the notice of it take five rounds.
const ROUNDS_MAX: usize = 12;

/// The heads of every document on every machine, the server's last, and how much of every log the server has.
type State = (
    Vec<BTreeMap<DocumentId, Vec<ChangeHash>>>,
    BTreeMap<(DeviceId, InstallId), u64>,
);

impl World {
    /// Ends all faults, lets everybody sync until nothing moves, and checks every promise.
    pub(super) fn come_to_rest(&mut self) {
        let (danger, weather) = (self.danger, self.net.conditions);
        self.note("everything becomes calm".into());
        self.danger = Danger::NONE;
        self.net.conditions = Conditions::CALM;
        for phone in 0..self.phones.len() {
            // A connection that met a failing disk stays unusable, so the app is opened again.
            if self.phones[phone].is_rough {
                self.smooth(phone);
                self.phones[phone].close();
                self.switch_on(phone);
            }
            self.smooth(phone);
        }
        self.start_server();
        self.finish_traffic();
        let mut state = self.state();
        for round in 0.. {
            assert!(
                round < ROUNDS_MAX,
                "something still moves after {round} rounds"
            );
            for phone in 0..self.phones.len() {
                if self.is_enrolled(phone) {
                    self.sync_calmly(phone);
                    self.enrol_again();
                    let stop = self.phones[phone].last.as_ref().map(|(_, stop)| *stop);
                    let is_unknown = stop == Some(StopReason::Refused(ProblemCode::UnknownDevice));
                    if self.server.was_restored && is_unknown {
                        self.sync_calmly(phone);
                        continue;
                    }
                    assert_eq!(
                        stop,
                        Some(self.calm_end(phone)),
                        "phone {phone} syncs in calm, and has {:#?}",
                        self.phones[phone].look().unsent()
                    );
                }
            }
            self.recover();
            let now = self.state();
            if now == state {
                break;
            }
            state = now;
        }
        for phone in 0..self.phones.len() {
            self.learn_codes(phone);
        }
        self.check_all();
        self.note("everything was well".into());
        (self.danger, self.net.conditions) = (danger, weather);
    }

    /// How a phone's sync must end when nothing goes wrong.
    pub(super) fn calm_end(&self, phone: usize) -> StopReason {
        let status = self.phones[phone].device().status().expect("a calm disk");
        match status.revoked {
            true => StopReason::Revoked,
            false => StopReason::Done,
        }
    }

    fn check_all(&mut self) {
        for phone in 0..self.phones.len() {
            self.check_saved(phone);
        }
        self.check_acknowledged();
        self.check_agreement();
        self.check_values();
        self.check_claims();
        self.check_holdings();
        self.check_names();
        self.check_screens();
        self.check_log();
        self.check_cost();
    }

    /// Somebody brings the recovery key, as after every restore.
    fn recover(&mut self) {
        if self.server.was_restored {
            let secrets = [Zeroizing::new(RECOVERY_SECRET)];
            let now_ms = self.net.clock.now_ms();
            let recovered = self.server.server().exchanges.recover(now_ms, &secrets);
            recovered.expect("the disk is readable");
        }
    }

    /// One phone syncs while nothing goes wrong.
    pub(super) fn sync_calmly(&mut self, phone: usize) {
        self.phones[phone].last = None;
        self.begin_sync(phone);
        self.finish_traffic();
        self.deliver(phone);
    }

    fn finish_traffic(&mut self) {
        let mut turns = 0;
        while self.turn() {
            turns += 1;
            assert!(turns < 100_000, "the traffic does not end");
        }
    }

    fn state(&self) -> State {
        let mut state = Vec::new();
        for phone in &self.phones {
            let documents = phone.look().documents();
            state.push(
                documents
                    .iter()
                    .map(|(id, document)| (*id, document.heads()))
                    .collect(),
            );
        }
        let db = self.server.look();
        let documents = books::documents(&db);
        state.push(
            documents
                .iter()
                .map(|(id, kept)| (*id, kept.document.heads()))
                .collect(),
        );
        (state, books::installs(&db))
    }
}
