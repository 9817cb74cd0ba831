//! The call for what waits.

use puente_client::CaseSubject;

use super::look::line;
use super::{Answer, CallContext};
use crate::failure::Failure;
use crate::messages::calls::Queue;
use crate::messages::queue::{CaseTotal, CaseView, QueueView};

impl Answer for Queue {
    fn answer(self, on: &mut CallContext<'_>) -> Result<QueueView, Failure> {
        let queue = on.device.queue(self.limit, on.now_ms)?;
        let mut cases = Vec::with_capacity(queue.cases.len());
        for case in queue.cases {
            let (person, list) = match case.subject {
                CaseSubject::Person(of) => (Some(line(on.device, *of)?), None),
                CaseSubject::List(list) => (None, Some(list)),
                CaseSubject::Device => (None, None),
            };
            cases.push(CaseView {
                why: case.why,
                harm: case.harm,
                since_ms: case.since_ms,
                count: case.count,
                person,
                list,
                answers: case.answers,
            });
        }
        let totals = queue.totals.into_iter();
        Ok(QueueView {
            cases,
            totals: totals
                .map(|(why, cases)| CaseTotal { why, cases })
                .collect(),
        })
    }
}
