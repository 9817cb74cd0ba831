//! Calls that write in records. Each returns what was written and where it is, once it is on disk.

use puente_client::{ConflictDecision, Device};
use puente_record::RecordId;

use super::{Answer, CallContext, look};
use crate::failure::Failure;
use crate::messages::Done;
use crate::messages::calls::{AddEntry, Ask, Clear, Decide, Register, Resolve, Set};
use crate::messages::people::{Saved, SavedEntry};

impl Answer for Register {
    fn answer(self, on: &mut CallContext<'_>) -> Result<Saved, Failure> {
        let registration = self.person.registration();
        let (device, now_ms, rng) = (&mut *on.device, on.now_ms, &mut *on.rng);
        let (record, _) = match (self.draft, self.family_of) {
            (Some(draft), of) => device.register_draft(&draft, &registration, of, now_ms, rng)?,
            (None, Some(of)) => device.register_with_family(&registration, of, now_ms, rng)?,
            (None, None) => device.register(&registration, now_ms, rng)?,
        };
        saved(device, record)
    }
}

impl Answer for Set {
    fn answer(self, on: &mut CallContext<'_>) -> Result<Saved, Failure> {
        let fields = self.fields.pairs();
        let basis = self.basis.unwrap_or_default().message();
        on.device
            .set(self.record, &fields, basis, on.now_ms, on.rng)?;
        saved(on.device, self.record)
    }
}

impl Answer for Clear {
    fn answer(self, on: &mut CallContext<'_>) -> Result<Saved, Failure> {
        let member = self.member.as_deref();
        on.device
            .clear(self.record, &self.field, member, on.now_ms, on.rng)?;
        saved(on.device, self.record)
    }
}

impl Answer for AddEntry {
    fn answer(self, on: &mut CallContext<'_>) -> Result<SavedEntry, Failure> {
        let fields: Vec<(&str, &str)> = self
            .fields
            .iter()
            .map(|(field, value)| (field.as_str(), value.as_str()))
            .collect();
        let entry = on
            .device
            .add_entry(self.record, &self.kind, &fields, on.now_ms, on.rng)?;
        let Saved {
            record,
            code,
            state,
        } = saved(on.device, self.record)?;
        Ok(SavedEntry {
            record,
            code,
            state,
            entry,
        })
    }
}

impl Answer for Resolve {
    fn answer(self, on: &mut CallContext<'_>) -> Result<Saved, Failure> {
        let value = self.value.value();
        let (now_ms, rng) = (on.now_ms, &mut *on.rng);
        on.device
            .resolve(self.record, &self.field, &value, &self.reason, now_ms, rng)?;
        saved(on.device, self.record)
    }
}

impl Answer for Decide {
    fn answer(self, on: &mut CallContext<'_>) -> Result<Done, Failure> {
        let decisions = self.decisions.into_iter().map(ConflictDecision::from);
        let decisions: Vec<ConflictDecision> = decisions.collect();
        on.device.decide(&decisions, on.now_ms, on.rng)?;
        Ok(Done {})
    }
}

impl Answer for Ask {
    fn answer(self, on: &mut CallContext<'_>) -> Result<Saved, Failure> {
        let (now_ms, rng) = (on.now_ms, &mut *on.rng);
        on.device
            .ask(self.record, &self.field, self.is_to_ask, now_ms, rng)?;
        saved(on.device, self.record)
    }
}

pub(super) fn saved(device: &Device, record: RecordId) -> Result<Saved, Failure> {
    Ok(Saved {
        record,
        code: look::code(device, record)?,
        state: device.state(record)?,
    })
}
