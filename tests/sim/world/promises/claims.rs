//! What a phone shows about a record is true: *on the server* is on the server, nothing waits at rest, and what
//! needs attention is marked.

use std::collections::BTreeSet;

use puente_client::RecordState;
use puente_protocol::ChangeState;
use puente_record::id::ChangeHash;

use crate::world::World;
use crate::world::{books, explain};

impl World {
    pub(in crate::world) fn check_claims(&self) {
        let db = self.server.look();
        let changes = books::changes(&db, 0).into_iter();
        // A change that waits for a right is on the server's disk, and is listed there as waiting.
        let there: BTreeSet<ChangeHash> = changes
            .filter(|change| matches!(change.state, ChangeState::Accepted | ChangeState::Pending))
            .map(|change| change.hash)
            .collect();
        for phone in self
            .phones
            .iter()
            .filter(|phone| self.is_enrolled(phone.number))
        {
            let pocket = phone.look();
            let (records, documents) = (pocket.records(), pocket.documents());
            let aside = pocket.records_kept_aside();
            for record in phone.device().list().expect("a calm disk") {
                let record = record.record;
                let state = phone.device().state(record).expect("a calm disk");
                let of_record = documents
                    .iter()
                    .filter(|(id, _)| records.get(id) == Some(&record));
                let lacking = of_record.flat_map(|(id, document)| {
                    let order = document.order().into_iter();
                    order
                        .filter(|change| !there.contains(change))
                        .map(move |change| (*id, change))
                });
                let lacking = lacking.collect::<Vec<_>>();
                let number = phone.number;
                match state {
                    RecordState::SavedHere => {
                        panic!("phone {number} says that {record} waits, and everything is calm")
                    }
                    RecordState::OnServer { .. } => assert!(
                        lacking.is_empty(),
                        "phone {number} says that {record} is on the server\n{}",
                        explain::document(&db, &pocket, lacking[0].0)
                    ),
                    RecordState::NeedsAttention => assert!(
                        aside.contains(&record),
                        "phone {number} says that {record} needs attention"
                    ),
                }
            }
        }
    }
}
