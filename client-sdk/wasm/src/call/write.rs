//! Calls that write in records. Each returns what was written and where it is, once it is on disk.

use puente_client::{ConflictDecision, Device};
use puente_record::{RecordId, Value};

use super::{Answer, CallContext, look};
use crate::failure::Failure;
use crate::messages::Done;
use crate::messages::calls::{Ask, Clear, Decide, PutEntry, Register, Resolve, Set, TakeBackEntry};
use crate::messages::people::Saved;
use crate::messages::values::SaidValue;

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

impl Answer for PutEntry {
    fn answer(self, on: &mut CallContext<'_>) -> Result<Saved, Failure> {
        let fields = self.fields.into_iter();
        let fields: Vec<(String, Option<Value>)> = fields
            .map(|(field, said)| (field, said.map(SaidValue::value)))
            .collect();
        let (kind, now_ms, rng) = (&self.kind, on.now_ms, &mut *on.rng);
        on.device
            .put_entry(self.record, kind, self.entry, &fields, "", now_ms, rng)?;
        saved(on.device, self.record)
    }
}

impl Answer for TakeBackEntry {
    fn answer(self, on: &mut CallContext<'_>) -> Result<Saved, Failure> {
        let (now_ms, rng) = (on.now_ms, &mut *on.rng);
        on.device
            .take_back_entry(self.record, &self.kind, self.entry, now_ms, rng)?;
        saved(on.device, self.record)
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
