//! The log is whole, and being up to date costs next to nothing.

use puente_protocol::ChangeState;

use crate::world::World;
use crate::world::books;

/// Bytes of the bodies of a sync without news, for one site.
const IDLE_BYTES_MAX: u64 = 300;
/// Bytes that each further site adds to the cursor, which travels both ways: three feeds of at most twelve
/// bytes.
const FURTHER_SITE_BYTES_MAX: u64 = 72;

impl World {
    pub(in crate::world) fn check_log(&self) {
        let db = self.server.look();
        let accepted = books::changes(&db, 0);
        let accepted = accepted
            .iter()
            .filter(|change| change.state == ChangeState::Accepted)
            .count();
        let leaves = books::leaves(&db);
        assert!(
            leaves >= accepted as u64,
            "{accepted} changes were accepted and {leaves} leaves logged"
        );
        let differences = self
            .server
            .server()
            .rebuilder
            .verify(&mut |_| ())
            .expect("the disk is readable");
        assert!(
            differences.is_empty(),
            "the server does not agree with itself: {differences:#?}"
        );
    }

    /// Everybody syncs once more.
    pub(in crate::world) fn check_cost(&mut self) {
        let roles = books::roles(&self.server.look(), self.net.clock.now_ms());
        for phone in 0..self.phones.len() {
            if !self.is_enrolled(phone) {
                continue;
            }
            self.sync_calmly(phone);
            let (report, stop) = self.phones[phone].last.clone().expect("it synced");
            let device = self.phones[phone].device().id();
            let mut sites: Vec<_> = roles
                .get(&device)
                .into_iter()
                .flatten()
                .map(|(site, _)| *site)
                .collect();
            sites.sort_unstable();
            sites.dedup();
            let further = sites.len().saturating_sub(1) as u64;
            assert_eq!(
                (report.round_trips, stop),
                (1, self.calm_end(phone)),
                "phone {phone} is up to date"
            );
            let bytes = report.bytes_up + report.bytes_down;
            assert!(
                bytes <= IDLE_BYTES_MAX + further * FURTHER_SITE_BYTES_MAX,
                "phone {phone} of {} sites spends {bytes} bytes on nothing",
                sites.len()
            );
        }
    }
}
